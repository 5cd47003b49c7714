"""KML (OGC 2.3) for Google Earth and other globes: a placemark for each place of each record, in folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from lib.citations import one_line
from lib.exports.entries import About, Entry
from lib.exports.rows import COLUMNS, rows
from lib.exports.text import xml_text
from lib.palette import PALETTES
from lib.records import Place

NAMESPACE = "http://www.opengis.net/kml/2.2"
"""Of KML 2.2 and 2.3 alike."""
_FOLDERS = {"place": "Places", "statement": "Statements", "casualty mention": "Casualty mentions"}
_COLOURS = {
    "place": PALETTES["light"].kinds["settlement"],
    "statement": PALETTES["light"].kinds["region"],
    "casualty mention": PALETTES["light"].casualty,
}
_NAME_LENGTH = 80
_LISTED = [name for name in COLUMNS if name not in ("places", "latitude", "longitude")]


def write(entries: Iterable[Entry], about: About) -> Iterator[bytes]:
    """A KML document in pieces: a folder for each kind of record, a placemark for each place of a record.

    Every column is in the placemark's ExtendedData. What has no place has no Point, and is listed all the
    same. A record that is credited to a day has it as its TimeStamp.
    """
    folders: dict[str, list[bytes]] = {record: [] for record in _FOLDERS}
    for row in rows(entries, about):
        for place in row["places"] or (None,):
            folders[row["record"]].append(_xml(_placemark(row, place)))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="{NAMESPACE}"><Document>\n'.encode()
    yield _xml(_element("name", "Dateline"))
    words = (f"Holds: {about.selection}", about.made_on, about.note)
    yield _xml(_element("description", escape("; ".join(word for word in words if word))))
    for record, colour in _COLOURS.items():
        yield _xml(_style(record, colour))
    for record, placemarks in folders.items():
        yield b"<Folder>" + _xml(_element("name", f"{_FOLDERS[record]} ({len(placemarks)})"))
        yield from placemarks
        yield b"</Folder>\n"
    yield b"</Document></kml>\n"


def _placemark(row: dict[str, Any], place: Place | None) -> Element:
    mark = Element("Placemark")
    mark.append(_element("name", _shortened(_name(row))))
    # Read as HTML by Google Earth, so the report's words are escaped once more.
    mark.append(_element("description", escape(_description(row))))
    if row["event_day"]:
        SubElement(mark, "TimeStamp").append(_element("when", row["event_day"].isoformat()))
    mark.append(_element("styleUrl", f"#{_style_id(row['record'])}"))
    data = SubElement(mark, "ExtendedData")
    values = {**row, **_where(place)}
    for name in _LISTED:
        if values[name] not in (None, (), ""):
            SubElement(data, "Data", name=name).append(_element("value", _value(values[name])))
    if place:
        point = SubElement(mark, "Point")
        point.append(_element("coordinates", f"{place.longitude},{place.latitude}"))
    return mark


def _name(row: dict[str, Any]) -> str:
    if row["record"] == "statement":
        return f"{row['speaker']}: {row['text']}"
    return str(row["text"])


def _description(row: dict[str, Any]) -> str:
    parts = (row["sentence"], row["outlet"], row["report"], row["published"] or "undated", row["url"])
    return " · ".join(part for part in parts if part)


def _where(place: Place | None) -> dict[str, str | None]:
    return {
        "place": place.name if place else None,
        "place_id": place.id if place else None,
        "place_kind": place.kind if place else None,
        "country_code": place.country_code if place else None,
    }


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _style(record: str, colour: str) -> Element:
    """A style whose balloon shows the description alone, as text."""
    style = Element("Style", id=_style_id(record))
    icon = SubElement(style, "IconStyle")
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    icon.append(_element("color", f"ff{blue}{green}{red}"))
    SubElement(style, "BalloonStyle").append(_element("text", "$[description]"))
    return style


def _style_id(record: str) -> str:
    return record.replace(" ", "-")


def _shortened(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _NAME_LENGTH else line[: _NAME_LENGTH - 1] + "…"


def _element(name: str, text: str) -> Element:
    element = Element(name)
    element.text = xml_text(text)
    return element


def _xml(element: Element) -> bytes:
    return tostring(element, encoding="unicode").encode("utf-8") + b"\n"
