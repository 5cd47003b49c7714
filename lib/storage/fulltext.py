"""The full-text index in a workspace file: the sentences of its reports, kept in step with these.

The index has no copy of the sentences: SQLite's FTS5 is told the words to forget, as they stand in the tables.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, exists, select
from sqlalchemy.dialects.sqlite import insert

from lib.columns import LongNumbers
from lib.query import Term
from lib.search import expression, numbered, parted, sentence_starts
from lib.storage.database import Database
from lib.storage.schema import analysis, indexed, report

_AT_A_TIME = 500
_NEXT = insert(indexed).returning(indexed.c.number)


class FullText:
    """The sentences of the reports in a database, to be found by their words; safe under threads.

    What is written in a transaction with the functions of this module is found after it. Reports of a file
    that was made without an index are indexed before the first question.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._complete = False

    def numbers(self) -> Mapping[str, int]:
        """The number of each report's text, by the id of the report.

        Raises:
            WorkspaceError: when the database cannot be read, or what is not indexed cannot be written.
        """
        self._catch_up()
        query = select(report.c.id, indexed.c.number).join_from(indexed, report)
        with self._database.reading() as connection:
            return {row.id: row.number for row in connection.execute(query)}

    def find(self, *alternatives: Term) -> tuple[LongNumbers, LongNumbers]:
        """The sentences that have any of the terms: the number of their text, and which of its sentences.

        Raises:
            WorkspaceError: when the database cannot be read, or what is not indexed cannot be written.
        """
        self._catch_up()
        wanted = expression(*alternatives)
        if not wanted:
            return parted(())
        with self._database.reading() as connection:
            query = "SELECT rowid FROM sentence WHERE sentence MATCH ?"
            return parted(connection.exec_driver_sql(query, (wanted,)).scalars().all())

    def _catch_up(self) -> None:
        """Index what an older Dateline left without an index; who saves reports indexes them."""
        missing = select(report.c.number).where(~exists().where(indexed.c.report == report.c.number))
        while not self._complete:
            with self._database.reading() as connection:
                self._complete = connection.execute(missing.limit(1)).first() is None
            if not self._complete:
                with self._database.writing() as connection:
                    for number in connection.execute(missing.limit(_AT_A_TIME)).scalars().all():
                        add(connection, number, *_kept(connection, number))


def add(connection: Connection, report_number: int, text: str, starts: Sequence[int] | None) -> None:
    """Index the sentences of a report that is not indexed.

    Args:
        text: Of the report, as it is kept.
        starts: Where its sentences start according to its analysis, as it is kept.
    """
    number = connection.execute(_NEXT, {"report": report_number}).scalar_one()
    sentences = numbered(number, text, sentence_starts(text, tuple(starts or ())))
    connection.exec_driver_sql("INSERT INTO sentence(rowid, text) VALUES (?, ?)", list(sentences))


def forget(connection: Connection, report_number: int) -> None:
    """Take the sentences of a report out, before it is changed or removed."""
    query = select(indexed.c.number).where(indexed.c.report == report_number)
    number = connection.execute(query).scalar()
    if number is not None:
        text, starts = _kept(connection, report_number)
        sentences = list(numbered(number, text, sentence_starts(text, starts)))
        connection.exec_driver_sql(
            "INSERT INTO sentence(sentence, rowid, text) VALUES ('delete', ?, ?)", sentences
        )
        connection.execute(delete(indexed).where(indexed.c.number == number))


def wipe(connection: Connection) -> None:
    """Overwrite what is left of the words that were taken out; FTS5 would keep them until it merges."""
    connection.exec_driver_sql("INSERT INTO sentence(sentence) VALUES ('optimize')")


def _kept(connection: Connection, report_number: int) -> tuple[str, tuple[int, ...]]:
    """The text of a report and where its sentences start, as they stand in its tables."""
    query = select(report.c.text, analysis.c.body).join_from(report, analysis)
    text, body = connection.execute(query.where(report.c.number == report_number)).one()
    return text, starts_in(body)


def starts_in(body: str) -> tuple[int, ...]:
    """Where sentences start according to an analysis as it is kept; none when it makes no sense."""
    try:
        starts = json.loads(body)["sentences"]
        return tuple(map(int, starts or ()))
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()
