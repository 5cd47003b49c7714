"""A workspace, in memory and in a file: adding, replacing, removing, correcting; and the sample."""

import pytest

from lib import corrections
from lib.errors import CorrectionError, DataError
from lib.provenance import MadeBy
from lib.storage.database import Database
from lib.storage.interface import Kept
from lib.storage.store import DatabaseStore
from lib.workspace import Workspace, sample
from tests import build

READER = MadeBy("0.1.0", "a_model 1.0", "aaaa", "bbbb")


@pytest.fixture(params=["in memory", "in a file"])
def empty(request, tmp_path):
    """A workspace, and what opens it again: the same one when it is in memory."""
    if request.param == "in memory":
        workspace = Workspace()
        return workspace, lambda: workspace
    path = tmp_path / "kept.db"
    return Workspace(DatabaseStore(Database.file(path))), lambda: Workspace(
        DatabaseStore(Database.file(path))
    )


@pytest.fixture
def workspace(empty):
    workspace, _ = empty
    workspace.add([build.analysis(), build.analysis(id="two", source="Another")], READER)
    return workspace


@pytest.fixture
def again(empty, workspace):
    """Opens the filled workspace once more."""
    return empty[1]


def test_rows_come_in_the_order_of_reports(workspace, again):
    for one in (workspace, again()):
        assert len(one) == 2
        assert [row.key for row in one.statements()] == ["one:s0", "two:s0"]
        assert [row.key for row in one.casualties()] == ["one:c0", "two:c0"]
        assert len(one.places()) == 4
        assert list(one) == [build.analysis(), build.analysis(id="two", source="Another")]


def test_a_report_added_again_takes_the_place_of_the_first(workspace, again):
    version = workspace.version
    assert workspace.add([build.analysis(source="Changed")]) == 0
    assert workspace.version > version
    for one in (workspace, again()):
        assert [analysis.article.source for analysis in one] == ["Changed", "Another"]
        assert len(one.statements()) == 2


def test_removed_reports_are_gone(workspace, again):
    workspace.remove(["one", "not there"])
    for one in (workspace, again()):
        assert [row.key for row in one.casualties()] == ["two:c0"]
        assert [row.key for row in one.places_of("two")] == ["two:p0", "two:p1"]
        assert one.statements_of("one") == one.casualties_of("one") == one.places_of("one") == ()
        assert one.get("one") is None
    workspace.clear()
    assert (len(workspace), workspace.statements(), len(again())) == (0, [], 0)


@pytest.mark.parametrize(
    ("other", "found"),
    [
        pytest.param({"id": "one", "text": "Another text."}, "one", id="the same id"),
        pytest.param({"id": "new", "source": "An outlet"}, "one", id="the same text and outlet"),
        pytest.param({"id": "new", "source": None}, "one", id="the same text, outlet unknown"),
        pytest.param({"id": "new", "source": "A third outlet"}, None, id="the same text in another outlet"),
        pytest.param({"id": "new", "text": "Another text."}, None, id="another text"),
    ],
)
def test_a_report_that_is_there_already_is_known_by_id_or_text(workspace, other, found):
    twin = workspace.twin(build.article(**{"text": build.TEXT, **other}))
    assert (twin.id if twin else None) == found


def test_a_removed_text_has_no_twin(workspace):
    workspace.add([build.analysis(id="two", source="Moved")])
    workspace.remove(["one", "two"])
    assert workspace.twin(build.article(build.TEXT, id="new")) is None


def test_what_each_was_read_by_is_kept(workspace, again):
    workspace.put([Kept(build.analysis(id="three"))])
    assert [kept.made_by for kept in again().kept()] == [READER, READER, None]
    newer = MadeBy("0.1.0", "a_model 1.1", "aaaa", "cccc")
    assert READER.differences(newer) == ("model", "gazetteer")
    assert workspace.outdated(READER) == ["three"]
    assert len(workspace.outdated(newer)) == 3


def test_a_correction_is_shown_kept_and_undone(workspace, again):
    correction = corrections.make(workspace.get("one"), "casualty", 0, "outcome", "injured")
    workspace.correct(correction)
    for one in (workspace, again()):
        assert [row.casualty.outcome for row in one.casualties()] == ["injured", "killed"]
        assert one.casualties_of("one")[0].casualty.corrected[0].correction == correction.id
        assert next(one.kept()).analysis == build.analysis()
        assert one.log == (correction,)
    workspace.undo(correction.id)
    for one in (workspace, again()):
        assert [row.casualty.outcome for row in one.casualties()] == ["killed", "killed"]
        assert [c.in_force for c in one.log] == [False]
    workspace.redo(correction.id)
    assert again().casualties()[0].casualty.outcome == "injured"


def test_a_correction_everywhere_reaches_reports_that_are_added_later(workspace, again):
    statement = corrections.make(
        workspace.get("one"), "statement", 0, "speaker", "Ann Lee", reach="everywhere"
    )
    workspace.correct(statement)
    workspace.add([build.analysis(id="three")])
    for one in (workspace, again()):
        assert [row.speaker for row in one.statements()] == ["Ann Lee"] * 3
    workspace.undo(statement.id)
    assert {row.speaker for row in workspace.statements()} == {"the mayor"}


def test_corrections_outlive_another_reading_and_those_that_find_nothing_are_named(workspace, again):
    kept = corrections.make(workspace.get("one"), "place", 0, "rejected", True)
    workspace.correct(kept)
    workspace.correct(lost := corrections.make(workspace.get("one"), "casualty", 0, "outcome", "injured"))
    read_anew = build.analysis()
    workspace.add([type(read_anew)(read_anew.article, read_anew.places)])
    for one in (workspace, again()):
        assert [mention.text for mention in one.get("one").places] == ["Nowhere"]
        assert one.unmatched() == [lost]


def test_a_removed_report_takes_its_own_corrections_along(workspace, again):
    here = corrections.make(workspace.get("one"), "casualty", 0, "outcome", "injured")
    everywhere = corrections.make(
        workspace.get("one"), "statement", 0, "speaker", "Ann Lee", reach="everywhere"
    )
    workspace.correct(here)
    workspace.correct(everywhere)
    workspace.remove(["one"])
    assert workspace.log == again().log == (everywhere,)


def test_a_correction_that_is_not_in_the_log_cannot_be_undone(workspace):
    with pytest.raises(CorrectionError, match="not in the log"):
        workspace.undo("unknown")


def test_what_is_derived_is_made_once_a_version(workspace):
    made = []

    def count():
        made.append(len(workspace))
        return len(workspace)

    assert [workspace.derived("count", count) for _ in range(3)] == [2, 2, 2]
    workspace.remove(["one"])
    assert workspace.derived("count", count) == 1
    assert made == [2, 1]


def test_two_workspaces_share_nothing(workspace):
    other = Workspace()
    assert len(other) == 0
    assert other.kept_in is None
    assert other.refresh() is False


def test_the_sample_is_there():
    analyses = sample()
    assert len(analyses) == 12
    assert all(a.places and a.article.published for a in analyses)


@pytest.mark.parametrize("content", [None, "{broken", '{"article": {}}'])
def test_a_missing_or_damaged_sample_says_what_to_run(tmp_path, content):
    path = tmp_path / "analyses.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=r"missing or damaged .* python data/samples/build.py"):
        sample(path)
