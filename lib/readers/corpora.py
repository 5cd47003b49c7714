"""Corpora: CSV, JSON Lines and JSON files with a report in each row, read row by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lib.documents import clean, iso_date, make_article
from lib.errors import ReportError
from lib.readers import encoding, metadata
from lib.readers.items import FIELDS, HEAD, Problem, Reading, Source
from lib.records import Article, analysis_from_json

_DELIMITERS = ",;\t|"
_LONGEST = 8_000_000
"""Characters of the longest line, and of the longest cell, that a row is still looked for in."""
_NO_TEXT = 'It has no "text". Columns or keys: {}.'
_PREVIEWED = 5


@dataclass(frozen=True, slots=True)
class Preview:
    """The beginning of a corpus: its columns in order, its first rows, and what each column is taken for.

    ``columns`` maps attributes of an article to names of columns.
    """

    names: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    columns: dict[str, str]


def read_csv(source: Source, reading: Reading) -> Iterator[Article | Problem]:
    """Read a CSV file (comma, semicolon, tab or bar; any encoding), one report a row."""
    notes, rows = _csv_rows(source, reading)
    yield from _read(source, reading, rows, notes, word="line")


def read_json_lines(source: Source, reading: Reading) -> Iterator[Article | Problem]:
    """Read a JSON Lines file, one report a line; what Dateline itself wrote is read back whole."""
    yield from _read(source, reading, _json_rows(source, reading), (), word="line")


def read_json(source: Source, reading: Reading) -> Iterator[Article | Problem]:
    """Read a JSON file that holds a list of reports, or one."""
    text, guessed = encoding.decode(source.read(reading.limits.file))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReportError(f"It is no JSON ({error}). Save it anew, or as JSON Lines.") from error
    rows = map(_row, value if isinstance(value, list) else [value])
    yield from _read(source, reading, enumerate(rows, start=1), encoding.note(guessed), word="item")


def preview(source: Source, reading: Reading) -> Preview:
    """What a CSV or JSON Lines corpus begins with.

    Raises:
        ReportError: when it has no row, or no row that can be read.
    """
    rows = _csv_rows(source, reading)[1] if source.suffix in (".csv", ".tsv") else _json_rows(source, reading)
    found = [dict(row) for _, row in islice(rows, _PREVIEWED) if isinstance(row, Mapping)]
    if not found:
        raise ReportError("There are no reports in it. A corpus has a row or a line for each report.")
    names = tuple(dict.fromkeys(str(name) for row in found for name in row if name))
    shown = tuple({name: str(row[name]) for name in names if row.get(name) is not None} for row in found)
    return Preview(names, shown, columns_of(names))


def columns_of(names: Iterable[str], given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Which column or key holds which attribute of an article.

    Those ``given`` that are among the ``names``, else by the usual names; an empty name given is for none.
    """
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault(name.strip().lower().replace(" ", "_"), name)
    columns = {
        field: next((by_name[usual] for usual in usuals if usual in by_name), None)
        for field, usuals in FIELDS.items()
    }
    for field, name in (given or {}).items():
        columns[field] = by_name.get(name.strip().lower().replace(" ", "_"), columns[field] if name else None)
    return {field: name for field, name in columns.items() if name is not None}


def _read(
    source: Source, reading: Reading, rows: Iterable[tuple[int, Any]], notes: tuple[str, ...], *, word: str
) -> Iterator[Article | Problem]:
    number = 0
    for number, row in rows:
        where = f"{source.where}, {word} {number}"
        try:
            article, problem = _article_of_row(row, reading, notes)
        except ReportError as error:
            yield Problem(where, str(error))
            continue
        yield article
        if problem:
            yield Problem(where, problem)
    if not number:
        yield Problem(
            source.where, "There are no reports in it. A corpus has a row or a line for each report."
        )


def _csv_rows(source: Source, reading: Reading) -> tuple[tuple[str, ...], Iterator[tuple[int, Any]]]:
    """Notes on how the file is read, and its rows with the number of the line that each ends on."""
    encoded, guessed = encoding.encoding_of(source.head())
    lines = _lines(source, reading, encoded, newline="")
    return encoding.note(encoded if guessed else None), _rows_of(lines)


def _rows_of(lines: io.TextIOWrapper) -> Iterator[tuple[int, Any]]:
    # A cell may be longer than a report may be, so that it is refused by itself and loses no other.
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST))
    first = lines.readline(_LONGEST)
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.DictReader(_chain(first, lines), strict=True, delimiter=delimiter)
    try:
        for row in reader:
            yield reader.line_num, {(key or "").strip(): value for key, value in row.items()}
    except (csv.Error, UnicodeError) as error:
        yield (
            reader.line_num + 1,
            f"The CSV is broken here ({error}); the rows after it were not read. "
            "Quote the texts, and save it again.",
        )


