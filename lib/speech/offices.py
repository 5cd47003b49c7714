"""Offices: who held an office on a day, from data/lexicons/offices.csv, when the report gives no name.

A row holds from ``since`` to ``until``, both full days in office. For those in office when the table was made
``until`` is the last day checked, so that it names nobody for reports written later.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lib import lexicon
from lib.speech.names import PersonName, parse_name, same_person

_SPELLINGS = (("defense", "defence"), ("secretary general", "secretary-general"))


@dataclass(frozen=True, slots=True)
class Office:
    """A row of offices.csv: an office of a country (ISO 3166 code) or organisation and who held it, when.

    ``source`` says where the dates can be checked. A day on which one took over from another is in no row.
    """

    office: str
    of: str
    person: str
    since: str
    until: str
    source: str
    example: str


@cache
def _offices() -> dict[tuple[str, str], tuple[Office, ...]]:
    found: dict[tuple[str, str], tuple[Office, ...]] = {}
    for row in lexicon.load("offices", Office):
        key = (row.office, row.of.casefold())
        found[key] = (*found.get(key, ()), row)
    return found


@cache
def _state_offices() -> frozenset[str]:
    return frozenset(office for office, _ in _offices())


def holder(role: str, of: frozenset[str], published: str | None) -> tuple[str, float] | None:
    """Who held an office when a report was published, and how sure that is (0 to 1); ``None`` when not known.

    Args:
        role: The office in a report's words ("foreign minister").
        of: All words that narrow it down, countries as lower-case codes: one word too many ("former") and
            nobody is named.
        published: ISO 8601 date of the report; without one, nobody is named.
    """
    if len(of) != 1 or published is None:
        return None
    rows = _offices().get((_common(role), next(iter(of)).replace(".", "")), ())
    day = published[:10]
    fits = [row.person for row in rows if row.since <= day <= row.until]
    return (fits[0], 0.75) if len(fits) == 1 else None


def is_state_office(role: str) -> bool:
    """Whether the table has a role as an office, so that "the president" may be another than the last named."""
    return _common(role) in _state_offices()


def held_elsewhere(role: str, of: frozenset[str], name: PersonName) -> bool:
    """Whether a person is known for this office in another country or organisation, and not in ``of``."""
    common = _common(role)
    held = {
        row.of.casefold()
        for (office, _), rows in _offices().items()
        for row in rows
        if office == common and (known := parse_name(row.person)) is not None and same_person(known, name)
    }
    return bool(held) and not held & {word.replace(".", "") for word in of}


def _common(role: str) -> str:
    """A role in the spelling of the table."""
    for spelling, common in _SPELLINGS:
        role = role.replace(spelling, common)
    return role
