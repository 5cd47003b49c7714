"""Who was harmed: noun phrases of persons, with their count, their group, and what joins or divides them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Token

from lib import lexicon
from lib.counts import CountExpression
from lib.records import Count, CountQualifier

MOST_PARTIES = 12
"""How many coordinated phrases are read as one list; a longer one is cut there."""

_FARTHEST_COUNT = 9  # tokens between a count and the noun it counts
_NOT_PERSONS = frozenset(
    [
        "GPE",
        "LOC",
        "FAC",
        "ORG",
        "PRODUCT",
        "EVENT",
        "LAW",
        "WORK_OF_ART",
        "DATE",
        "TIME",
        "MONEY",
        "PERCENT",
        "QUANTITY",
        "ORDINAL",
        "LANGUAGE",
    ]
)
_BETWEEN = frozenset(["ADJ", "NOUN", "PROPN", "NUM", "ADV", "PART", "VERB", "CCONJ", "DET"])
_ONE = frozenset(["he", "she", "him", "her", "himself", "herself", "someone", "somebody", "another"])
_SOME = frozenset(
    [
        "they",
        "them",
        "we",
        "us",
        "those",
        "others",
        "many",
        "all",
        "everyone",
        "everybody",
        "some",
        "themselves",
        "who",
    ]
)
_MANY_OTHERS = frozenset(["other", "more", "another", "further", "additional", "others"])
_RELATIVE = frozenset(["who", "whom", "that", "which"])
_PERSON_ENDINGS = ("man", "men", "woman", "women", "ist", "ists")

Sort = Literal["person", "thing", "unknown"]


@dataclass(frozen=True, slots=True)
class VictimNoun:
    """A row of victims.csv; ``number`` says how many a bare singular stands for."""

    noun: str
    group: str
    number: Literal["one", "two", "many"]
    example: str


@dataclass(frozen=True, slots=True)
class OtherNoun:
    """A row of not_people.csv: a noun for something other than persons."""

    noun: str
    sort: str
    example: str


@dataclass(frozen=True, slots=True)
class Party:
    """One noun phrase of persons: its head token, its count, and whether the count stands in the text."""

    head: Token
    low: int | None
    high: int | None
    qualifier: CountQualifier
    expression: CountExpression | None

    @property
    def start(self) -> int:
        """The first token that says how many or who."""
        return min(self.head.i, self.expression.start if self.expression else self.head.i)

    @property
    def end(self) -> int:
        """The token after the last one."""
        return max(self.head.i + 1, self.expression.end if self.expression else 0)


@cache
def _victims() -> dict[str, VictimNoun]:
    return {row.noun: row for row in lexicon.load("victims", VictimNoun)}


@cache
def _things() -> frozenset[str]:
    return frozenset(row.noun for row in lexicon.load("not_people", OtherNoun))


def index_counts(expressions: Iterable[CountExpression]) -> dict[int, CountExpression]:
    """The expression at each token that belongs to one."""
    return {i: expression for expression in expressions for i in range(expression.start, expression.end)}


def sort_of(token: Token) -> Sort:
    """Whether a noun or pronoun stands for persons, as far as the word and its entity label tell."""
    lower, lemma = token.lower_, token.lemma_.lower()
    if token.pos_ == "PRON" or lower in _ONE or lower in _SOME:
        return "person" if lower in _ONE or lower in _SOME or lower in _RELATIVE else "thing"
    if lemma in _victims() or lower in _victims():
        return "person"
    if lemma in _things() or lower in _things():
        return "thing"
    if token.ent_type_ in ("PERSON", "NORP"):
        return "person"
    if any(child.dep_ == "appos" and _is_listed(child) for child in token.rights):
        return "person"
    if token.ent_type_ in _NOT_PERSONS and token.pos_ != "NUM":
        counted = token.tag_ in ("NNP", "NNPS") and lower.endswith("s") and _is_counted(token)
        return "person" if counted else "thing"
    if token.pos_ == "NOUN" and lower.endswith(_PERSON_ENDINGS):
        return "person"
    return "unknown"


def _is_listed(token: Token) -> bool:
    return token.lemma_.lower() in _victims()


def _is_counted(token: Token) -> bool:
    """Whether a figure stands with a name, which makes it one of a people ("five Kashmiris")."""
    return any(child.dep_ == "nummod" for child in token.lefts)


def group_of(token: Token) -> str | None:
    """The group that a noun names ("soldiers", "children"), or ``None`` for persons in general."""
    words = [token, *(child for child in token.lefts if child.dep_ in ("amod", "compound", "nmod"))]
    for word in words:
        row = _victims().get(word.lemma_.lower()) or _victims().get(word.lower_)
        if row is not None and row.group != "people":
            return row.group
    return None


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; the token itself when it is none."""
    if token.lower_ not in _RELATIVE:
        return token
    verb = token.head
    for _ in range(4):
        if verb.dep_ == "relcl":
            return verb.head
        if verb.head == verb:
            break
        verb = verb.head
    return token


