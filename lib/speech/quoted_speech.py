"""Quoted speech: links each quotation that stands for itself to the cue beside it and its source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from lib.beside import beside
from lib.layout import Layout, Segment
from lib.quotations import Quotation
from lib.speech.cues import Cue
from lib.speech.drafts import Link, Stretch
from lib.speech.names import is_title
from lib.speech.phrases import entity_at, noun_phrase
from lib.speech.quotation_gaps import STOPS, Gap
from lib.speech.reported_speech import reported
from lib.speech.reporting_clauses import ReportingClauses
from lib.speech.sources import subject_of

_INTEGRATING = frozenset({"ADP", "DET", "ADJ", "AUX", "PART", "NUM", "SCONJ", "VERB"})
_AFTERWARDS = frozenset({"in", "on", "at", "during", "after", "when", "before", "while", "as"})
_CREDIT = re.compile(
    r"\s*(?:[–—―]|--?)\s*(?P<name>[A-Z][^.;:!?\n“”\"]{1,80}?(?: [A-Z]\.[^.;:!?\n]{1,40}?)?)\.?\s*"
)
_GESTURES = frozenset({"beam", "frown", "grin", "laugh", "nod", "shrug", "sigh", "smile"})
_TERMINAL = ".!?…,—–-:"


@dataclass(frozen=True, slots=True)
class QuotedSpeech:
    """A quotation, or several that are one statement, with what links them to a source.

    Attributes:
        parts: The quotations, each within one paragraph.
        cue: The cue beside them, or ``None``.
        source: Whose words they are by that cue, or ``None``.
        link: "cue" by a cue of its own, "introduced" by the sentence before it, "inherited" from an earlier
            statement, "none" when nothing beside it says.
        heads_paragraph: Nothing stands before it in its paragraph.
        lead: Words before the first quotation that are said with it (characters), up to it or to a cue between.
        continues: It goes on from the paragraph before, whose quotation was left open.
    """

    parts: tuple[Quotation, ...]
    cue: Cue | None
    source: Span | None
    link: Link
    heads_paragraph: bool = False
    continues: bool = False
    lead: Stretch | None = None


class QuotationReader:
    """Links the quotations of one Doc; made once per Doc, since it looks tokens up by their place."""

    def __init__(self, doc: Doc, cues: Sequence[Cue]) -> None:
        self._doc = doc
        self._text = doc.text
        self._starts = [token.idx for token in doc]
        self._clauses = ReportingClauses(doc, cues)

    def token_at(self, position: int) -> int:
        """Index of the first token that starts at or after a character."""
        return bisect_left(self._starts, position)

    def read(self, quotations: Sequence[Quotation], layout: Layout) -> Iterator[QuotedSpeech]:
        """Yield the quotations that stand for themselves, in order; the rest are parts of clauses."""
        position = 0
        for paragraph in layout.paragraphs():
            inside: list[Quotation] = []
            while position < len(quotations) and quotations[position].start < paragraph.end:
                inside.append(quotations[position])
                position += 1
            if inside:
                yield from self._paragraph(paragraph, inside)

    def _paragraph(self, paragraph: Segment, quotations: Sequence[Quotation]) -> Iterator[QuotedSpeech]:
        gaps = self._gaps(paragraph, quotations)
        pending: QuotedSpeech | None = None
        for k, quotation in enumerate(quotations):
            speech = self._link(quotation, gaps[k], gaps[k + 1], first=k == 0)
            if speech is None:
                if pending and self._interrupted(pending, quotations, gaps[k], k):
                    pending = replace(pending, parts=(*pending.parts, quotation))
                continue
            if pending and self._joins(pending, speech, quotations, gaps, k):
                pending = replace(pending, parts=(*pending.parts, quotation))
                continue
            if pending:
                yield pending
            pending = speech
        if pending:
            yield pending

    def _gaps(self, paragraph: Segment, quotations: Sequence[Quotation]) -> list[Gap]:
        edges = [paragraph.start]
        for quotation in quotations:
            edges += [quotation.start, quotation.end]
        edges.append(paragraph.end)
        return [
            Gap(self._doc, self.token_at(edges[n]), self.token_at(edges[n + 1]))
            for n in range(0, len(edges), 2)
        ]

    def _joins(
        self,
        pending: QuotedSpeech,
        speech: QuotedSpeech,
        quotations: Sequence[Quotation],
        gaps: Sequence[Gap],
        k: int,
    ) -> bool:
        """Whether quotation ``k`` goes on after nothing but the cue of the statement before it."""
        if pending.parts[-1] is not quotations[k - 1]:
            return False
        if pending.cue is not None and speech.cue is not None:
            return pending.cue.token == speech.cue.token
        tokens = gaps[k].tokens()
        if not tokens:
            return speech.link == "none"
        tail, head = gaps[k].split()
        clause_only = len(tail) + 1 >= len(tokens) if not head else head == tokens
        return (
            speech.cue is None
            and pending.link == "cue"
            and clause_only
            and bool(self._clauses.between(gaps[k].tokens()))
        )

    def _interrupted(self, pending: QuotedSpeech, quotations: Sequence[Quotation], gap: Gap, k: int) -> bool:
        """Whether a cue between commas is all that parts quotation ``k`` from the one before."""
        tokens = gap.tokens()
        return (
            pending.parts[-1] is quotations[k - 1]
            and pending.cue is not None
            and bool(tokens)
            and tokens[-1].text == ","
            and tokens[0].i <= pending.cue.token.i <= tokens[-1].i
            and len(self._clauses.between(tokens)) == 1
            and not any(token.text in STOPS for token in tokens)
        )

    def _link(self, quotation: Quotation, before: Gap, after: Gap, *, first: bool) -> QuotedSpeech | None:
        head = before.head()
        tail, _ = after.split()
        if not quotation.opened:
            return QuotedSpeech((quotation,), None, None, "none", True, True)
        heads_paragraph = first and not before.tokens()
        credited = self._credit(quotation, after) if self._is_sentence(quotation) else None
        if credited is not None:
            return QuotedSpeech((quotation,), None, credited, "cue", heads_paragraph)
        following = self._clauses.after(tail)
        if following and self._is_of_next_sentence(quotation, tail, following[0], before):
            following = None
        speech = QuotedSpeech((quotation,), None, None, "none", heads_paragraph)
        if heads_paragraph and _is_signature(after.tokens()):
            return replace(speech, link="undecided")
        if head:
            preceding = self._clauses.before(head)
            if preceding and self._stands_after(quotation, head, preceding[0], tail):
                lead = self._clauses.lead(head, preceding[0])
                return replace(speech, cue=preceding[0], source=preceding[1], link="cue", lead=lead)
            if following and self._ends_clause(quotation, tail):
                inside = self._doc[self.token_at(quotation.start) : self.token_at(quotation.end)]
                if self._clauses.is_said_with(head, inside, following[0]):
                    lead = (head[0].idx, quotation.start)
                    return replace(speech, cue=following[0], source=following[1], link="cue", lead=lead)
            if (
                following
                and self._ends_clause(quotation, tail)
                and head[-1].text in (",", ":", ";", "—", "–", "-", "--")
            ):
                return replace(speech, cue=following[0], source=following[1], link="cue")
            if head[-1].text == ":" and self._is_sentence(quotation):
                source = introducer(head)
                return replace(speech, source=source, link="introduced" if source else "undecided")
            return None
        if following and self._ends_clause(quotation, tail):
            return replace(speech, cue=following[0], source=following[1], link="cue")
        if not self._is_sentence(quotation) or (tail and tail[0].text[:1].islower() and quotation.closed):
            return None
        if before.tokens():
            source = introducer(_last_sentence(before.tokens()))
            return replace(speech, source=source, link="introduced" if source else "none")
        return speech

    def _credit(self, quotation: Quotation, after: Gap) -> Span | None:
        """The name after a dash that ends the paragraph (“We stay.” — Anna Rohova)."""
        end = self._starts[after.stop] if after.stop < len(self._starts) else len(self._text)
        match = _CREDIT.fullmatch(self._text, quotation.end, end)
        if match is None:
            return None
        span = self._doc.char_span(match.start("name"), match.end("name"), alignment_mode="contract")
        if span is None or any(token.pos_ in ("VERB", "AUX", "PRON") for token in span):
            return None
        return span

    def _is_sentence(self, quotation: Quotation) -> bool:
        """Whether a quotation reads as an utterance of its own: it ends with a stop and has some length."""
        inner = self._text[quotation.start : quotation.end].strip("\"'“”‘’«»„‹›` ")
        words = len(inner.split())
        if not quotation.closed:
            return words > 3
        return (inner[-1:] in ".!?…,—–" and words > 2) or (inner[-1:] in ".!?" and words > 0)

    def _ends_clause(self, quotation: Quotation, tail: Sequence[Token]) -> bool:
        """Whether a quotation is closed off from the words after it by a stop or comma, inside or outside."""
        inner = self._text[quotation.start : quotation.end].rstrip("\"'“”‘’«»„‹›` ")
        return (
            inner[-1:] in _TERMINAL
            or bool(tail and tail[0].text in (",", "-", "—", "–", "--"))
            or _inverted(tail)
        )

    def _is_of_next_sentence(
        self, quotation: Quotation, tail: Sequence[Token], cue: Cue, before: Gap
    ) -> bool:
        """Whether a cue after a quotation that ends its sentence tells something else ("So it is." He said they ...).

        A gesture after a quotation that goes on from the clause before it is none of that quotation's either
        (“No,” he said. “Never.” His wife smiled.).
        """
        inner = self._text[quotation.start : quotation.end].rstrip("\"'“”‘’«»„‹›` ")
        if inner[-1:] not in ".!?…" or not tail[0].text[:1].isupper():
            return False
        item = reported(cue)
        if item is not None and item.ranges[0][0] > cue.token.i:
            return True
        return cue.token.lemma_.lower() in _GESTURES and self._goes_on_after(before)

    def _goes_on_after(self, before: Gap) -> bool:
        """Whether nothing but the clause that credits a quotation stands between it and the next one."""
        tokens = before.tokens()
        tail, head = before.split()
        return not head and len(tail) + 1 == len(tokens) and self._clauses.after(tail) is not None

    def _stands_after(
        self, quotation: Quotation, head: Sequence[Token], cue: Cue, tail: Sequence[Token]
    ) -> bool:
        """Whether a quotation after a cue is all that the cue reports, and no part of a longer clause."""
        last = head[-1]
        if last.text == ":":
            return True
        if quotation.closed and self._goes_on(quotation, tail):
            return False
        if last.text == "," or last == cue.token or last.lower_ == "that":
            return True
        if last.pos_ == "CCONJ":
            return False
        between = [token for token in head if token.i > cue.token.i]
        return last.pos_ not in _INTEGRATING and not any(t.pos_ in ("VERB", "AUX") for t in between)

    def _goes_on(self, quotation: Quotation, tail: Sequence[Token]) -> bool:
        """Whether the clause of a quotation goes on after its closing mark."""
        inner = self._text[quotation.start : quotation.end].rstrip("\"'“”‘’«»„‹›` ")
        if not tail or not tail[0].text[:1].isalpha() or inner[-1:] in ".!?,":
            return False
        return tail[0].lower_ not in _AFTERWARDS and not self._clauses.after(tail)


def _is_signature(words: Sequence[Token]) -> bool:
    """Whether the words after a quotation name somebody and say nothing ("We stay." Pavlo Marchuk, farmer)."""
    if not words or not words[0].text[:1].isupper() or words[-1].text in STOPS:
        return False
    clause = any(word.pos_ in ("AUX", "VERB") for word in words)
    return not clause and any(word.pos_ in ("NOUN", "PROPN") for word in words)


def _inverted(tail: Sequence[Token]) -> bool:
    return bool(tail) and tail[0].pos_ == "VERB" and tail[0].tag_ in ("VBD", "VBZ")


def _last_sentence(tokens: Sequence[Token]) -> list[Token]:
    stops = [k for k, token in enumerate(tokens[:-1]) if token.text in STOPS]
    return list(tokens[stops[-1] + 1 :] if stops else tokens)


def _name_before_colon(words: Sequence[Token]) -> Span | None:
    """The person whom words before a colon begin with or end on ("Anna Rohova, the mayor:", "More from Rohova:")."""
    if words[-1].text != ":":
        return None
    for name in (entity_at(word) for word in words if word.ent_type_ == "PERSON"):
        ends = name.end == words[-1].i and name.start > 0 and beside(name[0], -1).lower_ in ("by", "from")
        titles = words[0].doc[words[0].i : name.start]
        if ends or all(is_title(word.text) for word in titles):
            return noun_phrase(name.root)
    return None


def introducer(sentence: Sequence[Token]) -> Span | None:
    """The person or pronoun that is the subject of a sentence before a quotation, or all that it names."""
    if not any(token.pos_ in ("AUX", "VERB") for token in sentence):
        return _name_before_colon(sentence)
    for token in sentence:
        if token.dep_ == "ROOT" or not sentence[0].i <= token.head.i <= sentence[-1].i:
            subject = subject_of(token)
            if subject is None and token.tag_ == "VB":  # "Ask Rohova and she says:"
                joined = [verb for verb in token.conjuncts if verb.i <= sentence[-1].i]
                subject = subject_of(joined[-1]) if joined else None
            if subject is None or subject.i < sentence[0].i:
                return None
            personal = subject.ent_type_ == "PERSON" or subject.lower_ in ("he", "she")
            personal = personal or any(
                child.dep_ == "appos" and child.ent_type_ == "PERSON" for child in subject.rights
            )
            return noun_phrase(subject) if personal else None
    return None
