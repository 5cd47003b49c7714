"""A term of harm at its place in a sentence, and what a reader finds there: whom the harm befell."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from lib.counts import CountExpression
from lib.harm.noun_counts import Counts
from lib.harm.rows import Demand
from lib.records import Outcome


@dataclass(frozen=True, slots=True)
class Use:
    """A harm term at a token, with its complement if it needs one, and the counts of the sentence."""

    token: Token
    complement: Token | None
    counts: Counts
    demand: Demand = "any"
    outcome: Outcome = "killed"

    @property
    def last(self) -> Token:
        """The last word that names the harm: the complement, if there is one."""
        return self.complement if self.complement is not None else self.token


@dataclass(frozen=True, slots=True)
class Argument:
    """Whom a harm befell: the head of a phrase, or a count alone; and in words the rule that found it."""

    rule: str
    head: Token | None = None
    expression: CountExpression | None = None
