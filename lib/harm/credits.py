"""Who a casualty claim is credited to by the words of its own sentence or line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from lib.beside import beside
from lib.harm.ellipsis import second_source
from lib.harm.people import can_speak
from lib.harm.tags import at_edge
from lib.harm.voices import agent, of_phrase, owner, speaker_of, states
from lib.harm.words import claim_words
from lib.records import ClaimSource
from lib.records import Span as TextSpan

_LEVELS = 8  # governors above a claim that are looked at
_CLAUSES = ("ccomp", "parataxis")
_NOT_REPORTED = ("advcl", "nsubj", "nsubjpass", "dative")
_LEADING = ("after", "since", "before", "until", "with")
_PARTS = (":", ";", "-", "–", "—", "--")
_TOLD = ("ccomp", "xcomp", "pcomp", "advcl")


def denied_by(trigger: Token, head: Token | None) -> ClaimSource | None:
    """Who denies a claim or calls it untrue, whoever made it ("the army dismissed the rebels' claim that")."""
    noun = _who_denies(trigger, head)
    return as_source(noun) if noun is not None else None


def credited(trigger: Token, head: Token | None) -> ClaimSource | None:
    """The subject of the verb that reports a claim, the name after "according to", or before a heading's colon.

    Args:
        trigger: The token that names the harm, or the figure that a second source gives.
        head: The head of the phrase of those harmed.
    """
    noun = second_source(trigger) or _in_sentence(trigger, head) or at_edge(trigger)
    return as_source(noun) if noun is not None else None


def found_by(trigger: Token, head: Token | None) -> ClaimSource | None:
    """Who finds or names the dead, the source where nobody is said to tell of it ("rescuers found nine bodies")."""
    for word in up(trigger, _LEVELS):
        if _is_found(word):
            noun = speaker_of(word.head, head)
            return as_source(noun) if noun is not None else None
    return None


def as_source(noun: Token) -> ClaimSource:
    """The source that the head of a phrase stands for."""
    span = phrase(noun)
    return ClaimSource(span.start, span.end, span.text, span.text)


def _is_found(word: Token) -> bool:
    """Whether something is found, and not that something was so ("found nine bodies")."""
    return (
        word.dep_ not in (*_TOLD, "conj")
        and word.i > word.head.i
        and word.head.lemma_.lower() in claim_words("finds")
    )


def _who_denies(trigger: Token, head: Token | None) -> Token | None:
    for below, word in pairwise(up(trigger, _LEVELS)):
        if below.dep_ in ("conj", "relcl", "advcl") and not is_news(word):
            return None
        refuses = word.lemma_.lower() in claim_words("denies") or word.lemma_.lower() in claim_words("labels")
        if word.pos_ != "VERB" or not refuses:
            continue
        chain = list(up(trigger, _LEVELS))
        between = chain[: chain.index(word)]
        if below.i < word.i and below.dep_ != "nsubjpass":
            return None  # "12 were killed; residents dispute the account"
        heading = word.lemma_ == "deny" and below.dep_ == "dobj" and trigger.dep_ == "acl"
        news = below == trigger or heading or any(is_news(noun) for noun in between)
        told = news or below.dep_ in ("ccomp", "xcomp")
        part = any(noun.lemma_.lower() in claim_words("involvement") for noun in between)
        return speaker_of(word, head) if told and not part else None
    return None


def is_news(noun: Token) -> bool:
    """Whether a noun stands for what somebody says ("claim", "rumour")."""
    known = claim_words("reports", "reckoning", "news")
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in known


def _in_sentence(trigger: Token, head: Token | None) -> Token | None:
    reports = claim_words("reports")
    for word in up(trigger, _LEVELS):
        for child in word.children:
            noun = of_phrase(child)
            if noun is not None and not is_next_clause(trigger, child):
                return noun
            aside = (
                not is_next_clause(child, trigger)
                and child.dep_ in _CLAUSES
                and word.dep_ == "ROOT"
                and child.lemma_.lower() in reports
            )
            speaker = speaker_of(child, head) if aside else None
            if speaker is not None and not is_next_clause(trigger, speaker):
                return speaker
        above = word.head
        if above.lemma_ == "be" and word.dep_ in ("ccomp", "attr", "acomp"):
            judged = next((child for child in above.lefts if child.dep_ == "nsubj"), None)
            if judged is not None and judged.lemma_.lower() in claim_words("reckoning"):
                return owner(judged)  # "the command's assessment is that four died"
        if above == word or _is_found(word):
            continue
        if word.dep_ == "nsubjpass" and above.lemma_.lower() in reports - claim_words("finds"):
            return agent(above)  # "nine deaths were reported by residents"
        if (
            word.i < above.i
            and any(w.lower_ in _LEADING for w in (word, *word.rights))
            and word.pos_ != "VERB"
        ):
            return None  # "two years after a blast that killed nine, the inquiry found"
        if word.dep_ == "prep" and word.lower_ == "to" and above.lemma_.lower() in claim_words("says"):
            continue  # "wrote to the families of nine men killed"
        if (
            word.lower_ == "for"
            and above.pos_ == "NOUN"
            and above.lemma_.lower() not in claim_words("figure")
        ):
            return None  # "established a fund for the families"
        listed = word.dep_ == "dobj" and word.lemma_.lower() in claim_words("roll")
        if (listed and above.lemma_.lower() in claim_words("compiles")) or (
            word.dep_ == "ccomp" and states(above)
        ):
            speaker = speaker_of(above, head)
            if speaker is not None and not is_next_clause(trigger, speaker):
                return speaker
        if above.lemma_.lower() not in reports:
            continue
        if above.pos_ == "NOUN" and word.dep_ == "acl":  # "the army's claim to have killed 30"
            own = next((c for c in above.children if c.dep_ == "poss" and can_speak(c)), None)
            if own is not None or above.dep_ != "dobj" or above.head.lemma_.lower() not in reports:
                return own
            continue  # "the army described reports that it had killed nine as untrue"
        if any(c.dep_ == "dobj" and c.lemma_ in claim_words("involvement") for c in above.children):
            continue  # who claims responsibility claims no toll
        numbered = word.tag_ == "VBN" and word.i > 0 and beside(word, -1).pos_ == "NUM"
        counted = word.pos_ == "ADJ" or numbered
        other = word.dep_ == "conj" and above.pos_ == "VERB" and word.pos_ in ("VERB", "AUX")
        other = other and not (
            beside(above, 1).lower_ == "of" and above.i < trigger.i
        )  # "speak of 40 killed"
        reported = counted or not (word.dep_ in _NOT_REPORTED or other)  # "counted 89 dead"
        if reported and above.pos_ in ("VERB", "NOUN"):
            speaker = speaker_of(above, head)
            if speaker is not None and not is_next_clause(trigger, speaker):
                return speaker
    return None


def is_next_clause(trigger: Token, speaker: Token) -> bool:
    """Whether a speaker stands behind a semicolon that ends the claim ("… were killed; the army said nothing")."""
    return any(word.text == ";" for word in trigger.doc[trigger.i : speaker.i])


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
    parted = (
        i + 1 for i in range(last - 1, first, -1) if noun.doc[i].text in _PARTS and noun.doc[i].whitespace_
    )
    first = next(parted, first)  # "9 dead - governor"
    while first < last and _is_before_a_line(noun.doc[first]):
        first += 1
    for child in noun.rights if noun.lower_ != "another" else ():  # "one spoke of five, another of nine"
        if child.dep_ == "prep" and child.lower_ in ("of", "for", "in") and child.i == last + 1:
            last = max(last, _last_of(child))
        else:
            break
    while last + 1 < len(noun.doc) and noun.ent_type_ and noun.doc[last + 1].ent_iob_ == "I":
        last += 1
    span = noun.doc[first : last + 1]
    return TextSpan(span.start_char, span.end_char, span.text)


def _is_before_a_line(word: Token) -> bool:
    """Whether a word is the dash of a list or a time of day ("09:40 Police: two dead")."""
    clock = word.text[:1].isdigit() and word.text[-2:].isdigit() and ":" in word.text
    return word.is_punct or word.is_space or clock


def _last_of(preposition: Token) -> int:
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if noun is None:
        return preposition.i
    ends = noun.i + 1 < len(noun.doc) and beside(noun, 1).text == "." and noun.pos_ == "NOUN"
    if ends and beside(noun, -1).pos_ in ("NOUN", "PROPN") and noun.lower_ in claim_words("reports"):
        return noun.i - 1  # ", figures of the ministry show."
    return noun.i
