"""Pictures of the app for the README and docs/: python -m tests.bench.screenshots [NAME…]

Each view in light and dark, on a screen of 1366 by 768 and on a phone of 390 by 844, with the sample.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from tests import chromium
from tests.browser.server import ROOT, Server
from tests.browser.visit import PHONE, WIDE, MapOnPage, Visit

FOLDER = ROOT / "docs"
CHERNIHIV = "geonames:710735"
SIZES = {"1366": WIDE, "390": PHONE}


def whole(visit: Visit) -> None:
    """Show the page from its top."""


def lower(part: str) -> Callable[[Visit], None]:
    """Show a part of the page that lies lower on a phone; on a wide screen all is in sight."""
    return lambda visit: visit.page.locator(part).first.evaluate("node => node.scrollIntoView()")


VIEWS: dict[str, tuple[str, Callable[[Visit], None]]] = {
    "first-screen": ("/", whole),
    "reader": ("/?q=hospital&list=casualties", lower(".st-key-evidence")),
    "claims": (f"/?show=claims&claims={CHERNIHIV}&list=casualties", lower(".st-key-stage_tools")),
    "correct": ("/?list=places", whole),
    "speaker": ("/?show=speakers&who=The UN's human rights office", lower(".st-key-stage_tools")),
}


def main(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(ROOT / "streamlit_app.py", Path(folder) / "log")
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        expect.set_options(timeout=90_000)
        try:
            server.wait()
            for name in names or VIEWS:
                for scheme in ("light", "dark"):
                    for size in SIZES:
                        print(take(browser, server, name, scheme, size))
        finally:
            browser.close()
            server.stop()


def take(browser: Browser, server: Server, name: str, scheme: str, size: str) -> Path:
    """Take one picture; returns where it is."""
    path, show = VIEWS[name]
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.set_default_timeout(90_000)
    visit = Visit(context, server.url).open(path)
    MapOnPage(visit).wait()
    if visit.page.viewport_size == {"width": PHONE[0], "height": PHONE[1]}:
        show(visit)
    visit.settle()
    if name == "correct":
        visit.cards.first.get_by_role("button", name="Fix place").click()
        expect(visit.page.get_by_role("dialog")).to_be_visible()
        visit.settle()
    visit.page.wait_for_timeout(1_500)
    picture = FOLDER / f"{name}-{scheme}-{size}.png"
    visit.page.screenshot(path=picture)
    context.close()
    return picture


if __name__ == "__main__":
    main(sys.argv[1:])
