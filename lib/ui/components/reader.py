"""A whole report with its evidence marked, and the chosen evidence in view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from lib.layout import Segment
from lib.ui.components.assets import Component
from lib.ui.components.marks import Mark
from lib.ui.components.runs import cut, lines


@dataclass(frozen=True, slots=True)
class ReaderEvent:
    """A mark that was chosen in the report, or that is to be corrected."""

    key: str
    action: Literal["open", "correct"] = "open"


_READER = Component("reader")


def reader(
    text: str,
    marks: Sequence[Mark],
    *,
    focus: tuple[int, int] | str | None,
    key: str,
    height: int,
    title: str = "",
    meta: str = "",
    url: str | None = None,
    layout: Sequence[Segment] = (),
    hits: Sequence[tuple[int, int]] = (),
    turn: int = 0,
) -> ReaderEvent | None:
    """Draw a report and return what was just done with a mark in it.

    Args:
        text: The article's, every offset counts into it.
        marks: What to mark; they may overlap.
        focus: The evidence to show: a mark's key, or (start, end) in characters; ``None`` for the top.
        key: Of the reader, unique on the page.
        height: In pixels, of the scrolling text with its header.
        title, meta: Above the text.
        url: The original; linked when it is an http or https address, else left out.
        layout: The segments of the text; captions, credits and page furniture are dimmed.
        hits: What a search found, as (start, end) in characters.
        turn: A new number brings the evidence into view again, though it is the same.
    """
    marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    paragraphs = _paragraphs(text, marks, layout, hits, focus if isinstance(focus, tuple) else None)
    data = {
        "key": key,
        "height": height,
        "title": title,
        "meta": meta,
        "url": url if url and url.lower().startswith(("http://", "https://")) else None,
        "marks": [[mark.key, mark.kind, mark.label, list(mark.detail), mark.uncertain] for mark in marks],
        "paragraphs": paragraphs[1:] if _repeats(paragraphs, title) else paragraphs,
        "focus": list(focus) if isinstance(focus, tuple) else focus,
        "turn": turn,
    }
    chosen = _READER.draw(key, data)
    known = {mark.key for mark in marks}
    match chosen:
        case str() if chosen in known:
            return ReaderEvent(chosen)
        case ["correct", str() as key] if key in known:
            return ReaderEvent(key, "correct")
    return None


def _paragraphs(
    text: str,
    marks: Sequence[Mark],
    layout: Sequence[Segment],
    hits: Sequence[tuple[int, int]],
    focus: tuple[int, int] | None,
) -> list[list[dict[str, Any]]]:
    """The lines of the text as runs: ``t`` text, and where there are any ``m`` indices of marks,
    ``p`` [index of mark, name of part], ``d`` kind of segment, ``h`` a search hit, ``f`` the focus."""
    spans: list[tuple[int, int]] = []
    meanings: list[tuple[str, Any]] = []
    for index, mark in enumerate(marks):
        spans.append((mark.start, mark.end))
        meanings.append(("m", index))
        for start, end, name in mark.parts:
            spans.append((start, end))
            meanings.append(("p", [index, name]))
    for segment in layout:
        spans.append((segment.start, segment.end))
        meanings.append(("d", segment.kind))
    for hit in hits:
        spans.append(hit)
        meanings.append(("h", True))
    if focus:
        spans.append(focus)
        meanings.append(("f", True))
    whole = cut(text, [*spans, *lines(text)])
    return _gather(whole, meanings)


def _repeats(paragraphs: Sequence[Sequence[dict[str, Any]]], title: str) -> bool:
    """Whether the first line is the title again, with nothing to see in it."""
    first = paragraphs[0] if paragraphs else []
    return "".join(run["t"] for run in first).strip() == title.strip() and not any(
        run.keys() & {"m", "f", "h"} for run in first
    )


def _gather(runs: Sequence[Any], meanings: Sequence[tuple[str, Any]]) -> list[list[dict[str, Any]]]:
    """Put runs of the same line together; the spans after the last meaning are the lines."""
    paragraphs: dict[int, list[dict[str, Any]]] = {}
    for run in runs:
        line = next((index for index in run.covers if index >= len(meanings)), None)
        if line is None:
            continue
        piece: dict[str, Any] = {"t": run.text}
        for index in run.covers:
            if index < len(meanings):
                name, value = meanings[index]
                if name in "mp":
                    piece.setdefault(name, []).append(value)
                else:
                    piece[name] = value
        paragraphs.setdefault(line, []).append(piece)
    return list(paragraphs.values())
