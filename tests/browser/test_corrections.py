"""Readings corrected: from map, list and reader, with undo; the view of the map stays."""

import re

import pytest
from playwright.sync_api import expect

from lib.workspace import sample
from tests.browser.test_accessibility import faults
from tests.browser.visit import PHONE, WIDE


def fix_place(visit, number=0):
    """Open the dialog about a place of the list of places; returns the dialog."""
    visit.tab("Places").click()
    visit.settle()
    visit.cards.nth(number).get_by_role("button", name="Fix place").click()
    return dialog(visit)


def dialog(visit):
    """The open dialog, drawn."""
    shown = visit.page.get_by_role("dialog")
    expect(shown).to_be_visible()
    visit.settle()
    return shown


def choices(shown):
    """The buttons of the places that may be chosen."""
    return shown.locator("[class*=st-key-suggestion_] button")


def news(visit):
    """What the page tells of the last correction."""
    return visit.part("message_corrected")


def search(shown, name):
    """Search the gazetteer in a dialog and choose the first place found."""
    shown.get_by_label("Search the gazetteer").fill(name)
    found = shown.locator("[class*=st-key-suggestion_][class*=_found_] button").first
    expect(found).to_contain_text(name)
    found.click()


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(PHONE, id="phone")])
def test_a_place_is_fixed_in_two_clicks_and_the_fix_undone(enter, size):
    visit = enter(size)
    shown = fix_place(visit)
    expect(shown).to_contain_text(re.compile(r"Everywhere: \d+ mentions in \d+ reports"))
    name = choices(shown).last.inner_text().split(",")[0]
    choices(shown).last.click()
    expect(shown).to_have_count(0)
    expect(news(visit)).to_contain_text(re.compile(f"is {re.escape(name)}, .* mentions in "))
    corrected = visit.page.locator(".cards .badge", has_text="corrected")
    expect(corrected.first).to_be_attached()
    news(visit).get_by_role("button", name="Undo").click()
    expect(corrected).to_have_count(0)
    expect(news(visit)).to_have_count(0)


def test_the_map_does_not_move_when_a_place_is_corrected_and_shows_the_place_when_asked(enter):
    visit = enter()
    visit.map.zoom_in()
    look = visit.map.look()
    before = {marker["id"] for marker in visit.map.markers()}
    search(fix_place(visit), "Reykjavík")
    expect(news(visit)).to_contain_text("Reykjav")
    visit.page.wait_for_function(
        "() => document.querySelector('.st-key-map .js-plotly-plot')?.data"
        "?.some((trace) => trace.customdata.includes('geonames:3413829'))"
    )
    visit.settle()
    visit.map.comes_to(look)
    assert {marker["id"] for marker in visit.map.markers()} - before == {"geonames:3413829"}
    news(visit).get_by_role("button", name="Show on the map").click()
    visit.page.wait_for_function(
        "() => { const map = document.querySelector('.st-key-map .js-plotly-plot')?._fullLayout?.map?._subplot"
        "?.map; return map && Math.abs(map.getCenter().lat - 64.1355) < 0.01; }"
    )


def test_a_place_picked_on_the_map_is_fixed(enter):
    visit = enter()
    place = visit.map.apart()
    visit.map.click(place)
    visit.page.get_by_role("button", name="Fix this place").click()
    shown = dialog(visit)
    shown.get_by_text("Set the position by hand").click()
    shown.get_by_label("Name of the place").fill("Hill <b>402</b>")
    position = shown.get_by_role("textbox", name="Latitude, longitude")
    position.fill("50,45; 30,52")
    position.press("Enter")
    expect(shown.get_by_text("This is no position.")).to_be_visible()
    position.fill("50.5, 30.25")
    position.press("Enter")
    # Found by its value: while it is drawn anew there are two of it.
    expect(shown.locator('[role=combobox][value="Ukraine"]')).to_be_visible()
    shown.get_by_role("button", name="Use this position").click()
    expect(news(visit)).to_contain_text("is Hill <b>402</b>, Ukraine, not")
    visit.tab("Places").click()
    expect(visit.cards.filter(has_text="Hill <b>402</b>, Ukraine")).to_have_count(1)
    assert "manual:50.50000,30.25000" in {marker["id"] for marker in visit.map.markers()}


