"""Who was harmed: noun phrases of persons, with their counts, and what joins or divides them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from lib.beside import beside
from lib.counts import CountExpression
from lib.harm.lists import before_in_heading, listed
from lib.harm.people import (
    OWNERS_ONE,
    PERSON_LABELS,
    Sort,
    antecedent,
    group_of,
    is_collective,
    is_group,
    is_one,
    is_ordinal,
    is_relative,
    is_some,
    noun_row,
    sort_of,
)
from lib.harm.terms import is_harm
from lib.harm.words import claim_words
from lib.records import Count, CountQualifier

Counts = Mapping[int, CountExpression]
_FARTHEST_COUNT = 9  # tokens between a count and the noun it counts
_BETWEEN = ("ADJ", "NOUN", "PROPN", "NUM", "ADV", "PART", "VERB", "CCONJ", "DET")
_FINITE = ("VBD", "VBP", "VBZ", "VB", "MD")
_MODIFIERS = ("compound", "amod", "nmod", "poss", "conj", "appos")
_SIGNS = ("sign", "news", "word", "trace")
_EVERYONE = ("everyone", "everybody", "all")
_PARTITIVE = ("one", "each", "all")
_IN_PHRASE = ("det", "amod", "compound", "nmod", "poss", "nummod")
_HYPHENS = ("-", "‑")
_MARKS = ",-–‑/“”\"'‘’"


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


def index_counts(expressions: Iterable[CountExpression]) -> dict[int, CountExpression]:
    """The expression at each token that belongs to one."""
    return {i: expression for expression in expressions for i in range(expression.start, expression.end)}


def count_for(head: Token, counts: Counts) -> CountExpression | None:
    """The expression that counts a noun: on it, before it, or over an "of" ("dozens of people")."""
    if head.i in counts:
        return counts[head.i]
    if is_ordinal(head):
        return None  # "two men were shot, a third in critical condition"
    of = head.head
    if head.dep_ == "pobj" and of.lower_ == "of" and of.head.i in counts and of.head.i < head.i:
        own = _count_before_noun(head, counts)  # "two of the nine hostages" are nine hostages
        return own if own is not None and own.start > of.i else counts[of.head.i]
    if head.dep_ == "pobj" and head.head.lower_ == "of" and _is_account(head.head.head):
        account = _count_before_noun(head.head.head, counts)
        if head.head.head.lemma_ in _SIGNS and noun_row(head) is not None:
            own = _count_before_noun(head, counts)
            return own if own != account else None  # "no sign of 20 men", "no trace of the pilot"
        if account is not None and account.count.qualifier == "none":
            return account  # "no reports of casualties"
    before = _count_before_noun(head, counts)
    if before is not None:
        return _share(before, head, counts)
    first = counts.get(head.head.i - 1) if head.dep_ == "conj" else None
    if first is not None and first.count.qualifier == "none":
        return first  # "no arrests or injuries"
    if is_collective(head) or head.lower_ in _EVERYONE:  # "a family of five", "a group of 20 migrants"
        for of in head.rights:
            if of.lower_ == "of" and _leads_to_places(of):
                continue  # "the population of 40 villages"
            if of.lower_ == "of" and of.i + 1 in counts:
                return counts[of.i + 1]  # "a family of five | and a crew"
            for noun in of.children if of.lower_ == "of" else ():
                inside = count_for(noun, counts) if noun.dep_ == "pobj" and sort_of(noun) != "thing" else None
                if inside is not None:
                    return inside
            if of.dep_ == "appos" and sort_of(of) == "person":  # "the family, 14 people, was killed"
                return _count_before_noun(of, counts)
    return None


def _leads_to_places(of: Token) -> bool:
    settlements = claim_words("settlement")
    return any(noun.dep_ == "pobj" and noun.lemma_.lower() in settlements for noun in of.children)


def _is_account(noun: Token) -> bool:
    return noun.lemma_.lower() in claim_words("account")


def _share(expression: CountExpression, head: Token, counts: Counts) -> CountExpression:
    """The share that is said of counted persons ("half of the 60 passengers"), or the count itself."""
    first = head.doc[expression.start]
    before = beside(first, -1) if not first.is_sent_start and first.i > 0 else first
    if before.dep_ == "det" and before.i - 1 in counts:
        before = beside(before, -1)
    share = counts.get(before.i)
    return share if share is not None and share.count.low is None and share.count.high is None else expression


def _count_before_noun(head: Token, counts: Counts) -> CountExpression | None:
    """The count to the left of a noun, with nothing but the noun's own modifiers between."""
    word = head
    for _ in range(_FARTHEST_COUNT):
        if word.is_sent_start or word.i == 0:
            return None
        word = beside(word, -1)
        if word.i in counts:
            return counts[word.i]
        if (written := restated(word, counts)) is not None:
            return written
        if word.lower_ == "of" and word.i - 1 in counts:
            return counts[word.i - 1]
        if _is_hyphenated(word):  # "nine off-duty soldiers"
            continue
        if word.tag_ in ("PRP$", "POS") or (word.is_punct and word.text in _MARKS):
            continue
        if word.pos_ not in _BETWEEN or word.tag_ in _FINITE:
            return None
        if word.pos_ == "CCONJ" and word.head.dep_ not in _MODIFIERS[:3] and word.head.pos_ != "ADJ":
            return None
        if word.pos_ in ("NOUN", "PROPN") and word.dep_ not in _MODIFIERS:
            return None
    return None


