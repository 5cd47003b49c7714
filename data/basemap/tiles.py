"""Cuts the GeoJSON files of the basemap into the vector tiles that the map draws: static/basemap/Z/X/Y.mvt.

    python -m data.basemap.tiles

Tiles spare the browser most of the work of a first map: what cannot be seen at a zoom is not in its tiles. There is
a file for every tile, empty ones too, so that nothing is asked for in vain.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, product
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from data.basemap import mvt
from data.basemap.packages import HERE
from lib.basemap import DEEPEST

OUTPUT = HERE.parent.parent / "static" / "basemap"
LAYERS = ("countries", "lakes", "rivers", "regions", "borders", "labels")
EXTENT = 8192
"""Units across a tile, of 512 pixels; 300 metres at the deepest zoom, where outlines are true to 3 kilometres."""
PIXEL = EXTENT // 512
MARGIN = 16 * PIXEL
"""Drawn beyond the edges of a tile, so that lines have no ends there."""

CORNER = 0.8 * PIXEL
"""Corners of countries whose triangle is smaller than its square go (Visvalingam-Whyatt)."""
BEND = 0.5 * PIXEL
"""By how much other lines may be off (Douglas-Peucker)."""
ISLET = 0.5 * PIXEL**2
"""Smaller islands go, but for the three largest of a country."""
POND = 2 * PIXEL**2
"""Smaller lakes go."""
FROM = {"regions": 3, "rivers": 2}
"""Zooms from which on the style draws them (see lib/basemap.py)."""
_EARLY = {"rivers": 0.5, "labels": 0.0}
"""How much before the zoom that they name they are drawn."""
_KINDS: dict[str, mvt.Kind] = {"Point": "point", "LineString": "line", "Polygon": "polygon"}
_POLE = 85.0511287798066
"""Degrees: where the Mercator map of the world is as high as it is wide."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A feature of the basemap; its outline is in degrees, or in units of the tiles of one zoom."""

    outline: BaseGeometry
    properties: Mapping[str, Any]
    id: int | None


def write(folder: Path = HERE) -> None:
    """Cut the files of a folder into tiles, and print how large those of each zoom are and a digest of all."""
    shapes = {name: list(_read(folder / f"{name}.geojson")) for name in LAYERS}
    listing = []
    for zoom in range(DEEPEST + 1):
        tiles = dict(cut(drawn_at(shapes, zoom), zoom))
        for (x, y), tile in tiles.items():
            path = OUTPUT / str(zoom) / str(x) / f"{y}.mvt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(tile)
            listing.append(f"{hashlib.sha256(tile).hexdigest()}  {path.relative_to(OUTPUT).as_posix()}\n")
        sizes = [len(tile) / 1e3 for tile in tiles.values()]
        print(f"zoom {zoom}: {len(tiles):3} tiles, {sum(sizes):5.0f} kB, the largest {max(sizes):.0f} kB")
    print(f"SHA-256 of their listing: {hashlib.sha256(''.join(sorted(listing)).encode()).hexdigest()}")


def drawn_at(shapes: Mapping[str, Sequence[Shape]], zoom: int) -> dict[str, list[Shape]]:
    """What a map of this zoom can show, in units of its tiles; at the deepest, all that the files hold."""
    level = {
        name: [_moved(s, lambda points: points * EXTENT * 2**zoom) for s in found]
        for name, found in shapes.items()
        if zoom >= FROM.get(name, 0)
    }
    if zoom == DEEPEST:
        return level
    for name, early in _EARLY.items():
        level[name] = [s for s in level.get(name, []) if s.properties["zoom"] <= zoom + early]
    level["countries"] = _fewer_corners(level["countries"])
    corners = {tuple(p) for s in level["countries"] for p in shapely.get_coordinates(s.outline)}
    level["borders"] = [replace(s, outline=_along(corners, s.outline)) for s in level["borders"]]
    for name in {"lakes", "rivers", "regions"} & set(level):
        level[name] = [replace(s, outline=shapely.simplify(s.outline, BEND)) for s in level[name]]
    level["lakes"] = [replace(s, outline=_of_size(s.outline, POND)) for s in level["lakes"]]
    return level


