"""Answers filters and searches over a workspace: what they leave, and how much each value would leave."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from lib.blocks import CLAIM, MENTION, REPORT, STATEMENT
from lib.charts import TimelineDay
from lib.columns import Mask, spread
from lib.corpus import OF_CLAIMS, corpus_of
from lib.corrections import Correction, Extent
from lib.facet_values import values
from lib.filters import FACETS, Facet, FacetValue, Filters, View
from lib.found import Found
from lib.gazetteer import shipped
from lib.mentions import Unsettled, by_words, unsettled
from lib.ordering import By, ordered
from lib.query import Day, Either, Every, Field, Node, Not, Term, parse, terms
from lib.reaches import extent
from lib.search import NameIndex
from lib.summaries import PlaceInView, details, places_in
from lib.tables import CasualtyRow, PlaceRow, StatementRow
from lib.voices import Page, Voice, by_day, names, voices
from lib.workspace import Workspace

_COLUMNS: dict[Field | None, tuple[str, ...]] = {
    None: ("speaker", "via", "place", "country", "outcome", "victims", "outlet", "report"),
    "speaker": ("speaker", "via"),
    "place": ("place",),
    "country": ("country",),
    "outcome": ("outcome",),
    "victims": ("victims",),
    "source": ("outlet",),
    "title": ("report",),
}
"""The columns in which a term is looked for, by its field."""
_OF_LINKED = frozenset({"speaker", "via", *OF_CLAIMS})
"""The columns whose values a place mention has from what it is linked to."""

Result = TypeVar("Result")
_KEPT = 4
"""So many answers are kept: a page asks several things of the same choice."""


class Explorer:
    """Answers filters over one version of a workspace; make a new one when the workspace has changed.

    A place mention is met by a speaker, a claim's trait or a search also through the statements it stands in
    and the claims about it, so that the map shows what the lists are about.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._corpus = corpus_of(workspace)
        self._sentences = workspace.sentences
        self._last_found: tuple[str, Mask] | None = None
        self._lock = threading.Lock()
        self._answers: dict[str, dict[Filters, Any]] = {}

    def knows(self, facet: Facet, value: str) -> bool:
        """Whether any record has this value."""
        return value in self._corpus.columns[facet]

    def label(self, facet: Facet, value: str) -> str:
        """A value of a facet in words; the value itself when there is no such value."""
        return self._corpus.labels[facet].get(value, value)

    def speaker(self, name: str) -> str:
        """The name that stands for a speaker in every report: the fullest spelling of it."""
        return self._corpus.speaker(name)

    def spellings(self, speaker: str) -> tuple[str, ...]:
        """The words by which reports name a speaker, the name that stands for all of them first."""
        return self._corpus.spelt.get(speaker, ())

    def days(self) -> tuple[str, str] | None:
        """The first and the last day of publication, ISO 8601, or ``None`` when no report is dated."""
        days = self._corpus.block.facts["day"]
        dated = days[days > 0]
        if not len(dated):
            return None
        first, last = (dt.date.fromordinal(int(day)).isoformat() for day in (dated.min(), dated.max()))
        return first, last

    def view(self, filters: Filters) -> View:
        """The records that meet every filter; reports too when the search finds them by their text alone.

        Raises:
            SearchError: when the query cannot be understood.
        """

        def find() -> View:
            shown, corpus = self._shown(filters), self._corpus
            return View(
                corpus.found(shown, STATEMENT),
                corpus.found(shown, CLAIM),
                corpus.found(shown, MENTION),
                corpus.found(self._with_reports(shown), REPORT),
            )

        return self._answer("view", filters, find)

    def ordered(self, found: Found[Any], by: By) -> Found[Any]:
        """Rows of a view in another order; rows that are equal keep theirs."""
        return ordered(self._corpus, found, by)

    def places(self, filters: Filters) -> list[PlaceInView]:
        """The resolved, literal places of the records that meet every filter, the most mentioned first."""
        return self._answer("places", filters, lambda: places_in(self._corpus, self._shown(filters)))

    def details(
        self, places: Sequence[PlaceInView]
    ) -> list[tuple[StatementRow | CasualtyRow | None, PlaceRow | None]]:
        """Of each place the newest that is said of it and its surest mention; ``None`` for what there is not."""
        return details(self._corpus, places)

    def unsettled(self, filters: Filters) -> dict[Unsettled, Found[PlaceRow]]:
        """The place mentions left by the filters that are off the map or to be reviewed."""
        return unsettled(self._corpus, self._shown(filters))

    def placeless(
        self, filters: Filters, place_id: str | None
    ) -> tuple[Found[CasualtyRow], Found[CasualtyRow]]:
        """The claims left by the filters that say no place of the map: in reports that name a place, in others."""
        corpus, shown = self._corpus, self._shown(filters)
        without = shown & (corpus.kind == CLAIM)
        without[corpus.block.pairs["place"].records] = False
        naming = corpus.columns["place"].having(corpus.columns["place"].codes((place_id or "",)))
        same = corpus.reports_with(naming & shown & (corpus.kind == MENTION))[corpus.report_of]
        return corpus.found(without & same, CLAIM), corpus.found(without & ~same, CLAIM)

    def mentions_by_words(self, place_id: str) -> list[PlaceRow]:
        """A mention of a place for each way in which it is written, the first of these in all reports."""
        return by_words(self._corpus, place_id)

    def extent(self, correction: Correction) -> Extent:
        """How many records in how many reports a correction of all reports would change."""
        corpus = self._corpus
        return extent(corpus.block, corpus.vocabulary, corpus.kind, correction)

    def by_day(self, filters: Filters) -> list[TimelineDay]:
        """How many of the reports, statements and claims left by the filters fall on each day."""
        return by_day(self._corpus, self._shown(filters))

    def voices(self, filters: Filters) -> Mapping[str, Voice]:
        """The speakers of the records left by the filters by name, those with the most to say first."""
        return voices(self._corpus, self._shown(filters))

    def speaker_page(self, filters: Filters, name: str) -> Page:
        """All that a speaker says in the records left by the filters."""
        return Page(self._corpus, self._shown(filters), name)

    def names(self, most: int) -> list[str]:
        """The names of speakers and sources as the reports have them, the most frequent first."""
        return names(self._corpus, most)

    def facets(self, filters: Filters) -> dict[Facet, list[FacetValue]]:
        """Every facet's values, the largest counts first; those that would leave nothing are left out.

        Statements without a speaker come last, however many they are.

        Raises:
            SearchError: when the query cannot be understood.
        """
        return {facet: values for facet, (values, _) in self.leading_facets(filters, None).items()}

    def leading_facets(self, filters: Filters, most: int | None) -> dict[Facet, tuple[list[FacetValue], int]]:
        """Every facet's first so many values and those that are chosen, and how many more there are.

        Raises:
            SearchError: when the query cannot be understood.
        """
        found, masks = self._found(filters.query), self._masks(filters)
        shown = {}
        for facet in FACETS:
            mask = found
            for name, other in masks.items():
                if name != facet:
                    mask = mask & other
            shown[facet] = values(self._corpus, facet, mask, filters.values(facet), most)
        return shown

    def terms(self, query: str) -> tuple[Term, ...]:
        """What to mark for a query: its words and phrases, and other spellings of the names among them.

        Raises:
            SearchError: when the query cannot be understood.
        """
        asked = [term for term in terms(parse(query)) if term.field in (None, "text", "title")]
        return tuple(dict.fromkeys(variant for term in asked for variant in self._variants(term)))

    def _answer(self, name: str, filters: Filters, find: Callable[[], Result]) -> Result:
        """What was found for filters; the last answers are kept, since many visitors may ask for the same."""
        answers = self._answers.setdefault(name, {})
        found = answers.get(filters)
        if found is None:
            found = find()
            with self._lock:
                answers[filters] = found
                while len(answers) > _KEPT:
                    del answers[next(iter(answers))]
        result: Result = found
        return result

    def _shown(self, filters: Filters) -> Mask:
        """The records that meet every filter."""

        def find() -> Mask:
            shown = self._found(filters.query)
            for mask in self._masks(filters).values():
                shown = shown & mask
            return shown

        return self._answer("shown", filters, find)

    def _with_reports(self, shown: Mask) -> Mask:
        """The mask with the reports that have a record in it, and without other reports."""
        return self._corpus.reports_with(shown)[self._corpus.report_of]

    def _masks(self, filters: Filters) -> dict[str, Mask]:
        """The records that meet each of the filters that are on."""
        masks: dict[str, Mask] = {
            facet: self._having(facet, values) for facet in FACETS if (values := filters.values(facet))
        }
        if filters.since or filters.until:
            masks["date"] = self._within(filters.since, filters.until)
        if filters.on_map:
            masks["on_map"] = self._having("place", filters.on_map)
        return masks

    def _having(self, name: str, values: Iterable[str]) -> Mask:
        return self._having_codes(name, self._corpus.columns[name].codes(values))

    def _having_codes(self, name: str, codes: Iterable[int]) -> Mask:
        """The records that have one of some values, place mentions by what they are linked to."""
        mask = self._corpus.columns[name].having(codes)
        return spread(self._corpus.links, mask) if name in _OF_LINKED else mask

    def _within(self, since: str, until: str) -> Mask:
        """The records of reports that were published from one day to another; none of an undated report."""
        days = self._corpus.block.facts["day"]
        left: Mask = days > 0
        if since:
            left &= days >= dt.date.fromisoformat(since).toordinal()
        if until:
            left &= days <= dt.date.fromisoformat(until).toordinal()
        return left[self._corpus.report_of]

    def _found(self, query: str) -> Mask:
        """The records that a search finds, all of them for an empty one; the last answer is kept."""
        last = self._last_found
        if last is None or last[0] != query:
            node = parse(query)
            if node is None:
                found = np.ones(len(self._corpus), bool)
            else:
                found = spread(self._corpus.links, self._evaluate(node))
            found.flags.writeable = False
            last = self._last_found = (query, found)
        return last[1]

    def _evaluate(self, node: Node) -> Mask:
        match node:
            case Term():
                return self._find(node)
            case Day(field, day):
                return self._within(day, "") if field == "after" else self._within("", day)
            case Not(inner):
                return ~self._evaluate(inner)
            case Every(nodes):
                every: Mask = np.logical_and.reduce([self._evaluate(one) for one in nodes])
                return every
            case Either(nodes):
                either: Mask = np.logical_or.reduce([self._evaluate(one) for one in nodes])
                return either

    def _find(self, term: Term) -> Mask:
        """The records in which a word or phrase is found.

        Title and outlet stand over all that a report says: without a field they find the report alone.
        """
        corpus = self._corpus
        mask = np.zeros(len(corpus), bool)
        if term.field in (None, "text"):
            mask |= corpus.sentences(self._sentences.find(*self._variants(term)))
        for name in _COLUMNS.get(term.field, ()):
            having = self._having_codes(name, self._codes(name, term))
            if name in ("outlet", "report", "place", "country"):
                reports = (corpus.kind == REPORT) & corpus.reports_with(having)[corpus.report_of]
                whole = term.field is None and name in ("outlet", "report")
                having = reports if whole else having | reports
            mask |= having
        return mask

    def _codes(self, name: str, term: Term) -> set[int]:
        """The codes of a column's values that a term names, in any spelling that is known."""
        column = self._corpus.columns[name]
        if name == "country":
            codes = self._countries.find(term)
        else:
            codes = column.codes_of(self._corpus.name_index(name).find(term))
        if name in ("place", "country") and not term.prefix:
            named = [candidate.place for candidate in shipped().candidates(term.text)]
            if name == "place":
                codes.update(column.codes(place.id for place in named))
            else:
                named = [place for place in named if place.kind == "country"]
                codes.update(column.codes(place.country_code or "" for place in named))
        return codes

    @cached_property
    def _countries(self) -> NameIndex:
        """The names and codes of the countries, in the order of their column."""
        return NameIndex(
            (self.label("country", code), code) for code in self._corpus.columns["country"].values
        )

    def _variants(self, term: Term) -> tuple[Term, ...]:
        """A term and, for a word of a speaker's name, the other spellings of it."""
        if term.prefix:
            return (term,)
        speakers = self._corpus.columns["speaker"]
        index = self._corpus.name_index("speaker")
        alike = index.alike(term.text, lambda number: bool(speakers.codes_of((number,))))
        return tuple(dict.fromkeys((term, *(Term(word, term.field) for word in alike))))
