"""CSV for spreadsheets and data tools: a row a record, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from lib.exports.entries import About, Entry
from lib.exports.rows import COLUMNS, rows

_FORMULA = re.compile(r"(^|[;\t\r\n])(?=\s*[=+\-@＝＋－＠])")
"""Where a spreadsheet may take a formula to start (OWASP: CSV Injection): at the start of a cell, and after
what it may take for the end of one."""
_LISTED = [column for column in COLUMNS if column != "places"]


def write(entries: Iterable[Entry], about: About) -> Iterator[bytes]:
    """A CSV file (RFC 4180) in pieces: UTF-8 with a byte order mark, a header, then a row a record.

    Lists are joined by "; ". What a spreadsheet would take for a formula gets an apostrophe before it.
    """
    yield ("\ufeff" + _line(_LISTED)).encode("utf-8")
    for row in rows(entries, about):
        yield _line(_cell(row[column]) for column in _LISTED).encode("utf-8", "replace")


@lru_cache(maxsize=4_096)
def harmless(text: str) -> str:
    """Text that no spreadsheet runs as a formula; kept, since many rows share a report."""
    return _FORMULA.sub(r"\1'", text) if _FORMULA.search(text) else text


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return harmless("; ".join(value))
    return harmless(value) if isinstance(value, str) else value


def _line(cells: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
