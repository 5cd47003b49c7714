"""Answers filters and searches over a workspace: what they leave, and how much each value would leave."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

import numpy as np

from lib.blocks import CLAIM, MENTION, REPORT, STATEMENT
from lib.charts import TimelineDay
from lib.columns import Mask
from lib.corpus import corpus_of
from lib.corrections import Correction, Extent
from lib.facet_values import values
from lib.filters import FACETS, LEVELS, Facet, FacetValue, Filters, View
from lib.found import Found
from lib.matches import Matches, asks_for_places
from lib.mentions import Unsettled, by_words, unsettled
from lib.ordering import By, ordered
from lib.placeless import Setting
from lib.query import Term, swapped_fields
from lib.reaches import extent
from lib.summaries import PlaceInView, details, places_in
from lib.tables import CasualtyRow, PlaceRow, StatementRow
from lib.voices import Page, Voice, by_day, names, voices
from lib.workspace import Workspace

Result = TypeVar("Result")
_KEPT = 4
"""So many answers are kept: a page asks several things of the same choice."""
_MOST_SWAPPED = 3
"""So many fields of a search, the first, are tried as another: each takes a search of its own."""


@dataclass(frozen=True, slots=True)
class Beside:
    """How many statements and claims name no place, in this order.

    Attributes:
        last: Of those before which a place that is asked for is the one named last.
        report: Of all whose report names such a place.
    """

    last: tuple[int, ...]
    report: tuple[int, ...]


class Explorer:
    """Answers filters over one version of a workspace; make a new one when the workspace has changed.

    A place mention is met by a speaker, a claim's trait or a search also through the statements it stands in
    and the claims about it, so that the map shows what the lists are about.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._corpus = corpus_of(workspace)
        self._matches = Matches(self._corpus, workspace.sentences)
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
        without = (shown | self._matches.choice(filters).without_place("report")) & (corpus.kind == CLAIM)
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
        choice = self._matches.choice(filters)
        return {
            facet: values(self._corpus, facet, choice.shown(facet), filters.values(facet), most)
            for facet in FACETS
        }

    def terms(self, query: str) -> tuple[Term, ...]:
        """What to mark for a query: its words and phrases, and other spellings of the names among them.

        Raises:
            SearchError: when the query cannot be understood.
        """
        return self._matches.terms(query)

    def without_place(self, filters: Filters) -> Beside | None:
        """How many statements and claims name no place and stand near one that is asked for.

        They meet all that filters ask for but places; ``None`` when no place is asked for.
        """

        if not asks_for_places(filters):
            return None
        choice, kind = self._matches.choice(filters), self._corpus.kind
        near = [choice.without_place(level) for level in LEVELS]
        last, of_report = (
            tuple(int(np.count_nonzero(mask & (kind == one))) for one in (STATEMENT, CLAIM)) for mask in near
        )
        return Beside(last, of_report)

    def settings(self, filters: Filters, keys: Sequence[str]) -> dict[str, Setting]:
        """How near the places that are asked for are to the records with some keys, of those that name none."""
        choice = self._matches.choice(filters)
        return choice.placeless.settings(choice.named(), keys) if choice.naming else {}

    def obstacles(self, filters: Filters, kind: int) -> dict[str, int]:
        """For each part of a choice that leaves no record of a kind, how many there would be without it.

        Parts without which there would be none either are left out; see ``matches.Choice`` for their names.
        """
        choice = self._matches.choice(filters)
        counts = {part: self._number(choice.shown(part), kind) for part in choice.parts}
        return {part: count for part, count in counts.items() if count}

    def other_fields(self, filters: Filters) -> dict[str, int]:
        """Searches that ask for a country where this one asks for a place, or the other way round, and find more.

        Returns:
            For each how many statements and claims it would find under the same filters.
        """
        here = self._told(filters)
        others = islice(swapped_fields(filters.query), _MOST_SWAPPED)
        counts = {query: self._told(replace(filters, query=query)) for query in others}
        return {query: count for query, count in counts.items() if count > here}

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
        return self._answer("shown", filters, lambda: self._matches.choice(filters).shown())

    def _number(self, mask: Mask, kind: int) -> int:
        """How many records of a kind are in a mask, or how many reports have any in it."""
        corpus = self._corpus
        found = corpus.reports_with(mask) if kind == REPORT else mask & (corpus.kind == kind)
        return int(np.count_nonzero(found))

    def _told(self, filters: Filters) -> int:
        """How many statements and claims meet every filter."""
        return int(np.count_nonzero(self._matches.choice(filters).shown() & (self._corpus.kind <= CLAIM)))

    def _with_reports(self, shown: Mask) -> Mask:
        """The mask with the reports that have a record in it, and without other reports."""
        return self._corpus.reports_with(shown)[self._corpus.report_of]
