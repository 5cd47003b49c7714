"""The stories of a workspace: grouped once a version, and counted once in facets and on the map."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.explorer import Explorer
from lib.filters import Filters
from lib.stories import number_of_stories, originals_of, stories_of
from lib.tolls import compare
from lib.ui import claims, evidence, session
from lib.ui.map_panel import map_place
from lib.workspace import Workspace
from tests import build


@pytest.fixture
def workspace():
    workspace = Workspace()
    workspace.add([build.analysis(), build.analysis(id="copy", source="Another outlet")])
    return workspace


def counts(workspace, facet, filters):
    return {value.value: value.count for value in Explorer(workspace).facets(filters)[facet]}


def test_reports_of_the_same_copy_are_one_story(workspace):
    assert stories_of(workspace) == {"one": ("one", "copy"), "copy": ("one", "copy")}
    assert number_of_stories(workspace) == 1
    assert originals_of(workspace, workspace.ids()) == {
        "copy:s0": "one:s0",
        "copy:c0": "one:c0",
        "copy:p0": "one:p0",
        "copy:p1": "one:p1",
    }


def test_stories_follow_the_workspace(workspace):
    assert number_of_stories(workspace) == 1
    workspace.remove(["one"])
    assert (
        stories_of(workspace),
        originals_of(workspace, workspace.ids()),
        number_of_stories(workspace),
    ) == ({}, {}, 1)
    workspace.add([build.analysis(id="third")])
    assert stories_of(workspace)["third"] == ("copy", "third")


def test_reports_of_one_copy_can_be_removed_together(workspace):
    workspace.add([build.analysis(id="third", source="A third outlet")])
    assert number_of_stories(workspace) == 1
    workspace.remove(["one", "copy"])
    assert (stories_of(workspace), number_of_stories(workspace)) == ({}, 1)
    workspace.clear()
    assert (stories_of(workspace), number_of_stories(workspace)) == ({}, 0)


def test_two_workspaces_do_not_know_of_each_other(workspace):
    other = Workspace()
    other.add([build.analysis(id="third")])
    assert stories_of(other) == {}
    assert "third" not in stories_of(workspace)


def test_a_claim_and_a_statement_of_a_copy_count_once(workspace):
    everything = Filters()
    assert counts(workspace, "outcome", everything) == {"killed": 1}
    assert counts(workspace, "speaker", everything) == {"the mayor": 2}


def test_a_report_counts_what_it_prints_itself(workspace):
    assert counts(workspace, "report", Filters()) == {"one": 2, "copy": 2}


def test_a_copy_counts_when_filters_hide_what_it_repeats(workspace):
    assert counts(workspace, "outcome", Filters(outlet=("Another outlet",))) == {"killed": 1}


def test_places_are_as_large_on_the_map_as_what_is_told_of_them_once(workspace):
    (summary,) = Explorer(workspace).places(Filters())
    marker = map_place(summary, None, None)
    assert (marker.mentions, marker.statements, marker.casualties) == (1, 1, 1)
    assert len(summary.mentions) == 2


def test_a_report_says_who_else_prints_its_copy(workspace):
    analysis = workspace.get("one")
    others = [workspace.get("copy").article]
    card = evidence.report_card(analysis, others)
    assert [badge.label for badge in card.badges] == ["one story, 2 reports"]
    assert card.note.endswith("same copy as Another outlet")
    assert evidence.report_card(analysis).badges == ()


def test_claims_of_one_copy_are_one_line_that_says_so(workspace):
    (group,) = compare(workspace, originals_of(workspace, workspace.ids()))
    (claim,) = group.claims
    assert "and 1 more report of the same copy" in claims.bar(claim, None).printed


def test_the_page_says_how_many_stories_the_reports_tell(workspace):
    def app():
        from lib.ui import page

        page.draw()

    state = session.Session(workspace)
    page = AppTest.from_function(app, default_timeout=60)
    page.session_state["session"] = state
    page.run()
    assert not page.exception
    assert any("2 reports · 1 story" in markdown.value for markdown in page.markdown)
