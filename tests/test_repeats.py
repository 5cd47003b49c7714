"""What a report tells twice is one claim; what only looks alike stays apart."""

from dataclasses import replace

import pytest

from lib.harm.repeats import link_repeats
from lib.records import ClaimSource, Count, MentionedDate, Victims
from lib.tolls import compare
from tests import build

ANALYSIS = build.analysis()
(BLANK,) = (
    replace(mention, place=None, date=None, source=None, victims=None) for mention in ANALYSIS.casualties
)


def claim(low=12, high="same", **fields):
    return replace(
        BLANK, count=Count(None, None, None, low, low if high == "same" else high, "exact"), **fields
    )


def repeated(*mentions):
    return [mention.repeats for mention in link_repeats(mentions, ANALYSIS.places)]


MAYOR, POLICE = (ClaimSource(0, 1, "x", name) for name in ("the mayor", "the police"))


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(claim(), id="the same words"),
        pytest.param(claim(high=None), id="at least as many"),
        pytest.param(claim(place=0), id="the second telling says where"),
        pytest.param(
            claim(date=MentionedDate("on Thursday", "2026-03-12")), id="the second telling says when"
        ),
        pytest.param(claim(source=MAYOR), id="the second telling says who claims it"),
    ],
)
def test_a_claim_told_again_is_linked_to_the_first(again):
    assert repeated(claim(), again) == [None, 0]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(claim(13), id="another figure"),
        pytest.param(claim(outcome="injured"), id="another harm"),
        pytest.param(claim(scope="cumulative"), id="a running total"),
        pytest.param(claim(polarity="denied"), id="a denial"),
        pytest.param(claim(source=POLICE), id="another source bears it out"),
        pytest.param(claim(place=1), id="another place"),
        pytest.param(claim(victims=Victims("soldiers", "soldiers")), id="other victims"),
        pytest.param(claim(subset_of=0), id="a part"),
    ],
)
def test_another_claim_stays_apart(other):
    first = claim(source=MAYOR, place=0, victims=Victims("children", "children"))
    assert repeated(first, other) == [None, None]


def test_single_persons_are_one_only_by_the_same_words():
    baker, nurse = (claim(1, victims=Victims(words, None)) for words in ("a baker", "a nurse"))
    assert repeated(baker, nurse, baker) == [None, None, 0]


def test_no_casualties_are_linked_to_nothing():
    assert repeated(claim(0), claim(0)) == [None, None]


def test_tellings_are_compared_as_one_claim_with_the_place_that_either_gives():
    told = tuple(link_repeats([claim(), claim(place=0)], ANALYSIS.places))
    (group,) = compare([replace(ANALYSIS, casualties=told)])
    assert (len(group.claims), group.place.name) == (1, "Harbour")
