"""The lists beside the map: statements, casualty mentions, places and reports, as evidence cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

import streamlit as st

from lib.records import Analysis
from lib.search import mark
from lib.stories import stories_of
from lib.summaries import PlaceInView
from lib.ui import evidence, manage, orders, placeless, remedies, tabular
from lib.ui.components import Card, cards, choice
from lib.ui.session import ListName, PlaceList, Session

PAGE, TABLE_PAGE = 100, 200
HEIGHT = 360
"""Pixels on a narrow page; beside the map the stylesheet of the page decides."""
KEY, NAMES, PLACE_KINDS = "cards", "list_names", "place_kinds"
"""Keys of the components: the cards, the tabs, and the kinds of places."""
_TITLES: dict[ListName, str] = {
    "statements": "Statements",
    "casualties": "Casualties",
    "places": "Places",
    "reports": "Reports",
}
_PLACE_LISTS: dict[PlaceList, str] = {
    "placed": "On the map",
    "review": "To review",
    "unplaced": "Unplaced",
    "metonyms": "Metonyms",
}
Row = TypeVar("Row")


def draw(session: Session) -> None:
    """Draw the tabs with their counts, and the list of the open one."""
    with st.container(key="tabs", gap="small"):
        choice(
            tab_labels(session),
            session.list_name,
            key=NAMES,
            label="Lists",
            look="tabs",
            panel=".st-key-list",
            title=_TITLES[session.list_name],
        )
        with st.container(key="list", gap="xsmall"):
            _draw_list(session)


def _draw_list(session: Session) -> None:
    rows = orders.ordered(session, session.list_name)
    _draw_tools(session, len(rows))
    if session.list_name in ("statements", "casualties"):
        placeless.draw(session, session.list_name)
    match session.list_name:
        case "statements":
            _draw_rows(session, rows, evidence.statement_card, "statement")
        case "casualties":
            _draw_rows(session, rows, evidence.casualty_card, "casualty mention")
        case "places":
            _draw_places(session, rows)
        case "reports":
            _draw_rows(session, rows, partial(_report_card, session), "report")


def _report_card(session: Session, analysis: Analysis) -> Card:
    ids = stories_of(session.workspace).get(analysis.article.id, ())
    others = (session.workspace.get(id) for id in ids if id != analysis.article.id)
    return evidence.report_card(analysis, [other.article for other in others if other])


def _place_card(session: Session, place: PlaceInView) -> Card:
    ((_, surest),) = session.explorer.details([place])
    return evidence.place_card(place, surest.mention.reason if surest else "")


def tab_labels(session: Session) -> dict[ListName, str]:
    """The title of each list with the number of its rows, "34 of 63" when a filter hides some."""
    shown, everything = session.view(), session.everything()
    counts: dict[ListName, tuple[int, int]] = {
        "statements": (len(shown.statements), len(everything.statements)),
        "casualties": (len(shown.casualties), len(everything.casualties)),
        "places": (len(session.places()), len(session.all_places())),
        "reports": (len(shown.reports), len(everything.reports)),
    }
    return {
        name: f"{_TITLES[name]} {f'{some:,}' if some == whole else f'{some:,} of {whole:,}'}"
        for name, (some, whole) in counts.items()
    }


def choose(session: Session, name: ListName) -> None:
    """Open a list at its first page; the one that is open stays where it is."""
    if name != session.list_name:
        session.list_name, session.page = name, 1


def choose_places(session: Session, which: PlaceList) -> None:
    """Show a part of the list of places, likewise."""
    if which != session.place_list:
        session.place_list, session.page = which, 1


def show_places(session: Session, which: PlaceList) -> None:
    """Open the list of places at one of its parts."""
    session.list_name, session.place_list, session.page = "places", which, 1


def first_key(session: Session) -> str | None:
    """The key of the record in the reader while nothing was chosen: the first of the open list."""
    names: tuple[ListName, ...] = ("casualties", "statements")
    for name in names if session.list_name == "casualties" else names[::-1]:
        if rows := orders.ordered(session, name):
            return str(rows[0].key)
    reports = orders.ordered(session, "reports")
    return str(reports[0].article.id) if reports else None


def _draw_tools(session: Session, rows: int) -> None:
    """Draw what changes how a list is shown: its order, cards or a table, and what else it offers."""
    name = session.list_name
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="list_tools"):
        key = f"sort_{name}"
        st.session_state[key] = orders.chosen(session, name)
        st.selectbox(
            "Order",
            list(orders.ORDERS[name]),
            key=key,
            on_change=_on_sort,
            args=(session, name, key),
            label_visibility="collapsed",
            width=150,
        )
        st.session_state["as_table"] = session.as_table
        st.toggle("Table", key="as_table", on_change=_on_table, args=(session,))
        if name == "casualties" and rows:
            st.button(
                "Compare claims",
                key="compare",
                type="tertiary",
                icon=":material/compare_arrows:",
                on_click=session.show_claims,
                args=(None,),
            )
        if name == "reports":
            st.button(
                "Edit details",
                key="ask_edit_all",
                type="tertiary",
                on_click=manage.ask_for_details_of_all,
                args=(session,),
                help="Title, outlet, author, date and address of the reports in this list",
            )
            st.button("Remove all", key="ask_remove_all", type="tertiary", on_click=session.ask_to_remove_all)


def _on_sort(session: Session, name: ListName, key: str) -> None:
    session.sort[name] = st.session_state[key]
    session.page = 1


def _on_table(session: Session) -> None:
    session.as_table = st.session_state["as_table"]
    session.page = 1


def _draw_places(session: Session, rows: Sequence[PlaceInView]) -> None:
    with st.container(key="place_list", gap="xsmall"):
        _draw_place_list(session, rows)


def _draw_place_list(session: Session, rows: Sequence[PlaceInView]) -> None:
    parts = session.unsettled()
    numbers: dict[PlaceList, int] = {which: len(rows) for which, rows in parts.items()}
    numbers["placed"] = len(session.places())
    choice(
        {which: f"{name} {numbers[which]:,}" for which, name in _PLACE_LISTS.items()},
        session.place_list,
        key=PLACE_KINDS,
        label="Which places",
        look="segments",
    )
    if session.place_list == "placed":
        _draw_rows(session, rows, partial(_place_card, session), "place")
    else:
        _draw_rows(session, parts[session.place_list], evidence.mention_card, "place mention")


def _draw_rows(session: Session, rows: Sequence[Row], card: Callable[[Row], Card], noun: str) -> None:
    if not rows:
        _say_nothing_found(session, noun)
        return
    size = TABLE_PAGE if session.as_table else PAGE
    pages = -(-len(rows) // size)
    session.page = min(session.page, pages)
    shown = rows[(session.page - 1) * size : session.page * size]
    with st.container(key="rows"):
        if session.as_table:
            tabular.draw(
                session,
                shown,
                selected=session.opened or first_key(session),
                height=HEIGHT,
                label=_TITLES[session.list_name],
                part=pages > 1,
            )
        else:
            cards(
                _marked(session, placeless.marked(session, shown, [card(row) for row in shown])),
                selected=session.opened or first_key(session),
                key=KEY,
                height=HEIGHT,
                label=_TITLES[session.list_name],
            )
    if pages > 1:
        _draw_pages(session, pages)


def _draw_pages(session: Session, pages: int) -> None:
    """The choice of a page; a new one when the page was changed by something else, such as a filter."""
    name = f"page_{session.list_name}_{pages}"
    if st.session_state.get(f"{name}_{session.page_turn}", session.page) != session.page:
        session.page_turn += 1
    key = f"{name}_{session.page_turn}"
    st.pagination(pages, default=session.page, key=key, on_change=_on_page, args=(session, key))


def _on_page(session: Session, key: str) -> None:
    session.page = st.session_state[key]


def _marked(session: Session, shown: list[Card]) -> list[Card]:
    """The cards with what the search looks for marked in their words and headings."""
    terms = session.terms()
    if not terms:
        return shown
    found = mark([words for card in shown for words in (card.text, card.heading)], terms)
    return [
        replace(card, matches=in_text, heading_matches=in_heading)
        for card, in_text, in_heading in zip(shown, found[::2], found[1::2], strict=True)
    ]


def _say_nothing_found(session: Session, noun: str) -> None:
    if session.filters:
        st.info(f"No {noun} is left by the search and the filters.")
        remedies.draw(session, session.list_name)
    else:
        st.info(f"No {noun} was found in these reports.")
