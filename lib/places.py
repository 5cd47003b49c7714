"""Toponym recognition: finds the names of places in a report, with what the words beside them say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from spacy.tokens import Doc, Token

from lib.gazetteer import Gazetteer, name_key
from lib.layout import Layout
from lib.records import PlaceRole, Span
from lib.toponyms import gate as place_gate
from lib.toponyms import model as place_model
from lib.toponyms.at_scenes import names_at_scenes
from lib.toponyms.positions import Tokens
from lib.toponyms.spans import NameSpan, propose
from lib.toponyms.words import government_acts, kind_words, metonyms, qualifiers

DOUBTFUL = 0.03
"""Names less likely than this to be toponyms are left out; the doubtful above it are decided by resolution."""

WITH_ITS_KIND = 0.8
"""The least certainty of a name that the gazetteer has with its kind in small letters ("Adre crossing")."""

AT_A_SCENE = 0.65
"""The least certainty of a name of the gazetteer where the report says that a harm or an attack was."""

UNKNOWN_AT_A_SCENE = 0.3
"""The same for another name: it is listed, and put on a place spelt nearly so only if that fits the report."""

STATED = 0.7
"""The least certainty of a name of the gazetteer where the words beside it say that it is a place."""


@dataclass(frozen=True, slots=True)
class Toponym(Span):
    """The name of a place in a report, not yet resolved.

    Attributes:
        role: ``metonym`` when the grammar makes it the name of a government.
        certainty: 0 to 1, that it is a toponym at all, from its words and surroundings alone. Below
            ``resolution.SURE`` it is doubtful: resolution keeps it when it fits the other places, else uses
            it as context.
        known: Whether the gazetteer has the name.
        asked: Features that the words beside it ask for ("province" -> admin1), empty when they do not.
        region: For "Ill." after a town: the country and region codes that the abbreviation may mean.
        qualifier: Words that make the position vague ("south of", "near"), or ``None``.
        label: The model's label ("GPE", "PERSON", ...), or ``None``.
        dateline: Whether it is in the report's dateline ("KYIV, March 3 -").
        stated: The words beside it that say that it is a place ("village of"), or ``None``.
    """

    role: PlaceRole
    certainty: float
    known: bool
    asked: tuple[str, ...] = ()
    region: tuple[tuple[str, str], ...] = ()
    qualifier: str | None = None
    label: str | None = None
    dateline: bool = False
    stated: str | None = None


def find_toponyms(doc: Doc, layout: Layout, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """The toponyms of a report in text order, doubtful ones included (see ``Toponym.certainty``).

    They are read from prose, headings and captions. The time taken is linear in the length of the text.
    """
    text, tokens = doc.text, Tokens(doc)
    scenes = [
        _toponym(span, text, tokens, AT_A_SCENE if span.known else UNKNOWN_AT_A_SCENE)
        for span in names_at_scenes(doc, layout, gazetteer)
    ]
    spans = propose(doc, text, layout, gazetteer)
    if not spans:
        yield from scenes
        return
    around = place_gate.survey(doc, text, tokens, spans, gazetteer)
    rows = np.array([place_gate.features(i, around, gazetteer) for i in range(len(spans))])
    scores = place_model.load("gate", place_gate.NAMES).score(rows)
    yield from _with_scenes(judged(spans, text, tokens, place_model.sigmoid(scores)), scenes)


def _with_scenes(toponyms: Sequence[Toponym], scenes: Sequence[Toponym]) -> list[Toponym]:
    """The toponyms with the names at scenes, which stand in place of less sure ones."""
    joined: list[Toponym] = []
    left = list(reversed(scenes))
    for toponym in toponyms:
        while left and left[-1].end <= toponym.start:
            _add(joined, left.pop())
        if left and left[-1].start < toponym.end and toponym.certainty < AT_A_SCENE:
            scene = left.pop()
            whole = toponym.start <= scene.start and scene.end <= toponym.end
            sure = max(toponym.certainty, scene.certainty)
            stated = toponym.stated or scene.stated
            toponym = replace(toponym, certainty=sure, stated=stated) if whole else scene
        _add(joined, toponym)
    for scene in reversed(left):
        _add(joined, scene)
    return joined


def _add(toponyms: list[Toponym], toponym: Toponym) -> None:
    """Append a toponym unless the one before it covers some of it."""
    if not toponyms or toponyms[-1].end <= toponym.start:
        toponyms.append(toponym)


def judged(
    spans: Sequence[NameSpan], text: str, tokens: Tokens, certainties: place_model.Floats
) -> list[Toponym]:
    """The toponyms among ``spans``, given for each the probability that it is one."""
    sure = (max(float(c), _by_its_words(span)) for span, c in zip(spans, certainties, strict=True))
    found = [
        _toponym(span, text, tokens, certainty)
        for span, certainty in zip(spans, sure, strict=True)
        if certainty >= DOUBTFUL or span.stated
    ]
    return list(_share_kind_words(found, text))


def _by_its_words(span: NameSpan) -> float:
    """How certain the name's own words, or those beside it, make at least that it is a place."""
    words = span.text.split()
    whole = span.known and not span.shouted and words[-1].islower() and not span.text.islower()
    if whole:
        return WITH_ITS_KIND
    return STATED if span.known and span.stated else 0.0


