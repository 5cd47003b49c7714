"""The stories of a workspace: which of its reports print the same copy, and which records repeat others."""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from lib.duplicates import Row, Stories, originals
from lib.workspace import Workspace

_STORIES: WeakKeyDictionary[Workspace, Stories] = WeakKeyDictionary()
"""What was grouped before, so that only what is new is read; each is used under its workspace's lock alone."""


def stories_of(workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
    """For the id of each report the ids of those that print the same copy, itself among them.

    Reports whose copy no other prints are left out. The first of a story is the one that was added first.
    """

    def find() -> Mapping[str, tuple[str, ...]]:
        stories = _STORIES.setdefault(workspace, Stories())
        stories.follow(analysis.article for analysis in workspace)
        return {id: reports for reports in stories.groups() for id in reports}

    return workspace.derived("stories", find)


def number_of_stories(workspace: Workspace) -> int:
    """How many stories the reports tell."""
    told = stories_of(workspace)
    return len(workspace) - len(told) + len(set(told.values()))


def originals_of(workspace: Workspace) -> Mapping[str, str]:
    """For the key of each row that repeats one of another report of its story the key of that row.

    Rows that repeat none are left out; see ``duplicates.distinct``.
    """

    def find() -> Mapping[str, str]:
        told = stories_of(workspace)
        rows: list[Row] = []
        for id in (id for reports in dict.fromkeys(told.values()) for id in reports):
            rows += workspace.statements_of(id)
            rows += workspace.casualties_of(id)
            rows += workspace.places_of(id)
        found = originals(rows, lambda id: told[id][0])
        return {key: original for key, original in found.items() if key != original}

    return workspace.derived("originals", find)
