"""Reports on their way in: read and analysed some at a time, each kept as soon as it is read."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lib import documents
from lib.citations import title_of as title
from lib.errors import DatelineError, ReportError
from lib.readers import Limits, Problem, Reading, read_addresses
from lib.records import Analysis, Article
from lib.ui import model
from lib.ui.session import Session
from lib.ui.text import plain, plural

LIMITS = Limits(archive=200_000_000, unpacked=500_000_000, corpus=500_000_000, files=10_000, reports=5_000)
"""What one visitor may add at once: the machine is shared."""
MOST_NAMED = 5
"""Of more reports than this with the same notice only the number is told."""
_TOGETHER = 20
"""Reports that are put into the workspace together, at most."""


@dataclass
class Intake:
    """What a visitor is adding.

    Attributes:
        items: What the readers give; ``None`` once it is over.
        progress: How much of it has been read, from 0 to 1.
        where: The name of the file or the address that is being read.
        problems: What could not be read.
        added: How many reports were added.
        first: The id of the first of them.
        fault: Why it ended before its end; empty while all is well.
        stopped: Whether the visitor stopped it.
    """

    items: Iterator[Article | Problem] | None
    progress: Callable[[], float]
    where: Callable[[], str]
    problems: list[Problem] = field(default_factory=list)
    added: int = 0
    first: str | None = None
    fault: str = ""
    stopped: bool = False
    _next: Article | None = None
    _waiting: list[Analysis] = field(default_factory=list)
    _placeless: list[str] = field(default_factory=list)
    _noted: list[tuple[str, str]] = field(default_factory=list)

    @property
    def over(self) -> bool:
        """Whether nothing more will be read."""
        return self.items is None

    def stop(self) -> None:
        """Read no more; what was added stays."""
        self.stopped = True
        self.items = self._next = None

    def step(self, session: Session, seconds: float, tell: Callable[[], None]) -> None:
        """Read for about so many seconds; ``tell`` is called before each report.

        When the page interrupts it, what was read is in the workspace, and the next step goes on from there.
        """
        end = time.monotonic() + seconds
        try:
            while self.items is not None and time.monotonic() < end:
                tell()
                self._read_one(session)
                if len(self._waiting) >= _TOGETHER:
                    self._keep(session)
        except DatelineError as error:
            self.fault = str(error)
            self.items = None
        finally:
            self._keep(session)

    def _read_one(self, session: Session) -> None:
        if self.items is None:
            return
        if self._next is None:
            item = next(self.items, None)
            if item is None:
                self.items = None
                return
            if isinstance(item, Problem):
                self.problems.append(item)
                return
            if problem := self._refusal(session, item):
                self.problems.append(problem)
                return
            self._next = item
        try:
            analysis = model.read(self._next)
        except ReportError as error:
            self.problems.append(Problem(self.where(), str(error)))
        else:
            self._waiting.append(analysis)
            self._note(analysis)
        self._next = None

    def _refusal(self, session: Session, article: Article) -> Problem | None:
        """Why a report is not added: it is there already, or has the id of another."""
        waiting = (a.article for a in self._waiting)
        same = next((a for a in waiting if a.id == article.id or a.text == article.text), None)
        twin = same or session.twin(article)
        if twin is None:
            return None
        if twin.text == article.text:
            return Problem(self.where(), f"It is here already, as “{title(twin)}”; it was not added again.")
        return Problem(
            self.where(), f"The id “{article.id}” is that of “{title(twin)}” too. Give each its own."
        )

    def _keep(self, session: Session) -> None:
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        try:
            session.add(waiting)
        except DatelineError as error:
            self.fault = str(error)
            self.items = None
            return
        self.added += len(waiting)
        self.first = self.first or waiting[0].article.id
        session.opened = self.first

    def _note(self, analysis: Analysis) -> None:
        name = title(analysis.article)
        if documents.is_english(analysis.article) and not any(
            m.place and m.role == "literal" for m in analysis.places
        ):
            self._placeless.append(name)
        if analysis.notices:
            self._noted.append((name, " ".join(analysis.notices)))

    def say(self, session: Session) -> None:
        """Tell on the page, once it is over, what should be known about the reports that were added."""
        if len(self._placeless) > MOST_NAMED:
            session.tell(
                f"{plural(len(self._placeless), 'report')} name no place that could be put on the map. "
                "They are in the list Reports, each with a sign that says so."
            )
        else:
            for name in self._placeless:
                session.tell(
                    f"“{plain(name)}” names no place that could be put on the map. It is in the list Reports."
                )
        if len(self._noted) > MOST_NAMED:
            session.tell(
                f"{plural(len(self._noted), 'report')} have a notice above their text. Open each to read it."
            )
        elif self.added > 1:
            for name, notice in self._noted:
                session.tell(f"“{plain(name)}”: {plain(notice)}")
        self._placeless, self._noted = [], []


class Files:
    """Uploaded files on their way through the readers."""

    def __init__(self, files: Sequence[Any]) -> None:
        self._files = files
        self._size = sum(file.size for file in files) or 1
        self._name = ""
        self._furthest = 0.0

    def named(self) -> Iterator[tuple[str, Any]]:
        """The files with their names."""
        for file in self._files:
            self._name = file.name
            file.seek(0)
            yield file.name, file

    def progress(self) -> float:
        """How much of their bytes has been read; it never goes back."""
        read = sum(file.tell() for file in self._files) / self._size
        self._furthest = max(self._furthest, min(read, 1.0))
        return self._furthest

    def where(self) -> str:
        """The name of the file that is being read."""
        return self._name


class Addresses:
    """Web addresses, fetched one after another."""

    def __init__(self, urls: Sequence[str]) -> None:
        self._urls = urls
        self._number = 0

    def items(self) -> Iterator[Article | Problem]:
        """What is at the addresses."""
        for number, url in enumerate(self._urls):
            self._number = number
            yield from read_addresses([url], Reading(LIMITS))

    def progress(self) -> float:
        """How many of them have been asked."""
        return self._number / len(self._urls)

    def where(self) -> str:
        """The address that is being read."""
        return self._urls[self._number]
