"""Carries out corrections in a visitor's session, and keeps open what was open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from lib.corrections import Correction, records_of
from lib.errors import DatelineError
from lib.records import Layer
from lib.ui.correct_state import state
from lib.ui.session import Session
from lib.ui.text import plain

LAYERS: dict[str, Layer] = {"s": "statement", "c": "casualty", "p": "place"}
"""The layer of a record by the letter in its key."""


def save(session: Session, made: Sequence[Correction]) -> bool:
    """Put corrections into force; whether that worked. What is wrong is told."""
    extents = [session.extent(correction) for correction in made]
    opened = _opened(session)
    try:
        for correction in made:
            session.workspace.correct(correction)
    except DatelineError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return False
    mine = state()
    mine.news = tuple((correction.id, extent) for correction, extent in zip(made, extents, strict=True))
    mine.told = session.told
    _settle(session, opened)
    return True


def _opened(session: Session) -> tuple[str, Layer, int, int] | None:
    """Report, layer and span of the record in the reader: its key changes when another one goes."""
    analysis = session.article_of(session.opened) if session.opened else None
    key = session.opened or ""
    layer = LAYERS.get(key.rpartition(":")[2][:1])
    if analysis is None or layer is None or key == analysis.article.id:
        return None
    number = key.rpartition(":")[2][1:]
    records = records_of(analysis, layer)
    if not number.isdecimal() or int(number) >= len(records):
        return None
    record = records[int(number)]
    return analysis.article.id, layer, record.start, record.end


def _settle(session: Session, opened: tuple[str, Layer, int, int] | None) -> None:
    """Keep the reader where it was, and take off the filters that nothing meets any more."""
    if opened:
        session.opened = _key(session, *opened)
    session.let_go()
    session.on_the_map = frozenset(summary.place.id for summary in session.map_places())


def _key(session: Session, id: str, layer: Layer, start: int, end: int) -> str:
    """The key of the record of a report with this span; the report's id when there is none."""
    analysis = session.workspace.get(id)
    records = records_of(analysis, layer) if analysis else ()
    letter = next(letter for letter, name in LAYERS.items() if name == layer)
    return next((f"{id}:{letter}{i}" for i, r in enumerate(records) if (r.start, r.end) == (start, end)), id)


def open_added(session: Session, correction: Correction) -> None:
    """Show in the reader the record that a correction has added."""
    session.open(_key(session, correction.report, correction.layer, correction.start, correction.end))


def undo(session: Session, *ids: str) -> None:
    """Take corrections out of force."""
    _change(session, ids, session.workspace.undo)


def redo(session: Session, *ids: str) -> None:
    """Put undone corrections into force again."""
    _change(session, ids, session.workspace.redo)


def _change(session: Session, ids: Sequence[str], change: Callable[[str], None]) -> None:
    opened = _opened(session)
    try:
        for id in ids:
            change(id)
    except DatelineError as error:
        session.tell(plain(str(error)))
    mine = state()
    mine.news = tuple(news for news in mine.news if news[0] not in ids)
    _settle(session, opened)
