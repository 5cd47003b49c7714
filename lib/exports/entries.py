"""What an export is made from: reports as they are shown, what made them, and what the file says it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lib.corrections import Correction, apply
from lib.filters import View, narrowed
from lib.provenance import MadeBy
from lib.records import Analysis
from lib.storage.interface import Kept
from lib.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Entry:
    """One report to be exported.

    Attributes:
        analysis: As it is shown, with its corrections.
        made_by: What read the report; ``None`` when that is not known.
        as_read: The analysis as it was read, where corrections changed it; else ``None``.
        corrections: Those that were made in this report, undone ones too.
    """

    analysis: Analysis
    made_by: MadeBy | None = None
    as_read: Analysis | None = None
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What a file holds, for it to say so.

    Attributes:
        complete: Whether it holds everything, and not only what filters show.
        selection: The same in words: "everything", "speaker: Zelensky; outcome: killed".
        made_on: ISO 8601 day of the export.
        note: A sentence to go with it, or empty.
    """

    complete: bool = True
    selection: str = "everything"
    made_on: str = ""
    note: str = ""

    def file_name(self, extension: str) -> str:
        """A name for the file that says which of the two it is, and of which day."""
        parts = ("dateline", "everything" if self.complete else "filtered", self.made_on)
        return "-".join(part for part in parts if part) + f".{extension}"


def of_workspace(workspace: Workspace) -> Iterator[Entry]:
    """Everything in a workspace, with the log of corrections and what was read before them.

    A correction goes with the report that it was made in; one whose report is not there goes with the first.
    """
    return of_kept(workspace.kept(), workspace.log, workspace.ids())


def of_kept(kept: Iterable[Kept], log: Sequence[Correction], ids: Iterable[str]) -> Iterator[Entry]:
    """The same of analyses as they come out of a store, ``ids`` being those of all its articles."""
    here = set(ids)
    for number, one in enumerate(kept):
        id = one.analysis.article.id
        shown = apply(one.analysis, log)
        own = tuple(c for c in log if c.report == id or (number == 0 and c.report not in here))
        yield Entry(shown, one.made_by, None if shown == one.analysis else one.analysis, own)


def of_view(workspace: Workspace, view: View) -> Iterator[Entry]:
    """What filters show of a workspace: its reports with the records that are shown, and no others."""
    for analysis in narrowed(view):
        made_by = next((one.made_by for one in workspace.kept([analysis.article.id])), None)
        yield Entry(analysis, made_by)
