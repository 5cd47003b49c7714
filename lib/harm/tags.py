"""The source at the edge of a line or in a tag at the end of a sentence, by its words alone.

The parser often takes the noun of such a tag for an apposition to what stands before it.
"""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from lib.beside import beside
from lib.harm.people import FIGURE_LABELS, can_speak, group_of, is_body, is_thing
from lib.harm.voices import FINITE, may_be_said_to_speak, owner, says, speaker_of, tells
from lib.harm.words import claim_words

_EDGE = 6  # tokens of a source that stands at the edge of a line
_FARTHER = 9  # tokens of one that stands before a colon
_STARTS_TAG = ("DET", "NOUN", "NUM", "PROPN", "ADJ", "PRON")
_DASHES = ("-", "–", "—", "--")
_APART = (",", ";", ":", "(", *_DASHES)
_TELLERS = ("officials", "medics", "police", "journalists", "rescuers", "aid workers", "clergy")
_NAMING = ("NOUN", "PROPN")


def at_edge(trigger: Token) -> Token | None:
    """The source at the edge of a line: "Police: 12 dead in Kabul", "12 dead in Kabul - police"."""
    doc, sentence = trigger.doc, trigger.sent
    first, last = sentence.start, sentence.end - 1
    last = next((i - 1 for i in range(trigger.i, last) if doc[i].text == ";"), last)
    while last > first and doc[last].is_space:
        last -= 1
    colons = (i for i in range(first + 1, min(first + _FARTHER, trigger.i)) if doc[i].text == ":")
    heads = next((noun for i in colons if (noun := _before_colon(doc, first, i)) is not None), None)
    if heads is not None and _is_known_to_tell(heads):
        return heads
    end = last - 1 if doc[last].text == "." else last
    for i in range(end - 1, max(end - _EDGE, trigger.i), -1):
        if doc[i].text in _DASHES or doc[i].text == ":":
            apart = (doc[i - 1].whitespace_ or doc[i].text == ":") and doc[i].whitespace_
            counted = any(word.pos_ == "NUM" for word in doc[i:end])  # "killed: 31 civilians"
            return doc[end] if apart and not counted and can_speak(doc[end]) else heads
    return (
        _in_brackets(trigger, last)
        or _tag(trigger, last)
        or _says_after(trigger, last)
        or _aside(trigger, last)
        or _tag_of_all(trigger, last)
        or heads
    )


def _is_known_to_tell(noun: Token) -> bool:
    """Whether a noun is a body's or that of persons who are asked for tolls ("ministry", "doctors", "residents")."""
    told = (
        noun.lemma_.lower() in claim_words("reckoning") and owner(noun) is not None
    )  # "figures of the ministry"
    known = is_body(noun) or group_of(noun) in _TELLERS or noun.lower_ in claim_words("asked")
    return told or known or noun.ent_type_ == "ORG"


def _before_colon(doc: Doc, first: int, colon: int) -> Token | None:
    """Who speaks in a line's words before a colon ("09:40 Army:", "Source at the hospital:")."""
    parts = (i + 1 for i in range(colon - 1, first, -1) if doc[i].text in _APART and doc[i].whitespace_)
    begin = next(parts, first)
    words = doc[begin:colon]
    at = next((word.i for word in words if word.pos_ == "ADP"), None)
    if at is not None and at > begin:
        noun = doc[at - 1]
        return noun if _is_known_to_tell(noun) else None
    noun = doc[colon - 1]
    if _is_topic(noun):
        return None
    if noun.lemma_.lower() in claim_words("reckoning"):
        return noun if any(is_body(word) for word in noun.lefts) else None  # "Ministry figures: nine dead"
    spoken = can_speak(noun) and (is_body(noun) or not is_thing(noun)) and noun.ent_type_ not in FIGURE_LABELS
    return noun if spoken else None


def _in_brackets(trigger: Token, last: int) -> Token | None:
    """The body in brackets that end a line ("9 dead in Homs (monitoring group)")."""
    doc = trigger.doc
    while last > trigger.i and doc[last].text == ".":
        last -= 1
    if doc[last].text != ")":
        return None
    begin = next((i for i in range(last - 1, max(last - _EDGE, trigger.i), -1) if doc[i].text == "("), None)
    if begin is None or begin + 1 == last or any(word.pos_ in ("NUM", "ADP") for word in doc[begin:last]):
        return None
    noun = doc[last - 1]
    if _shortens(noun.text, [word.text for word in doc[max(0, begin - _FARTHER) : begin]]):
        return None
    return noun if is_body(noun) or noun.ent_type_ == "ORG" or group_of(noun) == "officials" else None


def _shortens(name: str, words: list[str]) -> bool:
    """Whether a name in brackets is only the short form of that before it ("the Arakan Army (AA)")."""
    initials = {word[0] for word in words if word[:1].isupper()}
    return name.isupper() and initials.issuperset(name)


def _tag_of_all(trigger: Token, last: int) -> Token | None:
    """The source in a tag at the end of a sentence whose part with the claim a semicolon ends."""
    end = trigger.sent.end - 1
    return _tag(trigger, end) if last < end else None


def _is_topic(word: Token) -> bool:
    """Whether the name of a land or town before a colon heads what follows ("Sudan: 12 dead, doctors say")."""
    return word.ent_type_ == "GPE"


def _aside(trigger: Token, last: int) -> Token | None:
    """The source in an aside: "46 were killed, the Taliban said, most of them women"."""
    doc = trigger.doc
    for i in range(trigger.i + 3, last):
        verb = doc[i]
        if verb.tag_ in FINITE and says(verb) and doc[i + 1].text == ",":
            return noun_of_tag(doc[trigger.i : i], anyone=True)
    return None


