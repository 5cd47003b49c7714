"""Reads a workspace into columns: of what was read of it before, or is saved in its store, only what has changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.block_reader import read, read_from
from lib.blocks import OPEN_STORY, Block, Located, Vocabulary, in_order
from lib.columns import Numbers
from lib.copies import led
from lib.reaches import concerning
from lib.saved import FEW, Saved, Told
from lib.shelf import Snapshot, concerned
from lib.workspace import Workspace


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """The reports of a workspace at one moment, their records, and the number of each one's story's leader."""

    snapshot: Snapshot
    block: Block
    leader: Numbers


def followed(
    workspace: Workspace, before: State | None, vocabulary: Vocabulary, told: Told | None = None
) -> State:
    """The state of a workspace now.

    Args:
        before: An earlier one of it, with the same vocabulary; it stays as it is.
        told: Is told how far it has come with a store.

    Raises:
        WorkspaceError: when its store cannot be read.
    """
    snapshot = workspace.snapshot()
    saved: Saved | None = None
    if before is None and workspace.store is not None:
        saved = Saved(workspace.store, snapshot, vocabulary)
        found = list(saved.located(told))
    else:
        found = _located(snapshot, before, vocabulary)
    places, block = in_order(found)
    if len(places) < len(snapshot.ids):
        # Another process has removed reports that this one does not know to be gone.
        snapshot = snapshot.only(places)
    block = block or read((), vocabulary)
    return State(snapshot, block, _leader(block, snapshot, saved, vocabulary))


def _located(snapshot: Snapshot, before: State | None, vocabulary: Vocabulary) -> list[Located]:
    """The reports of a snapshot in the block of before, or in one of those that are new."""
    known = _unchanged(before, snapshot, vocabulary) if before else {}
    found: list[Located] = []
    missing = []
    for place, one in enumerate(zip(snapshot.ids, snapshot.stamps, strict=True)):
        if before and one in known:
            found.append((place, before.block, known[one]))
        else:
            missing.append(place)
    fresh, numbers = read_from(snapshot, missing, vocabulary)
    return found + [(place, fresh, number) for place, number in numbers.items()]


def _unchanged(before: State, now: Snapshot, vocabulary: Vocabulary) -> dict[tuple[str, int], int]:
    """The numbers that reports had before which may be the same now, by id and stamp."""
    then = before.snapshot
    known = {one: number for number, one in enumerate(zip(then.ids, then.stamps, strict=True))}
    if now.stamps_corrections or now.log is then.log:
        return known
    about, everywhere = concerned(then.log, now.log)
    others = set(np.flatnonzero(concerning(before.block, vocabulary, everywhere)).tolist())
    return {one: number for one, number in known.items() if number not in others and one[0] not in about}


def _leader(block: Block, snapshot: Snapshot, saved: Saved | None, vocabulary: Vocabulary) -> Numbers:
    """For each report the number of the one that leads its story."""
    if saved:
        saved.take_stories(block, snapshot.ids)
    waiting = int((block.facts["story"] == OPEN_STORY).sum())
    leader = led(block, snapshot.ids, vocabulary.plain["story"])
    if saved and waiting >= FEW:
        saved.save_stories(snapshot.ids, leader)
    return leader
