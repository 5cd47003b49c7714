"""The open report with its evidence marked, and what should be known about the reading of it."""

from __future__ import annotations

import streamlit as st

from lib.layout import read_layout
from lib.ui import components, evidence, lists
from lib.ui.session import Session

KEY = "reader"
HEIGHT = 296


def draw(session: Session) -> None:
    """Draw the report of the open record, or of the first in the list."""
    key = session.opened or lists.first_key(session)
    analysis = session.article_of(key) if key else None
    if key is None or analysis is None:
        st.caption("Choose a row above to read its report here.")
        return
    article = analysis.article
    for notice in analysis.notices:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(f":orange[{notice}]")
            st.button("Add the date", key="add_date", on_click=_ask_date, args=(session, article.id))
    components.reader(
        article.text,
        components.marks_of(analysis),
        focus=key if key != article.id else None,
        key=KEY,
        height=HEIGHT,
        title=evidence.title(article),
        meta=evidence.source_line(article, with_title=False),
        url=article.url,
        layout=read_layout(article.text).segments,
    )


def _ask_date(session: Session, article_id: str) -> None:
    session.dialog = ("date", article_id)
