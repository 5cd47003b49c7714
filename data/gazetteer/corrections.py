"""Applies the corrections kept by hand: overlay.csv (places) and names.csv (names of places)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from data.gazetteer.sources import Row
from lib.gazetteer import name_key

HERE = Path(__file__).resolve().parent
DEFAULT_WEIGHT = {"city": 3.0, "site": 4.0, "water": 5.0, "region": 5.0, "area": 5.0}


def apply(rows: dict[str, Row]) -> None:
    """Add the places of the overlay, amend those it names by id, and correct names.

    Raises:
        ValueError: naming file and line, when a row refers to a place that no source has.
    """
    for where, entry in _entries("overlay.csv"):
        apply_place(rows, entry, where)
    for where, entry in _entries("names.csv"):
        if entry["id"] not in rows:
            raise ValueError(f"{where}: no place has the id {entry['id']!r}")
        _apply_name(rows[entry["id"]], entry, where)


def apply_place(rows: dict[str, Row], entry: dict[str, str], where: str) -> None:
    """Add the place of one row of the overlay, or amend the one it names by id."""
    row = rows.get(entry["id"])
    if row is None:
        if not entry["id"].startswith("dateline:"):
            raise ValueError(f"{where}: no place has the id {entry['id']!r}")
        row = rows[entry["id"]] = Row(
            entry["id"],
            entry["name"],
            entry["feature"],
            entry["country_code"] or None,
            float(entry["latitude"]),
            float(entry["longitude"]),
            prominence=DEFAULT_WEIGHT[entry["feature"]],
        )
    elif entry["latitude"]:
        row.latitude, row.longitude = float(entry["latitude"]), float(entry["longitude"])
    if row.name != entry["name"]:
        row.names.add(row.name)
        row.name = entry["name"]
    if entry["radius_km"]:
        row.radius_km = float(entry["radius_km"])
    for name in (entry["name"], *filter(None, entry["alternates"].split("|"))):
        row.given_names[name] = entry["usual"] == "yes"


def _apply_name(row: Row, entry: dict[str, str], where: str) -> None:
    match entry["action"]:
        case "add":
            row.given_names[entry["name"]] = False
        case "usual":
            row.given_names[entry["name"]] = True
        case "remove":
            row.removed_keys.add(name_key(entry["name"]))
        case other:
            raise ValueError(f"{where}: the action {other!r} is none of add, usual, remove")


def _entries(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a CSV file beside this one, each with its file and line."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        for entry in reader:
            yield f"{name}, line {reader.line_num}", entry
