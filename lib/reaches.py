"""How far corrections of all reports reach, by columns: which reports they may change, how many records they would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from lib.amendments.values import same_words
from lib.blocks import AMENDED, MENTION, METONYM, Block, Vocabulary
from lib.columns import LongNumbers, Mask, Numbers
from lib.corrections import Correction, Extent
from lib.name_keys import name_key
from lib.records import Place


def concerning(block: Block, vocabulary: Vocabulary, everywhere: Iterable[Correction]) -> Mask:
    """The reports of a block that corrections of all reports may change: no others, though perhaps not all of them.

    Those that say what a correction is about, and, since it may be undone, those that any has changed.
    """
    reports: Mask = np.zeros(len(block.counts), bool)
    starts = block.starts()
    marks = block.pairs["marks"]
    for correction in everywhere:
        if correction.layer == "place":
            code = vocabulary.plain["named"].find(name_key(correction.text))
            pairs = block.pairs["named"]
            wanted = pairs.records[pairs.numbers == code] if code is not None else pairs.records[:0]
        else:
            named = [one.name == correction.was for one in vocabulary.speakers.since(0)]
            wanted = _having(block, "speaker", named)
            reports[_reports(starts, marks.records[marks.numbers & AMENDED != 0])] = True
        reports[_reports(starts, wanted)] = True
    return reports


def extent(
    block: Block, vocabulary: Vocabulary, kind: npt.NDArray[np.int8], correction: Correction
) -> Extent:
    """How many records a correction of all reports would change: see ``corrections.affected``.

    Args:
        kind: Of each record of the block.
    """
    if correction.layer == "place":
        records = np.concatenate(list(_alike_mentions(block, vocabulary, correction)))
        records = records[kind[records] == MENTION]
    else:
        alike = [one.name == correction.was for one in vocabulary.speakers.since(0)]
        records = _having(block, "speaker", alike)
    return Extent(len(records), len(np.unique(_reports(block.starts(), records))))


def _alike_mentions(block: Block, vocabulary: Vocabulary, correction: Correction) -> Iterator[Numbers]:
    """The records with the words of a correction that are read as what it is about."""
    was = correction.was
    for name, role in (("place", "literal"), ("metonym", "metonym")):
        alike = [
            (was == role if correction.field == "role" else isinstance(was, Place) and one.id == was.id)
            and same_words(one.words, correction.text)
            for one in vocabulary.places.since(0)
        ]
        yield _having(block, name, alike)
    alike = [same_words(words, correction.text) for words in vocabulary.plain["unplaced"].since(0)]
    unplaced = _having(block, "unplaced", alike)
    if correction.field == "role":
        marks = block.pairs["marks"]
        metonyms = np.isin(unplaced, marks.records[marks.numbers & METONYM != 0])
        yield unplaced[metonyms == (was == "metonym")]
    elif was is None:
        yield unplaced


def _having(block: Block, name: str, wanted: list[bool]) -> Numbers:
    """The records that have one of the wanted values."""
    pairs = block.pairs[name]
    return pairs.records[np.array([*wanted, False], bool)[pairs.numbers]]


def _reports(starts: LongNumbers, records: np.ndarray) -> LongNumbers:
    """The numbers of the reports that records belong to."""
    return np.searchsorted(starts, records, side="right") - 1
