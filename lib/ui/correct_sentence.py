"""The sentence that a record stands in, with the record's words set off in it."""

from __future__ import annotations

from lib.records import Analysis, Span
from lib.tables import Sentences
from lib.ui.text import plain

_NEAR = 240
"""Characters before and after the words that are shown at most."""


def in_its_sentence(analysis: Analysis, span: Span) -> str:
    """The sentence around a span as Markdown, the span's words in bold; what is far from them is left out."""
    text = analysis.article.text
    around = Sentences(analysis).around(span.start, span.end).strip("…")
    begin = max(text.rfind(around, 0, span.end + len(around)), 0)
    before = text[max(begin, span.start - _NEAR) : span.start]
    after = text[span.end : min(begin + len(around), span.end + _NEAR)]
    return f"{_run(before)}**{plain(span.text)}**{_run(after)}".strip()


def _run(text: str) -> str:
    """Words before or after others, with the space that stands between them, which ``plain`` takes off."""
    if not text.strip():
        return " " if text else ""
    return " " * text[0].isspace() + plain(text) + " " * text[-1].isspace()
