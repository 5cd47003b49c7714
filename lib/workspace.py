"""A workspace: the analyses that a person looks at, with their rows, in memory or in a store.

Without a store it lives in memory for one visitor's session and is gone with it; nothing is written to disk.
From a store reports are loaded when they are looked at.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from lib import corrections, shelves
from lib.corrections import Correction
from lib.errors import DataError
from lib.provenance import MadeBy
from lib.records import Analysis, Article, analysis_from_json
from lib.search import SentenceIndex
from lib.shelf import Shelf, Snapshot
from lib.storage.interface import Kept, SentenceFinder, Store
from lib.tables import CasualtyRow, PlaceRow, StatementRow

SAMPLE_PATH = Path(__file__).resolve().parent.parent / "data" / "samples" / "analyses.jsonl"
Result = TypeVar("Result")


class Workspace:
    """Analyses by the id of their article, in the order they were added; safe under threads.

    They are shown with the corrections that are in force. ``version`` grows with every change, so that what
    was computed from a workspace can be cached under it.

    Attributes:
        sentences: Those of its reports, to search in: the store's, or in memory.
    """

    def __init__(self, store: Store | None = None) -> None:
        """Open what is in ``store``; without one, begin empty and in memory alone.

        Raises:
            WorkspaceError: when the store cannot be read.
        """
        self._store = store
        self._lock = threading.RLock()
        self._derived: dict[str, tuple[int, Any]] = {}
        self._notes: WeakKeyDictionary[object, dict[str, Any]] = WeakKeyDictionary()
        self._log: tuple[Correction, ...] = () if store is None else store.log()
        self.version = 0
        index = SentenceIndex()
        self._index = index if store is None else None
        self.sentences: SentenceFinder = index if store is None else store.sentences
        self._shelf: Shelf = shelves.in_memory() if store is None else shelves.of_store(store, self._log)

    def __len__(self) -> int:
        return len(self._shelf)

    def __iter__(self) -> Iterator[Analysis]:
        return (report.shown for report in self._shelf.stream(self.ids()))

    def __contains__(self, article_id: object) -> bool:
        return article_id in self._shelf

    def ids(self) -> list[str]:
        """The ids of all articles."""
        return self._shelf.ids()

    def snapshot(self) -> Snapshot:
        """All reports as they are now."""
        with self._lock:
            return self._shelf.snapshot()

    @property
    def store(self) -> Store | None:
        """Where it is kept."""
        return self._store

    @property
    def kept_in(self) -> str | None:
        """What a person knows the store by, or ``None`` when all is in memory."""
        return None if self._store is None else self._store.name

    def get(self, article_id: str) -> Analysis | None:
        """The analysis of the article with this id."""
        report = self._shelf.get(article_id)
        return report.shown if report else None

    @property
    def log(self) -> tuple[Correction, ...]:
        """The corrections, in the order in which they were made, undone ones too."""
        return self._log

    def correct(self, correction: Correction) -> None:
        """Put a correction into force.

        Raises:
            WorkspaceError: when the store cannot keep it; then nothing is corrected.
        """
        with self._lock:
            self._note((*self._log, correction), correction.id)

    def undo(self, id: str) -> None:
        """Take a correction out of force; it stays in the log.

        Raises:
            CorrectionError: when the log has no such correction.
            WorkspaceError: when the store cannot keep that; then nothing is undone.
        """
        with self._lock:
            self._note(corrections.undo(self._log, id), id)

    def redo(self, id: str) -> None:
        """Put an undone correction into force again.

        Raises:
            CorrectionError: when the log has no such correction.
            WorkspaceError: when the store cannot keep that; then nothing is redone.
        """
        with self._lock:
            self._note(corrections.redo(self._log, id), id)

    def unmatched(self) -> list[Correction]:
        """The corrections in force whose record is not found in its report any more, after another reading."""
        made_in = dict.fromkeys(c.report for c in self._log if c.in_force)
        reports = self._shelf.stream(id for id in made_in if id in self)
        return [c for report in reports for c in corrections.unmatched(report.kept.analysis, self._log)]

    def kept(self, article_ids: Iterable[str] | None = None) -> Iterator[Kept]:
        """Analyses as they were read, without corrections, and what they were made by; by default all, in turn."""
        ids = self.ids() if article_ids is None else article_ids
        return (report.kept for report in self._shelf.stream(ids))

    def outdated(self, now: MadeBy) -> list[str]:
        """The ids of the articles that were read by something else than what reads them ``now``."""
        return self._shelf.outdated(now)

    def made_by(self) -> set[MadeBy | None]:
        """What the articles were read by."""
        return self._shelf.made_by()

    def twin(self, article: Article) -> Article | None:
        """The article that is the same report: it has the same id, or the same text from the same outlet.

        A text from two outlets is two reports, unless one outlet is unknown.
        """
        id = self._shelf.twin(article)
        same = None if id is None else self.get(id)
        return same.article if same else None

    def add(self, analyses: Iterable[Analysis], made_by: MadeBy | None = None) -> int:
        """Add analyses; one of an article that is there already takes its place. Returns how many are new.

        Raises:
            WorkspaceError: when the store cannot keep them; then none is added.
        """
        return self.put(Kept(analysis, made_by) for analysis in analyses)

    def put(self, kept: Iterable[Kept]) -> int:
        """Add analyses, each with what it was made by; see ``add``."""
        with self._lock:
            added = tuple({one.analysis.article.id: one for one in kept}.values())
            if self._store is not None:
                self._store.save(added)
            before = len(self)
            self._shelf.put(added)
            if self._index:
                self._index.put(one.analysis for one in added)
            self._changed()
            return len(self) - before

    def remove(self, article_ids: Iterable[str]) -> None:
        """Remove these articles with their analyses and the corrections that concern them alone.

        Ids that are not there are passed over. When no report is left, a correction of all reports is undone,
        or forgotten where nothing is stored: it must not reach into reports of another kind added later.

        Raises:
            WorkspaceError: when the store cannot be written; then none is removed.
        """
        with self._lock:
            gone = frozenset(article_ids)
            if self._store is not None:
                self._store.remove(tuple(gone))
            self._discard(gone)
            self._take_log(tuple(c for c in self._log if c.report not in gone or c.reach == "everywhere"))
            if not len(self):
                for correction in self._log:
                    if correction.in_force:
                        self.undo(correction.id)
                if self._store is None:
                    self._take_log(())

    def clear(self) -> None:
        """Remove everything."""
        self.remove(self.ids())

    def refresh(self) -> bool:
        """Take over what another window or process did to the store. Returns whether anything changed.

        Raises:
            WorkspaceError: when the store cannot be read.
        """
        with self._lock:
            news = None if self._store is None else self._store.news()
            if news is None:
                return False
            self._discard(news.removed)
            if news.log is not None:
                self._take_log(news.log)
            self._shelf.touch(news.changed)
            self._changed()
            return True

    def notes(self, owner: object) -> dict[str, Any]:
        """Where somebody notes what they computed from the workspace as it is now: emptied by every change.

        It is gone with its owner.
        """
        with self._lock:
            return self._notes.setdefault(owner, {})

    def derived(self, name: str, make: Callable[[], Result]) -> Result:
        """What ``make`` computes from the workspace as it is now: once a version, for all who share it.

        Nothing changes the workspace while ``make`` runs.
        """
        with self._lock:
            if name not in self._derived or self._derived[name][0] != self.version:
                self._derived[name] = (self.version, make())
            result: Result = self._derived[name][1]
            return result

    def statements(self) -> list[StatementRow]:
        """Every statement, in the order of reports and text."""
        return [row for report in self._shelf.stream(self.ids()) for row in report.statements]

    def casualties(self) -> list[CasualtyRow]:
        """Every casualty mention, in the order of reports and text."""
        return [row for report in self._shelf.stream(self.ids()) for row in report.casualties]

    def places(self) -> list[PlaceRow]:
        """Every place mention, metonyms and unresolved ones too, in the order of reports and text."""
        return [row for report in self._shelf.stream(self.ids()) for row in report.places]

    def statements_of(self, article_id: str) -> tuple[StatementRow, ...]:
        """The statements of one report, in text order; none when it is not there."""
        report = self._shelf.get(article_id)
        return report.statements if report else ()

    def casualties_of(self, article_id: str) -> tuple[CasualtyRow, ...]:
        """The casualty mentions of one report, in text order; none when it is not there."""
        report = self._shelf.get(article_id)
        return report.casualties if report else ()

    def places_of(self, article_id: str) -> tuple[PlaceRow, ...]:
        """The place mentions of one report, in text order; none when it is not there."""
        report = self._shelf.get(article_id)
        return report.places if report else ()

    def _note(self, log: tuple[Correction, ...], id: str) -> None:
        """Keep the log after a change of the correction with this id."""
        if self._store is not None:
            self._store.note(next(correction for correction in log if correction.id == id))
        self._take_log(log)

    def _take_log(self, log: tuple[Correction, ...]) -> None:
        self._log = log
        self._shelf.take_log(log)
        self._changed()

    def _changed(self) -> None:
        """Begin a new version; what was computed from the last one is large, and nobody needs it any more."""
        self.version += 1
        self._derived.clear()
        self._notes = WeakKeyDictionary()

    def _discard(self, article_ids: Collection[str]) -> None:
        self._shelf.discard(article_ids)
        if self._index:
            self._index.remove(article_ids)
        self._changed()


def sample(path: Path = SAMPLE_PATH) -> list[Analysis]:
    """The analyses of the sample reports, as shipped.

    Raises:
        DataError: when the file is missing or damaged.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            return [analysis_from_json(json.loads(line)) for line in lines]
    except (OSError, ValueError) as error:
        raise DataError(
            f"The sample in {path.name} is missing or damaged ({error}). Run: python data/samples/build.py"
        ) from error
