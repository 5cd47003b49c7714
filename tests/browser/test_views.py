"""What stands in the place of the map, lists in other forms, and going back."""

import re

import pytest
from playwright.sync_api import expect

from lib.tolls import compare, range_in_words
from lib.workspace import sample
from tests.browser.visit import PHONE, WIDE

SOME = re.compile(r" \d+ of \d+")


def show(visit, name):
    """Show something else in the middle of the page."""
    visit.part("stage_tools").get_by_text(name, exact=True).click()
    visit.settle()


def words_of(visit):
    """What stands in the place of the map, on one line."""
    return " ".join(visit.part("instead_of_map").inner_text().split())


def test_claims_about_a_place_stand_side_by_side_and_are_never_added_up(enter):
    visit = enter()
    groups = [g for g in compare(sample()) if g.place and g.scope == "incident" and g.outcome == "killed"]
    group = max(groups, key=lambda g: len(g.sides))
    visit.tab("Casualties").click()
    first = group.claims[0]
    card = visit.page.locator(f'.card[data-key="{first.article_id}:c{first.index}"]')
    card.get_by_role("button", name="Compare").click()
    claims = visit.part("instead_of_map")
    expect(claims).to_contain_text("never added up")
    expect(claims).to_contain_text(f"{range_in_words(group.claims)} · ")
    expect(claims.locator(".js-plotly-plot .annotation").first).to_be_attached()
    shown = words_of(visit).replace(" ", "")
    for claim in group.claims:
        assert (claim.mention.source.name if claim.mention.source else claim.outlet).replace(" ", "") in shown
        assert "".join(claim.mention.text.split()) in shown
    assert group.doubt
    assert group.doubt.replace(" ", "") in shown


def test_claims_without_a_place_are_one_click_from_those_about_one(enter):
    visit = enter(path="/?show=claims&list=casualties")
    claims = visit.part("instead_of_map")
    expect(claims.get_by_text(re.compile(r"About .* \d+"))).to_be_visible()
    claims.get_by_text(re.compile(r"No place, same reports \d+")).click()
    expect(claims).to_contain_text("“Correct” in the report gives it a place")
    expect(claims.get_by_role("region", name="Claims").get_by_role("row").nth(1)).to_be_visible()


def test_a_claim_in_the_plot_opens_its_sentence(enter):
    visit = enter(path="/?show=claims&list=casualties")
    points = visit.part("instead_of_map").locator(".js-plotly-plot .scatterlayer .points path")
    expect(points.first).to_be_attached()
    points.last.scroll_into_view_if_needed()
    box = points.last.bounding_box()
    visit.page.mouse.move(box["x"] + 2, box["y"] + 2)
    visit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(visit.page).to_have_url(re.compile(r"open=.*c\d"))
    expect(visit.evidence.first).to_be_in_viewport()


def test_the_map_keeps_its_view_while_something_else_is_shown(enter):
    visit = enter()
    visit.map.move(30, 45, 4)
    moved = visit.map.look()
    for name in ("Claims", "Time", "Speakers", "Map"):
        show(visit, name)
    assert visit.map.look() == moved


def test_a_stretch_of_time_is_chosen_by_dragging_and_taken_off_by_its_chip(enter):
    visit = enter(path="/?show=time")
    drag = visit.page.locator(".st-key-instead_of_map .nsewdrag").first
    expect(drag).to_be_visible()
    box = drag.bounding_box()
    middle = box["y"] + box["height"] / 2
    visit.page.mouse.move(box["x"] + 2, middle)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + box["width"] * 0.25, middle, steps=6)
    visit.page.mouse.move(box["x"] + box["width"] * 0.5, middle, steps=6)
    visit.page.mouse.up()
    chip = visit.page.get_by_role("button", name=re.compile("Take off the filter published"))
    expect(chip).to_be_visible()
    expect(visit.tab("Reports")).to_have_text(SOME)
    chip.click()
    expect(visit.tab("Reports")).not_to_contain_text(" of ")


