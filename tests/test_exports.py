"""Everything out: each format is read back by what others read it with, and nothing in it runs."""

import csv
import datetime as dt
import io
import json
import os
import re
import threading
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import bibtexparser
import pandas as pd
import pyarrow.parquet as pq
import pytest
import rispy
from geojson_pydantic import FeatureCollection

from lib import corrections
from lib.corrections import Persons
from lib.exports import FORMATS, About, Entry, json_lines, of_view, of_workspace, write_file
from lib.exports.kml import NAMESPACE
from lib.exports.rows import COLUMNS, rows
from lib.exports.spreadsheet import harmless
from lib.filters import View
from lib.provenance import MadeBy
from lib.records import ClaimSource, MentionedDate, Occasion, Place, Span, Speaker, SpeechDate
from lib.tables import casualty_rows, place_rows
from lib.workspace import Workspace
from tests import build

MADE_BY = MadeBy("9.9", "a model 1.0", "abc", "def")
ABOUT = About(False, "outcome: killed", "2026-11-22", "A note.")
AWKWARD = [
    pytest.param("=cmd|' /C calc'!A0", id="a formula"),
    pytest.param("<script>alert(1)</script>", id="a script"),
    pytest.param("]]> & &amp; <b>", id="XML"),
    pytest.param('a "quoted", word; and\r\nanother line', id="separators"),
    pytest.param("Київ 停火 \U0001f54a", id="other scripts"),
    pytest.param("bell \x07 null \x00 form \x0c", id="control characters"),
    pytest.param("half \ud83d a pair", id="half a surrogate pair"),
    pytest.param("\u202eright to left", id="turned writing"),
]


def entry(**fields):
    analysis = build.analysis(**fields)
    (claim,) = analysis.casualties
    claim = replace(claim, date=MentionedDate("on Thursday", "2026-03-12"))
    return Entry(replace(analysis, casualties=(claim,)), MADE_BY)


ENTRIES = [entry(url="https://example.org/one"), entry(id="two", source="Wire", title="Other")]
NAMES = list(FORMATS)


def written(name, entries=ENTRIES, about=ABOUT):
    return b"".join(FORMATS[name].write(entries, about))


def table(entries=ENTRIES):
    data = written("csv", entries)
    assert data.startswith(b"\xef\xbb\xbf")
    return pd.read_csv(io.BytesIO(data), encoding="utf-8-sig", keep_default_na=False)


def features(entries=ENTRIES):
    return json.loads(written("geojson", entries))["features"]


def placemarks(entries=ENTRIES):
    tree = ElementTree.fromstring(written("kml", entries))
    return tree.findall(f".//{{{NAMESPACE}}}Placemark")


def data_of(placemark):
    found = placemark.iter(f"{{{NAMESPACE}}}Data")
    return {item.get("name"): item.findtext(f"{{{NAMESPACE}}}value") for item in found}


def with_every_word(words):
    """An entry with the words wherever a report's words can stand."""
    one = entry(title=words, source=words, author=words, url=words)
    analysis = one.analysis
    (claim,), (statement,) = analysis.casualties, analysis.statements
    place = replace(build.HARBOUR, name=words)
    mentions = (replace(analysis.places[0], place=place, reason=words), *analysis.places[1:])
    claim = replace(claim, source=ClaimSource(0, 1, "x", words))
    occasion = Occasion(Span(0, 1, words), Span(0, 1, words), SpeechDate(0, 1, words, None))
    speaker = Speaker(words, None, None, None, "named", via=words)
    statement = replace(statement, speaker=speaker, occasion=occasion)
    changed = replace(
        analysis, places=mentions, casualties=(claim,), statements=(statement,), notices=(words,)
    )
    return replace(one, analysis=changed)


