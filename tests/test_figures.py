"""The figures: what a marker, a bar or a claim carries, where the map looks, and that text stays text."""

import dataclasses
import datetime as dt
import json
import re
from itertools import pairwise

import pytest

from lib import markers
from lib.claims_plot import LINE
from lib.figures import (
    BarGroup,
    ClaimBar,
    MapPlace,
    MapView,
    TimelineDay,
    claims_range,
    picked,
    place_map,
    plain,
    timeline,
)

KYIV = MapPlace("geonames:703448", "Kyiv", "settlement", "Ukraine", 50.45, 30.52, "UA", mentions=9)
LVIV = MapPlace("geonames:702550", "Lviv", "settlement", "Ukraine", 49.84, 24.02, "UA", mentions=2)
UKRAINE = MapPlace("geonames:690791", "Ukraine", "country", "Ukraine", 49.0, 32.0, "UA", mentions=30)
DONBAS = MapPlace("dateline:donbas", "Donbas", "area", "Ukraine", 48.3, 38.3, "UA")


def changed(place, **fields):
    return dataclasses.replace(place, **fields)


def only_trace(figure):
    (trace,) = figure.data
    return trace


def drawn(figure):
    """The properties of the features that draw the markers, by the name they carry (rings carry none)."""
    features = figure.layout.map.style["sources"]["places"]["data"]["features"]
    return [feature["properties"] for feature in features]


def hover_of(place):
    return only_trace(place_map([place])).hovertext[0]


def test_every_point_carries_the_id_of_its_place():
    trace = only_trace(place_map([LVIV, UKRAINE, KYIV]))
    at = dict(zip(trace.customdata, zip(trace.lat, trace.lon, strict=True), strict=True))
    assert at == {p.id: (p.latitude, p.longitude) for p in (LVIV, UKRAINE, KYIV)}


def test_extents_lie_beneath_points_and_large_markers_beneath_small_ones():
    trace = only_trace(place_map([LVIV, DONBAS, KYIV, UKRAINE]))
    assert list(trace.customdata) == [UKRAINE.id, DONBAS.id, KYIV.id, LVIV.id]


def test_the_order_of_the_rows_changes_nothing():
    assert place_map([KYIV, LVIV, UKRAINE]).to_json() == place_map([UKRAINE, LVIV, KYIV]).to_json()


def test_what_is_picked_shows_on_a_clear_trace_that_else_shows_nothing():
    trace = only_trace(place_map([KYIV, LVIV]))
    assert trace.marker.opacity == trace.unselected.marker.opacity == 0
    assert trace.selected.marker.opacity > 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_asks_nobody_for_anything(theme):
    assert "://" not in place_map([KYIV, UKRAINE], theme=theme).to_json()


def test_mentions_and_tolls_set_the_size():
    by_mentions = dict(zip(("kyiv", "lviv"), markers.radii([KYIV, LVIV], "mentions"), strict=True))
    assert by_mentions["kyiv"] > by_mentions["lviv"]
    deadly = changed(LVIV, toll_low=40, toll_high=None, outcome="killed")
    by_toll = markers.radii([KYIV, deadly], "toll")
    assert by_toll[0] < by_toll[1]


def test_a_country_mentioned_most_does_not_dwarf_the_rest():
    sizes = markers.radii([UKRAINE, KYIV], "mentions")
    assert sizes[0] < sizes[1] <= markers.LARGEST


def test_markers_are_smaller_on_a_map_of_the_world():
    near, far = (markers.radii([KYIV, LVIV], "mentions", zoom) for zoom in (6, 2))
    assert near[0] > far[0] > far[1] >= markers.SMALLEST


def test_a_place_with_casualty_mentions_has_a_ring_around_it():
    (disc,) = drawn(place_map([KYIV]))
    ring, same = drawn(place_map([changed(KYIV, casualties=2)]))
    assert "label" not in ring
    assert ring["radius"] > same["radius"] == disc["radius"]
    assert ring["line"] not in (same["line"], same["fill"])


def test_an_uncertain_place_is_hollow():
    (sure,), (unsure,) = drawn(place_map([KYIV])), drawn(place_map([changed(KYIV, uncertain=True)]))
    assert unsure["fill"] == sure["line"]
    assert unsure["line"] == sure["fill"]
    assert unsure["width"] > sure["width"]


