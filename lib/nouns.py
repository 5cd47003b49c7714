"""The English nouns that in no sense stand for persons, by WordNet."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lib.errors import DataError

_FILE = Path(__file__).resolve().parent.parent / "data" / "nouns" / "things.txt"


@cache
def things() -> frozenset[str]:
    """The nouns, in small letters, that stand for no persons and no groups of them ("merger", "shard").

    Source: WordNet 3.0, Princeton University (data/nouns/SOURCES.md).

    Raises:
        DataError: when the file is missing or cannot be read.
    """
    try:
        return frozenset(_FILE.read_text(encoding="utf-8").split())
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{_FILE} cannot be read ({error}). Install Dateline again.") from error
