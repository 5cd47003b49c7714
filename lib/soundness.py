"""Checks that an analysis from elsewhere holds together: offsets, references, positions and dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from lib.records import Analysis, Place, spans_of

_LONGEST_ID = 500


def check(analysis: Analysis) -> None:
    """Check what types alone cannot say, so that no page and no export trips over it later.

    Raises:
        ValueError: when something contradicts something else; the message says what.
    """
    for fault in _faults(analysis):
        raise ValueError(fault)


def _faults(analysis: Analysis) -> Iterator[str]:
    article = analysis.article
    text = article.text
    if not 0 < len(article.id) <= _LONGEST_ID:
        yield f"the id of an article has 1 to {_LONGEST_ID} characters"
    if article.published is not None and not _is_date(article.published):
        yield f"{article.published!r} is no date of publication"
    for span in spans_of(analysis):
        start, end = span.start, span.end
        if start is None or end is None or not 0 <= start <= end or text[start:end] != span.text:
            yield f"the words {(span.text or '')[:60]!r} do not stand at {start} to {end}"
    yield from _wrong_references(analysis)
    starts = analysis.sentences
    if any(start < 0 or start > len(text) for start in starts) or list(starts) != sorted(starts):
        yield "the sentences are not in order"
    for place in _places(analysis):
        if not (-90 <= place.latitude <= 90 and -180 <= place.longitude <= 180):
            yield f"{place.name!r} is not on Earth"


def _wrong_references(analysis: Analysis) -> Iterator[str]:
    places, casualties = range(len(analysis.places)), range(len(analysis.casualties))
    for statement in analysis.statements:
        if any(index not in places for index in statement.places):
            yield "a statement names a place that is not there"
        if any(not statement.start <= start <= end <= statement.end for start, end in statement.parts):
            yield "a part of a statement lies outside of it"
    for casualty in analysis.casualties:
        if casualty.place is not None and casualty.place not in places:
            yield "a casualty mention names a place that is not there"
        if casualty.subset_of is not None and casualty.subset_of not in casualties:
            yield "a casualty mention is a part of one that is not there"
        if casualty.repeats is not None and casualty.repeats not in casualties:
            yield "a casualty mention repeats one that is not there"


def _places(analysis: Analysis) -> Iterator[Place]:
    for mention in analysis.places:
        if mention.place:
            yield mention.place
        yield from mention.alternatives


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value[:10])
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
