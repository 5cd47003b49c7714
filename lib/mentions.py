"""Place mentions by columns: those that are not settled, and the ways in which a place is written."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from lib.blocks import MENTION
from lib.columns import Mask
from lib.corpus import Corpus
from lib.found import Found
from lib.tables import UNCERTAIN_BELOW, PlaceRow

Unsettled = Literal["review", "unplaced", "metonyms"]
_HAVING: dict[Unsettled, str] = {"review": "place", "unplaced": "unplaced", "metonyms": "metonym"}
"""What mentions have that belong there."""


def unsettled(corpus: Corpus, mask: Mask) -> dict[Unsettled, Found[PlaceRow]]:
    """The place mentions in ``mask`` that are off the map or to be reviewed, since their place is unsure."""
    masks: dict[Unsettled, Mask] = {}
    for which in get_args(Unsettled):
        masks[which] = np.zeros(len(corpus), bool)
        masks[which][corpus.block.pairs[_HAVING[which]].records] = True
    sure = np.flatnonzero(corpus.kind == MENTION)[corpus.block.confidence >= UNCERTAIN_BELOW]
    masks["review"][sure] = False
    return {which: corpus.found(mask & masks[which], MENTION) for which in masks}


def by_words(corpus: Corpus, place_id: str) -> list[PlaceRow]:
    """A mention of a place for each way in which it is written, the first of these in all reports."""
    pairs = corpus.block.pairs["place"]
    places = corpus.vocabulary.places.since(0)
    wanted = np.array([one.id == place_id and bool(one.words) for one in places], bool)
    here = np.flatnonzero(wanted[pairs.numbers])
    _, firsts = np.unique(pairs.numbers[here], return_index=True)
    return list(corpus.taken(pairs.records[here][np.sort(firsts)]))