def test_an_extent_is_translucent():
    (extent,) = drawn(place_map([DONBAS]))
    assert extent["opacity"] < 0.5
    assert "position stands for an extent" in hover_of(DONBAS)


def test_colours_follow_the_outcome_when_asked():
    kinds = {p["fill"] for p in drawn(place_map([KYIV, LVIV]))}
    killed = changed(LVIV, outcome="killed", toll_low=3, toll_high=3)
    outcomes = {p["fill"] for p in drawn(place_map([KYIV, killed], colour_by="outcome"))}
    assert len(kinds) == 1
    assert len(outcomes) == 2


def test_names_carry_the_claim_when_size_means_the_toll():
    place = changed(KYIV, toll_low=12, toll_high=None, outcome="killed")
    assert drawn(place_map([place]))[0]["label"] == "Kyiv"
    assert drawn(place_map([place], size_by="toll"))[0]["label"] == "Kyiv\nat least 12"


def test_the_basemap_leaves_names_to_the_markers_and_tints_the_countries():
    style = json.dumps(place_map([KYIV, UKRAINE]).layout.map.style)
    assert "703448" in style
    assert '["in", ["get", "code"], ["literal", ["UA"]]]' in style


def test_the_hover_says_what_is_known():
    place = changed(
        KYIV,
        statements=1,
        casualties=2,
        toll_low=12,
        outcome="killed",
        newest="Twelve died.",
        note="One of two.",
    )
    assert hover_of(place).split("<br>") == [
        "<b>Kyiv</b>",
        "settlement · Ukraine",
        "9 mentions · 1 statement · 2 casualty mentions",
        "highest claim: at least 12 killed",
        "<i>Twelve died.</i>",
        "One of two.",
    ]
    assert "Not sure: One of two." in hover_of(changed(place, uncertain=True))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;", id="markup"),
        pytest.param('<a href="x">y</a>', '&lt;a href="x"&gt;y&lt;/a&gt;', id="link"),
        pytest.param("Kyiv &lt;", "Kyiv &amp;lt;", id="entity"),
        pytest.param("$x^2$", "&#36;x^2&#36;", id="formula"),
        pytest.param("%{lat}", "%{lat}", id="template: Plotly fills hovertemplate once only"),
        pytest.param("two\n lines\t", "two lines", id="white space"),
        pytest.param("a\u202eb\x07c\u200b", "abc", id="hidden characters"),
        pytest.param("Ізюм Łódź صنعاء", "Ізюм Łódź صنعاء", id="other scripts"),
    ],
)
def test_text_of_a_report_stays_text(text, shown):
    assert plain(text) == shown


@pytest.mark.parametrize("field", ["name", "country", "newest", "note"])
def test_no_text_of_a_place_becomes_markup(field):
    hover = hover_of(changed(KYIV, **{field: "<a href='//evil.example'>click</a> " * 8}))
    assert "<a" not in hover
    assert "&lt;a href='//evil.example'&gt;" in hover


def test_a_long_statement_is_cut_and_says_so():
    hover = hover_of(changed(KYIV, newest="word " * 200))
    assert " …</i>" in hover
    assert max(map(len, hover.split("<br>"))) < 70


def test_without_places_the_map_shows_the_world():
    figure = place_map([])
    assert figure.layout.map.zoom < 2
    assert not [note for note in figure.layout.annotations if note.visible is not False and "●" in note.text]


def test_a_view_can_be_asked_for():
    figure = place_map([KYIV, LVIV], view=MapView(31.5, 34.47, 9))
    assert (figure.layout.map.center.lat, figure.layout.map.zoom) == (31.5, 9)


def test_a_timeline_stacks_reports_statements_and_casualties_by_day():
    days = [
        TimelineDay(dt.date(2022, 3, 5), statements=1),
        TimelineDay(dt.date(2022, 3, 3), reports=2, casualties=4),
        TimelineDay(None, reports=1, statements=3),
    ]
    figure = timeline(days)
    counts = {bar.name: list(bar.y) for bar in figure.data}
    assert counts == {"reports": [2, 0], "statements": [0, 1], "casualty mentions": [4, 0]}
    assert list(figure.data[0].customdata) == ["2022-03-03/2022-03-03", "2022-03-05/2022-03-05"]
    assert figure.layout.annotations[0].text == "without a date: 1 report, 3 statements"


