"""What was read out of some reports as numbers: one block of it can be joined with parts of others."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lib.citations import day_of
from lib.columns import NONE, LongNumbers, Numbers, Pairs, PairsMaker, Values, as_numbers
from lib.duplicates import Row, content_number, sketch_of
from lib.likeness import LENGTH
from lib.name_keys import name_key
from lib.records import CasualtyMention, Place, PlaceKind, PlaceMention, Span, Statement
from lib.search import sentence_starts
from lib.shelf import Report, Snapshot

STATEMENT, CLAIM, MENTION, REPORT = range(4)
_TIME = re.compile(r"[^T ]*[T ](\d\d):(\d\d)")
_UNNAMED = frozenset({"pronoun", "inherited"})


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
CLAIMS = ("low", "high", "part")
"""What a block has of each claim: the ends of its count, ``OPEN`` for none, and whether it is part of another."""
OPEN = -1
_MOST = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Block:
    """The records of some reports, numbered in the order of reports, after those of each the report itself.

    Attributes:
        counts: For each report how many statements, claims and place mentions it has, and one for itself.
        facts: By the names in ``FACTS``, of each report.
        first, last: Of each record the first and last sentence that it touches, from 0 in each report.
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


def read_from(
    snapshot: Snapshot, places: Sequence[int], vocabulary: Vocabulary
) -> tuple[Block, dict[int, int]]:
    """A block of the reports at some places, and for each place its number there; what is gone is left out."""
    place_of = {snapshot.ids[place]: place for place in places}
    numbers: dict[int, int] = {}

    def counted() -> Iterator[Report]:
        for number, report in enumerate(snapshot.stream(places)):
            numbers[place_of[report.shown.article.id]] = number
            yield report

    return read(counted(), vocabulary), numbers


def read(reports: Iterable[Report], vocabulary: Vocabulary) -> Block:
    """The records of reports as numbers; what is new in them is added to the vocabulary."""
    maker = _Maker(vocabulary)
    for report in reports:
        maker.add(report)
    return maker.made()


