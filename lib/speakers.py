"""Speakers: who makes each statement of a report, from the mention beside it to a full name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from lib.layout import Layout
from lib.quotations import find_quotations
from lib.records import Statement
from lib.speech.appositions import UNDECIDED, Appositions
from lib.speech.cast import Cast, Person, gender_of
from lib.speech.descriptions import Descriptions
from lib.speech.genders import GENDERS, learn_genders
from lib.speech.later_names import LaterNames
from lib.speech.makers import maker_of
from lib.speech.names import merge_speakers, same_speaker, speaker_key
from lib.speech.offices import held_elsewhere, holder, is_state_office
from lib.speech.organisations import abbreviations
from lib.speech.phrases import noun_phrase
from lib.speech.pronouns import Antecedent, Antecedents, is_body, is_writing, likelihood
from lib.speech.relations import Relations
from lib.speech.roles import Role, role_of
from lib.speech.sources import antecedent
from lib.speech.words import speaker_words

__all__ = ["attribute", "merge_speakers", "same_speaker", "speaker_key"]

_GROUPS = frozenset({"they", "them", "their", "it", "its"})
_RELATIVE = frozenset({"who", "which", "that"})
_CALLS = frozenset({"asks", "orders", "urges", "warns"})
"""Acts that somebody else answers."""
_ANY_OFFICE = frozenset({"leader", "head", "chief"})
_NOBODY = frozenset({"another", "one"})
_OF_TWO = frozenset({"elder", "older", "younger"})
"""Words that tell one of two who share a name from the other."""
_INDEFINITE = frozenset({"a", "an", "one", "another", "some", "several", "two", "three", "many"})


def attribute(
    statements: Sequence[Statement], doc: Doc, layout: Layout, *, published: str | None = None
) -> tuple[Statement, ...]:
    """Give each statement its speaker's full name, how it was reached and how sure it is.

    ``published`` is the report's ISO 8601 date, which tells who held an office that it gives no name to.
    Statements whose speaker the report does not decide get ``None``. The order is kept. A statement that lies
    within another one is second-hand: its speaker's ``via`` names the speaker of the other.
    """
    resolver = _Resolver(doc, layout, published)
    resolved = [resolver.resolve(statement) for statement in statements]
    finished: dict[int, Statement] = {}
    around: list[Statement] = []
    for index in sorted(range(len(resolved)), key=lambda i: (resolved[i].start, -resolved[i].end)):
        statement = resolved[index]
        around = [other for other in around if other.end > statement.start]
        finished[index] = _with_via(statement, around)
        around.append(statement)
    return tuple(finished[index] for index in range(len(resolved)))


@dataclass(frozen=True, slots=True)
class _Named:
    """What a mention was resolved to."""

    name: str
    resolved_by: str
    confidence: float
    person: Person | None = None


class _Resolver:
    """Resolves the mentions of one report in order, remembering who spoke last."""

    def __init__(self, doc: Doc, layout: Layout, published: str | None) -> None:
        self._doc = doc
        self._published = published
        self._cast = Cast(doc)
        self._starts = [token.idx for token in doc]
        self._quotations = list(find_quotations(doc.text, layout))
        self._layout = layout
        learn_genders(doc, self._cast, self._readable)
        self._appositions = Appositions(doc, self._cast)
        self._abbreviations = abbreviations(doc)
        self._descriptions = Descriptions(doc, self._cast, self._readable)
        self._antecedents = Antecedents(doc, self._cast, self._readable, self._descriptions)
        self._relations = Relations(doc, self._cast, self._antecedents)
        self._later = LaterNames(doc, self._cast)
        self._resolved: dict[int, _Named | None] = {}
        self._fuller: dict[str, dict[str, int]] = {}
        self._spoken: list[tuple[int, Antecedent]] = []

    def resolve(self, statement: Statement) -> Statement:
        """``statement`` with its speaker resolved."""
        speaker = statement.speaker
        if speaker is None or speaker.start is None or speaker.end is None:
            return statement
        if speaker.start not in self._resolved:
            self._resolved[speaker.start] = self._mention(speaker.start, speaker.end)
            self._keep_fuller(speaker.start, self._resolved[speaker.start])
        named = self._resolved[speaker.start]
        if named is None:
            self._remember_nobody(speaker.start)
            return replace(statement, speaker=None)
        self._remember(speaker.start, speaker.end, named, asks=statement.act in _CALLS)
        resolved_by = "inherited" if speaker.resolved_by == "inherited" else named.resolved_by
        confidence = round(speaker.confidence * named.confidence, 2)
        return replace(
            statement,
            speaker=replace(speaker, name=named.name, resolved_by=resolved_by, confidence=confidence),
        )

    def _remember_nobody(self, start: int) -> None:
        """Keep in mind that somebody spoke whom nothing tells: "she said" after it may be her again."""
        word = self._doc[self._token(start)]
        if word.lower_ in _NOBODY:
            gender = GENDERS.get(word.lower_)
            self._spoken = [*self._spoken, (word.i, Antecedent("", None, gender, False, 2.0))][-4:]

    def _remember(self, start: int, end: int, named: _Named, *, asks: bool) -> None:
        span = self._doc[self._token(start) : self._token(end)]
        if not len(span):
            return
        root = span.root
        plural = (
            root.tag_ in ("NNS", "NNPS")
            or root.lower_ == "they"
            or any(c.dep_ == "conj" for c in root.children)
        )
        role = role_of(list(span)) if named.person is None else None
        gender = gender_of(named.person) if named.person else role.word.gender if role else None
        weight = 2.0 * (likelihood(root) if plural and root.pos_ == "NOUN" else 1.0)
        speaker = Antecedent(
            named.name, named.person, gender, plural, weight, is_body(root), asks, is_writing(root)
        )
        self._spoken.append((span.start, speaker))
        self._spoken = self._spoken[-4:]

    def _token(self, position: int) -> int:
        """Index of the first token that starts at or after a character."""
        index = bisect_right(self._starts, position) - 1
        return index + 1 if index < 0 or self._starts[index] < position else index

    def _readable(self, position: int) -> bool:
        """Whether a character stands in prose or a heading, outside quotations."""
        index = bisect_right(self._quotations, position, key=lambda q: q.start) - 1
        if index >= 0 and position < self._quotations[index].end:
            return False
        return self._layout.kind_at(position) in ("prose", "heading")

    def _mention(self, start: int, end: int) -> _Named | None:
        span = self._doc[self._token(start) : self._token(end)]
        if not len(span):
            return None
        head = span.root
        if head.lower_ in _RELATIVE and len(span) == 1:
            noun = antecedent(head)
            if noun is None:
                return None
            span, head = noun_phrase(noun), noun
        if len(span) == 1 and (head.lower_ in GENDERS or head.lower_ in _GROUPS):
            return self._pronoun(head)
        described = self._descriptions.person(span, head)
        if described is not None:
            return _Named(described.text, "role", 0.85, described)
        maker = maker_of(head)
        if maker is not None:
            made_by = self._cast.mention_at(maker.i)
            if made_by is not None:
                return _Named(made_by.person.text, "merged name", 0.9, made_by.person)
            return _Named(noun_phrase(maker).text, "merged name", 0.9)
        view = self._descriptions.in_view(span)
        meant = (
            self._antecedents.described(head, view[0], self._spoken, view[1]) if view is not None else None
        )
        if meant is not None and view is not None:
            if meant.person is not None and gender_of(meant.person) is None:
                meant.person.gender = view[0]
            return _Named(meant.name, "role", 0.75, meant.person)
        if head.lower_ in UNDECIDED and (span[0].lower_ == "no" or span[-1].pos_ in ("PRON", "DET", "NUM")):
            beside = self._appositions.person(span, head)
            return _Named(beside.text, "merged name", 0.95, beside) if beside is not None else None
        if self._is_either(span, head):
            return None
        organisation = self._spelt_out(span)
        if organisation is not None:
            return organisation
        person = self._person_in(span, head)
        if person is not None:
            whole = person.text in span.text
            return _Named(person.text, "named" if whole else "merged name", 1.0 if whole else 0.95, person)
        name = self._appositions.name(span, head)
        if name is not None:
            return _Named(name, "merged name", 0.9)
        if self._relations.concerns(head):
            found = self._by_relation(head)
        else:
            found = self._by_role(span, head) or self._by_office(span, head)
        if found is not None:
            return found
        later = self._later.person(span, head)
        if later is not None:
            return _Named(later.text, "role", 0.7, later)
        doer = self._descriptions.doer(span, head)
        if doer is not None:
            return _Named(doer.text, "role", 0.8, doer)
        words = self._descriptions.words(span, head) or self._group(span, head)
        kin = self._relations.by_kin(head) if words is None and span[0].lower_ == "the" else None
        if kin is not None and len(span) == 2:
            return _Named(kin.text, "role", 0.75, kin)
        return _Named(words, "merged name", 0.85) if words else _Named(span.text, "named", 1.0)

    def _group(self, span: Span, head: Token) -> str | None:
        """The only speakers before whom "the" and a plural mean again ("a group of monitors" for "the monitors")."""
        if len(span) != 2 or span[0].lower_ not in ("the", "these") or head.tag_ != "NNS":
            return None
        fuller = {
            name for name, start in self._fuller.get(head.lower_, {}).items() if start < span.start_char
        }
        return next(iter(fuller)) if len(fuller) == 1 else None

    def _keep_fuller(self, start: int, named: _Named | None) -> None:
        """Keep in mind words that say more than the plural they end with ("a group of human rights monitors")."""
        words = named.name.lower().split() if named and named.person is None else []
        if named and len(words) > 2:
            known = self._fuller.setdefault(words[-1], {})
            known[named.name] = min(start, known.get(named.name, start))
            if len(known) > 2:  # of three, the last tells nothing more: that there are several
                del known[max(known, key=known.__getitem__)]

    def _pronoun(self, pronoun: Token) -> _Named | None:
        gender = GENDERS.get(pronoun.lower_)
        if gender is None:
            found = self._antecedents.group(pronoun, self._spoken)
        else:
            found = self._antecedents.person(pronoun, gender, self._spoken)
        if found is None or not found.name:
            return None
        if found.noun is not None and self._relations.concerns(found.noun):
            party = self._relations.whom(found.noun, self._spoken)
            found = found if party is None else replace(found, name=party.name, person=party.person)
        if found.person is not None and found.person.gender is None:
            found.person.gender = gender
        return _Named(found.name, "pronoun", round(0.45 + found.weight / 2, 2), found.person)

    def _person_in(self, span: Span, head: Token) -> Person | None:
        """The person whom a noun phrase names: at its head, or beside its head in apposition."""
        mention = self._cast.mention_at(head.i)
        if mention:
            elder = any(child.lower_ in _OF_TWO for child in head.lefts)
            return mention.person if not elder else None
        beside = self._appositions.person(span, head)
        if beside is not None:
            return beside
        last = self._cast.mention_at(span[-1].i)
        before = self._doc[last.start - 1] if last and last.start > span.start else None
        if last and before is not None and before.dep_ in ("compound", "nmod", "amod"):
            return last.person
        return self._cast.misspelt(span)

    def _is_either(self, span: Span, head: Token) -> bool:
        """Whether words mean one or the other of two whom the report names ("one of the two women")."""
        if head.lower_ != "one" or len(span) < 4 or [token.lower_ for token in span[1:3]] != ["of", "the"]:
            return False
        if span[3].lower_ in ("two", "three", "pair") or self._relations.are_either(span[3]):
            return True
        first = self._antecedents.sentence(head.i) - 1
        before = [
            mention
            for mention in self._cast.mentions
            if mention.start < head.i and self._antecedents.sentence(mention.start) >= first
        ]
        return any(
            one.person != other.person
            and self._doc[other.start : other.end].root.head in self._doc[one.start : one.end]
            for one, other in pairwise(before)
        )

    @staticmethod
    def _may_hold(person: Person, role: Role, span: Span) -> bool:
        """Whether the report gives a person a role that this one may be.

        "Chad's president" is no president of whom the report has not told the country.
        """
        owned = is_state_office(role.word.role) and any(token.tag_ == "POS" for token in span)
        fits = [known for known in person.roles if known.of or not owned]
        held = any(_same_role(role, known) for known in fits)
        return held and not (role.of and held_elsewhere(role.word.role, role.of, person.name))

    def _by_office(self, span: Span, head: Token) -> _Named | None:
        """Who held a definite office of one country when the report was published, by the table."""
        definite = span[0].lower_ not in _INDEFINITE and head.tag_ not in ("NNS", "NNPS")
        role = role_of(list(span)) if definite else None
        if role is None or any(self._may_hold(person, role, span) for person in self._cast.people):
            return None
        found = holder(role.word.role, role.of, self._published)
        return _Named(found[0], "role by date", found[1]) if found else None

    def _by_relation(self, head: Token) -> _Named | None:
        """The one who is to somebody of the report what a noun says ("her brother")."""
        party = self._relations.whom(head, self._spoken)
        return None if party is None else _Named(party.name, "role", 0.8, party.person)

    def _spelt_out(self, span: Span) -> _Named | None:
        """The name that words abbreviate in this report ("WHO")."""
        words = span[1:] if span[0].lower_ == "the" and len(span) > 1 else span
        full = self._abbreviations.get(words.text)
        return None if full is None else _Named(full, "merged name", 0.95)

    def _by_role(self, span: Span, head: Token) -> _Named | None:
        """The one person of the report to whom a definite role belongs ("the Russian president")."""
        if span[0].lower_ in _INDEFINITE or head.tag_ in ("NNS", "NNPS"):
            return None
        if any(token.lower_ in speaker_words("sets apart") for token in span):
            return None
        role = role_of(list(span))
        if role is None:
            return None
        fits = [
            person
            for person in self._cast.people
            if min(person.mentions, default=span.start) < span.start
            and self._may_hold(person, role, span)
            and (role.word.gender is None or gender_of(person) in (None, role.word.gender))
        ]
        return _Named(fits[0].text, "role", 0.85, fits[0]) if len(fits) == 1 else None


def _same_role(one: Role, known: Role) -> bool:
    """Whether a role's words fit one that the report gave: the same role, and nothing narrower against it."""
    shared = bool(one.of & known.of)
    if one.word.role in _ANY_OFFICE and known.word.kind == "office" and shared:
        return True
    if one.word.role != known.word.role and not known.word.role.endswith(" " + one.word.role):
        return False
    return shared or not one.of or not known.of


def _with_via(statement: Statement, others: Sequence[Statement]) -> Statement:
    speaker = statement.speaker
    if speaker is None:
        return statement
    around = [
        other.speaker.name
        for other in others
        if other.speaker is not None
        and other.act not in ("denies", "rejects")
        and other.start <= statement.start
        and statement.end <= other.end
        and (other.end - other.start) > (statement.end - statement.start)
        and other.speaker.name != speaker.name
        and speaker.start is not None
        and other.start <= speaker.start < other.end
    ]
    return replace(statement, speaker=replace(speaker, via=around[-1])) if around else statement
