"""The values of a facet that can be chosen, and how much each would leave."""

from __future__ import annotations

import numpy as np

from lib.blocks import CLAIM, STATEMENT
from lib.columns import NONE, Mask
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
    statements = None
    if facet in OF_PLACES or facet == "outlet":
        counts = column.counts(mask, corpus.report_of)
    else:
        counts = column.counts(mask & (corpus.kind == CLAIM), corpus.original)
        if facet not in OF_CLAIMS:
            statements = column.counts(mask & (corpus.kind == STATEMENT), corpus.original)
            counts = counts + statements
    codes = np.flatnonzero(counts)
    number = len(codes)
    if most is not None and number > most:
        codes = codes[counts[codes] >= np.partition(counts[codes], -most)[-most]]
    found = {column.values[code]: code for code in codes.tolist()}
    for value in chosen:
        (code,) = column.codes((value,)) or (NONE,)
        number += code == NONE or not counts[code]
        found[value] = code
    # The last element is for what no record has.
    counts, spoken = (np.append(some, 0) for some in (counts, counts if statements is None else statements))

    def made(value: str, code: int) -> FacetValue:
        count, said = int(counts[code]), int(spoken[code])
        parts = None if statements is None else (said, count - said)
        return FacetValue(value, labels.get(value, value), count, value in chosen, parts)

    ranked = sorted(
        (made(value, code) for value, code in found.items()),
        key=lambda one: (one.value == NOBODY, -one.count, one.label, one.value),
    )
    shown = [one for place, one in enumerate(ranked) if most is None or place < most or one.chosen]
    return shown, number - len(shown)
