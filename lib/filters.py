"""What a person asks of a workspace, and what is left of it: filters, the records they show, and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from lib.records import Analysis, Place
from lib.tables import CasualtyRow, PlaceRow, StatementRow, country_name, speaker_name
from lib.workspace import Workspace

Facet = Literal["speaker", "outcome", "place", "country", "outlet", "report"]
FACETS: tuple[Facet, ...] = ("speaker", "outcome", "place", "country", "outlet", "report")
_BY_REPORT = frozenset({"place", "country", "outlet"})


@dataclass(frozen=True, slots=True)
class Filters:
    """A choice of records: a value of each facet that is chosen at all, and the search.

    Attributes:
        query: In the language of lib.search; the caller has checked that it can be understood.
        speaker: Names of speakers and of those whom claims are credited to.
        outcome, place, country, outlet, report: Outcomes, ids of places, ISO 3166 codes, names of outlets,
            ids of articles. Within a facet any value will do; every facet must be met.
        on_map: Ids of places picked on the map. They narrow the lists and leave the map as it is.
    """

    query: str = ""
    speaker: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    on_map: tuple[str, ...] = ()

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

    Counted are statements and claims for a speaker, claims for an outcome, both for a report; reports for a
    place, a country and an outlet.
    """

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class View:
    """The records that filters leave, in the order of reports and text."""

    statements: tuple[StatementRow, ...] = ()
    casualties: tuple[CasualtyRow, ...] = ()
    mentions: tuple[PlaceRow, ...] = ()
    reports: tuple[Analysis, ...] = ()


