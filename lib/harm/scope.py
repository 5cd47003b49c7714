"""Whether a casualty claim is about one incident or adds up a span of time."""

from __future__ import annotations

import re

from spacy.tokens import Token

from lib.harm.terms import is_harm, words_after, words_before
from lib.harm.words import claim_words
from lib.records import Scope

_LONG = ("in", "during", "over", "throughout", "within", "for", "of", "by", "from", "between")
_PERFECT = ("have", "has")
_THROUGH = ("in", "during", "throughout", "of")
_NEAR = 25  # tokens on either side in which "so far" is looked for
_ASIDE_TOTAL = re.compile(r" in (?:all|total)(?= [,)–—-])")  # "the family, 14 people in all, was killed"
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day")
_CLAUSES = ("ccomp", "relcl", "advcl", "ROOT", "parataxis")


def scope(trigger: Token, head: Token | None) -> Scope:
    """Whether a claim adds up a span of time ("since 2014", "in the war", "this year") or is of one event.

    Args:
        trigger: The token that names the harm.
        head: The head of the phrase of those harmed.
    """
    verbs = _clause_words(trigger, head)
    running = claim_words("running")
    near = _near(trigger)
    if any(f" {phrase} " in near for phrase in running if " " in phrase):  # "so far"
        return "incident" if _is_of_one_day(verbs) else "cumulative"
    for word in verbs:
        if word not in (trigger, head) and any(child.tag_ == "JJS" for child in word.lefts):
            continue  # "the worst attack in decades"
        if word.lemma_.lower() in claim_words("lasting") and any(_lasts(child) for child in word.children):
            return "cumulative"
        for child in word.children:
            lower = child.lower_
            if lower == "since" and child.dep_ in ("prep", "mark", "advmod", "pcomp"):
                return "cumulative"
            if child.dep_ == "advcl" and any(
                g.lower_ == "since" and g.dep_ == "mark" for g in child.children
            ):
                return "cumulative"
            own = child.lower_ != "of" or (word in (trigger, head) and word.lemma_ != "prisoner")
            if child.dep_ == "prep" and own and _is_long(child):  # not "the worst night of the war"
                return "cumulative"
            if child.dep_ in ("npadvmod", "advmod") and _names_span(child) and not _is_distance(child):
                return "cumulative"
            if lower in running and lower != "since" and child.dep_ in ("advmod", "prep", "amod"):
                return "cumulative"
            if child.dep_ in ("nsubj", "agent") and _is_period(child):
                return "cumulative"
    return "incident"


def _is_of_one_day(verbs: list[Token]) -> bool:
    """Whether what did the harm is said to have begun on a day ("the fighting that broke out on Friday")."""
    return any(
        child.dep_ in ("nsubj", "agent") and any(_WEEKDAY.fullmatch(word.lower_) for word in child.subtree)
        for verb in verbs
        for child in verb.children
    )


def _lasts(auxiliary: Token) -> bool:
    """Whether an auxiliary says what has come to be, or is so now ("have fled", "are displaced")."""
    return auxiliary.lower_ in _PERFECT or (auxiliary.dep_ == "auxpass" and auxiliary.lower_ in ("are", "is"))


def _is_distance(span: Token) -> bool:
    """Whether a stretch of time says how long before or after another event ("two years after")."""
    following = next(words_after(span, 1), None)
    return following is not None and following.lower_ in ("after", "before", "ago", "later", "earlier")


def _near(trigger: Token) -> str:
    """The words near a trigger, in its sentence, with a blank around each."""
    before = [word.lower_ for word in words_before(trigger, _NEAR)]
    after = [word.lower_ for word in words_after(trigger, _NEAR)]
    words = f" {' '.join(before[::-1])} | {' '.join(after)} "
    return _ASIDE_TOTAL.sub(" ", words)


def _is_period(noun: Token) -> bool:
    """Whether a subject or agent is a war or the like, that harms over a long time."""
    if noun.dep_ == "agent":
        return any(_is_period(child) for child in noun.children if child.dep_ == "pobj")
    return _is_span_of_period(noun) or noun.lemma_.lower() in claim_words("period")


def _is_span_of_period(noun: Token) -> bool:
    """Whether a noun is a stretch of a war or the like ("two years of fighting", "the course of the war")."""
    if noun.lemma_.lower() not in claim_words("span"):
        return False
    return any(inner.lemma_.lower() in claim_words("period") for of in noun.rights for inner in of.children)


def _clause_words(trigger: Token, head: Token | None) -> list[Token]:
    """The words that a time or a war may hang on: the trigger, its governors in the clause, the harmed."""
    found = [trigger]
    word = trigger
    for _ in range(4):
        if word.dep_ in _CLAUSES or word.head == word:
            break
        word = word.head
        found.append(word)
    if head is not None:
        found.append(head)
    found += [word for word in trigger.rights if word.dep_ == "conj" and is_harm(word)]
    listed = list(words_after(trigger, 2))
    if len(listed) == 2 and listed[0].lower_ == "and" and is_harm(listed[1]):
        found.append(listed[1])  # "the dead and missing in ten years of war"
    return found


def _is_long(preposition: Token) -> bool:
    """Whether a prepositional phrase names a war or a span of months or years ("over two decades")."""
    if preposition.lower_ not in _LONG:
        return False
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if noun is None:
        return False
    if noun.lemma_.lower() in claim_words("period") and preposition.lower_ in _THROUGH:
        return not _is_short(noun)
    if _is_span_of_period(noun) and (noun.tag_ == "NNS" or noun.lemma_ == "course"):
        return True  # not "in the 12th week of the siege"
    if preposition.lower_ == "between":
        return noun.ent_type_ == "DATE" and not _WEEKDAY.fullmatch(noun.lower_)
    return _names_span(noun)


def _is_short(noun: Token) -> bool:
    """Whether a fight is said to have taken hours or days ("the 24-hour offensive", "the two-day siege")."""
    words = " ".join(word.lower_ for child in noun.lefts for word in child.subtree)
    return re.search(r"\b(?:hour|day|night|overnight|weekend|week)s?\b", words) is not None


def _names_span(noun: Token) -> bool:
    """Whether a noun phrase is a stretch of time of weeks or more ("the past three months", "this year")."""
    if noun.lemma_.lower() not in claim_words("span"):
        return False
    lefts = [child.lower_ for child in noun.lefts]
    if noun.lemma_ == "week" and noun.tag_ != "NNS":
        return "past" in lefts
    return any(word in ("past", "last", "this", "recent", "these") for word in lefts) or noun.tag_ == "NNS"
