"""A block of columns as bytes, and read back without trusting these: plain arrays behind a head in JSON.

The values that its numbers stand for travel with it, so that it can be read under another vocabulary.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from lib.blocks import (
    CLAIM,
    CLAIMS,
    FACTS,
    MENTION,
    OPEN_STORY,
    PAIRS,
    REPORT,
    Block,
    SpokenName,
    SpokenPlace,
    Vocabulary,
)
from lib.columns import NONE, Pairs, Values
from lib.likeness import LENGTH

_STORED_FACTS = tuple(name for name in FACTS if name != "story")
"""Stories are told by all reports together."""
_UNCODED = frozenset({"marks", "links"})
"""Pairs whose numbers stand for themselves."""
_CODED_FACTS = ("outlet", "title")
_Array = npt.NDArray[Any]
_CHECK = 4
"""Bytes of the checksum, and of the length of the head."""


def packed(block: Block, vocabulary: Vocabulary, ids: Sequence[str]) -> bytes:
    """A block as bytes, with the ids of its reports."""
    values: dict[str, list[Any]] = {}
    arrays: dict[str, _Array] = {}
    for name, array in _arrays(block):
        vocabulary_of = _values(vocabulary).get(name)
        if vocabulary_of is None:
            arrays[name] = _small(array)
        else:
            codes, firsts, places = np.unique(array, return_index=True, return_inverse=True)
            order = np.argsort(firsts)
            values[name] = [vocabulary_of[code] if code != NONE else None for code in codes[order].tolist()]
            arrays[name] = _small(np.argsort(order)[places])
    head = {
        "ids": list(ids),
        "values": values,
        "arrays": [(name, array.dtype.str, len(array)) for name, array in arrays.items()],
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    body = b"".join((len(text).to_bytes(_CHECK), text, *(array.tobytes() for array in arrays.values())))
    return zlib.crc32(body).to_bytes(_CHECK) + body


def unpacked(content: bytes, vocabulary: Vocabulary) -> tuple[Block, list[str]]:
    """The block in some bytes, under this vocabulary, and the ids of its reports.

    Raises:
        ValueError: when the bytes were changed or do not fit together.
    """
    try:
        return _unpacked(content, vocabulary)
    except (KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"no block of columns: {error}") from error


def _unpacked(content: bytes, vocabulary: Vocabulary) -> tuple[Block, list[str]]:
    body = memoryview(content)[_CHECK:]
    if zlib.crc32(body) != int.from_bytes(content[:_CHECK]):
        raise ValueError("the checksum is another one")
    begin = _CHECK + int.from_bytes(body[:_CHECK])
    head = json.loads(bytes(body[_CHECK:begin]).decode("utf-8", "surrogatepass"))
    arrays: dict[str, _Array] = {}
    for name, kind, length in head["arrays"]:
        dtype = np.dtype(kind)
        if dtype.kind not in "iuf":
            raise ValueError(f"{name} holds no numbers")
        arrays[name] = np.frombuffer(body, dtype, length, begin)
        begin += dtype.itemsize * length
    kept = _values(vocabulary)
    for name, values in head["values"].items():
        arrays[name] = np.array([_code(name, kept[name], value) for value in values], np.int32)[arrays[name]]
    ids = [str(id) for id in head["ids"]]
    block = _block(arrays, len(ids))
    _check(block, len(ids))
    return block, ids


def _arrays(block: Block) -> Iterator[tuple[str, _Array]]:
    yield "counts", block.counts.ravel()
    yield "first", block.first
    yield "last", block.last
    yield "start", block.start
    yield "content", block.content
    yield "confidence", block.confidence
    yield "sketches", block.sketches.ravel()
    for name in _STORED_FACTS:
        yield f"fact {name}", block.facts[name]
    for name in CLAIMS:
        yield f"claim {name}", block.claims[name]
    for name in PAIRS:
        yield f"records {name}", block.pairs[name].records
        yield f"pair {name}", block.pairs[name].numbers


def _block(arrays: Mapping[str, _Array], reports: int) -> Block:
    def numbers(name: str) -> npt.NDArray[np.int32]:
        return arrays[name].astype(np.int32)

    return Block(
        numbers("counts").reshape(-1, 4),
        {name: numbers(f"fact {name}") for name in _STORED_FACTS}
        | {"story": np.full(reports, OPEN_STORY, np.int32)},
        numbers("first"),
        numbers("last"),
        numbers("start"),
        arrays["content"].astype(np.int64),
        {name: arrays[f"claim {name}"].astype(np.int64) for name in CLAIMS},
        arrays["confidence"].astype(np.float64),
        arrays["sketches"].astype(np.uint8).reshape(-1, LENGTH),
        {name: Pairs(numbers(f"records {name}"), numbers(f"pair {name}")) for name in PAIRS},
    )


def _check(block: Block, reports: int) -> None:
    """Check that the arrays of a block fit together: nothing that is looked up with them may lead outside.

    Raises:
        ValueError: when they do not.
    """
    counts = block.counts
    kinds = np.repeat(np.tile(np.arange(4), reports), counts.ravel())
    lengths: tuple[tuple[int, Sequence[_Array]], ...] = (
        (reports, (counts, block.sketches, *block.facts.values())),
        (len(kinds), (block.first, block.last, block.start, block.content)),
        (int((kinds == CLAIM).sum()), tuple(block.claims.values())),
        (int((kinds == MENTION).sum()), (block.confidence,)),
    )
    fit = [len(array) == length for length, arrays in lengths for array in arrays]
    fit.append(bool((counts[:, REPORT] == 1).all()))
    fit.append(bool((block.first >= 0).all() and (block.first <= block.last).all()))
    fit.append(bool((block.last < np.repeat(block.facts["sentences"], counts.sum(axis=1))).all()))
    for pairs in block.pairs.values():
        fit.append(len(pairs.records) == len(pairs.numbers))
        fit.append(bool((np.diff(pairs.records) >= 0).all() and (pairs.numbers >= 0).all()))
        fit.append(bool((pairs.records >= 0).all() and (pairs.records < len(kinds)).all()))
    fit.append(bool((block.pairs["links"].numbers < len(kinds)).all()))
    if not all(fit):
        raise ValueError("the columns do not fit together")
    for name in ("outcome", "scope", "polarity"):
        claims = block.pairs[name].records
        if not np.array_equal(claims[kinds[claims] == CLAIM], np.flatnonzero(kinds == CLAIM)):
            raise ValueError(f"not every claim has one {name}")


def _small(array: _Array) -> _Array:
    """The numbers in the smallest type that holds them."""
    if array.dtype.kind == "f" or not len(array):
        return array
    lowest, highest = int(array.min()), int(array.max())
    kinds = ("<i1", "<i2", "<i4", "<i8") if lowest < 0 else ("|u1", "<u2", "<u4", "<i8")
    return array.astype(
        next(kind for kind in kinds if np.iinfo(kind).min <= lowest and highest <= np.iinfo(kind).max)
    )


def _values(vocabulary: Vocabulary) -> dict[str, Values[Any]]:
    """The values that the numbers of an array stand for, by the name of the array."""
    named: dict[str, Values[Any]] = {
        "speaker": vocabulary.speakers,
        "place": vocabulary.places,
        "metonym": vocabulary.places,
        "title": vocabulary.titles,
        **vocabulary.plain,
    }
    pairs = {f"pair {name}": named[name] for name in PAIRS if name not in _UNCODED}
    return pairs | {f"fact {name}": named[name] for name in _CODED_FACTS}


_READ: Mapping[str, Callable[[list[Any]], Any]] = {
    "pair speaker": lambda row: SpokenName(*_texts(row, 2)),
    "pair place": lambda row: _place(row),
    "pair metonym": lambda row: _place(row),
    "fact title": lambda row: _texts(row, 2),
}
"""How values are read that are no plain texts, by the name of their array."""


def _code(name: str, values: Values[Any], value: Any) -> int:
    if value is None and name == "fact outlet":
        return NONE
    if name in _READ:
        return values.code(_READ[name](value))
    (text,) = _texts([value], 1)
    return values.code(text)


def _place(row: list[Any]) -> SpokenPlace:
    id, name, country, kind, latitude, longitude, words = row
    _texts([id, name, kind, words, country or ""], 5)
    return SpokenPlace(id, name, country, kind, float(latitude), float(longitude), words)


def _texts(row: Sequence[Any], number: int) -> tuple[str, ...]:
    if len(row) != number or not all(isinstance(text, str) for text in row):
        raise ValueError(f"{row!r} are no texts")
    return tuple(row)
