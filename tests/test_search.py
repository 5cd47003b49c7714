"""The indexes: sentences, names in any spelling, and what to mark in a text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.query import Term
from lib.search import NameIndex, SentenceIndex, TextIndex, mark
from tests import build

TEXTS = [
    "Twenty-two people were killed in Chernihiv",
    "We asked for a ceasefire, not for peace talks’ end",
    "Inés Peñalver said so",
]


@pytest.mark.parametrize(
    ("term", "found"),
    [
        pytest.param(Term("KILLED"), [0], id="capitals do not count"),
        pytest.param(Term("kill", prefix=True), [0], id="a prefix"),
        pytest.param(Term("kill"), [], id="a word is whole"),
        pytest.param(Term("peace talks"), [1], id="a phrase"),
        pytest.param(Term("talks peace"), [], id="a phrase in another order"),
        pytest.param(Term("penalver"), [2], id="diacritics do not count"),
        pytest.param(Term("twenty-two"), [0], id="a hyphen"),
        pytest.param(Term("talks’ end"), [1], id="an apostrophe"),
        pytest.param(Term("'; DROP TABLE texts; --"), [], id="SQL is words"),
        pytest.param(Term('" OR text:"killed'), [], id="FTS5 is words"),
    ],
)
def test_what_a_term_finds(term, found):
    index = TextIndex()
    index.add(enumerate(TEXTS))
    assert index.find(term) == found


@given(st.text(max_size=30), st.booleans())
def test_any_term_is_looked_for(text, prefix):
    index = TextIndex()
    index.add(enumerate(TEXTS))
    assert set(index.find(Term(text, prefix=prefix))) <= {0, 1, 2}


NAMES = [("Volodymyr Zelensky", "Mr Zelenskyy"), ("Petr Kral",), ("the mayor",)]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        pytest.param("zelensky", {0}, id="a part of the name"),
        pytest.param("zelenskyy", {0}, id="another spelling that is there"),
        pytest.param("Zelenskiy", {0}, id="a spelling that no report has"),
        pytest.param("Král", {1}, id="diacritics"),
        pytest.param("mayor", {2}, id="a role"),
        pytest.param("kralik", set(), id="a longer name is another"),
    ],
)
def test_names_are_found_in_any_spelling(word, found):
    assert NameIndex(NAMES).find(Term(word)) == found


def test_words_of_names_have_other_spellings():
    assert set(NameIndex(NAMES).alike("Zelenskiy")) == {"zelensky", "zelenskyy"}
    assert NameIndex(NAMES).alike("mayor") == ()


def sentences(index, word):
    """The number of the text and the sentence of each find."""
    return list(zip(*(found.tolist() for found in index.find(Term(word))), strict=True))


def test_a_report_is_indexed_once_and_anew_when_its_text_changed():
    index, analysis = SentenceIndex(), build.analysis()
    index.put([analysis, build.analysis(id="two")])
    assert index.numbers() == {"one": 0, "two": 1}
    assert sentences(index, "nothing") == [(0, 1), (1, 1)]
    index.put([replace(analysis, places=())])
    assert index.numbers() == {"one": 0, "two": 1}
    text = analysis.article.text.replace("Nothing", "Little")
    index.put([replace(analysis, article=replace(analysis.article, text=text))])
    assert index.numbers() == {"one": 2, "two": 1}
    assert (sentences(index, "little"), sentences(index, "nothing")) == ([(2, 1)], [(1, 1)])


def test_what_is_removed_is_not_found():
    index = SentenceIndex()
    index.put([build.analysis(), build.analysis(id="two")])
    index.remove(["one", "not there"])
    assert index.numbers() == {"two": 1}
    assert sentences(index, "nothing") == [(1, 1)]


@pytest.mark.parametrize(
    ("text", "terms", "marked"),
    [
        pytest.param("A ceasefire, a Ceasefire.", ["ceasefire"], ["ceasefire", "Ceasefire"], id="each one"),
        pytest.param("Über Zürich", ["uber", "zurich"], ["Über", "Zürich"], id="the text's own letters"),
        pytest.param("😀 two died", ["died"], ["died"], id="after a letter of two units"),
        pytest.param("peace talks and talks", ["peace talks"], ["peace talks"], id="a phrase"),
        pytest.param("\x02one\x03 two", ["two"], ["two"], id="control characters are no marks"),
        pytest.param("nothing", ["else"], [], id="nothing"),
        pytest.param("nothing", [], [], id="no terms"),
    ],
)
def test_what_is_marked(text, terms, marked):
    (spans,) = mark([text], [Term(term) for term in terms])
    assert [text[start:end] for start, end in spans] == marked
