"""Speech phrases: "according to", "in the words of" and the like, which credit the rest of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from lib import lexicon
from lib.speech.clauses import Range
from lib.speech.cues import Act
from lib.speech.phrases import noun_phrase, sentence_bounds
from lib.speech.reported_speech import Reported


@dataclass(frozen=True, slots=True)
class SpeechPhrase:
    """A row of speech_phrases.csv: words that credit a sentence to the source that stands at "…"."""

    phrase: str
    act: Act
    example: str


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], tuple[str, ...], SpeechPhrase], ...]:
    """Each phrase as the words before and after its source."""
    rows = []
    for row in lexicon.load("speech_phrases", SpeechPhrase):
        before, _, after = row.phrase.partition("…")
        rows.append((tuple(before.split()), tuple(after.split()), row))
    return tuple(rows)


def find_phrases(doc: Doc) -> Iterator[Reported]:
    """Yield what is credited by phrases such as "according to"; the content is the rest of the sentence."""
    starts: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], SpeechPhrase]]] = {}
    for phrase in _phrases():
        starts.setdefault(phrase[0][0], []).append(phrase)
    for token in doc:
        for before, after, row in starts.get(token.lower_, ()):
            last = token.i + len(before) - 1
            if tuple(t.lower_ for t in doc[token.i : last + 1]) != before:
                continue
            found = _source_at(doc, sentence_bounds(token)[1] + 1, last, after)
            if found:
                source, end = found
                ranges = _rest_of_sentence(token, end)
                if ranges:
                    yield Reported(tuple(ranges), (token.i, last), row.act, source, "phrase")


def _source_at(doc: Doc, stop: int, last: int, after: tuple[str, ...]) -> tuple[Span, int] | None:
    """The source that follows token ``last`` and the last token of the phrase with it."""
    if not after:
        for token in doc[last + 1 : min(last + 20, stop)]:
            if token.dep_ in ("pobj", "pcomp") and token.head.i <= last:
                phrase = noun_phrase(token)
                return phrase, max(_comment_end(token), phrase.end - 1)
        return None
    for token in doc[last + 1 : min(last + 9, stop)]:
        if token.lower_ == after[0]:
            owner = next((c for c in token.children if c.dep_ == "poss"), None)
            return (noun_phrase(owner), token.i) if owner is not None else None
    return None


def _comment_end(head: Token) -> int:
    """The end of a noun phrase with what is said of it between commas ("a charity, which runs the camp,")."""
    end = head.right_edge.i
    doc = head.doc
    stop = sentence_bounds(head)[1] + 1
    while end + 1 < stop and doc[end].text == ",":
        end -= 1
    return end


def _rest_of_sentence(token: Token, end: int) -> list[Range]:
    """What is left of the clause of a phrase that runs from ``token`` to ``end``."""
    start, stop = sentence_bounds(token)
    verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if (
        verb is not None
        and verb.dep_ == "conj"
        and any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    ):
        start, stop = min(verb.left_edge.i, token.i), max(verb.right_edge.i, end)
    before = [(start, token.i - 1)] if _words(token.doc, start, token.i - 1) > 2 else []
    after = [(end + 1, stop)] if _words(token.doc, end + 1, stop) > 2 else []
    return before + after


def _words(doc: Doc, start: int, end: int) -> int:
    return sum(1 for token in doc[start : end + 1] if not token.is_punct and not token.is_space)
