"""How long a person waits, in a real Chromium: python -m tests.bench.pages [--runs N] [--report FILE].

cold             from `streamlit run` in a new process to the sample on the map, with list and evidence
warm, new        the same from opening the page on a server that has the model loaded; a browser that was never
                 there, which loads and compiles the scripts of the page
warm, returning  the same in a browser that was there twice or more and has kept the scripts, compiled
… that moves     the same to the map that can be moved and clicked, all of it drawn: before, it is a picture of the same
paste            from pressing the button to the pasted report on the map, first one of the process and a later one
filter           from ticking an outcome to the painted list that shows it; the map redraws after it
map click        from a click on a marker to the painted list of what is said of its place
search           from the last key to the same, with the 0.3 s for which the search box waits for another key

Medians in seconds, of N runs each.
"""

import argparse
import platform
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, BrowserType, expect, sync_playwright

from tests import chromium
from tests.browser.server import ROOT, Server
from tests.browser.visit import WIDE, MapOnPage, Visit

VIEWPORT = {"width": WIDE[0], "height": WIDE[1]}
PAUSE = 1.0
"""Seconds between two visits, in which the browser writes what it keeps."""
REPORT = (
    "Shells hit a market in Kherson on Tuesday, killing two people and wounding at least five, the regional "
    "prosecutor's office said.\n\n“They were buying bread,” a doctor at the city hospital told reporters.\n\n"
    "Moscow denied that its forces had fired on the town. "
) * 6


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--report", type=Path, help="a text file to paste instead of the one made for this")
    options = parser.parse_args()
    text = options.report.read_text(encoding="utf-8") if options.report else REPORT
    times: dict[str, list[float]] = defaultdict(list)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        for _ in range(options.runs):
            measure(browser, text, times)
        browser.close()
        returning(playwright.chromium, options.runs, times)
    print(f"{platform.machine()}, Python {platform.python_version()}, medians of {options.runs} runs")
    for name, seconds in times.items():
        print(f"{name:28} {statistics.median(seconds):6.2f} s   ({min(seconds):.2f} to {max(seconds):.2f})")


def measure(browser: Browser, text: str, times: dict[str, list[float]]) -> None:
    """One server, visitors in turn."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        server = Server(ROOT / "streamlit_app.py", Path(folder) / "log")
        try:
            server.wait()
            first_screen(times, "cold", start, browser.new_context(viewport=VIEWPORT), server).close()
            for name in ("first paste", "later paste"):
                page = visit(browser, server)
                times[name].append(paste(page, text))
                page.close()
            for name, narrow in (
                ("filter", filter_outcome),
                ("map click", pick_on_map),
                ("search", search),
            ):
                page = visit(browser, server)
                times[name].append(narrow(page))
                page.close()
            start = time.perf_counter()
            first_screen(times, "warm, new", start, browser.new_context(viewport=VIEWPORT), server).close()
        finally:
            server.stop()


def returning(chromium_: BrowserType, runs: int, times: dict[str, list[float]]) -> None:
    """One visitor who comes again and again, with one profile kept on disk: counted from the third visit on."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(ROOT / "streamlit_app.py", Path(folder) / "log")
        try:
            server.wait()
            context = chromium_.launch_persistent_context(
                Path(folder) / "profile",
                executable_path=chromium.find(),
                args=["--no-sandbox"],
                viewport=VIEWPORT,
            )
            for number in range(2 + runs):
                kept = times if number >= 2 else defaultdict(list)
                page = first_screen(kept, "warm, returning", time.perf_counter(), context, server)
                page.page.close()
                time.sleep(PAUSE)
            context.close()
        finally:
            server.stop()


