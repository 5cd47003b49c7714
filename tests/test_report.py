"""The HTML report: what it says, what it links, and that no word of a report becomes markup; its drawn map."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from lib import markers
from lib.exports import About, drawing, first_view, report, svg_map
from lib.exports.drawing import Frame, Shape, outline
from lib.map_view import MapView
from lib.markers import MapPlace
from lib.records import Place
from tests import build
from tests.test_exports import AWKWARD, ENTRIES, Entry, entry, with_every_word

VOID = {"meta", "br", "rect", "circle", "path"}


class Page(HTMLParser):
    """The elements of a page, checked for balance."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.open, self.words = [], [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def values(self, name):
        return [value for _, attribute, value in self.attributes if attribute == name]


def text_of(entries=ENTRIES, about=None):
    return b"".join(report.write(entries, about or About(True, "everything", "2026-11-22"))).decode("utf-8")


def page(entries=ENTRIES, about=None):
    return Page(text_of(entries, about))


def test_what_several_outlets_print_is_there_once_and_says_so():
    read = page()
    assert "2 reports · 1 story · 1 place · 1 statement · 1 casualty mention" in read.text
    assert "(also [2])" in read.text
    assert "The same copy as [2]; what it repeats is listed once." in read.text


def test_a_claim_stands_with_its_words_claimant_sentence_and_source():
    text = page(ENTRIES[:1]).text
    for words in (
        "Harbour · 12 March 2026 · killed · one event",
        "At least 12 people",
        "the mayor",
        "“ At least 12 people were killed in Harbour,” the mayor said.",
        "An outlet, 14 March 2026 [1] , characters 1–31",
    ):
        assert words in text


def differing(*figures):
    found = []
    for number, figure in enumerate(figures):
        one = entry(id=str(number), source=f"Outlet {number}", published="2026-03-14")
        (claim,) = one.analysis.casualties
        changed = replace(claim, count=replace(claim.count, text=str(figure), low=figure, high=figure))
        found.append(replace(one, analysis=replace(one.analysis, casualties=(changed,))))
    return found


def test_claims_of_one_event_are_a_range_and_no_sum():
    text = page(differing(1_200, 1_500, 4_000)).text
    assert "3 claims, 1,200 to 4,000" in text
    assert not {"6700", "6,700"} & set(text.split())


def test_a_name_without_a_place_is_listed():
    assert "Names without a place (1)" in page().text
    assert "no place of this name" in page().text


def test_it_says_what_it_holds_and_what_read_it():
    text = page(about=About(False, "outcome: killed", "2026-11-22", "Do not cite.")).text
    assert "Holds what filters show (outcome: killed)" in text
    assert "Do not cite." in text
    assert "Read by Dateline 9.9, language model a model 1.0, word lists abc, gazetteer def." in text


@pytest.mark.parametrize("words", AWKWARD)
def test_no_word_of_a_report_becomes_markup(words):
    plain, read = page(ENTRIES[:1]), page([with_every_word(words)])
    assert set(read.tags) <= set(plain.tags)
    assert "script" not in read.tags
    assert not [name for _, name, _ in read.attributes if name.startswith("on")]
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e]", text_of([with_every_word(words)]))


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https:", False),
        ("http://[broken", False),
        ('https://example.org/"onmouseover="x', True),
    ],
)
def test_only_addresses_of_the_web_are_linked(url, linked):
    outward = [value for value in page([entry(url=url)]).values("href") if not value.startswith("#")]
    assert outward == ([url] if linked else [])


def test_the_policy_allows_its_own_style_and_nothing_else():
    text = text_of()
    style = re.search("<style>(.*)</style>", text, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}';" in text
    assert "url(" not in style
    assert "@import" not in style
    read = Page(text)
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(read.tags)
    assert not {"src", "style", "srcset", "action"} & {name for _, name, _ in read.attributes}


def test_every_link_within_the_page_leads_somewhere():
    read = page(differing(12, 15))
    ids = read.values("id")
    assert len(set(ids)) == len(ids)
    assert {value.removeprefix("#") for value in read.values("href") if value.startswith("#")} <= set(ids)


FRAME = Frame(MapView(0.0, 0.0, 1.0), 400, 300)


def place(id="geonames:1", name="Harbour", **fields):
    return MapPlace(**{"id": id, "name": name, "kind": "settlement", "country": "", "latitude": 52.1, "longitude": 4.3, **fields})  # fmt: skip


def shape(*lines):
    return Shape({}, tuple(map(outline, lines)))


