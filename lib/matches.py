"""Which records of a corpus meet a search and each filter, as masks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lib.blocks import REPORT
from lib.columns import Mask, spread
from lib.corpus import OF_CLAIMS, OF_PLACES, Corpus
from lib.filters import FACETS, Filters, Level
from lib.gazetteer import shipped
from lib.placeless import Placeless
from lib.query import Day, Either, Every, Field, Node, Not, Term, parse, parted, terms
from lib.search import NameIndex
from lib.storage.interface import SentenceFinder

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
QUERY, DATE, ON_MAP = "query", "date", "on_map"
"""The parts of a choice beside the facets."""
_ASKING_FOR_PLACES = frozenset({*OF_PLACES, ON_MAP})


def asks_for_places(filters: Filters) -> bool:
    """Whether filters or the search ask for places.

    Raises:
        SearchError: when the query cannot be understood.
    """
    chosen = filters.on_map or any(filters.values(facet) for facet in OF_PLACES)
    return bool(chosen or parted(parse(filters.query))[0])


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """A choice of records in its parts, each of which can be left out.

    Attributes:
        parts: By the name of a facet, ``QUERY``, ``DATE`` or ``ON_MAP``, the records that meet each part.
        naming: Of the parts that ask for places, what place mentions must meet.
        others: Of the parts that ask for something else, the records that meet them.
        level: Which records without a place are there too.
    """

    parts: Mapping[str, Mask]
    naming: Mapping[str, Sequence[Mask]]
    others: Mapping[str, Mask]
    level: Level
    placeless: Placeless

    def shown(self, without: str = "") -> Mask:
        """The records that meet every part but one."""
        shown = self._all_of(self.parts, without)
        return shown | self.without_place(self.level, without) if self.level else shown

    def without_place(self, level: Level, without: str = "") -> Mask:
        """The records without a place that are near one that is asked for; none where no place is."""
        naming = [mask for name, masks in self.naming.items() if name != without for mask in masks]
        if not naming or not level:
            return np.zeros(self.placeless.size, bool)
        return self._all_of(self.others, without) & self.placeless.near(naming, level)

    def named(self) -> Mask:
        """The place mentions that any part which asks for a place is met by."""
        met: Mask = np.logical_or.reduce([mask for masks in self.naming.values() for mask in masks])
        return met

    def _all_of(self, parts: Mapping[str, Mask], without: str) -> Mask:
        shown = np.ones(self.placeless.size, bool)
        for name, mask in parts.items():
            if name != without:
                shown &= mask
        return shown


class Matches:
    """Finds the records of a corpus that meet a search and filters."""

    def __init__(self, corpus: Corpus, sentences: SentenceFinder) -> None:
        self._corpus = corpus
        self._sentences = sentences
        self._last_found: tuple[str, tuple[Mask, Mask, tuple[Mask, ...]]] | None = None

    def choice(self, filters: Filters) -> Choice:
        """What filters choose, in parts.

        Raises:
            SearchError: when the query cannot be understood.
        """
        parts: dict[str, Mask] = {
            facet: self._having(facet, values) for facet in FACETS if (values := filters.values(facet))
        }
        if filters.since or filters.until:
            parts[DATE] = self._within(filters.since, filters.until)
        if filters.on_map:
            parts[ON_MAP] = self._having("place", filters.on_map)
        naming = {name: (mask,) for name, mask in parts.items() if name in _ASKING_FOR_PLACES}
        others = {name: mask for name, mask in parts.items() if name not in _ASKING_FOR_PLACES}
        parts[QUERY], others[QUERY], asked = self._found(filters.query)
        return Choice(
            parts, {**naming, **({QUERY: asked} if asked else {})}, others, filters.placeless, self._placeless
        )

    @cached_property
    def _placeless(self) -> Placeless:
        return Placeless(self._corpus)

    def terms(self, query: str) -> tuple[Term, ...]:
        """What to mark for a query: its words and phrases, and other spellings of the names among them.

        Raises:
            SearchError: when the query cannot be understood.
        """
        asked = [term for term in terms(parse(query)) if term.field in (None, "text", "title")]
        return tuple(dict.fromkeys(variant for term in asked for variant in self._variants(term)))

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

    def _found(self, query: str) -> tuple[Mask, Mask, tuple[Mask, ...]]:
        """The records that a search finds, all of them for an empty one; the last answer is kept.

        Returns:
            Those records; those that it would find without the fields that ask for places; and what meets each
            of these.
        """
        last = self._last_found
        if last is None or last[0] != query:
            node = parse(query)
            asked, rest = parted(node)
            found = self._spread(node)
            others = self._spread(rest) if asked else found
            last = self._last_found = (query, (found, others, tuple(map(self._evaluate, asked))))
        return last[1]

    def _spread(self, node: Node | None) -> Mask:
        whole = np.ones(len(self._corpus), bool)
        found = whole if node is None else spread(self._corpus.links, self._evaluate(node))
        found.flags.writeable = False
        return found

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
        labels = self._corpus.labels["country"]
        return NameIndex((labels.get(code, code), code) for code in self._corpus.columns["country"].values)

    def _variants(self, term: Term) -> tuple[Term, ...]:
        """A term and, for a word of a speaker's name, the other spellings of it."""
        if term.prefix:
            return (term,)
        speakers = self._corpus.columns["speaker"]
        index = self._corpus.name_index("speaker")
        alike = index.alike(term.text, lambda number: bool(speakers.codes_of((number,))))
        return tuple(dict.fromkeys((term, *(Term(word, term.field) for word in alike))))
