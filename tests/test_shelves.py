"""Reports that are loaded out of a store when they are looked at: few are held, and none is out of date."""

import pytest

from lib import corrections, shelves
from lib.explorer import Explorer
from lib.filters import Filters
from lib.storage.database import Database
from lib.storage.store import DatabaseStore
from lib.workspace import Workspace
from tests import build


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept.db"


def opened(path):
    return Workspace(DatabaseStore(Database.file(path)))


@pytest.fixture
def workspace(path):
    workspace = opened(path)
    workspace.add(build.analysis(id=f"r{number}", title=f"Title {number}") for number in range(30))
    return workspace


@pytest.mark.parametrize(
    ("limit", "value", "held"),
    [
        pytest.param("MOST_AT_HAND", 7, 7, id="so many reports"),
        pytest.param("MOST_CHARACTERS", 3 * len(build.TEXT), 3, id="so many characters"),
    ],
)
def test_only_what_was_looked_at_last_is_held(workspace, monkeypatch, limit, value, held):
    monkeypatch.setattr(shelves, limit, value)
    view = Explorer(workspace).view(Filters())
    assert [row.key for row in view.statements] == [f"r{number}:s0" for number in range(30)]
    assert list(workspace._shelf._at_hand) == [f"r{number}" for number in range(30 - held, 30)]
    assert workspace.get("r0").article.title == "Title 0"
    assert list(workspace._shelf._at_hand)[-1] == "r0"


def test_what_is_held_is_loaded_once(workspace, monkeypatch):
    fetched = []
    fetch = DatabaseStore.fetch
    monkeypatch.setattr(DatabaseStore, "fetch", lambda self, ids: fetched.extend(ids) or fetch(self, ids))
    view = Explorer(workspace).view(Filters())
    fetched.clear()
    for _ in range(3):
        assert len(view.statements[4:9]) == 5
        assert view.casualties[5].article.id == "r5"
    assert fetched == ["r4", "r5", "r6", "r7", "r8"]


def changed(workspace):
    workspace.add([build.analysis(id="r1", title="Another")])


def corrected(workspace):
    workspace.correct(corrections.make(workspace.get("r1"), "casualty", 0, "outcome", "injured"))


@pytest.mark.parametrize(
    "change", [changed, corrected, pytest.param(lambda one: one.remove(["r1"]), id="removed")]
)
def test_rows_found_before_a_change_leave_out_what_has_changed(workspace, path, change):
    other = opened(path)
    views = [Explorer(one).view(Filters()) for one in (workspace, other)]
    change(workspace)
    other.refresh()
    for view in views:
        assert [row.key for row in view.statements[:3]] == ["r0:s0", "r2:s0"]
        assert len(view.statements) == 30
        with pytest.raises(IndexError):
            view.statements[1]
    for one in (workspace, other):
        keys = [row.key for row in Explorer(one).view(Filters()).statements[:3]]
        assert keys == ["r0:s0", *(["r1:s0"] if "r1" in one else []), "r2:s0", "r3:s0"][:3]
