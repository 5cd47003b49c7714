"""The markers of the map: how each place looks, and the layers that draw it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from lib.amounts import Sign, in_figures
from lib.palette import PALETTES, Palette, Theme
from lib.records import Outcome, PlaceKind, Scope

SizeBy = Literal["mentions", "toll"]
ColourBy = Literal["kind", "outcome"]

IMPRECISE: frozenset[PlaceKind] = frozenset({"region", "country", "water", "area"})
"""Kinds whose point only stands for an extent: translucent discs, beneath the others."""

SMALLEST, LARGEST = 5.0, 19.0
"""Radii in pixels."""
FROM_AFAR = 0.6
"""Radii on a view of the world, as a share of those on a view of a country; the smallest stay."""
NEAR_ZOOM, FAR_ZOOM = 5.0, 2.0
SMALL_DISC = 0.7
"""A country is mentioned most and says least about where: the share of the largest radius it may have."""
RING = 3.5
"""Pixels between a marker and the ring for its casualty mentions."""
LABEL_SIZE = 12
"""Pixels of the name of the smallest marker."""
TILE = 512
"""Pixels of MapLibre's world at zoom 0."""
FEW_MENTIONS, SMALL_TOLL = 10, 100
"""The largest value is taken to be at least this, so that a handful of mentions draws no giant."""

EDGE = 140
"""Pixels from the middle of the first view from which on a name lies between its marker and the middle."""
ANCHORS: dict[str, tuple[str, ...]] = {
    "west": ("top", "bottom", "left", "top-left", "bottom-left"),
    "east": ("top", "bottom", "right", "top-right", "bottom-right"),
    "between": ("top", "bottom", "right", "left", "top-right", "top-left", "bottom-right"),
}
"""Which side of a name is at its marker, the best first, by where the place lies on the first view."""


