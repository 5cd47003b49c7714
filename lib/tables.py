"""Flat rows of what was read: one a statement, casualty mention, place mention; each with its evidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from lib import days
from lib.gazetteer import shipped
from lib.records import (
    Amendment,
    Analysis,
    Article,
    CasualtyMention,
    Count,
    Occasion,
    Outcome,
    Place,
    PlaceMention,
    Polarity,
    Scope,
    Span,
    Speaker,
    Statement,
)

UNCERTAIN_BELOW = 0.5
"""Confidence under which a place is shown as uncertain."""
OUTCOMES: tuple[Outcome, ...] = ("killed", "missing", "captured", "injured", "displaced", "casualties")
"""From the gravest on; "casualties" may be killed or injured."""
SCOPES: dict[Scope, str] = {"incident": "one event", "cumulative": "running total"}
POLARITIES: dict[Polarity, str] = {
    "asserted": "claimed",
    "negated": "claimed that there are none",
    "denied": "denied",
    "hypothetical": "feared or supposed",
}
"""Each scope and polarity in words."""
MOST_CONTEXT = 1_000
"""So many characters of its sentences are shown before a span, and after it."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement, where it stands, and the literal places it speaks of. ``key`` is unique in a workspace.

    ``amendments`` are what persons changed on it and on its places.
    """

    key: str
    article: Article
    statement: Statement
    places: tuple[Place, ...]
    sentence: str
    amendments: tuple[Amendment, ...] = ()

    @property
    def speaker(self) -> str:
        """The speaker's name, or "unattributed"."""
        return speaker_name(self.statement.speaker)