class TestRows:
    def test_every_row_has_its_evidence_and_what_made_it(self):
        for row in rows(ENTRIES, ABOUT):
            assert list(row) == list(COLUMNS)
            assert build.TEXT[row["start"] : row["end"]] == row["text"]
            assert row["sentence"] in build.TEXT
            assert (row["version"], row["model"], row["lexicons"], row["gazetteer"]) == (
                "9.9", "a model 1.0", "abc", "def",
            )  # fmt: skip
            assert (row["published_day"], row["selection"]) == (dt.date(2026, 3, 14), "outcome: killed")

    def test_the_occasion_of_a_statement(self):
        one = entry()
        (statement,) = one.analysis.statements
        occasion = build.occasion(
            build.TEXT, addressee="people", venue="Nowhere", date="Nothing", value="2026-03-12"
        )
        changed = replace(one.analysis, statements=(replace(statement, occasion=occasion),))
        (row,) = rows([replace(one, analysis=changed)], ABOUT, only="statement")
        assert (row["addressee"], row["venue"], row["said_on"]) == ("people", "Nowhere", "Nothing")
        assert row["said_day"] == dt.date(2026, 3, 12)

    def test_a_claim(self):
        claim = next(row for row in rows(ENTRIES, ABOUT) if row["record"] == "casualty mention")
        assert (claim["count"], claim["low"], claim["high"], claim["qualifier"]) == (
            "At least 12", 12, None, "at_least",
        )  # fmt: skip
        assert (claim["place"], claim["source"], claim["confidence"]) == ("Harbour", "the mayor", 0.9)
        assert claim["event_day"] == dt.date(2026, 3, 12)

    def test_ids_are_the_same_in_an_export_of_what_is_shown(self):
        analysis = ENTRIES[0].analysis
        few = replace(ENTRIES[0], analysis=replace(analysis, places=(), statements=(), casualties=()))
        few = replace(few, analysis=replace(few.analysis, places=analysis.places[1:]))
        everything = {row["id"] for row in rows(ENTRIES, ABOUT)}
        assert len(everything) == 8
        assert {row["id"] for row in rows([few], ABOUT)} < everything

    def test_two_records_of_the_same_words_have_two_ids(self):
        (claim,) = ENTRIES[0].analysis.casualties
        both = (claim, replace(claim, outcome="injured"))
        found = list(
            rows([replace(ENTRIES[0], analysis=replace(ENTRIES[0].analysis, casualties=both))], ABOUT)
        )
        assert len({row["id"] for row in found}) == len(found) == 5

    def test_what_a_copy_repeats_is_named(self):
        found = list(rows(ENTRIES, ABOUT))
        first, copy = found[:4], found[4:]
        assert [row["repeats"] for row in first] == [None] * 4
        assert [row["repeats"] for row in copy] == [row["id"] for row in first]
        assert {row["story"] for row in found} == {"one"}

    def test_a_correction_is_told(self):
        workspace = corrected_workspace()
        claim = next(r for r in rows(of_workspace(workspace), ABOUT) if r["record"] == "casualty mention")
        assert (claim["corrected"], claim["checked"], claim["low"]) == (True, False, 15)
        assert claim["corrections"][0].startswith("count: was ")


def corrected_workspace():
    workspace = Workspace()
    workspace.add([build.analysis(), build.analysis(id="two")], MADE_BY)
    shown = workspace.get("one")
    first = corrections.make(shown, "casualty", 0, "count", Persons(15, 15))
    workspace.correct(first)
    gone = corrections.make(shown, "place", 0, "rejected", True)
    workspace.correct(gone)
    workspace.undo(gone.id)
    return workspace


