"""The cast of a report: its persons, each of their mentions, and the roles that the report gives them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from lib.speech.name_spans import clean_name, name_spans, person_name
from lib.speech.names import (
    Gender,
    PersonName,
    given_gender,
    given_key,
    is_slip,
    is_title,
    same_person,
    title_gender,
)
from lib.speech.offices import is_state_office
from lib.speech.roles import Role, role_of
from lib.speech.told_names import told_of


@dataclass(slots=True)
class Person:
    """A person of the report: the fullest name, what else is known, where each mention begins (tokens)."""

    name: PersonName
    text: str
    gender: Gender | None
    roles: list[Role] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a person by name: tokens ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    person: Person


class Cast:
    """The persons of one parsed report, with look-up by token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.people: list[Person] = []
        self._families: dict[str, list[Person]] = {}
        self.mentions: list[Mention] = []
        self._at: dict[int, Mention] = {}
        self._collect()

    def mention_at(self, token: int) -> Mention | None:
        """The mention that a token is part of, or ``None``."""
        return self._at.get(token)

    def misspelt(self, span: Span) -> Person | None:
        """The one person from whose family name a word that names nobody else differs by a slip of the pen."""
        word = span.root
        name = person_name(span) if len(span) == 1 and word.tag_ == "NNP" else None
        if name is None or word.ent_type_ not in ("", "PERSON"):
            return None
        near = self._misspelt(name, None)
        return near[0] if near else None

    def _collect(self) -> None:
        spans = list(name_spans(self.doc))
        full = [(span, name) for span in spans if (name := person_name(span)) is not None and name.given]
        for span, name in sorted(full, key=lambda item: -len(item[1].given)):
            person = self._known(name)
            if person is None:
                self._add(Person(name, clean_name(span), name.gender))
        for span in spans:
            self._place(span)
        for mention in self.mentions:
            self._describe(mention)

    def _known(self, name: PersonName) -> Person | None:
        family = self._families.get(name.family_key, ())
        return next((p for p in family if p.name.given and name.given and same_person(p.name, name)), None)

    def _add(self, person: Person) -> None:
        self.people.append(person)
        self._families.setdefault(person.name.family_key, []).append(person)

    def _place(self, span: Span) -> None:
        name = person_name(span)
        if name is None:
            return
        person = self._known(name) if name.given else self._by_one_name(name, span)
        if person is None:
            person = Person(name, clean_name(span), name.gender)
            self._add(person)
        mention = Mention(span.start, span.end, person)
        person.mentions.append(span.start)
        self.mentions.append(mention)
        for index in range(span.start, span.end):
            self._at[index] = mention

    def _by_one_name(self, name: PersonName, span: Span) -> Person | None:
        """The person whom a single name means: family name first, the one mentioned last; then given name."""
        gender = name.gender or title_gender(_titles_before(span))
        family = [p for p in self.people if p.name.family_key == name.family_key and _agree(p.gender, gender)]
        keys = {name.family_key, given_key(name.family)}
        given = [p for p in self.people if not keys.isdisjoint(p.name.given_keys)]
        fits = family or given or self._misspelt(name, gender)
        if len(fits) > 1:
            seen = [p for p in fits if p.mentions]
            fits = sorted(seen or fits, key=lambda p: -(p.mentions[-1] if p.mentions else 0))
            if family and gender is None and len(seen) > 1:
                return self._nearest_of(fits, span)
        return fits[0] if fits else None

    def _misspelt(self, name: PersonName, gender: Gender | None) -> list[Person]:
        """The one person with a full name from whose family name this one differs by a slip of the pen."""
        near = [
            p
            for p in self.people
            if p.name.given and _agree(p.gender, gender) and is_slip(p.name.family_key, name.family_key)
        ]
        return near if len(near) == 1 else []

    def _nearest_of(self, fits: Sequence[Person], span: Span) -> Person:
        return max(fits, key=lambda p: max((m for m in p.mentions if m < span.start), default=-1))

    def _describe(self, mention: Mention) -> None:
        """Note the titles, roles and appositions beside a mention."""
        person = mention.person
        span = self.doc[mention.start : mention.end]
        before = _words_before(span)
        gender = title_gender(token.text for token in before)
        if gender and person.gender is None:
            person.gender = gender
        for words in (before, *_appositions(span)):
            role = role_of(words)
            if role:
                if role not in person.roles:
                    person.roles.append(role)
                if person.gender is None:
                    person.gender = role.word.gender


def _agree(one: Gender | None, other: Gender | None) -> bool:
    return one is None or other is None or one == other


def _titles_before(span: Span) -> list[str]:
    start = span.start
    titles = []
    while start > 0 and is_title(span.doc[start - 1].text):
        start -= 1
        titles.append(span.doc[start].text)
    return titles


def _words_before(span: Span) -> list[Token]:
    """The words that lead up to a name within its noun phrase ("Ukraine's foreign minister")."""
    doc = span.doc
    start = span.start
    while start > 0 and span.start - start < 10:
        token = doc[start - 1]
        if (
            (token.is_punct and token.text not in ("-", "’", "'"))
            or token.is_space
            or token.pos_ in ("VERB", "AUX", "ADP", "CCONJ", "SCONJ", "PRON")
        ):
            break
        start -= 1
    return list(doc[start : span.start])


def _appositions(span: Span) -> Iterator[list[Token]]:
    """What is said of a name in apposition ("Kuleba, the foreign minister", "the mayor, Anna Rohova")."""
    doc = span.doc
    if span.start > 1 and doc[span.start - 1].text == ",":
        start = span.start - 1
        while start > 0 and span.start - start < 11 and not _parts(doc[start - 1]):
            start -= 1
        if (
            doc[start].lower_ in ("the", "a", "an", "his", "her", "their", "its")
            or doc[start].pos_ == "PROPN"
        ):
            yield list(doc[start : span.start - 1])
    root = span.root
    yield from _said_to_be(root)
    for child in root.children:
        if child.dep_ == "appos" and not _is_of_role(child):
            yield list(span.doc[child.left_edge.i : min(child.right_edge.i + 1, child.i + 7)])
    if root.dep_ == "appos" and root.head.pos_ in ("NOUN", "PROPN"):
        head = told_of(root)
        yield list(span.doc[head.left_edge.i : min(span.start, head.i + 8)])


def _parts(word: Token) -> bool:
    """Whether a mark or line break parts what stands before it from a name; a hyphen does not."""
    return word.is_space or (word.is_punct and word.text != "-")


def _is_of_role(noun: Token) -> bool:
    """Whether a role is that of somebody whom a noun only belongs to ("a friend of the mayor")."""
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    return after.pos_ == "ADP" and role_of(list(noun.doc[noun.left_edge.i : noun.i + 1])) is None


def _said_to_be(name: Token) -> Iterator[list[Token]]:
    """What a sentence says that somebody is or was ("Rohova has been mayor for years"); no past office of state."""
    verb = name.head
    if (
        name.dep_ != "nsubj"
        or verb.lemma_ != "be"
        or any(c.dep_ == "neg" or c.tag_ == "MD" for c in verb.children)
    ):
        return
    for noun in verb.rights:
        past = verb.tag_ == "VBD" and is_state_office(noun.lower_)
        if noun.dep_ == "attr" and noun.tag_ == "NN" and not past:
            yield list(noun.doc[noun.left_edge.i : noun.i + 1])


def gender_of(person: Person) -> Gender | None:
    """What is known of a person's gender."""
    if person.gender:
        return person.gender
    return given_gender(person.name.given[0] if person.name.given else person.name.family)
