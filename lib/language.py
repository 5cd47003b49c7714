"""The language model: the only place that loads spaCy and turns text into parsed Docs."""

from __future__ import annotations

import re
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain, islice
from typing import TypeVar

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from lib.errors import DataError, ReportError
from lib.installed import MODEL, check_installed
from lib.layout import read_layout
from lib.turns import Turns

Item = TypeVar("Item")

MAX_CHARACTERS = 1_000_000
"""Longest text that is parsed, in characters."""

LONGEST_PIECE = 20_000
"""Characters that are parsed at a stretch; the parser takes about 5 kB of memory for each of them."""

LONGEST_SENTENCE = 400
"""Tokens after which a sentence ends even without a full stop, lest a list of names be one sentence."""

LEMMAS_KEPT = 50_000
"""Words whose lemma is remembered; spaCy would remember every one it ever saw."""

_LONG_RUN = re.compile(r"\S{201,}")
_PIECE_OF_RUN = 50
_NO_TENSOR = np.zeros((0, 0), dtype=np.float32)
_BOUNDARIES = "dateline_line_boundaries"
_STOPS = frozenset({".", "!", "?"})
_loading = threading.Lock()
_turns = Turns()


@Language.component(_BOUNDARIES)
def _mark_line_boundaries(doc: Doc) -> Doc:
    """Begin a sentence after each line break and each dateline, so that none runs from a caption into the prose.

    A sentence also begins where no full stop was seen for ``LONGEST_SENTENCE`` tokens.
    """
    begun = 0
    for token in doc[:-1]:
        if (token.is_space and "\n" in token.text) or token.i - begun >= LONGEST_SENTENCE:
            doc[token.i + 1].is_sent_start = True
            begun = token.i + 1
        elif token.text in _STOPS:
            begun = token.i + 1
    for segment in read_layout(doc.text).segments:
        if segment.kind == "dateline":
            after = doc.char_span(segment.end, segment.end + 1, alignment_mode="expand")
            if after is not None and after[0].idx >= segment.end:
                after[0].is_sent_start = True
                # The parser, thrown by the dash, would else take the first word for a sentence of its own.
                for token in doc[after[0].i + 1 : after[0].i + 3]:
                    token.is_sent_start = False
    return doc


def _in_pieces(tokenizer: Callable[[str], Doc]) -> Callable[[str], Doc]:
    """The tokenizer, given what has no white space for over 200 characters in pieces.

    spaCy takes marks off a word one at a time and copies the rest, which takes hours for a million of them.
    """

    def tokenize(text: str) -> Doc:
        if _LONG_RUN.search(text) is None:
            return tokenizer(text)
        docs = [tokenizer(piece) for piece in _without_long_runs(text)]
        return Doc.from_docs(docs, ensure_whitespace=False)

    return tokenize


def _without_long_runs(text: str) -> Iterator[str]:
    position = 0
    for run in _LONG_RUN.finditer(text):
        if run.start() > position:
            yield text[position : run.start()]
        for start in range(run.start(), run.end(), _PIECE_OF_RUN):
            yield text[start : min(start + _PIECE_OF_RUN, run.end())]
        position = run.end()
    if position < len(text):
        yield text[position:]


@cache
def _load(model: str) -> Language:
    check_installed(model)
    try:
        with warnings.catch_warnings():
            # The carrier package was built for spaCy 3.7; the model in it is the same and works with 3.8.
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            nlp = spacy.load(model)
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        raise DataError(
            f"The language model {model} is damaged. Run: pip install --force-reinstall -r requirements.txt"
        ) from error
    nlp.max_length = MAX_CHARACTERS
    nlp.tokenizer = _in_pieces(nlp.tokenizer)
    nlp.add_pipe(_BOUNDARIES, before="parser")
    return nlp


def load(model: str = MODEL) -> Language:
    """Return the pipeline of an installed spaCy model, loaded once per process; safe under threads.

    Raises:
        DataError: when no such model is installed, it is damaged, or ``MODEL`` is of another version.
    """
    with _loading:
        return _load(model)


def parse(texts: Iterable[str], *, model: str = MODEL) -> Iterator[Doc]:
    """Parse texts to Docs that can be kept, in the order of the texts; characters are those of the text.

    What a Doc needs of the vocabulary is never freed: for many texts, ``parsed`` is the one to use.

    Raises:
        DataError: as ``load``.
        ReportError: when a text is longer than ``MAX_CHARACTERS``.
    """
    nlp = load(model)
    for batch in batches(texts, len):
        with _turns.take():
            docs = list(_docs(nlp, batch))
        yield from docs


def batches(items: Iterable[Item], length: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Items in lists to be parsed together, by the ``length`` of each in characters.

    Together they have at most ``LONGEST_PIECE``, so that memory is bounded; a longer one is alone.
    """
    batch: list[Item] = []
    total = 0
    for item in items:
        size = length(item)
        if batch and total + size > LONGEST_PIECE:
            yield batch
            batch, total = [], 0
        batch.append(item)
        total += size
    if batch:
        yield batch


@contextmanager
def parsed(texts: Sequence[str], *, model: str = MODEL) -> Iterator[Iterator[Doc]]:
    """Parse texts to Docs that are of use within the ``with`` block alone: memory is freed at its end.

    One thread of the process parses at a time, since a pipeline has one vocabulary and one memory; the
    others wait their turn, in order.

    Raises:
        DataError: as ``load``.
        ReportError: when a text is longer than ``MAX_CHARACTERS``.
    """
    nlp = load(model)
    with _turns.take():
        with nlp.memory_zone():
            yield _docs(nlp, texts)
        _forget_lemmas(nlp)


def ahead() -> int:
    """How many batches of texts would be parsed before one that came now."""
    return _turns.ahead()


def _docs(nlp: Language, texts: Sequence[str]) -> Iterator[Doc]:
    """The texts parsed, a long one piece by piece."""
    pieces = [list(_pieces(_checked(text))) for text in texts]
    found = nlp.pipe(chain.from_iterable(pieces), batch_size=1 if max(map(len, pieces)) > 1 else len(texts))
    for of_text in pieces:
        docs = [_without_tensor(doc) for doc in islice(found, len(of_text))]
        yield docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def _without_tensor(doc: Doc) -> Doc:
    """A Doc without the vectors that the model made for itself: 400 bytes a token, which nobody asks for again."""
    doc.tensor = _NO_TENSOR  # type: ignore[assignment]
    return doc


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces of at most ``LONGEST_PIECE`` characters, which end with a line where they can."""
    begin = 0
    while len(text) - begin > LONGEST_PIECE:
        limit = begin + LONGEST_PIECE
        ends = (text.rfind(mark, begin, limit) + len(mark) for mark in ("\n", ". ", " "))
        cut = next((end for end in ends if end > begin + LONGEST_PIECE // 2), limit)
        yield text[begin:cut]
        begin = cut
    yield text[begin:]


def _forget_lemmas(nlp: Language) -> None:
    """Empty the lemmatizer's memory of words when it has grown large."""
    if nlp.has_pipe("lemmatizer"):
        remembered = getattr(nlp.get_pipe("lemmatizer"), "cache", {})
        if len(remembered) > LEMMAS_KEPT:
            remembered.clear()


def _checked(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise ReportError(
            f"The text has {len(text):,} characters; at most {MAX_CHARACTERS:,} can be read. Split it."
        )
    return text
