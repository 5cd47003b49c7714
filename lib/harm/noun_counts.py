"""The count of a noun, before it or in brackets behind it, and that of the share that is meant ("12 of the 40")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from lib.beside import beside
from lib.counts import CountExpression
from lib.harm.people import (
    is_collective,
    is_ordinal,
    noun_row,
    sort_of,
)
from lib.harm.words import claim_words

Counts = Mapping[int, CountExpression]
_FARTHEST_COUNT = 9  # tokens between a count and the noun it counts
_BETWEEN = ("ADJ", "NOUN", "PROPN", "NUM", "ADV", "PART", "VERB", "CCONJ", "DET")
_FINITE = ("VBD", "VBP", "VBZ", "VB", "MD")
_MODIFIERS = ("compound", "amod", "nmod", "poss", "conj", "appos")
_SIGNS = ("sign", "news", "word", "trace")
EVERYONE = ("everyone", "everybody", "all")
_HYPHENS = ("-", "‑")
_MARKS = ",-–‑/“”\"'‘’"


def index_counts(expressions: Iterable[CountExpression]) -> dict[int, CountExpression]:
    """The expression at each token that belongs to one."""
    return {i: expression for expression in expressions for i in range(expression.start, expression.end)}


def count_for(head: Token, counts: Counts) -> CountExpression | None:
    """The expression that counts a noun: on it, before it, or over an "of" ("dozens of people")."""
    if head.i in counts:
        return counts[head.i]
    if is_ordinal(head):
        return None  # "two men were shot, a third in critical condition"
    of = head.head
    if head.dep_ == "pobj" and of.lower_ == "of" and of.head.i in counts and of.head.i < head.i:
        own = count_before_noun(head, counts)  # "two of the nine hostages" are nine hostages
        return own if own is not None and own.start > of.i else counts[of.head.i]
    if head.dep_ == "pobj" and head.head.lower_ == "of" and _is_account(head.head.head):
        account = count_before_noun(head.head.head, counts)
        if head.head.head.lemma_ in _SIGNS and noun_row(head) is not None:
            own = count_before_noun(head, counts)
            return own if own != account else None  # "no sign of 20 men", "no trace of the pilot"
        if account is not None and account.count.qualifier == "none":
            return account  # "no reports of casualties"
    before = count_before_noun(head, counts)
    if before is not None:
        return _share(before, head, counts)
    first = counts.get(head.head.i - 1) if head.dep_ == "conj" else None
    if first is not None and first.count.qualifier == "none":
        return first  # "no arrests or injuries"
    if is_collective(head) or head.lower_ in EVERYONE:  # "a family of five", "a group of 20 migrants"
        for of in head.rights:
            if of.lower_ == "of" and _leads_to_places(of):
                continue  # "the population of 40 villages"
            if of.lower_ == "of" and of.i + 1 in counts:
                return counts[of.i + 1]  # "a family of five | and a crew"
            for noun in of.children if of.lower_ == "of" else ():
                inside = count_for(noun, counts) if noun.dep_ == "pobj" and sort_of(noun) != "thing" else None
                if inside is not None:
                    return inside
            if of.dep_ == "appos" and sort_of(of) == "person":  # "the family, 14 people, was killed"
                return count_before_noun(of, counts)
    return None


def _leads_to_places(of: Token) -> bool:
    settlements = claim_words("settlement")
    return any(noun.dep_ == "pobj" and noun.lemma_.lower() in settlements for noun in of.children)


def _is_account(noun: Token) -> bool:
    return noun.lemma_.lower() in claim_words("account")


def _share(expression: CountExpression, head: Token, counts: Counts) -> CountExpression:
    """The share that is said of counted persons ("half of the 60 passengers"), or the count itself."""
    first = head.doc[expression.start]
    before = beside(first, -1) if not first.is_sent_start and first.i > 0 else first
    if before.dep_ == "det" and before.i - 1 in counts:
        before = beside(before, -1)
    share = counts.get(before.i)
    return share if share is not None and share.count.low is None and share.count.high is None else expression


def count_before_noun(head: Token, counts: Counts) -> CountExpression | None:
    """The count to the left of a noun, with nothing but the noun's own modifiers between."""
    word = head
    for _ in range(_FARTHEST_COUNT):
        if word.is_sent_start or word.i == 0:
            return None
        word = beside(word, -1)
        if word.i in counts:
            return counts[word.i]
        if (written := restated(word, counts)) is not None:
            return written
        if word.lower_ == "of" and word.i - 1 in counts:
            return counts[word.i - 1]
        if _is_hyphenated(word):  # "nine off-duty soldiers"
            continue
        if word.tag_ in ("PRP$", "POS") or (word.is_punct and word.text in _MARKS):
            continue
        if word.pos_ not in _BETWEEN or word.tag_ in _FINITE:
            return None
        if word.pos_ == "CCONJ" and word.head.dep_ not in _MODIFIERS[:3] and word.head.pos_ != "ADJ":
            return None
        if word.pos_ in ("NOUN", "PROPN") and word.dep_ not in _MODIFIERS:
            return None
    return None


def restated(bracket: Token, counts: Counts) -> CountExpression | None:
    """The count that a figure in brackets repeats, before the closing bracket ("five (5) men")."""
    i, doc = bracket.i, bracket.doc
    if bracket.text != ")" or i < 3 or doc[i - 2].text != "(" or not doc[i - 1].like_num:
        return None
    return counts.get(i - 3)


def _is_hyphenated(word: Token) -> bool:
    """Whether a word is joined to another by a hyphen."""
    doc = word.doc
    after = not word.whitespace_ and word.i + 1 < len(doc) and doc[word.i + 1].text in _HYPHENS
    return after or (word.i > 0 and doc[word.i - 1].text in _HYPHENS and not doc[word.i - 1].whitespace_)
