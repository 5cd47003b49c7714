"""Tells names of places that stand within the names of other things: armed groups, newspapers, diseases, money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lib import lexicon
from lib.gazetteer import Gazetteer, name_key
from lib.toponyms.words import cues, senses

Scope = Literal["any", "lesser", "spreads"]
_PLACE = "{place}"
_REACH = 70  # characters on each side of a name that are looked at


@dataclass(frozen=True, slots=True)
class NotAPlace:
    """A row of not_places.csv: words in which the name of a place stands for none.

    Attributes:
        pattern: A regular expression that begins or ends with ``{place}``, where the name stands ("Voice of
            {place}"). Without it the words themselves are no place ("El Niño").
        scope: ``any`` name; ``lesser``, any but a country's ("US Army" stays one); ``spreads``, any, and other
            mentions of the name in the report as well, unless a preposition puts something there.
        example: A sentence in which it fires; where the pattern has a name, the sentence has Marsa.
    """

    pattern: str
    scope: Scope
    example: str


def are_traps(text: str, stretches: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> list[bool]:
    """For each name, given by where it starts and ends, whether it stands within the name of something else."""
    spread = {name_key(text[start:end]) for start, end in stretches if _within(text, start, end, "spreads")}
    return [_is_trap(text, start, end, spread, gazetteer) for start, end in stretches]


def _is_trap(text: str, start: int, end: int, spread: set[str], gazetteer: Gazetteer) -> bool:
    if _within(text, start, end, "any"):
        return True
    name = text[start:end]
    if _within(text, start, end, "lesser"):
        found = senses(name, gazetteer)
        return not found or found[0].feature != "country"
    if name_key(name) not in spread:
        return False
    before = text[max(0, start - 20) : start].split()
    placed = bool(before) and before[-1].casefold() in cues("preposition")
    return not placed or _within(text, start, end, "spreads")


def _within(text: str, start: int, end: int, scope: Scope) -> bool:
    """Whether the name from ``start`` to ``end`` stands in words of this scope."""
    before, after, whole = _patterns(scope)
    if after.match(text, end, end + _REACH) or before.search(text[max(0, start - _REACH) : start]):
        return True
    first = max(0, start - _REACH)
    phrases = whole.finditer(text, first, end + _REACH)
    return any(phrase.start() <= start and end <= phrase.end() for phrase in phrases)


@cache
def _patterns(scope: Scope) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What is searched right before a name, matched right after it, and found around it."""
    rows = [row.pattern for row in lexicon.load("not_places", NotAPlace) if row.scope == scope]
    before = [row.removesuffix(_PLACE) for row in rows if row.endswith(_PLACE)]
    after = [row.removeprefix(_PLACE) for row in rows if row.startswith(_PLACE)]
    whole = [row for row in rows if _PLACE not in row]
    return (
        re.compile(rf"\b(?:{_any_of(before)})$"),
        re.compile(rf"(?:{_any_of(after)})"),
        re.compile(rf"\b(?=[A-Z])(?:{_any_of(whole)})\b"),
    )


def _any_of(patterns: Sequence[str]) -> str:
    return "|".join(patterns) or r"(?!)"
