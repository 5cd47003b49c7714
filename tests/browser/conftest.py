"""Fixtures: one Chromium and one server for all tests here, a new visitor for each."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from lib import provenance
from lib.storage.database import Database
from lib.storage.store import DatabaseStore
from lib.workspace import Workspace
from tests import chromium
from tests.browser.server import ROOT, Server
from tests.browser.visit import WIDE, Visit
from tests.generated import MANY, analyses

PATIENCE = 30_000
"""Milliseconds to wait for something to appear, so that a slow machine is no failure."""

OPENING = 180_000
"""Milliseconds that 5,000 reports may take to be read from their file, on a slow machine."""

Enter = Callable[..., Visit]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser test has a second try, which the report tells as "R": page, server and test share few cores."""
    for item in items:
        if ROOT / "tests" / "browser" in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        pytest.fail("The browser tests need a Chromium: run `python -m tests.chromium --install`.")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def _served(
    script: str, tmp_path_factory: pytest.TempPathFactory, arguments: Sequence[str] = (), **options: str
) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("server") / "log.txt"
    server = Server(ROOT / script, log, arguments, **options)
    try:
        server.wait()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="package")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app."""
    yield from _served("streamlit_app.py", tmp_path_factory)


@pytest.fixture(scope="package")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A page with nothing but the components."""
    yield from _served("tests/browser/parts.py", tmp_path_factory, enableStaticServing="false")


@contextmanager
def entrance(browser: Browser, server: Server) -> Iterator[Enter]:
    """Opens a server's page for a new visitor; at the end nothing may have gone wrong in browser or server,
    and nothing may have been asked of another host."""
    contexts = []
    visits = []

    def enter(
        size: tuple[int, int] = WIDE, scheme: str = "light", path: str = "/", *, wired: bool = False
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        visits.append(Visit(context, server.url, wired=wired))
        return visits[-1].open(path)

    yield enter
    for context in contexts:
        context.close()
    assert [fault for visit in visits for fault in visit.faults] == []
    assert [url for visit in visits for url in visit.outside()] == []
    assert server.trouble() == []


@pytest.fixture
def enter(browser: Browser, app: Server) -> Iterator[Enter]:
    """Opens the app for a new visitor: see ``entrance``."""
    with entrance(browser, app) as enter:
        yield enter


@pytest.fixture
def start(tmp_path: Path, browser: Browser) -> Iterator[Callable[..., Enter]]:
    """Starts the app with words after "--"; gives what opens it for a new visitor."""
    running = []

    def begin(*arguments: str) -> Enter:
        server = Server(ROOT / "streamlit_app.py", tmp_path / f"log{len(running)}.txt", arguments)
        server.wait()
        opened = entrance(browser, server)
        running.append((server, opened))
        return opened.__enter__()

    yield begin
    for server, opened in reversed(running):
        opened.__exit__(None, None, None)
        server.stop()


@pytest.fixture
def enter_parts(browser: Browser, parts: Server) -> Iterator[Enter]:
    """Opens the page of components for a new visitor, with the same demands."""
    with entrance(browser, parts) as enter:
        yield enter


@pytest.fixture(scope="package")
def many(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with a workspace of 5,000 made-up reports, which a first visitor has waited for."""
    path = tmp_path_factory.mktemp("many") / "many.db"
    database = Database.file(path)
    Workspace(DatabaseStore(database)).add(analyses(MANY), provenance.current())
    database.close()
    for server in _served("streamlit_app.py", tmp_path_factory, ("--workspace", str(path))):
        page = browser.new_page()
        page.goto(server.url)
        expect(page.locator(".st-key-header")).to_contain_text(f"{MANY:,} reports", timeout=OPENING)
        page.close()
        yield server


@pytest.fixture
def enter_many(browser: Browser, many: Server) -> Iterator[Enter]:
    """Opens the app with 5,000 reports for a new visitor, with the same demands."""
    with entrance(browser, many) as enter:
        yield enter
