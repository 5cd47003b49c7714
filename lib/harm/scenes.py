"""The scenes of attacks: whether a report says of a place that an attack or a harm was there."""

from __future__ import annotations

from spacy.tokens import Token

from lib.harm.claim_clauses import CLIMB, OWN_CLAUSE, SAYS_WHERE, WHEN, clause_of
from lib.harm.counted import SUBJECTS
from lib.harm.terms import names_harm, tells_of_harm
from lib.harm.words import cause_nouns, claim_words

FOUGHT = ("battle", "fight", "fighting", "struggle")
"""What is for a place ("the battle for Goma")."""
_FIRE = ("fire", "attack")
_PARTS = ("nsubj", "nsubjpass", "dobj")
_ABOUT = ("about", "against", "over", "on")
_DIRECTIONS = frozenset(["north", "south", "east", "west"])


def is_distance_from(preposition: Token) -> bool:
    """Whether "from" or "of" tells how far off it was ("30 km from Homs", "south of Mosul")."""
    above, before = preposition.head, preposition.doc[max(0, preposition.i - 1)]
    for word in (before, above, above.head):
        if not claim_words("length").isdisjoint((word.lemma_.lower(), word.lower_)):
            return True
    return above.lower_.removesuffix("ern") in _DIRECTIONS


def named_at(place: Token) -> Token:
    """The noun by which a place stands in its clause: its own, that of the first of several, "the town of"."""
    while place.dep_ in ("conj", "appos", "compound") and place.head.pos_ == "PROPN":
        place = place.head
    if place.dep_ == "pobj" and place.head.lower_ == "of":
        town = place.head.head
        if town.lower_ in _DIRECTIONS and not any(child.dep_ == "det" for child in town.lefts):
            return place  # "45 km north-west of Homs", and not "in the east of Homs"
        named_so = claim_words("settlement", "terrain")
        return town if town.lemma_.lower() in named_so else place
    return place


def is_scene(place: Token) -> bool:
    """Whether an attack or a harm is said to have been at a place ("Rockets hit a bus in Homs; nine died").

    Args:
        place: The head of the place's name.
    """
    if is_where(place):
        return True
    place = named_at(place)
    word = place.head
    if place.dep_ == "pobj":
        far = word.lower_ in ("from", "of") and is_distance_from(word)
        if word.lower_ == "for" and word.head.lemma_.lower() in FOUGHT:
            return True
        if word.lower_ not in (*SAYS_WHERE, "of") and not far:
            return False
        if word.lower_ == "of" and not far and word.head.lemma_.lower() not in cause_nouns():
            return False
        word = word.head
    elif place.dep_ in SUBJECTS:
        return (place.dep_ == "nsubjpass" and word.lemma_.lower() in claim_words("scene")) or _is_under_fire(
            word
        )
    elif place.dep_ != "dobj" or word.lemma_.lower() not in claim_words("scene"):
        return False
    for _ in range(CLIMB):
        if word.pos_ in ("NOUN", "PROPN") and (word.lemma_.lower() in cause_nouns() or names_harm(word)):
            return not _is_topic(word, place)
        if word.pos_ in ("VERB", "AUX"):
            joined = (
                child
                for child in word.rights
                if child.dep_ == "conj"
                and word.i > place.i
                and not any(c.dep_ in ("nsubj", "nsubjpass") for c in child.lefts)
            )
            if tells_of_attack(word) or any(tells_of_harm(child, by_itself=True) for child in joined):
                return True  # "in Homs nine men were made to kneel and shot"
        if word.dep_ in OWN_CLAUSE or word.head == word:
            return False
        word = word.head
    return False


def is_where(place: Token) -> bool:
    """Whether a clause says that an attack or a harm was at a place ("from Homs, where nine died")."""
    return any(
        child.dep_ == "relcl"
        and any(mark.lower_ == "where" for mark in child.lefts)
        and tells_of_attack(child)
        for child in place.rights
    )


def tells_of_attack(verb: Token) -> bool:
    """Whether a verb tells of an attack or a harm, by itself or by what does or undergoes it; not of talk about one."""
    if verb.lemma_.lower() in claim_words("discusses"):
        return False
    if (verb.lemma_.lower() in claim_words("scene") and not _is_peaceful(verb)) or tells_of_harm(
        verb, by_itself=True
    ):
        return True
    if verb.lemma_.lower() in claim_words("uncovers") and any(
        child.dep_ in _PARTS and names_harm(child) for child in verb.children
    ):
        return True  # "bodies were found"
    if _is_under_fire(verb):
        return True
    causes, carriers = cause_nouns(), claim_words("carrier")
    parts = (child.lemma_.lower() for child in verb.children if child.dep_ in _PARTS)
    return any(part in causes and part not in carriers for part in parts)


def _is_under_fire(verb: Token) -> bool:
    """Whether somebody or something comes under fire or the like."""
    under = (noun for child in verb.rights if child.lower_ == "under" for noun in child.children)
    return any(noun.lemma_.lower() in cause_nouns() or noun.lemma_ in _FIRE for noun in under)


def _is_peaceful(verb: Token) -> bool:
    """Whether a verb of attacks has another sense ("struck a deal", "landed in Homs", "shares dropped")."""
    objects = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    if verb.lemma_ == "land":
        return not any(word.head.lower_ == "on" and word.pos_ == "NOUN" for word in verb.subtree)
    if verb.lemma_ == "drop":
        return not objects
    return any(child.lemma_.lower() in claim_words("concord") for child in objects)


def _is_topic(attack: Token, place: Token) -> bool:
    """Whether an attack is what people talk about, and the place may be where they do ("rallied against the war in").

    Args:
        place: The head of a place's name that hangs on the attack.
    """
    above = attack.head
    if attack.dep_ == "pobj":
        talk = claim_words("discusses", "forum")
        return above.lower_ in _ABOUT and above.head.lemma_.lower() in talk
    if attack.dep_ != "dobj" or above.lemma_.lower() not in claim_words("discusses"):
        return False
    return any(word.lemma_.lower() in claim_words("forum") for word in place.ancestors)


def is_occasion(place: Token) -> bool:
    """Whether a clause of time tells of an attack at a place ("Nine died, they said, after rockets hit Homs")."""
    if not is_scene(place):
        return False
    clause = clause_of(place)
    marked = any(mark.lower_ in WHEN and mark.i < place.i for mark in clause.lefts)
    return clause.dep_ in ("advcl", "ccomp", "parataxis", "dep") and marked
