"""Tells where the words beside a name say that it is one of a place, though no gazetteer may have it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span

from lib import lexicon
from lib.gazetteer import name_key
from lib.layout import Segment
from lib.toponyms.runs import CONNECTORS, POSSESSIVE, Word
from lib.toponyms.words import demonyms, organisation_words

_PLACE = "{place}"
_REACH = 110  # characters on each side of a name that are looked at
_MOST_WORDS = 4
_CUTS = frozenset(["and", "of", "on", "the", "at", "as"])
_TIMES = frozenset(["DATE", "TIME"])
_SORTS_OF_PLACES = frozenset(["street", "community", "church", "school", "hospital"])
_LONGEST_ACRONYM = 6
_PARTS = re.compile(r"[ –-]")
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_MAY_BE_WITHIN = PLACE_LABELS | {"PERSON"}
_WITHIN = frozenset(["in", "of"])


@dataclass(frozen=True, slots=True)
class PlaceSetting:
    """A row of place_settings.csv: words beside a name that say that it is a place.

    Attributes:
        pattern: A regular expression that begins or ends with ``{place}``, where the name stands.
        example: A sentence in which it fires for the name Marsa.
    """

    pattern: str
    example: str


def setting(text: str, segment: Segment, start: int, end: int) -> str | None:
    """The words of the segment beside the name from ``start`` to ``end`` that say it is a place, or ``None``."""
    before, _ = _patterns()
    found = before.search(text[max(segment.start, start - _REACH) : start])
    return found.group().strip(" ,") if found else called(text, segment, end)


def called(text: str, segment: Segment, end: int) -> str | None:
    """The words right after a name that ends at ``end`` that call it a place (", a village in"), or ``None``."""
    _, after = _patterns()
    found = after.match(text, end, min(segment.end, end + _REACH))
    return found.group().strip(" ,") if found else None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is searched right before a name, and matched right after it."""
    rows = [row.pattern for row in lexicon.load("place_settings", PlaceSetting)]
    before = "|".join(row.removesuffix(_PLACE) for row in rows if row.endswith(_PLACE))
    after = "|".join(row.removeprefix(_PLACE) for row in rows if row.startswith(_PLACE))
    return re.compile(rf"\b(?:{before})$"), re.compile(rf"(?:{after})")


def names_in_settings(text: str, segment: Segment, run: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The stretches of a run of words that have such words before or after them."""
    for words in _names(run):
        start = words[0].start
        end = start + len(POSSESSIVE.sub("", text[start : words[-1].end]))
        if len(words) <= _MOST_WORDS and end - start > 2 and setting(text, segment, start, end):
            yield start, end


def _names(run: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """A run cut at small words other than articles, and after owners: "Residents of Homs's Waer" holds three names."""
    name: list[Word] = []
    for word in run:
        if not word.capital and word.text in _CUTS:
            yield from _trimmed(name)
            name = []
            continue
        name.append(word)
        if POSSESSIVE.search(word.text):
            yield from _trimmed(name)
            name = []
    yield from _trimmed(name)


def _trimmed(name: list[Word]) -> Iterator[Sequence[Word]]:
    while name and not name[-1].capital:
        name.pop()
    if not all(word.text.casefold() in CONNECTORS for word in name):
        yield name


class Bearers:
    """What else the names of a report are known to be: persons, peoples, bodies, plain words."""

    def __init__(self, doc: Doc) -> None:
        self._vocab = doc.vocab
        self._words = frozenset(re.findall(r"\b[A-Z][\w'’-]+", doc.text))
        self._persons: dict[str, set[str]] = defaultdict(set)
        for entity in doc.ents:
            if entity.label_ == "PERSON" and " " in entity.text.strip():
                for word in entity.text.split():
                    self._persons[name_key(word)].add(name_key(entity.text))

    def stated(
        self, text: str, segment: Segment, start: int, end: int, entity: Span | None, *, known: bool
    ) -> str | None:
        """The words beside a name that say that it is a place, unless it is known to be something else.

        Of words that the model knows in small letters only where they leave no doubt: "a school in", "village of";
        a shooting may be at, near or outside a shop of that name, but not in it, as the model's label agrees.

        Args:
            entity: The model's entity around or across it, or ``None``.
            known: Whether the gazetteer has the name; the model takes others for places where it knows no better.
        """
        words = setting(text, segment, start, end)
        if not words:
            return None
        clear = words.split()[-1].casefold() in _WITHIN
        agrees = entity is None or entity.label_ in _MAY_BE_WITHIN
        judged = entity if known else None
        within = clear and agrees and not known
        return words if self.may_be_place(text[start:end], judged, ordinary=within) else None

    def may_be_place(self, name: str, entity: Span | None, *, ordinary: bool = False) -> bool:
        """Whether a name is not known to be something else.

        Args:
            entity: The model's entity around or across it, or ``None``.
            ordinary: Whether it may be one though it is of words that the model knows in small letters.
        """
        parts = [part for part in _PARTS.split(name) if part]
        label = entity.label_ if entity is not None else None
        if any(part.casefold() in demonyms() for part in parts):
            return False
        if any(c.isdigit() for c in (entity.text if entity is not None else name)):
            return False
        if len(parts) == 1 and (
            f"{name}s" in self._words or self._persons[name_key(name)] - {name_key(name)}
        ):
            return False
        if name.isupper() and len(name) <= _LONGEST_ACRONYM:
            return False
        if any(organisation_words().get(part.casefold(), "street") not in _SORTS_OF_PLACES for part in parts):
            return False
        if ordinary or label in PLACE_LABELS:
            return True
        plain = [self._is_ordinary(part, label) for part in parts]
        return not (any(plain) if label in _TIMES else all(plain))

    def is_unheard_of(self, name: str) -> bool:
        """Whether the model knows no word of a name in small letters; without vectors it cannot tell."""
        parts = [part for part in _PARTS.split(name) if part]
        known = self._vocab.vectors.n_keys > 0
        return known and not any(self._vocab.has_vector(part.lower()) for part in parts)

    def _is_ordinary(self, word: str, label: str | None) -> bool:
        """Whether the model knows the word in small letters; without vectors its label tells."""
        if not self._vocab.vectors.n_keys:
            return label not in {"PERSON", None}
        return bool(self._vocab.has_vector(word.lower()))
