"""The records of a workspace as columns of numbers, so that filters and counts are sums over arrays."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int32]
LongNumbers = npt.NDArray[np.int64]
Value = TypeVar("Value", bound=Hashable)
NONE = -1
"""The code of what has no value."""
_ROOM = 16
"""Bytes for each pair that may be spent on not sorting the pairs."""


class Values(Generic[Value]):
    """Distinct values in the order in which they were met; the code of one is its place here.

    Values are never taken out, so that a code means the same in every column that was made with it.
    """

    def __init__(self) -> None:
        self._values: list[Value] = []
        self._codes: dict[Value, int] = {}

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, code: int) -> Value:
        return self._values[code]

    def find(self, value: Value) -> int | None:
        """The code of a value that was met, else ``None``."""
        return self._codes.get(value)

    def since(self, code: int) -> list[Value]:
        """The values from a code on."""
        return self._values[code:]

    def named(
        self, codes: Iterable[int], name_of: Callable[[Value], str | None]
    ) -> tuple[list[str], Numbers]:
        """The names of some values, each once, and for each code the place of its name among them.

        The place is ``NONE`` for what is not among ``codes`` or has no name, and for the code ``NONE``.
        """
        places: dict[str, int] = {}
        place_of = np.full(len(self._values) + 1, NONE, np.int32)
        for code in codes:
            name = name_of(self._values[code])
            if name is not None:
                place_of[code] = places.setdefault(name, len(places))
        return list(places), place_of

    def code(self, value: Value) -> int:
        """The code of a value; a new one when it was not met before."""
        code = self._codes.setdefault(value, len(self._values))
        if code == len(self._values):
            self._values.append(value)
        return code


@dataclass(frozen=True, slots=True)
class Pairs:
    """Records, in ascending order, each with a number that it has; a record may have several or none."""

    records: Numbers
    numbers: Numbers

    def between(self, first: int, end: int) -> Pairs:
        """The pairs of the records from ``first`` to before ``end``."""
        here = slice(*np.searchsorted(self.records, (first, end)))
        return Pairs(self.records[here], self.numbers[here])


def met(numbers: Numbers, width: int) -> list[int]:
    """The numbers below ``width`` that occur, in the order in which they are met; ``NONE`` is left out."""
    first = np.full(width + 1, len(numbers), np.int64)
    # The last assignment to an element holds: that of its first place.
    first[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)
    occurring = np.flatnonzero(first[:width] < len(numbers))
    ordered: list[int] = occurring[np.argsort(first[occurring])].tolist()
    return ordered


@dataclass(slots=True)
class PairsMaker:
    """Gathers pairs; records come in ascending order."""

    _records: array[int] = field(default_factory=lambda: array("i"))
    _numbers: array[int] = field(default_factory=lambda: array("i"))

    def add(self, record: int, numbers: Iterable[int]) -> None:
        """Note the numbers of a record."""
        for number in numbers:
            self._records.append(record)
            self._numbers.append(number)

    def made(self) -> Pairs:
        """The pairs so far."""
        return Pairs(as_numbers(self._records), as_numbers(self._numbers))


class Column:
    """The values of one facet and the records that have each; a record may have several or none.

    Attributes:
        values: Those that some record has, each once.
    """

    def __init__(self, size: int, pairs: Pairs, values: Sequence[str], code_of: Numbers) -> None:
        """Make a column of pairs of records and numbers, each of which stands for one of the values.

        Args:
            size: How many records there are.
            code_of: For each number the place of its value in ``values``, or ``NONE``: see ``Values.named``.
        """
        self._size = size
        self._pairs = pairs
        self._code_of = code_of
        self.values = values
        self._place_of = {value: code for code, value in enumerate(values)}

    def __contains__(self, value: object) -> bool:
        return value in self._place_of

    def codes(self, values: Iterable[str]) -> list[int]:
        """The codes of those of the values that some record has."""
        return [self._place_of[value] for value in values if value in self._place_of]

    def codes_of(self, numbers: Iterable[int]) -> set[int]:
        """The codes of the values that numbers stand for; what is newer than this column is passed over."""
        known = [number for number in numbers if number < len(self._code_of) - 1]
        return {code for code in self._code_of[known].tolist() if code != NONE}

    def having(self, codes: Iterable[int]) -> Mask:
        """Which records have one of the values with these codes."""
        mask = np.zeros(self._size, bool)
        mask[self._pairs.records[self._wanted(codes)[self._pairs.numbers]]] = True
        return mask

    def counts(self, mask: Mask, group_of: Numbers | None = None) -> LongNumbers:
        """How many of the records in ``mask`` have each value, by the codes of these.

        Args:
            group_of: Of each record the group that it belongs to, to count groups in the place of records.
        """
        records, codes = self.within(mask)
        if group_of is None:
            return np.bincount(codes, minlength=len(self.values))
        return count_distinct(group_of[records], codes, len(self.values))

    def count(self, mask: Mask) -> Mapping[str, int]:
        """How many of the records in ``mask`` have each value; values that none has are left out."""
        counts = self.counts(mask)
        return {self.values[code]: int(counts[code]) for code in np.flatnonzero(counts).tolist()}

    def _wanted(self, codes: Iterable[int]) -> Mask:
        """Which numbers stand for one of the values; the last element is for ``NONE``."""
        wanted = np.zeros(len(self.values) + 1, bool)
        wanted[list(codes)] = True
        chosen: Mask = wanted[self._code_of]
        return chosen

    def within(self, mask: Mask) -> tuple[Numbers, Numbers]:
        """The records in ``mask`` that have a value, each as often as it has one, and the codes of these."""
        met = mask[self._pairs.records]
        return _valued(self._pairs.records[met], self._code_of[self._pairs.numbers[met]])


class ReportColumn(Column):
    """A facet that a report has as a whole, and each of its records with it."""

    def __init__(self, report_of: Numbers, numbers: Numbers, values: Sequence[str], code_of: Numbers) -> None:
        """Make a column of the number of each report; see ``Column``.

        Args:
            report_of: Of each record the number of its report.
        """
        each = Pairs(np.arange(len(numbers), dtype=np.int32), numbers)
        super().__init__(len(report_of), each, values, code_of)
        self._report_of = report_of

    def having(self, codes: Iterable[int]) -> Mask:
        """Which records are of reports that have one of the values with these codes."""
        reports: Mask = self._wanted(codes)[self._pairs.numbers]
        return reports[self._report_of]

    def within(self, mask: Mask) -> tuple[Numbers, Numbers]:
        """See ``Column.within``."""
        records = np.flatnonzero(mask).astype(np.int32)
        return _valued(records, self._code_of[self._pairs.numbers][self._report_of[records]])


def count_distinct(groups: Numbers, codes: Numbers | LongNumbers, width: int) -> LongNumbers:
    """In how many groups each code below ``width`` occurs, each pair of a group and a code counted once."""
    pairs = groups.astype(np.int64) * (width or 1) + codes
    if len(pairs) and pairs.max() <= _ROOM * len(pairs):
        # Faster than sorting where most groups have most values.
        seen = np.zeros(int(pairs.max()) + 1, bool)
        seen[pairs] = True
        pairs = np.flatnonzero(seen)
    else:
        pairs = np.unique(pairs)
    return np.bincount(pairs % (width or 1), minlength=width)


def spread(links: Pairs, mask: Mask) -> Mask:
    """The mask with the records that are linked to one in it."""
    wider = mask.copy()
    wider[links.records[mask[links.numbers]]] = True
    return wider


def as_numbers(values: Sequence[int] | array[int]) -> Numbers:
    """Numbers as an array."""
    return np.array(values, np.int32)


def _valued(records: Numbers, codes: Numbers) -> tuple[Numbers, Numbers]:
    """The records that have a value, and the codes of these."""
    if len(codes) and codes.min() == NONE:
        valued = codes != NONE
        return records[valued], codes[valued]
    return records, codes
