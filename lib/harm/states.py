"""Reader for harm that is named by a state ("dead", "wounded", "missing"): of whom it is said, or how many."""

from __future__ import annotations

from spacy.tokens import Token

from lib.beside import beside
from lib.counts import CountExpression
from lib.harm import arguments, counted, toll_figures
from lib.harm.arguments import SUBJECTS, child_of
from lib.harm.noun_counts import Counts, count_for
from lib.harm.people import antecedent, sort_of
from lib.harm.use import Argument, Use
from lib.harm.words import claim_words

_PREDICATES = ("acomp", "oprd", "attr", "xcomp", "amod", "ccomp", "conj", "advcl", "ROOT", "acl", "relcl")
AMONGST = ("among", "amongst")
_NAMES_THEM = ("include", "be", "number", "comprise")
SHARE, NAMED, AMONG = "share of those harmed", "those harmed are named", "among those harmed"
"""Rules under which a claim is about some of those that a report has counted before."""
_BACK = ("home", "back", "free", "freely")


def those_named(subject: Token) -> Token | None:
    """Who is named by "the dead include", "the wounded are", "those killed were"."""
    return child_of(subject.head, "dobj", "attr", "oprd") if subject.head.lemma_ in _NAMES_THEM else None


def rule_of_share(token: Token) -> str:
    """The rule for "three of the dead", and for "the number of dead rose to 20"."""
    of_figure = token.head.head.lemma_.lower() in claim_words("figure")
    return "figure of a toll" if of_figure else SHARE


def read_state(use: Use) -> Argument | None:
    """Of whom "dead", "wounded", "missing" is said."""
    token, counts = use.token, use.counts
    if token.i in counts:
        return None
    reached = _labelled_figure(token, counts)
    if reached is not None:
        return Argument("figure in a list", expression=reached)
    too = toll_figures.further_toll(token, counts)
    if too is not None:
        return Argument("figure of a toll", expression=too)
    if child_of(token, "dobj") is not None:
        return None
    share = toll_figures.share(token, counts)
    if share is not None:
        return Argument(rule_of_share(token), expression=share)
    listed = toll_figures.after_colon(token, counts)
    if listed is not None:
        return Argument("figure in a list", listed)
    if token.head.dep_ == "prep" and token.head.lower_ == "as":  # "are listed as missing"
        verb = token.head.head
        named = child_of(verb, "dobj") or child_of(verb, "nsubjpass")
        return Argument("state that is reported", antecedent(named)) if named is not None else None
    if arguments.describes(token) and token.head.pos_ in ("NOUN", "PROPN"):
        if use.outcome == "captured" and is_freed(token.head):
            return None  # "freed 12 kidnapped girls"
        if token.head.dep_ == "poss" or (use.outcome == "missing" and _is_found(token.head)):
            return None  # "the wounded man's brother", "the missing boys were found safe"
        persons = sort_of(token.head) != "thing" and count_for(token.head, counts) is not None
        return Argument("state before a counted noun", token.head) if persons else None
    before = counted.count_before(_after_figure(token), counts)
    if before is not None:
        noun = counted.share_of(counted.counted_word(before, token), counts)
        return Argument("count before a state", noun)
    if token.dep_ == "pobj" and token.head.lower_ in AMONGST:
        if token.head.head.pos_ == "VERB" and token.head.head.lemma_.lower() not in claim_words(
            "counted among"
        ):
            return None  # "hid among the dead"
        named = _named_among(token.head.head, counts)
        return Argument(AMONG, antecedent(named)) if named is not None else None
    if token.dep_ in SUBJECTS:
        named = those_named(token)
        if named is not None and named.i not in counts:
            return Argument(NAMED, named)
    if token.dep_ in SUBJECTS and (apart := toll_figures.aside_count(token, counts)) is not None:
        return Argument("figure of a toll", expression=apart)  # "the dead, nine in all, were brought"
    listed_too = token.dep_ == "conj" and any(word.lower_ == "the" for word in token.lefts)
    if listed_too or token.dep_ in (*SUBJECTS, "dobj"):  # "the dead numbered 45", "put the dead at 45"
        reached = toll_figures.toll_figure(token, counts)
        return Argument("figure of a toll", expression=reached) if reached is not None else None
    lies = token.dep_ == "advmod" and token.head.lemma_ in ("lie", "drop", "fall", "be")
    found = arguments.subject_of_state(token) if lies or token.dep_ in _PREDICATES else None
    if found is not None and use.outcome == "missing":
        found = arguments.aboard(found, token.head, counts) or found
    if token.head.lemma_ == "play":
        return None  # "played dead"
    return Argument("state of the subject", antecedent(found)) if found is not None else None


def _labelled_figure(label: Token, counts: Counts) -> CountExpression | None:
    """The figure right behind a label between marks ("dead 31, injured 112, missing 8")."""
    first = label.is_sent_start or beside(label, -1).text in (",", ";", ":", "-", "–", "•", "*", "and")
    figure = counts.get(label.i + 1)
    if not first or figure is None or figure.start != label.i + 1:
        return None
    ends = figure.end >= label.sent.end or label.doc[figure.end].text in (",", ";", ".", ")", "and")
    return figure if ends else None


def _after_figure(state: Token) -> Token:
    """The participle before a state that says how it is known ("20 | feared dead"), or the state itself."""
    supposes = beside(state, -1) if not state.is_sent_start else state
    bare = supposes.i > 0 and beside(supposes, -1).pos_ in ("NUM", "NOUN") and supposes.tag_ in ("VBN", "VBD")
    known = claim_words("supposed", "fears")
    return supposes if bare and supposes.lemma_.lower() in known else state


def _named_among(governor: Token, counts: Counts) -> Token | None:
    """Who is said to be among others: a subject, or the counted noun itself ("12 farmers among the dead")."""
    named = child_of(governor, *SUBJECTS, "attr")
    if named is None and governor.lemma_ == "be" and governor.dep_ == "xcomp":
        named = child_of(governor.head, *SUBJECTS)  # "are said to be among the dead"
    if named is None and governor.pos_ in ("NOUN", "PROPN") and count_for(governor, counts) is not None:
        named = governor
    return named


def _is_found(noun: Token) -> bool:
    """Whether those missing are said to have been found unharmed."""
    words = (child.lower_ for child in noun.head.rights)
    return noun.head.lemma_ == "find" and not claim_words("unharmed").isdisjoint(words)


def is_freed(noun: Token) -> bool:
    """Whether captives are said to be free ("20 hostages were released", "the release of 20 hostages")."""
    governor = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun.head
    if governor.pos_ == "NUM" or governor.lemma_.lower() in claim_words("figure"):
        governor = governor.head  # "freed 20 of its 33 captives"
    described = (child for child in noun.rights if child.dep_ in ("acl", "relcl"))
    if noun.dep_ in SUBJECTS and any(child.lower_ in _BACK for child in governor.rights):
        return True  # "32 captives flew home"
    return any(word.lemma_.lower() in claim_words("frees") for word in (governor, *described))
