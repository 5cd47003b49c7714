"""Tells which names of places a report uses as given names of persons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from lib.gazetteer import Gazetteer, name_key
from lib.toponyms.spans import NameSpan
from lib.toponyms.words import cues, peoples_named, senses

POSSESSIVE = re.compile(r"['’]s?\b")
_NEXT_NAME = re.compile(r" ([A-Z][\w-]+)")


def given_names_in_use(
    doc: Doc, text: str, spans: Sequence[NameSpan], gazetteer: Gazetteer
) -> frozenset[str]:
    """Keys of given names that the report seems to use for a person: "Georgia" in one about Georgia Stevens.

    The report has the full name, or the surname of others behind it. It nowhere puts anything in or near a place
    of the bare name, and never names that country's people: "Israel" stays a country beside Israel Katz.
    """
    full_names = [entity.text.split() for entity in doc.ents if entity.label_ == "PERSON"]
    given = {name_key(words[0]) for words in full_names if len(words) > 1}
    surnames = {words[-1] for words in full_names if len(words) > 1}
    following = ((span, _NEXT_NAME.match(text, span.end)) for span in spans)
    given |= {name_key(span.text) for span, word in following if word and word.group(1) in surnames}
    if not given:
        return frozenset()
    peoples = {code for _, code in peoples_named(text)}
    for span in spans:
        key = name_key(span.text)
        if key in given:
            before = text[max(span.segment.start, span.start - 20) : span.start].split()
            found = senses(span.text, gazetteer)
            within = bool(before) and before[-1].casefold() in cues("preposition")
            owner = POSSESSIVE.match(text, span.end) is not None
            if (within and not owner) or (found and found[0].place.country_code in peoples):
                given.discard(key)
    return frozenset(given)
