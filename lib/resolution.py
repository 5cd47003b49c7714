"""Toponym resolution: decides which place each name means, in the context of the whole report."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from lib.gazetteer import Candidate, Gazetteer, name_key
from lib.places import Toponym
from lib.records import PlaceMention, PlaceRole
from lib.toponyms import context as place_context
from lib.toponyms import features as place_features
from lib.toponyms import keep as place_keep
from lib.toponyms import model as place_model
from lib.toponyms import reasons as place_reasons
from lib.toponyms.context import Context, Floats
from lib.toponyms.words import metonyms, seats_of_government

MOST_ALTERNATIVES = 4
SURE = 0.7
"""A toponym as certain as this by its words is kept, wherever its best place lies."""
KEEP_FROM = 0.45
"""A less certain one is kept from this probability on; F1 on the development sets is flat between 0.4 and 0.5."""


def resolve(
    toponyms: Sequence[Toponym], doc: Doc, gazetteer: Gazetteer, *, title: str | None = None
) -> tuple[PlaceMention, ...]:
    """Resolve the toponyms of one report; the mentions come in text order.

    All mentions of one name mean one place, unless the words beside them say otherwise. A doubtful toponym
    (see ``Toponym.certainty``) is kept when its best place fits the others, and is context only when not.
    A name without any candidate stays, with no place and a reason. The method: candidates are described by
    features and scored by decision trees learned from annotated news, in two passes, the second one with the
    choices of the first (data/resolution/README.md).

    Raises:
        DataError: when a learned model is missing or damaged.
    """
    if not toponyms:
        return ()
    context = place_context.build(toponyms, doc.text, gazetteer, title)
    belief, rows = believe(context)
    scores = place_model.load("keep", place_keep.NAMES).score(place_keep.describe(context, rows, belief))
    kept = is_kept(context, place_model.sigmoid(scores))
    return tuple(_mention(context, i, belief, rows, gazetteer) for i in np.flatnonzero(kept).tolist())


def is_kept(context: Context, probabilities: Floats) -> npt.NDArray[np.bool_]:
    """Which toponyms become mentions, given for each the keeper's probability that it is one."""
    certainties = np.array([toponym.certainty for toponym in context.toponyms])
    return (certainties >= SURE) | (probabilities >= KEEP_FROM)


def believe(context: Context) -> tuple[Floats, Floats]:
    """The probability of each candidate after both passes, and the figures that the second pass saw."""
    first = place_model.load("rank_first", place_features.NAMES)
    second = place_model.load("rank_second", place_features.NAMES)
    belief = place_features.first_belief(context.table)
    belief = place_features.softmax(context.table, first.score(place_features.describe(context, belief)))
    rows = place_features.describe(context, belief)
    return place_features.softmax(context.table, second.score(rows)), rows


def _mention(
    context: Context, index: int, belief: Floats, rows: Floats, gazetteer: Gazetteer
) -> PlaceMention:
    toponym, g = context.toponyms[index], context.group_of[index]
    group, where = context.groups[g], context.table.rows(g)
    ranked = [int(r) for r in np.argsort(-belief[where], kind="stable")]
    best: Candidate | None = group.candidates[ranked[0]] if ranked else None
    share = float(belief[where.start + ranked[0]]) if ranked else 0.0
    return PlaceMention(
        toponym.start,
        toponym.end,
        toponym.text,
        place=best.place if best else None,
        role=_role(toponym, best),
        confidence=_confidence(share) if best else 0.0,
        reason=place_reasons.explain(context, g, ranked, rows[where], gazetteer),
        alternatives=tuple(group.candidates[r].place for r in ranked[1 : 1 + MOST_ALTERNATIVES]),
        qualifier=toponym.qualifier,
    )


def _role(toponym: Toponym, best: Candidate | None) -> PlaceRole:
    """A metonym needs words and place: only countries, seats of government and metonyms stand for them."""
    governs = best is not None and (
        best.feature == "country"
        or best.place.id in seats_of_government()
        or name_key(toponym.text) in metonyms()
    )
    return "metonym" if toponym.role == "metonym" and governs else "literal"


def _confidence(share: float) -> float:
    """The share of the best candidate as a probability of being right, by the stored calibration."""
    knots = place_model.knots("confidence")
    return round(float(place_model.calibrate(np.array([share]), knots)[0]), 3)
