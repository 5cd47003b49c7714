"""Readers for harm that is named by a noun or a toll: whom it befell, or how many."""

from __future__ import annotations

from spacy.tokens import Token

from lib.beside import words_before
from lib.counts import CountExpression
from lib.harm import counted, toll_figures
from lib.harm.arguments import SUBJECTS, child_of, inherited_subject, of_phrase
from lib.harm.noun_counts import Counts, count_for
from lib.harm.people import OWNERS_ONE, is_force, sort_of
from lib.harm.polarity import is_negated
from lib.harm.states import AMONGST, NAMED, is_freed, those_named
from lib.harm.use import Argument, Use
from lib.harm.words import claim_words
from lib.records import Count
from lib.toponyms.words import demonyms

_TOLLED = ("victim", "life")
_OWNERS = ("their", "his", "her", "my", "our")


def read_event(use: Use) -> Argument | None:
    """Whose death or killing it was."""
    token = use.token
    if token.dep_ == "compound" and token.head.lemma_.lower() in claim_words("no event"):
        return None
    plural = token.tag_ in ("NNS", "NNPS")
    if plural and use.demand == "own":
        own = count_for(token, use.counts)
        if own is not None and own.count.qualifier == "none" and _is_among_persons(token):
            return Argument("counted events", expression=own)
        return None  # "losses of 300 men" are casualties, "the loss of 300 men" deaths
    own = count_for(token, use.counts) or (_none_at(token) if plural else None)
    of_persons = use.demand == "any"  # "two shootings" are not two persons
    if own is not None and of_persons and (plural or own.count.low == 1 or own.count.qualifier == "none"):
        return Argument("counted events", expression=own)
    of = of_phrase(token)
    if of is not None:
        return Argument("event with an of-phrase", of)
    owner = child_of(token, "poss")
    if owner is not None and owner.pos_ in ("NOUN", "PROPN") and sort_of(owner) == "person":
        return Argument("event with its owner", owner)
    return read_toll(use) if plural else None


def _is_among_persons(noun: Token) -> bool:
    """Whether what is counted was among persons ("no losses among our troops")."""
    among = (word for word in noun.rights if word.lower_ in AMONGST)
    return any(
        sort_of(child) == "person" for word in among for child in word.children if child.dep_ == "pobj"
    )


def read_persons(use: Use) -> Argument | None:
    """How many "casualties" or "fatalities" there were."""
    token = use.token
    befell = (noun for to in token.rights if to.lower_ == "to" for noun in to.children)
    if token.dep_ == "poss" or any(sort_of(noun) == "thing" for noun in befell):
        return None  # "the hostages' families", "40 injuries to cattle"
    if token.dep_ == "pobj" and any(child.lower_ in _OWNERS for child in token.lefts):
        return None  # "succumbed to their injuries"
    if is_freed(token):
        return None
    if use.outcome == "captured" and (taken := _taken_as(token, use.counts)) is not None:
        return Argument("object", taken)
    of_figure = token.dep_ == "pobj" and token.head.head.lemma_.lower() in claim_words("figure")
    figure = toll_figures.share(token, use.counts) if of_figure and token.lemma_ in _TOLLED else None
    if figure is not None:
        return Argument("figure of a toll", expression=figure)  # "bringing the number of victims to nine"
    own = count_for(token, use.counts) or _none_at(token)
    if use.demand == "counted" and not _is_counted_off(token):
        return None
    if use.demand == "negated":
        among = _among_whom(token) if own is not None and own.count.qualifier == "none" else None
        if among is None and own is not None and (aboard := _counted_aboard(token, use.counts)) is not None:
            return Argument("nobody survived", expression=aboard)
        return Argument("nobody survived", among) if among is not None else None
    if own is not None:
        return Argument("counted persons", expression=own)
    if use.token.dep_ in SUBJECTS:
        named = those_named(use.token)
        if named is not None and sort_of(named) == "person":
            return Argument(NAMED, named)
    if use.token.tag_ == "NNS":
        return read_toll(use) or Argument("persons without a figure", use.token)
    return None


