"""Searches and filters over whole reports: fields, names in any spelling, one speaker in all reports, days."""

from dataclasses import replace

import pytest

from lib.blocks import REPORT, STATEMENT
from lib.explorer import Explorer
from lib.filters import Filters
from lib.matches import Matches
from lib.records import Place, Speaker
from lib.workspace import Workspace
from tests import build

KYIV = Place("geonames:703448", "Kyiv", "settlement", "UA", 50.45, 30.52)


def said_by(name, *, at=build.HARBOUR, resolved_by="named", text=None, **fields):
    """A report whose one statement, with its claim, is credited to ``name`` and stands at a place."""
    analysis = build.analysis(**fields)
    speaker = Speaker(name, *build.span(build.TEXT, "the mayor")[:2], text or name, resolved_by)
    claim = analysis.casualties[0]
    return replace(
        analysis,
        places=(replace(analysis.places[0], place=at), *analysis.places[1:]),
        statements=(replace(analysis.statements[0], speaker=speaker),),
        casualties=(replace(claim, source=replace(claim.source, name=name)),),
    )


@pytest.fixture(scope="module")
def explorer():
    workspace = Workspace()
    workspace.add(
        [
            said_by("Volodymyr Zelensky", id="one", published="2026-01-10", at=KYIV),
            said_by("Zelenskyy", id="two", published="2026-02-10T08:00:00", source="Another"),
            said_by("Olena Zelenska", id="three", published="2026-03-10", title="A siege"),
            replace(
                build.analysis(id="four"),
                article=replace(build.article(build.TEXT, id="four"), published=None),
            ),
        ]
    )
    return Explorer(workspace)


def speakers(explorer, **filters):
    return {row.article.id for row in explorer.view(Filters(**filters)).statements}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("speaker:zelensky", {"one", "two"}, id="a family name in every spelling"),
        pytest.param("speaker:zelenskiy", {"one", "two"}, id="a spelling that no report has"),
        pytest.param("zelenskyy", {"one", "two"}, id="without the field"),
        pytest.param("speaker:olena", {"three"}, id="another of nearly the same name"),
        pytest.param("speaker:mayor killed", {"four"}, id="a field and a word"),
        pytest.param("killed NOT speaker:zelensky", {"three", "four"}, id="but not"),
        pytest.param("NOT speaker:zelensky", {"three", "four"}, id="all but"),
        pytest.param("place:kyiv", {"one"}, id="a place"),
        pytest.param("place:kiev", {"one"}, id="an older name of the place"),
        pytest.param("kiev", {"one"}, id="an older name without the field"),
        pytest.param("country:ukraine", {"one"}, id="a country"),
        pytest.param("country:UA", {"one"}, id="a country by its code"),
        pytest.param("outcome:killed source:another", {"two"}, id="two fields"),
        pytest.param("title:siege", {"three"}, id="all of a report by its title"),
        pytest.param("siege", set(), id="a title is no record's word"),
        pytest.param("after:2026-02", {"two", "three"}, id="after a month"),
        pytest.param("after:2026-02-10 before:2026-02-10", {"two"}, id="on a day"),
        pytest.param("before:2026", {"one", "two", "three"}, id="undated is never before"),
        pytest.param("(speaker:olena OR place:kyiv) people", {"one", "three"}, id="groups"),
    ],
)
def test_which_statements_a_search_finds(explorer, query, found):
    assert speakers(explorer, query=query) == found


def test_a_word_of_a_title_finds_the_report(explorer):
    assert [a.article.id for a in explorer.view(Filters(query="siege")).reports] == ["three"]


def test_spellings_of_one_speaker_are_one_value(explorer):
    values = {value.label: value.count for value in explorer.facets(Filters())["speaker"]}
    assert values == {"Volodymyr Zelensky": 4, "Olena Zelenska": 2, "the mayor": 2}
    assert explorer.spellings("Volodymyr Zelensky") == ("Volodymyr Zelensky", "Zelenskyy")
    assert explorer.speaker("Zelenskyy") == "Volodymyr Zelensky"


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        pytest.param({"since": "2026-02-01"}, {"two", "three"}, id="since a day"),
        pytest.param({"until": "2026-02-10"}, {"one", "two"}, id="until a day"),
        pytest.param({"since": "2026-02-10", "until": "2026-02-10"}, {"two"}, id="one day"),
        pytest.param({"kind": ("settlement",)}, {"one", "two", "three", "four"}, id="kind of place"),
        pytest.param({"scope": ("cumulative",)}, set(), id="scope"),
        pytest.param({"polarity": ("asserted",)}, {"one", "two", "three", "four"}, id="polarity"),
        pytest.param({"speaker": ("Olena Zelenska",)}, {"three"}, id="speaker"),
    ],
)
def test_what_filters_leave(explorer, filters, left):
    assert speakers(explorer, **filters) == left


