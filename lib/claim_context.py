"""How a casualty claim is meant: asserted, negated, denied or hypothetical; one incident or a running total."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from lib.harm import claim_words
from lib.records import Polarity, Scope

_LEVELS = 7  # how far up the parse the wording of a claim is looked for
_NOUN_CLAUSES = frozenset(
    "ccomp xcomp pcomp acl dobj pobj prep nsubj conj relcl advcl amod attr compound nsubjpass".split()
)
_RAISING = frozenset(
    "appear seem believe report say think know happen continue begin start go manage presume assume feel come"
    " prove allege find estimate suppose fear suspect use claim need".split()
)
_OTHER_DENIALS = frozenset("responsibility involvement role part knowledge complicity".split())
_TIMES = frozenset("DATE TIME".split())


def polarity(trigger: Token) -> Polarity:
    """What the words around a harm make of it; ``trigger`` is the token that names the harm.

    A count of none is for the caller: "no casualties" is negated whatever stands around it.
    """
    clause = list(_up(trigger))
    if _is_denied(clause):
        return "denied"
    if _is_hypothetical(clause):
        return "hypothetical"
    if _is_negated(trigger):
        return "negated"
    return "asserted"


def _up(token: Token) -> Iterator[Token]:
    """The token and its governors, nearest first."""
    for _ in range(_LEVELS):
        yield token
        if token.head is token:
            return
        token = token.head


def _is_denied(chain: list[Token]) -> bool:
    denies, doubts = claim_words("denies"), claim_words("untrue")
    for below, word in zip(chain, chain[1:], strict=False):
        if word.lemma_.lower() in _OTHER_DENIALS:
            return False
        if below.dep_ == "advcl" or (below.dep_ == "conj" and word.lemma_.lower() in denies):
            continue
        if word.lemma_.lower() in denies and below.dep_ in _NOUN_CLAUSES and below.i > word.i:
            return True
        if word.lemma_.lower() in denies and below.dep_ == "nsubjpass":
            return True
        if below.dep_ in ("nsubj", "csubj") and any(
            child.lemma_.lower() in doubts for child in word.children if child.dep_ in ("acomp", "attr")
        ):
            return chain[0] is not below or chain[0].pos_ == "VERB"
    return False


def _is_hypothetical(chain: list[Token]) -> bool:
    possible, intends = claim_words("possible"), claim_words("intends")
    conditions, fears, averts = claim_words("condition"), claim_words("fears"), claim_words("averts")
    for level, word in enumerate(chain):
        children = list(word.children)
        if any(child.dep_ == "mark" and child.lower_ in conditions for child in children):
            return True
        if any(child.dep_ == "aux" and child.lower_ in possible for child in children):
            return True
        if level + 1 >= len(chain):
            return False
        above = chain[level + 1]
        lemma = above.lemma_.lower()
        infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in children)
        perfect = any(child.lower_ == "have" and child.dep_ == "aux" for child in children)
        if (
            infinitive
            and not perfect
            and lemma not in _RAISING
            and word.dep_ in ("xcomp", "advcl", "acl", "relcl")
        ):
            return True
        if lemma in intends and word.dep_ in ("xcomp", "ccomp", "acl", "prep", "dobj") and not perfect:
            return True
        if lemma in fears and above.pos_ == "NOUN":
            return True
        if lemma in averts and word.dep_ in ("dobj", "xcomp", "pcomp", "prep") and word.i > above.i:
            return True
        if any(child.lower_ in ("attempted", "planned", "possible", "potential") for child in children):
            return True
        if word.dep_ in ("ccomp", "advcl", "conj", "relcl", "parataxis", "ROOT"):
            if word.dep_ == "conj" and not any(child.dep_ in ("nsubj", "nsubjpass") for child in children):
                continue
            return False
    return False


def _is_negated(trigger: Token) -> bool:
    words = [trigger]
    if trigger.pos_ not in ("VERB", "AUX") or trigger.dep_ in ("acomp", "oprd", "xcomp"):
        words.append(trigger.head)
    if trigger.dep_ == "prep":
        words.append(trigger.head.head)
    for word in words:
        if any(child.dep_ == "neg" and child.lower_ not in ("no", "only") for child in word.children):
            return not any(child.lower_ == "only" for child in word.children)
        if word.dep_ == "pobj" and word.head.lower_ == "without":
            return True
    return False


def scope(trigger: Token, head: Token | None, *, toll: bool) -> Scope:
    """Whether a claim adds up a span of time ("since 2014", "in the war", "this year") or is of one event.

    Args:
        trigger: The token that names the harm.
        head: The head of the phrase of those harmed.
        toll: Whether the claim is worded as a running figure ("the toll rose to").
    """
    verbs = _clause_words(trigger, head)
    running = claim_words("running")
    dated = False
    for word in verbs:
        for child in word.children:
            lower = child.lower_
            if lower == "since" and child.dep_ in ("prep", "mark", "advmod", "pcomp"):
                return "cumulative"
            if child.dep_ == "advcl" and any(g.lower_ == "since" for g in child.children):
                return "cumulative"
            if child.dep_ == "prep" and _is_long(child):
                return "cumulative"
            if child.dep_ in ("npadvmod", "advmod") and _names_span(child):
                return "cumulative"
            if lower in running and lower != "since" and child.dep_ in ("advmod", "prep", "amod"):
                return "cumulative"
            if lower == "far" and any(g.lower_ == "so" for g in child.children):
                return "cumulative"
            dated = dated or child.ent_type_ in _TIMES
    return "incident"


def _clause_words(trigger: Token, head: Token | None) -> list[Token]:
    """The words that a time or a war may hang on: the trigger, its governors in the clause, the harmed."""
    found = [trigger]
    word = trigger
    for _ in range(4):
        if word.dep_ in ("ccomp", "relcl", "advcl", "ROOT", "parataxis") or word.head is word:
            break
        word = word.head
        found.append(word)
    if head is not None:
        found.append(head)
    return found


def _is_long(preposition: Token) -> bool:
    """Whether a prepositional phrase names a war or a span of months or years ("over two decades")."""
    if preposition.lower_ not in ("in", "during", "over", "throughout", "within", "for", "of", "by", "from"):
        return False
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if noun is None:
        return False
    if noun.lemma_.lower() in claim_words("period") and preposition.lower_ in (
        "in",
        "during",
        "throughout",
        "of",
    ):
        return True
    return _names_span(noun)


def _names_span(noun: Token) -> bool:
    """Whether a noun phrase is a stretch of time of weeks or more ("the past three months", "this year")."""
    if noun.lemma_.lower() not in claim_words("span"):
        return False
    lefts = [child.lower_ for child in noun.lefts]
    return any(word in ("past", "last", "this", "recent", "these") for word in lefts) or noun.tag_ == "NNS"
