"""Whether a casualty claim is about one incident or adds up a span of time."""

from __future__ import annotations

import re

from spacy.tokens import Token

from lib.beside import beside, words_after, words_before
from lib.counts import number_value
from lib.harm.terms import is_harm
from lib.harm.words import cause_nouns, claim_words
from lib.records import Outcome, Scope

_LONG = ("in", "during", "over", "throughout", "within", "for", "of", "by", "from", "between")
_PERFECT = ("have", "has")
_THROUGH = ("in", "during", "throughout", "of")
_NEAR = 25  # tokens on either side in which "so far" is looked for
_ASIDE_TOTAL = re.compile(r" in (?:all|total)(?= [,)–—-])")  # "the family, 14 people in all, was killed"
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day")
_CLAUSES = ("ccomp", "relcl", "advcl", "ROOT", "parataxis")
_LASTING: tuple[Outcome, ...] = ("missing",)
_WEEK = 7  # days
_FEW = 4  # words of a phrase that names a day
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
_DATES = re.compile(
    rf"\b(?:[Bb]etween|[Ff]rom)\s+(?P<from>\d{{1,2}})(?:\s+(?P<month>{_MONTHS}))?\s+(?:and|to)"
    rf"\s+(?P<to>\d{{1,2}})\s+(?P<last>{_MONTHS})\b"
)
_FIGURES = re.compile(
    r"\bfrom \d{1,2}\.(?P<m>\d{1,2}\.\d{2,4}) (?:to|till|until) \d{1,2}\.(?!(?P=m))\d{1,2}\.\d{2,4}"
)
_SPAN = re.compile(
    r" (?:in|over|during|within|throughout) (?:(?:the|this) )?(?:(?:past|last|previous|preceding|same|reporting"
    r"|current) )?(?P<many>(?:(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty"
    r"|thirty|forty|fifty|hundred|several|few|\d+) ){1,2})?"
    r"(?P<unit>days|fortnight|weeks|(?<=past )week|(?<=last )week|months?|years|decades?|quarter|period)(?= )"
)
_RANKS = re.compile(
    r" (?:\w+est|worst|most(?! of)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|time|latest"
    r"|only|next|coming) "
)
_YEAR = re.compile(rf"(?:{_MONTHS} ?(?:of )?)?(?:(?:19|20)\d\d)|{_MONTHS}")
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)")


def scope(trigger: Token, head: Token | None, outcome: Outcome = "killed") -> Scope:
    """Whether a claim adds up a span of time ("since 2014", "in the war", "this year") or is of one event.

    Args:
        trigger: The token that names the harm.
        head: The head of the phrase of those harmed.
        outcome: Of the claim: those who are missing since a day were lost on that day.
    """
    verbs = _clause_words(trigger, head)
    running = claim_words("running")
    near = _near(trigger)
    if any(f" {phrase} " in near for phrase in running if " " in phrase):  # "so far"
        return "incident" if _is_of_one_day(verbs) else "cumulative"
    if _covers_dates(trigger.sent.text) or _covers_span(near):
        return "cumulative"
    for word in verbs:
        if word not in (trigger, head) and any(child.tag_ == "JJS" for child in word.lefts):
            continue  # "the worst attack in decades"
        if word.lemma_.lower() in claim_words("lasting") and any(_lasts(child) for child in word.children):
            return "cumulative"
        for child in word.children:
            lower = child.lower_
            if lower == "since" and child.dep_ in ("prep", "mark", "advmod", "pcomp"):
                lost = outcome in _LASTING and _begins_on_a_day(child)
                return "incident" if lost else "cumulative"
            if child.dep_ == "advcl" and any(
                g.lower_ == "since" and g.dep_ == "mark" for g in child.children
            ):
                return "cumulative"
            if child.dep_ == "prep" and _is_in_a_year(child) and _adds_up(child, word, outcome):
                return "cumulative"
            own = child.lower_ != "of" or (word in (trigger, head) and word.lemma_ != "prisoner")
            if child.dep_ == "prep" and own and _is_long(child):  # not "the worst night of the war"
                return "cumulative"
            if child.dep_ in ("npadvmod", "advmod") and _names_span(child) and not _is_distance(child):
                return "cumulative"
            if lower in running and lower != "since" and child.dep_ in ("advmod", "prep", "amod"):
                return "cumulative"
            if child.dep_ in ("nsubj", "agent") and _is_period(child):
                return "cumulative"
    return "incident"


def _covers_dates(text: str) -> bool:
    """Whether a sentence names the first and the last day of a week or more ("between 1 and 15 October")."""
    match = _DATES.search(text)
    if match is None:
        return _FIGURES.search(text) is not None
    if match["month"] and match["month"] != match["last"]:
        return True
    return int(match["to"]) - int(match["from"]) >= _WEEK - 1


def _covers_span(near: str) -> bool:
    """Whether the words near a claim give it weeks or more ("in the past week", "in a hundred days")."""
    match = _SPAN.search(near)
    if match is None or _RANKS.search(near) is not None:
        return False
    if match["unit"] in ("day", "days"):
        days = number_value(match["many"] or "one")
        return days is not None and days >= _WEEK
    return True


def _is_in_a_year(preposition: Token) -> bool:
    """Whether a phrase gives a year or a month and no day ("in 2024", "during October")."""
    if preposition.lower_ not in _THROUGH[:3]:
        return False
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if noun is None or noun.ent_type_ != "DATE":
        return False
    words = [word.text for word in noun.subtree]
    return _YEAR.fullmatch(" ".join(words)) is not None


