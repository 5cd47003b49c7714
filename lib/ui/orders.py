"""The orders that lists can be put in, by list; the first is the usual one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lib.ordering import By
from lib.summaries import PlaceInView
from lib.ui.session import ListName, Session

Order = By | Callable[[PlaceInView], Any] | None
"""What to sort by: ``None`` for the order in which rows come, of places what comes first has the least of."""
ORDERS: Mapping[ListName, Mapping[str, Order]] = {
    "statements": {
        "Report order": None,
        "Newest first": "newest",
        "Oldest first": "oldest",
        "Speaker": "speaker",
    },
    "casualties": {
        "Report order": None,
        "Highest figure": "figure",
        "Newest first": "newest",
        "Oldest first": "oldest",
        "Place": "place",
    },
    "places": {
        "Most mentions": None,
        "Name": lambda summary: summary.place.name,
        "Most claims": lambda summary: -len(summary.casualties),
    },
    "reports": {
        "As added": None,
        "Newest first": "newest",
        "Oldest first": "oldest",
        "Title": "title",
        "Most statements": "statements",
    },
}


def chosen(session: Session, name: ListName) -> str:
    """The name of the order that a list is in."""
    usual = next(iter(ORDERS[name]))
    order = session.sort.get(name, usual)
    return order if order in ORDERS[name] else usual


def ordered(session: Session, name: ListName) -> Sequence[Any]:
    """The rows of a list in the order that was chosen; rows that are equal keep theirs."""
    by = ORDERS[name][chosen(session, name)]
    if by is None:
        return _rows(session, name)
    return session.derive(
        f"ordered {name}",
        (session.filters, chosen(session, name)),
        lambda: (
            session.explorer.ordered(_rows(session, name), by)
            if isinstance(by, str)
            else sorted(session.places(), key=by)
        ),
    )


def _rows(session: Session, name: ListName) -> Any:
    return session.places() if name == "places" else getattr(session.view(), name)
