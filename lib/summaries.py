"""The places of a choice of records and what is said of each, counted over columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from lib.amounts import SIGNS, Sign
from lib.blocks import CLAIM, MENTION, OPEN, STATEMENT
from lib.columns import Column, LongNumbers, Mask, Numbers, count_distinct
from lib.corpus import Corpus
from lib.found import Found
from lib.records import Outcome, Place, Scope
from lib.tables import OUTCOMES, UNCERTAIN_BELOW, CasualtyRow, PlaceRow, StatementRow

_KINDS = 3
"""Statements, claims and place mentions."""


@dataclass(frozen=True, slots=True)
class Toll:
    """A claim of killed: the ends of its count in persons, ``None`` for an open one, its sign, and what it counts."""

    low: int | None
    high: int | None
    scope: Scope
    sign: Sign = ""


@dataclass(frozen=True, eq=False)
class PlaceInView:
    """A place and all that a choice of records says of it; see ``tables.PlaceSummary``.

    Attributes:
        confidence: Of its surest mention, 0 to 1.
        reports: How many reports name it.
        gravest: The gravest outcome that is asserted of it, in the order of ``OUTCOMES``.
        highest: Its highest asserted claim of killed about one event; a running total when there is no other.
        told: How many statements, claims and place mentions it has, what several outlets print of one copy
            counted once.
    """

    place: Place
    confidence: float
    reports: int
    gravest: Outcome | None
    highest: Toll | None
    told: tuple[int, int, int]
    _code: int
    _all: _Gathered

    @property
    def uncertain(self) -> bool:
        """Whether no mention of it is sure."""
        return self.confidence < UNCERTAIN_BELOW

    @property
    def mentions(self) -> Found[PlaceRow]:
        """Its mentions, in the order of reports and text."""
        return self._all.found(self._code, MENTION)

    @property
    def statements(self) -> Found[StatementRow]:
        """The statements about it."""
        return self._all.found(self._code, STATEMENT)

    @property
    def casualties(self) -> Found[CasualtyRow]:
        """The casualty mentions there."""
        return self._all.found(self._code, CLAIM)

    @property
    def marked(self) -> Found[PlaceRow]:
        """The mentions that a person has changed or checked."""
        return self._all.marked(self._code)


def places_in(corpus: Corpus, mask: Mask) -> list[PlaceInView]:
    """The resolved, literal places of the records in ``mask``, the most mentioned first."""
    return _Gathered(corpus, mask).places()


def details(
    corpus: Corpus, places: Sequence[PlaceInView]
) -> list[tuple[StatementRow | CasualtyRow | None, PlaceRow | None]]:
    """Of each place the newest that is said of it, and its surest mention; ``None`` for what is gone or not."""
    wanted = [number for place in places for number in place._all.telling(place._code)]
    numbers = np.array([number for number in wanted if number >= 0], np.int64)
    # Rows are told by their keys, since those that are gone leave no gap.
    found = {row.key: row for row in corpus.taken(numbers)}
    rows: list[Any] = [found.get(corpus.key(number)) if number >= 0 else None for number in wanted]
    return list(zip(rows[::2], rows[1::2], strict=True))


class _Gathered:
    """What the records in a mask say of each place, as arrays with an element for each."""

    def __init__(self, corpus: Corpus, mask: Mask) -> None:
        self._corpus = corpus
        self._column: Column = corpus.columns["place"]
        self._width = len(self._column.values)
        self._mask = mask
        self.records, self.codes = self._column.within(mask)
        self.kinds = corpus.kind[self.records]
        self._telling = self._found_telling()

    def places(self) -> list[PlaceInView]:
        """The places that have a mention, the most mentioned first."""
        counts = self._counted()
        told = counts if self._corpus.original is None else self._told()
        reports = self._reports()
        confidence, gravest, highest = self._confidence, self._gravest(), self._highest()
        found = [
            PlaceInView(
                self._corpus.place(code),
                float(confidence[code]),
                int(reports[code]),
                gravest[code],
                highest.get(code),
                (int(told[code, 0]), int(told[code, 1]), int(told[code, 2])),
                code,
                self,
            )
            for code in np.flatnonzero(counts[:, MENTION]).tolist()
        ]
        self._let_go()
        return sorted(found, key=lambda one: (-int(counts[one._code, MENTION]), one.place.name))

    def _let_go(self) -> None:
        """Keep no arrays as long as the records: who looks at the records of a place has them gathered again."""
        self.records = self.codes = self.kinds = np.zeros(0, np.int32)
        self.__dict__.pop("_sure", None)
        self.__dict__.pop("_claims", None)

    def found(self, code: int, kind: int) -> Found[Any]:
        numbers = self._of(code)
        return self._corpus.taken(numbers[self._corpus.kind[numbers] == kind])

    def marked(self, code: int) -> Found[PlaceRow]:
        numbers = self._of(code)
        mentions = numbers[self._corpus.kind[numbers] == MENTION]
        return self._corpus.taken(mentions[np.isin(mentions, self._corpus.block.pairs["marks"].records)])

    def telling(self, code: int) -> tuple[int, int]:
        """The numbers of the newest statement or claim about a place, and of its surest mention; -1 for none."""
        newest, surest = self._telling
        return int(newest[code]), int(surest[code])

    def _of(self, code: int) -> Numbers:
        records, ends = self._sorted
        return records[ends[code] : ends[code + 1]]

    @cached_property
    def _sorted(self) -> tuple[Numbers, LongNumbers]:
        """The records place by place, and where those of each begin."""
        records, codes = self._column.within(self._mask)
        # NumPy sorts numbers of 16 bits by counting, in a tenth of the time.
        codes = codes.astype(np.uint16) if self._width < 1 << 16 else codes
        order = np.argsort(codes, kind="stable")
        return records[order], np.searchsorted(codes[order], np.arange(self._width + 1))

    def _counted(self) -> LongNumbers:
        """How many statements, claims and mentions each place has."""
        counts = np.bincount(self.codes * _KINDS + self.kinds, minlength=self._width * _KINDS)
        return counts.reshape(-1, _KINDS)

    def _told(self) -> LongNumbers:
        original = self._corpus.original
        assert original is not None
        # A record and the one that it repeats are of one kind.
        codes = self.codes * _KINDS + self.kinds
        counts = count_distinct(original[self.records], codes, self._width * _KINDS)
        return counts.reshape(-1, _KINDS)

    def _reports(self) -> LongNumbers:
        mentions = self.kinds == MENTION
        reports = self._corpus.report_of[self.records[mentions]]
        return count_distinct(reports, self.codes[mentions], self._width)

    @cached_property
    def _confidence(self) -> npt.NDArray[np.float64]:
        mentions = self.kinds == MENTION
        best = np.zeros(self._width, np.float64)
        np.maximum.at(best, self.codes[mentions], self._sure[mentions])
        return best

    @cached_property
    def _sure(self) -> npt.NDArray[np.float64]:
        """The confidence of each mention among the records, 0 of the others."""
        sure = np.zeros(len(self.records), np.float64)
        mentions = self.kinds == MENTION
        numbers = self._corpus.mention_numbers(self.records[mentions])
        sure[mentions] = self._corpus.block.confidence[numbers]
        return sure

    @cached_property
    def _claims(self) -> tuple[Numbers, Numbers, LongNumbers]:
        """The claims that are asserted: records, codes of their places, numbers among all claims."""
        claims = self.kinds == CLAIM
        records, codes = self.records[claims], self.codes[claims]
        numbers = self._corpus.claim_numbers(records)
        asserted = self._is("polarity", "asserted")[numbers]
        return records[asserted], codes[asserted], numbers[asserted]

    def _is(self, name: str, value: str) -> Mask:
        """Which of all claims have a value."""
        code = self._corpus.vocabulary.plain[name].find(value)
        return self._corpus.of_claims(name) == (-2 if code is None else code)

    def _gravest(self) -> list[Outcome | None]:
        outcomes = self._corpus.vocabulary.plain["outcome"]
        rank = np.full(len(outcomes) + 1, len(OUTCOMES), np.int64)
        for place, outcome in enumerate(OUTCOMES):
            if (code := outcomes.find(outcome)) is not None:
                rank[code] = place
        _, codes, numbers = self._claims
        gravest = np.full(self._width, len(OUTCOMES), np.int64)
        np.minimum.at(gravest, codes, rank[self._corpus.of_claims("outcome")[numbers]])
        return [OUTCOMES[place] if place < len(OUTCOMES) else None for place in gravest.tolist()]

    def _highest(self) -> dict[int, Toll]:
        """The highest claim of each place by its code; of claims as high the first."""
        claims = self._corpus.block.claims
        records, codes, numbers = self._claims
        low, high = claims["low"][numbers], claims["high"][numbers]
        figure = np.where(low != OPEN, low, np.maximum(high, 0))
        counted = self._is("outcome", "killed")[numbers] & (claims["part"][numbers] == 0) & (figure > 0)
        codes, numbers, figure = codes[counted], numbers[counted], figure[counted]
        incident = self._is("scope", "incident")[numbers]
        scopes: dict[bool, Scope] = {True: "incident", False: "cumulative"}
        order = np.lexsort((records[counted], -figure, ~incident, codes))
        _, firsts = np.unique(codes[order], return_index=True)
        best = order[firsts]
        return {
            code: Toll(
                _end(claims["low"][number]),
                _end(claims["high"][number]),
                scopes[one],
                SIGNS[claims["sign"][number]],
            )
            for code, number, one in zip(
                codes[best].tolist(), numbers[best].tolist(), incident[best].tolist(), strict=True
            )
        }

    def _found_telling(self) -> tuple[LongNumbers, LongNumbers]:
        corpus = self._corpus
        said = self.kinds != MENTION
        minute = corpus.block.facts["minute"][corpus.report_of[self.records]]
        # Statements come before claims of the same minute.
        order = self.kinds.astype(np.int64) * len(corpus) + self.records
        return (
            self._first_of_most(said, minute, order),
            self._first_of_most(~said, self._sure, order),
        )

    def _first_of_most(self, wanted: Mask, value: npt.NDArray[Any], order: LongNumbers) -> LongNumbers:
        """Of each place the record with the largest value, of several the first in order; -1 for none."""
        codes, value, order = self.codes[wanted], value[wanted], order[wanted]
        most = np.full(self._width, -1, value.dtype)
        np.maximum.at(most, codes, value)
        best = value == most[codes]
        none = np.iinfo(np.int64).max
        first = np.full(self._width, none, np.int64)
        np.minimum.at(first, codes[best], order[best])
        return np.where(first == none, -1, first % (len(self._corpus) or 1))


def _end(value: np.int64) -> int | None:
    return None if value == OPEN else int(value)
