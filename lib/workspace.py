"""A workspace: the analyses that a person looks at, with their rows, in memory and, when asked for, in a store.

Without a store it lives in memory for one visitor's session and is gone with it; nothing is written to disk.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from lib import corrections
from lib.corrections import Correction
from lib.errors import DataError
from lib.provenance import MadeBy
from lib.records import Analysis, Article, analysis_from_json
from lib.search import SentenceIndex
from lib.storage.interface import Kept, SentenceFinder, Store
from lib.tables import (
    CasualtyRow,
    PlaceRow,
    Sentences,
    StatementRow,
    casualty_rows,
    place_rows,
    statement_rows,
)

SAMPLE_PATH = Path(__file__).resolve().parent.parent / "data" / "samples" / "analyses.jsonl"
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Report:
    """An analysis as it was read, and as it is shown: with the corrections, as rows. It is never changed."""

    kept: Kept
    shown: Analysis
    statements: tuple[StatementRow, ...]
    casualties: tuple[CasualtyRow, ...]
    places: tuple[PlaceRow, ...]


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
        self._entries: dict[str, Report] = {}
        self._by_text: dict[str, dict[str, None]] = {}
        self._derived: dict[str, tuple[int, Any]] = {}
        self._log: tuple[Correction, ...] = () if store is None else store.log()
        self.version = 0
        index = SentenceIndex()
        self._index = index if store is None else None
        self.sentences: SentenceFinder = index if store is None else store.sentences
        if store is not None:
            self._insert(store.load())

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Analysis]:
        return iter([entry.shown for entry in list(self._entries.values())])

    def __contains__(self, article_id: object) -> bool:
        return article_id in self._entries

    def reports(self) -> list[Report]:
        """Every report, in the order they were added; one that did not change is the same object."""
        return list(self._entries.values())

    @property
    def kept_in(self) -> str | None:
        """What a person knows the store by, or ``None`` when all is in memory."""
        return None if self._store is None else self._store.name

    def get(self, article_id: str) -> Analysis | None:
        """The analysis of the article with this id."""
        entry = self._entries.get(article_id)
        return entry.shown if entry else None

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
        made_in = {c.report for c in self._log if c.in_force}
        entries = [entry for id, entry in list(self._entries.items()) if id in made_in]
        return [c for entry in entries for c in corrections.unmatched(entry.kept.analysis, self._log)]

    def kept(self) -> list[Kept]:
        """Every analysis as it was read, without corrections, and what it was made by."""
        return [entry.kept for entry in list(self._entries.values())]

    def outdated(self, now: MadeBy) -> list[Article]:
        """The articles that were read by something else than what reads them ``now``."""
        return [kept.analysis.article for kept in self.kept() if kept.made_by != now]

    def twin(self, article: Article) -> Article | None:
        """The article that is the same report: it has the same id, or the same text from the same outlet.

        A text from two outlets is two reports, unless one outlet is unknown.
        """
        if same := self.get(article.id):
            return same.article
        for id in self._by_text.get(article.text, ()):
            other = self._entries[id].kept.analysis.article
            if other.source is None or article.source is None or other.source == article.source:
                return other
        return None

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
            before = len(self._entries)
            self._insert(added)
            return len(self._entries) - before

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
            self._log = tuple(c for c in self._log if c.report not in gone or c.reach == "everywhere")
            self._discard(gone)
            if not self._entries:
                for correction in self._log:
                    if correction.in_force:
                        self.undo(correction.id)
                self._log = self._log if self._store is not None else ()

    def clear(self) -> None:
        """Remove everything."""
        self.remove(list(self._entries))

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
            self._insert(news.changed)
            return True

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
        return [row for entry in list(self._entries.values()) for row in entry.statements]

    def casualties(self) -> list[CasualtyRow]:
        """Every casualty mention, in the order of reports and text."""
        return [row for entry in list(self._entries.values()) for row in entry.casualties]

    def places(self) -> list[PlaceRow]:
        """Every place mention, metonyms and unresolved ones too, in the order of reports and text."""
        return [row for entry in list(self._entries.values()) for row in entry.places]

    def statements_of(self, article_id: str) -> tuple[StatementRow, ...]:
        """The statements of one report, in text order; none when it is not there."""
        entry = self._entries.get(article_id)
        return entry.statements if entry else ()

    def casualties_of(self, article_id: str) -> tuple[CasualtyRow, ...]:
        """The casualty mentions of one report, in text order; none when it is not there."""
        entry = self._entries.get(article_id)
        return entry.casualties if entry else ()

    def places_of(self, article_id: str) -> tuple[PlaceRow, ...]:
        """The place mentions of one report, in text order; none when it is not there."""
        entry = self._entries.get(article_id)
        return entry.places if entry else ()

    def _insert(self, kept: Iterable[Kept]) -> None:
        for one in kept:
            article = one.analysis.article
            if before := self.get(article.id):
                self._forget_text(before.article)
            self._by_text.setdefault(article.text, {})[article.id] = None
            self._entries[article.id] = self._entry(one)
            if self._index:
                self._index.put((one.analysis,))
        self.version += 1

    def _entry(self, kept: Kept) -> Report:
        shown = corrections.apply(kept.analysis, self._log)
        sentences = Sentences(shown)
        rows = (
            tuple(statement_rows(shown, sentences)),
            tuple(casualty_rows(shown, sentences)),
            tuple(place_rows(shown, sentences)),
        )
        return Report(kept, shown, *rows)

    def _note(self, log: tuple[Correction, ...], id: str) -> None:
        """Keep the log after a change of the correction with this id."""
        if self._store is not None:
            self._store.note(next(correction for correction in log if correction.id == id))
        self._take_log(log)

    def _take_log(self, log: tuple[Correction, ...]) -> None:
        """Show what a log says; only the reports that a change of it concerns are looked at."""
        different = set(self._log) ^ set(log)
        concerned = {c.report for c in different}
        everywhere = any(c.reach == "everywhere" for c in different)
        self._log = log
        for id, entry in self._entries.items():
            if everywhere or id in concerned:
                shown = corrections.apply(entry.kept.analysis, log)
                if shown is not entry.shown:
                    self._entries[id] = self._entry(entry.kept)
        self.version += 1

    def _discard(self, article_ids: Collection[str]) -> None:
        for id in article_ids:
            if entry := self._entries.pop(id, None):
                self._forget_text(entry.kept.analysis.article)
        if self._index:
            self._index.remove(article_ids)
        self.version += 1

    def _forget_text(self, article: Article) -> None:
        ids = self._by_text[article.text]
        del ids[article.id]
        if not ids:
            del self._by_text[article.text]


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
