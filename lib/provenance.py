"""What a reading was made by: the versions of Dateline, its language model, word lists and gazetteer."""

from __future__ import annotations

import dataclasses
import hashlib
import importlib.metadata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lib import __version__
from lib.installed import MODEL

_DATA = Path(__file__).resolve().parent.parent / "data"
_LENGTH = 12


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What an analysis depends on besides its report.

    Attributes:
        dateline: Version of Dateline.
        model: Name and version of the spaCy pipeline.
        lexicons: Of the word lists and learned weights, the first 12 digits of their SHA-256.
        gazetteer: Of the gazetteer, the first 12 digits of its SHA-256.
    """

    dateline: str
    model: str
    lexicons: str
    gazetteer: str

    def differences(self, other: MadeBy) -> tuple[str, ...]:
        """What is not the same in ``other``, by name."""
        names = (field.name for field in dataclasses.fields(self))
        return tuple(name for name in names if getattr(self, name) != getattr(other, name))


@cache
def current(model: str = MODEL) -> MadeBy:
    """What a report that is read now, with this spaCy pipeline, is read by."""
    return MadeBy(__version__, _model_version(model), _digest(_word_lists()), _gazetteer_digest())


def _model_version(model: str) -> str:
    try:
        return f"{model} {importlib.metadata.version(model)}"
    except importlib.metadata.PackageNotFoundError:
        return f"{model} of unknown version"


def _word_lists() -> Iterator[Path]:
    yield from sorted((_DATA / "lexicons").glob("*.csv"))
    yield from sorted((_DATA / "resolution").glob("*.json"))
    yield _DATA / "nouns" / "things.txt"


def _digest(paths: Iterator[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:_LENGTH]


def _gazetteer_digest() -> str:
    """As noted beside the gazetteer when it was built; hashing all of it would slow every start."""
    return (_DATA / "gazetteer" / "gazetteer.sha256").read_text(encoding="ascii")[:_LENGTH]
