"""Drafts: statements as stretches of text with the source's span, before their records are made."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Span as DocSpan

from lib.quotations import Quotation
from lib.records import Span, Speaker, Statement, StatementKind

Stretch = tuple[int, int]
"""Start and end in characters, end exclusive."""
Link = Literal["cue", "introduced", "inherited", "none", "undecided"]
_CONFIDENCE: dict[Link, float] = {
    "cue": 1.0,
    "introduced": 0.7,
    "inherited": 0.8,
    "none": 0.5,
    "undecided": 0.5,
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its record is made.

    Attributes:
        parts: The stretches that are its words, in order.
        cue: Where its cue stands, or ``None``.
        act: What the cue does.
        source: The mention of who speaks, or ``None``.
        link: How the source was found: by the cue, by the sentence before, from an earlier statement, or not;
            "undecided" when words introduce it that do not tell who speaks.
        retold: Whether the words are those of another, who tells within a quotation what the source said.
        second_hand: Whether it is worth keeping within another statement: somebody's own words passed on.
    """

    parts: tuple[Stretch, ...]
    cue: Stretch | None
    act: str
    source: DocSpan | None
    link: Link
    retold: bool = False
    second_hand: bool = False

    @property
    def start(self) -> int:
        """Where the first part starts."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Where the last part ends."""
        return self.parts[-1][1]

    @property
    def reach(self) -> int:
        """Where the last of content, cue and source ends."""
        cue_end = self.cue[1] if self.cue else 0
        return max(self.end, cue_end, self.source.end_char if self.source is not None else 0)


def without_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts without those whose words another one has, nearly to the letter; the first of them stays."""
    kept: list[Draft] = []
    for draft in drafts:
        if not any(_same(draft, other) for other in kept[-6:]):
            kept.append(draft)
    return kept


def without_parts(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts without those that are part of another one, unless they are second-hand.

    In "she said he hopes to return" the hope is hers to tell; only "she said the minister had ordered it" holds
    two statements.
    """
    kept: list[Draft] = []
    around: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: (draft.start, -draft.end)):
        around = [other for other in around if other.end > draft.start]
        if draft.second_hand or not any(_holds(other, draft) for other in around):
            kept.append(draft)
        around.append(draft)
    return kept


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether a draft lies within one part of another and is shorter than it."""
    return any(
        start <= inner.start and inner.end <= end and (start, end) != (inner.start, inner.end)
        for start, end in outer.parts
    )


def _same(one: Draft, other: Draft) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and shared / (max(one.end, other.end) - min(one.start, other.start)) > 0.85


def to_statement(text: str, draft: Draft, quotations: Sequence[Quotation]) -> Statement:
    """The record of a draft; its speaker is the mention as it stands."""
    start, end = draft.start, draft.end
    return Statement(
        start=start,
        end=end,
        text=text[start:end],
        kind="indirect" if draft.retold else _kind(text, draft.parts, quotations),
        speaker=_speaker(draft),
        cue=Span(draft.cue[0], draft.cue[1], text[slice(*draft.cue)]) if draft.cue else None,
        act=draft.act,
        parts=draft.parts if len(draft.parts) > 1 else (),
    )


def _speaker(draft: Draft) -> Speaker | None:
    source = draft.source
    if source is None:
        return None
    resolved_by = "inherited" if draft.link == "inherited" else "named"
    return Speaker(
        source.text, source.start_char, source.end_char, source.text, resolved_by, _CONFIDENCE[draft.link]
    )


def _kind(text: str, parts: Sequence[Stretch], quotations: Sequence[Quotation]) -> StatementKind:
    """By the share of letters and digits that stand in quotation marks: direct from nine tenths.

    What begins outside the marks (he “never gave such an order”) is direct from nineteen twentieths.
    """
    total = quoted = 0
    for start, end in parts:
        total += _letters(text[start:end])
        low, high = (bisect_left(quotations, at, key=lambda q: q.start) for at in (start, end))
        for quotation in quotations[max(0, low - 1) : high]:
            quoted += _letters(text[max(start, quotation.start) : min(end, quotation.end)])
    share = quoted / total if total else 0.0
    begun = bisect_left(quotations, parts[0][0] + 1, key=lambda q: q.start) - 1
    quoted_first = begun >= 0 and parts[0][0] < quotations[begun].end
    return "direct" if share >= (0.9 if quoted_first else 0.95) else "mixed" if share > 0.02 else "indirect"


def _letters(text: str) -> int:
    return sum(c.isalnum() for c in text)