@dataclass(frozen=True, slots=True)
class _Record:
    """A row with what it has to say to each facet."""

    row: StatementRow | CasualtyRow | PlaceRow
    report: str
    keys: tuple[str, ...]
    traits: Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class Explorer:
    """Answers filters over one version of a workspace; make a new one when the workspace has changed.

    A place mention is met by a speaker, an outcome or a search also through the statements it stands in and
    the claims about it, so that the map shows what the lists are about.
    """

    workspace: Workspace
    version: int = field(init=False)
    labels: dict[str, dict[str, str]] = field(init=False)
    _records: list[_Record] = field(init=False)

    def __post_init__(self) -> None:
        self.version = self.workspace.version
        self.labels = {facet: {} for facet in FACETS}
        self._records = [record for analysis in self.workspace for record in self._read(analysis)]

    def knows(self, facet: Facet, value: str) -> bool:
        """Whether any record has this value."""
        return value in self.labels[facet]

    def label(self, facet: Facet, value: str) -> str:
        """A value of a facet in words; the value itself when there is no such value."""
        return self.labels[facet].get(value, value)

    def view(self, filters: Filters) -> View:
        """The records that meet every filter; reports too when the search finds them by their text alone.

        Raises:
            SearchError: when the query cannot be understood.
        """
        found = self.workspace.search(filters.query)
        asked = _asked(filters)
        shown = [r for r in self._records if _found(r, found) and not any(_fails(r, asked))]
        reports = {record.report for record in shown}
        if not filters.speaker and not filters.outcome:
            reports |= {id for id in self._by_text(filters, found) if id not in reports}
        return View(
            tuple(r.row for r in shown if isinstance(r.row, StatementRow)),
            tuple(r.row for r in shown if isinstance(r.row, CasualtyRow)),
            tuple(r.row for r in shown if isinstance(r.row, PlaceRow)),
            tuple(analysis for analysis in self.workspace if analysis.article.id in reports),
        )

    def facets(self, filters: Filters) -> dict[Facet, list[FacetValue]]:
        """Every facet's values, the largest counts first; those that would leave nothing are left out.

        Statements without a speaker come last, however many they are.

        Raises:
            SearchError: when the query cannot be understood.
        """
        found = self.workspace.search(filters.query)
        asked = _asked(filters)
        counts: dict[Facet, Counter[str]] = {facet: Counter() for facet in FACETS}
        seen: dict[Facet, set[tuple[str, str]]] = {facet: set() for facet in FACETS}
        for record in self._records:
            if not _found(record, found):
                continue
            failed = list(_fails(record, asked))
            if len(failed) > 1 or failed == ["on_map"]:
                continue
            for facet in FACETS if not failed else (facet for facet in FACETS if facet in failed):
                _count(record, facet, counts[facet], seen[facet])
        return {facet: list(self._values(facet, counts[facet], filters.values(facet))) for facet in FACETS}

    def _values(self, facet: Facet, counts: Counter[str], chosen: tuple[str, ...]) -> Iterator[FacetValue]:
        values = {**counts, **{value: counts[value] for value in chosen}}
        nobody = speaker_name(None)
        for value, count in sorted(
            values.items(), key=lambda item: (item[0] == nobody, -item[1], self.label(facet, item[0]))
        ):
            yield FacetValue(value, self.label(facet, value), count, value in chosen)

    def _by_text(self, filters: Filters, found: set[str] | None) -> Iterator[str]:
        """Ids of the reports that the search, report and outlet alone let through."""
        if filters.place or filters.country or filters.on_map:
            return
        for analysis in self.workspace:
            article = analysis.article
            if found is not None and article.id not in found:
                continue
            if filters.report and article.id not in filters.report:
                continue
            if filters.outlet and (article.source or "") not in filters.outlet:
                continue
            yield article.id

    def _read(self, analysis: Analysis) -> Iterator[_Record]:
        article = analysis.article
        shared = {"report": (article.id,), "outlet": (article.source,) if article.source else ()}
        self.labels["report"][article.id] = article.title or article.text[:60]
        if article.source:
            self.labels["outlet"][article.source] = article.source
        linked: dict[str, list[_Record]] = {}
        statements = self.workspace.statements_of(article.id)
        for row, statement in zip(statements, analysis.statements, strict=True):
            record = self._record(row, row.places, row.speaker, None, shared)
            for index in statement.places:
                linked.setdefault(f"{article.id}:p{index}", []).append(record)
            yield record
        claims = self.workspace.casualties_of(article.id)
        for claim_row, claim in zip(claims, analysis.casualties, strict=True):
            who = claim.source.name if claim.source else None
            record = self._record(claim_row, claim_row.places, who, claim.outcome, shared)
            if claim.place is not None:
                linked.setdefault(f"{article.id}:p{claim.place}", []).append(record)
            yield record
        for place_row in self.workspace.places_of(article.id):
            yield self._mention(place_row, linked.get(place_row.key, []), shared)

    def _record(
        self,
        row: StatementRow | CasualtyRow,
        places: Iterable[Place],
        speaker: str | None,
        outcome: str | None,
        shared: Mapping[str, tuple[str, ...]],
    ) -> _Record:
        for facet, value in (("speaker", speaker), ("outcome", outcome)):
            if value:
                self.labels[facet][value] = value
        traits = {
            **shared,
            **self._where(places),
            "speaker": (speaker,) if speaker else (),
            "outcome": (outcome,) if outcome else (),
        }
        return _Record(row, row.article.id, (row.key,), traits)

    def _mention(
        self, row: PlaceRow, linked: list[_Record], shared: Mapping[str, tuple[str, ...]]
    ) -> _Record:
        place = row.mention.place
        traits = {
            **shared,
            **self._where((place,) if place and row.mention.role == "literal" else ()),
            "speaker": tuple(v for record in linked for v in record.traits["speaker"]),
            "outcome": tuple(v for record in linked for v in record.traits["outcome"]),
        }
        return _Record(row, row.article.id, (row.key, *(key for r in linked for key in r.keys)), traits)

    def _where(self, places: Iterable[Place]) -> dict[str, tuple[str, ...]]:
        """The ids and countries of places; their labels are noted."""
        ids, codes = [], []
        for place in places:
            ids.append(place.id)
            self.labels["place"][place.id] = place.name
            if place.country_code and place.country_code not in codes:
                codes.append(place.country_code)
                self.labels["country"].setdefault(place.country_code, country_name(place.country_code))
        return {"place": tuple(ids), "country": tuple(codes)}


def _asked(filters: Filters) -> list[tuple[str, str, frozenset[str]]]:
    """Each filter that is on, as its name, the trait it looks at and the values it allows."""
    asked = [(facet, facet, frozenset(filters.values(facet))) for facet in FACETS if filters.values(facet)]
    return [*asked, ("on_map", "place", frozenset(filters.on_map))] if filters.on_map else list(asked)


def _found(record: _Record, found: set[str] | None) -> bool:
    return found is None or not found.isdisjoint(record.keys)


def _fails(record: _Record, asked: list[tuple[str, str, frozenset[str]]]) -> Iterator[str]:
    """The names of the filters that a record does not meet."""
    return (name for name, trait, allowed in asked if allowed.isdisjoint(record.traits[trait]))


def _count(record: _Record, facet: Facet, counts: Counter[str], seen: set[tuple[str, str]]) -> None:
    """Count a record under its values of a facet, in the unit that ``FacetValue`` names."""
    if facet in _BY_REPORT:
        for value in record.traits[facet]:
            if (value, record.report) not in seen:
                seen.add((value, record.report))
                counts[value] += 1
    elif not isinstance(record.row, PlaceRow):
        counts.update(record.traits[facet])


def narrowed(view: View) -> Iterator[Analysis]:
    """The analyses of a view with the records that are shown and the places these name, and no others."""
    keys = {row.key for rows in (view.statements, view.casualties, view.mentions) for row in rows}
    return (_narrow(analysis, keys) for analysis in view.reports)


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
            )
            for c in casualties
        ),
    )
