"""Claims about one event compared across reports: their range, who is on which side, what changed.

Mentions are never added up, since reports repeat one another. Two claims are grouped only when place,
outcome, scope and day agree and the victims may be the same; one that lacks these stays apart and says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lib.records import Analysis, CasualtyMention, Outcome, Place, Scope

NO_PLACE = "The report does not say where, so this claim is compared with no other."
NO_DAY = "The report does not say on which day, so this claim is compared only with the same figure."


@dataclass(frozen=True, slots=True)
class Claim:
    """One casualty mention as a claim.

    Attributes:
        article_id, outlet, published: Of the report that it stands in.
        index: Its index in the report's casualties.
        place: Where, or ``None`` when unknown or unresolved.
        day: ISO 8601 day of the event by the mention's own date, or ``None``.
        also_in: Ids of the reports that print the same copy, and this claim in it.
    """

    article_id: str
    outlet: str | None
    published: str | None
    index: int
    mention: CasualtyMention
    place: Place | None
    day: str | None
    also_in: tuple[str, ...] = ()

    @property
    def claimant(self) -> str:
        """Who claims it: the source that is credited, else the outlet, else the report itself."""
        return self.mention.source.name if self.mention.source else self.outlet or self.article_id

    @property
    def figure(self) -> tuple[int | None, int | None]:
        """Low and high end, in persons; ``None`` leaves an end open."""
        return self.mention.count.low, self.mention.count.high


@dataclass(frozen=True, slots=True)
class Change:
    """A claimant's figure that differs from the one it gave before."""

    claimant: str
    before: Claim
    after: Claim


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Claims about one event, in the order of publication.

    Attributes:
        doubt: In words, why a claim was left apart; ``None`` when the grouping is sure.
    """

    place: Place | None
    day: str | None
    outcome: Outcome
    scope: Scope
    claims: tuple[Claim, ...]
    doubt: str | None = None

    @property
    def range(self) -> tuple[int | None, int | None]:
        """The lowest and the highest figure that anyone claims or denies, in persons."""
        figures = [value for claim in self.claims for value in claim.figure if value is not None]
        return (min(figures), max(figures)) if figures else (None, None)

    @property
    def sides(self) -> dict[str, tuple[Claim, ...]]:
        """The claims of each claimant, by name; who denies a figure is on a side of their own."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            name = claim.claimant
            found.setdefault(f"{name} (denies)" if claim.mention.polarity == "denied" else name, []).append(
                claim
            )
        return {name: tuple(claims) for name, claims in found.items()}

    @property
    def changes(self) -> tuple[Change, ...]:
        """Where a claimant's figure changed from one report, or sentence, to the next."""
        return tuple(
            Change(name, before, after)
            for name, claims in self.sides.items()
            for before, after in pairwise(claims)
            if before.figure != after.figure
        )


def compare(
    analyses: Iterable[Analysis], original: Mapping[str, str] | None = None
) -> tuple[ClaimGroup, ...]:
    """Group the claims of analysed reports by the event they are about.

    Parts of claims and what is only imagined are left out; denials and "no casualties" are claims. What a report
    tells twice is one claim, with the place and the day that either telling gives.

    Args:
        original: For the key of a casualty row that of the row it repeats ("one:c0": see
            ``duplicates.originals``). What several outlets print of one copy is then one claim.

    Returns:
        The groups, the sure ones first, by day and place.
    """
    claims = sorted(
        _told_once((claim for analysis in analyses for claim in _claims(analysis)), original or {}),
        key=lambda claim: (claim.published or "", claim.article_id, claim.index),
    )
    groups: list[list[Claim]] = []
    by_event: dict[object, list[list[Claim]]] = {}
    for claim in claims:
        same_event = by_event.setdefault(_event(claim), [])
        home = next((group for group in same_event if _may_join(claim, group)), None)
        if home is None:
            home = []
            groups.append(home)
            same_event.append(home)
        home.append(claim)
    return tuple(sorted(map(_group, groups), key=_order))


def _told_once(claims: Iterable[Claim], original: Mapping[str, str]) -> list[Claim]:
    """The claims without those that repeat one before them, which notes where else it is printed."""
    first: dict[str, Claim] = {}
    for claim in claims:
        key = f"{claim.article_id}:c{claim.index}"
        told = original.get(key, key)
        if told in first:
            first[told] = replace(first[told], also_in=(*first[told].also_in, claim.article_id))
        else:
            first[told] = claim
    return list(first.values())


def _claims(analysis: Analysis) -> Iterator[Claim]:
    article = analysis.article
    told_again: dict[int, list[CasualtyMention]] = {}
    for mention in analysis.casualties:
        if mention.repeats is not None:
            told_again.setdefault(mention.repeats, []).append(mention)
    for index, mention in enumerate(analysis.casualties):
        if mention.subset_of is not None or mention.repeats is not None or mention.polarity == "hypothetical":
            continue
        tellings = (mention, *told_again.get(index, ()))
        place = next((place for m in tellings if (place := _place_of(m, analysis)) is not None), None)
        day = next((day for m in tellings if (day := _day_of(m)) is not None), None)
        yield Claim(article.id, article.source, article.published, index, mention, place, day)


def _place_of(mention: CasualtyMention, analysis: Analysis) -> Place | None:
    return analysis.places[mention.place].place if mention.place is not None else None


def _day_of(mention: CasualtyMention) -> str | None:
    value = mention.date.value if mention.date else None
    return value if value and len(value) == len("2022-03-03") else None


def _event(claim: Claim) -> object:
    """What must agree before two claims are compared at all; a claim without a place agrees with none."""
    if claim.place is None:
        return claim.article_id, claim.index
    mention = claim.mention
    return claim.place.id, mention.outcome, mention.scope, claim.day if mention.scope == "incident" else None


def _may_join(claim: Claim, group: Sequence[Claim]) -> bool:
    """Whether a claim is about the victims of a group, and not only about the same place and day."""
    if any(_groups_differ(claim, other) for other in group):
        return False
    if claim.day is None and claim.mention.scope == "incident":
        return any(claim.figure == other.figure for other in group)
    return True


def _groups_differ(one: Claim, other: Claim) -> bool:
    first, second = one.mention.victims, other.mention.victims
    return bool(first and second and first.group and second.group and first.group != second.group)


def _group(claims: Sequence[Claim]) -> ClaimGroup:
    first = claims[0]
    doubt = None
    if first.place is None:
        doubt = NO_PLACE
    elif first.mention.scope == "incident" and first.day is None:
        doubt = NO_DAY
    day = first.day if first.mention.scope == "incident" else None
    return ClaimGroup(first.place, day, first.mention.outcome, first.mention.scope, tuple(claims), doubt)


def _order(group: ClaimGroup) -> tuple[bool, str, str, str]:
    return group.doubt is not None, group.day or "", group.place.name if group.place else "", group.outcome
