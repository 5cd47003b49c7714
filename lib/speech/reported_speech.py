"""Reported speech: the clause or phrase that holds what a cue reports, found through the parse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from lib.beside import beside
from lib.harm.people import can_speak
from lib.harm.words import cause_nouns
from lib.speech.clauses import (
    Range,
    around,
    form_of,
    has_mark,
    has_subject,
    is_cut_off,
    is_joined,
    is_participle_only,
    is_passive_only,
    within,
)
from lib.speech.cues import Act, Cue
from lib.speech.inversion import speaker_after
from lib.speech.phrases import sentence_bounds
from lib.speech.sources import is_passive

_CLAUSES = ("ccomp", "acl", "relcl", "xcomp", "advcl", "pcomp", "oprd")


@dataclass(frozen=True, slots=True)
class Reported:
    """Content found by a cue: its stretches of tokens, the cue's, what the cue does, whose it is."""

    ranges: tuple[Range, ...]
    cue: Range
    act: Act
    source: Span | None
    pattern: str


_OF_SOMEBODY = frozenset({"accuses", "criticises", "praises"})
_WHAT_FOR = frozenset({"as", "for", "in", "of", "on", "over", "to"})
_ASKS = frozenset({"ask", "inquire", "wonder"})
_QUESTIONS = frozenset({"how", "what", "whether", "who", "why"})
_NOT_OF_PERSONS = frozenset({"cite", "quote", "recall"})
"""Verbs that report nothing when their object can speak ("citing two officials", "recalled its envoy")."""
_SELVES = frozenset({"herself", "himself", "itself", "themselves"})
_AHEAD = frozenset({"urges", "orders", "promises", "warns", "threatens", "intends"})
_TERMS = frozenset({"before", "by", "if", "unless", "until", "within"})


def reported(cue: Cue) -> Reported | None:
    """The content that ``cue`` reports by a clause, phrase or object; ``None`` when it has none of these."""
    token = cue.token
    for pattern, ranges in _contents(cue):
        word = cue.takes(pattern)
        if word and ranges:
            if word.act in _AHEAD:
                ranges[-1] = (ranges[-1][0], _with_terms(token, ranges[-1][1]))
            return Reported(tuple(ranges), _cue_range(token), word.act, cue.source, pattern)
    return None


def _with_terms(cue: Token, end: int) -> int:
    """The end of what is asked or promised, with the time or condition set for it ("before May", "if …")."""
    for child in cue.rights:
        if child.left_edge.i == end + 1 and child.left_edge.lower_ in _TERMS:
            end = child.right_edge.i
    return end


def _cue_range(token: Token) -> Range:
    last = token.i
    for child in token.children:
        if child.dep_ == "prt" and child.i == last + 1:
            last = child.i
    return token.i, last


def _contents(cue: Cue) -> Iterator[tuple[str, list[Range]]]:
    """Each complement of the cue with its pattern, the surest first."""
    token = cue.token
    if speaker_after(token) is not None:
        yield "that", [(sentence_bounds(token)[0], token.i - 1)]
        return
    beside = token.pos_ in ("VERB", "AUX") and token.dep_ == "parataxis"
    if beside and token.head.pos_ in ("VERB", "AUX") and not is_participle_only(token.head):
        yield "that", around(token, token.head)
    for child in token.children:
        if child.dep_ in _CLAUSES:
            yield from _clause(cue, child)
        elif child.dep_ in ("dobj", "dative") and child.i > token.i:
            yield from _told(token, child)
    yield from _named(token)
    yield from _object(cue)
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative"):
            yield from _prepositional(token, child)
            yield from _stated(cue, child)
        elif child.dep_ == "advmod" and child.i > token.i:
            yield from _stated_where(token, child)


def _prepositional(token: Token, preposition: Token) -> Iterator[tuple[str, list[Range]]]:
    """The object of a preposition, with the infinitive that follows it ("called on the army to stop")."""
    inner = next((c for c in preposition.children if c.dep_ in ("pobj", "pcomp")), None)
    if inner is None:
        return
    start, end = within(inner, token)
    for verb in (*token.rights, *preposition.rights):
        if verb.left_edge.i == end + 1 and form_of(verb) == "inf":
            yield f"{preposition.lower_}-inf", [(start, verb.right_edge.i)]
            end = verb.right_edge.i
    if inner.pos_ not in ("DET", "PRON") or inner.left_edge != inner.right_edge:
        yield preposition.lower_, [(start, end)]


