"""The map of places as an SVG drawing that needs no network: basemap, markers and the names that fit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from lib.exports.drawing import Frame, areas, lines, shapes
from lib.exports.text import shown
from lib.map_view import fit
from lib.markers import IMPRECISE, MapPlace, drawing_order, radii
from lib.palette import PALETTES, Theme

WIDTH, HEIGHT = 960, 560
_LETTER = 0.63
"""Width of a letter as a share of its height, on average, in the widest of the fonts that a page may find."""
_NAME = 12.5
"""Pixels of the names of places."""
_REGION_LINES_FROM = 3.8
"""Zoom from which on the lines between regions are drawn, as on the map of the app."""


def svg(places: Sequence[MapPlace], anchors: Mapping[str, str]) -> str:
    """The map that shows the places.

    Args:
        anchors: For the id of a place the id of the element that a click on its marker leads to.
    """
    frame = Frame(fit(places, width=WIDTH, height=HEIGHT, whole=True), WIDTH, HEIGHT)
    ordered = drawing_order(places, "mentions")
    sizes = dict(zip((p.id for p in ordered), radii(ordered, "mentions", frame.view.zoom), strict=True))
    taken = Room(frame)
    names = list(names_of(ordered, sizes, frame, taken))
    label = f"Map of {len(places)} places; the list of places below says the same in words"
    return "".join(
        (
            f'<svg class="map" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label="{label}">',
            f'<rect class="water" width="{WIDTH}" height="{HEIGHT}"/>',
            *ground(frame, {p.country_code for p in places if p.kind == "country"}),
            *_basemap_names({p.name for p in places}, frame, taken),
            *(_marker(place, sizes[place.id], frame, anchors) for place in ordered),
            *names,
            "</svg>",
        )
    )


def colours(theme: Theme) -> dict[str, str]:
    """The colours of the map by the names of the CSS variables that its classes use."""
    palette = PALETTES[theme]
    own = ("land", "mentioned", "water", "shore", "river", "border", "halo", "text", "muted", "casualty")
    named = {name.replace("_", "-"): getattr(palette, name) for name in own}
    named |= {"region-line": palette.region_line, "land-label": palette.land_label}
    named |= {"city-label": palette.city_label, "sea-label": palette.sea_label}
    return named | {f"kind-{kind}": colour for kind, colour in palette.kinds.items()}


@dataclass(slots=True)
class Room:
    """The rectangles of the map that are taken, so that no name is written over another."""

    frame: Frame
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)

    def take(self, x: float, y: float, half_width: float, half_height: float) -> None:
        """Take the rectangle around a point, whatever is there."""
        self.boxes.append((x - half_width, y - half_height, x + half_width, y + half_height))

    def try_to_take(self, x: float, y: float, half_width: float, half_height: float) -> bool:
        """Take the rectangle around a point if it is free and all of it is on the map."""
        left, top, right, bottom = x - half_width, y - half_height, x + half_width, y + half_height
        if not (self.frame.shows(left, top) and self.frame.shows(right, bottom)):
            return False
        if any(left < box[2] and box[0] < right and top < box[3] and box[1] < bottom for box in self.boxes):
            return False
        self.boxes.append((left, top, right, bottom))
        return True


def ground(frame: Frame, mentioned: Collection[str | None]) -> Iterator[str]:
    """The basemap as paths, in classes named as in ``colours``; ``mentioned`` are codes of countries to tint."""
    for country in shapes("countries"):
        if path := areas(country, frame):
            tint = "land mentioned" if country.properties.get("code") in mentioned else "land"
            yield f'<path class="{tint}" d="{path}"/>'
    for lake in shapes("lakes"):
        yield f'<path class="water" d="{areas(lake, frame)}"/>'
    for river in shapes("rivers"):
        if river.properties["zoom"] <= frame.view.zoom + 0.5:
            yield f'<path class="river" d="{lines(river, frame)}"/>'
    if frame.view.zoom >= _REGION_LINES_FROM:
        yield from (f'<path class="region" d="{lines(region, frame)}"/>' for region in shapes("regions"))
    for border in shapes("borders"):
        kind = "border" if border.properties["settled"] else "border disputed"
        yield f'<path class="{kind}" d="{lines(border, frame)}"/>'


def _marker(place: MapPlace, radius: float, frame: Frame, anchors: Mapping[str, str]) -> str:
    x, y = frame.nearest(place.longitude, place.latitude)
    if not frame.shows(x, y):
        return ""
    looks = [f"kind-{place.kind}"]
    looks += ["imprecise"] * (place.kind in IMPRECISE) + ["unsure"] * place.uncertain
    at = f'cx="{x:.1f}" cy="{y:.1f}"'
    ring = f'<circle class="ring" {at} r="{radius + 3.5:.1f}"/>' if place.casualties else ""
    numbers = [f"{place.mentions} mentions", f"{place.statements} statements", f"{place.casualties} claims"]
    title = ", ".join((place.name, *(n for n in numbers if not n.startswith("0 "))))
    return (
        f'<a href="#{escape(anchors[place.id])}"><title>{shown(title)}</title>{ring}'
        f'<circle class="{" ".join(looks)}" {at} r="{radius:.1f}"/></a>'
    )


def names_of(
    places: Sequence[MapPlace], sizes: Mapping[str, float], frame: Frame, taken: Room
) -> Iterator[str]:
    """The names of places beside their markers, the most mentioned first, where there is room.

    ``sizes`` are the radii of the markers in pixels, by the ids of the places; markers and names take the room.
    """
    for place in places:
        x, y = frame.nearest(place.longitude, place.latitude)
        taken.take(x, y, sizes[place.id], sizes[place.id])
    for place in sorted(places, key=lambda p: (p.kind in IMPRECISE, -p.mentions - 3 * p.casualties)):
        x, y = frame.nearest(place.longitude, place.latitude)
        if not frame.shows(x, y):
            continue
        half, gap = len(place.name) * _NAME * _LETTER / 2, sizes[place.id] + 5
        for dx, dy in ((gap + half, 0), (-gap - half, 0), (0, gap + _NAME / 2), (0, -gap - _NAME / 2)):
            if taken.try_to_take(x + dx, y + dy, half, _NAME / 2):
                look = "place-name imprecise" if place.kind in IMPRECISE else "place-name"
                yield _text(look, x + dx, y + dy + _NAME * 0.35, place.name)
                break


def _basemap_names(places: set[str], frame: Frame, taken: Room) -> Iterator[str]:
    """The names of seas, countries and cities that are due at this zoom, where there is room."""
    due = [label for label in shapes("labels") if label.properties["zoom"] <= frame.view.zoom]
    for label in sorted(due, key=lambda one: (one.properties["kind"] == "city", one.properties["zoom"])):
        name, kind = label.properties["name"], label.properties["kind"]
        x, y = frame.nearest(label.outlines[0].west, label.outlines[0].south)
        if name in places or not frame.shows(x, y):
            continue
        size, wide = (10.5, 1.0) if kind == "city" else (11.5, 1.35)
        half = len(name) * size * _LETTER * wide / 2
        if kind == "city":
            if taken.try_to_take(x + half + 4, y, half + 4, size / 2):
                dot = f'<circle class="city-dot" cx="{x:.1f}" cy="{y:.1f}" r="1.7"/>'
                yield dot + _text("city", x + half + 5, y + size * 0.35, name)
        elif taken.try_to_take(x, y, half, size / 2):
            yield _text(kind, x, y + size * 0.35, name)


def _text(look: str, x: float, y: float, words: str) -> str:
    return f'<text class="{look}" x="{x:.1f}" y="{y:.1f}">{shown(words)}</text>'
