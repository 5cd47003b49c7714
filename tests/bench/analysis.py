"""What reading costs beside bare parsing: python -m tests.bench.analysis [--reports N] [--runs N].

Prints, over the same reports, the CPU seconds of spaCy's ``nlp.pipe`` alone with the same model and components, of the
whole analysis, and of its parts, as medians of several runs in one process and as ratios to the parsing. ``nlp.pipe`` is
measured as it comes, with all texts of a turn in one batch, and with the smaller batches of the analysis, which suit a
processor's cache better; these two and the whole analysis take turns, so that what else the machine does slows all three.
``tests.bench.processes`` measures several processes.
"""

import argparse
import os
import platform
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from lib import casualties, language, occasions, places, resolution, speakers, statements
from lib.analysis import analyze
from lib.gazetteer import Gazetteer, shipped
from lib.layout import read_layout
from lib.records import Article
from tests.bench import corpus
from tests.bench.table import row

PLAIN, BATCHED, WHOLE = "nlp.pipe", "nlp.pipe in batches", "whole analysis"
SLICE = 100
"""Reports after which the measurements take turns."""


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
    words = sum(len(a.text.split()) for a in articles)
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{len(articles)} reports, {words:,} words, medians of {options.runs} runs")
    print(f"{'part':24} {'CPU s':>8} {'of nlp.pipe':>12}")
    for part, seconds in medians.items():
        print(f"{part:24} {seconds:8.3f} {seconds / medians[PLAIN]:11.1%}")
    for bare in (PLAIN, BATCHED):
        ratio = statistics.median(whole / of for whole, of in zip(times[WHOLE], times[bare], strict=True))
        row(f"analysis of {len(articles)} reports beside {bare}, CPU", f"{ratio:.2f} times")
    row("words read a CPU second", f"{words / medians[WHOLE]:,.0f}")


def measure(articles: Sequence[Article], gazetteer: Gazetteer) -> dict[str, float]:
    """CPU seconds of parsing alone, of the whole, and of each part over the articles."""
    took = {PLAIN: 0.0, BATCHED: 0.0, WHOLE: 0.0}
    for first in range(0, len(articles), SLICE):
        some = articles[first : first + SLICE]
        texts = [article.text for article in some]
        for part, work in (
            (PLAIN, lambda texts=texts: parse(texts)),
            (BATCHED, lambda texts=texts: [parse(batch) for batch in language.batches(texts, len)]),
            (WHOLE, lambda some=some: list(analyze(some, gazetteer=gazetteer))),
        ):
            timed(took, part, work)
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
    said = timed(
        took,
        "occasions",
        lambda: [
            tuple(occasions.with_occasions(s, d, published=a.published))
            for (d, _, a), s in zip(pairs, said, strict=True)
        ],
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


def parse(texts: Sequence[str]) -> None:
    """spaCy's work alone; the memory that the Docs took is freed, as the analysis frees it."""
    nlp = language.load()
    with nlp.memory_zone():
        for _ in nlp.pipe(texts):
            pass


def timed(took: dict[str, float], part: str, work: Callable[[], Any]) -> Any:
    """The result of some work, its CPU seconds added to those of ``part``."""
    start = time.process_time()
    result = work()
    took[part] = took.get(part, 0.0) + time.process_time() - start
    return result


if __name__ == "__main__":
    main()
