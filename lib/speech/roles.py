"""Roles: what a person may be called by office, calling or kinship ("Ukraine's foreign minister", "her brother")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Token

from lib import lexicon
from lib.beside import beside
from lib.speech.countries import with_codes
from lib.speech.names import Gender


@dataclass(frozen=True, slots=True)
class RelationWord:
    """A row of relations.csv: what somebody is to another, and what that other may be called in turn."""

    word: str
    back: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A row of roles.csv: what a person may be called. An office belongs to one person at a time."""

    role: str
    gender: Gender | None
    kind: Literal["office", "person"]
    example: str


@dataclass(frozen=True, slots=True)
class Role:
    """A role in a report's words: its row, and the words that say whose or where ("ukrainian", "kharkiv")."""

    word: RoleWord
    of: frozenset[str]


@cache
def _roles() -> dict[tuple[str, ...], RoleWord]:
    return {tuple(row.role.split()): row for row in lexicon.load("roles", RoleWord)}


def role_of(tokens: Sequence[Token]) -> Role | None:
    """The role that a noun phrase ends its head with, and the words before and after that narrow it down."""
    lowered = [token.lower_ if token.lower_.endswith("ss") else token.lemma_.lower() for token in tokens]
    roles = _roles()
    for start in range(len(tokens)):
        if _is_hyphened(tokens[start]):
            continue
        for length in (3, 2, 1):
            row = roles.get(tuple(lowered[start : start + length]))
            if row is None:
                continue
            following = tokens[start + length] if start + length < len(tokens) else None
            if following is not None and (
                following.text in ("'s", "’s") or (following.pos_ == "NOUN" and following.dep_ != "appos")
            ):
                continue
            rest = [*tokens[:start], *tokens[start + length :]]
            return Role(row, frozenset(_narrowing(rest)))
    return None


def _is_hyphened(token: Token) -> bool:
    """Whether a capital word is the end of a longer one ("Port-au-Prince")."""
    return (
        token.i > 0
        and token.text[0].isupper()
        and beside(token, -1).text == "-"
        and not beside(token, -1).whitespace_
    )


def _narrowing(tokens: Sequence[Token]) -> Iterator[str]:
    for start, end, code in with_codes([token.text for token in tokens]):
        token = tokens[start]
        if code is not None:
            yield code.lower()
        elif end and token.pos_ in ("PROPN", "NOUN", "ADJ") and token.text[:1].isalpha():
            yield token.lower_.removesuffix("’s").removesuffix("'s")


@cache
def relation_words() -> dict[str, RelationWord]:
    """The rows of relations.csv by their words."""
    return {row.word: row for row in lexicon.load("relations", RelationWord)}