def _taken_as(captives: Token, counts: Counts) -> Token | None:
    """The counted persons with whom armed men left "as hostages"."""
    noun: Token | None = captives.head.head
    if captives.dep_ != "pobj" or captives.head.lower_ != "as":
        return None
    if noun is not None and noun.pos_ == "VERB":
        along = next((word for word in noun.rights if word.lower_ == "with" and word.i < captives.i), None)
        noun = child_of(along, "pobj") if along is not None else None
    if noun is None or noun.dep_ != "pobj" or noun.head.lower_ != "with":
        return None
    verb = noun.head.head
    gone = verb.lemma_ in claim_words("gets away") and count_for(noun, counts) is not None
    return noun if gone and sort_of(noun) == "person" else None


def _is_counted_off(noun: Token) -> bool:
    """Whether prisoners are said to have been taken, or victims to have been counted and no more."""
    verb = noun.head
    if noun.lemma_ == "prisoner":
        return noun.dep_ in ("dobj", *SUBJECTS) and verb.lemma_ in ("take", "capture", "seize")
    plain = of_phrase(noun) is None and not any(child.dep_ in ("relcl", "acl") for child in noun.rights)
    spoken = noun.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ in ("speak", "talk")
    told = spoken or (verb.lemma_.lower() in claim_words("reports") and noun.dep_ == "dobj")
    return plain and (told or (noun.dep_ == "attr" and verb.lemma_ == "be"))


def _none_at(noun: Token) -> CountExpression | None:
    """A count of none where the verb is denied and not the noun ("did not cause any casualties")."""
    if noun.dep_ not in ("dobj", "pobj", "attr") or not is_negated(noun):
        return None
    return CountExpression(noun.i, noun.i + 1, Count(None, None, None, 0, 0, "none"))


def read_bodies(use: Use) -> Argument | None:
    """Whose bodies, or how many."""
    if any(word.lower_ in claim_words("corporate") for word in use.token.lefts) or _acts(use.token):
        return None
    of = of_phrase(use.token)
    plural = use.token.tag_ == "NNS"
    if use.token.dep_ == "pobj" and use.token.head.head.lemma_ in ("search", "look", "hunt"):
        return None  # "were searching for the remains of a comrade"
    if of is not None and (sort_of(of) == "person" or (plural and of.i in use.counts)):
        return Argument("bodies of persons", of)
    if of is not None and sort_of(of) == "thing":
        return None
    if any(word.tag_ == "PRP$" for word in use.token.lefts):
        return None  # "burns over most of their bodies"
    owner = child_of(use.token, "poss")
    if (
        owner is not None
        and sort_of(owner) == "person"
        and use.token.head.lemma_.lower() in claim_words("turns up")
    ):
        return Argument("bodies of persons", owner)  # "found a woman's body"
    own = count_for(use.token, use.counts)
    if own is None and not plural and _is_found_body(use.token):
        own = CountExpression(use.token.i, use.token.i + 1, Count(None, None, None, 1, 1, "implicit"))
        return Argument("a body", expression=own)
    return Argument("counted bodies", expression=own) if own and plural else None


def _is_found_body(body: Token) -> bool:
    """Whether "a body" is said to have been found, or seen by somebody."""
    some = any(child.lower_ in ("a", "another") for child in body.lefts)
    if body.dep_ not in ("dobj", *SUBJECTS) or not some:
        return False
    return body.head.lemma_.lower() in claim_words("turns up", "is seen")


def _acts(bodies: Token) -> bool:
    """Whether bodies do what only persons do ("Three bodies advise the ministry")."""
    return bodies.dep_ == "nsubj" and child_of(bodies.head, "dobj") is not None


