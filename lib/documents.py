"""Reports in: files, folders and corpora as clean articles; what cannot be read is named with its reason."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import charset_normalizer
from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from lib.errors import ReportError
from lib.layout import read_layout
from lib.records import Article

MAX_BYTES = 1_000_000
"""Largest single report, in bytes. A corpus file may be larger; each report in it is held to this."""

TEXT_SUFFIXES = (".txt", ".text", ".md")
CORPUS_SUFFIXES = (".csv", ".jsonl", ".ndjson")
_LANGUAGE_SAMPLE = 4_000
_LANGUAGE_WORDS = 15
_ENGLISH_AT_LEAST = 0.05
_RELATIVE_DAY = re.compile(
    r"\b(?:today|yesterday|tonight|this (?:morning|afternoon|evening|week))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read (a file, a row of a corpus, its date): where it is and what to do about it."""

    where: str
    reason: str


def make_article(
    text: str,
    *,
    title: str | None = None,
    source: str | None = None,
    url: str | None = None,
    published: str | None = None,
    id: str | None = None,
) -> Article:
    """Make an article of a text a person typed, pasted or sent, after checking that it can be read.

    ``published`` may be any ISO 8601 date or date and time. Without an ``id`` the article gets one that
    depends on its text, title and source alone, so the same report has the same id everywhere.

    Raises:
        ReportError: when the text is empty, binary, too long or not English, or the date is none.
    """
    text = clean(text)
    check_text(text)
    title, source, url = (_one_line(value) for value in (title, source, url))
    return Article(
        id=id or _identity(text, title, source),
        title=title,
        source=source,
        url=url,
        published=_iso_date(published),
        text=text,
    )


def read(path: Path) -> Iterator[Article | Problem]:
    """Read a report, a corpus (CSV or JSON Lines) or a folder of them, in order of their names.

    Nothing is passed over in silence: what is no report comes back as ``Problem``.
    """
    if path.is_dir():
        children = sorted(child for child in path.iterdir() if not child.name.startswith("."))
        if not children:
            yield Problem(str(path), "The folder is empty. Put .txt, .csv or .jsonl files into it.")
        for child in children:
            if child.is_symlink():
                yield Problem(str(child), "It is a symbolic link. Give the file itself.")
            else:
                yield from read(child)
        return
    if not path.exists():
        yield Problem(str(path), "There is no such file or folder. Check the name.")
        return
    try:
        yield from read_bytes(
            path.name, path.read_bytes() if path.suffix.lower() in _SUFFIXES else b"", str(path)
        )
    except OSError as error:
        yield Problem(
            str(path), f"It cannot be opened ({error.strerror or error}). Check the name and the rights."
        )


_SUFFIXES = (*TEXT_SUFFIXES, *CORPUS_SUFFIXES)


def read_bytes(name: str, content: bytes, where: str | None = None) -> Iterator[Article | Problem]:
    """Read the bytes of a file called ``name`` (its ending decides how), as an upload gives them."""
    where = where or name
    suffix = Path(name).suffix.lower()
    if suffix in CORPUS_SUFFIXES:
        yield from _read_corpus(suffix, content, where)
        return
    if suffix not in TEXT_SUFFIXES:
        yield Problem(where, f"Files of this kind ({suffix or 'no ending'}) cannot be read. Save it as .txt.")
        return
    try:
        text = clean(decode(content))
        yield make_article(text, title=_heading(text) or _title_of(name))
    except ReportError as error:
        yield Problem(where, str(error))


