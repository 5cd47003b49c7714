"""Lists of names of one kind: which names are in one, and what the list asks for."""

import re

import pytest

from lib.gazetteer import Gazetteer
from lib.records import Span
from lib.toponyms.lists import alike


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


CASES = [
    pytest.param("Washington, Oregon and Idaho", [(3, "admin1")], id="states"),
    pytest.param("Georgia, Alabama, and Florida", [(3, "admin1")], id="one is a country too"),
    pytest.param("Georgia, Armenia and Azerbaijan", [(3, "country")], id="one is a state too"),
    pytest.param("Kyiv, Kharkiv and Odesa", [], id="cities with regions of their names"),
    pytest.param("London, Paris and New York", [], id="cities of several countries"),
    pytest.param("Washington and Oregon", [], id="two are no list"),
    pytest.param("Nevada, Missouri", [], id="a town and its state"),
    pytest.param("Kansas, Qwyzzabad and Iowa", [], id="a name that the gazetteer lacks"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_lists_of_one_kind_are_told_from_others(text, expected, gazetteer):
    spans = [Span(m.start(), m.end(), m.group()) for m in re.finditer(r"[A-Z]\w+(?: [A-Z]\w+)*", text)]
    found = alike(spans, [gazetteer.candidates(span.text) for span in spans], text)
    assert [(len(members), feature) for members, feature in found] == expected
