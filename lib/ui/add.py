"""The dialog that adds reports: pasted, or as files; what cannot be read is named with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import streamlit as st

from lib.citations import title_of as title
from lib.errors import DatelineError
from lib.records import Analysis, Article
from lib.ui import model
from lib.ui.session import Session
from lib.ui.text import plain, plural

MOST_NAMED = 5
"""Of more reports than this with the same notice only the number is told."""
_SUFFIXES = ["txt", "md", "csv", "jsonl"]


@st.dialog("Add reports", width="medium", on_dismiss="rerun")
def open_dialog(session: Session) -> None:
    """Open the dialog; it stays, with all that was entered, until reports are added without a problem."""
    draw(session)


def draw(session: Session) -> None:
    """Draw what is in the dialog."""
    if session.showing_sample:
        st.caption("Your first report takes the place of the sample. It stays in this browser tab's session.")
    paste, upload = st.tabs(["Paste a report", "Upload files"])
    with paste:
        _draw_paste(session)
    with upload:
        _draw_upload(session)


def _draw_paste(session: Session) -> None:
    text = st.text_area(
        "Text of the report",
        key="paste_text",
        height=200,
        placeholder="Paste the whole report, in English.",
    )
    left, right = st.columns(2)
    heading = left.text_input("Title (optional)", key="paste_title", max_chars=300)
    outlet = right.text_input("Outlet (optional)", key="paste_source", max_chars=200)
    published = left.date_input(
        "Date of publication (optional)",
        value=None,
        key="paste_date",
        min_value=date(1900, 1, 1),
        max_value="today",
        format="YYYY-MM-DD",
        help="Needed to place “today” or “on Thursday” in time.",
    )
    url = right.text_input("Address (optional)", key="paste_url", max_chars=2000, placeholder="https://")
    if st.button("Add the report", key="paste_add", type="primary"):
        _add_pasted(session, text, heading, outlet, published.isoformat() if published else None, url)


def _add_pasted(
    session: Session, text: str, heading: str, outlet: str, published: str | None, url: str
) -> None:
    from lib import documents

    try:
        article = documents.make_article(text, title=heading, source=outlet, url=url, published=published)
        if twin := session.twin(article):
            st.warning(f"This report is here already, as “{plain(title(twin))}”; it was not added again.")
            return
        with st.spinner("Reading the report…"):
            analysis = model.read(article)
        _accept(session, [analysis])
    except DatelineError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.rerun()


def _draw_upload(session: Session) -> None:
    if st.session_state.get("upload_done"):
        st.rerun()
    files = st.file_uploader(
        "Reports as .txt or .md; many at once as .csv or .jsonl",
        type=_SUFFIXES,
        accept_multiple_files=True,
        key="upload_files",
        help="Columns or keys of .csv and .jsonl: id, title, text, source, url, published.",
    )
    if not st.button("Add the files", key="upload_add", type="primary", disabled=not files):
        return
    try:
        analyses, problems = _read_files(session, files)
        if analyses:
            _accept(session, analyses)
    except DatelineError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    if not problems:
        st.rerun()
    if analyses:
        st.success(f"{plural(len(analyses), 'report')} added.")
    st.warning(f"{plural(len(problems), 'thing')} could not be read:")
    st.dataframe(
        {"Where": [where for where, _ in problems], "What is wrong": [reason for _, reason in problems]},
        hide_index=True,
        alt="What could not be read, with the reason",
    )
    if analyses:
        st.button("Show the reports", key="upload_done")


def _read_files(session: Session, files: Sequence[Any]) -> tuple[list[Analysis], list[tuple[str, str]]]:
    """Read and analyse files, with progress; returns the analyses, and where and why of what failed."""
    from lib import readers
    from lib.errors import ReportError

    articles: list[Article] = []
    problems: list[tuple[str, str]] = []
    by_text: dict[str, Article] = {}
    by_id: dict[str, Article] = {}
    for file in files:
        for item in readers.read_files([(file.name, file)]):
            if not isinstance(item, Article):
                problems.append((item.where, item.reason))
            elif twin := session.twin(item) or by_text.get(item.text):
                problems.append(
                    (file.name, f"It is here already, as “{title(twin)}”; it was not added again.")
                )
            elif other := by_id.get(item.id):
                problems.append(
                    (file.name, f"The id “{item.id}” is that of “{title(other)}” too. Give each its own.")
                )
            else:
                by_text[item.text] = by_id[item.id] = item
                articles.append(item)
    analyses = []
    for article in _with_progress(articles):
        try:
            analyses.append(model.read(article))
        except ReportError as error:
            problems.append((title(article), str(error)))
    return analyses, problems


def _with_progress(articles: Sequence[Article]) -> Iterator[Article]:
    bar = st.progress(0.0, "Reading…")
    for number, article in enumerate(articles):
        bar.progress(number / len(articles), f"Reading {number + 1:,} of {len(articles):,}")
        yield article
    bar.empty()


def _accept(session: Session, analyses: Sequence[Analysis]) -> None:
    """Put analysed reports into the workspace, open the first, and say what should be known about them."""
    session.add(analyses)
    session.opened = analyses[0].article.id
    placeless = [a for a in analyses if not any(m.place and m.role == "literal" for m in a.places)]
    noted = [a for a in analyses if a.notices] if len(analyses) > 1 else []
    if len(placeless) > MOST_NAMED:
        session.tell(
            f"{plural(len(placeless), 'report')} name no place that could be put on the map. "
            "They are in the list Reports, each with a sign that says so."
        )
    else:
        for analysis in placeless:
            name = plain(title(analysis.article))
            session.tell(f"“{name}” names no place that could be put on the map. It is in the list Reports.")
    if len(noted) > MOST_NAMED:
        session.tell(f"{plural(len(noted), 'report')} have a notice above their text. Open each to read it.")
    else:
        for analysis in noted:
            session.tell(f"“{plain(title(analysis.article))}”: {plain(' '.join(analysis.notices))}")
