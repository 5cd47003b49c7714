"""Stretches of a report that may be names, and which of two that overlap is taken."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch from ``start`` to ``end`` before its surroundings are looked at; see ``spans.NameSpan``.

    Attributes:
        guessed: Whether nothing but the words beside it speaks for it.
    """

    start: int
    end: int
    known: bool
    region: tuple[tuple[str, str], ...] = ()
    guessed: bool = False


def without_overlaps(found: Sequence[Stretch]) -> list[Stretch]:
    """The stretches in order; of two that overlap the one that was not guessed, or else the longer."""
    kept: list[Stretch] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if kept and span.start < kept[-1].end:
            if _strength(span) > _strength(kept[-1]):
                kept[-1] = span
            continue
        kept.append(span)
    return kept


def _strength(span: Stretch) -> tuple[bool, int]:
    return not span.guessed, span.end - span.start


def not_within(found: Sequence[Stretch], wholes: Sequence[Stretch]) -> Iterator[Stretch]:
    """The stretches that lie within no longer one of ``wholes``, which are in order and do not overlap."""
    starts = [whole.start for whole in wholes]
    for span in found:
        index = bisect_right(starts, span.start) - 1
        inside = index >= 0 and span.end <= wholes[index].end
        if not inside or span.end - span.start == wholes[index].end - wholes[index].start:
            yield span