def _clause(cue: Cue, clause: Token) -> Iterator[tuple[str, list[Range]]]:
    token = cue.token
    form = form_of(clause)
    if clause.i < token.i:
        if form == "that" and clause.dep_ == "ccomp" and not is_joined(clause, token):
            yield "that", around(token, clause)
        return
    if clause.dep_ == "advcl":
        called_for = next((c for c in clause.children if c.dep_ == "mark" and c.lower_ == "for"), None)
        if called_for is not None and form == "inf":
            yield "for", [(called_for.i + 1, within(clause, token)[1])]
        elif form == "that" and any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children):
            yield "that", [within(clause, token)]
        return
    if clause.dep_ in ("acl", "relcl") and form == "that" and not has_mark(clause):
        return
    if form == "that" and (clause.dep_ in ("xcomp", "oprd") or is_cut_off(clause)):
        return
    if form == "inf" and token.lemma_.lower() == "ask" and is_passive_only(clause):
        return
    start, end = within(clause, token)
    if form == "that" and clause.left_edge.lower_ == "what":
        yield "object", [(start, end)]
    word = cue.takes("inf")
    if form == "inf" and word and word.act in ("orders", "urges") and token.lemma_.lower() != "tell":
        asked = [c for c in token.children if c.dep_ in ("dobj", "dative") and token.i < c.i < clause.i]
        asked += [c for c in _asked_by_preposition(token) if c.right_edge.i == start - 1]
        start = min([start, *(c.left_edge.i for c in asked)])
    yield form, [(start, end)]


def _asked_by_preposition(token: Token) -> Iterator[Token]:
    """Those who are asked after "to" or "on" ("appealed to all sides to stop")."""
    for preposition in token.rights:
        if preposition.dep_ == "prep" and preposition.lower_ in ("on", "to"):
            yield from (child for child in preposition.children if child.dep_ == "pobj")


def _told(token: Token, addressee: Token) -> Iterator[tuple[str, list[Range]]]:
    """A reported clause that the parse hangs on the addressee ("told the crowd that it was over")."""
    for clause in addressee.rights:
        if clause.dep_ == "relcl" and (_is_whole(clause, token) or _is_told(clause, addressee, token)):
            yield "that", [within(clause, token)]


def _is_told(clause: Token, addressee: Token, token: Token) -> bool:
    """Whether a clause right after whom somebody told is what was told ("told the court he had been at home")."""
    subject = clause.left_edge
    return (
        token.lemma_.lower() == "tell"
        and subject.dep_ in ("nsubj", "nsubjpass")
        and subject.pos_ == "PRON"
        and subject.i == addressee.i + 1
        and subject.tag_ == "PRP"
        and clause.right_edge.i + 2 >= sentence_bounds(token)[1]
        and _is_full(clause)
    )


def _is_full(clause: Token) -> bool:
    """Whether nothing is missing in a clause that a relative pronoun could stand for ("the man he had met")."""
    return any(
        child.dep_ in ("acomp", "attr", "dobj", "nsubjpass", "prep", "advmod") for child in clause.rights
    )


def _stated(cue: Cue, preposition: Token) -> Iterator[tuple[str, list[Range]]]:
    """A reported clause that the parse hangs on a noun between ("said in a statement that it was over")."""
    if cue.takes(preposition.lower_):
        return
    inner = [child for child in preposition.children if child.dep_ in ("pobj", "pcomp")]
    inner += [noun for verb in inner for noun in verb.rights if verb.dep_ == "pcomp" and noun.dep_ == "dobj"]
    for noun in inner:
        for clause in noun.rights:
            if clause.dep_ in ("acl", "relcl") and _is_whole(clause, cue.token):
                yield "that", [within(clause, cue.token)]


def _stated_where(token: Token, adverb: Token) -> Iterator[tuple[str, list[Range]]]:
    """A reported clause that the parse hangs on an adverb between ("told reporters outside that it was over")."""
    for clause in adverb.children:
        marked = beside(clause.left_edge, -1).lower_ == "that" if clause.left_edge.i else False
        if clause.dep_ in ("ccomp", "pcomp") and marked and has_subject(clause) and form_of(clause) == "that":
            yield "that", [within(clause, token)]


def _is_whole(clause: Token, cue: Token) -> bool:
    """Whether a clause that the parse takes for a relative one is a reported clause with a subject of its own."""
    asked = cue.lemma_.lower() in _ASKS and clause.left_edge.lower_ in _QUESTIONS
    subject = any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ != "that" for c in clause.children)
    return subject and form_of(clause) == "that" and (asked or clause.left_edge.lower_ == "that")


def _named(token: Token) -> Iterator[tuple[str, list[Range]]]:
    """What "calls the raid a farce" says: the thing and its name, or the name alone ("what he calls")."""
    for child in token.children:
        small = child.dep_ == "ccomp" and form_of(child) == "that" and child.pos_ in ("NOUN", "PROPN", "ADJ")
        if child.i > token.i and (child.dep_ == "oprd" or small):
            things = [c for c in token.children if c.dep_ == "dobj" and token.i < c.i < child.i]
            start = things[0].left_edge.i if things else child.left_edge.i
            yield "name", [(max(start, token.i + 1), child.right_edge.i)]
        if child.i > token.i and child.dep_ in ("dobj", "dative") and child.pos_ != "ADP":
            yield from _object_name(token, child)


