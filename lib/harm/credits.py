"""Who a casualty claim is credited to by the words of its own sentence or line."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from lib.harm.ellipsis import second_source
from lib.harm.people import antecedent, can_speak, is_thing
from lib.harm.words import claim_words
from lib.records import ClaimSource
from lib.records import Span as TextSpan

_LEVELS = 8  # governors above a claim that are looked at
_CLAUSES = ("ccomp", "parataxis")
_NOT_REPORTED = ("advcl", "nsubj", "nsubjpass")
_BY_WHOSE = ("by", "on", "in")
_EDGE = 6  # tokens of a source that stands at the edge of a line
_FINITE = ("VBD", "VBZ", "VBP")
_STARTS_TAG = ("DET", "NOUN", "NUM", "PROPN", "ADJ", "PRON")
_DASHES = ("-", "–", "—", "--")


def credited(trigger: Token, head: Token | None) -> ClaimSource | None:
    """The subject of the verb that reports a claim, the name after "according to", or before a heading's colon.

    Args:
        trigger: The token that names the harm, or the figure that a second source gives.
        head: The head of the phrase of those harmed.
    """
    noun = second_source(trigger) or _in_sentence(trigger, head) or _at_edge(trigger)
    if noun is None:
        return None
    span = phrase(noun)
    return ClaimSource(span.start, span.end, span.text, span.text)


def _in_sentence(trigger: Token, head: Token | None) -> Token | None:
    reports = claim_words("reports")
    for word in up(trigger, _LEVELS):
        for child in word.children:
            noun = _of_phrase(child)
            if noun is not None:
                return noun
            aside = child.dep_ in _CLAUSES and word.dep_ == "ROOT" and child.lemma_.lower() in reports
            speaker = _speaker_of(child, head) if aside else None
            if speaker is not None and not is_next_clause(trigger, speaker):
                return speaker
        above = word.head
        if above.lemma_ == "be" and word.dep_ == "ccomp":  # "the command's assessment is that four died"
            judged = next((child for child in above.lefts if child.dep_ == "nsubj"), None)
            if judged is not None and judged.lemma_.lower() in claim_words("reckoning"):
                return _owner(judged)
        if above == word or above.lemma_.lower() not in reports:
            continue
        if above.pos_ == "NOUN" and word.dep_ == "acl":  # "the army's claim to have killed 30"
            owner = next((c for c in above.children if c.dep_ == "poss" and can_speak(c)), None)
            refuses = above.dep_ == "dobj" and above.head.lemma_.lower() in claim_words("denies")
            return _speaker_of(above.head, head) if refuses else owner  # "the army dismissed the claim that"
        if any(c.dep_ == "dobj" and c.lemma_ in claim_words("involvement") for c in above.children):
            continue  # who claims responsibility claims no toll
        numbered = word.tag_ == "VBN" and word.i > 0 and word.nbor(-1).pos_ == "NUM"
        counted = word.pos_ == "ADJ" or numbered
        reported = word.dep_ not in _NOT_REPORTED or counted  # "counted 89 dead"
        if reported and above.pos_ in ("VERB", "NOUN"):
            speaker = _speaker_of(above, head)
            if speaker is not None and not is_next_clause(trigger, speaker):
                return speaker
    return None


def is_next_clause(trigger: Token, speaker: Token) -> bool:
    """Whether a speaker stands behind a semicolon that ends the claim ("… were killed; the army said nothing")."""
    return any(word.text == ";" for word in trigger.doc[trigger.i : speaker.i])


def _of_phrase(child: Token) -> Token | None:
    """The source in a phrase of the claim's clause: "according to", "per", "as reported by", "by X's count"."""
    if child.lower_ == "according":
        names = (noun for link in child.children if link.lower_ == "to" for noun in link.children)
        return next((noun for noun in names if noun.dep_ == "pobj"), None)
    if child.dep_ == "prep" and child.lower_ == "per":
        return next((noun for noun in child.children if noun.dep_ == "pobj" and can_speak(noun)), None)
    as_told = child.dep_ == "advcl" and child.lemma_.lower() in claim_words("reports")
    if as_told and any(mark.lower_ == "as" for mark in child.children):
        return _agent(child) or _speaker_of(child, None)
    if child.lemma_.lower() in claim_words("reckoning") and child.dep_ in ("pobj", "nmod"):
        return _owner(child)
    if child.dep_ in ("prep", "agent") and child.lower_ in _BY_WHOSE:
        reckoning = next((c for c in child.children if c.lemma_.lower() in claim_words("reckoning")), None)
        return _owner(reckoning) if reckoning is not None else None
    return None


