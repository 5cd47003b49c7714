"""From question to evidence: map, lists, search, filters and links."""

import re
from math import hypot

import pytest
from playwright.sync_api import expect

from lib.workspace import sample
from tests.browser.visit import LOOK, PHONE, WIDE

SOME_OF_ALL = re.compile(r"Statements \d+ of \d+")


def statements_about(place_id: str) -> int:
    """How many statements of the sample speak of a place."""
    return sum(
        any(
            analysis.places[i].role == "literal" and analysis.places[i].place.id == place_id
            for i in statement.places
            if analysis.places[i].place
        )
        for analysis in sample()
        for statement in analysis.statements
    )


def test_a_click_on_the_map_filters_the_lists_and_leaves_the_view(enter):
    visit = enter()
    place, look = visit.map.apart(), visit.map.look()
    visit.map.zoom_in()
    assert visit.map.look() != look
    look = visit.map.look()
    visit.map.click(place)
    whole = sum(len(analysis.statements) for analysis in sample())
    expect(visit.tab("Statements")).to_have_text(f"Statements {statements_about(place):,} of {whole:,}")
    visit.settle()
    assert visit.map.look() == look
    visit.page.get_by_role("button", name=re.compile("Take off the filter on map")).click()
    expect(visit.tab("Statements")).to_have_text(f"Statements {whole}")
    visit.settle()
    assert visit.map.look() == look


def outside(visit):
    """What the map says of the places that it does not show."""
    return visit.part("map_keeper").locator(".keep_view")


def unseen(visit):
    """The ids of the places whose markers lie outside the map as it stands."""
    frame = visit.map.frame()
    return {
        marker["id"]
        for marker in visit.map.markers()
        if not 0 <= marker["x"] - frame["x"] <= frame["width"]
        or not 0 <= marker["y"] - frame["y"] <= frame["height"]
    }


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(PHONE, id="phone")])
def test_places_outside_the_view_are_counted_and_one_click_away(enter, size):
    visit = enter(size)
    away = unseen(visit)
    whole = len(visit.map.markers())
    expect(outside(visit)).to_contain_text(f"{len(away)} of {whole} places outside this view")
    outside(visit).get_by_role("button", name="Show all places").click()
    if size == WIDE:
        expect(outside(visit)).to_be_hidden()
        assert unseen(visit) == set()
    else:
        assert len(unseen(visit)) < len(away)
    look = visit.map.look()
    visit.tab("Casualties").click()
    expect(visit.tab("Casualties")).to_have_attribute("aria-selected", "true")
    visit.settle()
    assert visit.map.look() == look


def test_the_first_view_keeps_markers_off_the_edges(enter):
    visit = enter(path="/?report=chernihiv-3")
    frame = visit.map.frame()
    assert unseen(visit) == set()
    for marker in visit.map.markers():
        assert 40 <= marker["x"] - frame["x"] <= frame["width"] - 40
        assert 30 <= marker["y"] - frame["y"] <= frame["height"] - 60


def test_a_search_and_days_that_leave_the_places_leave_the_view(enter):
    visit = enter()
    visit.map.zoom_in()
    look = visit.map.look()
    visit.search("NOT xylophone")
    chip = visit.page.get_by_role("button", name="Take off the filter search")
    expect(chip).to_be_visible()
    visit.settle()
    assert visit.map.look() == look
    since = visit.part("filters").get_by_label("from")
    since.fill(min(analysis.article.published for analysis in sample()))
    since.blur()
    expect(visit.page.get_by_role("button", name="Take off the filter published")).to_be_visible()
    visit.settle()
    assert visit.map.look() == look
    chip.click()
    expect(chip).to_have_count(0)
    visit.settle()
    assert visit.map.look() == look


def test_a_place_is_centred_again_after_the_map_was_moved_away(enter):
    visit = enter()
    before = visit.map.look()
    place = visit.page.locator(".cards .chip").first
    place.click()
    visit.page.wait_for_function(f"(zoom) => ({LOOK})()[2] > zoom", arg=before[2])
    centred = visit.map.look()
    visit.map.move(0, 0, 3)
    place.click()
    visit.map.comes_to(centred)


