"""Numbers with their nouns."""

from __future__ import annotations


def plural(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 report", "1,200 reports"; ``many`` where it is not ``one`` with an "s"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
