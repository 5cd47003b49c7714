"""What is missing, cut short or of another version is told in a sentence that says what to run."""

import json
import shutil

import pytest
import spacy
from streamlit.testing.v1 import AppTest

from lib import installed, language
from lib.__main__ import main
from lib.documents import make_article
from lib.errors import DataError, ReportError
from lib.gazetteer import DEFAULT_PATH, Gazetteer
from lib.ui import model as model_on_page
from tests.patterns import ROOT


def test_nothing_is_missing_here():
    assert list(installed.faults()) == []


@pytest.fixture
def copy(tmp_path):
    """The files that must be there, of the size they must have."""
    for name, least in installed.SIZES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * least)
    return tmp_path


@pytest.mark.parametrize("name", sorted(installed.SIZES))
def test_a_missing_file_is_named_with_the_command_that_restores_it(copy, name):
    (copy / name).unlink()
    assert list(installed.faults(copy)) == [f"{name} is missing. Restore it: git checkout -- {name}"]


def test_a_file_cut_short_is_named(copy):
    name = "data/gazetteer/gazetteer.sqlite"
    (copy / name).write_bytes(b"x" * 1_234)
    (fault,) = installed.faults(copy)
    assert fault.startswith(f"{name} is damaged: it has 1,234 bytes. Restore it")


def test_a_model_of_another_version_is_refused(monkeypatch):
    monkeypatch.setattr(installed, "_version", lambda package: "3.5.0")
    with pytest.raises(
        DataError, match=r"is version 3\.5\.0; Dateline was made for 3\.7\.1\. Run: pip install"
    ):
        installed.check_installed()


def test_another_pipeline_may_have_any_version(monkeypatch):
    monkeypatch.setattr(installed, "_version", lambda package: "1.0")
    installed.check_installed("spacy")


def test_a_damaged_model_says_what_to_run(monkeypatch):
    def damaged(name):
        raise OSError("[E053] Could not read config file")

    monkeypatch.setattr(spacy, "load", damaged)
    with pytest.raises(DataError, match="is damaged. Run: pip install --force-reinstall"):
        language._load.__wrapped__(installed.MODEL)


def test_a_gazetteer_damaged_within_says_what_to_run(tmp_path):
    path = tmp_path / "gazetteer.sqlite"
    shutil.copy(DEFAULT_PATH, path)
    with path.open("r+b") as file:
        file.seek(20 * 4096)
        file.write(b"\xff" * (path.stat().st_size - 40 * 4096))
    with pytest.raises(DataError, match="is damaged .* Restore it"):
        Gazetteer(path).candidates("Kyiv")


def test_the_page_says_at_the_start_what_is_missing(monkeypatch):
    monkeypatch.setattr(installed, "faults", lambda: iter(["The model is gone. Run: make run"]))
    model_on_page._begun.clear()
    try:
        page = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60).run()
    finally:
        model_on_page._begun.clear()
    assert "New reports cannot be read" in page.error[0].value
    assert "make run" in page.error[0].value.replace("\\", "")
    assert page.title[0].value == "Dateline"


def test_a_fault_found_while_loading_is_told(monkeypatch):
    def damaged(article):
        raise DataError("data/lexicons/cues.csv, line 3: the cell is empty.")

    monkeypatch.setattr(model_on_page, "_analyze", damaged)
    warm_up = model_on_page._WarmUp.__new__(model_on_page._WarmUp)
    warm_up.fault = ""
    warm_up._load()
    assert warm_up.fault == "data/lexicons/cues.csv, line 3: the cell is empty."


def test_the_command_line_says_what_is_missing(monkeypatch, tmp_path, capsys):
    report = tmp_path / "report.jsonl"
    report.write_text(json.dumps({"text": "Shells fell on Kharkiv."}), encoding="utf-8")
    monkeypatch.setattr(language, "_load", lambda model: installed.check_installed("no_such_model"))
    assert main([str(report), "-o", str(tmp_path / "out.jsonl")]) == 2
    assert "no_such_model is not installed. Run: pip install" in capsys.readouterr().err


def test_a_fault_that_nobody_foresaw_is_told_of_its_report_and_its_words_are_not_logged(monkeypatch, caplog):
    def fail(*_):
        raise KeyError("a secret name")

    monkeypatch.setattr("lib.analysis.analyze_doc", fail)
    with pytest.raises(ReportError, match=r"a fault in Dateline \(KeyError\)\. Report it"):
        model_on_page._analyze(make_article("A shell hit a house in Odesa."))
    assert "KeyError in test_installed.py" in caplog.text
    assert "secret" not in caplog.text
