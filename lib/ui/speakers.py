"""The speakers of the reports, and the page of one: what they say and claim, when, about which places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from lib import charts
from lib.profiles import is_description
from lib.ui import map_panel
from lib.ui.components import Cell, Column, Row, table
from lib.ui.session import Session
from lib.ui.text import plain, plural
from lib.voices import Page, Voice

KEY = "table_of_speakers"
HEIGHT = 520
_MOST_PLACES = 24
_MOST_SPEAKERS = 500
_COLUMNS = (
    Column("Speaker", 38),
    Column("Statements", 12, number=True),
    Column("Claims", 10, number=True),
    Column("Reports", 10, number=True),
    Column("Places", 10, number=True),
    Column("Published", 20),
)


def draw(session: Session) -> None:
    """Draw the page of the speaker who was chosen, or the list of all."""
    found = session.derive(
        "voices",
        (session.filters),
        lambda: session.explorer.voices(session.filters),
    )
    if session.who is None:
        _draw_list(session, found)
    else:
        _draw_page(session, session.who, found.get(session.who, Voice(session.who)))


def _draw_list(session: Session, found: Mapping[str, Voice]) -> None:
    if not found:
        st.info("No speaker is left by the search and the filters.")
        st.button("Clear search and filters", key="clear_from_speakers", on_click=session.clear_filters)
        return
    shown = list(found.values())[:_MOST_SPEAKERS]
    st.markdown(f"**{plural(len(found), 'speaker')}.** Click a row to see all that one says.")
    if len(found) > len(shown):
        st.caption(f"The {len(shown):,} with the most to say are listed; the search finds the others.")
    table(
        _COLUMNS,
        [_row(voice) for voice in shown],
        selected=None,
        key=KEY,
        height=HEIGHT,
        label="Speakers",
    )


def _row(voice: Voice) -> Row:
    first, last = voice.days or ("", "")
    numbers = (voice.statements, voice.claims, voice.reports, voice.places)
    days = Cell(first, f"to {last}" if last != first else "")
    return Row(voice.name, (Cell(voice.name), *(Cell(f"{n:,}", order=n) for n in numbers), days))


def _draw_page(session: Session, name: str, voice: Voice) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(plain(name), anchor=False, width="content")
        st.space("stretch")
        st.button(
            "All speakers", key="all_speakers", type="tertiary", on_click=session.show_speaker, args=(None,)
        )
    _draw_names(session, name)
    if not voice.reports:
        st.info("The search and the filters leave nothing of this speaker.")
        st.button("Clear search and filters", key="clear_from_speaker", on_click=session.clear_filters)
        return
    days = f" · {' to '.join(dict.fromkeys(voice.days))}" if voice.days else ""
    st.markdown(
        f"{plural(voice.statements, 'statement')} · {plural(voice.claims, 'claim')} · "
        f"{plural(voice.reports, 'report')}{days}"
    )
    if session.filters.speaker != (name,):
        st.button(
            "Show only this speaker in the lists and on the map",
            key="only_speaker",
            type="primary",
            on_click=lambda: session.ask(replace(session.filters, speaker=(name,))),
        )
    page = session.derive(
        "speaker page",
        (session.filters, name),
        lambda: session.explorer.speaker_page(session.filters, name),
    )
    if page.acts:
        st.caption("Verbs of speech: " + ", ".join(f"{plain(act)} {number}" for act, number in page.acts))
    if voice.days:
        st.plotly_chart(
            charts.timeline(page.days, theme=map_panel.theme(), height=170),
            key=f"speaker_days_{name}",
            theme=None,
            config={"displayModeBar": False},
            alt=f"Statements and claims of {name} by day of publication.",
        )
    _draw_places(session, name, page)
    if page.outlets:
        st.markdown("**In** " + ", ".join(map(plain, page.outlets)))


def _draw_names(session: Session, name: str) -> None:
    """Say under which words the speaker goes, and when these may be several persons."""
    others = [spelling for spelling in session.explorer.spellings(name) if spelling != name]
    if others:
        st.markdown("Also named: " + " · ".join(plain(other) for other in others[:12]))
    if is_description(name):
        st.caption(
            "This describes a speaker and gives no name: in several reports it may be several persons. Check "
            "each in its report."
        )


def _draw_places(session: Session, name: str, page: Page) -> None:
    places = page.places
    if not places:
        return
    st.markdown("**Places spoken of.** Choose one to see what this speaker says about it.")
    with st.container(horizontal=True, gap="xsmall", key="speaker_places"):
        for place, number in places[:_MOST_PLACES]:
            st.button(
                f"{plain(session.explorer.label('place', place.id))} {number}",
                key=f"speaker_place_{place.id}",
                on_click=_ask_about,
                args=(session, name, place.id),
            )
    if len(places) > _MOST_PLACES:
        st.caption(f"and {len(places) - _MOST_PLACES} more, under Place in the filters")


def _ask_about(session: Session, name: str, place_id: str) -> None:
    session.ask(replace(session.filters, speaker=(name,), place=(place_id,)))
    session.list_name = "statements"
