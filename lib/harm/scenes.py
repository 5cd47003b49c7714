"""Where a harm happened when its own clause does not say: where the claim or the attack beside it was."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from spacy.tokens import Token

from lib.harm.counted import SUBJECTS
from lib.harm.draft import Draft
from lib.harm.people import sort_of
from lib.harm.terms import is_counted_state, names_harm, tells_of_harm
from lib.harm.words import cause_nouns, claim_words
from lib.records import Outcome

LEAVING: tuple[Outcome, ...] = ("captured", "displaced", "missing")
"""Outcomes of which a place "from" is where they happened; an arrest elsewhere is not where others were harmed."""
_CLIMB = 8  # governors above a place or a harm that are looked at
OWN_CLAUSE = ("ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis")
SAYS_WHERE = (
    *("in", "at", "near", "outside", "off", "on", "around", "inside", "over", "above", "across"),
    *("between", "behind", "beyond", "along", "beside"),
)
FOUGHT = ("battle", "fight", "fighting", "struggle")
"""What is for a place ("the battle for Goma")."""
_FIRE = ("fire", "attack")
_PARTS = ("nsubj", "nsubjpass", "dobj")
_ABOUT = ("about", "against", "over", "on")
_WHEN = ("when", "after", "as", "while")
_KNOWN = frozenset(["the", "those", "these", "all", "his", "her", "its", "their", "our"])
_THOSE = frozenset(["those", "people", "dead"])
_TOLD_BEFORE = frozenset(["he", "it", "she", "that", "they", "this"])
_CONTRAST = ("while", "whereas")
_DIRECTIONS = frozenset(["north", "south", "east", "west"])


def is_distance_from(preposition: Token) -> bool:
    """Whether "from" or "of" tells how far off it was ("30 km from Homs", "south of Mosul")."""
    above, before = preposition.head, preposition.doc[max(0, preposition.i - 1)]
    for word in (before, above, above.head):
        if not claim_words("length").isdisjoint((word.lemma_.lower(), word.lower_)):
            return True
    return above.lower_.removesuffix("ern") in _DIRECTIONS


def named_at(place: Token) -> Token:
    """The noun by which a place stands in its clause: its own, that of the first of several, "the town of"."""
    while place.dep_ in ("conj", "appos", "compound") and place.head.pos_ == "PROPN":
        place = place.head
    if place.dep_ == "pobj" and place.head.lower_ == "of":
        town = place.head.head
        if town.lower_ in _DIRECTIONS and not any(child.dep_ == "det" for child in town.lefts):
            return place  # "45 km north-west of Homs", and not "in the east of Homs"
        named_so = claim_words("settlement", "terrain")
        return town if town.lemma_.lower() in named_so else place
    return place


def is_scene(place: Token) -> bool:
    """Whether an attack or a harm is said to have been at a place ("Rockets hit a bus in Homs; nine died").

    Args:
        place: The head of the place's name.
    """
    if is_where(place):
        return True
    place = named_at(place)
    word = place.head
    if place.dep_ == "pobj":
        far = word.lower_ in ("from", "of") and is_distance_from(word)
        if word.lower_ == "for" and word.head.lemma_.lower() in FOUGHT:
            return True
        if word.lower_ not in (*SAYS_WHERE, "of") and not far:
            return False
        if word.lower_ == "of" and not far and word.head.lemma_.lower() not in cause_nouns():
            return False
        word = word.head
    elif place.dep_ in SUBJECTS:
        return (place.dep_ == "nsubjpass" and word.lemma_.lower() in claim_words("scene")) or _is_under_fire(
            word
        )
    elif place.dep_ != "dobj" or word.lemma_.lower() not in claim_words("scene"):
        return False
    for _ in range(_CLIMB):
        if word.pos_ in ("NOUN", "PROPN") and (word.lemma_.lower() in cause_nouns() or names_harm(word)):
            return not _is_topic(word, place)
        if word.pos_ in ("VERB", "AUX"):
            joined = (
                child
                for child in word.rights
                if child.dep_ == "conj"
                and word.i > place.i
                and not any(c.dep_ in ("nsubj", "nsubjpass") for c in child.lefts)
            )
            if tells_of_attack(word) or any(tells_of_harm(child, by_itself=True) for child in joined):
                return True  # "in Homs nine men were made to kneel and shot"
        if word.dep_ in OWN_CLAUSE or word.head == word:
            return False
        word = word.head
    return False


def is_where(place: Token) -> bool:
    """Whether a clause says that an attack or a harm was at a place ("from Homs, where nine died")."""
    return any(
        child.dep_ == "relcl"
        and any(mark.lower_ == "where" for mark in child.lefts)
        and tells_of_attack(child)
        for child in place.rights
    )


def tells_of_attack(verb: Token) -> bool:
    """Whether a verb tells of an attack or a harm, by itself or by what does or undergoes it; not of talk about one."""
    if verb.lemma_.lower() in claim_words("discusses"):
        return False
    if (verb.lemma_.lower() in claim_words("scene") and not _is_peaceful(verb)) or tells_of_harm(
        verb, by_itself=True
    ):
        return True
    if verb.lemma_.lower() in claim_words("uncovers") and any(
        child.dep_ in _PARTS and names_harm(child) for child in verb.children
    ):
        return True  # "bodies were found"
    if _is_under_fire(verb):
        return True
    causes, carriers = cause_nouns(), claim_words("carrier")
    parts = (child.lemma_.lower() for child in verb.children if child.dep_ in _PARTS)
    return any(part in causes and part not in carriers for part in parts)


def _is_under_fire(verb: Token) -> bool:
    """Whether somebody or something comes under fire or the like."""
    under = (noun for child in verb.rights if child.lower_ == "under" for noun in child.children)
    return any(noun.lemma_.lower() in cause_nouns() or noun.lemma_ in _FIRE for noun in under)


def _is_peaceful(verb: Token) -> bool:
    """Whether a verb of attacks has another sense ("struck a deal", "landed in Homs", "shares dropped")."""
    objects = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    if verb.lemma_ == "land":
        return not any(word.head.lower_ == "on" and word.pos_ == "NOUN" for word in verb.subtree)
    if verb.lemma_ == "drop":
        return not objects
    return any(child.lemma_.lower() in claim_words("concord") for child in objects)


def _is_topic(attack: Token, place: Token) -> bool:
    """Whether an attack is what people talk about, and the place may be where they do ("rallied against the war in").

    Args:
        place: The head of a place's name that hangs on the attack.
    """
    above = attack.head
    if attack.dep_ == "pobj":
        talk = claim_words("discusses", "forum")
        return above.lower_ in _ABOUT and above.head.lemma_.lower() in talk
    if attack.dep_ != "dobj" or above.lemma_.lower() not in claim_words("discusses"):
        return False
    return any(word.lemma_.lower() in claim_words("forum") for word in place.ancestors)


def is_occasion(place: Token) -> bool:
    """Whether a clause of time tells of an attack at a place ("Nine died, they said, after rockets hit Homs")."""
    if not is_scene(place):
        return False
    clause = clause_of(place)
    marked = any(mark.lower_ in _WHEN and mark.i < place.i for mark in clause.lefts)
    return clause.dep_ in ("advcl", "ccomp", "parataxis", "dep") and marked


def says_there(harm: Token) -> bool:
    """Whether the clause of a harm says "there"."""
    return any(word.lower_ == "there" and word.dep_ == "advmod" for word in words_of(clause_of(harm)))


def is_counterfactual(harm: Token) -> bool:
    """Whether a harm is one that an event of the past might have done ("hundreds could have died")."""
    return any(child.dep_ == "aux" and child.lower_ == "have" for child in harm.lefts)


def is_about_the(harm: Token, role: str, *, clause: bool = False) -> bool:
    """Whether the sentence of a harm says "in the province" or the like, without its name.

    Args:
        role: That of the claim words that are looked for.
        clause: Whether its own clause must.
    """
    words = words_of(clause_of(harm)) if clause else harm.sent
    return any(
        _is_the(noun, role)
        for word in words
        if word.dep_ == "prep" and word.lower_ in SAYS_WHERE
        for noun in word.children
    )


def _is_the(noun: Token, role: str) -> bool:
    """Whether a noun with "the" means one named before ("the province", not "the province of Homs")."""
    return (
        noun.lemma_.lower() in claim_words(role)
        and any(child.lower_ == "the" for child in noun.lefts)
        and not any(child.pos_ == "PROPN" or child.lower_ == "of" for child in noun.children)
    )


def clause_of(harm: Token) -> Token:
    """The word that heads the clause of a harm."""
    word = harm
    for _ in range(_CLIMB):
        subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in word.children)
        own = word.dep_ in OWN_CLAUSE and not (is_counted_state(word) or _is_perceived(word))
        if own or word.head == word or (word.dep_ == "conj" and subject):
            break
        word = word.head
    return word


def is_set_apart(harm: Token) -> bool:
    """Whether the clause of a harm says that it was not where others were ("in a separate attack", "elsewhere")."""
    clause = clause_of(harm)
    if clause.dep_ == "advcl":
        contrast = any(child.lower_ in _CONTRAST for child in clause.lefts)
        told = clause.lemma_.lower() in claim_words("reports")
        if told and not any(word.lower_ == "own" for word in clause.subtree):
            return False  # "while the police speak of 12"
        suffered = any(child.dep_ == "nsubjpass" for child in clause.lefts)  # "while two were killed"
        return contrast and (not suffered or names_a_place(harm))
    return (clause.dep_ == "conj" and _has_own_place(clause)) or any(
        word.lower_ in claim_words("elsewhere") for word in words_of(clause)
    )


def has_own_event(harm: Token) -> bool:
    """Whether the clause of a harm tells of an event of its own, so that what stands beside it is another matter."""
    clause = clause_of(harm)
    return _only_says_who(clause) or any(
        child.dep_ == "advcl" and any(mark.lower_ in _WHEN for mark in child.children) and not _is_it(child)
        for child in clause.children
    )


def tells_who_suffered(harm: Token) -> bool:
    """Whether a harm only says who is meant ("for nine men who were killed"), or is told by another event's time."""
    clause = clause_of(harm)
    whose = clause.dep_ == "relcl" and any(child.tag_ == "WP" for child in clause.lefts)
    return (whose and sort_of(clause.head) == "person" and _only_says_who(clause)) or (
        clause.dep_ not in ("relcl", "acl") and has_own_event(harm)
    )


