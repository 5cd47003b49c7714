"""Descriptions: whom "the driver" or "the 41-year-old" means, by how the report introduced somebody before.

What was introduced as "a former driver", and nobody else as a driver, is "the driver" from then on. A person
whose age or occupation the report gives beside the name is meant by these words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from lib.beside import beside
from lib.speech.bodies import Bodies
from lib.speech.callings import Callings
from lib.speech.cast import Cast, Person, gender_of
from lib.speech.names import Gender
from lib.speech.offices import is_state_office
from lib.speech.phrases import INTRODUCES, noun_phrase
from lib.speech.roles import role_of
from lib.speech.sources import SUBJECTS, antecedent
from lib.toponyms.words import demonyms

_KNOWN = frozenset({"herself", "himself", "identified", "known", "name", "referred"})
_NAMES = frozenset({"called", "herself", "himself", "name", "named"})
"""Words right before the name of somebody who is described ("a man called", "gave only her first name,")."""
_WORKS = frozenset({"serve", "work"})
_ANY = frozenset({"as", "like", "of", "than", "without"})
_AGED = re.compile(r"(\d{1,3})-year-old\b")
_OTHERS_AGE = re.compile(r"[.;]|\bwhose\b")
"""What parts an age from a name that is another's ("the 31-year-old, whose brother Pavlo")."""
_PARENT = re.compile(
    r"the (\w+)(?:-of-| of )(\d|one|two|three|four|five|six|seven|eight|nine|ten)", re.IGNORECASE
)
_CHILDREN = re.compile(r"\b(?:father|mother|mum|parent)(?:-of-| of )(\w+)", re.IGNORECASE)
_AGE_AFTER = re.compile(r",? ?\(?(?:aged )?(\d{1,3})[,).]")
_REACH = 4
_OLD = 60  # years
Fits = Callable[[Person], bool]
"""Whether a description may mean a person."""


