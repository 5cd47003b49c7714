"""Appositions: the name between commas after a noun phrase ("the lawyer, Anna Rohova,")."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from lib.harm.people import is_body
from lib.speech.cast import Cast, Person
from lib.speech.name_spans import clean_name
from lib.speech.names import is_title
from lib.speech.phrases import noun_phrase
from lib.speech.roles import role_of

UNDECIDED = frozenset(
    {"one", "some", "many", "others", "another", "all", "both", "those", "these", "i", "we", "you"}
)
"""Words for somebody whom they do not tell, unless a name follows."""
_OF_A_PHRASE = frozenset({"ADJ", "ADP", "DET", "NOUN", "PROPN"})


class Appositions:
    """Finds the names beside noun phrases of one report."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        self._doc = doc
        self._cast = cast

    def person(self, span: Span, head: Token) -> Person | None:
        """The person whom a noun phrase is followed by between commas ("the lawyer, Anna Rohova,")."""
        for child in head.children:
            mention = self._cast.mention_at(child.i) if child.dep_ == "appos" else None
            noun = head.tag_ in ("JJ", "VBN") or (head.tag_ == "NNP" and head.text.islower())
            definite = head.pos_ == "NOUN" or (span[0].lower_ == "the" and noun)
            if mention and (role_of(list(span)) or definite or head.lower_ in UNDECIDED):
                return mention.person
        comma = self._comma_after(span)
        beside = self._cast.mention_at(comma + 1) if comma is not None else None
        while comma is not None and beside is None and is_title(self._doc[comma + 1].text):
            comma += 1
            beside = self._cast.mention_at(comma + 1)
        told = role_of(list(span)) is not None or _is_definite(span, head)
        if beside is None or not told:
            return None
        closes = self._closes(beside.end)
        if head.dep_ == "pobj" and head.head.lower_ == "to":  # "According to the mayor, Rohova had left"
            closes = beside.end < len(self._doc) and self._doc[beside.end].text == ","
        return beside.person if closes else None

    def name(self, span: Span, head: Token) -> str | None:
        """The name between commas after a role or what belongs to somebody ("Its owner, Harbour Lines, denies")."""
        owned = any(child.dep_ == "poss" for child in head.children)
        right_after = self._right_after(head) if owned and head.tag_ == "NN" else None
        if right_after is not None:
            return right_after
        definite = span[0].lower_ == "the" and is_body(head)
        if head.tag_ != "NN" or not (owned or definite or role_of(list(span))):
            return None
        for child in head.children:
            if (
                child.dep_ != "appos"
                or child.tag_ != "NNP"
                or child.ent_type_ in ("GPE", "LOC", "FAC", "DATE")
            ):
                continue
            name = noun_phrase(child)
            beside = name.start == span.end + 1 and self._doc[span.end].text == ","
            proper = all(token.pos_ in ("PROPN", "PUNCT") or token.lower_ in ("the", "of") for token in name)
            if beside and proper and self._closes(name.end):
                return clean_name(name)
        return None

    @staticmethod
    def _right_after(head: Token) -> str | None:
        """The country or body that a noun is followed by without a comma ("Its ally Russia")."""
        for child in head.rights:
            named = child.dep_ == "appos" and child.ent_type_ in ("GPE", "ORG")
            if named and child.left_edge.i == head.i + 1:
                return clean_name(noun_phrase(child))
        return None

    def _comma_after(self, span: Span) -> int | None:
        """The comma right after a noun phrase, or after a short phrase that goes with it ("for the defence,")."""
        end = span.end
        if end < len(self._doc) and self._doc[end].pos_ == "ADP":
            while end - span.end < 6 and end < len(self._doc) and self._doc[end].pos_ in _OF_A_PHRASE:
                end += 1
        return end if end + 1 < len(self._doc) and self._doc[end].text == "," else None

    def _closes(self, end: int) -> bool:
        """Whether a name in apposition ends at token ``end``: a comma, the verb or the sentence's end follows."""
        if end >= len(self._doc):
            return True
        token = self._doc[end]
        return token.text in (",", ".", "!", "?", ";", ":") or token.is_space or token.pos_ in ("VERB", "AUX")


def _is_definite(span: Span, head: Token) -> bool:
    """Whether a phrase tells of one somebody known ("the ceasefire's architect", "her former editor")."""
    owned = any(child.dep_ == "poss" for child in head.lefts)
    subject = head.tag_ == "NN" and head == span[-1] and head.dep_ == "nsubj"
    return subject and not is_body(head) and (owned or span[0].lower_ == "the")
