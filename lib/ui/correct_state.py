"""What one visitor is about to correct, and has just corrected."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from lib.corrections import Extent, Reach, records_of
from lib.records import Analysis, Layer


@dataclass(frozen=True, slots=True)
class Subject:
    """A record to correct, at ``index`` of a layer of a report, and how far a correction reaches at first.

    ``span`` (start and end in characters) tells whether it is still the one that was meant.
    """

    report: str
    layer: Layer
    index: int
    span: tuple[int, int]
    reach: Reach = "report"


def subject(analysis: Analysis, layer: Layer, index: int, reach: Reach = "report") -> Subject:
    """The record at ``index`` of a layer of an analysis, to be corrected."""
    record = records_of(analysis, layer)[index]
    return Subject(analysis.article.id, layer, index, (record.start, record.end), reach)


def still_there(analysis: Analysis, wanted: Subject) -> bool:
    """Whether the record that is to be corrected is where it was."""
    records = records_of(analysis, wanted.layer)
    if wanted.index >= len(records):
        return False
    record = records[wanted.index]
    return (record.start, record.end) == wanted.span


@dataclass(frozen=True, slots=True)
class Missing:
    """What the reading missed: in which report, the words that the visitor chose, and what they are, if they said."""

    report: str
    words: str
    layer: Layer | None


@dataclass
class State:
    """The corrections in a visitor's hands.

    Attributes:
        asked: What a dialog is to be drawn about at the end of this run: the key of a record, the id of a
            place, or the list of corrections.
        missed: What a visitor wants to add to a report by hand, to be asked about.
        turn: Grows with every dialog, so that each begins afresh.
        news: Ids of the corrections just made, and how far each reached.
        told: How many messages the page had told before they were made.
    """

    asked: str | None = None
    missed: Missing | None = None
    turn: int = 0
    news: tuple[tuple[str, Extent], ...] = ()
    told: int = 0

    def forget(self) -> None:
        """Take off what was told of the corrections just made."""
        self.news = ()


def state() -> State:
    """The state of the visitor whose page is being drawn."""
    mine = st.session_state.get("correcting")
    if not isinstance(mine, State):
        mine = st.session_state["correcting"] = State()
    return mine
