"""The dialogs that change a report that is there: its date of publication, and its removal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from lib import provenance
from lib.citations import title_of as title
from lib.errors import DatelineError
from lib.records import Analysis
from lib.ui import model
from lib.ui.session import Session
from lib.ui.text import plain, plural


def draw(session: Session) -> None:
    """Draw the dialog that was asked for, if one was."""
    asked, session.dialog = session.dialog, None
    if asked is None:
        return
    name, article_id = asked
    if name == "remove all":
        _remove_all_dialog(session)
    elif analysis := session.workspace.get(article_id):
        {"remove": _remove_dialog, "date": _date_dialog}[name](session, analysis)


@st.dialog("Remove this report?")
def _remove_dialog(session: Session, analysis: Analysis) -> None:
    draw_removal(session, analysis)


@st.dialog("Remove all reports?")
def _remove_all_dialog(session: Session) -> None:
    draw_removal_of_all(session)


@st.dialog("Date of publication")
def _date_dialog(session: Session, analysis: Analysis) -> None:
    draw_date(session, analysis)


def draw_removal(session: Session, analysis: Analysis) -> None:
    """Ask whether a report is to be removed."""
    st.markdown(f"“{plain(title(analysis.article))}” and all that was read out of it will be gone.")
    if st.button("Remove", key="remove_one", type="primary"):
        session.remove(analysis.article.id)
        st.rerun()


def draw_removal_of_all(session: Session) -> None:
    """Ask whether all reports are to be removed."""
    st.markdown(f"{plural(len(session.workspace), 'report')} and all that was read out of them will be gone.")
    if st.button("Remove all", key="remove_all", type="primary"):
        session.remove(*(analysis.article.id for analysis in session.workspace))
        st.rerun()


def draw_date(session: Session, analysis: Analysis) -> None:
    """Ask for the date of publication of a report, and read the report again with it."""
    article = analysis.article
    st.markdown(f"“{plain(title(article))}”")
    known = date.fromisoformat(article.published[:10]) if article.published else None
    latest = date.today() if known is None else max(date.today(), known)
    chosen = st.date_input(
        "Published on",
        value=known,
        key=f"date_of_{article.id}",
        min_value=date(1, 1, 1),
        max_value=latest,
        format="YYYY-MM-DD",
    )
    if st.button("Set the date", key="set_date", type="primary"):
        try:
            with st.spinner("Reading the report again…"):
                dated = replace(article, published=chosen.isoformat() if chosen else None)
                session.workspace.add([model.read(dated)], provenance.current())
        except DatelineError as error:
            st.error(plain(str(error)))
            return
        st.rerun()
