"""What a field of a record can be corrected to: the values, their checks, and their words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lib.amounts import persons
from lib.errors import CorrectionError
from lib.name_keys import name_key
from lib.records import (
    Analysis,
    CasualtyMention,
    Layer,
    Outcome,
    Place,
    PlaceKind,
    PlaceMention,
    Polarity,
    Scope,
    Span,
    Statement,
    StatementKind,
)
from lib.tables import country_name

Field = Literal[
    "place", "role", "added", "speaker", "source", "kind", "count", "outcome", "date", "scope", "polarity",
    "rejected", "checked",
]  # fmt: skip
Record = PlaceMention | Statement | CasualtyMention
MOST_PERSONS = 10_000_000_000
LONGEST_NAME = 200
"""Characters of the name of a person or place that is given by hand."""


@dataclass(frozen=True, slots=True)
class Persons:
    """How many persons; ``None`` leaves that end open."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class MissedStatement:
    """What a statement says that was missed; ``speaker`` is a name, or ``None`` when nobody is named."""

    kind: StatementKind
    speaker: str | None


@dataclass(frozen=True, slots=True)
class MissedClaim:
    """What a casualty mention says that was missed; each field as in the correction of a casualty mention."""

    outcome: Outcome
    count: Persons
    place: Span | None
    date: str | None
    source: str | None
    scope: Scope
    polarity: Polarity


Missed = Place | MissedStatement | MissedClaim
Value = Missed | Span | Persons | str | bool | None
_NOTHING: dict[Field, str] = {
    "place": "no place",
    "speaker": "nobody named",
    "source": "the report itself",
    "rejected": "",
    "added": "",
}
"""Words for ``None`` as the value of a field."""


def records_of(analysis: Analysis, layer: Layer) -> tuple[Record, ...]:
    """The records of one layer."""
    layers: dict[Layer, tuple[Record, ...]] = {
        "place": analysis.places,
        "statement": analysis.statements,
        "casualty": analysis.casualties,
    }
    return layers[layer]


def current(record: Record, field: Field, places: Sequence[PlaceMention]) -> Value:
    """What a record says in a field, as the value of a correction; ``None`` for nothing.

    ``places`` are the place mentions of its analysis.
    """
    match record, field:
        case PlaceMention(), "place":
            return record.place
        case Statement(), "speaker":
            return record.speaker.name if record.speaker else None
        case CasualtyMention(), "source":
            return record.source.name if record.source else None
        case CasualtyMention(), "count":
            return Persons(record.count.low, record.count.high)
        case CasualtyMention(), "date":
            return record.date.value if record.date else None
        case CasualtyMention(), "place":
            mention = places[record.place] if record.place is not None else None
            return Span(mention.start, mention.end, mention.text) if mention else None
        case _, "rejected" | "added":
            return None
    value: Value = getattr(record, field)
    return value


def parts(missed: Missed) -> Iterator[tuple[Field, Value]]:
    """The fields of a missed record that say something, with their values."""
    match missed:
        case Place():
            yield "place", missed
        case MissedStatement(kind, speaker):
            yield "kind", kind
            if speaker is not None:
                yield "speaker", speaker
        case MissedClaim():
            yield "outcome", missed.outcome
            yield "scope", missed.scope
            yield "polarity", missed.polarity
            if missed.count != Persons(None, None):
                yield "count", missed.count
            for field in _MAY_BE_UNKNOWN:
                value = getattr(missed, field)
                if value is not None:
                    yield field, value


_MAY_BE_UNKNOWN: tuple[Field, ...] = ("place", "date", "source")


def same(one: Value, other: Value) -> bool:
    """Whether two values of a field mean the same; places do when they have one id."""
    if isinstance(one, Place) and isinstance(other, Place):
        return one.id == other.id
    return one == other


def same_words(one: str, other: str) -> bool:
    """Whether two names are written alike but for case, diacritics and punctuation."""
    return one == other or (name_key(one) == name_key(other) != "")


def in_words(field: Field, value: Value) -> str:
    """A value of a field for people to read."""
    match value:
        case Place():
            country = country_name(value.country_code) if value.country_code else ""
            return f"{value.name}, {country}" if country and country != value.name else value.name
        case Persons():
            return persons(value.low, value.high)
        case MissedStatement():
            return f"a statement by {in_words('speaker', value.speaker)}"
        case MissedClaim():
            return f"a claim of {value.outcome}: {in_words('count', value.count)}"
        case Span() | str():
            return value.text if isinstance(value, Span) else value
        case bool():
            return "yes" if value else "no"
    return _NOTHING.get(field, "unknown")


def by_hand(
    name: str, latitude: float, longitude: float, *, kind: PlaceKind, country_code: str | None
) -> Place:
    """A place that a person positions, in degrees (WGS 84).

    Raises:
        CorrectionError: when the name is empty or the position is not on Earth.
    """
    place = Place(
        f"manual:{latitude:.5f},{longitude:.5f}",
        " ".join(name.split()),
        kind,
        country_code,
        latitude,
        longitude,
    )
    check_value("place", place)
    return place


def check_value(field: Field, value: Value) -> None:
    """Check what a field is to be changed to.

    Raises:
        CorrectionError: when it will not do; the message says what would.
    """
    match value:
        case Place():
            _check_name(value.name)
            if not (math.isfinite(value.latitude) and -90 <= value.latitude <= 90):
                raise CorrectionError("A latitude lies between -90 and 90 degrees.")
            if not (math.isfinite(value.longitude) and -180 <= value.longitude <= 180):
                raise CorrectionError("A longitude lies between -180 and 180 degrees.")
        case MissedStatement() | MissedClaim():
            for part, its_value in parts(value):
                check_value(part, its_value)
        case Persons(low, high):
            if any(end is not None and not 0 <= end <= MOST_PERSONS for end in (low, high)):
                raise CorrectionError(f"A number of persons lies between 0 and {MOST_PERSONS:,}.")
            if low is not None and high is not None and low > high:
                raise CorrectionError("The lower end of a count must not be above the upper end.")
        case str():
            _check_name(value)
            if field == "date":
                _check_day(value)


def _check_name(name: str) -> None:
    if not name.strip():
        raise CorrectionError("A name is needed.")
    if len(name) > LONGEST_NAME:
        raise CorrectionError(f"A name has at most {LONGEST_NAME} characters.")


def _check_day(day: str) -> None:
    try:
        date.fromisoformat(day)
    except ValueError as error:
        raise CorrectionError(f"{day!r} is no day; write it like 2022-03-17.") from error
