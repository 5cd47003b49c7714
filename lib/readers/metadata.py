"""The date of publication where a file has no field for it: from its first lines, its address or its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WRITTEN = (
    re.compile(rf"{_DAY}\s+{_MONTH},?\s+{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_YEAR}-(?P<month>[01]?\d)-(?P<day>[0-3]?\d)"),
)
_AROUND = re.compile(
    r"(?:(?:first\s+)?(?:published|posted|date[d]?|issued|released|publication date)(?:\s+on|\s+at)?|by\s[^,|·\d]{2,60}"
    r"|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?|(?:GMT|UTC|[A-Z]{2,4}T)(?:\s*[+-]\d{1,2}(?::?\d\d)?)?"
)
_IN_NAME = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_./]?(?P<month>[01]\d)[-_./]?(?P<day>[0-3]\d)(?!\d)")
_IN_ADDRESS = re.compile(
    rf"/{_YEAR}[/-](?P<month>[01]?\d|{'|'.join(_MONTHS)})[/-](?P<day>[0-3]?\d)(?=[/._-]|$)"
)
_DATELINES = tuple(
    re.compile(
        rf"[A-Z][\w'’.-]*(?:[ ,/]+[A-Z][\w'’.-]*){{0,6}},?\s{written}\s*(?:\([^()]{{2,40}}\))?\s*[-–—]{{1,2}}\s"
    )
    for written in (rf"{_DAY}\s+(?i:{_MONTH}),?\s+{_YEAR}", rf"(?i:{_MONTH})\s+{_DAY},?\s+{_YEAR}")
)
_LINES = 8
"""Lines at the beginning of a report among which its date may stand."""


def stamp(value: str | None) -> str | None:
    """A time stamp as files write it (ISO 8601 or that of e-mails) in ISO 8601; ``None`` when it is neither."""
    value = (value or "").strip()
    if not value:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return date.fromisoformat(value).isoformat()
        return datetime.fromisoformat(value).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def guess_date(text: str, *, name: str = "", url: str | None = None) -> str | None:
    """The date of publication by a line of its own near the beginning, else by a dateline, address or file name."""
    for line in _first_lines(text):
        if found := date_line(line):
            return found
    for line in _first_lines(text):
        for pattern in _DATELINES:
            if (match := pattern.match(line)) and (found := _date(match)):
                return found
    for pattern, where in ((_IN_ADDRESS, url or ""), (_IN_NAME, name)):
        if (match := pattern.search(where)) and (found := _date(match)):
            return found
    return None


def date_line(line: str) -> str | None:
    """The date of a line that holds a date and nothing else ("Published Saturday, 14 March 2026, 10:30 GMT")."""
    if len(line) > 120:
        return None
    for pattern in _WRITTEN:
        if match := pattern.search(line):
            rest = f"{line[: match.start()]} {line[match.end() :]}"
            if not re.search(r"\w", _TIME.sub(" ", _AROUND.sub(" ", rest))):
                return _date(match)
    return None


def _first_lines(text: str) -> Iterator[str]:
    seen = 0
    for line in text[:4_000].split("\n"):
        if line.strip():
            yield line.strip()
            seen += 1
        if seen == _LINES:
            return


def _date(match: re.Match[str]) -> str | None:
    month = match["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    try:
        found = date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None
    return found.isoformat() if found <= date.today() + timedelta(days=1) else None
