"""Dates in a report's words, and the day or days they stand for by the report's own date."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from lib import days
from lib.harm.stretches import COUNTED, stretch_of
from lib.records import MentionedDate

_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|yesterday|tomorrow|this morning"
    r"|this afternoon|this evening|last night|overnight|earlier in the day"
    r"|(?:last|this|next|past|previous) (?:week|month|year)|week-?ends?"
    r"|(?:past|last|recent) (?:(?:few|couple of|several|\w+) )?(?:hours|days|weeks|months)"
    rf"|{COUNTED} (?:days?|weeks?|months?|years?) ago"
    r"|(?:1[89]|20)\d\d|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
    r"|jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:day|today|tonight|yesterday|tomorrow|this|last|next|night|overnight|ago|earlier)|day\b",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"\b(?:today|tonight|this (?:morning|afternoon|evening)|earlier in the day)\b", re.IGNORECASE
)
_LAST_NIGHT = re.compile(r"\b(?:yesterday|last night)\b", re.IGNORECASE)
_COUNT_BEHIND = re.compile(r"(?<=day)\s+\d[\d,]*$", re.IGNORECASE)
_FULL = re.compile(r"(?:1[89]|20)\d\d")
_UNIT = re.compile(r"\b(?:last|this|next) (month|year)\b", re.IGNORECASE)
_NOISE = re.compile(
    r"^(?:(?:on|in|at|by|since|over|during|early|late|earlier|the|of|morning|afternoon|evening|night|overnight)\b"
    r"\s*)+|^mid-|[,.]$|\b(?:morning|afternoon|evening|night|early|late)\b"
    r"|\b(?:last|this|next)\s+(?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    re.IGNORECASE,
)


def names_a_date(text: str) -> bool:
    """Whether words name a day, month or year; "two weeks" and "the past decade" name none."""
    return _DAY.search(text) is not None


def date_words(text: str) -> str:
    """The words of a date without a count that the model has drawn into it ("Today 22")."""
    return _COUNT_BEHIND.sub("", text)


def mentioned_date(text: str, published: str | None) -> MentionedDate:
    """The record of a date in the report's words.

    Args:
        text: The words, such as "on Friday" or "26 March 1999".
        published: ISO 8601 date of the report; without it "on Friday" has no value.
    """
    return MentionedDate(text, _value(" ".join(text.split()), _day(published)))


def _day(published: str | None) -> str | None:
    """The day of publication as YYYY-MM-DD; ``None`` when the metadata hold none that can be read."""
    parts = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", published or "")
    if parts is None:
        return None
    try:
        return date(int(parts[1]), int(parts[2]), int(parts[3])).isoformat()
    except ValueError:
        return None


def _is_its_weekday(text: str, published: str) -> bool:
    """Whether words name the weekday of publication and nothing more: on a Friday, "on Friday" is that day."""
    return _NOISE.sub("", text).strip().lower() == datetime.fromisoformat(published).strftime("%A").lower()


@lru_cache(maxsize=4096)
def _value(text: str, published: str | None) -> str | None:
    """An ISO 8601 day, month, year or interval of days; ``None`` when it cannot be told.

    Words that leave the year open take the last such day before the report.
    """
    if published is None and (not _FULL.search(text)):
        return None
    if re.fullmatch(r"(?:1[89]|20)\d\d", text):
        return text
    if published is not None and _TODAY.search(text):
        return published
    if published is not None and _is_its_weekday(text, published):
        return published
    stretch = stretch_of(
        text, date.fromisoformat(published) if published else None, lambda end: _end(end, published)
    )
    return days.iso(stretch) if stretch else _single(text, published)


def _end(words: str, published: str | None) -> days.Days | None:
    """The days of one end of a stretch."""
    if published is not None and _is_its_weekday(words, published):
        words = published
    return days.stretch(_single(words, published))


def _single(text: str, published: str | None) -> str | None:
    """An ISO 8601 day, month or year by the words of one."""
    words = "yesterday" if _LAST_NIGHT.search(text) else _NOISE.sub("", text).strip()
    # dateparser takes a second to import, and most reports are read without it.
    import dateparser

    settings = {
        "PREFER_DATES_FROM": "past",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "PREFER_DAY_OF_MONTH": "first",
    }
    if published is not None:
        settings["RELATIVE_BASE"] = datetime.fromisoformat(published)
    found = dateparser.parse(words, languages=["en"], settings=settings)
    if found is None:
        return None
    unit = _UNIT.search(words)
    if unit is not None:
        return found.strftime("%Y-%m" if unit[1].lower() == "month" else "%Y")
    if re.fullmatch(r"[a-z.]+,? ?\d{4}|[a-z]+", words, re.IGNORECASE) and not _RELATIVE.search(words):
        return found.strftime("%Y-%m")
    return found.strftime("%Y-%m-%d")
