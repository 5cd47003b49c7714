"""The offline basemap: a MapLibre style over the vector tiles of static/basemap, in light and dark."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from lib.palette import PALETTES, Palette, Theme

FOLDER = Path(__file__).resolve().parent.parent / "data" / "basemap"
"""The GeoJSON files that the tiles are cut from, for drawings without MapLibre."""
STATIC_URL = "app/static"
"""Where Streamlit serves ``static/``, relative to the page, so that it holds under a base path too."""

FONT = ["Source Sans"]
"""A font of the page itself: without a "glyphs" key MapLibre draws names with the browser's fonts."""
BOLD = ["Source Sans Semibold", "Source Sans"]
ITALIC = ["Source Sans Italic", "Source Sans"]

ATTRIBUTION = "Map data: Natural Earth (public domain), GeoNames (CC BY 4.0)"
DISCLAIMER = (
    "Boundaries and names shown do not imply endorsement or recognition by Dateline. "
    "Dashed borders are disputed or not finally drawn."
)

TILES = "basemap/{z}/{x}/{y}.mvt#://"
"""Where the tiles are, within ``static/``.

MapLibre's workers load tiles, and know no relative address, since they have no page to be relative to. An address
that holds "://" and begins with no scheme of the web they hand to the page's own thread, which loads it relative
to the page: under any base path, behind any proxy. No browser sends what follows the "#".
"""
DEEPEST = 4
"""The last zoom that has tiles of its own; nearer views draw these larger."""

_NO_EDGE = {"fill-antialias": False}
"""A fill's own thin edge is one more line to draw; the shore lies over it."""

Layer = dict[str, Any]


def style(
    theme: Theme,
    *,
    static_url: str = STATIC_URL,
    countries: Collection[str] = (),
    unnamed: Collection[str] = (),
    online_tiles: str | None = None,
) -> dict[str, Any]:
    """The style of the basemap, for ``layout.map.style`` of a Plotly figure.

    Args:
        static_url: Where ``static/`` is served, relative to the page or absolute.
        countries: Codes (ISO 3166-1 alpha-2) of the countries to tint, because they are themselves shown.
        unnamed: Ids ("geonames:703448") and names of places that the basemap does not name, because the
            markers above it do.
        online_tiles: URL template of raster tiles to lay over the basemap ("https://…/{z}/{x}/{y}.png").
    """
    palette = PALETTES[theme]
    layers = [*_ground(palette, sorted(countries)), *_lines(palette)]
    sources: dict[str, dict[str, Any]] = {
        "basemap": {"type": "vector", "tiles": [f"{static_url}/{TILES}"], "maxzoom": DEEPEST}
    }
    if online_tiles:
        sources["tiles"] = {"type": "raster", "tiles": [online_tiles], "tileSize": 256}
        layers.append({"id": "tiles", "type": "raster", "source": "tiles"})
    else:
        layers += _names(palette, sorted(countries), sorted(unnamed))
    return {"version": 8, "name": f"dateline-{theme}", "sources": sources, "layers": layers}


def _ground(palette: Palette, countries: list[str]) -> list[Layer]:
    mentioned = ["in", ["get", "code"], ["literal", countries]]
    return [
        {"id": "water", "type": "background", "paint": {"background-color": palette.water}},
        _layer("land", "fill", "countries", {"fill-color": palette.land, **_NO_EDGE}),
        _layer(
            "mentioned", "fill", "countries", {"fill-color": palette.mentioned, **_NO_EDGE}, filter=mentioned
        ),
        _layer("shore", "line", "countries", {"line-color": palette.shore, "line-width": 0.7}),
        _layer("lakes", "fill", "lakes", {"fill-color": palette.water, **_NO_EDGE}),
        _layer(
            "rivers",
            "line",
            "rivers",
            {"line-color": palette.river, "line-width": _by_zoom(3, 0.5, 8, 1.8), "line-opacity": 0.9},
            minzoom=2.5,
            filter=["<=", ["get", "zoom"], ["+", ["zoom"], 0.5]],
        ),
    ]


def _lines(palette: Palette) -> list[Layer]:
    settled = ["==", ["get", "settled"], True]
    width = _by_zoom(2, 0.6, 7, 1.6)
    return [
        _layer(
            "regions",
            "line",
            "regions",
            {"line-color": palette.region_line, "line-width": _by_zoom(4, 0.5, 8, 1.1)},
            minzoom=3.8,
        ),
        _layer(
            "borders", "line", "borders", {"line-color": palette.border, "line-width": width}, filter=settled
        ),
        _layer(
            "disputed",
            "line",
            "borders",
            {"line-color": palette.border, "line-width": width, "line-dasharray": [3, 2]},
            filter=["!", settled],
        ),
    ]


def _names(palette: Palette, countries: list[str], unnamed: list[str]) -> list[Layer]:
    """Names of seas, countries and cities, each from its own first zoom on."""
    numbers = [int(place.removeprefix("geonames:")) for place in unnamed if place.startswith("geonames:")]
    hidden = [
        ["!", ["in", ["id"], ["literal", numbers]]],
        ["!", ["in", ["get", "name"], ["literal", unnamed]]],
    ]
    due = ["<=", ["get", "zoom"], ["zoom"]]
    cities = ["all", ["==", ["get", "kind"], "city"], due, *hidden]
    lands = [
        "all",
        ["==", ["get", "kind"], "country"],
        due,
        ["!", ["in", ["get", "code"], ["literal", countries]]],
    ]
    halo = {"text-halo-color": palette.halo, "text-halo-width": 1.3, "text-halo-blur": 0.3}
    return [
        _layer(
            "city-dots",
            "circle",
            "labels",
            {"circle-color": palette.city_label, "circle-radius": 1.7, "circle-opacity": 0.8},
            minzoom=4,
            filter=cities,
        ),
        _layer(
            "city-names",
            "symbol",
            "labels",
            {"text-color": palette.city_label, **halo},
            minzoom=3,
            filter=cities,
            layout={
                "text-field": ["get", "name"],
                "text-font": FONT,
                "text-size": _by_zoom(4, 10.5, 8, 13),
                "text-variable-anchor": ["left", "right", "top", "bottom"],
                "text-radial-offset": 0.45,
                "text-padding": 4,
                "text-optional": True,
            },
        ),
        _layer(
            "sea-names",
            "symbol",
            "labels",
            {"text-color": palette.sea_label, "text-halo-color": palette.water, "text-halo-width": 1},
            filter=["all", ["==", ["get", "kind"], "sea"], due, hidden[1]],
            layout={
                "text-field": ["get", "name"],
                "text-font": ITALIC,
                "text-size": _by_zoom(2, 10.5, 7, 14),
                "text-letter-spacing": 0.06,
                "text-max-width": 6,
            },
        ),
        _layer(
            "country-names",
            "symbol",
            "labels",
            {"text-color": palette.land_label, **halo},
            filter=lands,
            layout={
                "text-field": ["get", "name"],
                "text-font": BOLD,
                "text-size": _by_zoom(2, 10.5, 6, 14.5),
                "text-transform": "uppercase",
                "text-letter-spacing": 0.09,
                "text-max-width": 7,
                "text-padding": 6,
            },
        ),
    ]


def _layer(name: str, kind: str, drawn: str, paint: dict[str, Any], **rest: Any) -> Layer:
    return {"id": name, "type": kind, "source": "basemap", "source-layer": drawn, "paint": paint, **rest}


def _by_zoom(zoom: float, value: float, later: float, then: float) -> list[Any]:
    """A value that grows evenly between two zooms."""
    return ["interpolate", ["linear"], ["zoom"], zoom, value, later, then]
