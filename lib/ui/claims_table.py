"""The table below compared claims: those about the place, and those that say no place, one click away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from lib.records import CasualtyMention
from lib.summaries import PlaceInView
from lib.tables import CasualtyRow
from lib.tolls import ClaimGroup
from lib.ui import tabular
from lib.ui.claims_words import key_of
from lib.ui.session import Session
from lib.ui.text import plural

MOST_LISTED = 500
Which = Literal["here", "same reports", "elsewhere"]
_NO_PLACE = (
    "These say no place, or one that is not on the map, and are in no comparison. Choose one to read it; "
    "“Correct” in the report gives it a place."
)


def draw(
    session: Session, place: PlaceInView | None, shown: Sequence[CasualtyRow], groups: Sequence[ClaimGroup]
) -> None:
    """Draw the claims as a table: those about a place, or those without one in the same or in other reports."""
    tables: dict[Which, Sequence[CasualtyRow]] = {"here": shown, **_placeless(session, place)}
    there = [which for which, rows in tables.items() if rows]
    if not there:
        return
    chosen = _choose(there, tables, place)
    rows = tables[chosen][:MOST_LISTED]
    if chosen == "here":
        _say_set_apart(rows, groups)
    else:
        st.caption(_NO_PLACE)
    if len(tables[chosen]) > MOST_LISTED:
        st.caption(f"The first {MOST_LISTED} are listed; the filters leave fewer.")
    tabular.draw_claims(session, rows, _set_apart(rows, groups) if chosen == "here" else {})


def claims(number: int) -> str:
    """A number of claims in words."""
    return plural(number, "claim")


def _placeless(session: Session, place: PlaceInView | None) -> Mapping[Which, Sequence[CasualtyRow]]:
    """The claims of the view that have no place on the map, in the reports that name the place and in others."""
    id = place.place.id if place else None
    same, others = session.derive(
        "placeless", (session.filters, id), lambda: session.explorer.placeless(session.filters, id)
    )
    return {"same reports": same, "elsewhere": others}


def _choose(
    there: Sequence[Which], tables: Mapping[Which, Sequence[CasualtyRow]], place: PlaceInView | None
) -> Which:
    if list(there) == ["here"]:
        return "here"
    names: dict[Which, str] = {
        "here": f"About {place.place.name}" if place else "",
        "same reports": "No place, same reports",
        "elsewhere": "No place, other reports" if place else "No place",
    }
    chosen: Which = st.segmented_control(
        "Which claims",
        there,
        default=there[0],
        required=True,
        format_func=lambda which: f"{names[which]} {len(tables[which]):,}",
        key=f"claims_table_{place.place.id if place else ''}_{'_'.join(there)}",
        label_visibility="collapsed",
    )
    return chosen if chosen in there else there[0]


def _say_set_apart(rows: Sequence[CasualtyRow], groups: Sequence[ClaimGroup]) -> None:
    apart = len(_set_apart(rows, groups))
    if apart:
        st.caption(
            f"{claims(apart)} of these {'is' if apart == 1 else 'are'} not compared: see “not compared”."
        )


def _set_apart(rows: Sequence[CasualtyRow], groups: Sequence[ClaimGroup]) -> dict[str, str]:
    """For each row that is in no comparison why, by its key."""
    compared = {key_of(claim) for group in groups for claim in group.claims}
    return {row.key: f"not compared: {why_apart(row.casualty)}" for row in rows if row.key not in compared}


def why_apart(mention: CasualtyMention) -> str:
    """Why a casualty mention is compared with no other claim, in words."""
    if mention.polarity == "hypothetical":
        return "only feared or supposed"
    if mention.subset_of is not None:
        return "part of another figure"
    if mention.repeats is not None:
        return "told before in this report"
    return "the same copy as in another report"
