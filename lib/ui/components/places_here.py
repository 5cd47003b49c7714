"""Lists the places whose markers lie over one another where the map is clicked, so that each can be chosen."""

from __future__ import annotations

from lib.ui.components.assets import Component

_HERE = Component("places_here")


def places_here(*, key: str) -> None:
    """Draw the list beside a click on the map in the container "map_frame", when several places lie there.

    The map takes the click as ever and chooses the nearest. A place of the list is chosen as if its marker
    had been clicked; names come from the ``text`` of the map's trace.

    Args:
        key: Of the component, unique on the page.
    """
    _HERE.draw(key, {})
