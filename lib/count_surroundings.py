"""What stands around a number and makes it no count: a date, an age, a sum of money, odds, a rate."""

from __future__ import annotations

import re

_MONTH = (  # in capitals: "hundreds may have died"
    r"(?-i:(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec))"
)
NOT_A_COUNT_BEFORE = re.compile(
    r"(?:[$£€¥#]|\b(?:no|nos|number|flight|route|article|highway|order|section|chapter|resolution|age|aged"
    rf"|{_MONTH})\.?)\s*$",
    re.IGNORECASE,
)
_NOT_A_COUNT_AFTER = re.compile(
    r"\s*(?:%|percent\b|per\s?cent\b|:\d|/\d|°|(?:st|nd|rd|th)\b|[ap]\.?m\b|o['’]clock)"
    r"|[-‑–](?:star|strong|wheel|door|seat|engine|lane|page|point|part|way|fold|time|tier|stage|letter|nation|party|bedroom)\w*"
    r"|[-‑–\s](?:year|month|week|day|hour|minute|mile|km|kg|foot|metre|meter|storey|story|pound|ton|mm|cm|inch)s?"
    r"(?:[-‑–\s](?:old|long|wide|high)\b|(?<!s)\b)"
    rf"|\s+{_MONTH}\b",
    re.IGNORECASE,
)
_AGES_BEFORE = re.compile(
    r"\bages?(?:\s+of)?(?:\s+(?:between|from))?(?:\s+\d+\s+(?:and|to))?\s*$", re.IGNORECASE
)
YEAR = re.compile(r"(?:1[89]|20)\d\d")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|of|during|until|till|from|year|early|mid|late|before|after|summer|winter|spring|autumn"
    r"|fall|and|to|the)\s*$|[,’'(–-]\s*$|^\s*$",
    re.IGNORECASE,
)
_ONE_IS_A_PRONOUN = re.compile(
    r"\b(?:this|that|which|any|every|each|another|the|no|some|last|next|first)\s*$", re.IGNORECASE
)
_THAT = re.compile(r"\bthat\s*$", re.IGNORECASE)
_OF_SOME = re.compile(r"\s+of\s+(?:its|their|his|her|our|my|the|these|those|them)\b", re.IGNORECASE)
_ODDS_BEFORE = re.compile(r"\b(?:one(?:\s+\w+)?\s+in(?:\s+every)?)\s*$", re.IGNORECASE)
_OUT_OF = re.compile(
    r"\b(?:two|three|four|six|seven|eight|nine|[2-9])\s+(?:out\s+of|in)(?:\s+every)?\s*$", re.IGNORECASE
)
_ODDS_AFTER = re.compile(
    r"(?:\s+\w+)?\s+in\s+(?:every\s+)?(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b(?!\s+\w+s\b)",
    re.IGNORECASE,
)
_RATE_AFTER = re.compile(
    r"(?:\s+\w+){1,2}\s+(?:per|for\s+every)\s+(?:\d|hundred|thousand|million)", re.IGNORECASE
)


def counts_something(text: str, match: re.Match[str]) -> bool:
    """Whether the surroundings leave a match a count, and no date, age, sum of money or the like."""
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 40]
    if _NOT_A_COUNT_AFTER.match(after) or _AGES_BEFORE.search(before):
        return False
    plain = match["number"]
    if match["before"] or plain is None:
        return True
    if NOT_A_COUNT_BEFORE.search(before):
        return False
    said = _THAT.search(before) and _OF_SOME.match(after)  # "said that one of its men had died"
    if plain.lower() == "one" and (
        (_ONE_IS_A_PRONOUN.search(before) and not said) or re.match(r"\s+(?:another|day|time)\b", after)
    ):
        return False
    if _RATE_AFTER.match(after):
        return False
    if plain.lower() in ("ten", "10") and _OUT_OF.search(before):
        return False
    if _ODDS_BEFORE.search(before) or (plain.lower() == "one" and _ODDS_AFTER.match(after)):
        return False
    return not (YEAR.fullmatch(plain) and _YEAR_BEFORE.search(before))
