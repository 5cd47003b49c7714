"""Claims compared: what is grouped, what stays apart, and that nothing is added up."""

from dataclasses import replace

import pytest

from lib.records import ClaimSource, Count, MentionedDate, Victims
from lib.tolls import NO_DAY, NO_PLACE, compare
from tests import build

DAY = MentionedDate("on Thursday", "2026-03-12")


def report(id, *claims, published="2026-03-14", source="An outlet"):
    """An analysis that holds these claims, all in Harbour."""
    analysis = build.analysis(id=id, published=published, source=source)
    return replace(analysis, casualties=claims)


def claim(low, high="same", *, date=DAY, source=None, group=None, **fields):
    (mention,) = build.analysis().casualties
    return replace(
        mention,
        count=Count(None, None, None, low, low if high == "same" else high, "exact"),
        date=date,
        source=ClaimSource(0, 1, "x", source) if source else None,
        victims=Victims("people", group),
        **fields,
    )


def test_claims_of_one_place_and_day_are_a_range_and_no_sum():
    (group,) = compare([report("a", claim(12)), report("b", claim(15)), report("c", claim(12))])
    assert group.range == (12, 15)
    assert len(group.claims) == 3
    assert group.doubt is None
    assert (group.place.name, group.day, group.outcome) == ("Harbour", "2026-03-12", "killed")


def test_a_claim_that_two_outlets_print_of_one_copy_is_one_claim():
    reports = [
        report("a", claim(12)),
        report("b", claim(12), source="Another outlet"),
        report("c", claim(12)),
    ]
    (group,) = compare(reports, original={"a:c0": "a:c0", "b:c0": "a:c0", "c:c0": "c:c0"})
    assert [(c.article_id, c.also_in) for c in group.claims] == [("a", ("b",)), ("c", ())]


def test_a_copy_counts_when_what_it_repeats_is_not_there():
    (group,) = compare([report("b", claim(12))], original={"b:c0": "a:c0"})
    assert [c.article_id for c in group.claims] == ["b"]


def test_sources_are_sides():
    (group,) = compare(
        [report("a", claim(12, source="the mayor"), claim(40, source="the rebels")), report("b", claim(20))]
    )
    assert {name: [c.figure[0] for c in claims] for name, claims in group.sides.items()} == {
        "the mayor": [12],
        "the rebels": [40],
        "An outlet": [20],
    }


def test_a_denial_is_a_side_of_its_own():
    (group,) = compare([report("a", claim(12, source="the army", polarity="denied"))])
    assert list(group.sides) == ["the army (denies)"]


def test_what_a_claimant_changed_is_told_in_order():
    (group,) = compare(
        [
            report("late", claim(19, source="the mayor"), published="2026-03-16"),
            report("early", claim(12, source="the mayor"), published="2026-03-13"),
        ]
    )
    (change,) = group.changes
    assert (change.claimant, change.before.figure, change.after.figure) == ("the mayor", (12, 12), (19, 19))


def test_open_ends_stay_out_of_the_range():
    (group,) = compare([report("a", claim(12, None)), report("b", claim(None, 20))])
    assert group.range == (12, 20)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(claim(12, date=MentionedDate("on Friday", "2026-03-13")), id="another day"),
        pytest.param(claim(12, outcome="injured"), id="another outcome"),
        pytest.param(claim(12, scope="cumulative"), id="a running total"),
        pytest.param(claim(12, group="soldiers"), id="other victims"),
    ],
)
def test_different_events_stay_apart(other):
    assert len(compare([report("a", claim(12, group="civilians")), report("b", other)])) == 2


def test_running_totals_of_a_place_are_one_group_whatever_the_day():
    (group,) = compare(
        [
            report("a", claim(100, scope="cumulative", date=None)),
            report("b", claim(112, scope="cumulative"), published="2026-03-20"),
        ]
    )
    assert group.range == (100, 112)
    assert group.day is None


def test_a_claim_without_a_place_stays_apart_and_says_so():
    groups = compare([report("a", claim(12, place=None)), report("b", claim(12, place=None))])
    assert [group.doubt for group in groups] == [NO_PLACE, NO_PLACE]


def test_a_claim_without_a_day_joins_only_the_same_figure_and_says_so():
    groups = compare(
        [
            report("a", claim(12, date=None)),
            report("b", claim(12, date=None)),
            report("c", claim(30, date=None)),
        ]
    )
    assert [(len(group.claims), group.doubt) for group in groups] == [(2, NO_DAY), (1, NO_DAY)]


def test_a_month_is_no_day():
    (group,) = compare([report("a", claim(12, date=MentionedDate("in March", "2026-03")))])
    assert group.doubt == NO_DAY


@pytest.mark.parametrize(
    "left_out",
    [
        pytest.param(claim(3, subset_of=0), id="part of a claim"),
        pytest.param(claim(3, polarity="hypothetical"), id="imagined"),
    ],
)
def test_parts_and_fears_are_no_claims(left_out):
    (group,) = compare([report("a", claim(12), left_out)])
    assert group.range == (12, 12)


def test_no_casualties_is_a_claim():
    (group,) = compare([report("a", claim(0, polarity="negated")), report("b", claim(4))])
    assert group.range == (0, 4)
