"""The words about places: what they say of a name beside them, read from data/lexicons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lib import lexicon
from lib.gazetteer import Candidate, Gazetteer, name_key

OrganisationSort = Literal[
    "street",
    "university",
    "hospital",
    "school",
    "church",
    "media",
    "sport",
    "party",
    "company",
    "public",
    "community",
]


@dataclass(frozen=True, slots=True)
class PlaceKindWord:
    """A row of place_kinds.csv: a word that asks for certain features of the name beside it.

    ``position`` is where the word stands: ``after`` the name ("Kherson oblast"), ``of`` ("the city of Kherson"),
    right ``before`` it ("Lake Chad"), or at the ``end`` of a name in small letters ("Zmiiv power plant").
    """

    word: str
    position: Literal["after", "of", "before", "end"]
    features: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class PlaceQualifier:
    """A row of place_qualifiers.csv: words before a name that make the position vague."""

    name: str
    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class OrganisationWord:
    """A row of organisation_words.csv: a word that makes the name around it one of an organisation."""

    word: str
    sort: OrganisationSort
    example: str


@dataclass(frozen=True, slots=True)
class StateAbbreviation:
    """A row of state_abbreviations.csv: how a state or province is written after a town.

    ``admin1`` is GeoNames' code of the region within the country.
    """

    abbreviation: str
    country_code: str
    admin1: str
    example: str


@dataclass(frozen=True, slots=True)
class GovernmentAct:
    """A row of government_acts.csv: what shows that a place's name stands for its government.

    ``verb``: what governments do; ``addressed``: what is done to them; ``noun``: what they have;
    ``relation``: what is between them.
    """

    lemma: str
    sort: Literal["verb", "addressed", "noun", "relation"]
    example: str


@dataclass(frozen=True, slots=True)
class PlaceCue:
    """A row of place_cues.csv: a word before a name that speaks for a place or for a person."""

    word: str
    sort: Literal["preposition", "direction", "title"]
    example: str


@dataclass(frozen=True, slots=True)
class Demonym:
    """A row of demonyms.csv: what the people and things of a country are called."""

    demonym: str
    country_code: str
    example: str


@dataclass(frozen=True, slots=True)
class SeatOfGovernment:
    """A row of seats_of_government.csv: a capital, or another town whose name stands for a government."""

    name: str
    country_code: str
    place_id: str
    example: str


@dataclass(frozen=True, slots=True)
class Metonym:
    """A row of metonyms.csv: a name that stands for a government, and the place where that sits."""

    metonym: str
    place: str
    country_code: str
    example: str


@cache
def kind_words(position: str) -> dict[str, tuple[str, ...]]:
    """The features that each kind word asks for at ``position`` ("after", "of", "before", "end")."""
    rows = lexicon.load("place_kinds", PlaceKindWord)
    return {row.word: row.features for row in rows if row.position == position}


@cache
def qualifiers() -> tuple[re.Pattern[str], ...]:
    """Patterns that are searched at the end of the text before a name."""
    return tuple(re.compile(row.pattern) for row in lexicon.load("place_qualifiers", PlaceQualifier))


@cache
def organisation_words() -> dict[str, OrganisationSort]:
    """The sort of organisation that a lower-case word speaks for."""
    return {row.word: row.sort for row in lexicon.load("organisation_words", OrganisationWord)}


@cache
def state_abbreviations() -> dict[str, tuple[tuple[str, str], ...]]:
    """Country code and region code for each abbreviation, as it is written, without spaces."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in lexicon.load("state_abbreviations", StateAbbreviation):
        key = row.abbreviation.replace(" ", "")
        found[key] = (*found.get(key, ()), (row.country_code, row.admin1))
    return found


@cache
def government_acts(sort: str) -> frozenset[str]:
    """Lemmas of one sort: ``verb``, ``addressed``, ``noun`` or ``relation``."""
    return frozenset(row.lemma for row in lexicon.load("government_acts", GovernmentAct) if row.sort == sort)


@cache
def cues(sort: str) -> frozenset[str]:
    """Lower-case words of one sort: ``preposition``, ``direction`` or ``title``."""
    return frozenset(row.word for row in lexicon.load("place_cues", PlaceCue) if row.sort == sort)


@cache
def demonyms() -> dict[str, str]:
    """Country code for each lower-case demonym."""
    return {row.demonym.casefold(): row.country_code for row in lexicon.load("demonyms", Demonym)}


_CAPITALISED = re.compile(r"\b[A-Z][a-z-]+\b")


def peoples_named(text: str) -> list[tuple[int, str]]:
    """Where in a text a people or its adjective is named, with the country's code."""
    known = demonyms()
    words = ((match.start(), match.group().casefold()) for match in _CAPITALISED.finditer(text))
    return [(start, known[word]) for start, word in words if word in known]


@cache
def metonyms() -> dict[str, tuple[str, str]]:
    """The place's name and the country code for the key (see ``name_key``) of each metonym."""
    rows = lexicon.load("metonyms", Metonym)
    return {name_key(row.metonym): (row.place, row.country_code) for row in rows}


def senses(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """What a name may mean: its metonymic place where it is a metonym, else all places of the name."""
    place = metonyms().get(name_key(name)) if name[:1].isupper() else None
    if place:
        seats = tuple(c for c in gazetteer.candidates(place[0]) if c.place.country_code == place[1])[:1]
        if seats:
            return seats
    return gazetteer.candidates(name)


@cache
def seats_of_government() -> frozenset[str]:
    """Ids of the places whose names stand for governments."""
    return frozenset(row.place_id for row in lexicon.load("seats_of_government", SeatOfGovernment))


@cache
def generic_words() -> frozenset[str]:
    """Lower-case words that belong to names of many sorts and name no place by themselves ("Street", "River")."""
    kinds = (word for position in ("after", "of", "before") for word in kind_words(position))
    return frozenset(organisation_words()) | frozenset(kinds) | cues("direction") | cues("title")
