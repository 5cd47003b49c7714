"""The figure of a toll, or of some of those harmed: the one reached, put, set aside, or given behind a colon."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from lib.beside import beside, words_after, words_before
from lib.counts import CountExpression
from lib.harm.arguments import ASIDE, child_of, describes
from lib.harm.counted import SUBJECTS, count_before, counted_after
from lib.harm.noun_counts import Counts
from lib.harm.people import sort_of
from lib.harm.terms import is_harm, names_harm
from lib.harm.words import claim_words

_TOLL_REACH = 25  # tokens between "the death toll" and its figure


def share(token: Token, counts: Counts) -> CountExpression | None:
    """The count of "11 of the injured", and the figure of "the number of dead rose to 20"."""
    if token.dep_ != "pobj" or token.head.lower_ != "of":
        return None
    whole = token.head.head
    own = counts[whole.i].count if whole.i in counts else None
    shared = own is not None and (own.low is not None or own.high is not None)
    if whole.i in counts and whole.i < token.i and (shared or count_before(token, counts) is None):
        return counts[whole.i]
    if whole.lower_ == "that" and (of_another := counts.get(token.i + 2)) is not None:
        return of_another if beside(token, 1).lower_ in ("at", "as") else None  # "and that of the dead at 29"
    return toll_figure(token, counts) if whole.lemma_.lower() in claim_words("figure") else None


def further_toll(token: Token, counts: Counts) -> CountExpression | None:
    """The figure of a second toll of one verb ("put the number of guards killed at 9 and of its own dead at 3")."""
    of = next((word for word in words_before(token, 3) if word.pos_ not in ("ADJ", "DET", "PRON")), None)
    if of is None or of.lower_ != "of" or of.i == 0 or beside(of, -1).lower_ not in ("and", "that"):
        return None
    at = beside(token, 1) if token.i + 1 < len(token.doc) else token
    return counts.get(at.i + 1) if at.lower_ in ("at", "as") else None


def toll_figure(token: Token, counts: Counts) -> CountExpression | None:
    """The count that a toll, or a "number of" something, is said to have reached."""
    stated = _stated(token, counts)
    if stated is not None:
        return stated
    to = next(
        (word for word in token.head.children if word.lower_ in ("to", "at") and word.i < token.i), None
    )
    before = child_of(to, "pobj") if to is not None and token.dep_ == "dobj" else None
    if to is not None and token.dep_ == "dobj":
        before = before or beside(to, 1)  # "bringing to 19 the number of dead"
        if before.i in counts and before.i < token.i:
            return counts[before.i]
    apposed = child_of(token, "appos")
    if apposed is not None and apposed.i in counts and beside(apposed, -1).text == ",":
        return counts[apposed.i]  # "a higher toll, 123"
    links = claim_words("link")
    linked = beyond = ranges = False  # ``ranges``: "go from 12 to 20"
    aside = {word.i for child in token.rights if child.dep_ == "relcl" for word in child.subtree}
    for word in words_after(token, _TOLL_REACH):
        if word.i in aside:
            continue
        if word.text == ";" or word.lower_ == "but" or (word.pos_ == "NOUN" and names_harm(word)):
            return None
        if word.i in counts:
            figure = counts[word.i]
            if beyond and names_harm(counted_after(figure, token)):
                return None  # "the toll surpassed the 67 deaths of July"
            if ranges and figure.count.qualifier == "range":
                return figure
            if linked and (figure.count.qualifier != "none" or _is_nil(word)):
                return _beyond(figure) if beyond else figure
            continue
        ranges = ranges or word.lemma_.lower() in claim_words("ranges")
        beyond = word.lemma_.lower() in claim_words("beyond") or (
            beyond and word.pos_ in ("DET", "ADV", "ADP")
        )
        if word.lower_ in ("from", "by"):
            linked = False
        elif word.lower_ in ("as", "because", "since") and beside(word, -1).text == ",":
            return None  # "the toll could rise, as 20 people are missing"
        elif word.lower_ == "as" and "well" in (beside(word, -1).lower_, beside(word, 1).lower_):
            linked = False  # "17 soldiers as well as 14 civilians"
        elif word.lemma_.lower() in links:
            linked = True
        elif not (word.pos_ in ("ADV", "AUX", "DET", "ADJ") or word.is_quote or _labels(word)):
            linked = False
    return None


def _stated(toll: Token, counts: Counts) -> CountExpression | None:
    """The figure that somebody is said to put a toll at, wherever it stands ("put the toll of the raid at nine")."""
    whole = toll
    while whole.dep_ == "pobj" and whole.head.lower_ == "of" and whole.head.head.pos_ == "NOUN":
        whole = whole.head.head
    verb = whole.head
    if whole.dep_ not in ("dobj", "nsubjpass") or verb.lemma_.lower() not in claim_words("sets a toll"):
        return None
    for word in words_after(whole, _TOLL_REACH):
        if word.text == ";" or (word.dep_ == "conj" and is_harm(word)):
            return None  # "put the dead at nine and the wounded at 20"
        earlier = word.head.dep_ == "relcl"  # "the toll, which had stood at 19, was raised to 26"
        reached = counts.get(word.i + 1) if word.lower_ in ("at", "as") and not earlier else None
        if reached is not None and (word.head == verb or _closes(reached, word)):
            return reached
    for link in verb.rights:
        figure = child_of(link, "pobj") if link.lower_ in ("at", "as", "to") else None
        if figure is not None and figure.pos_ == "NUM" and figure.i in counts and figure.i > whole.i:
            return counts[figure.i]
    return None


def _closes(figure: CountExpression, word: Token) -> bool:
    """Whether a figure ends what is said of it, or "and of" those of another toll follow."""
    following = [after.lower_ for after in word.doc[figure.end : figure.end + 2]]
    return not following or word.doc[figure.end].is_punct or following in (["and", "of"], ["and", "that"])


def _is_nil(word: Token) -> bool:
    """Whether a toll is said to be none ("put its losses at zero", "Losses: none")."""
    return word.lower_ in ("zero", "nil", "none") and beside(word, -1).lower_ in (
        "at",
        ":",
        "is",
        "was",
        "were",
    )


def _labels(word: Token) -> bool:
    """Whether a word between a colon and a figure says that it is of persons ("losses: personnel – about 1,200")."""
    before = beside(word, -1)
    if word.text in ("-", "–", "—", "‒"):
        return sort_of(before) == "person" and beside(before, -1).text == ":"
    return before.text == ":" and sort_of(word) == "person"


def aside_count(noun: Token, counts: Counts) -> CountExpression | None:
    """The count of "fighters from both sides, at least 60 in all," or of "the men, totalling 116,"."""
    for word in words_after(noun, ASIDE):
        if word.i not in counts:
            continue
        expression = counts[word.i]
        before, after = beside(word, -1), word.doc[expression.end : expression.end + 2].text.lower()
        totals = before.lemma_.lower() in ("total", "number") and before.pos_ == "VERB"
        if totals or (before.text == "," and after in ("in all", "in total", "in number")):
            return expression
    return None


def after_colon(token: Token, counts: Counts) -> Token | None:
    """What a count after a colon counts ("Dead: nine", "The dead: three guards")."""
    predicate = token.dep_ in ("acomp", "attr") and child_of(token.head, *SUBJECTS) is not None
    if predicate or (token.i > 0 and beside(token, -1).lower_ == "as"):
        return None  # "the plan is dead: two of its sponsors have left", "as good as dead:"
    colon = next(words_after(token.head if describes(token) else token, 1), None)  # "Missing persons: 17"
    if colon is None or colon.text != ":":
        return None
    if colon.i + 1 not in counts:
        named = next((child for child in token.rights if child.dep_ == "appos" and child.i > colon.i), None)
        person = named is not None and sort_of(named) == "person" and token.dep_ == "ROOT"
        return named if person else None  # "The dead: a plumber, his wife and their baby"
    return counted_after(counts[colon.i + 1], token)


def _beyond(expression: CountExpression) -> CountExpression:
    """The figure as a lower bound, after "has passed" or "exceeds"."""
    count = expression.count
    if count.qualifier not in ("exact", "about"):
        return expression
    return replace(expression, count=replace(count, high=None, qualifier="at_least"))
