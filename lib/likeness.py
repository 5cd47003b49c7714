"""How like two texts are, by small sketches of their shingles: MinHash, of each minimum the lowest byte.

Likeness is the share of shingles that both have (Jaccard), estimated by the share of bytes that agree (Li and
König: b-bit minwise hashing). A text is compared with those alone that agree with it in four bytes running, by
locality-sensitive hashing, and that were published within days.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from lib.columns import LongNumbers, Mask

ALIKE = 0.5
"""Share of the shingles of either report that both have (Jaccard) from which on they are one story. Copy with
one word in twelve changed keeps more than that; two reports that share a third of their text do not."""
CONTAINED = 0.7
"""The same for a report that was cut: share of the shorter one's shingles that the longer one has."""
FEW_SHINGLES = 40
"""A shorter report than this is not taken for a cut one: a sentence of background would be enough."""
MOST_DAYS = 3
"""Copy is reprinted within days; reports farther apart in time, such as two bulletins, are two stories."""
LENGTH, SEED = 256, 1
"""Of a sketch in bytes, and what its hashes begin with."""
_BAND = np.dtype(np.uint32)
"""Four bytes: so 98 in 100 pairs at ``ALIKE`` are compared, and 1 in 20,000 of those that share 3 % by chance."""
_BY_CHANCE = 1 / 256
_ROOM = 64
_GONE = -1
"""What stands for the day of a number that has no sketch."""
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a report.

    Attributes:
        shingles: ``LENGTH`` bytes that estimate them.
        size: How many there are.
        day: Of publication, as the ordinal of ``datetime.date``; 0 for none.
    """

    shingles: Bytes
    size: int
    day: int


def sketch(shingles: Iterable[str], day: date | None) -> Sketch:
    """The sketch of a report with these shingles that was published on a day."""
    # Imported here, since the module is also read by pages that group nothing.
    from rensa import RMinHash

    found = sorted(set(shingles))
    estimate = RMinHash(num_perm=LENGTH, seed=SEED)
    estimate.update(found)
    lowest = np.array(estimate.digest(), np.uint64).astype(np.uint8)
    return Sketch(lowest, len(found), day.toordinal() if day else 0)


class Leaders:
    """Sketches by number, to find the one that is most like another."""

    def __init__(self) -> None:
        self._shingles: Bytes = np.zeros((_ROOM, LENGTH), np.uint8)
        self._bands = np.zeros((LENGTH // _BAND.itemsize, _ROOM), _BAND)
        self._sizes = np.zeros(_ROOM, np.int64)
        self._days = np.full(_ROOM, _GONE, np.int64)
        self._by_day: dict[int, array[int]] = {}

    def add(self, number: int, one: Sketch) -> None:
        """Add a sketch under a number that has none."""
        while number >= len(self._sizes):
            self._shingles = np.concatenate((self._shingles, np.zeros_like(self._shingles)))
            self._bands = np.concatenate((self._bands, np.zeros_like(self._bands)), axis=1)
            self._sizes = np.concatenate((self._sizes, np.zeros_like(self._sizes)))
            self._days = np.concatenate((self._days, np.full_like(self._days, _GONE)))
        self._shingles[number], self._sizes[number], self._days[number] = one.shingles, one.size, one.day
        self._bands[:, number] = one.shingles.view(_BAND)
        self._by_day.setdefault(one.day, array("q")).append(number)

    def remove(self, number: int) -> None:
        """Forget a sketch."""
        self._by_day[int(self._days[number])].remove(number)
        self._days[number] = _GONE

    def nearest(self, one: Sketch) -> int | None:
        """The number of the sketch that is most like another; of equal ones the lowest, ``None`` for none."""
        near = self._near(one)
        likeness = _likeness(one, self._shingles[near], self._sizes[near])
        if not len(near) or likeness.max() <= 0:
            return None
        return int(near[likeness == likeness.max()].min())

    def _near(self, one: Sketch) -> LongNumbers:
        """The numbers of sketches that may be like one."""
        bands = one.shingles.view(_BAND)
        if not one.day:
            # Among all: band by band, which is many times as fast as row by row.
            agree: Mask = np.zeros(len(self._sizes), bool)
            for mine, theirs in zip(bands, self._bands, strict=True):
                agree |= theirs == mine
            return np.flatnonzero(agree & (self._days != _GONE))
        days = (0, *range(max(1, one.day - MOST_DAYS), one.day + MOST_DAYS + 1))
        there = [np.frombuffer(self._by_day[day], np.int64) for day in days if self._by_day.get(day)]
        numbers: LongNumbers = np.concatenate(there) if there else np.zeros(0, np.int64)
        some: Mask = (self._shingles[numbers].view(_BAND) == bands).any(axis=1)
        return numbers[some]


def _likeness(one: Sketch, shingles: Bytes, sizes: LongNumbers) -> npt.NDArray[np.float64]:
    """Share of shingles in common with each of others, 0 to 1; 0 when the two are not one story."""
    agree = np.count_nonzero(shingles == one.shingles, axis=1) / LENGTH
    both = np.maximum((agree - _BY_CHANCE) / (1 - _BY_CHANCE), 0.0)
    shorter = np.minimum(sizes, one.size)
    common = both * (sizes + one.size) / (1 + both)
    cut = (shorter >= FEW_SHINGLES) & (common >= CONTAINED * shorter)
    like: npt.NDArray[np.float64] = np.where((shorter > 0) & ((both >= ALIKE) | cut), both, 0.0)
    return like
