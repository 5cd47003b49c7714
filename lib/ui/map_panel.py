"""The map of places, what was picked on it, and what it cannot show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from lib import figures
from lib.records import PlaceKind
from lib.tables import CasualtyRow, PlaceSummary, StatementRow, country_name
from lib.ui import lists
from lib.ui.session import PlaceList, Session
from lib.ui.text import plural

HEIGHT = 610
"""Pixels that the first view is fitted to; the stylesheet of the page stretches the map."""
DISCLAIMER = "Boundaries and names shown do not imply any view on the status of a territory."
_CLOSE_UP: dict[PlaceKind, float] = {
    "settlement": 6.0,
    "site": 6.5,
    "region": 5.5,
    "country": 3.5,
    "water": 4.0,
    "area": 4.5,
}
"""MapLibre zoom levels at which a place of each kind fills a fair part of the map."""


def draw(session: Session) -> None:
    """Draw the map; a click, box or lasso on it filters the lists and leaves the map as it is."""
    places = session.map_places()
    shown = frozenset(summary.place.id for summary in places)
    if shown != session.on_the_map:
        session.on_the_map, session.centred = shown, None
    markers, theme = tuple(map_place(summary) for summary in places), _theme()
    key = f"map_{session.map_turn}"
    figure = session.remember(
        "figure",
        (markers, theme, session.centred),
        lambda: figures.place_map(
            markers, theme=theme, view=_close_up(places, session.centred), height=HEIGHT
        ).update_layout(height=None, autosize=True),
    )
    with st.container(key="map_frame", height=HEIGHT, border=False):
        st.plotly_chart(
            figure,
            key=key,
            theme=None,
            height="stretch",
            on_select=_on_select(session, key),
            selection_mode=("points", "box", "lasso"),
            config={"displaylogo": False, "scrollZoom": True, "responsive": True},
            alt=f"Map of {plural(len(places), 'place')}. The list Places holds the same places in words.",
        )
    _draw_below(session)


def map_place(summary: PlaceSummary) -> figures.MapPlace:
    """A place as a marker of the map."""
    place, highest = summary.place, summary.highest
    said: list[StatementRow | CasualtyRow] = [*summary.statements, *summary.casualties]
    newest = max(said, key=lambda row: row.article.published or "", default=None)
    surest = max(summary.mentions, key=lambda row: row.mention.confidence)
    return figures.MapPlace(
        id=place.id,
        name=place.name,
        kind=place.kind,
        country=country_name(place.country_code) if place.country_code else "",
        latitude=place.latitude,
        longitude=place.longitude,
        country_code=place.country_code,
        mentions=len(summary.mentions),
        statements=len(summary.statements),
        casualties=len(summary.casualties),
        uncertain=summary.uncertain,
        toll_low=highest.casualty.count.low if highest else None,
        toll_high=highest.casualty.count.high if highest else None,
        outcome=highest.casualty.outcome if highest else None,
        newest=newest.sentence if newest else "",
        note=surest.mention.reason,
    )


def _theme() -> Literal["light", "dark"]:
    return "dark" if st.context.theme.type == "dark" else "light"


def _close_up(places: list[PlaceSummary], centred: str | None) -> figures.MapView | None:
    place = next((summary.place for summary in places if summary.place.id == centred), None)
    return figures.MapView(place.latitude, place.longitude, _CLOSE_UP[place.kind]) if place else None


def _on_select(session: Session, key: str) -> Callable[[], None]:
    return lambda: session.pick_on_map(figures.picked(st.session_state.get(key)))


def _draw_below(session: Session) -> None:
    """What the map cannot show, counted, and what it does not mean to say."""
    view = session.map_view()
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="below_map"):
        named: tuple[tuple[PlaceList, str, str], ...] = (
            ("unplaced", "unplaced", "Names that no place was found for"),
            ("review", "to review", "Places that are uncertain, drawn as hollow rings"),
            ("metonyms", "governments and the like", "“Moscow said”: no places, off the map"),
        )
        for which, words, hint in named:
            number = len(lists.unsettled(view, which))
            st.button(
                f"{number:,} {words}",
                key=f"show_{which}",
                type="tertiary",
                help=hint,
                on_click=lists.show_places,
                args=(session, which),
                disabled=not number,
            )
        if session.centred:
            st.button(
                "Show all places",
                key="fit_map",
                type="tertiary",
                icon=":material/zoom_out_map:",
                on_click=session.show_all_on_map,
            )
    st.caption(DISCLAIMER)
