"""The journeys with 5,000 reports: what is shown is right, and nothing breaks by its size."""

import re

from playwright.sync_api import expect

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
    expect(visit.part("instead_of_map").locator(".js-plotly-plot").first).to_be_visible()
    expect(visit.part("instead_of_map").get_by_test_id("stDataFrame")).to_be_visible()
    show(visit, "Time")
    expect(visit.part("instead_of_map").locator(".js-plotly-plot").first).to_be_visible()
    show(visit, "Speakers")
    expect(visit.part("instead_of_map").get_by_test_id("stDataFrame")).to_be_visible()


def test_a_place_picked_on_the_map_narrows_the_lists(enter_many):
    visit = enter_many()
    visit.map.click(visit.map.apart())
    expect(visit.tab("Statements")).to_have_text(SOME_OF_MANY)
    expect(visit.tab("Places")).to_have_text(SOME)