def cut(level: Mapping[str, Sequence[Shape]], zoom: int) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Every tile of a zoom: its column from the west and its row from the north, and what it holds."""
    layers = {name: _Layer(shapes) for name, shapes in level.items()}
    for x, y in product(range(2**zoom), repeat=2):
        yield (x, y), mvt.encode({name: layer.within(x, y) for name, layer in layers.items()}, EXTENT)


class _Layer:
    """The points, lines and polygons of some shapes, found by where they are."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self._pieces = [(shape, piece) for shape in shapes for piece in _pieces(shape.outline)]
        self._tree = STRtree([piece for _, piece in self._pieces])

    def within(self, x: int, y: int) -> Iterator[mvt.Feature]:
        """What lies in a tile and its margin, one feature a shape."""
        left, top = x * EXTENT, y * EXTENT
        frame = (left - MARGIN, top - MARGIN, left + EXTENT + MARGIN, top + EXTENT + MARGIN)
        found = (self._pieces[i] for i in sorted(self._tree.query(shapely.box(*frame))))
        for _, pieces in groupby(found, key=lambda shape_piece: id(shape_piece[0])):
            shapes, outlines = zip(*pieces, strict=True)
            clipped = [clip for piece in outlines for clip in _clipped(piece, frame)]
            if clipped:
                lines = [line for clip in clipped for line in _lines(clip, left, top)]
                kind = _KINDS[clipped[0].geom_type]
                yield mvt.Feature(kind, lines, shapes[0].properties, shapes[0].id)


def _read(path: Path) -> Iterator[Shape]:
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        shape = Shape(shapely.geometry.shape(feature["geometry"]), feature["properties"], feature.get("id"))
        yield _moved(shape, _mercator)


def _mercator(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """From degrees to the Mercator map, of which the top left corner is (0, 0) and the bottom right (1, 1)."""
    latitudes = np.radians(np.clip(points[:, 1], -_POLE, _POLE))
    return np.column_stack([points[:, 0] / 360 + 0.5, 0.5 - np.arcsinh(np.tan(latitudes)) / (2 * np.pi)])


def _moved(shape: Shape, how: Callable[[NDArray[np.float64]], NDArray[np.float64]]) -> Shape:
    return replace(shape, outline=shapely.transform(shape.outline, how))


def _fewer_corners(countries: Sequence[Shape]) -> list[Shape]:
    """Countries without the corners and islands that cannot be seen; what two of them share stays shared."""
    outlines = shapely.coverage_simplify([country.outline for country in countries], CORNER)
    return [
        replace(country, outline=_of_size(outline, ISLET, largest=3))
        for country, outline in zip(countries, outlines, strict=True)
    ]


def _of_size(outline: BaseGeometry, smallest: float, *, largest: int = 0) -> BaseGeometry:
    """The polygons of at least a size (square units), and in any case so many of the largest."""
    parts = sorted(shapely.get_parts(outline), key=lambda part: -part.area)
    return shapely.MultiPolygon([p for i, p in enumerate(parts) if i < largest or p.area > smallest])


def _along(corners: set[tuple[float, ...]], border: BaseGeometry) -> BaseGeometry:
    """A border with only those of its points that the outlines on both sides still have, and its ends."""
    lines = (shapely.get_coordinates(line) for line in shapely.get_parts(border))
    return shapely.MultiLineString(
        [[p for i, p in enumerate(line) if i in (0, len(line) - 1) or tuple(p) in corners] for line in lines]
    )


def _pieces(outline: BaseGeometry) -> list[BaseGeometry]:
    """The points, lines or valid polygons of a shape."""
    made = (shapely.make_valid(p) if p.geom_type == "Polygon" else p for p in shapely.get_parts(outline))
    return [p for whole in made for p in shapely.get_parts(whole) if p.geom_type in _KINDS and not p.is_empty]


def _clipped(piece: BaseGeometry, frame: tuple[int, int, int, int]) -> list[BaseGeometry]:
    """What of a piece lies in a frame; where it only touches an edge there is nothing to draw."""
    parts = shapely.get_parts(shapely.clip_by_rect(piece, *frame))
    return [part for part in parts if part.geom_type == piece.geom_type and not part.is_empty]


def _lines(piece: BaseGeometry, left: int, top: int) -> Iterator[list[mvt.Point]]:
    """The points of a piece, or of each of its rings, counted from the corner of a tile."""
    if piece.geom_type == "Polygon":
        turned = shapely.orient_polygons(piece)
        rings = [turned.exterior, *turned.interiors]
    else:
        rings = [piece]
    for ring in rings:
        yield [(round(x) - left, round(y) - top) for x, y in shapely.get_coordinates(ring).tolist()]


if __name__ == "__main__":
    write()
