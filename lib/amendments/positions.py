"""Reads a position that a person typed, and takes nothing for one that may mean another."""

from __future__ import annotations

import re

from lib.errors import CorrectionError

_ANGLE = (
    r"(?P<sign{n}>[-+−])?(?P<degrees{n}>\d{{1,3}}(?:\.\d+)?) ?°?"
    r"(?:(?<=°) ?(?P<minutes{n}>\d{{1,2}}(?:\.\d+)?) ?['′’]"
    r"(?: ?(?P<seconds{n}>\d{{1,2}}(?:\.\d+)?) ?[\"″”])?)?"
    r" ?(?P<side{n}>[{sides}])?"
)
_POSITION = re.compile(
    _ANGLE.format(n=1, sides="NS") + r" ?[,; ] ?" + _ANGLE.format(n=2, sides="EW"), re.IGNORECASE
)
_DECIMAL_COMMA = re.compile(r"[-+−]?\d+,\d+")
"""One number, as many languages write it, or two: it is asked for again."""
_EXPLAINED = (
    "This is no position. Write latitude and longitude like 50.4501, 30.5234, with a point as decimal mark, "
    "or like 50°27'0\"N 30°31'24\"E."
)


def read_position(typed: str) -> tuple[float, float]:
    """Latitude and longitude in degrees: decimal, or degrees, minutes and seconds; south and west negative.

    Raises:
        CorrectionError: when it is no position, or one that is not on Earth.
    """
    position = " ".join(typed.split())
    match = _POSITION.fullmatch(position)
    if match is None or _DECIMAL_COMMA.fullmatch(position):
        raise CorrectionError(_EXPLAINED)
    latitude, longitude = (_degrees(match, n) for n in (1, 2))
    if not -90 <= latitude <= 90:
        raise CorrectionError("A latitude lies between -90 and 90 degrees; it is written first.")
    if not -180 <= longitude <= 180:
        raise CorrectionError("A longitude lies between -180 and 180 degrees; it is written second.")
    return latitude, longitude


def _degrees(match: re.Match[str], n: int) -> float:
    minutes, seconds = (float(match[f"{unit}{n}"] or 0) for unit in ("minutes", "seconds"))
    sign, side = match[f"sign{n}"], (match[f"side{n}"] or "").upper()
    if minutes >= 60 or seconds >= 60 or (sign and side):
        raise CorrectionError(_EXPLAINED)
    degrees = float(match[f"degrees{n}"]) + minutes / 60 + seconds / 3600
    return -degrees if sign in ("-", "−") or side in ("S", "W") else degrees
