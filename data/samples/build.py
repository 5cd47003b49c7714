"""Analyses the sample reports and writes analyses.jsonl, which the first screen shows: make sample."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from lib.analysis import analyze  # noqa: E402 - the line above makes the package findable
from lib.exports import About, Entry, write_file  # noqa: E402
from lib.exports.json_lines import write  # noqa: E402
from lib.readers import read_paths  # noqa: E402
from lib.records import Article  # noqa: E402

if __name__ == "__main__":
    articles = (item for item in read_paths([HERE / "reports.jsonl"]) if isinstance(item, Article))
    # Without what made them, which would change the file with every word list.
    entries = (Entry(analysis) for analysis in analyze(articles))
    write_file(write(entries, About(selection="")), HERE / "analyses.jsonl")
