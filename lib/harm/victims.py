"""Who was harmed: noun phrases of persons, with their counts, and what joins or divides them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from lib.beside import beside
from lib.counts import CountExpression
from lib.harm.arguments import is_dateline
from lib.harm.counted import are_things, is_other_telling
from lib.harm.lists import before_in_heading, listed
from lib.harm.noun_counts import EVERYONE, Counts, count_before_noun, count_for
from lib.harm.people import (
    OWNERS_ONE,
    PERSON_LABELS,
    Sort,
    antecedent,
    group_of,
    is_group,
    is_one,
    is_relative,
    is_some,
    noun_row,
    sort_of,
)
from lib.harm.terms import is_harm
from lib.records import Count, CountQualifier

_PARTITIVE = ("one", "each", "all")
_IN_PHRASE = ("det", "amod", "compound", "nmod", "poss", "nummod")


@dataclass(frozen=True, slots=True)
class Party:
    """One noun phrase of persons.

    Attributes:
        head: Its head, which may be the count itself ("dozens of people").
        noun: The noun that says who; the head itself when there is none.
        low, high, qualifier: How many.
        expression: The count as it stands in the text, or ``None`` when it is implied.
    """

    head: Token
    noun: Token
    low: int | None
    high: int | None
    qualifier: CountQualifier
    expression: CountExpression | None

    @property
    def start(self) -> int:
        """The first token that says how many or who."""
        if self.expression is not None and self.expression.start <= self.head.i:
            return self.expression.start
        modifiers = [child.i for child in self.head.lefts if child.dep_ in _IN_PHRASE]
        return min([self.head.i, *modifiers])

    @property
    def end(self) -> int:
        """The token after the last one."""
        return max(self.head.i + 1, self.expression.end if self.expression else 0)


def parties(head: Token, counts: Counts, *, known: bool) -> tuple[Party, ...]:
    """The coordinated noun phrases of persons that begin with ``head``; none when it is about a thing.

    Args:
        counts: What ``index_counts`` made of the sentence's counts.
        known: Demand a noun that is known to stand for persons.
    """
    found: list[Party] = []
    others: list[Token] = []
    head = _restated(antecedent(_whole(head)), counts)
    nouns = [*(_listed_before(head, counts) or before_in_heading(head)), *listed(head)]
    if len(nouns) > 1 and _is_aside(head):
        nouns = nouns[1:]  # "ten died, a medic among them, and 20 were hurt"
    for noun in nouns:
        party = _party(noun, counts, known=known or bool(others))
        if party is None and not found and _heads_list(noun):
            others.append(noun)  # "killed 40 cows and a herder"
            continue
        if party is None:
            break
        same = bool(found) and party.expression is not None and party.expression == found[-1].expression
        share = bool(found) and found[-1].noun == party.noun
        if not same and not share:
            found.append(party)  # "between 12 and 16" are no list, nor "25 of the 300 workers"
    if len(found) > 1 and found[0].low is not None and found[0].head.head != found[1].head:
        rest = [party.low for party in found[1:] if party.low is not None]
        apart = found[1].head.dep_ == "appos" or (len(found) > 2 and group_of(found[0].noun) is None)
        kin = is_relative(found[0].noun) and is_relative(
            found[1].noun
        )  # "two brothers, a cousin and an uncle"
        along = found[1].head.head.lower_ == "with"  # "three clerks, along with a cook and two guards"
        if len(rest) == len(found) - 1 and sum(rest) == found[0].low and apart and not kin and not along:
            return (found[0],)  # "six refugees, two women and four girls"
    return tuple(found)


def _restated(head: Token, counts: Counts) -> Token:
    """The counted persons that an aside makes of a thing ("Three generations, eleven people in all, died")."""
    asides = [
        child
        for child in head.rights
        if child.dep_ == "appos" and sort_of(child) == "person" and not _explains(child)
    ]
    listing = bool(asides) and any(child.dep_ == "conj" for child in asides[0].rights)
    everyone = head.lower_ in EVERYONE and bool(asides)
    if everyone and count_for(asides[0], counts) is None:
        return asides[0]  # "everyone in it, a couple and their children, was killed"
    named = head.tag_ == "NNP" and head.ent_type_ not in PERSON_LABELS
    if named and listing and not any(child.dep_ == "nummod" for child in head.lefts):
        return asides[0]  # "In Dera, North Shewa, | a farmer and his wife were killed"
    if sort_of(head) != "thing":
        return head
    return next((child for child in asides if count_before_noun(child, counts) is not None), head)


def _explains(aside: Token) -> bool:
    """Whether an apposition stands behind a colon that ends the clause ("the case is dead: nine judges signed")."""
    edge = aside.left_edge
    verb = aside.head.head
    colon = edge.i > 0 and ":" in (edge.text, beside(edge, -1).text)
    return colon and verb.lemma_ == "be" and verb.i < edge.i


def _heads_list(thing: Token) -> bool:
    """Whether a thing is the first of a list, in which persons may follow."""
    listed_on = any(child.dep_ == "conj" for child in thing.rights)
    return sort_of(thing) == "thing" and thing.pos_ == "NOUN" and listed_on


def _is_aside(noun: Token) -> bool:
    """Whether a noun names some of those told of before ("a medic among them")."""
    among = (word for word in noun.rights if word.lower_ in ("among", "amongst"))
    return any(child.lower_ in ("them", "whom") for word in among for child in word.children)


def _whole(head: Token) -> Token:
    """The persons of "every one of the 17 men", or the head itself."""
    if head.lower_ not in _PARTITIVE:
        return head
    of = next((child for child in head.rights if child.lower_ == "of"), None)
    inner = (child for child in of.children if child.dep_ == "pobj") if of is not None else iter(())
    every = head.lower_ != "one" or any(child.lower_ in ("every", "each") for child in head.lefts)
    return next(inner, head) if every else head


def _listed_before(head: Token, counts: Counts) -> list[Token]:
    """The counted nouns of a list that the parser left before its subject ("Eight Swedes, two Danes drowned")."""
    found: list[Token] = []
    first = head
    while head.dep_ in ("nsubj", "nsubjpass") and first.left_edge.i >= 2:
        edge = first.left_edge
        noun = beside(edge, -2)
        verb = head.head
        listed = noun.head == verb or (verb.dep_ == "conj" and verb.head == noun)
        if edge.is_sent_start or beside(edge, -1).lower_ not in (",", "and") or not listed:
            break
        told = beside(edge, -1).lower_ == "and" and sort_of(noun) == "person" and _is_determined(noun)
        if noun.pos_ not in ("NOUN", "PROPN") or is_harm(noun):
            break
        if is_dateline(noun, noun.doc[noun.i : head.i]):
            break
        if not told and count_before_noun(noun, counts) is None:
            break
        found.insert(0, noun)
        first = noun
    before = _split_before(head) if not found else None
    if before is not None:
        found.insert(0, before)
    link = head.doc[head.left_edge.i - 1] if not head.left_edge.is_sent_start else head
    if link.lower_ == "and" and link.head.dep_ == "preconj" and sort_of(link.head) == "person":
        found.insert(0, link.head)  # "In Homs a labourer and | his two nephews"
    return found


def _is_determined(noun: Token) -> bool:
    return any(child.dep_ in ("det", "poss", "nummod") for child in noun.lefts)


def _split_before(head: Token) -> Token | None:
    """The person before "and" whom the parser has cut from those after it ("A nun and | three orphans are missing")."""
    first = head.left_edge
    if first.is_sent_start or first.i < 2 or beside(first, -1).lower_ != "and":
        return None
    noun = beside(first, -2)
    loose = noun.dep_ in ("ROOT", "nsubj", "nsubjpass", "dep", "npadvmod", "preconj") or _is_after_place(noun)
    if noun.pos_ != "NOUN" or not loose or sort_of(noun) != "person" or not _is_determined(noun):
        return None
    return noun if not any(child.dep_ == "aux" for child in noun.rights) and noun != head else None


def _is_after_place(noun: Token) -> bool:
    """Whether the parser has hung a counted noun on the place before it ("in Goma | one nurse and two guards")."""
    figure = next((child for child in noun.lefts if child.dep_ == "nummod"), None)
    if noun.dep_ != "pobj" or figure is None or figure.i < 2:
        return False
    return beside(figure, -1).pos_ == "PROPN" and noun.head.i < figure.i - 1


def _party(noun: Token, counts: Counts, *, known: bool) -> Party | None:
    if is_other_telling(noun, counts) or are_things(noun):
        return None
    expression = count_for(noun, counts)
    named = _named_by(noun, counts)
    counted = named.i in counts or _are_more(named, expression)
    counted = counted or (expression is not None and noun.lower_ in EVERYONE)
    sort: Sort = "person" if counted else sort_of(named)
    if sort == "thing" or (known and sort == "unknown" and noun.i not in counts):
        return None
    if expression is None:
        return _uncounted(noun, sort)
    count = expression.count
    if named.tag_ == "NNS" and is_group(named):  # "7,000 families" are 7,000 people or more
        return Party(noun, named, count.low, None, "at_least", expression)
    return Party(noun, named, count.low, count.high, count.qualifier, expression)


def _are_more(noun: Token, expression: CountExpression | None) -> bool:
    """Whether "more" stands for persons ("thirty more were hurt")."""
    return noun.lower_ == "more" and expression is not None and expression.count.low is not None


def _named_by(noun: Token, counts: Counts) -> Token:
    """The noun that says what a numeric head counts ("dozens of people"), or the head itself."""
    head_of = noun.lower_ == "head" and any(child.dep_ == "nummod" for child in noun.lefts)
    if noun.i in counts or head_of:  # "2,400 head of cattle"
        for child in noun.rights:
            if child.lower_ == "of":
                inside = next((inner for inner in child.children if inner.dep_ == "pobj"), noun)
                return (
                    noun if inside.lower_ in ("number", "own", "ranks") else inside
                )  # "six of their number"
    return noun


def _uncounted(noun: Token, sort: Sort) -> Party | None:
    """A party whose words hold no count: one for a singular, open for a plural."""
    row = noun_row(noun)
    if noun.lower_ == "rest":
        return Party(noun, noun, None, None, "vague", None)
    if is_one(noun):
        return Party(noun, noun, 1, 1, "implicit", None)
    if noun.lower_ == "parents" and any(child.lower_ in OWNERS_ONE for child in noun.lefts):
        return Party(noun, noun, 2, 2, "implicit", None)
    if is_some(noun) or noun.pos_ == "PRON" or noun.tag_ in ("NNS", "NNPS"):
        return Party(noun, noun, None, None, "vague", None)
    if row is not None and row.number != "one":
        low = 2 if row.number == "two" else None
        return Party(noun, noun, low, low, "implicit" if low else "vague", None)
    if noun.pos_ == "PROPN":
        named = sort == "person" or not noun.ent_type_
        return Party(noun, noun, 1, 1, "implicit", None) if named else None
    if noun.pos_ == "NOUN" or (noun.pos_ == "ADJ" and sort == "person"):
        determined = any(child.dep_ in ("det", "poss") for child in noun.lefts)
        return Party(noun, noun, 1, 1, "implicit", None) if sort == "person" or determined else None
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
    said = [item for item in reversed(order) if any(party.qualifier == item for party in sized)]
    if said:
        return low, high, said[0]
    return low, high, "at_least" if high is None else "exact"


def joint_count(found: Sequence[Party]) -> Count:
    """The record of the parties' count; its text runs from the first count's words to the last one's."""
    low, high, qualifier = total(found)
    written = [party.expression.count for party in found if party.expression is not None]
    counted = [count for count in written if count.start is not None and count.end is not None]
    if not counted:
        return Count(None, None, None, low, high, qualifier)
    start = min(count.start for count in counted if count.start is not None)
    end = max(count.end for count in counted if count.end is not None)
    if len(counted) == 1:
        return replace(counted[0], low=low, high=high, qualifier=qualifier)
    span = found[0].head.doc[
        min(party.expression.start for party in found if party.expression) : max(
            party.expression.end for party in found if party.expression
        )
    ]
    text = span.text[start - span.start_char : end - span.start_char]
    return Count(start, end, text, low, high, qualifier)
