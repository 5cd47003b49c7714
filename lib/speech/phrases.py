"""Phrases: the words of a noun phrase that name somebody, and the bounds of what a token stands in."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

LONGEST_SOURCE = 40
"""Words after its head that a source may have; a list of names goes on for longer."""
_LEADS = frozenset(
    {"as", "but", "even", "however", "if", "meanwhile", "now", "so", "still", "then", "when", "while", "yet"}
)
_TIMES = frozenset({"after", "amid", "before", "during"})
_CIRCUMSTANCES = _TIMES | {"on", "upon"}

INTRODUCES = frozenset({"a", "an", "another", "one"})
"""Words that bring in somebody who was not told of before."""


def noun_phrase(head: Token) -> Span:
    """The noun phrase of ``head`` without what only adds to it: appositions, clauses after a comma, dashes.

    A clause without a comma stays with a common noun ("a man who asked not to be named").
    """
    doc: Doc = head.doc
    if head.tag_ == "PRP" and head.i > 0 and doc[head.i - 1].head == head and doc[head.i - 1].pos_ == "PROPN":
        return doc[head.i : head.i + 1]  # the parse joins a name at the end of the sentence before
    left, right = head.left_edge.i, head.right_edge.i
    for child in head.rights:
        hyphen = child.text == "-" and not child.whitespace_
        loose = child.dep_ in ("advcl", "punct", "parataxis", "ccomp", "dep") and not hyphen
        loose = loose or (
            child.dep_ == "appos" and not (child.pos_ == "PROPN" and doc[child.left_edge.i - 1] == head)
        )
        clause = child.dep_ in ("relcl", "acl")
        if clause and (head.pos_ == "PROPN" or _after_comma(child) or len(list(child.subtree)) > 15):
            loose = True
        if loose or _is_circumstance(head, child):
            right = min(right, child.left_edge.i - 1)
    right = min(right, head.i + LONGEST_SOURCE)
    for index in range(head.i, right + 1):
        if doc[index].text in (",", ";", ":", "—", "–", "--", "-", "(") and doc[index].whitespace_ != "":
            if not _joins_list(doc, head, index):
                right = index - 1
                break
        elif doc[index].text in ("(", "—", "--") or doc[index].is_space:
            right = index - 1
            break
    right = max(right, head.i)
    while left < head.i and (
        not doc[left].text[0].isalnum() or doc[left].dep_ == "cc" or doc[left].lower_ in _LEADS
    ):
        left += 1
    while right > head.i and (_is_mark(doc[right]) or doc[right].tag_ == "POS"):
        right -= 1
    return doc[left : right + 1]


def _is_circumstance(head: Token, phrase: Token) -> bool:
    """Whether a phrase after a noun tells when or how it spoke ("the envoy on his return", "a clerk by telephone")."""
    if phrase.dep_ != "prep" or phrase.i < head.i:
        return False
    inner = next((child for child in phrase.children if child.dep_ == "pobj"), None)
    if inner is None or phrase.lower_ not in _CIRCUMSTANCES:
        return False
    own = any(child.tag_ == "PRP$" for child in inner.children)
    return (
        phrase.lower_ in _TIMES or own or inner.ent_type_ in ("DATE", "TIME") or inner.lower_ == "condition"
    )


def _is_mark(token: Token) -> bool:
    return (token.is_punct or token.is_space) and token.text not in ")."


def sentence_bounds(token: Token) -> tuple[int, int]:
    """First and last token (inclusive) of the sentence of ``token``; quick in a long Doc."""
    doc = token.doc
    start = end = token.i
    while start > 0 and not doc[start].is_sent_start:
        start -= 1
    while end + 1 < len(doc) and not doc[end + 1].is_sent_start:
        end += 1
    return start, end


def entity_at(token: Token) -> Span:
    """The entity that a token is part of; quicker than all entities of a long Doc."""
    doc, start, end = token.doc, token.i, token.i + 1
    while doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return doc[start:end]


def _after_comma(clause: Token) -> bool:
    before = clause.left_edge.i - 1
    return before >= 0 and clause.doc[before].text in (",", "—", "–", "--", "(")


def _joins_list(doc: Doc, head: Token, comma: int) -> bool:
    """Whether the comma joins several speakers ("France, Germany and Italy")."""
    conjuncts = {token.i for token in head.conjuncts}
    return any(index > comma for index in conjuncts) and all(
        token.i < comma or token.i in conjuncts or token.dep_ not in ("relcl", "appos", "acl")
        for token in doc[head.i : comma + 1]
    )
