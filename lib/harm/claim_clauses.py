"""The clause of a claim: its head and words, the place it names, and whether it stands apart from what was told."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Literal

from spacy.tokens import Token

from lib.harm.counted import SUBJECTS
from lib.harm.people import sort_of
from lib.harm.terms import is_counted_state
from lib.harm.words import claim_words

CLIMB = 8  # governors above a place or a harm that are looked at
OWN_CLAUSE = ("ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis")
SAYS_WHERE = (
    *("in", "at", "near", "outside", "off", "on", "around", "inside", "over", "above", "across"),
    *("between", "behind", "beyond", "along", "beside"),
)
WHEN = ("when", "after", "as", "while")
_KNOWN = frozenset(["the", "those", "these", "all", "his", "her", "its", "their", "our"])
_THOSE = frozenset(["those", "people", "dead"])
_TOLD_BEFORE = frozenset(["he", "it", "she", "that", "they", "this"])
_CONTRAST = ("while", "whereas")


def says_there(harm: Token, adverb: Literal["here", "there"] = "there") -> bool:
    """Whether the clause of a harm says "there"."""
    return any(word.lower_ == adverb and word.dep_ == "advmod" for word in words_of(clause_of(harm)))


def is_counterfactual(harm: Token) -> bool:
    """Whether a harm is one that an event of the past might have done ("hundreds could have died")."""
    return any(child.dep_ == "aux" and child.lower_ == "have" for child in harm.lefts)


def is_about_the(harm: Token, role: str, *, clause: bool = False) -> bool:
    """Whether the sentence of a harm says "in the province" or the like, without its name.

    Args:
        role: That of the claim words that are looked for.
        clause: Whether its own clause must.
    """
    words = words_of(clause_of(harm)) if clause else harm.sent
    return any(
        _is_the(noun, role)
        for word in words
        if word.dep_ == "prep" and word.lower_ in SAYS_WHERE
        for noun in word.children
    )


def _is_the(noun: Token, role: str) -> bool:
    """Whether a noun with "the" means one named before ("the province", not "the province of Homs")."""
    return (
        noun.lemma_.lower() in claim_words(role)
        and any(child.lower_ == "the" for child in noun.lefts)
        and not any(child.pos_ == "PROPN" or child.lower_ == "of" for child in noun.children)
    )


def clause_of(harm: Token) -> Token:
    """The word that heads the clause of a harm."""
    word = harm
    for _ in range(CLIMB):
        subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in word.children)
        own = word.dep_ in OWN_CLAUSE and not (is_counted_state(word) or _is_perceived(word))
        if own or word.head == word or (word.dep_ == "conj" and subject):
            break
        word = word.head
    return word


def is_set_apart(harm: Token) -> bool:
    """Whether the clause of a harm says that it was not where others were ("in a separate attack", "elsewhere")."""
    clause = clause_of(harm)
    if clause.dep_ == "advcl":
        contrast = any(child.lower_ in _CONTRAST for child in clause.lefts)
        told = clause.lemma_.lower() in claim_words("reports")
        if told and not any(word.lower_ == "own" for word in clause.subtree):
            return False  # "while the police speak of 12"
        suffered = any(child.dep_ == "nsubjpass" for child in clause.lefts)  # "while two were killed"
        return contrast and (not suffered or names_a_place(harm))
    return (clause.dep_ == "conj" and _has_own_place(clause)) or any(
        word.lower_ in claim_words("elsewhere") for word in words_of(clause)
    )


def has_own_event(harm: Token) -> bool:
    """Whether the clause of a harm tells of an event of its own, so that what stands beside it is another matter."""
    clause = clause_of(harm)
    return only_says_who(clause) or any(
        child.dep_ == "advcl" and any(mark.lower_ in WHEN for mark in child.children) and not _is_it(child)
        for child in clause.children
    )


def tells_who_suffered(harm: Token) -> bool:
    """Whether a harm only says who is meant ("for nine men who were killed"), or is told by another event's time."""
    clause = clause_of(harm)
    whose = clause.dep_ == "relcl" and any(child.tag_ == "WP" for child in clause.lefts)
    return (whose and sort_of(clause.head) == "person" and only_says_who(clause)) or (
        clause.dep_ not in ("relcl", "acl") and has_own_event(harm)
    )


