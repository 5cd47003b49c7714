"""Parts of a claim that its sentence names: terms of a sum, "including three children", "two of the dead"."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from lib.beside import words_after
from lib.counts import CountExpression
from lib.harm.arguments import SUBJECTS, child_of
from lib.harm.counted import counted_after
from lib.harm.draft import Draft, part_of
from lib.harm.noun_counts import Counts
from lib.harm.people import sort_of
from lib.harm.states import AMONG, NAMED, SHARE
from lib.harm.terms import tells_of_harm
from lib.harm.victims import Party, parties
from lib.records import Outcome

_SHARES = (SHARE, NAMED, AMONG)
_NEAR = 8  # tokens before "of them" in which what it stands for is looked for
_INCLUDING = ("including", "include", "includes", "included")
_AMONG = ("among", "amongst")
_OF_THEM = ("them", "whom", "which", "those")


def parts(sentence: Span, drafts: list[Draft], counts: Counts) -> Iterator[Draft]:
    """The parts of the claims of a sentence that the sentence names, each as a draft of its own."""
    used = {draft.count.start for draft in drafts if draft.count.start is not None}
    heads = {party.head.i for draft in drafts for party in draft.found}
    yield from _sums(drafts)
    for whole, party in (
        *_named(sentence, drafts, counts),
        *_shares(drafts, counts),
        *_among(drafts, counts),
    ):
        start = party.expression.count.start if party.expression else None
        if (party.low or party.high) and start not in used and party.head.i not in heads:
            heads.add(party.head.i)
            yield part_of(whole, party)


def shares_of_earlier(drafts: Sequence[Draft]) -> list[Draft]:
    """The claims of a report in text order, those of some of "the dead" as parts of the total before them.

    "Three of the dead" and "the dead include" speak of persons counted before: of the last claim with the same
    harm that is no smaller.
    """
    moved: dict[int, Draft] = {}
    totals: defaultdict[Outcome, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.whole is not None:
            continue
        if draft.harm.rule not in _SHARES:
            totals[draft.outcome].append(draft)
        elif (whole := _earlier_total(draft, totals[draft.outcome])) is not None:
            moved[id(draft)] = replace(draft, whole=whole)
    found = [moved.get(id(draft), draft) for draft in drafts]
    return [
        replace(draft, whole=moved[id(draft.whole)]) if id(draft.whole) in moved else draft for draft in found
    ]


def _earlier_total(draft: Draft, totals: Sequence[Draft]) -> Draft | None:
    """The last of the totals with the same harm before a share's sentence that is no smaller."""
    least = draft.count.low
    if draft.meant != "asserted" or least is None:
        return None
    sentence = draft.sentence
    fitting = (total for total in reversed(totals) if (total.count.low or 0) >= least)
    return next((total for total in fitting if total.sentence != sentence), None)


def _sums(drafts: list[Draft]) -> Iterator[Draft]:
    """The terms of sums ("four soldiers and two civilians"), each as a part of the sum."""
    for draft in drafts:
        sized = [party for party in draft.found if party.low is not None or party.high is not None]
        if len(sized) > 1:
            yield from (part_of(draft, party) for party in sized)


def _named(sentence: Span, drafts: list[Draft], counts: Counts) -> Iterator[tuple[Draft, Party]]:
    """Those named by "including three children", "two of them medics", "a child among them"."""
    starts = [draft.first for draft in drafts]
    for token in sentence:
        including = token.lower_ in _INCLUDING or _is_among_them(token)
        expression = counts.get(token.i)
        if not including and (expression is None or expression.start != token.i):
            continue
        number = bisect_left(starts, token.i) - 1
        if number >= 0:
            for party in _included(token, counts) if including else _of_them(token, counts):
                yield drafts[number], party


def _is_among_them(token: Token) -> bool:
    """Whether "among them" leads to a noun without a figure ("six people, among them a baby")."""
    if token.lower_ not in _AMONG or token.head.i < token.i:
        return False
    following = next(words_after(token, 1), None)
    return following is not None and following.lower_ == "them"


