"""What a term of harm demands of those whom it befell, and deeds that mean no harm to such persons."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from spacy.tokens import Token

from lib.beside import words_after
from lib.harm.arguments import child_of, inherited_subject, subject_of
from lib.harm.complements import SLEEPS
from lib.harm.parties import Harm
from lib.harm.people import (
    are_armed,
    can_speak,
    group_of,
    is_abstract,
    is_animal,
    is_one,
    is_ordinal,
    is_relative,
    sort_of,
)
from lib.harm.rows import Demand, HarmTerm
from lib.harm.victims import Party
from lib.harm.words import cause_nouns, claim_words
from lib.toponyms.words import demonyms

_MOURNED = (
    "soldiers",
    "fighters",
    "men",
    "women",
    "medics",
    "rescuers",
    "civilians",
    "journalists",
)
_SOUGHT = ("fighters", "prisoners")
_HELPERS = ("medics", "rescuers", "aid workers", "officials")
_ARMED = ("soldiers", "fighters", "police")
_TARGETS = (*_ARMED, "medics", "rescuers", "journalists", "aid workers", "protesters")
_CROWD = 200
"""Persons of whom it is said that they are on the run, and not that they are wanted."""


def is_as_demanded(party: Party, demand: Demand) -> bool:
    """Whether persons are what a term demands: counted, or somebody's own ("lost his wife", "lost 20 men")."""
    if demand == "own":
        if _is_one_of_own(party):
            return True
        if party.expression is None or (party.low is None and party.high is None):
            return is_relative(party.noun) and any(child.dep_ == "poss" for child in party.noun.lefts)
        lost = is_relative(party.noun) or group_of(party.noun) in _MOURNED or _are_own(party.head)
        lost = lost or party.noun.lower_ in demonyms() or _are_lost_by_side(party.head)
        return lost or party.noun.lemma_.lower() in claim_words("mourned")
    another = is_one(party.noun) and (is_ordinal(party.noun) or party.noun.lower_ == "another")
    return demand != "counted" or party.expression is not None or another


def is_other_matter(party: Party, harm: Harm) -> bool:
    """Whether a deed means no harm to such persons: suspects sought, envoys expelled, nurses sent to a clinic."""
    group, term = group_of(party.noun), harm.term
    if _are_animals(party, harm):
        return True
    if term.outcome == "missing" and term.part == "verb" and term.term in claim_words("seeks"):
        return group in _SOUGHT or party.noun.lower_ in ("survivor", "survivors")
    if term.outcome == "killed" and party.noun.lower_ in ("i", "me"):
        return True  # "I'm dead"
    if term.pattern == "lost":
        known = group in ("officials", "police", "experts") or party.noun.pos_ == "PRON"
        return known or party.noun.lemma_.lower() in claim_words("kept up with")
    if party.noun.lower_ in ("he", "she") and any(word.lower_ == "where" for word in harm.first.lefts):
        return term.outcome == "displaced"  # "was reached in Goma, where he has fled"
    if term.outcome == "displaced" and _is_outing(party, term):
        return True
    led = term.outcome == "captured" and term.term in ("lead", "march", "take")
    if (led and term.complement in claim_words("wilds")) or (term.term == "herd" and term.complement):
        return _is_led_by_guide(harm.first)
    if term.term == "arrive":
        never = any(child.lower_ == "never" for child in harm.first.lefts)
        return not (never and is_relative(party.noun))
    if term.term == "destroy":
        return group != "fighters"
    if (term.term, term.complement) == ("pick", "up"):
        return not _are_seized(harm.first)
    if term.term == "overdue":
        return party.head.dep_ == "pobj" and party.head.head.lower_ in (
            "to",
            "for",
        )  # "payments to 300 farmers"
    if term.term == "expel":
        return group in ("officials", "journalists") or party.noun.lemma_.lower() == "member"
    if term.term == "evacuate" and term.complement is None:
        return not _go_by_themselves(harm.first)
    if term.term == "leave" and term.complement == "for":
        return party.noun.lemma_.lower() not in claim_words("dweller")
    if term.complement == "custody":
        arrested = group not in ("soldiers", "fighters") or party.noun.lemma_.lower() == "suspect"
        return party.low != 0 and arrested
    if (term.term, term.complement) == ("take", None):
        return party.noun.lemma_ == "prisoner" or not _are_taken(harm.first)
    if (term.term, term.complement) == ("dispatch", None):
        return group != "fighters" or any(child.lower_ == "to" for child in harm.first.rights)
    if term.outcome == "displaced" and f"{term.term} {term.complement}" in claim_words("on foot"):
        return group in _ARMED or _are_few(party)
    if term.term == "hand":
        return sort_of(party.noun) != "person"
    if term.term == "have" and term.outcome == "injured":
        return group == "medics"
    if term.complement == "border" or (term.term == "run" and term.pattern == "condition"):
        return group in _ARMED or _are_few(party)  # "two prisoners are on the run"
    if term.term == "displace":
        return _doer(harm.first) in claim_words("replaces")  # "robots displaced 300 workers"
    left = next((word for word in islice(harm.first.ancestors, 2) if word.lemma_ == "leave"), None)
    if left is not None and party.low == 1 and _doer(left) in claim_words("upset"):
        return True  # "the vote left the premier wounded"
    if term.term == "claim" and group == "officials":
        return _doer(harm.first) not in cause_nouns()  # "the scandal claimed two ministers"
    if (term.term, term.complement) == ("hit", "strike"):
        return _is_work_stopped(party, harm)
    if term.term == "hit" and term.complement is None and party.low != 0:
        return _is_only_affected(party, harm)
    if term.complement is None and (other := _OTHER_MATTERS.get(term.term)) is not None:
        return other(harm)
    posted = term.complement in claim_words("treated in") and term.term in claim_words("posts")
    return posted and group in _HELPERS


