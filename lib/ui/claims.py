"""Claims about one place side by side: who claims how many, for which event, and how far they are apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st

from lib import claims_plot
from lib.amounts import count_words, in_figures, sign_of
from lib.claims import Claim
from lib.records import Outcome
from lib.stories import originals_of
from lib.summaries import PlaceInView
from lib.tables import OUTCOMES, CasualtyRow, says_so
from lib.tolls import ClaimGroup, compare, days_in_words
from lib.ui import claims_table, map_panel
from lib.ui.claims_words import figures, heading, key_of, short, summary, when_in_words, who_says
from lib.ui.session import Session
from lib.ui.text import plain, plural

_NEVER = "Claims are set side by side and never added up: reports repeat one another, and one figure may hold another."
MANY = 40
"""More claims than these are shown as the range of each event, until one event is chosen."""
FEW = 10
"""Of claims that have no range, so many are drawn then."""
MOST_COMPARED = 500


def draw(session: Session) -> None:
    """Draw the choice of a place and an outcome, and the claims about them by event."""
    places = [summary for summary in session.places() if summary.casualties]
    if not places:
        st.info("No claim about a place is left by the search and the filters.")
        st.button("Clear search and filters", key="clear_from_claims", on_click=session.clear_filters)
        claims_table.draw(session, None, [], [])
        return
    place = _choose_place(session, sorted(places, key=lambda summary: -len(summary.casualties)))
    rows = {row.key: row for row in _newest(session, place)}
    about = [
        group for group in _groups(session, place) if any(key_of(claim) in rows for claim in group.claims)
    ]
    outcome = _choose_outcome(list(rows.values()), about, place.place.id)
    groups = [group for group in about if group.outcome == outcome]
    for line in summary(groups):
        st.markdown(line)
    st.caption(_counted(list(rows.values()), groups, outcome))
    if len(place.casualties) > MOST_COMPARED:
        st.caption(
            f"Of {plural(len(place.casualties), 'claim')} the newest {MOST_COMPARED} are compared. The filters, or "
            "a stretch of time, choose others."
        )
    shown = [row for row in rows.values() if row.casualty.outcome == outcome]
    if sum(len(group.claims) for group in groups) > MANY and (
        chosen := _choose_event(groups, place.place.id)
    ):
        groups = [chosen]
        keys = {key_of(claim) for claim in chosen.claims}
        shown = [row for row in shown if row.key in keys]
    if groups:
        _draw_plot(session, groups, rows, f"claims_{place.place.id}_{outcome}")
    claims_table.draw(session, place, shown, groups)


def _counted(rows: Sequence[CasualtyRow], groups: Sequence[ClaimGroup], outcome: Outcome) -> str:
    """How many of the casualty mentions that lists and filters count are compared as claims."""
    mentions = sum(row.casualty.outcome == outcome for row in rows)
    keys = {row.key for row in rows}
    compared = sum(key_of(claim) in keys for group in groups for claim in group.claims)
    rest = (
        ""
        if compared == mentions
        else f" {compared:,} of them are compared; the table says why others are not."
    )
    return f"{plural(mentions, 'casualty mention')} of {outcome}.{rest} {_NEVER}"


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
            f"{session.explorer.label('place', id)} · {plural(len(by_id[id].casualties), 'casualty mention')}"
        ),
        on_change=lambda: session.show_claims(st.session_state["claims_place"]),
        label_visibility="collapsed",
    )
    return by_id[chosen]


def _choose_outcome(rows: Sequence[CasualtyRow], groups: Sequence[ClaimGroup], place_id: str) -> Outcome:
    """Choose an outcome; each has the range of what is claimed, of single events where any is about one."""
    there = [o for o in OUTCOMES if any(row.casualty.outcome == o for row in rows)]
    if len(there) == 1:
        return there[0]
    ranges = {o: _short_range([group for group in groups if group.outcome == o]) for o in there}
    chosen: Outcome = st.segmented_control(
        "Outcome",
        there,
        default=there[0],
        required=True,
        format_func=lambda outcome: " · ".join(filter(None, (outcome, ranges[outcome]))),
        key=f"claims_outcome_{place_id}_{'_'.join(there)}",
        label_visibility="collapsed",
    )
    return chosen if chosen in there else there[0]


def _short_range(groups: Sequence[ClaimGroup]) -> str:
    """The figures of a single event, or of a running total where there is none; of several how many they are."""
    events = [group for group in groups if group.scope == "incident"] or groups
    return short(events) if events else ""


def _choose_event(groups: Sequence[ClaimGroup], place_id: str) -> ClaimGroup | None:
    """Choose one event of many; ``None`` for all."""
    number = st.selectbox(
        "Event",
        [None, *range(len(groups))],
        key=f"claims_event_{place_id}_{groups[0].outcome}_{len(groups)}",
        format_func=lambda n: "All, each with its range" if n is None else heading(groups[n]),
        label_visibility="collapsed",
    )
    return None if number is None else groups[number]


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
    """Draw the claims on one scale, event by event; the range of each event when there are many claims."""
    many = sum(len(group.claims) for group in groups) > MANY and len(groups) > 1
    bars = [
        claims_plot.BarGroup("", [range_bar(group)])
        if many and group.in_common
        else claims_plot.BarGroup(
            heading(group),
            [bar(claim, rows.get(key_of(claim))) for claim in group.claims[: FEW if many else None]],
            " ".join(
                filter(
                    None,
                    (group.doubt, f"The first {FEW} are drawn." if many and len(group.claims) > FEW else ""),
                )
            ),
            in_common=group.in_common,
        )
        for group in groups
    ]
    st.plotly_chart(
        claims_plot.claims_range(bars, theme=map_panel.theme()),
        key=key,
        theme=None,
        on_select=_on_select(session, key),
        selection_mode="points",
        config={"displayModeBar": False},
        alt="Claims side by side. "
        + " ".join(
            f"{group.heading} {group.note} " + ". ".join(f"{one.who}: {one.words}" for one in group.bars)
            for group in bars
        ),
    )
    for change in (change for group in groups for change in group.changes):
        before, after = (plain(count_words(c.mention)) for c in (change.before, change.after))
        st.caption(f"{plain(change.claimant)} gave {before} first, then {after}.")


def bar(claim: Claim, row: CasualtyRow | None) -> claims_plot.ClaimBar:
    """A claim as a line of the range plot."""
    mention = claim.mention
    printed = [(claim.published or "undated")[:10]]
    if mention.source:
        printed.insert(0, claim.outlet or "no outlet given")
    if claim.also_in:
        printed.append(f"and {plural(len(claim.also_in), 'more report')} of the same copy")
    return claims_plot.ClaimBar(
        id=key_of(claim),
        who=claim.claimant if mention.source else f"{claim.outlet or 'the report'} itself",
        words=_one_line(row.casualty.text if row else count_words(mention)),
        low=mention.count.low,
        high=mention.count.high,
        outcome=mention.outcome,
        scope=mention.scope,
        polarity=mention.polarity,
        date=when_in_words(claim),
        printed=", ".join(printed),
        figure=in_figures(mention.count.low, mention.count.high, sign_of(mention)),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def range_bar(group: ClaimGroup) -> claims_plot.ClaimBar:
    """All claims of a group as one line, from the lowest to the highest figure."""
    low, high = group.range
    what = "running totals" if group.scope == "cumulative" else days_in_words(group)
    (first, *others) = group.claims
    by = who_says(group.claims) if others else says_so(first.mention, first.claimant)
    highest = max(group.claims, key=lambda claim: claim.figure[1] or claim.figure[0] or 0)
    return claims_plot.ClaimBar(
        id=key_of(highest),
        who=f"{what} · {by}",
        words=_one_line(highest.mention.text),
        low=low,
        high=high,
        outcome=group.outcome,
        scope=group.scope,
        date=group.doubt,
        figure=figures(group),
    )


def _on_select(session: Session, key: str) -> Callable[[], None]:
    def choose() -> None:
        from lib.figures import picked

        for id in picked(st.session_state.get(key))[:1]:
            if session.row(id):
                session.open(id)

    return choose
