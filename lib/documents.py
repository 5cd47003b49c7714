"""A text and what is known about it as an article, checked; what its reader should be told about it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from lib.errors import ReportError
from lib.records import Article, Stretch

if TYPE_CHECKING:
    from lingua import LanguageDetector

MAX_BYTES = 1_000_000
"""Longest text of a report, in bytes of UTF-8."""

_LANGUAGE_SAMPLE = 4_000
_LANGUAGE_WORDS = 15
_ENGLISH_AT_LEAST = 0.05
_RELATIVE_DAY = re.compile(
    r"\b(?:today|yesterday|tonight|tomorrow|last\snight|(?:this|last)\s(?:morning|afternoon|evening|week|weekend)"
    r"|(?:on|last|since|late|early)\s(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    # "on Monday, 3 March" names its day.
    r"(?!,?\s(?:\d|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d))",
    re.IGNORECASE,
)


def make_article(
    text: str,
    *,
    title: str | None = None,
    source: str | None = None,
    url: str | None = None,
    published: str | None = None,
    author: str | None = None,
    language: str | None = None,
    id: str | None = None,
    guessed: Iterable[str] = (),
    notes: Iterable[str] = (),
    stretches: Sequence[Stretch] = (),
) -> Article:
    """Make an article of a text a person typed, pasted or sent, after checking that it can be read.

    Args:
        published: Any ISO 8601 date or date and time.
        language: Code that the file gives ("en-GB"); the text itself decides where it is long enough.
        id: Without one the article gets one that depends on its text, title and source alone, so the same
            report has the same id everywhere.
        guessed: Names of the arguments that are guesses.
        notes: Sentences about how the file was read.
        stretches: What the file sets apart from the prose, in the text as ``clean`` leaves it.

    Raises:
        ReportError: when the text is empty, binary or too long, or the date is none.
    """
    text = clean(text)
    check_text(text)
    title, source, url, author = (_one_line(value) for value in (title, source, url, author))
    declared = _language_code(language)
    told = language_of(text)
    known = {"title": title, "source": source, "url": url, "published": published, "author": author}
    doubtful = {name for name in guessed if name == "language" or known.get(name)}
    if told and told != declared:
        doubtful.add("language")
    return Article(
        id=id or _identity(text, title, source),
        title=title,
        source=source,
        url=url,
        published=iso_date(published),
        text=text,
        author=author,
        language=told or declared,
        guessed=tuple(sorted(doubtful)),
        notes=tuple(dict.fromkeys(notes)),
        stretches=tuple(stretches),
    )


def clean(text: str) -> str:
    """The text as it is analysed: ``\\n`` as its only line break, a space for each control character."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return text.lstrip("\ufeff").translate(_CONTROLS)


_CONTROLS = dict.fromkeys((*(c for c in range(32) if c not in (9, 10)), 127, 8203, 65279, 8288), " ")


def check_text(text: str) -> None:
    """Check that a text can be kept and read.

    Raises:
        ReportError: when it is empty, too long or binary; the message says what to do.
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


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language; ``None`` when there are too few words to tell.

    It is English unless it surely is not. Words with a capital are left aside, since foreign names make an
    English text look foreign; it takes 15 others, or a script that English is not written in.
    """
    from lingua import Language

    words = [word for word in re.findall(r"[^\W\d_]{2,}", text[:_LANGUAGE_SAMPLE]) if not word[0].isupper()]
    latin = sum(word[0] < "\u0250" for word in words)
    if len(words) < _LANGUAGE_WORDS and 2 * latin >= len(words):
        return None
    sample = " ".join(words)
    if _detector().compute_language_confidence(sample, Language.ENGLISH) >= _ENGLISH_AT_LEAST:
        return "en"
    language = _detector().detect_language_of(sample)
    return None if language is None else str(language.iso_code_639_1.name).lower()


def language_name(code: str) -> str:
    """The English name of a language by its ISO 639-1 code; the code itself when it is none we know."""
    from lingua import IsoCode639_1, Language

    iso = getattr(IsoCode639_1, code.upper(), None)
    return code if iso is None else str(Language.from_iso_code_639_1(iso).name).title()


@cache
def _detector() -> LanguageDetector:
    # Heavy to import, and the first screen needs no language told.
    from lingua import LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()


def is_english(article: Article) -> bool:
    """Whether an article can be analysed: it is English, or too short to tell."""
    return article.language in (None, "en")


def needs_date(article: Article) -> str | None:
    """The words of an undated article that only its date of publication can place in time, or ``None``."""
    if article.published is not None or not is_english(article):
        return None
    found = _RELATIVE_DAY.search(article.text)
    words = " ".join(found.group().split()) if found else ""
    return words[:1].lower() + words[1:] or None


def notices(article: Article) -> tuple[str, ...]:
    """Sentences about what is missing in an article for a full reading of it, and how its file was read."""
    found = []
    if not is_english(article):
        name = language_name(article.language or "")
        found.append(
            f"It is in {name}. Dateline analyses English only: the report is kept and can be searched, but "
            "nothing was read out of it. Add an English translation as a report of its own."
        )
    if words := needs_date(article):
        found.append(f"It says “{words}” but has no date of publication. Add the date to place it in time.")
    if "published" in article.guessed:
        found.append(f"Its date of publication, {article.published}, is a guess. Check it.")
    return (*found, *article.notes)


def iso_date(value: str | None) -> str | None:
    """An ISO 8601 date, or date and time with the zone it has, in its usual form; ``None`` for nothing.

    Raises:
        ReportError: when it is no date.
    """
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


def _language_code(value: str | None) -> str | None:
    match = re.match(r"\s*([A-Za-z]{2})(?![A-Za-z])", value or "")
    return match.group(1).lower() if match else None


def _one_line(value: str | None) -> str | None:
    return " ".join(clean(value).split()) or None if value else None


def _identity(text: str, title: str | None, source: str | None) -> str:
    parts = "\x1f".join((title or "", source or "", text))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]
