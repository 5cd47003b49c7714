"""Claims about one event compared across reports: their range, who is on which side, what changed.

Mentions are never added up, since reports repeat one another. Claims are grouped only when place, outcome and
scope agree and the victims may be the same. Days that are the same make a group sure; days that lie near one
another, or are told inexactly or not at all, put claims side by side with the doubt in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lib import days
from lib.amounts import Sign, in_figures, sign_of
from lib.claims import Claim, claims_of
from lib.days import Days
from lib.grouping import by_victims, events, exact_days, span
from lib.plurals import plural
from lib.records import Analysis, Outcome, Place, Scope

NO_PLACE = "The report does not say where, so this claim is compared with no other."
NO_DAY = "The report does not say on which day."
NO_DAYS = "They do not say on which day: each may be about another event."


@dataclass(frozen=True, slots=True)
class Change:
    """A claimant's figure that differs from the one it gave before."""

    claimant: str
    before: Claim
    after: Claim


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Claims that are, or may be, about one event, in the order of publication.

    Attributes:
        days: Those that the claims name, from first to last; ``None`` for running totals and where none is told.
        doubt: In words, why they may be about several events, or are compared with no other; ``None`` when
            the grouping is sure.
    """

    place: Place | None
    days: Days | None
    outcome: Outcome
    scope: Scope
    claims: tuple[Claim, ...]
    doubt: str | None = None

    @property
    def range(self) -> tuple[int | None, int | None]:
        """The lowest and the highest figure that anyone claims, in persons; of denials alone what they deny."""
        return range_of(self.claims)

    @property
    def in_common(self) -> bool:
        """Whether the claims may be about one event, so that their range says how far they are apart."""
        return self.scope == "cumulative" or self.days is not None or len(self.claims) == 1

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
        """Where a claimant's figure changed from one report, or sentence, to the next, about the same day."""
        return tuple(
            Change(name, before, after)
            for name, claims in self.sides.items()
            for before, after in pairwise(claims)
            if before.figure != after.figure
            and (self.scope == "cumulative" or (before.days == after.days and before.days is not None))
        )


def compare(
    analyses: Iterable[Analysis], original: Mapping[str, str] | None = None
) -> tuple[ClaimGroup, ...]:
    """Group the claims of analysed reports by the event they are, or may be, about.

    Parts of claims and what is only imagined are left out; denials and "no casualties" are claims. What a report
    tells twice is one claim, with the place and the days that either telling gives.

    Args:
        original: For the key of a casualty row that of the row it repeats ("one:c0": see
            ``duplicates.originals``). What several outlets print of one copy is then one claim.

    Returns:
        The groups: events by day and place, running totals, those of no day, those of no place.
    """
    alike: dict[tuple[str, Outcome, Scope], list[Claim]] = {}
    groups: list[ClaimGroup] = []
    for claim in claims_of(analyses, original or {}):
        mention = claim.mention
        if claim.place is None:
            groups.append(ClaimGroup(None, claim.days, mention.outcome, mention.scope, (claim,), NO_PLACE))
        else:
            alike.setdefault((claim.place.id, mention.outcome, mention.scope), []).append(claim)
    for (_, outcome, scope), claims in alike.items():
        about, undecided = events(claims) if scope == "incident" else (by_victims(claims), [])
        groups.extend(_group(one, outcome, scope) for one in about)
        groups.extend(_undecided(one, outcome, others=bool(about)) for one in undecided)
    return tuple(sorted(groups, key=_order))


def range_of(claims: Sequence[Claim]) -> tuple[int | None, int | None]:
    """The lowest and the highest figure of claims, in persons; ``None`` when they have none.

    Figures that are denied count only where there are no others.
    """
    figures = [value for claim in _claimed(claims) for value in claim.figure if value is not None]
    return (min(figures), max(figures)) if figures else (None, None)


