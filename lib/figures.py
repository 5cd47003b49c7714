"""The figures of the explorer, made from plain rows: the map of places, the timeline, the range of claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import plotly.graph_objects as go

from .records import Outcome, PlaceKind, Polarity, Scope

Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class MapPlace:
    """One marker of the map: a place and what the shown reports say about it.

    Attributes:
        id: The gazetteer's id; what a click on the marker gives back (see ``picked``).
        country: English name, for the hover; ``country_code`` is ISO 3166-1 alpha-2, or ``None``.
        latitude, longitude: Degrees (WGS 84).
        mentions, statements, casualties: How many mentions of the place, statements and casualty mentions.
        uncertain: Drawn as a hollow ring: the resolution is in doubt.
        toll_low, toll_high: Highest claim in persons; ``toll_high`` is ``None`` when the claim is open above,
            both are ``None`` without a claim.
        outcome: Of the highest claim, or ``None``.
        newest: The newest statement or claim about the place, in the report's words.
        note: A sentence on the resolution ("one of 14 places of this name"), or empty.
    """

    id: str
    name: str
    kind: PlaceKind
    country: str
    latitude: float
    longitude: float
    country_code: str | None = None
    mentions: int = 1
    statements: int = 0
    casualties: int = 0
    uncertain: bool = False
    toll_low: int | None = None
    toll_high: int | None = None
    outcome: Outcome | None = None
    newest: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MapView:
    """Where the map looks: centre in degrees, MapLibre zoom level."""

    latitude: float
    longitude: float
    zoom: float


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """What falls on one day; ``day`` is ``None`` for what carries no date."""

    day: dt.date | None
    reports: int = 0
    statements: int = 0
    casualties: int = 0


@dataclass(frozen=True, slots=True)
class ClaimBar:
    """One toll claim of a range plot.

    Attributes:
        id: What a click on the bar gives back.
        who: Who claims it, and in which outlet, as one line.
        words: The report's words for the count ("at least 22 people").
        low, high: Persons; ``None`` leaves that end open.
        date: The day it is about, in words or ISO 8601, or ``None``.
    """

    id: str
    who: str
    words: str
    low: int | None
    high: int | None
    outcome: Outcome
    scope: Scope = "incident"
    polarity: Polarity = "asserted"
    date: str | None = None


def place_map(
    places: Sequence[MapPlace],
    *,
    theme: Theme = "light",
    size_by: Literal["mentions", "toll"] = "mentions",
    colour_by: Literal["kind", "outcome"] = "kind",
    view: MapView | None = None,
    height: int = 520,
    static_url: str = "app/static",
    online_tiles: str | None = None,
) -> go.Figure:
    """The map: one marker a place, over the offline basemap.

    It depends on its arguments alone, so an unchanged selection of places keeps the reader's view.
    ``customdata`` of each point is the place's id.

    Args:
        view: Where to look; by default the view that fits the places.
        height: Pixels.
        static_url: Where Streamlit serves ``static/``, relative to the page.
        online_tiles: URL template of raster tiles laid over the basemap; ``None`` asks nobody for anything.
    """
    figure = go.Figure(
        go.Scattermap(
            lat=[p.latitude for p in places],
            lon=[p.longitude for p in places],
            customdata=[p.id for p in places],
        )
    )
    return figure.update_layout(height=height)


def fit(places: Sequence[MapPlace]) -> MapView:
    """The view that shows all settlements and sites of ``places``, or the rest when there are none."""
    raise ValueError(f"{len(places)} places cannot be fitted")


def timeline(days: Sequence[TimelineDay], *, theme: Theme = "light", height: int = 140) -> go.Figure:
    """Reports, statements and casualty mentions a day, stacked; the undated are counted in a note.

    ``customdata`` of each bar is its day in ISO 8601.
    """
    return go.Figure(layout={"height": height})


def claims_range(claims: Sequence[ClaimBar], *, theme: Theme = "light") -> go.Figure:
    """Claims side by side, one line each, from low to high; an arrow marks an open end.

    ``customdata`` of each mark is the claim's id.
    """
    return go.Figure()


def picked(event: Mapping[str, Any] | None) -> list[str]:
    """The ids of what was clicked, boxed or lassoed, from what ``st.plotly_chart`` returned; each id once."""
    points = event["selection"]["points"] if event else []
    return list(dict.fromkeys(str(point["customdata"]) for point in points if point.get("customdata")))
