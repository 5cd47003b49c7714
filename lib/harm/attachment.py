"""What a casualty claim is attached to: place, date, cause and source, by clause and not by nearness.

A phrase belongs to a claim when the way up the parse from it meets the claim's clause without crossing a
reporting verb: "Officials in Geneva said that 50 died in the Sahara" is a claim about the Sahara.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from spacy.tokens import Doc, Token

from lib import lexicon
from lib.harm.credits import credited, phrase, up
from lib.harm.dates import date_words, mentioned_date, names_a_date
from lib.harm.people import antecedent, sort_of
from lib.harm.terms import is_harm
from lib.harm.words import claim_words
from lib.records import ClaimSource, MentionedDate, PlaceMention, Statement
from lib.records import Span as TextSpan

_LEVELS = 8  # governors above a claim that are looked at
_NESTED = 40  # statements before a claim among which those around it are looked for
_REACH = 120  # tokens on either side in which a place or date is looked for
_STEPS = 10  # steps from a phrase up to the claim's clause
_CLAUSES = frozenset(["ccomp", "parataxis"])
_NOT_WHERE = ("from", "to", "of", "against", "by", "with", "for", "about")
_FOUGHT = ("battle", "fight", "fighting", "struggle")
_BY_WHAT = ("in", "during", "after", "by", "from", "to", "under")
_NAMELESS = ("PRON", "NUM")
_NOT_REPORTED = ("advcl", "nsubj", "nsubjpass")
_WHEN = ("when", "after", "as")
_KIND_ORDER = {"site": 0, "settlement": 0, "area": 1, "region": 2, "water": 1, "country": 3}
_IN_A_NOUN_PHRASE = frozenset(["ADJ", "ADP", "DET", "NOUN", "NUM", "PART", "PROPN"])
_NO_CLAIMS = frozenset(["asks", "orders", "promises", "threatens", "urges", "intends"])


Phrase = TypeVar("Phrase")


@dataclass(frozen=True, slots=True)
class CauseNoun:
    """A row of causes.csv: a noun for what kills or injures."""

    noun: str
    example: str


@cache
def cause_nouns() -> frozenset[str]:
    """The nouns of causes.csv."""
    return frozenset(row.noun for row in lexicon.load("causes", CauseNoun))


class Attachments:
    """Finds what the claims of one report are attached to."""

    def __init__(
        self, doc: Doc, places: Sequence[PlaceMention], statements: Sequence[Statement], published: str | None
    ) -> None:
        self._doc = doc
        self._places = places
        self._statements = sorted(statements, key=lambda statement: statement.start)
        self._published = published
        self._place_roots = sorted(self._rooted_places())
        self._dates = [
            (entity.root.i, date_words(entity.text))
            for entity in doc.ents
            if entity.label_ in ("DATE", "TIME") and names_a_date(entity.text)
        ]

    def _rooted_places(self) -> Iterator[tuple[int, int]]:
        """The head token of each literal place mention, with the mention's index."""
        for number, mention in enumerate(self._places):
            span = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is not None and mention.role == "literal":
                yield span.root.i, number

    def place(
        self, trigger: Token, head: Token | None, source: ClaimSource | None, *, leaving: bool = False
    ) -> int | None:
        """The index of the place where the claim says that the harm happened, or ``None``.

        Args:
            source: Who the claim is credited to; where they sit ("the UN office in Geneva") is not the place.
            leaving: Whether those harmed were taken or driven from somewhere, so that "from" says where.
        """
        chain = _chain(trigger, head)
        seat = self._phrase_of(source) if source is not None else range(0)
        ranked = []
        for root, number in _around(self._place_roots, trigger.i):
            if root in seat:
                continue
            rank = _rank(self._doc[root], chain, where=True, leaving=leaving)
            if rank is not None:
                place = self._places[number].place
                ranked.append((rank, _KIND_ORDER[place.kind] if place else 2, root, number))
        return min(ranked)[-1] if ranked else self._before_colon(trigger)

    def _phrase_of(self, source: ClaimSource) -> range:
        """The tokens of a source and of what is said of it as far as the verb ("the army in Port Sudan put …")."""
        span = self._doc.char_span(source.start, source.end, alignment_mode="expand")
        if span is None:
            return range(0)
        end = span.end
        while end < len(self._doc) and self._doc[end].pos_ in _IN_A_NOUN_PHRASE:
            end += 1
        return range(span.start, end)

    def _before_colon(self, trigger: Token) -> int | None:
        """The place that a line begins with ("Goma: 12 killed")."""
        first = self._doc[trigger.sent.start]
        for root, number in _around(self._place_roots, trigger.i):
            if self._places[number].start == first.idx and root < trigger.i:
                return number if self._doc[root + 1].text == ":" else None
        return None

    def date(self, trigger: Token, head: Token | None) -> MentionedDate | None:
        """When the claim says that it happened, or ``None``."""
        chain = _chain(trigger, head)
        ranked = []
        for root, text in _around(self._dates, trigger.i):
            rank = _rank(self._doc[root], chain, where=False)
            if rank is not None:
                ranked.append((rank, root, text))
        return mentioned_date(min(ranked)[-1], self._published) if ranked else None

    def cause(self, trigger: Token, head: Token | None) -> TextSpan | None:
        """What did the harm, in the report's words: who it was done by, a strike, a weapon; or ``None``."""
        for noun in self._causes_of(trigger):
            if noun not in (head, trigger) and noun.pos_ not in _NAMELESS:
                return phrase(noun)
        return None

    def _causes_of(self, trigger: Token) -> Iterator[Token]:
        """The phrases that may name the cause, by their heads, the likeliest first."""
        verb = next((word for word in up(trigger, 3) if word.pos_ in ("VERB", "AUX")), trigger)
        own = verb == trigger or verb.lemma_.lower() in claim_words("brings")
        for agent in (child for child in verb.children if own and child.dep_ == "agent"):
            yield from (noun for noun in agent.children if noun.dep_ == "pobj")
        labels = {child.dep_ for child in verb.children}
        if own and "dobj" in labels and not labels & {"nsubjpass", "auxpass"}:
            yield from (antecedent(child) for child in verb.children if child.dep_ == "nsubj")
        if verb.dep_ == "advcl" and verb.tag_ == "VBG":
            yield from (child for child in verb.head.children if child.dep_ == "nsubj")
        for child in (*trigger.children, *(verb.children if verb != trigger else ())):
            if child.dep_ == "prep" and child.lower_ in _BY_WHAT:
                yield from (noun for noun in child.children if noun.dep_ == "pobj" and self._can_harm(noun))
            if child.dep_ == "advcl" and any(mark.lower_ in _WHEN for mark in child.children):
                yield from (
                    noun
                    for noun in child.children
                    if noun.dep_ == "nsubj" and (self._can_harm(noun) or sort_of(noun) == "person")
                )

    def _can_harm(self, noun: Token) -> bool:
        return noun.lemma_.lower() in cause_nouns()

    def source(self, trigger: Token, head: Token | None) -> ClaimSource | None:
        """Who the claim is credited to; ``None`` for the report's own voice or when it does not say."""
        near = credited(trigger, head)
        covering = self._covering(trigger.idx)
        if covering is None or (near is not None and covering.start <= near.start < covering.end):
            return near
        speaker = covering.speaker
        if speaker is None or speaker.start is None or speaker.end is None or speaker.text is None:
            return near
        if covering.act in _NO_CLAIMS or (head is not None and speaker.start <= head.idx < speaker.end):
            return near
        return ClaimSource(speaker.start, speaker.end, speaker.text, speaker.name)

    def _covering(self, position: int) -> Statement | None:
        """The shortest statement around a character."""
        end = bisect_left(self._statements, position + 1, key=lambda statement: statement.start)
        near = self._statements[max(0, end - _NESTED) : end]
        around = [statement for statement in near if position < statement.end]
        return min(around, key=lambda statement: statement.end - statement.start, default=None)


