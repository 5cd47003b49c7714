"""The place that a claim is told with in its sentence, where neither its clause nor an event says where it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from lib.harm.causes import cause_nouns
from lib.harm.people import is_body, sort_of
from lib.harm.scenes import SAYS_WHERE, named_at
from lib.harm.words import claim_words

_CLIMB = 10  # governors above a place that are looked at
_OTHERWISE = frozenset(["to", "for", "against", "by", "with", "about", "than", "like", "as", "including"])
_ORIGIN = frozenset(["from", "of"])


def place_told_with(
    spot: Token,
    inside: Sequence[tuple[int, int]],
    extent: Callable[[int], int],
) -> int | None:
    """The place of a claim's sentence that is said of nothing else: no speaker, home, owner or goal.

    The narrowest, and of several as narrow the last one before the claim, else the first one after it.

    Args:
        spot: The token that the claim is told at.
        inside: The places of its sentence, by their head tokens, each with its index, in text order.
        extent: How wide a place is, by its index.
    """
    fitting = [(root, number) for root, number in inside if _says_where_it_was(spot.doc[root])]
    if not fitting:
        return None
    least = min(extent(number) for _, number in fitting)
    narrow = [(root, number) for root, number in fitting if extent(number) == least]
    before = [number for root, number in narrow if root < spot.i]
    return before[-1] if before else narrow[0][1]


def _says_where_it_was(place: Token) -> bool:
    """Whether a place is not said to be a person's, a body's or a speaker's, nor where somebody went or spoke."""
    word = named_at(place)
    if word.dep_ in ("poss", "compound", "amod", "nmod") and _acts(word.head):
        return False
    for _ in range(_CLIMB):
        above = word.head
        if word.dep_ == "prep":
            if word.lower_ in _OTHERWISE or (word.lower_ in _ORIGIN and _acts(above)):
                return False
            if word.lower_ in SAYS_WHERE and _speaks(above):
                return False
        if word.pos_ in ("VERB", "AUX"):
            return not _speaks(word)
        if above == word:
            return True
        word = above
    return True


def _acts(noun: Token) -> bool:
    """Whether a noun is of persons, of a body or of an attack, whose town or land is no place of what it did."""
    return sort_of(noun) == "person" or is_body(noun) or noun.lemma_.lower() in cause_nouns()


def _speaks(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return lemma in claim_words("reports") or lemma in claim_words("says") or lemma in claim_words("discusses")
