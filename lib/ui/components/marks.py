"""What the reader marks in a report: its places, statements and casualty mentions, each with its reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lib.amounts import count_words
from lib.corrections import before
from lib.records import Analysis, CasualtyMention, PlaceMention, Statement
from lib.tables import UNCERTAIN_BELOW, claimed_by, speaker_name

MarkKind = Literal["place", "statement", "casualty"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a report to mark.

    Attributes:
        key: Comes back when the mark is chosen; that of the row in lib.tables.
        start, end: In characters of the text, end exclusive.
        label: The place, the speaker, or the count and harm.
        detail: Lines that say how it was read.
        uncertain: Drawn broken, to be checked by the reader.
        parts: (start, end, name) of what decided, such as the cue; shown while the mark is chosen.
    """

    key: str
    start: int
    end: int
    kind: MarkKind
    label: str
    detail: tuple[str, ...] = ()
    uncertain: bool = False
    parts: tuple[tuple[int, int, str], ...] = ()


def marks_of(analysis: Analysis) -> tuple[Mark, ...]:
    """Everything that was read out of a report, keyed like the rows of lib.tables, in text order."""
    id = analysis.article.id
    marks = [
        *(_place(f"{id}:p{i}", mention) for i, mention in enumerate(analysis.places)),
        *(_statement(f"{id}:s{i}", statement) for i, statement in enumerate(analysis.statements)),
        *(_casualty(f"{id}:c{i}", casualty, analysis) for i, casualty in enumerate(analysis.casualties)),
    ]
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def _by_persons(record: PlaceMention | Statement | CasualtyMention) -> Iterator[str]:
    """What persons changed or checked."""
    if record.corrected:
        yield f"Corrected by hand: {'; '.join(before(record.corrected))}"
    if record.checked:
        yield "Checked by a person"


def _place(key: str, mention: PlaceMention) -> Mark:
    place = mention.place
    if place is None:
        detail = ["Not on the map", mention.reason]
    else:
        country = f", {place.country_code}" if place.country_code else ""
        sure = "Chosen by hand" if mention.corrected else f"Confidence {mention.confidence:.0%}"
        detail = [f"{place.kind}{country}", f"{sure}: {mention.reason}"]
    if mention.role == "metonym":
        detail.append("Stands for a government or the like, so it is off the map")
    if mention.qualifier:
        detail.append(f"Position is vague: {mention.qualifier!r}")
    return Mark(
        key,
        mention.start,
        mention.end,
        "place",
        label=place.name if place else mention.text,
        detail=(*detail, *_by_persons(mention)),
        uncertain=place is None or mention.role == "metonym" or mention.confidence < UNCERTAIN_BELOW,
    )


def _statement(key: str, statement: Statement) -> Mark:
    speaker = statement.speaker
    detail = [f"{statement.kind} statement: {statement.act}"]
    if speaker is None:
        detail.append("The report does not decide who said it")
    else:
        said = f" from {speaker.text!r}" if speaker.text and speaker.text != speaker.name else ""
        detail.append(f"Speaker {speaker.resolved_by}{said}, confidence {speaker.confidence:.0%}")
        if speaker.via:
            detail.append(f"Passed on by {speaker.via}")
    return Mark(
        key,
        statement.start,
        statement.end,
        "statement",
        label=speaker_name(speaker),
        detail=(*detail, *_by_persons(statement)),
        uncertain=speaker is None or speaker.confidence < UNCERTAIN_BELOW,
        parts=tuple(_statement_parts(statement)),
    )


def _statement_parts(statement: Statement) -> Iterator[tuple[int, int, str]]:
    speaker = statement.speaker
    if speaker and speaker.start is not None and speaker.end is not None:
        yield speaker.start, speaker.end, "speaker"
    if statement.cue:
        yield statement.cue.start, statement.cue.end, "cue"


def _casualty(key: str, casualty: CasualtyMention, analysis: Analysis) -> Mark:
    place = analysis.places[casualty.place] if casualty.place is not None else None
    detail = [f"{casualty.scope}, {casualty.polarity}"]
    if place:
        detail.append(f"Place: {place.place.name if place.place else place.text}")
    detail.append(claimed_by(casualty))
    if casualty.reason:
        detail.append(casualty.reason)
    return Mark(
        key,
        casualty.start,
        casualty.end,
        "casualty",
        label=f"{casualty.outcome}: {count_words(casualty)}",
        detail=(*detail, *_by_persons(casualty)),
        uncertain=casualty.polarity == "hypothetical",
        parts=tuple(_casualty_parts(casualty)),
    )


def _casualty_parts(casualty: CasualtyMention) -> Iterator[tuple[int, int, str]]:
    count = casualty.count
    if count.start is not None and count.end is not None:
        yield count.start, count.end, "count"
    for span, name in ((casualty.trigger, "harm"), (casualty.cause, "cause"), (casualty.source, "source")):
        if span:
            yield span.start, span.end, name
