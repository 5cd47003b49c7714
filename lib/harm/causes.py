"""Nouns for what kills or injures: data/lexicons/causes.csv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lib import lexicon


@dataclass(frozen=True, slots=True)
class CauseNoun:
    """A row of causes.csv: a noun for what kills or injures."""

    noun: str
    example: str


@cache
def cause_nouns() -> frozenset[str]:
    """The nouns of causes.csv."""
    return frozenset(row.noun for row in lexicon.load("causes", CauseNoun))
