"""Claims compared: what is grouped, what stays apart, and that nothing is added up."""

from dataclasses import replace

import pytest

from lib.records import ClaimSource, Count, MentionedDate, Victims
from lib.tolls import NO_DAYS, NO_PLACE, compare, days_in_words, range_in_words
from lib.ui import claims_table, claims_words
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
    assert (group.place.name, days_in_words(group), group.outcome) == ("Harbour", "12 March 2026", "killed")


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
        pytest.param(claim(12, date=MentionedDate("on Monday", "2026-03-16")), id="a day that is not near"),
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
    assert group.days is None


def test_a_claim_without_a_place_stays_apart_and_says_so():
    groups = compare([report("a", claim(12, place=None)), report("b", claim(12, place=None))])
    assert [group.doubt for group in groups] == [NO_PLACE, NO_PLACE]


def day(value, text="on a day"):
    return MentionedDate(text, value)


NEARLY = [
    pytest.param(
        [day("2026-03-12"), day("2026-03-13")],
        "12–13 March 2026",
        "One event or several? 1 claim gives 12 March 2026, 1 gives 13 March 2026.",
        id="a day apart",
    ),
    pytest.param(
        [day("2026-03-12"), day("2026-03-15"), day("2026-03-12")],
        "12–15 March 2026",
        "One event or several? 2 claims give 12 March 2026, 1 gives 15 March 2026.",
        id="three days apart",
    ),
    pytest.param(
        [day("2026-03-12"), day("2026-03-09/2026-03-15", "this week")],
        "12 March 2026",
        "One event or several? 1 claim gives 12 March 2026, 1 says only “this week” (9–15 March 2026).",
        id="a day in a week",
    ),
    pytest.param(
        [day("2026-03-07/2026-03-08", "the weekend"), day("2026-03", "in March")],
        "March 2026",
        "One event or several? 1 claim says only “in March” (March 2026), 1 says only “the weekend” (7–8 March 2026).",
        id="a weekend in a month",
    ),
    pytest.param(
        [day("2026-03-12"), None],
        "12 March 2026",
        "One event or several? 1 claim gives 12 March 2026, 1 gives no day.",
        id="no day",
    ),
    pytest.param([None, None], "day not given", NO_DAYS, id="no day at all"),
]


@pytest.mark.parametrize(("dates", "when", "doubt"), NEARLY)
def test_claims_of_near_or_inexact_days_stand_together_in_doubt(dates, when, doubt):
    (group,) = compare(report(str(n), claim(12 + n, date=date)) for n, date in enumerate(dates))
    assert (days_in_words(group), group.doubt) == (when, doubt)
    assert group.range == (12, 11 + len(dates))


@pytest.mark.parametrize(
    ("dates", "sizes"),
    [
        pytest.param(["2026-03-01", "2026-03-05"], [1, 1], id="four days apart"),
        pytest.param(["2026-03-01", "2026-03-03", "2026-03-05"], [2, 1], id="no chain of days"),
        pytest.param(["2026-03-01", "2026-03-04", "2026-03-05"], [1, 2], id="the nearest first"),
        pytest.param(["2026-03-01", "2026-03-08", "2026-03"], [1, 1, 1], id="a month with two events"),
        pytest.param(["2026-03-01", "2026-02"], [1, 1], id="a month before"),
    ],
)
def test_days_that_are_not_near_stay_apart(dates, sizes):
    groups = compare(report(str(n), claim(12, date=day(date))) for n, date in enumerate(dates))
    assert sorted(len(group.claims) for group in groups) == sorted(sizes)


def test_what_one_report_tells_of_two_days_is_two_events():
    groups = compare([report("a", claim(12), claim(5, date=day("2026-03-13")))])
    assert [(days_in_words(group), group.doubt) for group in groups] == [
        ("12 March 2026", None),
        ("13 March 2026", None),
    ]


def test_a_claim_without_a_day_joins_the_event_of_the_week_before_its_report():
    reports = [
        report("a", claim(12), published="2026-03-13"),
        report("b", claim(30, date=day("2026-02-01")), published="2026-02-02"),
        report("c", claim(15, date=None), published="2026-03-14"),
    ]
    assert [group.range for group in compare(reports)] == [(30, 30), (12, 15)]


def test_a_claim_that_may_be_about_several_events_stays_apart_and_says_so():
    reports = [
        report("a", claim(12, date=day("2026-03-04")), claim(30, date=day("2026-03-09"))),
        report("b", claim(15, date=None), published="2026-03-10"),
    ]
    undecided = compare(reports)[-1]
    assert (undecided.range, undecided.days) == ((15, 15), None)
    assert undecided.doubt == "1 claim gives no day. It may be about any of the events here, or another."


def test_a_claim_of_a_day_after_the_report_is_not_what_it_tells():
    reports = [
        report("a", claim(12, date=day("2026-03-20")), published="2026-03-21"),
        report("b", claim(15, date=None), published="2026-03-10"),
    ]
    assert [group.range for group in compare(reports)] == [(12, 12), (15, 15)]


def test_a_month_is_told_as_one():
    (group,) = compare([report("a", claim(12, date=MentionedDate("in March", "2026-03")))])
    assert (days_in_words(group), group.doubt) == ("March 2026", None)


