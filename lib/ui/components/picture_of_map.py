"""Shows a picture of the map until the map itself is drawn, or for good where the browser cannot draw it."""

from __future__ import annotations

from lib.ui.components.assets import Component

CANNOT_DRAW = "cannot draw"
"""The event of a browser without WebGL 2, which the map needs."""

_PICTURE = Component("picture_of_map")


def picture_of_map(picture: str, *, for_good: bool, key: str) -> None:
    """Show an SVG document over the middle of the container "map_frame" until the map in it is drawn.

    The browser treats it as an image: no script, link or address in it would have an effect. The component's
    event is ``CANNOT_DRAW`` when the browser cannot draw the map; the picture is left there then.

    Args:
        picture: What to show, drawn with its middle in the middle of the map.
        for_good: Whether no map is to be waited for.
        key: Of the component, unique on the page.
    """
    _PICTURE.draw(key, {"picture": picture, "forGood": for_good})
