"""The language of searches: what is understood, and how a mistake is explained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import SearchError
from lib.query import Day, Either, Every, Not, Term, parse, parted, swapped_fields, terms

A, B, C = Term("a"), Term("b"), Term("c")


@pytest.mark.parametrize(
    ("query", "node"),
    [
        pytest.param("a", A, id="a word"),
        pytest.param("a b", Every((A, B)), id="words side by side"),
        pytest.param("a AND b", Every((A, B)), id="AND"),
        pytest.param("a OR b c", Either((A, Every((B, C)))), id="OR binds less than AND"),
        pytest.param("(a OR b) c", Every((Either((A, B)), C)), id="a group"),
        pytest.param("a NOT b", Every((A, Not(B))), id="NOT between words"),
        pytest.param("a AND NOT b", Every((A, Not(B))), id="AND NOT"),
        pytest.param("NOT a", Not(A), id="NOT alone"),
        pytest.param(
            "and or not", Every((Term("and"), Term("or"), Term("not"))), id="small letters are words"
        ),
        pytest.param("kill*", Term("kill", prefix=True), id="a prefix"),
        pytest.param('"peace talks"', Term("peace talks"), id="a phrase"),
        pytest.param("“peace talks”", Term("peace talks"), id="a phrase in curly marks"),
        pytest.param('"peace tal"*', Term("peace tal", prefix=True), id="a phrase that goes on"),
        pytest.param("speaker:mayor", Term("mayor", "speaker"), id="a field"),
        pytest.param("Speaker: mayor", Term("mayor", "speaker"), id="a blank after the field"),
        pytest.param('source:"harbour wire"', Term("harbour wire", "source"), id="a field and a phrase"),
        pytest.param(
            "speaker:(a OR b) c",
            Every((Either((Term("a", "speaker"), Term("b", "speaker"))), C)),
            id="a field and a group",
        ),
        pytest.param("outlet:wire", Term("wire", "source"), id="another word for a field"),
        pytest.param("after:2022", Day("after", "2022-01-01"), id="after a year begins with it"),
        pytest.param("before:2022", Day("before", "2022-12-31"), id="before a year ends with it"),
        pytest.param("before:2024-02", Day("before", "2024-02-29"), id="the last day of a month"),
        pytest.param("after:2022-3-1", Day("after", "2022-03-01"), id="a day"),
        pytest.param("twenty-two", Term("twenty-two"), id="a hyphen"),
        pytest.param("12:30", Term("12:30"), id="a time is no field"),
        pytest.param("https://example.org", Term("https://example.org"), id="nor is an address"),
        pytest.param("a -- b", Every((A, B)), id="marks alone are nothing"),
        *(pytest.param(q, None, id=f"nothing in {q!r}") for q in ("", "  ", "()", "--", "( )", "speaker:()")),
    ],
)
def test_what_is_understood(query, node):
    assert parse(query) == node


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ('"peace', "A quotation mark is missing"),
        ("(peace", r"A parenthesis \( is not closed"),
        ("peace)", r"A parenthesis \) closes nothing"),
        (")peace(", r"A parenthesis \) closes nothing"),
        ("speaker:", "Nothing follows speaker:"),
        ("after:", "as in after:2022-03-01"),
        ("peace OR", "Nothing follows OR"),
        ("peace AND", "Nothing follows AND"),
        ("NOT", "Nothing follows NOT"),
        ("OR peace", "AND, OR and NOT stand between words"),
        ("AND peace", "AND, OR and NOT stand between words"),
        ("speker:mayor", "There is no field speker: The fields are text:, speaker:"),
        ("after:yesterday", "after: takes a date"),
        ("before:2023-02-29", "before: takes a date"),
        ("(" * 30 + "a" + ")" * 30, "too many parentheses"),
        ("a " * 500, "too long"),
    ],
)
def test_a_mistake_is_explained(query, message):
    with pytest.raises(SearchError, match=message):
        parse(query)


@given(st.lists(st.sampled_from([*'ab ()":*-2', "AND ", "OR ", "NOT ", "speaker:", "after:"]), max_size=40))
def test_any_query_is_understood_or_explained(pieces):
    try:
        node = parse("".join(pieces))
    except SearchError:
        return
    assert node is None or all(term.text for term in terms(node))


def test_what_must_not_occur_is_nothing_to_mark():
    assert list(terms(parse("a (b OR c) NOT d"))) == [A, B, C]


@pytest.mark.parametrize(
    ("query", "swapped"),
    [
        pytest.param("speaker:un place:haiti", ["speaker:un country:haiti"], id="a place"),
        pytest.param("Country:Goma", ["place:Goma"], id="a country"),
        pytest.param("place: (goma OR sudan)", ["country: (goma OR sudan)"], id="a group"),
        pytest.param("place:“Port Sudan” x", ['country:"Port Sudan" x'], id="a phrase"),
        pytest.param("place:a country:b", ["country:a country:b", "place:a place:b"], id="one at a time"),
        pytest.param('"a place:b" text:place speaker:country', [], id="no field for a place"),
        pytest.param("NOT country:a place:b", ["NOT country:a country:b"], id="none that must not occur"),
        pytest.param(
            "NOT (x OR (place:a) place:b) place:c",
            ["NOT (x OR (place:a) place:b) country:c"],
            id="nor a group",
        ),
        pytest.param("NOT place: (a OR b)", [], id="nor a field with a group"),
        pytest.param('"NOT" place:a', ['"NOT" country:a'], id="the word, no operator"),
    ],
)
def test_searches_with_the_other_field_for_a_place(query, swapped):
    assert list(swapped_fields(query)) == swapped


PLACE, WORD = Term("goma", "place"), Term("talks")


@pytest.mark.parametrize(
    ("query", "asked", "rest"),
    [
        pytest.param("", [], None, id="nothing"),
        pytest.param("place:goma", [PLACE], None, id="a place alone"),
        pytest.param("talks place:goma", [PLACE], WORD, id="and a word"),
        pytest.param("place:goma OR talks", [], Either((PLACE, WORD)), id="or a word"),
        pytest.param("talks NOT place:goma", [], Every((WORD, Not(PLACE))), id="not there"),
        pytest.param(
            "(place:goma country:sudan) talks", [PLACE, Term("sudan", "country")], WORD, id="both in a group"
        ),
        pytest.param(
            "place:(goma OR sudan) talks", [Either((PLACE, Term("sudan", "place")))], WORD, id="either place"
        ),
        pytest.param(
            "(place:goma place:goma) OR place:goma",
            [],
            Either((Every((PLACE, PLACE)), PLACE)),
            id="two places at once or another",
        ),
        pytest.param("goma", [], Term("goma"), id="a word that may be a place"),
    ],
)
def test_what_a_search_asks_of_places_and_the_rest(query, asked, rest):
    assert parted(parse(query)) == (asked, rest)
