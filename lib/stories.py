"""The stories of a workspace: which of its reports print the same copy, and which records repeat others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from lib.corpus import corpus_of
from lib.workspace import Workspace


def stories_of(workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
    """For the id of each report the ids of those that print the same copy, itself among them.

    Reports whose copy no other prints are left out. The reports of a story are in the order of the workspace.
    """

    def find() -> Mapping[str, tuple[str, ...]]:
        corpus = corpus_of(workspace)
        shared = np.bincount(corpus.leader, minlength=1) > 1
        told: dict[int, list[str]] = {}
        for report in np.flatnonzero(shared[corpus.leader]).tolist():
            told.setdefault(int(corpus.leader[report]), []).append(corpus.ids[report])
        return {id: tuple(reports) for reports in told.values() for id in reports}

    return workspace.derived("stories", find)


def number_of_stories(workspace: Workspace) -> int:
    """How many stories the reports tell."""
    return workspace.derived("number of stories", lambda: len(np.unique(corpus_of(workspace).leader)))


def originals_of(workspace: Workspace, report_ids: Iterable[str]) -> Mapping[str, str]:
    """For the key of each row of some reports that repeats one of another report of its story that row's key.

    Rows that repeat none are left out; see ``duplicates.distinct``.
    """
    corpus = corpus_of(workspace)
    if corpus.original is None:
        return {}
    wanted = np.isin(corpus.leader, corpus.leader[corpus.places_of(report_ids)])
    numbers = np.flatnonzero(wanted[corpus.report_of] & (corpus.original != np.arange(len(corpus))))
    return {corpus.key(number): corpus.key(int(corpus.original[number])) for number in numbers.tolist()}
