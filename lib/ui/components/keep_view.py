"""Keeps the view of the map where the visitor left it when the map is drawn anew with other markers."""

from __future__ import annotations

from lib.ui.components.assets import Component

_KEEPER = Component("keep_view")


def keep_view(*, key: str) -> None:
    """Keep the view of the map in the container "map", as long as ``layout.meta["view"]`` of it is the same."""
    _KEEPER.draw(key, {})
