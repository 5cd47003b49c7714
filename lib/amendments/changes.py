"""Makes a record that says something else in one of its fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from lib.amendments.values import Field, Persons, Record, Value, in_words
from lib.records import (
    Amendment,
    CasualtyMention,
    ClaimSource,
    Count,
    CountQualifier,
    MentionedDate,
    Place,
    PlaceMention,
    Span,
    Speaker,
    Statement,
)

CORRECTED = "corrected"
"""What ``Speaker.resolved_by`` says of a speaker that a person named."""


def before(amendments: Iterable[Amendment]) -> list[str]:
    """What was read before persons changed it, in words, field by field; the first reading of each.

    Of a record that was marked by hand nothing had been read.
    """
    first: dict[str, str] = {}
    for amendment in amendments:
        first.setdefault(amendment.field, amendment.was)
    if "added" in first:
        return ["marked by hand"]
    return [f"{field} had been read as {was}" for field, was in first.items()]


def changed(record: Record, field: Field, value: Value) -> Record:
    """A record with another value in a field that means the same for every record of its layer."""
    if isinstance(record, PlaceMention) and field == "place" and value is None:
        reason = f"taken off the map by hand; {_was_read(record.place)} before"
        given = (p for p in (record.place, *record.alternatives) if p)
        alternatives = tuple({place.id: place for place in given}.values())
        return replace(record, place=None, confidence=0.0, reason=reason, alternatives=alternatives)
    if isinstance(record, PlaceMention) and isinstance(value, Place):
        others = (p for p in (record.place, *record.alternatives) if p and p.id != value.id)
        alternatives = tuple({place.id: place for place in others}.values())
        reason = f"corrected by hand; {_was_read(record.place)} before"
        return replace(record, place=value, confidence=1.0, reason=reason, alternatives=alternatives)
    if isinstance(record, Statement) and field == "speaker":
        return replace(record, speaker=_speaker(record.speaker, value))
    if isinstance(record, CasualtyMention):
        changes: dict[str, Any] = {field: value}
        match field, value:
            case "source", str():
                old = record.source or Span(record.start, record.start, "")
                changes = {"source": ClaimSource(old.start, old.end, old.text, value)}
            case "date", str():
                changes = {"date": MentionedDate(record.date.text if record.date else "", value)}
            case "count", Persons():
                changes = {"count": _count(record.count, value)}
        return replace(record, **changes)
    changes = {field: value}
    return replace(record, **changes)


def _was_read(place: Place | None) -> str:
    return f"read as {in_words('place', place)}" if place else "not placed"


def _speaker(speaker: Speaker | None, name: Value) -> Speaker | None:
    if not isinstance(name, str):
        return None
    if speaker is None:
        return Speaker(name, None, None, None, CORRECTED)
    return replace(speaker, name=name, resolved_by=CORRECTED, confidence=1.0)


def _count(count: Count, persons: Persons) -> Count:
    return replace(count, low=persons.low, high=persons.high, qualifier=_qualifier(persons))


def _qualifier(persons: Persons) -> CountQualifier:
    match persons.low, persons.high:
        case None, None:
            return "none"
        case None, _:
            return "at_most"
        case _, None:
            return "at_least"
        case low, high:
            return "exact" if low == high else "range"
