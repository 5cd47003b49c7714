"""The dialogs about reports that are there: their details, and their removal."""

from __future__ import annotations

import streamlit as st

from lib.citations import title_of as title
from lib.records import Analysis
from lib.ui import details
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
    elif name == "edit all":
        _many_dialog(session)
    elif analysis := session.workspace.get(article_id):
        {"remove": _remove_dialog, "date": _details_dialog}[name](session, analysis)


@st.dialog("Remove this report?")
def _remove_dialog(session: Session, analysis: Analysis) -> None:
    draw_removal(session, analysis)


@st.dialog("Remove all reports?")
def _remove_all_dialog(session: Session) -> None:
    draw_removal_of_all(session)


@st.dialog("Details of the report")
def _details_dialog(session: Session, analysis: Analysis) -> None:
    details.draw_one(session, analysis)


@st.dialog("Details of many reports", width="large")
def _many_dialog(session: Session) -> None:
    details.draw_many(session)


def ask_for_details_of_all(session: Session) -> None:
    """Open the dialog that changes the details of all reports in the lists."""
    session.dialog = ("edit all", "")


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
        session.remove(*session.workspace.ids())
        st.rerun()
