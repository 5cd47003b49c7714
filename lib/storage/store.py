"""Keeps the analyses of a workspace in a database: each call is one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import Insert, insert

from lib import soundness
from lib.corrections import Correction, correction_from_json
from lib.errors import CorrectionError, WorkspaceError
from lib.provenance import MadeBy
from lib.records import Article, analysis_from_json, to_json
from lib.storage import columns, fulltext
from lib.storage.database import Database
from lib.storage.interface import Kept, News
from lib.storage.schema import analysis, correction, counter, reader, report

_COLUMNS = ("id", "title", "source", "url", "published", "text")
"""The fields of an article that are columns; the others are in the body of the analysis."""
_AT_A_TIME = 500


class DatabaseStore:
    """A ``workspace.Store`` in a database; safe under threads.

    Attributes:
        sentences: Its full-text index.
        columns: What was read of its reports into columns.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._data_version = -1
        self._revision = 0
        self._known: set[str] = set()
        self.sentences = fulltext.FullText(database)
        self.columns = columns.FileColumns(database, lambda: self._revision)

    @property
    def name(self) -> str:
        """What a person knows the database by."""
        return self._database.name

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def load(self) -> Iterator[Kept]:
        """Everything in it, in the order in which the reports were first added.

        Raises:
            WorkspaceError: when the database cannot be read, or an analysis in it makes no sense.
        """
        with self._database.reading() as connection:
            yield from self._kept(connection, _everything())

    def open(self) -> list[str]:
        """The ids of all reports, in the order in which they were first added; ``news`` tells what changes.

        Raises:
            WorkspaceError: when the database cannot be read.
        """
        self._data_version = self._database.data_version()
        with self._database.reading() as connection:
            return self._note(connection)

    def fetch(self, article_ids: Sequence[str]) -> list[Kept]:
        """Some analyses, in the order of the ids; those that are not there are left out.

        Raises:
            WorkspaceError: when the database cannot be read, or an analysis in it makes no sense.
        """
        if not article_ids:
            return []
        with self._database.reading() as connection:
            rows = connection.execute(_everything().where(report.c.id.in_(article_ids))).all()
        found = {row.id: row for row in rows}
        return [self._read(found[id]) for id in article_ids if id in found]

    def news(self) -> News | None:
        """What other connections changed since the last call, or since ``open``; ``None`` for nothing.

        Raises:
            WorkspaceError: when the database cannot be read.
        """
        version = self._database.data_version()
        if version == self._data_version:
            return None
        before, since = self._known, self._revision
        with self._database.reading() as connection:
            self._note(connection)
            changed = tuple(id for _, id in _numbered(connection, report.c.revision > since))
            log = self._log(connection)
        self._data_version = version
        removed = tuple(before - self._known)
        return News(changed, removed, log) if self._revision != since else None

    def save(self, kept: Sequence[Kept]) -> None:
        """Keep analyses; one of an article that is there already takes its place.

        Raises:
            WorkspaceError: when they cannot be written; then none is.
        """
        with self._database.writing() as connection:
            revision = _next_revision(connection)
            readers: dict[MadeBy, int] = {}
            reworded = False
            for one in kept:
                if one.made_by and one.made_by not in readers:
                    readers[one.made_by] = _reader_number(connection, one.made_by)
                reworded |= _save(connection, one, readers[one.made_by] if one.made_by else None, revision)
            if reworded:
                fulltext.wipe(connection)
        self._known.update(one.analysis.article.id for one in kept)
        self._did(revision)

    def remove(self, article_ids: Sequence[str]) -> None:
        """Remove these articles with their analyses and the corrections that concern them alone.

        Ids that are not there are passed over.

        Raises:
            WorkspaceError: when the database cannot be written; then none is removed.
        """
        if not article_ids:
            return
        with self._database.writing() as connection:
            revision = _next_revision(connection)
            for id in article_ids:
                number = connection.execute(select(report.c.number).where(report.c.id == id)).scalar()
                if number is not None:
                    fulltext.forget(connection, number)
                    columns.forget(connection, number)
            gone = delete(report).where(report.c.id == bindparam("gone"))
            connection.execute(gone, [{"gone": id} for id in article_ids])
            fulltext.wipe(connection)
            alone = (correction.c.report_id == bindparam("gone")) & (correction.c.reach != "everywhere")
            connection.execute(delete(correction).where(alone), [{"gone": id} for id in article_ids])
        self._known.difference_update(article_ids)
        self._did(revision)

    def log(self) -> tuple[Correction, ...]:
        """The corrections, in the order in which they were made, undone ones too.

        Raises:
            WorkspaceError: when the database cannot be read, or a correction in it makes no sense.
        """
        with self._database.reading() as connection:
            return self._log(connection)

    def corrections_after(self, revision: int) -> list[Correction]:
        """The corrections that were made, undone or redone after a revision.

        Raises:
            WorkspaceError: when the database cannot be read, or a correction in it makes no sense.
        """
        query = select(correction.c.id, correction.c.body).where(correction.c.revision > revision)
        with self._database.reading() as connection:
            return [self._correction(row) for row in connection.execute(query).all()]

    def note(self, made: Correction) -> None:
        """Keep a correction; one with the same id takes the place of the first.

        Raises:
            WorkspaceError: when it cannot be written; then nothing is.
        """
        values: dict[str, Any] = {
            "id": made.id,
            "report_id": made.report,
            "reach": made.reach,
            "undone_at": made.undone_at,
            "body": _json(to_json(made)),
        }
        with self._database.writing() as connection:
            revision = values["revision"] = _next_revision(connection)
            query = insert(correction).values(values)
            connection.execute(query.on_conflict_do_update(index_elements=["id"], set_=values))
        self._did(revision)

    def twin(self, article: Article) -> str | None:
        """The id of the report that is the same: see ``Workspace.twin``.

        Raises:
            WorkspaceError: when the database cannot be read.
        """
        same_text = report.c.text_hash == text_hash(article.text)
        if article.source is not None:
            same_text &= or_(report.c.source.is_(None), report.c.source == article.source)
        query = select(report.c.id).where(or_(report.c.id == article.id, same_text))
        with self._database.reading() as connection:
            ids = connection.execute(query.order_by(report.c.id != article.id).limit(1))
            return ids.scalar()

    def text_hash_of(self, id: str) -> str | None:
        """The SHA-256 of the text of the report with this id; ``None`` when it is not there.

        Raises:
            WorkspaceError: when the database cannot be read.
        """
        with self._database.reading() as connection:
            query = select(report.c.text_hash).where(report.c.id == id)
            return connection.execute(query).scalar()

    def outdated(self, now: MadeBy) -> Iterator[Article]:
        """The articles that were read by something else than what reads them ``now``.

        Raises:
            WorkspaceError: when the database cannot be read.
        """
        for id in self.outdated_ids(now):
            yield from (kept.analysis.article for kept in self.fetch([id]))

    def outdated_ids(self, now: MadeBy) -> list[str]:
        """The ids of the same.

        Raises:
            WorkspaceError: when the database cannot be read.
        """
        same = select(reader.c.number).where(
            *(reader.c[name] == value for name, value in to_json(now).items())
        )
        others = or_(analysis.c.reader.is_(None), analysis.c.reader.not_in(same))
        with self._database.reading() as connection:
            outdated = set(connection.execute(select(analysis.c.report).where(others)).scalars())
            return [id for number, id in _numbered(connection) if number in outdated]

    def made_by(self) -> set[MadeBy | None]:
        """What the reports were read by.

        Raises:
            WorkspaceError: when the database cannot be read.
        """
        used = select(analysis.c.reader).distinct().subquery()
        query = select(reader).select_from(used).outerjoin(reader, used.c.reader == reader.c.number)
        with self._database.reading() as connection:
            return {_made_by(row) for row in connection.execute(query)}

    def ids(self) -> list[str]:
        """The ids of all reports, in the order in which they were first added.

        Raises:
            WorkspaceError: when the database cannot be read.
        """
        with self._database.reading() as connection:
            return [id for _, id in _numbered(connection)]

    def count(self) -> int:
        """How many reports there are.

        Raises:
            WorkspaceError: when the database cannot be read.
        """
        with self._database.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(report)).scalar_one())

    def _did(self, revision: int) -> None:
        """Note a change of one's own, unless another came between that is still to be learnt of."""
        if revision == self._revision + 1:
            self._revision = revision

    def _note(self, connection: Connection) -> list[str]:
        """Note which reports there are, to know later what is new and what is gone."""
        self._revision = connection.execute(select(counter.c.revision)).scalar_one()
        ids = [id for _, id in _numbered(connection)]
        self._known = set(ids)
        return ids

    def _log(self, connection: Connection) -> tuple[Correction, ...]:
        query = select(correction.c.id, correction.c.body).order_by(correction.c.number)
        return tuple(self._correction(row) for row in connection.execute(query))

    def _correction(self, row: Row[*tuple[Any, ...]]) -> Correction:
        try:
            return correction_from_json(json.loads(row.body))
        except (CorrectionError, ValueError, AttributeError, RecursionError) as error:
            raise self._damaged(f"the correction {row.id!r}", error) from error

    def _damaged(self, what: str, error: Exception) -> WorkspaceError:
        return WorkspaceError(
            f"{self.name} is damaged: {what} makes no sense ({error}). Use a copy of the file."
        )

    def _kept(self, connection: Connection, query: Select[Any]) -> Iterator[Kept]:
        for row in connection.execution_options(yield_per=_AT_A_TIME).execute(query):
            yield self._read(row)

    def _read(self, row: Row[*tuple[Any, ...]]) -> Kept:
        try:
            body = json.loads(row.body)
            article = {**body.pop("article"), **{name: getattr(row, name) for name in _COLUMNS}}
            read = analysis_from_json({"article": article, **body})
            soundness.check(read)
        except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
            raise self._damaged(f"the analysis of report {row.id!r}", error) from error
        return Kept(read, _made_by(row))


