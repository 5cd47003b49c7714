"""What a casualty claim is attached to: place, date, cause and source, by clause and not by nearness."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from lib.records import ClaimSource, MentionedDate, PlaceMention, Statement
from lib.records import Span as TextSpan


class Attachments:
    """Finds what the claims of one report are attached to."""

    def __init__(
        self, doc: Doc, places: Sequence[PlaceMention], statements: Sequence[Statement], published: str | None
    ) -> None:
        self._doc, self._places, self._statements, self._published = doc, places, statements, published

    def place(self, trigger: Token, head: Token | None) -> int | None:
        return None

    def date(self, trigger: Token, head: Token | None) -> MentionedDate | None:
        return None

    def cause(self, trigger: Token) -> TextSpan | None:
        return None

    def source(self, trigger: Token, start: int, end: int) -> ClaimSource | None:
        return None
