"""Callings: who "the plasterer", "the general" or "the nun" is, by what stands before or beside a name.

"Plasterer Pavlo Marchuk" is the plasterer, and Sister Anna Rohova the nun, as long as nobody else can be.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from lib import lexicon
from lib.speech.cast import Cast, Person, gender_of
from lib.speech.names import is_title
from lib.speech.offices import is_state_office
from lib.speech.roles import role_of

_NEW = frozenset({"a", "an", "another"})
_TITLES = {
    "capt": "captain",
    "cllr": "councillor",
    "col": "colonel",
    "dr": "doctor",
    "gen": "general",
    "lt": "lieutenant",
    "maj": "major",
    "prof": "professor",
    "sen": "senator",
    "sgt": "sergeant",
}


@dataclass(frozen=True, slots=True)
class CalledAgain:
    """A row of called_again.csv: a word by which somebody may be told of again who was called what it ``means``."""

    word: str
    means: tuple[str, ...]
    example: str


@cache
def called_again() -> dict[str, frozenset[str]]:
    """What each word by which somebody is told of again may mean."""
    return {row.word: frozenset(row.means) for row in lexicon.load("called_again", CalledAgain)}


class Callings:
    """What the persons of one report are called, and whom a word for that means."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        self._called: dict[str, list[tuple[Person, int]]] = {}
        self._roles: dict[str, list[tuple[Person, int]]] = {}
        self._others: dict[str, list[int]] = {}
        for token in doc:
            if token.tag_ in ("NN", "NNS") and _is_another(token):
                self._others.setdefault(token.lemma_.lower(), []).append(token.i)
        for mention in cast.mentions:
            for calling in _callings(doc[mention.start : mention.end]):
                self._called.setdefault(calling, []).append((mention.person, mention.start))
        for person in cast.people:
            for role in person.roles:
                first = min(person.mentions, default=len(doc))
                self._roles.setdefault(role.word.role, []).append((person, first))

    def person(self, span: Span, head: Token) -> Person | None:
        """The only person before whom "the" and a noun may mean, when nobody else was called so after."""
        word = head.lower_
        meant = called_again().get(word, frozenset())
        fits = [pair for pair in self._called.get(word, ()) if pair[1] < span.start]
        if not fits:
            role = role_of([head])
            gender = role.word.gender if role is not None else None
            called = [
                pair
                for known in (self._called, self._roles)
                for calling in meant
                for pair in known.get(calling, ())
            ]
            fits = [
                (person, at)
                for person, at in called
                if at < span.start and (gender is None or gender_of(person) in (None, gender))
            ]
        if not fits or any(person is not fits[0][0] for person, _ in fits):
            return None
        last = max(at for _, at in fits)
        return None if self._others_between(last, span.start, {word, *meant}) else fits[0][0]

    def _others_between(self, start: int, stop: int, callings: Set[str]) -> bool:
        """Whether somebody else is told of by one of the callings between two tokens."""
        for calling in callings:
            others = self._others.get(calling, [])
            if bisect_left(others, start) < bisect_left(others, stop):
                return True
        return False


def _is_another(noun: Token) -> bool:
    """Whether a noun tells of others than whom "the" and the noun means ("the enemy's commander", "two lawmakers")."""
    narrowed = any(child.dep_ in ("poss", "nummod") or child.lower_ in _NEW for child in noun.lefts)
    return noun.tag_ == "NNS" or narrowed or any(child.lower_ == "of" for child in noun.rights)


def _callings(name: Span) -> Iterator[str]:
    """The noun or title right before a name ("plasterer Pavlo Marchuk", "Dr Rohova"), titles spelt out.

    An office of state is none: another country has one too.
    """
    if name.start == 0:
        return
    before = name.doc[name.start - 1]
    word = _TITLES.get(before.lower_.strip("."), before.lower_)
    opens = before.tag_ == "NNP" and bool(before.is_sent_start) and before.dep_ == "compound"
    if (
        before.tag_ == "NN"
        or (opens and not is_state_office(word))
        or word != before.lower_
        or (_is_calling(before) and not is_state_office(word))
    ):
        yield word


def _is_calling(word: Token) -> bool:
    return is_title(word.text) or role_of([word]) is not None
