"""The data of the gazetteer: rows kept by hand are valid, sourced, and where they say they are."""

import csv
import hashlib
import io
import math
import pickle
import re
from pathlib import Path

import pytest

from data.gazetteer import build, corrections, names, sources
from lib.gazetteer import DEFAULT_PATH, FEATURES, Gazetteer, name_key

FOLDER = Path("data/gazetteer")


def read(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


OVERLAY = read("overlay.csv")
NEW = [row for row in OVERLAY if row["id"].startswith("dateline:")]
BY_HAND = re.compile(r"by hand, within ([\d.]+) km")
SOURCE = re.compile(r"by hand, within [\d.]+ km|GeoNames \d+|Natural Earth 10m|airportsdata \d+")


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


def names_of(row):
    return [row["name"], *filter(None, row["alternates"].split("|"))]


def test_the_overlay_is_large_sorted_and_unique():
    keys = [(row["name"], row["country_code"], row["id"]) for row in OVERLAY]
    assert len(NEW) >= 800
    assert keys == sorted(keys)
    assert len({row["id"] for row in OVERLAY}) == len(OVERLAY)


def is_valid(row):
    own = names_of(row)
    return (
        SOURCE.fullmatch(row["source"])
        and row["what"]
        and row["usual"] in ("yes", "")
        and re.fullmatch("[A-Z]{2}|", row["country_code"])
        and len(own) == len(set(own))
        and all(name == name.strip() and name_key(name) for name in own)
    )


def test_rows_are_valid_and_sourced():
    assert [row["id"] for row in OVERLAY if not is_valid(row)] == []


def has_an_honest_place(row):
    return (
        row["feature"] in FEATURES
        and -90 <= float(row["latitude"]) <= 90
        and -180 <= float(row["longitude"]) <= 180
        and float(row["radius_km"]) >= float(BY_HAND.fullmatch(row["source"])[1])
    )


def test_new_rows_have_a_place_and_an_extent_not_below_its_error():
    assert [row["id"] for row in NEW if not has_an_honest_place(row)] == []


def test_rows_are_found_by_each_of_their_names(gazetteer):
    assert [
        (row["id"], name)
        for row in OVERLAY
        for name in names_of(row)
        if row["id"] not in {candidate.place.id for candidate in gazetteer.candidates(name)}
    ] == []


def test_what_a_name_usually_means_comes_first(gazetteer):
    usual = [row for row in OVERLAY if row["usual"]]
    assert len(usual) > 500
    assert [row["id"] for row in usual if gazetteer.candidates(row["name"])[0].place.id != row["id"]] == []


def countries_near(gazetteer, row, radius_km):
    near = gazetteer.near(float(row["latitude"]), float(row["longitude"]), radius_km)
    return {c.place.country_code for c in near if c.feature == "city" and c.place.id.startswith("geonames:")}


def test_rows_are_near_a_settlement_of_their_country(gazetteer):
    """A coarse guard against swapped coordinates; data/gazetteer/check.py compares with outlines."""
    on_land = [row for row in NEW if row["country_code"] not in ("", "AQ") and row["feature"] != "water"]
    assert [
        row["id"]
        for row in on_land
        if not any(row["country_code"] in countries_near(gazetteer, row, radius) for radius in (60, 200, 700))
    ] == []


def test_corrected_names_are_sorted_and_hold(gazetteer):
    rows = read("names.csv")
    keys = [(row["name"], row["action"], row["id"]) for row in rows]
    assert keys == sorted(set(keys))
    for row in rows:
        found = [candidate.place.id for candidate in gazetteer.candidates(row["name"])]
        if row["action"] == "remove":
            assert row["id"] not in found, row
        elif row["action"] == "usual":
            assert found[0] == row["id"], row
        else:
            assert row["id"] in found, row


POINTS = read("country_points.csv")


@pytest.mark.parametrize("row", POINTS, ids=lambda row: row["country_code"])
def test_countries_have_the_points_of_geonames_and_come_first(gazetteer, row):
    country = gazetteer.country(row["country_code"])
    assert country.place.id == f"geonames:{row['geonames_id']}"
    assert math.isclose(country.place.latitude, float(row["latitude"]), abs_tol=1e-4)
    assert math.isclose(country.place.longitude, float(row["longitude"]), abs_tol=1e-4)
    first = gazetteer.candidates(country.place.name)[0]
    assert first.feature in ("country", "continent")


def test_the_shipped_file_is_the_recorded_one():
    recorded = (FOLDER / "gazetteer.sha256").read_text(encoding="ascii").split()[0]
    assert hashlib.sha256(DEFAULT_PATH.read_bytes()).hexdigest() == recorded
    assert DEFAULT_PATH.stat().st_size < 45_000_000


def test_the_same_rows_give_the_same_file_in_any_order(tmp_path):
    rows = [
        sources.Row("geonames:2", "Beta", "city", "UA", 50.0, 30.0, 2000, names={"Veta", "Vita", "Beeta"}),
        sources.Row("geonames:1", "Alpha Oblast", "admin1", "UA", 49.0, 31.0, 90000, "07"),
        sources.Row("dateline:gamma", "Gamma", "site", None, 10.0, 20.0, given_names={"Gamma": True}),
    ]
    one, other = tmp_path / "one.sqlite", tmp_path / "other.sqlite"
    build.write(rows, one)
    build.write(rows[::-1], other)
    assert one.read_bytes() == other.read_bytes()
    assert Gazetteer(one).candidates("Alpha")[0].place.id == "geonames:1"


def test_an_overlay_row_that_amends_nothing_is_refused():
    entry = {"id": "geonames:1", "name": "Nowhere"}
    with pytest.raises(ValueError, match=r"overlay.csv, line 2: no place has the id 'geonames:1'"):
        corrections.apply_place({}, entry, "overlay.csv, line 2")


def test_a_pickle_that_names_a_class_is_refused():
    with pytest.raises(pickle.UnpicklingError, match="pathlib"):
        sources.PlainUnpickler(io.BytesIO(pickle.dumps(Path("x")))).load()


@pytest.mark.parametrize(
    ("name", "usable"),
    [
        pytest.param("Kiev", True, id="a name"),
        pytest.param("Zürich", True, id="a name with a diacritic"),
        pytest.param("Киев", False, id="another script"),
        pytest.param("IEV", False, id="a code in capitals"),
        pytest.param("kiyebha", False, id="a transliteration in small letters"),
        pytest.param("Kő", False, id="two letters"),
    ],
)
def test_which_alternate_names_are_kept(name, usable):
    assert names.usable(name) is usable
