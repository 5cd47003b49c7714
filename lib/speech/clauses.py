"""Clauses: what a clause is by its form, and the stretch of tokens that it takes."""

from __future__ import annotations

from spacy.tokens import Token

from lib.beside import beside
from lib.speech.phrases import sentence_bounds
from lib.speech.sources import goes_back

Range = tuple[int, int]
"""First and last token of a stretch, both inclusive."""


def is_passive_only(clause: Token) -> bool:
    """Whether a clause is a passive without a subject ("asked not to be named")."""
    return any(c.dep_ == "auxpass" for c in clause.children) and not has_subject(clause)


def is_cut_off(clause: Token) -> bool:
    """Whether a clause is a bare verb whose subject the parse has elsewhere ("as the door ... closed")."""
    return clause.left_edge == clause.right_edge and clause.tag_ in ("VBD", "VBZ")


def is_participle_only(verb: Token) -> bool:
    """Whether a verb is a participle alone (he said, still puzzled)."""
    helped = any(child.dep_ in ("aux", "auxpass") for child in verb.children)
    return verb.tag_ in ("VBG", "VBN") and not helped and not has_subject(verb)


def is_joined(clause: Token, cue: Token) -> bool:
    """Whether a clause before a cue is another one, joined to it ("they fled, and a driver said the road ...")."""
    last = clause.right_edge
    reports = any(child.dep_ == "ccomp" and child.i > cue.i for child in cue.children)
    return reports and last.dep_ == "cc" and last.i < cue.i


def form_of(clause: Token) -> str:
    """What a clause is: "inf" ("to leave"), "ing" ("leaving") or "that" (finite)."""
    if any(child.tag_ == "TO" and child.dep_ in ("aux", "mark") for child in clause.children):
        return "inf"
    helpers = [child.tag_ for child in clause.children if child.dep_ in ("aux", "auxpass")]
    return "ing" if "VBG" in (helpers or [clause.tag_])[:1] else "that"


def has_mark(clause: Token) -> bool:
    """Whether a word opens a clause ("that", "how", "what")."""
    return any(child.dep_ == "mark" or child.tag_ in ("WRB", "WP") for child in clause.children)


def around(cue: Token, clause: Token) -> list[Range]:
    """A clause that comes before its cue, and what of it goes on after ("But, she said, it is over")."""
    report = [t.i for t in cue.subtree if t.i > clause.i or cue.dep_ == "parataxis"]
    if clause.head == cue:
        inside = {t.i for t in clause.subtree}
        report = [i for i in report if i not in inside]
    report = _run(report, cue.i)
    before: list[Range] = [(sentence_bounds(clause)[0], report[0] - 1)]
    after = [t.i for t in clause.subtree if t.i > report[-1] and not t.is_punct]
    return before + ([(after[0], after[-1])] if after else [])


def _run(indices: list[int], cue: int) -> list[int]:
    """The stretch of neighbouring indices that holds the cue."""
    chosen = [cue]
    known = set(indices)
    while chosen[0] - 1 in known:
        chosen.insert(0, chosen[0] - 1)
    while chosen[-1] + 1 in known:
        chosen.append(chosen[-1] + 1)
    return chosen


def within(head: Token, cue: Token) -> Range:
    """The subtree of ``head`` after its cue, ended before a further act of the speaker ("..., adding")."""
    start, end = max(head.left_edge.i, cue.i + 1), head.right_edge.i
    if start <= end and head.doc[start].pos_ == "ADV" and beside(head.doc[start], 1).lower_ == "that":
        start += 1
    for token in head.doc[start : end + 1]:
        if token.i > head.i and leaves_clause(token):
            return start, token.i - 1
    return start, end


def leaves_clause(token: Token) -> bool:
    """Whether a verb within a reported clause is a further act of its speaker (", adding that")."""
    return not has_subject(token) and goes_back(token)


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own, other than a clause or "there"."""
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
