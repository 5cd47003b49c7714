"""Moves the map to what it is to show, keeps it where the visitor left it, and counts what lies outside."""

from __future__ import annotations

from dataclasses import asdict

from lib.map_view import LEGEND, MARGIN_X, MARGIN_Y, Box, MapView
from lib.ui.components.assets import Component

_KEEPER = Component("keep_view")


def keep_view(
    view: str, *, drawn: MapView, most: Box, whole: Box, close_up: MapView | None, key: str
) -> None:
    """Move the map in the container "map" when ``view`` is another than before, and only then.

    When the map is drawn anew with other markers, it is put back to where the visitor left it.

    Args:
        view: Names what is to be seen.
        drawn: Where the figure looks, which Plotly goes back to by itself.
        most: What is fitted into a narrow map instead.
        whole: What is fitted into the map when the visitor asks for all places.
        close_up: Where to look instead of ``drawn``.
        key: Of the component, unique on the page.
    """
    _KEEPER.draw(
        key,
        {
            "view": view,
            "drawn": asdict(drawn),
            "most": asdict(most),
            "whole": asdict(whole),
            "closeUp": asdict(close_up) if close_up else None,
            "padding": {
                "left": MARGIN_X,
                "right": MARGIN_X,
                "top": MARGIN_Y,
                "bottom": MARGIN_Y + LEGEND,
            },
        },
    )
