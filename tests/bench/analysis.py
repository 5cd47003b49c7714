"""What reading costs beside bare parsing: python -m tests.bench.analysis [--repeat N] [--runs N].

Prints, over the sample reports, the CPU seconds of spaCy's ``nlp.pipe`` alone, of the whole analysis and of
each of its parts, as medians of several runs in one process, and their ratio to the parsing.
"""

import argparse
import json
import platform
import statistics
import time
from collections import defaultdict
from pathlib import Path

from lib import casualties, language, places, resolution, speakers, statements
from lib.documents import make_article
from lib.gazetteer import Gazetteer
from lib.layout import read_layout
from lib.readers import read_paths, split

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples" / "reports.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3, help="how often each report is read in a run")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    articles, _ = split(read_paths([SAMPLES]))
    articles = [make_article(a.text, title=a.title, published=a.published) for a in articles] * options.repeat
    gazetteer = Gazetteer()
    times: dict[str, list[float]] = defaultdict(list)
    for run in range(options.runs + 1):
        took = measure(articles, gazetteer)
        if run:
            for part, seconds in took.items():
                times[part].append(seconds)
    medians = {part: statistics.median(values) for part, values in times.items()}
    words = sum(len(a.text.split()) for a in articles)
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    print(f"{len(articles)} reports, {words} words, medians of {options.runs} runs")
    print(f"{'part':24} {'CPU s':>8} {'of parsing':>11}")
    for part, seconds in medians.items():
        print(f"{part:24} {seconds:8.3f} {seconds / medians['parsing']:10.1%}")
    print(json.dumps({"words_per_cpu_second": round(words / medians["all"])}))


def measure(articles, gazetteer) -> dict[str, float]:
    """CPU seconds of each part over the articles."""
    took: dict[str, float] = {}
    docs = timed(took, "parsing", lambda: list(language.parse(a.text for a in articles)))
    layouts = timed(took, "layout", lambda: [read_layout(a.text) for a in articles])
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
    took["all"] = sum(took.values())
    return took


def timed(took, part, work):
    start = time.process_time()
    result = work()
    took[part] = time.process_time() - start
    return result


if __name__ == "__main__":
    main()
