"""KML (OGC 2.3) for Google Earth and other globes: a placemark for each place of each record, in folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from typing import Any

from lxml import etree

from lib.citations import one_line
from lib.duplicates import Stories
from lib.exports.entries import About, Entry
from lib.exports.rows import COLUMNS, Record, rows
from lib.exports.text import xml_text
from lib.palette import PALETTES
from lib.records import Place

NAMESPACE = "http://www.opengis.net/kml/2.2"
"""Of KML 2.2 and 2.3 alike."""
_FOLDERS: dict[Record, tuple[str, str]] = {
    "place": ("Places", PALETTES["light"].kinds["settlement"]),
    "statement": ("Statements", PALETTES["light"].kinds["region"]),
    "casualty mention": ("Casualty mentions", PALETTES["light"].casualty),
}
"""Name of the folder and colour of each kind of record."""
_NAME_LENGTH = 80
_LISTED = [name for name in COLUMNS if name not in ("places", "latitude", "longitude")]


def write(entries: Iterable[Entry], about: About) -> Iterator[bytes]:
    """A KML document in pieces: a folder for each kind of record, a placemark for each place of a record.

    Every column is in the placemark's ExtendedData. What has no place has no Point, and is listed all the
    same. A claim whose day is known has it as its TimeStamp.
    """
    entries, stories, made = list(entries), Stories(), _Pieces()
    with etree.xmlfile(made, encoding="UTF-8") as file:
        file.write_declaration()
        with file.element(_tag("kml"), nsmap={None: NAMESPACE}), file.element(_tag("Document")):
            file.write(_element("name", "Dateline"))
            words = (f"Holds: {about.selection}", about.made_on, about.note)
            file.write(_element("description", escape("; ".join(word for word in words if word))))
            for record, (_, colour) in _FOLDERS.items():
                file.write(_style(record, colour))
            for record, (name, _) in _FOLDERS.items():
                with file.element(_tag("Folder")):
                    file.write(_element("name", name))
                    for row in rows(entries, about, only=record, stories=stories):
                        for place in row["places"] or (None,):
                            file.write(_placemark(row, place))
                        file.flush()
                        yield from made.take()
    yield from made.take()


class _Pieces:
    """What was written and not yet taken."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> None:
        """Add a piece."""
        self._pieces.append(piece)

    def take(self) -> list[bytes]:
        """The pieces since the last call."""
        taken, self._pieces = self._pieces, []
        return taken


def _placemark(row: dict[str, Any], place: Place | None) -> etree._Element:
    mark = _element("Placemark")
    _add(mark, "name", _shortened(_name(row)))
    # Read as HTML by Google Earth, so the report's words are escaped once more.
    _add(mark, "description", escape(_description(row)))
    if row["event_day"]:
        _add(_add(mark, "TimeStamp"), "when", row["event_day"].isoformat())
    elif row["event_first_day"]:
        stretch = _add(mark, "TimeSpan")
        _add(stretch, "begin", row["event_first_day"].isoformat())
        _add(stretch, "end", row["event_last_day"].isoformat())
    _add(mark, "styleUrl", f"#{_style_id(row['record'])}")
    data, values = _add(mark, "ExtendedData"), {**row, **_where(place)}
    for name in _LISTED:
        if values[name] not in (None, (), ""):
            _add(_add(data, "Data", name=name), "value", _value(values[name]))
    if place:
        _add(_add(mark, "Point"), "coordinates", f"{place.longitude},{place.latitude}")
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


def _style(record: Record, colour: str) -> etree._Element:
    """A style whose balloon shows the description alone."""
    style = _element("Style", id=_style_id(record))
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    _add(_add(style, "IconStyle"), "color", f"ff{blue}{green}{red}")
    _add(_add(style, "BalloonStyle"), "text", "$[description]")
    return style


def _style_id(record: str) -> str:
    return record.replace(" ", "-")


def _shortened(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _NAME_LENGTH else line[: _NAME_LENGTH - 1] + "…"


@cache
def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _element(name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.Element(_tag(name), attributes, nsmap={None: NAMESPACE})
    element.text = xml_text(text) or None
    return element


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """Add an element to one, and return it."""
    element = etree.SubElement(parent, _tag(tag), attributes)
    if text:
        element.text = xml_text(text)
    return element
