"""Bodies: which organisation "the ministry" or "the charity" means, by its fuller name before in the report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from spacy.tokens import Doc, Span, Token

from lib.harm.people import is_body
from lib.speech.cast import Cast
from lib.speech.organisations import organisation_key
from lib.speech.phrases import noun_phrase
from lib.speech.sources import SUBJECTS
from lib.speech.words import speaker_words
from lib.toponyms.words import organisation_words

_NO_BODY = frozenset({"GPE", "LOC", "FAC", "NORP", "PERSON", "DATE", "EVENT"})
_PLACED = frozenset({"around", "at", "from", "in", "into", "near", "on", "outside", "to"})
_SMALL = frozenset({"the", "of", "for", "and", "without", "in", "on"})


class Bodies:
    """The organisations that one report names, and which of them a short description means."""

    def __init__(self, doc: Doc, cast: Cast, readable: Callable[[int], bool]) -> None:
        """``readable`` tells whether a character stands in text that may name a speaker."""
        self._fuller: dict[str, list[Span]] = {}
        self._names: list[Span] = []
        for token in doc:
            if token.pos_ not in ("NOUN", "PROPN") or cast.mention_at(token.i) or not readable(token.idx):
                continue
            if (
                is_body(token)
                and token.lemma_.lower() not in speaker_words("of every country")
                and _is_fuller(token)
            ):
                self._fuller.setdefault(token.lemma_.lower(), []).append(noun_phrase(token))
            elif _is_named(token):
                self._names.append(noun_phrase(token))

    def meant(self, span: Span, head: Token) -> str | None:
        """The only organisation before that "the" and a noun alone may mean, as it was named first."""
        any_name = head.lower_ in speaker_words("any organisation")
        if len(span) != 2 or span[0].lower_ != "the" or not (head.tag_ == "NN" or any_name):
            return None
        fuller = _before(self._fuller.get(head.lemma_.lower(), ()), span)
        if not fuller and any_name:
            fuller = _before(self._names, span)
        keys = {organisation_key(phrase.text) for phrase in fuller}
        return fuller[0].text if len(keys) == 1 else None


def _before(phrases: list[Span] | tuple[Span, ...], span: Span) -> list[Span]:
    return list(phrases[: bisect_left(phrases, span.start, key=lambda phrase: phrase.start)])


def _is_fuller(noun: Token) -> bool:
    """Whether more is said of an organisation than its kind ("the defence ministry in Kyiv", "Marsa Agency")."""
    owned = any(child.dep_ == "poss" and child.pos_ != "PRON" for child in noun.lefts)
    return noun.tag_ in ("NN", "NNP") and (
        owned
        or any(child.dep_ in ("compound", "nmod") for child in noun.lefts)
        or any(child.dep_ == "amod" and child.text[0].isupper() for child in noun.lefts)
    )


def _is_named(noun: Token) -> bool:
    """Whether a noun ends or heads the name of an organisation that does something, with no word for its kind."""
    part = noun.dep_ in ("amod", "compound", "nmod") or (noun.dep_ == "pobj" and noun.head.lower_ in _PLACED)
    if noun.ent_type_ in _NO_BODY or part or (noun.dep_ not in SUBJECTS and noun.ent_type_ != "ORG"):
        return False
    words = [token for token in noun_phrase(noun) if token.lower_ not in _SMALL]
    kinds = any(word.lower_ in organisation_words() or is_body(word) for word in words)
    name = noun.pos_ == "PROPN" or len(words) > 1
    return name and not kinds and all(word.text[0].isupper() for word in words)