def test_days_are_given_in_the_filters(enter):
    visit = enter()
    dated = sorted(analysis.article.published for analysis in sample())
    since = visit.part("filters").get_by_label("from")
    since.fill(dated[-2])
    since.blur()
    expect(visit.tab("Reports")).to_have_text(f"Reports 2 of {len(dated)}")
    expect(visit.page).to_have_url(re.compile(f"since={dated[-2]}"))


def test_what_one_speaker_says_about_one_place_is_two_clicks_away(enter):
    visit = enter()
    analysis, statement = next(
        (a, s)
        for a in sample()
        for s in a.statements
        if s.speaker and any(a.places[i].place and a.places[i].role == "literal" for i in s.places)
    )
    key = f"{analysis.article.id}:s{analysis.statements.index(statement)}"
    card = visit.page.locator(f'.card[data-key="{key}"]')
    card.get_by_role("button", name="Speaker").click()
    visit.settle()
    visit.part("speaker_places").get_by_role("button").first.click()
    expect(visit.tab("Statements")).to_have_text(SOME)
    expect(card).to_be_visible()
    for heading in visit.page.locator(".card .heading").all_text_contents():
        assert heading == statement.speaker.name


def test_what_a_search_finds_is_marked_in_cards_and_report(enter):
    visit = enter()
    visit.search("hospital")
    expect(visit.tab("Statements")).to_have_text(SOME)
    expect(visit.page.locator(".card mark").first).to_have_text(re.compile("hospital", re.IGNORECASE))
    expect(visit.page.locator(".reader mark").first).to_have_text(re.compile("hospital", re.IGNORECASE))
    expect(visit.page.locator(".card .heading mark").first).to_have_text(
        re.compile("hospital", re.IGNORECASE)
    )


def table_in(visit, part):
    """The table in a part of the page."""
    table = visit.part(part).locator(".table table")
    expect(table).to_be_visible()
    return table


@pytest.mark.parametrize("column", [pytest.param(0, id="at its edge"), pytest.param(3, id="in the middle")])
def test_a_click_anywhere_in_a_row_of_speakers_opens_the_page_of_one(enter, column):
    visit = enter(path="/?show=speakers")
    row = table_in(visit, "instead_of_map").locator("tbody tr").nth(1)
    name = row.locator("th").inner_text()
    row.locator("th, td").nth(column).click()
    expect(visit.part("all_speakers")).to_be_visible()
    expect(visit.part("instead_of_map").get_by_role("heading", name=name)).to_be_visible()
    visit.part("all_speakers").get_by_role("button").click()
    table_in(visit, "instead_of_map")


def test_a_click_on_a_cell_of_a_table_opens_its_row(enter):
    visit = enter(path="/?list=reports")
    visit.part("list_tools").get_by_text("Table", exact=True).click()
    rows = table_in(visit, "list").locator("tbody tr")
    for number in (2, 1):
        title = rows.nth(number).locator("th").inner_text()
        rows.nth(number).locator("td").nth(1).click()
        expect(visit.page).to_have_url(re.compile("open="))
        expect(visit.page.locator(".reader .title")).to_have_text(title)
        expect(rows.nth(number)).to_have_class("selected")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize(
    "path",
    ["list=statements", "list=casualties", "list=places", "list=reports", "show=claims", "show=speakers"],
)
def test_no_column_of_a_table_is_cut(enter, size, path):
    visit = enter(size=size, path=f"/?{path}")
    part = "instead_of_map" if "show" in path else "list"
    if part == "list":
        visit.part("list_tools").get_by_text("Table", exact=True).click()
    frame = visit.part(part).locator(".table .frame")
    expect(frame).to_be_visible()
    assert frame.evaluate("node => node.scrollWidth - node.clientWidth") <= 1
    cut = "nodes => nodes.filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.innerText)"
    assert frame.locator("th, td").evaluate_all(cut) == []


