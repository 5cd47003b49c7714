"""Statements: who said what, by the report's account, as source, cue and content over a parsed report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from itertools import chain

from spacy.tokens import Doc, Span, Token

from lib.layout import Layout
from lib.quotations import Quotation, find_quotations
from lib.records import Statement
from lib.speech.continuation import Continuation
from lib.speech.cues import Cue, find_cues
from lib.speech.drafts import Draft, Stretch, to_statement, without_parts, without_repeats
from lib.speech.extents import Sources, fitted
from lib.speech.quoted_speech import QuotationReader
from lib.speech.reported_speech import Reported, reported
from lib.speech.speech_phrases import find_phrases

_FIRST_AND_SECOND = frozenset({"i", "we", "you"})
_THOUGHTS = frozenset({"believes", "intends", "learns"})
_JOINTS = ("", "-", "–", "—", "--", ":")
_MARKS = "\"'“”‘’«»„‟‹›`"


def find_statements(doc: Doc, layout: Layout) -> Iterator[Statement]:
    """Yield the statements in the prose of a parsed report, in order of their start.

    The speaker of each is the mention beside it (``Speaker.name`` is that mention's text), or ``None``; see
    ``lib.speakers.attribute`` for who that is. ``places`` is left empty.
    """
    text = doc.text
    quotations = [q for q in find_quotations(text, layout) if not _is_nickname(text, q)]
    lookup = _Lookup(quotations)
    everywhere = list(find_cues(doc))
    cues = [
        cue
        for cue in everywhere
        if layout.kind_at(cue.token.idx) == "prose" and lookup.at(cue.token.idx) is None
    ]
    speeches = list(QuotationReader(doc, cues).read(quotations, layout))
    standing = [(q.start, q.end) for speech in speeches for q in speech.parts]
    linked = {
        speech.cue.token.i
        for speech in speeches
        if speech.cue is not None and speech.parts[0].start < speech.cue.token.idx
    }
    clauses = without_parts(list(_clauses(doc, text, layout, cues, lookup, standing, linked)))
    clauses += _retold(doc, text, everywhere, lookup, standing)
    continuation = Continuation(doc, text, layout, cues, clauses)
    turns = list(continuation.turns())
    spoken = [d for d in [*continuation.drafts(speeches), *clauses] if not _in_turn(d, turns)]
    drafts = sorted([*turns, *spoken], key=lambda draft: (draft.start, -draft.end))
    for draft in without_repeats(drafts):
        yield to_statement(text, draft, quotations)


class _Lookup:
    """Finds the quotations at or near a character."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self._quotations = quotations
        self._starts = [quotation.start for quotation in quotations]

    def at(self, position: int) -> Quotation | None:
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self._quotations[index].end:
            return None
        return self._quotations[index]

    def between(self, start: int, end: int) -> Sequence[Quotation]:
        """Those that overlap or touch the stretch, in order."""
        low = max(0, bisect_right(self._starts, start) - 1)
        return self._quotations[low : bisect_right(self._starts, end)]


def _is_nickname(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is a nickname within a name: Marcia "Cia" Price."""
    inner = text[quotation.start + 1 : quotation.end - 1]
    before = text[max(0, quotation.start - 30) : quotation.start].split()
    after = text[quotation.end : quotation.end + 30].split()
    if (
        not before
        or not after
        or len(inner.split()) > 2
        or not inner[:1].isupper()
        or not inner[-1:].isalpha()
    ):
        return False
    tight = text[quotation.start - 1] == " " and text[quotation.end] == " "
    return tight and before[-1][0].isupper() and before[-1][-1].isalpha() and after[0][0].isupper()


def _in_turn(draft: Draft, turns: Sequence[Draft]) -> bool:
    """Whether a draft overlaps one of the turns of a transcript, which are in order and apart."""
    index = bisect_right(turns, draft.start, key=lambda turn: turn.start)
    return any(
        turn.start < draft.end and draft.start < turn.end for turn in turns[max(0, index - 1) : index + 1]
    )


def _clauses(
    doc: Doc,
    text: str,
    layout: Layout,
    cues: Sequence[Cue],
    lookup: _Lookup,
    standing: Sequence[Stretch],
    linked: Container[int],
) -> Iterator[Draft]:
    """Drafts of what cues and phrases report without a quotation that stands for itself.

    What stands before a cue that is ``linked`` to a quotation before it (by its token) is none of what it reports.
    """
    phrases = (
        item
        for item in find_phrases(doc)
        if layout.kind_at(doc[item.cue[0]].idx) == "prose" and lookup.at(doc[item.cue[0]].idx) is None
    )
    sources = {cue.token.i: cue.source for cue in cues if cue.source is not None}
    for item in chain(filter(None, map(reported, cues)), phrases):
        if item.source is None or item.source.text.lower() in _FIRST_AND_SECOND:
            continue
        if item.cue[0] in linked and item.ranges[-1][1] < item.cue[0]:
            continue
        parts = tuple(_stretches(doc, text, item, lookup, sources))
        if not parts or _covered(parts, standing) > 0.5:
            continue
        first, last = doc[item.cue[0]], doc[item.cue[1]]
        cue_span = (first.idx, last.idx + len(last))
        second_hand = _is_second_hand(item, item.source, first)
        yield Draft(parts, cue_span, item.act, item.source, "cue", second_hand=second_hand)


def _is_second_hand(item: Reported, source: Span, cue: Token) -> bool:
    """Whether a cue tells what somebody named or described has said ("the envoy ordered"), not "he hopes"."""
    spoken = item.pattern == "that" and item.act not in _THOUGHTS and cue.tag_ in ("VBD", "VBN", "VBZ")
    helped = any(child.tag_ in ("MD", "TO") for child in cue.children)
    return spoken and not helped and source.root.pos_ in ("NOUN", "PROPN")


def _retold(
    doc: Doc, text: str, cues: Sequence[Cue], lookup: _Lookup, standing: Sequence[Stretch]
) -> Iterator[Draft]:
    """Drafts of what a quotation says that a named other said ("Putin said the army would stay")."""
    spoken = set(standing)
    for cue in cues:
        quotation = lookup.at(cue.token.idx)
        if quotation is None or (quotation.start, quotation.end) not in spoken or cue.source is None:
            continue
        item = reported(cue)
        named = cue.source.root.pos_ == "PROPN" and cue.source.root.ent_type_ in ("PERSON", "ORG")
        if item is None or item.pattern != "that" or cue.token.tag_ not in ("VBD", "VBZ") or not named:
            continue
        if item.act in _THOUGHTS:
            continue
        inside = (max(doc[item.ranges[0][0]].idx, quotation.start), min(_end(doc, item), quotation.end))
        start, end = _trim(text, *inside)
        if start < end and item.ranges[0][0] > cue.token.i:
            cue_span = (cue.token.idx, cue.token.idx + len(cue.token))
            yield Draft(((start, end),), cue_span, item.act, cue.source, "cue", retold=True)


def _end(doc: Doc, item: Reported) -> int:
    last = doc[item.ranges[-1][1]]
    return last.idx + len(last)


def _stretches(doc: Doc, text: str, item: Reported, lookup: _Lookup, sources: Sources) -> Iterator[Stretch]:
    """The stretches of reported content: within the cue's paragraph, quotations whole, no loose marks."""
    cue_at = doc[item.cue[0]].idx
    floor = text.rfind("\n", 0, cue_at) + 1
    ceiling = text.find("\n", cue_at)
    ceiling = len(text) if ceiling < 0 else ceiling
    ranges = fitted(doc, item, lambda position: lookup.at(position) is not None, sources)
    for first, last in ranges:
        if last < first:
            continue
        if doc[first].lower_ == "that" and doc[first].dep_ == "mark":
            first += 1
        start, end = max(doc[first].idx, floor), min(doc[last].idx + len(doc[last]), ceiling)
        start, end = _trim(text, start, end)
        if start >= end:
            continue
        for quotation in lookup.between(start, end + 2):
            if quotation.end <= start:
                continue
            joined = quotation.start >= end and text[end : quotation.start].strip() in _JOINTS
            if quotation.start < end or (joined and ranges[-1] == (first, last)):
                end = max(end, quotation.end)
            if quotation.start < start and not quotation.start <= cue_at < quotation.end:
                start = quotation.start
        yield start, end


def _trim(text: str, start: int, end: int) -> Stretch:
    """A stretch without white space, stops and commas at its ends; quotation marks and brackets stay."""
    while start < end and not (text[start].isalnum() or text[start] in _MARKS + "([$£€#@"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in _MARKS + ")]%$"):
        end -= 1
    return start, end


def _covered(parts: Sequence[Stretch], standing: Sequence[Stretch]) -> float:
    """The share of the parts that lies within quotations that stand for themselves."""
    total = inside = 0
    for start, end in parts:
        total += end - start
        low, high = (bisect_right(standing, at, key=lambda stretch: stretch[0]) for at in (start, end))
        for begin, to in standing[max(0, low - 1) : high]:
            inside += max(0, min(end, to) - max(start, begin))
    return inside / total
