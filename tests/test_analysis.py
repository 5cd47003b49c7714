"""The whole flow on whole reports, with the real model and gazetteer."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import language
from lib.analysis import analyze
from lib.documents import make_article
from lib.errors import ReportError
from lib.gazetteer import Gazetteer
from lib.readers import read_paths, split
from lib.records import Article, analysis_from_json, spans_of, to_json

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "samples"

REPORT = """Two killed as shells hit Kherson market

KHERSON, Ukraine - Two people were killed and at least five wounded when shells hit a market in Kherson on
Tuesday, the regional prosecutor's office said. A dozen stalls and three lorries burned.

“They were buying bread,” a doctor at the city hospital told reporters. “We had no blood left.”

Smoke over the market in Kherson (
Image:
REUTERS)

Moscow denied that its forces had fired on the town. The number of civilians killed in the region has risen
to 312 since January, according to the United Nations.

Read More
Sign up for our newsletter
""".replace("on\nTuesday", "on Tuesday").replace("risen\nto", "risen to")


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


@pytest.fixture(scope="module")
def report(gazetteer):
    return next(analyze([make_article(REPORT, published="2023-05-03")], gazetteer=gazetteer))


def test_places_are_placed_and_a_government_is_a_metonym(report):
    found = {(m.text, m.place and m.place.country_code, m.role) for m in report.places}
    assert ("Kherson", "UA", "literal") in found
    assert ("Ukraine", "UA", "literal") in found
    assert ("Moscow", "RU", "metonym") in found
    kherson = next(m for m in report.places if m.text == "Kherson")
    assert (kherson.place.latitude, kherson.place.longitude) == pytest.approx((46.64, 32.61), abs=0.1)
    assert kherson.reason
    assert 0 < kherson.confidence <= 1


def test_nothing_is_read_from_credits_and_furniture(report):
    furniture = REPORT.index("Read More")
    image = range(REPORT.index("Image:"), REPORT.index("REUTERS)") + 8)
    assert all(span.start < furniture and span.start not in image for span in spans_of(report))


def test_statements_carry_their_speakers(report):
    said = {(s.text.strip("“”,."), s.speaker.name if s.speaker else None) for s in report.statements}
    speakers = {name for _, name in said}
    assert any("They were buying bread" in text and "doctor" in (name or "") for text, name in said)
    assert any("prosecutor" in (name or "") for name in speakers)
    assert any("United Nations" in (name or "") for name in speakers)


def test_tolls_are_read_and_stalls_and_lorries_are_not(report):
    found = {(c.outcome, c.count.low, c.count.high, c.scope) for c in report.casualties if c.start > 50}
    assert found == {
        ("killed", 2, 2, "incident"),
        ("injured", 5, None, "incident"),
        ("killed", 312, 312, "cumulative"),
    }


def test_statements_know_the_places_in_them_and_of_their_claims(report):
    for statement in report.statements:
        inside = [
            claim.place for claim in report.casualties if statement.start <= claim.start < statement.end
        ]
        for index in statement.places:
            assert statement.start <= report.places[index].start < statement.end or index in inside


_ANY_TEXT = st.one_of(
    st.text(max_size=300),
    st.text(alphabet=st.sampled_from("“”‘’\"'«»„ aI.,\n"), max_size=200),
    st.lists(
        st.sampled_from(
            ["Kyiv", "said", "“We", "killed", "12", "people", "in", "Gaza", "according to", "he", "\n", ".", "😀",
             "dozens of", "children", "President", "مرحبا", "-", "’s", "Mr", "Smith", ":", "were"]
        ),
        max_size=60,
    ).map(" ".join),
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_ANY_TEXT)
def test_every_span_of_any_text_is_its_slice(gazetteer, text):
    article = Article("any", None, None, None, "2026-03-14", text)
    (analysis,) = analyze([article], gazetteer=gazetteer)
    for span in spans_of(analysis):
        assert text[span.start : span.end] == span.text
    assert all(0 <= i < len(analysis.places) for s in analysis.statements for i in s.places)
    for casualty in analysis.casualties:
        assert casualty.place is None or 0 <= casualty.place < len(analysis.places)
        assert casualty.subset_of is None or 0 <= casualty.subset_of < len(analysis.casualties)
    assert analysis_from_json(json.loads(json.dumps(to_json(analysis)))) == analysis


def test_the_order_of_articles_is_kept(gazetteer):
    articles = [make_article(f"Report {n}. Shells fell on Odesa.", id=str(n)) for n in range(5)]
    assert [a.article.id for a in analyze(articles, gazetteer=gazetteer)] == list("01234")


def test_an_article_that_cannot_be_parsed_says_why(gazetteer):
    article = Article("long", None, None, None, None, "a " * 500_001)
    with pytest.raises(ReportError, match="Split it"):
        list(analyze([article], gazetteer=gazetteer))


@pytest.mark.parametrize(
    "run",
    [
        pytest.param("“" * 3_000, id="marks without end"),
        pytest.param("a“" * 1_500, id="marks between letters"),
        pytest.param(" and Lviv" * 1_000, id="a list without a stop"),
        pytest.param(" he said" * 1_500, id="cues without a stop"),
    ],
)
def test_no_sentence_is_endless_and_no_character_lost(run):
    text = f"A shell hit Odesa.\nHe said {run} that was all."
    (doc,) = language.parse([text])
    assert doc.text == text
    assert max(len(sentence) for sentence in doc.sents) <= language.LONGEST_SENTENCE + 1


def test_a_place_beside_the_cue_is_not_in_the_statement(gazetteer):
    text = "“We will stay in Odesa,” the governor said in Geneva. “Nobody leaves Odesa.”"
    (analysis,) = analyze([make_article(text)], gazetteer=gazetteer)
    (statement,) = analysis.statements
    assert [analysis.places[index].text for index in statement.places] == ["Odesa", "Odesa"]


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        pytest.param(
            "On Monday the UN relief office in Geneva had spoken of at least 900 dead in Goma.",
            [("killed", 900, "Goma")],
            id="the place in the words after, not the office's seat",
        ),
        pytest.param(
            "On Monday the UN relief office in Geneva had spoken of at least 900 dead.",
            [("killed", 900, None)],
            id="the office's seat is no place of deaths",
        ),
        pytest.param(
            "A spokesman for the army in Port Sudan put the toll at 19 dead.",
            [("killed", 19, None)],
            id="nor is the seat of those that a spokesman speaks for",
        ),
        pytest.param(
            "The governor of Odesa put the toll at 16 dead and 33 wounded, among them a child.",
            [("killed", 16, None), ("injured", 33, None), ("injured", 1, None)],
            id="what is said of some of the wounded follows",
        ),
    ],
)
def test_tolls_with_their_place(gazetteer, text, tolls):
    (analysis,) = analyze([make_article(text)], gazetteer=gazetteer)
    places = analysis.places
    found = [
        (mention.outcome, mention.count.low, None if mention.place is None else places[mention.place].text)
        for mention in analysis.casualties
    ]
    assert found == tolls


def test_the_shipped_analysis_of_the_sample_is_that_of_a_fresh_run(gazetteer):
    articles, problems = split(read_paths([SAMPLES / "reports.jsonl"]))
    assert (len(articles), problems) == (12, [])
    shipped = (SAMPLES / "analyses.jsonl").read_text(encoding="utf-8").splitlines()
    fresh = [to_json(analysis) for analysis in analyze(articles, gazetteer=gazetteer)]
    assert [json.loads(line) for line in shipped] == json.loads(json.dumps(fresh)), "run: make sample"