def test_a_mark_in_the_reader_is_no_place_from_the_keyboard(enter):
    visit = enter()
    analysis = sample()[0]
    index = next(i for i, mention in enumerate(analysis.places) if mention.place)
    visit.open(f"/?open={analysis.article.id}:p{index}")
    visit.page.locator(".reader button.fix", has_text="Correct").last.focus()
    visit.page.keyboard.press("Enter")
    shown = dialog(visit)
    shown.get_by_text("Only here").click()
    visit.settle()
    shown.get_by_role("button", name="Not a place").focus()
    visit.page.keyboard.press("Enter")
    expect(news(visit)).to_contain_text(f"“{analysis.places[index].text}” is no place")
    expect(visit.page.locator(".reader .title")).to_have_text(analysis.article.title)


def test_count_outcome_and_source_of_a_claim_are_corrected_and_listed(enter):
    visit = enter()
    visit.tab("Casualties").click()
    visit.settle()
    card = visit.cards.first
    card.get_by_role("button", name="Correct").click()
    shown = dialog(visit)
    expect(shown.get_by_role("button", name="Save")).to_be_disabled()
    for label in ("At least", "At most"):
        shown.get_by_role("spinbutton", name=label).fill("31")
        shown.get_by_role("spinbutton", name=label).press("Enter")
    expect(shown.get_by_role("button", name="Save")).to_be_enabled()
    shown.get_by_role("button", name="Save").click()
    expect(card.locator(".heading")).to_contain_text("31 (“")
    expect(card.locator(".badge", has_text="corrected")).to_be_visible()
    card.get_by_role("button", name="Correct").click()
    dialog(visit).get_by_role("button", name="mark as checked").click()
    expect(card.locator(".badge", has_text="checked")).to_be_visible()
    visit.page.get_by_role("button", name="2 corrections").click()
    entries = dialog(visit).locator("[class*=st-key-correction_]")
    expect(entries).to_have_count(2)
    entries.last.get_by_role("button", name="Undo").click()
    expect(entries.last.get_by_role("button", name="Redo")).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(card.locator(".badge", has_text="corrected")).to_have_count(0)
    expect(card.locator(".badge", has_text="checked")).to_be_visible()


def test_a_speaker_is_named_wherever_the_old_name_stands(enter):
    visit = enter()
    card = visit.cards.first
    old = card.locator(".heading").inner_text()
    card.get_by_role("button", name="Correct").click()
    shown = dialog(visit)
    speaker = shown.get_by_role("combobox", name="Speaker")
    speaker.fill("Ada Vos")
    speaker.press("Enter")
    shown.get_by_role("button", name="Save").click()
    expect(card.locator(".heading")).to_have_text("Ada Vos")
    expect(news(visit)).to_contain_text(f"is Ada Vos, not {old}")


def test_the_dialog_fits_a_phone(enter):
    visit = enter(PHONE)
    shown = fix_place(visit)
    assert visit.fits()
    box = shown.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]


def test_a_missed_place_is_marked_by_its_words(enter):
    visit = enter()
    words = "Rescuers"
    analysis = next(analysis for analysis in sample() if words in analysis.article.text)
    visit.open(f"/?open={analysis.article.id}")
    visit.page.locator(".reader .text").get_by_text(words).dblclick(position={"x": 20, "y": 10})
    visit.page.locator(".reader .offer").get_by_role("button", name="place").click()
    shown = dialog(visit)
    expect(shown.get_by_role("textbox", name="Words of the report")).to_have_value(words)
    expect(shown.get_by_role("radio").first).to_be_visible()
    search(shown, "Chernihiv")
    expect(news(visit)).to_contain_text(f"“{words}” is Chernihiv, Ukraine, which had been missed")
    expect(visit.page.locator(".reader .place.run", has_text=words).first).to_be_attached()


def add_missed(visit, kind):
    """Open the dialog that adds a record to the report in the reader; returns the dialog."""
    visit.page.locator(".reader").get_by_role("button", name="Add what was missed").click()
    shown = dialog(visit)
    shown.get_by_text(kind, exact=True).click()
    visit.settle()
    return shown


