"""Looks at the names that stand in one list with a name: "Tinzaouaten, Tessalit and Aguelhok" lie close together."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.gazetteer import Candidate, Gazetteer, name_key
from lib.toponyms.spans import PLACE_LABELS, NameSpan
from lib.toponyms.words import senses

_JOINED = re.compile(r",? ?(?:and|or|,|&|/|-|\() ?(?:in |near |at |the )?|, as well as (?:the )?")
_REACH = 3  # neighbours on each side that are looked at
_FEW = 5  # candidates of each name that are looked at
_CLOSE_DEGREES = 1.8  # about 200 km


@dataclass(frozen=True, slots=True)
class Company:
    """The neighbours of a name in its list.

    Attributes:
        names: How many names are in the list, up to three on each side; 0 when it stands in none.
        places: Which share of them the model labels as places.
        near: Which share of them may mean a place close to one that the name may mean.
    """

    names: int
    places: float
    near: float


ALONE = Company(0, 0.0, 0.0)


def in_lists(text: str, spans: Sequence[NameSpan], gazetteer: Gazetteer) -> list[Company]:
    """The company of each span, which are in text order; the time is linear in their number."""
    lists = list(_lists(text, spans))
    company = [ALONE] * len(spans)
    for members in lists:
        points = {i: _points(spans[i], gazetteer) for i in members}
        for i in members:
            others = [
                j
                for j in range(max(members.start, i - _REACH), min(members.stop, i + _REACH + 1))
                if name_key(spans[j].text) != name_key(spans[i].text)
            ]
            if others:
                labelled = sum(_is_labelled(spans[j]) for j in others)
                near = sum(_are_near(points[i], points[j]) for j in others)
                company[i] = Company(len(others), labelled / len(others), near / len(others))
    return company


def _lists(text: str, spans: Sequence[NameSpan]) -> Iterator[range]:
    first = 0
    for i in range(1, len(spans) + 1):
        if i == len(spans) or not _JOINED.fullmatch(text[spans[i - 1].end : spans[i].start][:20]):
            if i - first > 1:
                yield range(first, i)
            first = i


def _is_labelled(span: NameSpan) -> bool:
    return span.entity is not None and span.entity.label_ in PLACE_LABELS


def _points(span: NameSpan, gazetteer: Gazetteer) -> list[Candidate]:
    return list(senses(span.text, gazetteer)[:_FEW]) if span.known and not span.region else []


def _are_near(these: Sequence[Candidate], those: Sequence[Candidate]) -> bool:
    return any(
        _gap(a.place.latitude, a.place.longitude, b.place.latitude, b.place.longitude) < _CLOSE_DEGREES
        for a in these
        for b in those
    )


def _gap(latitude_a: float, longitude_a: float, latitude_b: float, longitude_b: float) -> float:
    """Degrees between two points, near enough for a question of some hundred kilometres."""
    if abs(latitude_a - latitude_b) >= _CLOSE_DEGREES:
        return _CLOSE_DEGREES
    across = (longitude_a - longitude_b) * math.cos(math.radians((latitude_a + latitude_b) / 2))
    return math.hypot(latitude_a - latitude_b, across)
