"""Corrections on the page: the dialog about a record, what it changed with undo, and the list of all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from lib.citations import title_of
from lib.corrections import Correction, Extent, described, records_of
from lib.name_keys import name_key
from lib.records import Analysis, Layer, Place
from lib.ui import correct_missed, correct_place, correct_record
from lib.ui.correct_change import LAYERS, open_added, redo, save, undo
from lib.ui.correct_state import Missing, State, Subject, state, still_there, subject
from lib.ui.session import Session
from lib.ui.text import plain, plural

_LOG = "log"
_STYLE = Path(__file__).with_name("correct.css")
_NOUNS: dict[Layer, str] = {"statement": "Statement", "casualty": "Casualty mention", "place": "Place"}
MOST_LISTED = 200
"""So many corrections are listed, the newest."""


def ask(key: str) -> None:
    """Open the dialog about a record (its key) or a place (its id) at the end of this run."""
    state().asked = key


def ask_about_missed(report: str, words: str, layer: Layer | None) -> None:
    """Open the dialog that adds a record to a report, at words that the visitor chose there, if any."""
    state().missed = Missing(report, words.strip(), layer)


def ask_for_log() -> None:
    """Open the list of corrections at the end of this run."""
    state().asked = _LOG


def draw(session: Session) -> None:
    """Draw the dialog that was asked for, if one was."""
    mine = state()
    asked, mine.asked = mine.asked, None
    missed, mine.missed = mine.missed, None
    if missed and missed.report in session.workspace:
        mine.turn += 1
        _missed_dialog(session, missed)
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
    layer = LAYERS.get(key.rpartition(":")[2][:1])
    number = key.rpartition(":")[2][1:]
    if analysis is None or layer is None or not number.isdecimal():
        return []
    records = records_of(analysis, layer)
    if int(number) >= len(records):
        return []
    return [subject(analysis, layer, int(number)), *_places_in(analysis, layer, int(number))]


def _named(session: Session, place_id: str) -> list[Subject]:
    """The mentions of a place, one for each way it is written."""
    subjects: dict[str, Subject] = {}
    for row in session.explorer.mentions_by_words(place_id):
        mention = row.mention
        index, span = int(row.key.rpartition(":p")[2]), (mention.start, mention.end)
        subjects.setdefault(
            name_key(mention.text), Subject(row.article.id, "place", index, span, "everywhere")
        )
    return list(subjects.values())


def _places_in(analysis: Analysis, layer: Layer, index: int) -> list[Subject]:
    if layer == "statement":
        return [subject(analysis, "place", i) for i in analysis.statements[index].places]
    place = analysis.casualties[index].place if layer == "casualty" else None
    return [subject(analysis, "place", place)] if place is not None else []


@st.dialog("Correct the reading", width="medium", on_dismiss="rerun")
def _dialog(session: Session, subjects: Sequence[Subject]) -> None:
    draw_subjects(session, subjects)


@st.dialog("Add what was missed", width="medium", on_dismiss="rerun")
def _missed_dialog(session: Session, missing: Missing) -> None:
    draw_missed(session, missing)


def draw_missed(session: Session, missing: Missing) -> None:
    """Draw what is in the dialog about a record that was missed."""
    st.html(_STYLE)
    analysis = session.workspace.get(missing.report)
    if analysis is None:
        st.info("This report is not here any more.")
        return
    made = correct_missed.draw(session, analysis, missing, str(state().turn))
    if made and save(session, made):
        open_added(session, made[0])
        st.rerun()


def draw_subjects(session: Session, subjects: Sequence[Subject]) -> None:
    """Draw what is in the dialog about a record."""
    st.html(_STYLE)
    turn = state().turn
    chosen = subjects[0]
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
        chosen = subjects[number]
    analysis = session.workspace.get(chosen.report)
    if analysis is None or not still_there(analysis, chosen):
        st.info("This reading is not here any more. Close the dialog and choose it again.")
        return
    key = f"{turn}_{chosen.layer}_{chosen.index}"
    if chosen.layer == "place":
        made = correct_place.draw(session, analysis, chosen, key)
    else:
        made = correct_record.draw(session, analysis, chosen, key)
    if made and save(session, made):
        st.rerun()


def _title(session: Session, wanted: Subject) -> str:
    analysis = session.workspace.get(wanted.report)
    if wanted.layer != "place" or analysis is None:
        return _NOUNS[wanted.layer]
    start, end = wanted.span
    return f"Place “{plain(analysis.article.text[start:end])}”"


def draw_button(session: Session) -> None:
    """Draw the button of the page's header that opens the list of corrections, when there are any.

    It comes and goes, and its width changes, where that moves none of the other buttons.
    """
    number = sum(correction.in_force for correction in session.workspace.log)
    with st.container(key="corrections_made", width="content"):
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


def told_since(session: Session) -> int:
    """How many messages the page has told since the last correction."""
    return session.told - state().told


def forget_news() -> None:
    """Take off what was told of the corrections just made."""
    state().forget()


def news_in_words(session: Session) -> str:
    """What was just corrected, in Markdown; empty when nothing was."""
    news = _news(session, state())
    words = "; ".join(f"{plain(described(correction))}{_reached(extent)}" for correction, extent in news)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def draw_news(session: Session) -> None:
    """Draw what was just corrected, with undo, in the row that is open."""
    news = _news(session, state())
    if not news:
        return
    st.markdown(f":material/edit_note: {news_in_words(session)}", width="stretch")
    st.button(
        "Undo",
        key="undo_corrected",
        type="tertiary",
        icon=":material/undo:",
        on_click=partial(undo, session, *(correction.id for correction, _ in news)),
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
    for number, correction in reversed(list(enumerate(log))[-MOST_LISTED:]):
        _draw_entry(session, number, correction, lost=correction.id in lost)


def _draw_entry(session: Session, number: int, correction: Correction, *, lost: bool) -> None:
    analysis = session.workspace.get(correction.report)
    with st.container(key=f"correction_{number}", gap="xsmall"):
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
                plain(correction.made_at[:16].replace("T", " ")) + " UTC",
            )
            st.caption(" · ".join(facts), width="stretch")
            st.button(
                "Undo" if correction.in_force else "Redo",
                key=f"change_{number}",
                type="tertiary",
                icon=":material/undo:" if correction.in_force else ":material/redo:",
                on_click=partial(undo if correction.in_force else redo, session, correction.id),
            )
