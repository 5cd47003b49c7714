"""Where a place is asked for: what names no place and stands near it, one click away and marked as such."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

import streamlit as st

from lib.filters import Level
from lib.placeless import Setting
from lib.query import parse, parted, terms
from lib.tables import CasualtyRow, StatementRow
from lib.ui.components import Badge, Card
from lib.ui.session import Session
from lib.ui.text import plain

Told = Literal["statements", "casualties"]
_HELP = (
    "A filter by place keeps what names the place in its own words. What names no place at all may be about it too: "
    "that is for you to judge, and it is never counted or drawn as being there."
)
SHORT: Mapping[Level, str] = {
    "last": "nearest that name no place",
    "report": "what names no place",
}
"""What the filter shows besides, in few words."""
_MOST_NAMED = 3
_BADGE = Badge(
    "names no place", "warn", "It is here because of the places that its report names: check it there"
)


def draw(session: Session, told: Told) -> None:
    """Say how many records of a list name no place and stand near one that is asked for, and offer them."""
    beside = session.beside()
    place, which = places_in_words(session), 0 if told == "statements" else 1
    if beside is None or not beside.report[which]:
        return
    last, of_report, level = beside.last[which], beside.report[which], session.filters.placeless
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="placeless"):
        words = _in_words(last if level == "last" else of_report, plain(place), level)
        st.caption(words, help=_HELP, width="content")
        if level != "report":
            hint = f"All that name no place and stand in reports that name {plain(place)}; each is marked as such"
            _button(f"Show {of_report:,}", session, "report", hint)
        if level != "last" and 0 < last < of_report:
            hint = f"Those before which {plain(place)} is the place named last"
            _button(f"Nearest {last:,}" if level else f"Show nearest {last:,}", session, "last", hint)
        if level:
            _button("Hide", session, "", "Show only what names the place itself")


def _in_words(number: int, place: str, level: Level) -> str:
    verb = "names" if number == 1 else "name"
    where = f"{place} is named last before" if level == "last" else f"the report names {place}"
    return f"**{number:,} {'of these' if level else 'more'}** {verb} no place; {where}."


def _button(label: str, session: Session, level: Level, hint: str) -> None:
    key = f"placeless_{level or 'off'}"
    st.button(label, key=key, type="tertiary", help=hint, on_click=partial(_show, session, level))


def _show(session: Session, level: Level) -> None:
    session.ask(replace(session.filters, placeless=level))


def chip_words(session: Session) -> str:
    """What the filter shows besides, for its chip and for exports."""
    place = places_in_words(session)
    where = "after" if session.filters.placeless == "last" else "in reports that name"
    last = ", the place named last" if session.filters.placeless == "last" else ""
    return f"what names no place, {where} {place}{last}"


def places_in_words(session: Session) -> str:
    """The places that filters and search ask for: "Mariupol", "Kyiv or Lviv", "one of 12 places"."""
    return " and ".join(_asked(session))


def _asked(session: Session) -> Iterator[str]:
    filters, label = session.filters, session.explorer.label
    yield from filter(
        None,
        (
            _either([label("place", id) for id in filters.on_map]),
            _either([label("place", id) for id in filters.place]),
            _either([label("country", code) for code in filters.country]),
            _either([f"a {kind}" for kind in filters.kind]),
        ),
    )
    for node in parted(parse(filters.query))[0]:
        yield _either([f"“{term.text}”" for term in terms(node)])


def _either(names: Sequence[str]) -> str:
    return " or ".join(names) if len(names) <= _MOST_NAMED else f"one of {len(names)} places"


def marked(session: Session, rows: Sequence[object], cards: Sequence[Card]) -> list[Card]:
    """The cards of rows; those of records without a place say so, and how near the place is that is asked for."""
    settings = settings_of(session, rows)
    place = places_in_words(session) if settings else ""
    return [_marked(card, settings[card.key], place) if card.key in settings else card for card in cards]


def settings_of(session: Session, rows: Sequence[object]) -> dict[str, Setting]:
    """How near the place is to those of the rows that name none, by key; none while they are not shown."""
    keys = [row.key for row in rows if isinstance(row, StatementRow | CasualtyRow) and not row.places]
    return session.explorer.settings(session.filters, keys) if keys and session.filters.placeless else {}


def _marked(card: Card, setting: Setting, place: str) -> Card:
    notes = (card.note.removesuffix("."), setting_in_words(setting, place))
    return replace(card, badges=(*card.badges, _BADGE), note=" · ".join(filter(None, notes)))


def setting_in_words(setting: Setting, place: str) -> str:
    """Why a record without a place is shown: "Mariupol is named last before it, in the sentence before"."""
    if setting.sentences is None:
        times = {1: "once", 2: "twice"}.get(setting.times, f"{setting.times:,} times")
        return f"its report names {place} {times}"
    where = {0: "in the same sentence", 1: "in the sentence before"}
    return f"{place} is named last before it, {where.get(setting.sentences, f'{setting.sentences:,} sentences before')}"
