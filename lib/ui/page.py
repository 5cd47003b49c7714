"""The page: header, search and the three panels, or what to do when there are no reports."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.errors import DatelineError
from lib.stories import number_of_stories
from lib.ui import (
    add,
    correct,
    events,
    export_menu,
    guide,
    lists,
    manage,
    model,
    notices,
    permalink,
    reader,
    remedies,
    search,
    share,
    stage,
    workspace_menu,
)
from lib.ui import session as sessions
from lib.ui.session import Session
from lib.ui.text import plain, plural

ICON = str(Path(__file__).with_name("icon.svg"))
"""Path of the icon; Streamlit would fetch one of its own icons from the network."""
_STYLE = Path(__file__).with_name("page.css")


def draw() -> None:
    """Draw the whole page for this visitor; a missing data file is told in words.

    What comes and goes above the panels stands in a container that is always there. Without it all that follows
    would move by one place, for which the browser takes it off the page and draws it anew, and clicks are lost.
    """
    st.html(_STYLE)
    try:
        session = sessions.current()
        permalink.follow(session)
        events.apply(session)
        session.remember("told of other versions", "once", lambda: workspace_menu.tell_if_outdated(session))
        export, share_menu = _draw_header(session)
        _draw_fault()
        notices.draw(session)
        if len(session.workspace):
            _draw_search(session)
            _draw_panels(session)
        else:
            _draw_empty(session)
        permalink.write(session)
        # The search box and the lists, drawn before, may have changed the view.
        with export:
            export_menu.draw(session)
        with share_menu:
            share.draw(session)
        manage.draw(session)
        correct.draw(session)
    except DatelineError as error:
        st.error(plain(str(error)), icon=":material/error:")


def _draw_fault() -> None:
    """Say what is missing or damaged, if anything is."""
    with st.container(key="fault"):
        if fault := model.warm_up():
            st.error(plain(f"New reports cannot be read. {fault}"), icon=":material/error:")


def _draw_header(session: Session) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Draw the header; returns the popovers of "Export" and "Share", to be filled once the view is known."""
    view = session.everything()
    stories = number_of_stories(session.workspace)
    counts = (
        *(["Illustrative sample"] if session.showing_sample else []),
        plural(len(view.reports), "report"),
        *([plural(stories, "story", "stories")] if stories < len(view.reports) else []),
        plural(len(session.all_places()), "place"),
        plural(len(view.statements), "statement"),
        plural(len(view.casualties), "casualty mention"),
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="header"):
        st.title("Dateline", anchor=False, width="content")
        st.markdown(" · ".join(counts), width="content")
        st.space("stretch")
        correct.draw_button(session)
        if st.button("Add reports", key="add", type="primary", icon=":material/add:"):
            add.open_dialog(session)
        export = st.popover("Export", icon=":material/download:", disabled=not len(session.workspace))
        share_menu = st.popover("Share", icon=":material/link:", disabled=not len(session.workspace))
        if st.button("Workspace", key="workspace", icon=":material/folder:"):
            workspace_menu.open_dialog(session)
        with st.popover("Help", icon=":material/help:"):
            guide.draw()
    return export, share_menu


_SAMPLE_NOTE = (
    "The sample tells of real, documented events in our own words, with invented quotations: do not cite it. "
    "The first report you add takes its place."
)


def _draw_search(session: Session) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="search"):
        search.draw_box(session)
        if search.active(session):
            search.draw_chips(session)
        elif session.showing_sample:
            st.caption(_SAMPLE_NOTE)
    search.draw_error(session)
    remedies.draw_other_fields(session)


def _draw_panels(session: Session) -> None:
    with st.container(key="panels"):
        filters, map_, evidence = st.columns([0.85, 2.1, 2.05], gap="small")
    # The map comes last, so that the browser shows the others before it evaluates Plotly.
    with evidence.container(key="evidence", gap="xsmall"):
        lists.draw(session)
        reader.draw(session)
    with filters.container(key="filters"):
        search.draw_facets(session)
    with map_.container(key="map", gap="xsmall"):
        stage.draw(session)


def _draw_empty(session: Session) -> None:
    with st.container(key="empty", horizontal_alignment="center"):
        st.subheader("No reports here", anchor=False)
        if session.workspace.kept_in is None:
            st.markdown("Paste or upload reports of your own, or look at the sample first.")
        else:
            st.markdown("Paste or upload reports. They are kept in the file of this workspace.")
        with st.container(horizontal=True, horizontal_alignment="center"):
            if st.button("Add reports", key="add_first", type="primary", icon=":material/add:"):
                add.open_dialog(session)
            if session.workspace.kept_in is None:
                st.button("Show the sample", key="sample", on_click=session.show_sample)
