"""What the visitor just did in a component, applied to the session before the page is drawn again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from lib.filters import FACETS, Facet
from lib.ui import lists, reader, search
from lib.ui.session import Session

_FACET: dict[str, Facet] = {facet: facet for facet in FACETS}


def apply(session: Session) -> None:
    """Apply the event that began this run, if one did; what is no known event is passed over."""
    if isinstance(event := _sent(lists.KEY), Mapping):
        _on_card(session, *(str(event.get(name, "")) for name in ("key", "action", "value")))
    if isinstance(key := _sent(reader.KEY), str):
        _open(session, key)
    if isinstance(key := _sent(search.CHIPS), str):
        _on_chip(session, key)
    match _sent(search.FACET_LIST):
        case [str() as name, str() as value]:
            facet = _FACET.get(name)
            if facet and session.explorer.knows(facet, value):
                session.ask(session.filters.toggled(facet, value))


def _sent(key: str) -> Any:
    """The event of the component with this key; Streamlit forgets it after one run."""
    state = st.session_state.get(key)
    return state.get("event") if isinstance(state, Mapping) else None


def _on_card(session: Session, key: str, action: str, value: str) -> None:
    if action == "place":
        session.show_on_map(value)
    elif action == "only" and session.explorer.knows("place", key):
        session.ask(replace(session.filters, place=(key,)))
    elif action == "remove" and key in session.workspace:
        session.dialog = ("remove", key)
    elif action == "date" and key in session.workspace:
        session.dialog = ("date", key)
    elif action == "open":
        _open(session, key)


def _open(session: Session, key: str) -> None:
    """Open a record in the reader and centre the map on its place, when it has one."""
    if session.explorer.knows("place", key):
        session.show_on_map(key)
        mention = next(
            (m for m in session.view().mentions if m.mention.place and m.mention.place.id == key), None
        )
        session.opened = mention.key if mention else session.opened
        return
    if session.article_of(key) is None:
        return
    session.opened = key
    place = session.place_of(key)
    if place:
        session.show_on_map(place)


def _on_chip(session: Session, key: str) -> None:
    if key == search.CLEAR_ALL:
        session.clear_filters()
        return
    name, _, value = key.partition("=")
    facet = _FACET.get(name)
    if name == "q":
        session.clear_search()
    elif name == "on_map":
        session.clear_map()
    elif facet and value in session.filters.values(facet):
        session.ask(session.filters.toggled(facet, value))
