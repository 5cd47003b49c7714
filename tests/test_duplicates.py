"""Near-duplicates: which made pairs are one story, what counts once, and that grouping grows with the reports."""

import random
from dataclasses import replace

import pytest

from lib import likeness
from lib.duplicates import Stories, distinct, distinct_claims, originals, shingles
from lib.records import Count
from lib.tables import casualty_rows, place_rows, statement_rows
from tests import build

WORDS = [a + b + c for a in ("ba", "do", "ki", "lu", "me") for b in ("ra", "ti", "no", "s") for c in "aeioux"]


def prose(seed, words=300):
    """A made report: sentences of made words, four of them a paragraph, the same for the same seed."""
    chosen = random.Random(seed)
    sentences = [" ".join(chosen.choices(WORDS, k=12)).capitalize() + "." for _ in range(words // 12)]
    return "\n\n".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))


def edited(text, every):
    """The text with one word in so many changed."""
    words = text.split(" ")
    return " ".join(f"{word}q" if i % every == every - 1 else word for i, word in enumerate(words))


def report(id, text, published="2026-03-14"):
    return build.article(text, id=id, published=published)


ONE, OTHER = prose(1), prose(2)
HALF = ONE[: len(ONE) // 2]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        pytest.param(ONE, True, id="the same text"),
        pytest.param(ONE.upper().replace("\n\n", "\n"), True, id="other capitals and breaks"),
        pytest.param("By our own correspondents.\n\n" + ONE, True, id="a line more"),
        pytest.param(edited(ONE, 12), True, id="one word in 12 changed"),
        pytest.param(HALF, True, id="cut to half"),
        pytest.param(ONE + "\n\n" + prose(3, 200), True, id="with a background of its own"),
        pytest.param(edited(ONE, 3), False, id="one word in 3 changed"),
        pytest.param(HALF + "\n\n" + prose(4, 300), False, id="half of it in a report of its own"),
        pytest.param(ONE[:200] + "\n\n" + prose(5), False, id="a paragraph in common"),
        pytest.param(OTHER, False, id="another text"),
        pytest.param("".join(ONE.split(" ")[:20]), False, id="a snippet"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_what_is_one_story(text, same):
    for first, second in ((ONE, text), (text, ONE)):
        stories = Stories([report("a", first), report("b", second)])
        assert (stories.story_of("b") == stories.story_of("a")) is same


def test_copy_printed_within_days_is_one_story_and_a_later_bulletin_is_not():
    stories = Stories([report("a", ONE, "2026-03-14"), report("b", ONE, "2026-03-17T08:00:00+00:00")])
    assert list(stories.groups()) == [("a", "b")]
    stories.add(report("c", ONE, "2026-03-20"))
    assert stories.story_of("c") == "c"


@pytest.mark.parametrize("published", [None, "spring"])
def test_an_undated_report_is_grouped_by_its_text(published):
    assert len(Stories([report("a", ONE), report("b", ONE, published)])) == 1


def test_furniture_of_one_site_makes_no_story_of_its_reports():
    furniture = "\n".join(["Read More", "Sign up for our newsletter"] * 40)
    stories = Stories(report(id, f"{prose(id, 36)}\n{furniture}") for id in ("a", "b"))
    assert len(stories) == 2


def test_a_text_without_spaces_or_shorter_than_a_shingle_is_still_compared():
    assert shingles(report("a", "停火")) == ["停火"]
    assert len(Stories([report("a", "停火"), report("b", "停火"), report("c", "Shells fell.")])) == 2


def test_small_changes_do_not_tie_unlike_reports_together():
    chain = [ONE]
    for step in range(6):
        parts = chain[-1].split("\n\n")
        chain.append("\n\n".join([*parts[1:], prose(100 + step, 48)]))
    stories = Stories(report(str(i), text) for i, text in enumerate(chain))
    assert stories.story_of("0") != stories.story_of("6")


def test_reports_can_be_added_changed_and_removed():
    stories = Stories([report("a", ONE), report("b", edited(ONE, 20)), report("c", OTHER)])
    assert stories.reports_of("b") == ("a", "b")
    assert stories.add(report("d", ONE)) == "a"
    stories.remove(["a", "unknown"])
    assert stories.reports_of("d") == ("b", "d")
    stories.follow([report("b", OTHER), report("c", OTHER), report("e", ONE)])
    assert list(stories.groups()) == [("c", "b")]
    assert stories.story_of("e") == "e"
    assert stories.reports_of("gone") == ("gone",)


def test_two_thousand_reports_are_grouped_by_comparing_each_with_few(monkeypatch):
    """Every fourth report is a copy; comparisons are counted, since they are what would grow with the square."""
    compared = 0
    compare = likeness._likeness

    def counted(one, shingles, sizes):
        nonlocal compared
        compared += len(sizes)
        return compare(one, shingles, sizes)

    monkeypatch.setattr(likeness, "_likeness", counted)
    articles = []
    for number in range(1_500):
        text = prose(number, 120)
        articles.append(report(f"{number}", text))
        if number % 3 == 0:
            articles.append(report(f"{number} again", edited(text, 25)))
    stories = Stories(articles)
    assert len(articles) == 2_000
    assert sorted(stories.groups()) == sorted((f"{n}", f"{n} again") for n in range(0, 1_500, 3))
    assert compared < 2 * len(articles)


def copies(*outlets, **fields):
    return [replace(build.analysis(id=outlet, source=outlet), **fields) for outlet in outlets]


def story_of(_report_id):
    return "one story"


def claims(analyses):
    return [row for analysis in analyses for row in casualty_rows(analysis)]


def test_a_claim_that_two_outlets_print_is_one_claim():
    rows = claims(copies("North", "South"))
    assert [row.article.id for row in distinct_claims(rows, story_of)] == ["North"]
    assert len(distinct_claims(rows, lambda report: report)) == 2


def test_when_the_first_copy_is_filtered_away_the_second_counts():
    rows = claims(copies("North", "South"))
    assert list(distinct(rows[1:], originals(rows, story_of))) == rows[1:]


(CLAIM,) = build.analysis().casualties


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            replace(CLAIM, count=Count(None, None, None, 15, None, "at_least")), id="a later figure"
        ),
        pytest.param(replace(CLAIM, outcome="injured"), id="another outcome"),
        pytest.param(replace(CLAIM, source=None), id="nobody credited"),
        pytest.param(replace(CLAIM, place=None), id="no place"),
        pytest.param(replace(CLAIM, polarity="denied"), id="a denial"),
    ],
)
def test_what_a_copy_changed_is_a_claim_of_its_own(other):
    rows = claims(copies("North") + copies("South", casualties=(other,)))
    assert len(distinct_claims(rows, story_of)) == 2


def test_what_one_report_says_twice_is_not_taken_for_a_copy():
    rows = claims(copies("North", "South", casualties=(CLAIM, CLAIM)))
    assert [row.key for row in distinct_claims(rows, story_of)] == ["North:c0", "North:c1"]


def test_statements_and_place_mentions_of_copies_count_once_too():
    analyses = copies("North", "South")
    for rows_of in (statement_rows, place_rows):
        rows = [row for analysis in analyses for row in rows_of(analysis)]
        assert [row.article.id for row in distinct(rows, originals(rows, story_of))] == ["North"] * (
            len(rows) // 2
        )