class TestDrawing:
    def test_positions_in_web_mercator(self):
        assert FRAME.world == 1024
        assert FRAME.point(0, 0) == (200, 150)
        assert FRAME.point(90, 0) == (456, 150)
        assert FRAME.point(0, 85.051129)[1] == pytest.approx(150 - 512, abs=0.5)

    def test_a_position_beyond_the_antimeridian_is_drawn_on_the_near_copy_of_the_world(self):
        frame = Frame(MapView(0.0, 179.0, 4.0), 400, 300)
        x, _ = frame.nearest(-179.0, 0.0)
        assert 200 < x < 400

    def test_an_area_larger_than_the_map_is_cut_to_it(self):
        ring = [[-170, -80], [170, -80], [170, 80], [-170, 80], [-170, -80]]
        path = drawing.areas(shape(ring), FRAME)
        assert path.startswith("M")
        points = list(_absolute(path))
        assert all(-13 <= x <= 413 and -13 <= y <= 313 for x, y in points)
        assert {(round(x), round(y)) for x, y in points} >= {(-12, -12), (412, 312)}

    @pytest.mark.parametrize(
        "ring",
        [
            pytest.param([[100, 50], [101, 50], [101, 51], [100, 50]], id="elsewhere"),
            pytest.param([[1, 1], [1.1, 1], [1.1, 1.1], [1, 1]], id="smaller than a pixel"),
        ],
    )
    def test_what_is_not_seen_is_not_drawn(self, ring):
        assert drawing.areas(shape(ring), FRAME) == ""

    def test_a_line_is_drawn_where_it_crosses_the_map(self):
        line = [[-170, 0], [-80, 0], [0, 0], [0.001, 0], [0.002, 0], [80, 0], [170, 0]]
        path = drawing.lines(shape(line), FRAME)
        assert path.count("M") == 1
        assert len(list(_absolute(path))) == 3


def _absolute(path):
    """The points of a path of one stroke."""
    start, _, steps = path.rstrip("Z").removeprefix("M").partition("l")
    x, y = map(float, start.split())
    yield x, y
    numbers = list(map(float, steps.split()))
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x, y


class TestMap:
    def test_each_place_is_a_link_to_its_row(self):
        drawn = Page(svg_map.svg([place(mentions=3, casualties=1)], {"geonames:1": "place-1"}))
        assert drawn.values("href") == ["#place-1"]
        assert "Harbour, 3 mentions, 1 claims" in drawn.text
        assert "ring" in drawn.values("class")

    def test_an_uncertain_place_and_an_extent_look_so(self):
        places = [place(uncertain=True), place("geonames:2", "Land", kind="country", country_code="NL")]
        looks = Page(svg_map.svg(places, {"geonames:1": "a", "geonames:2": "b"})).values("class")
        assert {"kind-settlement unsure", "kind-country imprecise", "land mentioned"} <= set(looks)

    def test_names_that_would_lie_over_each_other_are_left_out(self):
        places = [
            place(f"geonames:{n}", f"A rather long name {n}", longitude=4.3 + n / 1e6) for n in range(9)
        ]
        drawn = Page(svg_map.svg(places, {p.id: p.id for p in places}))
        names = [value for value in drawn.values("class") if value == "place-name"]
        assert 0 < len(names) < 9
        assert drawn.tags.count("a") == 9

    @pytest.mark.parametrize("words", AWKWARD)
    def test_a_name_stays_a_name(self, words):
        drawn = Page(svg_map.svg([place(name=words)], {"geonames:1": "a"}))
        assert set(drawn.tags) <= {"svg", "rect", "path", "a", "title", "circle", "text"}

    def test_a_world_of_places_stays_small(self):
        places = [place("geonames:1"), place("geonames:2", latitude=-33.9, longitude=151.2)]
        assert len(svg_map.svg(places, {"geonames:1": "a", "geonames:2": "b"})) < 500_000

    def test_a_picture_of_the_first_view_has_the_discs_of_the_map(self):
        places = [place(mentions=3, casualties=1), place("geonames:2", "Far", longitude=-170.0)]
        view = MapView(52.4, 4.6, 7.0)
        drawn = Page(first_view.svg(places, view))
        features = markers.source(
            [places[0]], "light", "mentions", "kind", zoom=view.zoom, middle=view.longitude
        )
        radii = [f"{feature['properties']['radius']:.1f}" for feature in features["data"]["features"]]
        assert drawn.values("r") == radii
        assert "Harbour" in drawn.text
        assert "Far" not in drawn.text

    def test_a_picture_has_its_middle_where_the_map_looks(self):
        there = place(latitude=12.5, longitude=30.25)
        drawn = Page(first_view.svg([there], MapView(12.5, 30.25, 5.0)))
        assert set(drawn.values("cx")) == {f"{first_view.WIDTH / 2:.1f}"}
        assert set(drawn.values("cy")) == {f"{first_view.HEIGHT / 2:.1f}"}

    @pytest.mark.parametrize("words", AWKWARD)
    def test_a_name_stays_a_name_in_a_picture(self, words):
        drawn = Page(first_view.svg([place(name=words)], MapView(52.4, 4.6, 7.0)))
        assert set(drawn.tags) <= {"svg", "style", "rect", "path", "circle", "text"}

    def test_a_picture_of_the_world_is_small_enough_to_come_first(self):
        assert len(first_view.svg([place()], MapView(24.0, 28.0, 2.0))) < 400_000

    def test_both_themes_name_every_colour_that_the_style_uses(self):
        used = set(re.findall(r"var\(--([a-z-]+)\)", text_of()))
        defined = set(re.findall(r"--([a-z-]+):", text_of()))
        assert used <= defined
        assert svg_map.colours("light").keys() == svg_map.colours("dark").keys()
        assert set(re.findall(r"var\(--([a-z-]+)\)", first_view.LOOKS)) <= svg_map.colours("light").keys()


def test_a_place_at_the_edge_of_the_world_is_drawn():
    far = Place("geonames:9", "Far", "settlement", None, -16.5, 179.99)
    analysis = build.analysis()
    mentions = (replace(analysis.places[0], place=far), *analysis.places[1:])
    assert "place-1" in page([Entry(replace(analysis, places=mentions))]).values("id")
