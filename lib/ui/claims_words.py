"""What groups of claims are about, and the range of their figures, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lib import days
from lib.claims import Claim
from lib.tolls import ClaimGroup, days_in_words, range_in_words
from lib.ui.text import plain, plural

MOST_LINES = 6
"""Of so many events the figures stand in the summary; all of them are in the plot."""


def key_of(claim: Claim) -> str:
    """The key of the row that a claim stands in."""
    return f"{claim.article_id}:c{claim.index}"


def heading(group: ClaimGroup) -> str:
    """When an event was, or that it is a total, and from how many to how many: "3 March 2022: 22 to 47 killed"."""
    what = "Running totals" if group.scope == "cumulative" else _sentence_case(when_of(group))
    if not group.in_common:
        return f"{what}: {plural(len(group.claims), 'claim')} of {group.outcome}"
    return f"{what}: {range_in_words(group.claims)} {group.outcome}"


def when_of(group: ClaimGroup) -> str:
    """When an event was, and that some of its claims do not say so: "3 March 2022 or day not given"."""
    undated = group.days is not None and any(claim.days is None for claim in group.claims)
    return f"{days_in_words(group)}{' or day not given' if undated else ''}"


def summary(groups: Sequence[ClaimGroup]) -> Iterator[str]:
    """For single events and for running totals what is claimed, in Markdown; of several, a line for each."""
    for scope in ("incident", "cumulative"):
        of_scope = [group for group in groups if group.scope == scope]
        if not of_scope:
            continue
        outcome = of_scope[0].outcome.capitalize()
        if len(of_scope) == 1:
            yield f"{outcome}, {_name(of_scope[0])}: {_told(of_scope[0])}"
            continue
        lines = [f"- {_sentence_case(_name_among(group))}: {_told(group)}" for group in of_scope[:MOST_LINES]]
        more = len(of_scope) - len(lines)
        lines += [f"- and {more:,} more, each with its own figures, below"] if more else []
        yield "\n".join(
            (f"{outcome}: **{number(of_scope)}**, each with its own count; not one range", "", *lines)
        )


def number(groups: Sequence[ClaimGroup]) -> str:
    """How many things claims are about: "5 events", "2 events and 3 claims of no given day", "3 running totals"."""
    if groups[0].scope == "cumulative":
        return plural(len(groups), "running total")
    events = sum(group.days is not None for group in groups)
    undated = sum(len(group.claims) for group in groups if group.days is None)
    told = [plural(events, "event")] if events else []
    told += [f"{plural(undated, 'claim')} of no given day"] if undated else []
    return " and ".join(told)


def short(groups: Sequence[ClaimGroup]) -> str:
    """The range of one event's claims: "22 to 47", "22 to 47, if one event"; of several how many they are."""
    (first, *others) = groups
    if others or not first.in_common:
        return number(groups)
    return range_in_words(first.claims) + (", if one event" if first.days and first.doubt else "")


def figures(group: ClaimGroup) -> str:
    """The range of a group; of claims that may be about several events the figures one by one: "4; 13; 17 or more"."""
    if group.in_common:
        return range_in_words(group.claims)
    words = dict.fromkeys(range_in_words([claim]) for claim in sorted(group.claims, key=_least))
    more = len(words) - MOST_LINES
    return "; ".join([*list(words)[:MOST_LINES], *([f"{more:,} more"] if more > 0 else [])])


def _least(claim: Claim) -> int:
    return next((end for end in claim.figure if end is not None), 0)


def _name(group: ClaimGroup) -> str:
    """What the claims of a group are about, where it is the only one."""
    if group.scope == "cumulative":
        return "running totals"
    if group.days is None:
        return "day not given" if group.in_common else "days not given, perhaps of several events"
    when = when_of(group)
    return f"{when}, one event or several" if group.doubt else f"one event, {when}"


def _told(group: ClaimGroup) -> str:
    """The figures of a group and who says so: "**22 to 47** · 3 claims by 2 sources"."""
    return f"**{plain(figures(group))}** · {who_says(group.claims)}"


def _name_among(group: ClaimGroup) -> str:
    """What a group is about among others: its days, or whom a running total counts."""
    if group.scope == "incident":
        return f"{when_of(group)}{', one event or several' if group.doubt and group.days else ''}"
    victims = group.claims[0].mention.victims
    return f"of {plain(victims.text)}" if victims else "of all"


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
