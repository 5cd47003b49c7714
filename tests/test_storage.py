"""Workspace files: crashes, full disks, other windows, older, newer, foreign and damaged files."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from sqlalchemy import inspect

from lib import corrections
from lib.errors import WorkspaceError
from lib.explorer import Explorer
from lib.query import Term
from lib.records import Analysis
from lib.storage import database, schema
from lib.storage.database import Database
from lib.storage.store import DatabaseStore
from lib.workspace import Workspace
from tests import build
from tests.browser.server import ROOT

REPORTS = 1_000
ADDER = f"""
import sys
from pathlib import Path
from lib.storage.database import Database
from lib.storage.store import DatabaseStore
from lib.workspace import Workspace
from tests import build

workspace = Workspace(DatabaseStore(Database.file(Path(sys.argv[1]))))
for number in range({REPORTS}):
    workspace.add([build.analysis(id=f"{{sys.argv[2]}}{{number}}")])
    print(f"{{sys.argv[2]}}{{number}}", flush=True)
"""
FULL_DISK = f"""
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
{ADDER}
"""


def opened(path):
    return Workspace(DatabaseStore(Database.file(path)))


def run(script, *arguments, **options):
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        **options,
    )


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept.db"


def found(workspace, word):
    """The ids of the reports in which the index finds a word."""
    numbers, _ = workspace.sentences.find(Term(word))
    return {id for id, number in workspace.sentences.numbers().items() if number in numbers.tolist()}


def words_in(path):
    """The words in the index of a file, each with in how many sentences it stands."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, sentence, row)")
        return dict(connection.execute("SELECT term, doc FROM words"))


def sound(path):
    with sqlite3.connect(path) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("acknowledged", [1, 150, 400])
def test_a_process_killed_while_adding_loses_nothing_that_was_acknowledged(path, acknowledged):
    process = run(ADDER, path, "r")
    said = [process.stdout.readline().strip() for _ in range(acknowledged)]
    process.send_signal(signal.SIGKILL)
    said += process.stdout.read().split()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert acknowledged <= len(said) < REPORTS
    assert sound(path)
    workspace = opened(path)
    ids = [analysis.article.id for analysis in workspace]
    assert ids[: len(said)] == said
    assert len(ids) <= len(said) + 1
    assert workspace.get(said[-1]) == build.analysis(id=said[-1])
    assert found(workspace, "nothing") == set(ids)
    workspace.add([build.analysis(id="after")])
    assert "after" in opened(path)


def test_a_full_disk_is_told_and_loses_nothing(path):
    said, error = run(FULL_DISK, path, "r").communicate()
    kept = said.split()
    assert 0 < len(kept) < REPORTS
    assert "lib.errors.WorkspaceError" in error
    assert "do the last step again" in error
    assert sound(path)
    assert [analysis.article.id for analysis in opened(path)] == kept


def test_a_full_database_is_told_and_what_was_there_can_still_be_seen(path):
    database = Database.file(path)
    workspace = Workspace(DatabaseStore(database))
    workspace.add([build.analysis()])
    with database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(WorkspaceError, match="no room left on the disk"):
        workspace.add([build.analysis(id=f"r{number}") for number in range(200)])
    for one in (workspace, opened(path)):
        assert [analysis.article.id for analysis in one] == ["one"]
        assert found(one, "nothing") == {"one"}


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_shown_that_is_not_kept(path):
    database = Database.file(path)
    workspace = Workspace(DatabaseStore(database))
    workspace.add([build.analysis()])
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    correction = corrections.make(workspace.get("one"), "casualty", 0, "outcome", "injured")
    for change in (
        lambda: workspace.add([build.analysis(id="two")]),
        lambda: workspace.remove(["one"]),
        lambda: workspace.correct(correction),
    ):
        with pytest.raises(WorkspaceError, match=r"kept\.db cannot be written\. Change the rights"):
            change()
    assert list(workspace) == list(opened(path)) == [build.analysis()]
    assert workspace.log == ()
    assert found(workspace, "nothing") == {"one"}


