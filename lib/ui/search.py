"""The search box with what is wrong with a search, the active filters as chips, and the list of filters."""

from __future__ import annotations

import streamlit as st

from lib.filters import FACETS, Facet, FacetValue
from lib.ui import placeless
from lib.ui.components import Chip, chips
from lib.ui.components.chips import CLEAR_ALL
from lib.ui.components.facets import DAYS, Choice, Days, FacetList, facets
from lib.ui.session import Session
from lib.ui.text import plain, plural

__all__ = [
    "CHIPS",
    "CLEAR_ALL",
    "FACET_LIST",
    "PLACELESS",
    "draw_box",
    "draw_chips",
    "draw_error",
    "draw_facets",
]

CHIPS = "chips"
FACET_LIST = "facets"
PLACELESS = "placeless"
_TITLES: dict[Facet, tuple[str, str, bool]] = {
    "speaker": ("Speaker", "statements, casualties", True),
    "outcome": ("Outcome", "casualties", True),
    "place": ("Place", "reports", True),
    "country": ("Country", "reports", True),
    "victims": ("Victims", "casualties", False),
    "scope": ("Event or total", "casualties", False),
    "polarity": ("Claimed or denied", "casualties", False),
    "kind": ("Kind of place", "reports", False),
    "outlet": ("Outlet", "reports", False),
    "report": ("Report", "statements, casualties", False),
}
"""Title of each facet, what its numbers count, and whether it is open at first."""


_IN_FULL = {
    "casualties": "casualty mentions",
    "statements, casualties": "statements and casualty mentions",
}
_HINT = "The numbers count {}: what several outlets print of one copy once, where the lists show it for each"


def draw_box(session: Session) -> None:
    """Draw the search box and apply what is typed; a search that cannot be understood is explained."""
    if session.search_reset:
        st.session_state["q"] = ""
        session.search_reset = False
    query = st.text_input(
        "Search statements, casualty mentions and reports",
        key="q",
        type="search",
        live="300ms",
        bind="query-params",
        placeholder="Search: ceasefire OR speaker:mayor place:chernihiv “peace talks”",
        label_visibility="collapsed",
        width=470,
    )
    session.search(query or "")


def draw_error(session: Session) -> None:
    """Say what is wrong with the search, if anything is."""
    with st.container(key="search_error"):
        if session.search_error:
            st.markdown(f":red[{plain(session.search_error)}] The last good search is still shown.")


def draw_chips(session: Session) -> None:
    """Draw the active filters, each to be taken off."""
    items = active(session)
    if items:
        chips(items, key=CHIPS)


def active(session: Session) -> list[Chip]:
    """The search, the chosen values and what was picked on the map, as chips."""
    filters, explorer = session.filters, session.explorer
    items = [Chip("q", "search", filters.query)] if filters.query else []
    for facet in FACETS:
        name = _TITLES[facet][0].lower()
        items += [Chip(f"{facet}={v}", name, explorer.label(facet, v)) for v in filters.values(facet)]
    if filters.since or filters.until:
        items.append(Chip(DAYS, "published", _days_in_words(filters.since, filters.until)))
    if filters.on_map:
        names = [explorer.label("place", id) for id in filters.on_map]
        value = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        items.append(Chip("on_map", "on map", value, ".st-key-map_frame"))
    if filters.placeless:
        short = placeless.SHORT[filters.placeless]
        items.append(Chip(PLACELESS, "also", placeless.chip_words(session), short=short))
    return items


def _days_in_words(since: str, until: str) -> str:
    if since == until:
        return since
    return f"{since} to {until}" if since and until else f"since {since}" if since else f"until {until}"


def _parts_in_words(value: FacetValue) -> str:
    """What a number counts: "5 statements, 5 casualty mentions"; nothing where it counts one kind."""
    if value.parts is None:
        return ""
    statements, claims = value.parts
    return f"{plural(statements, 'statement')}, {plural(claims, 'casualty mention')}"


def draw_facets(session: Session) -> None:
    """Draw the values to filter by."""
    values, filters, days = session.facets(), session.filters, session.explorer.days()
    facets(
        [
            FacetList(
                facet,
                title,
                unit,
                [Choice(v.value, v.label, v.count, v.chosen, _parts_in_words(v)) for v in values[facet][0]],
                opened,
                values[facet][1],
                "" if unit == "reports" else _HINT.format(_IN_FULL[unit]),
            )
            for facet, (title, unit, opened) in _TITLES.items()
        ],
        key=FACET_LIST,
        days=Days(*days, filters.since, filters.until) if days else None,
    )