def test_more_columns_of_a_table_are_shown_on_request(enter):
    visit = enter(path="/?list=casualties")
    visit.part("list_tools").get_by_text("Table", exact=True).click()
    table = table_in(visit, "list")
    usual = table.get_by_role("columnheader").all_inner_texts()
    table.get_by_role("button", name="More columns").click()
    expect(table.get_by_role("columnheader").last).to_have_text("Title")
    assert table.get_by_role("columnheader").count() > len(usual)
    assert visit.fits()
    table.get_by_role("button", name="Fewer columns").click()
    expect(table.get_by_role("columnheader").last).to_contain_text("Where")


def test_a_column_that_is_out_of_sight_does_not_decide_the_order_of_a_table(enter):
    visit = enter(path="/?list=casualties")
    visit.part("list_tools").get_by_text("Table", exact=True).click()
    table = table_in(visit, "list")
    keys = "nodes => nodes.map((node) => node.dataset.key)"
    before = table.locator("tbody tr").evaluate_all(keys)
    table.get_by_role("button", name="More columns").click()
    table.get_by_role("button", name="Title", exact=True).click()
    expect(table.get_by_role("columnheader").last).to_have_attribute("aria-sort", "ascending")
    assert table.locator("tbody tr").evaluate_all(keys) != before
    table.get_by_role("button", name="Fewer columns").click()
    assert table.locator("tbody tr").evaluate_all(keys) == before


def test_a_heading_puts_the_rows_of_a_table_in_its_order(enter):
    visit = enter(path="/?list=casualties")
    visit.part("list_tools").get_by_text("Table", exact=True).click()
    table = table_in(visit, "list")
    keys = "nodes => nodes.map((node) => node.dataset.key)"
    before = table.locator("tbody tr").evaluate_all(keys)
    lows = {
        f"{a.article.id}:c{i}": c.count.low or c.count.high or 0
        for a in sample()
        for i, c in enumerate(a.casualties)
    }
    expect(table.get_by_role("button", name="Figure")).to_have_attribute("title", "Order by Figure")
    for sign, order in (("ascending", sorted(lows.values())), ("descending", sorted(lows.values())[::-1])):
        table.get_by_role("button", name="Figure").click()
        expect(table.locator("th").first).to_have_attribute("aria-sort", sign)
        assert [lows[key] for key in table.locator("tbody tr").evaluate_all(keys)] == order
    table.get_by_role("button", name="Figure").click()
    assert table.locator("tbody tr").evaluate_all(keys) == before


def test_arrow_keys_move_through_a_table_and_enter_opens(enter):
    visit = enter(path="/?list=reports")
    visit.part("list_tools").get_by_text("Table", exact=True).click()
    openers = table_in(visit, "list").locator("button.open")
    openers.first.focus()
    visit.page.keyboard.press("ArrowDown")
    expect(openers.nth(1)).to_be_focused()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".reader .title")).to_have_text(openers.nth(1).inner_text())


def test_a_list_as_a_table_in_another_order(enter):
    visit = enter(path="/?list=casualties")
    visit.part("list_tools").get_by_text("Table", exact=True).click()
    table_in(visit, "list")
    visit.part("list_tools").get_by_text("Table", exact=True).click()
    expect(visit.cards.first).to_be_visible()
    visit.part("list_tools").get_by_role("combobox").click()
    visit.page.get_by_role("option", name="Highest figure").click()
    visit.settle()
    low = max(c.count.low or c.count.high or 0 for a in sample() for c in a.casualties)
    highest = next(c for a in sample() for c in a.casualties if low in (c.count.low, c.count.high))
    expect(visit.cards.first).to_contain_text(highest.count.text)


def test_going_back_in_the_browser_takes_the_last_filter_off(enter):
    visit = enter()
    visit.part("filters").locator("label", has_text="injured").click()
    expect(visit.tab("Casualties")).to_have_text(SOME)
    expect(visit.page).to_have_url(re.compile("outcome=injured"))
    visit.settle()
    visit.page.go_back()
    expect(visit.tab("Casualties")).not_to_contain_text(" of ")
    expect(visit.page).not_to_have_url(re.compile("outcome=injured"))


