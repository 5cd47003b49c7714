"""python -m lib: what it writes, where, and what it says of what it cannot read."""

import json

import pytest

from lib.__main__ import main
from lib.exports import FORMATS
from lib.readers.items import source_of_bytes
from lib.records import analysis_from_json


@pytest.fixture
def folder(tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "one.txt").write_text("Three people were killed in Odesa, the mayor said.", encoding="utf-8")
    (reports / "two.txt").write_text("Shells fell on Kharkiv.", encoding="utf-8")
    return reports


def test_a_folder_becomes_json_lines(folder, tmp_path, capsys):
    out = tmp_path / "out.jsonl"
    assert main([str(folder), "-o", str(out)]) == 0
    analyses = [analysis_from_json(json.loads(line)) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [a.article.title for a in analyses] == ["one", "two"]
    assert [a.places[0].place.name for a in analyses] == ["Odesa", "Kharkiv"]
    assert "2 reports analysed, 0 problems" in capsys.readouterr().err


def test_without_an_output_it_writes_to_the_screen(folder, capsys):
    assert main([str(folder / "one.txt"), "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith("\ufeffrecord,report_id,")


def test_what_it_writes_into_the_folder_that_it_reads_is_no_report(folder, capsys):
    for _ in range(2):
        assert main([str(folder), "-o", str(folder / "out.jsonl")]) == 0
    said = capsys.readouterr().err
    assert "out.jsonl" not in said
    assert len((folder / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_a_workspace_in_the_folder_that_it_reads_is_no_report(folder, capsys):
    for _ in range(2):
        assert main([str(folder), "--workspace", str(folder / "notes.db")]) == 0
    assert "notes.db:" not in capsys.readouterr().err


def test_its_own_output_is_read_again(folder, tmp_path):
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    main([str(folder), "-o", str(first)])
    main([str(first), "-o", str(second)])
    assert first.read_text(encoding="utf-8") == second.read_text(encoding="utf-8")


def test_what_cannot_be_read_is_named_and_the_rest_is_written(folder, tmp_path, capsys):
    (folder / "scan.pdf").write_bytes(b"%PDF")
    out = tmp_path / "out.geojson"
    assert main([str(folder), "-o", str(out), "--format", "geojson"]) == 1
    said = capsys.readouterr().err
    assert "scan.pdf: Its name ends in .pdf, but it is no such file" in said
    assert "2 reports analysed, 1 problem" in said
    features = json.loads(out.read_text(encoding="utf-8"))["features"]
    assert {feature["properties"]["report"] for feature in features} == {"one", "two"}


def test_a_path_that_is_not_there(tmp_path, capsys):
    assert main([str(tmp_path / "gone")]) == 2
    assert "gone" in capsys.readouterr().err


def test_an_output_that_cannot_be_written(folder, tmp_path, capsys):
    assert main([str(folder), "-o", str(tmp_path / "no" / "such" / "out.jsonl")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_model_that_is_not_installed(folder, capsys):
    assert main([str(folder), "--model", "no_such_model"]) == 2
    assert "no_such_model is not installed. Run: pip install -r requirements.txt" in capsys.readouterr().err


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_that_it_holds_everything(name, folder, tmp_path):
    out = tmp_path / "out"
    assert main([str(folder), "--format", name, "-o", str(out)]) == 0
    assert b"everything" in out.read_bytes()


def test_an_analysis_that_fails_leaves_no_half_file(folder, tmp_path, capsys):
    out = tmp_path / "out.csv"
    assert main([str(folder), "--model", "no_such_model", "-o", str(out)]) == 2
    assert not out.exists()
    assert not list(tmp_path.glob("*.part"))


def test_an_address_is_fetched_only_when_asked_for(folder, tmp_path, monkeypatch, capsys):
    def fetch(url):
        return source_of_bytes("report.txt", url, b"Two people were hurt in Odesa.", url=url)

    monkeypatch.setattr("lib.readers.web.fetch", fetch)
    out = tmp_path / "out.jsonl"
    assert main([str(folder / "one.txt"), "--fetch", "https://wire.example/report", "-o", str(out)]) == 0
    articles = [json.loads(line)["article"] for line in out.read_text(encoding="utf-8").splitlines()]
    assert [article["url"] for article in articles] == [None, "https://wire.example/report"]
    assert main(["https://wire.example/report"]) == 2
    assert "There is no such file or folder" in capsys.readouterr().err


def test_an_address_that_may_not_be_fetched_is_named(capsys):
    assert main(["--fetch", "http://127.0.0.1/"]) == 2
    assert "http://127.0.0.1/: 127.0.0.1 is not on the public internet" in capsys.readouterr().err


def test_columns_without_usual_names_are_named(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("what,who\nTwo were hurt in Odesa.,Wire\n", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert (
        main([str(tmp_path / "a.csv"), "--column", "text=what", "--column", "source=who", "-o", str(out)])
        == 0
    )
    article = json.loads(out.read_text(encoding="utf-8"))["article"]
    assert (article["text"], article["source"]) == ("Two were hurt in Odesa.", "Wire")
    with pytest.raises(SystemExit):
        main([str(tmp_path / "a.csv"), "--column", "texts=what"])
    assert "FIELD is one of id, title, text" in capsys.readouterr().err