def _or_in_place(table: Table, key: str) -> Insert:
    """To add a row, or put it in the place of the one that has its ``key``."""
    add = insert(table)
    others = {column.name: add.excluded[column.name] for column in table.c if not column.primary_key}
    return add.on_conflict_do_update(index_elements=[key], set_=others)


_KEEP_REPORT = _or_in_place(report, "id").returning(report.c.number)
_KEEP_ANALYSIS = _or_in_place(analysis, "report")
_KEPT_BEFORE = (
    select(report.c.number, report.c.text, report.c.title, report.c.source, analysis.c.body)
    .join_from(report, analysis)
    .where(report.c.id == bindparam("same"))
)


def _made_by(row: Row[*tuple[Any, ...]]) -> MadeBy | None:
    return None if row.dateline is None else MadeBy(row.dateline, row.model, row.lexicons, row.gazetteer)


def text_hash(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _everything() -> Select[Any]:
    return (
        select(*(report.c[name] for name in _COLUMNS), analysis.c.body)
        .add_columns(reader.c.dateline, reader.c.model, reader.c.lexicons, reader.c.gazetteer)
        .join_from(report, analysis)
        .outerjoin(reader, analysis.c.reader == reader.c.number)
        .order_by(report.c.number)
    )


def _numbered(connection: Connection, *which: ColumnElement[bool]) -> list[tuple[int, str]]:
    """The numbers and ids of reports in order; sorted here, since SQLite would go through their texts to sort."""
    rows = connection.execute(select(report.c.number, report.c.id).where(*which))
    return sorted((number, id) for number, id in rows)


def _next_revision(connection: Connection) -> int:
    query = update(counter).values(revision=counter.c.revision + 1).returning(counter.c.revision)
    return int(connection.execute(query).scalar_one())


def _reader_number(connection: Connection, made_by: MadeBy) -> int:
    values = to_json(made_by)
    connection.execute(insert(reader).values(values).on_conflict_do_nothing())
    query = select(reader.c.number).where(*(reader.c[name] == value for name, value in values.items()))
    return int(connection.execute(query).scalar_one())


def _save(connection: Connection, kept: Kept, reader_number: int | None, revision: int) -> bool:
    """Keep an analysis and its sentences; returns whether words of an earlier text were in the index."""
    body = to_json(kept.analysis)
    values = {name: body["article"].pop(name) for name in _COLUMNS}
    values |= {"text_hash": text_hash(values["text"]), "revision": revision}
    before = connection.execute(_KEPT_BEFORE, {"same": values["id"]}).first()
    changed = before is None or (before.text, fulltext.starts_in(before.body)) != (
        values["text"],
        kept.analysis.sentences,
    )
    if before is not None and changed:
        fulltext.forget(connection, before.number)
    if before is not None and (
        changed or (before.title, before.source) != (values["title"], values["source"])
    ):
        columns.forget(connection, before.number)
    number = connection.execute(_KEEP_REPORT, values).scalar_one()
    connection.execute(_KEEP_ANALYSIS, {"report": number, "reader": reader_number, "body": _json(body)})
    if changed:
        fulltext.add(connection, number, values["text"], kept.analysis.sentences)
    return before is not None and before.text != values["text"]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
