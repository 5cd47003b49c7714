"""Reads many reports into a workspace file: in streams, in small batches, going on where it was stopped.

Batches are kept in the order of the reports, whoever read them, so that the result is the same with any number
of processes.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from lib.errors import DataError, ReportError
from lib.provenance import MadeBy, current
from lib.readers import Problem
from lib.records import Analysis, Article
from lib.storage.interface import Kept

AT_ONCE = 16
"""Reports in a batch: read together, kept together, and read again together when their reader is lost."""
CHARACTERS_AT_ONCE = 200_000
"""Characters after which a batch is full, however few its reports are."""

_log = logging.getLogger(__name__)
Batch = tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a batch: its reports in their order, each as an analysis or as what went wrong."""

    made_by: MadeBy
    results: tuple[Analysis | Problem, ...]


Reader = Callable[[Iterable[Batch]], Iterator[Outcome]]
"""What reads batches and gives what came of each, in their order: ``in_this_process``, or lib.cluster."""


class Keeper(Protocol):
    """Where the analyses go, such as ``storage.store.DatabaseStore``."""

    def twin(self, article: Article) -> str | None:
        """The id of the report there that is the same, or ``None``."""

    def text_hash_of(self, id: str) -> str | None:
        """The SHA-256 of the text of the report with this id, or ``None``."""

    def save(self, kept: list[Kept]) -> None:
        """Keep analyses, all or none."""


@dataclass(slots=True)
class Tally:
    """How far it has come: reports read and kept, passed over since they were there, and what went wrong."""

    kept: int = 0
    passed_over: int = 0
    problems: int = 0

    @property
    def done(self) -> int:
        """All that has been dealt with."""
        return self.kept + self.passed_over + self.problems


@dataclass(frozen=True, slots=True)
class _OnItsWay:
    """An article that is being read: the SHA-256 of its text, and its outlet."""

    text_hash: str
    source: str | None

    def same(self, other: _OnItsWay) -> bool:
        """Whether the two are one report, by the rule of ``Workspace.twin``."""
        return self.text_hash == other.text_hash and (
            self.source is None or other.source is None or self.source == other.source
        )


@dataclass(slots=True)
class Intake:
    """Brings reports into a workspace.

    Attributes:
        keeper: Where they go.
        read: What reads them.
        tally: How far it has come.
    """

    keeper: Keeper
    read: Reader
    tally: Tally = field(default_factory=Tally)
    _waiting: dict[str, _OnItsWay] = field(default_factory=dict)
    _problems: list[Problem] = field(default_factory=list)

    def add(self, items: Iterable[Article | Problem]) -> Iterator[Problem]:
        """Read the articles that are not there yet and keep them; gives each problem as it is met.

        What was kept when this is broken off stays; the same call goes on from there.

        Raises:
            WorkspaceError: when the workspace cannot be written.
            DataError: when model or gazetteer are missing, or are not the same for all who read.
        """
        yield from self._keep(self.read(_batches(self._new(items))))

    def read_again(self, articles: Iterable[Article]) -> Iterator[Problem]:
        """Read articles that are there already once more; see ``add``."""
        yield from self._keep(self.read(_batches(articles)))

    def _keep(self, outcomes: Iterator[Outcome]) -> Iterator[Problem]:
        made_by = None
        for outcome in outcomes:
            if made_by not in (None, outcome.made_by):
                raise DataError(
                    "The processes that read do not have the same versions: "
                    f"{', '.join(outcome.made_by.differences(made_by or outcome.made_by))}. Install the same "
                    "Dateline on every machine."
                )
            made_by = outcome.made_by
            analyses = [result for result in outcome.results if isinstance(result, Analysis)]
            self.keeper.save([Kept(analysis, made_by) for analysis in analyses])
            self.tally.kept += len(analyses)
            for analysis in analyses:
                self._waiting.pop(analysis.article.id, None)
            failed = [result for result in outcome.results if isinstance(result, Problem)]
            self._problems += failed
            yield from self._told()
        yield from self._told()

    def _told(self) -> Iterator[Problem]:
        problems, self._problems = self._problems, []
        self.tally.problems += len(problems)
        yield from problems

    def _new(self, items: Iterable[Article | Problem]) -> Iterator[Article]:
        """The articles that are neither there nor on their way; what else there is, is noted."""
        for item in items:
            if isinstance(item, Problem):
                self._problems.append(item)
                continue
            text_hash = hashlib.sha256(item.text.encode("utf-8", "surrogatepass")).hexdigest()
            there = self._waiting[item.id].text_hash if item.id in self._waiting else None
            there = there or self.keeper.text_hash_of(item.id)
            on_its_way = _OnItsWay(text_hash, item.source)
            if there not in (None, text_hash):
                self._problems.append(
                    Problem(
                        item.title or item.id, f"Its id “{item.id}” is that of another report that is there."
                    )
                )
            elif there or any(map(on_its_way.same, self._waiting.values())) or self.keeper.twin(item):
                self.tally.passed_over += 1
            else:
                self._waiting[item.id] = on_its_way
                yield item


def in_this_process(model: str) -> Reader:
    """Reads batches one after another, here, with this spaCy pipeline."""
    return lambda batches: (read_batch(batch, model) for batch in batches)


def read_batch(batch: Batch, model: str) -> Outcome:
    """Read the reports of a batch; one that cannot be read leaves the others unharmed.

    Raises:
        DataError: when model or gazetteer are missing.
    """
    from lib.analysis import analyze

    results: list[Analysis | Problem] = []
    try:
        results += analyze(batch, model=model)
    except DataError:
        raise
    except Exception as error:
        if len(batch) > 1:
            results = [result for article in batch for result in read_batch((article,), model).results]
        else:
            results = [_problem(batch[0], error)]
    return Outcome(current(model), tuple(results))


def _problem(article: Article, error: Exception) -> Problem:
    if isinstance(error, ReportError):
        return Problem(article.title or article.id, str(error))
    _log.error("Report %s cannot be read", article.id, exc_info=error)
    return Problem(
        article.title or article.id,
        f"It cannot be read: a fault in Dateline ({type(error).__name__}). Report it.",
    )


def _batches(articles: Iterable[Article]) -> Iterator[Batch]:
    batch: list[Article] = []
    characters = 0
    for article in articles:
        batch.append(article)
        characters += len(article.text)
        if len(batch) == AT_ONCE or characters >= CHARACTERS_AT_ONCE:
            yield tuple(batch)
            batch, characters = [], 0
    if batch:
        yield tuple(batch)
