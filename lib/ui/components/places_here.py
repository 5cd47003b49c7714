"""Lists the places whose markers lie over one another where the map is clicked, so that each can be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from lib.ui.components.assets import Component

_HERE = Component("places_here")


def places_here(chosen: Sequence[str], *, key: str) -> None:
    """Draw the list beside a click on the map in the container "map_frame", when several places lie there.

    The map takes the click as ever and chooses the nearest. A place of the list is chosen as if its marker
    had been clicked; names come from the ``text`` of the map's trace.

    A place that is clicked while the figure changes is chosen on the new one.

    Args:
        chosen: Ids of the places that the page knows to be chosen on the map.
        key: Of the component, unique on the page.
    """
    _HERE.draw(key, {"chosen": list(chosen)})
