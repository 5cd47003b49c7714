"""The dialog about a place: other places that the name may mean, a search, a position by hand, no place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from string import ascii_uppercase
from typing import Any

import streamlit as st

from lib import corrections
from lib.corrections import (
    Correction,
    Extent,
    Field,
    Reach,
    Suggestion,
    Value,
    by_hand,
    make,
    read_position,
)
from lib.errors import CorrectionError
from lib.gazetteer import shipped
from lib.records import Analysis, Place, PlaceKind, PlaceMention
from lib.tables import country_name
from lib.ui.correct_sentence import in_its_sentence
from lib.ui.correct_state import Subject
from lib.ui.session import Session
from lib.ui.text import plain, plural

_KINDS: tuple[PlaceKind, ...] = ("settlement", "site", "region", "area", "water", "country")
_REACHES: tuple[Reach, ...] = ("here", "report", "everywhere")
_NEAR_KM = 50.0

Choose = Callable[[Place], list[Correction]]


def draw(session: Session, analysis: Analysis, subject: Subject, key: str) -> list[Correction]:
    """Draw what can be said about a place mention; returns the corrections that were just decided on."""
    mention = analysis.places[subject.index]
    _draw_reading(analysis, mention)
    reach = _draw_reach(session, analysis, subject, key)

    def choose(place: Place) -> list[Correction]:
        return [make(analysis, "place", subject.index, "place", place, reach=reach)]

    made = draw_choice(session, analysis, mention, choose, key)
    return made + _draw_other(analysis, subject, mention, reach, key)


def draw_choice(
    session: Session, analysis: Analysis, mention: PlaceMention, choose: Choose, key: str
) -> list[Correction]:
    """Draw the places that a mention may be: suggested, searched for, or set by hand; returns what was chosen."""
    own = places_by_hand(session)
    found = corrections.suggestions(analysis, mention, shipped(), own)
    made = _draw_suggestions(found, choose, f"{key}_may") if found else []
    made += _draw_search(analysis, mention if mention.place else None, own, choose, key)
    return made + _draw_by_hand(mention.text, choose, key)


def _draw_reading(analysis: Analysis, mention: PlaceMention) -> None:
    """The sentence with the name in it, and what it was read as."""
    st.markdown(in_its_sentence(analysis, mention))
    place = mention.place
    if place is None:
        st.caption(f"Read as no place: {plain(mention.reason)}.")
        return
    candidate = shipped().get(place.id)
    facts = [plain(shipped().address(candidate) if candidate else place.name), place.kind]
    if candidate and candidate.population:
        facts.append(f"{candidate.population:,} people")
    how = "chosen by hand" if mention.corrected else f"confidence {mention.confidence:.0%}"
    st.caption(f"Read as {' · '.join(facts)} · {how}: {plain(mention.reason)}.")


def _draw_reach(session: Session, analysis: Analysis, subject: Subject, key: str) -> Reach:
    """Ask how far the correction is to reach, with the number of mentions; where it makes a difference."""
    extents = session.remember(
        "reach", (session.workspace.version, subject), lambda: _extents(session, analysis, subject)
    )
    offered: list[Reach] = ["here"]
    for reach in _REACHES[1:]:
        if extents[reach].records > extents[offered[-1]].records:
            offered.append(reach)
    if len(offered) == 1:
        return "here"
    text = analysis.places[subject.index].text
    labels: dict[Reach, str] = {
        "here": "Only here",
        "report": f"In this report: {plural(extents['report'].records, 'mention')}",
        "everywhere": f"Everywhere: {plural(extents['everywhere'].records, 'mention')} in "
        f"{plural(extents['everywhere'].reports, 'report')}",
    }
    wanted = _REACHES.index(subject.reach)
    default = max(i for i, reach in enumerate(offered) if _REACHES.index(reach) <= wanted)
    chosen = st.radio(
        f"Correct “{plain(text)}”, as far as it was read the same",
        offered,
        index=default,
        format_func=lambda reach: labels[reach],
        horizontal=True,
        key=f"reach_{key}",
    )
    return chosen or "here"


def _extents(session: Session, analysis: Analysis, subject: Subject) -> dict[Reach, Extent]:
    return {
        reach: session.extent(make(analysis, "place", subject.index, "rejected", True, reach=reach))
        for reach in _REACHES
    }


def _draw_suggestions(found: Sequence[Suggestion], choose: Choose, key: str) -> list[Correction]:
    """Places to choose from, each with its facts; returns what was chosen."""
    made: list[Correction] = []
    with st.container(key=f"suggestions_{key}", gap="xsmall"):
        for number, suggestion in enumerate(found):
            with st.container(key=f"suggestion_{key}_{number}", gap=None):
                if st.button(plain(suggestion.address), key=f"choose_{key}_{number}", width="stretch"):
                    made = choose(suggestion.place)
                st.caption(facts(suggestion))
    return made


def facts(suggestion: Suggestion) -> str:
    """What speaks for and against a suggestion, on one line of Markdown."""
    parts = [suggestion.kind]
    if suggestion.population:
        parts.append(f"{suggestion.population:,} people")
    if suggestion.from_current is not None:
        parts.append(f"{suggestion.from_current:,.0f} km from the place as read")
    if suggestion.nearest:
        kilometres, name = suggestion.nearest
        parts.append(f"{kilometres:,.0f} km from {plain(name)} in this report")
    if suggestion.reason:
        parts.append(suggestion.reason)
    return " · ".join(parts)


def _draw_search(
    analysis: Analysis,
    mention: PlaceMention | None,
    own: Sequence[Place],
    choose: Choose,
    key: str,
) -> list[Correction]:
    query = st.text_input(
        "Search the gazetteer",
        key=f"gazetteer_{key}",
        type="search",
        live="300ms",
        max_chars=100,
        placeholder="A name, or a name and what it lies in: Odessa, Texas",
    )
    if not query.strip():
        return []
    found = corrections.searched(query, analysis, mention, shipped(), own)
    if not found:
        st.caption("The gazetteer has no such name. Try another spelling, or set the position by hand.")
        return []
    return _draw_suggestions(found, choose, f"{key}_found")


def places_by_hand(session: Session) -> list[Place]:
    """The places that were set by hand in this workspace, the newest first."""
    chosen = (c.value for c in reversed(session.workspace.log) if c.in_force)
    places = (value for value in chosen if isinstance(value, Place) and value.id.startswith("manual:"))
    return list({place.id: place for place in places}.values())


def _draw_by_hand(name: str, choose: Choose, key: str) -> list[Correction]:
    """Ask for a position: anything geopy reads as one, in degrees, or degrees, minutes and seconds."""
    with st.expander("Set the position by hand", key=f"by_hand_{key}"):
        given = st.text_input("Name of the place", value=name, max_chars=200, key=f"hand_name_{key}")
        typed = st.text_input(
            "Latitude, longitude",
            max_chars=100,
            placeholder="50.4501, 30.5234",
            key=f"hand_position_{key}",
            help="In degrees (WGS 84); minutes and seconds will do too: 50°27'N 30°31'E.",
        )
        kind: Any = st.selectbox("Kind of place", _KINDS, key=f"hand_kind_{key}")
        position = None
        try:
            position = read_position(typed) if typed.strip() else None
        except CorrectionError as error:
            st.error(plain(str(error)))
        code = _draw_country(position, key)
        if st.button("Use this position", key=f"hand_use_{key}", type="primary", disabled=position is None):
            try:
                return choose(by_hand(given, *(position or (0.0, 0.0)), kind=kind, country_code=code))
            except CorrectionError as error:
                st.error(plain(str(error)))
    return []


def _draw_country(position: tuple[float, float] | None, key: str) -> str | None:
    """Ask for the country; that of the settlement nearest to the position is offered first."""
    nearest = None
    if position:
        around = shipped().near(*position, _NEAR_KM)
        settlement = next((c for c in around if c.feature == "city"), None)
        nearest = settlement.place.country_code if settlement else None
    codes = _country_codes()
    return st.selectbox(
        "Country",
        codes,
        index=codes.index(nearest) if nearest in codes else None,
        format_func=country_name,
        placeholder="None, or not known",
        key=f"hand_country_{key}_{nearest}",
    )


@cache
def _country_codes() -> list[str]:
    """The ISO 3166 codes of all countries of the gazetteer, by name."""
    pairs = (one + other for one in ascii_uppercase for other in ascii_uppercase)
    return sorted((code for code in pairs if shipped().country(code)), key=country_name)


def _draw_other(
    analysis: Analysis, subject: Subject, mention: PlaceMention, reach: Reach, key: str
) -> list[Correction]:
    """The buttons that say something else than another place."""

    def said(field: Field, value: Value, reach: Reach = "here") -> list[Correction]:
        return [make(analysis, "place", subject.index, field, value, reach=reach)]

    made: list[Correction] = []
    with st.container(horizontal=True, gap="small", key=f"other_{key}"):
        if mention.place and st.button(
            "Checked: not right" if mention.checked else "It is right: mark as checked",
            key=f"checked_{key}",
            icon=":material/task_alt:",
        ):
            made = said("checked", not mention.checked)
        if mention.role == "metonym":
            if st.button("It means the place", key=f"literal_{key}", help="Put it on the map"):
                made = said("role", "literal", reach)
        elif mention.place and st.button(
            "It means a government", key=f"metonym_{key}", help="“Moscow said”: keep it, off the map"
        ):
            made = said("role", "metonym", reach)
        if mention.place and st.button(
            "Unknown which place",
            key=f"unknown_{key}",
            icon=":material/location_off:",
            help="It names a place, but not this one, and it cannot be told where that is: off the map, and listed "
            "as unplaced",
        ):
            made = said("place", None, reach)
        if st.button("Not a place", key=f"not_{key}", icon=":material/block:"):
            made = said("rejected", True, reach)
    return made
