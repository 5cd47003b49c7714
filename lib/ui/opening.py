"""Opens the workspace of a visitor: in memory, or in the file that the app was started with."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from lib.errors import WorkspaceError
from lib.workspace import Workspace

_SCRIPT = "streamlit_app.py"
_opened: set[str] = set()
"""The files that this process has open."""
_OPENING = "Opening the workspace…"
_HEADER, _PANELS = 40, 560
"""Pixels of what stands for the page while a file with many reports is opened, which takes seconds."""


def workspace() -> Workspace:
    """A workspace in memory for this visitor alone; or, when a file was named, the one that all share.

    Raises:
        WorkspaceError: when the file cannot be opened, or the app was started with words it does not know.
    """
    path = named(sys.argv)
    if path is None:
        return Workspace()
    file = str(path.resolve())
    if file not in _opened:
        with st.skeleton(_HEADER), st.skeleton(_PANELS), st.spinner(_OPENING):
            _make_ready(_kept(file))
        _opened.add(file)
        # What stood in the page once would have all after it taken off and drawn anew by the visitor's first click.
        st.rerun()
    return _kept(file)


def _make_ready(workspace: Workspace) -> None:
    """Have the columns of a workspace in a file read, and say how far that has come."""
    from lib.corpus import corpus_of

    bar = st.progress(0.0)

    def told(done: int, of: int) -> None:
        bar.progress(done / of, f"{done:,} of {of:,} reports made ready. What is ready stays so.")

    corpus_of(workspace, told)
    bar.empty()


def named(arguments: Sequence[str]) -> Path | None:
    """The file named in ``streamlit run streamlit_app.py -- --workspace FILE.db``, or ``None``.

    Raises:
        WorkspaceError: when there are words that the app does not know; work must not be lost to a typing
            mistake.
    """
    if not arguments or Path(arguments[0]).name != _SCRIPT:
        return None
    parser = argparse.ArgumentParser(exit_on_error=False, add_help=False, allow_abbrev=False)
    parser.add_argument("--workspace", type=Path)
    try:
        options, unknown = parser.parse_known_args(list(arguments[1:]))
    except argparse.ArgumentError as error:
        raise _usage(str(error)) from error
    if unknown or (options.workspace is not None and not options.workspace.name):
        raise _usage(f"unknown: {' '.join(unknown)}" if unknown else "no file is named")
    path: Path | None = options.workspace
    return path


def _usage(reason: str) -> WorkspaceError:
    return WorkspaceError(
        f"Dateline was started with words that it does not know ({reason}). To keep the work in a file, write: "
        f"streamlit run {_SCRIPT} -- --workspace FILE.db"
    )


@st.cache_resource(show_spinner=False)
def _kept(path: str) -> Workspace:
    """The workspace in a file, opened once a process; several windows share it."""
    from lib.storage.database import Database
    from lib.storage.store import DatabaseStore

    return Workspace(DatabaseStore(Database.file(Path(path))))