def test_a_file_without_the_right_to_write_is_refused_at_once(path):
    opened(path).add([build.analysis()])
    with pytest.raises(WorkspaceError, match="cannot be written"):
        Database("kept.db", lambda: sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(
            b"Not a database, but a letter to the editor. " * 100, "not a workspace file", id="text"
        ),
        pytest.param(b"PK\x03\x04" * 2_000, "not a workspace file", id="another format"),
    ],
)
def test_another_file_is_refused_and_left_as_it_was(path, content, reason):
    path.write_bytes(content)
    with pytest.raises(WorkspaceError, match=reason):
        Database.file(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_as_it_was(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE customers (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(WorkspaceError, match="database of another program"):
        Database.file(path)
    assert path.read_bytes() == before


def test_a_folder_and_a_missing_folder_are_refused(tmp_path):
    with pytest.raises(WorkspaceError, match="cannot be opened or made"):
        Database.file(tmp_path)
    with pytest.raises(WorkspaceError, match="cannot be opened or made"):
        Database.file(tmp_path / "none" / "kept.db")


def test_a_file_of_a_newer_dateline_is_refused(path):
    opened(path)
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(WorkspaceError, match="made by a newer Dateline .* Update Dateline"):
        Database.file(path)


def test_a_damaged_file_is_told(path):
    opened(path).add(build.analysis(id=f"r{number}") for number in range(50))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(WorkspaceError, match="is damaged"):
        list(opened(path))


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        pytest.param("UPDATE analysis SET body = '{broken'", "the analysis of report 'one'", id="no JSON"),
        pytest.param("UPDATE analysis SET body = '[]'", "the analysis of report 'one'", id="other JSON"),
        pytest.param(
            """UPDATE analysis SET body = json_set(body, '$.places[0].role', 'villain')""",
            "role: 'villain' is none of",
            id="a value that is none",
        ),
        pytest.param(
            "UPDATE correction SET body = '{}'", "the correction '.*' makes no sense", id="correction"
        ),
    ],
)
def test_a_record_that_makes_no_sense_is_named(path, statement, reason):
    workspace = opened(path)
    workspace.add([build.analysis()])
    workspace.correct(corrections.make(workspace.get("one"), "casualty", 0, "checked", True))
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    with pytest.raises(WorkspaceError, match=reason):
        list(opened(path))


def older_file(path, version):
    """A file as the Dateline of an older schema made it, with a report that it read."""
    with sqlite3.connect(path) as connection:
        for step in schema.STEPS[:version]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute(
            "INSERT INTO reader VALUES (1, '0.1.0', 'a_model 1.0', 'aaaa', 'bbbb')",
        )
        connection.execute(
            "INSERT INTO report VALUES (1, 'old', 'A title', NULL, NULL, '2026-03-14', 'Shells fell.', 'ff', 1)"
        )
        connection.execute(
            """INSERT INTO analysis VALUES (1, 1, '{"article": {}, "places": [], "sentences": [0]}')"""
        )
        connection.execute("UPDATE counter SET revision = 1")


@pytest.mark.parametrize("version", range(1, schema.VERSION + 1))
def test_an_older_file_is_brought_up_to_date_and_keeps_what_it_held(path, version):
    older_file(path, version)
    workspace = opened(path)
    assert [a.article.title for a in workspace] == ["A title"]
    assert next(workspace.kept()).made_by.model == "a_model 1.0"
    workspace.add([build.analysis()])
    workspace.correct(corrections.make(workspace.get("one"), "casualty", 0, "checked", True))
    again = opened(path)
    assert [a.article.id for a in again] == ["old", "one"]
    assert len(again.log) == 1
    assert found(again, "shells") == {"old"}
    assert found(again, "nothing") == {"one"}
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)


