"""The dialog about a statement or a casualty mention: each of its fields, no such record, checked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

import streamlit as st

from lib.amounts import count_words
from lib.corrections import Correction, Field, Persons, Reach, Value, current, in_words, make
from lib.errors import CorrectionError
from lib.records import Analysis, CasualtyMention, Outcome, Span, Statement, StatementKind
from lib.tables import POLARITIES, SCOPES
from lib.ui.correct_sentence import in_its_sentence
from lib.ui.correct_state import Subject
from lib.ui.session import Session
from lib.ui.text import plain, plural

MOST_NAMES = 500
"""So many names of speakers are offered, those of the report first."""
_EXCERPT = 400


def draw(session: Session, analysis: Analysis, subject: Subject, key: str) -> list[Correction]:
    """Draw what can be said about a record; returns the corrections that were just decided on."""
    if subject.layer == "statement":
        return _draw_statement(session, analysis, subject, key)
    return _draw_casualty(session, analysis, subject, key)


def _draw_statement(session: Session, analysis: Analysis, subject: Subject, key: str) -> list[Correction]:
    statement = analysis.statements[subject.index]
    st.markdown(f"> {_excerpt(statement.text)}")
    st.caption(_statement_reading(statement))
    name = draw_name("Speaker", "Nobody named", session, analysis, _name(statement), f"speaker_{key}")
    reach = _draw_reach(session, analysis, subject, "speaker", name, key)
    kind: Any = st.segmented_control(
        "Kind",
        get_args(StatementKind),
        default=statement.kind,
        required=True,
        key=f"kind_{key}",
        help="In quotation marks, partly so, or reported without them",
    )
    wanted: dict[Field, Value] = {"speaker": name, "kind": kind}
    return _draw_buttons(analysis, subject, statement, wanted, {"speaker": reach}, "Not a statement", key)


def _statement_reading(statement: Statement) -> str:
    speaker = statement.speaker
    if speaker is None:
        return "Read as said by nobody named."
    how = f"Read as said by {plain(speaker.name)} · {plain(speaker.resolved_by)}"
    words = f" from “{plain(speaker.text)}”" if speaker.text and speaker.text != speaker.name else ""
    return f"{how}{words} · confidence {speaker.confidence:.0%}"


def _draw_casualty(session: Session, analysis: Analysis, subject: Subject, key: str) -> list[Correction]:
    casualty = analysis.casualties[subject.index]
    st.markdown(in_its_sentence(analysis, casualty))
    st.caption(f"Read as {plain(count_words(casualty))} · {casualty.outcome} · {plain(casualty.reason)}")
    wanted = draw_claim(session, analysis, casualty, key)
    reach = _draw_reach(session, analysis, subject, "source", wanted["source"], key)
    return _draw_buttons(
        analysis, subject, casualty, wanted, {"source": reach}, "Not a casualty mention", key
    )


def draw_claim(
    session: Session, analysis: Analysis, casualty: CasualtyMention, key: str
) -> dict[Field, Value]:
    """Ask what a casualty mention says, field by field, beginning with what it says now; returns the answers."""
    left, right = st.columns(2)
    low = left.number_input(
        "At least", min_value=0, value=casualty.count.low, step=1, key=f"low_{key}", help="Empty: not known"
    )
    high = right.number_input(
        "At most", min_value=0, value=casualty.count.high, step=1, key=f"high_{key}", help="Empty: not known"
    )
    outcomes: tuple[Outcome, ...] = get_args(Outcome)
    left, right = st.columns(2)
    outcome = left.selectbox(
        "Outcome", outcomes, index=outcomes.index(casualty.outcome), key=f"outcome_{key}"
    )
    place = _draw_place(right, analysis, casualty, key)
    left, right = st.columns(2)
    with left:
        source = draw_name("Source", "The report itself", session, analysis, _name(casualty), f"source_{key}")
    # On the right, where its calendar does not lie over the button that saves.
    day = _draw_day(right, casualty, key)
    left, right = st.columns(2)
    scope = left.selectbox(
        "One event or a total",
        list(SCOPES),
        index=list(SCOPES).index(casualty.scope),
        format_func=lambda value: SCOPES[value],
        key=f"scope_{key}",
    )
    polarity = right.selectbox(
        "Claimed or denied",
        list(POLARITIES),
        index=list(POLARITIES).index(casualty.polarity),
        format_func=lambda value: POLARITIES[value],
        key=f"polarity_{key}",
    )
    return {
        "count": Persons(low, high),
        "outcome": outcome,
        "place": place,
        "date": day,
        "source": source,
        "scope": scope,
        "polarity": polarity,
    }


def _draw_place(column: Any, analysis: Analysis, casualty: CasualtyMention, key: str) -> Span | None:
    """Ask where it happened: one of the places that the report names, each once."""
    named: dict[str, int] = {}
    if casualty.place is not None:
        named[_place_id(analysis, casualty.place)] = casualty.place
    for nearest in sorted(range(len(analysis.places)), key=lambda i: _distance(analysis, casualty, i)):
        named.setdefault(_place_id(analysis, nearest), nearest)
    options = list(named.values())
    index: int | None = column.selectbox(
        "Place",
        options,
        index=0 if casualty.place is not None else None,
        format_func=lambda index: _place_name(analysis, index),
        placeholder="Not known",
        key=f"place_{key}",
    )
    if index is None:
        return None
    mention = analysis.places[index]
    return Span(mention.start, mention.end, mention.text)


def _place_id(analysis: Analysis, index: int) -> str:
    mention = analysis.places[index]
    return mention.place.id if mention.place else mention.text


def _distance(analysis: Analysis, casualty: CasualtyMention, index: int) -> int:
    """Characters between a place mention and a casualty mention."""
    return abs(analysis.places[index].start - casualty.start)


def _place_name(analysis: Analysis, index: int) -> str:
    mention = analysis.places[index]
    if mention.place is None:
        return f"{mention.text} (not on the map)"
    return in_words("place", mention.place)


def _draw_day(column: Any, casualty: CasualtyMention, key: str) -> str | None:
    """Ask for the day; one that the report names less exactly is left as it is while none is chosen."""
    value = casualty.date.value if casualty.date else None
    day = _day(value)
    chosen: date | None = column.date_input(
        "Day",
        value=day,
        min_value=date(1, 1, 1),
        max_value=date(9999, 12, 31),
        format="YYYY-MM-DD",
        key=f"day_{key}",
        help=f"“{casualty.date.text}” in the report" if casualty.date and casualty.date.text else None,
    )
    if chosen is None:
        return None if day else value
    return chosen.isoformat()


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _name(record: Statement | CasualtyMention) -> str | None:
    who = record.speaker if isinstance(record, Statement) else record.source
    return who.name if who else None


def draw_name(
    label: str, nobody: str, session: Session, analysis: Analysis, name: str | None, key: str
) -> str | None:
    """Ask for a name: one that is known, or another that is typed."""
    names = list(dict.fromkeys(([name] if name else []) + _names(session, analysis)))
    chosen = st.selectbox(
        label,
        names,
        index=0 if name else None,
        placeholder=nobody,
        accept_new_options=True,
        key=key,
        help="Choose a name or type another; empty when nobody is named",
    )
    return " ".join(chosen.split()) or None if chosen else None


def _names(session: Session, analysis: Analysis) -> list[str]:
    """Names of speakers and sources: those of the report, then the most frequent of all reports."""
    own = sorted(set(_said_by(analysis)))
    often = session.workspace.derived("names of speakers", lambda: session.explorer.names(MOST_NAMES))
    return [*own, *often][:MOST_NAMES]


def _said_by(analysis: Analysis) -> Iterator[str]:
    records: tuple[Statement | CasualtyMention, ...] = (*analysis.statements, *analysis.casualties)
    for record in records:
        if name := _name(record):
            yield name


def _draw_reach(
    session: Session, analysis: Analysis, subject: Subject, field: Field, name: Value, key: str
) -> Reach:
    """Ask whether the same name is to be changed elsewhere too, once it is changed and stands elsewhere."""
    records = analysis.statements if field == "speaker" else analysis.casualties
    before = current(records[subject.index], field, analysis.places)
    if not isinstance(before, str) or before == name:
        return "here"
    labels: dict[Reach, str] = {"here": "Only here"}
    wider: dict[Reach, str] = {"report": "In this report", "everywhere": "Everywhere"}
    last = 1
    for reach, where in wider.items():
        number, reports = session.extent(
            make(analysis, subject.layer, subject.index, field, None, reach=reach)
        )
        if number > last:
            labels[reach] = f"{where}: {plural(number, 'record')}" + (
                f" in {plural(reports, 'report')}" if reach == "everywhere" else ""
            )
            last = number
    if len(labels) == 1:
        return "here"
    chosen: Reach | None = st.radio(
        f"Change “{plain(before)}”",
        list(labels),
        format_func=lambda reach: labels[reach],
        horizontal=True,
        key=f"reach_{key}",
    )
    return chosen or "here"


def _draw_buttons(
    analysis: Analysis,
    subject: Subject,
    record: Statement | CasualtyMention,
    wanted: dict[Field, Value],
    reaches: dict[Field, Reach],
    none: str,
    key: str,
) -> list[Correction]:
    """Draw the buttons; returns a correction for each field that was changed, or what else was decided."""
    changed = [f for f, value in wanted.items() if value != current(record, f, analysis.places)]
    made: list[tuple[Field, Value]] = []
    with st.container(horizontal=True, gap="small", key=f"other_{key}"):
        if st.button(
            "Save", key=f"save_{key}", type="primary", disabled=not changed, icon=":material/check:"
        ):
            made = [(field, wanted[field]) for field in changed]
        if st.button(
            "Not checked" if record.checked else "It is right: mark as checked",
            key=f"checked_{key}",
            disabled=bool(changed),
            icon=":material/task_alt:",
        ):
            made = [("checked", not record.checked)]
        if st.button(none, key=f"not_{key}", icon=":material/block:"):
            made = [("rejected", True)]
    try:
        return [
            make(analysis, subject.layer, subject.index, field, value, reach=reaches.get(field, "here"))
            for field, value in made
        ]
    except CorrectionError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return []


def _excerpt(text: str) -> str:
    return plain(text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…")
