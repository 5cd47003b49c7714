"""What helps where a search or filters leave nothing: another field, or one of them taken off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from lib.blocks import CLAIM, MENTION, REPORT, STATEMENT
from lib.filters import FACETS
from lib.matches import DATE, ON_MAP, QUERY
from lib.ui import search
from lib.ui.components.facets import DAYS
from lib.ui.session import ListName, Session
from lib.ui.text import plain, plural

_COUNTED: Mapping[ListName, tuple[int, str]] = {
    "statements": (STATEMENT, "statement"),
    "casualties": (CLAIM, "casualty mention"),
    "places": (MENTION, "place mention"),
    "reports": (REPORT, "report"),
}
_MOST = 4
_IN_PLACE_OF = {
    "country": "“place:” finds what names a place of that name itself. All that lies in the country:",
    "place": "“country:” finds countries alone. The place of that name:",
}
"""By the field that finds more, what to say of the other one."""


def draw_other_fields(session: Session) -> None:
    """Beside the search box: a search with ``country:`` for ``place:``, or the other way round, that finds more."""
    with st.container(key="other_fields"):
        for place, (query, number) in enumerate(session.other_fields().items()):
            _draw_other_field(session, place, query, number)


def _draw_other_field(session: Session, place: int, query: str, number: int) -> None:
    field = _changed(session.filters.query, query)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"other_{place}"):
        st.caption(_IN_PLACE_OF[field], width="content")
        st.button(
            f"{plain(query)} · {plural(number, 'statement or claim', 'statements and claims')}",
            key=f"search_other_{place}",
            type="tertiary",
            icon=":material/search:",
            on_click=partial(_search, session, query),
        )


def _changed(before: str, after: str) -> str:
    """The field that another search has and the one before has less often."""
    return "country" if after.count("country:") > before.count("country:") else "place"


def _search(session: Session, query: str) -> None:
    st.session_state["q"] = query
    session.search(query)


def draw(session: Session, name: ListName) -> None:
    """Below an empty list: what of the choice leaves some when it is taken off, and to clear all of it."""
    kind, noun = _COUNTED[name]
    found = session.derive(
        f"obstacles of {name}", session.filters, lambda: session.explorer.obstacles(session.filters, kind)
    )
    active = {chip.key.partition("=")[0] for chip in search.active(session)}
    # Where there is but one part, taking it off is to clear all.
    chips = {part: words for part in found if (words := _in_words(session, part))} if len(active) > 1 else {}
    with st.container(gap="xsmall", key="remedies"):
        if chips:
            st.caption("There are some without:")
        for part, words in list(chips.items())[:_MOST]:
            st.button(
                f"{plain(words)} · {plural(found[part], noun)}",
                key=f"without_{part}",
                icon=":material/close:",
                on_click=partial(_take_off, session, part),
            )
        st.button("Clear search and filters", on_click=session.clear_filters, key="clear_from_list")


def _in_words(session: Session, part: str) -> str:
    """A part of the choice as its chips say it: "outlet: A or B"."""
    own = {QUERY: "q", DATE: DAYS}.get(part, part)
    chips = [chip for chip in search.active(session) if chip.key.partition("=")[0] == own]
    return f"{chips[0].label}: {' or '.join(chip.value for chip in chips)}" if chips else ""


def _take_off(session: Session, part: str) -> None:
    if part == QUERY:
        session.clear_search()
    elif part == ON_MAP:
        session.clear_map()
    elif part == DATE:
        session.ask(replace(session.filters, since="", until=""))
    elif part in FACETS:
        nothing: dict[str, Any] = {part: ()}
        session.ask(replace(session.filters, **nothing))