def test_the_steps_lead_to_the_tables_that_are_used(path):
    with Database.file(path).reading() as connection:
        found = inspect(connection)
        tables = {name for name in found.get_table_names() if not name.startswith("sentence")}
        assert tables == set(schema.metadata.tables)
        for name, table in schema.metadata.tables.items():
            columns = [(c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(name)]
            key = table.primary_key.columns
            assert columns == [(c.name, str(c.type), c.nullable or c.name in key) for c in table.columns]
            assert {index["name"] for index in found.get_indexes(name)} == {i.name for i in table.indexes}


def test_two_windows_on_one_file_see_what_the_other_did(path):
    one, two = opened(path), opened(path)
    assert two.refresh() is False
    one.add([build.analysis(), build.analysis(id="two")])
    version = two.version
    assert two.refresh() is True
    assert two.version > version
    assert list(two) == list(one)
    assert found(two, "nothing") == {"one", "two"}
    two.correct(corrections.make(two.get("one"), "casualty", 0, "outcome", "injured"))
    two.remove(["two"])
    assert one.refresh() is True
    assert [a.article.id for a in one] == ["one"]
    assert one.casualties()[0].casualty.outcome == "injured"
    assert one.log == two.log
    assert found(one, "nothing") == {"one"}
    assert (one.refresh(), two.refresh()) == (False, False)


def test_what_two_windows_did_at_the_same_time_is_seen_by_both(path):
    one, two = opened(path), opened(path)
    one.add([build.analysis(id="first")])
    two.add([build.analysis(id="second")])
    one.add([build.analysis(id="third")])
    one.refresh()
    two.refresh()
    assert {a.article.id for a in one} == {a.article.id for a in two} == {"first", "second", "third"}


def test_two_processes_that_add_at_once_wait_for_each_other(path):
    script = ADDER.replace(str(REPORTS), "60")
    processes = [run(script, path, name) for name in "ab"]
    for process in processes:
        _, error = process.communicate()
        assert process.returncode == 0, error
    assert {a.article.id for a in opened(path)} == {f"{name}{n}" for name in "ab" for n in range(60)}


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_new_file_is_opened_when_the_one_who_writes_to_it_is_done(path, lock):
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute(lock)
    done = threading.Timer(0.3, lambda: other.execute("COMMIT"))
    done.start()
    with Database.file(path).reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    done.join()
    other.close()


def test_a_new_file_that_another_does_not_let_go_of_is_said_to_be_in_use(path, monkeypatch):
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(WorkspaceError, match="in use by another program"):
        Database.file(path)
    other.close()


def test_threads_that_add_and_look_at_once_get_in_nobodys_way(path):
    workspace = opened(path)
    faults = []

    def add(name):
        try:
            for number in range(25):
                workspace.add([build.analysis(id=f"{name}{number}")])
                assert workspace.derived("rows", workspace.statements)
                workspace.refresh()
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=add, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(workspace) == len(opened(path)) == 100


def test_a_removed_report_leaves_no_words_in_the_file(path):
    workspace = opened(path)
    secret = Analysis(build.article("A word that nobody else uses: quixotry.", id="secret"))
    workspace.add([build.analysis(), secret])
    Explorer(workspace)
    workspace.remove(["secret"])
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert ("mayor" in words_in(path), "quixotry" in words_in(path)) == (True, False)
    assert b"quixotry" not in path.read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda one: replace(one, sentences=(0,)), id="its sentences start elsewhere"),
        pytest.param(
            lambda one: replace(one, article=replace(one.article, title="Other")), id="it has the same words"
        ),
        pytest.param(
            lambda one: Analysis(build.article("Nothing at all is left.", id="one")), id="it has other words"
        ),
    ],
)
def test_the_index_of_a_report_that_was_read_again_is_the_one_of_a_new_file(path, tmp_path, change):
    workspace, anew = opened(path), opened(tmp_path / "anew.db")
    again = change(build.analysis())
    workspace.add([build.analysis(), build.analysis(id="two")])
    workspace.add([again])
    anew.add([again, build.analysis(id="two")])
    for word in ("killed", "nothing", "heard", "all"):
        assert found(workspace, word) == found(anew, word)
        assert sorted(workspace.sentences.find(Term(word))[1]) == sorted(anew.sentences.find(Term(word))[1])
    assert words_in(path) == words_in(tmp_path / "anew.db")


def test_any_text_is_kept_as_it_is(path):
    text = "Naïve “quotes” ’; DROP TABLE report; -- \x00 \U0001f4a5 مرحبا {}[]\\u0000 $$ =1+1"
    analysis = Analysis(build.article(text, title=text, source=text))
    opened(path).add([analysis])
    assert opened(path).get("one") == analysis


def test_a_text_that_no_file_can_hold_is_refused(path):
    broken = Analysis(build.article("half a pair: \ud83d"))
    workspace = opened(path)
    with pytest.raises(WorkspaceError, match="broken characters"):
        workspace.add([build.analysis(id="fine"), broken])
    assert len(workspace) == len(opened(path)) == 0
