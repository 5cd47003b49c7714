"""What a workspace has its reports on: the calls by which it gets at them, in memory or in a store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from lib import corrections
from lib.corrections import Correction
from lib.provenance import MadeBy
from lib.records import Analysis, Article
from lib.storage.interface import Kept
from lib.tables import (
    CasualtyRow,
    PlaceRow,
    Sentences,
    StatementRow,
    casualty_rows,
    place_rows,
    statement_rows,
)

Log = tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """An analysis as it was read, and as it is shown: with the corrections, as rows. It is never changed."""

    kept: Kept
    shown: Analysis
    statements: tuple[StatementRow, ...]
    casualties: tuple[CasualtyRow, ...]
    places: tuple[PlaceRow, ...]


class Snapshot(Protocol):
    """The reports of a workspace at one moment.

    Attributes:
        ids: In the order of the workspace.
        stamps: For each a number that is another one after each change of the report.
        log: The corrections at that moment.
        stamps_corrections: Whether a correction changes the stamps of the reports that it concerns.
    """

    ids: list[str]
    stamps: list[int]
    log: Log
    stamps_corrections: bool

    def only(self, places: Sequence[int]) -> Snapshot:
        """The same with the reports at some places alone."""

    def load(self, places: Iterable[int]) -> Mapping[int, Report]:
        """The reports at some places of ``ids``; what has changed since is left out.

        Raises:
            WorkspaceError: when the store cannot be read.
        """

    def stream(self, places: Iterable[int]) -> Iterator[Report]:
        """The same of any number of reports, in turn; what has changed since is there as it is now."""


class Shelf(Protocol):
    """The reports of a workspace by id, in the order they were added. Its methods take turns.

    All but ``__len__``, ``__contains__`` and ``ids`` raise ``WorkspaceError`` when a store cannot be read.
    """

    def __len__(self) -> int: ...

    def __contains__(self, id: object) -> bool: ...

    def ids(self) -> list[str]:
        """The ids of all reports."""

    def get(self, id: str) -> Report | None:
        """A report, or ``None`` when it is not there."""

    def stream(self, ids: Iterable[str]) -> Iterator[Report]:
        """Reports in turn; those that are not there are left out."""

    def put(self, kept: Sequence[Kept]) -> None:
        """Take analyses over; one of a report that is there takes its place."""

    def touch(self, ids: Iterable[str]) -> None:
        """Take note that reports in the store are others now, or new."""

    def discard(self, ids: Collection[str]) -> None:
        """Forget reports; unknown ids are passed over."""

    def take_log(self, log: Log) -> None:
        """Show reports with another log of corrections."""

    def snapshot(self) -> Snapshot:
        """All reports as they are now."""

    def twin(self, article: Article) -> str | None:
        """The id of the report that is the same: see ``Workspace.twin``."""

    def outdated(self, now: MadeBy) -> list[str]:
        """The ids of reports that were read by something else than what reads them ``now``."""

    def made_by(self) -> set[MadeBy | None]:
        """What the reports were read by."""


def report(kept: Kept, log: Log) -> Report:
    """A report as it is shown with a log of corrections."""
    shown = corrections.apply(kept.analysis, log)
    sentences = Sentences(shown)
    return Report(
        kept,
        shown,
        tuple(statement_rows(shown, sentences)),
        tuple(casualty_rows(shown, sentences)),
        tuple(place_rows(shown, sentences)),
    )


def concerned(old: Log, new: Log) -> tuple[set[str], list[Correction]]:
    """The ids of the reports that a change of the log is about, and the corrections of all reports in it."""
    different = set(old) ^ set(new)
    return {c.report for c in different}, [c for c in different if c.reach == "everywhere"]
