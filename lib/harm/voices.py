"""Who a verb of report or a phrase of its kind credits, by the words that hang on it."""

from __future__ import annotations

from spacy.tokens import Token

from lib.beside import beside
from lib.harm.people import antecedent, can_speak
from lib.harm.words import claim_words

FINITE = ("VBD", "VBZ", "VBP")
_BY_WHOSE = ("by", "on", "in")
_NAMED = ("NORP", "ORG", "GPE", "PERSON")
_OWN = ("poss", "amod", "compound", "nmod")


def speaker_of(verb: Token, head: Token | None) -> Token | None:
    """Who makes a report: its subject, who it is by, or whose the figures are; never the harmed.

    Args:
        verb: The verb or noun of report.
        head: The head of the phrase of those harmed.
    """
    subject = next((antecedent(child) for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None:
        return agent(verb)
    if subject == head or is_silent(subject) or is_only_said_to_be(verb):
        return None
    if subject.lower_ == "one":
        return subject  # "one of the nurses"
    if subject.lemma_.lower() in claim_words("reckoning"):
        return owner(subject) or subject
    if is_where_they_count(verb):
        return None
    return subject if can_speak(subject) or (says(verb) and may_be_said_to_speak(subject)) else None


def is_silent(noun: Token) -> bool:
    """Whether a noun or figure is nobody who speaks ("20 of them", "no group")."""
    if noun.pos_ == "NUM" or noun.lower_ == "one":
        return noun.lower_ != "one" or _among(noun) is None
    return any(child.lower_ == "no" for child in noun.lefts)


def _among(one: Token) -> Token | None:
    """The persons among whom somebody is one ("one of the nurses")."""
    among = (word for of in one.children if of.lower_ == "of" for word in of.children)
    return next((word for word in among if word.pos_ == "NOUN" and can_speak(word)), None)


def is_only_said_to_be(verb: Token) -> bool:
    """Whether a participle, read as a verb, says what its noun is held for ("gunmen thought to be bandits")."""
    return (
        verb.lower_ in claim_words("held for")
        and verb.i + 1 < len(verb.doc)
        and beside(verb, 1).lower_ == "to"
    )


def is_where_they_count(verb: Token) -> bool:
    """Whether a land or town is said to have so many dead, whom others have counted ("Odesa counted one dead")."""
    where = any(child.dep_ == "nsubj" and child.ent_type_ == "GPE" for child in verb.lefts)
    return where and counts(verb)


def counts(verb: Token) -> bool:
    """Whether a verb is one of counting, which a place may be the subject of ("Odesa recorded three deaths")."""
    return verb.lemma_ != "report" and verb.lemma_.lower() in claim_words("records")


def agent(verb: Token) -> Token | None:
    """Who a passive verb is done by, if it can speak."""
    agents = (noun for by in verb.children if by.dep_ == "agent" for noun in by.children)
    return next((noun for noun in agents if noun.dep_ == "pobj" and can_speak(noun)), None)


def owner(reckoning: Token) -> Token | None:
    """Whose count, estimate or account it is; the count itself where an adjective says so ("Israeli tallies")."""
    own = next((child for child in reckoning.children if child.dep_ == "poss" and can_speak(child)), None)
    if own is not None:
        return own
    of = (
        noun for link in reckoning.children if link.lower_ in ("of", "by", "from") for noun in link.children
    )
    by = next((noun for noun in of if noun.dep_ == "pobj" and can_speak(noun)), None)
    if by is not None:
        return by
    named = any(word.ent_type_ in _NAMED and word.dep_ in _OWN for word in reckoning.lefts)
    return reckoning if named else None


def _is_the_one(noun: Token) -> bool:
    """Whether a noun stands for somebody known ("per the prefect"), and not for a measure ("per day")."""
    return any(child.lower_ == "the" for child in noun.lefts) and may_be_said_to_speak(noun)


def says(verb: Token) -> bool:
    """Whether a verb is one whose subject speaks, whatever noun it is ("the commune says")."""
    told = verb.lemma_ == "tell" or not any(child.dep_ == "dobj" for child in verb.rights)
    return told and verb.lemma_.lower() in claim_words("says")


def may_be_said_to_speak(noun: Token) -> bool:
    """Whether a noun may be the subject of "says": no number ("twice the number first announced").

    "An opposition figure" is a person.
    """
    person = noun.lower_ == "figure" and any(word.dep_ in ("amod", "compound") for word in noun.lefts)
    return noun.pos_ == "NOUN" and (person or noun.lemma_.lower() not in claim_words("figure"))


def tells(verb: Token) -> bool:
    """Whether a verb may stand in a tag or before a clause that says what somebody claims."""
    return verb.lemma_.lower() in claim_words("reports") or states(verb)


def states(verb: Token) -> bool:
    """Whether a verb tells that something is so, alone or with its particle ("the report sets out how")."""
    particles = (child.lower_ for child in verb.rights if child.dep_ == "prt")
    words = {verb.lemma_.lower(), *(f"{verb.lemma_.lower()} {particle}" for particle in particles)}
    return not words.isdisjoint(claim_words("states"))


def of_phrase(child: Token) -> Token | None:
    """The source in a phrase of the claim's clause: "according to", "per", "as reported by", "by X's count"."""
    if child.lower_ == "according":
        names = (noun for link in child.children if link.lower_ == "to" for noun in link.children)
        return next((noun for noun in names if noun.dep_ == "pobj"), None)
    if child.dep_ == "prep" and child.lower_ == "per":
        named = (noun for noun in child.children if noun.dep_ == "pobj")
        return next((noun for noun in named if can_speak(noun) or _is_the_one(noun)), None)
    as_told = child.dep_ == "advcl" and tells(child)
    if as_told and {"as", "ccomp"} & {*(c.lower_ for c in child.lefts), *(c.dep_ for c in child.rights)} == {
        "as"
    }:
        return agent(child) or speaker_of(child, None)
    if child.lemma_.lower() in claim_words("reckoning") and child.dep_ in ("pobj", "nmod"):
        return owner(child)
    if child.dep_ in ("prep", "agent") and child.lower_ in _BY_WHOSE:
        reckoning = next((c for c in child.children if c.lemma_.lower() in claim_words("reckoning")), None)
        return owner(reckoning) if reckoning is not None else None
    return None