def _is_it(clause: Token) -> bool:
    """Whether a clause of time is about what or who was told of before ("when it was over", "while they slept")."""
    return any(child.dep_ in SUBJECTS and child.lower_ in _TOLD_BEFORE for child in clause.lefts)


def _only_says_who(clause: Token) -> bool:
    """Whether a clause describes a noun, and so tells of another time and place ("the mayor, who was wounded")."""
    if clause.dep_ == "acl" and clause.head.dep_ == "ROOT" and clause.head.pos_ in ("NOUN", "NUM"):
        return False  # the clause of the sentence itself, where the parser has found no verb
    if any(child.dep_ == "mark" for child in clause.lefts) or _is_counted(clause.head, clause):
        return False  # "the report that nine had died", "has listed 1,870 people who fled"
    if clause.head.lower_ in _THOSE and clause.head.head.lower_ == "among":
        return False  # "two medics were among those killed"
    return clause.dep_ in ("relcl", "acl") and not any(
        word.lower_ in ("where", "when")
        or (word.dep_ == "prep" and any(c.lower_ == "which" for c in word.children))
        for word in clause.lefts
    )


def _is_counted(noun: Token, clause: Token) -> bool:
    """Whether what is said of persons is the claim itself: somebody counts or sees them, or they are only now told of.

    ("has listed 1,870 people who fled", "filmed a man being shot", "two guards wounded")
    """
    if _is_perceived(clause):
        return True
    known = any(child.lower_ in _KNOWN for child in noun.lefts)
    if any(child.dep_ == "nummod" for child in noun.lefts) and not known:
        counted = noun.dep_ == "dobj" and noun.head.lemma_.lower() in claim_words("reports")
        return counted or clause.dep_ == "acl"
    return False


