"""Where each claim of a report says that the harm happened."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from lib.harm.carried import Event, Events, says_where
from lib.harm.claim_clauses import (
    clause_of,
    has_own_event,
    is_about_the,
    is_set_apart,
    names_a_place,
    says_there,
    tells_who_suffered,
)
from lib.harm.clauses import ANOTHER_CLAUSE, around, chain_of, rank_of
from lib.harm.draft import Draft
from lib.harm.headings import dateline
from lib.harm.landmarks import Landmarks
from lib.harm.references import are_more, refers_back
from lib.harm.scenes import is_occasion, is_scene, named_at
from lib.harm.shared_places import LEAVING, has_own_subject, place_beside
from lib.harm.told import is_amid_arms, is_told_of, tells_of_arms
from lib.harm.told_with import is_a_speakers, place_told_with
from lib.harm.words import claim_words
from lib.records import ClaimSource, MentionedDate, PlaceMention, Scope

_IN_A_NOUN_PHRASE = frozenset(["ADJ", "ADP", "DET", "NOUN", "NUM", "PART", "PROPN"])
_WAYS = frozenset(["from", "into", "to", "toward", "towards"])
_LINKS = 3  # claims in a row of which each is about the event of the one before
_SAID_OF_IT = ("acl", "relcl", "prep")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim with the tokens of its source, its scope and its date."""

    draft: Draft
    seat: range
    scope: Scope
    date: MentionedDate | None


