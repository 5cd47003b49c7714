"""What reading costs beside bare parsing: python -m tests.bench.analysis [--reports N] [--runs N].

Prints, over the same reports, the CPU seconds of spaCy's ``nlp.pipe`` alone with the same model and components, of the
whole analysis, and of its parts, as medians of several runs in one process and as ratios to the parsing; then how much
more two processes read than one in the same time.
"""

import argparse
import os
import platform
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import Any

from lib import casualties, language, places, resolution, speakers, statements
from lib.analysis import analyze
from lib.gazetteer import Gazetteer, shipped
from lib.layout import read_layout
from lib.records import Article
from tests.bench import corpus
from tests.bench.table import row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    articles = list(corpus.reports(options.reports))
    list(analyze(articles))
    times: dict[str, list[float]] = defaultdict(list)
    for _ in range(options.runs):
        for part, seconds in measure(articles, shipped()).items():
            times[part].append(seconds)
    medians = {part: statistics.median(values) for part, values in times.items()}
    ratio = statistics.median(
        whole / bare for whole, bare in zip(times["whole analysis"], times["nlp.pipe"], strict=True)
    )
    words = sum(len(a.text.split()) for a in articles)
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{len(articles)} reports, {words:,} words, medians of {options.runs} runs")
    print(f"{'part':24} {'CPU s':>8} {'of nlp.pipe':>12}")
    for part, seconds in medians.items():
        print(f"{part:24} {seconds:8.3f} {seconds / medians['nlp.pipe']:11.1%}")
    print(f"whole analysis / nlp.pipe, median of the ratios: {ratio:.2f}")
    one, two = throughput(articles, 1), throughput(articles, 2)
    print(f"two processes: {two / one:.2f} times the reports of one in the same time")
    row(f"analysis of {len(articles)} reports beside bare nlp.pipe, CPU", f"{ratio:.2f} times")
    row("words read a CPU second", f"{words / medians['whole analysis']:,.0f}")
    row("two processes beside one, reports in the same time", f"{two / one:.2f} times")


def measure(articles: Sequence[Article], gazetteer: Gazetteer) -> dict[str, float]:
    """CPU seconds of parsing alone, of the whole, and of each part over the articles."""
    took: dict[str, float] = {}
    nlp = language.load()

    def bare() -> None:
        with nlp.memory_zone():
            for _ in nlp.pipe(article.text for article in articles):
                pass

    timed(took, "nlp.pipe", bare)
    timed(took, "whole analysis", lambda: list(analyze(articles, gazetteer=gazetteer)))
    docs = list(language.parse(article.text for article in articles))
    layouts = timed(took, "layout", lambda: [read_layout(a.text, a.stretches) for a in articles])
    pairs = list(zip(docs, layouts, articles, strict=True))
    toponyms = timed(
        took,
        "toponym recognition",
        lambda: [tuple(places.find_toponyms(d, y, gazetteer)) for d, y, _ in pairs],
    )
    mentions = timed(
        took,
        "toponym resolution",
        lambda: [
            resolution.resolve(found, d, gazetteer, title=a.title)
            for (d, _, a), found in zip(pairs, toponyms, strict=True)
        ],
    )
    said = timed(took, "statements", lambda: [tuple(statements.find_statements(d, y)) for d, y, _ in pairs])
    said = timed(
        took,
        "speakers",
        lambda: [speakers.attribute(s, d, y) for (d, y, _), s in zip(pairs, said, strict=True)],
    )
    timed(
        took,
        "casualties",
        lambda: [
            tuple(casualties.find_casualties(d, y, places=m, statements=s, published=a.published))
            for (d, y, a), m, s in zip(pairs, mentions, said, strict=True)
        ],
    )
    return took


def timed(took: dict[str, float], part: str, work: Callable[[], Any]) -> Any:
    """The result of some work, its CPU seconds noted under ``part``."""
    start = time.process_time()
    result = work()
    took[part] = time.process_time() - start
    return result


def throughput(articles: Sequence[Article], processes: int) -> float:
    """Reports a second that so many processes read, once each has loaded the model."""
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


if __name__ == "__main__":
    main()
