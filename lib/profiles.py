"""Speakers as the reports show them: what each says and claims, when, about which places, under which names."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lib.charts import TimelineDay
from lib.citations import day_of
from lib.records import Analysis, Article, Place
from lib.tables import CasualtyRow, StatementRow

_INDEFINITE = frozenset({"a", "an", "one", "two", "some", "another", "several"})
_DEFINITE = frozenset({"the", "his", "her", "its", "their"})


@dataclass(slots=True)
class Profile:
    """A speaker in a choice of records.

    Attributes:
        name: The name that stands for all spellings.
        statements, claims: In the order of reports and text.
    """

    name: str
    statements: list[StatementRow] = field(default_factory=list)
    claims: list[CasualtyRow] = field(default_factory=list)

    @property
    def rows(self) -> list[StatementRow | CasualtyRow]:
        """Statements and claims."""
        return [*self.statements, *self.claims]

    @property
    def articles(self) -> dict[str, Article]:
        """The reports that quote or credit them, by id."""
        return {row.article.id: row.article for row in self.rows}

    @property
    def days(self) -> tuple[str, str] | None:
        """The first and the last day of those reports, ISO 8601; ``None`` when none has a date."""
        dated = sorted(day for a in self.articles.values() if (day := day_of(a.published)))
        return (dated[0].isoformat(), dated[-1].isoformat()) if dated else None

    @property
    def places(self) -> list[tuple[Place, int]]:
        """The places that they speak of, with how many statements and claims, the most first."""
        found = {place.id: place for row in self.rows for place in row.places}
        counts = Counter(place.id for row in self.rows for place in row.places)
        return [(found[id], number) for id, number in counts.most_common()]

    @property
    def acts(self) -> list[tuple[str, int]]:
        """What they do by speaking ("denies"), with how many statements, the most first."""
        return Counter(row.statement.act for row in self.statements).most_common()

    @property
    def outlets(self) -> list[str]:
        """The outlets that quote or credit them, in alphabetical order."""
        return sorted({a.source for a in self.articles.values() if a.source})


def profiles(
    statements: Iterable[StatementRow], claims: Iterable[CasualtyRow], speaker_of: Callable[[str], str]
) -> dict[str, Profile]:
    """The speakers of some records by name, those with the most to say first.

    Args:
        speaker_of: The name that stands for all spellings of one, as ``Explorer.speaker`` gives it.
    """
    found: dict[str, Profile] = {}
    for row in statements:
        if row.statement.speaker:
            name = speaker_of(row.statement.speaker.name)
            found.setdefault(name, Profile(name)).statements.append(row)
    for claim in claims:
        if claim.casualty.source:
            name = speaker_of(claim.casualty.source.name)
            found.setdefault(name, Profile(name)).claims.append(claim)
    ranked = sorted(found.values(), key=lambda p: (-len(p.statements) - len(p.claims), p.name.casefold()))
    return {profile.name: profile for profile in ranked}


def is_description(name: str) -> bool:
    """Whether words describe a speaker and name none: "a doctor" of one report is not that of another.

    "The UN refugee agency" has a name in it; "a doctor in Goma" may be any.
    """
    words = name.split()
    if not words or words[0].casefold() in _INDEFINITE:
        return True
    named = words[1:] if words[0].casefold() in _DEFINITE else words
    return not any(word[0].isupper() for word in named)


def by_day(
    analyses: Iterable[Analysis], statements: Iterable[StatementRow], claims: Iterable[CasualtyRow]
) -> list[TimelineDay]:
    """How many reports, statements and claims fall on each day of publication; ``None`` for no date."""
    counts: dict[dt.date | None, list[int]] = {}
    published = (
        *((0, analysis.article.published) for analysis in analyses),
        *((1, row.article.published) for row in statements),
        *((2, row.article.published) for row in claims),
    )
    for column, date in published:
        counts.setdefault(day_of(date), [0, 0, 0])[column] += 1
    return [TimelineDay(day, *numbers) for day, numbers in counts.items()]
