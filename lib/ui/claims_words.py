"""What groups of claims are about, and the range of their figures, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lib import days
from lib.claims import Claim
from lib.tolls import ClaimGroup, days_in_words, range_in_words
from lib.ui.text import plain, plural


def key_of(claim: Claim) -> str:
    """The key of the row that a claim stands in."""
    return f"{claim.article_id}:c{claim.index}"


def heading(group: ClaimGroup) -> str:
    """When an event was, or that it is a total, and from how many to how many: "3 March 2022: 22 to 47"."""
    what = "Running totals" if group.scope == "cumulative" else _sentence_case(days_in_words(group))
    return f"{what}: {range_in_words(group.claims)} {group.outcome}"


def summary(groups: Sequence[ClaimGroup]) -> Iterator[str]:
    """For single events and for running totals, the lowest and the highest claim, in Markdown."""
    for scope, name in (("incident", "single events"), ("cumulative", "running totals")):
        of_scope = [group for group in groups if group.scope == scope]
        claims = [claim for group in of_scope for claim in group.claims]
        if not claims:
            continue
        told = [
            who_says(claims),
            *filter(None, (_when(of_scope),)),
        ]
        outcome = groups[0].outcome.capitalize()
        yield f"{outcome}, {name}: **{plain(figures(of_scope))}** · {' · '.join(told)}"


def who_says(claims: Sequence[Claim]) -> str:
    """How many claim, deny, or say that there were none: "2 claims by 2 sources, 1 denial"."""
    claimed = [claim for claim in claims if claim.mention.polarity not in ("denied", "negated")]
    denials = sum(claim.mention.polarity == "denied" for claim in claims)
    none = len(claims) - len(claimed) - denials
    sources = len({claim.claimant for claim in claimed})
    parts = (
        f"{plural(len(claimed), 'claim')} by {plural(sources, 'source')}" if claimed else "",
        plural(denials, "denial") if denials else "",
        f"{none:,} that it was none" if none else "",
    )
    return ", ".join(filter(None, parts))


def figures(groups: Sequence[ClaimGroup]) -> str:
    """The range of the claims about an event; of several it says that they are: "4 to 3,000 in 5 events"."""
    words = range_in_words([claim for group in groups for claim in group.claims])
    dated = sum(group.days is not None for group in groups)
    if len(groups) < 2 or any(group.scope == "cumulative" for group in groups):
        return words
    if not dated:
        return f"{words}, of no given day"
    return f"{words} in {plural(dated, 'event')}" + (" and of no given day" if dated < len(groups) else "")


def _when(groups: Sequence[ClaimGroup]) -> str:
    """The days of groups, from the first to the last."""
    when = days.hull([group.days for group in groups if group.days])
    if when is None:
        return ""
    if len(groups) == 1:
        doubt = " (one event or several)" if groups[0].doubt else ""
        return f"{days.in_words(when)}{doubt}"
    return days.in_words(when)


def when_in_words(claim: Claim) -> str:
    """When a claim says that it happened: "on 3 March 2022", "“last week”, 28 February – 6 March 2022"."""
    date = claim.mention.date
    words = f"“{date.text}”" if date and date.text else ""
    if claim.days is None:
        return words or "day not given"
    when = days.in_words(claim.days)
    return f"on {when}" if claim.on_one_day else ", ".join(filter(None, (words, when)))


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
