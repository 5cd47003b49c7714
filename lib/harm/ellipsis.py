"""Figures that a second source gives for a harm named before: "police said two had died, the union spoke of five"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from spacy.tokens import Span, Token

from lib.beside import beside
from lib.counts import CountExpression
from lib.harm.arguments import child_of
from lib.harm.draft import Draft
from lib.harm.noun_counts import Counts
from lib.harm.people import can_speak, sort_of
from lib.harm.victims import joint_count, parties
from lib.harm.voices import is_where_they_count
from lib.harm.words import claim_words

_GAPPED = ("conj", "npadvmod", "appos", "dep", "dobj", "nummod")
_WHERE = ("in", "at", "near", "outside")
_LEADS_TO_FIGURE = ("of", "at", "to", "on")


def elliptic_claims(sentence: Span, drafts: Iterable[Draft], counts: Counts) -> list[Draft]:
    """The claims that only a source and a figure make, each with the harm of the claim before it.

    The source is the subject of a verb of speech, or the noun before "of" or "at" where the verb is left out
    ("the army, of nine").
    """
    known = [draft for draft in drafts if draft.count.start is not None]
    used = {draft.count.start for draft in known}
    found = []
    for expression in _bare_figures(sentence, counts):
        before = [draft for draft in known if draft.last < expression.start]
        if before and expression.count.start not in used:
            last = expression.end - 1
            found.append(
                replace(
                    before[-1],
                    found=(),
                    count=expression.count,
                    meant="asserted",
                    first=expression.start,
                    last=last,
                    said=sentence.doc[last],
                )
            )
    return found


def gapped_claims(drafts: Iterable[Draft], counts: Counts) -> Iterator[Draft]:
    """The claims that only a figure and a place make: "six were killed in Homs, two in Hama and one in Idlib".

    They are parts of the claim before where that says no place of its own ("14 died, two of them in Homs").
    """
    known = [draft for draft in drafts if draft.count.start is not None and draft.meant == "asserted"]
    used = {draft.count.start for draft in known}
    for draft in known:
        for expression in _figures_with_places(draft, counts):
            if expression.count.start in used:
                continue
            used.add(expression.count.start)
            figure = draft.harm.first.doc[expression.end - 1]
            yield replace(
                draft,
                found=(),
                count=expression.count,
                first=expression.start,
                last=figure.i,
                whole=draft if _is_of_total(figure, draft) else None,
                at=figure,
            )


def _figures_with_places(draft: Draft, counts: Counts) -> Iterator[CountExpression]:
    """The bare figures behind a claim that hang on its words and have a place of their own."""
    harm = draft.harm.first
    for expression in dict.fromkeys(counts.values()):
        figure = harm.doc[expression.end - 1]
        if figure.i <= max(draft.last, harm.i) or figure.pos_ != "NUM":
            continue
        told = figure.dep_ == "nsubj" and figure.head.lemma_.lower() in claim_words("reports")
        if figure.dep_ not in _GAPPED and not told:
            continue
        # "six died in Homs, two in Hama, the governor said" may be cut before "two"
        if not any(word in (harm, harm.head, draft.head) for word in islice(figure.ancestors, 4)):
            continue
        if named_place(figure) is not None:
            yield expression


def named_place(word: Token) -> Token | None:
    """The name that a phrase of place right behind a word leads to ("two | in Hama")."""
    for link in word.rights:
        if link.i == word.i + 1 and link.lower_ in _WHERE:
            return next((c for c in link.children if c.dep_ == "pobj" and _is_name(c)), None)
    return None


def _is_name(noun: Token) -> bool:
    return noun.pos_ == "PROPN" or noun.ent_type_ in ("GPE", "LOC", "FAC")


def _is_of_total(figure: Token, draft: Draft) -> bool:
    """Whether a figure is of some of the persons of a claim that names no place of its own."""
    if figure.dep_ == "appos" or any(child.lower_ == "alone" for child in figure.rights):
        return True
    return not any(
        noun.dep_ == "pobj" and noun.i < figure.i and any(_is_name(word) for word in noun.subtree)
        for word in (draft.harm.first, draft.harm.last, *([draft.head] if draft.head is not None else []))
        for link in word.children
        if link.lower_ in _WHERE
        for noun in link.children
    )


def likewise_claims(drafts: Iterable[Draft], counts: Counts) -> Iterator[Draft]:
    """Those whom the same harm befell by a verb that stands for it: "as were five clerks", "and so did a nurse"."""
    for draft in drafts:
        for verb in draft.harm.first.children:
            noun = child_of(verb, "nsubj", "nsubjpass") if _stands_for_another(verb) else None
            found = parties(noun, counts, known=False) if noun is not None and noun.i > verb.i else ()
            if found:
                first, last = min(party.start for party in found), max(party.end for party in found) - 1
                yield replace(draft, found=found, count=joint_count(found), first=first, last=last)


def _stands_for_another(verb: Token) -> bool:
    """Whether an auxiliary stands for a verb before it, after "as" or "so"."""
    return verb.lemma_ in ("be", "do", "have") and any(child.lower_ in ("as", "so") for child in verb.lefts)


def _bare_figures(sentence: Span, counts: Counts) -> Iterator[CountExpression]:
    """The counts that count no noun and that a source is said to give."""
    for expression in dict.fromkeys(counts.values()):
        if not sentence.start <= expression.start < sentence.end:
            continue
        figure = sentence.doc[expression.end - 1]
        noun = figure.head if figure.dep_ == "nummod" and _goes_unharmed(figure.head) else figure
        bare = figure.pos_ in ("NUM", "NOUN") and (not list(figure.rights) or _teller(figure) is not None)
        if bare and second_source(noun) is not None:
            yield expression


def _goes_unharmed(noun: Token) -> bool:
    """Whether a noun of persons stands alone with its figure ("the army spoke of 12 terrorists")."""
    return sort_of(noun) == "person" and not list(noun.rights) and noun.head.lower_ == "of"


def second_source(figure: Token) -> Token | None:
    """The head of the phrase that says who gives a figure; ``None`` when nobody does."""
    link = figure.head
    told = _teller(figure)
    if told is not None:
        return told
    if figure.dep_ == "dobj" and link.lemma_.lower() in claim_words("reports"):
        found = figure.pos_ != "NUM" and link.lemma_.lower() in claim_words("finds")
        return None if found or is_where_they_count(link) else _speaking(child_of(link, "nsubj"))
    if figure.dep_ != "pobj" or link.lower_ not in _LEADS_TO_FIGURE or link.is_sent_start:
        return None
    before = beside(link, -1)
    if _is_told_of(before):  # "police put the figure at five", "the army admitted the loss of nine"
        return _speaking(child_of(before.head, "nsubj"))
    if before.lower_ == "another" and any(
        word.lower_ == "one" for word in figure.sent[: before.i - figure.sent.start]
    ):
        return before  # "one officer spoke of five dead, another of nine"
    if before.text == "," and not before.is_sent_start:
        before = beside(before, -1)
    elif link.lower_ != "at":  # "a girl of seven"
        before = link
    if before.pos_ in ("NOUN", "PROPN") and link.lower_ != "on":
        follows = before.left_edge.i > 0 and beside(before.left_edge, -1).is_punct
        return _speaking(before) if follows else None
    insists = link.lower_ == "on" and link.head.lemma_ == "insist"
    if insists or (link.head.pos_ == "VERB" and link.head.lemma_.lower() in claim_words("reports")):
        return _speaking(child_of(link.head, "nsubj"))
    return None


def _teller(figure: Token) -> Token | None:
    """Who counts or tells of it by a clause of its own ("the 70 that the UN counted", "the 70 counted by the UN")."""
    for clause in figure.rights:
        if clause.dep_ in ("relcl", "acl") and clause.lemma_.lower() in claim_words("reports"):
            agents = (noun for by in clause.rights if by.dep_ == "agent" for noun in by.children)
            return _speaking(child_of(clause, "nsubj")) or _speaking(next(agents, None))
    return None


def _is_told_of(noun: Token) -> bool:
    """Whether somebody tells of a figure or a loss, said without those whom it befell."""
    known = noun.lemma_.lower() in claim_words("figure") or noun.lemma_.lower() in ("loss", "death")
    return known and noun.dep_ == "dobj" and noun.head.lemma_.lower() in claim_words("reports")


def _speaking(noun: Token | None) -> Token | None:
    return noun if noun is not None and can_speak(noun) else None
