"""The records that Dateline reads out of a report, and their one JSON form.

Offsets are characters into ``Article.text``; ``article.text[r.start:r.end] == r.text`` holds for every
record and span. Records are frozen, so a cached analysis can be shared by threads and sessions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from lib.json_form import from_json
from lib.json_form import to_json as to_json

PlaceKind = Literal["settlement", "region", "country", "water", "area", "site"]
PlaceRole = Literal["literal", "metonym"]
StatementKind = Literal["direct", "mixed", "indirect"]
Outcome = Literal["killed", "injured", "missing", "captured", "displaced", "casualties"]
CountQualifier = Literal["exact", "at_least", "at_most", "about", "range", "vague", "implicit", "none"]
Scope = Literal["incident", "cumulative"]
Layer = Literal["place", "statement", "casualty"]
Polarity = Literal["asserted", "negated", "denied", "hypothetical"]
StretchKind = Literal["heading", "caption", "furniture"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole lines that a report's file sets apart from its prose: ``start`` to ``end`` in characters."""

    start: int
    end: int
    kind: StretchKind


@dataclass(frozen=True, slots=True)
class Article:
    """One report as it was read.

    Attributes:
        id: Unique within a workspace.
        title, source, url: As the report gives them; ``None`` when unknown.
        published: ISO 8601 date, or date and time, of publication; ``None`` when unknown.
        text: The whole text, with ``\\n`` as its only line break; every offset counts into it.
        author: Who wrote it, as the file gives the name; ``None`` when unknown.
        language: ISO 639-1 code such as "en"; ``None`` when the text is too short to tell.
        guessed: Names of the attributes above that the file does not give and that were guessed.
        notes: Sentences about how the file was read ("Its encoding was guessed: windows-1251.").
        stretches: What the file sets apart from the prose, in text order and without overlap.
    """

    id: str
    title: str | None
    source: str | None
    url: str | None
    published: str | None
    text: str
    author: str | None = None
    language: str | None = None
    guessed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article: ``start`` and ``end`` in characters, end exclusive."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """One change that a person made to a record.

    Attributes:
        field: What was changed: "place", "speaker", "count", ... (see lib.corrections).
        was: In words, what had been read there.
        made_at: When it was changed, ISO 8601 in UTC.
        correction: Id of the correction in the log that says so.
    """

    field: str
    was: str
    made_at: str
    correction: str


@dataclass(frozen=True, slots=True)
class Rejected(Span):
    """A stretch that had been read as a record of a layer, until a person said that it is none."""

    layer: Layer
    amendment: Amendment


@dataclass(frozen=True, slots=True)
class Place:
    """A place; latitude and longitude in degrees (WGS 84).

    Its ``id`` is that of a gazetteer ("geonames:703448"), or "manual:..." for a position set by hand.
    """

    SHARED: ClassVar[bool] = True

    id: str
    name: str
    kind: PlaceKind
    country_code: str | None
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class PlaceMention(Span):
    """A toponym in a report and the place it was resolved to.

    Attributes:
        place: ``None`` when no gazetteer entry fits; ``reason`` then says why.
        role: ``metonym`` when the name stands for a government or the like ("Moscow said").
        confidence: 0 to 1, that the place is the right one.
        reason: In words, what decided.
        alternatives: The next best candidates, best first.
        qualifier: Words that make the position vague ("south of", "near"), or ``None``.
        corrected: What persons changed, oldest first.
        checked: Whether a person has marked it as checked.
    """

    place: Place | None
    role: PlaceRole
    confidence: float
    reason: str
    alternatives: tuple[Place, ...] = ()
    qualifier: str | None = None
    corrected: tuple[Amendment, ...] = ()
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who made a statement.

    Attributes:
        name: The full name the report gives the speaker, or the words used when there is no name.
        start, end, text: The mention beside the statement (a pronoun, a role, a name); ``None`` without one.
        resolved_by: How the name was reached: "named", "merged name", "pronoun", "role" (by the report's
            own words), "role by date" (by a table of who held the office that day) or "inherited"; "corrected"
            when a person gave it.
        confidence: 0 to 1, that the statement is this speaker's.
        via: Who passed it on, for second-hand statements ("Putin, per an Elysee spokesman"), or ``None``.
    """

    name: str
    start: int | None
    end: int | None
    text: str | None
    resolved_by: str
    confidence: float = 1.0
    via: str | None = None


@dataclass(frozen=True, slots=True)
class SpeechDate(Span):
    """When something was said, in the report's words; ``value`` is ISO 8601, or ``None`` when it cannot be told."""

    value: str | None


@dataclass(frozen=True, slots=True)
class Occasion:
    """On what occasion something was said, as far as the report says so.

    Attributes:
        addressee: To whom ("Reuters", "parliament").
        venue: Where: a place, an event or a medium ("Geneva", "a rally in Ankara", "Telegram"). It is no place
            that the statement speaks of.
        date: When.
    """

    addressee: Span | None = None
    venue: Span | None = None
    date: SpeechDate | None = None


