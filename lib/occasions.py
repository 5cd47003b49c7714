"""Occasions: to whom, where and when each statement was made, if the report says so beside its cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from lib import lexicon
from lib.beside import beside
from lib.harm.dates import date_words, mentioned_date, names_a_date
from lib.harm.people import can_speak
from lib.records import Occasion, Span, SpeechDate, Statement
from lib.speech.phrases import entity_at, noun_phrase
from lib.speech.pronouns import is_body
from lib.speech.sources import SUBJECTS

_PLACES = frozenset({"FAC", "GPE", "LOC"})
_TIMES = frozenset({"DATE", "TIME"})
_SENDERS = frozenset({"ORG", "PERSON", "PRODUCT"})
_AT = frozenset({"aboard", "at", "from", "in", "inside", "near", "outside"})
_WITH_EVENT = frozenset({"at", "by", "during", "in", "on", "over", "through", "via"})
_WHEN = frozenset({"at", "during", "in", "on"})
_SPEAKING = frozenset({"address", "speak", "talk", "testify", "write"})
_THOUGHTS = frozenset({"believes", "intends", "learns"})
_ORDERS = frozenset({"orders", "urges"})
_MARKS = "\"'”’»›"


Sort = Literal["body", "event", "medium", "saying", "telling"]


@dataclass(frozen=True, slots=True)
class OccasionWord:
    """A row of occasions.csv: what one speaks at (an event), to or in (a body) or through (a medium).

    The object of a verb for "telling" is spoken to, and so is what follows a verb for "saying" after "to".
    """

    word: str
    sort: Sort
    example: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What stands with a cue: ``head`` is its noun; ``by`` leads to it from ``of``, ``None`` for an object."""

    of: Token
    by: Token | None
    head: Token

    @property
    def sort(self) -> Sort | None:
        """What sort of noun it is; ``None`` for dates and for words that the lexicon does not have."""
        return None if self.head.ent_type_ in _TIMES else _sort(self.head)

    @property
    def way(self) -> str | None:
        """The preposition before it."""
        return self.by.lower_ if self.by is not None else None


@cache
def _sorts() -> dict[str, Sort]:
    return {row.word: row.sort for row in lexicon.load("occasions", OccasionWord)}


def _sort(token: Token) -> Sort | None:
    return _sorts().get(token.lemma_.lower()) or _sorts().get(token.lower_)


def with_occasions(
    statements: Sequence[Statement], doc: Doc, *, published: str | None = None
) -> Iterator[Statement]:
    """The statements with their occasions, in their order.

    Only words beside the cue count; those within the statement tell what it speaks of. ``published`` is the
    report's ISO 8601 date, by which "on Tuesday" is a day.
    """
    starts = [token.idx for token in doc]
    reading = _Reading(published, frozenset(s.cue.start for s in statements if s.cue is not None))
    for statement in statements:
        cue = _cue(statement, doc, starts)
        found = reading.occasion(cue, statement) if cue is not None else Occasion()
        yield replace(statement, occasion=found) if found != Occasion() else statement


def _cue(statement: Statement, doc: Doc, starts: Sequence[int]) -> Token | None:
    """The verb that reports a statement; ``None`` for thoughts and for other cues ("according to")."""
    if statement.cue is None or statement.act in _THOUGHTS or " " in statement.cue.text:
        return None
    index = bisect_left(starts, statement.cue.start)
    return doc[index] if index < len(doc) and doc[index].pos_ in ("AUX", "VERB") else None


@dataclass(frozen=True, slots=True)
class _Reading:
    """One report: its date, and where its cues stand."""

    published: str | None
    cues: frozenset[int]

    def occasion(self, cue: Token, statement: Statement) -> Occasion:
        """What stands beside a cue, or else beside the cue that it is joined to (", adding that")."""
        phrases = [phrase for phrase in _phrases(cue) if _is_beside(phrase, cue, statement)]
        heard = (noun for noun in _addressees(cue, phrases, statement) if not _speaks(noun, statement))
        found = Occasion(
            _record(next(heard, None)),
            _record(min(_venues(cue, phrases, statement), key=_rank, default=None)),
            _date(phrases, self.published),
        )
        joined = cue.dep_ in ("advcl", "conj") and cue.head.idx in self.cues
        if found == Occasion() and joined and not any(child.dep_ in SUBJECTS for child in cue.children):
            return self.occasion(cue.head, statement)
        return found


def _speaks(noun: DocSpan, statement: Statement) -> bool:
    """Whether a noun stands in the words for who speaks."""
    by = statement.speaker
    return by is not None and by.start is not None and by.start <= noun.root.idx < (by.end or 0)


def _phrases(cue: Token) -> Iterator[_Phrase]:
    """The objects and phrases of a cue, and those of the nouns in them and of "speaking in ..."."""
    heads = [cue]
    while heads:
        head = heads.pop(0)
        for child in head.children:
            if child.dep_ in ("prep", "dative") and child.pos_ in ("ADP", "SCONJ"):
                found = [_Phrase(head, child, noun) for noun in child.children if noun.dep_ == "pobj"]
            elif child.dep_ in ("dobj", "dative") and child.pos_ in ("NOUN", "PROPN"):
                found = [_Phrase(head, None, child)]
            elif child.dep_ in ("advmod", "npadvmod") and child.ent_type_ in _TIMES:
                found = [_Phrase(head, child, child)]
            else:
                if child.dep_ == "advcl" and child.lemma_.lower() in _SPEAKING:
                    heads.append(child)
                continue
            yield from found
            heads += [phrase.head for phrase in found] if head.pos_ == "VERB" else []


