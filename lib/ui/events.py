"""What the visitor just did in a component, applied to the session before the page is drawn again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar, get_args

from lib.filters import FACETS, Facet
from lib.records import Layer
from lib.tables import CasualtyRow, StatementRow
from lib.ui import correct, lists, map_panel, reader, search, speakers, tabular
from lib.ui.components.assets import waiting
from lib.ui.components.facets import DAYS, stretch
from lib.ui.components.picture_of_map import CANNOT_DRAW
from lib.ui.session import LISTS, PLACE_LISTS, Session

Value = TypeVar("Value")
_FACET: dict[str, Facet] = {facet: facet for facet in FACETS}


def apply(session: Session) -> None:
    """Apply what was done since the last run; what is no known event is passed over.

    Where a click ends the run meanwhile, what has not been applied is so in the next.
    """
    events = waiting()
    while events:
        try:
            _apply(session, *events[0])
        except Exception:
            events.clear()
            raise
        del events[0]


def _apply(session: Session, key: str, event: Any) -> None:
    match key, event:
        case lists.KEY, Mapping():
            _on_card(session, *(str(event.get(name, "")) for name in ("key", "action", "value")))
        case lists.NAMES, _ if chosen := _one_of(LISTS, event):
            lists.choose(session, chosen)
        case lists.PLACE_KINDS, _ if which := _one_of(PLACE_LISTS, event):
            lists.choose_places(session, which)
        case tabular.KEY, str():
            _open(session, event)
        case tabular.CLAIMS, str() if session.row(event):
            session.open(event)
        case speakers.KEY, str():
            session.show_speaker(session.explorer.speaker(event))
        case reader.KEY, str():
            _open(session, event)
        case reader.KEY, ["correct", str() as record]:
            correct.ask(record)
        case reader.KEY, ["missed", str() as words, layer]:
            shown = session.opened or lists.first_key(session)
            if analysis := session.article_of(shown) if shown else None:
                correct.ask_about_missed(analysis.article.id, words, _one_of(get_args(Layer), layer))
        case map_panel.PICTURE, _ if event == CANNOT_DRAW:
            session.picture_only = True
        case search.CHIPS, str():
            _on_chip(session, event)
        case search.FACET_LIST, [str() as name, str() as value]:
            _on_facet(session, name, value)


def _one_of(values: Sequence[Value], sent: object) -> Value | None:
    return next((value for value in values if value == sent), None)


def _on_card(session: Session, key: str, action: str, value: str) -> None:
    if action == "place":
        session.stage = "map"
        session.show_on_map(value)
    elif action == "only" and session.explorer.knows("place", key):
        session.ask(replace(session.filters, place=(key,)))
    elif action == "remove" and key in session.workspace:
        session.dialog = ("remove", key)
    elif action == "date" and key in session.workspace:
        session.dialog = ("date", key)
    elif action == "correct":
        correct.ask(key)
    elif action == "open":
        _open(session, key)
    elif action == "speaker" and isinstance(row := session.row(key), StatementRow | CasualtyRow):
        if name := _who(row):
            session.show_speaker(session.explorer.speaker(name))
    elif action == "claims":
        session.show_claims(key if session.explorer.knows("place", key) else session.place_of(key))


def _who(row: StatementRow | CasualtyRow) -> str | None:
    """The name of who says what a row holds."""
    if isinstance(row, StatementRow):
        return row.statement.speaker.name if row.statement.speaker else None
    return row.casualty.source.name if row.casualty.source else None


def _open(session: Session, key: str) -> None:
    """Open a record in the reader and centre the map on its place, when it has one."""
    if session.explorer.knows("place", key):
        session.stage = "map"
        session.show_on_map(key)
        for shown in (one for one in session.places() if one.place.id == key):
            for mention in shown.mentions[:1]:
                session.open(mention.key)
        return
    if session.article_of(key) is None:
        return
    session.open(key)
    place = session.place_of(key)
    if place and place != session.centred:
        session.show_on_map(place)


def _on_facet(session: Session, name: str, value: str) -> None:
    facet = _FACET.get(name)
    if name == DAYS and (days := stretch(value)):
        session.ask(replace(session.filters, since=days[0], until=days[1]))
    elif facet and session.explorer.knows(facet, value):
        session.ask(session.filters.toggled(facet, value))


def _on_chip(session: Session, key: str) -> None:
    if key == search.CLEAR_ALL:
        session.clear_filters()
        return
    name, _, value = key.partition("=")
    facet = _FACET.get(name)
    if name == "q":
        session.clear_search()
    elif name == "on_map":
        session.clear_map()
    elif name == search.PLACELESS:
        session.ask(replace(session.filters, placeless=""))
    elif name == DAYS:
        session.ask(replace(session.filters, since="", until=""))
    elif facet and value in session.filters.values(facet):
        session.ask(session.filters.toggled(facet, value))
