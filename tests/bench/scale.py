"""What reading a million reports costs: CPU time of a report, bytes in the workspace, and what follows.

    python -m tests.bench.scale [REPORTS]

CPU time is measured in this process, so that other work on the machine changes it little.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lib.batch import Intake, in_this_process
from lib.installed import MODEL
from lib.records import Article
from lib.storage.database import Database
from lib.storage.store import DatabaseStore
from lib.workspace import sample

MILLION = 1_000_000


def made(number: int) -> Iterator[Article]:
    """So many reports: the sample's, each with a line that tells it from the others."""
    articles = [analysis.article for analysis in sample()]
    for index in range(number):
        article = articles[index % len(articles)]
        text = f"{article.text}\n\nThis is report {index}."
        yield replace(article, id=f"r{index}", text=text, stretches=())


def main(number: int) -> None:
    """Measure over ``number`` reports and print what follows for a million."""
    articles = list(made(number))
    words = sum(len(article.text.split()) for article in articles) / number
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        store = DatabaseStore(Database.file(path))
        warm = [replace(article, id=f"warm{index}") for index, article in enumerate(made(12))]
        list(Intake(store, in_this_process(MODEL)).add(warm))
        store.remove([article.id for article in warm])
        began = time.process_time()
        list(Intake(store, in_this_process(MODEL)).add(articles))
        seconds = (time.process_time() - began) / number
        kept = store.count()
        store.close()
        size = path.stat().st_size / kept
    print(f"{kept} reports of {words:.0f} words on average")
    print(f"{seconds:.3f} CPU seconds a report, {words / seconds:,.0f} words a CPU second")
    print(f"{size / 1e3:.1f} kB a report in the workspace file")
    print(f"a million such reports: {seconds * MILLION / 3600:.0f} core hours, {size * MILLION / 1e9:.0f} GB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
