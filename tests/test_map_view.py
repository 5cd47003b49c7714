"""Where the map looks at first: all places, or most of them when a few mentioned seldom are far off."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import map_view
from lib.map_view import MapView, around_all, around_most, fit
from lib.markers import TILE, MapPlace

UPCOUNTRY = {
    "Yaounde": (3.87, 11.52, 6), "Bamenda": (5.96, 10.15, 5), "Buea": (4.15, 9.24, 3),
    "Kumbo": (6.2, 10.66, 3), "Mamfe": (5.75, 9.31, 2),
}  # fmt: skip
GENEVA, NEW_YORK = (46.2, 6.15), (40.71, -74.01)


def place(name, latitude, longitude, mentions=1, kind="settlement"):
    return MapPlace(f"x:{name}", name, kind, "", latitude, longitude, mentions=mentions)


def places(named, **others):
    """The named places, and others given as (latitude, longitude, mentions)."""
    return [place(name, *numbers) for name, numbers in (named | others).items()]


def at(*positions, kind="settlement"):
    return [
        place(str(i), latitude, longitude, kind=kind) for i, (latitude, longitude) in enumerate(positions)
    ]


def inside(box, one, slack=1e-6):
    across = (one.longitude - box.west + slack) % 360
    return (
        box.south - slack <= one.latitude <= box.north + slack and across <= box.east - box.west + 2 * slack
    )


def test_the_view_lies_between_two_places():
    view = fit(at((50.0, 30.0), (50.0, 36.0)))
    assert view.longitude == 33.0
    assert 49 < view.latitude < 50, "a little to the south, above the legend"
    assert 4 < view.zoom < 7


def test_one_place_is_not_seen_from_too_near():
    assert fit(at((50.45, 30.52))) == MapView(50.45, 30.52, map_view.ALONE)
    assert fit(at((49.0, 32.0), kind="country")).zoom == map_view.CLOSEST["country"]


def test_countries_do_not_widen_the_first_view_where_there_are_settlements():
    kyiv, lviv = places({"Kyiv": (50.45, 30.52, 1), "Lviv": (49.84, 24.02, 1)})
    russia = place("Russia", 60.0, 100.0, kind="country")
    assert fit([kyiv, lviv, russia]) == fit([kyiv, lviv])
    assert fit([russia]).longitude == 100.0
    assert inside(around_all([kyiv, lviv, russia]), russia)


@pytest.mark.parametrize(
    ("far", "left_out"),
    [
        pytest.param({"Geneva": (*GENEVA, 1)}, True, id="one mention of twenty"),
        pytest.param({"Geneva": (*GENEVA, 2), "New York": (*NEW_YORK, 1)}, True, id="on two sides"),
        pytest.param({"Geneva": (*GENEVA, 6)}, False, id="as often as the others"),
        pytest.param({"Douala": (4.05, 9.7, 1)}, False, id="near, and no gain"),
    ],
)
def test_what_is_mentioned_seldom_and_far_off_lies_outside(far, left_out):
    shown = places(UPCOUNTRY, **far)
    box = around_most(shown)
    assert [one.name for one in shown if not inside(box, one)] == (list(far) if left_out else [])
    assert all(inside(around_all(shown), one) for one in shown)


def test_without_what_is_far_off_the_rest_is_seen_nearer_by():
    shown = places(UPCOUNTRY, Geneva=(*GENEVA, 1))
    assert fit(shown).zoom >= fit(shown, whole=True).zoom + map_view.NEARER
    assert fit(places(UPCOUNTRY)) == fit(shown)


def test_of_two_places_none_is_left_out():
    assert all(inside(around_most(two), one) for two in [at(GENEVA, NEW_YORK)] for one in two)


def test_the_view_crosses_the_antimeridian_the_short_way():
    suva_and_apia = at((-18.14, 178.44), (-13.83, -171.77))
    assert -180 <= fit(suva_and_apia).longitude < -175
    assert fit(suva_and_apia).zoom > 4
    box = around_all(suva_and_apia)
    assert box.west < 180 < box.east


def test_places_all_beyond_the_antimeridian_are_given_in_usual_degrees():
    box = around_all(at((52.0, 177.0), (52.5, 179.0)))
    assert (box.west, box.east) == pytest.approx((177.0, 179.0))


def test_without_places_the_inhabited_world_is_shown():
    assert around_most([]) == around_all([])
    assert fit([]).zoom < 2


@given(st.lists(st.tuples(st.floats(-80, 80), st.floats(-180, 180)), min_size=1, max_size=9))
def test_a_view_of_all_places_shows_each_of_them(positions):
    view = fit(at(*positions), whole=True)
    world = TILE * 2**view.zoom

    def northing(latitude):
        return math.asinh(math.tan(math.radians(latitude))) / (2 * math.pi)

    for latitude, longitude in positions:
        east = (longitude - view.longitude + 180) % 360 - 180
        if view.zoom > map_view.FURTHEST:
            assert abs(east) / 360 * world <= 270
            assert abs(northing(latitude) - northing(view.latitude)) * world <= 260


@given(
    st.lists(st.tuples(st.floats(-80, 80), st.floats(-180, 180), st.integers(1, 50)), min_size=1, max_size=30)
)
def test_what_lies_outside_the_first_view_has_few_of_the_mentions(numbers):
    shown = [place(str(i), *given_) for i, given_ in enumerate(numbers)]
    box = around_most(shown)
    outside = sum(one.mentions for one in shown if not inside(box, one))
    assert outside <= map_view.LEFT_OUT * sum(one.mentions for one in shown)
