"""Reader for harm that is named by a condition: "in critical condition", "with burns", "in rebel hands"."""

from __future__ import annotations

from spacy.tokens import Token

from lib.beside import beside, words_before
from lib.harm import arguments
from lib.harm.arguments import SUBJECTS, child_of, of_phrase
from lib.harm.noun_counts import count_for
from lib.harm.people import antecedent, are_armed, sort_of
from lib.harm.terms import is_harm, names_harm
from lib.harm.use import Argument, Use
from lib.harm.words import claim_words
from lib.toponyms.words import demonyms

_INSIDE = ("in", "into", "with")
_UNDER = ("under", "beneath", "underneath", "in")
_RESTS = ("be", "lie")
_NOTE = 9  # tokens between a person and a wound in a note
_THEM = ("them", "whom", "these")


def read_condition(use: Use) -> Argument | None:
    """Who is left or found "in critical condition" or "with burns"."""
    preposition = (use.token if use.token.pos_ == "NOUN" else use.last).head
    if use.complement is not None and preposition == use.complement:
        preposition = preposition.head  # "with their throats slit", taken for one noun
    under = use.outcome == "missing"
    if use.outcome == "injured" and (patient := _patient(use.token)) is not None:
        return Argument("state of the subject", patient)
    if use.token.lower_ == "run" and not _are_on_the_run(use.token):
        return None
    if use.token.lemma_ == "hand" and not _are_captors(use.token):
        return None
    leads = ("on",) if use.outcome == "displaced" else _UNDER if under else _INSIDE
    if preposition.dep_ != "prep" or preposition.lower_ not in leads:
        return None
    noun = preposition.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "including":
        noun = noun.head.head  # "leaving six others, including two guards, with injuries"
    if (
        preposition.i > 0
        and beside(preposition, -1).text == ","
        and (outer := arguments.before_aside(preposition, use.counts)) is not None
    ):
        noun = outer  # "left twelve people, some of them children, with wounds"
    before = beside(preposition, -1) if preposition.i > 0 else preposition
    if noun.pos_ in ("VERB", "AUX") and count_for(before, use.counts) is not None:
        bare = before.pos_ == "NUM" or sort_of(before) == "person"
        noun = before if bare else noun  # "leaving 19 dead and 50 with burns"
    if (
        noun.lower_ in ("many", "some", "most", "all", "several")
        and noun.i > 0
        and beside(noun, -1).text == ","
    ):
        return None  # "another 47, many with burns, were hurt"
    if noun.pos_ in ("VERB", "AUX"):
        noun = child_of(noun, "dobj") or child_of(noun, *SUBJECTS) or noun
    if under and (is_harm(noun) or names_harm(noun)):
        return None  # "the number of dead in the ruins"
    if under and _governor(preposition).lemma_.lower() in claim_words("frees"):
        return None  # "rescued 12 people under the rubble"
    if (
        use.demand == "counted"
        and use.outcome == "injured"
        and not (_is_brought(preposition) or _are_there(preposition, noun))
    ):
        return None  # "visited ten patients in hospital"
    numbered = (
        use.demand == "counted" and sort_of(noun) != "thing" and count_for(noun, use.counts) is not None
    )
    attached = preposition.head == noun
    if (
        attached
        and noun.i in use.counts
        and any(
            child.lower_ == "of" and any(w.lower_ in _THEM for w in child.rights) for child in noun.rights
        )
    ):
        return None  # "96 of them with gunshot wounds" are a part of those told of
    known = numbered or noun.i in use.counts or sort_of(noun) == "person"
    return Argument("state of the subject", antecedent(noun)) if known else None


def _is_brought(preposition: Token) -> bool:
    """Whether a verb says that something brought people to where they are ("left ten guests in hospital")."""
    return _governor(preposition).lemma_.lower() in claim_words("puts")


def _are_there(preposition: Token, noun: Token) -> bool:
    """Whether persons who are no patients of old are said to be where people are treated ("eight are in hospital")."""
    verb = preposition.head
    still = any(child.lower_ == "still" for child in (*verb.lefts, *verb.rights))  # counted before
    at_rest = verb.lemma_.lower() in _RESTS and not still
    return at_rest and noun.dep_ in SUBJECTS and noun.lemma_.lower() not in claim_words("no patient")


def _governor(preposition: Token) -> Token:
    """The verb above a preposition, or what stands at most four words above."""
    verb = preposition.head
    for _ in range(4):
        if verb.pos_ in ("VERB", "AUX") or verb.head == verb:
            break
        verb = verb.head
    return verb


def _patient(wound: Token) -> Token | None:
    """The person before a wound in a note without a verb ("Male, 28, gunshot wound to the chest")."""
    for word in words_before(wound, _NOTE):
        if word.pos_ in ("VERB", "AUX", "ADP", "DET", "PRON"):
            return None
        if sort_of(word) == "person" and word.pos_ in ("NOUN", "PROPN"):
            return word if beside(word, 1).text in (",", ":", "(", "-") else None
    return None


def _are_captors(hands: Token) -> bool:
    """Whether hands are those of an armed side ("in rebel hands", "in the hands of the militia")."""
    if hands.tag_ != "NNS":
        return False
    of = of_phrase(hands)
    words = (
        [of]
        if of is not None
        else [word for word in hands.lefts if word.dep_ in ("amod", "compound", "poss")]
    )
    return any(word.lower_ in demonyms() or word.lower_ == "enemy" or are_armed(word) for word in words)


def _are_on_the_run(noun: Token) -> bool:
    return noun.head.lower_ == "on" and any(child.lower_ == "the" for child in noun.lefts)
