"""The entries of a report, each of which begins with the place that it is about: "Goma. Two men died."."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.records import PlaceMention

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? ?)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?|{_MONTH} \d{{1,2}}(?:,? \d{{4}})?)?"
)
_TIME = r"\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?"
_STAMP = re.compile(
    rf"[ \t]*(?:(?:[-–—*•·▪]|\(?\d{{1,2}}[.)])[ \t]+)?(?:(?:{_TIME}|{_DATE})[,.:]?[ \t]*(?:[-–—][ \t]+)?)?"
)
_JOINED = re.compile(r"(?:, | and | & |/)")
_TAIL = re.compile(
    r"(?: (?:district|region|province|governorate|oblast|department|county|state|area|city|front|axis|direction))?"
    rf"(?:, {_DATE}|,? {_TIME})?(?: \([^)\n]{{1,40}}\))?"
    r"(?:(?P<stop>[.:])(?: ?[-–—]{1,2})?(?=\s|\Z)|(?P<dash> [-–—]{1,2})(?=\s)|(?P<alone>(?=[ \t]*(?:\n|\Z))))"
)
_SHORT = 60  # characters of a line that may be a heading
_ASKED = re.compile(r"(?:What|How)\b[^\n?]*\bhappen(?:ed|s)?\b[^\n?]*\?")
_ENDS = frozenset('.!?:;"”’)')


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch of a report that a place heads, ``start`` to ``end`` in characters; ``place`` is an index."""

    start: int
    end: int
    place: int


def entries(text: str, places: Sequence[PlaceMention]) -> list[Entry]:
    """The entries of a report in order.

    One begins with its place at the start of a line, behind a time, a date or a mark of a list, and in front of a
    stop, a colon or a dash; or the place stands alone on a line, above what it heads. A dash once only is that of
    the dateline, which says no more than where the report was written.

    Args:
        text: The report's text.
        places: Its place mentions, in text order.
    """
    starts = [mention.start for mention in places]
    found = list(_entries(text, places, starts))
    dashes = sum(dashed for _, dashed in found)
    return [entry for entry, dashed in found if not dashed or dashes > 1]


def _entries(
    text: str, places: Sequence[PlaceMention], starts: Sequence[int]
) -> Iterator[tuple[Entry, bool]]:
    """Each entry, and whether a dash ends its head."""
    lines = list(_lines(text))
    open_from: tuple[int, int] | None = None
    for number, (start, end) in enumerate(lines):
        asked = _asked_about(text, start, end, places)
        head = _head(text, start, end, places, starts) if asked is None else None
        fresh = number == 0 or _is_over(text, lines[number - 1], start)
        ends = head is not None or asked is not None or _is_heading(text, start, end)
        if open_from is not None and ends:
            yield Entry(open_from[0], start, open_from[1]), False
            open_from = None
        if asked is not None:
            open_from = (start, asked)
        if head is None or not fresh:
            continue
        place, tail = head
        if tail["alone"] is not None:
            open_from = (start, place)
        else:
            yield Entry(start, end, place), tail["dash"] is not None
    if open_from is not None:
        yield Entry(open_from[0], len(text), open_from[1]), False


def _head(
    text: str, start: int, end: int, places: Sequence[PlaceMention], starts: Sequence[int]
) -> tuple[int, re.Match[str]] | None:
    """The place that a line begins with, and what ends the head of the line."""
    stamp = _STAMP.match(text, start, end)
    number = bisect_right(starts, stamp.end() if stamp is not None else start) - 1
    if stamp is None or number < 0 or starts[number] != stamp.end() or places[number].role != "literal":
        return None
    last = number
    while last + 1 < len(places):
        link = _JOINED.match(text, places[last].end, end)
        if link is None or link.end() != starts[last + 1]:
            break
        last += 1
    tail = _TAIL.match(text, places[last].end, end)
    return (number, tail) if tail is not None else None


def _asked_about(text: str, start: int, end: int, places: Sequence[PlaceMention]) -> int | None:
    """The only place in a heading that asks what happened there ("What happened in Homs?")."""
    if not _ASKED.match(text, start, end):
        return None
    inside = [number for number, mention in enumerate(places) if start <= mention.start < end]
    return inside[0] if len(inside) == 1 else None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line with letters starts and ends."""
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield match.span()


def _is_over(text: str, line: tuple[int, int], start: int) -> bool:
    """Whether what a line holds is over before the next one, which begins at ``start``; a hard break ends nothing."""
    last = text[line[0] : line[1]].rstrip()
    return text.count("\n", line[1], start) > 1 or last[-1] in _ENDS or len(last) < _SHORT


def _is_heading(text: str, start: int, end: int) -> bool:
    """Whether a line is a heading: short and without a stop, or a question."""
    line = text[start:end].rstrip()
    return len(line) < _SHORT and (line[-1] == "?" or (line[-1] not in _ENDS and line[-1] != ","))


class Entries:
    """Tells which entry a character stands in."""

    def __init__(self, text: str, places: Sequence[PlaceMention]) -> None:
        self._entries = entries(text, places)
        self._starts = [entry.start for entry in self._entries]

    def bounds(self) -> Iterator[int]:
        """Where entries start and end, in characters."""
        for entry in self._entries:
            yield from (entry.start, entry.end)

    def at(self, position: int) -> int | None:
        """The place that heads what stands at a character, an index, or ``None``."""
        number = bisect_right(self._starts, position) - 1
        inside = number >= 0 and position < self._entries[number].end
        return self._entries[number].place if inside else None
