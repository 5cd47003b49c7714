"""Speakers: who makes each statement of a report, from the mention beside it to a full name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from lib.cast import Cast, Person, gender_of, role_of
from lib.layout import Layout
from lib.names import Gender, merge_speakers, same_speaker, speaker_key
from lib.quotations import find_quotations
from lib.records import Speaker, Statement
from lib.sources import SUBJECTS, antecedent, noun_phrase

__all__ = ["attribute", "merge_speakers", "same_speaker", "speaker_key"]

_HE_OR_SHE: dict[str, Gender] = {"he": "male", "she": "female", "his": "male", "her": "female", "him": "male"}
_THEY = frozenset({"they", "them"})
_LOOK_BACK = 6
"""Sentences back from a pronoun that are searched for its antecedent."""


def attribute(statements: Sequence[Statement], doc: Doc, layout: Layout) -> tuple[Statement, ...]:
    """Give each statement its speaker's full name, how it was reached and how sure it is.

    Statements whose speaker the report does not decide get ``None``. The order is kept.
    """
    resolver = _Resolver(doc, layout)
    return tuple(resolver.resolve(statement) for statement in statements)


@dataclass(frozen=True, slots=True)
class _Named:
    """What a mention was resolved to."""

    name: str
    resolved_by: str
    confidence: float
    person: Person | None = None


class _Resolver:
    """Resolves the mentions of one report in order, remembering who spoke last."""

    def __init__(self, doc: Doc, layout: Layout) -> None:
        self._doc = doc
        self._cast = Cast(doc)
        self._starts = [token.idx for token in doc]
        self._sentences = list(doc.sents)
        self._sentence_starts = [sentence.start for sentence in self._sentences]
        self._quotations = list(find_quotations(doc.text, layout))
        self._layout = layout
        self._resolved: dict[int, _Named | None] = {}
        self._last: list[tuple[int, _Named]] = []

    def resolve(self, statement: Statement) -> Statement:
        speaker = statement.speaker
        if speaker is None or speaker.start is None or speaker.end is None:
            return statement
        if speaker.start not in self._resolved:
            self._resolved[speaker.start] = self._mention(speaker.start, speaker.end)
        named = self._resolved[speaker.start]
        if named is None:
            return replace(statement, speaker=None)
        self._last.append((speaker.start, named))
        inherited = speaker.resolved_by == "inherited"
        return replace(
            statement,
            speaker=replace(
                speaker,
                name=named.name,
                resolved_by="inherited" if inherited else named.resolved_by,
                confidence=round(speaker.confidence * named.confidence, 2),
            ),
        )

    def _mention(self, start: int, end: int) -> _Named | None:
        span = self._doc[self._token(start) : self._token(end)]
        if not len(span):
            return None
        head = span.root
        if head.lower_ in ("who", "which", "that") and len(span) == 1:
            noun = antecedent(head)
            if noun is None:
                return None
            span, head = noun_phrase(noun), noun
        if head.lower_ in _HE_OR_SHE and len(span) == 1:
            return self._pronoun(head, _HE_OR_SHE[head.lower_])
        if len(span) == 1 and head.lower_ in (*_THEY, "it"):
            return self._group(head)
        person = self._person_in(span, head)
        if person is not None:
            whole = person.text in span.text
            return _Named(person.text, "named" if whole else "merged name", 1.0 if whole else 0.95, person)
        return self._by_role(span) or _Named(span.text, "named", 1.0)

    def _token(self, position: int) -> int:
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and self._starts[index] < position:
            index += 1
        return max(index, 0)

    def _person_in(self, span: Span, head: Token) -> Person | None:
        """The person whom a noun phrase names: at its head, or beside it in apposition."""
        mention = self._cast.mention_at(head.i)
        if mention:
            return mention.person
        for child in head.children:
            if child.dep_ == "appos" and head.pos_ in ("NOUN", "PROPN"):
                mention = self._cast.mention_at(child.i)
                if mention and role_of(list(span)):
                    return mention.person
        last = self._cast.mention_at(span[-1].i)
        if last and last.start > span.start and span[last.start - span.start - 1].dep_ in ("compound", "nmod", "amod"):
            return last.person
        return None

    # Roles

    def _by_role(self, span: Span) -> _Named | None:
        """The person of the report to whom a definite role belongs ("the Russian president")."""
        if span[0].lower_ in ("a", "an", "one", "another", "some"):
            return None
        role = role_of(list(span))
        if role is None or role.word.kind != "office" and span[0].lower_ != "the":
            return None
        if any(token.tag_ in ("NNS", "NNPS") for token in span if token.dep_ in SUBJECTS):
            return None
        fits = [p for p in self._cast.people if any(_same_role(role, known) for known in p.roles)]
        fits = [p for p in fits if min(p.mentions, default=10**9) < span.start]
        if role.word.gender:
            fits = [p for p in fits if gender_of(p) in (None, role.word.gender)]
        if len(fits) != 1:
            return None
        return _Named(fits[0].text, "role", 0.85, fits[0])

    # Pronouns

    def _pronoun(self, pronoun: Token, gender: Gender) -> _Named | None:
        """The person whom "he" or "she" means: the most salient before it whose gender agrees."""
        weights: dict[int, float] = {}
        people: dict[int, _Named] = {}
        for named, weight in self._antecedents(pronoun):
            key = id(named.person) if named.person else hash(named.name)
            if named.person is not None:
                known = gender_of(named.person)
                if known is not None and known != gender:
                    continue
            elif _phrase_gender(named.name) not in (None, gender):
                continue
            weights[key] = weights.get(key, 0.0) + weight
            people.setdefault(key, named)
        if not weights:
            return None
        ranked = sorted(weights, key=lambda key: -weights[key])
        best = people[ranked[0]]
        margin = weights[ranked[0]] / (weights[ranked[0]] + (weights[ranked[1]] if len(ranked) > 1 else 0.0))
        if margin < 0.52:
            return None
        if best.person is not None and best.person.gender is None:
            best.person.gender = gender
        return replace(best, resolved_by="pronoun", confidence=round(0.5 + margin / 2 - 0.05, 2))

    def _antecedents(self, pronoun: Token) -> Iterator[tuple[_Named, float]]:
        """Persons named before a pronoun outside quotations, each mention with its weight."""
        here = bisect_right(self._sentence_starts, pronoun.i) - 1
        for mention in self._cast.mentions:
            if mention.start >= pronoun.i:
                continue
            distance = here - (bisect_right(self._sentence_starts, mention.start) - 1)
            if distance > _LOOK_BACK or self._quoted(self._doc[mention.start].idx):
                continue
            if self._layout.kind_at(self._doc[mention.start].idx) not in ("prose", "heading"):
                continue
            root = self._doc[mention.start : mention.end].root
            person = mention.person
            yield _Named(person.text, "pronoun", 1.0, person), _salience(root) * 0.6**distance
        for start, named in self._last[-4:]:
            token = self._token(start)
            if token < pronoun.i and named.resolved_by != "group":
                distance = here - (bisect_right(self._sentence_starts, token) - 1)
                yield named, 2.0 * 0.6**distance

    def _quoted(self, position: int) -> bool:
        index = bisect_right(self._quotations, position, key=lambda q: q.start) - 1
        return index >= 0 and position < self._quotations[index].end

    def _group(self, pronoun: Token) -> _Named | None:
        """The group or organisation that "they" or "it" means: the speaker before, when it is one."""
        for start, named in reversed(self._last[-3:]):
            here = bisect_right(self._sentence_starts, pronoun.i) - bisect_right(self._sentence_starts, self._token(start))
            if named.person is None and 0 <= here <= 3:
                return replace(named, resolved_by="pronoun", confidence=0.8)
        return None


def _salience(root: Token) -> float:
    if root.dep_ in SUBJECTS:
        return 3.0
    if root.dep_ in ("appos", "compound") and root.head.dep_ in SUBJECTS:
        return 3.0
    if root.dep_ in ("poss", "compound", "nmod"):
        return 0.8
    return 1.2


def _phrase_gender(phrase: str) -> Gender | None:
    words = phrase.casefold().split()
    for word, gender in (("man", "male"), ("woman", "female")):
        if any(w == word or w.endswith(word) and w.endswith("s" + word) for w in words):
            return gender  # type: ignore[return-value]
    return None


def _same_role(one, known) -> bool:  # type: ignore[no-untyped-def]
    if one.word.role != known.word.role and not known.word.role.endswith(" " + one.word.role):
        return False
    return not one.of or not known.of or bool(one.of & known.of)
