"""Claims about one place side by side: who claims how many, for which event, and how far they are apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st

from lib import charts
from lib.markers import toll_in_figures
from lib.records import Outcome
from lib.stories import originals_of
from lib.summaries import PlaceInView
from lib.tables import OUTCOMES, CasualtyRow, count_words
from lib.tolls import Claim, ClaimGroup, compare
from lib.ui import map_panel, tabular
from lib.ui.session import Session
from lib.ui.text import plain, plural

_NEVER = (
    "Claims are set side by side and never added up: reports repeat one another, and one figure may hold "
    "another."
)
MOST_COMPARED = 500
_APART = "Compared with no other"


def draw(session: Session) -> None:
    """Draw the choice of a place and an outcome, and the claims about them by event."""
    places = [summary for summary in session.places() if summary.casualties]
    if not places:
        st.info("No claim about a place is left by the search and the filters.")
        st.button("Clear search and filters", key="clear_from_claims", on_click=session.clear_filters)
        return
    place = _choose_place(session, sorted(places, key=lambda summary: -len(summary.casualties)))
    rows = {row.key: row for row in _newest(session, place)}
    outcome = _choose_outcome(list(rows.values()), place.place.id)
    groups = [
        group
        for group in _groups(session, place)
        if group.outcome == outcome and any(key_of(claim) in rows for claim in group.claims)
    ]
    shown = [row for row in rows.values() if row.casualty.outcome == outcome]
    st.caption(_NEVER)
    if len(place.casualties) > MOST_COMPARED:
        st.caption(
            f"Of {plural(len(place.casualties), 'claim')} the newest {MOST_COMPARED} are compared. The filters, or "
            "a stretch of time, choose others."
        )
    if groups:
        _draw_plot(session, groups, rows, f"claims_{place.place.id}_{outcome}")
    left_out = len(shown) - sum(len(group.claims) for group in groups)
    if left_out > 0:
        st.caption(
            f"{plural(left_out, 'more claim')} in the table alone: part of another figure, feared, told again in "
            "the same report, or printed again by another outlet."
        )
    placeless = len(session.view().casualties) - sum(len(summary.casualties) for summary in places)
    if placeless > 0:
        st.caption(
            f"In no comparison: {plural(placeless, 'claim')} without a place on the map. See the list Casualties."
        )
    tabular.draw_claims(session, shown, key=f"claims_{place.place.id}_{outcome}")


def key_of(claim: Claim) -> str:
    """The key of the row that a claim stands in."""
    return f"{claim.article_id}:c{claim.index}"


def title(group: ClaimGroup) -> str:
    """What the claims of a group are about, and the range of their figures, in words."""
    low, high = group.range
    figures = toll_in_figures(low, high) if (low, high) != (None, None) else "no figure"
    sides = f", {plural(len(group.sides), 'side')}" if len(group.claims) > 1 else ""
    return f"{'Running totals' if group.scope == 'cumulative' else f'Event of {group.day}'}: {figures}{sides}"


def bar(claim: Claim, row: CasualtyRow | None, group: str) -> charts.ClaimBar:
    """A claim as a line of the range plot, under the heading of its group."""
    mention = claim.mention
    outlet = claim.outlet or "no outlet given"
    who = claim.claimant if claim.claimant == outlet else f"{claim.claimant} · {outlet}"
    if claim.also_in:
        who = f"{who} and {plural(len(claim.also_in), 'more report')} of the same copy"
    return charts.ClaimBar(
        id=key_of(claim),
        who=f"{who} · {(claim.published or 'undated')[:10]}",
        words=row.casualty.text if row else count_words(mention),
        low=mention.count.low,
        high=mention.count.high,
        outcome=mention.outcome,
        scope=mention.scope,
        polarity=mention.polarity,
        date=mention.date.value or mention.date.text if mention.date else None,
        group=group,
    )


def _choose_place(session: Session, places: Sequence[PlaceInView]) -> PlaceInView:
    by_id = {summary.place.id: summary for summary in places}
    asked = (session.claims_of, *session.filters.on_map, *session.filters.place)
    chosen = next((id for id in asked if id in by_id), places[0].place.id)
    st.session_state["claims_place"] = chosen
    st.selectbox(
        "Place",
        list(by_id),
        key="claims_place",
        format_func=lambda id: (
            f"{session.explorer.label('place', id)} · {plural(len(by_id[id].casualties), 'claim')}"
        ),
        on_change=lambda: session.show_claims(st.session_state["claims_place"]),
        label_visibility="collapsed",
    )
    return by_id[chosen]


def _choose_outcome(rows: Sequence[CasualtyRow], place_id: str) -> Outcome:
    there = [o for o in OUTCOMES if any(row.casualty.outcome == o for row in rows)]
    if len(there) == 1:
        return there[0]
    numbers = {o: sum(row.casualty.outcome == o for row in rows) for o in there}
    chosen: Outcome = st.segmented_control(
        "Outcome",
        there,
        default=there[0],
        required=True,
        format_func=lambda outcome: f"{outcome} {numbers[outcome]}",
        key=f"claims_outcome_{place_id}_{'_'.join(there)}",
        label_visibility="collapsed",
    )
    return chosen if chosen in there else there[0]


def _groups(session: Session, place: PlaceInView) -> Sequence[ClaimGroup]:
    """The claims of the reports that make one about the place, by event, of which some are about it."""

    def find() -> list[ClaimGroup]:
        ids = dict.fromkeys(row.article.id for row in _newest(session, place))
        analyses = [analysis for id in ids if (analysis := session.workspace.get(id))]
        original = originals_of(session.workspace, ids)
        return [g for g in compare(analyses, original) if g.place and g.place.id == place.place.id]

    return session.derive("claims", (session.filters, place.place.id), find)


def _newest(session: Session, place: PlaceInView) -> Sequence[CasualtyRow]:
    """The claims about a place in the order of reports and text; of very many the newest."""
    if len(place.casualties) <= MOST_COMPARED:
        return place.casualties
    newest = session.explorer.ordered(place.casualties, "newest").numbers[:MOST_COMPARED]
    return place.casualties.at(np.flatnonzero(np.isin(place.casualties.numbers, newest)))


def _draw_plot(
    session: Session, groups: Sequence[ClaimGroup], rows: dict[str, CasualtyRow], key: str
) -> None:
    """Draw the claims on one scale, event by event, those that can be compared with no other at the end."""
    bars = [
        bar(claim, rows.get(key_of(claim)), _APART if group.doubt else title(group))
        for group in groups
        for claim in group.claims
    ]
    st.plotly_chart(
        charts.claims_range(bars, theme=map_panel.theme()),
        key=key,
        theme=None,
        on_select=_on_select(session, key),
        selection_mode="points",
        config={"displayModeBar": False},
        alt="Claims side by side. " + ". ".join(f"{one.who}: {one.words}" for one in bars),
    )
    for doubt in dict.fromkeys(group.doubt for group in groups if group.doubt):
        st.caption(f"{_APART}: {plain(doubt)}")
    for change in (change for group in groups for change in group.changes):
        before, after = (toll_in_figures(*c.figure) or "no figure" for c in (change.before, change.after))
        st.caption(f"{plain(change.claimant)} gave {before} first, then {after}.")


def _on_select(session: Session, key: str) -> Callable[[], None]:
    def choose() -> None:
        from lib.figures import picked

        for id in picked(st.session_state.get(key))[:1]:
            if session.row(id):
                session.open(id)

    return choose
