"""What a store of a workspace does: the calls by which lib.workspace loads and saves, wherever that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from lib.columns import LongNumbers
from lib.corrections import Correction
from lib.provenance import MadeBy
from lib.query import Term
from lib.records import Analysis, Article


@dataclass(frozen=True, slots=True)
class Kept:
    """An analysis as it was read, and by what; ``None`` when that is not known."""

    analysis: Analysis
    made_by: MadeBy | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What another window or process did to a store since it was last asked, by the ids of reports.

    ``log`` is ``None`` when it was not looked at.
    """

    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    log: tuple[Correction, ...] | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A report in a store: its number, the batch that its columns are saved in, the revision that wrote it."""

    id: str
    number: int
    batch: int
    revision: int


@dataclass(frozen=True, slots=True)
class SavedColumns:
    """What was saved of a batch when all changes up to a revision were known."""

    revision: int
    body: bytes


class ColumnStore(Protocol):
    """Columns of reports in a store, by batches. Its methods raise ``WorkspaceError`` as those of ``Store`` do."""

    def placed(self) -> list[Placed]:
        """All reports, in the order in which they were first added."""

    def saved(self, batch: int, form: str) -> SavedColumns | None:
        """What is saved of a batch in a form."""

    def save(self, batch: int, form: str, body: bytes) -> None:
        """Save what was read of a batch; not when others have changed the store meanwhile."""


class SentenceFinder(Protocol):
    """The sentences of reports, to be found by their words."""

    def numbers(self) -> Mapping[str, int]:
        """The number of each report's text, by the id of the report."""

    def find(self, *alternatives: Term) -> tuple[LongNumbers, LongNumbers]:
        """The sentences that have any of the terms: the number of their text, and which of its sentences."""


class Store(Protocol):
    """Where a workspace is kept. What a call did is safe on disk when the call returns.

    Every method raises ``WorkspaceError`` when the store cannot be read or written; nothing is changed then.
    """

    @property
    def name(self) -> str:
        """What a person knows it by, such as the name of its file."""

    @property
    def sentences(self) -> SentenceFinder:
        """The sentences of the reports in it; what was saved is found, what was removed is not."""

    @property
    def columns(self) -> ColumnStore:
        """The columns of the reports in it; what was saved is gone when a report of its batch is."""

    def corrections_after(self, revision: int) -> list[Correction]:
        """The corrections that were made, undone or redone after a revision."""

    def open(self) -> list[str]:
        """The ids of all reports in it, in the order in which they were first added."""

    def fetch(self, article_ids: Sequence[str]) -> list[Kept]:
        """Some analyses, in the order of the ids; those that are not there are left out."""

    def twin(self, article: Article) -> str | None:
        """The id of the report that is the same: see ``Workspace.twin``."""

    def outdated_ids(self, now: MadeBy) -> list[str]:
        """The ids of the reports that were read by something else than what reads them ``now``."""

    def made_by(self) -> set[MadeBy | None]:
        """What the reports were read by."""

    def save(self, kept: Sequence[Kept]) -> None:
        """Keep analyses; one of an article that is there already takes its place."""

    def remove(self, article_ids: Sequence[str]) -> None:
        """Remove these articles with their analyses and the corrections that concern them alone.

        Ids that are not there are passed over.
        """

    def log(self) -> tuple[Correction, ...]:
        """The corrections, in the order in which they were made, undone ones too."""

    def note(self, correction: Correction) -> None:
        """Keep a correction; one with the same id takes the place of the first."""

    def news(self) -> News | None:
        """What others changed since the last call (or since ``open``); ``None`` for nothing."""
