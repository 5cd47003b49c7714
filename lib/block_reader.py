"""What was read out of reports, turned into numbers: one block of all that is given."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import numpy as np

from lib.amounts import SIGNS, sign_of
from lib.blocks import (
    AMENDED,
    CHECKED,
    CLAIMS,
    FACTS,
    METONYM,
    OPEN,
    OPEN_STORY,
    PAIRS,
    Block,
    SpokenName,
    SpokenPlace,
    Vocabulary,
)
from lib.citations import day_of
from lib.columns import NONE, PairsMaker, as_numbers
from lib.duplicates import Row, content_number, sketch_of
from lib.likeness import LENGTH
from lib.name_keys import name_key
from lib.records import CasualtyMention, Place, PlaceMention, Span, Statement
from lib.search import sentence_starts
from lib.shelf import Report, Snapshot

_TIME = re.compile(r"[^T ]*[T ](\d\d):(\d\d)")
_UNNAMED = frozenset({"pronoun", "inherited"})
_MOST = np.iinfo(np.int64).max


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
        self._first, self._last, self._start = array("i"), array("i"), array("i")
        self._content = array("q")
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
            as_numbers(self._start),
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
            self._claims["sign"].append(SIGNS.index(sign_of(claim)))
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
        self._start.append(span.start)
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
