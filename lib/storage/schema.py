"""The tables of a workspace file, and the steps that bring an older file up to them.

A file is marked with ``APPLICATION_ID`` and, as SQLite's user_version, with the number of its schema. A new
file goes through the same steps as an old one, so there is one way to each version. A step that was released
is never changed; the tables below are those after the last step, which a test holds.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

APPLICATION_ID = 0x44544C4E
"""The letters DTLN; SQLite keeps it in the header of the file."""

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE reader (
            number INTEGER PRIMARY KEY,
            dateline TEXT NOT NULL,
            model TEXT NOT NULL,
            lexicons TEXT NOT NULL,
            gazetteer TEXT NOT NULL,
            UNIQUE (dateline, model, lexicons, gazetteer)
        )""",
        """CREATE TABLE report (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            title TEXT,
            source TEXT,
            url TEXT,
            published TEXT,
            text TEXT NOT NULL,
            text_hash TEXT NOT NULL,
            revision INTEGER NOT NULL
        )""",
        "CREATE INDEX report_by_text_hash ON report (text_hash)",
        """CREATE TABLE analysis (
            report INTEGER PRIMARY KEY REFERENCES report (number) ON DELETE CASCADE,
            reader INTEGER REFERENCES reader (number),
            body TEXT NOT NULL
        )""",
        "CREATE TABLE counter (revision INTEGER NOT NULL)",
        "INSERT INTO counter VALUES (0)",
    ),
    (
        """CREATE TABLE correction (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            report_id TEXT NOT NULL,
            reach TEXT NOT NULL,
            undone_at TEXT,
            body TEXT NOT NULL,
            revision INTEGER NOT NULL
        )""",
        "CREATE INDEX correction_by_report_id ON correction (report_id)",
    ),
    (
        """CREATE TABLE indexed (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            report INTEGER NOT NULL UNIQUE REFERENCES report (number) ON DELETE CASCADE
        )""",
        """CREATE VIRTUAL TABLE sentence USING fts5(
            text, content='', tokenize = 'unicode61 remove_diacritics 2'
        )""",
    ),
    (
        """CREATE TABLE columns (
            batch INTEGER PRIMARY KEY,
            revision INTEGER NOT NULL,
            form TEXT NOT NULL,
            body BLOB NOT NULL
        )""",
        # So that who asks what is new, or was read by another version, need not go through all texts.
        "CREATE INDEX report_by_revision ON report (revision, id)",
        "CREATE INDEX analysis_by_reader ON analysis (reader)",
    ),
)
"""The statements that lead from each version of the schema to the next, from nothing to the newest."""

VERSION = len(STEPS)
"""Of the schema that this Dateline writes."""

metadata = MetaData()

reader = Table(
    "reader",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("dateline", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("lexicons", Text, nullable=False),
    Column("gazetteer", Text, nullable=False),
)
"""What analyses were made by: see ``provenance.MadeBy``."""

report = Table(
    "report",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text),
    Column("source", Text),
    Column("url", Text),
    Column("published", Text),
    Column("text", Text, nullable=False),
    Column("text_hash", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Index("report_by_text_hash", "text_hash"),
    Index("report_by_revision", "revision", "id"),
)
"""The articles, in the order in which they were first added. ``revision`` is that of ``counter`` when the
report or its analysis was last written; ``text_hash`` the SHA-256 of the text."""

analysis = Table(
    "analysis",
    metadata,
    Column("report", Integer, ForeignKey("report.number", ondelete="CASCADE"), primary_key=True),
    Column("reader", Integer, ForeignKey("reader.number")),
    Column("body", Text, nullable=False),
    Index("analysis_by_reader", "reader"),
)
"""What was read out of each report, as JSON in the schema of lib.records; the article in it has no text and
no field that is a column of ``report``."""

counter = Table("counter", metadata, Column("revision", Integer, nullable=False))
"""One row: the number of the last change, by which other windows learn what is new."""

correction = Table(
    "correction",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("report_id", Text, nullable=False),
    Column("reach", Text, nullable=False),
    Column("undone_at", Text),
    Column("body", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Index("correction_by_report_id", "report_id"),
)
"""The log of corrections, in the order in which they were made; ``body`` is the whole correction as JSON."""

indexed = Table(
    "indexed",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("report.number", ondelete="CASCADE"), nullable=False, unique=True),
    sqlite_autoincrement=True,
)
"""The reports whose sentences are in ``sentence``, FTS5's table, each under a number that is never used again:
see lib.storage.fulltext."""

columns = Table(
    "columns",
    metadata,
    Column("batch", Integer, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("form", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""What was read of batches of reports into columns (see lib.storage.columns), to open the file quickly: nothing
that could not be made again. ``revision`` is that of ``counter`` at that time, ``form`` what it was made by."""
