"""Figures that are the ages of persons and count nobody: "a man of 40", "their sons, 11 and 14,"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from lib.beside import beside
from lib.counts import CountExpression
from lib.harm.noun_counts import Counts
from lib.harm.people import noun_row, sort_of
from lib.harm.words import claim_words


def without_ages(sentence: Span, counts: Counts) -> dict[int, CountExpression]:
    """The counts of a sentence without the ages of persons."""
    figures = [word for i in counts if _is_bare(word := sentence.doc[i])]
    ages = {word.i for word in figures if _is_age_of_one(word) or _is_age_in_aside(word, sentence)}
    listed = {word.i for word in figures if word.dep_ == "conj" and word.head.i in ages}
    return {i: expression for i, expression in counts.items() if i not in ages | listed}


def _is_bare(figure: Token) -> bool:
    """Whether a figure stands before no noun, unless "and" and more figures part them."""
    ends = figure.i + 1 == len(figure.doc)
    return figure.pos_ == "NUM" and (ends or beside(figure, 1).pos_ not in ("NOUN", "PROPN", "ADJ"))


def _is_age_of_one(figure: Token) -> bool:
    """Whether a figure behind "of" is the age of one person ("a girl of 14", not "a family of five")."""
    first = (
        beside(figure, -1)
        if figure.i > 2 and beside(figure, -1).lower_ in claim_words("age hedge")
        else figure
    )  # "of about 45"
    if first.i < 2 or beside(first, -1).lower_ != "of":
        return False
    row = noun_row(beside(first, -2))
    return row is not None and row.number == "one" and beside(first, -2).tag_ == "NN"


def _is_age_in_aside(figure: Token, sentence: Span) -> bool:
    """Whether two bare figures stand in commas behind persons ("two sons, 11 and 14, were unhurt")."""
    start = figure.i - sentence.start
    words = sentence[max(0, start - 2) : start + 4]
    if start < 2 or len(words) < 6 or words[1].text != "," or sort_of(words[0]) != "person":
        return False
    return words[3].lower_ == "and" and words[4].pos_ == "NUM" and words[5].text == ","
