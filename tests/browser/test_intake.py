"""Files of the visitor's own: many at once, stopped half-way, tables with odd columns, details put right."""

import re

import pytest
from playwright.sync_api import expect

from tests import files


@pytest.fixture
def visit(enter):
    return enter()


def upload(visit, *given):
    """The dialog, after these files (name, content) were chosen."""
    visit.page.get_by_role("button", name="Add reports").first.click()
    dialog = visit.page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Upload files").click()
    dialog.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in given]
    )
    return dialog


def choose(visit, dialog, label, column):
    dialog.get_by_label(label, exact=True).click()
    visit.page.get_by_role("option", name=column, exact=True).click()
    expect(dialog.get_by_label(label, exact=True)).to_have_value(column)


def test_files_of_every_kind_are_added_and_the_damaged_named(visit):
    damaged = [(name, content) for name, (content, _) in files.damaged().items() if len(content) < 100_000]
    dialog = upload(
        visit, *((name.format(n), make(n)) for n, (name, make) in enumerate(files.WHOLE)), *damaged
    )
    dialog.get_by_role("button", name="Add the files").click()
    expect(dialog.get_by_text(f"{len(files.WHOLE)} reports added.")).to_be_visible()
    expect(dialog.get_by_text(f"{len(damaged)} things could not be read:")).to_be_visible()
    expect(dialog.get_by_role("button", name="Stop")).to_be_hidden()
    dialog.get_by_role("button", name="Show the reports").click()
    expect(visit.part("header")).to_contain_text(f"{len(files.WHOLE)} reports")


def test_what_was_read_before_a_stop_stays(visit):
    rows = b"".join(files.json_lines(number) for number in range(400))
    dialog = upload(visit, ("many.jsonl", rows))
    dialog.get_by_role("button", name="Add the files").click()
    expect(dialog.get_by_text(re.compile(r"^[1-9]\d* reports added"))).to_be_visible()
    dialog.get_by_role("button", name="Stop").click()
    expect(dialog.get_by_text("Stopped. What was added before stays")).to_be_visible()
    added = int(dialog.get_by_text(re.compile(r"\d+ reports added\.")).inner_text().split()[0])
    assert 0 < added < 400
    dialog.get_by_role("button", name="Show the reports").click()
    expect(visit.part("header")).to_contain_text(f"{added} reports")


def test_the_columns_of_a_table_are_chosen_over_its_first_rows(visit):
    dialog = upload(
        visit, ("odd.csv", b"what,who\nShells hit Kharkiv and two people were hurt.,Harbour Wire\n")
    )
    expect(dialog.get_by_text("No column of the usual names holds the texts")).to_be_visible()
    choose(visit, dialog, "Text", "what")
    choose(visit, dialog, "Outlet", "who")
    expect(dialog.get_by_text("No column of the usual names holds the texts")).to_be_hidden()
    dialog.get_by_role("button", name="Add the files").click()
    expect(dialog).to_be_hidden()
    expect(visit.page.locator(".reader .meta")).to_contain_text("Harbour Wire")


def test_details_are_put_right_in_the_report_list(visit):
    dialog = upload(
        visit, ("note.txt", b"Shells hit Kharkiv today and two people were hurt, the mayor said.")
    )
    dialog.get_by_role("button", name="Add the files").click()
    expect(dialog).to_be_hidden()
    visit.page.get_by_role("button", name="Add the date").click()
    dialog = visit.page.get_by_role("dialog")
    dialog.get_by_label("Outlet").fill("Harbour Wire")
    dialog.get_by_label("Title (guessed)").fill("Shells hit Kharkiv")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    expect(visit.page.locator(".reader .title")).to_have_text("Shells hit Kharkiv")
    expect(visit.page.locator(".reader .meta")).to_contain_text("Harbour Wire")


def test_an_address_of_the_hosts_own_network_is_refused(visit):
    visit.page.get_by_role("button", name="Add reports").first.click()
    dialog = visit.page.get_by_role("dialog")
    dialog.get_by_role("tab", name="From the web").click()
    dialog.get_by_label("Web addresses, one a line").fill("http://127.0.0.1/secret")
    dialog.get_by_label("Web addresses, one a line").blur()
    expect(dialog.get_by_text("The button asks 127.0.0.1 for the page")).to_be_visible()
    dialog.get_by_role("button", name="Fetch and add").click()
    expect(dialog.get_by_text("1 thing could not be read")).to_be_visible()
