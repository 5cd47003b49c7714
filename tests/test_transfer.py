"""A workspace as one file, and files from elsewhere, which may be anything."""

import json
import re
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib import corrections, transfer
from lib.errors import WorkspaceError
from lib.exports import About, json_lines, of_workspace
from lib.provenance import MadeBy
from lib.query import Term
from lib.records import Analysis, to_json
from lib.storage import schema
from lib.storage.database import Database
from lib.storage.store import DatabaseStore
from lib.workspace import Workspace
from tests import build

READER = MadeBy("0.1.0", "a_model 1.0", "aaaa", "bbbb")


def filled(workspace):
    workspace.add([build.analysis(), build.analysis(id="two", source=None, title="Other")], READER)
    workspace.add([build.analysis(id="three")])
    workspace.correct(corrections.make(workspace.get("one"), "casualty", 0, "outcome", "injured"))
    workspace.correct(undone := corrections.make(workspace.get("two"), "place", 0, "rejected", True))
    workspace.undo(undone.id)
    return workspace


def jsonl(workspace):
    return b"".join(json_lines.write(of_workspace(workspace), About()))


def same(one, other):
    return (list(one.kept()), one.log, list(one)) == (list(other.kept()), other.log, list(other))


@pytest.mark.parametrize(
    "save", [pytest.param(transfer.saved, id="a workspace file"), pytest.param(jsonl, id="JSON Lines")]
)
def test_a_saved_workspace_is_the_same_when_opened(save):
    workspace, other = filled(Workspace()), Workspace()
    assert transfer.take_over(other, transfer.opened(save(workspace), "saved")) == 3
    assert same(workspace, other)
    assert transfer.take_over(other, transfer.opened(save(workspace), "saved")) == 0
    assert same(workspace, other)


def test_a_file_in_use_can_be_opened_as_it_stands(tmp_path):
    """Its header says that it is in WAL mode, which a database in memory cannot be."""
    path = tmp_path / "kept.db"
    filled(Workspace(DatabaseStore(Database.file(path))))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert path.read_bytes()[18:20] == b"\x02\x02"
    assert len(transfer.opened(path.read_bytes(), "kept.db").kept) == 3


def test_a_saved_file_can_be_kept_as_a_workspace(tmp_path):
    path = tmp_path / "saved.db"
    workspace = filled(Workspace())
    path.write_bytes(transfer.saved(workspace))
    assert same(Workspace(DatabaseStore(Database.file(path))), workspace)


def test_an_older_file_is_opened():
    connection = sqlite3.connect(":memory:")
    for statement in schema.STEPS[0]:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    assert transfer.opened(connection.serialize(), "old.db") == transfer.Contents((), ())


def test_a_file_that_was_opened_is_searched_in_what_its_reports_say_and_not_in_its_index():
    content = altered("INSERT INTO sentence(rowid, text) VALUES (99, 'quixotry')")
    workspace = Workspace()
    transfer.take_over(workspace, transfer.opened(content, "upload"))
    assert len(workspace.sentences.find(Term("harbour"))[0]) == 3
    assert len(workspace.sentences.find(Term("quixotry"))[0]) == 0


def altered(*statements):
    """A saved workspace after somebody worked on it with other tools."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(transfer.saved(filled(Workspace())))
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    return connection.serialize()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "is empty", id="nothing"),
        pytest.param(b"\x00\xff" * 999, "neither a workspace", id="noise"),
        pytest.param(b"{}\n", "neither a workspace .*line 1", id="JSON of another kind"),
        pytest.param(b"[" * 100_000, "neither a workspace", id="deep JSON"),
        pytest.param(b"SQLite format 3\0" + b"\x10\x00\x02\x02" + b"x" * 9_000, "damaged or no", id="header"),
        pytest.param(transfer.saved(Workspace())[:5_000], "damaged", id="cut short"),
        pytest.param(altered(f"PRAGMA user_version = {schema.VERSION + 1}"), "made by a newer", id="newer"),
        pytest.param(altered("PRAGMA application_id = 7"), "another program", id="of another program"),
        pytest.param(
            altered("CREATE TRIGGER t AFTER INSERT ON report BEGIN DELETE FROM report; END"),
            "not a workspace that Dateline saved",
            id="a trigger",
        ),
        pytest.param(
            altered("ALTER TABLE report RENAME TO r", "CREATE VIEW report AS SELECT * FROM r"),
            "not a workspace that Dateline saved",
            id="a view in the place of a table",
        ),
        pytest.param(
            altered("CREATE VIRTUAL TABLE extra USING fts5(words)"),
            "not a workspace that Dateline saved",
            id="a table of another kind",
        ),
        pytest.param(
            altered("UPDATE analysis SET body = json_set(body, '$.places[0].start', 5)"),
            "do not stand at 5",
            id="words that do not stand there",
        ),
        pytest.param(
            altered("UPDATE analysis SET body = json_set(body, '$.places[0].place.latitude', 91)"),
            "is not on Earth",
            id="a place that is not on Earth",
        ),
        pytest.param(
            altered("UPDATE analysis SET body = json_set(body, '$.statements[0].places', json('[9]'))"),
            "names a place that is not there",
            id="a reference to nothing",
        ),
        pytest.param(
            altered("UPDATE report SET published = 'soon'"), "'soon' is no date", id="a date that is none"
        ),
        pytest.param(altered("UPDATE report SET text = x'00ff'"), "makes no sense", id="bytes for a text"),
        pytest.param(
            altered("UPDATE correction SET body = replace(body, 'injured', 'eaten')"),
            "the correction '.*' makes no sense",
            id="a correction that is none",
        ),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_with_the_reason(content, reason):
    with pytest.raises(WorkspaceError, match=reason):
        transfer.opened(content, "upload")


def test_a_json_line_with_words_that_do_not_stand_there_is_refused():
    row = to_json(build.analysis())
    row["places"][0]["end"] += 1
    with pytest.raises(WorkspaceError, match="do not stand at"):
        transfer.opened(json.dumps(row).encode(), "upload.jsonl")


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(transfer, "LARGEST", 1_000)
    with pytest.raises(WorkspaceError, match=r"at most 1,000 can be opened here\. .* --workspace FILE\.db"):
        transfer.opened(transfer.saved(Workspace()), "large.db")


def test_line_breaks_of_unicode_do_not_cut_a_line():
    text = build.TEXT + " One\u2028two\x85three."
    workspace = Workspace()
    workspace.add([Analysis(build.article(text))])
    assert len(transfer.opened(jsonl(workspace), "saved.jsonl").kept) == 1


SAVED = transfer.saved(filled(Workspace()))


def test_a_table_whose_name_is_no_utf_8_is_refused_in_words():
    damaged = re.sub(rb"tablereader(reader.)CREATE", b"tablere\x80der\\1CREATI", SAVED, flags=re.DOTALL)
    assert damaged != SAVED
    with pytest.raises(WorkspaceError, match="damaged"):
        transfer.opened(damaged, "upload")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(SAVED) - 1), st.binary(min_size=1, max_size=40)), max_size=8),
    st.integers(0, len(SAVED)),
)
def test_a_file_with_any_bytes_changed_is_opened_or_refused_in_words(changes, length):
    content = bytearray(SAVED)
    for position, replacement in changes:
        content[position : position + len(replacement)] = replacement
    try:
        contents = transfer.opened(bytes(content[: max(length, len(content) // 2)]), "upload")
    except WorkspaceError:
        return
    workspace = Workspace()
    workspace.put(contents.kept)
    assert len(workspace) == len({kept.analysis.article.id for kept in contents.kept})
