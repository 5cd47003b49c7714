"""The list of filters: every facet's values with how many records each would leave, to be ticked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lib.ui.components.assets import Component

LONGEST = 300
"""So many values of a facet are sent to the browser; the others are counted and found by the search."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that can be ticked, with the number that stands beside it; ``hint`` says what it is made up of."""

    value: str
    label: str
    count: int
    chosen: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FacetList:
    """A facet: ``name`` comes back in the event; ``unit`` says what its numbers count.

    Attributes:
        hint: The same in more words.
        more: How many values there are that are not among the choices.
    """

    name: str
    title: str
    unit: str
    choices: Sequence[Choice]
    opened: bool = True
    more: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """The stretch of time to filter by, all ISO 8601.

    Attributes:
        first, last: The days between which there is anything.
        since, until: The days that are chosen; empty when that end is open.
    """

    first: str
    last: str
    since: str = ""
    until: str = ""


_STRETCH = re.compile(r"(\d{4}-\d\d-\d\d)?/(\d{4}-\d\d-\d\d)?")
DAYS = "days"
"""The name that stands in an event for the stretch of time."""
_FACETS = Component("facets")


def facets(items: Sequence[FacetList], *, key: str, days: Days | None = None) -> tuple[str, str] | None:
    """Draw the facets; return the name of the facet and the value just ticked or unticked.

    With ``days`` there are two dates too: the name is ``DAYS`` and the value "since/until", either may be
    empty.
    """
    data = {
        "key": key,
        "days": [days.first, days.last, days.since, days.until] if days else None,
        "facets": [
            {
                "name": facet.name,
                "title": facet.title,
                "unit": facet.unit,
                "hint": facet.hint or f"The numbers count {facet.unit}",
                "opened": facet.opened,
                "more": facet.more,
                "choices": [[c.value, c.label, c.count, c.chosen, c.hint] for c in facet.choices],
            }
            for facet in items
        ],
    }
    return chosen(_FACETS.draw(key, data), items)


def chosen(event: object, items: Sequence[FacetList]) -> tuple[str, str] | None:
    """What an event from the browser says, when it is about a value that is there."""
    known = [(facet.name, choice.value) for facet in items for choice in facet.choices]
    match event:
        case [str() as name, str() as value] if (name, value) in known:
            return name, value
        case [str() as name, str() as value] if name == DAYS and stretch(value) is not None:
            return name, value
    return None


def stretch(value: str) -> tuple[str, str] | None:
    """The two days of "since/until"; ``None`` when they are no days, or in the wrong order."""
    found = _STRETCH.fullmatch(value)
    if found is None:
        return None
    since, until = found.groups(default="")
    try:
        days = [dt.date.fromisoformat(day) for day in (since, until) if day]
    except ValueError:
        return None
    return (since, until) if days == sorted(days) else None
