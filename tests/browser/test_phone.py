"""On a phone the panels stand below one another; each is a tap away, and nothing is wider than the window."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from lib.explorer import Explorer
from lib.filters import Filters
from lib.map_view import around_most
from lib.ui.map_panel import map_place
from lib.workspace import Workspace, sample
from tests.browser.test_views import SOME
from tests.browser.visit import PHONE

SMALLEST = 40
"""Pixels that a thing to tap is high at least."""


@pytest.fixture
def visit(enter):
    visit = enter(size=PHONE)
    expect(visit.evidence.first).to_be_attached()
    return visit


def jump(visit, name):
    """Tap a part of the page in the bar at its foot."""
    visit.page.get_by_role("navigation", name="Parts of the page").get_by_role("button", name=name).click()


def test_panels_stand_below_each_other_and_end_where_the_report_ends(visit):
    parts = [visit.part(key).bounding_box() for key in ("q", "filters", "map", "evidence")]
    for above, below in pairwise(parts):
        assert above["y"] + above["height"] <= below["y"]
    assert visit.fits()
    height = visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    assert height <= parts[-1]["y"] + parts[-1]["height"] + 100


@pytest.mark.parametrize("shown", ["claims", "time", "speakers", "speakers&who=M23"])
def test_nothing_is_wider_than_the_window(enter, shown):
    visit = enter(size=PHONE, path=f"/?show={shown}&list=casualties")
    expect(visit.evidence.first).to_be_attached()
    visit.settle()
    assert visit.fits()


def test_each_part_is_a_tap_away(visit):
    for name, part in (
        ("Report", visit.page.locator(".reader .title")),
        ("Map", visit.part("stage_tools")),
        ("List", visit.cards.first),
        ("Filters", visit.part("filters")),
    ):
        jump(visit, name)
        expect(part).to_be_in_viewport()


def test_filters_are_folded_away_and_say_how_many_are_on(visit):
    speaker = visit.part("filters").locator("label").nth(3)
    expect(speaker).to_be_hidden()
    visit.part("filters").get_by_text("Filters", exact=True).click()
    expect(speaker).to_be_visible()
    visit.part("filters").locator("label", has_text="injured").click()
    expect(visit.tab("Casualties")).to_have_text(SOME)
    expect(visit.part("filters")).to_contain_text("Filters (1 on)")
    jump(visit, "List")
    expect(visit.cards.first).to_be_in_viewport()


def test_a_row_leads_to_its_report_and_a_place_to_the_map(visit):
    jump(visit, "List")
    visit.cards.nth(1).get_by_role("button", name="In the report").click()
    expect(visit.page.locator(".reader .title")).to_be_in_viewport()
    expect(visit.evidence.first).to_be_in_viewport()
    jump(visit, "List")
    visit.cards.first.locator(".chip").first.click()
    expect(visit.part("map_frame")).to_be_in_viewport()


def test_a_place_is_shown_on_the_map_though_claims_stood_in_its_place(enter):
    visit = enter(path="/?show=claims")
    visit.cards.first.locator(".chip").first.click()
    expect(visit.page).not_to_have_url(re.compile("show="))
    expect(visit.part("map_frame")).to_be_visible()


def test_what_the_lists_are_narrowed_by_stays_in_sight(enter):
    visit = enter(size=PHONE, path="/?outcome=killed&polarity=asserted")
    chip = visit.page.get_by_role("button", name="Take off the filter outcome: killed")
    for name in ("Map", "List", "Report"):
        jump(visit, name)
        expect(chip).to_be_in_viewport(ratio=1)
        assert visit.fits()
    jump(visit, "Map")
    box, tools = chip.bounding_box(), visit.part("stage_tools").bounding_box()
    assert box["y"] + box["height"] <= tools["y"] + 1
    chip.click()
    expect(chip).to_have_count(0)


def test_a_place_chosen_on_the_map_is_told_where_it_was_chosen(visit):
    jump(visit, "Map")
    visit.page.wait_for_timeout(500)
    visit.map.click(visit.map.apart())
    expect(
        visit.page.get_by_role("button", name=re.compile("Take off the filter on map"))
    ).to_be_in_viewport()


def test_legend_and_credit_of_the_map_lie_apart(visit):
    visit.map.wait()
    notes = visit.part("map_frame").locator(".annotation")
    legend, credit = (
        notes.filter(has_text=words).bounding_box() for words in ("settlement", "Natural Earth")
    )
    frame = visit.map.frame()
    assert legend["y"] + legend["height"] <= credit["y"]
    for note in (legend, credit):
        assert note["x"] >= frame["x"] - 1
        assert note["x"] + note["width"] <= frame["x"] + frame["width"] + 1


def test_the_places_that_decide_the_first_view_are_on_a_narrow_map(visit):
    workspace = Workspace()
    workspace.add(sample())
    places = [map_place(one, None, None) for one in Explorer(workspace).places(Filters())]
    box, frame = around_most(places), visit.map.frame()
    decisive = {
        one.id
        for one in places
        if box.west <= one.longitude <= box.east and box.south <= one.latitude <= box.north
    }
    assert 1 < len(decisive) < len(places)
    for marker in (one for one in visit.map.markers() if one["id"] in decisive):
        assert frame["x"] <= marker["x"] <= frame["x"] + frame["width"]
        assert frame["y"] <= marker["y"] <= frame["y"] + frame["height"]


def test_what_is_to_be_tapped_is_large_enough(visit):
    jump(visit, "List")
    buttons = [
        *visit.cards.first.locator("button.act, button.chip").all(),
        *visit.page.locator(".reader .tools button").all(),
        *visit.part("header").get_by_role("button").all(),
        *visit.part("stage_tools").get_by_role("radio").all(),
        *visit.part("tabs").get_by_role("tab").all(),
        *visit.part("filters").locator("summary").first.all(),
    ]
    assert [button.text_content() for button in buttons if button.bounding_box()["height"] < SMALLEST] == []
