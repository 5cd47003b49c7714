"""Dates in a report's words: the day they name, or the days that they may mean."""

from datetime import date

import pytest

from lib import days
from lib.harm.dates import mentioned_date, names_a_date

THURSDAY = "2022-03-17"

WORDS = [
    ("on Monday", "2022-03-14"),
    ("Thursday", "2022-03-17"),
    ("early on Friday", "2022-03-11"),
    ("last night", "2022-03-16"),
    ("three days ago", "2022-03-14"),
    ("2022-03-03", "2022-03-03"),
    ("14 March", "2022-03-14"),
    ("the night of 3 March", "2022-03-03"),
    ("last month", "2022-02"),
    ("mid-March", "2022-03"),
    ("last November", "2021-11"),
    ("two months ago", "2022-01"),
    ("a year ago", "2021"),
    ("last week", "2022-03-07/2022-03-13"),
    ("late last week", "2022-03-07/2022-03-13"),
    ("this week", "2022-03-14/2022-03-17"),
    ("the past week", "2022-03-10/2022-03-17"),
    ("two weeks ago", "2022-02-28/2022-03-06"),
    ("over the weekend", "2022-03-12/2022-03-13"),
    ("last weekend", "2022-03-12/2022-03-13"),
    ("overnight", "2022-03-16/2022-03-17"),
    ("the past 24 hours", "2022-03-16/2022-03-17"),
    ("the past three days", "2022-03-14/2022-03-17"),
    ("recent days", "2022-03-10/2022-03-17"),
    ("a few days ago", "2022-03-10/2022-03-15"),
    ("Monday or Tuesday", "2022-03-14/2022-03-15"),
    ("between Monday and Wednesday", "2022-03-14/2022-03-16"),
    ("Sunday night into Monday", "2022-03-13/2022-03-14"),
    ("since Monday", "2022-03-14/2022-03-17"),
    ("March 3-5", "2022-03-03/2022-03-05"),
    ("3 and 4 March", "2022-03-03/2022-03-04"),
    ("24 February to 10 March", "2022-02-24/2022-03-10"),
    ("from 30 December 2020 to 2 January 2021", "2020-12-30/2021-01-02"),
]


@pytest.mark.parametrize(("words", "value"), WORDS, ids=[words for words, _ in WORDS])
def test_the_days_that_words_mean_by_the_day_of_the_report(words, value):
    assert names_a_date(words)
    assert mentioned_date(words, THURSDAY).value == value


@pytest.mark.parametrize(
    ("words", "published", "value"),
    [
        pytest.param(
            "last weekend", "2022-03-19", "2022-03-12/2022-03-13", id="on a Saturday, the one before"
        ),
        pytest.param("this weekend", "2022-03-19", "2022-03-19", id="on a Saturday, as far as it went"),
        pytest.param("the weekend", "2022-03-20", "2022-03-19/2022-03-20", id="on a Sunday, this one"),
        pytest.param("last week", None, None, id="without the day of the report"),
        pytest.param("3-5 March 2022", None, "2022-03-03/2022-03-05", id="that needs no day of a report"),
        pytest.param("Friday to Monday", "2022-03-12", None, id="ends in the wrong order"),
    ],
)
def test_the_day_of_the_report_decides(words, published, value):
    assert mentioned_date(words, published).value == value


@pytest.mark.parametrize("words", ["two weeks", "the past decade", "many years ago", "20 years"])
def test_a_length_of_time_is_no_date(words):
    assert not names_a_date(words)


@pytest.mark.parametrize(
    ("value", "first", "last", "words"),
    [
        ("2022-03-07", date(2022, 3, 7), date(2022, 3, 7), "7 March 2022"),
        ("2022-03-07/2022-03-13", date(2022, 3, 7), date(2022, 3, 13), "7–13 March 2022"),
        ("2022-02-28/2022-03-06", date(2022, 2, 28), date(2022, 3, 6), "28 February – 6 March 2022"),
        ("2021-12-31/2022-01-02", date(2021, 12, 31), date(2022, 1, 2), "31 December 2021 – 2 January 2022"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("1999", date(1999, 1, 1), date(1999, 12, 31), "1999"),
    ],
)
def test_a_value_is_days_and_words(value, first, last, words):
    assert days.stretch(value) == (first, last)
    assert days.iso((first, last)) == value
    assert days.in_words((first, last)) == words


@pytest.mark.parametrize(
    "value", [None, "", "2022-13", "2022-02-30", "soon", "2022-03-07/2022-03-01", "1/2/3", "0000"]
)
def test_what_is_no_value_is_no_days(value):
    assert days.stretch(value) is None
