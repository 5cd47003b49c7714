"""Statements and claims that name no place themselves, and which place stands near them in their report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lib.blocks import CLAIM, MENTION, METONYM
from lib.columns import NONE, LongNumbers, Mask, Numbers
from lib.corpus import Corpus
from lib.filters import Level

_CHARACTERS = 1 << 31
"""More than any text has."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How near a place is to a record that names none.

    Attributes:
        times: How often the report names the place.
        sentences: So many sentences before the record the place was named, when it is the place named last
            before it (0 for the same sentence); ``None`` when another place, or none, was named last.
    """

    times: int
    sentences: int | None


class Placeless:
    """The statements and claims of a corpus that name no place; a place that is not on the map is one too.

    Attributes:
        size: How many records the corpus has.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.size = len(corpus)

    def near(self, naming: Sequence[Mask], level: Level) -> Mask:
        """The records without a place in whose report a place is named.

        Args:
            naming: What must be met by the mentions of the place: by one each, or all by the one named last.
            level: ``report`` for any in the report, ``last`` for those after which no other place was named.
        """
        placed = np.zeros(self.size, bool)
        placed[self._corpus.block.pairs["place"].records] = True
        placed &= self._corpus.kind == MENTION
        near = np.zeros(self.size, bool)
        if level == "last":
            naming_all = np.logical_and.reduce(naming) & placed
            near[self._records[(self._last != NONE) & naming_all[self._last]]] = True
            return near
        reports = np.logical_and.reduce([self._corpus.reports_with(mask & placed) for mask in naming])
        near[self._records] = reports[self._corpus.report_of[self._records]]
        return near

    def settings(self, named: Mask, keys: Sequence[str]) -> dict[str, Setting]:
        """How near a place is to the records with some keys, of those that name none.

        Args:
            named: The mentions of the place.
        """
        corpus = self._corpus
        mentions = np.flatnonzero(named & (corpus.kind == MENTION))
        reports = corpus.report_of[mentions]
        settings: dict[str, Setting] = {}
        for key in keys:
            number = corpus.number(key)
            at = int(np.searchsorted(self._records, -1 if number is None else number))
            if number is None or at == len(self._records) or self._records[at] != number:
                continue
            first, end = np.searchsorted(reports, (corpus.report_of[number], corpus.report_of[number] + 1))
            last = int(self._last[at])
            apart = int(corpus.block.first[number] - corpus.block.first[last])
            settings[key] = Setting(int(end - first), apart if last != NONE and named[last] else None)
        return settings

    @cached_property
    def _places(self) -> Numbers:
        """The mentions of places, on the map or not, without metonyms."""
        pairs = self._corpus.block.pairs
        literal = self._corpus.kind == MENTION
        literal[pairs["metonym"].records] = False
        marks = pairs["marks"]
        literal[marks.records[marks.numbers & METONYM != 0]] = False
        return np.flatnonzero(literal).astype(np.int32)

    @cached_property
    def _records(self) -> Numbers:
        """The records without a place, in ascending order."""
        corpus = self._corpus
        without: Mask = corpus.kind <= CLAIM
        places = np.zeros(self.size, bool)
        places[self._places] = True
        links = corpus.links
        without[corpus.block.pairs["place"].records] = False
        without[links.numbers[places[links.records]]] = False
        return np.flatnonzero(without).astype(np.int32)

    @cached_property
    def _last(self) -> Numbers:
        """For each of the records the last mention of a place that begins no later than it; ``NONE`` for none."""
        places = self._places
        at = self._position(places)
        order = np.argsort(at, kind="stable")
        records = self._records
        before = np.searchsorted(at[order], self._position(records), side="right") - 1
        last = np.full(len(records), NONE, np.int32)
        last[before >= 0] = places[order][before[before >= 0]]
        last[self._corpus.report_of[last] != self._corpus.report_of[records]] = NONE
        return last

    def _position(self, records: Numbers) -> LongNumbers:
        """Where records begin: the report and the place in its text in one number."""
        report = self._corpus.report_of[records].astype(np.int64)
        return report * _CHARACTERS + self._corpus.block.start[records]
