"""Finds the names that are places because something happened there: "a mine went off near Marsa"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from spacy.tokens import Doc, Span, Token

from lib.gazetteer import Candidate, Gazetteer, name_key
from lib.harm.scenes import is_scene, is_where, named_at
from lib.harm.words import claim_words
from lib.layout import Layout
from lib.toponyms.positions import Entities
from lib.toponyms.runs import is_shouted, words_of
from lib.toponyms.spans import NameSpan
from lib.toponyms.stated import Bearers, called, setting
from lib.toponyms.traps import are_traps
from lib.toponyms.words import cues, demonyms, generic_words, senses

_READ = ("prose", "heading")
_SPOTS = ("at", "near", "outside")
_PUTS_THERE = frozenset(["in", "at", "near", "outside", "around", "above", "inside"])
_PUTS_ON = frozenset(["on", "of", "for", "off", "from", "to"])
"""What leads to a place where it is said to be one ("the raid on Marsa, a village", "the village of Marsa"), or where
the name is a town's, or one that the model has never met, and no person's or body's ("shells fell on Marsa")."""
_NAMES_OTHER_THINGS = frozenset(
    ["DATE", "TIME", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "NORP", "PRODUCT", "MONEY"]
)
_GUESSED = frozenset(["EVENT", "PRODUCT", "WORK_OF_ART"])
"""Labels that the model has for words that it has never met."""
_ACTORS = frozenset(["PERSON", "ORG", "NORP"])
_MAY_BE_WITHIN = frozenset(["GPE", "LOC", "FAC", "PERSON"])
_BODIES = frozenset(["ORG", "NORP"])
_AHEAD = re.compile(r"(?:(?:the|nearby|neighbou?ring) )?")
_TOWN = 4.0  # weight of a place in the gazetteer
_AIMS = frozenset(["aim", "fire", "hurl", "point", "shoot", "shot", "throw"])
"""What is done at persons too ("fired at")."""
_NO_HAMLET = 3.0  # weight of a place in the gazetteer
_NAME = re.compile(
    r"(?:(?:a[dlnrstz]|ash|el)-)?(?!The )[^\W\d_a-z][\w’']*"
    r"(?:(?:-(?:(?:e|i|o|u|ye|de|da|do|du|le|la|les|sur|en|ul|ud)-)?| (?:al-|el-|de |da |do |del |la )?)"
    r"[^\W\d_a-z][\w’']*){0,3}"
    r"(?:-[^\W\d_]\w*)?(?![\w-])"
)


def names_at_scenes(doc: Doc, layout: Layout, gazetteer: Gazetteer) -> list[NameSpan]:
    """The names to which a preposition of place leads from a harm or an attack, in text order.

    They are names of people or bodies to the model as often as not: villages are in no list that it learned from.
    """
    text, entities, bearers = doc.text, Entities(doc), Bearers(doc)
    actors = _actors(doc)
    objects = np.flatnonzero(doc.to_array("DEP") == doc.vocab.strings["pobj"])
    found = [
        span
        for token in (doc[i] for i in objects.tolist())
        if not token.text.islower() and token.pos_ in ("PROPN", "NOUN")
        for span in _name_of(token, text, entities, bearers, layout, gazetteer)
        if name_key(span.text) not in actors
    ]
    traps = are_traps(text, [(span.start, span.end) for span in found], gazetteer)
    return [span for span, is_trap in zip(found, traps, strict=True) if not is_trap]


def _actors(doc: Doc) -> frozenset[str]:
    """Keys of the names that the model takes for those of persons or bodies where they act or own something."""
    return frozenset(
        name_key(entity.text)
        for entity in doc.ents
        if entity.label_ in _ACTORS and entity.root.dep_ in ("nsubj", "nsubjpass", "poss", "dobj", "agent")
    )


