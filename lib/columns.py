"""The records of a workspace as columns of numbers, so that filters and counts are sums over arrays."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int32]


class Column:
    """The values of one facet and the records that have each; a record may have several or none.

    Attributes:
        values: Distinct, in the order in which they were met; a value's code is its place here.
    """

    def __init__(self) -> None:
        self.values: list[str] = []
        self._code_of: dict[str, int] = {}
        self._met_records, self._met_codes = array("i"), array("i")
        self._records: Numbers = np.empty(0, np.int32)
        self._codes: Numbers = np.empty(0, np.int32)

    def __contains__(self, value: object) -> bool:
        return value in self._code_of

    def add(self, record: int, values: Iterable[str]) -> None:
        """Note the values of a record; records come in ascending order."""
        for value in values:
            code = self._code_of.setdefault(value, len(self.values))
            if code == len(self.values):
                self.values.append(value)
            self._met_records.append(record)
            self._met_codes.append(code)

    def close(self) -> None:
        """End the adding, before the first question."""
        self._records = np.array(self._met_records, np.int32)
        self._codes = np.array(self._met_codes, np.int32)
        self._met_records, self._met_codes = array("i"), array("i")

    def codes(self, values: Iterable[str]) -> list[int]:
        """The codes of those of the values that some record has."""
        return [self._code_of[value] for value in values if value in self._code_of]

    def having(self, codes: Sequence[int], size: int) -> Mask:
        """Which of ``size`` records have one of the values with these codes."""
        wanted = np.zeros(len(self.values), bool)
        wanted[list(codes)] = True
        mask = np.zeros(size, bool)
        mask[self._records[wanted[self._codes]]] = True
        return mask

    def count(self, mask: Mask) -> Mapping[str, int]:
        """How many of the records in ``mask`` have each value; values that none has are left out."""
        return self._named(self._codes[mask[self._records]])

    def count_groups(self, mask: Mask, group_of: Numbers) -> Mapping[str, int]:
        """How many groups (``group_of`` gives that of each record) have a record in ``mask`` with each value."""
        met = mask[self._records]
        width = len(self.values) or 1
        pairs = np.unique(group_of[self._records[met]].astype(np.int64) * width + self._codes[met])
        return self._named((pairs % width).astype(np.int32))

    def _named(self, codes: Numbers) -> Mapping[str, int]:
        counts = np.bincount(codes, minlength=len(self.values))
        return {self.values[code]: int(counts[code]) for code in np.flatnonzero(counts)}


class Links:
    """Pairs of records: each of the first is about what the second says."""

    def __init__(self) -> None:
        self._met_from, self._met_to = array("i"), array("i")
        self._from: Numbers = np.empty(0, np.int32)
        self._to: Numbers = np.empty(0, np.int32)

    def add(self, record: int, others: Iterable[int]) -> None:
        """Note the records that ``record`` is linked to."""
        for other in others:
            self._met_from.append(record)
            self._met_to.append(other)

    def close(self) -> None:
        """End the adding, before the first question."""
        self._from, self._to = np.array(self._met_from, np.int32), np.array(self._met_to, np.int32)
        self._met_from, self._met_to = array("i"), array("i")

    def spread(self, mask: Mask) -> Mask:
        """The mask with the records that are linked to one in it."""
        spread = mask.copy()
        spread[self._from[mask[self._to]]] = True
        return spread
