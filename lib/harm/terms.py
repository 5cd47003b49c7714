"""The words that name harm, from data/lexicons/harm.csv, found in a parsed sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Literal

from spacy.tokens import Span, Token

from lib import lexicon
from lib.beside import beside
from lib.harm.people import are_armed
from lib.harm.words import claim_words
from lib.records import Outcome

Pattern = Literal[
    "object", "subject", "state", "condition", "event", "persons", "bodies", "lives", "toll", "lost"
]
Demand = Literal["any", "known", "counted", "own", "none", "negated"]
_NAMES_OF_PLACES = ("GPE", "LOC", "FAC")
_NO_TO = ("meet", "treat", "remain")
_ENDINGS = ("s", "d", "ed")
_NOMINAL = ("pobj", "nsubj", "nsubjpass")
_BOUNDS = ("least", "most")
_TAKEN_ALONG = ("from", "with")
_LINKS = ("at", "near", "during")
_DOWN = ("from", "off", "into", "down", "through", "out", "over", "behind", "short")
_PAST = {"shot": "shoot", "struck": "strike", "held": "hold"}
"""Forms that the tagger takes for nouns behind a figure ("5 shot at a wake"), with their verbs."""

_REACH = 10  # tokens in which a complement ("shot ... dead") is looked for
_FAR = 20  # the same for "to death", which a list may part from its verb


@dataclass(frozen=True, slots=True)
class HarmTerm:
    """A row of harm.csv.

    Attributes:
        term: The lemma, or the form for adjectives.
        part: Its part of speech.
        complement: A lemma that must go with it ("dead" for "shoot"), or ``None``.
        pattern: Where the harmed are: its ``object`` (or passive subject), its ``subject``, what a ``state``
            is said of, those in a ``condition``, the of-phrase of an ``event``, the ``persons`` it means, the
            of-phrase of ``bodies``, its object ``lives``, the figure of a ``toll``, or those ``lost`` from sight.
        victims: ``known`` demands a noun known to mean persons, ``counted`` a count too, ``own`` somebody's
            relative ("his wife") or a number of his own men, and of a noun "death" before it, ``none`` a count of none,
            ``negated`` that the verb is denied ("did not survive").
        example: A sentence in which the term is read with this outcome.
    """

    term: str
    part: Literal["verb", "adjective", "noun"]
    complement: str | None
    pattern: Pattern
    outcome: Outcome
    victims: Demand
    example: str


@cache
def _terms() -> Mapping[str, tuple[HarmTerm, ...]]:
    found: dict[str, tuple[HarmTerm, ...]] = {}
    for row in lexicon.load("harm", HarmTerm):
        found[row.term] = (*found.get(row.term, ()), row)
    return found


@dataclass(frozen=True, slots=True)
class NoHarm:
    """A row of no_harm.csv: a verb that is no harm when ``follower`` goes with it ("killed time")."""

    verb: str
    follower: str
    example: str


@cache
def _no_harm() -> frozenset[tuple[str, str]]:
    return frozenset((row.verb, row.follower) for row in lexicon.load("no_harm", NoHarm))


def _followers(token: Token) -> Iterator[str]:
    """The next word, the particles and objects of a verb, and the nouns its prepositions lead to, unless places."""
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
        elif child.dep_ == "prep":
            yield from (noun.lower_ for noun in child.children if noun.ent_type_ not in _NAMES_OF_PLACES)


def words_after(token: Token, most: int) -> Iterator[Token]:
    """The words after a token in its sentence, ``most`` at the most."""
    for i in range(token.i + 1, min(len(token.doc), token.i + 1 + most)):
        word = token.doc[i]
        if word.is_sent_start:
            return
        yield word


def words_before(token: Token, most: int) -> Iterator[Token]:
    """The words before a token in its sentence, nearest first, ``most`` at the most."""
    word = token
    for _ in range(most):
        if word.is_sent_start or word.i == 0:
            return
        word = beside(word, -1)
        yield word


def _rows(token: Token) -> tuple[HarmTerm, ...]:
    """The rows whose term is the token's lemma, its form, or its form without an ending of plural or past."""
    taken = token.lower_ in _PAST and token.tag_ == "NN" and token.i > 0
    joined = token.dep_ == "conj" and token.head.tag_ == "VBN"  # "tied to a tree and shot"
    if taken and token.dep_ != "compound" and (joined or _counts_some(beside(token, -1))):
        return _rows_of(_PAST[token.lower_], token.lower_)
    return _rows_of(token.lemma_, token.lower_)


def _counts_some(figure: Token) -> bool:
    """Whether a figure is of more than one."""
    return figure.pos_ == "NUM" and figure.lower_ not in ("1", "one")