def test_a_row_centres_the_map_on_its_place_and_marks_its_words(enter):
    visit = enter()
    before = visit.map.look()
    analysis, index, statement = next(
        (analysis, index, statement)
        for analysis in sample()
        for index, statement in enumerate(analysis.statements)
        if len(statement.places) == 1 and index > 0 and analysis.places[statement.places[0]].place
    )
    mention = analysis.places[statement.places[0]]
    card = visit.page.locator(f'.card[data-key="{analysis.article.id}:s{index}"]')
    card.locator(".heading").click()
    expect(card).to_have_class(re.compile("selected"))
    expect(visit.page.locator(".reader .title")).to_have_text(analysis.article.title)
    expect(visit.evidence.first).to_be_in_viewport()
    visit.page.wait_for_function(
        "words => [...document.querySelectorAll('.st-key-reader *')]"
        ".some(node => [...(node.shadowRoot?.querySelectorAll('.current') ?? [])]"
        ".map(run => run.textContent).join('') === words)",
        arg=statement.text.replace("\n", ""),
    )
    visit.settle()
    visit.page.wait_for_function(
        "([longitude, latitude]) => {"
        " const map = document.querySelector('.st-key-map .js-plotly-plot')?._fullLayout?.map?._subplot?.map;"
        " const centre = map?.getCenter();"
        " return centre && Math.abs(centre.lng - longitude) < 0.01 && Math.abs(centre.lat - latitude) < 0.01; }",
        arg=[mention.place.longitude, mention.place.latitude],
    )
    assert visit.map.look() != before


def test_a_place_of_a_row_is_shown_on_the_map(enter):
    visit = enter()
    place = visit.page.locator(".cards .chip").first
    place.click()
    visit.map.wait()
    expect(outside(visit)).to_be_visible()


def test_a_list_goes_on_on_its_next_page_and_starts_over_with_a_search(enter):
    visit = enter()
    first = visit.cards.first.get_attribute("data-key")
    pages = visit.part("list")
    pages.get_by_role("button", name="Page 2", exact=True).click()
    expect(visit.cards.first).not_to_have_attribute("data-key", first)
    visit.search("the")
    expect(visit.tab("Statements")).to_have_text(SOME_OF_ALL)
    visit.search("")
    expect(pages.get_by_role("button", name="Page 1", exact=True)).to_have_attribute("aria-current", "page")
    expect(visit.cards.first).to_have_attribute("data-key", first)


def test_a_search_narrows_the_lists_and_says_by_how_much(enter):
    visit = enter()
    visit.search("outcome:killed")
    whole = sum(len(analysis.casualties) for analysis in sample())
    killed = sum(c.outcome == "killed" for analysis in sample() for c in analysis.casualties)
    expect(visit.tab("Casualties")).to_have_text(f"Casualties {killed} of {whole}")
    visit.search("")
    expect(visit.tab("Casualties")).to_have_text(f"Casualties {whole}")


@pytest.mark.parametrize(
    ("query", "explained"),
    [
        pytest.param("(hospital", "A parenthesis ( is not closed", id="parenthesis"),
        pytest.param('"apartment block', "A quotation mark is missing", id="quotation mark"),
        pytest.param("speaker:", "Nothing follows speaker:", id="field without a word"),
    ],
)
def test_a_search_that_cannot_be_understood_is_explained_and_the_last_one_stays(enter, query, explained):
    visit = enter()
    visit.search("hospital")
    expect(visit.tab("Statements")).to_have_text(SOME_OF_ALL)
    good = visit.tab("Statements").inner_text()
    visit.search(query)
    expect(visit.page.get_by_text(explained)).to_be_visible()
    expect(visit.tab("Statements")).to_have_text(good)


def test_a_search_for_nothing_there_offers_the_next_step(enter):
    visit = enter()
    visit.search("xylophone")
    expect(visit.page.get_by_text("No statement is left by the search and the filters.")).to_be_visible()
    visit.page.get_by_role("button", name="Clear search and filters").click()
    expect(visit.cards.first).to_be_visible()
    expect(visit.part("q").locator("input")).to_have_value("")


