"""What a count near a word counts: the count before or after it, and the noun between them."""

from __future__ import annotations

from spacy.tokens import Token

from lib.beside import words_after, words_before
from lib.counts import CountExpression
from lib.harm.noun_counts import Counts, restated
from lib.harm.people import antecedent, sort_of
from lib.harm.words import claim_words

SUBJECTS = ("nsubj", "nsubjpass")


def count_before(token: Token, counts: Counts) -> CountExpression | None:
    """The count before a word, with no more than its noun and an auxiliary between ("12 people killed")."""
    for word in words_before(token, 7):
        if word.i in counts:
            return counts[word.i]
        if (written := restated(word, counts)) is not None:
            return written
        if word.lower_ in claim_words("filler") or word.pos_ in ("AUX", "ADV"):
            continue
        if (word.pos_ in ("NOUN", "PROPN", "ADJ") and sort_of(word) != "thing") or word.dep_ == "amod":
            continue
        if word.lower_ in ("of", "them", "whom", "those"):
            continue
        return None
    return None


def count_after(token: Token, counts: Counts) -> CountExpression | None:
    """The count soon after a verb, with no more than a date between ("killed on Friday 25 civilians")."""
    for word in words_after(token, 5):
        if word.i in counts:
            return counts[word.i]
        if word.text == ",":
            return None
        if word.pos_ not in ("DET", "ADJ", "ADV", "PUNCT", "X") and not (
            word.ent_type_ in ("DATE", "TIME") or word.lower_ == "on"
        ):
            return None
    return None


def share_of(noun: Token, counts: Counts) -> Token:
    """The count of some of counted persons ("ten of the 14 crew are missing"), or the noun itself."""
    inside = noun.pos_ == "NOUN" and noun.dep_ == "pobj" and noun.head.lower_ == "of"
    whole = noun.head.head if inside else noun
    return whole if whole.i in counts and whole.dep_ in SUBJECTS else noun


def counted_word(expression: CountExpression, before: Token) -> Token:
    """The noun between a count and the word ``before``, or the count's own last token."""
    doc = before.doc
    for i in range(before.i - 1, expression.end - 1, -1):
        if doc[i].pos_ in ("NOUN", "PROPN"):
            return doc[i]
    return doc[expression.end - 1]


def counted_after(expression: CountExpression, token: Token) -> Token:
    """The noun that follows a count, or the count's own last token."""
    last = token.doc[expression.end - 1]
    return last.head if last.dep_ == "nummod" and last.head.i > last.i else last


def is_other_telling(noun: Token, counts: Counts) -> bool:
    """Whether "another" is a source of its own, and nobody harmed ("one officer spoke of 30 dead, another of 60")."""
    of = next((child for child in noun.rights if child.lower_ == "of"), None)
    return noun.lower_ == "another" and of is not None and of.i + 1 in counts


def are_things(figure: Token) -> bool:
    """Whether a bare figure counts things or animals, as "which" says of it ("but for 34, which died")."""
    if figure.pos_ != "NUM":
        return figure.lower_ == "which"
    following = list(words_after(figure, 2))
    if [word.lower_ for word in following] == [",", "which"] and following[-1].dep_ in SUBJECTS:
        return True
    of = next((child for child in figure.rights if child.lower_ == "of"), None)
    which = (
        next((child for child in of.children if child.lower_ == "which"), None) if of is not None else None
    )
    return which is not None and sort_of(antecedent(which)) == "thing"
