"""A casualty mention in the making: a harm with whom it befell and how many, not yet attached to a place."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from lib.harm.parties import Harm
from lib.harm.victims import Party, joint_count
from lib.records import Count, Outcome, Polarity


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention before it is attached.

    Attributes:
        first, last: The first and last token that say how many, who and what.
        whole: The draft that this one is a part of, or ``None``.
        at: The figure that another place is given for ("six died in Homs, two in Hama"), or ``None``.
        said: The figure that another source gives for the same harm ("the union spoke of five"), or ``None``.
    """

    harm: Harm
    outcome: Outcome
    found: tuple[Party, ...]
    count: Count
    meant: Polarity
    first: int
    last: int
    whole: Draft | None = None
    said: Token | None = None
    at: Token | None = None

    @property
    def anchor(self) -> Token:
        """The token from which the claim's clause is read."""
        return self.harm.last if self.harm.term.part != "verb" else self.harm.first

    @property
    def spot(self) -> Token:
        """The token from which the claim's place is read."""
        return self.at if self.at is not None else self.anchor

    @property
    def sentence(self) -> int:
        """The first token of the sentence."""
        return self.harm.first.sent.start

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
