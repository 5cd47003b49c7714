"""Which nouns and pronouns stand for persons, and for which group of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Token

from lib import lexicon
from lib.beside import beside
from lib.harm.words import claim_words
from lib.nouns import things
from lib.toponyms.words import demonyms

PERSON_LABELS = ("PERSON", "NORP")
NAME_LABELS = ("GPE", "LOC", "FAC", "ORG", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "LANGUAGE")
FIGURE_LABELS = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL")
"""Entity labels of the model: of persons, of named things, of figures."""

_OLDEST = 111  # years
OWNERS_ONE = ("his", "her", "my")
"""Words for one person to whom others belong."""
_SPEAKER_LABELS = ("ORG", "PERSON", "GPE", "NORP")
_ARMED = ("fighters", "soldiers", "police")
_RELATIVE = ("who", "whom", "that", "which")
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_HEADS = ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "appos", "dep", "ROOT")
_PERSON_ENDINGS = ("man", "men", "woman", "women", "ist", "ists")

Sort = Literal["person", "thing", "unknown"]


@dataclass(frozen=True, slots=True)
class VictimNoun:
    """A row of victims.csv.

    ``number`` says how many a bare singular stands for; of a ``group`` there can be several, each of many.
    """

    noun: str
    group: str
    number: Literal["one", "two", "many", "group"]
    example: str


@dataclass(frozen=True, slots=True)
class OtherNoun:
    """A row of not_people.csv: a noun for something other than persons."""

    noun: str
    sort: str
    example: str


@cache
def _victims() -> dict[str, VictimNoun]:
    return {row.noun: row for row in lexicon.load("victims", VictimNoun)}


@cache
def _worn() -> frozenset[str]:
    """The last words of the nouns of two words in victims.csv ("blue helmet")."""
    return frozenset(noun.split()[-1] for noun in _victims() if " " in noun)


@cache
def _things() -> frozenset[str]:
    return frozenset(row.noun for row in lexicon.load("not_people", OtherNoun))


@cache
def _abstract() -> frozenset[str]:
    rows = lexicon.load("not_people", OtherNoun)
    return frozenset(row.noun for row in rows if row.sort in ("abstract things", "events"))


@cache
def _animals() -> frozenset[str]:
    return frozenset(row.noun for row in lexicon.load("not_people", OtherNoun) if row.sort == "animals")


def is_animal(noun: Token) -> bool:
    """Whether a noun stands for animals ("elephants")."""
    return not {noun.lower_, noun.lemma_.lower()}.isdisjoint(_animals())


def is_thing(noun: Token) -> bool:
    """Whether a noun is known to stand for no persons ("cholera")."""
    return not {noun.lower_, noun.lemma_.lower()}.isdisjoint(_things())


def is_abstract(noun: Token) -> bool:
    """Whether a noun stands for an abstract thing or an event ("rule", "response", "war")."""
    return not {noun.lower_, noun.lemma_.lower()}.isdisjoint(_abstract())


def noun_row(token: Token) -> VictimNoun | None:
    """The row of victims.csv for a noun, by its lemma or its form."""
    return _victims().get(token.lemma_.lower()) or _victims().get(token.lower_)


def is_one(token: Token) -> bool:
    """Whether a pronoun stands for one person ("her", "another", "anyone")."""
    return (
        token.lower_ in claim_words("one person") or is_anyone(token) or _is_another(token) or _is_aged(token)
    )


def _is_aged(token: Token) -> bool:
    """Whether "a 14-year-old" stands for a person."""
    if token.lower_ not in ("old", "olds") or token.dep_ not in _HEADS:
        return False
    years = (child for child in token.lefts if child.lemma_ in ("year", "month"))
    return any(0 < _number(word) < _OLDEST for child in years for word in child.lefts)


def _number(word: Token) -> int:
    return int(word.text) if word.text.isdecimal() else 0


def _is_another(token: Token) -> bool:
    """Whether an ordinal stands for one more person ("a fourth died"), and not for a share ("a fourth of them")."""
    if not is_ordinal(token):
        return False
    article = any(child.lower_ == "a" for child in token.lefts)
    alone = all(
        child.dep_ in ("punct", "prep", "appos", "cc", "acl", "relcl") and child.lower_ != "of"
        for child in token.rights
    )
    if token.dep_ == "amod" and token.head.tag_ in ("VBN", "VBD") and token.head.i == token.i + 1:
        return any(child.lower_ == "a" for child in token.head.lefts)  # "and a second wounded"
    if token.lower_ == "second" and token.dep_ == "dobj":
        return False  # "took a second"
    return article and token.dep_ in ("nsubj", "nsubjpass", "dobj", "appos", "conj", "npadvmod") and alone


def is_ordinal(token: Token) -> bool:
    """Whether a word is an ordinal ("third")."""
    return token.ent_type_ == "ORDINAL" or token.lower_ in _ORDINALS


def is_anyone(token: Token) -> bool:
    """Whether a pronoun stands for a person who need not be there ("anyone")."""
    return token.lower_ in claim_words("any person")


def is_some(token: Token) -> bool:
    """Whether a pronoun stands for persons without saying how many ("they", "others")."""
    return token.lower_ in claim_words("some persons")


def sort_of(token: Token) -> Sort:
    """Whether a noun or pronoun stands for persons, as far as the word and its entity label tell."""
    lower, lemma = token.lower_, token.lemma_.lower()
    if is_one(token) or is_some(token) or (token.pos_ == "PRON" and lower in _RELATIVE):
        return "person"
    if token.pos_ == "PRON":
        return "thing"
    if noun_row(token) is not None or (lemma in _worn() and _is_wearer(token)):
        return "person"
    if lower in _things() or (lemma in _things() and token.pos_ != "VERB"):
        return "thing"
    if lower in demonyms() and (token.tag_ in ("NNS", "NNPS") or _is_counted(token)):
        return "person"
    if token.ent_type_ in PERSON_LABELS:
        return "person"
    if _is_murdered(token):
        return "person"
    if any(
        child.dep_ == "appos" and (noun_row(child) is not None or is_age(child)) for child in token.rights
    ):
        return "person"
    if token.ent_type_ in NAME_LABELS + FIGURE_LABELS and token.pos_ != "NUM":
        counted = token.tag_ in ("NNP", "NNPS") and lower.endswith("s") and _is_counted(token)
        return "person" if counted else "thing"
    if token.pos_ == "NOUN" and lower.endswith(_PERSON_ENDINGS):
        return "person"
    return "thing" if token.pos_ == "NOUN" and lemma in things() else "unknown"


def _is_wearer(token: Token) -> bool:
    """Whether a noun and the word before it stand for persons together ("blue helmets")."""
    return any(f"{child.lower_} {token.lemma_.lower()}" in _victims() for child in token.lefts)


def is_named_person(name: Token) -> bool:
    """Whether a title before a name or an age after it makes it a person's ("Mr Kherson", "Olena, 34,")."""
    titled = any(child.lower_.rstrip(".") in claim_words("title") for child in name.lefts)
    aged = any(child.dep_ == "appos" and is_age(child) for child in name.rights)
    return titled or aged or _is_murdered(name)


