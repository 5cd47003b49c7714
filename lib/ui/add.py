"""The dialog that adds reports: pasted, as files, or from the web; what cannot be read is named with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.errors import StreamlitAPIException

from lib.citations import title_of as title
from lib.errors import DatelineError, ReportError
from lib.readers import Reading, read_files
from lib.readers.items import source_of
from lib.ui.intake import LIMITS, Addresses, Files, Intake
from lib.ui.session import Session
from lib.ui.text import plain, plural

MOST_ADDRESSES = 20
"""Web addresses that are fetched at once."""
_READING = 80
"""Pixels of what stands for a report while it is read."""
_STEP = 1.5
"""Seconds for which reports are read before the page looks whether the visitor wants to stop."""
_JOB = "intake"
_CORPORA = (".csv", ".tsv", ".jsonl", ".ndjson")
_COLUMN_LABELS = {
    "text": "Text",
    "title": "Title",
    "source": "Outlet",
    "published": "Date",
    "url": "Address",
    "author": "Author",
    "language": "Language",
    "id": "Id",
}
_NONE = "(none)"


def open_dialog(session: Session) -> None:
    """Open the dialog; it stays, with all that was entered, until reports are added without a problem."""

    def closed() -> None:
        job = _job()
        if job and not job.over:
            job.stop()
            session.tell(
                f"The dialog was closed before all was read: {plural(job.added, 'report')} added, the rest not."
            )
        _end(session)

    st.dialog("Add reports", width="medium", on_dismiss=closed)(draw)(session)


def draw(session: Session) -> None:
    """Draw what is in the dialog."""
    if job := _job():
        _draw_job(session, job)
        return
    if session.showing_sample:
        st.caption("Your first report takes the place of the sample. It stays in this browser tab's session.")
    paste, upload, web = st.tabs(["Paste a report", "Upload files", "From the web"])
    with paste:
        _draw_paste(session)
    with upload:
        _draw_upload()
    with web:
        _draw_web()


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
    from lib.readers import metadata

    guessed = None if published else metadata.guess_date(text, url=url)
    try:
        article = documents.make_article(
            text,
            title=heading,
            source=outlet,
            url=url,
            published=published or guessed,
            guessed=["published"] if guessed else [],
        )
    except DatelineError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    if twin := session.twin(article):
        st.warning(f"This report is here already, as “{plain(title(twin))}”; it was not added again.")
        return
    job = Intake(iter([article]), lambda: 0.0, lambda: "")
    with st.skeleton(_READING), st.spinner("Reading the report…"):
        while not job.over:
            job.step(session, _STEP, lambda: None)
    if job.fault or job.problems:
        st.error(plain(job.fault or job.problems[0].reason), icon=":material/error:")
        return
    job.say(session)
    st.rerun()


def _draw_upload() -> None:
    folder = st.toggle("A whole folder", key="upload_folder")
    files: Any = st.file_uploader(
        "Reports: .txt, .md, .html, .pdf, .docx, .eml; many at once: .zip, .csv, .jsonl, .json, feeds",
        accept_multiple_files="directory" if folder else True,
        key="upload_directory" if folder else "upload_files",
        help="What a file is follows from its content. Each report is added as soon as it is read.",
    )
    columns = _draw_columns(files or ())
    if st.button("Add the files", key="upload_add", type="primary", disabled=not files):
        reading = Reading(LIMITS, columns)
        given = Files(files)
        _begin(Intake(read_files(given.named(), reading), given.progress, given.where))


def _draw_columns(files: Sequence[Any]) -> dict[str, str]:
    """Ask which column of a table holds what; returns what was chosen otherwise than found."""
    table = next((file for file in files if file.name.lower().endswith(_CORPORA)), None)
    if table is None:
        return {}
    from lib.readers.corpora import preview

    try:
        table.seek(0)
        seen = preview(source_of(table.name, table.name, table, seekable=True), Reading(LIMITS))
    except ReportError as error:
        st.caption(plain(f"{table.name}: {error}"))
        return {}
    finally:
        table.seek(0)
    with st.expander(f"Columns of {plain(table.name)}", expanded="text" not in seen.columns):
        missing = st.empty()
        parts = st.columns(4)
        chosen: dict[str, str] = {}
        for number, (field, label) in enumerate(_COLUMN_LABELS.items()):
            names = [_NONE, *seen.names]
            usual = seen.columns.get(field)
            chosen[field] = parts[number % 4].selectbox(
                label, names, index=names.index(usual) if usual else 0, key=f"column_{field}_{table.file_id}"
            )
        if chosen["text"] == _NONE:
            missing.warning("No column of the usual names holds the texts. Choose it.")
        st.dataframe(
            [{name: row.get(name, "")[:200] for name in seen.names} for row in seen.rows],
            hide_index=True,
            alt="The first rows of the table",
        )
    return {
        field: "" if name == _NONE else name
        for field, name in chosen.items()
        if name != seen.columns.get(field, _NONE)
    }


def _draw_web() -> None:
    from lib.readers.web import host_of

    words = st.text_area(
        "Web addresses, one a line",
        key="web_addresses",
        height=120,
        placeholder="https://…",
        max_chars=2000 * MOST_ADDRESSES,
    )
    urls = list(dict.fromkeys(words.split()))
    hosts = list(dict.fromkeys(host for url in urls if (host := host_of(url))))
    asked = (
        f"asks {', '.join(map(plain, hosts[:5]))}{' and others' if len(hosts) > 5 else ''}"
        if hosts
        else "asks the server"
    )
    st.caption(
        f"Nothing has left this machine yet. The button {asked} for the page: the server learns the address of the "
        "page, the network address of the machine that Dateline runs on, and that it is Dateline; redirects may "
        "lead to other servers, which learn the same. Nothing of your reports is sent."
    )
    if len(urls) > MOST_ADDRESSES:
        st.warning(f"At most {MOST_ADDRESSES} addresses are fetched at once.")
    if st.button(
        "Fetch and add", key="web_add", type="primary", disabled=not 0 < len(urls) <= MOST_ADDRESSES
    ):
        pages = Addresses(urls)
        _begin(Intake(pages.items(), pages.progress, pages.where))


def _job() -> Intake | None:
    job = st.session_state.get(_JOB)
    return job if isinstance(job, Intake) else None


def _begin(job: Intake) -> None:
    st.session_state[_JOB] = job
    _rerun_dialog()


def _end(session: Session) -> None:
    if job := _job():
        job.say(session)
    st.session_state.pop(_JOB, None)


def _draw_job(session: Session, job: Intake) -> None:
    """Go on with what is being added, or say how it ended."""
    place = st.empty()
    if not job.over:
        with place.container():
            bar = st.progress(job.progress(), _so_far(job))
            st.button("Stop", key="upload_stop", on_click=job.stop, icon=":material/stop_circle:")
        job.step(session, _STEP, lambda: _show(job, bar))
        if not job.over:
            _rerun_dialog()
        place.empty()
    _draw_end(session, job)


def _show(job: Intake, bar: DeltaGenerator) -> None:
    bar.progress(job.progress(), _so_far(job))


def _rerun_dialog() -> None:
    """Draw the dialog again, so that a press of Stop is seen."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()


def _so_far(job: Intake) -> str:
    words = f"{plural(job.added, 'report')} added"
    return f"{words}, {plural(len(job.problems), 'problem')}" if job.problems else words


def _draw_end(session: Session, job: Intake) -> None:
    if not (job.problems or job.fault or job.stopped):
        _end(session)
        st.rerun()
    if job.fault:
        st.error(plain(job.fault), icon=":material/error:")
    if job.stopped:
        st.info("Stopped. What was added before stays; the rest was not read.")
    if job.added:
        st.success(f"{plural(job.added, 'report')} added.")
    if job.problems:
        st.warning(f"{plural(len(job.problems), 'thing')} could not be read:")
        st.dataframe(
            {
                "Where": [problem.where for problem in job.problems],
                "What is wrong": [problem.reason for problem in job.problems],
            },
            hide_index=True,
            alt="What could not be read, with the reason",
        )
    label = "Show the reports" if job.added else "Back"
    if st.button(label, key="upload_done"):
        _end(session)
        if job.added:
            st.rerun()
        _rerun_dialog()
