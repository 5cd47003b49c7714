"""Readers for persons of whom nothing is known: "lost contact with nine men", "no trace of", "what became of"."""

from __future__ import annotations

from spacy.tokens import Token

from lib.harm.arguments import SUBJECTS, child_of
from lib.harm.noun_counts import count_for
from lib.harm.people import are_armed, sort_of
from lib.harm.polarity import is_negated
from lib.harm.use import Argument, Use
from lib.harm.words import claim_words

_TIES = ("contact", "communication", "touch")
_LEADS_TO = ("of", "from", "with", "to")
_NOTHING = ("no", "little", "any", "not")
_NOUNS = ("NOUN", "PROPN")


def read_lost(use: Use) -> Argument | None:
    """Of whom nothing is known any more, by the noun of a sign of life or by a verb of hearing."""
    token = use.token
    noun = token.pos_ in _NOUNS
    if noun and not (_is_broken_off(token) if token.lemma_.lower() in _TIES else _is_missed(token)):
        return None
    if not noun and not _is_unheard(token):
        return None
    governors = (token, token.head) if noun else (token,)
    for governor in governors:
        for link in (*governor.rights, *(inner for child in governor.rights for inner in child.rights)):
            found = child_of(link, "pobj") if link.lower_ in _LEADS_TO else None
            if found is not None and (sort_of(found) == "person" or count_for(found, use.counts) is not None):
                return Argument("those of whom nothing is known", found)
    return None


def _is_broken_off(tie: Token) -> bool:
    """Whether contact is said to have been lost."""
    verb = tie.head.head if tie.dep_ == "pobj" else tie.head
    return verb.lemma_.lower() in ("lose", "loss", "break", "sever") and tie.dep_ in (
        "dobj",
        "pobj",
        *SUBJECTS,
    )


def _is_missed(sign: Token) -> bool:
    """Whether there is none of what a noun names ("no trace of", "have not found any sign of")."""
    none = any(child.lower_ in _NOTHING for child in sign.lefts)
    if sign.dep_ == "pobj" and sign.head.lower_ == "without":
        return True
    verb = sign.head
    return (none or is_negated(sign)) and (
        verb == sign or verb.lemma_ in claim_words("comes by") or verb.pos_ not in ("VERB", "AUX")
    )


def _is_unheard(verb: Token) -> bool:
    """Whether nothing was heard of somebody, or nobody knows what became of him."""
    subject = child_of(verb, *SUBJECTS)
    if verb.lemma_ == "hear":
        return is_negated(verb) or (subject is not None and subject.lower_ in ("nothing", "little"))
    if subject is None or subject.lower_ != "what":
        return False
    above = verb.head
    asked = above.lemma_.lower() in claim_words("unknown") or any(
        child.lemma_.lower() in claim_words("unknown")
        for child in above.children
        if child.dep_ in ("acomp", "attr")
    )
    knows = above.lemma_ in claim_words("knows")
    seekers = child_of(above, "nsubj")
    denied = is_negated(above) or (seekers is not None and seekers.lower_ in ("nobody", "none"))
    return asked and (denied or not knows) and not (seekers is not None and are_armed(seekers) and not denied)
