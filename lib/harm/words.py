"""The words of the casualty rules, read from data/lexicons: those that shape a claim, causes, newsrooms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lib import lexicon


@dataclass(frozen=True, slots=True)
class ClaimWord:
    """A row of claim_words.csv: a word, its role in the wording of a claim, and a sentence that shows it.

    Of two words, the second goes with the first ("hide wood" for "hid in the woods").
    """

    word: str
    role: str
    example: str


@dataclass(frozen=True, slots=True)
class CauseNoun:
    """A row of causes.csv: a noun for what kills or injures."""

    noun: str
    example: str


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A row of newsrooms.csv: a city from which much is reported that happened elsewhere."""

    city: str
    example: str


@cache
def claim_words(*roles: str) -> frozenset[str]:
    """The words of one role or of several, lower case and as lemmas where the role is about lemmas."""
    return frozenset(row.word for row in lexicon.load("claim_words", ClaimWord) if row.role in roles)


@cache
def cause_nouns() -> frozenset[str]:
    """The nouns of causes.csv."""
    return frozenset(row.noun for row in lexicon.load("causes", CauseNoun))


@cache
def newsrooms() -> frozenset[str]:
    """The cities of newsrooms.csv in small letters."""
    return frozenset(row.city.casefold() for row in lexicon.load("newsrooms", Newsroom))
