"""Records that the reading missed: what a person says they are, where they may stand, and how they are made."""

from __future__ import annotations

from collections.abc import Iterable

from lib.amendments.changes import changed
from lib.amendments.correction import Correction, new_correction
from lib.amendments.values import (
    Missed,
    MissedClaim,
    MissedStatement,
    Record,
    parts,
    records_of,
)
from lib.errors import CorrectionError
from lib.records import (
    Amendment,
    Analysis,
    CasualtyMention,
    Count,
    Layer,
    PlaceMention,
    Span,
    Statement,
)

SHARE = 0.5
"""Two spans are of one record when their overlap is more than this part of their union."""
_BY_HAND = "marked by hand"
_THERE: dict[Layer, str] = {
    "place": "A place is marked there already; correct that one.",
    "statement": "A statement is marked on these words already; correct that one.",
    "casualty": "This is marked as a casualty mention already; correct that one.",
}
_CHOOSE: dict[Layer, str] = {
    "place": "Choose the words of the report that name the place.",
    "statement": "Choose the words of the report that were said.",
    "casualty": "Choose the words of the report that tell of the casualties.",
}


def make_missed(analysis: Analysis, start: int, end: int, missed: Missed) -> Correction:
    """A correction that adds a record which was missed, at ``start`` to ``end`` (characters).

    Raises:
        CorrectionError: when there are no words there, such a record already, or what it says will not do.
    """
    layer, text = layer_of(missed), analysis.article.text[start:end]
    if not text.strip() or text != text.strip():
        raise CorrectionError(_CHOOSE[layer])
    span = Span(start, end, text)
    if blocked(records_of(analysis, layer), span, missed):
        raise CorrectionError(_THERE[layer])
    return new_correction(analysis, layer, span, "added", missed)


def layer_of(missed: Missed) -> Layer:
    """The layer that a missed record belongs to."""
    match missed:
        case MissedStatement():
            return "statement"
        case MissedClaim():
            return "casualty"
    return "place"


def blocked(records: Iterable[Record], span: Span, missed: Missed) -> bool:
    """Whether a missed record cannot stand at a span, since a record of its layer is there already.

    Places do not overlap. Of statements and claims two may stand on some of the same words, but not on all.
    """
    for record in records:
        if record.start < span.end and span.start < record.end:
            same_words = (record.start, record.end) == (span.start, span.end)
            if isinstance(record, PlaceMention) or same_words:
                return True
            if may_be(record, missed) and share(record, span) > SHARE:
                return True
    return False


def may_be(record: Record, missed: Missed) -> bool:
    """Whether a record that was read may be the missed one: a claim of the same outcome, or no claim."""
    return not (isinstance(record, CasualtyMention) and isinstance(missed, MissedClaim)) or (
        record.outcome == missed.outcome
    )


def share(one: Span | Correction, other: Span | Correction) -> float:
    """The overlap of two spans that do overlap, as a part of their union."""
    overlap = min(one.end, other.end) - max(one.start, other.start)
    return overlap / (max(one.end, other.end) - min(one.start, other.start))


def record_of(
    missed: Missed, span: Span, places: Iterable[int], place: int | None, note: Amendment
) -> Record:
    """The record that a person says is at a span, with the ``note`` that says so.

    Args:
        places: Indices of the place mentions within the span, for a statement.
        place: Index of the place mention of a claim, or ``None``.
    """
    at = (span.start, span.end, span.text)
    match missed:
        case MissedStatement():
            new: Record = Statement(*at, missed.kind, None, None, tuple(places), corrected=(note,))
        case MissedClaim():
            no_count = Count(None, None, None, None, None, "none")
            new = CasualtyMention(
                *at,
                trigger=span,
                outcome=missed.outcome,
                count=no_count,
                victims=None,
                place=place,
                date=None,
                cause=None,
                source=None,
                scope=missed.scope,
                polarity=missed.polarity,
                reason=_BY_HAND,
                corrected=(note,),
            )
        case _:
            return PlaceMention(*at, missed, "literal", 1.0, _BY_HAND, corrected=(note,))
    for field, value in parts(missed):
        if field != "place":
            new = changed(new, field, value)
    return new
