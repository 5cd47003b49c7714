"""A choice of one among several, as tabs or as a row of segments, whose labels may change while it is pressed.

Streamlit's own tabs and segmented control know a value by its label: when a count in it changes, what is pressed
meanwhile is taken off the page, or comes back as a value that is there no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeVar

from lib.ui.components.assets import Component

Value = TypeVar("Value", bound=str)
_CHOICE = Component("choice")


def choice(
    labels: Mapping[Value, str],
    chosen: Value,
    *,
    key: str,
    label: str,
    look: Literal["tabs", "segments"],
    panel: str = "",
    title: str = "",
) -> Value | None:
    """Draw the labels by the values they stand for; return the value just chosen.

    Args:
        labels: In the order they are drawn in.
        chosen: The value that is chosen now.
        label: What is chosen, for screen readers.
        panel: CSS selector of what tabs open; it is called ``title`` to screen readers.
    """
    data = {
        "items": [list(item) for item in labels.items()],
        "chosen": chosen,
        "label": label,
        "look": look,
        "panel": panel,
        "title": title,
    }
    event = _CHOICE.draw(key, data)
    return next((value for value in labels if value == event), None)
