"""The basemap: what its style asks for is there, is sound, and draws what SOURCES.md says it draws."""

import hashlib
import itertools
import json
import math
import re
from functools import cache
from pathlib import Path

import pytest

from data.basemap import mvt
from lib import basemap
from tests import vector_tiles

FILES = sorted(basemap.FOLDER.glob("*.geojson"))
TILES = Path("static/basemap")
SOURCES = basemap.FOLDER / "SOURCES.md"
THEMES = ("light", "dark")
EXTENT = 8192


@cache
def features(name):
    return json.loads((basemap.FOLDER / f"{name}.geojson").read_text(encoding="utf-8"))["features"]


def polygons(geometry):
    """The polygons of a geometry, each a list of rings."""
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


def inside(ring, longitude, latitude):
    """Whether a point lies within a ring (crossings of a ray towards the east)."""
    crossings = 0
    for (x0, y0), (x1, y1) in itertools.pairwise(ring):
        if (y0 > latitude) != (y1 > latitude):
            crossings += longitude < x0 + (latitude - y0) * (x1 - x0) / (y1 - y0)
    return crossings % 2 == 1


def country_at(longitude, latitude):
    for feature in features("countries"):
        for outer, *holes in polygons(feature["geometry"]):
            if inside(outer, longitude, latitude) and not any(inside(h, longitude, latitude) for h in holes):
                return feature["properties"].get("code")
    return None


def tile_at(longitude, latitude, zoom):
    """The tile in which a place lies, and where in it."""
    north = math.asinh(math.tan(math.radians(latitude))) / (2 * math.pi)
    x, y = ((longitude / 360 + 0.5) * 2**zoom, (0.5 - north) * 2**zoom)
    path = TILES / str(zoom) / str(int(x)) / f"{int(y)}.mvt"
    return vector_tiles.read(path.read_bytes()), (x % 1 * EXTENT, y % 1 * EXTENT)


def country_drawn_at(longitude, latitude, zoom):
    tile, (x, y) = tile_at(longitude, latitude, zoom)
    for country in tile.get("countries", []):
        if sum(inside(ring, x, y) for ring in country.lines) % 2:
            return country.properties.get("code")
    return None


@pytest.mark.parametrize("theme", THEMES)
def test_what_the_style_draws_is_in_the_tiles(theme):
    style = basemap.style(theme)
    asked = {layer["source-layer"] for layer in style["layers"] if "source-layer" in layer}
    assert asked == set(tile_at(35.5, 32.5, 4)[0])
    assert {layer["source"] for layer in style["layers"] if "source" in layer} == set(style["sources"])


def test_every_tile_down_to_the_deepest_is_there():
    (template,) = basemap.style("light")["sources"]["basemap"]["tiles"]
    path = template.partition("#")[0].removeprefix("app/static/basemap/")
    asked = {
        path.format(z=zoom, x=x, y=y)
        for zoom in range(basemap.DEEPEST + 1)
        for x, y in itertools.product(range(2**zoom), repeat=2)
    }
    assert asked == {tile.relative_to(TILES).as_posix() for tile in TILES.rglob("*.mvt")}


@pytest.mark.parametrize("theme", THEMES)
def test_the_style_asks_nobody_else_for_anything(theme):
    style = basemap.style(theme)
    (template,) = style["sources"]["basemap"]["tiles"]
    assert template.startswith("app/static/"), "relative to the page"
    assert "://" not in json.dumps(style).replace("#://", "")
    assert not {"glyphs", "sprite"} & set(style)


def test_layers_have_names_of_their_own():
    names = [layer["id"] for layer in basemap.style("light")["layers"]]
    assert len(names) == len(set(names))


def test_online_tiles_lie_over_the_basemap_and_bring_their_own_names():
    style = basemap.style("light", online_tiles="https://tiles.example/{z}/{x}/{y}.png")
    assert style["sources"]["tiles"]["tiles"] == ["https://tiles.example/{z}/{x}/{y}.png"]
    assert style["layers"][-1]["id"] == "tiles"
    assert not [layer for layer in style["layers"] if layer["type"] == "symbol"]


def test_the_address_of_the_files_can_be_moved():
    style = basemap.style("dark", static_url="/dateline/app/static")
    (template,) = style["sources"]["basemap"]["tiles"]
    assert template.startswith("/dateline/app/static/basemap/{z}/{x}/{y}.mvt")


