"""Cuts a text at the edges of overlapping spans, so that each piece carries all the spans over it.

Offsets of the project count code points and JavaScript counts UTF-16 units. Cutting here means that the
browser is given pieces of text and never an offset.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text and the indices of the spans that cover all of it, in ascending order."""

    text: str
    covers: tuple[int, ...]


def cut(text: str, spans: Sequence[tuple[int, int]], start: int = 0, end: int | None = None) -> list[Run]:
    """Cut ``text[start:end]`` at every edge of ``spans``.

    ``spans`` are (start, end) in characters of the whole text; parts outside are left out and empty spans
    cover nothing. The texts of the runs joined together are ``text[start:end]``.
    """
    end = len(text) if end is None else min(end, len(text))
    opening: dict[int, list[int]] = defaultdict(list)
    closing: dict[int, list[int]] = defaultdict(list)
    for index, (first, last) in enumerate(spans):
        first, last = max(first, start), min(last, end)
        if first < last:
            opening[first].append(index)
            closing[last].append(index)
    edges = sorted({start, end, *opening, *closing})
    runs = []
    active: set[int] = set()
    for left, right in pairwise(edges):
        active.difference_update(closing[left])
        active.update(opening[left])
        runs.append(Run(text[left:right], tuple(sorted(active))))
    return runs


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every line of ``text`` that holds more than white space."""
    position = 0
    for line in text.split("\n"):
        if line.strip():
            yield position, position + len(line)
        position += len(line) + 1
