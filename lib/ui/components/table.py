"""Records as a table of real HTML: words on several lines, no column cut, the columns of less use on request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lib.ui.components.assets import Component
from lib.ui.components.runs import cut


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: Its heading; a press on it puts the rows in the order of the column.
        share: Of the table's width, in percent.
        number: Whether it holds numbers, which stand at its right edge.
        more: Whether it is shown on request only.
    """

    title: str
    share: int = 10
    number: bool = False
    more: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what it says, a quieter line beneath, and what to put it in order by when that is no text.

    ``matches`` are what a search found in ``text``, as (start, end) in characters.
    """

    text: str
    under: str = ""
    order: float | None = None
    matches: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the key that comes back when it is chosen, unique in the table, and a cell a column."""

    key: str
    cells: tuple[Cell, ...]


_TABLE = Component("table")


def table(
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    selected: str | None,
    key: str,
    height: int | None,
    label: str,
    part: bool = False,
) -> None:
    """Draw a table; the key of a row that is chosen is its event.

    Args:
        columns: From left to right; those on request come after the others. The last that is always shown
            holds no number: beside its title is the button for more.
        rows: Those of one page.
        selected: The key of the row that is open.
        key: Of the table, unique on the page.
        height: In pixels, with a scroll bar of its own; ``None`` for as high as it is.
        label: What the table holds, for screen readers.
        part: Whether there are other pages, whose rows a heading does not put in order.
    """
    data: dict[str, Any] = {
        "name": key,
        "label": label,
        "selected": selected,
        "height": height,
        "part": part,
        "columns": [[one.title, one.share, one.number, one.more] for one in columns],
        "rows": [[row.key, [_cell(one) for one in row.cells]] for row in rows],
    }
    _TABLE.draw(key, data)


def _cell(cell: Cell) -> list[Any]:
    runs = (
        [[run.text, bool(run.covers)] for run in cut(cell.text, cell.matches)] if cell.matches else cell.text
    )
    return [runs, cell.under, cell.order]
