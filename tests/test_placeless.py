"""What names no place, where places are asked for: which records, how near, and that none counts as placed."""

from dataclasses import replace

import pytest

from lib.explorer import Beside, Explorer
from lib.filters import Filters
from lib.placeless import Setting
from lib.records import Analysis, Place, PlaceMention, Span, Speaker, Statement
from lib.storage.database import Database
from lib.storage.store import DatabaseStore
from lib.workspace import Workspace
from tests import build

KARACHI = Place("geonames:2", "Karachi", "settlement", "PK", 24.9, 67.0)
NETHERLANDS = Place("geonames:3", "The Netherlands", "country", "NL", 52.3, 5.5)
PLACES = {"Harbour": build.HARBOUR, "Karachi": KARACHI, "Nowhere": None, "Netherlands": NETHERLANDS}


def report(id, text, *, metonyms=()):
    """A report of whole sentences; what stands between « and » in one is said by the name after the comma."""
    plain = text.replace("«", "").replace("»", "")
    places = [
        PlaceMention(at, at + len(name), name, place, "metonym" if name in metonyms else "literal", 0.9, "")
        for name, place in PLACES.items()
        for at in range(len(plain))
        if plain.startswith(name, at)
    ]
    places.sort(key=lambda mention: mention.start)
    statements = []
    for number, piece in enumerate(text.split("«")[1:]):
        words, _, rest = piece.partition("»")
        start = text.index(f"«{words}") - 2 * number
        name = rest.split()[1]
        speaker = Speaker(name, *build.span(plain, name), "named", 0.9)
        within = tuple(
            i for i, place in enumerate(places) if start <= place.start and place.end <= start + len(words)
        )
        cue = Span(*build.span(plain, name))
        statements.append(Statement(start, start + len(words), words, "indirect", speaker, cue, within))
    starts = (0, *(at + 2 for at in range(len(plain) - 2) if plain[at : at + 2] == ". "))
    article = build.article(plain, id=id)
    return Analysis(article, places=tuple(places), statements=tuple(statements), sentences=starts)


REPORTS = (
    report(
        "at", "«Harbour is safe», Ada said. «We stay», Ada said. Karachi was calm. «All is well», Bo said."
    ),
    report("named once", "Karachi waits. «Nothing moves», Ada said. Ships left Harbour."),
    report("no place known", "In Harbour. In Nowhere. «We hold on», Ada said."),
    report("metonym", "In Harbour. Karachi wants talks. «We hope», Ada said.", metonyms=("Karachi",)),
    report("names another", "In Harbour. «Karachi is next», Ada said. «Nowhere is next», Ada said."),
    report("elsewhere", "In Karachi. «We wait», Ada said."),
    report("named after it", "In Karachi. «We go», Ada said in Harbour."),
    report("named in its sentence before it", "In Karachi. In Harbour it was: «We came», Ada said."),
    report("of the country", "In the Netherlands. «We care», Bo said."),
)


@pytest.fixture(scope="module", params=["in memory", "in a store"])
def explorer(request):
    stored = request.param == "in a store"
    workspace = Workspace(DatabaseStore(Database.memory("placeless")) if stored else None)
    workspace.add(REPORTS)
    return Explorer(workspace)


def said(explorer, **filters):
    return {row.statement.text for row in explorer.view(Filters(**filters)).statements}


HARBOUR, KARACHI_ID = "geonames:1", "geonames:2"
LAST = {"We stay", "We hope", "We came"}
IN_REPORT = {*LAST, "All is well", "Nothing moves", "We hold on", "We go"}


