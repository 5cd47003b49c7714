"""What was read out of some reports as numbers: one block of it can be joined with parts of others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lib.columns import LongNumbers, Numbers, Pairs, Values
from lib.records import Place, PlaceKind

STATEMENT, CLAIM, MENTION, REPORT = range(4)


class SpokenName(NamedTuple):
    """A speaker as one report has it: the name, and the words that stand for it or nothing."""

    name: str
    words: str = ""


class SpokenPlace(NamedTuple):
    """A place as one report has it, and the words that stand for it or nothing."""

    id: str
    name: str
    country_code: str | None
    kind: PlaceKind
    latitude: float
    longitude: float
    words: str = ""

    def place(self) -> Place:
        """The place itself."""
        return Place(self.id, self.name, self.kind, self.country_code, self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The values that the numbers of blocks stand for; blocks are joined only under one vocabulary.

    Attributes:
        plain: By the name of a column, for those whose values are texts.
        titles: Ids of reports, each with what its report is called.
    """

    plain: dict[str, Values[str]] = field(
        default_factory=lambda: {
            name: Values()
            for name in (
                "via",
                "act",
                "outlet",
                "outcome",
                "victims",
                "scope",
                "polarity",
                "unplaced",
                "named",
                "story",
            )
        }
    )
    speakers: Values[SpokenName] = field(default_factory=Values)
    places: Values[SpokenPlace] = field(default_factory=Values)
    titles: Values[tuple[str, str]] = field(default_factory=Values)


PAIRS = (
    *("speaker", "via", "act", "outcome", "victims", "scope", "polarity"),
    *("place", "metonym", "unplaced", "named", "marks", "links"),
)
"""What a block has of records: values, the places that metonyms name, the words of mentions that have no place,
links of place mentions to the statements that they stand in and the claims about them, and ``marks``, bits that
say above all what a person did. ``named`` are the keys of all names of places in a report, rejected ones too."""
AMENDED, CHECKED, METONYM = 1, 2, 4
"""The bits of ``marks``; the last one says of a mention without a place that it is no literal one."""
FACTS = ("day", "minute", "outlet", "title", "sentences", "shingles", "story")
"""What a block has of each report: the day of publication as the ordinal of ``datetime.date`` or 0, the minute
by the clock that it gives, counted from day 0, outlet and title by their codes, the numbers of sentences and of
shingles (see ``likeness``), and the story that the report belongs to: the code of the report that leads it,
``NONE`` for a report that leads, ``OPEN_STORY``."""
OPEN_STORY = -2
"""What stands for the story of a report that was not compared with others yet."""
CLAIMS = ("low", "high", "part", "sign")
"""What a block has of each claim: the ends of its count, ``OPEN`` for none, whether it is part of another, and the
place of its figure's sign in ``amounts.SIGNS``."""
OPEN = -1


@dataclass(frozen=True, slots=True)
class Block:
    """The records of some reports, numbered in the order of reports, after those of each the report itself.

    Attributes:
        counts: For each report how many statements, claims and place mentions it has, and one for itself.
        facts: By the names in ``FACTS``, of each report.
        first, last: Of each record the first and last sentence that it touches, from 0 in each report.
        start: Of each record where it begins in its report, in characters.
        content: Of each record what it says, as a number that records which say the same share.
        claims: By the names in ``CLAIMS``, of each claim.
        confidence: Of each place mention.
        sketches: Of each report: see ``likeness.Sketch``.
        pairs: By the names in ``PAIRS``.
    """

    counts: npt.NDArray[np.int32]
    facts: dict[str, Numbers]
    first: Numbers
    last: Numbers
    start: Numbers
    content: LongNumbers
    claims: dict[str, LongNumbers]
    confidence: npt.NDArray[np.float64]
    sketches: npt.NDArray[np.uint8]
    pairs: dict[str, Pairs]

    def starts(self) -> LongNumbers:
        """The number of the first record of each report, and after the last the number of records."""
        return np.concatenate(([0], np.cumsum(self.counts.sum(axis=1), dtype=np.int64)))

    def starts_of(self, kind: int) -> LongNumbers:
        """The same among the records of one kind."""
        return np.concatenate(([0], np.cumsum(self.counts[:, kind], dtype=np.int64)))


def joined(parts: Sequence[tuple[Block, int, int]]) -> Block:
    """A block of the reports from the second to before the third of each part, in the order of parts."""
    stretches = _stretches(parts, Block.starts)
    claims = _stretches(parts, lambda block: block.starts_of(CLAIM))
    mentions = _stretches(parts, lambda block: block.starts_of(MENTION))
    offsets = np.cumsum([0, *(end - first for _, first, end in stretches)])
    return Block(
        np.concatenate([block.counts[first:end] for block, first, end in parts]),
        {
            name: np.concatenate([block.facts[name][first:end] for block, first, end in parts])
            for name in FACTS
        },
        np.concatenate([block.first[first:end] for block, first, end in stretches]),
        np.concatenate([block.last[first:end] for block, first, end in stretches]),
        np.concatenate([block.start[first:end] for block, first, end in stretches]),
        np.concatenate([block.content[first:end] for block, first, end in stretches]),
        {
            name: np.concatenate([block.claims[name][first:end] for block, first, end in claims])
            for name in CLAIMS
        },
        np.concatenate([block.confidence[first:end] for block, first, end in mentions]),
        np.concatenate([block.sketches[first:end] for block, first, end in parts]),
        {name: _joined_pairs(name, stretches, offsets) for name in PAIRS},
    )


def _stretches(
    parts: Sequence[tuple[Block, int, int]], starts_of: Callable[[Block], LongNumbers]
) -> list[tuple[Block, int, int]]:
    """The parts, told by the numbers of records in the place of those of reports."""
    starts = {id(block): starts_of(block) for block, _, _ in parts}
    return [(block, *starts[id(block)][[first, end]].tolist()) for block, first, end in parts]


def _joined_pairs(
    name: str, stretches: Sequence[tuple[Block, int, int]], offsets: npt.NDArray[np.int64]
) -> Pairs:
    records, numbers = [], []
    for (block, first, end), offset in zip(stretches, offsets.tolist(), strict=False):
        pairs, moved = block.pairs[name].between(first, end), np.int32(offset - first)
        records.append(pairs.records + moved)
        numbers.append(pairs.numbers + moved if name == "links" else pairs.numbers)
    return Pairs(np.concatenate(records), np.concatenate(numbers))


Located = tuple[int, Block, int]
"""The place of a report in a snapshot, a block, and the number of the report in that."""


def in_order(located: Iterable[Located]) -> tuple[list[int], Block | None]:
    """The places of reports in ascending order, and the block of them all; ``None`` when there are none."""
    found = sorted(located, key=lambda one: one[0])
    parts: list[tuple[Block, int, int]] = []
    for _, block, number in found:
        if parts and parts[-1][0] is block and parts[-1][2] == number:
            parts[-1] = (block, parts[-1][1], number + 1)
        else:
            parts.append((block, number, number + 1))
    return [place for place, _, _ in found], joined(parts) if parts else None
