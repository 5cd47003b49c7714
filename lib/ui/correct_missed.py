"""The dialog that adds what the reading missed: a place, a statement or a casualty mention, at words of the report."""

from __future__ import annotations

from typing import Any, get_args

import streamlit as st

from lib import corrections
from lib.corrections import Correction, Missed, MissedClaim, MissedStatement, make_missed
from lib.errors import CorrectionError
from lib.records import Analysis, CasualtyMention, Count, Layer, PlaceMention, Span, StatementKind
from lib.tables import Sentences
from lib.ui import correct_place, correct_record
from lib.ui.correct_state import Missing
from lib.ui.session import Session
from lib.ui.text import plain

_NOUNS: dict[Layer, str] = {"statement": "Statement", "casualty": "Casualty mention", "place": "Place"}
_WHAT: dict[Layer, str] = {
    "statement": "Words of the report that were said",
    "casualty": "Words of the report that tell of the casualties",
    "place": "Words of the report that name the place",
}
_LONGEST = 2_000
"""Characters that may be marked."""
_FEW_WORDS = 4
"""Chosen words, up to which they are taken to name a place at first."""
_AROUND = 40
"""Characters shown on each side of words that may be marked."""
_DOUBLE_MARKS = '“”„‟«»"'
_MARKS = f"{_DOUBLE_MARKS}‘’"


def draw(session: Session, analysis: Analysis, missing: Missing, key: str) -> list[Correction]:
    """Ask what was missed and where it stands; returns the correction that was just decided on."""
    layer: Any = st.segmented_control(
        "What was missed",
        list(_NOUNS),
        format_func=_NOUNS.__getitem__,
        default=missing.layer or _guessed(missing.words),
        required=True,
        key=f"missed_layer_{key}",
        label_visibility="collapsed",
    )
    key = f"{key}_{layer}"
    span = _draw_words(analysis, missing.words, layer, key)
    if span is None:
        return []
    key = f"{key}_{span.start}_{span.end}"
    if layer == "place":
        mention = PlaceMention(span.start, span.end, span.text, None, "literal", 0.0, "")
        return correct_place.draw_choice(
            session, analysis, mention, lambda place: _made(analysis, span, place), key
        )
    missed = (_draw_statement if layer == "statement" else _draw_claim)(session, analysis, span, key)
    if st.button(
        f"Add the {_NOUNS[layer].lower()}", key=f"add_missed_{key}", type="primary", icon=":material/add:"
    ):
        return _made(analysis, span, missed)
    return []


def _guessed(words: str) -> Layer:
    return "place" if words and len(words.split()) <= _FEW_WORDS else "statement"


def _made(analysis: Analysis, span: Span, missed: Missed) -> list[Correction]:
    try:
        return [make_missed(analysis, span.start, span.end, missed)]
    except CorrectionError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return []


def _draw_words(analysis: Analysis, chosen: str, layer: Layer, key: str) -> Span | None:
    """Ask for words of the report, typed or a whole sentence, and which of them when they stand there twice."""
    typed = f"missed_{key.rpartition('_')[0]}_words"
    box = f"missed_{key}"
    # A box of another kind begins with the words typed into the one before it.
    st.session_state.setdefault(box, st.session_state.get(typed, chosen[:_LONGEST]))
    words = st.text_area(
        _WHAT[layer],
        key=box,
        max_chars=_LONGEST,
        height="content",
        help="As the report writes them. Words that you select in the report beforehand are taken over.",
    )
    st.session_state[typed] = words
    if not words.strip():
        return None if layer == "place" else _draw_sentences(analysis, key)
    spots = corrections.free_spots(analysis, words, layer)
    if not spots:
        st.caption("The report has no such words, or they are marked already.")
        return None
    number = st.radio(
        "Which of them",
        range(len(spots)),
        format_func=lambda number: _spot(analysis, spots[number]),
        key=f"missed_at_{key}_{words}",
        label_visibility="visible" if len(spots) > 1 else "collapsed",
    )
    return spots[number]


def _draw_sentences(analysis: Analysis, key: str) -> Span | None:
    """Ask for a sentence of the report, for those who would rather not type."""
    sentences = list(Sentences(analysis).spans())
    number = st.selectbox(
        "Or a whole sentence of the report",
        range(len(sentences)),
        index=None,
        format_func=lambda number: " ".join(sentences[number].text.split()),
        placeholder="Choose a sentence",
        key=f"missed_sentence_{key}",
    )
    return None if number is None else sentences[number]


def _spot(analysis: Analysis, span: Span) -> str:
    """Some words with what stands around them."""
    text = analysis.article.text
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    return f"…{plain(before)} **{plain(span.text)}** {plain(after)}…"


def _draw_statement(session: Session, analysis: Analysis, span: Span, key: str) -> Missed:
    """Ask who said it; whether it is a quotation follows from its marks until a person says otherwise."""
    name = correct_record.draw_name("Speaker", "Nobody named", session, analysis, None, f"speaker_{key}")
    kind: Any = st.segmented_control(
        "Kind",
        get_args(StatementKind),
        default=_kind(span.text),
        required=True,
        key=f"kind_{key}",
        help="In quotation marks, partly so, or reported without them",
    )
    return MissedStatement(kind, name)


def _kind(words: str) -> StatementKind:
    if words[0] in _MARKS and words[-1] in _MARKS:
        return "direct"
    return "mixed" if any(mark in words for mark in _DOUBLE_MARKS) else "indirect"


def _draw_claim(session: Session, analysis: Analysis, span: Span, key: str) -> Missed:
    """Ask for each field of a claim, beginning with one of killed about one event."""
    unknown = Count(None, None, None, None, None, "none")
    blank = CasualtyMention(
        span.start, span.end, span.text, span, "killed", unknown,
        None, None, None, None, None, "incident", "asserted",
    )  # fmt: skip
    said: dict[Any, Any] = dict(correct_record.draw_claim(session, analysis, blank, key))
    return MissedClaim(**said)
