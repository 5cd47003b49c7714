"""Finds the entities and tokens of a Doc by their position in characters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc, Span, Token


class Entities:
    """The model's entities, found by position."""

    def __init__(self, doc: Doc) -> None:
        self._entities = list(doc.ents)
        self._starts = [entity.start_char for entity in self._entities]

    def at(self, start: int, end: int) -> Span | None:
        """The last entity that shares a character with ``start`` to ``end``."""
        index = bisect_right(self._starts, end - 1) - 1
        if index < 0 or self._entities[index].end_char <= start:
            return None
        return self._entities[index]

    def between(self, start: int, end: int) -> list[Span]:
        """The entities that begin from ``start`` on and before ``end``."""
        return self._entities[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def is_exactly(self, start: int, end: int, label: str) -> bool:
        """Whether ``start`` to ``end`` is an entity of this label by itself."""
        entity = self.at(start, end)
        return (
            entity is not None
            and entity.label_ == label
            and (entity.start_char, entity.end_char) == (start, end)
        )


class Tokens:
    """The tokens of a Doc, found by position in characters."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts: list[int] = doc.to_array("IDX").tolist()

    def at(self, position: int) -> Token:
        """The token that holds the character at ``position``, or the last one before it."""
        return self._doc[max(0, bisect_right(self._starts, position) - 1)]

    def span(self, start: int, end: int) -> Span:
        """The tokens that share a character with ``start`` to ``end``."""
        return self._doc[self.at(start).i : self.at(end - 1).i + 1]