def _is_perceived(clause: Token) -> bool:
    """Whether a clause says what persons were seen to do or undergo ("a camera filmed a man being shot")."""
    noun = clause.head
    seen = noun.dep_ == "dobj" and noun.head.lemma_.lower() in claim_words("perceives")
    return seen and clause.dep_ == "acl" and clause.tag_ in ("VBN", "VBG")


def words_of(clause: Token) -> Iterator[Token]:
    """The words of a clause without those of the clauses coordinated with it."""
    yield clause
    for child in clause.children:
        if child.dep_ not in ("conj", "ccomp", "parataxis"):
            yield from child.subtree


def names_a_place(harm: Token, *, besides: Container[int] = ()) -> bool:
    """Whether a phrase of place in the clause of a harm leads to a name, known to the gazetteer or not.

    Args:
        besides: The head tokens of names that are not meant.
    """
    return any(
        word.dep_ == "pobj"
        and word.pos_ == "PROPN"
        and word.i not in besides
        and word.ent_type_ not in ("DATE", "TIME")
        and word.head.lower_ in (*SAYS_WHERE, "from", "of")
        and not (
            word.head.lower_ in ("from", "of") and sort_of(word.head.head) == "person"
        )  # "refugees from Homs"
        for word in words_of(clause_of(harm))
    )


