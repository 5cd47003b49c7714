"""What finding and resolving places costs beside parsing: python -m tests.bench.resolution [--runs N].

Prints, over the sample reports, medians of the CPU seconds of parsing, recognition and resolution with the
share of the parsing that the latter two make (at most 15% is wanted), and the seconds for two worst cases.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from lib import language
from lib.gazetteer import Gazetteer
from lib.layout import read_layout
from lib.places import find_toponyms
from lib.resolution import resolve

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples" / "reports.jsonl"


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds that an action takes, and what it gives."""
    start = time.process_time()
    result = action()
    return time.process_time() - start, result


def worst_cases() -> dict[str, str]:
    """Texts that are hard on purpose."""
    names = ("Paris", "Springfield", "San Jose", "Kyiv", "Tripoli", "Washington", "Georgia")
    many = "\n".join(
        f"It rained in {names[i % len(names)]} and {names[-i % len(names)]}." for i in range(5000)
    )
    distinct = "\n".join(
        f"It rained in San {chr(65 + i % 26)}{chr(97 + i // 26 % 26)}rez." for i in range(5000)
    )
    return {
        "ten thousand place names": many,
        "five thousand unknown names": distinct,
        "a name of 10,000 letters": "He went to " + "Kharkiv" * 1430 + ".",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    texts = [json.loads(line)["text"] for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
    language.load()
    gazetteer = Gazetteer()

    def places_of(doc: Doc) -> tuple[float, float]:
        layout = read_layout(doc.text)
        finding, toponyms = timed(lambda: tuple(find_toponyms(doc, layout, gazetteer)))
        resolving, _ = timed(lambda: resolve(toponyms, doc, gazetteer))
        return finding, resolving

    rows = []
    for _ in range(options.runs):
        parsing, docs = timed(lambda: list(language.parse(texts)))
        costs = [places_of(doc) for doc in docs]
        rows.append((parsing, sum(c[0] for c in costs), sum(c[1] for c in costs)))
    parsing, finding, resolving = (statistics.median(column) for column in zip(*rows, strict=True))
    print(
        f"{len(texts)} reports, {sum(len(text.split()) for text in texts)} words, median of {options.runs} runs"
    )
    for name, seconds in (("parsing", parsing), ("recognition", finding), ("resolution", resolving)):
        print(f"{name:30s}{seconds:8.3f} s  {seconds / parsing:6.1%} of parsing")
    for name, text in worst_cases().items():
        parsing, (doc,) = timed(lambda text=text: list(language.parse([text])))
        print(f"{name:30s}{sum(places_of(doc)):8.3f} s  (parsing {parsing:.3f} s)")


if __name__ == "__main__":
    main()
