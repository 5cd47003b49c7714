"""Flat rows with their evidence."""

from dataclasses import replace

import pytest

from lib.amounts import count_words, figure_words
from lib.records import Analysis, CasualtyMention, Count, Occasion, Span, SpeechDate, Victims
from lib.tables import (
    PlaceSummary,
    Sentences,
    casualty_rows,
    occasion_words,
    place_rows,
    place_summaries,
    statement_rows,
)
from tests import build

TEXT = "Shells fell on St. Paul's. “Go!” he said. Then three left.\n\nThe last line"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param("fell", "Shells fell on St. Paul's.", id="the first"),
        pytest.param("three", "Then three left.", id="in the middle of a line"),
        pytest.param("last", "The last line", id="at the end without a stop"),
        pytest.param("said. Then three", "“Go!” he said. Then three left.", id="a span over two sentences"),
    ],
)
def test_the_sentence_around_a_span(words, sentence):
    starts = tuple(TEXT.index(start) for start in ("Shells", "“Go!”", "Then", "The last"))
    start = TEXT.index(words)
    sentences = Sentences(Analysis(build.article(TEXT), sentences=starts))
    assert sentences.around(start, start + len(words)) == sentence


def test_of_an_endless_sentence_only_what_is_near_is_shown():
    text = "and " * 1_000 + "Odesa" + " and" * 1_000
    start = text.index("Odesa")
    shown = Sentences(Analysis(build.article(text), sentences=(0,))).around(start, start + 5)
    assert shown == "…" + ("and " * 250 + "Odesa" + " and" * 250) + "…"


def test_without_sentences_the_line_is_shown():
    assert Sentences(Analysis(build.article(TEXT))).around(60, 62) == "The last line"


def test_rows_have_keys_places_and_sentences():
    analysis = build.analysis()
    (statement,) = statement_rows(analysis)
    (casualty,) = casualty_rows(analysis)
    places = list(place_rows(analysis))
    assert (statement.key, casualty.key, [row.key for row in places]) == (
        "one:s0",
        "one:c0",
        ["one:p0", "one:p1"],
    )
    assert statement.places == casualty.places == (build.HARBOUR,)
    assert statement.speaker == "the mayor"
    assert casualty.place_text == "Harbour"
    assert places[1].sentence == "Nothing was heard from Nowhere."


def test_a_place_sums_up_what_is_said_of_it_and_unplaced_names_are_none():
    analysis = build.analysis()
    (summary,) = place_summaries(place_rows(analysis), statement_rows(analysis), casualty_rows(analysis))
    assert (summary.place, len(summary.mentions), len(summary.statements), len(summary.casualties)) == (
        build.HARBOUR, 1, 1, 1,
    )  # fmt: skip
    assert (summary.reports, summary.uncertain, summary.highest.casualty.count.low) == (1, False, 12)


def _count(text, low, high, qualifier):
    span = (0, len(text), text) if text else (None, None, None)
    (row,) = casualty_rows(build.analysis())
    fields = {name: getattr(row.casualty, name) for name in CasualtyMention.__dataclass_fields__}
    return CasualtyMention(**fields | {"count": Count(*span, low, high, qualifier)})


@pytest.mark.parametrize(
    ("count", "words"),
    [
        pytest.param(("at least 12", 12, None, "at_least"), "at least 12", id="the report's own words"),
        pytest.param(("dozens", 12, None, "vague"), "dozens (12 or more)", id="a vague word and its floor"),
        pytest.param((None, 1, 1, "implicit"), "1 (no number given)", id="one, implied"),
        pytest.param(("four", 4, 4, "exact"), "four", id="a word that is the figure"),
        pytest.param(("four", 6, 6, "exact"), "four (6 in all)", id="the first part of a sum"),
        pytest.param(("1,200", 1200, 1200, "exact"), "1,200", id="digits that are the figure"),
        pytest.param(("nearly 300", 300, 300, "about"), "nearly 300", id="a sign of its own"),
        pytest.param((None, 0, 0, "none"), "none", id="none"),
        pytest.param((None, None, None, "implicit"), "number not given", id="no number at all"),
    ],
)
def test_a_count_keeps_its_words(count, words):
    assert count_words(_count(*count)) == words


def claimed(low, **fields):
    row = next(casualty_rows(build.analysis()))
    count = replace(row.casualty.count, low=low, high=low)
    return replace(row, casualty=replace(row.casualty, count=count, **fields))


@pytest.mark.parametrize(
    ("claims", "highest"),
    [
        pytest.param([claimed(12), claimed(30)], 30, id="of one event"),
        pytest.param([claimed(12), claimed(900, scope="cumulative")], 12, id="no running total beside it"),
        pytest.param([claimed(900, scope="cumulative")], 900, id="a running total alone"),
        pytest.param([claimed(12), claimed(3000, outcome="displaced")], 12, id="no other outcome"),
        pytest.param([claimed(12), claimed(40, polarity="denied")], 12, id="no denial"),
        pytest.param([claimed(12), claimed(40, subset_of=0)], 12, id="no part"),
        pytest.param([claimed(3000, outcome="displaced")], None, id="nobody killed"),
    ],
)
def test_the_highest_claim_stands_beside_its_like(claims, highest):
    summary = PlaceSummary(build.HARBOUR, (), (), tuple(claims))
    found = summary.highest
    assert (found and found.casualty.count.low) == highest


def test_the_gravest_outcome_is_one_that_is_asserted():
    claims = (claimed(1, outcome="injured"), claimed(2, outcome="killed", polarity="denied"))
    assert PlaceSummary(build.HARBOUR, (), (), claims).gravest == "injured"
    assert PlaceSummary(build.HARBOUR, (), (), ()).gravest is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        pytest.param({}, "", id="nothing"),
        pytest.param({"addressee": Span(0, 1, "Reuters")}, "to Reuters", id="to whom"),
        pytest.param({"venue": Span(0, 1, "a rally in Kyiv")}, "where: a rally in Kyiv", id="where"),
        pytest.param(
            {"addressee": Span(0, 1, "Reuters"), "date": SpeechDate(0, 1, "Monday", "2024-05-06")},
            "to Reuters; when: Monday (2024-05-06)",
            id="to whom and when",
        ),
        pytest.param(
            {"date": SpeechDate(0, 1, "Monday", None)}, "when: Monday", id="a day that is not known"
        ),
        pytest.param({"date": SpeechDate(0, 1, "2015", "2015")}, "when: 2015", id="a year"),
    ],
)
def test_an_occasion_in_words(fields, words):
    assert occasion_words(Occasion(**fields)) == words
    assert occasion_words(None) == ""


@pytest.mark.parametrize(
    ("count", "victims", "words"),
    [
        pytest.param("12", "farmers", "12 farmers", id="nothing shared"),
        pytest.param("12 people", "people", "12 people", id="victims within"),
        pytest.param(
            "ten women and three", "women and three infants", "ten women and three infants", id="a sum"
        ),
        pytest.param("one and ten", "men", "one and ten men", id="part of a word is not shared"),
        pytest.param("ten of the", "the men", "ten of the men", id="one word shared"),
    ],
)
def test_words_that_count_and_victims_share_are_there_once(count, victims, words):
    (row,) = casualty_rows(build.analysis())
    casualty = replace(
        row.casualty,
        count=replace(row.casualty.count, text=count, qualifier="exact"),
        victims=Victims(victims, None),
    )
    assert figure_words(casualty) == words
