"""The form of a place name by which it is stored and looked up, whatever way it is spelt, and its look-alikes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, DamerauLevenshtein

LONGEST_NAME = 100  # characters; no name in the gazetteer is longer

_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ə": "a",
        "ħ": "h",
    }
)
_APOSTROPHES = re.compile("['’‘`´ʹʺʻʼʽʾʿˈˊˋ′]")
_INITIALS = re.compile(r"\b(?:\w\.){2,}")
_SEPARATORS = re.compile(r"[\W_]+")
_WORDS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az"})


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """The form of a name by which it is looked up: one for all its ways of being spelt.

    Case, diacritics, apostrophes, hyphens, dots and a leading "the" do not count; "Saint", "Mount" and
    "Fort" equal "St", "Mt" and "Ft"; the Arabic article is the same in each form ("El Fasher", "Al-Fashir").
    """
    text = unicodedata.normalize("NFKD", name[:LONGEST_NAME]).casefold().translate(_LETTERS)
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _INITIALS.sub(lambda initials: initials.group().replace(".", ""), _APOSTROPHES.sub("", text))
    words = [_WORDS.get(word, word) for word in _SEPARATORS.split(text) if word]
    if len(words) > 1 and words[0] == "the":
        del words[0]
    last = len(words) - 1
    return " ".join("al" if word in _ARTICLES and i < last else word for i, word in enumerate(words))


def nearest_keys(key: str, keys: Sequence[str], limit: int) -> list[tuple[int, int]]:
    """The 50 nearest of ``keys`` within ``limit`` edits (Damerau-Levenshtein), as distance and index.

    The optimal string alignment distance, which bits compute in parallel, sifts first: it counts no more than
    ``2 * limit - 1`` where the true distance is within a limit of one or two.
    """
    sifted = process.extract(key, keys, scorer=OSA.distance, score_cutoff=2 * limit - 1, limit=None)
    measured = ((DamerauLevenshtein.distance(key, near), i) for near, _, i in sifted)
    return sorted(pair for pair in measured if pair[0] <= limit)[:50]
