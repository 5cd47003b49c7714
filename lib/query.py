"""The language of searches: words, "phrases", prefix*, AND, OR, NOT, parentheses and fields, as a tree.

Words beside each other must all occur. NOT stands before what must not occur. A field (``speaker:``) holds
for the word, phrase or group after it. Marks without letters or digits ask nothing.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lib.errors import SearchError

Field = Literal[
    "text", "speaker", "place", "country", "outcome", "victims", "source", "title", "after", "before"
]
FIELDS: dict[str, Field] = {
    "text": "text",
    "speaker": "speaker",
    "place": "place",
    "country": "country",
    "outcome": "outcome",
    "victims": "victims",
    "source": "source",
    "outlet": "source",
    "title": "title",
    "after": "after",
    "before": "before",
}
MOST_TERMS = 100
"""A search of more terms is no person's."""
DEEPEST = 20
"""Parentheses within parentheses."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_WORD = re.compile(r'[\w-]*:?"[^"]*"\*?|[()]|[^\s()"]+|"')
_FIELD = re.compile(r"([^\W\d_]+):(?!//)(.*)", re.DOTALL)
_OTHER_FIELD: dict[Field | None, Field] = {"place": "country", "country": "place"}
_OPERATORS = frozenset({"AND", "OR", "NOT"})
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase to look for, in one field or in any.

    Attributes:
        prefix: Whether the last word may go on ("kill*").
    """

    text: str
    field: Field | None = None
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """On or after a day, or on or before one; ``day`` is ISO 8601."""

    field: Literal["after", "before"]
    day: str


@dataclass(frozen=True, slots=True)
class Not:
    """What must not occur."""

    node: Node


@dataclass(frozen=True, slots=True)
class Every:
    """All of these must occur."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of these must occur."""

    nodes: tuple[Node, ...]


Node = Term | Day | Not | Every | Either


def parse(query: str) -> Node | None:
    """A search as a person types it; ``None`` when there is nothing in it to look for.

    Raises:
        SearchError: when it cannot be understood; the message says what is wrong with it.
    """
    words = _WORD.findall(query.translate(_QUOTES))
    if any(word.count('"') == 1 for word in words):
        raise SearchError('A quotation mark is missing: put " before and after the phrase.')
    if words.count("(") < words.count(")"):
        raise SearchError("A parenthesis ) closes nothing. Add ( before it, or remove it.")
    if words.count("(") > words.count(")"):
        raise SearchError("A parenthesis ( is not closed. Add ) after the last word of the group.")
    if len(words) > 2 * MOST_TERMS:
        raise SearchError(f"This search is too long. Ask for at most {MOST_TERMS} words at a time.")
    return _Parser(words).read()


def terms(node: Node | None) -> Iterator[Term]:
    """The terms that a record may have been found by: those that no NOT stands before."""
    match node:
        case Term():
            yield node
        case Every(nodes) | Either(nodes):
            for one in nodes:
                yield from terms(one)


def parted(node: Node | None) -> tuple[list[Node], Node | None]:
    """A search without what it asks of places: the fields ``place:`` and ``country:`` that must all be met.

    Returns:
        Those parts, each met by a place or not, and the rest of the search.
    """
    match node:
        case Every(nodes):
            parts = [parted(one) for one in nodes]
            asked = [one for places, _ in parts for one in places]
            return asked, _joined(Every, [rest for _, rest in parts])
        case Term() | Either() if _asks_for_places(node):
            return [node], None
    return [], node


def swapped_fields(query: str) -> Iterator[str]:
    """The search with ``country:`` for one ``place:`` in it, or the other way round; one for each of them.

    What a NOT stands before is left: with a wider field more of what is looked for would be lost.
    """
    text = query.translate(_QUOTES)
    for word in _asking(text):
        field = _FIELD.fullmatch(word[0])
        other = _OTHER_FIELD.get(FIELDS.get(field[1].casefold())) if field else None
        if field and other:
            start = word.start()
            yield f"{text[:start]}{other}{text[start + len(field[1]) :]}"


def _asking(text: str) -> Iterator[re.Match[str]]:
    """The words of a search that no NOT stands before, nor before a group that they are in."""
    negated, groups = False, [False]
    for word in _WORD.finditer(text):
        if word[0] == "(":
            groups.append(negated or groups[-1])
        elif word[0] == ")":
            groups = groups[:-1] or [False]
        elif not negated and not groups[-1]:
            yield word
        # A field with a group or a word of its own after it hands on what stands before it.
        negated = word[0] == "NOT" or (negated and word[0].endswith(":"))