def decode(content: bytes) -> str:
    """Turn the bytes of a text file into text: UTF-8 or UTF-16 by their marks, else the likeliest encoding.

    Raises:
        ReportError: when it is too large, or no text at all.
    """
    if len(content) > MAX_BYTES:
        raise ReportError(
            f"It has {len(content):,} bytes; a report may have {MAX_BYTES:,}. Split it into several."
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        guess = charset_normalizer.from_bytes(content).best()
    if guess is None or (b"\x00" in content and not guess.encoding.startswith("utf_16")):
        raise ReportError("It is not a text file. Save the report as plain text (.txt, UTF-8).")
    return str(guess)


def clean(text: str) -> str:
    """The text as it is analysed: ``\\n`` as its only line break, a space for each control character."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(" " if _is_control(character) else character for character in text.lstrip("\ufeff"))


def _is_control(character: str) -> bool:
    return (character < " " and character not in "\n\t") or character in "\x7f\u200b\ufeff\u2060"


def check_text(text: str) -> None:
    """Check that a text can be analysed.

    Raises:
        ReportError: when it is empty, too long, binary or not English; the message says what to do.
    """
    if not text.strip():
        raise ReportError("There is no text in it. Paste the report's text, or choose another file.")
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise ReportError(f"It is longer than {MAX_BYTES:,} bytes. Split it into several reports.")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ReportError("It has broken characters in it. Save the report as UTF-8 and add it again.")
    if not any(character.isalpha() for character in text):
        raise ReportError("There are no words in it. Paste the report's text, or choose another file.")
    if len(text) > _LANGUAGE_SAMPLE and 3 * sum(map(str.isalpha, text)) < len(text):
        raise ReportError("Most of it is no words. Paste the report's text without tables and code.")
    language = foreign_language(text)
    if language:
        raise ReportError(
            f"It seems to be in {language}; Dateline reads English only. Add an English translation."
        )


def foreign_language(text: str) -> str | None:
    """The English name of the text's language when it is surely not English, else ``None``.

    Words with a capital are left aside, since foreign names make an English text look foreign; texts of fewer
    than 15 other words are let through.
    """
    words = [word for word in re.findall(r"[^\W\d_]{2,}", text[:_LANGUAGE_SAMPLE]) if not word[0].isupper()]
    latin = sum(word[0] < "\u0250" for word in words)
    if len(words) < _LANGUAGE_WORDS and 2 * latin >= len(words):
        return None
    sample = " ".join(words)
    if _detector().compute_language_confidence(sample, Language.ENGLISH) >= _ENGLISH_AT_LEAST:
        return None
    language = _detector().detect_language_of(sample)
    if language is None:
        return None
    return str(language.name).title()


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()


def notices(article: Article) -> tuple[str, ...]:
    """Sentences about what is missing in an article for a full reading of it."""
    if article.published is None and (found := _RELATIVE_DAY.search(article.text)):
        word = found.group().lower()
        return (f"It says “{word}” but has no date of publication. Add the date to place it in time.",)
    return ()


def _read_corpus(suffix: str, content: bytes, where: str) -> Iterator[Article | Problem]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield Problem(where, "It is not UTF-8. Save the corpus as UTF-8.")
        return
    rows = _csv_rows(text) if suffix == ".csv" else _json_rows(text)
    number = 0
    for number, row in rows:
        try:
            article, problem = _article_of_row(row)
        except ReportError as error:
            yield Problem(f"{where}, line {number}", str(error))
            continue
        yield article
        if problem:
            yield Problem(f"{where}, line {number}", problem)
    if not number:
        yield Problem(where, "There are no reports in it. A corpus has a row or a line for each report.")


def _csv_rows(text: str) -> Iterator[tuple[int, Any]]:
    # A cell may be as long as the file: one that is too long for a report is refused by itself.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            yield reader.line_num, {(key or "").strip().lower(): value for key, value in row.items()}
    except csv.Error as error:
        yield reader.line_num, f"The CSV is broken here ({error}). Quote the texts, and save it again."


def _json_rows(text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                yield number, f"It is no JSON ({error}). Each line must be one JSON object."


def _article_of_row(row: Any) -> tuple[Article, str | None]:
    """The article in a row of a corpus, and what was wrong with it.

    Rows written by Dateline itself hold it under "article".
    """
    if isinstance(row, str):
        raise ReportError(row)
    if isinstance(row, Mapping) and isinstance(row.get("article"), Mapping):
        row = row["article"]
    if not isinstance(row, Mapping) or not isinstance(row.get("text"), str):
        raise ReportError('It has no "text". Columns or keys: id, title, text, source, url, published.')
    values = {key: row.get(key) for key in ("id", "title", "source", "url", "published")}
    fields = {key: str(value) if value else None for key, value in values.items()}
    problem = None
    try:
        _iso_date(fields["published"])
    except ReportError as error:
        fields["published"] = None
        problem = f"{error} The report was read without a date."
    return make_article(row["text"], **fields), problem


def _title_of(name: str) -> str:
    return re.sub(r"[_\s]+", " ", Path(name).stem).strip() or name


def _heading(text: str) -> str | None:
    """The heading that a text begins with, if it does."""
    first = next(iter(read_layout(text[:_LANGUAGE_SAMPLE]).segments), None)
    return text[first.start : first.end] if first and first.kind == "heading" else None


def _one_line(value: str | None) -> str | None:
    return " ".join(clean(value).split()) or None if value else None


def _iso_date(value: str | None) -> str | None:
    if not value or not value.strip():
        return None
    value = value.strip()
    match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", value)
    try:
        if match:
            return date(*map(int, match.groups())).isoformat()
        return datetime.fromisoformat(value).isoformat()
    except ValueError as error:
        raise ReportError(f"“{value}” is no date. Write it as year-month-day, such as 2026-03-14.") from error


def _identity(text: str, title: str | None, source: str | None) -> str:
    parts = "\x1f".join((title or "", source or "", text))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def split(found: Iterable[Article | Problem]) -> tuple[list[Article], list[Problem]]:
    """Part what ``read`` gives into the articles and the problems."""
    articles: list[Article] = []
    problems: list[Problem] = []
    for item in found:
        if isinstance(item, Article):
            articles.append(item)
        else:
            problems.append(item)
    return articles, problems
