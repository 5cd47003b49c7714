"""Claims about casualties in sentences with inline markup: what is marked, beside what is read.

``casualty`` marks count to harm, with attributes that it must have; ``place`` a toponym, ``metonym`` where it means no
place; ``said`` a statement, ``by`` its speaker.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from lib import language
from lib.casualties import find_casualties
from lib.layout import read_layout
from lib.records import CasualtyMention, PlaceMention, Speaker, Statement
from tests import build, markup
from tests.markup import Marked

PUBLISHED = "2026-03-14"
Read = tuple[int, int, str, dict[str, str]]
"""Start, end, text and attributes of a claim."""


def cases(named: Sequence[tuple[str, str]]) -> list[Any]:
    """Names and marked sentences as the parameters of a test."""
    return [pytest.param(marked, id=name) for name, marked in named]


def compared(marked: str) -> tuple[list[Read], list[Read]]:
    """The claims marked and those read, in the order of the text, these with the attributes that the mark has."""
    text, marks = markup.read(marked)
    places = tuple(_place(mark) for mark in marks if mark.name == "place")
    (doc,) = language.parse([text])
    found = find_casualties(
        doc,
        read_layout(text),
        places=places,
        statements=tuple(_statements(marks)),
        published=PUBLISHED,
    )
    expected = {(m.start, m.end): m.attributes for m in marks if m.name == "casualty"}
    read = [
        (m.start, m.end, m.text, _shown(m, places, expected.get((m.start, m.end), {})))
        for m in sorted(found, key=lambda mention: (mention.start, mention.end))
    ]
    return [(start, end, text[start:end], expected[start, end]) for start, end in sorted(expected)], read


def _place(mark: Marked) -> PlaceMention:
    role = "metonym" if "metonym" in mark.attributes else "literal"
    return PlaceMention(mark.start, mark.end, mark.text, build.HARBOUR, role, 1.0, "")


def _statements(marks: Sequence[Marked]) -> Iterator[Statement]:
    speakers = {mark.attributes["of"]: mark for mark in marks if mark.name == "by"}
    for mark in (mark for mark in marks if mark.name == "said"):
        by = speakers[mark.attributes["id"]]
        speaker = Speaker(by.attributes.get("name", by.text), by.start, by.end, by.text, "named")
        yield Statement(mark.start, mark.end, mark.text, "indirect", speaker, None)


def _shown(
    mention: CasualtyMention, places: Sequence[PlaceMention], attributes: dict[str, str]
) -> dict[str, str]:
    """A mention as those attributes that its mark has."""
    count = mention.count
    shown = {
        "outcome": mention.outcome,
        "low": str(count.low),
        "high": str(count.high),
        "qualifier": count.qualifier,
        "polarity": mention.polarity,
        "scope": mention.scope,
        "place": places[mention.place].text if mention.place is not None else "none",
        "source": mention.source.name if mention.source else "none",
        "cause": mention.cause.text if mention.cause else "none",
        "date": str(mention.date.value) if mention.date else "none",
        "group": str(mention.victims.group) if mention.victims else "none",
        "part": "yes" if mention.subset_of is not None else "no",
        "trigger": mention.trigger.text,
    }
    return {key: shown[key] for key in attributes}
