"""Describes each doubtful name once more, now with its best place: whether it fits the report's other places."""

from __future__ import annotations

import numpy as np

from lib.toponyms import features as place_features
from lib.toponyms.context import Context, Floats

_LABELS = ("GPE", "LOC", "FAC", "PERSON", "ORG", "NORP")
_OWN = (
    *("certainty", "most certain mention", "mean certainty", "has candidates", "probability", "margin"),
    *("region abbreviation", "letters", "words", "qualifier", "metonym"),
    *(f"label {label}" for label in _LABELS),
)
NAMES: tuple[str, ...] = (*_OWN, *(f"place: {name}" for name in place_features.NAMES))


def describe(context: Context, rows: Floats, belief: Floats) -> Floats:
    """One row of figures for each toponym, in the order of ``NAMES``.

    Args:
        rows: What ``features.describe`` says of each candidate.
        belief: The final probability of each candidate.
    """
    by_group = [_of_group(context, g, rows, belief) for g in range(len(context.groups))]
    result = np.zeros((len(context.toponyms), len(NAMES)))
    for i, (toponym, g) in enumerate(zip(context.toponyms, context.group_of, strict=True)):
        most, mean, known, probability, margin, of_place = by_group[g]
        result[i, : len(_OWN)] = [
            *(
                _log_odds(toponym.certainty),
                most,
                mean,
                known,
                probability,
                margin,
                float(bool(toponym.region)),
            ),
            *(float(len(toponym.text)), float(len(toponym.text.split()))),
            *(float(toponym.qualifier is not None), float(toponym.role == "metonym")),
            *(float(toponym.label == label) for label in _LABELS),
        ]
        if of_place is not None:
            result[i, len(_OWN) :] = of_place
    return result


def _of_group(
    context: Context, g: int, rows: Floats, belief: Floats
) -> tuple[float, float, float, float, float, Floats | None]:
    certainties = [_log_odds(context.toponyms[i].certainty) for i in context.groups[g].mentions]
    most, mean = max(certainties), sum(certainties) / len(certainties)
    where = context.table.rows(g)
    if where.start == where.stop:
        return most, mean, 0.0, 0.0, 0.0, None
    shares = np.sort(belief[where])[::-1]
    margin = float(shares[0] - shares[1]) if len(shares) > 1 else 1.0
    best = where.start + int(belief[where].argmax())
    return most, mean, 1.0, float(shares[0]), margin, rows[best]


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 1e-4), 1 - 1e-4)
    return float(np.log(bounded / (1 - bounded)))
