"""The dialog of the workspace: where it is kept, saving it to a file, opening one, reading reports again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from lib import provenance
from lib.citations import title_of
from lib.errors import DatelineError, ReportError
from lib.ui import model
from lib.ui.export_menu import MOST_EXPORTED
from lib.ui.session import Session
from lib.ui.text import plain, plural

_SUFFIXES = ["db", "jsonl"]
_WHAT: dict[str, str] = {
    "dateline": "Dateline",
    "model": "the language model",
    "lexicons": "the word lists",
    "gazetteer": "the gazetteer",
}
_SAVED = "dateline-workspace.db"
_MOST_NAMED = 5


@st.dialog("Workspace", on_dismiss="rerun")
def open_dialog(session: Session) -> None:
    """Open the dialog; nothing that it does takes long except reading again, which can be left at any time."""
    draw(session)


def draw(session: Session) -> None:
    """Draw what is in the dialog."""
    _draw_where(session)
    draw_save(session, key="workspace_save")
    _draw_opening(session)
    _draw_outdated(session)


def draw_save(session: Session, *, key: str) -> None:
    """Draw the button that saves the workspace to a file, and why it cannot be where it is too large."""
    too_many = session.workspace.kept_in is not None and len(session.workspace) > MOST_EXPORTED
    if too_many:
        st.caption("It is too large to be saved from here: copy its file while Dateline is not running.")
    if session.showing_sample:
        st.caption("The sample comes with Dateline: there is something to save once you add a report.")
    st.download_button(
        "Save the workspace to a file",
        data=lambda: _saved(session),
        file_name=_SAVED,
        mime="application/vnd.sqlite3",
        on_click="ignore",
        key=key,
        icon=":material/download:",
        disabled=too_many or session.showing_sample or not len(session.workspace),
        help="Reports, what was read out of them, and your corrections. Open it here again, on any machine.",
    )


def tell_if_outdated(session: Session) -> None:
    """Tell at the start that reports were read by an earlier version, if any were."""
    if outdated := _outdated(session):
        session.tell(
            f"{_read_by_another(session, outdated)} “Workspace” offers to read them again; your corrections are "
            "kept."
        )


def _draw_where(session: Session) -> None:
    kept_in = session.workspace.kept_in
    if kept_in is None:
        st.markdown(
            "**In memory.** The reports are in the memory of this session alone and gone when you leave. "
            "Save them to a file to keep them."
        )
    else:
        st.markdown(f"**Kept in** {plain(kept_in)}. Every change is in the file at once.")


def _draw_opening(session: Session) -> None:
    st.subheader("Open a saved workspace", anchor=False)
    file = st.file_uploader(
        "A workspace that Dateline saved (.db), or its JSON Lines (.jsonl)",
        type=_SUFFIXES,
        key="workspace_file",
        help="Its reports are added to those that are here. One that is here already is replaced by the one "
        "in the file; the corrections of both are kept.",
    )
    if st.button("Open the file", key="workspace_open", disabled=file is None) and file is not None:
        try:
            with st.spinner("Opening…"):
                new, replaced = _take_over(session, file.name, file.getvalue())
        except DatelineError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        session.show_all()
        session.tell(
            f"{plural(new, 'report')} added from {plain(file.name)}"
            + (f", {replaced:,} replaced." if replaced else ".")
        )
        tell_if_outdated(session)
        st.rerun()


def _take_over(session: Session, name: str, content: bytes) -> tuple[int, int]:
    """Add what is in a file; returns how many reports are new, and how many took the place of others."""
    from lib import transfer

    contents = transfer.opened(content, name)
    session.put_sample_away()
    new = transfer.take_over(session.workspace, contents)
    return new, len(contents.kept) - new


def _draw_outdated(session: Session) -> None:
    outdated = _outdated(session)
    if not outdated:
        return
    st.subheader("Read again", anchor=False)
    st.markdown(
        f"{_read_by_another(session, outdated)} Your corrections stay when they are read again; those whose "
        "words are not found any more are named. Each report is kept as soon as it is read, so you can leave "
        "at any time."
    )
    if st.button("Read them again", key="workspace_again", icon=":material/refresh:"):
        try:
            problems = list(_read_again(session, outdated))
        except DatelineError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        session.tell(f"{plural(len(outdated) - len(problems), 'report')} read again.")
        for problem in problems:
            session.tell(problem)
        _tell_of_lost_corrections(session)
        st.rerun()


def _tell_of_lost_corrections(session: Session) -> None:
    if lost := session.workspace.unmatched():
        words = [f"“{plain(correction.text)}”" for correction in lost[:_MOST_NAMED]]
        more = ["…"] if len(lost) > _MOST_NAMED else []
        session.tell(
            f"{plural(len(lost), 'correction')} found nothing to correct in the new reading: "
            + "; ".join(words + more)
        )


def _outdated(session: Session) -> list[str]:
    return session.workspace.derived("outdated", lambda: session.workspace.outdated(provenance.current()))


def _read_by_another(session: Session, outdated: Sequence[str]) -> str:
    reports = plural(len(outdated), "report was", "reports were")
    return f"{reports} read by another version of {_differences(session)}."


def _differences(session: Session) -> str:
    """What was another version when reports were read, in words."""
    now = provenance.current()
    names = dict.fromkeys(
        name for other in session.workspace.made_by() if other for name in now.differences(other)
    )
    words = [_WHAT[name] for name in _WHAT if name in names]
    if not words:
        return "Dateline, which is not known"
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def _read_again(session: Session, ids: Sequence[str]) -> Iterator[str]:
    """Read reports again, with progress; gives a sentence for each that cannot be read any more."""
    bar = st.progress(0.0, "Reading…")
    for number, id in enumerate(ids):
        bar.progress(number / len(ids), f"Reading {number + 1:,} of {len(ids):,}")
        analysis = session.workspace.get(id)
        if analysis is None:
            continue
        article = analysis.article
        try:
            session.workspace.add([model.read(article)], provenance.current())
        except ReportError as error:
            yield f"“{plain(title_of(article))}” could not be read again: {plain(str(error))}"
    bar.empty()


def _saved(session: Session) -> bytes:
    from lib import transfer

    return transfer.saved(session.workspace)