def _around(roots: Sequence[tuple[int, Phrase]], middle: int) -> Sequence[tuple[int, Phrase]]:
    """Those of the sorted phrases that stand within reach of a token."""
    start = bisect_left(roots, middle - _REACH, key=lambda item: item[0])
    end = bisect_left(roots, middle + _REACH, key=lambda item: item[0])
    return roots[start:end]


def _chain(trigger: Token, head: Token | None) -> dict[int, int]:
    """The tokens of the claim's clause and those above it, each with how far above it stands."""
    levels: dict[int, int] = {}
    token, level = trigger, 0
    for _ in range(_LEVELS):
        levels.setdefault(token.i, level)
        if token.head == token:
            break
        if token.dep_ in ("relcl", "acl"):  # what is said of the noun is another matter
            levels.setdefault(token.head.i, level + 1)
            break
        if token.dep_ in _CLAUSES or token.dep_ in ("advcl", "conj"):
            level += 1
        token = token.head
    if head is not None:
        levels.setdefault(head.i, 0)
    return levels


def _rank(token: Token, chain: dict[int, int], *, where: bool, leaving: bool = False) -> int | None:
    """How closely a phrase belongs to a claim, 0 the closest; ``None`` when it does not.

    Args:
        token: The head of a place or date phrase.
        chain: What ``_chain`` made of the claim.
        where: Whether the phrase must say where, and so hang on a preposition that can.
        leaving: Whether "from" says where.
    """
    word, penalty = token, 0
    reports = claim_words("reports")
    named = token  # the place, or the first of the places coordinated with it
    while where and named.dep_ == "conj" and named.head.pos_ == "PROPN":
        named = named.head
    for _ in range(_STEPS):
        if word.i in chain and (word != token or chain[word.i] > 0):  # "Ganja, where ten people died"
            return chain[word.i] * 4 + penalty
        above = word.head
        if above == word or word.dep_ in _CLAUSES:
            return None
        if word.dep_ == "prep":
            if word.lower_ == "according":
                return None
            direct = where and named.head == word
            fought = word.lower_ == "for" and above.lemma_.lower() in _FOUGHT  # "the battle for Goma"
            left = leaving and word.lower_ == "from"
            if direct and word.lower_ in _NOT_WHERE and not (left or fought):
                if word.lower_ != "of":
                    return None
                penalty = max(penalty, 2)
        if word.dep_ in ("nsubj", "nsubjpass", "agent", "advcl", "relcl", "acl"):
            penalty = max(penalty, 1)
        if (
            where and word == token and word.dep_ in ("amod", "appos")
        ):  # "the Saudi city of Jizan", "Goma, Congo"
            penalty = 3
        if word.dep_ == "conj" and word.pos_ in ("VERB", "AUX"):
            if not is_harm(word):
                return None
            penalty = 3
        if above.i in chain and above.lemma_.lower() in reports and _has_claim_below(above, chain):
            return None
        word = above
    return None


def _has_claim_below(verb: Token, chain: dict[int, int]) -> bool:
    """Whether a reporting verb governs the claim as what is reported."""
    return any(child.i in chain and child.dep_ in ("ccomp", "parataxis", "xcomp") for child in verb.children)
