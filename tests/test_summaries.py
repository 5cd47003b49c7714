"""What is counted over columns is what walking through all rows gives: places, speakers, days, orders."""

from collections import Counter
from dataclasses import replace

import pytest

from lib import corrections
from lib.amounts import sign_of
from lib.charts import TimelineDay
from lib.citations import day_of, title_of
from lib.duplicates import told
from lib.explorer import Explorer
from lib.filters import Filters, narrowed
from lib.records import Count, Speaker
from lib.stories import originals_of
from lib.tables import UNCERTAIN_BELOW, figure, place_summaries
from lib.workspace import Workspace
from tests import build, generated

CHOICES = [
    pytest.param(Filters(), id="everything"),
    pytest.param(Filters(query="convoy NOT kyiv"), id="a search"),
    pytest.param(Filters(outcome=("killed",)), id="a trait of claims"),
    pytest.param(Filters(outlet=("A third outlet",)), id="copies alone"),
    pytest.param(Filters(since="2023-01-01", until="2024-06-30"), id="a stretch of time"),
    pytest.param(Filters(query="nowhere_at_all"), id="nothing"),
]


def filled():
    """A workspace with copies, corrections, undated and timed reports, and what has no place, speaker or figure."""
    workspace = Workspace()
    made = list(generated.analyses(40, seed=3))
    first = made[0]
    nobody = replace(first.statements[0], speaker=None)
    mayor = replace(
        first.statements[1], speaker=Speaker("the Mayor", None, None, None, "named"), act="denies"
    )
    many = replace(first.casualties[0], count=Count(None, None, None, None, None, "none"))
    part = replace(first.casualties[1], subset_of=0, scope="cumulative", polarity="denied")
    made[0] = replace(
        first,
        statements=(nobody, mayor, *first.statements[2:]),
        casualties=(many, part, *first.casualties[2:]),
    )
    for number, published in enumerate(
        [None, "2023-05-04T23:10:00+02:00", "2023-05-04T01:00:00", "2023-05"], 1
    ):
        made[number] = replace(made[number], article=replace(made[number].article, published=published))
    copies = [
        replace(one, article=replace(one.article, id=f"copy-{n}", source="A third outlet"))
        for n, one in enumerate(made[:4])
    ]
    workspace.add([*made, build.analysis(), *copies])
    for number in range(3):
        workspace.correct(corrections.make(workspace.get(f"made-{number}"), "place", 0, "checked", True))
    one = workspace.get("one")
    workspace.correct(corrections.make(one, "place", 0, "role", "metonym"))
    workspace.correct(corrections.make(workspace.get("made-7"), "place", 1, "place", build.HARBOUR))
    return workspace


@pytest.fixture(scope="module")
def workspace():
    return filled()


@pytest.mark.parametrize("filters", CHOICES)
def test_places(workspace, filters):
    explorer, original = Explorer(workspace), originals_of(workspace, workspace.ids())
    view = explorer.view(filters)
    wanted = place_summaries(view.mentions, view.statements, view.casualties)
    found = explorer.places(filters)
    assert [one.place for one in found] == [one.place for one in wanted]
    for one, other, (newest, surest) in zip(found, wanted, explorer.details(found), strict=True):
        assert (one.mentions, one.statements, one.casualties) == (
            other.mentions,
            other.statements,
            other.casualties,
        )
        assert (one.confidence, one.uncertain) == (other.confidence, other.uncertain)
        assert (one.reports, one.gravest) == (other.reports, other.gravest)
        assert one.told == tuple(
            told(rows, original) for rows in (other.statements, other.casualties, other.mentions)
        )
        highest = other.highest and other.highest.casualty
        toll = one.highest and (one.highest.low, one.highest.high, one.highest.scope, one.highest.sign)
        assert toll == (highest and (highest.count.low, highest.count.high, highest.scope, sign_of(highest)))
        said = [*other.statements, *other.casualties]
        assert newest == max(said, key=minute, default=None)
        assert surest == max(other.mentions, key=lambda row: row.mention.confidence)
        assert list(one.marked) == [
            row for row in other.mentions if row.mention.corrected or row.mention.checked
        ]


def minute(row):
    """The moment of publication, empty for what has no day."""
    published = row.article.published or ""
    return published[:16].ljust(16, "0") if day_of(published) else ""


@pytest.mark.parametrize("filters", CHOICES)
def test_unsettled_places(workspace, filters):
    explorer = Explorer(workspace)
    mentions = explorer.view(filters).mentions
    found = explorer.unsettled(filters)
    assert found["unplaced"] == [row for row in mentions if row.mention.place is None]
    metonyms = [row for row in mentions if row.mention.place and row.mention.role == "metonym"]
    assert found["metonyms"] == metonyms
    assert found["review"] == [
        row
        for row in mentions
        if row.mention.place and row.mention.role == "literal" and row.mention.confidence < UNCERTAIN_BELOW
    ]