def _claimed(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims that are no denials and give a figure; all where there are none."""
    figures = [c for c in claims if c.mention.polarity != "denied" and c.figure != (None, None)]
    return figures or claims


def range_in_words(claims: Sequence[Claim]) -> str:
    """The figures of claims from the lowest to the highest, each end with its sign where no claim gives it bare.

    "22 to 47", "22 or more", "up to 9", "more than 100 to nearly 3,000", "no figure".
    """
    low, high = range_of(claims)
    if low is None or high is None:
        return "no figure"
    claimed = _claimed(claims)
    highest = _highest_sign(claimed, high)
    if all(claim.figure[0] is None for claim in claimed):
        return in_figures(None, high, highest)
    if low == high:
        below = [claim for claim in claimed if claim.figure[0] is None]
        above = [claim for claim in claimed if claim.figure[1] is None]
        if below and above:
            return f"{range_in_words(below)} to {range_in_words(above)}"
        return in_figures(high, None if highest in _OPEN_ABOVE else high, highest)
    lowest = _shared_sign([claim for claim in claimed if low in claim.figure])
    first = f"{lowest} {low:,}" if lowest in _WORDS_BEFORE else f"{low:,}"
    last = f"{highest} {high:,}" if highest in _WORDS_BEFORE else f"{high:,}"
    return f"{first} to {last}" + (" or more" if highest in ("at least", "or more") else "")


_WORDS_BEFORE: frozenset[Sign] = frozenset({"about", "nearly", "more than", "fewer than"})
_OPEN_ABOVE: frozenset[Sign] = frozenset({"at least", "more than", "or more"})


def _highest_sign(claims: Sequence[Claim], high: int) -> Sign:
    """The sign of the highest figure: that of a claim which is open above, else what all share."""
    reaching = [claim for claim in claims if high in claim.figure]
    opened = [claim for claim in reaching if claim.figure == (high, None)]
    if opened:
        return "more than" if _shared_sign(reaching) == "more than" else "or more"
    return _shared_sign(reaching)


def _shared_sign(claims: Sequence[Claim]) -> Sign:
    """The sign that all of the claims have; none where they differ."""
    signs = {sign_of(claim.mention) for claim in claims}
    return signs.pop() if len(signs) == 1 else ""


def days_in_words(group: ClaimGroup) -> str:
    """When the event was: "3 March 2022", "3–5 March 2022", "day not given"; empty for running totals."""
    if group.scope == "cumulative":
        return ""
    return days.in_words(group.days) if group.days else "day not given"


def _group(claims: Sequence[Claim], outcome: Outcome, scope: Scope) -> ClaimGroup:
    incident = scope == "incident"
    return ClaimGroup(
        claims[0].place,
        span(claims) if incident else None,
        outcome,
        scope,
        _in_order(claims),
        _doubt(claims) if incident else None,
    )


def _undecided(claims: Sequence[Claim], outcome: Outcome, *, others: bool) -> ClaimGroup:
    """Claims of which none can be told what event they are about; ``others`` are there that can."""
    ordered = _in_order(claims)
    if others:
        which = "It" if len(ordered) == 1 else "Each"
        doubt = f"{_when(ordered)}. {which} may be about any of the events here, or another."
    else:
        doubt = NO_DAY if len(ordered) == 1 else NO_DAYS
    return ClaimGroup(ordered[0].place, None, outcome, "incident", ordered, doubt)


def _doubt(claims: Sequence[Claim]) -> str | None:
    """Why claims may be about several events, in words; ``None`` when all name one day, or there is but one."""
    if len(claims) == 1 or (len(exact_days(claims)) == 1 and all(claim.on_one_day for claim in claims)):
        return None
    return f"One event or several? {_when(claims)}."


def _when(claims: Sequence[Claim]) -> str:
    """What days claims give: "2 claims give 3 March 2022, 1 says only “last week”, 1 gives no day"."""
    exact = Counter(claim.days for claim in claims if claim.days and claim.on_one_day)
    inexact = Counter(
        (claim.mention.date.text if claim.mention.date else "", claim.days)
        for claim in claims
        if claim.days and not claim.on_one_day
    )
    told = [(number, "gives", "give", days.in_words(day)) for day, number in sorted(exact.items())]
    told += [
        (number, "says", "say", f"only “{words}” ({days.in_words(when)})")
        for (words, when), number in sorted(inexact.items())
    ]
    undated = sum(claim.days is None for claim in claims)
    told += [(undated, "gives", "give", "no day")] if undated else []
    parts = [f"{number:,} {one if number == 1 else many} {what}" for number, one, many, what in told]
    number, one, many, what = told[0]
    parts[0] = f"{plural(number, 'claim')} {one if number == 1 else many} {what}"
    return ", ".join(parts)


def _in_order(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """By publication."""
    return tuple(sorted(claims, key=lambda claim: (claim.published or "", claim.article_id, claim.index)))


def _order(group: ClaimGroup) -> tuple[bool, bool, bool, str, str, str]:
    return (
        group.place is None,
        group.scope == "incident" and group.days is None,
        group.scope == "cumulative",
        group.days[0].isoformat() if group.days else "",
        group.place.name if group.place else "",
        group.outcome,
    )