class TestCsv:
    def test_pandas_opens_it(self):
        frame = table()
        assert list(frame.columns) == [name for name in COLUMNS if name != "places"]
        assert list(frame["record"][:4]) == ["place", "place", "statement", "casualty mention"]
        toll = frame.iloc[3]
        assert (float(toll["low"]), toll["high"], toll["event_day"]) == (12, "", "2026-03-12")
        assert set(frame["corrected"]) == {False}

    @pytest.mark.parametrize("words", AWKWARD)
    def test_no_cell_starts_a_formula_whatever_a_report_says(self, words):
        text = written("csv", [with_every_word(words)]).decode("utf-8")
        for delimiter in ",;\t":
            for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter):
                assert not [cell for cell in row if re.match(r"\s*[=+@＝＋－＠]|-[^0-9]", cell)]

    @pytest.mark.parametrize(
        ("cell", "written_as"),
        [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1+2", "'-1+2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t'=1"),
            ("＝1", "'＝1"),
            ("a; =1", "a;' =1"),
            ("a\n=1", "a\n'=1"),
            ("12 killed", "12 killed"),
            ("a = b, c - d", "a = b, c - d"),
            ("“=1”", "“=1”"),
            ("", ""),
        ],
    )
    def test_cells(self, cell, written_as):
        assert harmless(cell) == written_as

    def test_numbers_stay_numbers(self):
        place = replace(build.HARBOUR, longitude=-4.3)
        analysis = ENTRIES[0].analysis
        places = (replace(analysis.places[0], place=place), *analysis.places[1:])
        frame = table([replace(ENTRIES[0], analysis=replace(analysis, places=places))])
        assert float(frame["longitude"][0]) == -4.3


class TestJsonLines:
    def test_a_workspace_with_corrections_is_read_back_the_same(self):
        workspace = corrected_workspace()
        lines = written("jsonl", of_workspace(workspace)).decode("utf-8").splitlines()
        back = list(json_lines.read(lines))
        assert back == list(of_workspace(workspace))
        assert [one.as_read or one.analysis for one in back] == [k.analysis for k in workspace.kept()]
        assert tuple(c for one in back for c in one.corrections) == workspace.log
        assert [one.made_by for one in back] == [MADE_BY, MADE_BY]

    def test_a_correction_outlives_the_report_that_it_was_made_in(self):
        workspace = corrected_workspace()
        (correction, _) = workspace.log
        everywhere = replace(correction, id="x", report="gone")
        first, _ = of_workspace(_With(workspace, (everywhere,)))
        assert first.corrections == (everywhere,)

    @pytest.mark.parametrize("words", AWKWARD)
    def test_nothing_is_lost(self, words):
        one = with_every_word(words)
        assert list(json_lines.read(written("jsonl", [one]).decode("utf-8").splitlines())) == [one]

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("nonsense", "line 2"),
            ("[]", "an object was expected"),
            ("{}", "article"),
            ("[" * 100_000, "line 2"),
            (json.dumps({"article": 1}), "article"),
            (json.dumps({"article": {"id": 1}}), "article"),
        ],
    )
    def test_a_line_of_another_form_is_named(self, line, said):
        good = written("jsonl", ENTRIES[:1]).decode("utf-8").strip()
        with pytest.raises(ValueError, match=said):
            list(json_lines.read([good, line]))

    @pytest.mark.parametrize("key", ["made_by", "as_read", "corrections"])
    def test_a_damaged_key_is_named(self, key):
        row = json.loads(next(json_lines.write(ENTRIES, ABOUT)))
        with pytest.raises(ValueError, match="line 1"):
            list(json_lines.read([json.dumps(row | {key: "damaged"})]))


class _With:
    """A workspace with another log."""

    def __init__(self, workspace, log):
        self._workspace, self.log = workspace, log

    def __getattr__(self, name):
        return getattr(self._workspace, name)


class TestGeojson:
    def test_it_is_what_rfc_7946_says(self):
        collection = json.loads(written("geojson"))
        FeatureCollection.model_validate(collection)
        assert collection["dateline"]["selection"] == "outcome: killed"
        for feature in collection["features"]:
            assert set(feature) == {"type", "geometry", "properties"}

    def test_longitude_comes_first(self):
        assert features()[0]["geometry"] == {"type": "Point", "coordinates": [4.3, 52.1]}

    def test_what_is_not_located_has_no_geometry_and_is_there(self):
        (lost,) = [f for f in features(ENTRIES[:1]) if f["geometry"] is None]
        assert lost["properties"]["place_words"] == "Nowhere"

    def test_a_statement_about_two_places_is_two_features_of_one_id(self):
        analysis = ENTRIES[0].analysis
        other = Place("geonames:2", "Elsewhere", "settlement", "NL", 51.0, -5.0)
        places = (analysis.places[0], replace(analysis.places[1], place=other))
        statements = (replace(analysis.statements[0], places=(0, 1)),)
        changed = replace(analysis, places=places, statements=statements, casualties=())
        found = [f for f in features([Entry(changed)]) if f["properties"]["record"] == "statement"]
        assert [f["geometry"]["coordinates"] for f in found] == [[4.3, 52.1], [-5.0, 51.0]]
        assert [f["properties"]["place"] for f in found] == ["Harbour", "Elsewhere"]
        assert len({f["properties"]["id"] for f in found}) == 1

    @pytest.mark.parametrize("words", AWKWARD)
    def test_whatever_a_report_says(self, words):
        for feature in features([with_every_word(words)]):
            assert feature["properties"]["report"] == words


