"""Rows that were found, known by their numbers until somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

import numpy as np

from lib.columns import LongNumbers, Numbers

Row = TypeVar("Row", covariant=True)


class Found(Sequence[Row], Generic[Row]):
    """A sequence of rows; each is loaded when it is looked at, those of a slice together.

    What has been changed or removed since it was found is left out when rows are loaded, so that there may be
    fewer than the length says.

    Attributes:
        numbers: Those of the records, in the order of the rows.
    """

    def __init__(
        self, numbers: Numbers | LongNumbers, load: Callable[[Numbers | LongNumbers], Iterator[Row]]
    ) -> None:
        self.numbers = numbers
        self._load = load

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[Row]:
        return self._load(self.numbers)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        """A row, or the rows of a slice.

        Raises:
            IndexError: when there is none, or it is gone.
        """
        if isinstance(place, slice):
            return tuple(self._load(self.numbers[place]))
        # Out of bounds is IndexError here too.
        number = self.numbers[place]
        for row in self._load(np.array([number])):
            return row
        raise IndexError("The row is gone.")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return NotImplemented if not isinstance(other, Sequence) else False
        return all(one == another for one, another in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def at(self, places: LongNumbers) -> Found[Row]:
        """The rows at some places, in the order of these."""
        return Found(self.numbers[places], self._load)
