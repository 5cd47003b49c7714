"""The columns of reports in a workspace file: bytes by batches of reports, which the file itself cannot read.

They hold names and titles, so those of a batch go when one of its reports goes, or gets another text or title.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from lib.storage.database import Database
from lib.storage.interface import Placed, SavedColumns
from lib.storage.schema import columns, counter, report

REPORTS_IN_BATCH = 500


class FileColumns:
    """The columns in a database; safe under threads."""

    def __init__(self, database: Database, known: Callable[[], int]) -> None:
        """Read and write columns.

        Args:
            known: The revision up to which changes of the database were learnt of.
        """
        self._database = database
        self._known = known

    def placed(self) -> list[Placed]:
        """All reports, in the order in which they were first added.

        Raises:
            WorkspaceError: when the database cannot be read.
        """
        query = select(report.c.number, report.c.id, report.c.revision)
        with self._database.reading() as connection:
            rows = sorted(tuple(row) for row in connection.execute(query))
        return [Placed(id, number, number // REPORTS_IN_BATCH, revision) for number, id, revision in rows]

    def saved(self, batch: int, form: str) -> SavedColumns | None:
        """What is saved of a batch in this form.

        Raises:
            WorkspaceError: when the database cannot be read.
        """
        query = select(columns.c.revision, columns.c.body).where(
            columns.c.batch == batch, columns.c.form == form
        )
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        # SQLite keeps whatever it is given; what is no bytes is nothing that was saved here.
        return SavedColumns(row.revision, row.body) if row and isinstance(row.body, bytes) else None

    def save(self, batch: int, form: str, body: bytes) -> None:
        """Save what was read of a batch; not when others have changed the database meanwhile.

        Raises:
            WorkspaceError: when the database cannot be written.
        """
        values = {"batch": batch, "revision": self._known(), "form": form, "body": body}
        with self._database.writing() as connection:
            if connection.execute(select(counter.c.revision)).scalar_one() == values["revision"]:
                query = insert(columns).values(values)
                connection.execute(query.on_conflict_do_update(index_elements=["batch"], set_=values))


def forget(connection: Connection, report_number: int) -> None:
    """Take the columns of a report's batch out, before its words are changed or removed."""
    connection.execute(delete(columns).where(columns.c.batch == report_number // REPORTS_IN_BATCH))