@pytest.mark.parametrize("filters", CHOICES)
def test_days(workspace, filters):
    explorer = Explorer(workspace)
    view = explorer.view(filters)
    counts = [
        Counter(day_of(published) for published in days)
        for days in (
            [one.article.published for one in view.reports],
            [row.article.published for row in view.statements],
            [row.article.published for row in view.casualties],
        )
    ]
    wanted = {TimelineDay(day, *(count[day] for count in counts)) for day in counts[0]}
    assert set(explorer.by_day(filters)) == wanted


@pytest.mark.parametrize("filters", CHOICES)
def test_speakers(workspace, filters):
    explorer = Explorer(workspace)
    view = explorer.view(filters)
    said = {}
    for row in view.statements:
        if row.statement.speaker:
            said.setdefault(explorer.speaker(row.speaker), ([], []))[0].append(row)
    for row in view.casualties:
        if row.casualty.source:
            said.setdefault(explorer.speaker(row.casualty.source.name), ([], []))[1].append(row)
    found = explorer.voices(filters)
    assert list(found) == sorted(said, key=lambda name: (-sum(map(len, said[name])), name.casefold()))
    for name, (statements, claims) in said.items():
        rows, voice, page = [*statements, *claims], found[name], explorer.speaker_page(filters, name)
        days = sorted(day.isoformat() for row in rows if (day := day_of(row.article.published)))
        assert (voice.statements, voice.claims) == (len(statements), len(claims))
        assert voice.reports == len({row.article.id for row in rows})
        assert voice.days == ((days[0], days[-1]) if days else None)
        places = Counter(place for row in rows for place in row.places)
        assert dict(page.places) == places
        assert voice.places == len(places)
        assert [number for _, number in page.places] == sorted(places.values(), reverse=True)
        assert dict(page.acts) == Counter(row.statement.act for row in statements)
        assert page.outlets == sorted({row.article.source for row in rows if row.article.source})
        assert sum(day.statements + day.casualties for day in page.days) == len(rows)


def published(row):
    return minute(row) or "9999"


@pytest.mark.parametrize(
    ("rows", "by", "key", "descending"),
    [
        ("statements", "newest", minute, True),
        ("casualties", "oldest", published, False),
        ("statements", "speaker", lambda row: (not row.statement.speaker, row.speaker.casefold()), False),
        ("casualties", "figure", lambda row: figure(row.casualty.count), True),
        ("casualties", "place", lambda row: (not row.place, row.place.name if row.place else ""), False),
        ("reports", "title", lambda one: title_of(one.article).casefold(), False),
        ("reports", "statements", lambda one: len(one.statements), True),
    ],
)
def test_orders(workspace, rows, by, key, descending):
    explorer = Explorer(workspace)
    found = getattr(explorer.view(Filters()), rows)
    assert explorer.ordered(found, by) == sorted(found, key=key, reverse=descending)


def test_names_and_ways_of_writing(workspace):
    explorer = Explorer(workspace)
    counted = Counter(row.statement.speaker.name for row in workspace.statements() if row.statement.speaker)
    counted += Counter(row.casualty.source.name for row in workspace.casualties() if row.casualty.source)
    names = explorer.names(10)
    assert [counted[name] for name in names] == sorted(counted.values(), reverse=True)[:10]
    for place in explorer.places(Filters()):
        first = {}
        for row in place.mentions:
            first.setdefault(row.mention.text, row)
        assert explorer.mentions_by_words(place.place.id) == list(first.values())


REACHING = [("place", "place", build.HARBOUR), ("place", "rejected", True), ("place", "role", "metonym")]


@pytest.mark.parametrize(
    ("layer", "field", "value"),
    [*REACHING, ("statement", "speaker", "Ada Vos"), ("casualty", "source", "Ada Vos")],
)
def test_how_far_a_correction_reaches(workspace, layer, field, value):
    explorer, analyses = Explorer(workspace), list(workspace)
    reached = set()
    for analysis in analyses:
        for index, record in enumerate(corrections.records_of(analysis, layer)):
            if getattr(record, field, True):
                made = corrections.make(analysis, layer, index, field, value, reach="everywhere")
                found = explorer.extent(made)
                assert found == corrections.affected(analyses, made)
                reached.add(found.reports > 1)
            if index == 2:
                break
    assert True in reached


@pytest.mark.parametrize("filters", CHOICES)
def test_narrowed_reports_hold_what_the_lists_hold(workspace, filters):
    view = Explorer(workspace).view(filters)
    reports = list(narrowed(view))
    assert [one.article.id for one in reports] == [one.article.id for one in view.reports]
    assert sum(len(one.statements) for one in reports) == len(view.statements)
    assert sum(len(one.casualties) for one in reports) == len(view.casualties)
