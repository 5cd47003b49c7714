"""The two shelves of workspaces: all reports in memory, and those last looked at out of a store."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from lib import corrections
from lib.provenance import MadeBy
from lib.records import Article
from lib.shelf import Log, Report, Shelf, Snapshot, concerned, report
from lib.storage.interface import Kept, Store

AT_A_TIME = 100
"""So many reports are loaded together."""
MOST_AT_HAND = 600
"""So many reports of a store are held in memory: more than a page of a table shows."""
MOST_CHARACTERS = 20_000_000
"""Of the texts of all reports that are held."""
Item = TypeVar("Item")


def in_memory() -> Shelf:
    """An empty shelf that holds all its reports."""
    return _Memory()


def of_store(store: Store, log: Log) -> Shelf:
    """The reports in a store, shown with the corrections in ``log``.

    Raises:
        WorkspaceError: when the store cannot be read.
    """
    return _InStore(store, log)


def in_batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of so many, the last one of fewer."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


class _Memory:
    """Holds all reports."""

    def __init__(self, log: Log = ()) -> None:
        self._log = log
        self._reports: dict[str, Report] = {}
        self._stamps: dict[str, int] = {}
        self._by_text: dict[str, dict[str, None]] = {}
        self._next = 0

    def __len__(self) -> int:
        return len(self._reports)

    def __contains__(self, id: object) -> bool:
        return id in self._reports

    def ids(self) -> list[str]:
        return list(self._reports)

    def get(self, id: str) -> Report | None:
        return self._reports.get(id)

    def stream(self, ids: Iterable[str]) -> Iterator[Report]:
        return (one for id in ids if (one := self._reports.get(id)))

    def put(self, kept: Sequence[Kept]) -> None:
        for one in kept:
            article = one.analysis.article
            if before := self._reports.get(article.id):
                self._forget_text(before.shown.article)
            self._by_text.setdefault(article.text, {})[article.id] = None
            self._set(article.id, report(one, self._log))

    def touch(self, ids: Iterable[str]) -> None:
        raise NotImplementedError("There is no store.")

    def discard(self, ids: Collection[str]) -> None:
        for id in ids:
            if gone := self._reports.pop(id, None):
                del self._stamps[id]
                self._forget_text(gone.shown.article)

    def take_log(self, log: Log) -> None:
        """Only the reports that a change of the log concerns are looked at."""
        ids, everywhere = concerned(self._log, log)
        self._log = log
        for id in list(self._reports) if everywhere else ids & self._reports.keys():
            one = self._reports[id]
            if corrections.apply(one.kept.analysis, log) is not one.shown:
                self._set(id, report(one.kept, log))

    def snapshot(self) -> Snapshot:
        return _Held(list(self._reports.values()), list(self._stamps.values()), self._log)

    def twin(self, article: Article) -> str | None:
        if article.id in self._reports:
            return article.id
        for id in self._by_text.get(article.text, ()):
            other = self._reports[id].shown.article
            if other.source is None or article.source is None or other.source == article.source:
                return id
        return None

    def outdated(self, now: MadeBy) -> list[str]:
        return [id for id, one in list(self._reports.items()) if one.kept.made_by != now]

    def made_by(self) -> set[MadeBy | None]:
        return {one.kept.made_by for one in list(self._reports.values())}

    def _set(self, id: str, one: Report) -> None:
        self._reports[id] = one
        self._stamps[id] = self._next
        self._next += 1

    def _forget_text(self, article: Article) -> None:
        ids = self._by_text[article.text]
        del ids[article.id]
        if not ids:
            del self._by_text[article.text]


class _Held:
    """The snapshot of reports in memory: it has them itself."""

    stamps_corrections = True

    def __init__(self, reports: list[Report], stamps: list[int], log: Log) -> None:
        self._reports = reports
        self.ids = [one.shown.article.id for one in reports]
        self.stamps = stamps
        self.log = log

    def only(self, places: Sequence[int]) -> Snapshot:
        reports, stamps = self._reports, self.stamps
        return _Held([reports[place] for place in places], [stamps[place] for place in places], self.log)

    def load(self, places: Iterable[int]) -> Mapping[int, Report]:
        return {place: self._reports[place] for place in places}

    def stream(self, places: Iterable[int]) -> Iterator[Report]:
        return (self._reports[place] for place in places)


class _InStore:
    """Knows which reports a store has, and holds those that were looked at last."""

    def __init__(self, store: Store, log: Log) -> None:
        self._store = store
        self._log = log
        self._lock = threading.RLock()
        self._next = 0
        self._stamps: dict[str, int] = {}
        self._at_hand: OrderedDict[str, Report] = OrderedDict()
        self._characters = 0
        self.touch(store.open())

    def __len__(self) -> int:
        return len(self._stamps)

    def __contains__(self, id: object) -> bool:
        return id in self._stamps

    def ids(self) -> list[str]:
        with self._lock:
            return list(self._stamps)

    def get(self, id: str) -> Report | None:
        return self.load([id]).get(id)

    def load(self, ids: Collection[str]) -> dict[str, Report]:
        """Reports by id, as they are now; those that are not there are left out."""
        with self._lock:
            found: dict[str, Report] = {}
            missing = []
            for id in dict.fromkeys(ids):
                if one := self._at_hand.get(id):
                    self._at_hand.move_to_end(id)
                    found[id] = one
                elif id in self._stamps:
                    missing.append(id)
            for some in in_batches(missing, AT_A_TIME):
                for kept in self._store.fetch(some):
                    one = report(kept, self._log)
                    found[kept.analysis.article.id] = one
                    self._hold(one)
            return found

    def stream(self, ids: Iterable[str]) -> Iterator[Report]:
        """They are not held, so that who goes through all reports does not drive out what others look at."""
        for some in in_batches(ids, AT_A_TIME):
            with self._lock:
                kept, log = self._store.fetch([id for id in some if id in self._stamps]), self._log
            for one in kept:
                yield report(one, log)

    def put(self, kept: Sequence[Kept]) -> None:
        self.touch(one.analysis.article.id for one in kept)

    def touch(self, ids: Iterable[str]) -> None:
        with self._lock:
            for id in ids:
                self._stamps[id] = self._next
                self._next += 1
                self._let_go(id)

    def discard(self, ids: Collection[str]) -> None:
        with self._lock:
            for id in ids:
                self._stamps.pop(id, None)
                self._let_go(id)

    def take_log(self, log: Log) -> None:
        with self._lock:
            ids, everywhere = concerned(self._log, log)
            self._log = log
            for id in list(self._at_hand) if everywhere else ids:
                self._let_go(id)

    def snapshot(self) -> Snapshot:
        with self._lock:
            return _Elsewhere(self, list(self._stamps), list(self._stamps.values()), self._log)

    def twin(self, article: Article) -> str | None:
        return self._store.twin(article)

    def outdated(self, now: MadeBy) -> list[str]:
        return self._store.outdated_ids(now)

    def made_by(self) -> set[MadeBy | None]:
        return self._store.made_by()

    def unchanged(self, ids: Sequence[str], stamps: Sequence[int], log: Log) -> set[str]:
        """Those of some reports that are as they were under these stamps and this log."""
        with self._lock:
            same = {id for id, stamp in zip(ids, stamps, strict=True) if self._stamps.get(id) == stamp}
            about, everywhere = concerned(log, self._log) if log is not self._log else (set(), [])
            return set() if everywhere else same - about

    def _hold(self, one: Report) -> None:
        self._at_hand[one.shown.article.id] = one
        self._characters += len(one.shown.article.text)
        while len(self._at_hand) > MOST_AT_HAND or self._characters > MOST_CHARACTERS:
            self._let_go(next(iter(self._at_hand)))

    def _let_go(self, id: str) -> None:
        if one := self._at_hand.pop(id, None):
            self._characters -= len(one.shown.article.text)


class _Elsewhere:
    """The snapshot of a store: it knows which reports have changed since."""

    stamps_corrections = False

    def __init__(self, shelf: _InStore, ids: list[str], stamps: list[int], log: Log) -> None:
        self._shelf = shelf
        self.ids = ids
        self.stamps = stamps
        self.log = log

    def only(self, places: Sequence[int]) -> Snapshot:
        ids, stamps = self.ids, self.stamps
        return _Elsewhere(
            self._shelf, [ids[place] for place in places], [stamps[place] for place in places], self.log
        )

    def load(self, places: Iterable[int]) -> Mapping[int, Report]:
        wanted = list(places)
        ids = [self.ids[place] for place in wanted]
        found = self._shelf.load(ids)
        same = self._shelf.unchanged(ids, [self.stamps[place] for place in wanted], self.log)
        return {place: found[id] for place, id in zip(wanted, ids, strict=True) if id in same & found.keys()}

    def stream(self, places: Iterable[int]) -> Iterator[Report]:
        return self._shelf.stream(self.ids[place] for place in places)
