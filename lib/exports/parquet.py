"""Parquet for data frames and databases: the rows of the CSV, with typed columns and lists."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from lib.exports.entries import About, Entry
from lib.exports.rows import COLUMNS, rows
from lib.records import to_json

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_AT_ONCE = 20_000


def write(entries: Iterable[Entry], about: About) -> Iterator[bytes]:
    """A Parquet file: strings, whole numbers, doubles, truth values, days, lists of strings and of places.

    What the file holds is in its metadata too, under "dateline.selection".
    """
    # Imported here, since it is large and only this format needs it.
    import pyarrow as pa
    import pyarrow.parquet as pq

    metadata = {"dateline.selection": about.selection, "dateline.made_on": about.made_on}
    schema = _schema().with_metadata(metadata)
    file = io.BytesIO()
    remaining = map(_plain, rows(entries, about))
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while some := list(islice(remaining, _ROWS_AT_ONCE)):
            writer.write_table(pa.Table.from_pylist(some, schema=schema))
    yield file.getvalue()


def _schema() -> pa.Schema:
    import pyarrow as pa

    place = pa.struct(
        {
            "id": pa.string(),
            "name": pa.string(),
            "kind": pa.string(),
            "country_code": pa.string(),
            "latitude": pa.float64(),
            "longitude": pa.float64(),
        }
    )
    kinds = {
        "text": pa.string(),
        "whole number": pa.int64(),
        "number": pa.float64(),
        "truth": pa.bool_(),
        "day": pa.date32(),
        "texts": pa.list_(pa.string()),
        "places": pa.list_(place),
    }
    return pa.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row of strings, numbers, lists and dicts; what is no valid Unicode is replaced."""
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, tuple):
        return [_value(to_json(item)) for item in value]
    if isinstance(value, dict):
        return _plain(value)
    return value
