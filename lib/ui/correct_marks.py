"""How a card says that a person corrected or checked what it shows, and offers to do so."""

from __future__ import annotations

from collections.abc import Iterator

from lib.corrections import before
from lib.records import Analysis, CasualtyMention, PlaceMention, Statement
from lib.summaries import PlaceInView
from lib.tables import CasualtyRow, PlaceRow, StatementRow
from lib.ui.components import Action, Badge
from lib.ui.text import plural

CORRECT = Action("correct", "Correct", "Correct this reading, or mark it as checked")
FIX_PLACE = Action("correct", "Fix place", "Choose another place, or say that it is none")


def badges(*rows: StatementRow | CasualtyRow | PlaceRow) -> Iterator[Badge]:
    """The badges of a card about these rows."""
    amendments = [amendment for row in rows for amendment in row.amendments]
    if rows and all(_added(row) for row in rows):
        yield Badge("added", "ok", "Not read by Dateline: added by hand")
    elif amendments:
        yield Badge("corrected", "ok", "Corrected by hand: " + "; ".join(before(amendments)))
    if rows and all(_checked(row) for row in rows):
        yield Badge("checked", "ok", "A person has marked it as checked")


def badges_of_place(place: PlaceInView) -> Iterator[Badge]:
    """The badges of a card about a place: of its mentions only those are looked at that a person changed."""
    marked = list(place.marked)
    whole = len(marked) == len(place.mentions)
    return (badge for badge in badges(*marked) if whole or badge.label == "corrected")


def _added(row: StatementRow | CasualtyRow | PlaceRow) -> bool:
    return any(amendment.field == "added" for amendment in _record(row).corrected)


def _checked(row: StatementRow | CasualtyRow | PlaceRow) -> bool:
    return _record(row).checked


def _record(row: StatementRow | CasualtyRow | PlaceRow) -> Statement | CasualtyMention | PlaceMention:
    match row:
        case StatementRow():
            return row.statement
        case CasualtyRow():
            return row.casualty
    return row.mention


def cell_of_place(place: PlaceInView) -> dict[str, str]:
    """The same of a place."""
    return {"By a person": ", ".join(badge.label for badge in badges_of_place(place))}


def cell(*rows: StatementRow | CasualtyRow | PlaceRow) -> dict[str, str]:
    """The cell of a table that says the same as the badges."""
    return {"By a person": ", ".join(badge.label for badge in badges(*rows))}


def rejected(analysis: Analysis) -> str:
    """How many readings of a report a person rejected, to be put behind other facts; empty for none."""
    number = len(analysis.rejected)
    return f" · {plural(number, 'reading')} rejected by hand" if number else ""
