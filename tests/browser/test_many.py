"""The journeys with 5,000 reports: what is shown is right, and nothing breaks by its size."""

import csv
import re

from playwright.sync_api import expect

from tests.browser.test_corrections import choices, fix_place, news
from tests.browser.test_export import download, open_menu
from tests.browser.test_views import SOME, show
from tests.generated import MANY

SOME_OF_MANY = re.compile(r" [\d,]+ of [\d,]+")


def test_all_reports_are_there_and_a_list_has_pages(enter_many):
    visit = enter_many()
    expect(visit.part("header")).to_contain_text(f"{MANY:,} reports")
    expect(visit.tab("Reports")).to_have_text(f"Reports {MANY:,}")
    first = visit.cards.first.get_attribute("data-key")
    visit.part("list").get_by_role("button", name="Page 2", exact=True).click()
    expect(visit.cards.first).not_to_have_attribute("data-key", first)


def test_a_heading_of_a_table_says_that_it_orders_its_page(enter_many):
    visit = enter_many()
    visit.part("list_tools").get_by_text("Table", exact=True).click()
    heading = visit.part("list").locator(".table").get_by_role("button", name="Speaker", exact=True)
    expect(heading).to_have_attribute("title", "Order this page by Speaker")


def test_everything_one_speaker_says_of_a_ceasefire(enter_many):
    visit = enter_many()
    visit.search("speaker:kral ceasefire")
    expect(visit.tab("Statements")).to_have_text(SOME_OF_MANY)
    expect(visit.page.locator(".card mark").first).to_have_text("ceasefire")
    for heading in visit.page.locator(".card .heading").all_text_contents():
        assert "Kral" in heading


def test_a_filter_and_the_claims_about_a_place(enter_many):
    visit = enter_many()
    visit.part("filters").locator("label", has_text="injured").click()
    expect(visit.tab("Casualties")).to_have_text(SOME_OF_MANY)
    show(visit, "Claims")
    claims = visit.part("instead_of_map")
    expect(claims.locator(".js-plotly-plot").first).to_be_visible()
    expect(claims.get_by_role("region", name="Claims").get_by_role("row").nth(1)).to_be_visible()
    expect(claims).to_contain_text(
        re.compile(r"Injured: [\d,]+ events.*, each with its own count; not one range")
    )
    expect(claims).to_contain_text("never added up")
    claims.get_by_role("combobox", name="Event").click()
    event = visit.page.get_by_role("option").nth(1)
    chosen = event.inner_text()
    event.click()
    expect(claims.locator(".js-plotly-plot .annotation").first).to_contain_text(chosen)
    show(visit, "Time")
    expect(visit.part("instead_of_map").locator(".js-plotly-plot").first).to_be_visible()
    show(visit, "Speakers")
    expect(visit.part("instead_of_map").get_by_role("region", name="Speakers")).to_be_visible()


def test_a_place_picked_on_the_map_narrows_the_lists(enter_many):
    visit = enter_many()
    visit.map.click(visit.map.apart())
    expect(visit.tab("Statements")).to_have_text(SOME_OF_MANY)
    expect(visit.tab("Places")).to_have_text(SOME)


def test_a_place_is_fixed_everywhere_with_the_number_of_mentions_first_and_the_fix_undone(enter_many):
    visit = enter_many()
    shown = fix_place(visit)
    everywhere = shown.get_by_text(re.compile(r"Everywhere: [\d,]+ mentions in [\d,]+ reports"))
    expect(everywhere).to_be_visible()
    number = re.search(r"[\d,]+ mentions", everywhere.inner_text())[0]
    everywhere.click()
    choices(shown).last.click()
    expect(shown).to_have_count(0)
    expect(news(visit)).to_contain_text(number)
    news(visit).get_by_role("button", name="Undo").click()
    expect(news(visit)).to_have_count(0)


def test_what_a_filter_leaves_is_exported_with_its_evidence(enter_many, tmp_path):
    visit = enter_many(path="/?q=speaker:kral ceasefire")
    expect(visit.tab("Statements")).to_have_text(SOME_OF_MANY)
    number = int(re.search(r"[\d,]+", visit.tab("Statements").inner_text())[0].replace(",", ""))
    open_menu(visit)
    path = download(visit, "CSV", tmp_path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["record"] == "statement"]
    assert len(rows) == number
    assert all("Kral" in row["speaker"] and row["sentence"] and row["selection"] for row in rows)


def test_a_link_opens_the_same_view_again(enter_many):
    visit = enter_many(path="/?q=speaker:kral&outcome=killed&list=reports")
    expect(visit.tab("Reports")).to_have_text(SOME_OF_MANY)
    visit.cards.nth(1).locator(".heading").click()
    expect(visit.cards.nth(1)).to_have_class(re.compile("selected"))
    visit.settle()
    opened = visit.cards.nth(1).get_attribute("data-key")
    again = enter_many(path=visit.page.url.removeprefix(visit.url))
    expect(again.tab("Reports")).to_have_text(visit.tab("Reports").inner_text())
    expect(again.page.locator(".card.selected")).to_have_attribute("data-key", opened)


def test_a_pasted_report_joins_the_others_and_is_found_and_removed(enter_many):
    visit = enter_many()
    words = "Six anglers were hurt when a wall fell on a jetty in Ushuaia on 3 March 2021, the harbour office said."
    visit.add_report(words, title="A wall falls")
    expect(visit.part("header")).to_contain_text(f"{MANY + 1:,} reports")
    visit.search("anglers")
    visit.tab("Reports").click()
    expect(visit.cards).to_have_count(1)
    visit.cards.first.get_by_role("button", name="Remove").click()
    visit.page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(visit.part("header")).to_contain_text(f"{MANY:,} reports")
