"""Lays out a report's toponyms for resolution: one group a name, with the candidates of all groups as arrays."""

from __future__ import annotations

import re
from collections.abc import Container, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from lib.gazetteer import FEATURES, Candidate, Gazetteer, lies_in, name_key
from lib.places import Toponym
from lib.toponyms import lists
from lib.toponyms.words import demonyms, generic_words, peoples_named, seats_of_government, senses

MOST_CANDIDATES = 60
MOST_MENTIONS = 30
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_COMMA = re.compile(r",\s+|\s?\(")
_IN = re.compile(
    r",?\s+(?:in|of|within)\s+(?:the\s+)?(?:(?:[a-z-]+\s+){0,3}(?:of\s+)?(?:the\s+)?)?|"
    r",?\s+(?:in|of)\s+(?:the\s+)?(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)[a-z-]*\s+"
)
_OWNS = re.compile(r"['’]s?\s+(?:[a-z-]+\s+){0,5}")
_DEMONYM = re.compile(r"\b([A-Z][\w-]+)\s+(?:[a-z][\w-]*\s+){0,5}$")


@dataclass(slots=True)
class Group:
    """The mentions of one name that mean one place.

    Attributes:
        name: As the report first writes it.
        key: The form it is looked up by.
        family: Equal for names that differ by generic words only ("Dublin", "Dublin City"); such names are no
            evidence for each other.
        mentions: Indices into the toponyms.
        asked: Features that the words beside a mention ask for.
        candidates: What the name may mean, most important first.
        holders: Groups that the words put it in, each with the sort of words: ``comma``, ``in`` or ``owner``.
        held: Groups that the words put in it.
        holder_countries: Countries whose demonym stands before it ("the Romanian county of").
        weight: How much it says about the rest: it grows with the mentions and their certainty.
        dateline: Whether it is the report's dateline.
        metonyms: Share of the mentions that the grammar makes the name of a government.
        in_title: Whether the report's title has it.
    """

    name: str
    key: str
    family: int
    mentions: list[int] = field(default_factory=list)
    asked: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    holders: list[tuple[int, str]] = field(default_factory=list)
    held: list[int] = field(default_factory=list)
    holder_countries: set[str] = field(default_factory=set)
    weight: float = 0.0
    dateline: bool = False
    metonyms: float = 0.0
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The candidates of all groups, one row each; codes are numbers that are equal where the codes are.

    ``admin1`` and ``admin2`` are -1 where there is none, ``country`` too. ``governs`` marks countries and seats
    of government; ``first`` is the first row of each group, and the number of rows at the end.
    """

    group: Ints
    family: Ints
    latitude: Floats
    longitude: Floats
    country: Ints
    admin1: Ints
    admin2: Ints
    feature: Ints
    weight: Floats
    population: Floats
    match: Ints
    same_name: npt.NDArray[np.bool_]
    governs: npt.NDArray[np.bool_]
    first: Ints

    def rows(self, group: int) -> slice:
        """The rows of a group."""
        return slice(int(self.first[group]), int(self.first[group + 1]))


@dataclass(frozen=True, slots=True)
class Context:
    """A report's groups, their candidates, and where countries are named by demonyms."""

    toponyms: Sequence[Toponym]
    groups: list[Group]
    group_of: list[int]
    table: Table
    countries: dict[str, int]
    admin1s: dict[str, int]
    demonym_positions: dict[int, list[int]]


