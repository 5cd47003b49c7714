"""Where a report's heading or dateline puts its claims, when nothing that it tells says so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from lib.harm.terms import has_harm
from lib.harm.words import cause_nouns, claim_words, newsrooms
from lib.records import PlaceMention

_HEADING = re.compile(r"[^\n]{1,150}[^\n.!?:;,”\"](?=\n)")
_DATELINE = re.compile(r"[A-Z][^\n.!?;]{1,60}?\s[-–—]{1,2}\s")
_LINES_ABOVE = r"\s*(?:\S[^\n]{0,149}\n\s*){0,3}"
"""Up to three lines, each from its first word on: so blank ones between them are gone through once."""
_DATELINE_BELOW = re.compile(rf"{_LINES_ABOVE}({_DATELINE.pattern})")
_IN_BRACKETS = re.compile(_LINES_ABOVE + r"(\([A-Z][^)\n]{1,60}\)) (?=[A-Z])")
"""What stands before the first sentence of many a press release, after its title: "(Geneva)"."""
_OF_HARM = ("scene", "peril", "armed")
_SET_APART = re.compile(r"[,–—-] ?$")


def place_ahead(doc: Doc, text: str, places: Sequence[PlaceMention]) -> int | None:
    """The place of the dateline, or the only one in the heading, a first line that ends like none of prose.

    A dateline's place is that of the story only where nothing hints at another: no other place is named, and
    the city is none that reports come from whatever they tell. A heading's is only where it tells of harm.

    Args:
        text: The report's text, which is the Doc's.
        places: The mentions of the report, in text order.

    Returns:
        An index into ``places``, or ``None``.
    """
    ahead = _DATELINE.match(text)
    if ahead is not None and places and places[0].end <= ahead.end():
        return 0 if _is_of_the_story(doc, text, places, ahead.end()) else None
    heading = _HEADING.match(text)
    number = _only_place(heading.end(), places) if heading is not None else None
    if heading is None or number is None:
        return None
    return number if _tells_of_harm(_words_of(doc, heading.end())) else place_of_log(doc, text, places)


def place_of_log(doc: Doc, text: str, places: Sequence[PlaceMention]) -> int | None:
    """The place, an index, of a report whose heading calls it a log or the like of one ("Weekend log, Homs")."""
    heading = _HEADING.match(text)
    number = _only_place(heading.end(), places) if heading is not None else None
    if heading is None or number is None:
        return None
    apart = _SET_APART.search(text, 0, places[number].start) is not None
    return number if apart and _is_log(_words_of(doc, heading.end())) else None


def _only_place(end: int, places: Sequence[PlaceMention]) -> int | None:
    """The only place that a heading names, which ends at ``end``, an index; no government."""
    inside = _narrow([number for number, mention in enumerate(places) if mention.end <= end], places)
    named = {places[number].text.casefold() for number in inside}
    literal = all(places[number].role == "literal" for number in inside)
    return inside[0] if len(named) == 1 and literal else None


def _narrow(inside: list[int], places: Sequence[PlaceMention]) -> list[int]:
    """The mentions without those of countries, where others are narrower ("Syria: killings in Homs")."""
    within = [n for n in inside if (place := places[n].place) is None or place.kind != "country"]
    return within or inside


def written_in(text: str, places: Sequence[PlaceMention]) -> int | None:
    """The place of the dateline, an index, which a report in the way of local papers calls "here"."""
    found = _DATELINE_BELOW.match(text)
    start, end = found.span(1) if found is not None else (0, 0)
    return next((n for n, mention in enumerate(places) if start <= mention.start < end), None)


def dateline(doc: Doc, text: str, places: Sequence[PlaceMention]) -> range:
    """The characters of a dateline that says no more than where the report was written; none without one."""
    bracketed = _IN_BRACKETS.match(text)
    if bracketed is not None:
        return range(*bracketed.span(1))
    found = _DATELINE_BELOW.match(text)
    if found is None:
        return range(0)
    start, end = found.span(1)
    town = next((mention for mention in places if start <= mention.start < end), None)
    return range(start, end) if town is not None and _is_from_afar(doc, text, town, places, end) else range(0)


def _is_of_the_story(doc: Doc, text: str, places: Sequence[PlaceMention], end: int) -> bool:
    """Whether the first place of a dateline, which ends at ``end``, is where the report's story is."""
    own = {mention.text.casefold() for mention in places if mention.end <= end}
    alone = all(mention.text.casefold() in own for mention in places)
    begins = places[0].start == 0 and places[0].role == "literal"
    return begins and alone and not _is_from_afar(doc, text, places[0], places, end)


def _is_from_afar(doc: Doc, text: str, town: PlaceMention, places: Sequence[PlaceMention], end: int) -> bool:
    """Whether the town of a dateline is one that reports come from, or a body of the world tells what it has."""
    if town.end > end:
        return False
    after = next((mention for mention in places if mention.start >= town.end), None)
    with_its_country = after is not None and text[town.end : after.start].strip() == ","
    told = any(word.lower_ in claim_words("worldwide") for word in doc)
    return town.text.casefold() in newsrooms() or (told and not with_its_country)


def _words_of(doc: Doc, end: int) -> Span:
    """The words before ``end``, where one of them ends."""
    return doc[: bisect_left([word.idx for word in doc], end)]


def _tells_of_harm(words: Span) -> bool:
    """Whether the words of a heading tell of a harm or an attack, and of no talk about one."""
    attacked = cause_nouns().union(*(claim_words(role) for role in _OF_HARM))
    forms = _forms(words)
    return forms.isdisjoint(_of_talk()) and (not forms.isdisjoint(attacked) or has_harm(words))


def _is_log(words: Span) -> bool:
    """Whether a heading calls the report a log or the like ("Weekend log, Homs")."""
    forms = _forms(words)
    return forms.isdisjoint(_of_talk()) and not forms.isdisjoint(claim_words("log"))


def _of_talk() -> frozenset[str]:
    return claim_words("discusses", "forum")


def _forms(words: Span) -> frozenset[str]:
    """The words in small letters, as they stand and as lemmas; headings may have capitals throughout."""
    return frozenset(
        form for word in words for form in (word.lower_, word.lemma_.lower(), word.lower_.removesuffix("s"))
    )
