"""A workspace of many reports: python -m tests.bench.large [--reports N] [--runs N] [--workspace FILE.db].

make     putting made-up reports with their analyses into a file, in which they are indexed too
open     reading the file and its columns: the first time, when these are read out of all reports and saved, and later
correct  from a correction to columns that know of it
filter, search   what is left and the counts of every facet, on the server
page     from opening the page to the map, in Chromium; the first on a server that has just started
click, map click, type      from ticking an outcome, from a click on a marker of the map, and from the last key of
         a search, to the updated page

When the columns of a file that is used again are saved already, the first time is as quick as a later one.

Medians. On the server seconds of CPU time, which other work on the machine changes little, with those by the
clock; on the page by the clock alone. Memory is what the process of the server holds. A file that is named is
kept, and used again.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from lib import corrections
from lib.explorer import Explorer
from lib.filters import Filters
from lib.storage.database import Database
from lib.storage.interface import Kept
from lib.storage.store import DatabaseStore
from lib.workspace import Workspace
from tests import chromium
from tests.bench import pages
from tests.bench.memory import peak_mb, resident_mb
from tests.bench.table import row
from tests.browser.server import ROOT, Server
from tests.browser.visit import WIDE, MapOnPage
from tests.generated import analyses

AT_A_TIME = 500
PATIENCE = 30 * 60_000
"""Milliseconds to wait for a page."""
ASKED = {
    "filter": Filters(outcome=("killed",)),
    "search": Filters(query="convoy NOT kyiv"),
    "speaker": Filters(query="speaker:kral water"),
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--workspace", type=Path, help="a file to keep the reports in")
    parser.add_argument("--part", choices=("all", "server", "page"), default="all")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.workspace or Path(folder) / "large.db"
        make(path, options.reports)
        if options.part != "page":
            in_a_process_of_its_own("opening", path, "first")
            in_a_process_of_its_own("on_the_server", path, options.runs)
        if options.part != "server":
            on_the_page(path, options.runs, Path(folder))


def make(path: Path, reports: int) -> None:
    """Put reports into a file until there are so many."""
    store = DatabaseStore(Database.file(path))
    begun = time.perf_counter()
    there = store.count()
    made = itertools.islice(analyses(reports), there, None)
    while some := list(itertools.islice(made, AT_A_TIME)):
        store.save([Kept(analysis) for analysis in some])
    store.close()
    print(f"{reports:,} reports, {path.stat().st_size / 1e6:,.0f} MB", flush=True)
    if there < reports:
        row(f"make {reports - there:,} reports", f"{time.perf_counter() - begun:,.0f} s")


def in_a_process_of_its_own(name: str, path: Path, argument: object) -> None:
    """Call a function of this module in a new process: what one has held before would count as its memory."""
    subprocess.run(
        [
            sys.executable,
            "-c",
            f"from tests.bench import large; large.{name}({str(path)!r}, {argument!r})",
        ],
        cwd=ROOT,
        check=True,
    )


def opening(path: str, when: str) -> Workspace:
    """Measure how long a file takes to be opened, and what is held then."""
    with timed(f"open, {when}"):
        workspace = Workspace(DatabaseStore(Database.file(Path(path))))
        Explorer(workspace)
    row(f"memory without a page, {when}", f"{resident_mb():,.0f} MB, at the peak {peak_mb():,.0f} MB")
    return workspace


def on_the_server(path: str, runs: int) -> None:
    """Measure what the app does without a page."""
    workspace = opening(path, "later")
    first = next(iter(workspace))
    correction = corrections.make(first, "statement", 0, "checked", True)
    workspace.correct(correction)
    with timed("correct"):
        explorer = Explorer(workspace)
    workspace.undo(correction.id)
    for name, filters in ASKED.items():
        found = explorer.view(filters)
        number = len(found.statements) + len(found.casualties)
        row(f"{name}, {number:,} found", medians(runs, partial(ask, explorer, filters)))


def ask(explorer: Explorer, filters: Filters) -> None:
    """What a page asks for when its filters have changed; the search is not the one of before."""
    explorer.view(Filters(query="quixotry"))
    explorer.view(filters)
    explorer.facets(filters)


def on_the_page(path: Path, runs: int, folder: Path) -> None:
    """Measure what a person waits for."""
    server = Server(ROOT / "streamlit_app.py", folder / "log", ["--workspace", str(path)])
    expect.set_options(timeout=PATIENCE)
    width, height = WIDE
    try:
        server.wait()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
            names = ("page, first", "page", "click", "map click", "type")
            times: dict[str, list[float]] = {name: [] for name in names}
            for number in range(runs):
                page = pages.Page(
                    browser.new_context(viewport={"width": width, "height": height}), server.url
                )
                page.page.set_default_timeout(PATIENCE)
                begun = time.perf_counter()
                page.open()
                MapOnPage(page).wait()
                times["page" if number else "page, first"].append(time.perf_counter() - begun)
                times["click"].append(pages.filter_outcome(page))
                page.open()
                MapOnPage(page).wait()
                times["map click"].append(pages.pick_on_map(page))
                page.open()
                MapOnPage(page).wait()
                times["type"].append(pages.search(page))
                page.close()
            browser.close()
        for name, seconds in ((name, seconds) for name, seconds in times.items() if seconds):
            row(name, f"{statistics.median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f})")
        row("memory with a page", f"{resident_mb(server.pid):,.0f} MB")
    finally:
        server.stop()


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print a row with the seconds that a block took in this process, and by the clock."""
    begun, cpu = time.perf_counter(), time.process_time()
    yield
    row(what, f"{time.process_time() - cpu:.2f} s CPU, {time.perf_counter() - begun:.2f} s")


def medians(runs: int, do: Callable[[], None]) -> str:
    """The medians of the seconds that some runs take in this process, and by the clock."""
    times = []
    for _ in range(runs):
        begun, cpu = time.perf_counter(), time.process_time()
        do()
        times.append((time.process_time() - cpu, time.perf_counter() - begun))
    used, waited = map(statistics.median, zip(*times, strict=True))
    return f"{used:.2f} s CPU, {waited:.2f} s"


if __name__ == "__main__":
    main()
