"""Inline markup for tests: ``He said <content>it would end</content>.`` as text and spans.

A tag is ``<name key=value key="two words">…</name>``; tags may nest; ``&lt;`` stands for a real ``<``.
"""

import re
from dataclasses import dataclass, field

_TAG = re.compile(
    r"<(?P<close>/)?(?P<name>[a-z_]+)(?P<attributes>(?:\s+\w+=(?:\"[^\"]*\"|[^\s>\"]+))*)\s*>|&lt;"
)
_ATTRIBUTE = re.compile(r"(\w+)=(?:\"([^\"]*)\"|([^\s>\"]+))")


@dataclass(frozen=True)
class Marked:
    """A marked stretch of the text, with the tag's name and attributes."""

    name: str
    start: int
    end: int
    text: str
    attributes: dict[str, str] = field(default_factory=dict)


def read(marked_text: str) -> tuple[str, list[Marked]]:
    """The text without its tags, and what they mark in the order of their starts.

    Raises:
        ValueError: when a tag is not closed, or closed without having been opened.
    """
    pieces: list[str] = []
    length = position = 0
    stack: list[tuple[str, int, dict[str, str]]] = []
    found: list[Marked] = []

    def add(piece: str) -> None:
        nonlocal length
        pieces.append(piece)
        length += len(piece)

    for tag in _TAG.finditer(marked_text):
        add(marked_text[position : tag.start()])
        position = tag.end()
        if tag["name"] is None:
            add("<")
        elif tag["close"]:
            if not stack or stack[-1][0] != tag["name"]:
                raise ValueError(f"</{tag['name']}> closes nothing in {marked_text!r}")
            name, start, attributes = stack.pop()
            found.append(Marked(name, start, length, "".join(pieces)[start:length], attributes))
        else:
            attributes = {key: quoted or bare for key, quoted, bare in _ATTRIBUTE.findall(tag["attributes"])}
            stack.append((tag["name"], length, attributes))
    add(marked_text[position:])
    if stack:
        raise ValueError(f"<{stack[-1][0]}> is never closed in {marked_text!r}")
    return "".join(pieces), sorted(found, key=lambda mark: (mark.start, -mark.end))
