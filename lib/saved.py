"""The columns of a workspace in a file, saved there by batches of reports so that it opens quickly the next time.

What is saved is taken only where nothing has changed since: the reports, the corrections, or the programs that
read them into columns. All else is read anew from the reports.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import numpy as np

from lib import provenance
from lib.block_reader import read_from
from lib.blocks import Block, Located, Vocabulary
from lib.columns import NONE, Numbers
from lib.errors import WorkspaceError
from lib.packed import packed, unpacked
from lib.reaches import concerning
from lib.shelf import Snapshot
from lib.storage.interface import Store

FEW = 10
"""So many reports of a batch may be read anew before it is saved again."""
_STORIES = -1
"""The batch in which it stands which report leads the story of each, by their numbers in the store."""
_LIB = Path(__file__).resolve().parent
Told = Callable[[int, int], None]
"""Is told how many reports are done, and of how many."""
_NOT_READING = frozenset({"ui", "exports", "readers"})


class Saved:
    """What is saved of the reports of a snapshot."""

    def __init__(self, store: Store, snapshot: Snapshot, vocabulary: Vocabulary) -> None:
        """Look at a store.

        Raises:
            WorkspaceError: when it cannot be read.
        """
        self._store, self._columns = store, store.columns
        self._snapshot = snapshot
        self._vocabulary = vocabulary
        self._placed = self._columns.placed()

    def located(self, told: Told | None = None) -> Iterator[Located]:
        """The reports of the snapshot in blocks, those that are gone left out; what was read anew is saved.

        Args:
            told: Is told after each batch how many reports are done, and of how many.

        Raises:
            WorkspaceError: when the store cannot be read.
        """
        place_of = {id: place for place, id in enumerate(self._snapshot.ids)}
        batches: dict[int, dict[str, int]] = {}
        for one in self._placed:
            if one.id in place_of:
                batches.setdefault(one.batch, {})[one.id] = one.revision
        done = 0
        for batch, revisions in batches.items():
            block, numbers = self._unchanged(batch, revisions)
            missing = [id for id in revisions if id not in numbers]
            if block is None or len(missing) >= FEW:
                numbers, missing = {}, list(revisions)
            for id, number in numbers.items():
                assert block is not None
                yield place_of[id], block, number
            fresh, places = read_from(self._snapshot, [place_of[id] for id in missing], self._vocabulary)
            yield from ((place, fresh, number) for place, number in places.items())
            if not numbers and len(places) == len(revisions):
                # A file that cannot take it, for want of room, can still be read.
                with suppress(WorkspaceError):
                    self._columns.save(batch, form(), packed(fresh, self._vocabulary, missing))
            done += len(revisions)
            if told:
                told(done, len(place_of))

    def _unchanged(self, batch: int, revisions: Mapping[str, int]) -> tuple[Block | None, dict[str, int]]:
        """The block that is saved for a batch, and where in it those reports stand that have not changed since."""
        saved = self._columns.saved(batch, form())
        if saved is None:
            return None, {}
        try:
            block, ids = unpacked(saved.body, self._vocabulary)
        except ValueError:
            return None, {}
        since = self._store.corrections_after(saved.revision)
        about = {one.report for one in since}
        everywhere = [one for one in since if one.reach == "everywhere"]
        others = concerning(block, self._vocabulary, everywhere)
        newer = saved.revision + 1
        return block, {
            id: number
            for number, id in enumerate(ids)
            if revisions.get(id, newer) < newer and id not in about and not others[number]
        }

    def take_stories(self, block: Block, ids: Sequence[str]) -> None:
        """Note in a block of these reports the stories that are saved, where nothing has changed since."""
        saved = self._columns.saved(_STORIES, form())
        if saved is None:
            return
        placed = {one.number: one for one in self._placed if one.revision <= saved.revision}
        place_of = {id: place for place, id in enumerate(ids)}
        story, stories = block.facts["story"], self._vocabulary.plain["story"]
        pairs = np.frombuffer(saved.body[: len(saved.body) // 8 * 8], "<i4").reshape(-1, 2)
        for number, first in pairs.tolist():
            one, leader = placed.get(number), placed.get(first)
            if one and leader and one.id in place_of:
                story[place_of[one.id]] = NONE if one is leader else stories.code(leader.id)

    def save_stories(self, ids: Sequence[str], leader: Numbers) -> None:
        """Save the stories of these reports, given the place of the one that leads each."""
        number_of = {one.id: one.number for one in self._placed}
        numbers = np.array([number_of.get(id, NONE) for id in ids], "<i4")
        pairs = np.stack((numbers, numbers[leader]), axis=1)
        with suppress(WorkspaceError):
            self._columns.save(_STORIES, form(), pairs.tobytes())


@cache
def form() -> str:
    """What columns depend on besides the reports: the programs that read them, and their word lists."""
    digest = hashlib.sha256()
    for path in sorted(_LIB.rglob("*.py")):
        if path.relative_to(_LIB).parts[0] not in _NOT_READING:
            digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    versions = (importlib.metadata.version("rensa"), provenance.current().lexicons)
    digest.update(json.dumps(versions).encode())
    return digest.hexdigest()
