"""The first view of the map as a picture, to look at while the browser is still loading the map itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape

from lib import markers
from lib.exports.drawing import Frame
from lib.exports.svg_map import Room, colours, ground, names_of
from lib.map_view import MapView
from lib.markers import ColourBy, MapPlace, SizeBy
from lib.palette import Theme

WIDTH, HEIGHT = 1280, 860
"""Pixels: as large as the map's column is on most screens; what a smaller one has no room for is cut off."""
COARSE = 1.6
"""Pixels up to which outlines are simplified, which halves the picture."""
LOOKS = """
.land { fill: var(--land); stroke: var(--shore); stroke-width: .7; fill-rule: evenodd }
.mentioned { fill: var(--mentioned) }
.water { fill: var(--water) }
.river, .region, .border { fill: none }
.river { stroke: var(--river); stroke-width: .7 }
.region { stroke: var(--region-line); stroke-width: .6 }
.border { stroke: var(--border); stroke-width: .8 }
.disputed { stroke-dasharray: 3 2 }
text { font: 650 12px "Source Sans", "Source Sans 3", system-ui, sans-serif; text-anchor: middle; fill: var(--text);
  paint-order: stroke; stroke: var(--halo); stroke-width: 2.6px; stroke-linejoin: round }
text.imprecise { font-style: italic; font-weight: 500; fill: var(--muted) }
"""
"""How the classes of ``svg_map`` look, in its colours."""


def svg(
    places: Sequence[MapPlace],
    view: MapView,
    *,
    theme: Theme = "light",
    size_by: SizeBy = "mentions",
    colour_by: ColourBy = "kind",
) -> str:
    """An SVG document of ``WIDTH`` by ``HEIGHT`` pixels, its middle where ``view`` looks.

    Discs and rings are those of ``figures.place_map`` with the same arguments.

    Raises:
        DataError: when a file of the basemap is missing or damaged.
    """
    frame = Frame(view, WIDTH, HEIGHT, COARSE)
    shown = markers.drawing_order(places, size_by)
    sizes = dict(zip((p.id for p in shown), markers.radii(shown, size_by, view.zoom), strict=True))
    mentioned = frozenset(p.country_code for p in places if p.kind == "country")
    named = "".join(f"--{name}: {colour};" for name, colour in colours(theme).items())
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">',
            f"<style>svg {{ {named} }}{LOOKS}</style>",
            f'<rect class="water" width="{WIDTH}" height="{HEIGHT}"/>',
            _ground(frame, mentioned),
            *_discs(shown, view, frame, theme, size_by, colour_by),
            *names_of(shown, sizes, frame, Room(frame)),
            "</svg>",
        )
    )


@lru_cache(maxsize=16)
def _ground(frame: Frame, mentioned: frozenset[str | None]) -> str:
    """The basemap, kept, since many visitors begin with the same view."""
    return "".join(ground(frame, mentioned))


def _discs(
    places: Sequence[MapPlace],
    view: MapView,
    frame: Frame,
    theme: Theme,
    size_by: SizeBy,
    colour_by: ColourBy,
) -> Iterator[str]:
    drawn = markers.source(places, theme, size_by, colour_by, zoom=view.zoom, middle=view.longitude)
    for feature in drawn["data"]["features"]:
        x, y = frame.nearest(*feature["geometry"]["coordinates"])
        if frame.shows(x, y):
            look = feature["properties"]
            yield (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{look["radius"]:.1f}"'
                f' fill="{escape(look["fill"])}" fill-opacity="{look["opacity"]}"'
                f' stroke="{escape(look["line"])}" stroke-width="{look["width"]}"/>'
            )
