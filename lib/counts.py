"""The grammar of counts: "at least 12", "three to five", "dozens", "no", each with its low and high end.

Text alone decides here; what is counted (people, tanks, years) is for the modules above. Vague plurals take
their floor and leave the high end open, as ACLED's codebook does ("dozens" is 12 or more).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Span

from lib import lexicon
from lib.amounts import CountWord, words_for_counts
from lib.count_surroundings import NOT_A_COUNT_BEFORE, YEAR, counts_something
from lib.records import Count, CountQualifier

_EDGE = r"(?:(?<![\w$£€¥#.,:/'’-])|(?<=\s['‘])(?=\d[\d,]*\s[a-z]))"
_SPACE = r"[\s\u00a0]+"
_RAN = re.compile(r"\b(?:r[au]n|runs|running|drove|driven|driving|rolled|rolling)\s+$", re.IGNORECASE)
_REVISION = re.compile(r"\b(?:revis|updat|correct|lower|rais)\w*\b[^.;:\d]{0,100}$", re.IGNORECASE)
_OWNS = re.compile(r"\b(?:own(?:s|ed|ing)?|add(?:s|ed|ing)?)\s+$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:r[io]se|risen|rising|climb\w*|increas\w*|jump\w*|gr[eo]w\w*|w[ea]nt|gone|soar\w*|up|down|fell|fall\w*"
    r"|revis\w*|updat\w*|correct\w*|lower\w*|rais\w*|mov\w*|surg\w*|dropp?\w*|doubl\w*|tripl\w*|swell\w*)"
    r"\b[^.;:\d]{0,30}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CountHedge:
    """A row of count_hedges.csv: words before or after a number, and what they make of it."""

    phrase: str
    position: Literal["before", "after"]
    qualifier: CountQualifier
    example: str


@dataclass(frozen=True, slots=True)
class CountExpression:
    """A count in a Doc: tokens ``start`` to ``end`` (exclusive), and the count as a record."""

    start: int
    end: int
    count: Count


def count_hedges() -> tuple[CountHedge, ...]:
    """The rows of count_hedges.csv."""
    return lexicon.load("count_hedges", CountHedge)


@cache
def _values() -> dict[str, CountWord]:
    return {row.word: row for row in words_for_counts()}


@cache
def _hedges(position: str) -> dict[str, CountQualifier]:
    return {row.phrase: row.qualifier for row in count_hedges() if row.position == position}


def _any_of(words: list[str]) -> str:
    """A pattern for any of ``words``, longest first, with any white space between their parts."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", _SPACE) for word in ordered)


@cache
def _pattern() -> re.Pattern[str]:
    """One pattern for a whole count: hedges, a range or number or vague words, and what may follow."""
    kinds: dict[str, list[str]] = {}
    for row in words_for_counts():
        kinds.setdefault(row.kind, []).append(row.word)
    unit, ten, scale, group = (_any_of(kinds[kind]) for kind in ("unit", "ten", "scale", "group"))
    small = rf"(?:(?:{ten})(?:[\s‑-](?:{unit})\b)?|(?:{unit})\b)"
    words = (
        rf"\b(?:(?:three{_SPACE}quarters|a{_SPACE}quarter|half){_SPACE}of{_SPACE}an?{_SPACE}(?:{scale})"
        rf"|half{_SPACE}an?{_SPACE}(?:{group}|{scale})|(?:an?{_SPACE})?half[\s-](?:{group})"
        rf"|(?:{small}|an?)[\s-](?:{group})\b(?!s)"
        rf"|(?:{small}|an?)(?:[\s-](?:{scale})\b)+(?:,?{_SPACE}(?:and{_SPACE})?{small}(?:[\s-](?:{scale})\b)*)*"
        rf"|{small})(?![\w])"
    )
    digits = (
        rf"{_EDGE}(?:\d{{1,3}}(?:(?:[,\u00a0\u202f\u2009]\d{{3}})+|(?:\s\d{{3}}){{2,}})|\d+)(?:\.\d+(?=\s?(?:{scale}|m\b|k\b)))?"
        rf"(?:\s?(?:{scale})\b|[mk]\b)?(?![\w.,/:-]*[\d%])"
    )
    number = rf"(?:{digits}|{words})"
    vague = (
        rf"\b(?:(?:many|several|some|a{_SPACE}few|a{_SPACE}couple(?:{_SPACE}of)?){_SPACE}(?:{scale}|{group})\b"
        rf"|(?:(?:many|several){_SPACE})?(?:{_any_of(kinds['plural'])})"
        rf"|{_any_of(kinds['few'] + kinds['pair'] + kinds['uncounted'])})\b(?!{_SPACE}an?{_SPACE}(?:{scale})\b)"
    )
    first = rf"{_EDGE}(?:\d{{1,3}}(?:,\d{{3}})+|\d+)"
    later = rf"\d[\d,]*(?:\s(?:{scale})\b)?(?![\w-])"
    span = (
        rf"(?P<open>between|from){_SPACE}(?P<low1>{number}){_SPACE}(?P<join>and|to){_SPACE}(?P<high1>{number})"
        rf"|(?P<low2>{first})\s?[-–—]\s?(?P<high2>{later})"
        rf"|(?P<low3>{first}|{words}){_SPACE}(?:to|or){_SPACE}(?P<high3>{later}|{words})"
    )
    before = rf"(?:(?:{_any_of(list(_hedges('before')))})\b{_SPACE})"
    after = rf"(?:\s?(?:{_any_of(list(_hedges('after')))})(?!\w))"
    none = rf"\b(?:{_any_of(kinds['none'])})\b(?!{_SPACE}(?:longer|doubt|matter|sooner|wonder)\b)"
    return re.compile(
        rf"(?<!\w)(?:(?P<before>{before}{{1,2}})?(?:{span}|(?P<vague>{vague})|(?P<number>{number}))"
        rf"(?P<after>{after})?|(?P<none>{none}))",
        re.IGNORECASE,
    )


