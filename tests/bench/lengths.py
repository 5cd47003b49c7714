"""How the time of analysis grows with the length of hostile texts: python -m tests.bench.lengths [--characters N].

Prints, for each kind of text, the CPU seconds at a length, at twice and at four times that, and by how much the time
grew with each doubling on average: 2 is linear, 4 would be the square.
"""

import argparse
import time

from lib.analysis import analyze
from lib.gazetteer import shipped
from lib.records import Article
from tests.bench.memory import peak_mb
from tests.bench.table import row
from tests.test_hard_to_break import HOSTILE, repeated


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--characters", type=int, default=10_000)
    parser.add_argument("only", nargs="*", help="names of kinds of text; all by default")
    options = parser.parse_args()
    seconds_for("A shell hit Odesa. " * 200)
    growths = {}
    for case in HOSTILE:
        if options.only and case.id not in options.only:
            continue
        part = str(case.values[0])
        took = [seconds_for(repeated(part, options.characters * times)) for times in (1, 2, 4)]
        growths[case.id] = (took[2] / took[0]) ** 0.5
        print(
            f"{case.id!s:34} {took[0]:7.2f} {took[1]:7.2f} {took[2]:7.2f} s   x {growths[case.id]:.2f}",
            flush=True,
        )
    worst = max(growths, key=lambda name: growths[name])
    print(f"peak memory {peak_mb():,.0f} MB")
    row("hostile texts of twice the length, the worst kind, CPU", f"{growths[worst]:.2f} times ({worst})")


def seconds_for(text: str) -> float:
    """CPU seconds of the analysis of a text."""
    article = Article("long", None, None, None, "2026-03-14", text)
    start = time.process_time()
    list(analyze([article], gazetteer=shipped()))
    return time.process_time() - start


if __name__ == "__main__":
    main()
