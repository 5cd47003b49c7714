"""Pronouns: whom "he", "she", "they" or "it" beside a statement means, by gender, number and salience.

The last speaker outside the quotation and the subjects of the sentences before weigh most (nine of nine "he
said" in trials); a name in another's shadow ("Putin's envoy") weighs least. When two persons weigh alike, or
nobody fits, the answer is nobody.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from lib.harm.people import can_speak, is_collective, sort_of
from lib.speech.cast import Cast, Mention, Person, gender_of
from lib.speech.descriptions import Descriptions, Fits
from lib.speech.names import Gender
from lib.speech.phrases import noun_phrase
from lib.speech.roles import role_of
from lib.speech.sources import SUBJECTS
from lib.speech.words import speaker_words
from lib.toponyms.words import organisation_words

LOOK_BACK = 6
"""Sentences back from a pronoun that are searched."""
_DECAY = 0.6
_MARGIN = 0.53
_UNTOLD = 0.8
"""Weight of somebody whose gender is not told, beside one of the gender that the pronoun tells."""
_EARLIER = 0.5
"""Weight of somebody in an earlier paragraph than the pronoun's."""
_BROUGHT_IN = 1.6
"""Weight of the only one whom the sentence before names, by what they do there."""
_SURE = 0.72
_ANSWERS = frozenset({"answer", "reply", "respond", "retort"})
_WITHIN = frozenset({"acl", "advcl", "ccomp", "relcl"})
_VIEWS = frozenset({"for", "to"})
"""Words that open a sentence with the person from whose side it is seen ("For Anna Rohova, ...")."""
_WHERE = frozenset({"in", "inside", "into", "near", "outside"})
"""Words before a place: what follows them, though it looks like a person's name, speaks seldom."""
_NO_SPEAKER = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Who a pronoun may mean: a name or the words of a noun phrase, the person behind it, and its weight.

    ``body`` tells whether it is an organisation, for which "they" may stand; ``asks`` whether it has just asked,
    so that somebody else answers; ``writing`` whether it is a text, which is neither "he" nor "she"; ``noun`` the
    noun that tells of somebody without a name.
    """

    name: str
    person: Person | None
    gender: Gender | None
    plural: bool
    weight: float
    body: bool = False
    asks: bool = False
    writing: bool = False
    noun: Token | None = None


class Antecedents:
    """Finds what pronouns of one report mean."""

    def __init__(
        self, doc: Doc, cast: Cast, readable: Callable[[int], bool], descriptions: Descriptions
    ) -> None:
        """``readable`` tells whether a character stands in text that may name a speaker."""
        self._doc = doc
        self._cast = cast
        self._descriptions = descriptions
        self._readable = readable
        self._sentences = [token.i for token in doc if token.i == 0 or token.is_sent_start]
        self._breaks = [token.i for token in doc if token.is_space and "\n" in token.text]

    def sentence(self, token: int) -> int:
        """The number of the sentence that a token is in."""
        return bisect_right(self._sentences, token) - 1

    def person(
        self, pronoun: Token, gender: Gender | None, spoken: Sequence[tuple[int, Antecedent]]
    ) -> Antecedent | None:
        """The person whom "he" or "she" means; ``spoken`` holds the last speakers with their tokens."""
        return _heaviest(self._persons(pronoun, gender, spoken))

    def described(
        self, word: Token, gender: Gender | None, spoken: Sequence[tuple[int, Antecedent]], fits: Fits
    ) -> Antecedent | None:
        """The one in view whom a description that is no name ("the 41-year-old") ``fits``."""
        found = [a for a in self._persons(word, gender, spoken) if a.person is None or fits(a.person)]
        return _heaviest(found, _SURE)

    def _persons(
        self, pronoun: Token, gender: Gender | None, spoken: Sequence[tuple[int, Antecedent]]
    ) -> list[Antecedent]:
        genders = (None, gender) if gender is not None else (None, "female", "male")
        found = [a for a in self._singular(pronoun, dict(spoken)) if a.gender in genders]
        for token, speaker in spoken:
            one = speaker.person is not None or not (speaker.body or speaker.writing or speaker.plural)
            if token < pronoun.i and one and speaker.gender in genders:
                found.append(replace(speaker, weight=speaker.weight * self._nearness(token, pronoun)))
        if gender is not None:
            found = [a if a.gender else replace(a, weight=a.weight * _UNTOLD) for a in found]
        if pronoun.head.lemma_.lower() in _ANSWERS:
            before = [speaker for token, speaker in spoken if token < pronoun.i]
            asker = before[-1].name if before and before[-1].asks else None
            found = [antecedent for antecedent in found if antecedent.name != asker]
        return found

    def group(self, pronoun: Token, spoken: Sequence[tuple[int, Antecedent]]) -> Antecedent | None:
        """The group or organisation that "they" or "it" means: the last speaker or subject that is one."""
        plural = pronoun.lower_ in ("they", "them", "their")
        here = self.sentence(pronoun.i)
        found = [
            replace(speaker, weight=speaker.weight * _DECAY ** (here - self.sentence(token)))
            for token, speaker in spoken
            if token < pronoun.i
            and speaker.person is None
            and here - self.sentence(token) <= 4
            and (speaker.plural or not plural or speaker.body)
            and not (speaker.plural and not plural)
        ]
        found += self._groups(pronoun, plural)
        return _heaviest(found)

    def _nearness(self, token: int, pronoun: Token) -> float:
        """How much of its weight what stands at a token keeps for a pronoun further on, up to 1."""
        distance = self.sentence(pronoun.i) - self.sentence(token)
        earlier = bisect_right(self._breaks, token) < bisect_right(self._breaks, pronoun.i)
        return _DECAY**distance * (_EARLIER if earlier else 1.0)

    def _singular(self, pronoun: Token, spoken: Mapping[int, Antecedent]) -> Iterator[Antecedent]:
        here = self.sentence(pronoun.i)
        for mention in self._cast.mentions:
            distance = here - self.sentence(mention.start)
            if mention.start >= pronoun.i or distance > LOOK_BACK:
                continue
            if not self._is_readable(mention):
                continue
            root = self._doc[mention.start : mention.end].root
            if root.dep_ in SUBJECTS and root.head == pronoun.head and root.i != pronoun.i:
                continue
            person = mention.person
            weight = _salience(root) * self._nearness(mention.start, pronoun)
            if self._is_just_before(mention.start, pronoun) and self._brings_in(mention, root):
                weight *= _BROUGHT_IN
            yield Antecedent(person.text, person, gender_of(person), False, weight)
        for subject in self._subjects(pronoun):
            if self._cast.mention_at(subject.i) or not _is_singular(subject):
                continue
            if subject.pos_ == "PROPN" and self._has_named_subject(subject):
                continue
            beside = [child for child in subject.children if child.dep_ == "appos"]
            beside += [child for child in subject.head.rights if child.dep_ == "attr"]
            if any(self._cast.mention_at(child.i) for child in beside):
                continue
            phrase = noun_phrase(subject)
            weight = 3.0 * self._nearness(subject.i, pronoun)
            speaker = spoken.get(phrase.start)
            described = speaker.person if speaker else self._descriptions.person(phrase, subject)
            if described is not None:
                yield Antecedent(described.text, described, gender_of(described), False, weight)
                continue
            role = role_of(list(phrase))
            personal = subject.pos_ == "PROPN" and subject.ent_type_ in ("", "PERSON")
            weight *= 0.5 if subject.head.dep_ in _WITHIN else 1.0
            near = here - self.sentence(subject.i) < 2 and (
                _is_one_of(subject) or sort_of(subject) == "person"
            )
            personal = personal or role is not None or (near and not is_collective(subject))
            if (
                self._is_just_before(subject.i, pronoun)
                and _is_new(subject)
                and self._tells_of_one(subject.i)
            ):
                weight *= _BROUGHT_IN
            if personal:
                gender = role.word.gender if role else None
                words = self._descriptions.words(phrase, subject) or phrase.text
                name = speaker.name if speaker else words
                yield Antecedent(name, None, gender, False, weight, noun=subject)

    def _is_just_before(self, token: int, pronoun: Token) -> bool:
        """Whether nothing but what is said parts the sentence of a token from that of a pronoun."""
        first, last = self.sentence(token) + 1, self.sentence(pronoun.i)
        between = (self._doc[start] for start in self._sentences[first:last])
        return 0 < last - first + 1 < LOOK_BACK and not any(
            self._readable(word.idx) and not word.is_quote for word in between
        )

    def _brings_in(self, mention: Mention, root: Token) -> bool:
        """Whether a sentence tells what somebody does, and of no other person by name."""
        return _acts(root) and self._tells_of_one(mention.start)

    def _tells_of_one(self, token: int) -> bool:
        """Whether the sentence of a token names nobody, or only whom the token names."""
        sentence = self.sentence(token)
        return not any(
            other.start != token and self.sentence(other.start) == sentence for other in self._cast.mentions
        )

    def _is_readable(self, mention: Mention) -> bool:
        """Whether a name stands outside quotations, or alone in one, as a name that is not the true one does."""
        doc, start, end = self._doc, mention.start, mention.end
        if self._readable(doc[start].idx):
            return True
        return start > 0 and end < len(doc) and doc[start - 1].is_quote and doc[end].is_quote

    def _has_named_subject(self, subject: Token) -> bool:
        """Whether a verb has a person's name as subject beside another word ("Upstairs, Ana left")."""
        others = (token for token in subject.head.lefts if token.dep_ in SUBJECTS and token.i > subject.i)
        return any(self._cast.mention_at(token.i) is not None for token in others)

    def _groups(self, pronoun: Token, plural: bool) -> Iterator[Antecedent]:
        here = self.sentence(pronoun.i)
        for subject in self._subjects(pronoun):
            many = subject.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in subject.children)
            body = is_body(subject)
            if subject.ent_type_ in _NO_SPEAKER or (self._cast.mention_at(subject.i) and not many):
                continue
            if (plural and (many or body)) or (not plural and not many and (body or is_writing(subject))):
                weight = 2.0 * _DECAY ** (here - self.sentence(subject.i))
                weight *= likelihood(subject) * (0.5 if subject.head.dep_ in _WITHIN else 1.0)
                phrase = noun_phrase(subject)
                name = self._descriptions.words(phrase, subject) or phrase.text
                yield Antecedent(name, None, None, many, weight)

    def _subjects(self, pronoun: Token) -> Iterator[Token]:
        """Subjects before a pronoun in its own and the two sentences before, outside quotations."""
        first = self._sentences[max(0, self.sentence(pronoun.i) - 2)]
        for token in self._doc[first : pronoun.i]:
            subject = token.dep_ in SUBJECTS and token.head != pronoun.head
            subject = subject and (token.pos_ in ("NOUN", "PROPN") or _is_one_of(token))
            if subject and self._readable(token.idx) and token.left_edge.lower_ != "whose":
                yield token


