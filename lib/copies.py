"""Which of the reports in a block print the same copy, and which of their records repeat others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lib.blocks import OPEN_STORY, REPORT, Block
from lib.columns import NONE, Numbers, Values
from lib.likeness import Leaders, Sketch


def led(block: Block, ids: Sequence[str], stories: Values[str]) -> Numbers:
    """For each report the number of the one that leads its story; itself where no other prints its copy.

    A report joins the story whose leader it is most like, or begins one of its own. Reports are compared
    with leaders alone, so that a chain of small changes does not tie unlike reports together. What the block
    says of stories already is kept, as long as the leader leads; what was found out is noted in it.

    Args:
        ids: Of the reports.
        stories: What the codes of stories stand for.
    """
    told = block.facts["story"]
    leader = np.arange(len(told), dtype=np.int32)
    waiting = told == OPEN_STORY
    followers = np.flatnonzero(told >= 0).tolist()
    place_of = {id: place for place, id in enumerate(ids)} if followers else {}
    for report in followers:
        place = place_of.get(stories[int(told[report])])
        if place is None or told[place] != NONE:
            waiting[report] = True
        else:
            leader[report] = place
    if waiting.any():
        _place(block, ids, stories, leader, waiting)
    return leader


def _place(
    block: Block, ids: Sequence[str], stories: Values[str], leader: Numbers, waiting: np.ndarray
) -> None:
    """Find the stories of the reports that wait for one."""
    told, leaders = block.facts["story"], Leaders()
    for report in np.flatnonzero(~waiting & (told == NONE)).tolist():
        leaders.add(report, _sketch(block, report))
    for report in np.flatnonzero(waiting).tolist():
        sketch = _sketch(block, report)
        nearest = leaders.nearest(sketch)
        if nearest is None:
            leaders.add(report, sketch)
            leader[report], told[report] = report, NONE
        else:
            leader[report], told[report] = nearest, stories.code(ids[nearest])


def _sketch(block: Block, report: int) -> Sketch:
    facts = block.facts
    return Sketch(block.sketches[report], int(facts["shingles"][report]), int(facts["day"][report]))


def originals(block: Block, report_of: Numbers, kind: np.ndarray, leader: Numbers) -> Numbers | None:
    """For each record the number of the one that it repeats, or its own; ``None`` when none repeats any.

    A record repeats the same one in an earlier report of its story. What one report says twice is not a
    repetition in this sense: the second mention repeats the second mention of the other report.
    """
    shared = np.bincount(leader, minlength=len(leader))[leader] > 1 if len(leader) else np.zeros(0, bool)
    records = np.flatnonzero(shared[report_of] & (kind != REPORT))
    if not len(records):
        return None
    content, reports = block.content[records], report_of[records]
    order = np.lexsort((content, reports))
    which = np.empty(len(records), np.int64)
    which[order] = _places(_changes(reports[order], content[order]))
    stories = leader[reports]
    order = np.lexsort((which, content, stories))
    begins = _changes(stories[order], content[order], which[order])
    firsts = records[order][begins]
    original = np.arange(len(report_of), dtype=np.int32)
    original[records[order]] = firsts[np.cumsum(begins) - 1]
    return original


def _changes(*columns: np.ndarray) -> np.ndarray:
    """Where a row of columns differs from the row before it; the first one does."""
    changed = np.ones(len(columns[0]), bool)
    changed[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return changed


def _places(begins: np.ndarray) -> np.ndarray:
    """The place of each element since the last one that begins a stretch."""
    places = np.arange(len(begins))
    return places - np.maximum.accumulate(np.where(begins, places, 0))
