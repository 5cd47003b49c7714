"""Who may speak: persons, roles, groups, organisations and what is written, but no rule, illness or response."""

from __future__ import annotations

from spacy.tokens import Token

from lib.harm.people import is_abstract, is_body, sort_of
from lib.speech.words import speaker_words
from lib.toponyms.words import organisation_words

_ABSTRACT = ("ness", "ism")


def may_speak(noun: Token) -> bool:
    """Whether a noun may be who says something: no abstract thing or event that is no group and no writing.

    A noun that is not known is trusted.
    """
    if not any(character.isalnum() for character in noun.text) or noun.lower_ in ("'s", "’s"):
        return False
    if noun.pos_ != "NOUN" or noun.ent_type_ in ("ORG", "PERSON", "NORP", "GPE") or _counts(noun):
        return True
    forms = {noun.lower_, noun.lemma_.lower()}
    roles = ("any organisation", "of every country", "group", "writing")
    if any(not forms.isdisjoint(words) for words in (organisation_words(), *map(speaker_words, roles))):
        return True
    if is_body(noun) or sort_of(noun) == "person":
        return True
    return not (is_abstract(noun) or noun.lower_.endswith(_ABSTRACT))


def _counts(noun: Token) -> bool:
    """Whether a noun says how many of somebody speak ("a number of experts")."""
    return noun.lower_ in speaker_words("share") and any(child.lower_ == "of" for child in noun.rights)