def _acts(name: Token) -> bool:
    """Whether a sentence tells what somebody does, or who somebody is, by the root of the name."""
    noun = name.head if name.dep_ == "appos" else name
    return noun.dep_ in ("nsubj", "attr") and noun.head.dep_ == "ROOT"


def _is_new(subject: Token) -> bool:
    """Whether a sentence tells what somebody does who is new in it ("A guard", "One of the guards", "His brother")."""
    new = _is_one_of(subject) or any(
        child.lower_ in ("a", "an", "another") or child.tag_ == "PRP$" for child in subject.lefts
    )
    return new and _acts(subject)


def _is_singular(subject: Token) -> bool:
    return subject.tag_ in ("NN", "NNP") or _is_one_of(subject)


def _is_one_of(word: Token) -> bool:
    """Whether a word stands for one of several persons ("One of the soldiers")."""
    if word.lower_ != "one" or word.i + 2 >= len(word.doc) or word.doc[word.i + 1].lower_ != "of":
        return False
    several = (
        inner for of in word.rights if of.dep_ == "prep" for inner in of.children if inner.dep_ == "pobj"
    )
    return any(sort_of(noun) == "person" for noun in several)


def likelihood(noun: Token) -> float:
    """How likely a pronoun means a noun, up to 1: persons and organisations before words that may be things."""
    if can_speak(noun) or is_body(noun):
        return 1.0
    return 0.2 if sort_of(noun) == "thing" else 0.25


