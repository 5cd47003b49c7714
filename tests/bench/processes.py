"""How much more two processes read than one: python -m tests.bench.processes [--reports N] [--processes N].

Prints reports a second, each of them read and kept in a workspace file, for one process and for several:

whole command   python -m lib --workspace from its start to its end, with the time to load the model
once started    the same work by processes that have read some reports already
apart           by processes that share nothing, with no Dask and no file between them: what the machine allows

Wall time is measured, so the machine should have nothing else to do; its load is printed.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

from lib import batch, cluster
from lib.analysis import analyze
from lib.installed import MODEL
from lib.records import Article
from lib.storage.database import Database
from lib.storage.store import DatabaseStore
from tests.bench import corpus
from tests.bench.table import row
from tests.browser.server import ROOT


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=640)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    articles = list(corpus.reports(options.reports))
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {len(articles)} reports")
    several = f"{options.processes} processes"
    print(f"{'reports a second':16} {'one process':>12} {several:>12}")
    for name, measure in MEASURES.items():
        one, more = measure(articles, 1), measure(articles, options.processes)
        print(f"{name:16} {one:12.1f} {more:12.1f}   {more / one:.2f} times", flush=True)
        row(f"{several} beside one, reports in the same time: {name}", f"{more / one:.2f} times")


def whole_command(articles: Sequence[Article], processes: int) -> float:
    """Reports a second by the command, from its start to its end."""
    with tempfile.TemporaryDirectory() as folder:
        reports, kept = Path(folder) / "reports.jsonl", Path(folder) / "kept.db"
        rows = ({"id": a.id, "text": a.text, "source": a.source, "published": a.published} for a in articles)
        reports.write_text("".join(json.dumps(fields) + "\n" for fields in rows), encoding="utf-8")
        command = [sys.executable, "-W", "ignore", "-m", "lib", "--workspace", str(kept), str(reports)]
        start = time.perf_counter()
        subprocess.run([*command, "--processes", str(processes)], cwd=ROOT, check=True, capture_output=True)
        return len(articles) / (time.perf_counter() - start)


def once_started(articles: Sequence[Article], processes: int) -> float:
    """Reports a second by readers that have loaded all they need, kept in a workspace file."""
    warm = list(corpus.reports(8 * batch.AT_ONCE * processes, seed=2))
    readers = (
        cluster.readers(MODEL, processes=processes)
        if processes > 1
        else nullcontext(batch.in_this_process(MODEL))
    )
    with tempfile.TemporaryDirectory() as folder, readers as reader:
        store = DatabaseStore(Database.file(Path(folder) / "kept.db"))
        try:
            list(batch.Intake(store, reader).add(warm))
            start = time.perf_counter()
            list(batch.Intake(store, reader).add(articles))
            return len(articles) / (time.perf_counter() - start)
        finally:
            store.close()


def apart(articles: Sequence[Article], processes: int) -> float:
    """Reports a second by processes that share nothing, once each has loaded all it needs."""
    shares = [articles[number::processes] for number in range(processes)]
    context = get_context("spawn")
    ready = (context.Barrier(processes),)
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_meet_at, initargs=ready) as pool:
        list(pool.map(_warm_up, [share[:5] for share in shares]))
        start = time.perf_counter()
        list(pool.map(_read, shares))
        return len(articles) / (time.perf_counter() - start)


_ready: Barrier


def _meet_at(barrier: Barrier) -> None:
    global _ready
    _ready = barrier


def _warm_up(articles: Sequence[Article]) -> None:
    """Load all that reading needs; no process takes a second share before each has done so."""
    _read(articles)
    _ready.wait()


def _read(articles: Sequence[Article]) -> int:
    return sum(1 for _ in analyze(articles))


MEASURES: dict[str, Callable[[Sequence[Article], int], float]] = {
    "whole command": whole_command,
    "once started": once_started,
    "apart": apart,
}


if __name__ == "__main__":
    main()
