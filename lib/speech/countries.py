"""Countries: which countries words name, by a country's name or its people's ("Britain", "British")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lib import lexicon
from lib.toponyms.words import demonyms


@dataclass(frozen=True, slots=True)
class Country:
    """A row of countries.csv: a name in use and the country's ISO 3166 code."""

    country: str
    country_code: str
    example: str


@cache
def _codes() -> dict[str, str]:
    names = {row.country.casefold(): row.country_code for row in lexicon.load("countries", Country)}
    return {**demonyms(), **names}


@cache
def _longest() -> int:
    """The most words that a name has."""
    return max(len(name.split()) for name in _codes())


def with_codes(words: Sequence[str]) -> Iterator[tuple[int, int, str | None]]:
    """Each word (start, end, ``None``), or the longest run of words that names a country with its code.

    Possessive endings do not matter ("Russia's").
    """
    codes = _codes()
    most = _longest()
    start = 0
    while start < len(words):
        for length in range(min(most, len(words) - start), 0, -1):
            phrase = " ".join(words[start : start + length]).casefold().replace("’", "'")
            code = codes.get(phrase.removesuffix("'s").strip())
            if code is not None:
                break
        yield start, start + length, code
        start += length