def _tag(trigger: Token, last: int) -> Token | None:
    """The source in a tag at the end of a sentence: ", a monitor told reporters on Friday."."""
    doc = trigger.doc
    for i in range(last, trigger.i + 2, -1):
        verb = doc[i]
        if i == last and (noun := _plain_teller(verb)) is not None:
            return noun
        if is_told_by(verb):
            if doc[i - 1].text == "," and (named := noun_after(verb, last)) is not None:
                return named
            if not ends_tag(verb, last):
                continue
            return noun_of_tag(doc[trigger.i : i], anyone=says(verb))
        if doc[i].text == ",":
            return None
    return None


def is_told_by(verb: Token) -> bool:
    """Whether a verb can be that of a tag: finite, or after "has" ("a network has established")."""
    perfect = verb.tag_ == "VBN" and any(child.lemma_ == "have" for child in verb.lefts)
    passive = any(child.dep_ == "auxpass" for child in verb.lefts)
    return (verb.tag_ in FINITE or perfect) and not passive and tells(verb)


def _plain_teller(last: Token) -> Token | None:
    """Who tells by a verb that ends a sentence and is read as a noun (", the focal points report").

    The number of the verb must be that of its noun: "a police report" is none.
    """
    word = last if not last.is_punct else beside(last, -1)
    base = word.lower_.removesuffix("s")
    told = claim_words("reports", "states")
    if word.pos_ != "NOUN" or (base not in told and word.lower_ not in told):
        return None
    comma = next((i for i in range(word.i - 1, word.sent.start, -1) if word.doc[i].text in _APART), None)
    if comma is None or any(w.pos_ in ("VERB", "AUX", "PRON", "CCONJ") for w in word.doc[comma + 1 : word.i]):
        return None
    words = list(word.doc[comma + 1 : word.i])
    own = list(takewhile(lambda w: w.pos_ != "ADP", words))
    noun = next((w for w in reversed(own) if w.pos_ in _NAMING), None)
    if noun is None or words[0].pos_ not in _STARTS_TAG:
        return None
    many = noun.tag_ in ("NNS", "NNPS") or noun.lower_ == "police"
    agrees = many != (word.lower_ != base)
    teller = can_speak(noun) or may_be_said_to_speak(noun) or noun.lemma_.lower() in claim_words("reckoning")
    return noun if agrees and teller else None


def ends_tag(verb: Token, last: int) -> bool:
    """Whether no more follows a verb than to whom, when or where it was said."""
    rest = verb.doc[verb.i + 1 : last + 1]
    if any(word.pos_ in ("VERB", "AUX", "NUM") and not word.ent_type_ for word in rest):
        return False
    first = next((word for word in rest if not word.is_punct), None)
    if first is None or verb.lemma_ == "tell":
        return True
    return first.pos_ == "ADP" or first.ent_type_ in ("DATE", "TIME")


def noun_after(verb: Token, last: int) -> Token | None:
    """The noun of a tag that begins with its verb: ", insisted the manager of the stadium"."""
    if verb.lemma_ == "tell":
        return None  # ", the head of the clinic, Ada Hov, told reporters"
    words = verb.doc[verb.i + 1 : last + 1]
    nouns = [word for word in words if word.pos_ in _NAMING and word.ent_type_ not in FIGURE_LABELS]
    head = next((noun for noun in nouns if noun.head == verb or noun.dep_ == "ROOT"), None)
    return head if head is not None and can_speak(head) else None


def noun_of_tag(before: Span, *, anyone: bool) -> Token | None:
    """The noun that stands between the last comma and the end of ``before``, and that may speak.

    Args:
        before: The words before the verb of the tag.
        anyone: Whether any noun may.
    """
    if before and before[-1].text == ",":
        before, anyone = before[:-1], False  # ", the head of the service, Ada Hov, said"
    comma = next((word for word in reversed(before) if word.text == ","), None)
    if comma is None or comma.i + 1 == before.end:
        return None
    if comma.i > before.start and beside(comma, -1).tag_ in ("WP", "WDT"):
        return None  # "four who, doctors said, could have been saved"
    words = before.doc[comma.i + 1 : before.end]
    clause = next((word.i for word in words if word.tag_ in ("WP", "WDT")), before.end)
    nouns = [word for word in before.doc[comma.i + 1 : clause] if word.pos_ in ("NOUN", "PROPN")]
    if words[0].pos_ not in _STARTS_TAG or not nouns:
        return None
    head = next((noun for noun in nouns if noun.head.i >= before.end or noun.head.i <= comma.i), nouns[-1])
    if any(word.tag_ == "IN" for word in before.doc[comma.i + 1 : head.i]) and words[0].pos_ not in _NAMING:
        first = next(word for word in words if word.tag_ == "IN").i
        if not any(noun.i < first for noun in nouns):
            return None  # ", the deadliest since the army announced"
    return (
        head if can_speak(head) or (may_be_said_to_speak(head) and (anyone or not is_thing(head))) else None
    )


def _says_after(trigger: Token, last: int) -> Token | None:
    """The source after a heading that the parser has cut off: "12 dead in Kabul blast, police say"."""
    doc = trigger.doc
    tail = doc[last + 1 : last + 1 + _EDGE]
    if not tail or tail[0].text != ",":
        return None
    verb = next((word for word in tail if word.lemma_.lower() in claim_words("reports")), None)
    return speaker_of(verb, None) if verb is not None else None