def _adds_up(preposition: Token, verb: Token, outcome: Outcome) -> bool:
    """Whether a year or month holds more than one event: "during" it, people fled in a year, or ``_of_many``."""
    fled = outcome == "displaced" and beside(preposition, 1).like_num
    return preposition.lower_ != "in" or fled or _of_many(verb)


def _of_many(verb: Token) -> bool:
    """Whether a verb counts up, or tells of more than one deed ("landmines killed 91", "recorded 91 deaths")."""
    if verb.lemma_.lower() in claim_words("counts up"):
        return True
    agents = (noun for by in verb.children if by.dep_ == "agent" for noun in by.children)
    doers = (*(child for child in verb.lefts if child.dep_ == "nsubj"), *agents)
    return any(doer.tag_ == "NNS" and doer.lemma_.lower() in cause_nouns() for doer in doers)


def _begins_on_a_day(since: Token) -> bool:
    """Whether "since" names a day, or refers to one ("missing since Monday", "not seen since")."""
    words = [word.lower_ for word in since.subtree if word != since]
    if not words:
        return True
    return len(words) <= _FEW and any(_WEEKDAY.fullmatch(word) or _ORDINAL.fullmatch(word) for word in words)


def _is_of_one_day(verbs: list[Token]) -> bool:
    """Whether what did the harm is said to have begun on a day ("the fighting that broke out on Friday")."""
    return any(
        child.dep_ in ("nsubj", "agent") and any(_WEEKDAY.fullmatch(word.lower_) for word in child.subtree)
        for verb in verbs
        for child in verb.children
    )


def _lasts(auxiliary: Token) -> bool:
    """Whether an auxiliary says what has come to be, or is so now ("have fled", "are displaced")."""
    return auxiliary.lower_ in _PERFECT or (auxiliary.dep_ == "auxpass" and auxiliary.lower_ in ("are", "is"))


def _is_distance(span: Token) -> bool:
    """Whether a stretch of time says how long before or after another event ("two years after")."""
    following = next(words_after(span, 1), None)
    return following is not None and following.lower_ in ("after", "before", "ago", "later", "earlier")


def _near(trigger: Token) -> str:
    """The words near a trigger, in its sentence, with a blank around each."""
    before = [word.lower_ for word in words_before(trigger, _NEAR)]
    after = [word.lower_ for word in words_after(trigger, _NEAR)]
    words = f" {' '.join(before[::-1])} | {' '.join(after)} "
    return _ASIDE_TOTAL.sub(" ", words)


def _is_period(noun: Token) -> bool:
    """Whether a subject or agent is a war or the like, that harms over a long time."""
    if noun.dep_ == "agent":
        return any(_is_period(child) for child in noun.children if child.dep_ == "pobj")
    return _is_span_of_period(noun) or noun.lemma_.lower() in claim_words("period")


def _is_span_of_period(noun: Token) -> bool:
    """Whether a noun is a stretch of a war or the like ("two years of fighting", "the course of the war")."""
    if noun.lemma_.lower() not in claim_words("span"):
        return False
    return any(inner.lemma_.lower() in claim_words("period") for of in noun.rights for inner in of.children)


def _clause_words(trigger: Token, head: Token | None) -> list[Token]:
    """The words that a time or a war may hang on: the trigger, its governors in the clause, the harmed."""
    found = [trigger]
    word = trigger
    for _ in range(4):
        if word.dep_ in _CLAUSES or word.head == word:
            break
        word = word.head
        found.append(word)
    if head is not None:
        found.append(head)
    found += [word for word in trigger.rights if word.dep_ == "conj" and is_harm(word)]
    listed = list(words_after(trigger, 2))
    if len(listed) == 2 and listed[0].lower_ == "and" and is_harm(listed[1]):
        found.append(listed[1])  # "the dead and missing in ten years of war"
    return [*found, *_raised(found)]


def _raised(words: list[Token]) -> list[Token]:
    """The harms of a number that others raise ("The deaths bring to 41 the number of people killed this year")."""
    return [
        harm
        for verb in words
        if verb.pos_ == "VERB" and any(child.lower_ == "to" for child in verb.rights)
        for number in verb.rights
        if number.dep_ == "dobj" and number.lower_ in ("number", "total")
        for harm in number.subtree
        if harm.pos_ == "VERB" and is_harm(harm)
    ]


def _is_long(preposition: Token) -> bool:
    """Whether a prepositional phrase names a war or a span of months or years ("over two decades")."""
    if preposition.lower_ not in _LONG:
        return False
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if noun is None:
        return False
    if noun.lemma_.lower() in claim_words("period") and preposition.lower_ in _THROUGH:
        return not _is_short(noun)
    if _is_span_of_period(noun) and (noun.tag_ == "NNS" or noun.lemma_ == "course"):
        return True  # not "in the 12th week of the siege"
    if preposition.lower_ == "between":
        return noun.ent_type_ == "DATE" and not _WEEKDAY.fullmatch(noun.lower_)
    return _names_span(noun)


def _is_short(noun: Token) -> bool:
    """Whether a fight is said to have taken hours or days ("the 24-hour offensive", "the two-day siege")."""
    words = " ".join(word.lower_ for child in noun.lefts for word in child.subtree)
    return re.search(r"\b(?:hour|day|night|overnight|weekend|week)s?\b", words) is not None


def _names_span(noun: Token) -> bool:
    """Whether a noun phrase is a stretch of time of weeks or more ("the past three months", "this year")."""
    if noun.lemma_.lower() not in claim_words("span"):
        return False
    lefts = [child.lower_ for child in noun.lefts]
    if noun.lemma_ == "week" and noun.tag_ != "NNS":
        return "past" in lefts
    return any(word in ("past", "last", "this", "recent", "these") for word in lefts) or noun.tag_ == "NNS"
