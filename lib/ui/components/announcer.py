"""Tells a screen reader what the page has just told by a notice."""

from __future__ import annotations

from lib.ui.components.assets import Component

_ANNOUNCER = Component("announcer")


def announcer(words: str, *, key: str) -> None:
    """Have ``words`` read out when they are others than before; nothing is seen of it."""
    _ANNOUNCER.draw(key, {"words": words})
