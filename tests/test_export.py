"""Everything out: what is written is read back the same, and nothing in it runs."""

import csv
import io
import json

import pytest

from lib import export
from lib.records import Article, analysis_from_json
from tests import build

ANALYSES = [build.analysis(), build.analysis(id="two", title="=1+1", source='Wire, "North"')]


def rows():
    text = "".join(export.to_csv(ANALYSES))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_json_lines_are_read_back_the_same():
    lines = list(export.to_jsonl(ANALYSES))
    assert [analysis_from_json(json.loads(line)) for line in lines] == ANALYSES


def test_the_csv_has_a_row_a_record_with_its_evidence():
    records = rows()
    assert [row["record"] for row in records[:4]] == ["place", "place", "statement", "casualty mention"]
    assert len(records) == 8
    for row in records:
        text = build.TEXT
        assert text[int(row["start"]) : int(row["end"])] == row["text"]
        assert row["sentence"] in text
        assert row["version"]
    toll = records[3]
    assert (toll["count"], toll["low"], toll["high"], toll["qualifier"], toll["place"], toll["source"]) == (
        "At least 12", "12", "", "at_least", "Harbour", "the mayor",
    )  # fmt: skip


def test_a_formula_in_a_report_stays_text():
    assert {row["report"] for row in rows()} == {"A title", "'=1+1"}
    assert {row["outlet"] for row in rows()} == {"An outlet", 'Wire, "North"'}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1"])
def test_cells_that_start_a_formula_are_made_harmless(cell):
    assert export.harmless(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["12 killed", "", None, -3.5, "“=1”"])
def test_other_cells_are_left_alone(cell):
    assert export.harmless(cell) == cell


def test_geojson_has_a_point_a_placed_mention_with_longitude_first():
    collection = json.loads("".join(export.to_geojson(ANALYSES)))
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == 2
    feature = collection["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [4.3, 52.1]}
    assert feature["properties"]["sentence"].startswith("“At least 12")


def test_no_analyses_give_a_valid_file():
    assert json.loads("".join(export.to_geojson([])))["features"] == []
    assert "".join(export.to_csv([])).count("\n") == 1


def test_an_article_that_is_none_of_the_fields_is_not_lost():
    assert Article(**json.loads(next(export.to_jsonl(ANALYSES)))["article"]) == ANALYSES[0].article
