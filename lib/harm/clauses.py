"""How closely a phrase belongs to a claim, by clause and not by nearness.

A phrase belongs to a claim when the way up the parse from it meets the claim's clause without crossing a
reporting verb: "Officials in Geneva said that 50 died in the Sahara" is a claim about the Sahara.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from spacy.tokens import Token

from lib.harm.counted import SUBJECTS
from lib.harm.people import is_body, sort_of
from lib.harm.scenes import FOUGHT, is_distance_from
from lib.harm.terms import is_counted_state, is_harm, tells_of_harm
from lib.harm.words import cause_nouns, claim_words

_LEVELS = 8  # governors above a claim that are looked at
_STEPS = 10  # steps from a phrase up to the claim's clause
_CLAUSES = frozenset(["ccomp", "parataxis"])
_NOT_WHERE = ("from", "to", "towards", "toward", "of", "against", "by", "with", "for", "about")

Phrase = TypeVar("Phrase")

REACH = 120
"""Tokens on either side of a claim in which a place or date is looked for."""
ANOTHER_CLAUSE = 4
"""The least rank of a phrase that belongs to a clause above the claim's own."""


def around(roots: Sequence[tuple[int, Phrase]], middle: int) -> Sequence[tuple[int, Phrase]]:
    """Those of the sorted phrases that stand within reach of a token."""
    start = bisect_left(roots, middle - REACH, key=lambda item: item[0])
    end = bisect_left(roots, middle + REACH, key=lambda item: item[0])
    return roots[start:end]


def chain_of(trigger: Token, head: Token | None) -> dict[int, int]:
    """The tokens of the claim's clause and those above it, each with how far above it stands."""
    levels: dict[int, int] = {}
    token, level = trigger, 0
    for _ in range(_LEVELS):
        levels.setdefault(token.i, level)
        if token.head == token:
            break
        if token.dep_ in ("relcl", "acl") and not is_counted_state(
            token
        ):  # what is said of the noun is another matter
            levels.setdefault(token.head.i, level + 1)
            break
        if token.dep_ in _CLAUSES or token.dep_ in ("advcl", "conj", "dep"):
            level += 1
        token = token.head
    if head is not None:
        levels.setdefault(head.i, 0)
    return levels


def rank_of(token: Token, chain: dict[int, int], *, where: bool, leaving: bool = False) -> int | None:
    """How closely a phrase belongs to a claim, 0 the closest; ``None`` when it does not.

    Args:
        token: The head of a place or date phrase.
        chain: What ``chain_of`` made of the claim.
        where: Whether the phrase must say where, and so hang on a preposition that can.
        leaving: Whether "from" says where.
    """
    word, below, penalty = token, token, 0
    reports = claim_words("reports")
    named = token  # the place, or the first of the places coordinated with it
    while where and named.dep_ == "conj" and named.head.pos_ == "PROPN":
        named = named.head
    for _ in range(_STEPS):
        if where and chain.get(word.i, 0) > 0 and _only_is(word, below):
            return None
        if word.i in chain and (word != token or chain[word.i] > 0):  # "Ganja, where ten people died"
            return chain[word.i] * ANOTHER_CLAUSE + penalty
        above = word.head
        if above == word or word.dep_ in _CLAUSES:
            return None
        if where and not leaving and _is_reached(word, chain):
            return None  # "three men who were shot reached Homs on foot"
        if where and word.pos_ == "NUM" and word != token:
            return None  # where others of the harmed were: "26 died in Idlib and 13 in Homs"
        if word.dep_ == "prep":
            if word.lower_ == "according" or (where and word.lower_ == "including" and token.i > word.i):
                return None  # "18 died in strikes, including a nurse in Homs"
            direct = where and word in (
                named.head,
                named.head.head if named.dep_ == "compound" else named.head,
            )
            fought = word.lower_ == "for" and above.lemma_.lower() in FOUGHT  # "the battle for Goma"
            own = above.i in chain or above.pos_ not in ("VERB", "AUX")
            gone = (leaving and own and above.dep_ not in SUBJECTS) or _is_departure(above)
            if where and word.lower_ == "from" and not gone and _is_home(word):
                return None
            if where and above.lemma_.lower() in claim_words("aftermath"):
                return None  # "were treated in Homs", "led to protests in Homs"
            left = word.lower_ == "from" and (gone or is_distance_from(word))
            if direct and word.lower_ in _NOT_WHERE and not (left or fought):
                if word.lower_ != "of":
                    return None
                if above.dep_ == "appos" and sort_of(above) == "person":
                    return None  # "(26, resident of Homs)"
                named_so = above.lemma_.lower() in claim_words("settlement")  # "the village of Safed"
                penalty = max(penalty, 0 if named_so else 2)
        if word.dep_ in ("nsubj", "nsubjpass", "agent", "advcl", "relcl", "acl"):
            penalty = max(penalty, 1)
        if where and word == token and word.dep_ == "poss" and _is_doer(above) and not _is_at_war(above):
            return None  # "Russia's invasion", "Kenya's army"
        if where and word == token and (_is_of_care(word) or _is_of_persons(word)):
            return None
        if where and word.dep_ in ("relcl", "acl") and word.lemma_.lower() in claim_words("stays"):
            return None  # "two boys, one of whom lives in Homs"
        if where and word == token and (word.dep_ in ("amod", "appos", "poss") or _describes_a_town(word)):
            penalty = 3  # "the Saudi city of Jizan", "Goma, Congo", "Sudan's city of Kosti"
        if word.dep_ == "conj" and word.pos_ in ("VERB", "AUX"):
            joined = is_harm(word) or (where and (_goes_on_there(word) or _is_done_there(word)))
            if not joined or (where and token.i < word.i):
                return None  # "five died, and in Homs two were hurt"
            penalty = 3
        said = above.lemma_.lower() in claim_words("says") and not tells_of_harm(above)
        if where and said and chain.get(above.i, 0) > 0:
            return None  # "nine had died, she told the court in Homs"
        if (
            above.i in chain
            and above.lemma_.lower() in reports
            and _has_claim_below(above, chain, where=where)
        ):
            return None
        word, below = above, word
    return None