def _toponym(span: NameSpan, text: str, tokens: Tokens, certainty: float) -> Toponym:
    before = text[max(span.segment.start, span.start - 80) : span.start]
    before = re.sub(r"\b(?:the|The|a|an)\s+$", "", before)
    after = text[span.end : min(span.segment.end, span.end + 80)]
    token = tokens.span(span.start, span.end).root
    return Toponym(
        span.start,
        span.end,
        span.text,
        role="metonym" if is_metonym(token) or _stands_for_government(span.text, before) else "literal",
        certainty=certainty,
        known=span.known,
        asked=_asked(before, after),
        region=span.region,
        qualifier=_qualifier(before),
        label=span.entity.label_ if span.entity is not None else None,
        dateline=span.start == span.segment.start and bool(_DATELINE.match(after)),
        stated=span.stated,
    )


_DATELINE = re.compile(r"[^.!?\n]{0,40}?(?:\)\s*[-–—]|\s[-–—]{1,2}(?:\s|\())|\s*[-–—]{2}")
_AFTER = re.compile(r"[\s-]([A-Za-z]+)")
_OF = re.compile(r"([\w-]+(?: [\w-]+)?) of$")


def _asked(before: str, after: str) -> tuple[str, ...]:
    """The features that a kind word right after the name, or before it, asks for."""
    following = _AFTER.match(after)
    if following:
        features = kind_words("after").get(following.group(1).casefold())
        if features:
            return features
    leading = _OF.search(before.rstrip())
    if leading:
        words = leading.group(1).casefold()
        features = kind_words("of").get(words) or kind_words("of").get(words.split()[-1])
        if features:
            return features
    last = before.split()[-1].casefold() if before.split() else ""
    return kind_words("before").get(last, ())


def _qualifier(before: str) -> str | None:
    for pattern in qualifiers():
        match = pattern.search(before.rstrip())
        if match:
            return match.group().strip()
    return None


_AND = re.compile(r",? (?:and|or|&) (?:the )?|, (?:the )?|/")


def _share_kind_words(toponyms: Sequence[Toponym], text: str) -> Iterator[Toponym]:
    """Give "Donetsk and Luhansk regions", or "the regions of Donetsk and Luhansk", one kind for both."""
    shared = list(toponyms)
    for i in range(len(shared) - 1, 0, -1):
        if (
            shared[i].asked
            and not shared[i - 1].asked
            and _AND.fullmatch(text[shared[i - 1].end : shared[i].start])
        ):
            following = _AFTER.match(text[shared[i].end : shared[i].end + 40])
            if following and following.group(1).casefold().endswith(("s", "ies")):
                shared[i - 1] = replace(shared[i - 1], asked=shared[i].asked)
    for i in range(1, len(shared)):
        left, right = shared[i - 1], shared[i]
        if left.asked and not right.asked and _AND.fullmatch(text[left.end : right.start]):
            leading = _OF.search(re.sub(r"\bthe $", "", text[max(0, left.start - 60) : left.start]).rstrip())
            if leading and leading.group(1).casefold().endswith("s"):
                shared[i] = replace(right, asked=left.asked)
    yield from shared


def _stands_for_government(name: str, before: str) -> bool:
    """Whether a name of metonyms.csv is used as one: not where the words place something in or near it."""
    return name_key(name) in metonyms() and before.rstrip().rsplit(" ", 1)[-1].casefold() not in _LOCATING


_LOCATING = frozenset({"in", "at", "near", "outside", "inside", "around", "behind", "over", "above"})


def is_metonym(token: Token) -> bool:
    """Whether a place's name stands for its government: it says, wants or has what governments do.

    ``token`` is the head of the name. A coordinated name follows the first one ("Washington and Beijing agreed").
    """
    while token.dep_ == "conj" and token.head.pos_ == "PROPN":
        token = token.head
    if token.dep_ in {"nsubj", "nsubjpass"}:
        return token.head.lemma_ in government_acts("verb")
    if token.dep_ in {"dobj", "iobj", "dative"}:
        return token.head.lemma_ in government_acts("addressed")
    if token.dep_ == "poss":
        return token.head.lemma_ in government_acts("noun")
    if token.dep_ == "pobj" and token.head.lemma_ in {"between", "with"}:
        return token.head.head.lemma_ in government_acts("relation")
    return False