@pytest.mark.parametrize(
    ("filters", "last", "in_report"),
    [
        pytest.param({"place": (HARBOUR,)}, LAST, IN_REPORT, id="a place"),
        pytest.param({"on_map": (HARBOUR,)}, LAST, IN_REPORT, id="picked on the map"),
        pytest.param({"query": "place:harbour"}, LAST, IN_REPORT, id="asked for in the search"),
        pytest.param(
            {"place": (HARBOUR,), "speaker": ("Bo",)}, set(), {"All is well"}, id="and something else"
        ),
        pytest.param(
            {"query": "place:harbour speaker:bo"}, set(), {"All is well"}, id="the same in the search"
        ),
        pytest.param({"query": "place:harbour we"}, LAST, {*LAST, "We hold on", "We go"}, id="and a word"),
        pytest.param(
            {"country": ("NL",)},
            {*LAST, "We care"},
            {*IN_REPORT, "We care"},
            id="a country, by a place in it",
        ),
        pytest.param(
            {"place": (HARBOUR, KARACHI_ID)},
            {*LAST, "All is well", "Nothing moves", "We wait", "We go"},
            {*IN_REPORT, "We wait"},
            id="either of two places",
        ),
        pytest.param(
            {"place": (HARBOUR,), "on_map": (KARACHI_ID,)},
            set(),
            {"We stay", "All is well", "Nothing moves", "We go", "We came"},
            id="both of two places",
        ),
        pytest.param({"kind": ("country",)}, {"We care"}, {"We care"}, id="a kind of place"),
    ],
)
def test_what_names_no_place_and_stands_near_one(explorer, filters, last, in_report):
    named = said(explorer, **filters)
    assert said(explorer, **filters, placeless="last") - named == last
    assert said(explorer, **filters, placeless="report") - named == in_report
    assert explorer.without_place(Filters(**filters)) == Beside((len(last), 0), (len(in_report), 0))


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"speaker": ("Bo",)},
        {"query": "we NOT place:karachi"},
        {"query": "(place:karachi place:harbour) OR place:nowhere"},
    ],
)
def test_where_no_place_is_asked_for_nothing_is_added(explorer, filters):
    assert explorer.without_place(Filters(**filters)) is None
    assert said(explorer, **filters, placeless="report") == said(explorer, **filters)


def test_what_names_no_place_never_counts_as_placed(explorer):
    shown, with_more = Filters(place=(HARBOUR,)), Filters(place=(HARBOUR,), placeless="report")
    told = [[(one.place, one.told) for one in explorer.places(asked)] for asked in (shown, with_more)]
    assert told[0] == told[1]
    for facet in ("place", "country", "kind"):
        assert explorer.facets(with_more)[facet] == explorer.facets(shown)[facet]
    (speaker,) = (value for value in explorer.facets(with_more)["speaker"] if value.value == "Ada")
    assert speaker.count == len([1 for words in IN_REPORT | {"Harbour is safe"} if words != "All is well"])


def test_how_near_the_place_is(explorer):
    filters = Filters(place=(HARBOUR,), placeless="report")
    rows = {row.statement.text: row.key for row in explorer.view(filters).statements}
    settings = explorer.settings(filters, list(rows.values()))
    assert {words: settings.get(key) for words, key in rows.items()} == {
        "Harbour is safe": None,
        "We stay": Setting(1, 1),
        "All is well": Setting(1, None),
        "Nothing moves": Setting(1, None),
        "We hold on": Setting(1, None),
        "We hope": Setting(1, 2),
        "We go": Setting(1, None),
        "We came": Setting(1, 0),
    }
    assert explorer.settings(filters, ["gone:s0", "at:s99", "at", "at:x1", ""]) == {}
    assert explorer.settings(Filters(), list(rows.values())) == {}


def test_claims_without_a_place_are_found_too():
    workspace = Workspace()
    placed = build.analysis()
    bare = replace(placed, casualties=(replace(placed.casualties[0], place=None),))
    workspace.add([placed, replace(bare, article=replace(bare.article, id="two"))])
    explorer = Explorer(workspace)
    filters = Filters(place=(HARBOUR,))
    # The place is named after the claim.
    assert explorer.without_place(filters) == Beside((0, 0), (0, 1))
    assert [row.key for row in explorer.view(replace(filters, placeless="report")).casualties] == [
        "one:c0",
        "two:c0",
    ]
    here, others = explorer.placeless(filters, HARBOUR)
    assert ([row.key for row in here], list(others)) == (["two:c0"], [])