def _are_animals(party: Party, harm: Harm) -> bool:
    """Whether a bare figure counts the animals that the verb before had ("crippled nine elephants and killed four")."""
    if party.noun.pos_ != "NUM" or harm.first.dep_ != "conj":
        return False
    before = child_of(harm.first.head, "dobj", "nsubjpass")
    return before is not None and before.i < harm.first.i and is_animal(before)


def _are_few(party: Party) -> bool:
    """Whether persons are too few to be a crowd in flight; "hundreds" are one."""
    return party.low is not None and party.low < _CROWD and party.qualifier != "vague"


def _is_outing(party: Party, term: HarmTerm) -> bool:
    """Whether people who leave do so for an outing ("20,000 shoppers crossed into Mexico")."""
    complement = term.complement
    away = complement in ("border", "into", "river", "to") or complement in claim_words("wilds")
    return (away or term.term in SLEEPS) and (
        group_of(party.noun) == "passengers" or party.noun.lemma_.lower() in claim_words("outing")
    )


def _is_led_by_guide(verb: Token) -> bool:
    """Whether persons are led by one who is not armed ("the teacher led 30 children into the forest")."""
    leader = child_of(verb, "nsubj")
    if leader is None or leader.pos_ != "NOUN" or leader.lower_ == "men":
        return False
    return sort_of(leader) == "person" and not are_armed(leader)


def _is_work_stopped(party: Party, harm: Harm) -> bool:
    """Whether a strike that hit persons is one of workers ("passengers were hit by the train strike")."""
    served = group_of(party.noun) == "passengers" or party.noun.lemma_.lower() in ("pupil", "student")
    weapons = cause_nouns() | {"air", "aerial"}
    strike = next((word for word in words_after(harm.first, 8) if word.lemma_.lower() == "strike"), harm.last)
    return served and not any(word.lower_ in weapons for word in strike.lefts)


def _doer(verb: Token) -> str | None:
    """The noun of what or who does something, as its lemma; ``None`` where it is not told."""
    by = child_of(verb, "agent")
    doer = child_of(by, "pobj") if by is not None else child_of(verb, "nsubj")
    return doer.lemma_.lower() if doer is not None else None


def _is_nabbed_by_police(harm: Harm) -> bool:
    """Whether the police nab somebody, who then is under arrest."""
    by = child_of(harm.first, "agent")
    doer = child_of(by, "pobj") if by is not None else child_of(harm.first, "nsubj")
    return doer is not None and group_of(doer) == "police"


def _are_taken(verb: Token) -> bool:
    """Whether persons "were taken" and nothing says where to or what for ("Twelve teachers were also taken")."""
    if (
        child_of(verb, "auxpass") is None
        or child_of(verb, "dobj", "prt", "xcomp", "oprd", "acomp") is not None
    ):
        return False
    allowed = ("in", "at", "by", "on", "during", "near", "too", "also")
    by = child_of(verb, "agent")
    doer = child_of(by, "pobj") if by is not None else None
    if doer is not None and doer.pos_ == "NOUN" and sort_of(doer) != "person" and not are_armed(doer):
        return False  # "were taken by surprise"
    told = (child for child in verb.rights if child.dep_ in ("prep", "agent", "advmod"))
    return all(child.lower_ in allowed for child in told)


