"""Writes things.txt: the common nouns of English that in no sense stand for persons, by WordNet.

    python -m data.nouns.build FOLDER

FOLDER holds index.noun and data.noun of WordNet 3.0 (Debian's package wordnet-base has them in /usr/share/wordnet).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parent / "things.txt"
_OF_PERSONS = {3, 14, 18, 23}
"""Lexicographer files whose senses are, or may count, persons: noun.Tops, noun.group, noun.person, noun.quantity
(lexnames(5WN))."""


def _rows(path: Path) -> Iterator[list[str]]:
    """The rows of a WordNet file without its licence, which is indented."""
    for line in path.read_text("latin-1").splitlines():
        if not line.startswith("  "):
            yield line.split(" ")


def things(folder: Path) -> list[str]:
    """The nouns of one word, no names, without a sense that stands for persons, in order."""
    kinds, written = {}, set()
    for row in _rows(folder / "data.noun"):
        kinds[row[0]] = int(row[1])
        written.update(row[4 : 4 + 2 * int(row[3], 16) : 2])
    found = []
    for row in _rows(folder / "index.noun"):
        noun, senses, pointers = row[0], int(row[2]), int(row[3])
        offsets = row[6 + pointers : 6 + pointers + senses]
        common = noun.isalpha() and noun.isascii() and noun in written
        if common and not _OF_PERSONS & {kinds[offset] for offset in offsets}:
            found.append(noun)
    return sorted(found)


def main() -> None:
    """Write the nouns, one a line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    OUT.write_text("".join(f"{noun}\n" for noun in things(parser.parse_args().folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
