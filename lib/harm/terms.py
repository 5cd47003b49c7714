"""The words that name harm, found in a parsed sentence."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from lib.beside import beside, words_after
from lib.harm.complements import complement_of
from lib.harm.rows import PAST, HarmTerm, no_harm, rows_at

_NAMES_OF_PLACES = ("GPE", "LOC", "FAC")
_NOMINAL = ("pobj", "nsubj", "nsubjpass")
_BOUNDS = ("least", "most")


def _followers(token: Token) -> Iterator[str]:
    """The next word, the particles and objects of a verb, what it is done by, and the nouns after prepositions."""
    if token.i + 1 < len(token.doc):
        following = beside(token, 1)
        governed = list(following.children)
        passive = any(child.dep_ == "auxpass" for child in token.lefts)  # "were shot at close range"
        passive = passive or (
            token.i > 0 and beside(token, -1).pos_ == "NUM"
        )  # the heading "5 shot at a wake"
        led = passive and following.dep_ == "prep" and bool(governed)
        bound = following.lower_ == "at" and following.head.lower_ in _BOUNDS  # "shot at least 15"
        if not led and not bound and not any(child.ent_type_ in _NAMES_OF_PLACES for child in governed):
            yield following.lower_
    for child in token.rights:
        if child.dep_ in ("prt", "dobj", "acomp"):
            yield child.lower_
        elif child.dep_ in ("agent", "prep"):
            yield from (noun.lower_ for noun in child.children if noun.ent_type_ not in _NAMES_OF_PLACES)


def has_harm(sentence: Span) -> bool:
    """Whether any word of the sentence is a harm term; a quick look before anything else is read."""
    return any(rows_at(token) for token in sentence)


def tells_of_harm(verb: Token, *, by_itself: bool = False) -> bool:
    """Whether a verb, or what is said with it, names a harm ("were found dead", "was taken prisoner").

    Args:
        by_itself: Whether it must do so whoever it befell ("lost" and "are holding" are no harm to things).
    """
    for word in (verb, *(child for child in verb.rights if child.dep_ in ("acomp", "oprd", "xcomp", "attr"))):
        for row in rows_at(word):
            if row.complement is None and not (by_itself and row.victims not in ("any", "known")):
                return True
            if row.complement is not None and complement_of(word, row) is not None:
                return True
    return False


def is_counted_state(participle: Token) -> bool:
    """Whether a participle stands for those whom a figure right before it counts ("received 40 wounded")."""
    return (
        participle.dep_ == "acl" and participle.head.pos_ == "NUM" and participle.i == participle.head.i + 1
    )


def names_harm(token: Token) -> bool:
    """Whether a noun names a harm or a toll."""
    return any(row.part == "noun" and not _is_whereabouts(row) for row in rows_at(token))


def _is_whereabouts(row: HarmTerm) -> bool:
    """Whether a noun says where those missing are and by itself no harm ("rubble")."""
    return row.pattern == "condition" and row.outcome == "missing"


def is_harm(token: Token) -> bool:
    """Whether a participle or adjective names a harm ("wounded", "missing")."""
    return any(row.complement is None and row.pattern in ("object", "state") for row in rows_at(token))


def is_verb_of_harm(token: Token) -> bool:
    """Whether a word is a verb of harm that the tagger may have taken for a noun ("Five die, two hurt")."""
    return any(row.part == "verb" and row.term == token.lower_ for row in rows_at(token))


def terms_at(token: Token) -> tuple[HarmTerm, ...]:
    """The rows that a token may stand for, those with a complement first."""
    rows = dict.fromkeys(rows_at(token))
    if not rows:
        return ()
    verbal = token.pos_ == "VERB" or token.tag_ in ("VBD", "VBN", "VBG", "VBZ", "VBP")
    verbal = (
        verbal or any(word.dep_ == "auxpass" for word in token.lefts) or _is_taken_for_state(token)
    )  # "were neutralised", taken for an adjective
    verbal = verbal or (token.dep_ == "ROOT" and any(child.dep_ == "dobj" for child in token.rights))
    if token.lower_ == "fallen" and token.dep_ == "amod":
        verbal = False
    after_article = token.dep_ in _NOMINAL and any(w.dep_ == "det" for w in token.lefts)
    after_article = after_article or _is_the_harmed(token)
    if verbal and (after_article or not any(row.part == "verb" for row in rows)):  # "among the wounded"
        verbal = False
    words = {token.lemma_.lower(), token.lower_}
    if any((word, follower) in no_harm() for follower in _followers(token) for word in words):
        rows = {row: None for row in rows if row.complement == "hand"}  # "fell into our hands"
    fitting = [row for row in rows if _fits(row, verbal=verbal, token=token)]
    return tuple(
        sorted(fitting, key=lambda row: (row.complement is None, row.outcome != "killed", row.part != "verb"))
    )


def _is_the_harmed(token: Token) -> bool:
    """Whether a participle after "and the" stands for persons ("put the dead at 9 and the wounded at 20")."""
    return token.dep_ == "conj" and any(
        word.lower_ == "the" and word.i == token.i - 1 for word in token.lefts
    )


def _is_taken_for_state(token: Token) -> bool:
    """Whether the tagger may have taken a participle after "be" or a figure for an adjective."""
    if not token.lower_.endswith("ed"):
        return False
    after_be = token.dep_ == "acomp" and token.head.lemma_ in ("be", "remain", "stay", "get")
    if token.tag_ == "JJ" and token.dep_ == "ccomp" and any(child.dep_ == "nsubj" for child in token.lefts):
        return True  # "reports fifteen men neutralised"
    return after_be or (token.dep_ == "conj" and token.i > 0 and beside(token, -1).pos_ == "NUM")


def _fits(row: HarmTerm, *, verbal: bool, token: Token) -> bool:
    if row.part == "verb":
        if (row.term, token.lemma_) == ("fell", "fall") or token.lower_.startswith("scare"):
            return False
        if verbal or (token.lower_ in PAST and row.term == PAST[token.lower_]):
            return True
        if token.lower_ == row.term and _is_verb_of_heading(token):
            return True
        if row.pattern == "subject" and any(child.dep_ == "nummod" for child in token.lefts):
            return True  # the heading "Five die"
        return token.tag_ == "NNS" and token.lower_ != row.term and _next_is_open(token)
    if row.part == "noun":
        named = row.pattern != "toll" or row.victims != "own" or _counts_the_dead(token)
        return named and token.pos_ in ("NOUN", "PROPN")
    return not verbal and token.pos_ in ("ADJ", "NOUN", "ADV", "PROPN", "VERB", "X")


def _is_verb_of_heading(word: Token) -> bool:
    """Whether a noun is the verb of a heading, between who did it and a figure ("Bandits abduct 30 in Katsina")."""
    doer = beside(word, -1) if word.i > 0 else word
    many = doer.tag_ in ("NNS", "NNPS") and doer.head == word and word.tag_ in ("NN", "NNP")
    following = next(words_after(word, 1), None)
    return many and following is not None and following.like_num


def _counts_the_dead(token: Token) -> bool:
    """Whether a noun like "count" is said to be of the dead ("body count")."""
    before = beside(token, -1) if token.i > 0 else token
    return before.lower_ in ("body", "death", "casualty", "fatality")


def _next_is_open(token: Token) -> bool:
    """Whether a possible object follows, as after the verb of the heading "Blast kills three"."""
    following = next(words_after(token, 1), None)
    return following is not None and (
        following.like_num or following.pos_ in ("NUM", "DET", "NOUN", "PROPN", "ADJ")
    )
