"""The row of active filters, each with a button that takes it off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.ui.components.assets import Component

CLEAR_ALL = "clear-all"
"""What ``chips`` returns when every filter is to be taken off."""


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter, shown as "label: value".

    Attributes:
        key: Comes back when it is taken off.
        chart: For what was picked on a chart, a CSS selector of what holds the chart: the picking is taken
            off there, and the chart tells the page so itself.
        short: What is shown in the place of a long value, which is told then on demand.
    """

    key: str
    label: str
    value: str
    chart: str = ""
    short: str = ""


_CHIPS = Component("chips")


def chips(items: Sequence[Chip], *, key: str) -> str | None:
    """Draw the active filters; return the key of the one just taken off, or ``CLEAR_ALL``."""
    data = {
        "chips": [[chip.key, chip.label, chip.value, chip.chart, chip.short] for chip in items],
        "all": CLEAR_ALL,
    }
    removed = _CHIPS.draw(key, data)
    return (
        removed
        if isinstance(removed, str) and removed in {CLEAR_ALL, *(chip.key for chip in items)}
        else None
    )
