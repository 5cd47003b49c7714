"""The records that Dateline reads out of a report, and their one JSON form.

Offsets are characters into ``Article.text``; ``article.text[r.start:r.end] == r.text`` holds for every
record and span. Records are frozen, so a cached analysis can be shared by threads and sessions.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

PlaceKind = Literal["settlement", "region", "country", "water", "area", "site"]
PlaceRole = Literal["literal", "metonym"]
StatementKind = Literal["direct", "mixed", "indirect"]
Outcome = Literal["killed", "injured", "missing", "captured", "displaced", "casualties"]
CountQualifier = Literal["exact", "at_least", "at_most", "about", "range", "vague", "implicit", "none"]
Scope = Literal["incident", "cumulative"]
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
class Place:
    """A place of the gazetteer; latitude and longitude in degrees (WGS 84)."""

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
    """

    place: Place | None
    role: PlaceRole
    confidence: float
    reason: str
    alternatives: tuple[Place, ...] = ()
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who made a statement.

    Attributes:
        name: The full name the report gives the speaker, or the words used when there is no name.
        start, end, text: The mention beside the statement (a pronoun, a role, a name); ``None`` without one.
        resolved_by: How the name was reached: "named", "merged name", "pronoun", "role" or "inherited".
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
    """

    kind: StatementKind
    speaker: Speaker | None
    cue: Span | None
    places: tuple[int, ...] = ()
    act: str = "says"
    parts: tuple[tuple[int, int], ...] = ()


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
    """Who a casualty mention is credited to; ``name`` is the full name when the report gives one."""

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


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was read out of one article, and what a person should know about the reading.

    Attributes:
        notices: Sentences about this report ("It says 'today' but has no date of publication.").
        sentences: Where each sentence of the text starts, in characters, ascending.
    """

    article: Article
    places: tuple[PlaceMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    casualties: tuple[CasualtyMention, ...] = ()
    notices: tuple[str, ...] = ()
    sentences: tuple[int, ...] = ()


def to_json(record: Any) -> Any:
    """Turn a record into plain dicts, lists, strings and numbers, ready for ``json.dumps``."""
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return {f.name: to_json(getattr(record, f.name)) for f in dataclasses.fields(record)}
    if isinstance(record, tuple):
        return [to_json(item) for item in record]
    return record


def analysis_from_json(row: Mapping[str, Any]) -> Analysis:
    """Read back what ``to_json`` made of an analysis.

    Raises:
        ValueError: when a key is missing or a value has the wrong type; the message names the key.
    """
    return _build(Analysis, row, "analysis")


def _build(kind: Any, value: Any, where: str) -> Any:
    """Rebuild a value of the annotated type ``kind`` from JSON."""
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        if value is None:
            return None
        (inner,) = (a for a in typing.get_args(kind) if a is not type(None))
        return _build(inner, value, where)
    if origin is Literal:
        if value not in typing.get_args(kind):
            raise ValueError(f"{where}: {value!r} is none of {', '.join(map(str, typing.get_args(kind)))}")
        return value
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise ValueError(f"{where}: a list was expected, got {type(value).__name__}")
        return tuple(_build(typing.get_args(kind)[0], item, f"{where}[{i}]") for i, item in enumerate(value))
    if dataclasses.is_dataclass(kind):
        return _build_record(typing.cast(type, kind), value, where)
    allowed = (int, float) if kind is float else kind
    if not isinstance(value, allowed) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"{where}: {kind.__name__} was expected, got {type(value).__name__}")
    return float(value) if kind is float else value


def _build_record(kind: type, value: Any, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise ValueError(f"{where}: an object was expected, got {type(value).__name__}")
    hints = _hints(kind)
    fields = {}
    for field in dataclasses.fields(kind):
        if field.name in value:
            fields[field.name] = _build(hints[field.name], value[field.name], f"{where}.{field.name}")
        elif field.default is dataclasses.MISSING:
            raise ValueError(f"{where}: the key {field.name!r} is missing")
    return kind(**fields)


_HINTS: dict[type, dict[str, Any]] = {}


def _hints(kind: type) -> dict[str, Any]:
    if kind not in _HINTS:
        _HINTS[kind] = typing.get_type_hints(kind)
    return _HINTS[kind]


def spans_of(analysis: Analysis) -> Iterator[Span | Speaker | Count]:
    """Every span of an analysis that has offsets, for checks and for marking evidence."""
    yield from analysis.places
    for statement in analysis.statements:
        yield statement
        if statement.cue:
            yield statement.cue
        if statement.speaker and statement.speaker.start is not None:
            yield statement.speaker
    for casualty in analysis.casualties:
        yield casualty
        yield casualty.trigger
        if casualty.count.start is not None:
            yield casualty.count
        if casualty.cause:
            yield casualty.cause
        if casualty.source:
            yield casualty.source
