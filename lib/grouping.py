"""Which claims about one place, outcome and scope may be about one event, by their days and victims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from lib import days
from lib.citations import day_of
from lib.claims import Claim
from lib.days import Days

NEAR = timedelta(3)
"""Reports of one event may give days that lie so far apart: of the attack, of the death, of the count."""
SOON = timedelta(7)
"""A report that gives no day mostly tells of an event in the week before it."""

Group = list[Claim]


def events(claims: Sequence[Claim]) -> tuple[list[Group], list[Group]]:
    """Claims about single events as groups, each of which may be one event; and those that fit no one group.

    Claims of one day stand together, then groups whose days lie near one another; but not when one report
    tells of both, and gives each its own day. A claim that says the day inexactly, or not at all, joins the
    one group that it can be about; where it can be about none or several, it stays with its like.
    """
    found = _nearby(_of_one_day([claim for claim in claims if claim.on_one_day]))
    inexact = [claim for claim in claims if claim.days is not None and not claim.on_one_day]
    undecided: Group = []
    for claim in sorted(inexact, key=lambda claim: _length(claim.days)):
        homes = [group for group in found if _overlaps(claim, group) and _may_join(claim, group)]
        if len(homes) == 1:
            homes[0].append(claim)
        elif homes:
            undecided.append(claim)
        else:
            found.append([claim])
    for claim in (claim for claim in claims if claim.days is None):
        home = _only(_reached(claim, found))
        (undecided if home is None else home).append(claim)
    return found, by_victims(undecided)


def by_victims(claims: Sequence[Claim]) -> list[Group]:
    """Claims as groups in which nobody's victims are others' ("civilians" and "soldiers")."""
    groups: list[Group] = []
    for claim in claims:
        home = next((group for group in groups if _may_join(claim, group)), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    return groups


def exact_days(group: Sequence[Claim]) -> list[date]:
    """The days that claims of a group name, each once, in order."""
    return sorted({claim.days[0] for claim in group if claim.days and claim.on_one_day})


def span(group: Sequence[Claim]) -> Days | None:
    """The days that a group is about: those that claims name, else those that they tell inexactly."""
    exact = [claim.days for claim in group if claim.days and claim.on_one_day]
    return days.hull(exact or [claim.days for claim in group if claim.days])


def _of_one_day(claims: Sequence[Claim]) -> list[Group]:
    by_day: dict[Days | None, Group] = {}
    for claim in claims:
        by_day.setdefault(claim.days, []).append(claim)
    return [group for day in sorted(by_day, key=str) for group in by_victims(by_day[day])]


def _nearby(groups: list[Group]) -> list[Group]:
    """The groups, those together whose days are near one another, the nearest first."""
    for gap in range(1, NEAR.days + 1):
        merged: list[Group] = []
        for group in groups:
            home = next((one for one in _just_before(group, merged) if _may_be_one(one, group, gap)), None)
            if home is None:
                merged.append(group)
            else:
                home.extend(group)
        groups = merged
    return groups


def _just_before(group: Group, groups: list[Group]) -> Iterator[Group]:
    """The groups whose days lie at most ``NEAR`` before, the last one first."""
    start = exact_days(group)[0]
    for one in reversed(groups):
        if start - exact_days(one)[0] > NEAR:
            return
        yield one


def _may_be_one(one: Group, other: Group, gap: int) -> bool:
    """Whether two groups lie so many days apart, near enough in all, and no report tells of both."""
    first, second = exact_days(one), exact_days(other)
    return (
        second[0] - first[-1] == timedelta(gap)
        and second[-1] - first[0] <= NEAR
        and not {claim.article_id for claim in one} & {claim.article_id for claim in other}
        and all(_may_join(claim, one) for claim in other)
    )


def _overlaps(claim: Claim, group: Group) -> bool:
    when = span(group)
    return claim.days is not None and when is not None and days.overlap(claim.days, when)


def _reached(claim: Claim, groups: list[Group]) -> list[Group]:
    """The groups that a claim without a day may be about: those before its report, of that week if there are any."""
    published = day_of(claim.published)
    possible = [
        (group, when) for group in groups if (when := span(group)) is not None and _may_join(claim, group)
    ]
    if published is None:
        return [group for group, _ in possible]
    before = [(group, when) for group, when in possible if when[0] <= published + timedelta(1)]
    of_the_week = [group for group, when in before if when[1] >= published - SOON]
    return of_the_week or [group for group, _ in before]


def _only(groups: list[Group]) -> Group | None:
    return groups[0] if len(groups) == 1 else None


def _may_join(claim: Claim, group: Sequence[Claim]) -> bool:
    """Whether the victims of a claim may be those of a group."""
    return not any(_victims_differ(claim, other) for other in group)


def _victims_differ(one: Claim, other: Claim) -> bool:
    first, second = one.mention.victims, other.mention.victims
    return bool(first and second and first.group and second.group and first.group != second.group)


def _length(when: Days | None) -> timedelta:
    return when[1] - when[0] if when else timedelta.max
