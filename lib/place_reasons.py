"""Says in words, for a journalist, why a name was resolved as it was."""

from __future__ import annotations

from collections.abc import Sequence

from lib.gazetteer import Candidate
from lib.place_context import Context, Floats
from lib.place_features import NAMES

UNKNOWN = "no place of this name in the gazetteer"
_COLUMN = {name: i for i, name in enumerate(NAMES)}


def explain(context: Context, g: int, ranked: Sequence[int], rows: Floats) -> str:
    """Why the first of the candidates ``ranked`` was chosen for the group ``g``.

    Args:
        ranked: Indices into the group's candidates, best first.
        rows: What ``place_features.describe`` says of each of the group's candidates.
    """
    if not ranked:
        return UNKNOWN
    group = context.groups[g]
    best = group.candidates[ranked[0]]
    return best.place.name