class TestKml:
    def test_placemarks_with_their_data_and_a_style(self):
        first = placemarks()[0]
        assert first.findtext(f".//{{{NAMESPACE}}}coordinates") == "4.3,52.1"
        assert data_of(first)["sentence"].startswith("“At least 12")
        styles = ElementTree.fromstring(written("kml")).iter(f"{{{NAMESPACE}}}Style")
        assert first.findtext(f"{{{NAMESPACE}}}styleUrl") in {f"#{style.get('id')}" for style in styles}

    def test_a_folder_for_each_kind_of_record(self):
        folders = ElementTree.fromstring(written("kml")).iter(f"{{{NAMESPACE}}}Folder")
        assert [folder.findtext(f"{{{NAMESPACE}}}name") for folder in folders] == [
            "Places",
            "Statements",
            "Casualty mentions",
        ]

    def test_what_has_no_place_is_listed_without_a_point(self):
        lost = next(p for p in placemarks() if p.find(f"{{{NAMESPACE}}}Point") is None)
        assert data_of(lost)["place_words"] == "Nowhere"

    def test_a_claim_has_the_day_of_the_event(self):
        days = [p.findtext(f".//{{{NAMESPACE}}}when") for p in placemarks()]
        assert days == [None] * 6 + ["2026-03-12"] * 2

    @pytest.mark.parametrize("words", AWKWARD)
    def test_whatever_a_report_says(self, words):
        told = re.sub("[\x00\x07\x0c\ud83d]", "\ufffd", words).replace("\r\n", "\n")
        for placemark in placemarks([with_every_word(words)]):
            assert data_of(placemark)["report"].replace("\r\n", "\n") == told

    def test_a_globe_that_reads_descriptions_as_html_finds_no_markup(self):
        (first, *_) = placemarks([with_every_word("<img src=x>")])
        description = first.findtext(f"{{{NAMESPACE}}}description")
        assert "&lt;img src=x&gt;" in description
        assert "<img" not in description


class TestParquet:
    def test_columns_are_typed(self):
        read = pq.read_table(io.BytesIO(written("parquet")))
        assert read.schema.metadata[b"dateline.selection"] == b"outcome: killed"
        types = {name: str(read.schema.field(name).type) for name in COLUMNS}
        assert (types["low"], types["latitude"], types["corrected"], types["event_day"]) == (
            "int64", "double", "bool", "date32[day]",
        )  # fmt: skip
        assert types["corrections"].startswith("list<")

    def test_its_rows_are_those_of_the_export(self):
        read = pq.read_table(io.BytesIO(written("parquet"))).to_pylist()
        assert len(read) == 8
        assert read[3]["event_day"] == dt.date(2026, 3, 12)
        assert read[0]["places"][0]["latitude"] == 52.1

    @pytest.mark.parametrize("words", AWKWARD)
    def test_whatever_a_report_says(self, words):
        read = pq.read_table(io.BytesIO(written("parquet", [with_every_word(words)]))).to_pylist()
        assert {row["report"] for row in read} == {words.replace("\ud83d", "?")}


