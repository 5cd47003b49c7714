"""Word lists and rules as data: CSV files in data/lexicons, checked when they are loaded.

A lexicon is a CSV file whose columns are the fields of a row class (a frozen dataclass). Every row has an
``example``, a phrase that a test reads with the rule. ``Literal`` fields allow their values only; a ``tuple``
field is written with ``|`` between its items; an empty cell is ``None`` where the field allows it.
"""

from __future__ import annotations

import csv
import dataclasses
import types
import typing
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from lib.errors import DataError

FOLDER = Path(__file__).resolve().parent.parent / "data" / "lexicons"
Row = TypeVar("Row")


@cache
def load(name: str, row_class: type[Row], folder: Path = FOLDER) -> tuple[Row, ...]:
    """Read the lexicon ``name`` (a file name without ``.csv``) as rows of ``row_class``.

    Rows must be sorted by their first column, and no row may be there twice.

    Raises:
        DataError: naming file and line, when the file is missing or a row is wrong.
    """
    path = folder / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return tuple(_rows(csv.reader(lines), row_class, path))
    except FileNotFoundError as error:
        raise DataError(
            f"The lexicon {path} is missing. Restore it from the repository (git checkout -- data)."
        ) from error
    except UnicodeDecodeError as error:
        raise DataError(f"The lexicon {path} is not UTF-8. Save it as UTF-8.") from error


def _rows(reader: Any, row_class: type[Row], path: Path) -> typing.Iterator[Row]:
    fields = dataclasses.fields(typing.cast(Any, row_class))
    hints = typing.get_type_hints(row_class)
    wanted = [field.name for field in fields]
    header: list[str] = next(reader, [])
    if header != wanted:
        raise DataError(f"{path}, line 1: the columns must be {','.join(wanted)}, not {','.join(header)}.")
    before: tuple[str, ...] = ()
    for cells in reader:
        where = f"{path}, line {reader.line_num}"
        if len(cells) != len(wanted):
            raise DataError(f"{where}: {len(wanted)} cells were expected, {len(cells)} found.")
        if tuple(cells[:1]) < before[:1]:
            raise DataError(f"{where}: {cells[0]!r} must come before {before[0]!r}; keep the file sorted.")
        if tuple(cells) == before:
            raise DataError(f"{where}: {cells[0]!r} is there twice.")
        before = tuple(cells)
        yield row_class(
            **{
                field.name: _cell(hints[field.name], cell, f"{where}, {field.name}")
                for field, cell in zip(fields, cells, strict=True)
            }
        )


def _cell(kind: Any, cell: str, where: str) -> Any:
    """One cell as a value of the annotated type."""
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        (inner,) = (a for a in typing.get_args(kind) if a is not type(None))
        return _cell(inner, cell, where) if cell else None
    if origin is tuple:
        return tuple(_cell(typing.get_args(kind)[0], item.strip(), where) for item in cell.split("|") if item)
    if origin is Literal:
        if cell not in typing.get_args(kind):
            raise DataError(f"{where}: {cell!r} is none of {', '.join(typing.get_args(kind))}.")
        return cell
    if kind in (int, float):
        try:
            return kind(cell)
        except ValueError as error:
            raise DataError(f"{where}: {cell!r} is no number.") from error
    if kind is bool:
        if cell not in ("yes", "no"):
            raise DataError(f"{where}: {cell!r} must be yes or no.")
        return cell == "yes"
    if not cell:
        raise DataError(f"{where}: the cell is empty.")
    return cell
