"""Whom "it", "they" and "the group" mean where they are credited with a claim."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from lib.harm.counted import SUBJECTS
from lib.harm.credits import phrase, up
from lib.harm.people import can_speak, is_body
from lib.harm.words import claim_words
from lib.records import ClaimSource

_LEVELS = 4  # governors above a claim that are looked at
_SENTENCES = 2  # sentences before in which the one meant is looked for
_PRONOUNS = ("it", "they")
_BODIES = ("ORG", "GPE", "NORP")
_BARE = ("the", "this", "that")


def by_pronoun(trigger: Token) -> ClaimSource | None:
    """Who "it" or "they" are that report a claim ("It had put the toll at nine"), or ``None``."""
    for word in up(trigger, _LEVELS):
        if word.lemma_.lower() not in claim_words("reports") or word.pos_ != "VERB":
            continue
        subject = next((child for child in word.lefts if child.dep_ == "nsubj"), None)
        if subject is None or subject.lower_ not in _PRONOUNS:
            return None
        return named_by_pronoun(subject)
    return None


def named_by_pronoun(pronoun: Token) -> ClaimSource | None:
    """The body that "it" or "they" stand for as a source; ``None`` when it is not told."""
    meant = _meant(pronoun) if pronoun.lower_ in _PRONOUNS else None
    if meant is None:
        return None
    return ClaimSource(pronoun.idx, pronoun.idx + len(pronoun), pronoun.text, phrase(meant).text)


def with_name(source: ClaimSource | None, doc: Doc) -> ClaimSource | None:
    """A source with the name of the body that "the group" or the like stands for, as the source is otherwise."""
    span = (
        doc.char_span(source.start, source.end) if source is not None and source.name == source.text else None
    )
    if source is None or span is None or len(span) != 2 or span[0].lower_ not in _BARE:
        return source
    noun = span[1]
    if noun.tag_ != "NN" or not is_body(noun):
        return source
    meant = _meant(noun)
    if meant is None or meant.pos_ != "PROPN":
        return source
    return replace(source, name=phrase(meant).text)


def _meant(word: Token) -> Token | None:
    """The body that is the subject of the sentence before, or of the one before that."""
    sentence = word.sent
    before = next((t for t in sentence if t.dep_ == "nsubj" and t.i < word.i and t.head != word.head), None)
    if word.lower_ == "it" and before is not None and (is_body(before) or before.ent_type_ in _BODIES):
        return before  # "Azerbaijan took the valley; nine soldiers fell there, it says"
    for _ in range(_SENTENCES):
        if sentence.start == 0:
            return None
        sentence = word.doc[sentence.start - 1].sent
        subjects = [child for child in sentence.root.lefts if child.dep_ in SUBJECTS]
        if not subjects or subjects[0].lower_ in _PRONOUNS:
            continue
        subject = subjects[0]
        many = word.lower_ == "they" and subject.tag_ == "NNS"
        body = (
            is_body(subject)
            or subject.ent_type_ in _BODIES
            or (subject.pos_ == "PROPN" and not subject.ent_type_)
        )
        return subject if can_speak(subject) and (many or body) else None
    return None
