"""Searching rows: the query language, what it finds, and how a mistake is explained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import SearchError
from lib.search import SearchIndex

ROWS = {
    "toll": {"text": "Twenty-two people were killed in Chernihiv", "place": "Chernihiv", "outcome": "killed"},
    "talks": {"text": "We asked for a ceasefire, not for peace talks’ end", "speaker": "Inés Peñalver"},
    "mayor": {"text": "The ceasefire holds, he said", "speaker": "the mayor", "source": "Harbour Wire"},
}


@pytest.fixture(scope="module")
def index():
    index = SearchIndex()
    index.add(ROWS.items())
    return index


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("killed", {"toll"}, id="a word"),
        pytest.param("KILLED chernihiv", {"toll"}, id="words side by side must all occur"),
        pytest.param("kill*", {"toll"}, id="a prefix"),
        pytest.param("ceasefire", {"talks", "mayor"}, id="two rows"),
        pytest.param('"peace talks"', {"talks"}, id="a phrase"),
        pytest.param('"talks peace"', set(), id="a phrase in another order"),
        pytest.param("ceasefire NOT mayor", {"talks"}, id="NOT"),
        pytest.param("chernihiv OR holds", {"toll", "mayor"}, id="OR"),
        pytest.param("(chernihiv OR ceasefire) NOT (speaker:mayor OR killed)", {"talks"}, id="groups"),
        pytest.param("speaker:penalver", {"talks"}, id="a field, diacritics forgiven"),
        pytest.param("speaker: penalver", {"talks"}, id="a blank after the field"),
        pytest.param('source:"harbour wire"', {"mayor"}, id="a field and a phrase"),
        pytest.param("speaker:(mayor OR penalver) holds", {"mayor"}, id="a field and a group"),
        pytest.param("speaker:chernihiv", set(), id="not in that field"),
        pytest.param("twenty-two", {"toll"}, id="a hyphen"),
        pytest.param("talks’ end", {"talks"}, id="an apostrophe"),
        pytest.param("ceasefire -- talks", {"talks"}, id="marks alone are nothing"),
        pytest.param("<script>", set(), id="markup is words"),
        pytest.param("'; DROP TABLE rows; --", set(), id="SQL is words"),
    ],
)
def test_what_a_query_finds(index, query, found):
    assert index.search(query) == found


@pytest.mark.parametrize("query", ["", "  ", "()", "--", "( )"])
def test_a_query_without_words_asks_nothing(index, query):
    assert index.search(query) is None


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ('"peace', "A quotation mark is missing"),
        ("(peace", r"A parenthesis \( is not closed"),
        ("peace)", r"A parenthesis \) closes nothing"),
        ("speaker:", "Nothing follows speaker:"),
        ("NOT peace", "AND, OR and NOT stand between words"),
        ("peace OR", "AND, OR and NOT stand between words"),
    ],
)
def test_a_mistake_is_explained(index, query, message):
    with pytest.raises(SearchError, match=message):
        index.search(query)


@given(st.text(max_size=60))
def test_any_query_is_answered_or_explained(query):
    index = SearchIndex()
    index.add(ROWS.items())
    try:
        found = index.search(query)
    except SearchError:
        return
    assert found is None or found <= ROWS.keys()


def test_cleared_rows_are_gone():
    index = SearchIndex()
    index.add(ROWS.items())
    index.clear()
    assert index.search("killed") == set()
