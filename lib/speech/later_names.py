"""Later names: who somebody is of whom a report tells first without a name, and gives the name after.

"A widow said ... the woman, Amina, said", "the regional governor said ... Governor Pavlo Marchuk told reporters".
Only where the noun comes back beside one name, of whom nothing was told before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from lib.nouns import things
from lib.speech.cast import Cast, Mention, Person, gender_of
from lib.speech.names import Gender
from lib.speech.offices import is_state_office
from lib.speech.phrases import INTRODUCES
from lib.speech.roles import Role, role_of

_ANY: dict[str, Gender] = {"boy": "male", "girl": "female", "man": "male", "woman": "female"}
_NARROWS = frozenset({"acting", "deputy", "ex", "former", "late", "outgoing", "retired", "vice"})
_REACH = 4
"""Sentences after a description within which the name stands."""


class LaterNames:
    """The nouns of one report that come back beside a name."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        self._end = len(doc)
        self._sentences = [token.i for token in doc if token.is_sent_start]
        self._again: dict[str, list[tuple[int, Person]]] = {}
        self._titled: dict[str, list[Mention]] = {}
        brought_in = [token for token in doc if token.tag_ == "NN" and _brings_in(token)]
        self._introduced = Counter(token.lemma_.lower() for token in brought_in)
        self._others = [token.i for token in brought_in if token.lemma_.lower() not in things()]
        seen: set[str] = set()
        for mention in cast.mentions:
            first = mention.person.text not in seen
            seen.add(mention.person.text)
            root = doc[mention.start : mention.end].root
            if first and root.dep_ == "appos" and _is_again(root.head):
                self._again.setdefault(root.head.lemma_.lower(), []).append((root.head.i, mention.person))
            title = _title(doc, mention.start) if first else None
            if title is not None:
                self._titled.setdefault(title, []).append(mention)
        for again in self._again.values():
            again.sort(key=_token)

    def person(self, span: Span, head: Token) -> Person | None:
        """Whom a description means that brings somebody in ("a widow", "her friend", "the regional governor")."""
        if head.tag_ != "NN":
            return None
        owned = any(child.dep_ == "poss" for child in head.lefts)
        new = span[0].lower_ in INTRODUCES
        if new or owned:
            again = self._by_noun(span, head)
            if again is not None:
                return again
        role = role_of(list(span))
        if role is None or not (span[0].lower_ == "the" or (new and role.word.role.startswith("spokes"))):
            return None
        return self._by_title(span, role)

    def _by_noun(self, span: Span, head: Token) -> Person | None:
        """The one name beside the same noun, or beside "the woman" after "a widow", further on."""
        nouns = [head.lemma_.lower()]
        if self._introduced[nouns[0]] > 1:
            return None
        role = role_of([head])
        gender = role.word.gender if role is not None else None
        for noun, of in _ANY.items():
            if gender == of and noun != nouns[0] and not self._persons_between(span, noun):
                nouns.append(noun)
        fits = [
            person
            for noun in nouns
            for person in self._beside(noun, self._near(span))
            if gender is None or gender_of(person) in (None, gender)
        ]
        return fits[0] if len(fits) == 1 else None

    def _persons_between(self, span: Span, noun: str) -> bool:
        """Whether anybody else is brought in between a phrase and what comes back as "the woman" or the like."""
        again = self._again.get(noun, [])
        number = bisect_left(again, span.end, key=_token)
        if number == len(again):
            return False
        first, last = bisect_left(self._others, span.end), bisect_left(self._others, again[number][0])
        return first < last

    def _beside(self, noun: str, near: range) -> Iterator[Person]:
        """Who is named beside a noun that comes back within some tokens."""
        again = self._again.get(noun, [])
        first = bisect_left(again, near.start, key=_token)
        return (person for _, person in again[first : bisect_left(again, near.stop, key=_token)])

    def _by_title(self, span: Span, role: Role) -> Person | None:
        """The one name further on that has the role right before it, and nothing that tells of whom."""
        narrows = ("NOUN", "PROPN") if span[0].lower_ == "the" else ("PROPN",)
        narrowed = any(token.pos_ in narrows or token.lower_ in _NARROWS for token in span[1:-1])
        if narrowed:
            return None  # "the deputy mayor", "the Hamas spokesman"
        if (is_state_office(role.word.role) and role.of) or " " in role.word.role:
            return None
        mentions = self._titled.get(role.word.role, ())
        if len(mentions) != 1 or mentions[0].start not in self._near(span):
            return None
        if self._is_another(span, mentions[0]):
            return None
        person = mentions[0].person
        return person if role.word.gender in (None, gender_of(person)) else None

    def _is_another(self, span: Span, mention: Mention) -> bool:
        """Whether the name is of somebody of elsewhere, as the words after it or the noun between them tell."""
        after = [token.lower_ for token in span.doc[mention.end : mention.end + 2] if not token.is_punct]
        between = span.doc[span.end : max(span.end, mention.start - 1)]
        named = any(token.lemma_ == span.root.lemma_ for token in between)
        of_elsewhere = any(child.dep_ == "prep" for child in span.root.rights)
        return bool(after) and (after[0] in ("for", "of") or (named and of_elsewhere))

    def _near(self, span: Span) -> range:
        """The tokens after a phrase among which the name stands, at most some sentences further on."""
        beyond = bisect_left(self._sentences, span.end) + _REACH
        return range(span.end, self._sentences[beyond] if beyond < len(self._sentences) else self._end)


def _brings_in(noun: Token) -> bool:
    """Whether a noun brings somebody in ("a widow", "another farmer", "her lawyer")."""
    return any(child.lower_ in INTRODUCES or child.dep_ == "poss" for child in noun.lefts)


def _is_again(noun: Token) -> bool:
    """Whether a noun tells again of somebody who speaks or acts, not of whom another tells ("the woman, Amina,")."""
    definite = noun.tag_ == "NN" and any(child.lower_ == "the" for child in noun.lefts)
    acts = noun.dep_ == "nsubj" and (noun.head.dep_ == "ROOT" or noun.head.i < noun.i)
    return definite and acts and not any(child.dep_ in ("prep", "poss") for child in noun.children)


def _title(doc: Doc, start: int) -> str | None:
    """The role right before a name, with nothing before it in its phrase ("Governor Pavlo Marchuk")."""
    if not start or role_of([doc[start - 1]]) is None or not doc[start - 1].text[0].isupper():
        return None
    word = doc[start - 1]
    before = doc[start - 2] if start > 1 and not word.is_sent_start else None
    alone = before is None or before.is_space or before.is_punct or before.pos_ in ("ADP", "CCONJ", "VERB")
    return word.lower_ if alone else None


def _token(pair: tuple[int, Person]) -> int:
    return pair[0]