def _chain(first: str, lines: io.TextIOWrapper) -> Iterator[str]:
    line = first
    while line:
        if len(line) >= _LONGEST:
            raise csv.Error("the line is too long")
        yield line
        line = lines.readline(_LONGEST)


def _json_rows(source: Source, reading: Reading) -> Iterator[tuple[int, Any]]:
    encoded, _ = encoding.encoding_of(source.head())
    lines = _lines(source, reading, encoded, newline="\n")
    number = 0
    while line := lines.readline(_LONGEST):
        number += 1
        if len(line) >= _LONGEST:
            yield number, f"The line is longer than {_LONGEST:,} characters. Split it."
            while len(line) >= _LONGEST:
                line = lines.readline(_LONGEST)
        elif line.strip():
            try:
                yield number, _row(json.loads(line))
            except (ValueError, RecursionError) as error:
                yield number, f"It is no JSON ({error}). Each line must be one JSON object."


def _row(value: Any) -> Any:
    """A value of JSON as a row; a bare text is none, and would be taken for what is wrong with the row."""
    return None if isinstance(value, str) else value


def _lines(source: Source, reading: Reading, encoded: str, *, newline: str) -> io.TextIOWrapper:
    """The text of a corpus; what does not fit its encoding becomes broken characters, for which a row is refused."""
    limited = io.BufferedReader(_Limited(source, reading.limits.corpus), buffer_size=HEAD)
    return io.TextIOWrapper(limited, encoded, "surrogateescape", newline=newline)


class _Limited(io.RawIOBase):
    """The bytes of a corpus, up to the limit."""

    def __init__(self, source: Source, limit: int) -> None:
        self._stream = source.stream
        self._limit = limit
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        self._left -= len(piece)
        if self._left < 0:
            raise ReportError(f"It has more than {self._limit:,} bytes; the rest was not read. Split it.")
        return len(piece)


def _article_of_row(row: Any, reading: Reading, notes: tuple[str, ...]) -> tuple[Article, str | None]:
    """The article in a row of a corpus, and what was wrong with it."""
    if isinstance(row, str):
        raise ReportError(row)
    if isinstance(row, Mapping) and isinstance(row.get("article"), Mapping):
        return _own(row["article"]), None
    if not isinstance(row, Mapping):
        raise ReportError(_NO_TEXT.format(", ".join(FIELDS)))
    columns = columns_of((str(name) for name in row), reading.columns)
    values = {field: row.get(name) for field, name in columns.items()}
    text = values.pop("text", None)
    if not isinstance(text, str) or not text.strip():
        raise ReportError(_NO_TEXT.format(", ".join(str(name)[:40] for name in list(row)[:20]) or "none"))
    date, problem = _date(_words(values.pop("published", None)))
    fields: Any = {field: _words(value) for field, value in values.items()}
    return make_article(text, published=date, notes=notes, **fields), problem


def _words(value: Any) -> str | None:
    """A value as text; the names of a list one after another."""
    if isinstance(value, list):
        return ", ".join(str(item) for item in value if item) or None
    return str(value) if value is not None and value != "" else None


def _date(value: str | None) -> tuple[str | None, str | None]:
    """A date in ISO 8601 in whichever way it is written, and what is wrong with it."""
    if not value or not value.strip():
        return None, None
    found = metadata.stamp(value) or metadata.date_line(value)
    if found:
        return found, None
    try:
        return iso_date(value), None
    except ReportError as error:
        return None, f"{error} The report was read without a date."


def _own(row: Mapping[str, Any]) -> Article:
    """The article that Dateline wrote, checked anew; one that was changed by hand keeps what still fits."""
    try:
        article = analysis_from_json({"article": dict(row)}).article
    except ValueError:
        known: Any = {name: _words(row.get(name)) for name in ("id", "title", "source", "url", "published")}
        if not isinstance(row.get("text"), str):
            raise ReportError(_NO_TEXT.format(", ".join(FIELDS))) from None
        return make_article(row["text"], **known)
    ends = [position for s in article.stretches for position in (s.start, s.end)]
    fit = ends == sorted(ends) and all(0 <= end <= len(article.text) for end in ends)
    return make_article(
        article.text,
        id=article.id or None,
        title=article.title,
        source=article.source,
        url=article.url,
        published=article.published,
        author=article.author,
        language=article.language,
        guessed=article.guessed,
        notes=article.notes,
        stretches=article.stretches if fit and clean(article.text) == article.text else (),
    )
