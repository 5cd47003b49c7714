"""Words that shape a casualty claim, each with its role: data/lexicons/claim_words.csv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lib import lexicon


@dataclass(frozen=True, slots=True)
class ClaimWord:
    """A row of claim_words.csv: a word, its role in the wording of a claim, and a sentence that shows it."""

    word: str
    role: str
    example: str


@cache
def claim_words(role: str) -> frozenset[str]:
    """The words of one role, lower case and as lemmas where the role is about lemmas."""
    return frozenset(row.word for row in lexicon.load("claim_words", ClaimWord) if row.role == role)