def test_a_number_beside_a_speaker_tells_what_it_counts(enter):
    speaker = enter().part("filters").locator("label:has([id^=tick-speaker])").first
    said = re.compile(r"^\d+ statements?, \d+ casualty mentions?$")
    expect(speaker.locator("input")).to_have_accessible_description(said)
    expect(speaker).to_have_attribute("title", re.compile(r": \d+ statements?, \d+ casualty mentions?$"))


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("level", ["last", "report"])
def test_the_chip_of_what_names_no_place_is_not_cut_and_tells_the_whole(enter, size, level):
    visit = enter(size=size, path=f"/?q=place:chernihiv&placeless={level}")
    chip = visit.page.get_by_role("button", name="Take off the filter also: what names no place")
    expect(chip.locator("b")).to_contain_text("no place")
    assert chip.locator("b").evaluate("node => node.scrollWidth - node.clientWidth") <= 0
    expect(chip).to_have_attribute("title", re.compile("“chernihiv”"))


@pytest.mark.parametrize(
    ("option", "changed"),
    [
        pytest.param("Highest claim of killed", "radius", id="size"),
        pytest.param("Gravest outcome claimed", "fill", id="colour"),
    ],
)
def test_markers_are_drawn_as_asked(enter, option, changed):
    visit = enter()
    before = visit.map.features(changed)
    visit.page.get_by_role("button", name="Options").click()
    visit.page.get_by_text(option, exact=True).click()
    visit.settle()
    visit.page.wait_for_timeout(500)
    assert visit.map.features(changed) != before


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_of_several_notices_the_newest_is_shown_and_read_out_and_all_can_be_closed(enter, size):
    visit = enter(size=size, path="/?outcome=enchanted&list=spells&open=nothing")
    notices = visit.part("messages").locator("[class*=st-key-message_]")
    expect(notices).to_have_count(1)
    expect(notices).to_be_in_viewport(ratio=1)
    expect(notices).to_contain_text("a report that is not here")
    read_out = visit.page.get_by_role("status").filter(has_text="a report that is not here")
    expect(read_out).to_have_attribute("aria-live", "polite")
    visit.part("earlier_notices").get_by_role("button", name="2 earlier notices").click()
    expect(notices).to_have_count(3)
    assert visit.fits()
    notices.last.get_by_role("button", name="Close", exact=True).click()
    expect(notices).to_have_count(2)
    visit.part("close_all").get_by_role("button").click()
    expect(notices).to_have_count(0)


def test_a_correction_is_the_newest_notice_and_is_undone_from_it(enter):
    visit = enter(path="/?outcome=enchanted")
    visit.cards.first.get_by_role("button", name="Correct").click()
    shown = visit.page.get_by_role("dialog")
    shown.get_by_role("button", name="mark as checked").click()
    expect(shown).to_have_count(0)
    newest = visit.part("messages").locator("[class*=st-key-message_]")
    expect(newest).to_have_count(1)
    expect(newest).to_contain_text("checked")
    expect(newest.get_by_role("button", name="1 earlier notice")).to_be_visible()
    newest.get_by_role("button", name="Undo").click()
    expect(newest).to_contain_text("enchanted")


def test_an_uncertain_mark_of_several_runs_has_no_edges_within(enter):
    visit = enter(path="/?open=chernihiv-2:c5")
    runs = visit.part("reader").locator(".casualty-uncertain.run")
    expect(runs.first).to_be_visible()
    widths = "nodes => nodes.map((node) => [getComputedStyle(node)].map((s) => [s.borderLeftWidth, s.borderRightWidth]).flat())"
    edges = [float(width.removesuffix("px")) > 0 for run in runs.evaluate_all(widths) for width in run]
    assert len(edges) > 2
    assert edges == [True, *[False] * (len(edges) - 2), True]
