"""Outlines of the basemap cut to a rectangle of the map and thinned, as paths of an SVG drawing."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from lib.basemap import FOLDER
from lib.errors import DataError
from lib.map_view import MapView
from lib.markers import TILE

Point = tuple[float, float]
Line = list[Point]

MARGIN = 12.0
"""Pixels beyond the frame up to which outlines are kept, so that no edge of a cut is seen."""
_POLE = 85.05


@dataclass(frozen=True, slots=True)
class Outline:
    """A line, a ring or a point of the basemap, in degrees, with the bounds of it."""

    points: Sequence[Sequence[float]]
    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A feature of the basemap: what is known of it, and its outlines."""

    properties: Mapping[str, Any]
    outlines: tuple[Outline, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A map of so many pixels at a view, in Web Mercator.

    A point nearer than ``finest`` pixels to the one before it is left out, and so is an island no larger.
    """

    view: MapView
    width: int
    height: int
    finest: float = 1.0

    @property
    def world(self) -> float:
        """Width of the whole world, in pixels."""
        return float(TILE * 2**self.view.zoom)

    def point(self, longitude: float, latitude: float) -> Point:
        """Where a position (degrees) is on the map, in pixels from its top left corner."""
        middle_x, middle_y = self._flat(self.view.longitude, self.view.latitude)
        x, y = self._flat(longitude, latitude)
        return x - middle_x + self.width / 2, y - middle_y + self.height / 2

    def nearest(self, longitude: float, latitude: float) -> Point:
        """The same, on the copy of the world that is nearest to the middle of the map."""
        x, y = self.point(longitude, latitude)
        return x - round((x - self.width / 2) / self.world) * self.world, y

    def shows(self, x: float, y: float) -> bool:
        """Whether a point lies on the map."""
        return 0 <= x <= self.width and 0 <= y <= self.height

    def copies(self, outlines: Iterable[Outline]) -> Iterator[Line]:
        """The outlines in pixels, on each copy of the world on which they may be seen."""
        for outline in outlines:
            left, top = self.point(outline.west, outline.north)
            right, bottom = self.point(outline.east, outline.south)
            if bottom < -MARGIN or top > self.height + MARGIN:
                continue
            for turn in (-1, 0, 1):
                shift = turn * self.world
                if right + shift >= -MARGIN and left + shift <= self.width + MARGIN:
                    flat = (self.point(longitude, latitude) for longitude, latitude in outline.points)
                    yield [(x + shift, y) for x, y in flat]

    def _flat(self, longitude: float, latitude: float) -> Point:
        latitude = min(max(latitude, -_POLE), _POLE)
        north = math.asinh(math.tan(math.radians(latitude))) / (2 * math.pi)
        return (longitude / 360 + 0.5) * self.world, (0.5 - north) * self.world


@lru_cache(maxsize=8)
def shapes(name: str) -> tuple[Shape, ...]:
    """The shapes in a file of the basemap ("countries"), kept since every report is drawn from them.

    Raises:
        DataError: when the file is missing or damaged.
    """
    path = FOLDER / f"{name}.geojson"
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return tuple(Shape(f["properties"], tuple(_outlines(f["geometry"]))) for f in features)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"The basemap file {path.name} is missing or damaged ({error}). Install Dateline anew."
        ) from error


def outline(points: Sequence[Sequence[float]]) -> Outline:
    """An outline of points (longitude, latitude in degrees), with its bounds."""
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return Outline(points, min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def _outlines(geometry: Mapping[str, Any]) -> Iterator[Outline]:
    found = geometry["coordinates"]
    match geometry["type"]:
        case "Point":
            yield outline([found])
        case "MultiLineString":
            yield from map(outline, found)
        case "MultiPolygon":
            yield from (outline(ring) for polygon in found for ring in polygon)
        case other:
            raise ValueError(f"a geometry of the unknown type {other}")


def areas(shape: Shape, frame: Frame) -> str:
    """The SVG path of a shape's polygons within the frame; empty when none is seen."""
    rings = (_cut_area(line, frame) for line in frame.copies(shape.outlines))
    return "".join(_path(ring, "Z") for ring in rings if ring)


def lines(shape: Shape, frame: Frame) -> str:
    """The SVG path of a shape's lines within the frame; empty when none is seen."""
    runs = (run for line in frame.copies(shape.outlines) for run in _cut_line(line, frame))
    return "".join(_path(run, "") for run in runs if _size(run) > frame.finest)


def _cut_area(ring: Line, frame: Frame) -> Line:
    """What lies within the frame of a ring (Sutherland and Hodgman, 1974), thinned; empty when too small."""
    for axis, limit, sign in (
        (0, -MARGIN, 1),
        (0, frame.width + MARGIN, -1),
        (1, -MARGIN, 1),
        (1, frame.height + MARGIN, -1),
    ):
        kept: Line = []
        for before, after in zip([*ring[-1:], *ring], ring, strict=False):
            inside_before = (before[axis] - limit) * sign >= 0
            inside_after = (after[axis] - limit) * sign >= 0
            if inside_before != inside_after:
                kept.append(_crossing(before, after, axis, limit))
            if inside_after:
                kept.append(after)
        ring = kept
    thin = _thinned(ring, frame.finest)
    return thin if len(thin) > 2 and _size(thin) > frame.finest else []


def _crossing(before: Point, after: Point, axis: int, limit: float) -> Point:
    share = (limit - before[axis]) / (after[axis] - before[axis])
    other = before[1 - axis] + share * (after[1 - axis] - before[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def _cut_line(line: Line, frame: Frame) -> Iterator[Line]:
    """The runs of a line whose steps come near the frame, thinned."""
    run: Line = []
    for before, after in pairwise(line):
        if _near(before, after, frame):
            run = run or [before]
            run.append(after)
        elif run:
            yield _thinned(run, frame.finest)
            run = []
    if run:
        yield _thinned(run, frame.finest)


def _near(before: Point, after: Point, frame: Frame) -> bool:
    return all(
        max(before[axis], after[axis]) >= -MARGIN and min(before[axis], after[axis]) <= size + MARGIN
        for axis, size in ((0, frame.width), (1, frame.height))
    )


def _thinned(line: Line, finest: float) -> Line:
    """The line without points too near to the one before them; its ends stay."""
    kept = line[:1]
    for x, y in line[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= finest:
            kept.append((x, y))
    return kept + line[-1:] if len(line) > 1 else kept


def _size(line: Line) -> float:
    """The larger of width and height, in pixels."""
    return max(max(point[axis] for point in line) - min(point[axis] for point in line) for axis in (0, 1))


def _path(line: Line, end: str) -> str:
    """A path in steps of a tenth of a pixel, each relative to the one before, which is the shortest form."""
    points = [(round(x * 10), round(y * 10)) for x, y in line]
    steps = [f"M{_tenths(points[0][0])} {_tenths(points[0][1])}l"]
    for (x, y), (next_x, next_y) in pairwise(points):
        steps.append(f"{_tenths(next_x - x)} {_tenths(next_y - y)} ")
    return "".join(steps).rstrip() + end


def _tenths(value: int) -> str:
    return f"{value / 10:g}"
