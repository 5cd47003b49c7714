"""Everything out: analyses as JSON Lines (lossless), CSV (one row a record) and GeoJSON (RFC 7946)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lib import __version__
from lib.records import Analysis, Article, Place, Span, to_json
from lib.tables import casualty_rows, place_rows, speaker_name, statement_rows

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "record", "report_id", "report", "outlet", "published", "url", "sentence", "text", "start", "end",
    "speaker", "resolved_by", "kind", "cue", "outcome", "count", "low", "high", "qualifier", "victims",
    "scope", "polarity", "source", "date", "place", "place_id", "place_kind", "country_code", "latitude",
    "longitude", "role", "confidence", "reason", "version",
)  # fmt: skip
"""The columns of the CSV; a row leaves those empty that its record has no value for."""


def to_jsonl(analyses: Iterable[Analysis]) -> Iterator[str]:
    """One line of JSON an analysis, in the schema that ``records.analysis_from_json`` reads back."""
    for analysis in analyses:
        yield json.dumps(to_json(analysis), ensure_ascii=False) + "\n"


def to_csv(analyses: Iterable[Analysis]) -> Iterator[str]:
    """A CSV file in pieces: a byte order mark and the header, then one line a record.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    yield "\ufeff" + _csv_line(COLUMNS)
    for analysis in analyses:
        for record in _records(analysis):
            yield _csv_line([harmless(record.get(column)) for column in COLUMNS])


def to_geojson(analyses: Iterable[Analysis]) -> Iterator[str]:
    """A GeoJSON FeatureCollection in pieces: one point a resolved place mention, longitude before latitude."""
    yield '{"type": "FeatureCollection", "features": ['
    comma = ""
    for analysis in analyses:
        for record in _place_records(analysis):
            if record["latitude"] is not None:
                yield comma + "\n" + json.dumps(_feature(record), ensure_ascii=False)
                comma = ","
    yield "\n]}\n"


FORMATS: dict[str, Callable[[Iterable[Analysis]], Iterator[str]]] = {
    "jsonl": to_jsonl,
    "csv": to_csv,
    "geojson": to_geojson,
}
"""The formats by the name that the command line and the app know them by."""


def harmless(value: Any) -> Any:
    """A cell's value that no spreadsheet runs as a formula; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value


def _csv_line(cells: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _feature(record: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [record["longitude"], record["latitude"]]},
        "properties": {key: value for key, value in record.items() if key not in ("latitude", "longitude")},
    }


def _records(analysis: Analysis) -> Iterator[dict[str, Any]]:
    yield from _place_records(analysis)
    yield from _statement_records(analysis)
    yield from _casualty_records(analysis)


def _place_records(analysis: Analysis) -> Iterator[dict[str, Any]]:
    for row in place_rows(analysis):
        mention = row.mention
        yield {
            "record": "place",
            **_evidence(row.article, row.sentence, mention),
            **_place(mention.place),
            "role": mention.role,
            "qualifier": mention.qualifier,
            "confidence": round(mention.confidence, 3),
            "reason": mention.reason,
        }


def _statement_records(analysis: Analysis) -> Iterator[dict[str, Any]]:
    for row in statement_rows(analysis):
        statement = row.statement
        yield {
            "record": "statement",
            **_evidence(row.article, row.sentence, statement),
            "speaker": speaker_name(statement.speaker),
            "resolved_by": statement.speaker.resolved_by if statement.speaker else None,
            "confidence": round(statement.speaker.confidence, 3) if statement.speaker else None,
            "kind": statement.kind,
            "cue": statement.cue.text if statement.cue else None,
            "place": "; ".join(place.name for place in row.places),
        }


def _casualty_records(analysis: Analysis) -> Iterator[dict[str, Any]]:
    for row in casualty_rows(analysis):
        casualty = row.casualty
        yield {
            "record": "casualty mention",
            **_evidence(row.article, row.sentence, casualty),
            **_place(row.place),
            "outcome": casualty.outcome,
            "count": casualty.count.text,
            "low": casualty.count.low,
            "high": casualty.count.high,
            "qualifier": casualty.count.qualifier,
            "victims": casualty.victims.text if casualty.victims else None,
            "scope": casualty.scope,
            "polarity": casualty.polarity,
            "source": casualty.source.name if casualty.source else None,
            "date": (casualty.date.value or casualty.date.text) if casualty.date else None,
            "reason": casualty.reason,
        }


def _evidence(article: Article, sentence: str, span: Span) -> dict[str, Any]:
    """What every record carries: the report, the sentence, the words and where they stand."""
    return {
        "report_id": article.id,
        "report": article.title,
        "outlet": article.source,
        "published": article.published,
        "url": article.url,
        "sentence": sentence,
        "text": span.text,
        "start": span.start,
        "end": span.end,
        "version": __version__,
    }


def _place(place: Place | None) -> dict[str, Any]:
    return {
        "place": place.name if place else None,
        "place_id": place.id if place else None,
        "place_kind": place.kind if place else None,
        "country_code": place.country_code if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
    }
