"""python -m lib --workspace FILE.db --search QUERY: what it finds, how it says so, and what it refuses."""

from dataclasses import replace

import pytest

from lib.__main__ import main
from lib.storage.database import Database
from lib.storage.store import DatabaseStore
from lib.workspace import Workspace
from tests import build


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "kept.db"
    workspace = Workspace(DatabaseStore(Database.file(path)))
    titled = build.analysis(id="two", title="Shells \x1b[31m\n again", source="Another")
    said = replace(titled.statements[0], speaker=None)
    workspace.add([build.analysis(), replace(titled, statements=(said,))])
    return path


SAID = "“At least 12 people were killed in Harbour,” the mayor said."
HEARD = "Nothing was heard from Nowhere."
ONE = "“A title”, An outlet, 14 March 2026"
TWO = "“Shells [31m again”, Another, 14 March 2026"


@pytest.mark.parametrize(
    ("query", "lines", "counted"),
    [
        pytest.param(
            "speaker:mayor source:outlet",
            [ONE, f"  the mayor: {SAID}", f"  killed At least 12, the mayor: {SAID}"],
            "1 statement, 1 casualty mention, 1 place mention in 1 report",
            id="a speaker, each sentence once",
        ),
        pytest.param(
            "killed source:another",
            [TWO, f"  unattributed: {SAID}", f"  killed At least 12, the mayor: {SAID}"],
            "1 statement, 1 casualty mention, 1 place mention in 1 report",
            id="a word; a title is no code for the screen",
        ),
        pytest.param(
            "heard",
            [ONE, f"  Nowhere: {HEARD}", TWO, f"  Nowhere: {HEARD}"],
            "0 statements, 0 casualty mentions, 2 place mentions in 2 reports",
            id="places where nothing else is found",
        ),
        pytest.param(
            "quixotry",
            [],
            "0 statements, 0 casualty mentions, 0 place mentions in 0 reports",
            id="nothing",
        ),
    ],
)
def test_what_is_found_is_listed_by_report(path, query, lines, counted, capsys):
    assert main(["--workspace", str(path), "--search", query]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == lines
    assert said.err.splitlines() == [counted]


def test_a_search_that_cannot_be_understood_says_why(path, capsys):
    assert main(["--workspace", str(path), "--search", '"killed']) == 2
    assert "A quotation mark is missing" in capsys.readouterr().err


def test_a_workspace_that_is_not_there_is_not_made(tmp_path, capsys):
    assert main(["--workspace", str(tmp_path / "none.db"), "--search", "killed"]) == 2
    assert "There is no workspace none.db to search in" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_search_needs_a_workspace(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["report.txt", "--search", "killed"])
    assert "--search" in capsys.readouterr().err
