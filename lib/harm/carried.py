"""Where a harm happened when its sentence does not say: where the event was that the sentences before told of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from lib.harm.claim_clauses import (
    SAYS_WHERE,
    clause_of,
    has_own_event,
    is_about_the,
    is_counterfactual,
    is_set_apart,
    names_a_place,
)
from lib.harm.draft import Draft
from lib.harm.landmarks import Landmarks
from lib.harm.scenes import named_at
from lib.harm.shared_places import LEAVING
from lib.harm.told_with import says_where_it_was
from lib.harm.words import claim_words, newsrooms
from lib.records import MentionedDate, Outcome, Scope

_SENTENCES = 8
"""Sentences after that of an event in which a claim without a place is still about it."""
_POST_REACH = 400  # tokens of a post of a log
_LONG_AGO = re.compile(
    r"\b(?:ago|earlier|last|previous|(?:19|20)\d\d|january|february|march|april|may|june|july|august|september"
    r"|october|november|december)\b",
    re.IGNORECASE,
)
_OF_A_LAND = ("conflict", "war")
"""What has the land that owns it for its place; the owner of an offensive may be at home."""
_ITEM = re.compile(r"^[ \t]*(?:[-–—*•·▪]|\(?\d{1,2}[.)])[ \t]", re.MULTILINE)
_POST = re.compile(r"^[ \t]*\d{1,2}[:.]\d{2}:?(?=\s)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Event:
    """A harm or an attack that has a place.

    Attributes:
        at: The token that it is told at.
        place: Index of the place mention.
        extent: How wide the place is, 0 for a site or a settlement.
        date: When it was, if that is said.
        outcome: Of the claim that tells of it; ``None`` for an attack without one.
        faint: Whether it is neither a harm nor an attack ("the rebels came to Homs"); it is no matter but of
            the next sentence.
    """

    at: int
    place: int
    extent: int
    date: MentionedDate | None = None
    outcome: Outcome | None = None
    faint: bool = False


class Events:
    """The events of a report, and which of them a later claim without a place is about."""

    def __init__(self, doc: Doc, text: str, named: Sequence[tuple[int, int]], marks: Landmarks) -> None:
        """An entry of the report is about no event of another one.

        Args:
            text: The Doc's.
            named: The head tokens of the literal places, each with its index, in text order.
            marks: What else a claim may refer back to.
        """
        self._doc = doc
        self._where = sorted({root for root, _ in named if says_where(doc[root])} | set(_unlisted(doc)))
        self._starts = [sentence.start for sentence in doc.sents]
        self._wars = [event for event in named if is_of_a_war(doc[event[0]])]
        self._marks = marks
        self._posts = [match.start() for match in _POST.finditer(text)]
        self._named = [root for root, _ in named]
        self._items = sorted({*(match.start() for match in _ITEM.finditer(text)), *marks.entries.bounds()})
        self._events: list[Event] = []
        self._apart: dict[int, bool] = {}
        self._sentences: list[int] = []

    def tell(self, events: Iterable[Event]) -> None:
        """Take these for the events of the report, in place of those told before."""
        self._events = sorted(events, key=lambda event: event.at)
        self._sentences = [self._number_of(event.at) for event in self._events]

    def place_of(
        self, draft: Draft, scope: Scope, date: MentionedDate | None, seat: range = range(0)
    ) -> int | None:
        """The place of the last event before a claim's sentence, or the topic; unless the claim is about another.

        It is when its clause is set apart or tells of an event of its own, when its sentence says where
        something was, or its day is another. What is only feared is nowhere. A total is about the whole topic,
        and so is what an item of a list says.

        Args:
            seat: The tokens of the claim's source, where a place is no matter.
        """
        harm = draft.harm.first
        sentence = harm.sent
        if id(draft) not in self._apart:
            self._apart[id(draft)] = self._is_apart(draft, seat)
        if self._apart[id(draft)]:
            return None
        event = self._last_before(draft) if scope == "incident" else None
        if event is None and self._marks.entries.at(harm.idx) is not None:
            return None
        if event is None and self._marks.topic is None:
            war = self._war_of(draft)
            return war if war is not None or scope == "cumulative" else self._marks.ahead
        if event is None:
            ahead = self._marks.ahead if scope == "incident" else None
            return ahead if ahead is not None else self._marks.topic
        another = _is_another_day(date, event.date) and not _is_up_to(date, sentence)
        return None if another else event.place

    def _is_apart(self, draft: Draft, seat: range) -> bool:
        """Whether a claim is about no event that was told before, whichever that was."""
        harm, sentence = draft.harm.first, draft.harm.first.sent
        if is_set_apart(harm) or has_own_event(harm) or names_a_place(harm, besides=seat):
            return True
        if is_about_the(harm, "land", clause=True):
            return True
        imagined = draft.meant == "hypothetical" and not is_counterfactual(harm)
        return imagined or self._says_where_within(sentence.start, sentence.end, seat)

    def _last_before(self, draft: Draft) -> Event | None:
        """The last event before a claim's sentence that the claim may be about."""
        start = draft.harm.first.sent.start
        here, item = self._number_of(start), self._item_of(start)
        post = self._begins(start)
        first, end = bisect_left(self._sentences, here - _SENTENCES), bisect_left(self._sentences, here)
        fitting = [
            event
            for event in self._events[first:end]
            if (not event.faint or self._number_of(event.at) == here - 1)
            and self._item_of(event.at) == item
            and event.at >= post
            and (event.outcome not in LEAVING or draft.outcome in LEAVING)
        ]
        if not fitting:
            return None
        last = self._number_of(fitting[-1].at)
        together = [event for event in fitting if self._number_of(event.at) == last]
        return min(together, key=lambda event: (event.faint, event.outcome is None, event.extent, -event.at))

    def _begins(self, token: int) -> int:
        """The token before which no event is looked for: where the post of a log begins that names a place itself."""
        number = bisect_left(self._posts, self._doc[token].idx + 1) - 1
        if number < 0:
            return 0
        near = self._doc[max(0, token - _POST_REACH) : token + 1]
        begin = next((word.i for word in near if word.idx >= self._posts[number]), 0)
        first = bisect_left(self._named, begin)
        return begin if first < len(self._named) and self._named[first] < token else 0

    def _war_of(self, draft: Draft) -> int | None:
        """The place of the last war that was named before, when the claim is about "the war" or the like."""
        clause = clause_of(draft.harm.first)
        before = bisect_left(self._wars, draft.harm.first.sent.start, key=lambda war: war[0])
        of_war = any(word.lemma_.lower() in claim_words("period") for word in clause.subtree)
        return self._wars[before - 1][1] if before and of_war else None

    def _says_where_within(self, start: int, end: int, seat: range) -> bool:
        first, last = bisect_left(self._where, start), bisect_left(self._where, end)
        return any(place not in seat for place in self._where[first:last])

    def _number_of(self, token: int) -> int:
        """The number of the sentence that a token stands in."""
        return bisect_left(self._starts, token + 1)

    def _item_of(self, token: int) -> int:
        """The number of the item of a list that a token stands in; what stands before the list is 0."""
        return bisect_left(self._items, self._doc[token].idx + 1)