@dataclass(frozen=True, slots=True)
class CasualtyRow:
    """A casualty mention, where it stands, and its place when that was resolved.

    ``amendments`` are what persons changed on it and on its place.
    """

    key: str
    article: Article
    casualty: CasualtyMention
    place: Place | None
    place_text: str | None
    sentence: str
    amendments: tuple[Amendment, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """The place as a tuple of one or none, like that of a statement."""
        return (self.place,) if self.place else ()


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place mention and where it stands."""

    key: str
    article: Article
    mention: PlaceMention
    sentence: str

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        """What persons changed on it."""
        return self.mention.corrected


@dataclass(frozen=True, slots=True)
class PlaceSummary:
    """A place and all that is said of it: mentions, statements and casualty mentions, by their rows."""

    place: Place
    mentions: tuple[PlaceRow, ...]
    statements: tuple[StatementRow, ...]
    casualties: tuple[CasualtyRow, ...]

    @property
    def confidence(self) -> float:
        """Of its surest mention, 0 to 1."""
        return max(row.mention.confidence for row in self.mentions)

    @property
    def uncertain(self) -> bool:
        """Whether no mention of it is sure."""
        return self.confidence < UNCERTAIN_BELOW

    @property
    def reports(self) -> int:
        """How many reports name it."""
        return len({row.article.id for row in self.mentions})

    @property
    def highest(self) -> CasualtyRow | None:
        """Its highest asserted claim of killed about one event; a running total when there is no other.

        Claims of other outcomes, parts of a claim and denials are none, so that like stands beside like.
        """
        claims = [
            row
            for row in self.casualties
            if row.casualty.outcome == "killed"
            and row.casualty.polarity == "asserted"
            and row.casualty.subset_of is None
            and figure(row.casualty.count)
        ]
        return max(
            claims,
            key=lambda row: (row.casualty.scope == "incident", figure(row.casualty.count)),
            default=None,
        )

    @property
    def gravest(self) -> Outcome | None:
        """The gravest outcome that is asserted of it, in the order of ``OUTCOMES``."""
        asserted = {row.casualty.outcome for row in self.casualties if row.casualty.polarity == "asserted"}
        return next((outcome for outcome in OUTCOMES if outcome in asserted), None)


@cache
def country_name(country_code: str) -> str:
    """The English name of a country by its ISO 3166 code; the code itself when there is no such country.

    Raises:
        DataError: when the gazetteer is missing or damaged.
    """
    country = shipped().country(country_code)
    return country.place.name if country else country_code


def speaker_name(speaker: Speaker | None) -> str:
    """A speaker's name for people to read."""
    return speaker.name if speaker else "unattributed"


def occasion_words(occasion: Occasion | None) -> str:
    """To whom, where and when something was said, in the report's words: "to reporters; when: Monday"."""
    if occasion is None:
        return ""
    to, where, when = occasion.addressee, occasion.venue, occasion.date
    day = f" ({days.shortly(when.value)})" if when and when.value and when.value != when.text else ""
    found = (
        f"to {to.text}" if to else "",
        f"where: {where.text}" if where else "",
        f"when: {when.text}{day}" if when else "",
    )
    return "; ".join(filter(None, found))


def when_words(casualty: CasualtyMention) -> str:
    """When it happened: a day, the days that it may have been with the report's words, or those alone."""
    told = casualty.date
    if told is None or not told.value:
        return told.text if told else ""
    words = f" (“{told.text}”)" if "/" in told.value and told.text else ""
    return f"{days.shortly(told.value)}{words}"


def figure(count: Count) -> int:
    """The one number that stands for a count in a sort: its low end, else its high end, else 0."""
    return count.low if count.low is not None else count.high or 0


def says_so(casualty: CasualtyMention, who: str) -> str:
    """Who says it, as what: "the mayor" for a claim, "denied by the army", "none according to the army"."""
    if casualty.polarity == "negated" and (casualty.count.low, casualty.count.high) == (0, 0):
        return f"none according to {who}"
    return f"denied by {who}" if casualty.polarity in ("denied", "negated") else who


def claimed_by(casualty: CasualtyMention) -> str:
    """The same as a sentence: "Claimed by the mayor", "Denied by the army", "None according to the army"."""
    told = says_so(casualty, casualty.source.name if casualty.source else "the report itself")
    negative = casualty.polarity in ("denied", "negated")
    return f"{told[0].upper()}{told[1:]}" if negative else f"Claimed by {told}"


class Sentences:
    """The sentences of one article, to look up those that a span touches; rows made with one share their texts.

    An analysis that does not know its sentences is taken line by line.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._text = analysis.article.text
        lines = (match.end() for match in re.finditer("\n", self._text))
        self._starts = sorted({0, *(analysis.sentences or lines)})
        self._shown: dict[tuple[int, int], str] = {}

    def spans(self) -> Iterator[Span]:
        """The sentences in text order, without the white space around them."""
        for start, stop in zip(self._starts, [*self._starts[1:], len(self._text)], strict=True):
            words = self._text[start:stop].strip()
            if words:
                begin = self._text.index(words, start)
                yield Span(begin, begin + len(words), words)

    def around(self, start: int, end: int) -> str:
        """The sentences that ``start`` to ``end`` (characters) touch, as one text.

        What is farther than ``MOST_CONTEXT`` from the span gives way to "…".
        """
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, max(start, end - 1)) - 1
        stop = self._starts[last + 1] if last + 1 < len(self._starts) else len(self._text)
        left, right = max(self._starts[first], start - MOST_CONTEXT), min(stop, end + MOST_CONTEXT)
        if (left, right) not in self._shown:
            shown = self._text[left:right].strip()
            cut = ("…" if left > self._starts[first] else "", "…" if right < stop else "")
            self._shown[left, right] = shown.join(cut)
        return self._shown[left, right]


def statement_rows(analysis: Analysis, sentences: Sentences | None = None) -> Iterator[StatementRow]:
    """One row a statement, in text order."""
    sentences = sentences or Sentences(analysis)
    for index, statement in enumerate(analysis.statements):
        named = [analysis.places[i] for i in statement.places]
        yield StatementRow(
            key=f"{analysis.article.id}:s{index}",
            article=analysis.article,
            statement=statement,
            places=_distinct(m.place for m in named if m.role == "literal"),
            sentence=sentences.around(statement.start, statement.end),
            amendments=(*statement.corrected, *(one for m in named for one in m.corrected)),
        )


def casualty_rows(analysis: Analysis, sentences: Sentences | None = None) -> Iterator[CasualtyRow]:
    """One row a casualty mention, in text order."""
    sentences = sentences or Sentences(analysis)
    for index, casualty in enumerate(analysis.casualties):
        mention = analysis.places[casualty.place] if casualty.place is not None else None
        yield CasualtyRow(
            key=f"{analysis.article.id}:c{index}",
            article=analysis.article,
            casualty=casualty,
            place=mention.place if mention else None,
            place_text=mention.text if mention else None,
            sentence=sentences.around(casualty.start, casualty.end),
            amendments=(*casualty.corrected, *(mention.corrected if mention else ())),
        )


def place_rows(analysis: Analysis, sentences: Sentences | None = None) -> Iterator[PlaceRow]:
    """One row a place mention, metonyms and unresolved ones too, in text order."""
    sentences = sentences or Sentences(analysis)
    for index, mention in enumerate(analysis.places):
        yield PlaceRow(
            key=f"{analysis.article.id}:p{index}",
            article=analysis.article,
            mention=mention,
            sentence=sentences.around(mention.start, mention.end),
        )


def place_summaries(
    mentions: Iterable[PlaceRow], statements: Iterable[StatementRow], casualties: Iterable[CasualtyRow]
) -> list[PlaceSummary]:
    """The resolved, literal places of the rows, the most mentioned first."""
    by_place: dict[str, list[PlaceRow]] = defaultdict(list)
    said: dict[str, list[StatementRow]] = defaultdict(list)
    harmed: dict[str, list[CasualtyRow]] = defaultdict(list)
    records: dict[str, Place] = {}
    for row in mentions:
        if row.mention.place and row.mention.role == "literal":
            records.setdefault(row.mention.place.id, row.mention.place)
            by_place[row.mention.place.id].append(row)
    for statement_row in statements:
        for place in statement_row.places:
            said[place.id].append(statement_row)
    for casualty_row in casualties:
        for place in casualty_row.places:
            harmed[place.id].append(casualty_row)
    summaries = [
        PlaceSummary(records[id], tuple(rows), tuple(said[id]), tuple(harmed[id]))
        for id, rows in by_place.items()
    ]
    return sorted(summaries, key=lambda summary: (-len(summary.mentions), summary.place.name))


def _distinct(places: Iterable[Place | None]) -> tuple[Place, ...]:
    return tuple({place.id: place for place in places if place}.values())