def _has_own_place(clause: Token) -> bool:
    """Whether a clause names a town or the like without its name ("in the capital")."""
    return any(
        noun.dep_ == "pobj"
        and noun.lemma_.lower() in claim_words("settlement")
        and not (_is_the(noun, "town") or _is_the(noun, "land"))
        for word in clause.children
        if word.dep_ == "prep" and word.lower_ in SAYS_WHERE
        for noun in word.children
    )


def _near_above(draft: Draft, root: int) -> Iterator[Token]:
    """The nouns that a place hangs on."""
    for word in draft.harm.first.doc[root].ancestors:
        if word.pos_ in ("VERB", "AUX"):
            return
        yield word


def has_own_subject(other: Draft, draft: Draft) -> bool:
    """Whether a claim is told by another clause than a second one, and that clause has a subject of its own."""
    clause = clause_of(other.harm.first)
    subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in clause.lefts)
    return subject and clause.pos_ == "VERB" and clause != clause_of(draft.harm.first)


def place_beside(
    draft: Draft, near: Sequence[tuple[Draft, int]], root_of: Mapping[int, int], *, apart: bool
) -> int | None:
    """The place of the nearest claim beside one without a place that both may share.

    A place named after both is of both ("Two died and ten were hurt in Homs"); one named before is, unless
    the claim's own clause is set apart.

    Args:
        near: Other claims of the sentence, each with its place, an index.
        root_of: The token that heads each place.
        apart: Whether the claim's clause is set apart from what stands before it.
    """
    harm = draft.harm.first.i
    ranked = []
    for other, number in near:
        if other.outcome in LEAVING and draft.outcome not in LEAVING and has_own_subject(other, draft):
            continue  # "two were wounded, and five men surrendered at Homs"
        there, root = other.harm.first.i, root_of[number]
        if harm < there and any(word.text == ";" for word in draft.harm.first.doc[harm:there]):
            continue  # "94 were hurt; eleven are nursed in Homs"
        if any(word.lemma_.lower() in claim_words("care") for word in _near_above(draft, root)):
            continue  # "had died in a hospital in Homs"
        if _only_says_who(clause_of(other.harm.first)):
            continue
        if harm < there < root or (root < harm and not apart):
            ranked.append((abs(there - harm), number))
    return min(ranked)[1] if ranked else None
