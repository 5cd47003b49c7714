"""The places of a report that a claim refers back to: "there", "the province", what its entry or heading names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from lib.beside import beside
from lib.harm.claim_clauses import is_about_the, is_set_apart, says_there
from lib.harm.clauses import around
from lib.harm.draft import Draft
from lib.harm.entries import Entries
from lib.harm.headings import place_ahead, place_of_log, written_in
from lib.harm.told_with import says_where_it_was
from lib.records import PlaceMention

_KIND_ORDER = {"site": 0, "settlement": 0, "area": 1, "region": 2, "water": 1, "country": 3}
_UNKNOWN = 2
_LEAD = 20  # characters behind the places at the head of a report in which its colon stands
_NEAR = 12  # places before a claim among which the one meant is looked for

Rooted = tuple[int, int]
"""The head token of a place mention, and the mention's index."""


class Landmarks:
    """Tells which place a claim means that names none itself.

    Attributes:
        ahead: The place of the dateline or the heading, if that is the story's, an index, or ``None``.
        entries: The entries of the report, each headed by its place.
        topic: The place that heads the report, before a colon ("Sudan: situation report", "Congo: North Kivu").
    """

    def __init__(self, doc: Doc, text: str, places: Sequence[PlaceMention], roots: Sequence[Rooted]) -> None:
        """``text`` is the Doc's; ``roots`` are the head tokens of the literal ones among ``places``, in text order."""
        self._doc = doc
        self._places = places
        self._roots = roots
        self._regions = [pair for pair in roots if self._kind(pair[1]) == "region"]
        self._towns = [pair for pair in roots if self.extent(pair[1]) == 0]
        self._log = place_of_log(doc, text, places)
        self.ahead = place_ahead(doc, text, places)
        self._here = written_in(text, places)
        self.entries = Entries(text, places)
        self.topic = _topic(text, places)

    def _kind(self, number: int) -> str | None:
        place = self._places[number].place
        return place.kind if place is not None else None

    def extent(self, number: int) -> int:
        """How wide a place is: 0 for a site or a settlement."""
        kind = self._kind(number)
        return _KIND_ORDER[kind] if kind is not None else _UNKNOWN

    def meant(self, draft: Draft, seat: range) -> int | None:
        """The place that a claim means by "there" or "the town", or that its line begins with before a colon."""
        there = self._there(draft, seat) if says_there(draft.spot) else None
        if there is None and self._here is not None and says_there(draft.spot, "here"):
            there = self._here
        there = self.land(draft, seat) if there is None else there
        return there if there is not None else self._before_colon(draft.spot)

    def _there(self, draft: Draft, seat: range) -> int | None:
        """The last place named before a claim in its sentence or the one before it, which "there" means."""
        first = draft.spot.sent.start
        first = self._doc[first - 1].sent.start if first > 0 else first
        named = [(root, n) for root, n in around(self._roots, draft.spot.i) if first <= root < draft.spot.i]
        outside = [n for root, n in named if root not in seat]
        return outside[-1] if outside else named[-1][1] if named else None  # "the mayor of Homs … there"

    def land(self, draft: Draft, seat: range, *, clause: bool = False) -> int | None:
        """The last region named before a claim about "the province" or the like, or the last town before one about it.

        Where no region is, it is the place of the heading.

        Args:
            seat: The tokens of the claim's source, where no place is meant.
            clause: Whether its own clause must say so.
        """
        harm = draft.harm.first
        if is_about_the(harm, "land", clause=clause):
            region = self._last_before(self._regions, draft.spot.i, seat)
            return region if region is not None else self.ahead
        if not is_about_the(harm, "town", clause=clause):
            return None
        return self._last_before(self._towns, draft.spot.i, seat)

    def _last_before(self, roots: Sequence[Rooted], token: int, seat: range) -> int | None:
        """The last of the places before a token, near it, that is not within a seat nor where somebody spoke."""
        end = bisect_left(roots, (token, -1))
        for root, number in reversed(roots[max(0, end - _NEAR) : end]):
            if root not in seat and says_where_it_was(self._doc[root]):
                return number
        return None

    def heading(self, draft: Draft) -> int | None:
        """The place that heads the entry in which a claim stands, or the log that the report is."""
        if is_set_apart(draft.harm.first):
            return None
        entry = self.entries.at(draft.spot.idx)
        return entry if entry is not None else self._log

    def _before_colon(self, trigger: Token) -> int | None:
        """The place that a line begins with ("Goma: 12 killed")."""
        first = self._doc[trigger.sent.start]
        for root, number in around(self._roots, trigger.i):
            if self._places[number].start == first.idx and root < trigger.i:
                return number if beside(self._doc[root], 1).text == ":" else None
        return None


def _topic(text: str, places: Sequence[PlaceMention]) -> int | None:
    topic, end = None, 0
    for number, mention in enumerate(places):
        between = text[end : mention.start].strip()
        if between != ("" if topic is None else ":") or "\n" in text[end : mention.start]:
            break
        topic, end = number, mention.end
    headed = text[end : end + _LEAD].lstrip(" ").startswith((":", "\n"))
    return topic if topic is not None and headed else None
