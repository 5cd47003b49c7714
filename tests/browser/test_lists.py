"""The tabs of the lists and the kinds of places, from the keyboard, for a screen reader and on a narrow page."""

import pytest
from playwright.sync_api import expect

from tests.browser.visit import PHONE


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        pytest.param(["ArrowRight"], "Casualties", id="the next"),
        pytest.param(["ArrowLeft"], "Reports", id="round to the last"),
        pytest.param(["End", "ArrowRight", "ArrowRight"], "Casualties", id="round to the first and on"),
        pytest.param(["ArrowRight", "ArrowRight", "Home"], "Statements", id="the first"),
        pytest.param(["ArrowDown"], "Statements", id="a key that scrolls"),
    ],
)
def test_keys_move_through_the_tabs_and_open_the_list(enter, keys, chosen):
    visit = enter()
    visit.tab("Statements").focus()
    for key in keys:
        visit.page.keyboard.press(key)
    visit.settle()
    expect(visit.tab(chosen)).to_have_attribute("aria-selected", "true")
    expect(visit.tab(chosen)).to_be_focused()
    expect(visit.page.get_by_role("tabpanel", name=chosen)).to_be_visible()
    expect(visit.page.locator(".cards .list")).to_have_attribute("aria-label", chosen)


def test_keys_move_through_the_kinds_of_places(enter):
    visit = enter(path="/?list=places")
    kinds = visit.part("place_kinds").get_by_role("radio")
    kinds.first.focus()
    for key in ("ArrowUp", "ArrowLeft", "ArrowDown", "ArrowRight", "ArrowRight"):
        visit.page.keyboard.press(key)
    visit.settle()
    expect(visit.page.get_by_role("radio", name="To review", checked=True)).to_be_focused()
    expect(visit.page.locator(".cards .card.place")).to_have_count(
        int(kinds.nth(1).inner_text().rpartition(" ")[2])
    )


def test_one_tab_alone_is_a_stop_and_the_others_are_not(enter):
    visit = enter(path="/?list=places")
    for part, role in (("list_names", "tab"), ("place_kinds", "radio")):
        stops = visit.part(part).get_by_role(role).evaluate_all("(all) => all.map((one) => one.tabIndex)")
        assert sorted(stops) == [-1, -1, -1, 0]
    expect(visit.tab("Places")).to_have_attribute("tabindex", "0")


def test_a_redrawn_count_leaves_the_focus_and_the_open_list(enter):
    visit = enter(path="/?list=places")
    before = visit.tab("Places").inner_text()
    visit.part("filters").get_by_role("checkbox", name="injured").evaluate("(tick) => tick.click()")
    visit.tab("Places").focus()
    expect(visit.tab("Places")).not_to_have_text(before)
    expect(visit.tab("Places")).to_be_focused()
    expect(visit.tab("Places")).to_have_attribute("aria-selected", "true")


def test_on_a_phone_the_open_list_stands_in_sight_among_the_tabs(enter):
    visit = enter(PHONE, path="/?list=reports&country=UA")
    visit.part("list_names").scroll_into_view_if_needed()
    expect(visit.tab("Reports")).to_be_in_viewport(ratio=0.99)
    assert visit.fits()
