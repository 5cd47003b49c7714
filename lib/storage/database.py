"""One SQLite database of a workspace, in a file or in memory: opened, brought up to date, read and written."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from lib.errors import WorkspaceError
from lib.storage import schema

PATIENCE = 15.0
"""Seconds to wait for another window or process that is writing."""
_PAUSE = 0.02
"""Seconds between two looks whether it is done."""
_AT_CONNECT = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    # What is removed is overwritten: a report that a person takes out must not linger in the file.
    "PRAGMA secure_delete = ON",
    # A commit is on disk, also when the power fails, before it is acknowledged.
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
)
_WRITING = "dateline_writing"


class Database:
    """A database behind one connection; safe under threads, which take turns.

    Attributes:
        name: What a person knows it by, for messages.
    """

    @staticmethod
    def files(path: Path) -> tuple[Path, ...]:
        """The files of the database at ``path``, those of SQLite's among them while it is open."""
        return (path, *(path.with_name(path.name + ending) for ending in ("-journal", "-shm", "-wal")))

    def __init__(
        self,
        name: str,
        connect: Callable[[], sqlite3.Connection],
        *,
        fresh: bool = True,
        path: Path | None = None,
    ) -> None:
        """Open the database that ``connect`` gives, and bring its schema up to date.

        Args:
            fresh: Whether an empty database may be made into a workspace.
            path: Of its file; when that is moved or removed while it is open, nothing more is written.

        Raises:
            WorkspaceError: when it is no workspace, damaged, made by a newer Dateline or cannot be written.
        """
        self.name = name
        self._turn = threading.RLock()
        self._path: Path | None = None
        self._identity: tuple[int, int] | None = None
        self._engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        try:
            self._bring_up_to_date(fresh)
            self._path, self._identity = path, _identity(path)
        except BaseException:
            self.close()
            raise

    @classmethod
    def file(cls, path: Path) -> Database:
        """Open a file, or make one where there is none.

        Raises:
            WorkspaceError: when that cannot be done; the message says what to do.
        """
        return cls(
            path.name,
            lambda: sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False, isolation_level=None),
            path=path,
        )

    @classmethod
    def memory(cls, name: str, content: bytes = b"") -> Database:
        """Open a database in memory: an empty one, or the content of a file.

        Raises:
            WorkspaceError: when the content is no workspace, damaged or made by a newer Dateline.
        """

        def connect() -> sqlite3.Connection:
            connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
            # No content may name another file to be opened.
            connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
            if content:
                connection.deserialize(content)
            return connection

        return cls(name, connect, fresh=not content)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with; all that is read in it is of one moment.

        Raises:
            WorkspaceError: when the database cannot be read.
        """
        with self._turn, self._in_words(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection to write with; all is kept when the block ends well, and nothing when it fails.

        Raises:
            WorkspaceError: when the database cannot be written.
        """
        self._check_there()
        with (
            self._turn,
            self._in_words(),
            self._engine.execution_options(**{_WRITING: True}).begin() as connection,
        ):
            yield connection

    def raw(self) -> sqlite3.Connection:
        """The connection of the standard library, for what SQLAlchemy has no call for."""
        connection = self._engine.raw_connection().driver_connection
        assert isinstance(connection, sqlite3.Connection)
        return connection

    def data_version(self) -> int:
        """A number that changes when another connection has committed a change.

        Raises:
            WorkspaceError: when the database cannot be read.
        """
        self._check_there()
        with self.reading() as connection:
            return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _bring_up_to_date(self, fresh: bool) -> None:
        with self.reading() as connection:
            version = self._version(connection, fresh)
        with self._turn, self._in_words():
            _let_readers_in(self.raw())
        with self.writing() as connection:
            # Another process may have made the tables since.
            version = self._version(connection, fresh)
            for step in schema.STEPS[version:]:
                for statement in step:
                    connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")

    def _version(self, connection: Connection, fresh: bool) -> int:
        """The version of the schema in the database; 0 when it is empty and may be filled."""
        marked = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        if fresh and marked == 0 and version == 0 and not inspect(connection).get_table_names():
            return 0
        if marked != schema.APPLICATION_ID:
            raise WorkspaceError(
                f"{self.name} is a database of another program, not a workspace of Dateline. "
                "Name another file."
            )
        if version > schema.VERSION:
            raise WorkspaceError(
                f"{self.name} was made by a newer Dateline (its schema is {version}, this one knows "
                f"{schema.VERSION}). Update Dateline to open it."
            )
        if version < 1:
            raise WorkspaceError(f"{self.name} is damaged: it has no schema. Use a copy of it.")
        return version

    def _check_there(self) -> None:
        """Check that the file is still the one that was opened: SQLite would go on writing to a removed one."""
        if self._identity != _identity(self._path):
            raise WorkspaceError(
                f"{self.name} was moved, removed or replaced while it was open. Put it back, or start again."
            )

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Turn what SQLite says into a sentence for a person."""
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            raise WorkspaceError(_sentence(self.name, cause)) from error
        except UnicodeEncodeError as error:
            raise WorkspaceError(
                "A report has broken characters in it that no file can hold. Save it as UTF-8 and add it again."
            ) from error
        except UnicodeDecodeError as error:
            raise WorkspaceError(f"{self.name} is damaged ({error}). Use a copy of it.") from error
        except SQLAlchemyError as error:
            raise WorkspaceError(f"{self.name} cannot be read: {error}.") from error


def _identity(path: Path | None) -> tuple[int, int] | None:
    """What tells a file from another that has its name; ``None`` when there is none."""
    try:
        status = path.stat() if path else None
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status else None


def _let_readers_in(connection: sqlite3.Connection) -> None:
    """Ask for a write-ahead log, without which a writer shuts out the readers; the file remembers it.

    SQLite does not wait for another's turn to end before this one change (sqlite.org/wal.html), so it is
    asked again until ``PATIENCE`` is over.

    Raises:
        sqlite3.OperationalError: when somebody else holds the file for longer.
    """
    end = time.monotonic() + PATIENCE
    while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    for statement in _AT_CONNECT:
        connection.execute(statement)


def _begin(connection: Connection) -> None:
    """Begin a transaction; one that will write takes its turn at once, since it could not later."""
    writing = connection.get_execution_options().get(_WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _sentence(name: str, error: BaseException | None) -> str:
    """What went wrong with a database and what to do about it. Result codes: sqlite.org/rescode.html."""
    code = getattr(error, "sqlite_errorcode", 0)
    match code & 0xFF:
        case sqlite3.SQLITE_FULL:
            return f"There is no room left on the disk of {name}. Make room, and do the last step again."
        case sqlite3.SQLITE_READONLY:
            return f"{name} cannot be written. Change the rights of the file and of its folder, or copy it."
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return f"{name} is in use by another program that is writing for long. Wait, and try again."
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return f"{name} cannot be opened or made. Check its name, its folder and their rights."
        case sqlite3.SQLITE_NOTADB:
            return f"{name} is not a workspace file. Name another file, or a new one."
        case sqlite3.SQLITE_CORRUPT:
            return (
                f"{name} is damaged. Use a copy of it; what it holds can be saved with: sqlite3 FILE .recover"
            )
        case sqlite3.SQLITE_IOERR:
            return (
                f"{name} could not be read or written by the disk ({error}). Look for room and rights on it, "
                "and do the last step again."
            )
    return f"{name} cannot be used as a workspace ({error})."
