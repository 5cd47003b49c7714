"""Continuation: quotations without a cue of their own, given to the speaker who goes on, or to nobody.

A quotation that heads its paragraph belongs to the speaker before when that quotation was left open,
when the paragraph before ends with a colon, or when it ends with that speaker's statement.
Captions, credits and page furniture between two paragraphs do not count. In a transcript ("DOE: ...") the
name at the head of the line speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from lib.layout import Layout, Segment
from lib.speech.cues import Cue
from lib.speech.drafts import Draft
from lib.speech.quoted_speech import QuotedSpeech, introducer
from lib.speech.reporting_clauses import last_before_colon
from lib.speech.words import speaker_words

_TURN = re.compile(
    r"[\"“‘']?(?P<name>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3})(?: \([^)]{1,40}\))?:\s+(?=\S)"
)
_HEADING_WORDS = 6
_QUESTION_WORDS = 15


class Continuation:
    """Links the quotations of one report over its paragraphs."""

    def __init__(
        self, doc: Doc, text: str, layout: Layout, cues: Sequence[Cue], clauses: Sequence[Draft]
    ) -> None:
        self._doc = doc
        self._text = text
        self._paragraphs = list(layout.paragraphs())
        self._starts = [paragraph.start for paragraph in self._paragraphs]
        self._cues = cues
        self._cue_starts = [cue.token.idx for cue in cues]
        self._clauses = sorted(clauses, key=lambda draft: draft.start)
        self._clause_starts = [draft.start for draft in self._clauses]
        self._press = [
            [name.lower_ for name in doc[token.i + 1 : token.i + 4]]
            for token in doc
            if token.lower_ in speaker_words("press")
            and token.i + 1 < len(doc)
            and doc[token.i + 1].pos_ == "PROPN"
        ]
        self._sentence_starts = [token.idx for token in doc if token.i == 0 or token.is_sent_start]

    def drafts(self, speeches: Sequence[QuotedSpeech]) -> Iterator[Draft]:
        """The quotations as drafts, in order, those of one statement joined."""
        pending: Draft | None = None
        earlier: Draft | None = None
        left_open = False
        for speech in speeches:
            here = _draft(speech)
            number = self._number(here.start)
            follows = pending is not None and left_open and self._number(pending.end - 1) == number - 1
            uncued = pending is not None and (pending.source is None or speech.link != "cue")
            if pending and follows and uncued and speech.heads_paragraph:
                pending = _joined(pending, here)
                left_open = not speech.parts[-1].closed
                continue
            if here.source is None and speech.link == "none":
                if speech.heads_paragraph:
                    if self._is_heading(speech, number):
                        continue
                    if not self._is_dialogue(earlier, pending, number):
                        here = self._continued(here, number, pending)
                else:
                    here = self._after(here, self._paragraphs[number].start, here.start, pending)
            if pending:
                yield pending
            earlier, pending, left_open = pending, here, not speech.parts[-1].closed
        if pending:
            yield pending

    def _is_dialogue(self, earlier: Draft | None, pending: Draft | None, number: int) -> bool:
        """Whether two speak in turns in the two paragraphs before, so that either may go on or answer."""
        if earlier is None or pending is None or earlier.source is None or pending.source is None:
            return False
        one, other = earlier.source, pending.source
        if one.text.casefold() == other.text.casefold() or "PRON" in (one.root.pos_, other.root.pos_):
            return False
        heads = [self._paragraphs[n].start if n >= 0 else -1 for n in (number - 2, number - 1)]
        return [earlier.start, pending.start] == heads

    def turns(self) -> Iterator[Draft]:
        """The turns of a transcript, when two or more paragraphs begin with a name in capitals.

        What a newsreader or a reporter says is the report, and is read like one.
        """
        heads = [_TURN.match(self._text, p.start, p.end) for p in self._paragraphs]
        if sum(head is not None for head in heads) < 2:
            return
        for paragraph, head in zip(self._paragraphs, heads, strict=True):
            if head is None:
                continue
            name = self._doc.char_span(head.start("name"), head.end("name"), alignment_mode="expand")
            if name is not None and head.end() < paragraph.end and not self._reports(head["name"]):
                yield Draft(((head.end(), paragraph.end),), None, "says", name, "cue")

    def _reports(self, name: str) -> bool:
        """Whether who speaks is of the press, by the word for it or by how the report brings them in."""
        words = name.casefold().split()
        return words[-1] in speaker_words("press") or any(words[-1] in names for names in self._press)

    def _number(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1

    def _is_heading(self, speech: QuotedSpeech, number: int) -> bool:
        """Whether a quotation is a paragraph by itself in title case: a heading, not speech."""
        quotation, paragraph = speech.parts[0], self._paragraphs[number]
        words = re.findall(r"[^\W\d_][\w’'-]*", self._text[quotation.start : quotation.end])
        alone = quotation.start == paragraph.start and quotation.end >= paragraph.end - 1
        long_words = [word for word in words if len(word) > 3]
        return alone and 1 < len(words) <= _HEADING_WORDS and all(word[0].isupper() for word in long_words)

    def _continued(self, here: Draft, number: int, pending: Draft | None) -> Draft:
        """``here``, which heads paragraph ``number``, with the source that goes on into it."""
        if number == 0:
            return here
        before = self._paragraphs[number - 1]
        if self._text[before.start : before.end].endswith(":"):
            return self._introduced(here, before)
        if number > 1 and self._is_question(before) and not self._asks(pending):
            before = self._paragraphs[number - 2]
        return self._after(here, before.start, before.end, pending)

    def _asks(self, pending: Draft | None) -> bool:
        """Whether the statement before is a question itself, so that another one answers."""
        return pending is not None and self._text[: pending.end].rstrip("\"'”’» ").endswith("?")

    def _is_question(self, paragraph: Segment) -> bool:
        """Whether a paragraph is but one short question, which somebody answers who was asked before."""
        text = self._text[paragraph.start : paragraph.end]
        stops = sum(text.count(stop) for stop in '.!?“"')
        return text.endswith("?") and stops == 1 and len(text.split()) <= _QUESTION_WORDS

    def _after(self, here: Draft, start: int, end: int, pending: Draft | None) -> Draft:
        """``here`` with the source of the last statement in a stretch, if no sentence comes after it."""
        low = bisect_left(self._clause_starts, start)
        high = bisect_left(self._clause_starts, end)
        candidates = [draft for draft in self._clauses[low:high] if draft.source is not None]
        if pending is not None and start < pending.end <= end:
            candidates.append(pending)
        if not candidates:
            return here
        last = max(candidates, key=lambda draft: draft.reach)
        if last.source is None or self._sentence_between(last.reach, end):
            return here
        return replace(here, source=last.source, link="inherited")

    def _introduced(self, here: Draft, before: Segment) -> Draft:
        """The source of the last cue before a colon that ends a paragraph, or the sentence's subject."""
        low = bisect_right(self._cue_starts, before.start - 1)
        high = bisect_right(self._cue_starts, before.end)
        last_sentence = self._sentence_starts[bisect_right(self._sentence_starts, before.end - 2) - 1]
        for cue in last_before_colon(self._cues[low:high], len(self._doc)):
            if (
                cue.source is not None
                and cue.token.idx >= last_sentence
                and cue.token.pos_ in ("VERB", "AUX")
            ):
                cue_span = (cue.token.idx, cue.token.idx + len(cue.token))
                return replace(here, source=cue.source, link="cue", cue=cue_span)
        sentence = self._doc.char_span(last_sentence, before.end, alignment_mode="contract")
        source = introducer(list(sentence)) if sentence is not None else None
        return replace(here, source=source, link="introduced") if source is not None else here

    def _sentence_between(self, start: int, end: int) -> bool:
        """Whether a sentence of some length begins after ``start`` and ends by ``end``."""
        first = bisect_right(self._sentence_starts, start)
        if first >= len(self._sentence_starts):
            return False
        begin = self._sentence_starts[first]
        return begin < end and len(self._text[begin:end].split()) > 3


def _draft(speech: QuotedSpeech) -> Draft:
    parts = tuple((q.start, q.end) for q in speech.parts)
    if speech.lead is not None:
        start, end = speech.lead
        parts = ((start, parts[0][1]), *parts[1:]) if end == parts[0][0] else (speech.lead, *parts)
    if speech.cue is None:
        return Draft(parts, None, "says", speech.source, speech.link)
    token = speech.cue.token
    word = speech.cue.takes("quote")
    cue = (token.idx, token.idx + len(token))
    return Draft(parts, cue, word.act if word else "says", speech.source, speech.link)


def _joined(first: Draft, second: Draft) -> Draft:
    if first.source is not None:
        return replace(first, parts=first.parts + second.parts)
    return replace(second, parts=first.parts + second.parts)