class Descriptions:
    """Finds whom descriptions in one report mean."""

    def __init__(self, doc: Doc, cast: Cast, readable: Callable[[int], bool]) -> None:
        """``readable`` tells whether a character stands in text that may name a speaker."""
        self._doc = doc
        self._cast = cast
        self._introduced: dict[str, list[Token]] = {}
        for token in doc:
            if token.tag_ == "NN" and readable(token.idx) and _is_introduced(token):
                self._introduced.setdefault(token.lemma_.lower(), []).append(token)
        self._callings = Callings(doc, cast)
        self._known: dict[int, Person] = {}
        self._owned: dict[str, list[Span]] = {}
        for token in doc:
            if token.tag_ == "NN" and readable(token.idx) and self._is_owned(token):
                self._owned.setdefault(token.lemma_.lower(), []).append(noun_phrase(token))
        self._deeds = list(self._done())
        self._bodies = Bodies(doc, cast, readable)
        self._ages: dict[str, list[Person]] = {}
        for person, age in self._aged():
            known = self._ages.setdefault(age, [])
            if person not in known:
                known.append(person)

    def person(self, span: Span, head: Token) -> Person | None:
        """The person whom a description names within itself, gives the age of, or had been introduced as."""
        within = self._named_within(span, head)
        if within is not None:
            self._known[head.i] = within
            return within
        age = _AGED.search(span.text)
        if age is not None and span[0].lower_ == "the":
            fits = self._ages.get(age[1], [])
            return fits[0] if len(fits) == 1 else None
        old = self._old(span, head)
        if old is not None:
            return old
        of_people = self._by_people(span)
        if of_people is not None:
            return of_people
        introduced = self._introduction(span, head)
        if introduced is not None:
            named = self._known.get(introduced.i) or self._named_within(noun_phrase(introduced), introduced)
            return self._beside(introduced) or named
        owned = self._only_owned(span, head)
        named = self._named_within(owned, owned.root) if owned is not None else None
        return named if named is not None else self._by_calling(span, head)

    def _old(self, span: Span, head: Token) -> Person | None:
        """The only person before whose age makes them "the old man" or "the elderly woman"."""
        if len(span) != 3 or span[0].lower_ != "the" or span[1].lower_ not in ("elderly", "old"):
            return None
        role = role_of([head])
        if role is None or role.word.role not in ("man", "woman"):
            return None
        fits = [
            person
            for age, people in self._ages.items()
            for person in people
            if int(age) >= _OLD and min(person.mentions) < span.start
            if gender_of(person) in (None, role.word.gender)
        ]
        return fits[0] if len(fits) == 1 else None

    def _by_people(self, span: Span) -> Person | None:
        """The only person told before to be of the country whose people "the Moldovan" is one of."""
        code = demonyms().get(span[-1].lower_)
        if code is None or len(span) != 2 or span[0].lower_ != "the" or span[-1].tag_ in ("NNS", "NNPS"):
            return None
        fits = [
            person
            for person in self._cast.people
            if min(person.mentions, default=span.start) < span.start
            and any(code.lower() in role.of for role in person.roles)
        ]
        return fits[0] if len(fits) == 1 else None

    def in_view(self, span: Span) -> tuple[Gender | None, Fits] | None:
        """The gender and whom else a description may mean that only stands for somebody just named, or ``None``.

        So it is with "the 41-year-old" whose age was not told before, and with "the mother-of-two".
        """
        age = _AGED.search(span.text)
        parent = _PARENT.fullmatch(span.text)
        if span[0].lower_ != "the" or (age is None and parent is None):
            return None
        older = [p for known, people in self._ages.items() for p in people if age and known != age[1]]
        role = role_of([span[1]]) if parent is not None else None
        if parent is not None and (role is None or role.word.gender is None):
            return None
        if parent is not None and self._is_told_otherwise(span, parent[2]):
            return None
        return (role.word.gender if role else None), lambda person: person not in older

    def _is_told_otherwise(self, span: Span, number: str) -> bool:
        """Whether parents of another number of children than "the mother of four" were told of, and none of it."""
        told = {match[1].lower() for match in _CHILDREN.finditer(self._doc.text, 0, span.start_char)}
        return bool(told) and number.lower() not in told

    def _by_calling(self, span: Span, head: Token) -> Person | None:
        """The only person before who is called what a noun says ("plasterer Pavlo Marchuk", "Dr Rohova")."""
        if span[0].lower_ != "the" or len(span) != 2 or self._was_introduced(span, head):
            return None
        return self._callings.person(span, head)

    def _was_introduced(self, span: Span, head: Token) -> bool:
        """Whether somebody has been brought in before by the noun of a description."""
        return any(noun.i < span.start for noun in self._introduced.get(head.lemma_.lower(), ()))

    def doer(self, span: Span, head: Token) -> Person | None:
        """The only person of whom the report has said before that they do what a noun says ("the teacher")."""
        if span[0].lower_ != "the" or head.tag_ != "NN" or head != span[-1] or len(span) != 2:
            return None
        if self._was_introduced(span, head):
            return None
        does = [person for person, verb in self._deeds if verb.i < span.start and _does(head.lower_, verb)]
        return does[0] if does and all(person is does[0] for person in does) else None

    def _done(self) -> Iterator[tuple[Person, Token]]:
        """Each person with the verbs that tell what they do (", who teaches and writes", "Rohova teaches")."""
        for mention in self._cast.mentions:
            name = self._doc[mention.start : mention.end].root
            if name.dep_ == "nsubj" and name.head.tag_ == "VBZ":
                yield mention.person, name.head
            for clause in name.children:
                if clause.dep_ == "relcl" and any(child.lower_ == "who" for child in clause.lefts):
                    yield mention.person, clause
                    yield from ((mention.person, verb) for verb in clause.conjuncts if verb.pos_ == "VERB")

    def words(self, span: Span, head: Token) -> str | None:
        """The words by which somebody without a name was introduced ("A former driver" for "the driver").

        For an organisation, its fuller name ("the finance ministry" for "the ministry").
        """
        introduced = self._introduction(span, head)
        if introduced is not None:
            return _without_clauses(introduced).text
        owned = self._only_owned(span, head)
        return owned.text if owned is not None else self._bodies.meant(span, head)

    def _only_owned(self, span: Span, head: Token) -> Span | None:
        """The only phrase before that told whose "the" and a noun is ("the governor's spokesman")."""
        if len(span) != 2 or span[0].lower_ != "the" or self._was_introduced(span, head):
            return None
        owned = [p for p in self._owned.get(head.lemma_.lower(), ()) if p.start < span.start]
        return owned[0] if len({phrase.text.casefold() for phrase in owned}) == 1 else None

    def _is_owned(self, noun: Token) -> bool:
        """Whether a noun tells whose somebody without a name is ("the governor's spokesman"), no head of state."""
        role = role_of([noun])
        if role is None or is_state_office(role.word.role) or self._cast.mention_at(noun.i + 1):
            return False
        owned = any(child.dep_ == "poss" and child.pos_ in ("NOUN", "PROPN") for child in noun.lefts)
        return owned and noun.dep_ not in ("appos", "compound") and not self._beside_name(noun)

    def _introduction(self, span: Span, head: Token) -> Token | None:
        """The noun that first told of whom a short definite description tells again; the only one that may."""
        if span[0].lower_ != "the" or head.tag_ != "NN" or head != span[-1]:
            return None
        said = {token.lower_ for token in span[1:-1]}
        before = [
            noun
            for noun in self._introduced.get(head.lemma_.lower(), ())
            if noun.i < span.start and said <= {token.lower_ for token in noun.subtree}
        ]
        return before[0] if len(before) == 1 else None

    def _beside(self, noun: Token) -> Person | None:
        """The person whom a noun tells of: the name in apposition to it, or that it is in apposition to."""
        about: Iterator[Token] | Sequence[Token] = [c for c in noun.children if c.dep_ == "appos"]
        if noun.dep_ == "appos":
            about = [noun.head]
        elif noun.dep_ == "attr" or (noun.dep_ == "pobj" and noun.head.lower_ == "as"):
            verb = noun.head if noun.dep_ == "attr" else noun.head.head
            about = [child for child in verb.children if child.dep_ in SUBJECTS]
            about = [antecedent(child) or child for child in about]
            if any(child.dep_ == "neg" for child in verb.children):
                return None
        found = (self._cast.mention_at(token.i) for token in about)
        return next((mention.person for mention in found if mention is not None), None)

    def _named_within(self, span: Span, head: Token) -> Person | None:
        """The person named in a description ("a man called Sani Garba", "who gave only her first name, Ana")."""
        noun = head.pos_ in ("NOUN", "NUM", "PRON") or (
            head.ent_type_ == "NORP" and span[0].lower_ in INTRODUCES
        )
        if not noun or self._beside_name(head):
            return None
        about = (child.right_edge.i + 1 for child in head.rights if child.dep_ in ("acl", "appos", "relcl"))
        stop = max([span.end, *about])
        for token in self._doc[span.start : min(stop + _REACH, len(self._doc)) - 1]:
            after = beside(token, 1)
            if (token.i < stop or (token.i == stop and token.lower_ == "as")) and _names(token):
                skip = 1 if after.lower_ in (",", ":", "just", "only", "simply") else 0
                mention = self._cast.mention_at(after.i + skip)
                if mention is not None and mention.start == after.i + skip:
                    return mention.person
        return None

    def _beside_name(self, noun: Token) -> bool:
        """Whether a name stands in apposition to a noun."""
        return any(child.dep_ == "appos" and self._cast.mention_at(child.i) for child in noun.children)

    def _aged(self) -> Iterator[tuple[Person, str]]:
        """Each person with the age that the report gives beside the name."""
        text = self._doc.text
        for mention in self._cast.mentions:
            span = self._doc[mention.start : mention.end]
            after = _AGE_AFTER.match(text, span.end_char)
            if after is not None:
                yield mention.person, after[1]
            before = text[max(0, span.start_char - 40) : span.start_char]
            for age in _AGED.findall(_OTHERS_AGE.split(before)[-1]):
                yield mention.person, age


