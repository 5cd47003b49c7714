"""The grammar of counts, on Docs that no model has parsed."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from lib.amounts import words_for_counts
from lib.counts import count_hedges, find_counts, number_value

NLP = spacy.blank("en")


def read(text):
    return [(e.count.text, e.count.low, e.count.high, e.count.qualifier) for e in find_counts(NLP(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("killed 3 people", ("3", 3, 3, "exact"), id="figure"),
        pytest.param("1,200 people", ("1,200", 1200, 1200, "exact"), id="separator"),
        pytest.param("1\u202f200 people", ("1\u202f200", 1200, 1200, "exact"), id="narrow space"),
        pytest.param("twenty-two people", ("twenty-two", 22, 22, "exact"), id="words with a hyphen"),
        pytest.param(
            "one hundred and twenty-six dead",
            ("one hundred and twenty-six", 126, 126, "exact"),
            id="words with and",
        ),
        pytest.param(
            "five thousand three hundred", ("five thousand three hundred", 5300, 5300, "exact"), id="long"
        ),
        pytest.param(
            "1.3 million people", ("1.3 million", 1_300_000, 1_300_000, "exact"), id="decimal and scale"
        ),
        pytest.param("two dozen farmers", ("two dozen", 24, 24, "exact"), id="dozen"),
        pytest.param(
            "three quarters of a million fled",
            ("three quarters of a million", 750_000, 750_000, "exact"),
            id="quarters of a million",
        ),
        pytest.param("half of the crew died", ("half of", None, None, "vague"), id="a share"),
        pytest.param("half a dozen farmers", ("half a dozen", 6, 6, "exact"), id="half a dozen"),
        pytest.param("dozens of farmers", ("dozens", 12, None, "vague"), id="dozens"),
        pytest.param(
            "tens of thousands fled", ("tens of thousands", 10_000, None, "vague"), id="tens of thousands"
        ),
        pytest.param("several hundred people", ("several hundred", 300, None, "vague"), id="several hundred"),
        pytest.param("a handful of people", ("a handful", 3, None, "vague"), id="handful"),
        pytest.param("at least 20 people", ("at least 20", 20, None, "at_least"), id="at least"),
        pytest.param("no fewer than 31", ("no fewer than 31", 31, None, "at_least"), id="no fewer than"),
        pytest.param("well over a hundred", ("well over a hundred", 100, None, "at_least"), id="well over"),
        pytest.param("20 or more people", ("20 or more", 20, None, "at_least"), id="or more"),
        pytest.param("up to 40 people", ("up to 40", None, 40, "at_most"), id="up to"),
        pytest.param("as many as 15", ("as many as 15", None, 15, "at_most"), id="as many as"),
        pytest.param("nearly 300 people", ("nearly 300", 300, 300, "about"), id="nearly"),
        pytest.param(
            "perhaps as many as 300", ("perhaps as many as 300", None, 300, "at_most"), id="two hedges"
        ),
        pytest.param("between 12 and 15 men", ("between 12 and 15", 12, 15, "range"), id="between"),
        pytest.param("from 12 to 15 men", ("from 12 to 15", 12, 15, "range"), id="from, to"),
        pytest.param("three to five men", ("three to five", 3, 5, "range"), id="to"),
        pytest.param("two or three men", ("two or three", 2, 3, "range"), id="or"),
        pytest.param("5-7 people", ("5-7", 5, 7, "range"), id="hyphen"),
        pytest.param("12–15 people", ("12–15", 12, 15, "range"), id="dash"),
        pytest.param(
            "5 to 6 million people", ("5 to 6 million", 5_000_000, 6_000_000, "range"), id="shared scale"
        ),
        pytest.param("rose to 1,200 from 950", ("1,200", 1200, 1200, "exact"), id="change to, from"),
        pytest.param("rose from 950 to 1,200", ("1,200", 1200, 1200, "exact"), id="change from, to"),
        pytest.param("no casualties", ("no", 0, 0, "none"), id="no"),
        pytest.param("no one was hurt", ("no one", 0, 0, "none"), id="no one"),
        pytest.param("both pilots died", ("both", 2, 2, "exact"), id="both"),
    ],
)
def test_count(text, expected):
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a 7-year-old boy", id="age"),
        pytest.param("a child aged 12", id="aged"),
        pytest.param("an 18-month-old girl", id="months of age"),
        pytest.param("26 percent of the town", id="percent"),
        pytest.param("26% of the town", id="per cent sign"),
        pytest.param("$200 and €300", id="money"),
        pytest.param("on March 26, 2015", id="date"),
        pytest.param("on 17 August", id="day before month"),
        pytest.param("since 2017", id="year"),
        pytest.param("at 9:02 a.m.", id="time"),
        pytest.param("at 10pm", id="hour"),
        pytest.param("the 3rd brigade", id="ordinal"),
        pytest.param("Flight 17", id="flight"),
        pytest.param("an AK-47 and a Su-24", id="names with a figure"),
        pytest.param("a 500-kg bomb", id="weight"),
        pytest.param("an eight-hour battle", id="duration"),
        pytest.param("a two-star general", id="rank"),
        pytest.param("won 2-1", id="score"),
        pytest.param("5.5 tonnes", id="decimal"),
        pytest.param("no longer", id="no longer"),
        pytest.param("this one", id="pronoun"),
    ],
)
def test_no_count(text):
    assert read(text) == []


@pytest.mark.parametrize("row", words_for_counts(), ids=lambda row: row.word)
def test_every_count_word_reads_its_example(row):
    (found,) = read(row.example)
    assert row.word in found[0]
    if row.kind in ("unit", "ten", "plural", "few", "pair", "uncounted", "none"):
        assert found[1] == row.value


@pytest.mark.parametrize("row", count_hedges(), ids=lambda row: f"{row.phrase} ({row.position})")
def test_every_hedge_reads_its_example(row):
    (found,) = read(row.example)
    assert found[3] == row.qualifier
    assert row.phrase in found[0]


@given(st.integers(min_value=1, max_value=10**9))
def test_a_figure_keeps_its_value_with_separators(value):
    assert number_value(f"{value:,}") == value


@given(st.text(max_size=200))
def test_any_text_is_read_and_offsets_hold(text):
    doc = NLP(text)
    for expression in find_counts(doc):
        count = expression.count
        assert text[count.start : count.end] == count.text
        assert count.low is None or count.high is None or count.low <= count.high
        assert doc[expression.start].idx <= count.start