@lru_cache(maxsize=1 << 15)
def _rows_of(lemma: str, lower: str) -> tuple[HarmTerm, ...]:
    terms = _terms()
    rows = (*terms.get(lemma.lower(), ()), *terms.get(lower, ()))
    shorter = (lower.removesuffix(ending) for ending in _ENDINGS if lower.endswith(ending))
    return rows or next((terms[form] for form in shorter if form in terms), ())


def has_harm(sentence: Span) -> bool:
    """Whether any word of the sentence is a harm term; a quick look before anything else is read."""
    return any(_rows(token) for token in sentence)


def tells_of_harm(verb: Token, *, by_itself: bool = False) -> bool:
    """Whether a verb, or what is said with it, names a harm ("were found dead", "was taken prisoner").

    Args:
        by_itself: Whether it must do so whoever it befell ("lost" and "are holding" are no harm to things).
    """
    for word in (verb, *(child for child in verb.rights if child.dep_ in ("acomp", "oprd", "xcomp", "attr"))):
        for row in _rows(word):
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
    return any(row.part == "noun" and not _is_whereabouts(row) for row in _rows(token))


def _is_whereabouts(row: HarmTerm) -> bool:
    """Whether a noun says where those missing are and by itself no harm ("rubble")."""
    return row.pattern == "condition" and row.outcome == "missing"


def is_harm(token: Token) -> bool:
    """Whether a participle or adjective names a harm ("wounded", "missing")."""
    return any(row.complement is None and row.pattern in ("object", "state") for row in _rows(token))


def is_verb_of_harm(token: Token) -> bool:
    """Whether a word is a verb of harm that the tagger may have taken for a noun ("Five die, two hurt")."""
    return any(row.part == "verb" and row.term == token.lower_ for row in _rows(token))


def terms_at(token: Token) -> tuple[HarmTerm, ...]:
    """The rows that a token may stand for, those with a complement first."""
    rows = dict.fromkeys(_rows(token))
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
    if any((word, follower) in _no_harm() for follower in _followers(token) for word in words):
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
        if verbal or (token.lower_ in _PAST and row.term == _PAST[token.lower_]):
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


def complement_of(token: Token, term: HarmTerm) -> Token | None:
    """The word that goes with a verb to make it a harm ("dead", "to death", "hostage")."""
    far = term.complement == "death" or (term.outcome == "displaced" and token.lemma_ in ("drive", "force"))
    for word in words_after(token, _FAR if far else _REACH):
        if term.complement not in (word.lemma_.lower(), word.lower_):
            continue
        if word.lower_ != term.complement and word.tag_ == "VBN" and term.part == "verb":
            continue  # who "received 30 wounded" received no wounds
        head = word.head
        between = token.doc[token.i + 1 : word.i]
        near = token in (head, head.head, head.head.head) or token.head == word
        near = near or (
            term.complement == "prisoner" and token == head.head.head.head
        )  # "and ten of his men"
        near = near or (term.complement == "death" and token == head.head.head.head)  # a list between
        near = near or (term.part == "noun" and token.head == head)  # "their fate is unknown"
        near = near or all(inner.pos_ in ("NUM", "DET", "ADJ") for inner in between)
        if near and _is_said_so(token, word, term):
            return word
    return None


