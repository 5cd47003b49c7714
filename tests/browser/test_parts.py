"""The components in a browser, on a page of their own."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.visit import PHONE


@pytest.fixture
def page(enter_parts):
    return enter_parts().page


def words(marks: Locator) -> str:
    return "".join(marks.all_text_contents())


def test_the_chosen_evidence_is_outlined_in_full(page):
    current = page.locator(".reader .current")
    expect(current.first).to_be_visible()
    assert words(current) == "“In Lviv 😀 two people died at noon,”"


def test_marks_within_marks_keep_their_own_edges(page):
    expect(page.locator(".reader .casualty.run")).to_have_count(1)
    assert words(page.locator(".reader .casualty.run")) == "two people died"
    assert words(page.locator(".reader .statement.casualty.run")) == "two people died"
    assert page.locator(".reader .place.run").all_text_contents() == ["Lviv", "Rivne"]


def test_text_of_a_report_is_never_markup(page):
    expect(page.locator(".reader")).to_contain_text(
        "<script>window.harmed = true</script> **bold** $\\int x$"
    )
    expect(page.get_by_role("button", name="<b>The ministry</b>", exact=True)).to_be_visible()
    assert page.locator(".reader img, .reader script, .reader strong, .cards b").count() == 0
    assert page.evaluate("window.harmed") is None


def test_a_card_opens_its_evidence_in_view(page):
    page.get_by_role("button", name="The ministry").click()
    expect(page.locator(".card.selected")).to_contain_text("The ministry")
    expect(page.locator(".reader .current").first).to_have_text("Nobody was hurt in ")
    expect(page.locator(".reader .current").first).to_be_in_viewport()
    assert words(page.locator(".reader .current")) == "Nobody was hurt in Rivne"


def test_arrow_keys_move_through_the_cards_and_enter_opens(page):
    page.get_by_role("button", name="The mayor").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".card.selected .heading")).to_have_text("<b>The ministry</b>")
    expect(page.get_by_role("button", name="The ministry")).to_be_focused()


@pytest.mark.parametrize(
    ("button", "event"),
    [
        pytest.param("Lviv", "card: ('r:0', 'place', 'geonames:702550')", id="a place"),
        pytest.param("Fix place", "card: ('r:0', 'fix', '')", id="an action"),
        pytest.param("Take off the filter outcome: killed", "chip: a", id="a chip"),
        pytest.param("Clear all", "chip: clear-all", id="all chips"),
    ],
)
def test_buttons_tell_the_page(page, button, event):
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text(event, exact=True)).to_be_visible()


def test_a_citation_is_copied_without_asking_the_server(page):
    page.get_by_role("button", name="Cite").click()
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "“In Lviv”, the mayor, in “A report”"
    expect(page.get_by_text("card: None")).to_be_visible()


def test_next_and_previous_go_through_the_evidence(page):
    expect(page.locator(".reader .position")).to_have_text("1 of 5")
    page.get_by_role("button", name="Next evidence").click()
    assert words(page.locator(".reader .current")) == "Lviv"
    page.get_by_role("button", name="Previous evidence").click()
    page.get_by_role("button", name="Previous evidence").click()
    assert words(page.locator(".reader .current")) == "Rivne"
    expect(page.locator(".reader .current")).to_be_in_viewport()


def test_a_layer_taken_off_is_passed_over_and_stays_off(page):
    layer = page.get_by_role("button", name="Places 2")
    layer.click()
    expect(layer).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".reader .position")).to_have_text("1 of 3")
    page.get_by_role("button", name="Next evidence").click()
    assert words(page.locator(".reader .current")) == "two people died"
    page.get_by_role("button", name="The ministry").click()
    expect(page.locator(".reader .position")).to_have_text("3 of 3")
    expect(layer).to_have_attribute("aria-pressed", "false")


def test_the_innermost_mark_under_the_pointer_is_chosen(page):
    page.locator(".reader .casualty.run").click()
    expect(page.get_by_text("mark: r:2", exact=True)).to_be_visible()


def test_a_mark_pointed_at_says_how_it_was_read(page):
    page.locator(".reader .casualty.run").hover()
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text("two people died")
    expect(tip).to_contain_text("Detail 2")
    page.keyboard.press("Escape")
    page.locator(".reader .text").focus()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_evidence_can_be_gone_through_and_chosen_by_keyboard(page):
    page.locator(".reader .text").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tooltip")).to_contain_text("Lviv")
    page.keyboard.press("Enter")
    expect(page.get_by_text("mark: r:1", exact=True)).to_be_visible()


def test_page_furniture_is_dimmed(page):
    expect(page.locator(".reader .credit.run, .reader .furniture.run")).to_have_text("(Photo: agency)")


def test_fits_a_phone(enter_parts):
    visit = enter_parts(size=PHONE)
    expect(visit.page.locator(".reader .current").first).to_be_attached()
    assert visit.fits()


@pytest.mark.parametrize("width", [360, 420, 460, 500, 540, 620, 900])
def test_a_click_on_a_mark_moves_nothing_and_its_tip_leaves_it_uncovered(enter_parts, width):
    page = enter_parts(size=(width, 768)).page
    page.locator(".reader").wait_for()
    page.get_by_role("button", name="Report 0").first.click()
    expect(page.locator(".reader .position")).to_have_text("5 marked")
    page.locator(".reader").scroll_into_view_if_needed()
    boxes = (
        "nodes => nodes.map((node) => { const box = node.getBoundingClientRect(); return [box.x, box.y]; })"
    )
    marked = page.locator(".reader .run[data-marks], .reader .tools *")
    before = marked.evaluate_all(boxes)
    clicked = page.locator(".reader .casualty.run")
    clicked.click()
    expect(page.get_by_text("mark: r:2", exact=True)).to_be_visible()
    assert marked.evaluate_all(boxes) == before
    tip = page.get_by_role("tooltip")
    expect(tip.locator("> div").first).to_contain_text("“two people died”")
    box, over = clicked.bounding_box(), tip.bounding_box()
    assert over["y"] >= box["y"] + box["height"] or over["y"] + over["height"] <= box["y"]


def test_the_tip_of_a_clicked_mark_stays_while_the_pointer_crosses_others_to_it(page):
    page.locator(".reader .casualty.run").click()
    page.locator(".reader .statement.run", has_text="at noon").hover()
    tip = page.get_by_role("tooltip")
    tip.get_by_role("button", name="Correct").first.hover()
    page.wait_for_timeout(800)
    expect(tip.locator("> div").first).to_contain_text("“two people died”")
