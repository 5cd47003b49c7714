"""How a casualty claim is meant: asserted, negated, denied or hypothetical."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spacy.tokens import Token

from lib.harm.words import claim_words
from lib.records import Polarity

_LEVELS = 7  # how far up the parse the wording of a claim is looked for
_ORDINALS = ("first", "second", "third", "last", "latest", "only")
_FEARED = ("oprd", "acomp", "xcomp", "ccomp", "dobj")
_LABELS = ("appos", "oprd", "dobj", "ccomp", "attr", "acomp", "xcomp")
_DENIED = (
    "ccomp",
    "xcomp",
    "pcomp",
    "acl",
    "dobj",
    "pobj",
    "prep",
    "nsubj",
    "conj",
    "relcl",
    "advcl",
    "amod",
)


def polarity(trigger: Token) -> Polarity:
    """What the words around a harm make of it; ``trigger`` is the token that names the harm.

    A count of none is for the caller: "no casualties" is negated whatever stands around it.
    """
    clause = list(_up(trigger))
    if _is_denied(clause):
        return "denied"
    if _is_hypothetical(clause):
        return "hypothetical"
    if is_negated(trigger):
        return "negated"
    return "asserted"


def _up(token: Token) -> Iterator[Token]:
    """The token and its governors, nearest first."""
    for _ in range(_LEVELS):
        yield token
        if token.head == token:
            return
        token = token.head


def _is_denied(chain: list[Token]) -> bool:
    denies, doubts = claim_words("denies"), claim_words("untrue")
    for below, word in itertools.pairwise(chain):
        if _is_involvement(word):
            return False
        apart = below.dep_ == "advcl" and below.lower_ != "let"  # "let alone killed"
        if apart or (below.dep_ == "conj" and word.lemma_.lower() in denies):
            continue
        denied = below.dep_ in _DENIED or below.lower_ == "let"
        if word.lemma_.lower() in denies and denied and below.i > word.i:
            return True
        if word.lemma_.lower() in denies and below.dep_ == "nsubjpass":
            return True
        if word.lemma_.lower() in claim_words("labels") and _is_labelled_untrue(word):
            return True
        if word.lower_ == "truth" and any(child.lower_ == "no" for child in word.lefts):
            return True  # "there is no truth in the story that"
        if below.dep_ == "ccomp" and any(
            child.lemma_.lower() in doubts for child in word.children if child.dep_ == "acomp"
        ):
            return True  # "it is untrue that"
        if (
            below.dep_ in ("ccomp", "csubj", "advcl")
            and word.lemma_ == "be"
            and any(child.dep_ == "neg" for child in word.children)
            and any(child.lower_ in ("true", "correct") for child in word.children)
        ):
            return True
        if below.dep_ in ("nsubj", "csubj") and any(
            child.lemma_.lower() in doubts for child in word.children if child.dep_ in ("acomp", "attr")
        ):
            return chain[0] != below or chain[0].pos_ == "VERB"
    return False


def _is_labelled_untrue(verb: Token) -> bool:
    """Whether something is called "a lie", "an invention" or the like."""
    doubts = claim_words("untrue")
    return any(word.lemma_.lower() in doubts and word.dep_ in _LABELS for word in verb.subtree)


def _is_involvement(word: Token) -> bool:
    """Whether what is denied is only a part in the harm ("denied responsibility for the killing")."""
    objects = [child for child in word.children if child.dep_ == "dobj"]
    return any(noun.lemma_.lower() in claim_words("involvement") for noun in (word, *objects))


def _is_hypothetical(chain: list[Token]) -> bool:
    conditions, brings = claim_words("condition"), claim_words("brings")
    if any(_is_played(child) for word in chain for child in word.lefts):
        return True
    for level, word in enumerate(chain):
        children = list(word.children)
        if any(child.dep_ == "mark" and child.lower_ in conditions for child in children):
            return True
        if level == 0 and _is_imagined(children):
            return True
        near = level == 0 or word.pos_ == "AUX" or word.lemma_.lower() in brings
        if _is_modal(children):
            return near
        if any(child.lower_ in claim_words("planned") for child in children):
            return True
        if level + 1 >= len(chain) or _is_fact(word, level):
            return False
        above = chain[level + 1]
        if (near and _is_only_intended(word, above)) or _is_only_feared(word, above):
            return True
        if _is_infinitive(word) and word.dep_ in ("acl", "relcl") and _is_counted_off(above):
            return False
        if _is_infinitive(word) and word.dep_ in ("xcomp", "advcl", "acl", "relcl"):
            if claim_words("raising").isdisjoint((above.lemma_.lower(), above.lower_)):
                return near
        elif _ends_clause(word, children):
            return False
    return False


def _is_played(preposition: Token) -> bool:
    """Whether a phrase says that it happened in a game of thought ("in the scenario", "in a simulated attack")."""
    return preposition.dep_ == "prep" and any(
        word.lemma_.lower() in claim_words("played")
        for child in preposition.children
        for word in (child, *child.lefts)
    )


def _is_imagined(children: list[Token]) -> bool:
    """Whether a condition makes "might have" what did not come about ("if it had burned, 20 might have died")."""
    words = {child.lower_ for child in children if child.dep_ == "aux"}
    if "have" not in words or words.isdisjoint(("might", "could", "would")):
        return False
    clauses = [child for child in children if child.dep_ == "advcl"]
    if any(word.lower_ in claim_words("condition") for clause in clauses for word in clause.children):
        return True
    return any(_is_inverted(clause) for clause in clauses)


def _is_inverted(clause: Token) -> bool:
    """Whether a clause is a condition by its word order ("Had the second bomb gone off")."""
    first = clause.left_edge
    subject = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    auxiliary = first.dep_ in ("aux", "auxpass") or first == clause  # "Were the dam to break"
    return (
        subject is not None
        and auxiliary
        and first.i < subject.i
        and first.lower_ in ("had", "were", "should")
    )


def _ends_clause(word: Token, children: list[Token]) -> bool:
    """Whether a word heads a clause of its own, which a modal above it does not reach."""
    if word.dep_ == "conj":
        return any(child.dep_ in ("nsubj", "nsubjpass") for child in children)
    return word.dep_ in ("ccomp", "advcl", "relcl", "parataxis", "ROOT")


def _is_fact(word: Token, level: int) -> bool:
    """Whether a harm is a participle that describes its noun, which what is said of the noun leaves true."""
    return level == 0 and word.dep_ in ("acl", "relcl", "amod") and word.tag_ in ("VBN", "VBD")


def _is_modal(children: list[Token]) -> bool:
    """Whether "could", "would", "if" hold; "may have been killed" says what is thought to have happened."""
    words = {child.lower_ for child in children if child.dep_ == "aux"}
    if words & {"may", "might"} and "have" in words:
        return False
    return bool(words & claim_words("possible"))


def _is_infinitive(word: Token) -> bool:
    """Whether a verb is an infinitive of what is to come ("to kill", not "to have killed")."""
    words = {child.lower_ for child in word.children if child.dep_ == "aux"}
    return "to" in words and "have" not in words


def _is_counted_off(noun: Token) -> bool:
    """Whether an infinitive tells what befell one of several ("the second officer to die", "one of three to die")."""
    of = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    if "one" in (noun.lower_, of.head.lower_ if of is not None else ""):
        return True
    if noun.tag_ in ("NNS", "NNPS"):
        return False  # "the first sailors to die" are nobody in particular
    return any(child.lower_ in _ORDINALS or child.ent_type_ == "ORDINAL" for child in (noun, *noun.lefts))


def _is_only_intended(word: Token, above: Token) -> bool:
    """Whether a harm is only wanted or planned ("threatened to kill"), and not said to have been done."""
    if any(child.dep_ == "aux" and child.lower_ == "have" for child in word.children):
        return False
    return above.lemma_.lower() in claim_words("intends") and word.dep_ in ("xcomp", "prep", "dobj", "acl")


def _is_only_feared(word: Token, above: Token) -> bool:
    lemma = above.lemma_.lower()
    if lemma in claim_words("fears") and (above.pos_ == "NOUN" or word.dep_ in _FEARED):
        return True
    averted = word.dep_ in ("dobj", "xcomp", "pcomp", "prep") and word.i > above.i and word.lower_ != "with"
    failed = any(child.dep_ == "neg" for child in above.children)  # "did not prevent the deaths"
    return averted and not failed and lemma in claim_words("averts")


def is_negated(trigger: Token) -> bool:
    """Whether a harm is said not to have come about ("did not die", "without causing casualties")."""
    words = [trigger]
    if trigger.pos_ not in ("VERB", "AUX") or trigger.dep_ in ("acomp", "oprd", "xcomp"):
        words += [trigger.head] if trigger.head.lemma_.lower() not in claim_words("reserves") else []
    if trigger.dep_ == "prep":
        words.append(trigger.head.head)
    if trigger.dep_ == "xcomp" and _is_still_to_come(trigger.head):
        return True
    if any(_only_nearly(word) for word in words):
        return True
    for word in words:
        if any(child.dep_ == "neg" and child.lower_ not in ("no", "only") for child in word.children):
            return not any(child.lower_ == "only" for child in word.children)
        if word.dep_ in ("pobj", "pcomp") and word.head.lower_ == "without":
            return True
    return False


def _only_nearly(verb: Token) -> bool:
    """Whether a harm was escaped ("nearly died", "was almost killed", not "nearly 300 died")."""
    return any(child.lower_ in claim_words("nearly") and child.i == verb.i - 1 for child in verb.lefts)


def _is_still_to_come(verb: Token) -> bool:
    """Whether something has "yet to be" done or remains to be."""
    yet = any(child.lower_ == "yet" for child in verb.children)
    return (verb.lemma_ == "have" and yet) or verb.lemma_ == "remain"