class Whereabouts:
    """Finds the places of the claims of one report among its place mentions."""

    def __init__(
        self,
        doc: Doc,
        places: Sequence[PlaceMention],
        when: Callable[[Token, Token | None], MentionedDate | None],
    ) -> None:
        """``when`` tells the date that belongs to a token, and to the head of a phrase below it."""
        self._when = when
        self._doc = doc
        self._places = places
        self._text = doc.text
        self._roots = sorted(self._rooted())
        self._root_of = {number: root for root, number in self._roots}
        self._marks = Landmarks(doc, self._text, places, self._roots)
        self._named = {root for root, _ in self._roots}

    def _rooted(self) -> Iterator[tuple[int, int]]:
        """The head token of each literal place mention, with its index; not where the report was only written."""
        elsewhere = dateline(self._doc, self._text, self._places)
        for number, mention in enumerate(self._places):
            if mention.start in elsewhere:
                continue
            span = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is not None and mention.role == "literal":
                yield span.root.i, number

    def of(
        self,
        drafts: Sequence[Draft],
        sources: Sequence[ClaimSource | None],
        scopes: Sequence[Scope],
        dates: Sequence[MentionedDate | None],
    ) -> list[int | None]:
        """The place of each claim as an index, or ``None``; the arguments are in the same order.

        What a claim's own clause leaves open is filled in from the claims and attacks beside it in its
        sentence, from where those live who saw it, and from the event that the sentences before told of; a
        total is of no one place.

        Args:
            sources: Who each claim is credited to; where they sit ("the UN office in Geneva") is not the place.
            dates: When each claim says that it happened.
        """
        seats = [self._phrase_of(source) if source is not None else range(0) for source in sources]
        claims = [_Claim(*of) for of in zip(drafts, seats, scopes, dates, strict=True)]
        found = [self._in_clause(claim.draft, claim.seat) for claim in claims]
        found = self._shared(claims, found)
        seated = {token for seat in seats for token in seat}
        named = [(root, number) for root, number in self._roots if root not in seated]
        events = Events(self._doc, self._text, named, self._marks)
        scenes = list(self._scenes(named))
        found = self._carried(claims, found, events, scenes)
        found = [
            number if number is not None else self._seen_from(claim.draft, claim.seat)
            for claim, number in zip(claims, found, strict=True)
        ]
        taken = self._taken(claims, found)
        found = _filled(claims, found, lambda claim: self._told_with(claim, taken[id(claim.draft)]))
        found = self._carried(claims, found, events, scenes)
        found = _filled(claims, found, lambda claim: self._marks.heading(claim.draft))
        if None in found:
            found = self._carried(claims, found, events, [*scenes, *self._background(named, armed=True)])
            background = list(self._background(named, armed=False))
            found = self._carried(claims, found, events, background, lambda claim: refers_back(claim.draft))
        wholes = {id(draft): number for draft, number in zip(drafts, found, strict=True)}
        return [
            wholes.get(id(draft.whole), number) if number is None and draft.whole is not None else number
            for draft, number in zip(drafts, found, strict=True)
        ]

    def _taken(self, claims: Sequence[_Claim], found: Sequence[int | None]) -> dict[int, set[int]]:
        """For each claim the places of its parts, and of later claims with a subject of their own or behind them."""
        taken: dict[int, set[int]] = {id(claim.draft): set() for claim in claims}
        sentences: dict[int, list[tuple[Draft, int]]] = {}
        for claim, number in zip(claims, found, strict=True):
            if number is not None:
                sentences.setdefault(claim.draft.sentence, []).append((claim.draft, number))
        for claim in claims:
            for other, number in sentences.get(claim.draft.sentence, ()):
                draft = claim.draft
                between = draft.spot.i < self._root_of.get(number, 0) < other.spot.i
                later = draft.spot.i < other.spot.i and has_own_subject(other, draft)
                if between or later or other.whole is draft:
                    taken[id(draft)].add(number)
        return taken

    def _shared(self, claims: Sequence[_Claim], found: Sequence[int | None]) -> list[int | None]:
        """The places with those that claims share with others of their sentence."""
        placed: dict[int, list[tuple[Draft, int]]] = {}
        for claim, number in zip(claims, found, strict=True):
            if number is not None and claim.draft.whole is None:
                placed.setdefault(claim.draft.sentence, []).append((claim.draft, number))

        def beside(claim: _Claim) -> int | None:
            near = placed.get(claim.draft.sentence, ())
            if claim.scope == "incident":
                return self._beside(claim.draft, near, claim.seat)
            return self._at_end(claim.draft, near)

        return _filled(claims, found, beside)

    def _carried(
        self,
        claims: Sequence[_Claim],
        found: Sequence[int | None],
        events: Events,
        scenes: Sequence[Event],
        may_be: Callable[[_Claim], bool] = lambda _: True,
    ) -> list[int | None]:
        """The places with those of claims about an event told before, itself such a claim or not.

        Args:
            may_be: Which claims may be about one.
        """

        def place_of(claim: _Claim) -> int | None:
            about = may_be(claim)
            return events.place_of(claim.draft, claim.scope, claim.date, claim.seat) if about else None

        filled = list(found)
        for _ in range(_LINKS):
            told = [
                Event(claim.draft.spot.i, number, self._marks.extent(number), claim.date, claim.draft.outcome)
                for claim, number in zip(claims, filled, strict=True)
                if number is not None and not self._is_beside(number, _afterwards())
            ]
            events.tell([*told, *scenes])
            more = _filled(claims, filled, place_of)
            if more == filled:
                break
            filled = more
        return filled

    def _is_beside(self, number: int, words: Container[str]) -> bool:
        """Whether a place hangs on one of some words, as far up as the verb ("were treated in Homs")."""
        place = self._doc[self._root_of[number]] if number in self._root_of else None
        way = [place, *place.ancestors] if place is not None else []
        verb = next((i for i, word in enumerate(way) if word.pos_ == "VERB"), len(way))
        return any(word.lemma_.lower() in words for word in way[1 : verb + 1])

    def _scenes(self, named: Sequence[tuple[int, int]]) -> Iterator[Event]:
        """The attacks, and what else harm may have come of, that have a place."""
        for root, number in named:
            if self._is_beside(number, claim_words("care")):
                continue  # "is being treated at a hospital in Homs"
            place = self._doc[root]
            attacked = is_scene(place)
            if attacked or is_told_of(place) or is_amid_arms(place):
                yield Event(
                    root, number, self._marks.extent(number), self._when(place, None), faint=not attacked
                )

    def _background(self, named: Sequence[tuple[int, int]], *, armed: bool) -> Iterator[Event]:
        """The places that sentences name where nobody spoke, deliberated, lived or was nursed, and none went to.

        Args:
            armed: Whether a sentence must tell of weapons or armed men.
        """
        talk = claim_words("discusses", "forum")
        for root, number in named:
            place = self._doc[root]
            if is_a_speakers(place) or self._is_beside(number, _afterwards() | claim_words("stays") | _WAYS):
                continue
            if not says_where(place):
                continue
            talked = any(word.lemma_.lower() in talk for word in place.sent)
            if not talked and (not armed or tells_of_arms(place.sent)):
                yield Event(root, number, self._marks.extent(number), self._when(place, None), faint=True)

    def _in_clause(self, draft: Draft, seat: range) -> int | None:
        """The place that the words of a claim's clause name."""
        chain = {draft.at.i: 0} if draft.at is not None else chain_of(draft.anchor, draft.head)
        if draft.whole is not None and draft.head is not None and draft.at is None:
            own = self._of_part(draft.head)  # "a couple in Nikopol, a driver in Kherson"
            if own is not None:
                return own
        ranked = []
        harmed = {party.head.i for party in draft.found}
        for party in draft.found:
            chain.setdefault(party.head.i, 0)
        for root, number in around(self._roots, draft.spot.i):
            if root in seat or root in harmed:
                continue
            rank = rank_of(self._doc[root], chain, where=True, leaving=draft.outcome in LEAVING)
            far = rank is not None and rank >= ANOTHER_CLAUSE and draft.spot.i < root
            if rank is not None and not (far and self._are_parted(draft.spot.i, root)):
                ranked.append((rank, self._marks.extent(number), root, number))
        best = min(ranked, default=None)
        if best is not None and best[0] >= ANOTHER_CLAUSE and says_there(draft.spot):
            best = None
        if best is not None and best[0] >= ANOTHER_CLAUSE:
            land = self._marks.land(draft, seat, clause=True)
            best = (best[0], 0, 0, land) if land is not None else best
        if best is None:
            return self._marks.meant(draft, seat)
        apart = is_set_apart(draft.spot) or is_about_the(draft.spot, "realm", clause=True)
        borrowed = best[0] >= ANOTHER_CLAUSE and apart
        return None if borrowed else best[-1]

    def _are_parted(self, one: int, other: int) -> bool:
        """Whether a semicolon stands between two tokens ("nine died; shells fell on Homs")."""
        return any(word.text == ";" for word in self._doc[min(one, other) : max(one, other)])

    def _of_part(self, head: Token) -> int | None:
        """The place that hangs on the noun for one part of a claim."""
        for root, number in around(self._roots, head.i):
            if rank_of(self._doc[root], {head.i: 0}, where=True) is not None and root > head.i:
                between = self._doc[head.i + 1 : root]
                return number if all(word.pos_ in _IN_A_NOUN_PHRASE for word in between) else None
        return None

    def _beside(self, draft: Draft, near: Sequence[tuple[Draft, int]], seat: range) -> int | None:
        """The place of a claim whose clause names none; ``near`` are those of its sentence that have one."""
        apart = is_set_apart(draft.harm.first) or (has_own_event(draft.harm.first) and not are_more(draft))
        shared = place_beside(draft, near, self._root_of, apart=apart)
        if shared is not None or apart:
            return shared
        sentence, spot = draft.spot.sent, draft.spot.i
        inside = [
            (root, number)
            for root, number in around(self._roots, spot)
            if sentence.start <= root < sentence.end and root not in seat
        ]
        before = [number for root, number in inside if root < spot and is_scene(self._doc[root])]
        after = [number for root, number in inside if root > spot and is_occasion(self._doc[root])]
        if before or after:
            return before[-1] if before else after[0]
        told = {number for root, number in inside if root < spot and is_told_of(self._doc[root])}
        return told.pop() if len(told) == 1 and not names_a_place(draft.harm.first) else None

    def _at_end(self, draft: Draft, near: Sequence[tuple[Draft, int]]) -> int | None:
        """The place behind the next total, which it shares ("31 killed and 90 wounded in a month at Homs")."""
        harm = draft.harm.first.i
        return next((n for other, n in near if harm < other.harm.first.i < self._root_of[n]), None)

    def _told_with(self, claim: _Claim, taken: Container[int]) -> int | None:
        """The place that the sentence of a claim names and says of nothing else.

        A claim that only says who somebody is ("men who were killed"), or what happened when something else did, is
        told with the places of its clause alone; a total with those behind the last semicolon.

        Args:
            taken: The places of its parts.
        """
        draft, seat = claim.draft, claim.seat
        harm, sentence = draft.harm.first, draft.spot.sent
        if is_set_apart(harm) or names_a_place(harm, besides=self._named) or is_about_the(harm, "realm"):
            return None
        harmed = {party.head.i for party in draft.found}
        inside = [
            (root, number)
            for root, number in around(self._roots, draft.spot.i)
            if sentence.start <= root < sentence.end and root not in seat and root not in harmed
        ]
        if tells_who_suffered(harm):
            own = {word.i for word in clause_of(harm).subtree}
            inside = [(root, number) for root, number in inside if root in own or root > draft.spot.i]
        if tells_who_suffered(harm) or claim.scope == "cumulative":
            inside = [(root, n) for root, n in inside if not self._are_parted(root, draft.spot.i)]
        inside = [(root, number) for root, number in inside if number not in taken]
        return place_told_with(draft.spot, inside, self._marks.extent)

    def _seen_from(self, draft: Draft, seat: range) -> int | None:
        """The place of a source that speaks of where it lives, not where it fled to."""
        inside = [
            number
            for root, number in around(self._roots, draft.spot.i)
            if root in seat and not self._came_to(root, seat)
        ]
        if not inside or not self._saw_it(seat) or names_a_place(draft.harm.first):
            return None
        return inside[0]

    def _came_to(self, root: int, seat: range) -> bool:
        """Whether a source tells of a place that it came to or left ("villagers who fled to Homs")."""
        place = named_at(self._doc[root])
        verb = next((word for word in place.ancestors if word.i in seat and word.pos_ == "VERB"), None)
        if verb is None:
            return False
        return place.head.lower_ in _WAYS if place.dep_ == "pobj" else place.dep_ == "dobj"

    def _saw_it(self, source: range) -> bool:
        """Whether a source is people who speak of where they live or serve ("families in", "police in")."""
        return any(
            not claim_words("witness").isdisjoint((word.lemma_.lower(), word.lower_.removesuffix("s")))
            for word in self._doc[source.start : source.stop]
        )

    def _phrase_of(self, source: ClaimSource) -> range:
        """The tokens of a source and of what is said of it as far as the verb ("the army in Port Sudan put …")."""
        span = self._doc.char_span(source.start, source.end, alignment_mode="expand")
        if span is None:
            return range(0)
        end = span.end
        while end < len(self._doc) and self._doc[end].pos_ in _IN_A_NOUN_PHRASE:
            end += 1
        for child in span.root.rights:
            apart = any(word.text == ":" for word in self._doc[span.end : child.left_edge.i])
            if child.dep_ in _SAID_OF_IT and not apart:  # "a monitor based in Britain"
                end = max(end, child.right_edge.i + 1)
        return range(span.start, end)


@cache
def _afterwards() -> frozenset[str]:
    """Words for where the harmed were brought afterwards."""
    return claim_words("care") | (claim_words("aftermath") - claim_words("scene"))


def _filled(
    claims: Sequence[_Claim], found: Sequence[int | None], place_of: Callable[[_Claim], int | None]
) -> list[int | None]:
    """The places found, and by ``place_of`` those of claims without one that are no part of another."""
    return [
        place_of(claim) if number is None and claim.draft.whole is None else number
        for claim, number in zip(claims, found, strict=True)
    ]