def _is_reached(place: Token, chain: dict[int, int]) -> bool:
    """Whether a place is where those whom a claim counts, or who speak of it, came afterwards."""
    verb = place.head
    if place.dep_ != "dobj" or verb.lemma_.lower() not in claim_words("reaches"):
        return False
    speaker = verb.head
    if verb.dep_ == "relcl" and speaker.dep_ in SUBJECTS:
        return speaker.head.lemma_.lower() in claim_words("says", "reports")
    return any(child.dep_ in SUBJECTS and chain.get(child.i, ANOTHER_CLAUSE) <= 1 for child in verb.lefts)


def _is_doer(noun: Token) -> bool:
    """Whether a noun is an attack, or people or a body that may attack, so that its owner is no place."""
    return noun.lemma_.lower() in cause_nouns() or sort_of(noun) == "person" or is_body(noun)


def _is_at_war(war: Token) -> bool:
    """Whether a war is where the land lies that owns it ("Sudan's civil war", not "Russia's war in Ukraine")."""
    inner = any(child.lower_ in ("civil", "internal") for child in war.lefts)
    return war.lemma_.lower() in ("war", "conflict") and inner


def _goes_on_there(verb: Token) -> bool:
    """Whether a verb tells what the same people did at the same scene ("killed 30 men and freed two in Homs")."""
    own = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.lefts)
    attacks = any(child.dep_ == "dobj" and child.lemma_.lower() in cause_nouns() for child in verb.rights)
    lemma = verb.lemma_.lower()
    return not own and (
        attacks or lemma in claim_words("scene") or lemma in claim_words("spoils")
    )  # "and set fire to huts in Homs", "and seized six rifles in Homs"


def _is_done_there(verb: Token) -> bool:
    """Whether a verb shares the end of its sentence ("Six were killed and four rifles recovered in Homs")."""
    own = any(child.dep_ in SUBJECTS for child in verb.lefts)
    whole = own and any(child.dep_ in ("aux", "auxpass") for child in verb.lefts)
    return verb.tag_ == "VBN" and not whole and verb.lemma_.lower() not in claim_words("aftermath")


def _describes_a_town(place: Token) -> bool:
    """Whether a place says in what land a town lies ("the Galilee town of Safed")."""
    town = place.head
    named = any(child.lower_ == "of" for child in town.rights)
    return place.dep_ in ("compound", "nmod") and named and town.lemma_.lower() in claim_words("settlement")


def _is_of_persons(place: Token) -> bool:
    """Whether a place says which persons are meant ("Homs soldiers")."""
    noun = place.head
    if place.dep_ not in ("compound", "nmod") or any(
        word.pos_ in ("DET", "NUM", "PUNCT") for word in place.doc[place.i : noun.i]
    ):
        return False
    return sort_of(noun) == "person" or noun.ent_type_ == "PERSON"


def _is_of_care(place: Token) -> bool:
    """Whether a place says where people are cared for ("are nursed at Homs General Hospital")."""
    hospital = place.head
    if place.dep_ not in ("compound", "nmod") or hospital.lemma_.lower() not in claim_words("care"):
        return False
    where = hospital.head.head
    attacked = where.lemma_.lower() in cause_nouns() or tells_of_harm(where)
    return hospital.head.lower_ in ("at", "in", "to") and not attacked


def _only_is(verb: Token, below: Token) -> bool:
    """Whether a verb says no more of its subject than how it is ("the barracks of Homs were far away").

    Args:
        below: The word under it on the way to the place.
    """
    return verb.pos_ == "AUX" and verb.lemma_ == "be" and below.dep_ == "nsubj"


def _is_home(preposition: Token) -> bool:
    """Whether "from" leads to the town that somebody is from ("three fighters from the village of Safed")."""
    return any(noun.lemma_.lower() in claim_words("settlement") for noun in preposition.children)


def _is_departure(word: Token) -> bool:
    """Whether "from" says what was left ("the evacuation of the sick from Homs")."""
    left = claim_words("departure")
    return word.lemma_.lower() in left or (word.dep_ == "pobj" and word.head.head.lemma_.lower() in left)


def _has_claim_below(verb: Token, chain: dict[int, int], *, where: bool) -> bool:
    """Whether a reporting verb governs the claim as what is reported, so that the day is that of the report.

    Those who speak of a toll, or raise it, do so on a day of their own; those who record deaths may not.
    """
    reported = {"ccomp", "parataxis", "xcomp"}
    if not where:
        reported |= {"dobj", "prep"} if verb.lemma_.lower() in claim_words("revises a toll") else set()
    return any(
        child.i in chain
        and (child.dep_ in reported or (not where and child.dep_ == "prep" and child.lower_ == "of"))
        for child in verb.children
    )
