"""Links to the parts of a narrow page, where they stand below one another."""

from __future__ import annotations

from lib.ui.components.assets import Component

PARTS = (
    ("Filters", ".st-key-filters"),
    ("Map", ".st-key-stage_tools"),
    ("List", ".st-key-tabs"),
    ("Report", ".st-key-report, .st-key-noted_report"),
)
"""The name of each part, and the selector that finds it."""

_JUMPS = Component("jumps")


def jumps(*, key: str) -> None:
    """Draw a bar at the foot of a narrow window with a link to each part of the page; nothing on a wide one."""
    _JUMPS.draw(key, {"parts": [list(part) for part in PARTS]})