def build(toponyms: Sequence[Toponym], text: str, gazetteer: Gazetteer, title: str | None) -> Context:
    """Group the toponyms of a report and look their candidates up."""
    groups, group_of = _group(toponyms, text, gazetteer)
    people = peoples_named(text)
    listed: set[int] = set()
    for members, feature in lists.alike(toponyms, [groups[g].candidates for g in group_of], text):
        listed.update(members[1:])
        for member in members:
            groups[group_of[member]].asked = groups[group_of[member]].asked or (feature,)
    _link(toponyms, group_of, groups, text, listed)
    title_words = f" {name_key(title[:200])} " if title else ""
    for group in groups:
        certainties = [toponyms[i].certainty for i in group.mentions[:MOST_MENTIONS]]
        group.weight = max(certainties) * min(sum(certainties), 9.0) ** 0.5
        group.metonyms = sum(toponyms[i].role == "metonym" for i in group.mentions) / len(group.mentions)
        group.in_title = bool(title_words) and f" {group.key} " in title_words
    _use_look_alikes(groups, toponyms, people, gazetteer)
    countries: dict[str, int] = {}
    admin1s: dict[str, int] = {}
    table = _table(groups, countries, admin1s)
    positions: dict[int, list[int]] = {}
    for position, code in people:
        positions.setdefault(countries.setdefault(code, len(countries)), []).append(position)
    return Context(toponyms, groups, group_of, table, countries, admin1s, positions)


def _group(toponyms: Sequence[Toponym], text: str, gazetteer: Gazetteer) -> tuple[list[Group], list[int]]:
    """Put mentions of one name together, but keep "Hyderabad in Sindh" and "Hyderabad, Telangana" apart.

    A mention whose words name no container joins the last one before it that has the same name.
    """
    found = [_look_up(toponym, gazetteer) for toponym in toponyms]
    keys = [name_key(toponym.text) for toponym in toponyms]
    groups: list[Group] = []
    index: dict[Hashable, int] = {}
    families: dict[str, int] = {}
    latest: dict[Hashable, str] = {}
    group_of: list[int] = []
    for i, toponym in enumerate(toponyms):
        asked = () if "city" in toponym.asked else toponym.asked
        name = (keys[i], asked, toponym.region)
        holder = _holder_key(i, toponyms, keys, found, text)
        if holder:
            latest[name] = holder
        identity = (name, latest.get(name, ""))
        index.setdefault(identity, len(groups))
        if index[identity] == len(groups):
            core = " ".join(word for word in keys[i].split() if word not in generic_words()) or keys[i]
            family = families.setdefault(core, len(families))
            groups.append(Group(toponym.text, keys[i], family, candidates=found[i]))
        group = groups[index[identity]]
        group_of.append(index[identity])
        group.mentions.append(i)
        group.asked = group.asked or toponym.asked
        group.dateline |= toponym.dateline
    return groups, group_of


def _holder_key(
    i: int,
    toponyms: Sequence[Toponym],
    keys: Sequence[str],
    found: Sequence[tuple[Candidate, ...]],
    text: str,
) -> str:
    """The key of the name right after mention ``i`` that can hold it ("Paris, Texas"); empty when there is none."""
    if i + 1 == len(toponyms) or keys[i] == keys[i + 1]:
        return ""
    gap = text[toponyms[i].end : toponyms[i + 1].start]
    if len(gap) > 40 or not (_COMMA.fullmatch(gap) or _IN.fullmatch(gap)):
        return ""
    outer = [c for c in found[i + 1][:10] if c.feature in {"country", "admin1", "admin2"}]
    if any(lies_in(inner, o) for inner in found[i] for o in outer):
        return keys[i + 1]
    return ""


