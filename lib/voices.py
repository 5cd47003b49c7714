"""The speakers of a choice of records, counted over columns: what each says and claims, when, about what."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lib.blocks import CLAIM, STATEMENT
from lib.charts import TimelineDay
from lib.columns import NONE, LongNumbers, Mask, Numbers, count_distinct
from lib.corpus import NOBODY, Corpus
from lib.records import Place


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker in a choice of records.

    Attributes:
        name: The name that stands for all spellings.
        statements, claims, reports, places: How many of each; places are those that they speak of.
        days: The first and the last day of the reports, ISO 8601; ``None`` when none has a date.
    """

    name: str
    statements: int = 0
    claims: int = 0
    reports: int = 0
    places: int = 0
    days: tuple[str, str] | None = None


class Page:
    """All that a speaker says in a choice of records: what is on the page of one.

    Attributes:
        days: How much is said on each day of publication.
    """

    def __init__(self, corpus: Corpus, mask: Mask, name: str) -> None:
        column = corpus.columns["speaker"]
        self._corpus = corpus
        self._mask: Mask = mask & column.having(column.codes((name,))) & (corpus.kind <= CLAIM)
        self.days = by_day(corpus, self._mask, reports=False)

    @cached_property
    def places(self) -> list[tuple[Place, int]]:
        """The places that they speak of, with how many statements and claims, the most first."""
        column = self._corpus.columns["place"]
        _, codes = column.within(self._mask)
        counts = np.bincount(codes, minlength=len(column.values))
        # Of those as frequent the one that is met first comes first.
        firsts = np.full(len(counts), len(codes), np.int64)
        firsts[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
        order = np.lexsort((firsts, -counts))
        return [(self._corpus.place(code), int(counts[code])) for code in order.tolist() if counts[code]]

    @cached_property
    def acts(self) -> list[tuple[str, int]]:
        """What they do by speaking ("denies"), with how many statements, the most first."""
        counts = self._corpus.columns["act"].count(self._mask)
        return sorted(counts.items(), key=lambda item: -item[1])

    @cached_property
    def outlets(self) -> list[str]:
        """The outlets that quote or credit them, in alphabetical order."""
        return sorted(self._corpus.columns["outlet"].count(self._mask))


def voices(corpus: Corpus, mask: Mask) -> Mapping[str, Voice]:
    """The speakers of the records in ``mask`` by name, those with the most to say first."""
    column = corpus.columns["speaker"]
    width = len(column.values)
    records, codes = column.within(mask & (corpus.kind <= CLAIM))
    counts = np.bincount(codes * 2 + corpus.kind[records], minlength=width * 2).reshape(-1, 2)
    reports = count_distinct(corpus.report_of[records], codes, width)
    places = _places(corpus, records, codes, width)
    first, last = _days(corpus, records, codes, width)
    found = [
        Voice(
            column.values[code],
            int(counts[code, STATEMENT]),
            int(counts[code, CLAIM]),
            int(reports[code]),
            int(places[code]),
            (_iso(first[code]), _iso(last[code])) if last[code] else None,
        )
        for code in np.flatnonzero(counts.sum(axis=1)).tolist()
        if column.values[code] != NOBODY
    ]
    ranked = sorted(found, key=lambda one: (-one.statements - one.claims, one.name.casefold()))
    return {voice.name: voice for voice in ranked}


def names(corpus: Corpus, most: int) -> list[str]:
    """The names of speakers and sources as the reports have them, the most frequent first."""
    counted: Counter[str] = Counter()
    numbers = np.bincount(corpus.block.pairs["speaker"].numbers)
    for one, count in zip(corpus.vocabulary.speakers.since(0), numbers.tolist(), strict=False):
        counted[one.name] += count
    del counted[NOBODY]
    return [name for name, count in counted.most_common(most) if count]


def by_day(corpus: Corpus, mask: Mask, *, reports: bool = True) -> list[TimelineDay]:
    """How many reports, statements and claims in ``mask`` fall on each day; ``None`` for no date.

    Args:
        reports: Whether to count reports, each of which is there with any record.
    """
    there = corpus.block.facts["day"][corpus.reports_with(mask)]
    days = np.unique(there)
    counts = [
        np.bincount(np.searchsorted(days, found), minlength=len(days)).tolist()
        for found in (
            there if reports else there[:0],
            *(corpus.day[mask & (corpus.kind == kind)] for kind in (STATEMENT, CLAIM)),
        )
    ]
    return [
        TimelineDay(dt.date.fromordinal(day) if day else None, *numbers)
        for day, *numbers in zip(days.tolist(), *counts, strict=True)
    ]


def _places(corpus: Corpus, records: Numbers, codes: Numbers, width: int) -> LongNumbers:
    """Of how many places each speaker speaks."""
    speaker_of = np.full(len(corpus), NONE, np.int32)
    speaker_of[records] = codes
    column = corpus.columns["place"]
    there, places = column.within(speaker_of != NONE)
    return count_distinct(places, speaker_of[there], width)


def _days(corpus: Corpus, records: Numbers, codes: Numbers, width: int) -> tuple[LongNumbers, LongNumbers]:
    """The first and the last day of each speaker; 0 for none."""
    days = corpus.day[records].astype(np.int64)
    dated = days > 0
    first, last = np.full(width, np.iinfo(np.int64).max), np.zeros(width, np.int64)
    np.minimum.at(first, codes[dated], days[dated])
    np.maximum.at(last, codes[dated], days[dated])
    return first, last


def _iso(day: np.int64) -> str:
    return dt.date.fromordinal(int(day)).isoformat()
