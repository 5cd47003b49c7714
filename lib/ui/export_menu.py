"""The export menu: what is shown or everything, as JSON Lines, CSV or GeoJSON, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lib import export
from lib.filters import narrowed
from lib.ui.session import Session
from lib.ui.text import part

_FORMATS = {
    "csv": ("CSV, one row a record", "text/csv"),
    "jsonl": ("JSON Lines, one line a report, complete", "application/x-ndjson"),
    "geojson": ("GeoJSON, one point a place mention", "application/geo+json"),
}


def draw(session: Session) -> None:
    """Draw the menu's content."""
    view, everything = session.view(), session.everything()
    shown = "What is shown"
    what = st.radio(
        "What to export",
        [shown, "Everything"],
        key="export_what",
        horizontal=True,
    )
    only_shown = what == shown
    whole = everything if not only_shown else view
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
    for name, (label, mime) in _FORMATS.items():
        st.download_button(
            label,
            data=file(session, name, only_shown),
            file_name=f"dateline-{'shown' if only_shown and session.filters else 'all'}.{name}",
            mime=mime,
            on_click="ignore",
            key=f"export_{name}",
            width="stretch",
            disabled=not whole.reports,
        )
    if session.showing_sample:
        st.caption("These are the illustrative sample reports. Do not cite them.")


def file(session: Session, name: str, only_shown: bool) -> Callable[[], bytes]:
    """What makes the file when it is asked for: in a format of lib.export, of what is shown or of all."""

    def make() -> bytes:
        analyses = narrowed(session.view()) if only_shown and session.filters else iter(session.workspace)
        return "".join(export.FORMATS[name](analyses)).encode("utf-8")

    return make