def read_lives(use: Use) -> Argument | None:
    """How many lives, or whose, something claimed."""
    own = count_for(use.last, use.counts) if use.outcome == "killed" else None  # "took off four legs"
    if own is None and use.token.pos_ == "NOUN":
        own = count_for(use.token, use.counts) or _none_at(
            use.token
        )  # "no loss of life", "without loss of life"
    if own is not None:
        return Argument("lives claimed", expression=own)
    owner = child_of(use.last, "poss")
    if owner is not None and use.outcome == "injured" and _is_of_one(owner):
        return Argument("lives claimed", owner)  # "tore off a shepherd's leg"
    off = next((word for word in use.token.rights if word.lower_ == "off"), None)
    if (
        use.outcome == "injured"
        and off is not None
        and (whose := child_of(off, "pobj")) not in (None, use.last)
    ):
        return Argument("lives claimed", whose)  # "tore the legs off a boy"
    of = of_phrase(use.last) or next(
        (child for child in use.token.rights if child.dep_ in ("dobj", "dative") and child != use.last), None
    )  # "cost the general and five officers their lives"
    return Argument("lives claimed", of) if of is not None else None


def _are_of_a_side(losses: Token) -> bool:
    """Whether counted losses are a people's or an army's ("400 Ukrainian losses")."""
    words = [word for word in losses.lefts if word.dep_ in ("amod", "compound")]
    return any(word.lower_ in demonyms() or word.lower_ in claim_words("side") for word in words)


def _are_own_losses(losses: Token) -> bool:
    """Whether losses are a force's own ("The rebels put their losses at zero", "Our losses: none")."""
    owned = any(word.tag_ == "PRP$" for word in losses.lefts)
    verb = losses.head
    whose = child_of(verb, "nsubj") or inherited_subject(verb, passive=False)
    return owned and whose is not None and (is_force(whose) or whose.ent_type_ in ("GPE", "NORP"))


def _is_of_one(owner: Token) -> bool:
    """Whether a limb is some person's ("a shepherd's leg", "her leg")."""
    if owner.pos_ == "PRON":
        return owner.lower_ in OWNERS_ONE
    return sort_of(owner) == "person"


def read_toll(use: Use) -> Argument | None:
    """The figure that a toll has reached."""
    own = count_for(use.token, use.counts) if use.demand == "known" else None
    if own is not None and own.count.low and _are_of_a_side(use.token):
        return Argument("counted losses", expression=own)
    figure = toll_figures.toll_figure(use.token, use.counts)
    if figure is None and use.token.dep_ in SUBJECTS and use.token.head.lemma_ in ("include", "comprise"):
        named = child_of(use.token.head, "dobj")
        known = named is not None and sort_of(named) == "person"
        return Argument(NAMED, named) if known else None  # "the toll included four nurses"
    if figure is None:
        return None
    nil = figure.count.qualifier == "none" and any(word.tag_ == "PRP$" for word in use.token.lefts)
    none = nil or _are_own_losses(use.token)
    if (
        use.demand == "known"
        and not none
        and not (  # "put its losses at zero"
            sort_of(counted.counted_after(figure, use.token)) == "person" or _is_labelled(figure, use.token)
        )
    ):
        return None
    return Argument("figure of a toll", expression=figure)


def _is_labelled(figure: CountExpression, token: Token) -> bool:
    """Whether a noun of persons stands before a figure ("losses: personnel 1,200")."""
    before = [word for word in token.doc[max(0, figure.start - 2) : figure.start] if not word.is_punct]
    return bool(before) and sort_of(before[-1]) == "person"


def _among_whom(noun: Token) -> Token | None:
    """The persons that "no survivors" were among ("no survivors among the 62 passengers")."""
    links = (*noun.rights, *noun.head.rights)
    return next((child_of(link, "pobj") for link in links if link.lower_ in AMONGST), None)


def _counted_aboard(noun: Token, counts: Counts) -> CountExpression | None:
    """How many had been aboard ("An Il-76 with 49 people on board was shot down; there were no survivors")."""
    for word in noun.sent:
        if word.lower_ not in ("aboard", "board") or word.i < 2:
            continue
        before = [near for near in words_before(word, 4) if near.i in counts]
        if before and counts[before[0].i].count.low:
            return counts[before[0].i]
    return None