def test_the_days_of_publication(explorer):
    assert explorer.days() == ("2026-01-10", "2026-03-10")
    assert Explorer(Workspace()).days() is None


def test_an_empty_workspace_answers_everything():
    explorer = Explorer(Workspace())
    assert explorer.view(Filters(query="a NOT b", since="2026-01-01")).reports == ()
    assert explorer.facets(Filters(query="a"))["speaker"] == []


def test_other_spellings_are_marked_too(explorer):
    assert {term.text for term in explorer.terms("zelenskyy NOT olena speaker:mayor")} == {
        "zelenskyy",
        "zelensky",
    }


def test_places_of_one_name_are_told_apart():
    workspace = Workspace()
    abroad = replace(KYIV, id="geonames:1", country_code="US")
    workspace.add([said_by("x", id="one", at=KYIV), said_by("x", id="two", at=abroad)])
    labels = {value.label for value in Explorer(workspace).facets(Filters())["place"]}
    assert labels == {"Kyiv, Ukraine", "Kyiv, United States"}


@pytest.mark.parametrize("most", [0, 1, 2, 5])
@pytest.mark.parametrize("chosen", [(), ("Olena Zelenska",), ("nobody who is there",)])
def test_the_first_values_of_a_facet_come_with_those_that_are_chosen(explorer, most, chosen):
    filters = Filters(speaker=chosen)
    every = explorer.facets(filters)
    for facet, (some, more) in explorer.leading_facets(filters, most).items():
        wanted = [value for place, value in enumerate(every[facet]) if place < most or value.chosen]
        assert (some, more) == (wanted, len(every[facet]) - len(wanted))


@pytest.mark.parametrize(
    ("query", "others"),
    [
        pytest.param(
            "speaker:zelensky place:ukraine", {"speaker:zelensky country:ukraine": 2}, id="a country"
        ),
        pytest.param("country:kyiv", {"place:kyiv": 2}, id="a town"),
        pytest.param("place:kyiv", {}, id="a town asked for as a place"),
        pytest.param("place:nowhere", {}, id="neither"),
        pytest.param("ukraine", {}, id="no field"),
    ],
)
def test_a_field_that_finds_more_is_named(explorer, query, others):
    assert explorer.other_fields(Filters(query=query)) == others


def test_of_a_long_search_only_the_first_fields_are_tried_as_another(explorer, monkeypatch):
    query = " OR ".join(["country:kyiv", *["country:nowhere"] * 50])
    searched, choice = [], Matches.choice
    monkeypatch.setattr(Matches, "choice", lambda *asked: searched.append(asked) or choice(*asked))
    assert explorer.other_fields(Filters(query=query)) == {query.replace("country:kyiv", "place:kyiv"): 2}
    assert len(searched) <= 4


@pytest.mark.parametrize(
    ("filters", "statements", "reports"),
    [
        pytest.param(
            {"query": "speaker:olena", "country": ("UA",)},
            {"country": 1, "query": 1},
            {"country": 1, "query": 1},
            id="search and country",
        ),
        pytest.param({"query": "siege", "since": "2026-04-01"}, {}, {"date": 1}, id="days, of reports alone"),
        pytest.param(
            {"outlet": ("Another",), "speaker": ("Olena Zelenska",), "on_map": (build.HARBOUR.id,)},
            {"outlet": 1, "speaker": 1},
            {"outlet": 1, "speaker": 1},
            id="outlet, speaker and map",
        ),
        pytest.param(
            {"query": "xylophone", "since": "2027-01-01", "country": ("UA",)}, {}, {}, id="no single one"
        ),
    ],
)
def test_what_stands_in_the_way(explorer, filters, statements, reports):
    assert explorer.obstacles(Filters(**filters), STATEMENT) == statements
    assert explorer.obstacles(Filters(**filters), REPORT) == reports
