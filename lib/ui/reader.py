"""The open report with its evidence marked, and what should be known about the reading of it."""

from __future__ import annotations

import streamlit as st

from lib import documents
from lib.citations import title_of
from lib.layout import read_layout
from lib.records import Analysis
from lib.search import mark
from lib.ui import components, correct_marks, evidence, lists
from lib.ui.session import Session
from lib.ui.text import plain

KEY = "reader"
HEIGHT = 480
"""Pixels on a narrow page; beside the map the stylesheet of the page decides."""


def draw(session: Session) -> None:
    """Draw the report of the open record, or of the first in the list; on a phone, ways to it and back."""
    components.jumps(key="jumps")
    key = session.opened or lists.first_key(session)
    analysis = session.article_of(key) if key else None
    if key is None or analysis is None:
        st.caption("Nothing is found, so no report is open.")
        return
    article = analysis.article
    if analysis.notices:
        with st.container(key="reader_notice"):
            words, button = st.columns([4, 1], vertical_alignment="center", gap="small")
            words.markdown(f":orange[{plain(' '.join(analysis.notices))}]")
            button.button(
                "Add the date" if documents.needs_date(article) else "Edit details",
                key="add_date",
                type="tertiary",
                on_click=_ask_date,
                args=(session, article.id),
            )
    with st.container(key="noted_report" if analysis.notices else "report"):
        _draw_report(session, key, analysis)


def _draw_report(session: Session, key: str, analysis: Analysis) -> None:
    article = analysis.article
    terms = session.terms()
    components.reader(
        article.text,
        session.remember("marks", analysis, lambda: components.marks_of(analysis)),
        focus=key if key != article.id else None,
        key=KEY,
        height=HEIGHT,
        title=title_of(article),
        meta=evidence.source_line(article, with_title=False) + correct_marks.rejected(analysis),
        url=article.url,
        layout=session.remember(
            "layout", article, lambda: read_layout(article.text, article.stretches)
        ).segments,
        hits=session.remember("hits", (article, terms), lambda: mark([article.text], terms)[0]),
        turn=session.turn,
    )


def _ask_date(session: Session, article_id: str) -> None:
    session.dialog = ("date", article_id)
