"""Cues: the words that report speech ("said", "a claim"), from data/lexicons/cues.csv, found in a Doc."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Span, Token

from lib import lexicon
from lib.speech.inversion import LEMMAS, name_after, opens_speech
from lib.speech.sources import source_of

Act = Literal[
    "says",
    "accuses",
    "admits",
    "agrees",
    "announces",
    "asks",
    "believes",
    "claims",
    "confirms",
    "criticises",
    "denies",
    "describes",
    "intends",
    "learns",
    "orders",
    "praises",
    "promises",
    "rejects",
    "threatens",
    "urges",
    "warns",
]
PartOfSpeech = Literal["verb", "noun", "adjective"]
_POS: dict[str, PartOfSpeech] = {
    "VERB": "verb",
    "AUX": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
}
_MAYBE = frozenset({"could", "may", "might", "must", "should"})


@dataclass(frozen=True, slots=True)
class CueWord:
    """A row of cues.csv: a word that reports speech or thought.

    ``patterns`` are the complements that hold its content: "quote" (a quotation beside it), "that" (a finite
    clause, also a question), "inf" ("to leave"), "ing" ("leaving"), "object", "name" ("called it a farce"),
    or a preposition whose object is the content ("of", "for", ...).
    """

    lemma: str
    pos: PartOfSpeech
    act: Act
    patterns: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a text: its token, the rows of the lexicon that fit it, and whose words it reports."""

    token: Token
    words: tuple[CueWord, ...]
    source: Span | None

    def takes(self, pattern: str) -> CueWord | None:
        """The row that allows ``pattern``, or ``None``."""
        return next((word for word in self.words if pattern in word.patterns), None)


@cache
def _cue_words() -> dict[tuple[str, PartOfSpeech], tuple[CueWord, ...]]:
    found: dict[tuple[str, PartOfSpeech], tuple[CueWord, ...]] = {}
    for word in lexicon.load("cues", CueWord):
        key = (word.lemma, word.pos)
        found[key] = (*found.get(key, ()), word)
    return found


def find_cues(doc: Doc) -> Iterator[Cue]:
    """Yield the verbs, nouns and adjectives of ``doc`` that the lexicon knows, in order, with their sources.

    Cues that report nothing are left out: negated ones ("did not say"; "did not deny" stays), conditions
    ("if he says"), and what the speaker could or should say.
    """
    words = _cue_words()
    for token in doc:
        if opens_speech(token):
            yield Cue(token, words[LEMMAS[token.lower_], "verb"], name_after(token))
            continue
        pos = "verb" if _is_verb(token) else _POS.get(token.pos_)
        if pos is None or (_may_ask(token) and any(_asks(child) for child in token.rights)):
            continue
        lemmas = ("wonder",) if _asks(token) else _lemmas(token)
        rows = next((words[lemma, pos] for lemma in lemmas if (lemma, pos) in words), None)
        if rows is None and pos == "verb" and _follows_quotation(token):
            rows = words["say", "verb"]
        if rows and _reports(token, rows):
            yield Cue(token, rows, source_of(token))


def _is_verb(noun: Token) -> bool:
    """Whether a word taken for a noun is the verb of its sentence ("Families in Harbour report that ...")."""
    if noun.pos_ != "NOUN" or noun.dep_ != "ROOT":
        return False
    told = any(
        child.dep_ == "ccomp" and child.left_edge.i == noun.i + 1 and child.left_edge.lower_ == "that"
        for child in noun.rights
    )
    return told and any(child.dep_ in ("nsubj", "nsubjpass") and child.i < noun.i for child in noun.lefts)


def _follows_quotation(verb: Token) -> bool:
    """Whether a verb, whatever it is, has the quotation before it as its clause (“We stay,” he went on)."""
    if verb.tag_ not in ("VBD", "VBZ") or verb.dep_ != "ROOT":
        return False
    said = next((child for child in verb.lefts if child.dep_ == "ccomp"), None)
    if said is None:
        return False
    after = list(verb.doc[said.right_edge.i + 1 : verb.i + 1])[:2]
    marks = "".join(token.text for token in after if token.is_punct)
    return marks[:1] in (",", "!", "?") and marks[1:2] in ('"', "”", "’", "'", "»", "“")


def _asks(verb: Token) -> bool:
    """Whether a verb is the "know" of “Why?” she wanted to know, which asks what stands before."""
    if verb.lower_ != "know" or verb.dep_ != "xcomp" or not _may_ask(verb.head):
        return False
    return all(child.is_punct for child in verb.rights)


def _may_ask(verb: Token) -> bool:
    return verb.lemma_.lower() in ("demand", "want")


def _lemmas(token: Token) -> Iterator[str]:
    """The lemma of a token, and for a verb those of its form, since the lemmatizer errs ("hopes": "hop")."""
    yield token.lemma_.lower()
    if token.pos_ == "VERB":
        form = token.lower_
        if form.endswith("s"):
            yield form[:-1]
        elif form.endswith("ed"):
            yield form[:-1]
            yield form[:-2]
        elif form.endswith("ing"):
            yield form[:-3] + "e"
            yield form[:-3]


def _reports(token: Token, rows: tuple[CueWord, ...]) -> bool:
    verb = token.head if token.dep_ in ("acomp", "attr") else token
    if any(child.dep_ == "neg" for child in verb.children) and rows[0].act not in (
        "denies",
        "believes",
        "intends",
    ):
        return False
    if any(child.lower_ in ("neither", "nor") for verb in (token, token.head) for child in verb.children):
        return False
    if any(child.dep_ == "aux" and child.lower_ in _MAYBE for child in token.children):
        return False
    return not any(
        child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether") for child in verb.children
    )
