"""Lists as tables: one row a record, to be compared at a glance; a chosen row opens in the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from lib.amounts import count_words
from lib.citations import title_of
from lib.placeless import Setting
from lib.records import Analysis, Article
from lib.search import mark
from lib.summaries import PlaceInView
from lib.tables import (
    POLARITIES,
    SCOPES,
    CasualtyRow,
    PlaceRow,
    StatementRow,
    country_name,
    says_so,
    when_words,
)
from lib.ui import correct_marks, placeless
from lib.ui.components import Cell, Column, Row, table
from lib.ui.session import Session

KEY, CLAIMS = "table", "claims_table"
"""Keys of the tables: of a list beside the map, and of claims about a place."""
CLAIMS_HEIGHT = 520
_WHERE = "Where"
_OUTLET = Column("Report", 20)
_STATEMENTS = (Column("Words", 42), Column("Speaker", 20), Column(_WHERE, 18), _OUTLET)
_CASUALTIES = (
    Column("Figure", 17),
    Column("Words", 27),
    Column("Claimed by", 23),
    Column("When", 17),
    Column(_WHERE, 16),
)
_PLACES = (
    Column("Place", 31),
    Column("Mentions", 13, number=True),
    Column("Reports", 12, number=True),
    Column("Statements", 14, number=True),
    Column("Casualties", 14, number=True),
    Column("Kind", 16),
)
_MENTIONS = (Column("Name", 22), Column("Words", 35), Column("Why", 25), Column("Report", 18))
_REPORTS = (
    Column("Title", 42),
    Column("Places", 11, number=True),
    Column("Statements", 14, number=True),
    Column("Casualties", 13, number=True),
    Column("Outlet", 20),
)


def draw(
    session: Session, rows: Sequence[Any], *, selected: str | None, height: int, label: str, part: bool
) -> None:
    """Draw a page of rows of one kind, ``part`` of several or the only one; choosing a row opens it."""
    columns, drawn = laid_out_all(rows, session)
    table(columns, drawn, selected=selected, key=KEY, height=height, label=label, part=part)


def draw_claims(session: Session, rows: Sequence[CasualtyRow], notes: Mapping[str, str]) -> None:
    """Draw claims about one place, side by side; choosing one opens it. ``notes`` stand below figures, by key."""
    columns, drawn = laid_out_all(rows, session)
    drawn = [_noted(row, notes.get(row.key, "")) for row in drawn]
    table(columns, drawn, selected=session.opened, key=CLAIMS, height=CLAIMS_HEIGHT, label="Claims")


def _noted(row: Row, note: str) -> Row:
    """The row with a note below what is in its first cell."""
    first, *rest = row.cells
    return replace(row, cells=(replace(first, under=" · ".join(filter(None, (first.under, note)))), *rest))


def laid_out_all(rows: Sequence[Any], session: Session) -> tuple[list[Column], list[Row]]:
    """The columns for rows of one kind, and the rows: first what is always shown, then the rest."""
    read = [laid_out(row) for row in rows]
    columns = [*read[0][1], *(Column(title, more=True) for title in read[0][3])] if read else []
    settings = placeless.settings_of(session, rows)
    place = placeless.places_in_words(session) if settings else ""
    drawn = [
        Row(
            key,
            (
                *(
                    _beside(cell, column, settings.get(key), place)
                    for cell, column in zip(cells, read[0][1], strict=True)
                ),
                *(Cell(str(value), order=_number(value)) for value in more.values()),
            ),
        )
        for key, _, cells, more in read
    ]
    return columns, _marked(drawn, session)


def _marked(rows: list[Row], session: Session) -> list[Row]:
    """The rows with what the search looks for marked in what is always shown of them."""
    terms = session.terms()
    if not terms:
        return rows
    found = iter(mark([cell.text for row in rows for cell in row.cells], terms))
    return [
        Row(row.key, tuple(Cell(c.text, c.under, c.order, tuple(next(found))) for c in row.cells))
        for row in rows
    ]


def _beside(cell: Cell, column: Column, setting: Setting | None, place: str) -> Cell:
    """The cell; that of where, of a record that names no place and is shown beside one, says so."""
    if setting is None or column.title != _WHERE:
        return cell
    return Cell("names none", placeless.setting_in_words(setting, place))


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _count(number: int) -> Cell:
    return Cell(f"{number:,}", order=number)


Laid = tuple[str, tuple[Column, ...], tuple[Cell, ...], Mapping[str, Any]]
"""What the reader opens, the columns that are always shown, their cells, and the other cells by title."""


def laid_out(row: Any) -> Laid:
    """A row of any list as cells."""
    match row:
        case StatementRow():
            return _statement(row)
        case CasualtyRow():
            return _casualty(row)
        case PlaceInView():
            return _place(row)
        case PlaceRow():
            return _mention(row)
        case Analysis():
            return _report(row)
    raise TypeError(f"no list has a {type(row).__name__}")


def _statement(row: StatementRow) -> Laid:
    statement = row.statement
    cells = (
        Cell(_line(statement.text), _by_a_person(row)),
        Cell(row.speaker),
        Cell(", ".join(place.name for place in row.places)),
        _outlet(row.article),
    )
    return (
        row.key,
        _STATEMENTS,
        cells,
        {"Kind": statement.kind, "Verb of speech": statement.act, **_source(row.article)},
    )


def _casualty(row: CasualtyRow) -> Laid:
    """A casualty mention: figure and outcome, words, who claims it and where it was printed, when, where."""
    casualty = row.casualty
    told = claim_cells(row)
    count = casualty.count
    figure = [
        casualty.outcome,
        "running total" if casualty.scope == "cumulative" else "",
        POLARITIES[casualty.polarity] if casualty.polarity != "asserted" else "",
        _by_a_person(row),
    ]
    outlet = (row.article.source or "") if casualty.source else ""
    cells = (
        Cell(told["Figure"], " · ".join(filter(None, figure)), order=count.low or count.high or 0),
        Cell(_line(casualty.text)),
        Cell(told["Claimed by"], outlet),
        Cell(told["When"], "" if told["When"] else _printed(row.article)),
        Cell(told["Where"]),
    )
    rest = ("Victims", "Event or total", "Claimed")
    return row.key, _CASUALTIES, cells, {**{name: told[name] for name in rest}, **_source(row.article)}


def _place(row: PlaceInView) -> Laid:
    place = row.place
    where = country_name(place.country_code) if place.country_code and place.kind != "country" else ""
    cells = (
        Cell(place.name, where),
        *map(_count, (len(row.mentions), row.reports, len(row.statements), len(row.casualties))),
        Cell(place.kind, "to review" if row.uncertain else ""),
    )
    rest = {
        "Confidence": round(row.confidence, 2),
        "Latitude": place.latitude,
        "Longitude": place.longitude,
        **correct_marks.cell_of_place(row),
    }
    return place.id, _PLACES, cells, rest


def _mention(row: PlaceRow) -> Laid:
    place = row.mention.place
    read_as = f"read as {place.name}, {place.country_code or place.kind}" if place else ""
    cells = (
        Cell(row.mention.text, " · ".join(filter(None, (read_as, _by_a_person(row))))),
        Cell(_line(row.sentence)),
        Cell(row.mention.reason),
        _outlet(row.article),
    )
    return row.key, _MENTIONS, cells, _source(row.article)


def _report(row: Analysis) -> Laid:
    places = {m.place.id for m in row.places if m.place and m.role == "literal"}
    cells = (
        Cell(title_of(row.article)),
        *map(_count, (len(places), len(row.statements), len(row.casualties))),
        _outlet(row.article),
    )
    return row.article.id, _REPORTS, cells, {}


def claim_cells(row: CasualtyRow) -> dict[str, str]:
    """What a casualty mention says in words: figure, who claims it, when, victims, scope, polarity, where."""
    casualty = row.casualty
    return {
        "Figure": count_words(casualty),
        "Claimed by": says_so(
            casualty,
            casualty.source.name if casualty.source else f"{row.article.source or 'the report'} itself",
        ),
        "When": when_words(casualty),
        "Victims": casualty.victims.text if casualty.victims else "",
        "Event or total": SCOPES[casualty.scope],
        "Claimed": POLARITIES[casualty.polarity],
        "Where": row.place.name if row.place else row.place_text or "",
    }


def _by_a_person(row: StatementRow | CasualtyRow | PlaceRow) -> str:
    return ", ".join(correct_marks.cell(row).values())


def _outlet(article: Article) -> Cell:
    return Cell(article.source or "no outlet given", (article.published or "undated")[:10])


def _printed(article: Article) -> str:
    return f"printed {article.published[:10]}" if article.published else ""


def _source(article: Article) -> dict[str, str]:
    return {
        "Published": (article.published or "")[:10],
        "Title": title_of(article),
    }


def _line(text: str) -> str:
    return " ".join(text.split())
