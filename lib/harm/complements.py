"""What must go with a word to make it a harm, worded as it must be: "shot dead", "driven from their homes"."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from lib.beside import beside, words_after
from lib.harm.people import are_armed
from lib.harm.rows import HarmTerm
from lib.harm.words import claim_words

_NO_TO = ("meet", "treat", "remain", "herd")
_TAKEN_ALONG = ("from", "with")
_LINKS = ("at", "near", "during")
_YIELDS = (("give", "up"), ("hand", "over"), ("turn", "in"))
_HELP = ("help", "care", "assistance")
SLEEPS = ("sleep", "shelter", "live")
_KILLERS = ("sniper", "bullet", "fire")
_DOWN = ("from", "off", "into", "down", "through", "out", "over", "behind", "short")
_REACH = 10  # tokens in which a complement ("shot ... dead") is looked for
_FAR = 20  # the same for "to death", which a list may part from its verb


def complement_of(token: Token, term: HarmTerm) -> Token | None:
    """The word that goes with a verb to make it a harm ("dead", "to death", "hostage")."""
    far = term.complement == "death" or (term.outcome == "displaced" and token.lemma_ in ("drive", "force"))
    for word in words_after(token, _FAR if far else _REACH):
        if term.complement not in (word.lemma_.lower(), word.lower_):
            continue
        if word.lower_ != term.complement and word.tag_ == "VBN" and term.part == "verb":
            continue  # who "received 30 wounded" received no wounds
        head = word.head
        between = token.doc[token.i + 1 : word.i]
        near = token in (head, head.head, head.head.head) or token.head == word
        near = near or (
            term.complement == "prisoner" and token == head.head.head.head
        )  # "and ten of his men"
        near = near or (term.complement == "death" and token == head.head.head.head)  # a list between
        near = near or (term.part == "noun" and token.head == head)  # "their fate is unknown"
        near = near or all(inner.pos_ in ("NUM", "DET", "ADJ") for inner in between)
        if near and _is_said_so(token, word, term):
            return word
    return None


def _is_said_so(token: Token, word: Token, term: HarmTerm) -> bool:
    """Whether a complement is worded as it must be: "to death", "driven from their homes", "fight for his life"."""
    if term.complement in claim_words("led to") and token.lemma_ not in _NO_TO:
        return _is_led_to(word)
    if token.lemma_ == "shoot" and word.dep_ == "dobj" and word.head != token:
        return False  # "shot men who had laid down their arms"
    if term.term in ("have", "get") and term.outcome == "injured":
        return word.head == token and word.dep_ == "dobj"
    if term.victims == "negated" and f"{term.term} {term.complement}" in claim_words("comes back"):
        return _is_never(token, word)
    if (term.term, term.complement) in _YIELDS:
        return any(child.lower_.endswith(("self", "selves")) for child in token.rights)
    if term.pattern == "lives" and term.outcome == "injured" and token.lemma_ in claim_words("cuts off"):
        return any(child.lower_ in ("off", "away") for child in (*token.rights, *word.rights))
    if term.complement in _TAKEN_ALONG and term.term == "take":
        return word.head == token and _is_taken_along(token, word)
    if term.term in ("seek", "need", "require") and term.complement in _HELP:
        return any(child.lower_ == "medical" for child in word.lefts)
    if term.outcome == "displaced" and term.term in SLEEPS:
        return word.head.lower_ == "in" and (word.tag_ == "NNS" or term.complement == "stadium")
    if term.term == "nowhere":
        return beside(token, 1).lower_ == "to" and word.i == token.i + 3
    if term.term == "fall" and term.complement in _KILLERS:
        return word.dep_ == "pobj" and word.head.lower_ == "to" and word.head.head == token
    if term.term in ("trek", "wad") and term.complement not in claim_words("wilds"):
        return word.head == token
    if (term.term, term.complement) == ("fall", "hand"):
        return word.lower_ == "hands" and word.head.lower_ == "into"
    if term.complement == "off" and term.outcome == "captured" and term.term not in claim_words("leads off"):
        return _is_left(word)
    if term.term == "leave" and term.complement == "for":
        return word.head == token and _leads_to_name_or_town(word)
    if term.term == "leave" and term.complement in claim_words("dwelling"):
        return any(child.tag_ == "PRP$" for child in word.lefts)
    if token.lemma_ == "take" and (term.complement == "road" or term.complement in claim_words("wilds")):
        on = word.dep_ == "dobj" and any(child.lower_ in ("to", "towards", "for") for child in word.rights)
        if term.complement == "road" and on and not any(child.dep_ == "dobj" for child in word.rights):
            return True  # "have taken the road to Téra"
        return word.head.lower_ == ("to" if term.pattern == "subject" else "into")
    if term.complement in ("bullet", "home", "house", "martyr") and word.dep_ in ("compound", "poss"):
        return False  # "the bullet train", "the martyrs' brigade"
    if term.complement == "flight" and token.lemma_ == "take":
        return not any(child.dep_ == "det" for child in word.lefts)
    if term.complement == "for":  # "the police are looking for three men"
        seekers = [child for child in token.lefts if child.dep_ == "nsubj"]
        return word.head == token and not any(_hunts(child) for child in seekers)
    if term.term == "fall" and term.complement in ("at", "near") and not _leads_to_name(word):
        return False
    if term.complement in _LINKS:
        down = term.term == "fall" and any(child.lower_ in _DOWN for child in token.rights)
        return word.head == token and not down
    if term.pattern == "subject" and term.outcome == "injured" and word.head.lower_ == "with":
        return False  # "received 63 people with injuries"
    if term.term == "fight" and term.complement == "life":
        return beside(word, -1).lower_ == "for" or any(child.tag_ == "PRP$" for child in word.lefts)
    if term.complement == "home" and term.pattern == "object":
        return any(between.lower_ == "from" for between in token.doc[token.i + 1 : word.i])
    return True


def _is_left(link: Token) -> bool:
    """Whether people were forced off a vehicle or the like, and not off their land."""
    left = next((child for child in link.rights if child.dep_ == "pobj"), None)
    return left is not None and left.pos_ == "NOUN" and left.lemma_.lower() not in claim_words("ground")


def _is_never(verb: Token, word: Token) -> bool:
    """Whether a way out is said to have failed for good: "never came home", and not "did not make it to the final"."""
    if word.head != verb or any(child.lower_ == "for" for child in verb.rights):
        return False
    if word.lower_ == "it":
        if not any(child.lower_ in ("did", "never") for child in verb.lefts):
            return False  # "could not make it"
        ways = [
            child for child in verb.rights if child.i > word.i and child.dep_ in ("prep", "oprd", "acomp")
        ]
        return all(claim_words("safety") & {inner.lower_ for inner in (way, *way.children)} for way in ways)
    return any(child.lower_ == "never" for child in verb.lefts)


def _hunts(subject: Token) -> bool:
    """Whether those who look for somebody do so to catch him."""
    return are_armed(subject) or subject.lemma_.lower() in (
        "investigator",
        "detective",
        "prosecutor",
        "agent",
    )


def _leads_to_name(preposition: Token) -> bool:
    """Whether a preposition leads to a name ("fell at Homs")."""
    return any(child.dep_ == "pobj" and child.pos_ == "PROPN" for child in preposition.rights)


def _leads_to_name_or_town(preposition: Token) -> bool:
    towns = claim_words("refuge")
    return any(c.dep_ == "pobj" and (c.pos_ == "PROPN" or c.lower_ in towns) for c in preposition.rights)


def _is_taken_along(verb: Token, link: Token) -> bool:
    """Whether armed men took people from somewhere or with them, or people were taken from where they were."""
    if link.lower_ == "with" and not any(child.lower_ in ("them", "him") for child in link.rights):
        return False
    if any(child.dep_ == "auxpass" for child in verb.lefts):
        return link.lower_ == "from" and not any(child.lower_ == "to" for child in verb.rights)
    chain = islice(verb.ancestors, 2)
    verbs = (verb, *(word for word in chain if word.pos_ == "VERB"))
    subjects = (child for word in verbs for child in word.lefts if child.dep_ == "nsubj")
    return any(are_armed(subject) for subject in subjects)


def _is_led_to(noun: Token) -> bool:
    """Whether "to" governs a noun or stands before it and its owner ("fell to their deaths")."""
    before = beside(noun, -1)
    before = beside(before, -1) if before.tag_ == "PRP$" and before.i > 0 else before
    return "to" in (before.lower_, noun.head.lower_)
