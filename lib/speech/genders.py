"""Genders: what "he", "her" and the like tell about the person that they can only mean.

A name that tells no gender is given one where a clause about it has "her" ("Dilshad, who lost her shop"), and
where the next sentence begins with a pronoun and nobody else was spoken of ("Dilshad came home. Her shop ...").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from lib.harm.people import sort_of
from lib.speech.cast import Cast, Person, gender_of
from lib.speech.names import Gender

GENDERS: dict[str, Gender] = {
    "he": "male",
    "her": "female",
    "him": "male",
    "his": "male",
    "she": "female",
}
_OF_A_NAME = frozenset({"appos", "compound", "nmod"})


def learn_genders(doc: Doc, cast: Cast, readable: Callable[[int], bool]) -> None:
    """Give the persons of a report the gender that its pronouns tell; a gender that is known stays.

    ``readable`` tells whether a character stands in text that may name a speaker.
    """
    for pronoun in doc:
        gender = GENDERS.get(pronoun.lower_)
        if gender is None or not readable(pronoun.idx):
            continue
        person = _of_clause(pronoun, cast) or _of_sentence_before(pronoun, cast)
        if person is not None and gender_of(person) is None:
            person.gender = gender


def _of_clause(pronoun: Token, cast: Cast) -> Person | None:
    """The person of whom a clause with "who" and a possessive tells ("Dilshad, who had lost her shop")."""
    if pronoun.dep_ != "poss" or pronoun.head.dep_ not in ("dobj", "pobj"):
        return None
    verb = pronoun.head.head
    verb = verb.head if verb.dep_ == "prep" else verb
    if verb.dep_ != "relcl" or not any(
        child.lower_ == "who" and child.dep_ == "nsubj" for child in verb.lefts
    ):
        return None
    mention = cast.mention_at(verb.head.i)
    others = any(sort_of(token) == "person" for token in _nouns_between(verb, pronoun))
    return mention.person if mention is not None and not others else None


def _nouns_between(verb: Token, pronoun: Token) -> Iterator[Token]:
    """The nouns after a verb and before a pronoun."""
    return (token for token in verb.doc[verb.i : pronoun.i] if token.pos_ in ("NOUN", "PROPN"))


def _of_sentence_before(pronoun: Token, cast: Cast) -> Person | None:
    """The only person of whom the sentence before one that begins with a pronoun tells."""
    if not pronoun.is_sent_start or pronoun.i == 0:
        return None
    sentence = pronoun.doc[pronoun.i - 1].sent
    found: Person | None = None
    for token in sentence:
        mention = cast.mention_at(token.i)
        if mention is not None:
            if found is not None and mention.person is not found:
                return None
            found = mention.person
        elif token.lower_ in GENDERS or _is_somebody(token):
            return None
    return found


def _is_somebody(token: Token) -> bool:
    """Whether a word tells of one person, and is no part of what goes with a name."""
    return token.tag_ in ("NN", "NNP") and token.dep_ not in _OF_A_NAME and sort_of(token) == "person"
