"""Claims whose verb is left out because the clause before has it: "killed 14 Armenians and, in Shusha, nine Azeris"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from spacy.tokens import Token

from lib.beside import beside
from lib.counts import CountExpression
from lib.harm.draft import Draft
from lib.harm.ellipsis import named_place
from lib.harm.noun_counts import Counts
from lib.harm.people import sort_of
from lib.harm.terms import is_harm, names_harm
from lib.harm.victims import Party, joint_count, parties
from lib.records import CountQualifier

_HANGS_ON = ("conj", "npadvmod", "appos", "dep", "dobj", "nummod", "nsubj", "attr", "oprd", "advcl")
_LINKS = (",", "and", "but", "–", "—")
_WHERE = ("in", "at", "near", "outside", "on", "from", "by")
_ALIKE = ("on", "in", "by", "during")
_OF_THEM = ("them", "whom", "which", "these", "those")
_ENDS = (",", ".", ";", ")", "–", "—", "!", "?")
_LEVELS = 4


def gapped_parties(drafts: Iterable[Draft], counts: Counts) -> Iterator[Draft]:
    """The claims that only counted persons make behind another claim: "14 Armenians died, and nine Azeris".

    They share the harm of the claim before and are no part of it.
    """
    known = [draft for draft in drafts if draft.count.start is not None and draft.meant == "asserted"]
    used = {draft.count.start for draft in known}
    for draft in known:
        if draft.harm.term.pattern == "bodies":
            continue  # "found eleven bodies and seven survivors"
        for expression in dict.fromkeys(counts.values()):
            if expression.start <= draft.last or expression.count.start in used:
                continue
            if (low := expression.count.low) is None or low == 0:
                continue
            found = _gapped(draft, expression, counts)
            if found:
                used.update(party.expression.count.start for party in found if party.expression)
                first = min(party.start for party in found)
                last = max(party.end for party in found) - 1
                at = found[0].head if named_place(found[0].head) is not None else None
                yield replace(draft, found=found, count=joint_count(found), first=first, last=last, at=at)


def _gapped(draft: Draft, expression: CountExpression, counts: Counts) -> tuple[Party, ...]:
    """The persons that an expression counts, when no word but the claim's own says what befell them."""
    doc = draft.harm.first.doc
    figure = doc[expression.end - 1]
    if any(word.text in ("(", "[") for word in doc[draft.last + 1 : figure.i]):
        return ()  # "Dead: 4 (2 men, 1 woman, 1 child)"
    following = [word.lower_ for word in doc[expression.end : expression.end + 2]]
    if following[:1] == ["of"] and following[-1] in _OF_THEM:
        return ()  # "ten of them children"
    if _is_of_another_owner(figure, draft):
        return (Party(figure, figure, *_numbers(expression), expression),)
    if _is_compared(figure, draft):
        return (Party(figure, figure, *_numbers(expression), expression),)
    noun = figure.head if figure.dep_ == "nummod" and figure.head.i > figure.i else figure
    if noun.dep_ not in _HANGS_ON or not _hangs_on(noun, draft) or not _is_linked(expression, noun):
        return ()
    if noun == figure and not (_is_of_side(figure) or _is_of_another_time(figure, draft)):
        return ()
    if noun != figure and sort_of(noun) != "person":
        return ()
    if not _ends_there(noun) or any(_has_own_word(word) for word in noun.children):
        return ()
    if noun == figure:
        return (Party(figure, figure, *_numbers(expression), expression),)
    found = parties(noun, counts, known=True)
    return found if found and found[0].expression == expression else ()


def _numbers(expression: CountExpression) -> tuple[int | None, int | None, CountQualifier]:
    return expression.count.low, expression.count.high, expression.count.qualifier


def _is_of_another_owner(figure: Token, draft: Draft) -> bool:
    """Whether a bare figure is what another lost ("cost Armenia 300 men and Azerbaijan 200", "the rebels 12")."""
    if draft.harm.term.victims != "own" or not _ends(figure) or figure.i < 2:
        return False
    owner = beside(figure, -1)
    edge = beside(owner, -1).i if beside(owner, -1).dep_ == "det" else owner.i
    if owner.pos_ not in ("NOUN", "PROPN") or figure.doc[edge].is_sent_start:
        return False
    return figure.doc[edge - 1].lower_ in _LINKS and edge - 1 >= draft.harm.last.i


def _hangs_on(noun: Token, draft: Draft) -> bool:
    """Whether the parse joins a noun to a claim, with no other verb between."""
    own: tuple[Token | None, ...] = (draft.harm.first, draft.harm.last, draft.head)
    if draft.harm.term.part != "verb":
        own = (*own, draft.harm.first.head)  # "left 14 Armenians dead and nine Azeris"
    for word in islice(noun.ancestors, _LEVELS):
        if word in own:
            return True
        if word.pos_ in ("VERB", "AUX") and word != draft.harm.first.head:
            return False
    return False


def _is_linked(expression: CountExpression, noun: Token) -> bool:
    """Whether a comma or "and" stands before a counted noun."""
    first = noun.doc[min(expression.start, noun.left_edge.i)]
    return not first.is_sent_start and beside(first, -1).lower_ in _LINKS


def _is_of_side(figure: Token) -> bool:
    """Whether a bare figure is of one side ("five of theirs")."""
    of = next((child for child in figure.rights if child.lower_ == "of"), None)
    return of is not None and any(word.lower_ in ("ours", "theirs", "his", "yours") for word in of.rights)


def _is_of_another_time(figure: Token, draft: Draft) -> bool:
    """Whether a bare figure has a time or a cause like the claim's ("four on Friday and nine on Sunday")."""
    link = beside(figure, 1) if figure.i + 1 < figure.sent.end else figure
    if link.dep_ not in ("prep", "agent") or link.head != figure or link.lower_ not in _ALIKE:
        return False
    spoken = figure.doc[draft.first : figure.i]
    return any(word.lower_ == link.lower_ and word.dep_ in ("prep", "agent") for word in spoken)


def _is_compared(figure: Token, draft: Draft) -> bool:
    """Whether a bare figure is that of another time ("six guards died since May, against nine in all of 2010")."""
    link = figure.head
    if figure.dep_ != "pobj" or link.lower_ not in ("against", "versus") or link.i == 0:
        return False
    told = link.head in (draft.harm.first, draft.harm.last, draft.head) and beside(link, -1).text == ","
    return told and any(child.lower_ in ("in", "during", "last") for child in figure.rights)


def _ends(word: Token) -> bool:
    return word.i + 1 >= word.sent.end or beside(word, 1).text in _ENDS or beside(word, 1).lower_ == "and"


def _ends_there(noun: Token) -> bool:
    """Whether what follows a noun is no word of its own, but an end, or where it was."""
    if _ends(noun):
        return True
    following = beside(noun, 1)
    return following.lower_ in (*_WHERE, "of") and following.head == noun


def _has_own_word(child: Token) -> bool:
    """Whether a word in a noun's phrase tells another thing of it."""
    if child.lower_ in ("among", "including", "amongst") or is_harm(child) or names_harm(child):
        return True
    return child.dep_ in ("acl", "relcl")