def test_what_the_markers_name_the_basemap_does_not():
    style = basemap.style("light", unnamed={"geonames:703448", "Kyiv", "dateline:donbas"}, countries={"UA"})
    filters = {layer["id"]: json.dumps(layer["filter"]) for layer in style["layers"] if "filter" in layer}
    assert '["in", ["id"], ["literal", [703448]]]' in filters["city-names"]
    assert '"Kyiv"' in filters["city-dots"]
    assert '["!", ["in", ["get", "code"], ["literal", ["UA"]]]]' in filters["country-names"]
    assert '["in", ["get", "code"], ["literal", ["UA"]]]' in filters["mentioned"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_sound_geojson(path):
    collection = json.loads(path.read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    assert collection["features"]
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        kind = feature["geometry"]["type"]
        if kind == "Point":
            lines = [[feature["geometry"]["coordinates"]]]
        elif "Polygon" in kind:
            lines = [ring for polygon in polygons(feature["geometry"]) for ring in polygon]
            assert all(len(ring) >= 4 and ring[0] == ring[-1] for ring in lines)
        else:
            assert kind in ("LineString", "MultiLineString")
            shape = feature["geometry"]["coordinates"]
            lines = [shape] if kind == "LineString" else shape
            assert all(len(line) >= 2 for line in lines)
        assert lines
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for line in lines for x, y in line)


COUNTRIES = pytest.mark.parametrize(
    ("longitude", "latitude", "code"),
    [
        pytest.param(34.10, 44.95, "UA", id="Simferopol, Crimea"),
        pytest.param(33.86, 44.75, "UA", id="Bakhchysarai, Crimea"),
        pytest.param(37.80, 48.00, "UA", id="Donetsk"),
        pytest.param(37.62, 55.75, "RU", id="Moscow"),
        pytest.param(34.46, 31.50, "PS", id="Gaza"),
        pytest.param(35.20, 31.90, "PS", id="Ramallah"),
        pytest.param(-13.10, 27.10, "EH", id="Laayoune, Western Sahara"),
        pytest.param(-8.00, 31.63, "MA", id="Marrakesh"),
        pytest.param(44.06, 9.56, "SO", id="Hargeisa, Somaliland"),
        pytest.param(33.35, 35.25, "CY", id="north of Nicosia"),
        pytest.param(21.16, 42.66, "XK", id="Pristina"),
        pytest.param(121.50, 25.00, "TW", id="Taipei"),
        pytest.param(32.53, 15.55, "SD", id="Khartoum"),
        pytest.param(31.58, 4.85, "SS", id="Juba"),
        pytest.param(31.00, 43.00, None, id="the Black Sea"),
        pytest.param(33.70, 21.90, None, id="Bir Tawil, claimed by nobody"),
    ],
)


@COUNTRIES
def test_a_place_lies_in_the_country_that_the_sources_name(longitude, latitude, code):
    assert country_at(longitude, latitude) == code


@COUNTRIES
@pytest.mark.parametrize("zoom", [2, 3, 4])
def test_a_place_lies_in_the_same_country_on_the_map(longitude, latitude, code, zoom):
    assert country_drawn_at(longitude, latitude, zoom) == code


def test_disputed_borders_are_apart_from_settled_ones():
    settled = {feature["properties"]["settled"]: feature["geometry"] for feature in features("borders")}
    assert set(settled) == {True, False}

    def near(geometry, longitude, latitude):
        return any(
            abs(x - longitude) < 0.5 and abs(y - latitude) < 0.5
            for line in geometry["coordinates"]
            for x, y in line
        )

    assert near(settled[False], 34.5, 31.5), "the Gaza Strip"
    assert near(settled[False], 74.0, 34.0), "the line of control in Kashmir"
    assert near(settled[True], 24.0, 50.5), "Poland and Ukraine"
    assert not near(settled[False], 24.0, 50.5)
    assert not near(settled[True], 34.0, 46.1), "no border between Crimea and the mainland"


def test_labels_name_countries_that_are_drawn_and_cities_of_the_gazetteer():
    labels = features("labels")
    drawn = {feature["properties"].get("code") for feature in features("countries")}
    countries = {
        f["properties"]["code"]: f["properties"]["name"] for f in labels if "code" in f["properties"]
    }
    assert set(countries) <= drawn
    assert countries["UA"] == "Ukraine"
    cities = {f["id"]: f["properties"]["name"] for f in labels if f["properties"]["kind"] == "city"}
    assert cities[703448] == "Kyiv"
    assert "Black Sea" in {f["properties"]["name"] for f in labels if f["properties"]["kind"] == "sea"}


def test_a_name_is_in_the_tiles_from_its_zoom_on_and_keeps_its_id():
    kyiv = next(f for f in features("labels") if f.get("id") == 703448)
    longitude, latitude = kyiv["geometry"]["coordinates"]
    first = math.ceil(kyiv["properties"]["zoom"])
    for zoom in range(basemap.DEEPEST + 1):
        tile, (x, y) = tile_at(longitude, latitude, zoom)
        found = [label for label in tile.get("labels", []) if label.id == 703448]
        assert len(found) == (zoom >= first)
        for label in found:
            assert label.properties == kyiv["properties"]
            assert label.lines == [[(round(x), round(y))]]


def test_both_sides_of_a_border_and_its_line_have_the_same_corners():
    tile, _ = tile_at(24.0, 50.5, 3)
    corners = {
        country.properties.get("code"): {point for ring in country.lines for point in ring}
        for country in tile["countries"]
    }
    shared = corners["PL"] & corners["UA"]
    (settled,) = (border for border in tile["borders"] if border.properties["settled"])
    assert len(shared) > 3
    assert shared <= {point for line in settled.lines for point in line}


def test_a_tile_is_small():
    sizes = {path: path.stat().st_size for path in TILES.rglob("*.mvt")}
    assert max(sizes.values()) < 60_000
    assert sizes[TILES / "0" / "0" / "0.mvt"] < 40_000, "all that a first view of the world takes"


def test_the_files_are_those_that_the_build_gave():
    listed = dict(re.findall(r"^([0-9a-f]{64})  (\S+)$", SOURCES.read_text(encoding="utf-8"), re.MULTILINE))
    digests = {name: digest for digest, name in listed.items()}
    tiles = sorted(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(TILES).as_posix()}\n"
        for path in TILES.rglob("*.mvt")
    )
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FILES}
    assert digests == files | {"tiles": hashlib.sha256("".join(tiles).encode()).hexdigest()}


SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
HOLE = [(2, 2), (2, 4), (4, 4), (4, 2), (2, 2)]


@pytest.mark.parametrize(
    ("feature", "lines"),
    [
        pytest.param(
            mvt.Feature("point", [[(5, 7)]], {"name": "Äther", "zoom": 2.5}, 12), [[(5, 7)]], id="point"
        ),
        pytest.param(
            mvt.Feature("line", [[(0, 0), (-300, 8192)], [(1, 1), (2, 1)]], {"settled": False}),
            [[(0, 0), (-300, 8192)], [(1, 1), (2, 1)]],
            id="two lines, one of them beyond the edge",
        ),
        pytest.param(mvt.Feature("polygon", [SQUARE, HOLE], {}), [SQUARE, HOLE], id="polygon with a hole"),
        pytest.param(
            mvt.Feature("line", [[(0, 0), (0, 0), (1, 0)], [(3, 3), (3, 3)]], {"settled": True}),
            [[(0, 0), (1, 0)]],
            id="points that fell together",
        ),
    ],
)
def test_what_a_tile_is_given_can_be_read_from_it(feature, lines):
    tile = mvt.encode({"drawn": [feature], "empty": []}, EXTENT)
    ((name, (found,)),) = vector_tiles.read(tile).items()
    assert (name, found.lines, found.properties, found.id) == ("drawn", lines, feature.properties, feature.id)


def test_a_tile_without_anything_is_empty():
    assert mvt.encode({"drawn": [mvt.Feature("line", [[(1, 1), (1, 1)]], {})]}, EXTENT) == b""


def test_the_sources_are_credited():
    assert "Natural Earth" in basemap.ATTRIBUTION
    assert "GeoNames (CC BY 4.0)" in basemap.ATTRIBUTION
    assert basemap.DISCLAIMER.startswith("Boundaries and names shown do not imply endorsement")