@pytest.mark.parametrize(
    ("last", "first_bar"),
    [
        pytest.param(dt.date(2022, 4, 1), "2022-02-24/2022-02-24", id="days"),
        pytest.param(dt.date(2023, 1, 1), "2022-02-21/2022-02-27", id="weeks"),
        pytest.param(dt.date(2026, 1, 1), "2022-02-01/2022-02-28", id="months"),
    ],
)
def test_bars_grow_with_the_time_they_cover(last, first_bar):
    days = [TimelineDay(day, statements=1) for day in (dt.date(2022, 2, 24), last)]
    bars = timeline(days).data[1]
    assert bars.customdata[0] == first_bar
    assert sum(bars.y) == 2


def test_a_timeline_of_nothing_is_empty():
    assert [list(bar.x) for bar in timeline([]).data] == [[], [], []]


def claim(low, high, **fields):
    words = {"id": "a", "who": "regional governor", "words": "the count", "outcome": "killed"}
    return ClaimBar(**(words | fields), low=low, high=high)


def together(*bars):
    return BarGroup("Event", bars)


def words(figure):
    return [annotation.text for annotation in figure.layout.annotations]


def marks(figure):
    return [trace for trace in figure.data if trace.mode == "markers"]


@pytest.mark.parametrize(
    ("low", "high", "symbols"),
    [
        pytest.param(22, 22, ["circle"], id="exact"),
        pytest.param(12, 20, ["circle", "circle"], id="range"),
        pytest.param(12, None, ["circle", "triangle-right"], id="open above"),
        pytest.param(None, 20, ["circle", "triangle-left"], id="open below"),
        pytest.param(None, None, ["triangle-left", "triangle-right"], id="no figure"),
    ],
)
def test_the_ends_of_a_claim(low, high, symbols):
    (mark,) = marks(claims_range([together(claim(low, high))]))
    assert list(mark.marker.symbol) == symbols
    assert set(mark.customdata) == {"a"}


@pytest.mark.parametrize(
    ("others", "scale"),
    [
        pytest.param([claim(30, 30)], "persons; an arrow", id="linear"),
        pytest.param([claim(4000, 4000)], "persons, on a logarithmic scale; an arrow", id="logarithmic"),
    ],
)
def test_an_arrow_at_an_open_end_is_short_and_told_of(others, scale):
    figure = claims_range([together(claim(12, None), *others)])
    begins, ends = marks(figure)[0].x
    assert begins == 12 < ends < 20
    assert figure.layout.xaxis.title.text.startswith(scale)


def test_where_no_end_is_open_nothing_is_told_of_arrows():
    assert claims_range([together(claim(12, 12))]).layout.xaxis.title.text == "persons"


def test_totals_are_square_and_what_is_not_asserted_is_hollow():
    (mark,) = marks(claims_range([together(claim(5, 5, scope="cumulative", polarity="denied"))]))
    assert list(mark.marker.symbol) == ["square-open"]


@pytest.mark.parametrize(
    ("claims", "axis"),
    [
        pytest.param([claim(12, 20), claim(30, 30)], "linear", id="near one another"),
        pytest.param([claim(3, 3), claim(4000, None)], "log", id="far apart"),
        pytest.param([claim(0, 0), claim(4000, None)], "linear", id="with a zero"),
        pytest.param([], "linear", id="none"),
    ],
)
def test_claims_far_apart_are_on_a_logarithmic_axis(claims, axis):
    assert claims_range([together(*claims)]).layout.xaxis.type == axis


def test_no_text_of_a_claim_becomes_markup():
    bar = claim(5, 5, who="<b>x</b>", words="<a href='/'>5</a>", date="<i>May</i>", printed="<u>y</u>")
    figure = claims_range([BarGroup("<s>z</s>", [bar], "<q>n</q>")])
    (hover,) = marks(figure)[0].hovertext
    shown = " ".join(words(figure))
    for text in (shown, hover):
        assert "&lt;b&gt;x&lt;/b&gt;" in text
        assert "&lt;i&gt;May" in text
        assert "&lt;u&gt;y" in text
        assert "<a" not in text
    assert "&lt;s&gt;z" in shown
    assert "&lt;q&gt;n" in shown