class _Maker:
    """Gathers the numbers of one report after the other."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = vocabulary
        self._counts = array("i")
        self._facts = {name: array("i") for name in FACTS}
        self._first, self._last, self._content = array("i"), array("i"), array("q")
        self._claims = {name: array("q") for name in CLAIMS}
        self._confidence = array("d")
        self._sketches = bytearray()
        self._pairs = {name: PairsMaker() for name in PAIRS}
        self._starts: Sequence[int] = ()

    def made(self) -> Block:
        return Block(
            as_numbers(self._counts).reshape(-1, 4),
            {name: as_numbers(values) for name, values in self._facts.items()},
            as_numbers(self._first),
            as_numbers(self._last),
            np.array(self._content, np.int64),
            {name: np.array(values, np.int64) for name, values in self._claims.items()},
            np.array(self._confidence, np.float64),
            np.frombuffer(bytes(self._sketches), np.uint8).reshape(-1, LENGTH),
            {name: pairs.made() for name, pairs in self._pairs.items()},
        )

    def add(self, report: Report) -> None:
        article = report.shown.article
        self._starts = sentence_starts(article.text, report.shown.sentences)
        day = day_of(article.published)
        sketch = sketch_of(article)
        facts = {
            "day": day.toordinal() if day else 0,
            "minute": _minute(day, article.published or ""),
            "outlet": self._words.plain["outlet"].code(article.source) if article.source else NONE,
            "title": self._words.titles.code((article.id, article.title or article.text[:60])),
            "sentences": len(self._starts),
            "shingles": sketch.size,
            "story": OPEN_STORY,
        }
        self._sketches += sketch.shingles.tobytes()
        for name, fact in facts.items():
            self._facts[name].append(fact)
        self._counts.extend((len(report.statements), len(report.casualties), len(report.places), 1))
        linked: dict[int, list[int]] = {}
        self._add_statements(report, linked)
        self._add_claims(report, linked)
        self._add_mentions(report, linked)
        record = self._begin(Span(0, len(article.text), ""), None)
        names = (*report.shown.places, *(one for one in report.shown.rejected if one.layer == "place"))
        keys = dict.fromkeys(name_key(one.text) for one in names)
        self._pairs["named"].add(record, map(self._words.plain["named"].code, keys))

    def _add_statements(self, report: Report, linked: dict[int, list[int]]) -> None:
        claims = _Within(report.shown.casualties)
        for row in report.statements:
            statement, speaker = row.statement, row.statement.speaker
            record = self._begin(statement, row)
            named = speaker and speaker.resolved_by not in _UNNAMED
            self._speaker(record, row.speaker, speaker.text or "" if speaker and named else "")
            if speaker and speaker.via:
                self._pairs["via"].add(record, (self._words.plain["via"].code(speaker.via),))
            self._mark(record, statement)
            self._pairs["act"].add(record, (self._words.plain["act"].code(statement.act),))
            self._traits(record, claims.between(statement.start, statement.end))
            self._places(record, row.places)
            for index in statement.places:
                linked.setdefault(index, []).append(record)

    def _add_claims(self, report: Report, linked: dict[int, list[int]]) -> None:
        for row in report.casualties:
            claim = row.casualty
            record = self._begin(claim, row)
            if claim.source:
                self._speaker(record, claim.source.name)
            self._mark(record, claim)
            self._traits(record, (claim,))
            self._places(record, row.places)
            low, high = claim.count.low, claim.count.high
            self._claims["low"].append(OPEN if low is None else min(low, _MOST))
            self._claims["high"].append(OPEN if high is None else min(high, _MOST))
            self._claims["part"].append(claim.subset_of is not None)
            if claim.place is not None:
                linked.setdefault(claim.place, []).append(record)

    def _add_mentions(self, report: Report, linked: dict[int, list[int]]) -> None:
        for index, row in enumerate(report.places):
            mention = row.mention
            record = self._begin(mention, row)
            self._pairs["links"].add(record, linked.get(index, ()))
            self._mark(record, mention, METONYM * (mention.place is None and mention.role == "metonym"))
            self._confidence.append(mention.confidence)
            if mention.place is None:
                self._pairs["unplaced"].add(record, (self._words.plain["unplaced"].code(mention.text),))
            else:
                name = "place" if mention.role == "literal" else "metonym"
                self._pairs[name].add(record, (self._place(mention.place, mention.text),))

    def _begin(self, span: Span, row: Row | None) -> int:
        """Begin the next record; returns its number."""
        self._content.append(content_number(row) if row else 0)
        self._first.append(bisect_right(self._starts, span.start) - 1)
        self._last.append(bisect_right(self._starts, max(span.start, span.end - 1)) - 1)
        return len(self._first) - 1

    def _mark(self, record: int, one: Statement | CasualtyMention | PlaceMention, others: int = 0) -> None:
        """Note what a person did with a record, and other marks of it."""
        marks = AMENDED * bool(one.corrected) | CHECKED * one.checked | others
        if marks:
            self._pairs["marks"].add(record, (marks,))

    def _speaker(self, record: int, name: str, words: str = "") -> None:
        self._pairs["speaker"].add(record, (self._words.speakers.code(SpokenName(name, words)),))

    def _traits(self, record: int, claims: Sequence[CasualtyMention]) -> None:
        """Give a record the traits of claims."""
        if not claims:
            return
        plain, pairs = self._words.plain, self._pairs
        traits: dict[str, set[str]] = {
            "outcome": {claim.outcome for claim in claims},
            "scope": {claim.scope for claim in claims},
            "polarity": {claim.polarity for claim in claims},
            "victims": {claim.victims.group for claim in claims if claim.victims and claim.victims.group},
        }
        for name, values in traits.items():
            pairs[name].add(record, map(plain[name].code, sorted(values)))

    def _places(self, record: int, places: Iterable[Place]) -> None:
        self._pairs["place"].add(record, map(self._place, places))

    def _place(self, place: Place, words: str = "") -> int:
        return self._words.places.code(
            SpokenPlace(
                place.id,
                place.name,
                place.country_code,
                place.kind,
                place.latitude,
                place.longitude,
                words,
            )
        )


def _minute(day: date | None, published: str) -> int:
    """The minute of publication by the clock of the report; that of midnight when it gives none."""
    if day is None:
        return 0
    time = _TIME.match(published)
    return day.toordinal() * 1440 + (int(time[1]) * 60 + int(time[2]) if time else 0)


class _Within:
    """Casualty mentions in text order, to look up those that lie within a stretch."""

    def __init__(self, claims: Iterable[CasualtyMention]) -> None:
        self._claims = sorted(claims, key=lambda claim: claim.start)
        self._starts = [claim.start for claim in self._claims]

    def between(self, start: int, end: int) -> tuple[CasualtyMention, ...]:
        first, last = bisect_right(self._starts, start - 1), bisect_right(self._starts, end)
        return tuple(claim for claim in self._claims[first:last] if claim.end <= end)