def is_body(noun: Token) -> bool:
    """Whether a noun names an organisation ("the ministry", "Oxfam")."""
    sort = organisation_words().get(noun.lemma_.lower())
    return noun.ent_type_ in ("ORG", "NORP") or (sort is not None and sort != "street")


def is_writing(noun: Token) -> bool:
    """Whether a noun is for a text ("the report")."""
    return noun.lemma_.lower() in speaker_words("writing")


def _heaviest(found: Sequence[Antecedent], margin: float = _MARGIN) -> Antecedent | None:
    """The heaviest, with its share of the two heaviest as weight; ``None`` when that is below ``margin``."""
    weights: dict[str, float] = {}
    by_name: dict[str, Antecedent] = {}
    for antecedent in found:
        weights[antecedent.name] = weights.get(antecedent.name, 0.0) + antecedent.weight
        by_name.setdefault(antecedent.name, antecedent)
    if not weights:
        return None
    ranked = sorted(weights, key=lambda name: -weights[name])
    second = weights[ranked[1]] if len(ranked) > 1 else 0.0
    share = weights[ranked[0]] / (weights[ranked[0]] + second)
    return replace(by_name[ranked[0]], weight=share) if share >= margin else None


def _salience(root: Token) -> float:
    if root.dep_ == "conj" and root.head.dep_ in SUBJECTS:
        root = root.head
    if root.dep_ in (*SUBJECTS, "attr") or (
        root.dep_ in ("appos", "compound") and root.head.dep_ in SUBJECTS
    ):
        return 3.0
    if root.dep_ == "pobj" and root.head.lower_ in _VIEWS and root.head.is_sent_start:
        return 4.0
    if root.dep_ == "pobj" and root.head.lower_ in _WHERE:
        return 0.2
    return 0.8 if root.dep_ in ("poss", "compound", "nmod") else 1.2