def restated(bracket: Token, counts: Counts) -> CountExpression | None:
    """The count that a figure in brackets repeats, before the closing bracket ("five (5) men")."""
    i, doc = bracket.i, bracket.doc
    if bracket.text != ")" or i < 3 or doc[i - 2].text != "(" or not doc[i - 1].like_num:
        return None
    return counts.get(i - 3)


def _is_hyphenated(word: Token) -> bool:
    """Whether a word is joined to another by a hyphen."""
    doc = word.doc
    after = not word.whitespace_ and word.i + 1 < len(doc) and doc[word.i + 1].text in _HYPHENS
    return after or (word.i > 0 and doc[word.i - 1].text in _HYPHENS and not doc[word.i - 1].whitespace_)


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
        if len(rest) == len(found) - 1 and sum(rest) == found[0].low and apart and not kin:
            return (found[0],)  # "six refugees, two women and four girls"
    return tuple(found)


def _restated(head: Token, counts: Counts) -> Token:
    """The counted persons that an aside makes of a thing ("Three generations, eleven people in all, died")."""
    asides = [child for child in head.rights if child.dep_ == "appos" and sort_of(child) == "person"]
    listing = bool(asides) and any(child.dep_ == "conj" for child in asides[0].rights)
    everyone = head.lower_ in _EVERYONE and bool(asides)
    if everyone and count_for(asides[0], counts) is None:
        return asides[0]  # "everyone in it, a couple and their children, was killed"
    named = head.tag_ == "NNP" and head.ent_type_ not in PERSON_LABELS
    if named and listing and not any(child.dep_ == "nummod" for child in head.lefts):
        return asides[0]  # "In Dera, North Shewa, | a farmer and his wife were killed"
    if sort_of(head) != "thing":
        return head
    return next((child for child in asides if _count_before_noun(child, counts) is not None), head)


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
        if not told and _count_before_noun(noun, counts) is None:
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
    loose = noun.dep_ in ("ROOT", "nsubj", "nsubjpass", "dep", "npadvmod", "preconj")
    if noun.pos_ != "NOUN" or not loose or sort_of(noun) != "person" or not _is_determined(noun):
        return None
    return noun if not any(child.dep_ == "aux" for child in noun.rights) and noun != head else None


def _party(noun: Token, counts: Counts, *, known: bool) -> Party | None:
    expression = count_for(noun, counts)
    named = _named_by(noun, counts)
    counted = named.i in counts or _are_more(named, expression)
    counted = counted or (expression is not None and noun.lower_ in _EVERYONE)
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