def count_for(head: Token, counts: Mapping[int, CountExpression]) -> CountExpression | None:
    """The expression that counts the noun ``head``: on it, before it, or over an "of" ("dozens of people")."""
    if head.i in counts:
        return counts[head.i]
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.i in counts:
        return counts[head.head.head.i]
    doc, first = head.doc, max(head.sent.start, head.i - _FARTHEST_COUNT)
    for i in range(head.i - 1, first - 1, -1):
        if i in counts:
            return counts[i]
        word = doc[i]
        if word.lower_ == "of" and i - 1 in counts:
            return counts[i - 1]
        if word.tag_ == "PRP$" or word.tag_ == "POS":
            continue
        if word.is_punct and word.text in ",-–‑/“”\"'‘’":
            continue
        if word.pos_ not in _BETWEEN or word.tag_ in ("VBD", "VBP", "VBZ", "VB", "MD"):
            break
        if word.pos_ == "CCONJ" and not (
            word.head.dep_ in ("amod", "compound", "nmod") or word.head.pos_ == "ADJ"
        ):
            break
        if word.pos_ in ("NOUN", "PROPN") and word.dep_ not in (
            "compound",
            "amod",
            "nmod",
            "poss",
            "conj",
            "appos",
        ):
            break
    if (
        head.dep_ == "conj"
        and head.head.i - 1 in counts
        and counts[head.head.i - 1].count.qualifier == "none"
    ):
        return counts[head.head.i - 1]  # "no arrests or injuries"
    for child in head.children:  # "a family of five", "a group of 20 migrants"
        if child.lower_ == "of" and _is_collective(head):
            for noun in child.children:
                if noun.dep_ == "pobj":
                    return count_for(noun, counts)
    return None


def _is_collective(token: Token) -> bool:
    row = _victims().get(token.lemma_.lower()) or _victims().get(token.lower_)
    return row is not None and row.number == "many"


def parties(head: Token, counts: Mapping[int, CountExpression], *, known: bool) -> tuple[Party, ...]:
    """The coordinated noun phrases of persons that begin with ``head``; none when it is about a thing.

    Args:
        counts: What ``index_counts`` made of the sentence's counts.
        known: Demand a noun that is known to stand for persons.
    """
    found: list[Party] = []
    for noun in [head, *_joined(head)]:
        party = _party(noun, counts, known=known)
        if party is None:
            break
        found.append(party)
    if len(found) > 1 and found[0].low is not None and found[0].head.head != found[1].head:
        rest = [party.low for party in found[1:] if party.low is not None]
        if len(rest) == len(found) - 1 and sum(rest) == found[0].low and found[1].head.dep_ == "appos":
            return (found[0],)  # "six refugees, two women and four girls"
    return tuple(found)


def _joined(head: Token) -> Iterator[Token]:
    """The nouns coordinated with ``head`` after it: "a mother, her two sons and a neighbour".

    The parser reads the second of three or more as an apposition; it is one only when ``head`` is general
    ("five people, four men and a child").
    """
    noun = head
    for _ in range(MOST_PARTIES):
        following = next((child for child in noun.rights if child.dep_ == "conj"), None)
        if following is None and noun == head and group_of(head) is not None:
            following = next((child for child in noun.rights if child.dep_ == "appos"), None)
            if following is not None and not any(child.dep_ in ("conj", "cc") for child in following.rights):
                return
        if following is None or following.pos_ not in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
            return
        yield following
        noun = following


