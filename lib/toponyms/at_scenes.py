"""Finds the names that are places because something happened there: "a mine went off near Marsa"."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from spacy.tokens import Doc, Token

from lib.gazetteer import Gazetteer
from lib.harm.scenes import is_scene, named_at
from lib.layout import Layout
from lib.toponyms.positions import Entities
from lib.toponyms.runs import is_shouted, words_of
from lib.toponyms.spans import NameSpan
from lib.toponyms.traps import are_traps
from lib.toponyms.words import cues, demonyms, generic_words, senses

_READ = ("prose", "heading")
_SPOTS = ("at", "near", "outside")
_PUTS_THERE = frozenset(["in", "at", "near", "outside", "around"])
_PUTS_ON = frozenset(["on", "of"])
"""What leads to a place only where it is said to be one ("the raid on Marsa, a village", "the village of Marsa")."""
_NAMES_OTHER_THINGS = frozenset(
    ["DATE", "TIME", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "NORP", "PRODUCT", "MONEY"]
)
_NAME = re.compile(
    r"(?!The )[^\W\d_a-z][\w’']*(?:(?:-| (?:al-|el-|de |da |do |del |la )?)[^\W\d_a-z][\w’']*){0,3}"
    r"(?:-[^\W\d_]\w*)?(?![\w-])"
)
_IS_A = re.compile(
    r", (?:a|an|the|another) (?:[\w-]+ ){0,3}?(?:village|town|city|suburb|hamlet|settlement|area|district)\b"
)


def names_at_scenes(doc: Doc, layout: Layout, gazetteer: Gazetteer) -> list[NameSpan]:
    """The names to which a preposition of place leads from a harm or an attack, in text order.

    They are names of people or bodies to the model as often as not: villages are in no list that it learned from.
    """
    text, entities = doc.text, Entities(doc)
    objects = np.flatnonzero(doc.to_array("DEP") == doc.vocab.strings["pobj"])
    found = [
        span
        for token in (doc[i] for i in objects.tolist())
        if token.text[0].isupper() and token.pos_ in ("PROPN", "NOUN")
        for span in _name_of(token, text, entities, layout, gazetteer)
    ]
    traps = are_traps(text, [(span.start, span.end) for span in found], gazetteer)
    return [span for span, is_trap in zip(found, traps, strict=True) if not is_trap]


def _name_of(
    noun: Token, text: str, entities: Entities, layout: Layout, gazetteer: Gazetteer
) -> Iterator[NameSpan]:
    """The name that a noun heads, if it is told as the place of a harm or an attack; ``text`` is the Doc's."""
    preposition = noun.head
    if preposition.lower_ not in _PUTS_THERE and preposition.lower_ not in _PUTS_ON:
        return
    match = _NAME.match(text, preposition.idx + len(preposition) + 1)
    segment = layout.segment_at(noun.idx)
    if match is None or match.end() < noun.idx + len(noun) or segment is None or segment.kind not in _READ:
        return
    if segment.kind == "heading" and is_shouted(list(words_of(text, segment))):
        return
    start, end = match.span()
    name = match.group()
    said_to_be = preposition.lower_ in _PUTS_THERE or named_at(noun) != noun or _IS_A.match(text, end)
    if name.isupper() or not said_to_be:
        return
    entity = entities.at(start, end)
    if (
        entity is not None
        and entity.label_ in _NAMES_OTHER_THINGS
        and not (
            entity.label_ == "NORP" and preposition.lower_ in _SPOTS  # "fell at Marsa"
        )
    ):
        return
    words = re.findall(r"\w+", name.casefold())
    if any(word in generic_words() or word in demonyms() for word in words) or words[0] in cues("title"):
        return
    if is_scene(noun):
        yield NameSpan(start, end, name, bool(senses(name, gazetteer)), (), entity, segment, False)
