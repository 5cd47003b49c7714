"""Full-text search with SQLite's FTS5: over the sentences of reports, over names, and for what to mark.

Case and diacritics are forgiven. Names are also found by their sound, so that "Zelensky" finds "Zelenskyy".
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np

from lib.columns import LongNumbers
from lib.query import Term
from lib.records import Analysis
from lib.speech.names import PersonName

_TOKENIZE = "tokenize = 'unicode61 remove_diacritics 2'"
_LETTERS = re.compile(r"[^\W\d_]+")
_SENTENCES = 1 << 24
"""More than any text has; one number of each sentence tells its text and its place in that."""
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

    def remove(self, texts: Iterable[tuple[int, str]]) -> None:
        """Take texts out, which must be given as they were added."""
        with self._lock:
            self._connection.executemany(
                "INSERT INTO texts(texts, rowid, text) VALUES ('delete', ?, ?)", texts
            )

    def find(self, *alternatives: Term) -> list[int]:
        """The numbers of the texts that have any of the terms; their fields do not count."""
        wanted = expression(*alternatives)
        if not wanted:
            return []
        with self._lock:
            found = self._connection.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (wanted,))
            return [number for (number,) in found]


class SentenceIndex:
    """The sentences of reports in memory; those of one text of a report share a number of their own."""

    def __init__(self) -> None:
        self._index = TextIndex()
        self._known: dict[str, tuple[int, str, tuple[int, ...]]] = {}
        self._next = 0

    def put(self, analyses: Iterable[Analysis]) -> None:
        """Index the sentences of reports anew; a report that has the sentences it had is passed over."""
        for analysis in analyses:
            id, text = analysis.article.id, analysis.article.text
            starts = tuple(sentence_starts(text, analysis.sentences))
            if self._known.get(id, (0, "", ()))[1:] == (text, starts):
                continue
            self.remove((id,))
            self._known[id] = (self._next, text, starts)
            self._index.add(numbered(self._next, text, starts))
            self._next += 1

    def remove(self, article_ids: Iterable[str]) -> None:
        """Forget reports; ids that are not there are passed over."""
        for id in article_ids:
            if known := self._known.pop(id, None):
                self._index.remove(numbered(*known))

    def numbers(self) -> Mapping[str, int]:
        """The number of each report's text, by the id of the report."""
        return {id: number for id, (number, _, _) in list(self._known.items())}

    def find(self, *alternatives: Term) -> tuple[LongNumbers, LongNumbers]:
        """The sentences that have any of the terms: the number of their text, and which of its sentences."""
        return parted(self._index.find(*alternatives))


class NameIndex:
    """Names under numbers, to be found by their words, by other spellings of them, or by their sound."""

    def __init__(self, names: Iterable[Sequence[str]] = ()) -> None:
        """Index ``names``: the spellings of each; the number of a name is its place in order of adding."""
        self._words, self._sounds = TextIndex(), TextIndex()
        self._alike: dict[str, dict[str, list[int]]] = {}
        self._lock = threading.Lock()
        self._size = 0
        self.add(names)

    def add(self, names: Iterable[Sequence[str]]) -> None:
        """Index more names."""
        for number, spellings in enumerate(names, self._size):
            text = " / ".join(spellings)
            self._words.add([(number, text)])
            self._sounds.add([(number, sound(text))])
            for word in set(_LETTERS.findall(text)):
                if word[0].isupper():
                    self._alike.setdefault(sound(word), {}).setdefault(word.casefold(), []).append(number)
            self._size = number + 1

    def follow(self, names_since: Callable[[int], Iterable[Sequence[str]]]) -> None:
        """Index the names that came since the last one that is indexed; safe under threads."""
        with self._lock:
            self.add(names_since(self._size))

    def alike(self, word: str, known: Callable[[int], bool] | None = None) -> tuple[str, ...]:
        """The words with a capital that sound like ``word``, in lower case, of all names or the ``known``."""
        words = list(self._alike.get(sound(word), {}).items())
        return tuple(sorted(word for word, names in words if known is None or any(map(known, list(names)))))

    def find(self, term: Term) -> set[int]:
        """The numbers of the names that a term fits."""
        found = set(self._words.find(term))
        if not term.prefix:
            found.update(self._sounds.find(Term(sound(term.text))))
        return found


def numbered(number: int, text: str, starts: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each under the number by which ``parted`` knows text and sentence again."""
    stops = [*starts[1:], len(text)]
    sentences = (text[start:stop] for start, stop in zip(starts, stops, strict=True))
    return enumerate(sentences, number * _SENTENCES)


def parted(found: Sequence[int]) -> tuple[LongNumbers, LongNumbers]:
    """The numbers of texts, and of the sentences in each, of what was indexed as ``numbered``."""
    texts, sentences = np.divmod(np.array(found, np.int64), _SENTENCES)
    return texts, sentences


def sentence_starts(text: str, sentences: Iterable[int]) -> list[int]:
    """Where each sentence of a text starts, in characters; its lines when its ``sentences`` are not known."""
    return sorted({0, *(sentences or (match.end() for match in re.finditer("\n", text)))})


def sound(text: str) -> str:
    """A text with each word in the form that the romanisations of a name share."""
    return _LETTERS.sub(lambda word: PersonName((), word[0]).family_key, text)


def mark(texts: Sequence[str], terms: Iterable[Term]) -> list[tuple[tuple[int, int], ...]]:
    """What the terms find in each text, as (start, end) in characters; overlapping finds become one."""
    wanted = expression(*terms)
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


def expression(*alternatives: Term) -> str:
    """Any of the terms in FTS5's language; empty when there is nothing in them to look for."""
    return " OR ".join(filter(None, map(_expression, alternatives)))


def _expression(term: Term) -> str:
    """A term in FTS5's language, quoted so that none of its characters has a meaning there."""
    text = term.text.replace('"', " ").replace("\0", " ").strip()
    if not any(character.isalnum() for character in text):
        return ""
    return f'"{text}"' + "*" * term.prefix
