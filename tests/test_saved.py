"""Columns that are saved in a file: opened again they answer as if they were read anew, whatever was done since."""

import json
import sqlite3
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib import corrections, saved
from lib.block_reader import read
from lib.blocks import Vocabulary
from lib.corpus import corpus_of
from lib.errors import WorkspaceError
from lib.explorer import Explorer
from lib.filters import Filters
from lib.packed import packed, unpacked
from lib.storage.database import Database
from lib.storage.store import DatabaseStore
from lib.workspace import Workspace
from tests import build, generated
from tests.test_corpus import EDITS, MADE, copied, retitled, told


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept.db"


def opened(path):
    return Workspace(DatabaseStore(Database.file(path)))


@pytest.fixture
def filled(path):
    """A file with thirty reports, two of the same copy, whose columns are saved."""
    workspace = opened(path)
    workspace.add([*generated.analyses(29, seed=2), copied(MADE[0], "copy"), MADE[0]])
    Explorer(workspace)
    return path


@pytest.fixture
def fetched(monkeypatch):
    """The ids of the reports that are loaded from stores."""
    ids = []
    fetch = DatabaseStore.fetch
    monkeypatch.setattr(DatabaseStore, "fetch", lambda self, some: ids.extend(some) or fetch(self, some))
    return ids


def anew(workspace):
    """The same in memory."""
    other = Workspace()
    other.put(workspace.kept())
    for correction in workspace.log:
        other.correct(correction)
    return other


def test_a_file_that_is_opened_again_loads_no_report(filled, fetched):
    workspace = opened(filled)
    explorer = Explorer(workspace)
    assert len(explorer.view(Filters()).reports) == 30
    assert len(explorer.facets(Filters())["outcome"]) == 4
    assert fetched == []
    assert told(explorer) == told(Explorer(anew(workspace)))


def test_opening_a_file_tells_how_far_it_has_come(path, monkeypatch):
    monkeypatch.setattr("lib.storage.columns.REPORTS_IN_BATCH", 10)
    workspace = opened(path)
    workspace.add(generated.analyses(25, seed=2))
    heard = []
    corpus_of(workspace, lambda done, of: heard.append((done, of)))
    assert heard == [(9, 25), (19, 25), (25, 25)], "SQLite counts reports from one"


def correct(workspace):
    workspace.correct(corrections.make(workspace.get("made-3"), "casualty", 0, "outcome", "injured"))


def rename(workspace):
    report = workspace.get("made-3")
    index = next(i for i, one in enumerate(report.statements) if one.speaker.name in generated.ROLES)
    workspace.correct(corrections.make(report, "statement", index, "speaker", "Ada Vos", reach="everywhere"))


@pytest.mark.parametrize(
    ("change", "loaded"),
    [
        pytest.param(lambda one: one.add([build.analysis(id="new")]), {"new"}, id="a new report"),
        pytest.param(lambda one: one.add([MADE[2]]), {"made-2"}, id="a report with another text"),
        pytest.param(lambda one: one.remove(["made-3"]), set(), id="a report less"),
        pytest.param(correct, {"made-3"}, id="a correction"),
        pytest.param(rename, None, id="a correction of all reports"),
    ],
)
def test_only_what_has_changed_is_loaded(filled, fetched, monkeypatch, change, loaded):
    monkeypatch.setattr("lib.storage.columns.forget", lambda *_: None)
    monkeypatch.setattr(saved, "FEW", 31)
    workspace = opened(filled)
    change(workspace)
    fetched.clear()
    again = opened(filled)
    explorer = Explorer(again)
    seen = set(fetched)
    if loaded is None:
        rows = [*workspace.statements(), *workspace.casualties()]
        loaded = {row.article.id for row in rows if row.amendments}
        assert 1 < len(loaded) < len(workspace)
    assert seen == loaded
    assert told(explorer) == told(Explorer(anew(again)))


def test_columns_go_with_a_report_that_is_removed_or_gets_other_words(filled):
    def batches():
        with sqlite3.connect(filled) as connection:
            return [batch for (batch,) in connection.execute("SELECT batch FROM columns ORDER BY batch")]

    assert batches() == [-1, 0]
    workspace = opened(filled)
    workspace.add([workspace.get("made-4")])
    assert batches() == [-1, 0]
    workspace.remove(["made-4"])
    assert batches() == [-1]
    for other in (build.analysis(id="made-5"), retitled(workspace.get("made-6"), "Another")):
        Explorer(opened(filled))
        assert batches() == [-1, 0]
        workspace.add([other])
        assert batches() == [-1]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([*sorted(EDITS), "open again"]), st.integers(0, 11)), min_size=2, max_size=9
    )
)
def test_what_is_opened_again_after_any_edits_is_what_would_be_made_anew(edits):
    database = Database.memory("kept")
    workspace = Workspace(DatabaseStore(database))
    workspace.add(MADE[:4])
    Explorer(workspace)
    for edit, which in edits:
        if edit == "open again":
            workspace = Workspace(DatabaseStore(database))
            Explorer(workspace)
        else:
            EDITS[edit](workspace, which)
    again = Workspace(DatabaseStore(database))
    assert told(Explorer(again)) == told(Explorer(anew(again)))


