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
SURE = 0.65
"""A toponym as certain as this by its words is kept, wherever its best place lies."""
SURE_OF_METONYM = 0.3
"""The same for a name of metonyms.csv that stands for a government ("the Kremlin said"): much annotated news, from
which the models learned, leaves these out."""
KEEP_FROM = 0.45
"""A less certain one is kept from this probability on; F1 on the development sets is flat between 0.4 and 0.5."""
LISTED_FROM = 0.45
"""A name that the gazetteer lacks is listed without a place from this certainty on, where the model takes it for a
place or a word beside it says so. Half of the least certain are places; a reader had better see them. Where the words
beside it say that it is a place (place_settings.csv) it is listed whatever its certainty."""

PLACED_FROM = 0.4
"""A name is put on its best place when that is as likely as this; below, two of three would be the wrong place, by
cross-validation."""


def resolve(
    toponyms: Sequence[Toponym], doc: Doc, gazetteer: Gazetteer, *, title: str | None = None
) -> tuple[PlaceMention, ...]:
    """Resolve the toponyms of one report; the mentions come in text order.

    All mentions of one name mean one place, unless the words beside them say otherwise. A doubtful toponym
    (see ``Toponym.certainty``) is kept when its best place fits the others, and is context only when not.
    A name without any candidate, or with unlikely ones only, stays, with no place and a reason.
    The method: candidates are described by
    features and scored by decision trees learned from annotated news, in two passes, the second one with the
    choices of the first (data/resolution/README.md).

    Raises:
        DataError: when a learned model is missing or damaged.
    """
    if not toponyms:
        return ()
    context = place_context.build(toponyms, doc.text, gazetteer, title)
    belief, rows = believe(context)
    described = place_keep.describe(context, rows, belief)
    scores = place_model.load("keep", place_keep.NAMES).score(described)
    probabilities = place_model.sigmoid(scores)
    kept = np.flatnonzero(is_kept(context, probabilities))
    sure = confidence(described[kept])
    likely = is_likely(context, probabilities)[kept] & is_placed(context, kept, sure)
    return tuple(
        _mention(context, i, belief, rows, gazetteer, confidence=sure_of_it if may_be_placed else None)
        for i, sure_of_it, may_be_placed in zip(kept.tolist(), sure.tolist(), likely.tolist(), strict=True)
    )


def confidence(described: Floats) -> Floats:
    """How likely each mention is a place, and the one it was given: a model's view of it, calibrated.

    Args:
        described: What ``keep.describe`` says of each mention.
    """
    scores = place_model.load("confidence", place_keep.NAMES).score(described)
    return place_model.calibrate(place_model.sigmoid(scores), place_model.knots("confidence")).round(3)


def is_kept(context: Context, probabilities: Floats) -> npt.NDArray[np.bool_]:
    """Which toponyms become mentions: the likely ones, and those that are listed without a place.

    Args:
        probabilities: The keeper's view of each, that it is a toponym.
    """
    listed = [
        _is_listed(toponym, context.groups[g].candidates)
        for toponym, g in zip(context.toponyms, context.group_of, strict=True)
    ]
    return is_likely(context, probabilities) | np.array(listed, dtype=bool)


def is_likely(context: Context, probabilities: Floats) -> npt.NDArray[np.bool_]:
    """Which toponyms are likely ones, by their own words or the keeper's ``probabilities``."""
    certainties = np.array([toponym.certainty for toponym in context.toponyms])
    speaks = [t.role == "metonym" and name_key(t.text) in metonyms() for t in context.toponyms]
    enough = np.where(speaks, SURE_OF_METONYM, SURE)
    return (certainties >= enough) | (probabilities >= KEEP_FROM)


def is_placed(context: Context, kept: npt.NDArray[np.int64], sure: Floats) -> npt.NDArray[np.bool_]:
    """Which of the toponyms ``kept`` are put on the map: a name by its surest mention."""
    groups = np.array(context.group_of, dtype=np.int64)[kept]
    surest = np.zeros(len(context.groups))
    np.maximum.at(surest, groups, sure)
    placed: npt.NDArray[np.bool_] = surest[groups] >= PLACED_FROM
    return placed


def _is_listed(toponym: Toponym, candidates: Sequence[Candidate]) -> bool:
    """Whether a name that the gazetteer lacks is shown all the same."""
    if toponym.stated and all(candidate.match == "fuzzy" for candidate in candidates):
        return True
    asked = bool(toponym.asked) or toponym.label in {"GPE", "LOC"}
    return not candidates and asked and toponym.certainty >= LISTED_FROM


def believe(context: Context) -> tuple[Floats, Floats]:
    """The probability of each candidate after both passes, and the figures that the second pass saw."""
    first = place_model.load("rank_first", place_features.NAMES)
    second = place_model.load("rank_second", place_features.NAMES)
    belief = place_features.first_belief(context.table)
    belief = place_features.softmax(context.table, first.score(place_features.describe(context, belief)))
    rows = place_features.describe(context, belief)
    return place_features.softmax(context.table, second.score(rows)), rows


def _mention(
    context: Context,
    index: int,
    belief: Floats,
    rows: Floats,
    gazetteer: Gazetteer,
    *,
    confidence: float | None,
) -> PlaceMention:
    """The mention of one toponym; without a place when there is no ``confidence`` in any."""
    toponym, g = context.toponyms[index], context.group_of[index]
    group, where = context.groups[g], context.table.rows(g)
    ranked = [int(r) for r in np.argsort(-belief[where], kind="stable")]
    best: Candidate | None = group.candidates[ranked[0]] if ranked and confidence is not None else None
    others = ranked[1:] if best else ranked
    return PlaceMention(
        toponym.start,
        toponym.end,
        toponym.text,
        place=best.place if best else None,
        role=_role(toponym, best),
        confidence=confidence if best and confidence is not None else 0.0,
        reason=place_reasons.explain(context, g, ranked, rows[where], gazetteer)
        if best or not ranked
        else place_reasons.explain_none(context, g, ranked[0], gazetteer),
        alternatives=tuple(group.candidates[r].place for r in others[:MOST_ALTERNATIVES]),
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
