"""The export menu and the HTML report in a browser: downloaded, opened offline, in both themes, printed."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Enter
from tests.browser.visit import PHONE, WIDE, Visit


def download(visit: Visit, label: str, folder: Path) -> Path:
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name=label, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def open_menu(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Export", exact=False).first.click()
    expect(visit.page.get_by_role("radio", name="What is shown")).to_be_visible()


def opened_offline(
    browser: Browser, path: Path, size: tuple[int, int], scheme: str
) -> tuple[Page, list[str]]:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, offline=True
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: asked.append(said.text))
    page.goto(path.as_uri())
    return page, asked


def test_every_format_is_downloaded_under_a_name_that_says_what_it_holds(
    enter: Enter, tmp_path: Path
) -> None:
    visit = enter()
    open_menu(visit)
    for label, ending in (
        ("HTML report", ".html"),
        ("CSV", ".csv"),
        ("Parquet", ".parquet"),
        ("GeoJSON", ".geojson"),
        ("KML", ".kml"),
        ("JSON Lines", ".jsonl"),
        ("Text", ".txt"),
        ("BibTeX", ".bib"),
        ("RIS", ".ris"),
    ):
        path = download(visit, label, tmp_path)
        assert path.name.startswith("dateline-everything-")
        assert path.suffix == ending
        assert path.stat().st_size > 1_000


def test_what_filters_show_is_exported_and_says_so(enter: Enter, tmp_path: Path) -> None:
    visit = enter(path="/?outcome=killed")
    open_menu(visit)
    path = download(visit, "CSV", tmp_path)
    assert path.name.startswith("dateline-filtered-")
    assert "outcome: killed" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_opens_offline_and_asks_for_nothing(
    enter: Enter, browser: Browser, tmp_path: Path, scheme: str
) -> None:
    visit = enter()
    open_menu(visit)
    path = download(visit, "HTML report", tmp_path)
    for size in (WIDE, PHONE):
        page, asked = opened_offline(browser, path, size, scheme)
        expect(page.get_by_role("heading", name="Map")).to_be_visible()
        assert page.locator("svg.map a").count() > 20
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, ground.removeprefix("rgb(").removesuffix(")").split(","))) > 380) is (
            scheme == "light"
        )
        land = page.evaluate("getComputedStyle(document.querySelector('.land')).fill")
        assert land not in ("none", "rgb(0, 0, 0)")
        page.locator("svg.map a").first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.querySelector(':target').tagName") == "TR"
        assert asked == [path.as_uri()]
        page.context.close()


def test_the_report_prints_black_on_white(enter: Enter, browser: Browser, tmp_path: Path) -> None:
    visit = enter()
    open_menu(visit)
    path = download(visit, "HTML report", tmp_path)
    page, _ = opened_offline(browser, path, WIDE, "dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf().startswith(b"%PDF")
    page.context.close()


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(PHONE, id="phone")])
def test_the_address_of_the_view_is_shared_beside_the_export(enter: Enter, size: tuple[int, int]) -> None:
    visit = enter(size)
    visit.search("hospital")
    visit.settle()
    expect(visit.page).to_have_url(re.compile("q=hospital"))
    header = visit.part("header")
    tops = {round(button.bounding_box()["y"]) for button in header.get_by_role("button").all()}
    assert len(tops) == 1, "the buttons stand on one line"
    header.get_by_role("button", name="Share").click()
    popover = visit.page.get_by_test_id("stPopoverBody")
    expect(popover.get_by_test_id("stCode")).to_contain_text(visit.page.url)
    expect(popover).to_contain_text("no text of a report")
    assert visit.fits()
    box = popover.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]
