"""Later names: who somebody is of whom a report tells first without a name, and gives the name after.

"A widow said ... the woman, Amina, said", "the regional governor said ... Governor Pavlo Marchuk told reporters".
Only where the noun comes back beside one name, of whom nothing was told before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from lib.speech.cast import Cast, Mention, Person, gender_of
from lib.speech.names import Gender
from lib.speech.offices import is_state_office
from lib.speech.roles import Role, role_of

_INTRODUCES = frozenset({"a", "an", "another", "one"})
_ANY: dict[str, Gender] = {"boy": "male", "girl": "female", "man": "male", "woman": "female"}
_REACH = 4
"""Sentences after a description within which the name stands."""


class LaterNames:
    """The nouns of one report that come back beside a name."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        self._end = len(doc)
        self._sentences = [token.i for token in doc if token.is_sent_start]
        self._again: dict[str, list[tuple[int, Person]]] = {}
        self._titled: dict[str, list[Mention]] = {}
        self._brought_in = {
            token.lower_
            for token in doc
            if token.lower_ in _ANY and any(child.lower_ in _INTRODUCES for child in token.lefts)
        }
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
        new = span[0].lower_ in _INTRODUCES
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
        role = role_of([head])
        gender = role.word.gender if role is not None else None
        for noun, of in _ANY.items():
            if gender == of and noun != nouns[0] and noun not in self._brought_in:
                nouns.append(noun)
        fits = [
            person
            for noun in nouns
            for person in self._beside(noun, self._near(span))
            if gender is None or gender_of(person) in (None, gender)
        ]
        return fits[0] if len(fits) == 1 else None

    def _beside(self, noun: str, near: range) -> Iterator[Person]:
        """Who is named beside a noun that comes back within some tokens."""
        again = self._again.get(noun, [])
        first = bisect_left(again, near.start, key=_token)
        return (person for _, person in again[first : bisect_left(again, near.stop, key=_token)])

    def _by_title(self, span: Span, role: Role) -> Person | None:
        """The one name further on that has the role right before it, and nothing that tells of whom."""
        if is_state_office(role.word.role) and role.of:
            return None
        word = role.word.role.split()[-1]
        mentions = self._titled.get(word, ())
        if len(mentions) != 1 or mentions[0].start not in self._near(span):
            return None
        person = mentions[0].person
        return person if role.word.gender in (None, gender_of(person)) else None

    def _near(self, span: Span) -> range:
        """The tokens after a phrase among which the name stands, at most some sentences further on."""
        beyond = bisect_left(self._sentences, span.end) + _REACH
        return range(span.end, self._sentences[beyond] if beyond < len(self._sentences) else self._end)


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
