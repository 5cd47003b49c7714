"""The view in the page's address: filters, what is shown, the open record, so that a link opens the same again.

The search has the parameter "q" of its own, bound to its box. A link holds values to filter by and keys, and
no text of a report. Going back in the browser brings an earlier address, and with it the earlier view.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib.filters import FACETS, LEVELS
from lib.ui.session import LISTS, STAGES, Session
from lib.ui.text import plain

_OTHERS = ("since", "until", "picked", "placeless", "list", "open", "show", "who", "claims")
_NAMES = (*FACETS, *_OTHERS)
_WRITTEN = "address"
_CALLED = {"outlet": "outlet", "since": "first day", "until": "last day", "picked": "place"}


def follow(session: Session) -> None:
    """Take over the address when the page is opened by a link, or when the visitor went back to another.

    Else another address than the one that was written last is an older one: the browser had not heard of the
    last one when the visitor did what began this run, and to take that over would undo what was done before it.
    """
    if (_is_new() or _went_back()) and _address() != st.session_state.get(_WRITTEN, {}):
        _read(session)
        # Before the page is drawn: a click may end this run, and what it changes must not be undone by the link.
        st.session_state[_WRITTEN] = _address()


def _is_new() -> bool:
    """Whether no address was taken over or written yet."""
    return _WRITTEN not in st.session_state


def _went_back() -> bool:
    """Whether this run began with the visitor going back or forward in the browser."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _address() -> dict[str, list[str]]:
    """What the address says now, of that which is this module's."""
    return {name: values for name in _NAMES if (values := st.query_params.get_all(name))}


def _read(session: Session) -> None:
    """Take over what a link asks for; what it names and no report has is left out, with a notice."""
    wanted: dict[str, Any] = {}
    for facet in FACETS:
        asked = dict.fromkeys(st.query_params.get_all(facet))
        if facet == "speaker":
            # With more reports another spelling may stand for the same speaker.
            asked = dict.fromkeys(session.explorer.speaker(name) for name in asked)
        wanted[facet] = tuple(value for value in asked if session.explorer.knows(facet, value))
        _tell_unknown(session, facet, [value for value in asked if value not in wanted[facet]])
    picked = dict.fromkeys(st.query_params.get_all("picked"))
    wanted["on_map"] = tuple(id for id in picked if session.explorer.knows("place", id))
    _tell_unknown(session, "picked", [id for id in picked if id not in wanted["on_map"]])
    for name in ("since", "until"):
        asked_day = st.query_params.get(name, "")
        wanted[name] = asked_day if _is_day(asked_day) else ""
        if asked_day and not wanted[name]:
            session.tell(f"“{plain(asked_day)}” in the link is no date; that was ignored.")
    level = st.query_params.get("placeless", "")
    wanted["placeless"] = level if level in LEVELS else ""
    if level and not wanted["placeless"]:
        session.tell(
            f"The link asks for “{plain(level)}” without a place, which there is not; that was ignored."
        )
    session.ask(replace(session.filters, **wanted))
    _read_shown(session)


def _read_shown(session: Session) -> None:
    name = st.query_params.get("list", LISTS[0])
    session.list_name = next((known for known in LISTS if known == name), LISTS[0])
    if name not in LISTS:
        session.tell(f"The link asks for a list “{plain(name)}”, which there is not; that was ignored.")
    shown = st.query_params.get("show", STAGES[0])
    session.stage = next((known for known in STAGES if known == shown), STAGES[0])
    if shown not in STAGES:
        session.tell(f"The link asks to show “{plain(shown)}”, which there is not; that was ignored.")
    who, place = st.query_params.get("who"), st.query_params.get("claims")
    who = session.explorer.speaker(who) if who else None
    session.who = who if who and session.explorer.knows("speaker", who) else None
    session.claims_of = place if place and session.explorer.knows("place", place) else None
    _tell_unknown(session, "speaker", [who] if who and not session.who else [])
    _tell_unknown(session, "place", [place] if place and not session.claims_of else [])
    opened = st.query_params.get("open")
    if opened and session.article_of(opened) is None:
        session.tell("The link opens a report that is not here; that was ignored.")
        opened = None
    if opened != session.opened:
        session.opened = opened
        session.turn += 1


def link(session: Session) -> str:
    """The address of the view, the search with it; from its path on where the browser does not say more."""
    query = {"q": [session.filters.query]} if session.filters.query else {}
    asked = urlencode(query | _given(session), doseq=True)
    page = (st.context.url or "").rstrip("/") + "/"
    return f"{page}?{asked}" if asked else page


def write(session: Session) -> None:
    """Put the view into the address."""
    given = _given(session)
    # What the browser says may be older than what it was told last.
    before = (_address(), st.session_state.get(_WRITTEN, {}))
    changed = {
        name: given.get(name, [])
        for name in _NAMES
        if any(given.get(name) != address.get(name) for address in before)
    }
    if changed:
        st.query_params.update(changed)
    st.session_state[_WRITTEN] = given


def _given(session: Session) -> dict[str, list[str]]:
    """What the address of the view says, of that which is this module's."""
    filters = session.filters
    wanted: dict[str, list[str]] = {facet: list(filters.values(facet)) for facet in FACETS}
    wanted["since"], wanted["until"] = [filters.since], [filters.until]
    wanted["picked"] = list(filters.on_map)
    wanted["placeless"] = [filters.placeless]
    wanted["list"] = [session.list_name] if session.list_name != LISTS[0] else []
    wanted["show"] = [session.stage] if session.stage != STAGES[0] else []
    wanted["open"] = [session.opened or ""]
    wanted["who"] = [session.who or ""] if session.stage == "speakers" else []
    wanted["claims"] = [session.claims_of or ""] if session.stage == "claims" else []
    return {name: values for name in _NAMES if (values := [v for v in wanted[name] if v])}


def _tell_unknown(session: Session, name: str, values: list[str]) -> None:
    for value in values:
        session.tell(
            f"The link asks for the {_CALLED.get(name, name)} “{plain(value)}”, which is in none of these "
            "reports; that was ignored."
        )


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