def _look_up(toponym: Toponym, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    if toponym.region:
        regions = (gazetteer.admin1(country, code) for country, code in toponym.region)
        return tuple(region for region in regions if region is not None)
    if not toponym.known:
        return ()
    found = senses(toponym.text, gazetteer)[:MOST_CANDIDATES]
    if toponym.asked[:1] == ("water",) and not any(c.feature == "water" for c in found):
        rivers = gazetteer.candidates(f"{toponym.text} River")
        found = (*(c for c in rivers if c.feature == "water"), *found)
    return found


def _link(
    toponyms: Sequence[Toponym],
    group_of: Sequence[int],
    groups: Sequence[Group],
    text: str,
    listed: Container[int],
) -> None:
    """Note which names the words put inside which others; ``listed`` names hold nothing that stands before them."""
    known = demonyms()
    for i, toponym in enumerate(toponyms):
        group = groups[group_of[i]]
        if i and i not in listed and toponyms[i - 1].end > toponym.start - 60:
            before = toponyms[i - 1]
            gap = text[before.end : toponym.start]
            if _OWNS.fullmatch(gap):
                _hold(groups, group_of, i - 1, i, "owner")
            elif _COMMA.fullmatch(gap):
                _hold(groups, group_of, i, i - 1, "comma")
                if i > 1 and _COMMA.fullmatch(text[toponyms[i - 2].end : before.start]):
                    _hold(groups, group_of, i, i - 2, "comma")
            elif _IN.fullmatch(gap):
                _hold(groups, group_of, i, i - 1, "in")
        people = _DEMONYM.search(text[max(0, toponym.start - 60) : toponym.start])
        if people and people.group(1).casefold() in known:
            group.holder_countries.add(known[people.group(1).casefold()])


def _hold(groups: Sequence[Group], group_of: Sequence[int], holder: int, inside: int, sort: str) -> None:
    if group_of[holder] == group_of[inside] or len(groups[group_of[inside]].holders) >= MOST_MENTIONS:
        return
    groups[group_of[inside]].holders.append((group_of[holder], sort))
    groups[group_of[holder]].held.append(group_of[inside])


def _use_look_alikes(
    groups: Sequence[Group],
    toponyms: Sequence[Toponym],
    people: Iterable[tuple[int, str]],
    gazetteer: Gazetteer,
) -> None:
    """Read a name that the gazetteer lacks as a misspelling, within the countries that the report is about."""
    unknown = [
        group
        for group in groups
        if not group.candidates and " " not in group.name and toponyms[group.mentions[0]].label != "PERSON"
    ]
    if not unknown:
        return
    named = {
        g.candidates[0].place.country_code
        for g in groups
        if g.candidates and g.candidates[0].feature == "country"
    }
    named |= {code for _, code in people}
    codes = sorted(code for code in named if code)[:6]
    for group in unknown[:MOST_MENTIONS]:
        group.candidates = gazetteer.similar(group.name, codes)


def _table(groups: Sequence[Group], countries: dict[str, int], admin1s: dict[str, int]) -> Table:
    admin2s: dict[str, int] = {}
    rows: list[tuple[float, ...]] = []
    first = [0]
    for g, group in enumerate(groups):
        for c in group.candidates:
            code = c.place.country_code
            within = f"{code}.{c.admin1}"
            rows.append(
                (
                    g,
                    group.family,
                    c.place.latitude,
                    c.place.longitude,
                    -1 if code is None else countries.setdefault(code, len(countries)),
                    -1
                    if not c.admin1 or c.feature == "country"
                    else admin1s.setdefault(within, len(admin1s)),
                    -1 if not c.admin2 else admin2s.setdefault(f"{within}.{c.admin2}", len(admin2s)),
                    FEATURES.index(c.feature),
                    c.weight,
                    c.population,
                    _MATCHES[c.match],
                    name_key(c.place.name) == group.key,
                    c.feature == "country" or c.place.id in seats_of_government(),
                )
            )
        first.append(len(rows))
    columns = np.array(rows, dtype=float).reshape(len(rows), 13).T
    return Table(
        columns[0].astype(int),
        columns[1].astype(int),
        columns[2],
        columns[3],
        columns[4].astype(int),
        columns[5].astype(int),
        columns[6].astype(int),
        columns[7].astype(int),
        columns[8],
        columns[9],
        columns[10].astype(int),
        columns[11].astype(bool),
        columns[12].astype(bool),
        np.array(first, dtype=int),
    )


_MATCHES = {"name": 0, "alternate": 1, "abbreviation": 2, "fuzzy": 3}
