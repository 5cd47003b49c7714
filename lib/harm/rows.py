"""The rows of harm.csv and no_harm.csv in data/lexicons, and those of a word of the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from spacy.tokens import Token

from lib import lexicon
from lib.beside import beside
from lib.records import Outcome

Pattern = Literal[
    "object", "subject", "state", "condition", "event", "persons", "bodies", "lives", "toll", "lost"
]
Demand = Literal["any", "known", "counted", "own", "none", "negated"]
_ENDINGS = ("s", "d", "ed")
PAST = {"shot": "shoot", "struck": "strike", "held": "hold"}
"""Forms that the tagger takes for nouns behind a figure ("5 shot at a wake"), with their verbs."""


@dataclass(frozen=True, slots=True)
class HarmTerm:
    """A row of harm.csv.

    Attributes:
        term: The lemma, or the form for adjectives.
        part: Its part of speech.
        complement: A lemma that must go with it ("dead" for "shoot"), or ``None``.
        pattern: Where the harmed are: its ``object`` (or passive subject), its ``subject``, what a ``state``
            is said of, those in a ``condition``, the of-phrase of an ``event``, the ``persons`` it means, the
            of-phrase of ``bodies``, its object ``lives``, the figure of a ``toll``, or those ``lost`` from sight.
        victims: ``known`` demands a noun known to mean persons, ``counted`` a count too, ``own`` somebody's
            relative ("his wife") or a number of his own men, and of a noun "death" before it, ``none`` a count of none,
            ``negated`` that the verb is denied ("did not survive").
        example: A sentence in which the term is read with this outcome.
    """

    term: str
    part: Literal["verb", "adjective", "noun"]
    complement: str | None
    pattern: Pattern
    outcome: Outcome
    victims: Demand
    example: str


@cache
def _terms() -> Mapping[str, tuple[HarmTerm, ...]]:
    found: dict[str, tuple[HarmTerm, ...]] = {}
    for row in lexicon.load("harm", HarmTerm):
        found[row.term] = (*found.get(row.term, ()), row)
    return found


@dataclass(frozen=True, slots=True)
class NoHarm:
    """A row of no_harm.csv: a verb that is no harm when ``follower`` goes with it ("killed time")."""

    verb: str
    follower: str
    example: str


@cache
def no_harm() -> frozenset[tuple[str, str]]:
    """The verbs of no_harm.csv, each with what makes it no harm."""
    return frozenset((row.verb, row.follower) for row in lexicon.load("no_harm", NoHarm))


def rows_at(token: Token) -> tuple[HarmTerm, ...]:
    """The rows whose term is the token's lemma, its form, or its form without an ending of plural or past."""
    taken = token.lower_ in PAST and token.tag_ == "NN" and token.i > 0
    joined = token.dep_ == "conj" and token.head.tag_ == "VBN"  # "tied to a tree and shot"
    if taken and token.dep_ != "compound" and (joined or _counts_some(beside(token, -1))):
        return _rows_of(PAST[token.lower_], token.lower_)
    return _rows_of(token.lemma_, token.lower_)


def _counts_some(figure: Token) -> bool:
    """Whether a figure is of more than one."""
    return figure.pos_ == "NUM" and figure.lower_ not in ("1", "one")


@lru_cache(maxsize=1 << 15)
def _rows_of(lemma: str, lower: str) -> tuple[HarmTerm, ...]:
    terms = _terms()
    rows = (*terms.get(lemma.lower(), ()), *terms.get(lower, ()))
    shorter = (lower.removesuffix(ending) for ending in _ENDINGS if lower.endswith(ending))
    return rows or next((terms[form] for form in shorter if form in terms), ())
