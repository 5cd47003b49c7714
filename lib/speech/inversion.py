"""Inversion: a verb that opens a sentence before who speaks (Said Marchuk, the mayor: "We stay")."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

LEMMAS = {"added": "add", "asked": "ask", "said": "say", "wrote": "write"}
"""Lemma of each verb form that the model takes for part of a name when it opens a sentence."""
_LONGEST = 40
"""Tokens from the name to the colon."""


def opens_speech(word: Token) -> bool:
    """Whether a word is a verb that opens a sentence with a name, a colon and a quotation after it.

    "Said" is a given name where the report has it before this name in mid sentence.
    """
    doc, after = word.doc, word.i + 1
    if word.lower_ not in LEMMAS or not word.is_sent_start or after == len(doc):
        return False
    if doc[after].pos_ != "PROPN" or not _leads_to_quotation(doc, after):
        return False
    named = (word.text, doc[after].text)
    return not any((t.text, t.nbor().text) == named for t in doc[:-1] if not t.is_sent_start)


def name_after(verb: Token) -> Span:
    """The name that follows a verb."""
    end = verb.i + 1
    while end < len(verb.doc) and verb.doc[end].pos_ == "PROPN":
        end += 1
    return verb.doc[verb.i + 1 : end]


def _leads_to_quotation(doc: Doc, start: int) -> bool:
    """Whether the words from ``start`` on lead up to a colon and a quotation without a verb."""
    for token in doc[start : start + _LONGEST]:
        if token.text == ":":
            return token.i + 1 < len(doc) and doc[token.i + 1].is_quote
        if token.pos_ in ("AUX", "VERB") or token.is_space or token.text in ".!?":
            return False
    return False
