"""The place that a claim is told with in its sentence, where neither its clause nor an event says where it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from lib.harm.causes import cause_nouns
from lib.harm.counted import SUBJECTS
from lib.harm.people import is_body, sort_of
from lib.harm.scenes import SAYS_WHERE, named_at
from lib.harm.terms import tells_of_harm
from lib.harm.words import claim_words

_CLIMB = 10  # governors above a place that are looked at
_OTHERWISE = frozenset(
    ["to", "towards", "toward", "for", "against", "by", "with", "about", "than", "like", "as", "including"]
)
_WHITHER = ("to", "into")
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
    fitting = [(root, number) for root, number in inside if says_where_it_was(spot.doc[root], spot)]
    if not fitting:
        return None
    least = min(extent(number) for _, number in fitting)
    narrow = [(root, number) for root, number in fitting if extent(number) == least]
    before = [number for root, number in narrow if root < spot.i]
    return before[-1] if before else narrow[0][1]


def says_where_it_was(place: Token, spot: Token | None = None) -> bool:
    """Whether a place is not said to be a person's, a body's or a speaker's, nor where somebody went or spoke.

    Args:
        place: The head of the place's name.
        spot: The token that a claim is told at. What stands with it before a speaker is not where that one spoke
            ("Two died at a bridge in Homs, a medic told the radio").
    """
    word = below = named_at(place)
    if word.dep_ in ("poss", "compound", "amod", "nmod") and _acts(word.head):
        return False
    for _ in range(_CLIMB):
        above = word.head
        if word.dep_ == "prep":
            taken = word.lower_ in _WHITHER and _is_taken_to_harm(above)
            if (word.lower_ in _OTHERWISE and not taken) or (word.lower_ in _ORIGIN and _acts(above)):
                return False
        if word.pos_ in ("VERB", "AUX"):
            if word != spot and _is_aftermath(word) and below.dep_ not in SUBJECTS:
                return False
            counts = place.dep_ == "nsubj" and word.lemma_.lower() in claim_words("tallies")
            return counts or not _speaks(word) or _stands_before_speaker(place, spot, word)
        if above == word:
            return True
        word, below = above, word
    return True


def _is_aftermath(verb: Token) -> bool:
    """Whether a verb says what became of the harmed afterwards ("were buried in Homs"), and not of the same harm."""
    if verb.lemma_.lower() not in claim_words("aftermath"):
        return False
    with_harm = verb.dep_ == "conj" and tells_of_harm(verb.head)
    apart = any(child.dep_ == "prep" and child.lower_ in SAYS_WHERE for child in verb.head.rights)
    return not (_is_taken_to_harm(verb) or (with_harm and not apart))  # "were shot and buried in Homs"


def _is_taken_to_harm(verb: Token) -> bool:
    """Whether persons were led somewhere and harmed there ("were taken to a field near Homs and shot")."""
    taken = verb.lemma_.lower() in claim_words("takes away")
    return taken and any(child.dep_ == "conj" and tells_of_harm(child) for child in verb.rights)


def _stands_before_speaker(place: Token, spot: Token | None, verb: Token) -> bool:
    speaker = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if spot is None or speaker is None:
        return False
    edge = speaker.left_edge
    return edge.i > max(place.i, spot.i) and edge.nbor(-1).text == ","


def _acts(noun: Token) -> bool:
    """Whether a noun is of persons, of a body or of an attack, whose town or land is no place of what it did."""
    if noun.pos_ not in ("NOUN", "PROPN", "NUM", "PRON"):
        return False  # "out of Homs"
    return sort_of(noun) == "person" or is_body(noun) or noun.lemma_.lower() in cause_nouns()


def _speaks(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return (
        lemma in claim_words("reports") or lemma in claim_words("says") or lemma in claim_words("discusses")
    )
