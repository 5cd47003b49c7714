"""What a count's words make of its figure, in the map, the plot, ranges and lists."""

from dataclasses import replace

import pytest
import spacy

from lib.amounts import count_signs, in_figures, sign_of
from lib.counts import count_hedges, find_counts
from lib.records import Amendment
from lib.tolls import compare, range_in_words
from tests import build

BLANK = spacy.blank("en")


def mention(words):
    """A casualty mention that counts as these words do."""
    (found,) = find_counts(BLANK(words))
    (casualty,) = build.analysis().casualties
    return replace(casualty, count=found.count, date=None)


def as_shown(casualty):
    return in_figures(casualty.count.low, casualty.count.high, sign_of(casualty))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param("22", "22", id="exact"),
        pytest.param("1,000", "1,000", id="thousands"),
        pytest.param("12 to 20", "12–20", id="a range"),
        pytest.param("at least 22", "at least 22", id="at least"),
        pytest.param("no fewer than 22", "at least 22", id="no fewer is at least"),
        pytest.param("more than 100", "more than 100", id="more than"),
        pytest.param("well over  100", "more than 100", id="well over"),
        pytest.param("upwards of 100", "at least 100", id="upwards of"),
        pytest.param("nearly 3,000", "nearly 3,000", id="nearly"),
        pytest.param("almost three thousand", "nearly 3,000", id="almost, in letters"),
        pytest.param("about 40", "about 40", id="about"),
        pytest.param("up to 9", "up to 9", id="up to"),
        pytest.param("no more than 9", "up to 9", id="no more is up to"),
        pytest.param("fewer than 9", "fewer than 9", id="fewer than"),
        pytest.param("dozens", "12 or more", id="a vague word"),
    ],
)
def test_a_figure_has_the_sign_that_its_words_give_it(words, shown):
    assert as_shown(mention(words)) == shown


def test_a_figure_without_ends_is_nothing():
    assert in_figures(None, None) == ""


def test_what_a_person_entered_has_no_sign_of_the_words_before():
    by_hand = replace(
        mention("more than 100"), corrected=(Amendment("count", "more than 100", "2026-03-14", "x"),)
    )
    assert as_shown(by_hand) == "at least 100"


@pytest.mark.parametrize("row", count_signs(), ids=lambda row: row.phrase)
def test_words_that_give_a_sign_are_hedges_and_their_example_has_it(row):
    assert (row.phrase, row.qualifier) in {(hedge.phrase, hedge.qualifier) for hedge in count_hedges()}
    assert sign_of(mention(row.example)) == row.sign


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param(["more than 100", "nearly 3,000"], "more than 100 to nearly 3,000", id="both ends"),
        pytest.param(["more than 100"], "more than 100", id="one claim"),
        pytest.param(["at least 100"], "100 or more", id="one at least"),
        pytest.param(["dozens"], "12 or more", id="one vague"),
        pytest.param(["nearly 3,000"], "nearly 3,000", id="one nearly"),
        pytest.param(["nearly 3,000", "3,000"], "3,000", id="given bare by another"),
        pytest.param(["22", "more than 47"], "22 to more than 47", id="open above"),
        pytest.param(["22", "at least 47"], "22 to 47 or more", id="at least at the top"),
        pytest.param(["more than 47", "at least 47"], "47 or more", id="of two signs the wider"),
        pytest.param(["100", "more than 100"], "100 or more", id="bare and above"),
        pytest.param(
            ["fewer than 100", "more than 100"], "fewer than 100 to more than 100", id="below and above"
        ),
        pytest.param(["about 20", "40"], "about 20 to 40", id="about at the bottom"),
        pytest.param(["fewer than 9"], "fewer than 9", id="fewer than"),
        pytest.param(["up to 9"], "up to 9", id="up to"),
    ],
)
def test_the_ends_of_a_range_keep_their_signs(words, shown):
    reports = [
        replace(build.analysis(id=str(number)), casualties=(mention(one),))
        for number, one in enumerate(words)
    ]
    (group,) = compare(reports)
    assert range_in_words(group.claims) == shown
