"""The layout of a report's text: which stretches are prose, headings, captions, datelines, credits or furniture.

A newline ends a paragraph. What a line is follows from what its file marked, from patterns in
data/lexicons/furniture.csv and, for headings and captions, from its shape. Places are read from prose,
headings, captions and datelines; casualty mentions from prose and headings, statements from prose (a caption
repeats what it says); nothing from the rest.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lib import lexicon
from lib.records import Stretch, StretchKind

SegmentKind = Literal["prose", "heading", "caption", "dateline", "credit", "furniture"]
_HEADING_WORDS = 20
_TERMINAL = re.compile(r"[.!?…:;,]['\"’”»)\]]*$")


@dataclass(frozen=True, slots=True)
class Furniture:
    """A row of furniture.csv: a pattern to search for in a line, and what it makes of it.

    With the extent ``line`` the whole line is of that kind, with ``part`` what the pattern matches;
    ``captions`` says that the rest of the line is then a caption.
    """

    name: str
    pattern: str
    kind: Literal["credit", "dateline", "furniture"]
    extent: Literal["line", "part"]
    captions: bool
    example: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one line, ``start`` to ``end`` in characters of the article's text."""

    start: int
    end: int
    kind: SegmentKind


@dataclass(frozen=True, slots=True)
class Layout:
    """The segments of a text in order; blank lines belong to none."""

    segments: tuple[Segment, ...]

    def kind_at(self, position: int) -> SegmentKind | None:
        """What the character at ``position`` belongs to; ``None`` between segments."""
        segment = self.segment_at(position)
        return segment.kind if segment is not None else None

    def segment_at(self, position: int) -> Segment | None:
        """The segment that holds the character at ``position``; ``None`` between segments."""
        index = bisect_right(self.segments, position, key=lambda segment: segment.start) - 1
        return self.segments[index] if index >= 0 and position < self.segments[index].end else None

    def paragraphs(self) -> Iterator[Segment]:
        """The segments that are prose, in order."""
        return (segment for segment in self.segments if segment.kind == "prose")


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Furniture], ...]:
    return tuple((re.compile(row.pattern), row) for row in lexicon.load("furniture", Furniture))


def read_layout(text: str, stretches: Sequence[Stretch] = ()) -> Layout:
    """Divide ``text`` (an article's) into segments; time is linear in its length.

    ``stretches`` are the lines that the article's file marked as headings, captions or furniture.
    """
    lines = list(_lines(text))
    segments: list[Segment] = []
    for number, (start, end) in enumerate(lines):
        marked = _marked(start, stretches)
        if marked == "furniture":
            segments.append(Segment(start, end, marked))
            continue
        following = text[slice(*lines[number + 1])] if number + 1 < len(lines) else ""
        segments.extend(_segments(text, start, end, following, marked, first=not segments))
    return Layout(tuple(segments))


def _marked(position: int, stretches: Sequence[Stretch]) -> StretchKind | None:
    """What the file marked the line as that begins at ``position``; ``None`` for prose."""
    index = bisect_right(stretches, position, key=lambda stretch: stretch.start) - 1
    return stretches[index].kind if index >= 0 and position < stretches[index].end else None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line that is not blank, without the white space around it."""
    position = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = position + line.index(stripped[0])
            yield start, start + len(stripped)
        position += len(line) + 1


def _segments(
    text: str, start: int, end: int, following: str, marked: StretchKind | None, *, first: bool
) -> Iterator[Segment]:
    """The segments of one line; ``following`` is the next line's text, ``marked`` what its file says it is."""
    line = text[start:end]
    rest: SegmentKind = marked or "prose"
    parts: list[tuple[int, int, SegmentKind]] = []
    for pattern, rule in _rules():
        match = pattern.search(line)
        if match is None:
            continue
        if rule.extent == "line":
            yield Segment(start, end, rule.kind)
            return
        parts.append((start + match.start(), start + match.end(), rule.kind))
        if rule.captions:
            rest = "caption"
    if rest == "prose" and line.endswith("(") and _is_credit(following):
        rest = "caption"
    if rest == "prose" and not parts and _is_heading(line, first=first):
        rest = "heading"
    position = start
    for part_start, part_end, kind in sorted(parts):
        if part_start < position:
            continue
        yield from _nonblank(text, position, part_start, rest)
        yield Segment(part_start, part_end, kind)
        position = part_end
    yield from _nonblank(text, position, end, rest)


def _nonblank(text: str, start: int, end: int, kind: SegmentKind) -> Iterator[Segment]:
    if text[start:end].strip():
        yield Segment(start, end, kind)


def _is_credit(line: str) -> bool:
    return any(
        rule.kind == "credit" and rule.extent == "line" and pattern.search(line) for pattern, rule in _rules()
    )


def _is_heading(line: str, *, first: bool) -> bool:
    """Whether a line is a heading by its shape: short, with no closing stop and no quotation to itself.

    The first line of a report is one when it is short and does not end a sentence; a later line must also
    be in title case or capitals, since a broken line of prose looks alike.
    """
    words = line.split()
    if len(words) > _HEADING_WORDS or _TERMINAL.search(line) or line[0] in "\"“‘«'":
        return False
    if line.startswith(("-", "*", "•", "–", "—")):
        return False
    if first:
        return True
    longer = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return bool(longer) and sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)