def test_columns_that_other_programs_made_are_not_taken(filled, fetched, monkeypatch):
    monkeypatch.setattr(saved, "form", lambda: "another")
    Explorer(opened(filled))
    assert len(fetched) == 30
    fetched.clear()
    Explorer(opened(filled))
    assert fetched == []


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE columns SET body = x'00'", id="cut"),
        pytest.param("UPDATE columns SET body = ''", id="empty"),
        pytest.param("UPDATE columns SET body = 'text'", id="text"),
        pytest.param("UPDATE columns SET body = zeroblob(length(body))", id="wiped"),
        pytest.param(
            "UPDATE columns SET body = (SELECT body FROM columns AS o WHERE o.batch != columns.batch)",
            id="exchanged",
        ),
    ],
)
def test_damaged_columns_are_read_anew(filled, fetched, statement):
    with sqlite3.connect(filled) as connection:
        connection.execute(statement)
    workspace = opened(filled)
    assert told(Explorer(workspace)) == told(Explorer(anew(workspace)))
    fetched.clear()
    Explorer(opened(filled))
    assert fetched == []


def test_a_file_that_cannot_take_its_columns_is_opened_all_the_same(filled, monkeypatch):
    with sqlite3.connect(filled) as connection:
        connection.execute("DELETE FROM columns")

    def full(*_):
        raise WorkspaceError("There is no room left on the disk.")

    monkeypatch.setattr("lib.storage.columns.FileColumns.save", full)
    assert len(Explorer(opened(filled)).view(Filters()).reports) == 30


def test_reports_that_another_process_removed_just_now_are_left_out(filled):
    one, other = opened(filled), opened(filled)
    other.remove(["made-7", "copy"])
    explorer = Explorer(one)
    assert len(explorer.view(Filters()).reports) == 28
    assert one.refresh()
    assert told(Explorer(one)) == told(Explorer(anew(one)))


WORKSPACE = Workspace()
WORKSPACE.add(generated.analyses(3))
WORDS = Vocabulary()
SNAPSHOT = WORKSPACE.snapshot()
PACKED = packed(read(SNAPSHOT.stream(range(3)), WORDS), WORDS, SNAPSHOT.ids)


def test_a_block_is_read_back_under_another_vocabulary():
    words = Vocabulary()
    words.places.code(next(iter(WORDS.places.since(1))))
    block, ids = unpacked(PACKED, words)
    assert ids == ["made-0", "made-1", "made-2"]
    assert packed(block, words, ids) == PACKED


def altered(change):
    """The block with its head changed, and a checksum that fits."""
    length = int.from_bytes(PACKED[4:8])
    head = json.loads(PACKED[8 : 8 + length])
    change(head)
    text = json.dumps(head).encode()
    body = len(text).to_bytes(4) + text + PACKED[8 + length :]
    return zlib.crc32(body).to_bytes(4) + body


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda head: head["ids"].pop(), id="a report less"),
        pytest.param(lambda head: head["arrays"].pop(), id="a column less"),
        pytest.param(lambda head: head["arrays"][1].__setitem__(2, 10**9), id="a longer column"),
        pytest.param(lambda head: head["arrays"][1].__setitem__(1, "|O"), id="a column of objects"),
        pytest.param(lambda head: head["values"]["pair place"].pop(), id="a place less"),
        pytest.param(
            lambda head: head["values"]["pair place"][0].__setitem__(1, 7), id="a name that is none"
        ),
        pytest.param(lambda head: head["values"].update(nonsense=[]), id="values of nothing"),
    ],
)
def test_a_block_that_does_not_fit_together_is_refused(change):
    with pytest.raises(ValueError, match=r"."):
        unpacked(altered(change), Vocabulary())


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(8, len(PACKED) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_block_with_any_bytes_changed_is_refused_or_leads_nowhere_outside(changes):
    content = bytearray(PACKED)
    for position, byte in changes:
        content[position] = byte
    content[:4] = zlib.crc32(content[4:]).to_bytes(4)
    try:
        block, ids = unpacked(bytes(content), Vocabulary())
    except ValueError:
        return
    assert len(ids) == len(block.counts)
    records = int(block.counts.sum())
    assert all(np.all(pairs.records < records) for pairs in block.pairs.values())
