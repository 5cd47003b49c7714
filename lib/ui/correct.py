"""Corrections on the page: the dialog about a record, what it changed with undo, and the list of all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from lib.citations import title_of
from lib.corrections import Correction, Extent, affected, described, records_of
from lib.errors import DatelineError
from lib.name_keys import name_key
from lib.records import Analysis, Layer, Place
from lib.ui import correct_place, correct_record
from lib.ui.correct_state import State, Subject, state
from lib.ui.session import Session
from lib.ui.text import plain, plural

_LOG = "log"
_STYLE = Path(__file__).with_name("correct.css")
_LAYERS: dict[str, Layer] = {"s": "statement", "c": "casualty", "p": "place"}
_NOUNS: dict[Layer, str] = {"statement": "Statement", "casualty": "Casualty mention", "place": "Place"}
MOST_LISTED = 200
"""So many corrections are listed, the newest."""


def ask(key: str) -> None:
    """Open the dialog about a record (its key) or a place (its id) at the end of this run."""
    state().asked = key


def ask_about_missed(report: str, words: str) -> None:
    """Open the dialog that marks a missed place of a report; ``words`` are those that the visitor chose."""
    state().missed = (report, " ".join(words.split()))


def ask_for_log() -> None:
    """Open the list of corrections at the end of this run."""
    state().asked = _LOG


def draw(session: Session) -> None:
    """Draw the dialog that was asked for, if one was."""
    mine = state()
    asked, mine.asked = mine.asked, None
    missed, mine.missed = mine.missed, None
    if missed and missed[0] in session.workspace:
        mine.turn += 1
        _missed_dialog(session, *missed)
    elif asked == _LOG:
        mine.turn += 1
        _log_dialog(session)
    elif asked and (subjects := subjects_of(session, asked)):
        mine.turn += 1
        _dialog(session, subjects)


def subjects_of(session: Session, key: str) -> list[Subject]:
    """What can be corrected about a record, itself first; about a place each of the names it was read from."""
    if session.explorer.knows("place", key):
        return _named(session, key)
    analysis = session.article_of(key)
    layer = _LAYERS.get(key.rpartition(":")[2][:1])
    number = key.rpartition(":")[2][1:]
    if analysis is None or layer is None or not number.isdecimal():
        return []
    records = records_of(analysis, layer)
    if int(number) >= len(records):
        return []
    return [Subject(analysis.article.id, layer, int(number)), *_places_in(analysis, layer, int(number))]


def _named(session: Session, place_id: str) -> list[Subject]:
    """The mentions of a place, one for each way it is written."""
    subjects: dict[str, Subject] = {}
    for row in session.everything().mentions:
        mention = row.mention
        if mention.place and mention.place.id == place_id and mention.role == "literal":
            index = int(row.key.rpartition(":p")[2])
            subjects.setdefault(name_key(mention.text), Subject(row.article.id, "place", index, "everywhere"))
    return list(subjects.values())


def _places_in(analysis: Analysis, layer: Layer, index: int) -> list[Subject]:
    if layer == "statement":
        return [Subject(analysis.article.id, "place", i) for i in analysis.statements[index].places]
    place = analysis.casualties[index].place if layer == "casualty" else None
    return [Subject(analysis.article.id, "place", place)] if place is not None else []


@st.dialog("Correct the reading", width="medium", on_dismiss="rerun")
def _dialog(session: Session, subjects: Sequence[Subject]) -> None:
    draw_subjects(session, subjects)


@st.dialog("Mark a missed place", width="medium", on_dismiss="rerun")
def _missed_dialog(session: Session, report: str, words: str) -> None:
    draw_missed(session, report, words)


def draw_missed(session: Session, report: str, words: str) -> None:
    """Draw what is in the dialog about a place that was missed."""
    st.html(_STYLE)
    analysis = session.workspace.get(report)
    if analysis is None:
        st.info("This report is not here any more.")
        return
    made = correct_place.draw_missed(session, analysis, words, str(state().turn))
    if made and save(session, made):
        st.rerun()


def draw_subjects(session: Session, subjects: Sequence[Subject]) -> None:
    """Draw what is in the dialog about a record."""
    st.html(_STYLE)
    turn = state().turn
    subject = subjects[0]
    if len(subjects) > 1:
        number = st.segmented_control(
            "What to correct",
            range(len(subjects)),
            format_func=lambda number: _title(session, subjects[number]),
            default=0,
            required=True,
            key=f"correct_subject_{turn}",
            label_visibility="collapsed",
        )
        subject = subjects[number]
    analysis = session.workspace.get(subject.report)
    if analysis is None:
        st.info("This report is not here any more.")
        return
    key = f"{turn}_{subject.layer}_{subject.index}"
    if subject.layer == "place":
        made = correct_place.draw(session, analysis, subject, key)
    else:
        made = correct_record.draw(session, analysis, subject, key)
    if made and save(session, made):
        st.rerun()


def _title(session: Session, subject: Subject) -> str:
    analysis = session.workspace.get(subject.report)
    if subject.layer != "place" or analysis is None:
        return _NOUNS[subject.layer]
    return f"Place “{plain(analysis.places[subject.index].text)}”"


def save(session: Session, made: Sequence[Correction]) -> bool:
    """Put corrections into force; whether that worked. What is wrong is told."""
    extents = [_extent(session, correction) for correction in made]
    opened = _opened(session)
    try:
        for correction in made:
            session.workspace.correct(correction)
    except DatelineError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return False
    mine = state()
    mine.news = tuple((correction.id, extent) for correction, extent in zip(made, extents, strict=True))
    _settle(session, opened)
    return True


def _extent(session: Session, correction: Correction) -> Extent:
    return affected(session.workspace, correction)


def _opened(session: Session) -> tuple[str, Layer, int, int] | None:
    """Report, layer and span of the record in the reader: its key changes when another one goes."""
    analysis = session.article_of(session.opened) if session.opened else None
    key = session.opened or ""
    layer = _LAYERS.get(key.rpartition(":")[2][:1])
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
        id, layer, start, end = opened
        analysis = session.workspace.get(id)
        records = records_of(analysis, layer) if analysis else ()
        letter = next(letter for letter, name in _LAYERS.items() if name == layer)
        session.opened = next(
            (f"{id}:{letter}{i}" for i, r in enumerate(records) if (r.start, r.end) == (start, end)), id
        )
    session.let_go()
    session.on_the_map = frozenset(summary.place.id for summary in session.map_places())


def _undo(session: Session, *ids: str) -> None:
    _change(session, ids, session.workspace.undo)


def _redo(session: Session, *ids: str) -> None:
    _change(session, ids, session.workspace.redo)


def _change(session: Session, ids: Sequence[str], change: object) -> None:
    opened = _opened(session)
    try:
        for id in ids:
            if callable(change):
                change(id)
    except DatelineError as error:
        session.tell(plain(str(error)))
    mine = state()
    mine.news = tuple(news for news in mine.news if news[0] not in ids)
    _settle(session, opened)


def draw_button(session: Session) -> None:
    """Draw the button of the page's header that opens the list of corrections, when there are any."""
    number = sum(correction.in_force for correction in session.workspace.log)
    if session.workspace.log:
        st.button(
            f"{plural(number, 'correction')}",
            key="corrections",
            icon=":material/edit_note:",
            on_click=ask_for_log,
        )


