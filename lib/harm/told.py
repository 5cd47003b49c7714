"""Where something is told to have happened that a harm may have come of, though it is no harm or attack itself."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from lib.harm.claim_clauses import OWN_CLAUSE, SAYS_WHERE
from lib.harm.counted import SUBJECTS
from lib.harm.people import sort_of
from lib.harm.scenes import named_at, tells_of_attack
from lib.harm.told_with import says_where_it_was
from lib.harm.words import cause_nouns, claim_words

_CLIMB = 8  # governors above a place that are looked at
_WHITHER = ("to", "into", "upon")
_AT = ("for", "on", "to", "into", "towards", "toward")
_WHEN = ("when", "as", "before", "until")
_PERCEIVED = ("hear", "see", "report")
_PAST = ("VBD", "VBN", "VBG")


def is_told_of(place: Token) -> bool:
    """Whether armed men or weapons came to a place, helpers were called there, or a danger arose.

    ("The rebels came to a church in Homs", "Police were called to Homs", "Sirens sounded in Homs".) That a
    minister flew there, or a match was played, says nothing of where others died.
    """
    *way, verb = _way_up(named_at(place)) or (place,)
    if not way:
        return False
    if verb.pos_ not in ("VERB", "AUX") or verb.tag_ not in _PAST:
        return False
    own = verb.dep_ in (*OWN_CLAUSE, "conj")
    if not own or verb.lemma_.lower() in claim_words("reports", "discusses"):
        return False
    if _is_an_approach(verb) or _is_a_call(verb):
        return True
    if verb.lemma_.lower() in claim_words("stays") or way[0].dep_ == "dobj" or way[-1].lower_ in _WHITHER:
        return _is_perilous(way)
    return _is_perilous(way) or _has_peril(verb) or _is_broken_into(verb) or _fights_on(verb)


def is_amid_arms(place: Token) -> bool:
    """Whether the sentence of a place that is no speaker's or owner's tells of weapons or armed men, not of talk.

    ("Troops met five men who came out of a tunnel in Homs.")
    """
    word = named_at(place)
    aimed_at = word.dep_ == "pobj" and word.head.lower_ in _AT and _is_of(word.head.head, "armed")
    if not (aimed_at or says_where_it_was(place)):
        return False
    quiet = claim_words("discusses", "forum", "stays")
    return tells_of_arms(place.sent) and not any(
        word.lemma_.lower() in quiet and not (word.pos_ == "AUX" and word.dep_ != "ROOT")
        for word in place.sent
    )


def tells_of_arms(sentence: Span) -> bool:
    """Whether a sentence tells of weapons, armed men or an attack."""
    return any(_is_armed(word) for word in sentence)


def _is_armed(word: Token) -> bool:
    noun = word.pos_ in ("NOUN", "PROPN")
    helps = word.dep_ in SUBJECTS and _is_one_of(word, "helper")
    weapon = word.lemma_.lower() in cause_nouns() and word.lemma_.lower() not in claim_words("carrier")
    if noun:
        return helps or weapon or _is_one_of(word, "armed")
    return word.pos_ == "VERB" and tells_of_attack(word)


def _way_up(named: Token) -> list[Token]:
    """The words from a place to the verb that puts something there; none if it is said of a noun or elsewhere."""
    way, word = [], named
    for _ in range(_CLIMB):
        way.append(word)
        if word.pos_ in ("VERB", "AUX"):
            return way
        if word.dep_ in ("relcl", "acl", "poss", "amod", "nsubj") or word.head == word:
            return []
        if word.dep_ == "prep" and word.lower_ not in (*SAYS_WHERE, *_WHITHER, "of"):
            return []
        word = word.head
    return []


def _subjects(verb: Token) -> Iterator[Token]:
    """Who does what a verb says, also by the verb before it, or as the noun that it is said of."""
    for _ in range(_CLIMB):
        own = [child for child in verb.children if child.dep_ in SUBJECTS]
        if own or verb.dep_ not in ("conj", "acl", "advcl"):
            yield from own
            return
        if verb.dep_ == "acl":
            yield verb.head
            return
        verb = verb.head


def _is_of(verb: Token, role: str) -> bool:
    """Whether what does a verb is one of the claim words of a role."""
    return any(
        _is_one_of(subject, role) or (role == "armed" and _looks_armed(subject))
        for subject in _subjects(verb)
    )


def _looks_armed(noun: Token) -> bool:
    """Whether men are said to be armed, masked, in uniform or on motorbikes ("men on motorbikes surrounded it")."""
    told = (word for word in noun.subtree if word != noun)
    return sort_of(noun) == "person" and any(_is_one_of(word, "marauder") for word in told)


def _is_one_of(noun: Token, role: str) -> bool:
    """Whether a noun is one of the claim words of a role, also where the tagger takes a plural for a name."""
    words = claim_words(role)
    form = noun.lower_
    singular = f"{form.removesuffix('men')}man" if form.endswith("men") else form.removesuffix("s")
    return not words.isdisjoint((noun.lemma_.lower(), form, singular))


def _is_an_approach(verb: Token) -> bool:
    return verb.lemma_.lower() in claim_words("reaches") and _is_of(verb, "armed")


def _is_a_call(verb: Token) -> bool:
    return verb.lemma_.lower() in claim_words("calls out") and _is_of(verb, "helper")


def _is_perilous(way: list[Token]) -> bool:
    """Whether a noun between a place and its verb tells of danger there ("responded to shots in Homs")."""
    return any(_is_one_of(word, "peril") for word in way[1:])


def _has_peril(verb: Token) -> bool:
    """Whether a danger arose or was seen ("Mud buried a post", "Residents heard shots")."""
    seen = verb.lemma_.lower() in _PERCEIVED
    parts = ("nsubj", "nsubjpass", "dobj") if seen else ("nsubj",)
    return any(child.dep_ in parts and _is_one_of(child, "peril") for child in verb.children)


def _is_broken_into(verb: Token) -> bool:
    """Whether an attack broke into what went on ("Worshippers prayed in Homs when the rebels came")."""
    return any(
        child.dep_ == "advcl"
        and any(mark.lower_ in _WHEN for mark in child.children)
        and (tells_of_attack(child) or _is_an_approach(child))
        for child in verb.children
    )


def _fights_on(verb: Token) -> bool:
    """Whether armed men did something there and attacked ("Units dug in near Homs and shelled the road")."""
    return _is_of(verb, "armed") and any(
        child.dep_ == "conj" and tells_of_attack(child) for child in verb.children
    )
