"""Records and their JSON form."""

import json
from dataclasses import replace

import pytest

from lib.records import Article, analysis_from_json, spans_of, to_json
from tests import build


def test_an_analysis_is_read_back_as_it_was_written():
    analysis = build.analysis()
    assert analysis_from_json(json.loads(json.dumps(to_json(analysis)))) == analysis


def test_the_json_has_the_keys_of_the_schema():
    row = to_json(build.analysis())
    assert {"id", "title", "source", "url", "published", "text"} <= set(row["article"])
    assert {"start", "end", "text", "place", "role", "confidence", "reason", "alternatives"} <= set(
        row["places"][0]
    )
    assert {"id", "name", "kind", "country_code", "latitude", "longitude"} == set(row["places"][0]["place"])
    assert {"start", "end", "text", "kind", "speaker", "cue", "places"} <= set(row["statements"][0])
    assert {"name", "start", "end", "text", "resolved_by"} <= set(row["statements"][0]["speaker"])
    assert {
        "start", "end", "text", "trigger", "outcome", "count", "victims", "place", "date", "cause", "source",
        "scope", "polarity", "subset_of", "repeats",
    } <= set(row["casualties"][0])  # fmt: skip
    assert {"start", "end", "text", "low", "high", "qualifier"} == set(row["casualties"][0]["count"])


def test_every_span_is_its_slice_of_the_text():
    analysis = build.analysis()
    spans = list(spans_of(analysis))
    assert len(spans) == 9
    assert all(analysis.article.text[span.start : span.end] == span.text for span in spans)


def said_to_nobody_in_nowhere():
    analysis = build.analysis()
    occasion = build.occasion(
        build.TEXT, addressee="people", venue="Nowhere", date="Nothing", value="2026-03-12"
    )
    (statement,) = analysis.statements
    return replace(analysis, statements=(replace(statement, occasion=occasion),))


def test_an_occasion_comes_back_and_its_spans_are_spans_of_the_analysis():
    analysis = said_to_nobody_in_nowhere()
    assert analysis_from_json(json.loads(json.dumps(to_json(analysis)))) == analysis
    assert {"people", "Nowhere", "Nothing"} <= {span.text for span in spans_of(analysis)}


def test_statements_written_before_occasions_were_read_have_none():
    row = to_json(said_to_nobody_in_nowhere())
    del row["statements"][0]["occasion"]
    assert analysis_from_json(row).statements[0].occasion is None


def _change(row, keys, value):
    for key in keys[:-1]:
        row = row[key]
    row[keys[-1]] = value


@pytest.mark.parametrize(
    ("keys", "value", "message"),
    [
        pytest.param(("article", "text"), None, "analysis.article.text: str was expected", id="wrong type"),
        pytest.param(
            ("places", 0, "start"), True, r"places\[0\].start: int was expected", id="true is no number"
        ),
        pytest.param(
            ("places", 0, "role"),
            "figurative",
            r"places\[0\].role: 'figurative' is none of",
            id="no such role",
        ),
        pytest.param(("statements",), {}, "analysis.statements: a list was expected", id="not a list"),
        pytest.param(("casualties", 0, "count"), 12, "count: an object was expected", id="not an object"),
    ],
)
def test_a_wrong_value_is_named(keys, value, message):
    row = to_json(build.analysis())
    _change(row, keys, value)
    with pytest.raises(ValueError, match=message):
        analysis_from_json(row)


def test_a_missing_key_is_named():
    row = to_json(build.analysis())
    del row["article"]["title"]
    with pytest.raises(ValueError, match="analysis.article: the key 'title' is missing"):
        analysis_from_json(row)


def test_records_cannot_be_changed():
    with pytest.raises(AttributeError):
        Article("id", None, None, None, None, "text").text = "other"