def _is_said_so(token: Token, word: Token, term: HarmTerm) -> bool:
    """Whether a complement is worded as it must be: "to death", "driven from their homes", "fight for his life"."""
    if term.complement in claim_words("led to") and token.lemma_ not in _NO_TO:
        return _is_led_to(word)
    if token.lemma_ == "shoot" and word.dep_ == "dobj" and word.head != token:
        return False  # "shot men who had laid down their arms"
    if term.term in ("have", "get") and term.outcome == "injured":
        return word.head == token and word.dep_ == "dobj"
    if term.victims == "negated" and f"{term.term} {term.complement}" in claim_words("comes back"):
        return _is_never(token, word)
    if (term.term, term.complement) in (("give", "up"), ("turn", "in")):
        return any(child.lower_.endswith(("self", "selves")) for child in token.rights)
    if term.pattern == "lives" and term.outcome == "injured" and token.lemma_ in claim_words("cuts off"):
        return any(child.lower_ in ("off", "away") for child in (*token.rights, *word.rights))
    if term.complement in _TAKEN_ALONG and term.term == "take":
        return word.head == token and _is_taken_along(token, word)
    if term.term == "seek" and term.complement in ("help", "care", "assistance"):
        return any(child.lower_ == "medical" for child in word.lefts)
    if (term.term, term.complement) == ("fall", "hand"):
        return word.lower_ == "hands" and word.head.lower_ == "into"
    if term.complement == "off" and term.outcome == "captured" and term.term not in claim_words("leads off"):
        return _is_left(word)
    if term.term == "leave" and term.complement == "for":
        return word.head == token and _leads_to_name_or_town(word)
    if term.term == "leave" and term.complement in claim_words("dwelling"):
        return any(child.tag_ == "PRP$" for child in word.lefts)
    if token.lemma_ == "take" and (term.complement == "road" or term.complement in claim_words("wilds")):
        on = word.dep_ == "dobj" and any(child.lower_ in ("to", "towards", "for") for child in word.rights)
        if term.complement == "road" and on and not any(child.dep_ == "dobj" for child in word.rights):
            return True  # "have taken the road to Téra"
        return word.head.lower_ == ("to" if term.pattern == "subject" else "into")
    if term.complement in ("bullet", "home", "house", "martyr") and word.dep_ in ("compound", "poss"):
        return False  # "the bullet train", "the martyrs' brigade"
    if term.complement == "flight" and token.lemma_ == "take":
        return not any(child.dep_ == "det" for child in word.lefts)
    if term.complement == "for":  # "the police are looking for three men"
        seekers = [child for child in token.lefts if child.dep_ == "nsubj"]
        return word.head == token and not any(_hunts(child) for child in seekers)
    if term.term == "fall" and term.complement in ("at", "near") and not _leads_to_name(word):
        return False
    if term.complement in _LINKS:
        down = term.term == "fall" and any(child.lower_ in _DOWN for child in token.rights)
        return word.head == token and not down
    if term.pattern == "subject" and term.outcome == "injured" and word.head.lower_ == "with":
        return False  # "received 63 people with injuries"
    if term.term == "fight" and term.complement == "life":
        return beside(word, -1).lower_ == "for" or any(child.tag_ == "PRP$" for child in word.lefts)
    if term.complement == "home" and term.pattern == "object":
        return any(between.lower_ == "from" for between in token.doc[token.i + 1 : word.i])
    return True


def _is_left(link: Token) -> bool:
    """Whether people were forced off a vehicle or the like, and not off their land."""
    left = next((child for child in link.rights if child.dep_ == "pobj"), None)
    return left is not None and left.pos_ == "NOUN" and left.lemma_.lower() not in claim_words("ground")


def _is_never(verb: Token, word: Token) -> bool:
    """Whether a way out is said to have failed for good: "never came home", and not "did not make it to the final"."""
    if word.head != verb or any(child.lower_ == "for" for child in verb.rights):
        return False
    if word.lower_ == "it":
        if not any(child.lower_ in ("did", "never") for child in verb.lefts):
            return False  # "could not make it"
        ways = [
            child for child in verb.rights if child.i > word.i and child.dep_ in ("prep", "oprd", "acomp")
        ]
        return all(claim_words("safety") & {inner.lower_ for inner in (way, *way.children)} for way in ways)
    return any(child.lower_ == "never" for child in verb.lefts)


def _hunts(subject: Token) -> bool:
    """Whether those who look for somebody do so to catch him."""
    return are_armed(subject) or subject.lemma_.lower() in (
        "investigator",
        "detective",
        "prosecutor",
        "agent",
    )


def _leads_to_name(preposition: Token) -> bool:
    """Whether a preposition leads to a name ("fell at Homs")."""
    return any(child.dep_ == "pobj" and child.pos_ == "PROPN" for child in preposition.rights)


def _leads_to_name_or_town(preposition: Token) -> bool:
    towns = claim_words("refuge")
    return any(c.dep_ == "pobj" and (c.pos_ == "PROPN" or c.lower_ in towns) for c in preposition.rights)


def _is_taken_along(verb: Token, link: Token) -> bool:
    """Whether armed men took people from somewhere or with them, or people were taken from where they were."""
    if link.lower_ == "with" and not any(child.lower_ in ("them", "him") for child in link.rights):
        return False
    if any(child.dep_ == "auxpass" for child in verb.lefts):
        return link.lower_ == "from" and not any(child.lower_ == "to" for child in verb.rights)
    chain = islice(verb.ancestors, 2)
    verbs = (verb, *(word for word in chain if word.pos_ == "VERB"))
    subjects = (child for word in verbs for child in word.lefts if child.dep_ == "nsubj")
    return any(are_armed(subject) for subject in subjects)


def _is_led_to(noun: Token) -> bool:
    """Whether "to" governs a noun or stands before it and its owner ("fell to their deaths")."""
    before = beside(noun, -1)
    before = beside(before, -1) if before.tag_ == "PRP$" and before.i > 0 else before
    return "to" in (before.lower_, noun.head.lower_)
