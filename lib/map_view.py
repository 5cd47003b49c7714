"""Where the map looks at first: the box around the places, or around most of them when a few are far off."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lib.markers import TILE, MapPlace
from lib.records import PlaceKind

WIDE: frozenset[PlaceKind] = frozenset({"country", "water", "area"})
"""Kinds that do not decide the first view where there are others."""
MARGIN_X, MARGIN_Y, LEGEND = 64, 44, 60
"""Pixels kept free beside the places, above and below them, for their names; and beneath for the legend."""
CLOSEST: dict[PlaceKind, float] = {"country": 4.0, "region": 6.0, "water": 5.0, "area": 5.5}
CLOSEST_POINT, FURTHEST = 8.0, 0.6
"""Zoom levels that the first view does not go beyond; those of ``CLOSEST`` by the kind of place."""
ALONE = 6.0
"""The same for one place alone, around which the names of its country and neighbours should be seen."""
LEFT_OUT = 0.15
"""Share of the mentions that may lie outside the first view."""
NEARER = 1.0
"""Zoom levels that leaving places out must bring the rest nearer; ``ENOUGH`` of the most that it could."""
ENOUGH = 0.8
WORLD_VIEW = (-56.0, 72.0)
"""Latitudes of the inhabited world, which is shown when there are no places."""


@dataclass(frozen=True, slots=True)
class MapView:
    """Where the map looks: centre in degrees, MapLibre zoom level."""

    latitude: float
    longitude: float
    zoom: float


@dataclass(frozen=True, slots=True)
class Box:
    """What the map is to show: degrees (WGS 84), ``east`` above 180 across the antimeridian.

    ``closest`` is the zoom level that is not gone beyond, however small the box is.
    """

    west: float
    south: float
    east: float
    north: float
    closest: float


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in Web Mercator, with the world as wide as 1."""

    x: float
    y: float
    weight: int


def around_all(places: Sequence[MapPlace]) -> Box:
    """The box around all places; around the inhabited world without any."""
    return _box(_spots(places), places)


def around_most(places: Sequence[MapPlace], *, width: int = 540, height: int = 520) -> Box:
    """The box for the first view of a map of so many pixels.

    Settlements, sites and regions decide where there are any. The places furthest from the middle of all
    mentions lie outside when they have at most ``LEFT_OUT`` of the mentions and leaving them out brings the
    others at least ``NEARER`` zoom levels nearer.
    """
    decisive = [place for place in places if place.kind not in WIDE] or list(places)
    spots = _spots(decisive)
    return _box(_core(spots, width, height), decisive)


def fit(places: Sequence[MapPlace], *, width: int = 540, height: int = 520, whole: bool = False) -> MapView:
    """The view of so many pixels that shows the places: all of them, or those of ``around_most``.

    The default width is that of the map's column on a screen of 1366 pixels.
    """
    box = around_all(places) if whole else around_most(places, width=width, height=height)
    low, high = _mercator(box.south), _mercator(box.north)
    span = (box.east - box.west) / 360
    zoom = min(max(_zoom(span, high - low, width, height), FURTHEST), box.closest)
    above_legend = LEGEND / 2 / (TILE * 2**zoom) if span or high > low else 0.0
    y = (low + high) / 2 - above_legend
    longitude = ((box.west + box.east) / 2 + 180) % 360 - 180
    return MapView(round(_latitude(y), 4), round(longitude, 4), round(zoom, 2))


def _spots(places: Sequence[MapPlace]) -> list[_Spot]:
    xs = _unrolled([place.longitude / 360 for place in places])
    return [_Spot(x, _mercator(place.latitude), place.mentions) for x, place in zip(xs, places, strict=True)]


def _box(spots: Sequence[_Spot], places: Sequence[MapPlace]) -> Box:
    if not spots:
        return Box(-150.0, WORLD_VIEW[0], 170.0, WORLD_VIEW[1], 1.2)
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    closest = max(CLOSEST.get(place.kind, CLOSEST_POINT) for place in places)
    if len(spots) == 1:
        closest = min(closest, ALONE)
    west, east = min(xs) * 360, max(xs) * 360
    shift = 360 if west >= 180 else 0
    return Box(west - shift, _latitude(min(ys)), east - shift, _latitude(max(ys)), closest)


def _core(spots: Sequence[_Spot], width: int, height: int) -> Sequence[_Spot]:
    """The spots without those far off, when few mentions are far off and that makes a difference."""
    if not spots:
        return spots
    x, y = _middle([(spot.x, spot.weight) for spot in spots]), _middle([(s.y, s.weight) for s in spots])
    nearest_first = sorted(spots, key=lambda spot: math.hypot(spot.x - x, spot.y - y))
    zooms = _zooms_of_prefixes(nearest_first, width, height)
    spare = LEFT_OUT * sum(spot.weight for spot in spots)
    number, allowed = len(spots), []
    for spot in reversed(nearest_first[1:]):
        spare -= spot.weight
        if spare < 0:
            break
        number -= 1
        allowed.append(number)
    most = max((zooms[number - 1] - zooms[-1] for number in allowed), default=0.0)
    if most < NEARER:
        return spots
    return nearest_first[: next(n for n in allowed if zooms[n - 1] - zooms[-1] >= ENOUGH * most)]


def _zooms_of_prefixes(spots: Sequence[_Spot], width: int, height: int) -> list[float]:
    """The zoom level that shows the first spot, the first two, and so on to all of them."""
    west = east = spots[0].x
    south = north = spots[0].y
    zooms = []
    for spot in spots:
        west, east = min(west, spot.x), max(east, spot.x)
        south, north = min(south, spot.y), max(north, spot.y)
        zooms.append(min(_zoom(east - west, north - south, width, height), CLOSEST_POINT))
    return zooms


def _zoom(span_x: float, span_y: float, width: int, height: int) -> float:
    """The zoom level at which a span of the world fits into the frame with its margins."""
    room_x = (width - 2 * MARGIN_X) / max(span_x * TILE, 1e-9)
    room_y = (height - 2 * MARGIN_Y - LEGEND) / max(span_y * TILE, 1e-9)
    return math.log2(min(room_x, room_y))


def _middle(weighted: Sequence[tuple[float, int]]) -> float:
    """The weighted median: half of the weight lies on either side."""
    half, passed = sum(weight for _, weight in weighted) / 2, 0
    ordered = sorted(weighted)
    for value, weight in ordered:
        passed += weight
        if passed >= half:
            return value
    return ordered[-1][0]


def _mercator(latitude: float) -> float:
    """Northing of Web Mercator with the world as wide as 1, at most 85 degrees from the equator."""
    return math.asinh(math.tan(math.radians(min(max(latitude, -85.0), 85.0)))) / (2 * math.pi)


def _latitude(northing: float) -> float:
    return math.degrees(math.atan(math.sinh(2 * math.pi * northing)))


def _unrolled(xs: Sequence[float]) -> list[float]:
    """Eastings moved by whole worlds so that they span the shortest stretch."""
    if not xs:
        return []
    ordered = sorted(xs)
    gaps = [later - x for x, later in zip(ordered, [*ordered[1:], ordered[0] + 1], strict=True)]
    start = ordered[(gaps.index(max(gaps)) + 1) % len(ordered)]
    return [x if x >= start else x + 1 for x in xs]
