"""The long tests, about three quarters of an hour: python -m tests.soak [--minutes N] (make soak).

fuzz      analysis of texts made of hostile parts, up to 1,000,000 characters, for ``--minutes``: every span is a slice
          of its text, and what is written is read back
longest   texts of a million characters of the worst kinds, and 10,000 names of places: the same
readers   the fuzz of the readers, tests/fuzz_readers.py
reruns    500 searches by one visitor: the memory of the server after them beside that after the first 50
sessions  50 visitors one after the other, each with a report: the same

Ends with an error at the first fault.
"""

import argparse
import asyncio
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

from websockets.asyncio.client import connect

from lib import language
from lib.analysis import analyze
from lib.gazetteer import DEFAULT_PATH, shipped
from lib.records import Article, analysis_from_json, spans_of, to_json
from tests.bench.memory import peak_mb, resident_mb
from tests.bench.visitors import Visitor, report, visit
from tests.browser.server import ROOT, Server
from tests.test_hard_to_break import HOSTILE

_MOST_POPULOUS = "SELECT DISTINCT name FROM place ORDER BY population DESC LIMIT 10000"
GROWTH_MB = 60
"""Memory that 450 reruns or 40 sessions may add; a leak of one report's rows in each would be far more."""


def fuzz(minutes: float, seed: int) -> None:
    """Analyse random hostile texts until the time is up."""
    chance = random.Random(seed)
    parts = [str(case.values[0]) for case in HOSTILE]
    end = time.monotonic() + 60 * minutes
    texts = characters = 0
    while time.monotonic() < end:
        length = int(10 ** chance.uniform(1, 6 if texts % 50 == 49 else 4.3))
        text = hostile(chance, parts, length)
        article = Article(f"fuzz {texts}", None, None, None, "2026-03-14", text)
        check(article, f"seed {seed}, text {texts}")
        texts, characters = texts + 1, characters + len(text)
    print(f"fuzz      {texts:,} texts, {characters:,} characters, seed {seed}, peak {peak_mb():,.0f} MB")


def check(article: Article, what: str) -> None:
    """Analyse an article: its spans are slices of its text, and what is written is read back."""
    (analysis,) = analyze([article], gazetteer=shipped())
    for span in spans_of(analysis):
        assert article.text[span.start : span.end] == span.text, what
    assert analysis_from_json(json.loads(json.dumps(to_json(analysis)))) == analysis, what


def longest() -> None:
    """Analyse texts as long as they may be, and one that is nothing but places."""
    half = language.MAX_CHARACTERS // 2
    with closing(sqlite3.connect(f"{DEFAULT_PATH.absolute().as_uri()}?mode=ro", uri=True)) as gazetteer:
        names = [name for (name,) in gazetteer.execute(_MOST_POPULOUS)]
    for what, text in {
        "10,000 names of places": ", ".join(names),
        "marks within marks": "“‘" * (half // 2) + "’”" * (half // 2),
        "a million quotation marks": '"' * language.MAX_CHARACTERS,
    }.items():
        begun = time.process_time()
        check(Article(what, None, None, None, "2026-03-14", text), what)
        seconds = time.process_time() - begun
        print(f"longest   {what}: {seconds:,.0f} CPU s, peak {peak_mb():,.0f} MB", flush=True)


def hostile(chance: random.Random, parts: list[str], length: int) -> str:
    """A text of ``length`` characters out of runs of the parts, any characters, and lines."""
    pieces: list[str] = []
    total = 0
    while total < length:
        if chance.random() < 0.3:
            piece = "".join(map(chr, chance.choices(range(1, 0xD800), k=chance.randint(1, 40))))
        else:
            piece = chance.choice(parts) * chance.choice((1, 1, 1, 2, 5, 400))
        pieces.append(piece + chance.choice((" ", "", "\n", ". ")))
        total += len(pieces[-1])
    return "".join(pieces)[: min(length, language.MAX_CHARACTERS)]


def readers() -> None:
    """The fuzz of the readers, in a process of its own."""
    subprocess.run([sys.executable, "-m", "tests.fuzz_readers"], cwd=ROOT, check=True)


async def reruns(address: str, pid: int) -> tuple[float, float]:
    """Memory in MB after 50 and after 500 reruns of one visitor's page."""
    async with connect(address, subprotocols=["streamlit"], max_size=None, ping_interval=None) as socket:  # type: ignore[list-item]
        visitor = Visitor(0, socket)
        await visitor.run("open")
        await visitor.run("dialog", "add")
        visitor.values = {"paste_text": report(visitor.word), "paste_title": "One"}
        await visitor.run("read", "paste_add", in_dialog=True)
        early = 0.0
        for turn in range(500):
            visitor.values = {"q": ("hospital", "killed", "ceasefire", "", visitor.word)[turn % 5]}
            await visitor.run("search")
            early = resident_mb(pid) if turn == 50 else early
        assert not visitor.faults, visitor.faults
        return early, resident_mb(pid)


async def sessions(address: str, pid: int) -> tuple[float, float]:
    """Memory in MB after 10 and after 50 visitors, one after the other, who each left a report behind."""
    early = 0.0
    for number in range(50):
        visitor = await visit(number, address, searches=2)
        assert not visitor.faults, visitor.faults
        early = resident_mb(pid) if number == 10 else early
    return early, resident_mb(pid)


def served(name: str, work: Callable[[str, int], Awaitable[tuple[float, float]]]) -> None:
    """Do the work against a server whose sessions end soon after their visitor left, and compare its memory."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(ROOT / "streamlit_app.py", Path(folder) / "log", disconnectedSessionTTL="1")
        try:
            server.wait()
            address = server.url.replace("http", "ws") + "/_stcore/stream"
            early, late = asyncio.run(_awaited(work(address, server.pid)))
            peak = peak_mb(server.pid)
        except AssertionError as fault:
            raise AssertionError(f"{fault}\n{server.log()}") from fault
        finally:
            server.stop()
        trouble = server.trouble()
    print(f"{name:9} {early:,.0f} MB early, {late:,.0f} MB at the end, peak {peak:,.0f} MB", flush=True)
    assert late - early < GROWTH_MB, f"memory grew by {late - early:,.0f} MB"
    assert not trouble, trouble


async def _awaited(work: Awaitable[tuple[float, float]]) -> tuple[float, float]:
    return await work


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10, help="for the fuzz of analysis")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("only", nargs="*", help="parts to run; all by default")
    options = parser.parse_args()
    steps: dict[str, Callable[[], None]] = {
        "reruns": lambda: served("reruns", reruns),
        "sessions": lambda: served("sessions", sessions),
        "readers": readers,
        "fuzz": lambda: fuzz(options.minutes, options.seed),
        "longest": longest,
    }
    for name in options.only or steps:
        steps[name]()


if __name__ == "__main__":
    main()
