"""Statements: who said what, by the report's account, as source, cue and content over a parsed report."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span as DocSpan

from lib.cues import Cue, find_cues
from lib.layout import Layout
from lib.quotations import Quotation, find_quotations
from lib.quoted_speech import QuotationReader, QuotedSpeech
from lib.records import Span, Speaker, Statement, StatementKind
from lib.reported_speech import Reported, find_phrases, reported

Stretch = tuple[int, int]
"""Start and end in characters, end exclusive."""

_FIRST_AND_SECOND = frozenset({"i", "we", "you"})
_MARKS = "\"'“”‘’«»„‟‹›`"


@dataclass(frozen=True, slots=True)
class _Draft:
    """A statement before its record is made."""

    parts: tuple[Stretch, ...]
    cue: Stretch | None
    act: str
    source: DocSpan | None
    link: str

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]


def find_statements(doc: Doc, layout: Layout) -> Iterator[Statement]:
    """Yield the statements in the prose of a parsed report, in order of their start.

    The speaker of each is the mention beside it (``Speaker.name`` is that mention's text), or ``None``; see
    ``lib.speakers.attribute`` for who that is. ``places`` is left empty.
    """
    text = doc.text
    quotations = list(find_quotations(text, layout))
    cues = [cue for cue in find_cues(doc) if layout.kind_at(cue.token.idx) == "prose"]
    outside = _outside(quotations, cues)
    speeches = list(QuotationReader(doc, outside).read(quotations, layout))
    standing = [(q.start, q.end) for speech in speeches for q in speech.parts]
    clauses = list(_clauses(doc, layout, cues, quotations, standing))
    quoted = _quoted_drafts(doc, layout, speeches, clauses)
    drafts = _without_repeats(sorted([*quoted, *clauses], key=lambda d: (d.start, -d.end)))
    for draft in drafts:
        yield _statement(text, draft, quotations)


def _outside(quotations: Sequence[Quotation], cues: Iterable[Cue]) -> list[Cue]:
    starts = [quotation.start for quotation in quotations]

    def free(position: int) -> bool:
        index = bisect_right(starts, position) - 1
        return index < 0 or position >= quotations[index].end

    return [cue for cue in cues if free(cue.token.idx)]


# Clauses


def _clauses(
    doc: Doc,
    layout: Layout,
    cues: Sequence[Cue],
    quotations: Sequence[Quotation],
    standing: Sequence[Stretch],
) -> Iterator[_Draft]:
    found = [item for cue in cues if (item := reported(cue))]
    phrases = [item for item in find_phrases(doc) if layout.kind_at(doc[item.cue[0]].idx) == "prose"]
    for item in [*found, *phrases]:
        if item.source is None or item.source.text.lower() in _FIRST_AND_SECOND:
            continue
        position = doc[item.cue[0]].idx
        enclosing = next((q for q in quotations if q.start <= position < q.end), None)
        if enclosing is not None:
            continue
        parts = tuple(_stretches(doc, item, quotations))
        if not parts or _covered(parts, standing) > 0.5:
            continue
        first, last = doc[item.cue[0]], doc[item.cue[1]]
        yield _Draft(parts, (first.idx, last.idx + len(last)), item.act, item.source, "cue")


def _stretches(doc: Doc, item: Reported, quotations: Sequence[Quotation]) -> Iterator[Stretch]:
    """The stretches of text of reported content: within the cue's paragraph, whole quotations, no loose marks."""
    text = doc.text
    cue_at = doc[item.cue[0]].idx
    floor = text.rfind("\n", 0, cue_at) + 1
    ceiling = text.find("\n", cue_at)
    ceiling = len(text) if ceiling < 0 else ceiling
    for first, last in item.ranges:
        if last < first:
            continue
        start, end = max(doc[first].idx, floor), min(doc[last].idx + len(doc[last]), ceiling)
        start, end = _trim(text, start, end)
        if start >= end:
            continue
        for quotation in quotations:
            if quotation.end <= start or quotation.start > end + 2:
                continue
            joined = quotation.start >= end and not any(c.isalnum() for c in text[end : quotation.start])
            if quotation.start < end or (joined and item.ranges[-1] == (first, last)):
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
    total = sum(end - start for start, end in parts)
    inside = sum(
        max(0, min(end, to) - max(start, begin)) for start, end in parts for begin, to in standing
    )
    return inside / total


# Quotations


def _quoted_drafts(
    doc: Doc, layout: Layout, speeches: Sequence[QuotedSpeech], clauses: Sequence[_Draft]
) -> Iterator[_Draft]:
    """Drafts of the quotations, with the source of an earlier statement where that is the one that goes on."""
    paragraphs = list(layout.paragraphs())
    starts = [paragraph.start for paragraph in paragraphs]
    pending: _Draft | None = None
    pending_open = False
    for speech in speeches:
        parts = tuple((q.start, q.end) for q in speech.parts)
        number = bisect_right(starts, parts[0][0]) - 1
        here = _from_speech(speech, parts)
        if pending and pending_open and speech.heads_paragraph and _next_paragraph(pending, number, starts):
            if pending.source is None or speech.link != "cue":
                pending = replace(
                    pending,
                    parts=pending.parts + parts,
                    cue=pending.cue or here.cue,
                    source=pending.source if pending.source is not None else here.source,
                    act=pending.act if pending.source is not None else here.act,
                )
                pending_open = not speech.parts[-1].closed
                continue
        if here.source is None and speech.heads_paragraph and speech.link == "none" and number > 0:
            previous = paragraphs[number - 1]
            here = _inherit(doc, here, previous.start, previous.end, pending, clauses)
        elif here.source is None and speech.link == "none" and pending is not None:
            if bisect_right(starts, pending.end - 1) - 1 == number:
                here = replace(here, source=pending.source, link="inherited")
        if pending:
            yield pending
        pending, pending_open = here, not speech.parts[-1].closed
    if pending:
        yield pending


def _next_paragraph(pending: _Draft, number: int, starts: Sequence[int]) -> bool:
    return bisect_right(starts, pending.end - 1) - 1 == number - 1


def _from_speech(speech: QuotedSpeech, parts: tuple[Stretch, ...]) -> _Draft:
    if speech.cue is None:
        return _Draft(parts, None, "says", speech.source, speech.link)
    token = speech.cue.token
    word = speech.cue.takes("quote")
    return _Draft(
        parts, (token.idx, token.idx + len(token)), word.act if word else "says", speech.source, speech.link
    )


def _inherit(
    doc: Doc, here: _Draft, start: int, end: int, pending: _Draft | None, clauses: Sequence[_Draft]
) -> _Draft:
    """The source of the statement that ends the paragraph before (``start`` to ``end``), if one does."""
    text = doc.text
    candidates = [draft for draft in clauses if start <= draft.start < end and draft.source is not None]
    if pending is not None and start <= pending.end <= end:
        candidates.append(pending)
    if not candidates:
        return here
    last = max(candidates, key=lambda draft: max(draft.end, draft.cue[1] if draft.cue else 0))
    reach = max(last.end, last.cue[1] if last.cue else 0, last.source.end_char if last.source is not None else 0)
    rest = text[reach:end]
    if text[start:end].rstrip().endswith(":") or not _sentence_follows(doc, reach, end):
        return replace(here, source=last.source, link="inherited")
    return here


def _sentence_follows(doc: Doc, start: int, end: int) -> bool:
    """Whether a whole sentence stands between two characters."""
    return any(start <= sent.start_char and sent.end_char <= end + 1 and len(sent) > 3 for sent in doc.sents)


# Records


def _without_repeats(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Drafts without those whose words another one has, nearly to the letter."""
    kept: list[_Draft] = []
    for draft in drafts:
        if not any(_same(draft, other) for other in kept[-6:]):
            kept.append(draft)
    return kept


def _same(one: _Draft, other: _Draft) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and shared / (max(one.end, other.end) - min(one.start, other.start)) > 0.85


def _statement(text: str, draft: _Draft, quotations: Sequence[Quotation]) -> Statement:
    start, end = draft.start, draft.end
    return Statement(
        start=start,
        end=end,
        text=text[start:end],
        kind=_kind(text, draft.parts, quotations),
        speaker=_speaker(draft),
        cue=Span(draft.cue[0], draft.cue[1], text[slice(*draft.cue)]) if draft.cue else None,
        act=draft.act,
        parts=draft.parts if len(draft.parts) > 1 else (),
    )


def _speaker(draft: _Draft) -> Speaker | None:
    source = draft.source
    if source is None:
        return None
    link = "inherited" if draft.link == "inherited" else "named"
    confidence = {"cue": 1.0, "introduced": 0.7, "inherited": 0.8}.get(draft.link, 0.5)
    return Speaker(source.text, source.start_char, source.end_char, source.text, link, confidence)


def _kind(text: str, parts: Sequence[Stretch], quotations: Sequence[Quotation]) -> StatementKind:
    """By the share of letters and digits that stand in quotation marks: direct from nine tenths."""
    total = quoted = 0
    starts = [quotation.start for quotation in quotations]
    for start, end in parts:
        total += sum(c.isalnum() for c in text[start:end])
        for quotation in quotations[max(0, bisect_left(starts, start) - 1) :]:
            if quotation.start >= end:
                break
            stretch = text[max(start, quotation.start) : min(end, quotation.end)]
            quoted += sum(c.isalnum() for c in stretch)
    share = quoted / total if total else 0.0
    return "direct" if share >= 0.9 else "mixed" if share > 0.02 else "indirect"
