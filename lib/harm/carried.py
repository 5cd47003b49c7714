"""Where a harm happened when its sentence does not say: where the event was that the sentences before told of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from lib.harm.draft import Draft
from lib.harm.scenes import is_set_apart
from lib.records import MentionedDate

_SENTENCES = 4
"""Sentences after that of an event in which a claim without a place is still about it."""
_LONG_AGO = re.compile(
    r"\b(?:ago|earlier|last|previous|(?:19|20)\d\d|january|february|march|april|may|june|july|august|september"
    r"|october|november|december)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Event:
    """A harm or an attack that has a place.

    Attributes:
        at: The token that it is told at.
        place: Index of the place mention.
        date: When it was, if that is said.
    """

    at: int
    place: int
    date: MentionedDate | None = None


class Events:
    """The events of a report, in text order, and which of them a later claim without a place is about."""

    def __init__(self, doc: Doc, events: Sequence[Event], named: Sequence[int]) -> None:
        """``named`` are the head tokens of the places that say where something was, sorted."""
        self._events = sorted(events, key=lambda event: event.at)
        self._named = named
        self._starts = [sentence.start for sentence in doc.sents]

    def place_of(self, draft: Draft, date: MentionedDate | None) -> int | None:
        """The place of the last event before a claim's sentence, unless the claim is about another.

        It is when its clause is set apart, its sentence names a place of its own, or its day is another; and
        where the last event was at two places, nobody knows at which.
        """
        sentence = draft.harm.first.sent
        if is_set_apart(draft.harm.first) or self._names_a_place(sentence.start, sentence.end):
            return None
        number = bisect_left(self._events, sentence.start, key=lambda event: event.at) - 1
        if number < 0:
            return None
        event = self._events[number]
        if self._number_of(sentence.start) - self._number_of(event.at) > _SENTENCES:
            return None
        return None if _is_another_day(date, event.date) else event.place

    def _names_a_place(self, start: int, end: int) -> bool:
        first = bisect_left(self._named, start)
        return first < len(self._named) and self._named[first] < end

    def _number_of(self, token: int) -> int:
        """The number of the sentence that a token stands in."""
        return bisect_left(self._starts, token + 1)


def _is_another_day(own: MentionedDate | None, theirs: MentionedDate | None) -> bool:
    if own is None:
        return False
    if theirs is not None:
        return own.text != theirs.text
    return _LONG_AGO.search(own.text) is not None