def _names(word: Token) -> bool:
    """Whether a word leads up to a name ("named"; "as" only in "known as", "gave her name as")."""
    if word.lower_ == "as":
        return any(before.lower_ in _KNOWN for before in word.doc[max(0, word.i - 3) : word.i])
    return word.lower_ in _NAMES


def _does(noun: str, verb: Token) -> bool:
    """Whether a noun in "-er" or "-or" is who does what a verb says ("teacher", "commander", "carrier")."""
    stem = verb.lemma_.lower()
    if not noun.endswith(("er", "or")) or len(stem) < 3:
        return False
    bare = noun[:-2]
    doubled = len(bare) > 3 and bare[-1] == bare[-2] and bare[:-1] == stem
    return doubled or stem in (bare, bare + "e") or (bare.endswith("i") and stem == bare[:-1] + "y")


def _is_introduced(noun: Token) -> bool:
    """Whether a noun brings in somebody new; not where it may mean any ("the first of a president", "as a driver")."""
    if noun.dep_ == "pobj" and noun.head.lower_ in _ANY and noun.head.head.lemma_.lower() not in _WORKS:
        return False
    if noun.dep_ == "attr" and any(child.dep_ == "neg" for child in noun.head.children):
        return False
    return any(child.dep_ in ("det", "nummod") and child.lower_ in INTRODUCES for child in noun.lefts)


def _without_clauses(noun: Token) -> Span:
    """A noun phrase up to the first clause that tells more of it."""
    phrase = noun_phrase(noun)
    clauses = [child.left_edge.i for child in noun.rights if child.dep_ in ("acl", "relcl")]
    return noun.doc[phrase.start : min([phrase.end, *clauses])]
