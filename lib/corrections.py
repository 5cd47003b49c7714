"""Applies a log of corrections to analyses, so that their records say what persons made of them.

A workspace keeps each analysis as it was read and the log; what is shown is ``apply(analysis, log)``. A
correction finds its record by span and words; after another reading of the report by the words within the
same sentence, else by the record that covers most of the same words. ``unmatched`` names those that no longer
find theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from lib.amendments.changes import before
from lib.amendments.correction import (
    Correction,
    Reach,
    correction_from_json,
    described,
    make,
    now,
)
from lib.amendments.draft import Draft
from lib.amendments.missed import layer_of, make_missed
from lib.amendments.positions import read_position
from lib.amendments.suggestions import Suggestion, free_spots, searched, suggestions
from lib.amendments.values import (
    Field,
    Missed,
    MissedClaim,
    MissedStatement,
    Persons,
    Value,
    by_hand,
    current,
    in_words,
    records_of,
)
from lib.errors import CorrectionError
from lib.records import Analysis

__all__ = [
    "Correction",
    "Extent",
    "Field",
    "Missed",
    "MissedClaim",
    "MissedStatement",
    "Persons",
    "Reach",
    "Suggestion",
    "Value",
    "affected",
    "apply",
    "before",
    "by_hand",
    "correction_from_json",
    "current",
    "described",
    "free_spots",
    "in_words",
    "layer_of",
    "make",
    "make_missed",
    "read_position",
    "records_of",
    "redo",
    "searched",
    "suggestions",
    "undo",
    "unmatched",
]


class Extent(NamedTuple):
    """How far a correction reaches: so many records, in so many reports."""

    records: int
    reports: int


def apply(analysis: Analysis, log: Iterable[Correction]) -> Analysis:
    """The analysis as it was read, with the corrections of the log that are in force, in the log's order.

    Corrected records say so in ``corrected``; rejected ones are left out and named in ``rejected``.
    """
    concerning = [c for c in log if c.in_force and _concerns(c, analysis)]
    if not concerning:
        return analysis
    draft = Draft(analysis)
    for correction in concerning:
        draft.amend(correction)
    return draft.done()


def unmatched(analysis: Analysis, log: Iterable[Correction]) -> list[Correction]:
    """The corrections in force that were made in this report and whose record it does not have any more."""
    draft = Draft(analysis)
    own = (c for c in log if c.in_force and c.report == analysis.article.id)
    return [correction for correction in own if not draft.amend(correction)]


def affected(analyses: Iterable[Analysis], correction: Correction) -> Extent:
    """How many records of analyses as they are shown a correction would change, and in how many reports."""
    numbers = [
        len(Draft(analysis).targets(correction)) for analysis in analyses if _concerns(correction, analysis)
    ]
    return Extent(sum(numbers), sum(number > 0 for number in numbers))


def undo(log: Sequence[Correction], id: str) -> tuple[Correction, ...]:
    """The log with a correction taken out of force.

    Raises:
        CorrectionError: when the log has no such correction.
    """
    return _with_undone(log, id, now())


def redo(log: Sequence[Correction], id: str) -> tuple[Correction, ...]:
    """The log with an undone correction in force again, at its old place in the order.

    Raises:
        CorrectionError: when the log has no such correction.
    """
    return _with_undone(log, id, None)


def _with_undone(log: Sequence[Correction], id: str, undone_at: str | None) -> tuple[Correction, ...]:
    if not any(correction.id == id for correction in log):
        raise CorrectionError("This correction is not in the log any more; open the list again.")
    return tuple(replace(c, undone_at=undone_at) if c.id == id else c for c in log)


def _concerns(correction: Correction, analysis: Analysis) -> bool:
    return correction.reach == "everywhere" or correction.report == analysis.article.id
