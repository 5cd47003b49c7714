"""Makers: who says what a writing says ("a review published by a group of monitors", "the ministry's statement")."""

from __future__ import annotations

from spacy.tokens import Token

from lib.harm.people import is_body, sort_of
from lib.speech.words import speaker_words

_MAKERS = ("GPE", "NORP", "ORG", "PERSON")


def maker_of(noun: Token) -> Token | None:
    """Who made a writing, as the phrase that names it says; ``None`` for what is none, or says nobody."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() in speaker_words("of others"):
        return None
    if {noun.lower_, noun.lemma_.lower()}.isdisjoint(speaker_words("writing")):
        return None
    made = (
        child
        for child in noun.rights
        if child.dep_ == "acl" and child.lemma_.lower() in speaker_words("makes")
    )
    found = (_by(noun), *map(_by, made), _owner(noun))
    return next((maker for maker in found if maker is not None and _is_maker(maker)), None)


def _by(word: Token) -> Token | None:
    """What stands after "by" or, of some writings, after "from"."""
    leads = ("by", "from") if word.lemma_.lower() in speaker_words("sent") else ("by",)
    for child in word.rights:
        if child.dep_ in ("agent", "prep") and child.lower_ in leads:
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    return None


def _owner(noun: Token) -> Token | None:
    return next((child for child in noun.lefts if child.dep_ == "poss" and child.pos_ != "PRON"), None)


def _is_maker(noun: Token) -> bool:
    name = noun.pos_ == "PROPN" and not noun.ent_type_
    return name or noun.ent_type_ in _MAKERS or is_body(noun) or sort_of(noun) == "person"