_SEEN = """() => {
  const shown = (part, what) => [...document.querySelectorAll(`.st-key-${part} *`)]
    .map((host) => host.shadowRoot?.querySelector(what)).find(Boolean);
  const picture = shown("map_picture", "img");
  const map = document.querySelector(".st-key-map .js-plotly-plot")?._fullLayout?.map?._subplot?.map;
  const places = (picture?.complete && picture.naturalWidth) || map?.loaded();
  return Boolean(places && shown("evidence", ".card") && shown("evidence", ".reader .current"));
}"""
"""Whether map or picture, list and evidence are on the page."""
_WATCH = """([event]) => {
  const tabs = () => [...document.querySelectorAll(".st-key-list_names *")]
    .map((host) => host.shadowRoot?.querySelector("[role=tab]")).find(Boolean);
  const narrowed = () =>
    tabs()?.textContent.includes(" of ")
    && document.querySelector("[data-testid=stApp]").dataset.testScriptState === "notRunning";
  window.narrowed = new Promise((done) => addEventListener(event, ({ timeStamp }) => {
    const look = () => narrowed()
      ? requestAnimationFrame(() => requestAnimationFrame(() => done((performance.now() - timeStamp) / 1000)))
      : requestAnimationFrame(look);
    look();
  }, { capture: true, once: true }));
}"""
"""Waits for what a person does; ``narrowed`` is then the seconds until the lists say how many of all records they
show, the run of the script that said so is over, and two frames have been painted. The page's own clock, since
Playwright's way to a click takes a tenth of a second."""
_PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Page(Visit):
    """A visitor whose window can be closed."""

    def close(self) -> None:
        self.page.context.close()


def visit(browser: Browser, server: Server) -> Page:
    """A new visitor with the sample on the map."""
    return opened(browser.new_context(viewport=VIEWPORT), server)


def opened(context: BrowserContext, server: Server) -> Page:
    """A new window with the sample on the map."""
    page = entered(context, server)
    MapOnPage(page).wait()
    return page


def entered(context: BrowserContext, server: Server) -> Page:
    """A new window that has just been sent to the page."""
    page = Page(context, server.url)
    page.page.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    page.page.goto(server.url, wait_until="commit")
    return page


def first_screen(
    times: dict[str, list[float]], name: str, start: float, context: BrowserContext, server: Server
) -> Page:
    """Note when a new window has painted the sample, and when its map can be moved."""
    page = entered(context, server)
    page.page.wait_for_function(_SEEN, polling="raf")
    page.page.evaluate(_PAINTED)
    times[name].append(time.perf_counter() - start)
    MapOnPage(page).wait()
    times[f"{name}, that moves"].append(time.perf_counter() - start)
    return page


def paste(page: Page, text: str) -> float:
    """Seconds from the button to the map of the pasted report."""
    page.part("add").get_by_role("button").click()
    page.page.get_by_role("textbox", name="Text of the report").fill(text)
    page.page.get_by_role("textbox", name="Title").fill("Measured")
    page.page.get_by_role("textbox", name="Title").press("Tab")
    page.settle()
    start = time.perf_counter()
    page.page.get_by_role("button", name="Add the report").click()
    expect(page.part("header")).to_contain_text("1 report")
    page.settle()
    MapOnPage(page).wait()
    return time.perf_counter() - start


def filter_outcome(page: Page) -> float:
    """Seconds from ticking "injured" to the painted lists of what is left; the map may still be drawing."""
    box = page.part("filters").get_by_role("checkbox", name="injured")
    box.scroll_into_view_if_needed()
    return narrowed(page, "click", box.click)


def pick_on_map(page: Page) -> float:
    """Seconds from a click on a marker of the map to the list of what is said of its place."""
    at = page.map.point_at(page.map.apart())
    return narrowed(page, "mousedown", lambda: page.page.mouse.click(*at))


def search(page: Page) -> float:
    """Seconds from the last key to the painted lists of what was found; the map may still be drawing."""
    box = page.part("search").get_by_role("searchbox")
    return narrowed(page, "input", lambda: box.fill("hospital"))


def narrowed(page: Page, event: str, do: Callable[[], None]) -> float:
    """Seconds from what a person does, which is the next ``event`` on the page, to narrowed lists."""
    page.page.evaluate(_WATCH, [event])
    do()
    return float(page.page.evaluate("() => window.narrowed"))


if __name__ == "__main__":
    main()
