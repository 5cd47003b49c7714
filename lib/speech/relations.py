"""Relations: whom "her brother" or "his client" means, by the kin and company that the report tells of.

"Anna Rohova and her brother Pavlo" tells one relation, which is read both ways: Anna's brother is Pavlo, and
Pavlo's sister is Anna.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from lib.speech.cast import Cast, Person, gender_of
from lib.speech.names import Gender
from lib.speech.phrases import noun_phrase
from lib.speech.pronouns import Antecedent, Antecedents
from lib.speech.roles import relation_words, role_of

_KIN = {"father": "father", "mother": "mother", "widow": "wife", "widower": "husband"}
"""What somebody may be called who has kin, by the word of relations.csv for it."""
_SIBLINGS = {"brothers": "brother", "sisters": "sister", "twins": "twin"}
_OWNERS: dict[str, Gender] = {"his": "male", "her": "female"}


@dataclass(frozen=True, slots=True)
class Party:
    """One of two who belong together: a name or the words of a noun phrase, and the person behind it."""

    name: str
    person: Person | None


@dataclass(frozen=True, slots=True)
class Relation:
    """``other`` is the ``word`` ("brother") of ``owner``, told at token ``at``."""

    owner: Party
    word: str
    other: Party
    at: int


class Relations:
    """The relations that one report tells, and whom words for them mean."""

    def __init__(self, doc: Doc, cast: Cast, antecedents: Antecedents) -> None:
        """``antecedents`` finds whom the "his" of "his brother" means."""
        self._cast = cast
        self._antecedents = antecedents
        self._has: dict[str, list[tuple[Party, int]]] = {}
        self._siblings = list(self._pairs(doc))
        self.told = [*self._siblings, *self._find(doc)]

    def are_either(self, plural: Token) -> bool:
        """Whether a noun for several siblings means two whom the report names ("one of the sisters")."""
        return any(pair.word == _SIBLINGS.get(plural.lower_) for pair in self._siblings)

    def by_kin(self, head: Token) -> Person | None:
        """The only one before who is "the widow" or "the mother" by the husband or child told of."""
        word = _KIN.get(head.lower_)
        if word is None:
            return None
        found = {
            party.name: party.person
            for kin, parties in self._has.items()
            for party, at in parties
            if at < head.i and word in relation_words()[kin].back and _may_be(party.person, head)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _pairs(self, doc: Doc) -> Iterator[Relation]:
        """The only two siblings named together of whom the report tells ("Sisters Ana and Rosa Oru")."""
        words = [(token.i, _SIBLINGS[token.lower_]) for token in doc if token.lower_ in _SIBLINGS]
        pairs: list[Relation] = []
        for one, other in pairwise(self._cast.mentions) if words else ():
            joined = doc[other.start : other.end].root.head in doc[one.start : one.end]
            owner, kin = one.person, other.person
            for at, word in words:
                family = owner.name.given and owner.name.family_key == kin.name.family_key
                if joined and owner is not kin and (family or at == one.start - 1):
                    role = role_of([doc[at]])
                    gender = role.word.gender if role is not None else None
                    if gender is None or {gender_of(owner), gender_of(kin)} <= {None, gender}:
                        parties = (Party(owner.text, owner), Party(kin.text, kin))
                        pairs.append(Relation(parties[0], word, parties[1], other.start))
                        break
        if len(pairs) == 1:
            yield pairs[0]

    def concerns(self, head: Token) -> bool:
        """Whether a noun says what somebody is to another ("her brother", "the trader's wife")."""
        return _word(head) is not None and _possessor(head) is not None

    def whom(self, head: Token, spoken: Sequence[tuple[int, Antecedent]]) -> Party | None:
        """The only one who is to the possessor of ``head`` what it says; ``spoken`` as for pronouns.

        "Their mother" is the only one of whom the report tells that she has a child or is a mother.
        """
        possessor, word = _possessor(head), _word(head)
        if possessor is None or word is None:
            return None
        owner = self._owner(possessor, spoken)
        if owner is None and possessor.lower_ != "their":
            return None
        found = {party.name: party for party in self._parties(owner, word, head)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _parties(self, owner: Party | None, word: str, head: Token) -> Iterator[Party]:
        """Who is a ``word`` of an owner, or of anybody without one."""
        for relation in self.told:
            if relation.at >= head.i:
                return
            if (owner is None or relation.owner.name == owner.name) and relation.word == word:
                yield relation.other
            back = word in relation_words()[relation.word].back and _may_be(relation.owner.person, head)
            if (owner is None or relation.other.name == owner.name) and back:
                yield relation.owner

    def _find(self, doc: Doc) -> Iterator[Relation]:
        nameless: dict[str, list[Party]] = {}
        for noun in doc:
            word = _word(noun)
            if word is None:
                continue
            other = self._named(noun)
            possessor = _possessor(noun)
            owner = self._owner(possessor, ()) if possessor is not None else None
            if (
                owner is not None
                and possessor is not None
                and _is_told_of(possessor, owner.person, self._cast)
            ):
                self._has.setdefault(word, []).append((owner, noun.i))
            if other is None and owner is not None:
                nameless.setdefault(word, []).append(owner)
            elif other is not None and owner is None and possessor is None and _is_definite(noun):
                owners = nameless.get(word, [])
                owner = owners[0] if len(owners) == 1 else None
            if other is not None and owner is not None and owner.name != other.text:
                yield Relation(owner, word, Party(other.text, other), noun.i)

    def _named(self, noun: Token) -> Person | None:
        """The person whom a noun tells of: named right after it, or in apposition to it."""
        beside = [noun.i + 1, *(child.i for child in noun.children if child.dep_ == "appos")]
        if noun.dep_ == "appos":
            beside.append(noun.head.i)
        found = (self._cast.mention_at(index) for index in beside)
        return next((mention.person for mention in found if mention is not None), None)

    def _owner(self, possessor: Token, spoken: Sequence[tuple[int, Antecedent]]) -> Party | None:
        if possessor.lower_ == "whose":
            clause = next((token for token in possessor.ancestors if token.dep_ == "relcl"), None)
            return self._owner(clause.head, spoken) if clause is not None else None
        gender = _OWNERS.get(possessor.lower_)
        if gender is not None:
            meant = self._antecedents.person(possessor, gender, spoken)
            return None if meant is None else Party(meant.name, meant.person)
        mention = self._cast.mention_at(possessor.i)
        if mention is not None:
            return Party(mention.person.text, mention.person)
        if possessor.pos_ not in ("NOUN", "PROPN"):
            return None
        return Party(noun_phrase(possessor).text.removesuffix("'s").removesuffix("’s"), None)


def _is_told_of(possessor: Token, owner: Person | None, cast: Cast) -> bool:
    """Whether a clause about a name tells whose kin ("Ana Oru, whose husband died", "who lost her husband")."""
    if possessor.lower_ == "whose" or owner is None:
        return owner is not None
    clause = next((token for token in possessor.ancestors if token.dep_ == "relcl"), None)
    mention = cast.mention_at(clause.head.i) if clause is not None else None
    return mention is not None and mention.person is owner


def _word(noun: Token) -> str | None:
    """The word of relations.csv that a token is, by its form or its lemma."""
    return next((form for form in (noun.lower_, noun.lemma_.lower()) if form in relation_words()), None)


def _is_definite(noun: Token) -> bool:
    return any(child.lower_ == "the" for child in noun.lefts)


def _possessor(noun: Token) -> Token | None:
    """Whose brother or client a noun tells of ("her brother", "the brother of Anna Rohova")."""
    holder = noun.head if noun.dep_ in ("compound", "nmod") else noun
    for child in holder.children:
        if child.dep_ == "poss" and child.i < noun.i:
            return child
    of = next((child for child in noun.rights if child.dep_ == "prep" and child.lower_ == "of"), None)
    return next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None


def _may_be(person: Person | None, head: Token) -> bool:
    role = role_of([head])
    wanted = role.word.gender if role is not None else None
    return person is None or wanted is None or gender_of(person) in (None, wanted)
