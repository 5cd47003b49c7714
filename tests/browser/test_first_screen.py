"""What a visitor sees who has done nothing yet: the sample, analysed, on the map."""

import re

import pytest
from playwright.sync_api import Route, expect

from lib import basemap
from lib.palette import PALETTES
from lib.workspace import sample
from tests import chromium
from tests.browser.visit import WIDE, Visit


def placed() -> set[str]:
    """The ids of the places that belong on the map."""
    mentions = [mention for analysis in sample() for mention in analysis.places]
    return {mention.place.id for mention in mentions if mention.place and mention.role == "literal"}


def test_counts_what_there_is(enter):
    visit = enter()
    analyses = sample()
    expect(visit.part("header")).to_contain_text(
        f"{len(analyses)} reports · {len(placed())} places"
        f" · {sum(len(a.statements) for a in analyses)} statements"
        f" · {sum(len(a.casualties) for a in analyses)} casualty mentions"
    )


def test_says_that_the_sample_is_illustrative(enter):
    visit = enter()
    expect(visit.part("header")).to_contain_text(re.compile("sample · ", re.IGNORECASE))
    expect(visit.page.get_by_text("invented quotations")).to_be_visible()


def test_every_place_is_on_the_drawn_map(enter):
    visit = enter()
    assert {marker["id"] for marker in visit.map.markers()} == placed()
    assert {"countries", "places"} <= visit.map.drawn()


def test_a_picture_of_the_map_is_there_first_and_gone_once_the_map_is_drawn(enter):
    visit = enter()
    waiting: list[Route] = []
    visit.page.route("**/PlotlyChart*.js", lambda route: waiting.append(route))
    visit.page.reload()
    picture = visit.part("map_picture").locator("img")
    expect(picture).to_be_visible()
    assert picture.evaluate("async (image) => { await image.decode(); return image.naturalWidth; }") > 0
    assert visit.page.locator(".js-plotly-plot").count() == 0
    expect(visit.cards.first).to_be_visible()
    waiting[0].continue_()
    visit.map.markers()
    expect(picture).to_have_count(0)


def test_a_browser_without_webgl_has_a_picture_that_follows_the_filters(browser, app):
    without = browser.browser_type.launch(
        executable_path=chromium.find(), args=["--no-sandbox", "--disable-3d-apis"]
    )
    visit = Visit(without.new_context(viewport={"width": WIDE[0], "height": WIDE[1]}), app.url).open()
    expect(visit.page.get_by_text("cannot draw the map")).to_be_visible()
    picture = visit.part("map_picture").locator("img")
    before = picture.get_attribute("src")
    visit.search("place:chernihiv")
    expect(visit.part("evidence")).to_contain_text(" of ")
    expect(picture).not_to_have_attribute("src", before)
    expect(visit.cards.first).to_be_visible()
    without.close()


def test_what_the_map_cannot_show_stands_below_it(enter):
    visit = enter()
    map_ = visit.map.frame()
    for button in visit.part("below_map").get_by_role("button").all():
        assert button.bounding_box()["y"] >= map_["y"] + map_["height"]


def test_map_list_and_evidence_are_above_the_fold(enter):
    visit = enter()
    visit.map.wait()
    for shown in (
        visit.page.locator(".st-key-map .js-plotly-plot canvas").first,
        visit.cards.first,
        visit.evidence.first,
        visit.part("header"),
        visit.part("q"),
    ):
        expect(shown).to_be_in_viewport(ratio=1)
    assert WIDE[1] >= visit.page.locator(".reader").bounding_box()["y"] + 150


def test_names_whose_data_it_is_and_what_borders_do_not_say(enter):
    page = enter().page
    expect(page.get_by_text("GeoNames").first).to_be_visible()
    expect(page.get_by_text("Natural Earth").first).to_be_visible()
    expect(page.get_by_text(basemap.DISCLAIMER).first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_follows_the_theme(enter, scheme):
    visit = enter(scheme=scheme)
    other = {"light": "dark", "dark": "light"}[scheme]
    paint = visit.map.paint()
    assert PALETTES[scheme].water in paint
    assert PALETTES[other].water not in paint
    expect(visit.evidence.first).to_be_visible()
    assert visit.page.locator(".reader").evaluate("node => node.hasAttribute('data-dark')") == (
        scheme == "dark"
    )


def test_nothing_is_asked_of_another_host(enter):
    visit = enter()
    visit.map.wait()
    visit.cards.nth(1).get_by_role("button", name="In the report").click()
    visit.settle()
    assert visit.outside() == []
    assert [url for url in visit.requests if url.startswith("ws://")]
    assert [url for url in visit.requests if "/static/basemap/" in url]