def test_a_missed_statement_is_added_as_a_sentence_of_the_report_and_undone(enter):
    visit = enter()
    analysis = sample()[0]
    before = visit.tab("Statements").inner_text()
    visit.open(f"/?open={analysis.article.id}")
    shown = add_missed(visit, "Statement")
    shown.get_by_role("combobox", name="Or a whole sentence").fill("Two schools, a clinic")
    visit.page.get_by_role("option", name="Two schools, a clinic").click()
    speaker = shown.get_by_role("combobox", name="Speaker")
    speaker.fill("Ada Vos")
    speaker.press("Enter")
    visit.settle()
    shown.get_by_role("button", name="Add the statement").click()
    expect(news(visit)).to_contain_text("is a statement by Ada Vos, which had been missed")
    added = visit.cards.filter(has_text="Ada Vos")
    expect(added).to_have_count(1)
    expect(added.locator(".badge", has_text="added")).to_be_visible()
    expect(visit.evidence.first).to_be_in_viewport()
    assert visit.tab("Statements").inner_text() != before
    news(visit).get_by_role("button", name="Undo").click()
    expect(added).to_have_count(0)
    expect(visit.tab("Statements")).to_have_text(before)


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(PHONE, id="phone")])
def test_a_missed_claim_is_added_at_words_of_the_report(enter, size):
    visit = enter(size)
    analysis = sample()[0]
    words = "a line had formed"
    visit.open(f"/?open={analysis.article.id}&list=casualties")
    shown = add_missed(visit, "Casualty mention")
    box = shown.get_by_role("textbox", name="Words of the report")
    box.fill("a line had never formed")
    box.press("Control+Enter")
    expect(shown.get_by_text("The report has no such words")).to_be_visible()
    box.fill(words)
    box.press("Control+Enter")
    low = shown.get_by_role("spinbutton", name="At least")
    low.fill("4")
    low.press("Enter")
    visit.settle()
    assert visit.fits()
    shown.get_by_role("button", name="Add the casualty mention").click()
    expect(news(visit)).to_contain_text("is a claim of killed: 4 or more, which had been missed")
    expect(visit.cards.filter(has_text="4 or more")).to_have_count(1)
    expect(visit.page.locator(".reader .casualty.run", has_text=words).first).to_be_attached()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialogs_have_no_serious_fault(enter, scheme):
    visit = enter(scheme=scheme)
    visit.tab("Casualties").click()
    visit.settle()
    visit.cards.first.get_by_role("button", name="Correct").click()
    shown = dialog(visit)
    assert faults(visit) == []
    shown.get_by_role("radio", name="Place “").check(force=True)
    shown.get_by_label("Search the gazetteer").fill("Odessa, Texas")
    expect(shown.get_by_role("button", name="Odessa, Texas")).to_be_visible()
    shown.get_by_text("Set the position by hand").click()
    assert faults(visit) == []
    shown.get_by_role("button", name="mark as checked").click()
    visit.page.get_by_role("button", name="1 correction").click()
    expect(dialog(visit)).to_contain_text("is checked")
    assert faults(visit) == []
    visit.page.keyboard.press("Escape")
    shown = add_missed(visit, "Casualty mention")
    shown.get_by_role("textbox", name="Words of the report").fill("The")
    shown.get_by_role("textbox", name="Words of the report").press("Control+Enter")
    expect(shown.get_by_role("button", name="Add the casualty mention")).to_be_visible()
    assert faults(visit) == []


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(PHONE, id="phone")])
def test_a_day_is_chosen_without_covering_the_button_that_saves(enter, size):
    visit = enter(size, path="/?list=casualties")
    visit.cards.first.get_by_role("button", name="Correct").click()
    shown = dialog(visit)
    shown.get_by_role("button", name="Choose date").click()
    calendar = visit.page.get_by_test_id("stDateInputCalendar")
    expect(calendar).to_be_visible()
    days, save = calendar.bounding_box(), shown.get_by_role("button", name="Save").bounding_box()
    beside = days["x"] >= save["x"] + save["width"] or days["x"] + days["width"] <= save["x"]
    below = days["y"] >= save["y"] + save["height"] or days["y"] + days["height"] <= save["y"]
    assert beside or below
    calendar.get_by_role("button", name=re.compile("10")).first.click()
    expect(calendar).to_have_count(0)
    shown.get_by_role("button", name="Save").click()
    expect(shown).to_have_count(0)
    expect(news(visit)).to_be_visible()
