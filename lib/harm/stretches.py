"""Words that name no single day: the days that they may mean by the report's own date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from lib.days import Days

_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBER = rf"\d{{1,2}}|an?|{'|'.join(_NUMBERS)}"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WORDS_BETWEEN = r"(?:to|and|or|into|through|until|till)"
_BETWEEN = rf"\s*(?:-|–|—|/|\b{_WORDS_BETWEEN}\b)\s*"
_FEW = 7
"""Days that "recent days" and "a few days" reach back; as many weeks are as many times seven."""
_SATURDAY = 5
_LONGEST = 62
"""Days between two ends that are still read as one stretch."""

COUNTED = rf"(?:{_NUMBER}|(?:a )?few|several|a couple of)"
"""Words before "days ago" that say how many, more or less."""

_WEEKEND = re.compile(r"\b(last |previous )?week-?end\b", re.IGNORECASE)
_WEEK = re.compile(r"\b(last|previous|this|past) week\b", re.IGNORECASE)
_PAST = re.compile(
    rf"\b(?:past|last|recent)\s+(?:({_NUMBER}|few|several|couple of)\s+)?(hour|day|week|month)s\b",
    re.IGNORECASE,
)
_AGO = re.compile(rf"\b({_NUMBER}|few|several|couple of) (day|week|month|year)s? ago\b", re.IGNORECASE)
_OVERNIGHT = re.compile(r"(?:late |early )?overnight", re.IGNORECASE)
_SINCE = re.compile(r"^since\b\s*", re.IGNORECASE)
_DAYS_OF_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?{_BETWEEN}(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})(,? \d{{4}})?",
    re.IGNORECASE,
)
_MONTH_OF_DAYS = re.compile(
    rf"({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?{_BETWEEN}(\d{{1,2}})(?:st|nd|rd|th)?(,? \d{{4}})?",
    re.IGNORECASE,
)
_A_DAY = rf"(?:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:yester|to)day|\b{_MONTH}|\d{{4}})"
_ENDS = re.compile(
    rf"(?:between |from )?(.*?{_A_DAY}.*?)\s(?:{_WORDS_BETWEEN}|–|—)\s(.*{_A_DAY}.*)", re.IGNORECASE
)


def stretch_of(words: str, published: date | None, day_of: Callable[[str], Days | None]) -> Days | None:
    """The days that words may mean; ``None`` when they name one day, month or year, or nothing that can be told.

    Args:
        words: Of the report, with single spaces.
        published: The day of the report; most of these words mean nothing without it.
        day_of: Reads the words of one end ("Monday", "3 March") as days.
    """
    for ends in _two_ends(words):
        first, last = (day_of(end) for end in ends)
        if first and last and timedelta(0) <= last[1] - first[0] <= timedelta(_LONGEST):
            return first[0], last[1]
    if published is None:
        return None
    if _SINCE.match(words):
        start = day_of(_SINCE.sub("", words))
        return (start[0], published) if start and start[0] <= published else None
    return _by_the_report(words, published)


def _two_ends(words: str) -> Iterator[tuple[str, str]]:
    """The words of the two ends of a stretch ("March 3-5", "Monday or Tuesday"), if there are two."""
    if found := _DAYS_OF_MONTH.search(words):
        first, last, month, year = found.groups(default="")
        yield f"{first} {month}{year}", f"{last} {month}{year}"
    elif found := _MONTH_OF_DAYS.search(words):
        month, first, last, year = found.groups(default="")
        yield f"{first} {month}{year}", f"{last} {month}{year}"
    elif found := _ENDS.fullmatch(words):
        yield found[1], found[2]


def _by_the_report(words: str, published: date) -> Days | None:
    """The days that words mean by the day of the report alone."""
    if found := _WEEKEND.search(words):
        before = 7 if found[1] and published.weekday() >= _SATURDAY else 0
        saturday = published - timedelta((published.weekday() - _SATURDAY) % 7 + before)
        return saturday, min(saturday + timedelta(1), published)
    if found := _WEEK.search(words):
        monday = published - timedelta(published.weekday())
        match found[1].lower():
            case "this":
                return monday, published
            case "past":
                return published - timedelta(7), published
        return monday - timedelta(7), monday - timedelta(1)
    if found := _PAST.search(words):
        return published - timedelta(_days(found[1], found[2])), published
    if _OVERNIGHT.fullmatch(words):
        return published - timedelta(1), published
    found = _AGO.search(words)
    return _ago(found[1].lower(), found[2].lower(), published) if found else None


def _ago(number: str, unit: str, published: date) -> Days | None:
    """ "Two weeks ago" is that week, "two months ago" that month; "two days ago" is a day, and no stretch."""
    many = _number(number)
    if many is None:
        nearest = {"day": 2, "week": 14}.get(unit)
        farthest = _days(number, unit)
        return (published - timedelta(farthest), published - timedelta(nearest)) if nearest else None
    if unit == "week":
        then = published - timedelta(7 * many)
        monday = then - timedelta(then.weekday())
        return monday, monday + timedelta(6)
    if unit in ("month", "year"):
        months = 12 * published.year + published.month - 1 - many * (12 if unit == "year" else 1)
        first = (
            date(months // 12, months % 12 + 1, 1) if unit == "month" else date(published.year - many, 1, 1)
        )
        after = first + timedelta(31 if unit == "month" else 366)
        return first, after.replace(day=1) - timedelta(1)
    return None


def _days(number: str | None, unit: str) -> int:
    """How many days "three days", "recent weeks" and "72 hours" reach back."""
    many = _number(number or "few")
    if unit.lower() == "hour":
        return max(1, -(-(many or 24) // 24))
    days = {"day": 1, "week": 7, "month": 31}[unit.lower()]
    return days * (_FEW if many is None and days == 1 else 4 if many is None else many)


def _number(word: str) -> int | None:
    """A number in figures or letters; ``None`` for "few"."""
    word = word.lower()
    if word.isdigit():
        return int(word)
    if word in ("a", "an"):
        return 1
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else None