def says_where(place: Token) -> bool:
    """Whether a place is said to be where something was ("in Homs"), not whose, whither or where somebody spoke."""
    named = named_at(place)
    where = named.dep_ == "pobj" and named.head.lower_ in SAYS_WHERE
    return where and (says_where_it_was(place) or _is_fronted(place))


def _is_fronted(place: Token) -> bool:
    """Whether a place stands ahead of who says what happened there ("In Homs, a medic reported that nine had died")."""
    verb = next((word for word in place.ancestors if word.pos_ in ("VERB", "AUX")), place)
    speaker = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    ahead = speaker is not None and place.i < speaker.left_edge.i
    return ahead and place.text.casefold() not in newsrooms()


def _unlisted(doc: Doc) -> Iterator[int]:
    """The names that sentences begin with as where something was, whether they are listed or not ("In Tilwa, …")."""
    for sentence in doc.sents:
        first = sentence[0]
        if first.dep_ == "prep" and first.lower_ in SAYS_WHERE:
            yield from (
                child.i
                for child in first.children
                if child.dep_ == "pobj" and child.pos_ == "PROPN" and child.ent_type_ not in ("DATE", "TIME")
            )


def _is_up_to(date: MentionedDate | None, sentence: Span) -> bool:
    """Whether a count goes on to a day ("by Sunday 89 people had been killed")."""
    return (
        date is not None
        and re.search(rf"\bby {re.escape(date.text)}", sentence.text, re.IGNORECASE) is not None
    )


def _is_another_day(own: MentionedDate | None, theirs: MentionedDate | None) -> bool:
    if own is None:
        return False
    if theirs is not None:
        return own.text != theirs.text
    return _LONG_AGO.search(own.text) is not None


def is_of_a_war(place: Token) -> bool:
    """Whether a place is said to have a war or the like ("Sudan's war", "the fighting in Tigray")."""
    word = place.head
    if place.dep_ == "pobj" and word.lower_ in SAYS_WHERE:
        word = word.head
    elif place.dep_ == "poss":
        return word.lemma_.lower() in _OF_A_LAND
    else:
        return False
    return word.lemma_.lower() in claim_words("period")