def test_a_change_of_figure_is_one_about_the_same_day():
    reports = [
        report("a", claim(12, source="the mayor")),
        report("b", claim(19, source="the mayor", date=day("2026-03-13"))),
    ]
    (group,) = compare(reports)
    assert group.changes == ()


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        pytest.param([(22, None)], "22 or more", id="open above"),
        pytest.param([(22, None), (47, 47)], "22 to 47", id="open below another"),
        pytest.param([(22, 22), (47, None)], "22 to 47 or more", id="highest is open"),
        pytest.param([(None, 40)], "up to 40", id="open below"),
        pytest.param([(12, 20)], "12 to 20", id="a range"),
        pytest.param([(1200, 1200)], "1,200", id="one figure"),
        pytest.param([(None, None)], "no figure", id="none"),
    ],
)
def test_a_range_in_words(ends, words):
    (group,) = compare([report(str(n), claim(low, high)) for n, (low, high) in enumerate(ends)])
    assert range_in_words(group.claims) == words


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


def test_a_denied_figure_is_none_of_the_range_unless_it_stands_alone():
    denial = claim(28, source="the army", polarity="denied")
    (group,) = compare([report("a", claim(12), denial)])
    assert (group.range, range_in_words(group.claims)) == ((12, 12), "12")
    (alone,) = compare([report("a", denial)])
    assert range_in_words(alone.claims) == "28"


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        pytest.param([claim(16, source="x"), claim(28, source="y")], "2 claims by 2 sources", id="claims"),
        pytest.param(
            [claim(16, source="x"), claim(28, source="y"), claim(28, source="z", polarity="denied")],
            "2 claims by 2 sources, 1 denial",
            id="and a denial",
        ),
        pytest.param([claim(28, polarity="denied")], "1 denial", id="a denial alone"),
        pytest.param(
            [claim(4), claim(0, source="z", polarity="negated")],
            "1 claim by 1 source, 1 that it was none",
            id="none",
        ),
    ],
)
def test_denials_are_told_apart_from_claims(claims, words):
    (group,) = compare([report("a", *claims)])
    (line,) = claims_words.summary([group])
    assert line.endswith(f" · {words}")


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        pytest.param(["2026-03-12", "2025-01-02"], "2 events", id="two events"),
        pytest.param(
            ["2026-03-04", "2026-03-09", None], "2 events and 1 claim of no given day", id="some of no day"
        ),
    ],
)
def test_several_events_are_no_one_range(dates, words):
    claims = [
        claim(number, date=MentionedDate("then", date) if date else None)
        for number, date in enumerate(dates, start=4)
    ]
    groups = compare([report("a", *claims[:2]), report("b", *claims[2:], published="2026-03-10")])
    assert len(groups) == len(dates)
    assert claims_words.short(groups) == words
    (told,) = claims_words.summary(groups)
    head, *lines = told.split("\n")
    assert head == f"Killed: **{words}**, each with its own count; not one range"
    figures = [claims_words.range_in_words(group.claims) for group in groups]
    assert [line.split("**")[1] for line in lines if line] == figures


def test_of_many_events_the_first_are_told_and_the_others_counted():
    claims = [claim(4, date=MentionedDate("then", f"2026-{month:02}-01")) for month in range(1, 10)]
    groups = compare([report("a", *claims, published="2026-12-01")])
    (told,) = claims_words.summary(groups)
    assert told.count("**4**") == claims_words.MOST_LINES
    assert told.endswith("- and 3 more, each with its own figures, below")


def test_one_event_is_one_range():
    groups = compare([report("a", claim(22)), report("b", claim(47))])
    (told,) = claims_words.summary(groups)
    assert told == "Killed, one event, 12 March 2026: **22 to 47** · 2 claims by 1 source"
    assert claims_words.short(groups) == "22 to 47"


def test_a_range_of_claims_of_which_some_give_no_day_says_so():
    groups = compare([report("a", claim(22)), report("b", claim(47, date=None))])
    (told,) = claims_words.summary(groups)
    assert told.startswith("Killed, 12 March 2026 or day not given, one event or several: **22 to 47**")
    assert claims_words.short(groups) == "22 to 47, if one event"
    assert claims_words.heading(groups[0]) == "12 March 2026 or day not given: 22 to 47 killed"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"polarity": "hypothetical"}, "only feared or supposed"),
        ({"subset_of": 0}, "part of another figure"),
        ({"repeats": 0}, "told before in this report"),
        ({}, "the same copy as in another report"),
    ],
)
def test_a_claim_that_is_compared_with_no_other_says_why(fields, why):
    assert claims_table.why_apart(claim(12, **fields)) == why


def test_claims_of_no_given_day_have_no_range_in_common():
    groups = compare([report("a", *(claim(n, date=None) for n in (2000, 4, 13)))])
    (told,) = claims_words.summary(groups)
    assert (
        told == "Killed, days not given, perhaps of several events: **4; 13; 2,000** · 3 claims by 1 source"
    )
    assert claims_words.short(groups) == "3 claims of no given day"
    assert claims_words.heading(groups[0]) == "Day not given: 3 claims of killed"


def test_running_totals_of_several_are_told_one_by_one():
    totals = [claim(n, scope="cumulative", group=group) for n, group in ((90, "civilians"), (40, "soldiers"))]
    (told,) = claims_words.summary(compare([report("a", *totals)]))
    assert told.startswith("Killed: **2 running totals**, each with its own count; not one range")
    assert (told.count("**90**"), told.count("**40**")) == (1, 1)


def test_no_casualties_is_a_claim():
    (group,) = compare([report("a", claim(0, polarity="negated")), report("b", claim(4))])
    assert group.range == (0, 4)