def _is_murdered(name: Token) -> bool:
    """Whether a name of two words stands behind "the murder of"."""
    if name.dep_ != "pobj" or name.pos_ != "PROPN" or name.head.lower_ != "of":
        return False
    full = any(child.dep_ == "compound" and child.pos_ == "PROPN" for child in name.lefts)
    return full and name.head.head.lemma_.lower() in claim_words("murder")


def is_age(figure: Token) -> bool:
    """Whether a figure between commas is the age of the person named before it ("Olena, 34, was killed")."""
    if not figure.text.isdigit() or not 0 < int(figure.text) < _OLDEST or figure.i + 1 >= len(figure.doc):
        return False
    return beside(figure, -1).text == beside(figure, 1).text == ","


def _is_counted(token: Token) -> bool:
    """Whether a figure stands with a name, which makes it one of a people ("five Kashmiris")."""
    return any(child.dep_ == "nummod" for child in token.lefts)


def group_of(token: Token) -> str | None:
    """The group that a noun names ("soldiers", "children"), or ``None`` for persons in general."""
    modifiers = [child for child in token.lefts if child.dep_ in ("amod", "compound", "nmod")]
    for word in modifiers:
        row = _victims().get(f"{word.lower_} {token.lemma_.lower()}")  # "aid worker"
        if row is not None:
            return row.group
    for word in (*modifiers, token):
        row = noun_row(word)
        if row is not None and row.group != "people":
            return row.group
    return None


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; the token itself when it is none."""
    if token.lower_ not in _RELATIVE:
        return token
    verb = token.head
    for _ in range(4):
        if verb.dep_ == "relcl":
            return _person_meant(verb.head) if token.lower_ in ("who", "whom") else verb.head
        if verb.head == verb:
            break
        verb = verb.head
    return token


def _person_meant(noun: Token) -> Token:
    """The persons whose body a clause with "who" is hung on ("two soldiers of the brigade who gave their lives")."""
    of_persons = noun.dep_ == "pobj" and noun.head.lower_ == "of" and sort_of(noun) != "person"
    outer = noun.head.head
    return outer if of_persons and sort_of(outer) == "person" else noun


def is_relative(token: Token) -> bool:
    """Whether a noun names a member of somebody's family ("wife", "son")."""
    return token.lemma_.lower() in claim_words("relative")


def are_armed(token: Token) -> bool:
    """Whether a noun or pronoun may stand for armed men or their force ("gunmen", "the navy", "they")."""
    return is_force(token) or token.ent_type_ in ("ORG", "NORP")


def is_force(token: Token) -> bool:
    """Whether a noun stands for armed men or their force ("gunmen", "the navy")."""
    return group_of(token) in _ARMED or token.lemma_.lower() in claim_words("captor")


def is_group(token: Token) -> bool:
    """Whether a noun counts groups and not persons ("7,000 families")."""
    row = noun_row(token)
    return row is not None and row.number == "group"


def is_collective(token: Token) -> bool:
    """Whether a singular noun stands for many ("family", "crew")."""
    row = noun_row(token)
    return row is not None and row.number in ("many", "group")


def can_speak(noun: Token) -> bool:
    """Whether a noun phrase may be credited with a claim: a person, an organisation, a government."""
    if noun.pos_ == "PRON":
        return False
    return (
        sort_of(noun) == "person"
        or noun.ent_type_ in _SPEAKER_LABELS
        or noun.pos_ == "PROPN"
        or is_body(noun)
    )


def is_body(noun: Token) -> bool:
    """Whether a noun names an organisation that reports ("ministry", "hospital")."""
    return not {noun.lemma_.lower(), noun.lower_}.isdisjoint(claim_words("body"))
