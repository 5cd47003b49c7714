"""The values of a facet that can be chosen, and how much each would leave."""

from __future__ import annotations

import numpy as np

from lib.blocks import CLAIM
from lib.columns import Mask
from lib.corpus import NOBODY, OF_CLAIMS, OF_PLACES, Corpus
from lib.filters import Facet, FacetValue


def values(
    corpus: Corpus, facet: Facet, mask: Mask, chosen: tuple[str, ...], most: int | None
) -> tuple[list[FacetValue], int]:
    """The values of a facet that records in ``mask`` have and those that are ``chosen``: see ``Explorer.facets``.

    Args:
        most: So many of the first are wanted, or all; those that are chosen come in any case.

    Returns:
        The values, and how many more there are.
    """
    column, labels = corpus.columns[facet], corpus.labels[facet]
    if facet in OF_PLACES or facet == "outlet":
        counts = column.counts(mask, corpus.report_of)
    else:
        counted = corpus.kind == CLAIM if facet in OF_CLAIMS else corpus.kind <= CLAIM
        counts = column.counts(mask & counted, corpus.original)
    codes = np.flatnonzero(counts)
    number = len(codes)
    if most is not None and number > most:
        codes = codes[counts[codes] >= np.partition(counts[codes], -most)[-most]]
    found = {column.values[code]: int(counts[code]) for code in codes.tolist()}
    for value in chosen:
        (code,) = column.codes((value,)) or (None,)
        number += code is None or not counts[code]
        found[value] = 0 if code is None else int(counts[code])
    ranked = sorted(
        ((value, labels.get(value, value), count) for value, count in found.items()),
        key=lambda item: (item[0] == NOBODY, -item[2], item[1], item[0]),
    )
    shown = [
        FacetValue(value, label, count, value in chosen)
        for place, (value, label, count) in enumerate(ranked)
        if most is None or place < most or value in chosen
    ]
    return shown, number - len(shown)