def _asks_for_places(node: Node) -> bool:
    """Whether one mention of a place can meet a part of a search, which asks for nothing else.

    Several places of which all are asked for are met by several mentions; beside an OR they are no such part.
    """
    match node:
        case Term(_, field):
            return field in ("place", "country")
        case Either(nodes):
            return all(map(_asks_for_places, nodes))
    return False


class _Parser:
    """Reads words from left to right; each method leaves off where its part ends."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._at = 0
        self._depth = 0

    def read(self) -> Node | None:
        node = self._either(None)
        if self._next() == ")":
            raise SearchError("A parenthesis ) closes nothing. Add ( before it, or remove it.")
        return node

    def _next(self) -> str | None:
        return self._words[self._at] if self._at < len(self._words) else None

    def _either(self, field: Field | None) -> Node | None:
        nodes = [self._every(field)]
        while self._next() == "OR":
            self._at += 1
            self._expect("OR")
            nodes.append(self._every(field))
        return _joined(Either, nodes)

    def _every(self, field: Field | None) -> Node | None:
        nodes: list[Node | None] = []
        while (word := self._next()) not in (None, ")", "OR"):
            if word == "AND":
                if not any(nodes):
                    raise _misplaced()
                self._at += 1
                self._expect("AND")
            nodes.append(self._one(field))
        if not nodes and self._next() == "OR":
            raise _misplaced()
        return _joined(Every, nodes)

    def _expect(self, operator: str) -> None:
        """Check that a word follows an operator."""
        if self._next() in (None, ")", "AND", "OR"):
            raise SearchError(f"Nothing follows {operator}. AND, OR and NOT stand between words.")

    def _one(self, field: Field | None) -> Node | None:
        word = self._words[self._at]
        self._at += 1
        if word == "NOT":
            self._expect("NOT")
            node = self._one(field)
            return Not(node) if node else None
        if word == "(":
            return self._group(field)
        named = _FIELD.fullmatch(word)
        if named and field is None:
            return self._in_field(_known(named[1]), named[2])
        return _term(word, field)

    def _group(self, field: Field | None) -> Node | None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise SearchError("There are too many parentheses within parentheses.")
        node = self._either(field)
        if self._next() != ")":
            raise SearchError("A parenthesis ( is not closed. Add ) after the last word of the group.")
        self._at += 1
        self._depth -= 1
        return node

    def _in_field(self, field: Field, rest: str) -> Node | None:
        if rest:
            return _term(rest, field)
        if self._next() in (None, ")", *_OPERATORS):
            example = "2022-03-01" if field in ("after", "before") else "mayor"
            raise SearchError(f"Nothing follows {field}: Write what to look for, as in {field}:{example}.")
        return self._one(field)


def _known(name: str) -> Field:
    field = FIELDS.get(name.casefold())
    if field is None:
        fields = ", ".join(f"{field}:" for field in dict.fromkeys(FIELDS.values()))
        raise SearchError(
            f"There is no field {name}: The fields are {fields}. To look for the words, put them in quotation "
            "marks."
        )
    return field


def _term(word: str, field: Field | None) -> Node | None:
    """A word or phrase as a term, a date in the fields for dates; ``None`` for marks alone."""
    prefix = word.endswith("*")
    text = word.strip('"*').replace('"', " ")
    if field in ("after", "before"):
        return Day(field, _day(text, field))
    if not any(character.isalnum() for character in text):
        return None
    return Term(text, field, prefix)


def _day(text: str, field: Literal["after", "before"]) -> str:
    """The first day (after) or last day (before) of a year, month or day, so that both are inclusive."""
    found = _DATE.fullmatch(text.strip())
    year, month, day = ((int(part) if part else None) for part in found.groups()) if found else (0, 0, 0)
    last = field == "before"
    if year and month is None:
        month = 12 if last else 1
    if year and month and day is None and 1 <= month <= 12:
        day = calendar.monthrange(year, month)[1] if last else 1
    if not (year and month and day and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        raise SearchError(
            f"{field}: takes a date, as in {field}:2022-03-01, {field}:2022-03 or {field}:2022."
        )
    return f"{year:04}-{month:02}-{day:02}"


def _joined(kind: type[Every] | type[Either], nodes: list[Node | None]) -> Node | None:
    """Several nodes as one; what asks nothing is left out."""
    asked = tuple(node for node in nodes if node)
    return kind(asked) if len(asked) > 1 else asked[0] if asked else None


def _misplaced() -> SearchError:
    return SearchError('AND, OR and NOT stand between words, as in: ceasefire NOT "peace talks".')