def _name_of(
    noun: Token, text: str, entities: Entities, bearers: Bearers, layout: Layout, gazetteer: Gazetteer
) -> Iterator[NameSpan]:
    """The name that a noun heads, if it is told as the place of a harm or an attack; ``text`` is the Doc's."""
    preposition = noun.head
    if preposition.lower_ not in _PUTS_THERE and preposition.lower_ not in _PUTS_ON:
        return
    ahead = _AHEAD.match(text, preposition.idx + len(preposition) + 1)
    match = _NAME.match(text, ahead.end()) if ahead is not None else None
    segment = layout.segment_at(noun.idx)
    if match is None or match.end() < noun.idx + len(noun) or segment is None or segment.kind not in _READ:
        return
    if segment.kind == "heading" and is_shouted(list(words_of(text, segment))):
        return
    start, end = match.span()
    name = match.group()
    beside = setting(text, segment, start, end)
    said_to_be = preposition.lower_ in _PUTS_THERE or named_at(noun) != noun or beside is not None
    where = is_where(noun)
    said_to_be = said_to_be or where or _is_of_terrain(preposition)
    if name.isupper() or (preposition.lower_ == "of" and not said_to_be):
        return
    entity = entities.at(start, end)
    if entity is not None and _names_other_thing(name, entity, preposition, bearers):
        return
    words = re.findall(r"\w+", name.casefold())
    if any(word in generic_words() or word in demonyms() for word in words) or words[0] in cues("title"):
        return
    found = senses(name, gazetteer)
    if ahead is not None and ahead.group() == "the " and not found:
        return  # "the Nebraska Sandhills"
    if not (said_to_be or _may_be_target(name, entity, bearers, found)):
        return
    said_to_be = where or named_at(noun) != noun or called(text, segment, end) is not None
    if is_scene(noun) and _may_be_place(name, entity, bearers, found, preposition, said_to_be=said_to_be):
        stated = beside or preposition.lower_
        yield NameSpan(start, end, name, bool(found), (), entity, segment, False, stated)


def _is_of_terrain(preposition: Token) -> bool:
    """Whether "of" leads from where something was to the name ("in the marshland of Tilwa")."""
    ground = preposition.head
    where = preposition.lower_ == "of" and ground.dep_ == "pobj" and ground.head.lower_ in _PUTS_THERE
    return where and ground.lemma_.lower() in claim_words("terrain")


def _names_other_thing(name: str, entity: Span, preposition: Token, bearers: Bearers) -> bool:
    """Whether the model takes a name for one of a thing, a time or a people, and not by guess."""
    if entity.label_ == "NORP":
        return preposition.lower_ not in _SPOTS  # "fell at Marsa"
    return entity.label_ in _NAMES_OTHER_THINGS and not (
        entity.label_ in _GUESSED and bearers.is_unheard_of(name)
    )


def _may_be_target(name: str, entity: Span | None, bearers: Bearers, found: Sequence[Candidate]) -> bool:
    """Whether what an attack was on is a place, and not a person or a body."""
    if entity is not None and entity.label_ in _BODIES:
        return False
    if entity is not None and entity.label_ == "PERSON" and " " in name and not found:
        return False  # a person's full name
    return bearers.is_unheard_of(name) or any(c.match == "name" and c.weight >= _TOWN for c in found)


def _may_be_place(
    name: str,
    entity: Span | None,
    bearers: Bearers,
    found: Sequence[Candidate],
    preposition: Token,
    *,
    said_to_be: bool,
) -> bool:
    """Whether a name is not likely one of a person, a firm or an operation.

    Of ordinary words it may be where it is said to be a village; where it is a place's own name, and no hamlet's
    ("Shell"); where the gazetteer has it as a name of several words; or after "in" where the model takes it for a
    place's or a person's, and after "at" for a person's: nobody is within a person, or at one.
    """
    own = any(sense.match == "name" and sense.weight >= _NO_HAMLET for sense in found)
    several = bool(found) and re.search(r"[ -]", name) is not None
    within = preposition.lower_ == "in" and entity is not None and entity.label_ in _MAY_BE_WITHIN
    aimed = preposition.head.lemma_.lower() in _AIMS
    within |= preposition.lower_ == "at" and not aimed and entity is not None and entity.label_ == "PERSON"
    judged = (
        entity if found else None
    )  # the model takes firms and persons for places where it knows no better
    return bearers.may_be_place(name, judged, ordinary=said_to_be or own or several or within)
