"""Paragraphs of a document, joined to the text of an article with what is set apart in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from lib.documents import clean
from lib.records import Stretch

BlockKind = Literal["prose", "heading", "caption", "furniture"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a document, on one line, and what it is by the document's own account."""

    text: str
    kind: BlockKind = "prose"


def block_of(text: str, kind: BlockKind = "prose") -> Block | None:
    """A block of the words in ``text``, or ``None`` when there are none."""
    words = " ".join(clean(text).split())
    return Block(words, kind) if words else None


def join(blocks: Iterable[Block]) -> tuple[str, tuple[Stretch, ...]]:
    """The text of the blocks, a blank line between them, and the stretches that are not prose."""
    pieces: list[str] = []
    stretches: list[Stretch] = []
    position = 0
    for block in blocks:
        if pieces:
            position += 2
        pieces.append(block.text)
        if block.kind != "prose":
            stretches.append(Stretch(position, position + len(block.text), block.kind))
        position += len(block.text)
    return "\n\n".join(pieces), tuple(stretches)
