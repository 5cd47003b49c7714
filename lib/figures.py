"""The figures of the explorer, made from plain rows: the map of places, the timeline, the range of claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from lib import basemap, markers
from lib.amounts import in_figures
from lib.charts import TimelineDay, timeline
from lib.claims_plot import BarGroup, ClaimBar, claims_range
from lib.map_view import MapView, fit
from lib.markers import IMPRECISE, ColourBy, MapPlace, SizeBy
from lib.palette import PALETTES, Palette, Theme
from lib.plotting import dressed, plain, wrapped
from lib.plurals import plural

__all__ = [
    "BarGroup",
    "ClaimBar",
    "MapPlace",
    "MapView",
    "Theme",
    "TimelineDay",
    "claims_range",
    "fit",
    "picked",
    "place_map",
    "plain",
    "timeline",
]

LEGEND_COLUMNS = 4
CREDIT = 18
"""Pixels at the foot of the map for what its data are credited to; the legend stands above, on a phone too."""


def place_map(
    places: Sequence[MapPlace],
    *,
    theme: Theme = "light",
    size_by: SizeBy = "mentions",
    colour_by: ColourBy = "kind",
    view: MapView | None = None,
    height: int = 520,
    static_url: str = basemap.STATIC_URL,
    online_tiles: str | None = None,
) -> go.Figure:
    """The map: one marker a place, over the offline basemap.

    The markers are layers of the map's style, for outlines, rings and names that give way to one another.
    The one trace above them is clear: it takes hover, click, box and lasso, and darkens what was chosen.
    Its ``customdata`` is the place's id, its ``text`` what the place is called in a list. The figure depends
    on its arguments alone, so that the reader's view is kept while the same places are shown.

    Args:
        view: Where to look; by default the view that fits the places.
        height: Pixels.
        static_url: Where ``static/`` is served, relative to the page.
        online_tiles: URL template of raster tiles laid over the basemap; ``None`` asks nobody for anything.
    """
    palette = PALETTES[theme]
    shown = markers.drawing_order(places, size_by)
    style = basemap.style(
        theme,
        static_url=static_url,
        countries={p.country_code for p in shown if p.kind == "country" and p.country_code},
        unnamed={name for p in shown for name in (p.id, p.name)},
        online_tiles=online_tiles,
    )
    look = view or fit(places, height=height)
    # First, since MapLibre reads the sources in turn and the places should not wait for the land.
    style["sources"] = {
        "places": markers.source(shown, theme, size_by, colour_by, zoom=look.zoom, middle=look.longitude),
        **style["sources"],
    }
    style["layers"] += markers.layers(theme, basemap.BOLD, basemap.ITALIC)
    figure = go.Figure(
        go.Scattermap(
            lat=[p.latitude for p in shown],
            lon=[p.longitude for p in shown],
            customdata=[p.id for p in shown],
            text=[_in_a_list(p) for p in shown],
            hovertext=[_place_hover(p) for p in shown],
            hovertemplate="%{hovertext}<extra></extra>",
            marker={
                "size": [2 * r for r in markers.radii(shown, size_by, look.zoom)],
                "color": palette.picked,
                "opacity": 0,
            },
            selected={"marker": {"opacity": 0.45, "color": palette.picked}},
            unselected={"marker": {"opacity": 0}},
            showlegend=False,
        )
    )
    figure.update_layout(
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        map={
            "style": style,
            "center": {"lat": look.latitude, "lon": look.longitude},
            "zoom": look.zoom,
        },
        annotations=[_legend(shown, palette, colour_by), _credit(palette)],
    )
    return dressed(figure, palette)


def picked(event: Mapping[str, Any] | None) -> list[str]:
    """The ids of what was clicked, boxed or lassoed, from what ``st.plotly_chart`` returned; each id once."""
    points = event["selection"]["points"] if event else []
    return list(dict.fromkeys(str(point["customdata"]) for point in points if point.get("customdata")))


def _in_a_list(place: MapPlace) -> str:
    """A place on one line, among others that lie at the same point."""
    where = f", {place.country}" if place.country and place.kind != "country" else ""
    return f"{' '.join(place.name.split())}{where} · {plural(place.mentions, 'mention')}"


def _place_hover(place: MapPlace) -> str:
    where = [place.kind] + [plain(place.country)] * bool(place.country and place.kind != "country")
    counts = [
        plural(place.mentions, "mention"),
        plural(place.statements, "statement"),
        plural(place.casualties, "casualty mention"),
    ]
    claim = in_figures(place.toll_low, place.toll_high, place.toll_sign)
    total = ", a running total" if place.toll_scope == "cumulative" else ""
    lines = [
        f"<b>{wrapped(place.name)}</b>",
        " · ".join(where + ["position stands for an extent"] * (place.kind in IMPRECISE)),
        " · ".join(line for line in counts if not line.startswith("0 ")),
        f"highest claim: {claim} killed{total}" if claim else "",
        f"<i>{wrapped(place.newest)}</i>" if place.newest else "",
        f"Not sure: {wrapped(place.note or 'please check')}" if place.uncertain else wrapped(place.note),
    ]
    return "<br>".join(line for line in lines if line)


def _legend(places: Sequence[MapPlace], palette: Palette, colour_by: ColourBy) -> dict[str, Any]:
    """What the looks on this map mean, in one corner of it."""
    tints = palette.kinds if colour_by == "kind" else palette.outcomes
    used = {p.kind if colour_by == "kind" else p.outcome for p in places}
    items = [
        f'<span style="color:{tint}">●</span> {key or "no claim"}'
        for key, tint in tints.items()
        if key in used
    ]
    if any(p.casualties for p in places):
        items.append(f'<span style="color:{palette.casualty}">◎</span> casualties reported')
    if any(p.uncertain for p in places):
        items.append("○ not sure which place")
    rows = [items[start : start + LEGEND_COLUMNS] for start in range(0, len(items), LEGEND_COLUMNS)]
    return {
        "text": "<br>".join("   ".join(row) for row in rows) or " ",
        "visible": bool(rows),
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": 8,
        "yshift": CREDIT + 6,
        "align": "left",
        "showarrow": False,
        "bgcolor": palette.halo,
        "opacity": 0.9,
        "borderpad": 5,
        "font": {"size": 12, "color": palette.text},
    }


def _credit(palette: Palette) -> dict[str, Any]:
    return {
        "text": basemap.ATTRIBUTION,
        "x": 1,
        "y": 0,
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "bgcolor": palette.halo,
        "opacity": 0.9,
        "borderpad": 2,
        "font": {"size": 10, "color": palette.muted},
    }
