"""The orders that records can be put in, by numbers for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from lib.blocks import OPEN, STATEMENT
from lib.citations import one_line
from lib.columns import LongNumbers, Numbers
from lib.corpus import NOBODY, Corpus
from lib.found import Found

By = Literal["newest", "oldest", "speaker", "figure", "place", "title", "statements"]


def ordered(corpus: Corpus, found: Found[Any], by: By) -> Found[Any]:
    """The rows in an order; rows that are equal keep theirs."""
    return found.at(np.argsort(_NUMBERS[by](corpus, found.numbers), kind="stable"))


def _newest(corpus: Corpus, records: Numbers | LongNumbers) -> npt.NDArray[Any]:
    return -corpus.block.facts["minute"][corpus.report_of[records]]


def _oldest(corpus: Corpus, records: Numbers | LongNumbers) -> npt.NDArray[Any]:
    """Undated reports come last."""
    minutes = corpus.block.facts["minute"][corpus.report_of[records]]
    return np.where(minutes == 0, np.iinfo(np.int32).max, minutes)


def _speaker(corpus: Corpus, records: Numbers | LongNumbers) -> npt.NDArray[Any]:
    """By name as the report has it; statements without a speaker come last."""
    speakers = corpus.vocabulary.speakers.since(0)
    ranks = _ranks([(one.name == NOBODY, one.name.casefold()) for one in speakers])
    return _of_records(corpus, "speaker", ranks)[records]


def _figure(corpus: Corpus, records: Numbers | LongNumbers) -> npt.NDArray[Any]:
    """The highest first; see ``tables.figure``."""
    numbers = corpus.claim_numbers(np.asarray(records, np.int32))
    low, high = corpus.block.claims["low"][numbers], corpus.block.claims["high"][numbers]
    return -np.where(low != OPEN, low, np.maximum(high, 0))


def _place(corpus: Corpus, records: Numbers | LongNumbers) -> npt.NDArray[Any]:
    """By name; what has no place comes last."""
    ranks = _ranks([one.name for one in corpus.vocabulary.places.since(0)])
    return _of_records(corpus, "place", ranks)[records]


def _title(corpus: Corpus, records: Numbers | LongNumbers) -> npt.NDArray[Any]:
    ranks = _ranks([one_line(title).casefold() for _, title in corpus.vocabulary.titles.since(0)])
    return ranks[corpus.block.facts["title"][corpus.report_of[records]]]


def _statements(corpus: Corpus, records: Numbers | LongNumbers) -> npt.NDArray[Any]:
    """Reports with the most first."""
    return -corpus.block.counts[corpus.report_of[records], STATEMENT]


def _ranks(keys: list[Any]) -> LongNumbers:
    """For each key its place among all of them in order; equal ones share it."""
    places = {key: place for place, key in enumerate(sorted(set(keys)))}
    return np.array([places[key] for key in keys], np.int64)


def _of_records(corpus: Corpus, name: str, ranks: LongNumbers) -> LongNumbers:
    """The lowest rank among what each record has in a column; the highest number for none."""
    pairs = corpus.block.pairs[name]
    found = np.full(len(corpus), np.iinfo(np.int64).max)
    np.minimum.at(found, pairs.records, ranks[pairs.numbers])
    return found


_NUMBERS: Mapping[By, Callable[[Corpus, Numbers | LongNumbers], npt.NDArray[Any]]] = {
    "newest": _newest,
    "oldest": _oldest,
    "speaker": _speaker,
    "figure": _figure,
    "place": _place,
    "title": _title,
    "statements": _statements,
}
