"""The words beside a word, also where a report begins or ends."""

from __future__ import annotations

from spacy.tokens import Token


def beside(token: Token, offset: int) -> Token:
    """The word ``offset`` tokens after a word, before it if negative; the first or the last of a report beyond these.

    spaCy's own ``Token.nbor`` raises an IndexError there.
    """
    doc = token.doc
    return doc[min(max(token.i + offset, 0), len(doc) - 1)]