def _owner(reckoning: Token) -> Token | None:
    """Whose count, estimate or account it is."""
    owner = next((child for child in reckoning.children if child.dep_ == "poss" and can_speak(child)), None)
    if owner is not None:
        return owner
    of = (
        noun for link in reckoning.children if link.lower_ in ("of", "by", "from") for noun in link.children
    )
    return next((noun for noun in of if noun.dep_ == "pobj" and can_speak(noun)), None)


def _agent(verb: Token) -> Token | None:
    agents = (noun for by in verb.children if by.dep_ == "agent" for noun in by.children)
    return next((noun for noun in agents if noun.dep_ == "pobj" and can_speak(noun)), None)


def _speaker_of(verb: Token, head: Token | None) -> Token | None:
    """Who makes a report: its subject, who it is by, or whose the figures are; never the harmed."""
    subject = next((antecedent(child) for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None:
        return _agent(verb)
    if subject == head or subject.pos_ == "NUM" or any(child.lower_ == "no" for child in subject.lefts):
        return None  # "20 of them thought to be alive", "no group has claimed the attack"
    if subject.lemma_.lower() in claim_words("reckoning"):
        return _owner(subject) or subject
    return subject if can_speak(subject) or (_says(verb) and _may_be_said_to_speak(subject)) else None


def _may_be_said_to_speak(noun: Token) -> bool:
    """Whether a noun may be the subject of "says": no number ("twice the number first announced")."""
    return noun.pos_ == "NOUN" and noun.lemma_.lower() not in claim_words("figure")


def _says(verb: Token) -> bool:
    """Whether a verb is one whose subject speaks, whatever noun it is ("the commune says")."""
    told = verb.lemma_ == "tell" or not any(child.dep_ == "dobj" for child in verb.rights)
    return told and verb.lemma_.lower() in claim_words("says")


def _at_edge(trigger: Token) -> Token | None:
    """The source at the edge of a line: "Police: 12 dead in Kabul", "12 dead in Kabul - police"."""
    doc, sentence = trigger.doc, trigger.sent
    first, last = sentence.start, sentence.end - 1
    last = next((i - 1 for i in range(trigger.i, last) if doc[i].text == ";"), last)
    while last > first and doc[last].is_space:
        last -= 1
    for i in range(first + 1, min(first + _EDGE, trigger.i)):
        if doc[i].text == ":" and not _is_topic(doc[i - 1]):
            return doc[i - 1] if can_speak(doc[i - 1]) and not is_thing(doc[i - 1]) else None
    for i in range(last - 1, max(last - _EDGE, trigger.i), -1):
        if doc[i].text in _DASHES or doc[i].text == ":":
            apart = (doc[i - 1].whitespace_ or doc[i].text == ":") and doc[i].whitespace_
            return doc[last] if apart and can_speak(doc[last]) else None
    return (
        _tag(trigger, last)
        or _says_after(trigger, last)
        or _aside(trigger, last)
        or _tag_of_all(trigger, last)
    )


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
        if verb.tag_ in _FINITE and _says(verb) and doc[i + 1].text == ",":
            return _noun_of_tag(doc[trigger.i : i], anyone=True)
    return None


def _tag(trigger: Token, last: int) -> Token | None:
    """The source in a tag at the end of a sentence, by its words alone: ", a monitor told reporters on Friday."

    The parser often takes the noun of such a tag for an apposition to what stands before it.
    """
    doc = trigger.doc
    for i in range(last, trigger.i + 2, -1):
        verb = doc[i]
        if verb.tag_ in _FINITE and verb.lemma_.lower() in claim_words("reports"):
            if doc[i - 1].text == "," and (named := _noun_after(verb, last)) is not None:
                return named
            if not _ends_tag(verb, last):
                continue
            return _noun_of_tag(doc[trigger.i : i], anyone=_says(verb))
        if doc[i].text == ",":
            return None
    return None


def _ends_tag(verb: Token, last: int) -> bool:
    """Whether no more follows a verb than to whom, when or where it was said."""
    rest = verb.doc[verb.i + 1 : last + 1]
    if any(word.pos_ in ("VERB", "AUX", "NUM") and not word.ent_type_ for word in rest):
        return False
    first = next((word for word in rest if not word.is_punct), None)
    if first is None or verb.lemma_ == "tell":
        return True
    return first.pos_ == "ADP" or first.ent_type_ in ("DATE", "TIME")


def _noun_after(verb: Token, last: int) -> Token | None:
    """The noun of a tag that begins with its verb: ", insisted the manager of the stadium." """
    nouns = [word for word in verb.doc[verb.i + 1 : last + 1] if word.pos_ in ("NOUN", "PROPN")]
    head = next((noun for noun in nouns if noun.head == verb or noun.dep_ == "ROOT"), None)
    return head if head is not None and can_speak(head) else None


def _noun_of_tag(before: Span, *, anyone: bool) -> Token | None:
    """The noun that stands between the last comma and the end of ``before``, and that may speak.

    Args:
        anyone: Whether any noun may.
    """
    comma = next((word for word in reversed(before) if word.text == ","), None)
    if comma is None or comma.i + 1 == before.end:
        return None
    words = before.doc[comma.i + 1 : before.end]
    clause = next((word.i for word in words if word.tag_ in ("WP", "WDT")), before.end)
    nouns = [word for word in before.doc[comma.i + 1 : clause] if word.pos_ in ("NOUN", "PROPN")]
    if words[0].pos_ not in _STARTS_TAG or not nouns:
        return None
    head = next((noun for noun in nouns if noun.head.i >= before.end or noun.head.i <= comma.i), nouns[-1])
    return head if can_speak(head) or (anyone and _may_be_said_to_speak(head)) else None


def _says_after(trigger: Token, last: int) -> Token | None:
    """The source after a heading that the parser has cut off: "12 dead in Kabul blast, police say"."""
    doc = trigger.doc
    tail = doc[last + 1 : last + 1 + _EDGE]
    if not tail or tail[0].text != ",":
        return None
    verb = next((word for word in tail if word.lemma_.lower() in claim_words("reports")), None)
    return _speaker_of(verb, None) if verb is not None else None


def up(token: Token, most: int) -> Iterator[Token]:
    """A token and its governors, nearest first, ``most`` at the most."""
    for _ in range(most):
        yield token
        if token.head == token:
            return
        token = token.head


def phrase(noun: Token) -> TextSpan:
    """A noun with its modifiers, without clauses and what follows a comma."""
    first, last = noun.left_edge.i, noun.i
    while first < last and (noun.doc[first].is_punct or noun.doc[first].is_space):
        first += 1  # the dash of a list
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "for", "in") and child.i == last + 1:
            last = max(last, _last_of(child))
        else:
            break
    while last + 1 < len(noun.doc) and noun.ent_type_ and noun.doc[last + 1].ent_iob_ == "I":
        last += 1
    span = noun.doc[first : last + 1]
    return TextSpan(span.start_char, span.end_char, span.text)


def _last_of(preposition: Token) -> int:
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    return noun.i if noun is not None else preposition.i