def _object_name(token: Token, thing: Token) -> Iterator[tuple[str, list[Range]]]:
    """A thing and its name that the parse has as a second object, an apposition or an attribute."""
    for name in (*thing.rights, *token.rights):
        second = name.dep_ == "dobj" and name.i > thing.right_edge.i
        attribute = name.dep_ == "acl" and name.tag_ in ("JJ", "VBN")
        marks = name.left_edge.is_quote or name.doc[name.left_edge.i - 1].is_quote
        quoted = name.dep_ == "appos" and marks
        if second or attribute or quoted:
            yield "name", [(thing.left_edge.i, name.right_edge.i)]
            return


def _object(cue: Cue) -> Iterator[tuple[str, list[Range]]]:
    """The object of a cue, with the phrase after it that the verb takes ("blamed them for the raid")."""
    token = cue.token
    if is_passive(token):
        things = [c for c in token.children if c.dep_ == "nsubjpass" and c.pos_ != "PRON"]
    else:
        things = [c for c in token.children if c.dep_ in ("dobj", "attr") and c.i > token.i]
    after = [c for c in token.children if c.dep_ == "prep" and c.i > token.i]
    accused = any(prep.lower_ in _WHAT_FOR and cue.takes(prep.lower_) for prep in after) and _judges(cue)
    things = [c for c in things if c.pos_ != "PRON" or accused or c.lower_ in ("what", "this", "that")]
    for prep in after:
        if prep.lower_ == "as" and cue.takes("as"):
            start = things[0].left_edge.i if things and token.i < things[0].i < prep.i else prep.i
            yield "as", [(start, prep.right_edge.i)]
    himself = any(child.dep_ in ("dobj", "dative") and child.lower_ in _SELVES for child in token.children)
    if not things or _is_bare(cue, things[0], after) or (himself and not accused):
        return
    if token.lemma_.lower() in _NOT_OF_PERSONS and can_speak(things[0]):
        return
    if token.lemma_.lower() == "claim" and things[0].lemma_.lower() in cause_nouns():
        return  # "claimed the attack" says whose it was, not that it was
    start, end = within(things[0], token) if things[0].i > token.i else _edges(things[0])
    if things[0].i > token.i:
        end = _with_what_for(cue, end, after)
    blamed = [p for p in after if cue.takes(p.lower_)] if is_passive(token) else []
    yield "object", [(start, end), *((p.left_edge.i, p.right_edge.i) for p in blamed[:1])]


def _with_what_for(cue: Cue, end: int, after: Sequence[Token]) -> int:
    """The end of an object with the phrases after it that the verb takes (accused rebels in Harbour of lying)."""
    labels = [clause for clause in cue.token.rights if _is_label(clause)]
    tells = [clause for clause in cue.token.rights if _tells_of_noun(clause)]
    for phrase in (*after, *labels, *tells):
        if phrase in tells:
            end = phrase.right_edge.i if phrase.left_edge.i == end + 1 else end
            continue
        accused = any(
            word.lower_ == "of" for word in (*phrase.subtree, *(p for p in after if p.i > phrase.i))
        )
        takes = cue.takes(phrase.left_edge.lower_) or (accused and cue.takes("of"))
        if phrase.left_edge.i == end + 1 and takes:
            end = phrase.right_edge.i
    return end


def _tells_of_noun(clause: Token) -> bool:
    """Whether a clause that the parse hangs on the cue tells of the noun before it ("of selling water that ...")."""
    relative = clause.dep_ == "ccomp" and clause.left_edge.lower_ in ("that", "which", "who")
    return relative and clause.left_edge.i > 0 and beside(clause.left_edge, -1).pos_ == "NOUN"


def _is_label(clause: Token) -> bool:
    """Whether a clause is what something is called (rejected it as "fabricated")."""
    named = clause.dep_ == "advcl" and clause.left_edge.lower_ == "as"
    return named and not has_subject(clause)


def _is_bare(cue: Cue, thing: Token, after: Sequence[Token]) -> bool:
    """Whether somebody is blamed or praised without a word of what for ("blamed separatists")."""
    if not _judges(cue) or not can_speak(thing):
        return False
    words = (word for phrase in (*thing.rights, *after) for word in phrase.subtree if word.dep_ == "prep")
    told = any(word.lower_ in _WHAT_FOR and cue.takes(word.lower_) for word in words)
    return not told and not any(child.dep_ in ("acl", "advcl", "relcl") for child in thing.rights)


def _judges(cue: Cue) -> bool:
    """Whether a cue blames or praises somebody."""
    word = cue.takes("object")
    return word is not None and word.act in _OF_SOMEBODY


def _edges(token: Token) -> Range:
    return token.left_edge.i, token.right_edge.i
