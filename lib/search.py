"""Full-text search with SQLite's FTS5: over the sentences of reports, over names, and for what to mark.

Case and diacritics are forgiven. Names are also found by their sound, so that "Zelensky" finds "Zelenskyy".
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Sequence

from lib.query import Term
from lib.records import Analysis
from lib.speech.names import PersonName

_TOKENIZE = "tokenize = 'unicode61 remove_diacritics 2'"
_LETTERS = re.compile(r"[^\W\d_]+")
_MARK, _END = "\x02", "\x03"
_NO_MARKS = str.maketrans({_MARK: " ", _END: " "})


class TextIndex:
    """Texts in memory under numbers, to be found by the words in them; safe under threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.execute(f"CREATE VIRTUAL TABLE texts USING fts5(text, content='', {_TOKENIZE})")

    def add(self, texts: Iterable[tuple[int, str]]) -> None:
        """Add texts under numbers that were not used before."""
        with self._lock:
            self._connection.executemany("INSERT INTO texts(rowid, text) VALUES (?, ?)", texts)

    def find(self, *alternatives: Term) -> list[int]:
        """The numbers of the texts that have any of the terms; their fields do not count."""
        expression = " OR ".join(filter(None, map(_expression, alternatives)))
        if not expression:
            return []
        with self._lock:
            found = self._connection.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (expression,))
            return [number for (number,) in found]


class SentenceIndex:
    """The sentences of reports, each under a number; a report that is unchanged is indexed once."""

    def __init__(self) -> None:
        self._index = TextIndex()
        self._known: dict[str, tuple[str, tuple[int, ...], int]] = {}
        self.size = 0

    def add(self, analysis: Analysis) -> tuple[list[int], int]:
        """Where each sentence of a report starts, in characters, and the number of the first one."""
        article, starts = analysis.article, sentence_starts(analysis)
        known = self._known.get(article.id)
        if known is None or known[0] != article.text or known[1] != tuple(starts):
            stops = [*starts[1:], len(article.text)]
            sentences = (article.text[start:stop] for start, stop in zip(starts, stops, strict=True))
            self._index.add(enumerate(sentences, self.size))
            known = self._known[article.id] = (article.text, tuple(starts), self.size)
            self.size += len(starts)
        return starts, known[2]

    def find(self, *alternatives: Term) -> list[int]:
        """The numbers of the sentences that have any of the terms, of reports that are gone too."""
        return self._index.find(*alternatives)


class NameIndex:
    """Names under numbers, to be found by their words, by other spellings of them, or by their sound."""

    def __init__(self, names: Sequence[Sequence[str]]) -> None:
        """Index ``names``: the spellings of each; the number of a name is its place in the sequence."""
        self._words, self._sounds = TextIndex(), TextIndex()
        self._words.add((number, " / ".join(spellings)) for number, spellings in enumerate(names))
        self._sounds.add((number, sound(" / ".join(spellings))) for number, spellings in enumerate(names))

        self._alike: dict[str, dict[str, None]] = {}
        for spellings in names:
            for word in _LETTERS.findall(" ".join(spellings)):
                if word[0].isupper():
                    self._alike.setdefault(sound(word), {})[word.casefold()] = None

    def alike(self, word: str) -> tuple[str, ...]:
        """The words with a capital in the names that sound like ``word``, in lower case."""
        return tuple(self._alike.get(sound(word), ()))

    def find(self, term: Term) -> set[int]:
        """The numbers of the names that a term fits."""
        found = set(self._words.find(term))
        if not term.prefix:
            found.update(self._sounds.find(Term(sound(term.text))))
        return found


def sentence_starts(analysis: Analysis) -> list[int]:
    """Where each sentence of a report starts, in characters; its lines when it does not know its sentences."""
    lines = (match.end() for match in re.finditer("\n", analysis.article.text))
    return sorted({0, *(analysis.sentences or lines)})


def sound(text: str) -> str:
    """A text with each word in the form that the romanisations of a name share."""
    return _LETTERS.sub(lambda word: PersonName((), word[0]).family_key, text)


def mark(texts: Sequence[str], terms: Iterable[Term]) -> list[tuple[tuple[int, int], ...]]:
    """What the terms find in each text, as (start, end) in characters; overlapping finds become one."""
    wanted = " OR ".join(filter(None, map(_expression, terms)))
    if not wanted or not texts:
        return [()] * len(texts)
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(f"CREATE VIRTUAL TABLE texts USING fts5(text, {_TOKENIZE})")
        connection.executemany(
            "INSERT INTO texts(rowid, text) VALUES (?, ?)",
            ((number, text.translate(_NO_MARKS)) for number, text in enumerate(texts)),
        )
        found = dict(
            connection.execute(
                "SELECT rowid, highlight(texts, 0, ?, ?) FROM texts WHERE texts MATCH ?",
                (_MARK, _END, wanted),
            )
        )
    finally:
        connection.close()
    return [_spans(found.get(number, "")) for number in range(len(texts))]


def _spans(marked: str) -> tuple[tuple[int, int], ...]:
    """Where the marks stand, counted without the marks themselves."""
    spans = []
    position = 0
    for piece in marked.split(_MARK)[1:] if _MARK in marked else ():
        position = position or marked.index(_MARK)
        words, _, rest = piece.partition(_END)
        spans.append((position, position + len(words)))
        position += len(words) + len(rest)
    return tuple(spans)


def _expression(term: Term) -> str:
    """A term in FTS5's language, quoted so that none of its characters has a meaning there."""
    text = term.text.replace('"', " ").replace("\0", " ").strip()
    if not any(character.isalnum() for character in text):
        return ""
    return f'"{text}"' + "*" * term.prefix
