"""Splits a line into words, and into runs of words that a name may consist of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.layout import Segment

CONNECTORS = frozenset(
    [
        *("a", "ad", "al", "am", "an", "and", "ar", "as", "ash", "at", "au", "aux", "az", "bei", "bin"),
        *("da", "das", "de", "dei", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "e", "el"),
        *("en", "et", "ez", "im", "la", "las", "le", "les", "los", "na", "nad", "ob", "of", "on"),
        *("sous", "sul", "sur", "the", "ud", "ul", "upon", "van", "von", "y"),
    ]
)
POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_ARTICLES = frozenset(["ad", "al", "an", "ar", "as", "ash", "at", "az", "ed", "el", "es", "ez", "ud", "ul"])
_NEVER_FIRST = frozenset(["and", "of", "on", "the", "upon"])
_ELIDED = re.compile(r"[dl]['’][^\W\d_]")
_WORD = re.compile(r"(?:[^\W\d_]\.(?=[^\W\d_]))+[^\W\d_]*\.?|[^\W\d_]+(?:['’ʼ‘`][^\W\d_]+)*")
_GAP = re.compile(r"[  ]{1,2}|-|[  ]?–[  ]?")
_DOTTED = frozenset(["st", "ste", "mt", "ft", "pt", "n", "s", "e", "w"])


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a report: ``start`` to ``end`` in characters."""

    start: int
    end: int
    text: str
    capital: bool


def words_of(text: str, segment: Segment) -> Iterator[Word]:
    """The words of a segment; one with an elided article before a capital ("d'Ivoire") counts as capitalised."""
    for match in _WORD.finditer(text, segment.start, segment.end):
        word = match.group()
        capital = word[0].isupper() or (_ELIDED.match(word) is not None and word[2].isupper())
        yield Word(match.start(), match.end(), word, capital)


def is_shouted(words: Sequence[Word]) -> bool:
    """Whether capitals say nothing in a line of these words: nearly all have one, or none has."""
    longer = [word for word in words if len(word.text) > 3]
    if len(longer) < 3:
        return bool(words) and all(word.text.isupper() for word in words)
    share = sum(word.capital for word in longer) / len(longer)
    return share > 0.75 or share == 0


def runs_of(text: str, words: Sequence[Word], *, any_case: bool) -> Iterator[list[Word]]:
    """Stretches of words that may belong to one name: capitalised, or small words between such."""
    run: list[Word] = []
    for word in words:
        if run and not _joined(text, run[-1], word):
            yield run
            run = []
        lower = word.text.casefold()
        inner = lower in CONNECTORS or (
            text[word.end : word.end + 1] == "-" and text[word.end + 1 : word.end + 2].isupper()
        )
        if word.capital or any_case or lower in _ARTICLES or (run and inner):
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _joined(text: str, before: Word, word: Word) -> bool:
    gap = text[before.end : word.start]
    if gap.startswith(". ") and before.text.casefold() in _DOTTED:
        gap = gap[1:]
    return _GAP.fullmatch(gap) is not None


def can_frame(words: Sequence[Word], *, any_case: bool) -> bool:
    """Whether a name may consist of ``words``: by the first and the last of them; ``any_case`` for all-small lines."""
    first, last = words[0].text.casefold(), words[-1].text.casefold()
    if len(words) == 1:
        return words[0].capital or (any_case and first not in CONNECTORS)
    begins = first not in CONNECTORS or (words[0].capital and first not in _NEVER_FIRST)
    ends = words[-1].capital or (any_case and last not in CONNECTORS)
    return (begins or first in _ARTICLES) and ends and last not in _NEVER_FIRST
