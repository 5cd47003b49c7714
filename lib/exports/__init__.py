"""Everything out: the formats by their names, each made from the same entries, in pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lib.exports import geojson, json_lines, parquet, reference_lists, report, spreadsheet
from lib.exports.entries import About, Entry, of_kept, of_view, of_workspace
from lib.exports.files import write_file, written

__all__ = [
    "FORMATS",
    "About",
    "Entry",
    "Format",
    "of_kept",
    "of_view",
    "of_workspace",
    "write_file",
    "written",
]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of export.

    Attributes:
        label: What a person knows it by.
        hint: What it is for and what a row of it is.
        extension: Of its files, without the dot.
        mime: Its media type.
        write: Makes the file, in pieces, from entries and from what is to be said about it.
    """

    label: str
    hint: str
    extension: str
    mime: str
    write: Callable[[Iterable[Entry], About], Iterator[bytes]]


def _write_kml(entries: Iterable[Entry], about: About) -> Iterator[bytes]:
    # Imported here, since lxml is large and the page that offers the format does not need it.
    from lib.exports import kml

    return kml.write(entries, about)


FORMATS: dict[str, Format] = {
    "csv": Format(
        "CSV",
        "Spreadsheets: one row for each place mention, statement and casualty mention",
        "csv",
        "text/csv",
        spreadsheet.write,
    ),
    "parquet": Format(
        "Parquet",
        "Data frames and databases: the same rows, typed",
        "parquet",
        "application/vnd.apache.parquet",
        parquet.write,
    ),
    "geojson": Format(
        "GeoJSON",
        "QGIS and web maps: one point for each place of a record",
        "geojson",
        "application/geo+json",
        geojson.write,
    ),
    "kml": Format(
        "KML",
        "Google Earth: one placemark for each place of a record",
        "kml",
        "application/vnd.google-earth.kml+xml",
        _write_kml,
    ),
    "html": Format(
        "HTML report",
        "One page with map, claims and sources, to open offline, print or hand on",
        "html",
        "text/html",
        report.write,
    ),
    "jsonl": Format(
        "JSON Lines",
        "Complete, with the reports' texts: one line a report, which Dateline reads back",
        "jsonl",
        "application/x-ndjson",
        json_lines.write,
    ),
    "citations": Format(
        "Text", "Reports and their records as citations", "txt", "text/plain", reference_lists.write_text
    ),
    "bibtex": Format(
        "BibTeX", "One entry a report", "bib", "application/x-bibtex", reference_lists.write_bibtex
    ),
    "ris": Format(
        "RIS",
        "Zotero, EndNote, Mendeley: one record a report",
        "ris",
        "application/x-research-info-systems",
        reference_lists.write_ris,
    ),
}
"""The formats by the name that the command line and the app know them by."""
