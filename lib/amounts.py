"""Counts in words and figures: "more than 100" is not "at least 100", and "nearly 3,000" is not 3,000."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from lib import lexicon
from lib.records import CasualtyMention, Count, CountQualifier

Sign = Literal["", "about", "nearly", "at least", "more than", "or more", "up to", "fewer than"]
SIGNS: tuple[Sign, ...] = get_args(Sign)
WordKind = Literal["unit", "ten", "scale", "group", "plural", "few", "pair", "uncounted", "none"]
_BY_QUALIFIER: dict[CountQualifier, Sign] = {
    "about": "about",
    "at_least": "at least",
    "at_most": "up to",
    "vague": "or more",
}


@dataclass(frozen=True, slots=True)
class CountSign:
    """A row of count_signs.csv: words that say more of a figure than its qualifier does."""

    phrase: str
    qualifier: CountQualifier
    sign: Literal["nearly", "more than", "fewer than"]
    example: str


@dataclass(frozen=True, slots=True)
class CountWord:
    """A row of count_words.csv; ``value`` is in persons, the floor for vague words."""

    word: str
    kind: WordKind
    value: int | None
    example: str


def words_for_counts() -> tuple[CountWord, ...]:
    """The rows of count_words.csv."""
    return lexicon.load("count_words", CountWord)


@cache
def count_signs() -> tuple[CountSign, ...]:
    """The rows of count_signs.csv, the longest phrases first."""
    return tuple(sorted(lexicon.load("count_signs", CountSign), key=lambda row: -len(row.phrase)))


def sign_of(casualty: CasualtyMention) -> Sign:
    """The sign of a mention's figure, by the report's words or by what a person made of it."""
    count = casualty.count
    by_hand = any(amendment.field in ("count", "added") for amendment in casualty.corrected)
    words = "" if by_hand else f" {' '.join((count.text or '').lower().split())} "
    for row in count_signs():
        if row.qualifier == count.qualifier and f" {row.phrase} " in words:
            return row.sign
    return _BY_QUALIFIER.get(count.qualifier, "")


def in_figures(low: int | None, high: int | None, sign: Sign = "") -> str:
    """A figure with its sign: "22", "12–20", "nearly 3,000", "more than 100", "up to 9"; nothing for none."""
    if low is None:
        return "" if high is None else f"{sign if sign == 'fewer than' else 'up to'} {high:,}"
    if high is None:
        if sign == "or more":
            return f"{low:,} or more"
        return f"{sign if sign == 'more than' else 'at least'} {low:,}"
    figure = f"{low:,}" if low == high else f"{low:,}–{high:,}"
    return f"{sign} {figure}" if sign in ("about", "nearly") else figure


def count_words(casualty: CasualtyMention) -> str:
    """The count as the report words it, with the figure it was read as when that is not the same.

    A figure that a person gave comes first.
    """
    count = casualty.count
    if any(amendment.field in ("count", "added") for amendment in casualty.corrected):
        words = f" (“{count.text}” in the report)" if count.text else ""
        return f"{persons(count.low, count.high)}{words}"
    if count.text is None:
        implied = {(1, 1): "1 (no number given)", (0, 0): "none", (None, None): "number not given"}
        return implied.get((count.low, count.high), in_figures(count.low, count.high))
    return f"{count.text}{_figure_beside(count)}"


def _figure_beside(count: Count) -> str:
    """The figure in parentheses, where the words alone are another or none: "dozens (12 or more)"."""
    if count.qualifier == "vague" and count.low is not None:
        return f" ({count.low:,} or more)"
    own = _value((count.text or "").lower())
    summed = own is not None and count.low is not None and count.low == count.high != own
    return f" ({count.low:,} in all)" if summed else ""


def _value(word: str) -> int | None:
    """The number that a word is: "four", "1,200"; ``None`` for words and numbers that are not one alone."""
    digits = word.replace(",", "")
    return int(digits) if digits.isascii() and digits.isdecimal() else _number_words().get(word)


@cache
def _number_words() -> dict[str, int]:
    return {
        row.word: row.value
        for row in words_for_counts()
        if row.kind in ("unit", "ten") and row.value is not None
    }


def figure_words(casualty: CasualtyMention) -> str:
    """The count with whom it counts, as the report has them: "two of them", "ten women and three infants"."""
    words, said = count_words(casualty), casualty.count.text or ""
    victims = casualty.victims.text if casualty.victims else ""
    if victims in words:
        return words
    if said and words.startswith(said):
        apart = re.search(rf"{re.escape(said)}(\s+(?:\w+\s+){{0,2}}){re.escape(victims)}", casualty.text)
        if apart:
            return words.replace(said, f"{said}{apart[1]}{victims}", 1)
    ends = (match.start() for match in re.finditer(r"(?!\S)", victims))
    shared = max((end for end in ends if f" {said}".endswith(f" {victims[:end]}")), default=0)
    if shared and said in words:
        return words.replace(said, said + victims[shared:], 1)
    return f"{words} {victims}"


def persons(low: int | None, high: int | None) -> str:
    """A number of persons: "12", "12 or more", "at most 12", "3 to 5", "number unknown"."""
    if low is None:
        return "number unknown" if high is None else f"at most {high:,}"
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