class TestCitations:
    def test_a_text_with_each_report_and_its_records(self):
        text = written("citations").decode("utf-8")
        assert "Holds: outcome: killed" in text
        assert text.count("\n\n“") == 2
        assert "characters 1–31" in text

    def test_reference_managers_read_one_entry_a_report(self):
        for name, read in (
            ("bibtex", lambda text: [e["title"] for e in bibtexparser.parse_string(text).entries]),
            ("ris", lambda text: [e["title"] for e in rispy.loads(text)]),
        ):
            titles = read(written(name).decode("utf-8"))
            assert [title.strip("{}") for title in titles] == ["A title", "Other"]

    def test_an_entry_says_what_the_file_holds(self):
        assert rispy.loads(written("ris").decode("utf-8"))[0]["notes"] == [
            "Exported by Dateline: outcome: killed. A note."
        ]

    def test_an_entry_says_what_was_guessed(self):
        note = rispy.loads(written("ris", [entry(guessed=("published",))]).decode("utf-8"))[0]["notes"][0]
        assert "Guessed, not in the report's file: published." in note


@pytest.mark.parametrize("name", NAMES)
def test_no_reports_give_a_file_that_opens(name):
    data = written(name, [])
    match name:
        case "csv":
            assert data.count(b"\n") == 1
        case "geojson":
            assert json.loads(data)["features"] == []
        case "kml":
            assert placemarks([]) == []
        case "parquet":
            assert pq.read_table(io.BytesIO(data)).num_rows == 0
        case "html":
            assert b"No place in these reports" in data
        case "citations":
            assert b"Holds" in data
        case _:
            assert data == b""


@pytest.mark.parametrize("name", NAMES)
def test_each_file_says_whether_it_holds_everything(name):
    for about in (ABOUT, About(made_on="2026-11-22")):
        words = b"everything" if about.complete else b"outcome: killed"
        assert words in written(name, about=about).replace(rb"\_", b"_")


@pytest.mark.parametrize(
    ("about", "name"),
    [
        (About(made_on="2026-11-22"), "dateline-everything-2026-11-22.csv"),
        (ABOUT, "dateline-filtered-2026-11-22.csv"),
        (About(), "dateline-everything.csv"),
    ],
)
def test_the_name_of_a_file_says_it_too(about, name):
    assert about.file_name("csv") == name


def test_what_filters_show_has_the_shown_records_alone():
    workspace = corrected_workspace()
    analysis = workspace.get("one")
    view = View((), tuple(casualty_rows(analysis)), tuple(place_rows(analysis))[:1], (analysis,))
    (one,) = of_view(workspace, view)
    assert (len(one.analysis.places), one.analysis.statements, len(one.analysis.casualties)) == (1, (), 1)
    assert (one.made_by, one.as_read, one.corrections) == (MADE_BY, None, ())


class TestFiles:
    def test_a_file_is_there_when_it_is_complete(self, tmp_path):
        path = tmp_path / "out.csv"
        path.write_bytes(b"old")
        write_file([b"ne", b"w"], path)
        assert path.read_bytes() == b"new"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_failure_leaves_the_old_file_and_nothing_else(self, tmp_path):
        path = tmp_path / "out.csv"
        path.write_bytes(b"old")

        def pieces():
            yield b"half"
            raise OSError("no space left")

        with pytest.raises(OSError, match="no space left"):
            write_file(pieces(), path)
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_folder_that_is_not_there(self, tmp_path):
        with pytest.raises(OSError, match="no"):
            write_file([b"x"], tmp_path / "no" / "out.csv")

    def test_what_is_no_file_is_not_replaced(self, tmp_path):
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        read = []
        reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
        reader.start()
        write_file([b"a", b"b"], pipe)
        reader.join()
        assert read == [b"ab"]
        assert pipe.is_fifo()


class TestDocs:
    TEXT = (Path(__file__).resolve().parent.parent / "docs" / "exports.md").read_text(encoding="utf-8")

    def test_every_column_is_explained_and_no_other(self):
        table = self.TEXT.partition("| column |")[2].partition("\n\n")[0]
        named = [
            name for line in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", line.split("|")[1])
        ]
        assert sorted(named) == sorted(COLUMNS)

    def test_every_format_is_named(self):
        table = self.TEXT.partition("| `--format` |")[2].partition("\n\n")[0]
        named = [re.findall(r"`(\w+)` \| \.(\w+)", line)[0] for line in table.splitlines()[2:]]
        assert sorted(named) == sorted((name, chosen.extension) for name, chosen in FORMATS.items())