def _is_beside(phrase: _Phrase, cue: Token, statement: Statement) -> bool:
    """Whether a phrase stands outside the statement, and not right after it, where it may belong to it."""
    first = phrase.by if phrase.by is not None and phrase.by.i < phrase.head.i else phrase.head
    parts = statement.parts or ((statement.start, statement.end),)
    if any(start <= token.idx < end for token in (first, phrase.head) for start, end in parts):
        return False
    follows = first.idx >= statement.end and statement.start > cue.idx
    return not follows or statement.text[-1] in _MARKS or beside(first, -1).text == ","


def _addressees(cue: Token, phrases: Sequence[_Phrase], statement: Statement) -> Iterator[DocSpan]:
    """To whom: "told Reuters", "said to reporters", "a letter to the council", "urged residents to leave"."""
    for phrase in phrases:
        told = phrase.by is None and _sort(phrase.of) == "telling" and phrase.sort not in ("event", "medium")
        sent = phrase.way == "to" and _says_to(phrase.of, cue)
        asked = phrase.way == "with" and phrase.of.lemma_.lower() == "interview"
        if (told or sent or asked) and _hears(phrase.head):
            yield _without_place(phrase.head)
    if statement.act in _ORDERS and _sort(cue) == "telling":
        for child in cue.rights:
            obeys = any(c.tag_ == "TO" for c in child.children)
            ordered = [c for c in child.children if c.dep_ == "nsubj"] if obeys else [child]
            yield from (_without_place(c) for c in ordered if c.dep_ in ("dobj", "nsubj") and _hears(c))


def _without_place(noun: Token) -> DocSpan:
    """A noun phrase without the place where it is ("reporters" of "reporters in Geneva")."""
    phrase = noun_phrase(noun)
    cut = [child.left_edge.i for child in noun.rights if child.lower_ in _AT]
    return noun.doc[phrase.start : min([phrase.end, *cut])]


def _says_to(head: Token, cue: Token) -> bool:
    """Whether "to" after a word leads to an addressee: after "said", "speaking" and words for a medium."""
    speaking = head != cue and head.pos_ == "VERB"
    return speaking or _sort(head) in ("medium", "saying")


def _hears(noun: Token) -> bool:
    """Whether one may speak to a noun: a person, an organisation, or what is an organisation's."""
    owned = any(child.ent_type_ == "ORG" for child in noun.lefts)
    return noun.pos_ in ("NOUN", "PROPN") and (can_speak(noun) or is_body(noun) or owned)


def _venues(cue: Token, phrases: Sequence[_Phrase], statement: Statement) -> Iterator[DocSpan]:
    """Where: a place, an event or a medium.

    A bare place that opens the sentence, or that a clause without "that" follows, may be where it happened.
    """
    for phrase in phrases:
        named = phrase.head.pos_ == "PROPN"
        told = phrase.by is None and phrase.sort == "event" and _sort(phrase.of) == "telling"
        if told or (phrase.sort is not None and phrase.way in _WITH_EVENT):
            yield _with_place(phrase.head)
        elif named and phrase.way == "on" and phrase.head.ent_type_ in _SENDERS and phrase.of == cue:
            yield noun_phrase(phrase.head)
        elif named and phrase.way in _AT and phrase.head.ent_type_ in _PLACES:
            opens = phrase.head.i < cue.i and not any(
                verb.lemma_.lower() in _SPEAKING for verb in phrase.head.ancestors
            )
            if not opens and not _leads_into(phrase.head, statement):
                yield noun_phrase(phrase.head)


def _leads_into(noun: Token, statement: Statement) -> bool:
    """Whether the statement begins right after a noun, with no "that" or mark between them."""
    after = noun.doc[noun.right_edge.i + 1] if noun.right_edge.i + 1 < len(noun.doc) else noun
    return after.idx == statement.start and after.lower_ != "that" and not after.is_punct


def _with_place(noun: Token) -> DocSpan:
    """A noun phrase with the place in it ("a news conference in Ankara", "a visit to Kyiv")."""
    last = noun
    for child in noun.rights:
        inside = child.lower_ in _AT or child.lower_ in ("of", "to")
        if child.dep_ == "prep" and inside and any(t.ent_type_ in _PLACES for t in child.children):
            last = child.right_edge
    return noun.doc[noun.left_edge.i : max(noun.i, last.i) + 1]


def _rank(venue: DocSpan) -> int:
    """Places and what names one before other events, and these before media."""
    if any(token.ent_type_ in _PLACES for token in venue):
        return 0
    return 2 if _sort(venue.root) == "medium" else 1


def _date(phrases: Sequence[_Phrase], published: str | None) -> SpeechDate | None:
    """When: the first date beside the cue."""
    for phrase in phrases:
        noun = phrase.head
        if noun.ent_type_ not in _TIMES or (phrase.by not in (None, noun) and phrase.way not in _WHEN):
            continue
        entity = entity_at(noun)
        words = date_words(entity.text)
        if names_a_date(words):
            day = mentioned_date(words, published).value
            value = None if "week" in words.lower() else day
            return SpeechDate(entity.start_char, entity.start_char + len(words), words, value)
    return None


def _record(span: DocSpan | None) -> Span | None:
    return Span(span.start_char, span.end_char, span.text) if span is not None else None
