"""Answers filters and searches over a workspace: what they leave, and how much each value would leave."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from weakref import WeakKeyDictionary

import numpy as np

from lib.columns import Mask
from lib.corpus import CLAIM, OF_CLAIMS, OF_PLACES, REPORT, Corpus
from lib.filters import FACETS, Facet, FacetValue, Filters, View
from lib.gazetteer import shipped
from lib.query import Day, Either, Every, Field, Node, Not, Term, parse, terms
from lib.search import NameIndex, SentenceIndex
from lib.tables import CasualtyRow, PlaceRow, StatementRow, speaker_name
from lib.workspace import Workspace

NOBODY = speaker_name(None)
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


_SENTENCES: WeakKeyDictionary[Workspace, SentenceIndex] = WeakKeyDictionary()
"""The sentences of each workspace outlive its explorers, so that each is indexed once."""


class Explorer:
    """Answers filters over one version of a workspace; make a new one when the workspace has changed.

    A place mention is met by a speaker, a claim's trait or a search also through the statements it stands in
    and the claims about it, so that the map shows what the lists are about.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._sentences = _SENTENCES.setdefault(workspace, SentenceIndex())
        self._corpus = Corpus(workspace, self._sentences)
        self._names: dict[str, NameIndex] = {}

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
        return tuple(self._corpus.spelt["speaker"].get(speaker, ()))

    def days(self) -> tuple[str, str] | None:
        """The first and the last day of publication, ISO 8601, or ``None`` when no report is dated."""
        dated = self._corpus.day[self._corpus.day > 0]
        if not len(dated):
            return None
        first, last = (dt.date.fromordinal(int(day)).isoformat() for day in (dated.min(), dated.max()))
        return first, last

    def view(self, filters: Filters) -> View:
        """The records that meet every filter; reports too when the search finds them by their text alone.

        Raises:
            SearchError: when the query cannot be understood.
        """
        shown = self._found(filters.query)
        for mask in self._masks(filters).values():
            shown = shown & mask
        rows = [self._corpus.rows[number] for number in np.flatnonzero(shown)]
        return View(
            tuple(row for row in rows if isinstance(row, StatementRow)),
            tuple(row for row in rows if isinstance(row, CasualtyRow)),
            tuple(row for row in rows if isinstance(row, PlaceRow)),
            tuple(self._corpus.analyses[number] for number in np.flatnonzero(self._corpus.reports(shown))),
        )

    def facets(self, filters: Filters) -> dict[Facet, list[FacetValue]]:
        """Every facet's values, the largest counts first; those that would leave nothing are left out.

        Statements without a speaker come last, however many they are.

        Raises:
            SearchError: when the query cannot be understood.
        """
        found, masks = self._found(filters.query), self._masks(filters)
        return {facet: list(self._values(facet, found, masks, filters.values(facet))) for facet in FACETS}

    def terms(self, query: str) -> tuple[Term, ...]:
        """What to mark for a query: its words and phrases, and other spellings of the names among them.

        Raises:
            SearchError: when the query cannot be understood.
        """
        asked = [term for term in terms(parse(query)) if term.field in (None, "text", "title")]
        return tuple(dict.fromkeys(variant for term in asked for variant in self._variants(term)))

    def _values(
        self, facet: Facet, found: Mask, masks: dict[str, Mask], chosen: tuple[str, ...]
    ) -> Iterator[FacetValue]:
        mask = found
        for name, other in masks.items():
            if name != facet:
                mask = mask & other
        column, corpus = self._corpus.columns[facet], self._corpus
        if facet in OF_PLACES or facet == "outlet":
            counts = Counter(column.count_groups(mask, corpus.report_of))
        else:
            counted = corpus.kind == CLAIM if facet in OF_CLAIMS else corpus.kind <= CLAIM
            shown = mask & counted
            counts = Counter(
                column.count(shown)
                if corpus.original is None
                else column.count_groups(shown, corpus.original)
            )
        values = {**counts, **{value: counts[value] for value in chosen}}
        for value, count in sorted(
            values.items(), key=lambda item: (item[0] == NOBODY, -item[1], self.label(facet, item[0]))
        ):
            yield FacetValue(value, self.label(facet, value), count, value in chosen)

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
        column = self._corpus.columns[name]
        return column.having(column.codes(values), len(self._corpus))

    def _within(self, since: str, until: str) -> Mask:
        """The records of reports that were published from one day to another; none of an undated report."""
        left: Mask = self._corpus.day > 0
        if since:
            left = left & (self._corpus.day >= dt.date.fromisoformat(since).toordinal())
        if until:
            left = left & (self._corpus.day <= dt.date.fromisoformat(until).toordinal())
        return left

    def _found(self, query: str) -> Mask:
        """The records that a search finds; all of them for an empty one."""
        node = parse(query)
        if node is None:
            return np.ones(len(self._corpus), bool)
        return self._corpus.links.spread(self._evaluate(node))

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
            met = np.zeros(self._sentences.size + 1, np.int32)
            met[np.array(self._sentences.find(*self._variants(term)), np.int64) + 1] = 1
            up_to = np.cumsum(met)
            mask |= up_to[corpus.last + 1] > up_to[corpus.first]
        for name in _COLUMNS.get(term.field, ()):
            having = corpus.columns[name].having(sorted(self._codes(name, term)), len(corpus))
            if name in ("outlet", "report", "place", "country"):
                reports = (corpus.kind == REPORT) & corpus.reports(having)[corpus.report_of]
                whole = term.field is None and name in ("outlet", "report")
                having = reports if whole else having | reports
            mask |= having
        return mask

    def _codes(self, name: str, term: Term) -> set[int]:
        """The codes of a column's values that a term names, in any spelling that is known."""
        column = self._corpus.columns[name]
        codes = self._name_index(name).find(term)
        if name in ("place", "country") and not term.prefix:
            named = [candidate.place for candidate in shipped().candidates(term.text)]
            if name == "place":
                codes.update(column.codes(place.id for place in named))
            else:
                named = [place for place in named if place.kind == "country"]
                codes.update(column.codes(place.country_code or "" for place in named))
        return codes

    def _name_index(self, name: str) -> NameIndex:
        """The names of a column's values in every spelling, indexed when they are first asked for."""
        if name not in self._names:
            spelt, labels = self._corpus.spelt[name], self._corpus.labels[name]
            self._names[name] = NameIndex(
                [
                    (labels.get(value, value), *spelt.get(value, ()), *((value,) * (name == "country")))
                    for value in self._corpus.columns[name].values
                ]
            )
        return self._names[name]

    def _variants(self, term: Term) -> tuple[Term, ...]:
        """A term and, for a word of a speaker's name, the other spellings of it."""
        if term.prefix:
            return (term,)
        alike = self._name_index("speaker").alike(term.text)
        return tuple(dict.fromkeys((term, *(Term(word, term.field) for word in alike))))
