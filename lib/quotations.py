"""The quotation scanner: finds what stands in quotation marks, paragraph by paragraph, before any parse.

It reads ‘ ’ “ ” „ ‟ « » ‹ › " ' `` and '', tells apostrophes and possessives from single marks, lets marks of
different styles close one another, and follows a quotation over paragraphs whose closing mark is missing.
It accepts any text; time grows linearly with its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lib.layout import Layout

Family = Literal["double", "angle", "single"]
Shape = Literal["open", "close", "either"]

_MARK = re.compile(r"``|''|[“”„‟\"«»‹›‘’‚‛']")
_OPENERS = {"“": "double", "„": "double", "‟": "double", "«": "angle", "‹": "angle", "‚": "single"}
_CLOSERS = {"”": "double", "»": "angle", "›": "angle"}
_ELISION = re.compile(r"(?:\d0s|\d\d\b|em|til|tis|twas|cause|n|bout|round|cos)\b", re.IGNORECASE)
_BRACKETS = "([{<—–-―/…"
_INTRODUCES = (":", ",", "—", "–")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands in quotation marks within one paragraph, marks included.

    Attributes:
        start, end: Characters of the article's text, end exclusive.
        opened: Whether it has an opening mark; without one it goes on from the paragraph before.
        closed: Whether it has a closing mark; without one it runs to the end of its paragraph.
    """

    start: int
    end: int
    opened: bool = True
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark in a paragraph; ``shape`` is what its neighbours make it look like."""

    start: int
    end: int
    family: Family
    shape: Shape
    possessive: bool = False


@dataclass(slots=True)
class _Scan:
    """What the scan of one paragraph has found so far."""

    stack: list[_Mark] = field(default_factory=list)
    closed: list[Quotation] = field(default_factory=list)
    stray: _Mark | None = None

    def is_open(self, *families: Family) -> bool:
        return any(mark.family in families for mark in self.stack[-8:])

    def close(self, mark: _Mark, *families: Family) -> None:
        """Close the innermost open mark of one of ``families``; those left open within it are dropped."""
        while self.stack:
            opener = self.stack.pop()
            if opener.family in families:
                self.closed.append(Quotation(opener.start, mark.end))
                return


def find_quotations(text: str, layout: Layout) -> Iterator[Quotation]:
    """Yield the outermost quotations in the prose of ``text``, in order; nested ones are part of them."""
    open_before = False
    for paragraph in layout.paragraphs():
        found = list(_scan_paragraph(text, paragraph.start, paragraph.end, continues=open_before))
        yield from found
        open_before = bool(found) and not found[-1].closed


def _scan_paragraph(text: str, start: int, end: int, *, continues: bool) -> Iterator[Quotation]:
    marks = _marks(text, start, end)
    scan = _Scan()
    last_double_close = max(
        (m.start for m in marks if m.family == "double" and m.shape != "open"), default=-1
    )
    for index in range(len(marks)):
        _read_mark(scan, text, marks, index, last_double_close)
    found = scan.closed
    if scan.stack and (opener := _left_open(text, start, end, scan.stack)):
        found = [*found, Quotation(opener.start, end, closed=False)]
    outermost = list(_outermost(found))
    first = outermost[0].start if outermost else end
    if continues and scan.stray and scan.stray.end <= first:
        yield Quotation(start, scan.stray.end, opened=False)
    yield from outermost


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """The quotation marks of a paragraph without its apostrophes."""
    marks = []
    for match in _MARK.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        mark = _mark(match.group(), match.start(), before, text[match.end() : match.end() + 4], after)
        if mark:
            marks.append(mark)
    return marks


def _mark(sign: str, at: int, before: str, following: str, after: str) -> _Mark | None:
    """One sign as a mark, or ``None`` when it is an apostrophe or a sign of measure."""
    end = at + len(sign)
    opens = (before.isspace() or before in _BRACKETS or bool(_MARK.fullmatch(before))) and not after.isspace()
    closes = not before.isspace() and not after.isalnum()
    shape: Shape = "either" if opens == closes else "open" if opens else "close"
    if sign in ("“", "„", "‟", "``", "‚", "‹", "«"):
        family: Family = "double" if sign == "``" else _OPENERS[sign]  # type: ignore[assignment]
        turned = sign in "“«" and shape == "close"
        return _Mark(at, end, family, "close" if turned else "open")
    if sign in _CLOSERS:
        turned = sign == "»" and shape == "open"
        return _Mark(at, end, _CLOSERS[sign], "open" if turned else "close")  # type: ignore[arg-type]
    if sign in ('"', "''"):
        if before.isalnum() and after.isalnum():
            return None
        return _Mark(at, end, "double", shape)
    if before.isalnum() and after.isalpha():
        return None
    if sign in "‘‛":
        return (
            None if _ELISION.match(following) and not before.isalnum() else _Mark(at, end, "single", "open")
        )
    if before.isalnum() or not (after.isalnum() or after in "[(…“\"'‘$£€"):
        possessive = before in "sxzSXZ" and after.isspace() and following[1:2].islower()
        return _Mark(at, end, "single", "close", possessive)
    if _ELISION.match(following):
        return None
    return _Mark(at, end, "single", shape if shape != "either" else "open")


def _read_mark(scan: _Scan, text: str, marks: Sequence[_Mark], index: int, last_double_close: int) -> None:
    mark = marks[index]
    if mark.family == "single":
        _read_single(scan, text, marks, index, last_double_close)
    elif mark.shape == "open":
        missing_close = scan.is_open(mark.family) and text[mark.start : mark.end] in ('"', "''")
        if missing_close and not _nests(marks, index):
            scan.stack.clear()
        scan.stack.append(mark)
    elif scan.is_open(mark.family):
        scan.close(mark, mark.family)
    elif mark.shape == "either":
        scan.stack.append(mark)
    elif mark.family == "double" and scan.is_open("single"):
        scan.close(mark, "single")
    elif scan.stray is None:
        scan.stray = mark


def _nests(marks: Sequence[_Mark], index: int) -> bool:
    """Whether the opening mark at ``index`` stands in an open quotation: two closing marks then follow."""
    double = [mark.shape for mark in marks[index + 1 : index + 9] if mark.family == "double"]
    return double[:1] == ["close"] and double[1:2] != ["open"] and len(double) > 1


def _read_single(scan: _Scan, text: str, marks: Sequence[_Mark], index: int, last_double_close: int) -> None:
    mark = marks[index]
    if mark.shape == "open":
        scan.stack.append(mark)
    elif scan.is_open("single"):
        if not (mark.possessive and _closes_later(marks, index)):
            scan.close(mark, "single")
    elif scan.is_open("double") and last_double_close < mark.start and text[mark.start - 1] in ",.!?…":
        scan.close(mark, "double")


def _closes_later(marks: Sequence[_Mark], index: int) -> bool:
    """Whether a single closing mark follows before the next opening one."""
    singles = (mark for mark in marks[index + 1 : index + 9] if mark.family == "single")
    return next((mark.shape == "close" for mark in singles), False)


def _left_open(text: str, start: int, end: int, stack: Sequence[_Mark]) -> _Mark | None:
    """The opening mark whose quotation runs to the paragraph's end: at its head or where speech begins."""
    for mark in stack:
        before = mark.start
        while before > start and text[before - 1].isspace():
            before -= 1
        lead = text[before - 1] if before > start else ""
        long_enough = len(text[mark.end : min(end, mark.end + 80)].split()) > 3 or mark.start == start
        begins = not lead or lead == ":" or (lead in ".!?" and text[mark.end : mark.end + 1].isupper())
        comma = mark.family != "single" and lead in _INTRODUCES
        if (begins or comma) and long_enough and mark.end < end:
            return mark
    return None


def _outermost(quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    """Those that lie in no other, in order."""
    reach = -1
    for quotation in sorted(quotations, key=lambda q: (q.start, -q.end)):
        if quotation.start >= reach and quotation.end - quotation.start > 2:
            yield quotation
            reach = quotation.end
