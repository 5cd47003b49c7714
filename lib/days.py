"""Days as records hold them, ISO 8601: one day, a month, a year, or an interval ("2022-03-07/2022-03-13")."""

from __future__ import annotations

import re
from datetime import date, timedelta

_FORM = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

Days = tuple[date, date]
"""The first and the last day of a stretch of time, both in it."""


def stretch(value: str | None) -> Days | None:
    """The days that a value may mean: "2022-03" is all of March 2022; ``None`` when it is none of the forms."""
    ends = [_one(part) for part in (value or "").split("/")]
    if len(ends) > 2 or None in ends:
        return None
    known = [end for end in ends if end is not None]
    first, last = known[0][0], known[-1][1]
    return (first, last) if first <= last else None


def iso(days: Days) -> str:
    """The value that means these days: a day, a whole month or year, or an interval."""
    first, last = days
    for value in (f"{first:%Y-%m}", f"{first:%Y}"):
        if _one(value) == days:
            return value
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def overlap(one: Days, other: Days) -> bool:
    """Whether two stretches have a day in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def hull(stretches: list[Days]) -> Days | None:
    """From the first day of all to the last; ``None`` for no stretch."""
    if not stretches:
        return None
    return min(first for first, _ in stretches), max(last for _, last in stretches)


def in_words(days: Days) -> str:
    """Days for people to read: "3 March 2022", "3–5 March 2022", "28 February – 6 March 2022"; whole months
    and years by their name.
    """
    first, last = days
    if first == last:
        return f"{first.day} {first:%B} {first.year}"
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%B} {first.year}"
        if (first.month, last.month, first.year) == (1, 12, last.year):
            return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {first:%B} {first.year}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {first:%B}{year} – {last.day} {last:%B} {last.year}"


def shortly(value: str) -> str:
    """A value for a table: as it is, an interval as "2022-03-07 to 2022-03-13"."""
    return value.replace("/", " to ")


def _one(value: str) -> Days | None:
    """A day, month or year as its days."""
    found = _FORM.fullmatch(value)
    if found is None:
        return None
    year, month, day = found.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        if day:
            return first, first
        if month:
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return first, date(first.year, 12, 31)
    except (ValueError, OverflowError):
        return None
