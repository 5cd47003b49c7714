"""A workspace: adding, replacing, removing, searching; and the sample."""

import pytest

from lib.errors import DataError
from lib.workspace import Workspace, sample
from tests import build


@pytest.fixture
def workspace():
    workspace = Workspace()
    workspace.add([build.analysis(), build.analysis(id="two", source="Another")])
    return workspace


def test_rows_come_in_the_order_of_reports(workspace):
    assert len(workspace) == 2
    assert [row.key for row in workspace.statements()] == ["one:s0", "two:s0"]
    assert [row.key for row in workspace.casualties()] == ["one:c0", "two:c0"]
    assert len(workspace.places()) == 4


def test_a_report_added_again_takes_the_place_of_the_first(workspace):
    version = workspace.version
    assert workspace.add([build.analysis(source="Changed")]) == 0
    assert [analysis.article.source for analysis in workspace] == ["Changed", "Another"]
    assert len(workspace.statements()) == 2
    assert workspace.search("source:changed") == {"one", "one:s0", "one:c0", "one:p0", "one:p1"}
    assert workspace.version > version


def test_removed_reports_are_gone_from_rows_and_search(workspace):
    workspace.remove(["one", "not there"])
    assert [row.key for row in workspace.casualties()] == ["two:c0"]
    assert workspace.search("killed") == {"two", "two:s0", "two:c0", "two:p0"}
    assert [row.key for row in workspace.places_of("two")] == ["two:p0", "two:p1"]
    assert (
        workspace.statements_of("one") == workspace.casualties_of("one") == workspace.places_of("one") == ()
    )
    workspace.clear()
    assert (len(workspace), workspace.statements(), workspace.search("killed")) == (0, [], set())


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("outcome:killed", {"c"}),
        ("speaker:mayor", {"s", "c"}),
        ("place:harbour", {"s", "c", "p", "report"}),
        ("country:netherlands", {"s", "c", "p", "report"}),
        ("nowhere", {"p", "report"}),
    ],
)
def test_fields_reach_the_records_that_have_them(workspace, query, kinds):
    found = {key.partition(":")[2][:1] or "report" for key in workspace.search(query)}
    assert found == kinds


def test_two_workspaces_share_nothing(workspace):
    other = Workspace()
    assert len(other) == 0
    assert other.search("killed") == set()


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
