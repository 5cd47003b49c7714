"""The cities from which much is reported that happened elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lib import lexicon


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A row of newsrooms.csv: a city from which much is reported that happened elsewhere."""

    city: str
    example: str


@cache
def newsrooms() -> frozenset[str]:
    """The cities of newsrooms.csv in small letters."""
    return frozenset(row.city.casefold() for row in lexicon.load("newsrooms", Newsroom))