def find_counts(doc: Doc | Span) -> Iterator[CountExpression]:
    """Find the counts in a Doc, or in a Span of it, in text order.

    Ages, percentages, sums of money, dates, times, ordinals and numbers of flights or articles are no counts.
    Of a change ("rose from 950 to 1,200") only the new figure is one.
    """
    offset = doc.start_char if isinstance(doc, Span) else 0
    whole = doc.doc if isinstance(doc, Span) else doc
    text = doc.text
    for start, end, low, high, qualifier in _read(text):
        tokens = whole.char_span(offset + start, offset + end, alignment_mode="expand")
        if tokens is not None:
            count = Count(offset + start, offset + end, text[start:end], low, high, qualifier)
            yield CountExpression(tokens.start, tokens.end, count)


def _read(text: str) -> Iterator[tuple[int, int, int | None, int | None, CountQualifier]]:
    """Start, end, low, high and qualifier of each count in ``text``."""
    position = 0
    pattern = _pattern()
    while match := pattern.search(text, position):
        position = max(match.end(), match.start() + 1)
        if match["none"]:
            yield match.start(), match.end(), 0, 0, "none"
        elif counts_something(text, match):
            yield from _interpret(text, match)


def _interpret(
    text: str, match: re.Match[str]
) -> Iterator[tuple[int, int, int | None, int | None, CountQualifier]]:
    """The reading of one match; nothing when its words make no number."""
    start, end = match.span()
    for number in "123":
        if match[f"low{number}"]:
            yield from _range(text, match, number)
            return
    if match["vague"]:
        low, qualifier = _vague(match["vague"])
        yield start, end, low, (2 if qualifier == "exact" else None), qualifier
        return
    value = number_value(match["number"])
    if value is None:
        return
    if (match["before"] or "").lower().startswith("over") and _RAN.search(text[max(0, start - 12) : start]):
        yield match.start("number"), end, *_hedged(None, match["after"], value)  # "ran over two boys"
        return
    if (match["before"] or "").lower().startswith("up to") and _OWNS.search(text[:start][-12:]):
        yield match.start("number"), end, *_hedged(None, match["after"], value)  # "owned up to 20 dead"
        return
    change = re.search(r"\bfrom\s+$", text[max(0, start - 8) : start])
    if (
        change
        and re.search(r"\d|\bto\b", text[max(0, start - 45) : start - 5])
        and _CHANGE.search(re.sub(r"\bto\s+\S+[\d,]*", "to", text[max(0, start - 80) : start - 5]))
    ):
        return
    yield start, end, *_hedged(match["before"], match["after"], value)


