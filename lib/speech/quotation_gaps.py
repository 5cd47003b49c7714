"""The words between the quotations of a paragraph: which go with the one before them, and which with the one after."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from lib.speech.phrases import sentence_bounds

STOPS = frozenset({".", "!", "?", "…", "..."})


@dataclass(frozen=True, slots=True)
class Gap:
    """The tokens between two quotations of a paragraph: ``start`` to ``stop`` (exclusive)."""

    doc: Doc
    start: int
    stop: int

    def tokens(self) -> list[Token]:
        """Its words and marks, without white space."""
        return [token for token in self.doc[self.start : self.stop] if not token.is_space]

    def head(self) -> list[Token]:
        """What leads up to the quotation after the gap; before a colon, the whole of its sentence."""
        _, head = self.split()
        if not head or head[-1].text != ":" or head[0].i > self.start:
            return head
        return list(self.doc[sentence_bounds(head[0])[0] : self.start]) + head

    def split(self) -> tuple[list[Token], list[Token]]:
        """What belongs to the quotation before (to the first stop) and after (from the last stop)."""
        tokens = self.tokens()
        stops = [
            k
            for k, token in enumerate(tokens)
            if token.text in STOPS and (k + 1 == len(tokens) or _begins(tokens[k + 1]))
        ]
        stops = [k for k in stops if k > 0] or stops
        if not stops:
            return tokens, tokens
        return tokens[: stops[0]], tokens[stops[-1] + 1 :]


def _begins(token: Token) -> bool:
    return not token.text[:1].islower()