@dataclass(frozen=True, slots=True)
class Statement(Span):
    """Something that somebody said, by the report's account.

    Attributes:
        kind: ``direct`` (in quotation marks), ``mixed`` or ``indirect``.
        speaker: ``None`` when the report does not decide who said it.
        cue: The words that report the speech ("said", "according to"), or ``None``.
        places: Indices into the analysis' places that lie within the statement.
        act: What the cue does: "says", "asks", "denies", "accuses", "promises", "orders", ...
        parts: The stretches (start, end) that are the statement's own words when its cue stands between
            them ("We stay," she said. "We fight."); ``()`` when it is all of one stretch.
        corrected: What persons changed, oldest first.
        checked: Whether a person has marked it as checked.
        occasion: To whom, where and when it was said; ``None`` when the report says none of these.
    """

    kind: StatementKind
    speaker: Speaker | None
    cue: Span | None
    places: tuple[int, ...] = ()
    act: str = "says"
    parts: tuple[tuple[int, int], ...] = ()
    corrected: tuple[Amendment, ...] = ()
    checked: bool = False
    occasion: Occasion | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many, in whose words. ``start``, ``end``, ``text`` are ``None`` when the count is implicit.

    ``low`` and ``high`` are persons; ``None`` leaves that end open.
    """

    start: int | None
    end: int | None
    text: str | None
    low: int | None
    high: int | None
    qualifier: CountQualifier


@dataclass(frozen=True, slots=True)
class Victims:
    """Whom the harm befell: the report's words, and a group such as "civilians" or ``None``."""

    text: str
    group: str | None


@dataclass(frozen=True, slots=True)
class MentionedDate:
    """A date in the report's words; ``value`` is ISO 8601, or ``None`` when it cannot be told."""

    text: str
    value: str | None


@dataclass(frozen=True, slots=True)
class ClaimSource(Span):
    """Who a casualty mention is credited to; ``name`` is the full name when the report gives one.

    A source that a person named has an empty span when no words of the report stand for it.
    """

    name: str


@dataclass(frozen=True, slots=True)
class CasualtyMention(Span):
    """One claim about persons killed or otherwise harmed.

    Attributes:
        trigger: The words that name the harm.
        place: Index into the analysis' places, or ``None``.
        date: When it happened, or ``None``.
        cause: What did it (a strike, a weapon, a perpetrator), or ``None``.
        source: Who claims it, or ``None`` for the report itself.
        scope: ``cumulative`` for a running total, ``incident`` for one event.
        subset_of: Index into the analysis' casualties of the claim this one is a part of, or ``None``.
        reason: In words, which rule read it so.
        corrected: What persons changed, oldest first.
        checked: Whether a person has marked it as checked.
        repeats: Index into the analysis' casualties of the claim that this one tells again, or ``None``.
    """

    trigger: Span
    outcome: Outcome
    count: Count
    victims: Victims | None
    place: int | None
    date: MentionedDate | None
    cause: Span | None
    source: ClaimSource | None
    scope: Scope
    polarity: Polarity
    subset_of: int | None = None
    reason: str = ""
    corrected: tuple[Amendment, ...] = ()
    checked: bool = False
    repeats: int | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was read out of one article, and what a person should know about the reading.

    Attributes:
        notices: Sentences about this report ("It says 'today' but has no date of publication.").
        sentences: Where each sentence of the text starts, in characters, ascending.
        rejected: What had been read and a person said is no place, statement or casualty mention.
    """

    article: Article
    places: tuple[PlaceMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    casualties: tuple[CasualtyMention, ...] = ()
    notices: tuple[str, ...] = ()
    sentences: tuple[int, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def analysis_from_json(row: Mapping[str, Any]) -> Analysis:
    """Read back what ``to_json`` made of an analysis.

    Raises:
        ValueError: when a key is missing or a value has the wrong type; the message names the key.
    """
    analysis: Analysis = from_json(Analysis, row, "analysis")
    return analysis


def record_from_json(kind: Any, value: Any, where: str) -> Any:
    """Read back what ``to_json`` made of a value of the annotated type ``kind``.

    ``where`` names the value in errors.

    Raises:
        ValueError: when a key is missing or a value has the wrong type; the message names the key.
    """
    return from_json(kind, value, where)


def spans_of(analysis: Analysis) -> Iterator[Span | Speaker | Count]:
    """Every span of an analysis that has offsets, for checks and for marking evidence."""
    yield from analysis.places
    for statement in analysis.statements:
        yield statement
        if statement.cue:
            yield statement.cue
        if statement.speaker and statement.speaker.start is not None:
            yield statement.speaker
        if statement.occasion:
            said = statement.occasion
            yield from filter(None, (said.addressee, said.venue, said.date))
    for casualty in analysis.casualties:
        yield casualty
        yield casualty.trigger
        if casualty.count.start is not None:
            yield casualty.count
        if casualty.cause:
            yield casualty.cause
        if casualty.source:
            yield casualty.source
