"""Filters over a workspace: what they leave, how they combine, what each value would leave, narrowed exports."""

from dataclasses import replace

import pytest

from lib.explorer import Explorer
from lib.filters import Filters, narrowed
from lib.records import Place, analysis_from_json, to_json
from lib.workspace import Workspace
from tests import build

KARACHI = Place("geonames:2", "Karachi", "settlement", "PK", 24.9, 67.0)


def elsewhere(analysis, place):
    """The analysis with another place for the one it resolved."""
    return replace(analysis, places=(replace(analysis.places[0], place=place), *analysis.places[1:]))


@pytest.fixture
def workspace():
    workspace = Workspace()
    workspace.add(
        [
            build.analysis(),
            build.analysis(id="two", source="Another"),
            elsewhere(build.analysis(id="three", source="Another"), KARACHI),
        ]
    )
    return workspace


@pytest.fixture
def explorer(workspace):
    return Explorer(workspace)


def sizes(view):
    return len(view.statements), len(view.casualties), len(view.mentions), len(view.reports)


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        pytest.param(Filters(), (3, 3, 6, 3), id="nothing is asked"),
        pytest.param(Filters(speaker=("the mayor",)), (3, 3, 3, 3), id="speaker"),
        pytest.param(
            Filters(outcome=("killed",)), (3, 3, 3, 3), id="outcome, of statements too that a claim stands in"
        ),
        pytest.param(Filters(outlet=("Another",)), (2, 2, 4, 2), id="outlet"),
        pytest.param(Filters(country=("PK",)), (1, 1, 1, 1), id="country"),
        pytest.param(Filters(country=("PK", "NL")), (3, 3, 3, 3), id="either country"),
        pytest.param(Filters(country=("PK",), report=("one",)), (0, 0, 0, 0), id="facets must all be met"),
        pytest.param(Filters(on_map=("geonames:1",)), (2, 2, 2, 2), id="picked on the map"),
        pytest.param(Filters(query="nowhere"), (0, 0, 3, 3), id="a search of places and reports"),
        pytest.param(Filters(query="nothing", report=("two",)), (0, 0, 1, 1), id="search and report"),
        pytest.param(Filters(query="country:pakistan"), (1, 1, 1, 1), id="a country's name in a search"),
    ],
)
def test_what_filters_leave(explorer, filters, left):
    assert sizes(explorer.view(filters)) == left


def counts(explorer, facet, filters):
    return {(v.label, v.count, v.chosen) for v in explorer.facets(filters)[facet]}


def test_a_facet_counts_what_each_value_would_leave_under_the_other_filters(explorer):
    chosen = Filters(country=("PK",))
    assert counts(explorer, "country", chosen) == {("The Netherlands", 2, False), ("Pakistan", 1, True)}
    assert counts(explorer, "outlet", chosen) == {("Another", 1, False)}
    assert counts(explorer, "speaker", chosen) == {("the mayor", 2, False)}
    assert counts(explorer, "outcome", chosen) == {("killed", 1, False)}


@pytest.mark.parametrize(
    ("facet", "parts"),
    [
        pytest.param("speaker", {"the mayor": (2, 1)}, id="statements and claims for a speaker"),
        pytest.param("report", {"one": (1, 0), "two": (1, 1)}, id="the same for a report"),
        pytest.param("outcome", {"killed": None}, id="claims alone"),
        pytest.param("outlet", {"An outlet": None, "Another": None}, id="reports"),
    ],
)
def test_a_value_tells_how_much_is_said_and_how_much_claimed(facet, parts):
    workspace = Workspace()
    workspace.add(
        [
            replace(build.analysis(), casualties=()),
            build.analysis(id="two", source="Another", published="2020-01-01"),
        ]
    )
    found = {v.value: (v.parts, v.count) for v in Explorer(workspace).facets(Filters())[facet]}
    assert {value: told for value, (told, _) in found.items()} == parts
    assert all(told is None or sum(told) == count for told, count in found.values())


def test_a_chosen_value_that_leaves_nothing_stays_in_sight(explorer):
    chosen = Filters(country=("PK",), report=("one",))
    assert ("Pakistan", 0, True) in counts(explorer, "country", chosen)


def test_toggling_puts_a_value_on_and_off():
    on = Filters().toggled("place", "geonames:1").toggled("place", "geonames:2")
    assert on.place == ("geonames:1", "geonames:2")
    assert on.toggled("place", "geonames:1").place == ("geonames:2",)
    assert not Filters()
    assert on


def test_a_narrowed_analysis_holds_what_is_shown_and_stays_whole(explorer):
    (analysis,) = narrowed(explorer.view(Filters(country=("PK",))))
    assert [p.text for p in analysis.places] == ["Harbour"]
    assert analysis.casualties[0].place == 0
    assert analysis_from_json(to_json(analysis)) == analysis


def test_records_of_a_narrowed_analysis_point_at_the_same_places_as_before(workspace):
    whole = workspace.get("three")
    moved = replace(whole, places=(whole.places[1], whole.places[0]))
    said = replace(whole.statements[0], places=(1,))
    moved = replace(moved, statements=(said,), casualties=(replace(whole.casualties[0], place=1),))
    workspace.add([moved])
    (analysis,) = narrowed(Explorer(workspace).view(Filters(country=("PK",))))
    assert analysis.places[analysis.casualties[0].place].place == KARACHI
    assert analysis.places[analysis.statements[0].places[0]].place == KARACHI