def _party(noun: Token, counts: Mapping[int, CountExpression], *, known: bool) -> Party | None:
    expression = count_for(noun, counts)
    named = _named_by(noun, counts)
    sort = "person" if named.i in counts else sort_of(named)
    if sort == "thing" or (known and sort == "unknown" and noun.i not in counts):
        return None
    if expression is not None:
        count = expression.count
        return Party(noun, count.low, count.high, count.qualifier, expression)
    return _uncounted(noun, sort)


def _named_by(noun: Token, counts: Mapping[int, CountExpression]) -> Token:
    """The noun that says what a numeric head counts ("dozens of people"), or the head itself."""
    if noun.i in counts:
        for child in noun.rights:
            if child.lower_ == "of":
                return next((inner for inner in child.children if inner.dep_ == "pobj"), noun)
    return noun


def _uncounted(noun: Token, sort: Sort) -> Party | None:
    """A party whose words hold no count: one for a singular, open for a plural."""
    lower, row = noun.lower_, _victims().get(noun.lemma_.lower())
    if lower in _ONE:
        return Party(noun, 1, 1, "implicit", None)
    if lower in _SOME or noun.pos_ == "PRON" or noun.tag_ in ("NNS", "NNPS"):
        return Party(noun, None, None, "vague", None)
    if row is not None and row.number != "one":
        low = 2 if row.number == "two" else None
        return Party(noun, low, low, "implicit" if low else "vague", None)
    if noun.pos_ == "PROPN":
        return Party(noun, 1, 1, "implicit", None) if sort == "person" or not noun.ent_type_ else None
    if noun.pos_ == "NOUN" or (noun.pos_ == "ADJ" and sort == "person"):
        determined = any(child.dep_ in ("det", "poss") for child in noun.lefts)
        return Party(noun, 1, 1, "implicit", None) if sort == "person" or determined else None
    return None


def total(found: Sequence[Party]) -> tuple[int | None, int | None, CountQualifier]:
    """Low, high and qualifier of several parties together ("four soldiers and two civilians" is six).

    A party of unknown size leaves the sum of the others as the least number, unless only one has a figure.
    """
    if len(found) == 1:
        return found[0].low, found[0].high, found[0].qualifier
    sized = [party for party in found if party.low is not None or party.high is not None]
    if not sized:
        return None, None, "vague"
    if len(sized) == 1 and len(found) > 1:
        only = sized[0]
        if only.expression is None:
            return None, None, "vague"
        return only.low, only.high, only.qualifier
    lows, highs = [party.low for party in sized], [party.high for party in sized]
    low = sum(value for value in lows if value is not None) or None
    high = sum(value for value in highs if value is not None) if None not in highs else None
    if len(sized) < len(found):
        high = None
    if all(party.expression is None for party in sized):
        return low, high, "implicit"
    order: tuple[CountQualifier, ...] = ("at_most", "range", "about", "vague", "at_least")
    qualifier = next((item for item in reversed(order) if any(p.qualifier == item for p in sized)), "exact")
    return low, high, "at_least" if high is None and qualifier == "exact" else qualifier


def joint_count(found: Sequence[Party]) -> Count:
    """The record of the parties' count; its text runs from the first count's words to the last one's."""
    low, high, qualifier = total(found)
    written = [party.expression.count for party in found if party.expression is not None]
    counted = [count for count in written if count.start is not None and count.end is not None]
    if not counted:
        return Count(None, None, None, low, high, qualifier)
    start = min(count.start for count in counted if count.start is not None)
    end = max(count.end for count in counted if count.end is not None)
    doc = found[0].head.doc
    text = counted[0].text if len(counted) == 1 else doc.text[start:end]
    return Count(start, end, text, low, high, qualifier)
