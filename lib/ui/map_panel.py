"""The map of places, what was picked on it, and what it cannot show."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Sequence
from typing import Literal

import streamlit as st

from lib import basemap, figures, map_view
from lib.explorer import Unsettled
from lib.exports import first_view
from lib.records import PlaceKind
from lib.summaries import PlaceInView
from lib.tables import CasualtyRow, PlaceRow, StatementRow, country_name
from lib.ui import correct, lists
from lib.ui.components import keep_view, picture_of_map, places_here
from lib.ui.looks import MapLooks
from lib.ui.session import Session
from lib.ui.text import plural

PICTURE = "map_picture_drawn"
"""Key of the component that shows a picture of the map."""
HEIGHT = 610
"""Pixels that the first view is fitted to; the stylesheet of the page stretches the map."""
HEAD_START = 0.25
"""Seconds that a visitor's browser has to paint the picture, the list and the report before it gets the map: it
evaluates Plotly for most of a second, in which it paints nothing (tests/bench/pages.py)."""
TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
_MOST_TOLD = 200
"""Of so many places, the most mentioned, the map tells the newest sentence and why they were read so."""
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
        session.map_view_turn += 1
    markers = session.derive("markers", places, lambda: _markers(session, places))
    close_up = _close_up(places, session.centred)
    drawn = session.remember("first view", session.map_view_turn, lambda: map_view.fit(markers))
    with st.container(key="map_frame", height=HEIGHT, border=False):
        if session.picture_only:
            _draw_picture(session, markers, close_up or drawn, ("still", markers, close_up or drawn))
        else:
            _draw_picture(session, markers, drawn, ("first",))
            session.remember("painted", "once", let_be_painted)
            _draw_chart(session, markers, drawn)
            with st.container(key="map_keeper"):
                keep_view(
                    f"{session.map_view_turn} {session.centred or ''}",
                    drawn=drawn,
                    most=map_view.around_most(markers),
                    whole=map_view.around_all(markers),
                    close_up=close_up,
                    key="keep_view",
                )
            with st.container(key="map_here"):
                places_here(session.filters.on_map, key="places_here")
    _draw_below(session)


def _draw_picture(
    session: Session, markers: Sequence[figures.MapPlace], view: map_view.MapView, key: tuple[Hashable, ...]
) -> None:
    """Draw a picture of the map: over it until it is drawn, or in its place where it cannot be."""
    looks = session.map_looks
    drawing = session.remember(
        "picture",
        (*key, theme(), looks) if session.picture_only else key,
        lambda: first_view.svg(
            markers, view, theme=theme(), size_by=looks.size_by, colour_by=looks.colour_by
        ),
    )
    with st.container(key="map_picture"):
        picture_of_map(drawing, for_good=session.picture_only, key=PICTURE)


def let_be_painted() -> bool:
    """Wait until the browser has had time to paint what was sent before the map; true when that is over."""
    time.sleep(HEAD_START)
    return True


def _draw_chart(session: Session, markers: Sequence[figures.MapPlace], view: map_view.MapView) -> None:
    """Draw the map that can be moved and clicked."""
    looks = session.map_looks
    key = f"map_{session.map_turn}"
    figure = session.remember(
        "figure",
        (markers, theme(), looks),
        lambda: figures.place_map(
            markers,
            theme=theme(),
            size_by=looks.size_by,
            colour_by=looks.colour_by,
            view=view,
            height=HEIGHT,
            online_tiles=TILES if looks.online else None,
        ).update_layout(height=None, autosize=True),
    )
    st.plotly_chart(
        figure,
        key=key,
        theme=None,
        height="stretch",
        on_select=_on_select(session, key),
        selection_mode=("points", "box", "lasso"),
        config={"displaylogo": False, "scrollZoom": True, "responsive": True},
        alt=f"Map of {plural(len(markers), 'place')}. The list Places holds the same places in words.",
    )


def draw_options(session: Session) -> None:
    """Draw what changes the look of the map, and the switch for tiles from the network."""
    looks = session.map_looks
    with st.popover("Options", icon=":material/tune:", key="map_options"):
        st.radio(
            "Size of a marker",
            ["mentions", "toll"],
            index=int(looks.size_by == "toll"),
            format_func={"mentions": "Mentions", "toll": "Highest claim of killed"}.__getitem__,
            key="size_by",
            on_change=_on_looks,
            args=(session,),
        )
        st.radio(
            "Colour of a marker",
            ["kind", "outcome"],
            index=int(looks.colour_by == "outcome"),
            format_func={"kind": "Kind of place", "outcome": "Gravest outcome claimed"}.__getitem__,
            key="colour_by",
            on_change=_on_looks,
            args=(session,),
        )
        st.toggle(
            "Street map from OpenStreetMap",
            value=looks.online,
            key="online_tiles",
            on_change=_on_looks,
            args=(session,),
        )
        st.caption(
            "Off: nothing leaves this machine. On: your browser asks tile.openstreetmap.org for the pictures of "
            "each area you look at, which tells its operators your address and what you are looking at. No text "
            "of a report is sent."
        )


def _on_looks(session: Session) -> None:
    state = st.session_state
    session.map_looks = MapLooks(state["size_by"], state["colour_by"], state["online_tiles"])


def _markers(session: Session, places: list[PlaceInView]) -> tuple[figures.MapPlace, ...]:
    told = session.explorer.details(places[:_MOST_TOLD])
    rest = [(None, None)] * (len(places) - len(told))
    return tuple(map_place(one, *rows) for one, rows in zip(places, [*told, *rest], strict=True))


def map_place(
    summary: PlaceInView, newest: StatementRow | CasualtyRow | None, surest: PlaceRow | None
) -> figures.MapPlace:
    """A place as a marker of the map, with the newest that is said of it and its surest mention."""
    place, highest = summary.place, summary.highest
    statements, casualties, mentions = summary.told
    return figures.MapPlace(
        id=place.id,
        name=place.name,
        kind=place.kind,
        country=country_name(place.country_code) if place.country_code else "",
        latitude=place.latitude,
        longitude=place.longitude,
        country_code=place.country_code,
        mentions=mentions,
        statements=statements,
        casualties=casualties,
        uncertain=summary.uncertain,
        toll_low=highest.low if highest else None,
        toll_high=highest.high if highest else None,
        toll_sign=highest.sign if highest else "",
        toll_scope=highest.scope if highest else None,
        outcome=summary.gravest,
        newest=newest.sentence if newest else "",
        note=surest.mention.reason if surest else "",
    )


def theme() -> Literal["light", "dark"]:
    """The theme of the page, for figures."""
    return "dark" if st.context.theme.type == "dark" else "light"


def _close_up(places: list[PlaceInView], centred: str | None) -> figures.MapView | None:
    place = next((summary.place for summary in places if summary.place.id == centred), None)
    return figures.MapView(place.latitude, place.longitude, _CLOSE_UP[place.kind]) if place else None


def _on_select(session: Session, key: str) -> Callable[[], None]:
    return lambda: session.pick_on_map(figures.picked(st.session_state.get(key)))


def _draw_below(session: Session) -> None:
    """What the map cannot show, counted, and what it does not mean to say."""
    unsettled = session.map_unsettled()
    if session.picture_only:
        st.caption(
            "This browser cannot draw the map (it has no WebGL 2), so here is a picture of it, which cannot be "
            "moved or clicked. Filters and lists work as ever."
        )
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="below_map"):
        named: tuple[tuple[Unsettled, str, str], ...] = (
            ("unplaced", "unplaced", "Names that no place was found for"),
            ("review", "to review", "Places that are uncertain, drawn as hollow rings"),
            ("metonyms", "governments and the like", "“Moscow said”: no places, off the map"),
        )
        for which, words, hint in named:
            number = len(unsettled[which])
            st.button(
                f"{number:,} {words}",
                key=f"show_{which}",
                type="tertiary",
                help=hint,
                on_click=lists.show_places,
                args=(session, which),
                disabled=not number,
            )
        if len(session.filters.on_map) == 1:
            st.button(
                "Fix this place",
                key="fix_picked",
                type="tertiary",
                icon=":material/edit_location_alt:",
                on_click=correct.ask,
                args=session.filters.on_map,
            )
    with st.container(key="map_says"):
        st.caption(basemap.DISCLAIMER)
