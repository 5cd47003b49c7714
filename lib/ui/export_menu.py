"""The export menu: what is shown or everything, in every format of lib.exports, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from lib.exports import FORMATS, About, of_view, of_workspace
from lib.ui import search
from lib.ui.session import Session
from lib.ui.text import part

_ROWS = {
    "Report": ("html",),
    "Tables": ("csv", "parquet"),
    "Maps": ("geojson", "kml"),
    "To read back": ("jsonl",),
    "Citations": ("citations", "bibtex", "ris"),
}
"""The formats by what they are for."""
MOST_EXPORTED = 20_000
"""A file is made in memory before the browser gets it: of so many reports some 400 MB at the most."""
SHOWN, EVERYTHING = "What is shown", "Everything"
_SAMPLE_NOTE = "These are the sample reports: their wording and quotations are invented. Do not cite them."


def draw(session: Session) -> None:
    """Draw the menu's content."""
    view, everything = session.view(), session.everything()
    only_shown = st.radio("What to export", [SHOWN, EVERYTHING], key="export_what", horizontal=True) == SHOWN
    whole = view if only_shown else everything
    st.caption(
        ", ".join(
            (
                part(len(whole.reports), len(everything.reports), "report"),
                part(len(whole.statements), len(everything.statements), "statement"),
                part(len(whole.casualties), len(everything.casualties), "casualty mention"),
                part(len(whole.mentions), len(everything.mentions), "place mention"),
            )
        )
    )
    if only_shown and session.stage == "claims":
        st.caption(
            "The search and the filters say what is shown. The place chosen under Claims is not among them."
        )
    too_many = len(whole.reports) > MOST_EXPORTED
    if too_many:
        st.caption(
            f"Files of more than {MOST_EXPORTED:,} reports are too large for the page. Show fewer, or write everything "
            "with `python -m lib --workspace FILE.db --format csv -o FILE.csv`."
        )
    for title, names in _ROWS.items():
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"export_{title}"):
            st.markdown(title, width=84)
            for name in names:
                _draw_button(session, name, only_shown, disabled=too_many or not whole.reports)
    if session.showing_sample:
        st.caption(_SAMPLE_NOTE)


def _draw_button(session: Session, name: str, only_shown: bool, *, disabled: bool) -> None:
    chosen = FORMATS[name]
    st.download_button(
        chosen.label,
        data=file(session, name, only_shown),
        file_name=about(session, only_shown).file_name(chosen.extension),
        mime=chosen.mime,
        help=chosen.hint,
        on_click="ignore",
        key=f"export_{name}",
        disabled=disabled,
    )


def file(session: Session, name: str, only_shown: bool) -> Callable[[], bytes]:
    """What makes the file when it is asked for: in a format of lib.exports, of what is shown or of all."""

    def make() -> bytes:
        told = about(session, only_shown)
        workspace = session.workspace
        entries = of_workspace(workspace) if told.complete else of_view(workspace, session.view())
        return b"".join(FORMATS[name].write(entries, told))

    return make


def about(session: Session, only_shown: bool) -> About:
    """What a file says that it holds: everything, or the filters that are on, in words."""
    complete = not (only_shown and session.filters)
    chips = () if complete else search.active(session)
    return About(
        complete=complete,
        selection="; ".join(f"{chip.label}: {chip.value}" for chip in chips) or "everything",
        made_on=datetime.now(UTC).date().isoformat(),
        note=_SAMPLE_NOTE if session.showing_sample else "",
    )
