"""Told names: names that the model takes for something else, which the report tells to be a person's.

An age after a name tells it ("Wilmer, 31,"), "who" after two words or more ("Zainab Oru, who has run it since May"),
and a noun for a person that the name stands beside ("the rifleman, Wilmer,").
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from lib.beside import beside
from lib.harm.people import is_age, sort_of
from lib.speech.countries import with_codes
from lib.speech.names import given_gender
from lib.speech.roles import role_of
from lib.toponyms.words import organisation_words

_CLOSES = (",", ".", ";", ":", "!", "?", "”", '"')
_ELDEST = frozenset({"eldest", "oldest", "youngest"})
_NO_NAME = ("DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART", "LANGUAGE")
PLACES = ("GPE", "LOC", "NORP")
"""Labels of the model that it gives to names of persons too."""
_PERSON_ENDINGS = ("man", "woman")


def is_told_to_be_person(name: Span) -> bool:
    """Whether a name of another kind is told to be a person's; none that ends in a country's or a body's word."""
    root = name[-1]
    if root.ent_type_ in _NO_NAME or any(token.lower_ in organisation_words() for token in name):
        return False
    if any(code is not None for _, _, code in with_codes([token.text for token in name])):
        return False
    return (
        _has_age(root)
        or (len(name) > 1 and (_has_who(root) or _has_calling(name)))
        or _is_beside_person(name)
    )


def _has_age(root: Token) -> bool:
    """Whether an age stands between commas after a name."""
    return any(child.dep_ == "appos" and child.i < root.i + 3 and is_age(child) for child in root.rights)


def _has_who(root: Token) -> bool:
    """Whether a clause with "who" tells of one person; of what may be a body or a place, only in the singular.

    Of a place it tells besides only where the place does what the sentence tells.
    """
    if root.ent_type_ in PLACES and root.dep_ != "nsubj":
        return False
    for clause in root.rights:
        if clause.dep_ != "relcl" or clause.left_edge.lower_ != "who":
            continue
        verbs = [clause, *(child for child in clause.lefts if child.dep_ in ("aux", "auxpass"))]
        return root.ent_type_ not in ("ORG", *PLACES) or any(verb.tag_ == "VBZ" for verb in verbs)
    return False


def _has_calling(name: Span) -> bool:
    """Whether a noun for a person stands right before a name, as part of it ("bakery owner Wilmer Oru")."""
    before = beside(name[0], -1) if name.start else name[0]
    if before.tag_ != "NN" or before.dep_ != "compound" or before.head != name[-1]:
        return False
    owned = any(child.dep_ in ("det", "poss") for child in (*before.lefts, *name[-1].lefts))
    return (
        not owned and before.text.islower() and (role_of([before]) is not None or sort_of(before) == "person")
    )


def _is_beside_person(name: Span) -> bool:
    """Whether a name stands between commas after a noun for a person, of which it is no part."""
    root, noun = name[-1], told_of(name[-1])
    if root.dep_ != "appos" or noun.i > name.start or not name.start or noun.tag_ not in ("NN", "JJS", "NNP"):
        return False
    after = beside(root, 1) if root.i + 1 < len(root.doc) else root
    if beside(name[0], -1).text != "," or not (after.text in _CLOSES or after.pos_ in ("AUX", "VERB")):
        return False
    role = role_of([noun])
    gendered = role is not None and role.word.gender is not None
    if gendered or noun.lower_.endswith(_PERSON_ENDINGS) or noun.lower_ in _ELDEST:
        return True
    if len(name) == 1 and given_gender(root.text) is not None:
        return noun.tag_ == "NN" and noun.lower_ not in organisation_words()
    if root.ent_type_ == "ORG":
        return len(name) > 1 and role is not None and role.word.kind == "office"
    return role is not None or sort_of(noun) == "person" or _speaks(noun)


def told_of(root: Token) -> Token:
    """The noun that a name stands beside, which may be that of the office ("the envoy for the Union, Ana Oru,")."""
    noun = root.head
    if noun.pos_ != "PROPN" or root.ent_type_ in PLACES:
        return noun
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    return noun


def _speaks(noun: Token) -> bool:
    """Whether "the" and a noun of which nothing is known say something, as persons do."""
    known = sort_of(noun) != "unknown" or noun.lower_ in organisation_words()
    return not known and noun.text.islower() and noun.dep_ == "nsubj" and noun.head.lemma_ == "say"
