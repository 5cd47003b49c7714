"""The middle of the page: the map, or claims side by side, time, or speakers in its place."""

from __future__ import annotations

import streamlit as st

from lib.ui import claims, map_panel, speakers, timeline
from lib.ui.session import STAGES, Session, Stage

_TITLES: dict[Stage, str] = {
    "map": ":material/map: Map",
    "claims": ":material/compare_arrows: Claims",
    "time": ":material/timeline: Time",
    "speakers": ":material/record_voice_over: Speakers",
}


def draw(session: Session) -> None:
    """Draw the choice, the map, and what was chosen.

    The map stays where it is, hidden, so that it shows the same when a person comes back to it.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="stage_tools"):
        st.session_state["stage"] = session.stage
        st.segmented_control(
            "What to show",
            STAGES,
            format_func=_TITLES.__getitem__,
            key="stage",
            required=True,
            on_change=_on_stage,
            args=(session,),
            label_visibility="collapsed",
        )
        if session.stage == "map":
            st.space("stretch")
            map_panel.draw_options(session)
    map_panel.draw(session)
    if session.stage == "map":
        return
    with st.container(key="instead_of_map", gap="small"):
        match session.stage:
            case "claims":
                claims.draw(session)
            case "time":
                timeline.draw(session)
            case "speakers":
                speakers.draw(session)


def _on_stage(session: Session) -> None:
    session.stage = st.session_state["stage"]
    if session.stage == "speakers":
        session.who = None