def has_news(session: Session) -> bool:
    """Whether corrections were just made that ``draw_news`` would tell."""
    return bool(_news(session, state()))


def draw_news(session: Session) -> None:
    """Draw what was just corrected, with undo."""
    mine = state()
    news = _news(session, mine)
    if not news:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="message_corrected"):
        words = "; ".join(f"{plain(described(correction))}{_reached(extent)}" for correction, extent in news)
        st.markdown(f":material/edit_note: {words[:1].upper()}{words[1:]}.", width="stretch")
        st.button(
            "Undo",
            key="undo_corrected",
            type="tertiary",
            icon=":material/undo:",
            on_click=partial(_undo, session, *(correction.id for correction, _ in news)),
        )
        places = [correction.value for correction, _ in news if isinstance(correction.value, Place)]
        if places and places[-1].id in session.on_the_map:
            st.button(
                "Show on the map",
                key="show_corrected",
                type="tertiary",
                icon=":material/location_on:",
                on_click=session.show_on_map,
                args=(places[-1].id,),
            )
        st.button("Close", key="close_corrected", type="tertiary", on_click=mine.forget)


def _news(session: Session, mine: State) -> list[tuple[Correction, Extent]]:
    log = {correction.id: correction for correction in session.workspace.log if correction.in_force}
    return [(log[id], extent) for id, extent in mine.news if id in log]


def _reached(extent: Extent) -> str:
    if extent.records < 2:
        return ""
    return f" ({plural(extent.records, 'mention')} in {plural(extent.reports, 'report')})"


@st.dialog("Corrections", width="large", on_dismiss="rerun")
def _log_dialog(session: Session) -> None:
    draw_log(session)


def draw_log(session: Session) -> None:
    """Draw the list of corrections, the newest first, each with undo or redo."""
    st.html(_STYLE)
    log = session.workspace.log
    lost = {correction.id for correction in session.workspace.unmatched()}
    st.caption(
        "Reports are read again with every correction that is in force; what was undone can be redone."
        + (f" Of {len(log):,} the newest {MOST_LISTED} are listed." if len(log) > MOST_LISTED else "")
    )
    for correction in reversed(log[-MOST_LISTED:]):
        _draw_entry(session, correction, lost=correction.id in lost)


def _draw_entry(session: Session, correction: Correction, *, lost: bool) -> None:
    analysis = session.workspace.get(correction.report)
    with st.container(key=f"correction_{correction.id}", gap="xsmall"):
        words = plain(described(correction))
        words = words[:1].upper() + words[1:]
        st.markdown(words if correction.in_force else f"~~{words}~~ (undone)")
        if lost:
            st.markdown(":orange[It finds nothing any more: its words are not read as such now.]")
        where = {"here": "here", "report": "in this report", "everywhere": "everywhere"}[correction.reach]
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            facts = (
                where,
                plain(title_of(analysis.article)) if analysis else "report removed",
                correction.made_at[:16].replace("T", " ") + " UTC",
            )
            st.caption(" · ".join(facts), width="stretch")
            st.button(
                "Undo" if correction.in_force else "Redo",
                key=f"change_{correction.id}",
                type="tertiary",
                icon=":material/undo:" if correction.in_force else ":material/redo:",
                on_click=partial(_undo if correction.in_force else _redo, session, correction.id),
            )