@dataclass(frozen=True, slots=True)
class MapPlace:
    """One marker of the map: a place and what the shown reports say about it.

    Attributes:
        id: The gazetteer's id; what a click on the marker gives back (see ``figures.picked``).
        country: English name, for the hover; ``country_code`` is ISO 3166-1 alpha-2, or ``None``.
        latitude, longitude: Degrees (WGS 84).
        mentions, statements, casualties: How many mentions of the place, statements and casualty mentions.
        uncertain: Drawn as a hollow ring: the resolution is in doubt.
        toll_low, toll_high: Highest claim of killed, in persons; ``toll_high`` is ``None`` when the claim is
            open above, both are ``None`` without a claim.
        toll_sign: What the claim's words make of it ("nearly").
        toll_scope: Whether that claim is about one event or a running total, or ``None``.
        outcome: The gravest that is claimed of the place, or ``None``.
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
    toll_sign: Sign = ""
    toll_scope: Scope | None = None
    outcome: Outcome | None = None
    newest: str = ""
    note: str = ""


def radii(places: Sequence[MapPlace], size_by: SizeBy, zoom: float = NEAR_ZOOM) -> list[float]:
    """Radius of each marker in pixels: its area grows with the mentions, or with the toll's logarithm.

    Places with a position of their own set the scale. Markers are smaller on a map that opens at a low zoom,
    where they stand close together.
    """
    precise = [p for p in places if p.kind not in IMPRECISE] or places
    if size_by == "toll":
        most = math.log1p(max([SMALL_TOLL, *map(_toll, precise)]))
        shares = [(math.log1p(_toll(place)) / most) ** 2 for place in places]
    else:
        many = max([FEW_MENTIONS, *(place.mentions for place in precise)])
        shares = [place.mentions / many for place in places]
    nearness = min(max((zoom - FAR_ZOOM) / (NEAR_ZOOM - FAR_ZOOM), 0.0), 1.0)
    largest = LARGEST * (FROM_AFAR + (1 - FROM_AFAR) * nearness)
    grown = [math.sqrt(SMALLEST**2 + (largest**2 - SMALLEST**2) * share) for share in shares]
    return [
        round(min(radius, largest * SMALL_DISC if place.kind in IMPRECISE else largest), 1)
        for place, radius in zip(places, grown, strict=True)
    ]


def drawing_order(places: Sequence[MapPlace], size_by: SizeBy) -> list[MapPlace]:
    """Places from the bottom of the map to its top: imprecise ones first, then large before small."""
    sizes = dict(zip((p.id for p in places), radii(places, size_by), strict=True))
    return sorted(places, key=lambda p: (p.kind not in IMPRECISE, p.kind != "country", -sizes[p.id], p.id))


def source(
    places: Sequence[MapPlace],
    theme: Theme,
    size_by: SizeBy,
    colour_by: ColourBy,
    *,
    zoom: float,
    middle: float,
) -> dict[str, Any]:
    """The markers as a GeoJSON source of a MapLibre style; ``places`` in drawing order.

    Each feature carries its own paint. A place with casualty mentions has a ring as well as a disc. ``zoom``
    and ``middle`` (degrees of longitude) are those of the first view, at whose edges names lie inwards.
    """
    palette = PALETTES[theme]
    features = []
    for place, radius in zip(places, radii(places, size_by, zoom), strict=True):
        if place.casualties:
            features.append(_feature(place, _ring(place, radius, palette)))
        tint = palette.kinds[place.kind] if colour_by == "kind" else palette.outcomes[place.outcome]
        claim = in_figures(place.toll_low, place.toll_high, place.toll_sign) if size_by == "toll" else ""
        name = {
            "label": "\n".join(filter(None, (" ".join(place.name.split()), claim))),
            "offset": round((radius + (RING + 3 if place.casualties else 3)) / LABEL_SIZE, 2),
            "rank": _rank(place),
            "imprecise": place.kind in IMPRECISE,
            "side": _side(place, zoom, middle),
        }
        features.append(_feature(place, name | _disc(place, radius, tint, palette)))
    return {"type": "geojson", "data": {"type": "FeatureCollection", "features": features}}


def layers(theme: Theme, font: Sequence[str], imprecise_font: Sequence[str]) -> list[dict[str, Any]]:
    """The layers that draw the source named "places": its discs and rings, and the names of places.

    MapLibre lets names give way to names, but not to circles: clear letters as large as the discs, placed
    first, keep every name off the discs.
    """
    palette = PALETTES[theme]
    imprecise = ["get", "imprecise"]
    discs = {
        "circle-radius": ["get", "radius"],
        "circle-color": ["get", "fill"],
        "circle-opacity": ["get", "opacity"],
        "circle-stroke-color": ["get", "line"],
        "circle-stroke-width": ["get", "width"],
    }
    names = {
        "text-field": ["get", "label"],
        "text-font": ["case", imprecise, ["literal", list(imprecise_font)], ["literal", list(font)]],
        "text-size": ["interpolate", ["linear"], ["get", "radius"], SMALLEST, LABEL_SIZE, LARGEST, 14.5],
        "text-radial-offset": ["get", "offset"],
        "text-justify": "auto",
        "text-max-width": 9,
        "text-padding": 1,
        "symbol-sort-key": ["get", "rank"],
    }
    paint = {
        "text-color": ["case", imprecise, palette.muted, palette.text],
        "text-halo-color": palette.halo,
        "text-halo-width": 1.6,
    }
    kept_clear = {
        "text-field": "●",
        "text-font": list(font),
        "text-size": ["*", 2, ["get", "radius"]],
        "text-line-height": 1,
        "text-padding": 0,
        "text-allow-overlap": True,
    }
    return [
        {"id": "places", "type": "circle", "source": "places", "paint": discs},
        *(
            {
                "id": f"place-names-{side}",
                "type": "symbol",
                "source": "places",
                "filter": ["==", ["get", "side"], side],
                "layout": names | {"text-variable-anchor": list(anchors)},
                "paint": paint,
            }
            for side, anchors in ANCHORS.items()
        ),
        {
            "id": "kept-clear",
            "type": "symbol",
            "source": "places",
            "layout": kept_clear,
            "paint": {"text-color": "rgba(0,0,0,0)"},
        },
    ]


def _feature(place: MapPlace, properties: dict[str, Any]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return {"type": "Feature", "properties": properties, "geometry": point}


def _ring(place: MapPlace, radius: float, palette: Palette) -> dict[str, Any]:
    """The ring around a place with casualty mentions; the gap within hides what lies beneath."""
    return {
        "radius": radius + RING,
        "fill": palette.halo,
        "opacity": 0 if place.kind in IMPRECISE else 0.9,
        "line": palette.casualty,
        "width": 2.2,
    }


def _disc(place: MapPlace, radius: float, tint: str, palette: Palette) -> dict[str, Any]:
    """Full for a place that is sure, hollow for one that is not, translucent for an extent."""
    imprecise = place.kind in IMPRECISE
    if place.uncertain:
        fill, opacity, line, width = palette.halo, 0.15 if imprecise else 0.85, tint, 2.6
    elif imprecise:
        fill, opacity, line, width = tint, 0.25, tint, 1.0
    else:
        fill, opacity, line, width = tint, 0.95, palette.halo, 1.4
    return {"radius": radius, "fill": fill, "opacity": opacity, "line": line, "width": width}


def _side(place: MapPlace, zoom: float, middle: float) -> str:
    """Where a place lies on the first view: a key of ``ANCHORS``."""
    pixels = ((place.longitude - middle + 180) % 360 - 180) / 360 * TILE * 2**zoom
    return "east" if pixels > EDGE else "west" if pixels < -EDGE else "between"


def _toll(place: MapPlace) -> int:
    return place.toll_high or place.toll_low or 0


def _rank(place: MapPlace) -> float:
    """Which names give way to which: the lower wins. Casualties, then mentions; imprecise places last."""
    weight = place.mentions + 3 * place.casualties
    return -weight / 4 if place.kind in IMPRECISE else -weight
