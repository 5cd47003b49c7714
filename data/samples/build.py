"""Analyses the sample reports and writes analyses.jsonl, which the first screen shows: make sample."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from lib.__main__ import main  # noqa: E402 - the line above makes the package findable

if __name__ == "__main__":
    sys.exit(main([str(HERE / "reports.jsonl"), "-o", str(HERE / "analyses.jsonl")]))
