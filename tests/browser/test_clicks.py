"""What a person does while the page is drawn again, or has not heard yet what the server did, is not lost."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from lib import provenance
from lib.explorer import Explorer
from lib.filters import Filters
from lib.storage.database import Database
from lib.storage.store import DatabaseStore
from lib.workspace import Workspace, sample
from tests.browser.test_corrections import choices, fix_place
from tests.browser.visit import PHONE, WIDE

PANELS = ("filters", "map", "evidence")
INJURED = re.compile(r"\?outcome=injured$")
BOTH = re.compile(r"\?outcome=injured&outcome=killed$")


def injured(visit):
    return visit.part("filters").get_by_role("checkbox", name="injured")


def killed(visit):
    return visit.part("filters").get_by_role("checkbox", name="killed")


def chip(visit):
    return visit.part("chips").get_by_role("button", name="killed")


def casualties(visit):
    return visit.tab("Casualties")


def to_review(visit):
    return visit.part("place_list").get_by_role("radio", name="To review")


def card(number):
    return lambda visit: visit.cards.nth(number).locator(".heading")


def begin_press(visit, target, by):
    """Press with the pointer or the space bar, and hold it."""
    if by == "pointer":
        target.hover()
        visit.page.mouse.down()
    else:
        target.focus()
        visit.page.keyboard.down("Space")


def end_press(visit, by):
    """Let it go."""
    if by == "pointer":
        visit.page.mouse.up()
    else:
        visit.page.keyboard.up("Space")


def mark_panels(visit):
    """Remember the panels as they stand on the page, once it is drawn."""
    visit.map.wait()
    visit.settle()
    assert visit.page.evaluate(
        "(keys) => (window.panels = keys.map((key) => document.querySelector(`.st-key-${key}`))).every(Boolean)",
        list(PANELS),
    )


def panels_left(visit):
    """Those of them that were not taken off the page since."""
    return tuple(
        visit.page.evaluate(
            "(keys) => keys.filter((_, index) => window.panels[index].isConnected)", list(PANELS)
        )
    )


def test_the_first_click_after_a_file_was_opened_leaves_the_panels_standing(start, tmp_path):
    path = tmp_path / "kept.db"
    database = Database.file(path)
    Workspace(DatabaseStore(database)).add(sample(), provenance.current())
    database.close()
    visit = start("--workspace", str(path))(wired=True)
    mark_panels(visit)
    visit.wire.hold()
    injured(visit).click()
    visit.wire.wait_for_runs(1)
    visit.wire.let_through_slowly()
    expect(visit.page).to_have_url(INJURED)
    assert panels_left(visit) == PANELS


@pytest.mark.parametrize(
    ("path", "do", "above", "shown"),
    [
        pytest.param(
            "/", lambda visit: visit.search("speaker:"), "search_error", 1, id="a search that is none"
        ),
        pytest.param(
            "/", lambda visit: visit.search("place:ukraine"), "other_0", 1, id="another field to search"
        ),
        pytest.param(
            "/?outcome=none-such",
            lambda visit: visit.part("messages").get_by_role("button", name="Close").click(),
            "messages",
            0,
            id="a notice that is closed",
        ),
    ],
)
def test_what_comes_and_goes_above_the_panels_leaves_them_standing(enter, path, do, above, shown):
    visit = enter(path=path, wired=True)
    mark_panels(visit)
    expect(visit.part(above)).to_have_count(1 - shown)
    visit.wire.hold()
    do(visit)
    visit.wire.wait_for_runs(1)
    visit.wire.let_through_slowly()
    expect(visit.part(above)).to_have_count(shown)
    assert panels_left(visit) == PANELS


def test_a_second_tick_before_the_page_has_heard_of_the_first_keeps_both(enter):
    visit = enter(wired=True)
    visit.wire.hold()
    injured(visit).click()
    visit.wire.wait_for_runs(1)
    killed(visit).click()
    visit.wire.wait_for_runs(2)
    visit.wire.let_through()
    expect(killed(visit)).to_be_checked()
    expect(injured(visit)).to_be_checked()
    expect(visit.page).to_have_url(BOTH)


def test_a_tick_taken_off_before_the_page_has_heard_of_it_is_in_no_address(enter):
    visit = enter(wired=True)
    visit.wire.hold()
    for runs in (1, 2):
        injured(visit).click()
        visit.wire.wait_for_runs(runs)
    visit.wire.let_through_slowly()
    expect(visit.page).to_have_url(re.compile("/$"))
    expect(injured(visit)).not_to_be_checked()


LIST_CHOICES = [
    pytest.param("/", casualties, "aria-selected", id="list"),
    pytest.param("/?list=places", to_review, "aria-checked", id="kind of places"),
]


@pytest.mark.parametrize(("path", "pressed", "chosen"), LIST_CHOICES)
def test_a_list_chosen_before_the_page_has_heard_of_its_new_count_opens(enter, path, pressed, chosen):
    visit = enter(path=path, wired=True)
    visit.wire.hold()
    injured(visit).click()
    visit.wire.wait_for_runs(1)
    pressed(visit).click()
    visit.wire.wait_for_runs(2)
    visit.wire.let_through_slowly()
    visit.settle()
    expect(pressed(visit)).to_have_attribute(chosen, "true")
    expect(visit.page).to_have_url(re.compile("outcome=injured"))


@pytest.mark.parametrize("by", ["pointer", "key"])
@pytest.mark.parametrize(("path", "pressed", "chosen"), LIST_CHOICES)
def test_a_press_on_a_list_that_ends_after_its_count_changed_counts(enter, path, pressed, chosen, by):
    visit = enter(path=path, wired=True)
    visit.wire.hold()
    injured(visit).click()
    visit.wire.wait_for_runs(1)
    begin_press(visit, pressed(visit), by)
    visit.wire.let_through()
    expect(visit.page).to_have_url(re.compile("outcome=injured"))
    visit.settle()
    end_press(visit, by)
    expect(pressed(visit)).to_have_attribute(chosen, "true")


def place_in(visit, target):
    """Where something stands from the top left of the header, in pixels; a narrow page may be scrolled."""
    box, frame = target.bounding_box(), visit.part("header").bounding_box()
    return box["x"] - frame["x"], box["y"] - frame["y"]


def stays(visit):
    """A place near which there is no other, and which is on the map among the injured too."""
    workspace = Workspace()
    workspace.add(sample())
    explorer = Explorer(workspace)
    left = {one.place.id for one in explorer.places(Filters(outcome=("injured",)))}
    return visit.map.apart(left)


@pytest.mark.parametrize("held", [pytest.param(False, id="before it"), pytest.param(True, id="across it")])
def test_a_place_clicked_on_the_map_is_chosen_though_its_figure_changes(enter, held):
    visit = enter(wired=True)
    place = stays(visit)
    visit.wire.hold()
    injured(visit).click()
    visit.wire.wait_for_runs(1)
    visit.map.point_at(place)
    visit.page.mouse.down()
    if not held:
        visit.page.mouse.up()
        visit.wire.wait_for_runs(2)
    visit.page.evaluate("() => (window.plot = document.querySelector('.st-key-map .js-plotly-plot'))")
    visit.wire.let_through()
    visit.page.wait_for_function("() => !window.plot.isConnected")
    visit.map.wait()
    if held:
        visit.page.mouse.up()
    expect(visit.page).to_have_url(re.compile(rf"outcome=injured&picked={re.escape(quote(place, safe=''))}$"))


@pytest.mark.parametrize(
    ("name", "size"),
    [
        pytest.param("Add reports", WIDE, id="before where it stood"),
        pytest.param("Help", WIDE, id="after it"),
        pytest.param("Workspace", PHONE, id="on a phone"),
    ],
)
def test_a_press_in_the_header_counts_though_the_first_correction_comes_meanwhile(enter, name, size):
    visit = enter(size, wired=True)
    shown = fix_place(visit)
    visit.wire.hold()
    choices(shown).last.click()
    visit.wire.wait_for_runs(1)
    # What the dialog covers cannot be pressed by a pointer.
    pressed = visit.part("header").get_by_role("button", name=name)
    before = place_in(visit, pressed)
    pressed.evaluate("(button) => (window.pressed = button)")
    visit.wire.let_through_slowly()
    expect(visit.part("header").get_by_role("button", name="1 correction")).to_be_visible()
    assert visit.page.evaluate("() => window.pressed.isConnected")
    assert place_in(visit, pressed) == before


@pytest.mark.parametrize("by", ["pointer", "key"])
@pytest.mark.parametrize(
    ("path", "clicked", "told", "pressed", "url"),
    [
        pytest.param("/", injured, "injured", killed, BOTH, id="filter"),
        pytest.param("/?outcome=killed", injured, "injured", chip, INJURED, id="chip"),
        pytest.param("/", card(2), "open=.*s2", card(1), re.compile("open=.*s1$"), id="card"),
    ],
)
def test_a_press_that_ends_after_the_page_was_drawn_again_counts(
    enter, path, clicked, told, pressed, url, by
):
    visit = enter(path=path, wired=True)
    visit.wire.hold()
    clicked(visit).click()
    visit.wire.wait_for_runs(1)
    begin_press(visit, pressed(visit), by)
    visit.wire.let_through()
    expect(visit.page).to_have_url(re.compile(told))
    visit.settle()
    end_press(visit, by)
    expect(visit.page).to_have_url(url)