def test_a_filter_is_counted_beforehand_and_taken_off_by_its_chip(enter):
    visit = enter()
    injured = sum(c.outcome == "injured" for analysis in sample() for c in analysis.casualties)
    choice = visit.part("filters").locator("label", has_text="injured")
    expect(choice).to_contain_text(str(injured))
    choice.click()
    expect(visit.tab("Casualties")).to_have_text(re.compile(f"Casualties {injured} of "))
    visit.page.get_by_role("button", name="Take off the filter outcome: injured").click()
    expect(visit.tab("Casualties")).not_to_contain_text(" of ")


def test_other_lists_leave_the_map_alone(enter):
    visit = enter()
    look = visit.map.look()
    visit.map.move(30, 45, 4)
    assert visit.map.look() != look
    moved = visit.map.look()
    for name in ("Casualties", "Places", "Reports"):
        visit.tab(name).click()
        expect(visit.tab(name)).to_have_attribute("aria-selected", "true")
        expect(visit.cards.first).to_be_visible()
        visit.settle()
    assert visit.map.look() == moved


def test_a_link_opens_the_same_view_again(enter):
    visit = enter()
    visit.part("filters").locator("label", has_text="injured").click()
    expect(visit.tab("Casualties")).to_contain_text(" of ")
    visit.tab("Casualties").click()
    visit.cards.nth(1).locator(".heading").click()
    expect(visit.cards.nth(1)).to_have_class(re.compile("selected"))
    visit.settle()
    opened = visit.cards.nth(1).get_attribute("data-key")
    expect(visit.page).to_have_url(re.compile("outcome=injured"))
    link = visit.page.url.removeprefix(visit.url)
    again = enter(path=link)
    expect(again.tab("Casualties")).to_have_attribute("aria-selected", "true")
    expect(again.page.locator(".card.selected")).to_have_attribute("data-key", opened)


def test_a_link_with_unknown_values_says_what_was_ignored(enter):
    visit = enter(path="/?outcome=enchanted&list=spells&open=nothing")
    notices = visit.part("messages")
    expect(notices).to_contain_text("The link opens a report that is not here")
    notices.get_by_role("button", name="2 earlier notices").click()
    expect(notices).to_contain_text("enchanted")
    expect(notices).to_contain_text("spells")
    expect(visit.cards.first).to_be_visible()


def closest(visit):
    """The ids of the two places whose markers lie closest together."""
    markers = visit.map.markers()
    one, other = min(
        ((a, b) for a in markers for b in markers if a["id"] < b["id"]),
        key=lambda pair: hypot(pair[0]["x"] - pair[1]["x"], pair[0]["y"] - pair[1]["y"]),
    )
    return one["id"], other["id"]


def test_each_of_several_places_at_one_point_can_be_chosen(enter):
    visit = enter()
    one, whole = closest(visit)[0], visit.map.look()
    visit.map.click(one)
    here = visit.page.get_by_role("group", name=re.compile(r"^\d+ places here$"))
    expect(here).to_be_visible()
    names = here.locator("button.here").all_inner_texts()
    assert len(names) > 1
    chip = visit.page.get_by_role("button", name=re.compile("Take off the filter on map"))
    for number, name in enumerate(names):
        if number:
            visit.map.click(one)
        here.locator("button.here").nth(number).click()
        expect(here).to_have_count(0)
        expect(chip).to_contain_text(name.split(" · ")[0].split(",")[0])
        visit.settle()
    assert visit.map.look() == whole


def test_a_look_nearer_keeps_where_it_went_through_a_search(enter):
    visit = enter()
    visit.map.click(closest(visit)[0])
    here = visit.page.get_by_role("group", name=re.compile(r"^\d+ places here$"))
    before = visit.map.look()
    here.get_by_role("button", name="Look nearer").click()
    visit.page.wait_for_function(f"(zoom) => ({LOOK})()[2] > zoom + 1.9", arg=before[2])
    visit.settle()
    after = visit.map.look()
    visit.tab("Casualties").click()
    visit.settle()
    assert visit.map.look() == after


def test_the_list_of_places_at_one_point_closes_without_a_choice(enter):
    visit = enter()
    visit.map.click(closest(visit)[0])
    here = visit.page.get_by_role("group", name=re.compile(r"^\d+ places here$"))
    expect(here).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(here).to_have_count(0)
