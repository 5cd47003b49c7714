"""How a card says that a person corrected or checked what it shows, and offers to do so."""

from __future__ import annotations

from collections.abc import Iterator

from lib.corrections import before
from lib.records import Analysis, CasualtyMention, PlaceMention, Statement
from lib.ui.components import Action, Badge
from lib.ui.text import plural

CORRECT = Action("correct", "Correct", "Correct this reading, or mark it as checked")
FIX_PLACE = Action("correct", "Fix place", "Choose another place, or say that it is none")


def badges(*records: PlaceMention | Statement | CasualtyMention) -> Iterator[Badge]:
    """The badges of a card about these records."""
    amendments = [amendment for record in records for amendment in record.corrected]
    if amendments:
        yield Badge("corrected", "ok", "Corrected by hand: " + "; ".join(before(amendments)))
    if records and all(record.checked for record in records):
        yield Badge("checked", "ok", "A person has marked it as checked")


def cell(*records: PlaceMention | Statement | CasualtyMention) -> dict[str, str]:
    """The cell of a table that says the same as the badges."""
    return {"By a person": ", ".join(badge.label for badge in badges(*records))}


def rejected(analysis: Analysis) -> str:
    """How many readings of a report a person rejected, to be put behind other facts; empty for none."""
    number = len(analysis.rejected)
    return f" · {plural(number, 'reading')} rejected by hand" if number else ""