def _are_seized(verb: Token) -> bool:
    """Whether those who pick persons up are armed or unknown men ("was picked up by unknown men")."""
    by = child_of(verb, "agent")
    doer = child_of(by, "pobj") if by is not None else child_of(verb, "nsubj")
    if doer is None or (doer.pos_ == "PRON" and by is None):
        return False
    strangers = any(child.lower_ in claim_words("stranger") for child in doer.lefts)
    on_land = group_of(doer) in ("fighters", "soldiers") and doer.lemma_.lower() not in ("marine", "sailor")
    return sort_of(doer) == "person" and (on_land or strangers)


def _go_by_themselves(verb: Token) -> bool:
    """Whether people evacuate, and nobody evacuates them or tells them to."""
    told = any(
        child.lower_ in ("to", "should", "must", "will") for child in verb.lefts if child.dep_ == "aux"
    )
    return not told and child_of(verb, "dobj", "auxpass") is None and verb.tag_ != "VBN"


def _is_only_claimed(harm: Harm) -> bool:
    """Whether somebody claims persons ("The army claimed 30 prisoners"), and no ambush claims them."""
    subject = child_of(harm.first, "nsubj")
    return subject is None or subject.pos_ == "PRON" or can_speak(subject)


def _is_only_affected(party: Party, harm: Harm) -> bool:
    """Whether what hit persons is no weapon and no armed men ("3,000 teachers were hit by the cuts")."""
    verb = harm.first
    by_or_with = (child for child in verb.rights if child.dep_ == "agent" or child.lower_ == "with")
    agent = next((noun for link in by_or_with if (noun := child_of(link, "pobj")) is not None), None)
    if agent is not None or verb.dep_ == "acl" or child_of(verb, "auxpass") is not None:
        # "hit by the bridge" says where
        fine = agent is None or (agent.pos_ == "NOUN" and not is_abstract(agent))
        fine = fine or (agent is not None and agent.lemma_.lower() in cause_nouns())
        return group_of(party.noun) not in _TARGETS or not fine
    doer = subject_of(verb, "nsubj") or inherited_subject(verb, passive=False)
    if doer is None or doer == harm.head:
        return group_of(party.noun) not in _TARGETS  # the heading "2 cops hit"
    return not (doer.lemma_.lower() in cause_nouns() or group_of(doer) in _ARMED)


def _is_only_held(harm: Harm) -> bool:
    """Whether those who grab somebody may mean no harm ("a man grabbed the boy and ran")."""
    if child_of(harm.first, "auxpass") is not None:
        return False
    subject = child_of(harm.first, "nsubj")
    return subject is not None and not (are_armed(subject) or subject.lower_ in ("they", "men"))


def _is_only_past(harm: Harm) -> bool:
    """Whether "lost" says no more than that somebody lost them ("500 are lost", but not "500 were lost")."""
    if harm.term.outcome != "missing":
        return False
    auxiliary = child_of(harm.first, "auxpass")
    return auxiliary is None or auxiliary.tag_ not in ("VBP", "VBZ")


_OTHER_MATTERS: dict[str, Callable[[Harm], bool]] = {
    "claim": _is_only_claimed,
    "grab": _is_only_held,
    "lose": _is_only_past,
    "nab": _is_nabbed_by_police,
}


def _are_lost_by_side(figure: Token) -> bool:
    """Whether a bare figure is what a force, a people or a village lost ("The village of 300 lost 41")."""
    verb = figure.head
    subject = child_of(verb, "nsubj")
    if subject is not None and subject.lower_ == "it" and verb.dep_ == "ccomp":
        subject = child_of(verb.head, "nsubj")  # "the army said it had lost nine"
    if figure.pos_ != "NUM" or figure.dep_ != "dobj" or list(figure.rights) or subject is None:
        return False
    side = subject.lemma_.lower() in claim_words("captor", "settlement") or _is_armed_office(subject)
    return side or subject.lower_ in demonyms() or group_of(subject) in _ARMED


def _are_own(figure: Token) -> bool:
    """Whether a bare figure counts some of somebody's own ("lost 15 of their own")."""
    words = list(words_after(figure, 3))
    if len(words) < 3 or words[0].lower_ != "of" or words[1].tag_ != "PRP$":
        return False
    mourned = is_relative(words[2]) or group_of(words[2]) in _MOURNED
    return words[2].lower_ in ("own", "number", "ranks") or mourned


def _is_one_of_own(party: Party) -> bool:
    """Whether a party is one of a side's own men ("one of its soldiers had fallen")."""
    owned = any(child.tag_ == "PRP$" for child in party.noun.lefts)
    return party.head.lower_ == "one" and owned and group_of(party.noun) in _MOURNED


def _is_armed_office(noun: Token) -> bool:
    """Whether a noun stands for the ministry of a force ("the interior ministry")."""
    led = any(child.lower_ in ("interior", "defence", "defense", "security") for child in noun.children)
    return noun.lemma_.lower() == "ministry" and led
