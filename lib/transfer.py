"""A whole workspace as the content of one file, and such a file read back without trusting it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from lib import soundness
from lib.corrections import Correction
from lib.errors import CorrectionError, WorkspaceError
from lib.exports import json_lines
from lib.shelves import in_batches
from lib.storage import schema
from lib.storage.database import Database
from lib.storage.interface import Kept
from lib.storage.store import DatabaseStore
from lib.workspace import Workspace

LARGEST = 100_000_000
"""Bytes of a file that is opened from elsewhere; larger ones are for ``--workspace``, which reads from disk."""
_MAGIC = b"SQLite format 3\0"
_JOURNAL_MODE = slice(18, 20)
"""Where the header of an SQLite file says that it is in WAL mode, which no database in memory can be."""
_ROLLBACK_JOURNAL = b"\x01\x01"
_AT_A_TIME = 500
_MOST_STEPS = 2_000_000
"""Thousands of steps of SQLite's machine that the check of a file may take: minutes, not hours."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a file: analyses as they were read, and the corrections."""

    kept: tuple[Kept, ...]
    log: tuple[Correction, ...]


def saved(workspace: Workspace) -> bytes:
    """The content of a workspace file (.db) with all that is in a workspace; made in memory alone."""
    database = Database.memory("the copy")
    try:
        store = DatabaseStore(database)
        for some in in_batches(workspace.kept(), _AT_A_TIME):
            store.save(some)
        for correction in workspace.log:
            store.note(correction)
        return database.raw().serialize()
    finally:
        database.close()


def opened(content: bytes, name: str) -> Contents:
    """What is in a file from elsewhere called ``name``: a workspace (.db) or JSON Lines that Dateline wrote.

    Raises:
        WorkspaceError: when it is too large, no such file, damaged, or holds what does not fit together.
    """
    if len(content) > LARGEST:
        raise WorkspaceError(
            f"{name} has {len(content):,} bytes; at most {LARGEST:,} can be opened here. Start Dateline on "
            "your own machine with: streamlit run streamlit_app.py -- --workspace FILE.db"
        )
    return _database(content, name) if content.startswith(_MAGIC) else _json_lines(content, name)


def take_over(workspace: Workspace, contents: Contents) -> int:
    """Add what is in a file to a workspace; returns how many reports are new.

    A report that is there already gives way to the one of the file. A correction that is there stays.

    Raises:
        WorkspaceError: when the workspace cannot keep it.
    """
    new = workspace.put(contents.kept)
    there = {correction.id for correction in workspace.log}
    for correction in contents.log:
        if correction.id not in there:
            workspace.correct(correction)
    return new


def _database(content: bytes, name: str) -> Contents:
    """Read a database in memory, after checking that its schema is, to the letter, one of Dateline's.

    So there is no view, trigger or function in it that would run when it is read.
    """
    header = bytearray(content[:100])
    header[_JOURNAL_MODE] = _ROLLBACK_JOURNAL
    content = bytes(header) + content[100:]
    _check_database(content, name)
    database = Database.memory(name, content)
    try:
        store = DatabaseStore(database)
        return Contents(tuple(store.load()), store.log())
    finally:
        database.close()


def _check_database(content: bytes, name: str) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.deserialize(content)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        steps = iter(range(_MOST_STEPS))
        connection.set_progress_handler(lambda: next(steps, None) is None, 1_000)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version <= schema.VERSION and _tables(connection) != _tables_of(version):
            raise WorkspaceError(f"{name} is not a workspace that Dateline saved. Choose another file.")
        if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise WorkspaceError(f"{name} is damaged. Use another copy of it.")
    # Python cannot read what SQLite says of a name that is no UTF-8.
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise WorkspaceError(
            f"{name} is damaged or no workspace ({error}). Use another copy of it."
        ) from error
    finally:
        connection.close()


def _tables(connection: sqlite3.Connection) -> set[tuple[str, ...]]:
    return set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))


def _tables_of(version: int) -> set[tuple[str, ...]]:
    """The tables of a file with this version of the schema."""
    connection = sqlite3.connect(":memory:")
    try:
        for step in schema.STEPS[: max(version, 0)]:
            for statement in step:
                connection.execute(statement)
        return _tables(connection)
    finally:
        connection.close()


def _json_lines(content: bytes, name: str) -> Contents:
    kept: dict[str, Kept] = {}
    log: dict[str, Correction] = {}
    try:
        for entry in json_lines.read(_lines(content.decode("utf-8-sig"))):
            for analysis in (entry.analysis, entry.as_read):
                if analysis:
                    soundness.check(analysis)
            kept[entry.analysis.article.id] = Kept(entry.as_read or entry.analysis, entry.made_by)
            log |= {correction.id: correction for correction in entry.corrections}
    except (ValueError, CorrectionError) as error:
        raise WorkspaceError(
            f"{name} is neither a workspace (.db) nor JSON Lines that Dateline saved ({error}). Reports that "
            "were not read yet are added with “Add reports”."
        ) from error
    if not kept:
        raise WorkspaceError(f"{name} is empty. Choose another file.")
    return Contents(tuple(kept.values()), tuple(sorted(log.values(), key=lambda one: one.made_at)))


def _lines(text: str) -> Iterable[str]:
    """Lines as JSON Lines has them; other line breaks of Unicode may stand within a line."""
    return (line for line in text.split("\n") if line.strip())