def _is_it(clause: Token) -> bool:
    """Whether a clause of time is about what or who was told of before ("when it was over", "while they slept")."""
    return any(child.dep_ in SUBJECTS and child.lower_ in _TOLD_BEFORE for child in clause.lefts)


def only_says_who(clause: Token) -> bool:
    """Whether a clause describes a noun, and so tells of another time and place ("the mayor, who was wounded")."""
    if clause.dep_ == "acl" and clause.head.dep_ == "ROOT" and clause.head.pos_ in ("NOUN", "NUM"):
        return False  # the clause of the sentence itself, where the parser has found no verb
    if any(child.dep_ == "mark" for child in clause.lefts) or _is_counted(clause.head, clause):
        return False  # "the report that nine had died", "has listed 1,870 people who fled"
    if clause.head.lower_ in _THOSE and clause.head.head.lower_ == "among":
        return False  # "two medics were among those killed"
    return clause.dep_ in ("relcl", "acl") and not any(
        word.lower_ in ("where", "when")
        or (word.dep_ == "prep" and any(c.lower_ == "which" for c in word.children))
        for word in clause.lefts
    )


def _is_counted(noun: Token, clause: Token) -> bool:
    """Whether what is said of persons is the claim itself: somebody counts or sees them, or they are only now told of.

    ("has listed 1,870 people who fled", "filmed a man being shot", "two guards wounded")
    """
    if _is_perceived(clause):
        return True
    known = any(child.lower_ in _KNOWN for child in noun.lefts)
    if any(child.dep_ == "nummod" for child in noun.lefts) and not known:
        counted = noun.dep_ == "dobj" and noun.head.lemma_.lower() in claim_words("reports")
        return counted or clause.dep_ == "acl"
    return False


def _is_perceived(clause: Token) -> bool:
    """Whether a clause says what persons were seen to do or undergo ("a camera filmed a man being shot")."""
    noun = clause.head
    seen = noun.dep_ == "dobj" and noun.head.lemma_.lower() in claim_words("perceives")
    return seen and clause.dep_ == "acl" and clause.tag_ in ("VBN", "VBG")


def words_of(clause: Token) -> Iterator[Token]:
    """The words of a clause without those of the clauses coordinated with it."""
    yield clause
    for child in clause.children:
        if child.dep_ not in ("conj", "ccomp", "parataxis"):
            yield from child.subtree


def names_a_place(harm: Token, *, besides: Container[int] = ()) -> bool:
    """Whether a phrase of place in the clause of a harm leads to a name, known to the gazetteer or not.

    Args:
        besides: The head tokens of names that are not meant.
    """
    return any(
        word.dep_ == "pobj"
        and word.pos_ == "PROPN"
        and word.i not in besides
        and word.ent_type_ not in ("DATE", "TIME")
        and word.head.lower_ in (*SAYS_WHERE, "from", "of")
        and not (
            word.head.lower_ in ("from", "of") and sort_of(word.head.head) == "person"
        )  # "refugees from Homs"
        for word in words_of(clause_of(harm))
    )


def _has_own_place(clause: Token) -> bool:
    """Whether a clause names a town or the like without its name ("in the capital")."""
    return any(
        noun.dep_ == "pobj"
        and noun.lemma_.lower() in claim_words("settlement")
        and not (_is_the(noun, "town") or _is_the(noun, "land"))
        for word in clause.children
        if word.dep_ == "prep" and word.lower_ in SAYS_WHERE
        for noun in word.children
    )
