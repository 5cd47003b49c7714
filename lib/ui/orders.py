"""The orders that lists can be put in, by list; the first is the usual one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lib.citations import title_of
from lib.records import Analysis
from lib.tables import CasualtyRow, PlaceSummary, StatementRow, figure
from lib.ui.session import ListName, Session

Order = tuple[Callable[[Any], Any] | None, bool]
"""What to sort by, ``None`` for the order in which rows come, and whether the largest comes first."""
ORDERS: Mapping[ListName, Mapping[str, Order]] = {
    "statements": {
        "Report order": (None, False),
        "Newest first": (lambda row: _published(row), True),
        "Oldest first": (lambda row: _published(row) or "9999", False),
        "Speaker": (lambda row: _spoken_by(row), False),
    },
    "casualties": {
        "Report order": (None, False),
        "Highest figure": (lambda row: figure(row.casualty.count), True),
        "Newest first": (lambda row: _published(row), True),
        "Oldest first": (lambda row: _published(row) or "9999", False),
        "Place": (lambda row: (row.place is None, row.place.name if row.place else ""), False),
    },
    "places": {
        "Most mentions": (None, False),
        "Name": (lambda summary: summary.place.name, False),
        "Most claims": (lambda summary: _claims(summary), True),
    },
    "reports": {
        "As added": (None, False),
        "Newest first": (lambda analysis: analysis.article.published or "", True),
        "Oldest first": (lambda analysis: analysis.article.published or "9999", False),
        "Title": (lambda analysis: title_of(analysis.article).casefold(), False),
        "Most statements": (lambda analysis: _statements(analysis), True),
    },
}


def chosen(session: Session, name: ListName) -> str:
    """The name of the order that a list is in."""
    usual = next(iter(ORDERS[name]))
    order = session.sort.get(name, usual)
    return order if order in ORDERS[name] else usual


def ordered(session: Session, name: ListName) -> Sequence[Any]:
    """The rows of a list in the order that was chosen; rows that are equal keep theirs."""
    by, descending = ORDERS[name][chosen(session, name)]
    view = session.view()
    rows: dict[ListName, Callable[[], Sequence[Any]]] = {
        "statements": lambda: view.statements,
        "casualties": lambda: view.casualties,
        "places": session.places,
        "reports": lambda: view.reports,
    }
    if by is None:
        return rows[name]()
    return session.remember(
        f"ordered {name}",
        (session.workspace.version, session.filters, chosen(session, name)),
        lambda: sorted(rows[name](), key=by, reverse=descending),
    )


def _published(row: StatementRow | CasualtyRow) -> str:
    return row.article.published or ""


def _spoken_by(row: StatementRow) -> tuple[bool, str]:
    return row.statement.speaker is None, row.speaker.casefold()


def _claims(summary: PlaceSummary) -> int:
    return len(summary.casualties)


def _statements(analysis: Analysis) -> int:
    return len(analysis.statements)
