"""GeoJSON (RFC 7946) for QGIS and web maps: a point for each place of each record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lib.exports.entries import About, Entry
from lib.exports.rows import rows
from lib.exports.text import json_text
from lib.records import Place


def write(entries: Iterable[Entry], about: About) -> Iterator[bytes]:
    """A FeatureCollection in pieces: points with longitude before latitude, in degrees (WGS 84).

    A record is a feature for each place that it is about, with the same ``id`` among its properties; one
    without a place is a feature whose geometry is null, as RFC 7946 has it for what is not located. Columns
    without a value are left out.
    """
    head = {"selection": about.selection, "made_on": about.made_on, "note": about.note}
    yield f'{{"type": "FeatureCollection", "dateline": {json_text(head)}, "features": ['.encode()
    comma = ""
    for row in rows(entries, about):
        for place in row["places"] or (None,):
            yield f"{comma}\n{json_text(_feature(row, place))}".encode()
            comma = ","
    yield b"\n]}\n"


def _feature(row: dict[str, Any], place: Place | None) -> dict[str, Any]:
    where = {
        "place": place.name if place else None,
        "place_id": place.id if place else None,
        "place_kind": place.kind if place else None,
        "country_code": place.country_code if place else None,
    }
    there = {**row, **where}
    kept = {
        key: value
        for key, value in there.items()
        if value not in (None, ()) and key not in ("places", "latitude", "longitude")
    }
    point = {"type": "Point", "coordinates": [place.longitude, place.latitude]} if place else None
    return {"type": "Feature", "geometry": point, "properties": kept}
