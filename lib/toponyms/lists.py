"""Finds lists of names of one kind: in "Washington, Oregon and Idaho" all are states, and none lies in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lib.gazetteer import Candidate
from lib.records import Span

_LISTED = re.compile(r",? (?:and|or|&|as well as) (?:the |in |of )?|, (?:the )?")
_LEAST_NAMES = 3
_MOST_NAMES = 60


def alike(
    toponyms: Sequence[Span], candidates: Sequence[tuple[Candidate, ...]], text: str
) -> Iterator[tuple[range, str]]:
    """Lists whose names are all countries, or all first-order regions of one country.

    Args:
        candidates: What each toponym may mean, most important first.

    Yields:
        The indices of a list's toponyms, and the feature: ``country`` or ``admin1``. A list is three names or
        more, the last two joined by "and" or the like.
    """
    first = 0
    for i in range(1, len(toponyms)):
        gap = text[toponyms[i - 1].end : toponyms[i].start][:20]
        joined = _LISTED.fullmatch(gap) is not None
        if joined and gap in {", ", ", the "}:
            continue
        members = range(max(first, i - _MOST_NAMES), i + 1)
        feature = _feature_of([candidates[member] for member in members]) if joined else None
        if feature:
            yield members, feature
        first = i


def _feature_of(names: Sequence[tuple[Candidate, ...]]) -> str | None:
    """What every name of a list can be, in one country, and most of them are in the first place."""
    if len(names) < _LEAST_NAMES or not all(names):
        return None
    foremost = {candidates[0].feature for candidates in names}
    if "country" in foremost and _all_can_be(names, "country", None):
        return "country"
    codes = {candidates[0].place.country_code for candidates in names if candidates[0].feature == "admin1"}
    if len(codes) == 1 and _all_can_be(names, "admin1", codes.pop()):
        return "admin1"
    return None


def _all_can_be(names: Sequence[tuple[Candidate, ...]], feature: str, country_code: str | None) -> bool:
    """Whether each name has a sense of the feature (and country), and more than half have it first."""

    def fits(candidate: Candidate) -> bool:
        return candidate.feature == feature and country_code in {None, candidate.place.country_code}

    first = sum(fits(candidates[0]) for candidates in names)
    return first * 2 > len(names) and all(any(map(fits, candidates)) for candidates in names)
