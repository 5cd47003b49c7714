"""Lists as tables: one row a record, to be compared at a glance; a chosen row opens in the reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from lib.amounts import count_words
from lib.citations import title_of
from lib.records import Analysis
from lib.summaries import PlaceInView
from lib.tables import CasualtyRow, PlaceRow, StatementRow, country_name, says_so, when_words
from lib.ui import correct_marks, placeless
from lib.ui.session import Session

MOST_LINES = 7
LINE, LONGEST = 16, 24
"""Pixels of a line of words in a table, and characters of one in the columns for names and words."""
_WIDTHS = {
    "Figure": st.column_config.TextColumn(width=78),
    "Claimed by": st.column_config.TextColumn(width=160),
    "Words": st.column_config.TextColumn(width=160),
    "When": st.column_config.TextColumn(width=112),
}
"""Of the columns of claims, in pixels."""
_WIDE_WORDS = {"Words": st.column_config.TextColumn(width="large")}


def draw(session: Session, rows: Sequence[Any], *, height: int) -> None:
    """Draw a page of rows of one kind; choosing one opens it."""
    # Streamlit loads pandas and Arrow for a table; the first screen has none.
    cells, keys = _without_place(session, rows, [_cells(row) for row in rows]), [_key(row) for row in rows]
    key = f"table_{session.list_name}_{session.place_list}_{session.page}_{hash(tuple(keys))}"
    st.dataframe(
        cells,
        key=key,
        height=height,
        hide_index=True,
        on_select=_on_select(session, key, keys),
        selection_mode="single-cell",
        column_config=_WIDTHS if all(isinstance(row, CasualtyRow) for row in rows) else _WIDE_WORDS,
    )


def _without_place(
    session: Session, rows: Sequence[Any], cells: Sequence[Mapping[str, Any]]
) -> Sequence[Mapping[str, Any]]:
    """The cells of rows; where a record names no place and is shown beside one, that is said in the place of it."""
    settings = placeless.settings_of(session, rows)
    if not settings:
        return cells
    place, column = placeless.places_in_words(session), "Places" if "Places" in cells[0] else "Place"
    return [
        {**cell, column: f"names none; {placeless.setting_in_words(settings[row.key], place)}"}
        if row.key in settings
        else cell
        for row, cell in zip(rows, cells, strict=True)
    ]


def draw_claims(session: Session, rows: Sequence[CasualtyRow], *, key: str) -> None:
    """Draw claims about one place, side by side, long words on several lines; choosing one opens it."""
    cells = [claim_cells(row) for row in rows]
    lines = max(-(-len(one[column]) // LONGEST) for one in cells for column in ("Claimed by", "Words"))
    st.dataframe(
        cells,
        key=f"table_{key}_{len(rows)}",
        hide_index=True,
        on_select=_on_select(session, f"table_{key}_{len(rows)}", [row.key for row in rows]),
        selection_mode="single-cell",
        row_height=18 + LINE * min(max(lines, 2), MOST_LINES),
        column_config=_WIDTHS,
    )


def _on_select(session: Session, key: str, keys: Sequence[str]) -> Callable[[], None]:
    def choose() -> None:
        row = chosen_row(key)
        if row is not None and row < len(keys):
            session.open(keys[row])

    return choose


def chosen_row(key: str) -> int | None:
    """The number of the row in which a cell of the table with this key was just clicked, or ``None``."""
    state = st.session_state.get(key)
    cells = state["selection"]["cells"] if state else []
    return int(cells[0][0]) if cells and cells[0][0] >= 0 else None


def _key(row: Any) -> str:
    """What the reader opens for a row."""
    if isinstance(row, PlaceInView):
        return row.mentions[0].key
    if isinstance(row, Analysis):
        return row.article.id
    return str(row.key)


def _cells(row: Any) -> Mapping[str, Any]:
    match row:
        case StatementRow():
            statement = row.statement
            return {
                "Speaker": row.speaker,
                "Words": _line(statement.text),
                "Kind": statement.kind,
                "Places": ", ".join(place.name for place in row.places),
                **correct_marks.cell(row),
                **_source(row.article),
            }
        case CasualtyRow():
            return claim_cells(row)
        case PlaceInView():
            code = row.place.country_code
            return {
                "Place": row.place.name,
                "Kind": row.place.kind,
                "Country": country_name(code) if code else "",
                "Mentions": len(row.mentions),
                "Reports": row.reports,
                "Statements": len(row.statements),
                "Casualty mentions": len(row.casualties),
                "Confidence": round(row.confidence, 2),
                "Latitude": row.place.latitude,
                "Longitude": row.place.longitude,
                **correct_marks.cell_of_place(row),
            }
        case PlaceRow():
            place = row.mention.place
            return {
                "Name": row.mention.text,
                "Read as": f"{place.name}, {place.country_code or place.kind}" if place else "",
                "Words": _line(row.sentence),
                "Why": row.mention.reason,
                **correct_marks.cell(row),
                **_source(row.article),
            }
        case _:
            return {
                "Title": title_of(row.article),
                "Outlet": row.article.source or "",
                "Published": row.article.published or "",
                "Places": len({m.place.id for m in row.places if m.place and m.role == "literal"}),
                "Statements": len(row.statements),
                "Casualty mentions": len(row.casualties),
            }


def claim_cells(row: CasualtyRow) -> dict[str, Any]:
    """A casualty mention as cells: figure, words, outcome, scope, polarity, date, who claims it, outlet."""
    casualty = row.casualty
    return {
        "Figure": count_words(casualty),
        "Claimed by": says_so(
            casualty,
            casualty.source.name if casualty.source else f"{row.article.source or 'the report'} itself",
        ),
        "Words": _line(casualty.text),
        "When": when_words(casualty),
        "Outcome": casualty.outcome,
        "Victims": casualty.victims.text if casualty.victims else "",
        "Event or total": "one event" if casualty.scope == "incident" else "running total",
        "Claimed": casualty.polarity,
        "Place": row.place.name if row.place else row.place_text or "",
        **correct_marks.cell(row),
        **_source(row.article),
    }


def _source(article: Any) -> dict[str, str]:
    return {
        "Outlet": article.source or "",
        "Published": (article.published or "")[:10],
        "Report": title_of(article),
    }


def _line(text: str) -> str:
    return " ".join(text.split())
