"""Reports, statements and claims by day of publication; dragging over a stretch of time filters by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from lib import charts
from lib.figures import picked
from lib.ui import map_panel
from lib.ui.components.facets import stretch
from lib.ui.session import Session
from lib.ui.text import plural

HEIGHT = 340


def draw(session: Session) -> None:
    """Draw the timeline of what the other filters leave, with the stretch that is chosen."""
    filters = session.filters
    undated = replace(filters, since="", until="")
    days = session.derive("all days", (undated), lambda: session.explorer.by_day(undated))
    st.markdown(
        "By day of **publication**. Drag across a stretch of time to filter by it, or give its days under "
        "Published."
    )
    if not any(day.day for day in days):
        st.info("No report here has a date of publication. Set one with “Edit details” in the list Reports.")
        return
    key = f"timeline_{filters.since}_{filters.until}_{session.workspace.version}"
    chosen = tuple(date.fromisoformat(day) if day else None for day in (filters.since, filters.until))
    st.plotly_chart(
        charts.timeline(days, theme=map_panel.theme(), height=HEIGHT, chosen=(chosen[0], chosen[1])),
        key=key,
        theme=None,
        on_select=_on_select(session, key),
        selection_mode="box",
        config={"displaylogo": False, "modeBarButtonsToRemove": ["lasso2d", "autoScale2d", "toImage"]},
        alt="Reports, statements and casualty mentions by day of publication.",
    )
    if filters.since or filters.until:
        hidden = sum(day.reports for day in days) - len(session.view().reports)
        st.button(
            f"Show all days ({plural(hidden, 'report')} hidden)",
            key="all_days",
            on_click=lambda: session.ask(undated),
        )


def _on_select(session: Session, key: str) -> Callable[[], None]:
    def choose() -> None:
        ends = [day for bar in picked(st.session_state.get(key)) for day in bar.split("/")]
        if ends and stretch(f"{min(ends)}/{max(ends)}"):
            session.ask(replace(session.filters, since=min(ends), until=max(ends)))

    return choose
