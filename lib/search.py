"""Full-text search over statements, casualty mentions and reports, with SQLite's FTS5.

The query language is FTS5's own: words, "phrases", prefix*, AND, OR, NOT, parentheses, and the fields
speaker:, place:, country:, outcome:, source:, title:. Words beside each other must all occur. Case and
diacritics are forgiven.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Mapping

from lib.errors import SearchError

FIELDS = ("text", "speaker", "place", "country", "outcome", "source", "title")
_WORD = re.compile(r'"[^"]*"|[()]|[^\s()"]+|"')
_PLAIN = re.compile(r"[^\W_]+\*?")
_FIELD = re.compile(rf"({'|'.join(FIELDS)}):(.*)", re.IGNORECASE | re.DOTALL)
_OPERATORS = frozenset({"AND", "OR", "NOT"})


class SearchIndex:
    """An index in memory of rows under their keys; safe under threads, gone with the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.execute(
            f"CREATE VIRTUAL TABLE rows USING fts5(key UNINDEXED, {', '.join(FIELDS)}, "
            'tokenize = "unicode61 remove_diacritics 2")'
        )

    def add(self, rows: Iterable[tuple[str, Mapping[str, str]]]) -> None:
        """Add rows: a key and the text of each field (those of ``FIELDS``; a missing one is empty)."""
        marks = ", ".join("?" * (len(FIELDS) + 1))
        with self._lock:
            self._connection.executemany(
                f"INSERT INTO rows VALUES ({marks})",  # noqa: S608 - the marks alone are put in
                ((key, *(fields.get(name, "") for name in FIELDS)) for key, fields in rows),
            )

    def clear(self) -> None:
        """Forget every row."""
        with self._lock:
            self._connection.execute("DELETE FROM rows")

    def search(self, query: str) -> set[str] | None:
        """The keys of the rows that match, or ``None`` for an empty query (which asks nothing).

        Raises:
            SearchError: when the query cannot be understood; the message says what is wrong with it.
        """
        expression = to_fts5(query)
        if expression is None:
            return None
        with self._lock:
            try:
                found = self._connection.execute("SELECT key FROM rows WHERE rows MATCH ?", (expression,))
                return {key for (key,) in found}
            except sqlite3.OperationalError as error:
                raise SearchError(
                    "This search cannot be understood. AND, OR and NOT stand between words, "
                    'as in: ceasefire NOT "peace talks".'
                ) from error


def to_fts5(query: str) -> str | None:
    """A query as a person types it, as an FTS5 expression; ``None`` when there is nothing to search for.

    Raises:
        SearchError: when marks or parentheses do not match, or a field has no word after it.
    """
    pieces: list[str] = []
    depth = 0
    words = _WORD.findall(query)
    if '"' in words:
        raise SearchError('A quotation mark is missing: put " before and after the phrase.')
    waiting = ""
    for word in words:
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
            if depth < 0:
                raise SearchError("A parenthesis ) closes nothing. Add ( before it, or remove it.")
        elif word not in _OPERATORS:
            field = _FIELD.fullmatch(word)
            if field and not waiting:
                waiting, word = f"{field[1].lower()} : ", field[2]
                if not word:
                    continue
            word = _term(word)
            if not word:
                continue
        if waiting and (word in _OPERATORS or word == ")"):
            break
        pieces.append(waiting + word)
        waiting = ""
    if waiting:
        raise SearchError(
            f"Nothing follows {waiting.replace(' ', '')} Write what to look for, as in speaker:mayor."
        )
    if depth > 0:
        raise SearchError("A parenthesis ( is not closed. Add ) after the last word of the group.")
    return _joined(pieces) if any(piece not in _OPERATORS and piece not in "()" for piece in pieces) else None


def _term(word: str) -> str:
    """A word or phrase, quoted so that none of its characters has a meaning; empty when there is no word."""
    if not any(character.isalnum() for character in word):
        return ""
    if _PLAIN.fullmatch(word):
        return f'"{word[:-1]}"*' if word.endswith("*") else f'"{word}"'
    prefix = "*" if word.endswith("*") else ""
    return '"' + word.strip('"*').replace('"', " ") + '"' + prefix


def _joined(pieces: list[str]) -> str:
    """The pieces with AND written out, since FTS5 knows no silent AND beside a parenthesis."""
    joined: list[str] = []
    for piece in pieces:
        if (
            joined
            and piece not in _OPERATORS
            and piece != ")"
            and not joined[-1].endswith(("AND", "OR", "NOT", "("))
        ):
            joined.append("AND")
        joined.append(piece)
    return " ".join(joined)
