"""The share menu: the address of the view, what it holds, and the file a colleague needs besides."""

from __future__ import annotations

import streamlit as st

from lib.ui import permalink, workspace_menu
from lib.ui.session import Session

_HOLDS = "The link holds the filters, the search and the open record. It holds no text of a report."
_SAMPLE = "Whoever opens it sees the same of the sample."
_OWN = (
    "A colleague needs the reports too: send the file of the workspace with the link, to be opened under "
    "“Workspace”."
)


def draw(session: Session) -> None:
    """Draw the menu's content."""
    st.markdown("**Link to this view**")
    st.code(permalink.link(session), language=None, wrap_lines=True)
    st.caption(_HOLDS)
    if session.showing_sample:
        st.caption(_SAMPLE)
        return
    st.markdown(_OWN)
    workspace_menu.draw_save(session, key="share_workspace")
