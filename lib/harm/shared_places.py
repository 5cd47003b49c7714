"""The place of a claim that names none: that of the claim beside it in the sentence, which both may share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from lib.harm.claim_clauses import clause_of, only_says_who
from lib.harm.draft import Draft
from lib.harm.words import claim_words
from lib.records import Outcome

LEAVING: tuple[Outcome, ...] = ("captured", "displaced", "missing")
"""Outcomes of which a place "from" is where they happened; an arrest elsewhere is not where others were harmed."""


def _near_above(draft: Draft, root: int) -> Iterator[Token]:
    """The nouns that a place hangs on."""
    for word in draft.harm.first.doc[root].ancestors:
        if word.pos_ in ("VERB", "AUX"):
            return
        yield word


def has_own_subject(other: Draft, draft: Draft) -> bool:
    """Whether a claim is told by another clause than a second one, and that clause has a subject of its own."""
    clause = clause_of(other.harm.first)
    subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in clause.lefts)
    return subject and clause.pos_ == "VERB" and clause != clause_of(draft.harm.first)


def place_beside(
    draft: Draft, near: Sequence[tuple[Draft, int]], root_of: Mapping[int, int], *, apart: bool
) -> int | None:
    """The place of the nearest claim beside one without a place that both may share.

    A place named after both is of both ("Two died and ten were hurt in Homs"); one named before is, unless
    the claim's own clause is set apart.

    Args:
        near: Other claims of the sentence, each with its place, an index.
        root_of: The token that heads each place.
        apart: Whether the claim's clause is set apart from what stands before it.
    """
    harm = draft.harm.first.i
    ranked = []
    for other, number in near:
        if other.outcome in LEAVING and draft.outcome not in LEAVING and has_own_subject(other, draft):
            continue  # "two were wounded, and five men surrendered at Homs"
        there, root = other.harm.first.i, root_of[number]
        if harm < there and any(word.text == ";" for word in draft.harm.first.doc[harm:there]):
            continue  # "94 were hurt; eleven are nursed in Homs"
        if any(word.lemma_.lower() in claim_words("care") for word in _near_above(draft, root)):
            continue  # "had died in a hospital in Homs"
        if only_says_who(clause_of(other.harm.first)):
            continue
        if harm < there < root or (root < harm and not apart):
            ranked.append((abs(there - harm), number))
    return min(ranked)[1] if ranked else None
