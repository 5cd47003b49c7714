"""How far corrections of all reports reach, by columns: which reports they may change, how many records they would."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from lib.blocks import AMENDED, Block, Vocabulary
from lib.columns import LongNumbers, Mask
from lib.corrections import Correction
from lib.name_keys import name_key


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
            speakers = vocabulary.speakers.since(0)
            named = np.array([one.name == correction.was for one in speakers], bool)
            pairs = block.pairs["speaker"]
            wanted = pairs.records[named[pairs.numbers]] if len(speakers) else pairs.records[:0]
            reports[_reports(starts, marks.records[marks.numbers & AMENDED != 0])] = True
        reports[_reports(starts, wanted)] = True
    return reports


def _reports(starts: LongNumbers, records: np.ndarray) -> LongNumbers:
    """The numbers of the reports that records belong to."""
    return np.searchsorted(starts, records, side="right") - 1
