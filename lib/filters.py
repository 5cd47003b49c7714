"""What a person asks of a workspace, and the records that are left of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import groupby
from typing import Any, Literal, get_args

from lib.records import Analysis
from lib.tables import CasualtyRow, PlaceRow, StatementRow

Row = StatementRow | CasualtyRow | PlaceRow
Facet = Literal[
    "speaker",
    "outcome",
    "victims",
    "scope",
    "polarity",
    "place",
    "country",
    "kind",
    "outlet",
    "report",
]
FACETS: tuple[Facet, ...] = get_args(Facet)
Level = Literal["", "last", "report"]
LEVELS: tuple[Level, Level] = ("last", "report")
OF_REPORTS: frozenset[Facet] = frozenset({"outlet", "report"})
"""Facets that a report has as a whole, whatever was read out of it."""


@dataclass(frozen=True, slots=True)
class Filters:
    """A choice of records: values of each facet that is chosen at all, a stretch of time, and the search.

    Attributes:
        query: In the language of lib.query; the caller has checked that it can be understood.
        speaker: Names of speakers and of those whom claims are credited to, as ``Explorer`` merges them.
        outcome, victims, scope, polarity: Of claims, and of the statements that a claim stands in.
        place, country, kind: Ids of places, ISO 3166 codes, kinds of place.
        outlet, report: Names of outlets, ids of articles. Within a facet any value will do; every facet must
            be met.
        since, until: First and last day of publication, ISO 8601, or empty. An undated report meets neither.
        on_map: Ids of places picked on the map. They narrow the lists and leave the map as it is.
        placeless: Where places are asked for, whether statements and claims that name none are there too: those
            whose ``report`` names such a place, or those before which it is the place named ``last``.
    """

    query: str = ""
    speaker: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    polarity: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    on_map: tuple[str, ...] = ()
    placeless: Level = ""

    def values(self, facet: Facet) -> tuple[str, ...]:
        """The chosen values of a facet."""
        values: tuple[str, ...] = getattr(self, facet)
        return values

    def toggled(self, facet: Facet, value: str) -> Filters:
        """The filters with a value of a facet put on, or taken off when it was on."""
        chosen = self.values(facet)
        kept = tuple(v for v in chosen if v != value) if value in chosen else (*chosen, value)
        changed: dict[str, Any] = {facet: kept}
        return replace(self, **changed)

    def __bool__(self) -> bool:
        """Whether anything is asked at all."""
        return any(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that can be chosen: its label for people, and how many it would leave under the other filters.

    Counted are statements and claims for a speaker, claims for what claims alone have, both for a report;
    reports for a place, a country, a kind of place and an outlet. What several outlets print of one copy
    counts once.

    Attributes:
        parts: How many of them are statements and how many claims, where both are counted.
    """

    value: str
    label: str
    count: int
    chosen: bool
    parts: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The records that filters leave, in the order of reports and text."""

    statements: Sequence[StatementRow] = ()
    casualties: Sequence[CasualtyRow] = ()
    mentions: Sequence[PlaceRow] = ()
    reports: Sequence[Analysis] = ()


def narrowed(view: View) -> Iterator[Analysis]:
    """The analyses of a view with the records that are shown and the places these name, and no others."""
    all_rows: tuple[Iterable[Row], ...] = (view.statements, view.casualties, view.mentions)
    ahead = [_Ahead(rows) for rows in all_rows]
    for analysis in view.reports:
        id = analysis.article.id
        yield _narrow(analysis, {row.key for rows in ahead for row in rows.of(id)})


class _Ahead:
    """Rows in the order of reports, taken report by report."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._groups = groupby(rows, key=lambda row: row.article.id)
        self._next = next(self._groups, None)

    def of(self, report_id: str) -> Iterator[Row]:
        """The rows of the next report; none when it has another id."""
        if self._next and self._next[0] == report_id:
            yield from self._next[1]
            self._next = next(self._groups, None)


def _narrow(analysis: Analysis, keys: set[str]) -> Analysis:
    id = analysis.article.id
    statements = [s for i, s in enumerate(analysis.statements) if f"{id}:s{i}" in keys]
    kept = [i for i in range(len(analysis.casualties)) if f"{id}:c{i}" in keys]
    casualties = [analysis.casualties[i] for i in kept]
    named = {i for s in statements for i in s.places} | {c.place for c in casualties if c.place is not None}
    places = [i for i in range(len(analysis.places)) if f"{id}:p{i}" in keys or i in named]
    place_at = {old: new for new, old in enumerate(places)}
    casualty_at = {old: new for new, old in enumerate(kept)}
    return replace(
        analysis,
        places=tuple(analysis.places[i] for i in places),
        statements=tuple(replace(s, places=tuple(place_at[i] for i in s.places)) for s in statements),
        casualties=tuple(
            replace(
                c,
                place=None if c.place is None else place_at[c.place],
                subset_of=None if c.subset_of is None else casualty_at.get(c.subset_of),
                repeats=None if c.repeats is None else casualty_at.get(c.repeats),
            )
            for c in casualties
        ),
    )