def _range(
    text: str, match: re.Match[str], number: str
) -> Iterator[tuple[int, int, int | None, int | None, CountQualifier]]:
    """A range, or the new figure of a change from one figure to another; nothing for a score like 2-1."""
    first, second = match[f"low{number}"], match[f"high{number}"]
    low, high = number_value(first), number_value(second)
    if low is None or high is None:
        return
    scale = next((row.value for row in _scales() if second.lower().endswith(row.word)), None)
    if scale and low < scale and not any(first.lower().endswith(row.word) for row in _scales()):
        low *= scale
    before = text[max(0, match.start() - 60) : match.start()]
    if number == "3" and YEAR.fullmatch(first) and NOT_A_COUNT_BEFORE.search(before):
        yield match.start("high3"), match.end("high3"), high, high, "exact"  # "since May 2023 to 900"
    elif match["open"] and match["open"].lower() == "from" and _is_change(text[: match.start()]):
        yield match.start("high1"), match.end("high1"), high, high, "exact"
    elif low < high:
        yield match.start(), match.end(), low, high, "range"


def _is_change(before: str) -> bool:
    """Whether "from … to" after these words is a change of a figure and no range."""
    return bool(_CHANGE.search(before[-60:]) or _REVISION.search(before[-120:]))


@cache
def _scales() -> tuple[CountWord, ...]:
    return tuple(row for row in words_for_counts() if row.kind == "scale")


def _hedged(
    before: str | None, after: str | None, value: int
) -> tuple[int | None, int | None, CountQualifier]:
    """Low, high and qualifier of ``value`` between its hedges; the first that says something decides."""
    hedges = sorted(_hedges("before"), key=len, reverse=True)
    words = " ".join((before or "").lower().split())
    found: list[CountQualifier] = []
    while words:
        phrase = next(hedge for hedge in hedges if words.startswith(hedge))
        found.append(_hedges("before")[phrase])
        words = words[len(phrase) :].strip()
    if after:
        found.append(_hedges("after")[" ".join(after.lower().split())])
    said: list[CountQualifier] = [item for item in found if item != "exact"]
    bounds: list[CountQualifier] = [item for item in said if item in ("at_least", "at_most")]
    qualifier = (bounds or said or found or ["exact"])[0]
    if qualifier == "at_least":
        return value, None, qualifier
    if qualifier == "at_most":
        return None, value, qualifier
    return value, value, qualifier


def _vague(words: str) -> tuple[int | None, CountQualifier]:
    """The floor of vague words ("several hundred" is 300 or more) and their qualifier."""
    phrase = " ".join(words.lower().split())
    if row := _values().get(phrase):
        return row.value, "exact" if row.kind == "pair" else "vague"
    first, _, last = phrase.removesuffix(" of").rpartition(" ")
    if last in _values() and _values()[last].kind in ("scale", "group"):
        few = _values().get(first.removesuffix(" of"))
        return (few.value if few and few.value else 2) * (_values()[last].value or 1), "vague"
    tail = phrase.split(" ", 1)[1]
    return _values()[tail].value, "vague"


def number_value(words: str) -> int | None:
    """The whole number that figures or number words stand for; ``None`` when they make none."""
    phrase = re.sub(r"[\s‑-]+", " ", words.lower()).strip()
    if match := re.fullmatch(r"([\d,\u00a0\u202f\u2009 ]+(?:\.\d+)?)\s?([a-z]+)?", phrase):
        figure = float(re.sub(r"[^\d.]", "", match[1]))
        unit = {"m": 1_000_000, "k": 1_000, None: 1}.get(match[2]) or _values()[match[2]].value
        return round(figure * (unit or 1))
    share = re.fullmatch(r"(three quarters|a quarter|half) of an? (\w+)", phrase)
    if share:
        return (
            {"three quarters": 3, "a quarter": 1, "half": 2}[share[1]] * (_values()[share[2]].value or 0) // 4
        )
    total = current = 0
    half = False
    for word in phrase.replace(",", " ").split():
        row = _values().get(word)
        if word == "half":
            half = True
        elif word in ("a", "an", "and"):
            continue
        elif row is None or row.value is None:
            return None
        elif row.kind in ("unit", "ten"):
            current += row.value
        elif row.value == 100 or row.kind == "group":
            current = (current or 1) * row.value
        else:
            total, current = total + (current or 1) * row.value, 0
    value = total + current
    return value // 2 if half else value
