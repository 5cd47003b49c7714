"""The words beside a word: at a distance, or one after the other in its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token


def beside(token: Token, offset: int) -> Token:
    """The word ``offset`` tokens after a word, before it if negative; the first or the last of a report beyond these.

    spaCy's own ``Token.nbor`` raises an IndexError there.
    """
    doc = token.doc
    return doc[min(max(token.i + offset, 0), len(doc) - 1)]


def words_after(token: Token, most: int) -> Iterator[Token]:
    """The words after a token in its sentence, ``most`` at the most."""
    for i in range(token.i + 1, min(len(token.doc), token.i + 1 + most)):
        word = token.doc[i]
        if word.is_sent_start:
            return
        yield word


def words_before(token: Token, most: int) -> Iterator[Token]:
    """The words before a token in its sentence, nearest first, ``most`` at the most."""
    word = token
    for _ in range(most):
        if word.is_sent_start or word.i == 0:
            return
        word = beside(word, -1)
        yield word
