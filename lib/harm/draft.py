"""A casualty mention in the making: a harm with whom it befell and how many, not yet attached to a place."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from lib.harm.parties import Harm
from lib.harm.victims import Party, joint_count
from lib.records import Count, Outcome, Polarity


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention before it is attached: its tokens, its parties, its count, and the draft it is a part of."""

    harm: Harm
    outcome: Outcome
    found: tuple[Party, ...]
    count: Count
    meant: Polarity
    first: int
    last: int
    whole: Draft | None = None

    @property
    def head(self) -> Token | None:
        """The head of the first phrase of those harmed."""
        return self.found[0].head if self.found else None


def part_of(whole: Draft, party: Party) -> Draft:
    """A party of a claim as a claim of its own, a part of the whole."""
    return replace(
        whole,
        found=(party,),
        count=joint_count((party,)),
        first=party.start,
        last=party.end - 1,
        whole=whole,
    )
