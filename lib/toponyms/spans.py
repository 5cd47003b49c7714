"""Proposes the stretches of a report that may be toponyms: names of the gazetteer, and what the model calls a place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span

from lib.gazetteer import Gazetteer
from lib.layout import Layout, Segment
from lib.toponyms.positions import Entities
from lib.toponyms.runs import CONNECTORS, POSSESSIVE, Word, can_frame, is_shouted, runs_of, words_of
from lib.toponyms.stated import PLACE_LABELS, Bearers, names_in_settings
from lib.toponyms.stretches import Stretch, not_within, without_overlaps
from lib.toponyms.traps import are_traps
from lib.toponyms.words import (
    cues,
    demonyms,
    generic_words,
    kind_words,
    organisation_words,
    senses,
    state_abbreviations,
)

LONGEST_NAME_WORDS = 7
_READ = frozenset({"prose", "heading", "caption", "dateline"})
_NAMED_BODY = re.compile(
    r" (?:[A-Z][\w-]+ ){0,2}(?:School|Institute|Academy|College|Faculty|Conservatory|Foundation)"
    r" (?:of|for) (?:the )?[A-Z]"
)
_INTRODUCING = frozenset(["in", "near", "at", "outside", "around", "towards"])
_SMALL_WORDS = re.compile(r"(?: [a-z]+){1,3}\b")
_GOES_ON = re.compile(r"\. [a-z]")


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A stretch that may be a toponym.

    Attributes:
        start, end, text: The stretch, in characters of the report.
        known: Whether the gazetteer has the name.
        region: For "Ill." after a town: the country and region codes that the abbreviation may mean.
        entity: The model's entity around or across it, or ``None``.
        segment: What it stands in.
        shouted: Whether capitals say nothing here: the line is in capitals, in title case or has none.
        stated: The words beside it that say that it is a place ("village of"), or ``None``.
    """

    start: int
    end: int
    text: str
    known: bool
    region: tuple[tuple[str, str], ...]
    entity: Span | None
    segment: Segment
    shouted: bool
    stated: str | None = None


def propose(doc: Doc, text: str, layout: Layout, gazetteer: Gazetteer) -> list[NameSpan]:
    """Every stretch of ``text``, which is the Doc's, that may be a toponym; in order, none overlapping another."""
    entities, bearers = Entities(doc), Bearers(doc)
    spans = (trimmed(text, e.start_char, e.end_char) for e in doc.ents if e.label_ in PLACE_LABELS)
    places = frozenset(text[start:end] for start, end in spans)
    found: list[NameSpan] = []
    for segment in layout.segments:
        if segment.kind in _READ:
            found.extend(_in_segment(text, segment, entities, bearers, places, gazetteer))
    traps = are_traps(text, [(span.start, span.end) for span in found], gazetteer)
    return [span for span, is_trap in zip(found, traps, strict=True) if not is_trap]


def _in_segment(
    text: str,
    segment: Segment,
    entities: Entities,
    bearers: Bearers,
    places: frozenset[str],
    gazetteer: Gazetteer,
) -> Iterator[NameSpan]:
    words = list(words_of(text, segment))
    shouted = is_shouted(words)
    named: list[Stretch] = []
    unknown: list[Stretch] = []
    stated: list[Stretch] = []
    any_case = not any(word.capital for word in words)
    for run in runs_of(text, words, any_case=any_case):
        named.extend(_names_in_run(text, run, gazetteer, entities, any_case=any_case))
        if not shouted:
            unknown.extend(_after_preposition(text, segment, run))
            beside = names_in_settings(text, segment, run)
            stated.extend(Stretch(*span, False, guessed=True) for span in beside)
    named.extend(_of_the_model(text, entities.between(segment.start, segment.end), places, named))
    wholes = [span for span in stated if _is_one_name(entities.at(span.start, span.end), span)]
    named = list(not_within(named, wholes))
    for found in without_overlaps([*named, *unknown, *stated]):
        if not found.known and text[found.start : found.end].split()[-1].casefold() in demonyms():
            continue
        entity = entities.at(found.start, found.end)
        yield NameSpan(
            found.start,
            found.end,
            text[found.start : found.end],
            found.known,
            found.region,
            entity,
            segment,
            shouted,
            None
            if shouted
            else bearers.stated(text, segment, found.start, found.end, entity, known=found.known),
        )


