"""Looks place names up in the gazetteer file, offline, through geopy's geocoder interface."""

from __future__ import annotations

import math
import sqlite3
import threading
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from geopy.distance import great_circle
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from lib.errors import DataError
from lib.name_keys import LONGEST_NAME, name_key, nearest_keys
from lib.records import Place, PlaceKind

DEFAULT_PATH = Path(__file__).resolve().parent.parent / "data" / "gazetteer" / "gazetteer.sqlite"
__all__ = ["FEATURES", "LONGEST_NAME", "MATCHES", "Candidate", "Gazetteer", "lies_in", "name_key", "shipped"]

FEATURES = ("country", "continent", "admin1", "admin2", "admin3", "city", "region", "area", "water", "site")
MATCHES = ("name", "alternate", "abbreviation", "fuzzy")
KIND_OF_FEATURE: dict[str, PlaceKind] = {
    "country": "country",
    "continent": "area",
    "admin1": "region",
    "admin2": "region",
    "admin3": "region",
    "city": "settlement",
    "region": "region",
    "area": "area",
    "water": "water",
    "site": "site",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of the gazetteer that a name may mean.

    Attributes:
        feature: One of ``FEATURES``, finer than ``place.kind``.
        population: People; 0 when unknown.
        admin1, admin2: GeoNames codes of the containing regions within the country, or ``None``.
        match: How the name fits: ``name``, ``alternate``, ``abbreviation`` or ``fuzzy``.
        radius_km: Rough extent in kilometres: a country is not a point.
        weight: Importance without any context, on the scale of a decimal logarithm of population.
    """

    place: Place
    feature: str
    population: int
    admin1: str | None
    admin2: str | None
    match: str
    radius_km: float
    weight: float


_COLUMNS = (
    "place.id, place.ref, place.name, place.feature, place.country, place.admin1, place.admin2, "
    "place.latitude, place.longitude, place.population, place.radius"
)


class _Spellings(NamedTuple):
    """Names of one country and one length, as parallel lists."""

    keys: list[str]
    places: list[int]
    populations: list[int]
    weights: list[int]


_NO_SPELLINGS = _Spellings([], [], [], [])
_ADVICE = "Restore it (git checkout -- data/gazetteer) or build it: python -m data.gazetteer.build"


class Gazetteer(Geocoder):
    """The gazetteer file behind geopy's calls; read-only, without network, safe to share by threads."""

    def __init__(self, path: Path | str = DEFAULT_PATH) -> None:
        """Open the gazetteer file.

        Raises:
            DataError: when the file is missing or damaged; the message names the command that builds it.
        """
        super().__init__()
        self.path = Path(path)
        self._local = threading.local()
        self._cached_candidates = lru_cache(maxsize=50_000)(self._find_candidates)
        self._cached_place = lru_cache(maxsize=10_000)(self._find_place)
        self._cached_region = lru_cache(maxsize=10_000)(self._find_region)
        self._cached_spellings = lru_cache(maxsize=64)(self._find_spellings)
        if not self.path.is_file():
            raise DataError(f"The gazetteer {self.path} is missing. {_ADVICE}")
        self._rows("SELECT key FROM name JOIN place ON place.id = name.place LIMIT 1")

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """The places that ``name`` may mean, most important first; empty when there is none.

        "X, Y" gives those of X that lie in a Y. An abbreviation is one only when written like one: "US" is
        a country, "us" is not.
        """
        if len(name) > LONGEST_NAME:
            return ()
        found = self._cached_candidates(name)
        inner, comma, outer = name.rpartition(",")
        if found or not comma or name.count(",") > 3:
            return found
        containers = self.candidates(outer.strip())
        return tuple(c for c in self.candidates(inner.strip()) if any(lies_in(c, o) for o in containers))

    def get(self, place_id: str) -> Candidate | None:
        """The place with this id ("geonames:703448"), or ``None``."""
        source, _, number = place_id.partition(":")
        if not place_id.isascii():
            return None
        if source == "geonames":
            return self._cached_place("id", int(number)) if number.isdecimal() and len(number) < 18 else None
        return self._cached_place("ref", place_id)

    def country(self, country_code: str) -> Candidate | None:
        """The country with this ISO 3166 code of two letters, or ``None``."""
        return self._cached_region(country_code, "country", None)

    def admin1(self, country_code: str, code: str) -> Candidate | None:
        """The first-order region with GeoNames' ``code`` in a country, or ``None``."""
        return self._cached_region(country_code, "admin1", code)

    def similar(
        self, name: str, country_codes: Collection[str], *, minimum_population: int = 1000
    ) -> tuple[Candidate, ...]:
        """Places of the given countries whose name is a misspelling away from ``name``, nearest first.

        One edit (insertion, deletion, substitution or swap of neighbours: the Damerau-Levenshtein distance)
        is allowed in a name of 5 to 7 letters, two from 8; shorter names have no look-alikes. Places with
        fewer people than ``minimum_population`` are left out.
        """
        key = name_key(name)
        limit = 0 if len(key) < 5 else 1 if len(key) < 8 else 2
        if not limit or len(name) > LONGEST_NAME:
            return ()
        found: dict[int, tuple[float, int]] = {}
        for code in sorted(set(country_codes)):
            by_length = self._cached_spellings(code)
            for length in range(len(key) - limit, len(key) + limit + 1):
                names = by_length.get(length, _NO_SPELLINGS)
                for distance, i in nearest_keys(key, names.keys, limit):
                    if distance and (not names.populations[i] or names.populations[i] >= minimum_population):
                        rank = (distance, -names.weights[i])
                        found[names.places[i]] = min(found.get(names.places[i], rank), rank)
        ranked = sorted(found, key=lambda place: (*found[place], place))
        candidates = ((self._cached_place("id", place), -found[place][1] / 100) for place in ranked[:10])
        return tuple(replace(c, match="fuzzy", weight=weight) for c, weight in candidates if c)

    def search(self, prefix: str, limit: int = 20) -> tuple[Candidate, ...]:
        """Places with a name that begins with ``prefix`` (three letters or more), most important first."""
        key = name_key(prefix)
        if len(key) < 3 or len(prefix) > LONGEST_NAME:
            return self.candidates(prefix)[:limit]
        rows = self._rows(
            f"SELECT {_COLUMNS}, min(name.match), max(name.weight) AS best "  # noqa: S608
            "FROM name JOIN place ON place.id = name.place WHERE name.key >= ? AND name.key < ? "
            "GROUP BY place.id ORDER BY (name.key = ?) DESC, best DESC, place.id LIMIT ?",
            *(key, key + "\U0010ffff", key, limit),
        )
        return tuple(map(_candidate, rows))

    def near(self, latitude: float, longitude: float, radius_km: float) -> tuple[Candidate, ...]:
        """Places within ``radius_km`` kilometres of a point given in degrees, nearest first."""
        cells = tuple(_cells(latitude, longitude, min(radius_km, 1000.0)))
        rows: list[tuple[Any, ...]] = []
        for first, last in cells:
            rows += self._rows(
                f"SELECT {_COLUMNS}, 0, 0 FROM place WHERE cell BETWEEN ? AND ?",  # noqa: S608
                first,
                last,
            )
        here = (latitude, longitude)
        measured = (
            (great_circle(here, (c.place.latitude, c.place.longitude)).kilometers, c.place.id, c)
            for c in map(_candidate, rows)
        )
        return tuple(c for distance, _, c in sorted(measured, key=lambda m: m[:2]) if distance <= radius_km)

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        country_codes: str | Collection[str] | None = None,
        limit: int | None = None,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 - part of geopy's interface
    ) -> Location | list[Location] | None:
        """A name ("Odesa"), or a name and what it lies in ("Odessa, Texas"), as geopy's ``Location``.

        ``None`` when nothing fits; a list, most important first, unless ``exactly_one``. ``raw`` of a
        location is the ``Candidate``.
        """
        found = self.candidates(query)
        if country_codes:
            wanted = {country_codes} if isinstance(country_codes, str) else set(country_codes)
            codes = {code.upper() for code in wanted}
            found = tuple(c for c in found if c.place.country_code in codes)
        return _locations([(self.address(c), c) for c in found[:limit]], exactly_one)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 - part of geopy's interface
    ) -> Location | list[Location] | None:
        """The settlements within 50 km of a point (anything geopy reads as one), nearest first."""
        point = Point(query)
        found = [c for c in self.near(point.latitude, point.longitude, 50.0) if c.feature == "city"]
        return _locations([(self.address(c), c) for c in found[:limit]], exactly_one)

    def address(self, candidate: Candidate) -> str:
        """A place in words with what contains it: "Odesa, Odesa Oblast, Ukraine"."""
        place = candidate.place
        parts = [place.name]
        if place.country_code and candidate.feature != "country":
            region = self.admin1(place.country_code, candidate.admin1) if candidate.admin1 else None
            country = self.country(place.country_code)
            parts += [outer.place.name for outer in (region, country) if outer and outer.place.id != place.id]
        return ", ".join(parts)

    def _find_candidates(self, name: str) -> tuple[Candidate, ...]:
        rows = self._rows(
            f"SELECT {_COLUMNS}, name.match, name.weight FROM name JOIN place ON place.id = name.place "  # noqa: S608
            "WHERE name.key = ? ORDER BY name.weight DESC, place.id",
            name_key(name),
        )
        as_abbreviation = name[:1].isupper() and (name.isupper() or "." in name)
        return tuple(c for c in map(_candidate, rows) if c.match != "abbreviation" or as_abbreviation)

    def _find_place(self, column: str, value: str | int) -> Candidate | None:
        rows = self._rows(f"SELECT {_COLUMNS}, 0, 0 FROM place WHERE {column} = ?", value)  # noqa: S608
        return _candidate(rows[0]) if rows else None

    def _find_region(self, country_code: str, feature: str, admin1: str | None) -> Candidate | None:
        rows = self._rows(
            f"SELECT {_COLUMNS}, 0, 0 FROM place WHERE country = ? AND feature = ? AND feature <= 2 "  # noqa: S608
            "AND admin1 IS ? ORDER BY population DESC LIMIT 1",
            country_code,
            FEATURES.index(feature),
            admin1,
        )
        return _candidate(rows[0]) if rows else None

    def _find_spellings(self, country_code: str) -> dict[int, _Spellings]:
        rows = self._rows("SELECT names FROM spelling WHERE country = ?", country_code)
        by_length: dict[int, _Spellings] = {}
        for line in zlib.decompress(rows[0][0]).decode().split("\n") if rows else ():
            key, place, population, weight = line.split("\t")
            names = by_length.setdefault(len(key), _Spellings([], [], [], []))
            names.keys.append(key)
            names.places.append(int(place))
            names.populations.append(int(population))
            names.weights.append(int(weight))
        return by_length

    def _rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            address = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
            connection = self._local.connection = sqlite3.connect(address, uri=True)
        try:
            rows: list[tuple[Any, ...]] = connection.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise DataError(f"The gazetteer {self.path} is damaged ({error}). {_ADVICE}") from error
        return rows