def _shares(drafts: list[Draft], counts: Counts) -> Iterator[tuple[Draft, Party]]:
    """The three of "three of the nine dead", the 30 of "of the 52 killed, 30 were women"."""
    for draft in drafts:
        inside = draft.head or draft.harm.last
        of = next((word for word in (inside.head, inside.head.head) if word.lower_ == "of"), None)
        if of is None or draft.count.start is None or of.head.i not in counts:
            continue
        share = counts[of.head.i]
        low, most = share.count.low, draft.count.low or draft.count.high
        if share.count.start != draft.count.start and low is not None and most is not None and low <= most:
            yield draft, _counted(of.head, share)


def _among(drafts: list[Draft], counts: Counts) -> Iterator[tuple[Draft, Party]]:
    """Those who "were among 36 people killed"."""
    for draft in drafts:
        inside = draft.head or draft.harm.last
        for word in (inside, inside.head):
            if word.dep_ == "pobj" and word.head.lower_ in _AMONG and draft.count.start is not None:
                verb = word.head.head
                named = child_of(verb, *SUBJECTS) if verb.pos_ in ("VERB", "AUX") else verb
                if named is not None:
                    yield from ((draft, party) for party in parties(named, counts, known=True))
                break


def _counted(noun: Token, expression: CountExpression) -> Party:
    count = expression.count
    return Party(noun, noun, count.low, count.high, count.qualifier, expression)


def _included(token: Token, counts: Counts) -> Iterator[Party]:
    if token.lower_ in _AMONG:
        named = parties(token.head, counts, known=True)
        yield from (party for party in named if party.expression is None)
        return
    for head in token.children:
        if head.dep_ in ("pobj", "dobj"):
            yield from parties(head, counts, known=False)


def _says_other_things(pronoun: Token) -> bool:
    """Whether what follows "of them" tells neither who they were nor how they fared.

    "One of whom had asked to go home" and "14 of those inside" are not about those harmed as such.
    """
    following = list(words_after(pronoun, 3))
    if pronoun.lower_ == "those":
        return bool(following) and following[0].pos_ not in ("PUNCT", "VERB", "AUX")
    rest = [word for word in following if word.pos_ != "ADV"]
    if rest and rest[0].pos_ == "AUX" and rest[0].lemma_ == "be":
        return False
    verb = next((word for word in rest if word.pos_ not in ("AUX", "PART")), None)
    return verb is not None and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN") and not tells_of_harm(verb)


def _of_them(token: Token, counts: Counts) -> Iterator[Party]:
    """The party of "two of them medics" or "two medics among them", beginning at its count."""
    doc, expression = token.doc, counts[token.i]
    after = doc[expression.end : expression.end + 4]
    words = [word.lower_ for word in after]
    named = next((word for word in after if word.pos_ == "NOUN"), doc[expression.end - 1])
    if _counts_things(expression, counts, doc):
        return
    of_them = words[:1] == ["of"] and len(words) > 1 and words[1] in _OF_THEM
    somewhere = token.dep_ == "pobj" and token.head.dep_ == "prep"  # "nine men in two of them"
    if of_them and (somewhere or _says_other_things(after[1])):
        return
    before = tuple(word.lower_ for word in doc[max(0, expression.start - 2) : expression.start])
    named_after = "," in words and "among" in words and words.index(",") < words.index("among")
    among_them = before in (("among", "them"), ("among", "whom"))
    among_them = among_them or (("among", "them") in pairwise(words) and not named_after)
    if (of_them or among_them) and sort_of(named) != "thing":
        yield _counted(named, expression)


def _counts_things(expression: CountExpression, counts: Counts, doc: Doc) -> bool:
    """Whether the figure before counts things, so that "of them" means those ("in 64 raids, ten of them in Homs")."""
    before = [counts[i] for i in range(max(0, expression.start - _NEAR), expression.start) if i in counts]
    if not before or doc[expression.start - 1].text != ",":
        return False
    noun = counted_after(before[-1], doc[expression.start])
    return noun.i > before[-1].end - 1 and sort_of(noun) == "thing" and noun.i >= expression.start - 3
