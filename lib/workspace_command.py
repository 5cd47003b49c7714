"""What the command line does with a workspace file: add reports, read again, search, write all out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path

from lib import batch, exports, provenance
from lib.amounts import count_words
from lib.citations import one_line, reference, said_by
from lib.duplicates import Row
from lib.errors import WorkspaceError
from lib.explorer import Explorer
from lib.filters import Filters, View
from lib.plurals import plural
from lib.progress import Progress, expected
from lib.query import parse
from lib.readers import Limits, Problem, Reading, read_addresses, read_paths
from lib.records import Article
from lib.storage.database import Database
from lib.storage.store import DatabaseStore
from lib.tables import CasualtyRow, PlaceRow, StatementRow, speaker_name
from lib.workspace import Workspace

_NO_LIMIT = 10**15
_LIMITS = Limits(corpus=_NO_LIMIT, unpacked=_NO_LIMIT, files=_NO_LIMIT, reports=_NO_LIMIT)
"""One's own reports on one's own machine: as many as there are; each file is held to its limits."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked for.

    Attributes:
        workspace: The file; it is made when it is not there.
        paths: Reports to add.
        model: Name of the spaCy pipeline.
        urls: Web addresses to fetch and add.
        columns: Attribute of an article -> column of a corpus that holds it.
        again: Whether to read again what was read by other versions.
        processes: How many read at once on this machine.
        scheduler: Address of the Dask scheduler whose workers read, or empty.
        query: What to look for in all that is in the workspace, in the language of lib.query, or empty.
        format_name, output: To write all that is in the workspace, in a format of lib.exports; ``None`` for
            not at all, and for the screen.
    """

    workspace: Path
    paths: Sequence[Path]
    model: str
    urls: Sequence[str] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    again: bool = False
    processes: int = 1
    scheduler: str = ""
    query: str = ""
    format_name: str | None = None
    output: Path | None = None


def run(job: Job) -> int:
    """Do the job; returns the exit status as ``lib.__main__.main`` does.

    Raises:
        DatelineError: when the workspace, the model or the gazetteer cannot be used, or the query cannot be
            understood.
        OSError: when the output cannot be written.
    """
    parse(job.query)
    if job.query and not job.workspace.exists():
        raise WorkspaceError(f"There is no workspace {job.workspace.name} to search in. Check its name.")
    store = DatabaseStore(Database.file(job.workspace))
    try:
        status = 0
        if job.paths or job.urls or job.again:
            status = _read(job, store)
        if job.query:
            _search(store, job.query)
        if job.format_name:
            _write(store, job.format_name, job.output)
        return status
    finally:
        store.close()


def _read(job: Job, store: DatabaseStore) -> int:
    problems: list[Problem] = []
    stopped = False
    with _reader(job) as reader:
        intake = batch.Intake(store, reader)
        progress = Progress(
            sys.stderr, None if job.urls or (job.again and not job.paths) else expected(job.paths)
        )
        try:
            for problem in _problems(job, store, intake, progress):
                problems.append(problem)
        except KeyboardInterrupt:
            stopped = True
        progress.end()
    for problem in problems:
        print(f"{problem.where}: {problem.reason}", file=sys.stderr)
    tally = intake.tally
    print(
        f"{plural(tally.kept, 'report')} read and kept, {tally.passed_over:,} there already, "
        f"{plural(len(problems), 'problem')}; {plural(store.count(), 'report')} in {job.workspace.name}",
        file=sys.stderr,
    )
    if stopped:
        print("Stopped. What was kept stays; the same command goes on from here.", file=sys.stderr)
        return 130
    if problems and not tally.kept and not tally.passed_over:
        return 2
    return 1 if problems else 0


def _problems(job: Job, store: DatabaseStore, intake: batch.Intake, progress: Progress) -> Iterator[Problem]:
    def watched(items: Iterable[Article | Problem]) -> Iterator[Article | Problem]:
        for item in items:
            yield item
            progress.show(intake.tally.done, intake.tally.passed_over)

    written = (*Database.files(job.workspace), *(exports.written(job.output) if job.output else ()))
    reading = Reading(_LIMITS, job.columns, written)
    found = chain(read_paths(job.paths, reading), read_addresses(job.urls, reading))
    yield from intake.add(watched(found))
    if job.again:
        outdated = store.outdated(provenance.current(job.model))
        yield from intake.read_again(item for item in watched(outdated) if isinstance(item, Article))


def _reader(job: Job) -> AbstractContextManager[batch.Reader]:
    if job.processes == 1 and not job.scheduler:
        return nullcontext(batch.in_this_process(job.model))
    from lib import cluster

    return cluster.readers(job.model, processes=job.processes, scheduler=job.scheduler)


def _search(store: DatabaseStore, query: str) -> None:
    view = Explorer(Workspace(store)).view(Filters(query=query))
    sys.stdout.writelines(f"{line}\n" for line in listed(view))
    numbers = (
        plural(len(view.statements), "statement"),
        plural(len(view.casualties), "casualty mention"),
        plural(len(view.mentions), "place mention"),
    )
    print(f"{', '.join(numbers)} in {plural(len(view.reports), 'report')}", file=sys.stderr)


def listed(view: View) -> Iterator[str]:
    """What was found, as lines for a screen: each report, and under it who says what in which sentence.

    Place mentions are listed where their sentence is not there already.
    """
    rows: tuple[Row, ...] = (*view.statements, *view.casualties, *view.mentions)
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.article.id, []).append(row)
    for analysis in view.reports:
        yield reference(analysis.article)
        told: set[str] = set()
        for row in found.get(analysis.article.id, ()):
            if not isinstance(row, PlaceRow):
                yield f"  {_said(row)}: {one_line(row.sentence)}"
            elif row.sentence not in told:
                yield f"  {one_line(row.mention.text)}: {one_line(row.sentence)}"
            told.add(row.sentence)


def _said(row: StatementRow | CasualtyRow) -> str:
    """Who says it, and for a claim what is claimed."""
    if isinstance(row, StatementRow):
        return one_line(row.speaker)
    claim = f"{row.casualty.outcome} {one_line(count_words(row.casualty))}"
    return f"{claim}, {said_by(row.casualty) or speaker_name(None)}"


def _write(store: DatabaseStore, format_name: str, output: Path | None) -> None:
    about = exports.About(made_on=date.today().isoformat())
    entries = exports.of_kept(store.load(), store.log(), store.ids())
    pieces = exports.FORMATS[format_name].write(entries, about)
    if output is None:
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
    else:
        exports.write_file(pieces, output)