@cache
def shipped() -> Gazetteer:
    """The gazetteer that comes with Dateline, opened once a process so that what it looked up is kept.

    Raises:
        DataError: when the file is missing or damaged.
    """
    return Gazetteer()


def lies_in(inner: Candidate, outer: Candidate) -> bool:
    """Whether one place lies in another, by their codes; a place does not lie in itself."""
    if inner.place.id == outer.place.id or not outer.place.country_code:
        return False
    if inner.place.country_code != outer.place.country_code:
        return False
    if outer.feature == "country":
        return True
    if outer.admin1 is None or inner.admin1 != outer.admin1:
        return False
    return outer.feature == "admin1" or (outer.feature == "admin2" and inner.admin2 == outer.admin2)


def _locations(found: Iterable[tuple[str, Candidate]], exactly_one: bool) -> Location | list[Location] | None:
    """geopy's answer for some candidates: ``None`` for none, else the first or all."""
    locations = [Location(address, (c.place.latitude, c.place.longitude), c) for address, c in found]
    if not locations:
        return None
    return locations[0] if exactly_one else locations


def _cells(latitude: float, longitude: float, radius_km: float) -> Iterable[tuple[int, int]]:
    """Ranges of the one-degree cells that a circle touches, row by row, across the date line too."""
    reach = radius_km / 111.0
    for row in range(math.floor(latitude - reach), math.floor(latitude + reach) + 1):
        if not -90 <= row <= 89:
            continue
        narrowest = math.cos(math.radians(min(89.0, abs(latitude) + reach)))
        width = min(180.0, reach / narrowest)
        first, last = math.floor(longitude - width), math.floor(longitude + width)
        base = (row + 90) * 360 + 180
        for shift in (-360, 0, 360):
            low, high = max(first + shift, -180), min(last + shift, 180)
            if low <= high:
                yield base + low, base + high


def _candidate(row: tuple[Any, ...]) -> Candidate:
    (number, ref, name, feature, country, admin1, admin2) = row[:7]
    latitude, longitude, population, radius, match, weight = row[7:13]
    feature = FEATURES[feature]
    place = Place(
        ref or f"geonames:{number}",
        name,
        KIND_OF_FEATURE[feature],
        country,
        latitude / 100_000,
        longitude / 100_000,
    )
    return Candidate(place, feature, population, admin1, admin2, MATCHES[match], radius / 10, weight / 100)
