"""Reports of the visitor's own: pasted, uploaded, refused, removed."""

import re

import pytest
from playwright.sync_api import expect

SAMPLE = re.compile("sample · ", re.IGNORECASE)
REPORT = """Rocket hits bus depot in Kharkiv

KHARKIV - A rocket hit a bus depot in the east of Kharkiv on Monday, killing four people and wounding at least eleven, the regional prosecutor said.

“We carried the wounded out before the roof came down,” a dispatcher told reporters in Poltava.

The ministry in Warsaw denied that any of its citizens were among the dead.
"""
UNDATED = """Shells fall on Kherson

KHERSON - Four people were killed in Kherson today when shells hit a market, the regional prosecutor said.

Photo: a street in Odesa / Harbour Wire
Read more: Ten killed in Lviv
"""
HOSTILE = (
    "<script>window.harmed = true</script> <img src=x onerror='window.harmed = true'> **loud** $\\int_0^1 x$ "
    "[here](https://example.org) :red[red] # Heading. “Two people were killed in Odesa,” an officer said."
)


@pytest.fixture
def visit(enter):
    return enter()


def wait_for_one_report(visit):
    expect(visit.part("header")).to_contain_text("1 report ")
    visit.settle()


def test_a_pasted_report_takes_the_place_of_the_sample(visit):
    visit.add_report(REPORT, title="Rocket hits bus depot")
    wait_for_one_report(visit)
    expect(visit.page.get_by_role("dialog")).to_be_hidden()
    expect(visit.page.locator(".reader .title")).to_have_text("Rocket hits bus depot")
    expect(visit.page.locator(".reader .place.run").first).to_have_text("Kharkiv")
    assert len(visit.map.markers()) >= 2
    visit.tab("Casualties").click()
    expect(visit.cards.filter(has_text="four people").first).to_be_visible()
    visit.tab("Statements").click()
    expect(visit.cards.filter(has_text="We carried the wounded out").first).to_be_visible()


def test_a_report_that_says_today_asks_for_its_date_and_its_credits_are_not_read(visit):
    visit.add_report(UNDATED)
    wait_for_one_report(visit)
    expect(visit.page.locator(".reader .place.run").first).to_have_text("Kherson")
    assert set(visit.page.locator(".reader .place.run").all_text_contents()) <= {"Kherson", "KHERSON"}
    visit.tab("Casualties").click()
    expect(visit.cards).to_have_count(1)
    expect(visit.cards.first).to_contain_text("happened today")
    visit.page.get_by_role("button", name="Add the date").click()
    dialog = visit.page.get_by_role("dialog")
    dialog.get_by_role("spinbutton", name="year, Published on").focus()
    visit.page.keyboard.type("20221124")
    visit.page.keyboard.press("Escape")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    expect(visit.cards.first).to_contain_text("happened 2022-11-24")


def test_text_of_a_report_is_never_markup_or_code(visit):
    visit.add_report(HOSTILE, title=HOSTILE[:90])
    wait_for_one_report(visit)
    expect(visit.page.locator(".reader .text")).to_contain_text(HOSTILE)
    for name in ("Statements", "Casualties", "Places", "Reports"):
        visit.tab(name).click()
        expect(visit.tab(name)).to_have_attribute("aria-selected", "true")
        expect(visit.cards.first).to_be_visible()
        visit.settle()
    visit.cards.first.get_by_role("button", name="Remove").click()
    dialog = visit.page.get_by_role("dialog")
    expect(dialog).to_contain_text("<script>window.harmed = true</script>")
    assert visit.page.evaluate("window.harmed") is None
    assert visit.page.locator("img[src=x], .katex, a[href*='example.org']").count() == 0
    assert dialog.locator("strong").count() == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("   ", "text", id="nothing but blanks"),
        pytest.param("A shell fell. " * 90_000, "longer than 1,000,000 bytes", id="over 1 MB"),
    ],
)
def test_a_report_that_cannot_be_read_is_refused_in_words_and_kept_in_the_box(visit, text, reason):
    visit.add_report(text)
    dialog = visit.page.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text(reason)
    expect(dialog.get_by_label("Text of the report")).to_have_value(text)
    expect(visit.part("header")).to_contain_text(SAMPLE)


def test_a_report_without_a_place_says_so(visit):
    visit.add_report(
        "The committee met for an hour. “We have nothing to add,” its chairwoman said afterwards."
    )
    expect(visit.part("messages").get_by_text("names no place that could be put on the map")).to_be_visible()
    expect(visit.cards.filter(has_text="nothing to add")).to_be_visible()


def test_uploaded_files_are_read_and_the_unreadable_named(visit):
    visit.page.get_by_role("button", name="Add reports").first.click()
    dialog = visit.page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Upload files").click()
    dialog.locator("input[type=file]").set_input_files(
        [
            {"name": "depot.txt", "mimeType": "text/plain", "buffer": REPORT.encode()},
            {"name": "noise.txt", "mimeType": "text/plain", "buffer": bytes(range(256)) * 20},
        ]
    )
    dialog.get_by_role("button", name="Add the files").click()
    expect(dialog.get_by_text("1 report added.")).to_be_visible()
    expect(dialog.get_by_text("1 thing could not be read")).to_be_visible()
    dialog.get_by_role("button", name="Show the reports").click()
    wait_for_one_report(visit)
    expect(visit.page.locator(".reader .place.run").first).to_have_text("Kharkiv")


def test_visitors_do_not_see_each_others_reports(enter):
    mine, theirs = enter(), enter()
    mine.add_report(REPORT, title="Rocket hits bus depot")
    wait_for_one_report(mine)
    theirs.search("depot prosecutor")
    expect(theirs.page.get_by_text("No statement is left by the search and the filters.")).to_be_visible()
    expect(theirs.part("header")).to_contain_text(SAMPLE)


def test_when_the_last_report_is_removed_the_sample_is_offered(visit):
    visit.add_report(REPORT, title="Rocket hits bus depot")
    wait_for_one_report(visit)
    visit.tab("Reports").click()
    visit.cards.first.get_by_role("button", name="Remove").click()
    visit.page.get_by_role("dialog").get_by_role("button", name="Remove").last.click()
    visit.page.get_by_role("button", name="Show the sample").click()
    expect(visit.part("header")).to_contain_text(SAMPLE)
    expect(visit.cards.first).to_be_visible()