def test_nothing_of_who_and_what_is_cut_off():
    who = (
        "a review published on Wednesday by the group of monitors for the northern and the eastern provinces"
    )
    bar = claim(5, 5, who=who, words=f"5 people whom {who} had looked for were killed")
    text = " ".join(words(claims_range([together(bar)]))).replace("<br>", " ")
    plain_text = re.sub("<[^>]*>", "", text)
    assert f"5: {who}" in plain_text
    assert f"“{bar.words}”" in plain_text


@pytest.mark.parametrize(
    ("polarity", "low", "said"),
    [
        pytest.param("asserted", 5, "<b>5</b>: regional governor", id="claimed"),
        pytest.param("denied", 5, "<b>5</b>: denied by regional governor", id="denied"),
        pytest.param("negated", 0, "<b>none</b>: says regional governor", id="nobody"),
    ],
)
def test_how_a_figure_is_meant_stands_beside_it(polarity, low, said):
    figure = claims_range([together(claim(low, low, polarity=polarity))])
    assert words(figure)[1].startswith(said)


def test_the_words_and_bars_of_claims_do_not_overlap():
    bars = [claim(n, n, who="the head of the rescue service of the region " * n) for n in (1, 2, 3)]
    figure = claims_range([BarGroup("First", bars, "It is in doubt " * 12), BarGroup("Second", bars)])
    parts = [(a.y, a.y + LINE * len(a.text.split("<br>"))) for a in figure.layout.annotations]
    parts += [(mark.y[0] - 6, mark.y[0] + 6) for mark in marks(figure)]
    ordered = sorted(parts)
    assert all(one[1] <= other[0] for one, other in pairwise(ordered))
    assert ordered[-1][1] <= figure.layout.yaxis.range[0]


@pytest.mark.parametrize(
    ("event", "ids"),
    [
        pytest.param(None, [], id="nothing yet"),
        pytest.param({"selection": {"points": []}}, [], id="nothing picked"),
        pytest.param(
            {"selection": {"points": [{"customdata": "b"}, {"customdata": "a"}, {"customdata": "b"}]}},
            ["b", "a"],
            id="each once",
        ),
        pytest.param({"selection": {"points": [{"x": 1}]}}, [], id="a point without data"),
    ],
)
def test_what_was_picked(event, ids):
    assert picked(event) == ids


def test_claims_of_a_group_stand_under_its_heading_with_its_range_behind_them():
    figure = claims_range(
        [BarGroup("Event", [claim(1, 1), claim(2, 4)], "In doubt"), BarGroup("Apart", [claim(3, 3)])]
    )
    headings = [a for a in figure.layout.annotations if a.text.startswith(("<b>Event", "<b>Apart"))]
    rows = [mark.y[0] for mark in marks(figure)]
    assert headings[0].y < rows[0] < rows[1] < headings[1].y < rows[2]
    assert "In doubt" in headings[0].text
    assert [(shape.x0, shape.x1) for shape in figure.layout.shapes] == [(1, 4), (1, 4)]


DAYS = [TimelineDay(dt.date(2026, 3, day), 1, 1, 1) for day in (1, 10, 20)]


@pytest.mark.parametrize(
    ("chosen", "veils"),
    [
        pytest.param((None, None), [], id="all days"),
        pytest.param((dt.date(2026, 3, 5), None), [("2026-02-28", "2026-03-05")], id="since a day"),
        pytest.param((None, dt.date(2026, 3, 10)), [("2026-03-11", "2026-03-22")], id="until a day"),
        pytest.param((dt.date(2026, 1, 1), dt.date(2026, 4, 1)), [], id="more than there is"),
    ],
)
def test_what_lies_outside_the_chosen_days_is_veiled(chosen, veils):
    shapes = timeline(DAYS, chosen=chosen).layout.shapes
    assert [(str(shape.x0), str(shape.x1)) for shape in shapes] == veils


def test_one_day_is_a_bar_among_days():
    axis = timeline(DAYS[:1]).layout.xaxis
    assert (axis.range[1] - axis.range[0]).days == 14
    assert timeline(DAYS).layout.xaxis.range is None