def _names_in_run(
    text: str, run: Sequence[Word], gazetteer: Gazetteer, entities: Entities, *, any_case: bool
) -> Iterator[Stretch]:
    """The longest names of the gazetteer in a run of words, from left to right."""
    taken = [False] * len(run)
    ending = _ending_in_small_words(text, run, gazetteer)
    if ending:
        first, end = ending
        taken[first:] = [True] * (len(run) - first)
        yield Stretch(run[first].start, end, True)
    for length in range(min(LONGEST_NAME_WORDS, len(run)), 0, -1):
        for first in range(len(run) - length + 1):
            last = first + length - 1
            if any(taken[first : last + 1]) or not can_frame(run[first : last + 1], any_case=any_case):
                continue
            start, end = run[first].start, run[last].end
            region = _abbreviation(text, run[first : last + 1], entities)
            if region:
                end += text[end : end + 1] == "." and not text[start:end].endswith(".")
            elif length == 1 and _is_generic(run[first].text.casefold()):
                is_place = entities.is_exactly(start, end, "GPE")
                end = _known_end(text, start, end, gazetteer) if is_place else 0
            else:
                end = _known_end(text, start, end, gazetteer)
            if end and not _NAMED_BODY.match(text, end):
                taken[first : last + 1] = [True] * length
                yield Stretch(start, end, True, region)


def _is_generic(word: str) -> bool:
    return word in generic_words() or word in CONNECTORS


def _ending_in_small_words(text: str, run: Sequence[Word], gazetteer: Gazetteer) -> tuple[int, int] | None:
    """The first word in the run, and the end, of a known name that ends in small words: "Zmiiv power plant".

    Not where the bare name may mean the same place already, as in "Zaatari camp".
    """
    small = _SMALL_WORDS.match(text, run[-1].end)
    if not small or not run[-1].capital:
        return None
    words = small.group().split()
    for count in range(len(words), 0, -1):
        if words[count - 1] not in _endings():
            continue
        end = run[-1].end + sum(len(word) + 1 for word in words[:count])
        for first in range(max(0, len(run) - LONGEST_NAME_WORDS + count), len(run)):
            alone = first == len(run) - 1 and _is_generic(run[first].text.casefold())
            if alone or not can_frame(run[first:], any_case=False):
                continue
            found = gazetteer.candidates(text[run[first].start : end])
            if found:
                bare = gazetteer.candidates(text[run[first].start : run[-1].end])
                known = any(c.place.id == found[0].place.id for c in bare)
                return None if known else (first, end)
    return None


@cache
def _endings() -> frozenset[str]:
    """Kinds of sites, areas and waters; with those of regions and towns the bare name is the name."""
    kinds = {**kind_words("after"), **kind_words("end")}
    return frozenset(word for word, features in kinds.items() if features[0] in {"site", "area", "water"})


