"""Inversion: a verb before who speaks, at the head of a sentence (Said Marchuk, the mayor: "We stay") or its end."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from lib.beside import beside
from lib.harm.people import sort_of

LEMMAS = {"added": "add", "asked": "ask", "said": "say", "wrote": "write"}
"""Lemma of each verb form that the model takes for part of a name when it opens a sentence."""
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_TELLING = frozenset(
    {
        "add",
        "admit",
        "announce",
        "complain",
        "confirm",
        "declare",
        "explain",
        "insist",
        "recall",
        "report",
        "say",
    }
)
"""Verbs after which the parse takes who speaks for what is told."""
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
    return not any((t.text, beside(t, 1).text) == named for t in doc[:-1] if not t.is_sent_start)


def speaker_after(verb: Token) -> Token | None:
    """Who speaks right after a verb that follows what is said (The road was shut, announced the mayor).

    Nobody, where the verb goes on in a list of what its subject did ("She left, announced a strike and wept").
    """
    if verb.lemma_.lower() not in _TELLING or verb.tag_ not in ("VBD", "VBZ") or verb.i < 3:
        return None
    if beside(verb, -1).text != "," or any(child.dep_ in ("nsubj", "conj", "cc") for child in verb.children):
        return None
    told = verb.head if verb.dep_ == "conj" else next((c for c in verb.lefts if c.dep_ == "ccomp"), None)
    if told is None or told.i > verb.i or not any(child.dep_ in _SUBJECTS for child in told.lefts):
        return None
    if any(child.dep_ in ("cc", "conj") and child != verb for child in told.children):
        return None
    after = [child for child in verb.rights if child.dep_ == "dobj" and child.left_edge.i == verb.i + 1]
    return after[0] if after and (after[0].ent_type_ == "PERSON" or sort_of(after[0]) == "person") else None


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
