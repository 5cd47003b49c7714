"""What the page tells of what was just done, in one place: the newest notice, the earlier ones on request."""

from __future__ import annotations

from functools import partial

import streamlit as st

from lib.ui import correct
from lib.ui.components import announcer
from lib.ui.session import Session
from lib.ui.text import plural, spoken

_CORRECTED = None
"""Stands among the messages for what was just corrected."""


def draw(session: Session) -> None:
    """Draw the newest notice, with the number of earlier ones; a screen reader is told of it too."""
    notices = _newest_first(session)
    newest = notices[0] if notices else ""
    announcer(spoken(correct.news_in_words(session) if newest is _CORRECTED else newest), key="announcer")
    with st.container(key="messages"):
        if not notices:
            session.all_notices = False
            return
        _draw_notice(session, newest, earlier=len(notices) - 1)
        if session.all_notices and len(notices) > 1:
            with st.container(key="messages_earlier"):
                for notice in notices[1:]:
                    _draw_notice(session, notice)


def _newest_first(session: Session) -> list[str | None]:
    notices: list[str | None] = [*reversed(session.messages)]
    if correct.has_news(session):
        notices.insert(session.newer(session.told - correct.told_since(session)), _CORRECTED)
    return notices


def _draw_notice(session: Session, notice: str | None, *, earlier: int = 0) -> None:
    """Draw one notice; the newest offers the earlier ones and closes all."""
    if notice is _CORRECTED:
        with st.container(horizontal=True, vertical_alignment="center", key="message_corrected"):
            correct.draw_news(session)
            _draw_earlier(session, earlier)
            st.button("Close", key="close_corrected", type="tertiary", on_click=correct.forget_news)
        return
    number = session.messages.index(notice)
    with st.container(horizontal=True, vertical_alignment="center", key=f"message_{number}"):
        st.markdown(f":material/info: {notice}", width="stretch")
        _draw_earlier(session, earlier)
        st.button("Close", key=f"close_{number}", type="tertiary", on_click=partial(session.close, notice))


def _draw_earlier(session: Session, number: int) -> None:
    if not number:
        return
    st.button(
        "Hide earlier" if session.all_notices else plural(number, "earlier notice"),
        key="earlier_notices",
        type="tertiary",
        on_click=partial(setattr, session, "all_notices", not session.all_notices),
    )
    st.button("Close all", key="close_all", type="tertiary", on_click=partial(_close_all, session))


def _close_all(session: Session) -> None:
    session.messages.clear()
    correct.forget_news()