def _known_end(text: str, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Where the name that the gazetteer knows ends; 0 when it knows none.

    A possessive is part of it when the place so named outweighs the owner: "St. Mary's", but "Peru's" is no Perus.
    """
    if text[end : end + 1] == "." and senses(text[start : end + 1], gazetteer) and "." in text[start:end]:
        return end + 1
    whole = senses(text[start:end], gazetteer)
    bare = start + len(POSSESSIVE.sub("", text[start:end]))
    owner = senses(text[start:bare], gazetteer) if bare < end else ()
    if owner and (not whole or owner[0].weight > whole[0].weight):
        return bare
    return end if whole else 0


def _abbreviation(text: str, words: Sequence[Word], entities: Entities) -> tuple[tuple[str, str], ...]:
    """The regions that a state's abbreviation means where one can stand: after "Town, " or "D-", or in "Ill. man".

    One with two dots ("W.Va."), or of three capitals that the model takes for a place ("NSW"), stands anywhere.
    """
    start, end = words[0].start, words[-1].end
    written = text[start:end].replace(" ", "")
    known = state_abbreviations()
    meant = known.get(written + "." if text[end : end + 1] == "." else written) or known.get(written)
    if not meant:
        return ()
    before = text[max(0, start - 3) : start]
    after_name = before.endswith(", ") and before[0].isalpha()
    of_party = before.endswith(("D-", "R-"))
    dotted = written.count(".") > 1 and before[-1:] in {" ", "(", ""}
    within = len(written) > 1 and before[-1:] in {" ", ""} and _GOES_ON.match(text, end) is not None
    capitals = len(written) >= 3 and written.isalpha() and entities.is_exactly(start, end, "GPE")
    return meant if after_name or of_party or dotted or within or capitals else ()


def _of_the_model(
    text: str, entities: Iterable[Span], places: frozenset[str], named: Sequence[Stretch]
) -> Iterator[Stretch]:
    """Places by the model's account that the gazetteer does not have; streets and waters with their noun.

    An entity of another sort is proposed when the model takes its name for a place elsewhere (``places``).
    """
    ordered = sorted(named, key=lambda span: span.start)
    starts = [span.start for span in ordered]
    for entity in entities:
        start, end = trimmed(text, entity.start_char, entity.end_char)
        if entity.label_ not in PLACE_LABELS and text[start:end] not in places:
            continue
        words = text[start:end].casefold().split()
        if not any(c.isupper() for c in text[start:end]) or all(word in cues("direction") for word in words):
            continue
        first = max(0, bisect_right(starts, start) - 1)
        inner = [
            span
            for span in ordered[first : bisect_right(starts, end)]
            if span.start < end and start < span.end
        ]
        last = text[start:end].split()[-1].casefold().rstrip(".")
        if not inner or (_has_own_noun(last) and all(s.start >= start and s.end < end for s in inner)):
            yield Stretch(start, end, False)


def _after_preposition(text: str, segment: Segment, run: Sequence[Word]) -> Iterator[Stretch]:
    """A run of one to three capitalised words right after a word that places precede."""
    while run and not run[-1].capital:
        run = run[:-1]
    if not 0 < len(run) <= 3 or not all(word.capital and len(word.text) > 3 for word in run):
        return
    before = text[max(segment.start, run[0].start - 30) : run[0].start].split(" ")
    if len(before) > 1 and before[-1] == "" and before[-2] in _INTRODUCING:
        end = run[0].start + len(POSSESSIVE.sub("", text[run[0].start : run[-1].end]))
        yield Stretch(run[0].start, end, False, guessed=True)


def _is_one_name(entity: Span | None, span: Stretch) -> bool:
    """Whether the model takes a stretch for one name, of a place or a person: "Abu Dashir" is no Abu."""
    if entity is None or entity.label_ not in {*PLACE_LABELS, "PERSON"}:
        return False
    return (entity.start_char, entity.end_char) == (span.start, span.end)


def _has_own_noun(word: str) -> bool:
    """Whether a name that ends in ``word`` is not the place named in it: a street, a river, a mountain."""
    if organisation_words().get(word) == "street":
        return True
    features = kind_words("after").get(word, ())
    return bool(features) and features[0] == "water"


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A model's span without article, direction, kind word in small letters, possessive and punctuation."""
    while start < end:
        span = text[start:end]
        head = re.match(r"(?:the|The|a|A|an)\s+|[\W_]+", span)
        tail = re.search(r"['’]s?$|\s+[a-z]+$|[\s,;:–—-]+$", span)
        if head:
            start += head.end()
        elif tail and (not tail.group().strip().isalpha() or tail.group().strip() in kind_words("after")):
            end = start + tail.start()
        elif span.split(" ", 1)[0] in cues("direction") and " " in span:
            start += span.index(" ") + 1
        else:
            break
    return start, end
