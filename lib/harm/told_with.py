"""The place that a claim is told with in its sentence, where neither its clause nor an event says where it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from lib.beside import beside
from lib.harm.counted import SUBJECTS
from lib.harm.people import is_body, sort_of
from lib.harm.scenes import named_at
from lib.harm.terms import tells_of_harm
from lib.harm.words import cause_nouns, claim_words, newsrooms

_CLIMB = 10  # governors above a place that are looked at
_OTHERWISE = frozenset(
    ["to", "towards", "toward", "for", "against", "by", "with", "about", "than", "like", "as", "including"]
)
_WHITHER = ("to", "into", "towards", "toward")
_ORIGIN = frozenset(["from", "of"])


def place_told_with(
    spot: Token,
    inside: Sequence[tuple[int, int]],
    extent: Callable[[int], int],
) -> int | None:
    """The place of a claim's sentence that is said of nothing else: no speaker, home, owner or goal.

    The narrowest, and of several as narrow the last one before the claim, else the first one after it.

    Args:
        spot: The token that the claim is told at.
        inside: The places of its sentence, by their head tokens, each with its index, in text order.
        extent: How wide a place is, by its index.
    """
    end = next((word.i for word in spot.doc[spot.i : spot.sent.end] if word.text == ";"), spot.sent.end)
    near = [(root, number) for root, number in inside if root < end]
    fitting = [(root, number) for root, number in near if says_where_it_was(spot.doc[root], spot)]
    if not fitting:
        return None
    least = min(extent(number) for _, number in fitting)
    narrow = [(root, number) for root, number in fitting if extent(number) == least]
    before = [number for root, number in narrow if root < spot.i]
    return before[-1] if before else narrow[0][1]


def says_where_it_was(place: Token, spot: Token | None = None) -> bool:
    """Whether a place is not said to be a person's, a body's or a speaker's, nor where somebody went or spoke.

    Args:
        place: The head of the place's name.
        spot: The token that a claim is told at. What stands with it before a speaker is not where that one spoke
            ("Two died at a bridge in Homs, a medic told the radio").
    """
    word = below = named_at(place)
    if spot is not None and _is_where_they_came(place, spot):
        return False
    if word.dep_ in ("poss", "compound", "amod", "nmod") and _acts(word.head):
        return False
    for _ in range(_CLIMB):
        above = word.head
        if word.dep_ == "prep" and above.lemma_ == "report" and word.lower_ == "from":
            return _is_of_the_press(above)
        if word.dep_ == "prep" and not _may_lead_to_scene(word, direct=below == place):
            return False
        if word.lemma_.lower() in claim_words("care"):
            return False  # "was nursed at Homs General Hospital"
        if word.pos_ in ("VERB", "AUX"):
            if word.pos_ == "AUX" and word.lemma_ == "be" and below.dep_ == "nsubj":
                return False  # "the barracks of Homs were two kilometres away"
            stays = word.pos_ == "VERB" and word.lemma_.lower() in claim_words("stays")
            if stays and word != spot and not tells_of_harm(word):
                return False
            if word != spot and _is_aftermath(word) and below.dep_ not in SUBJECTS:
                return False
            if place.dep_ == "nsubj":
                return word.lemma_.lower() in claim_words("tallies")  # "Homs has not commented"
            return not _speaks(word) or _stands_before_speaker(place, spot, word)
        if above == word:
            return True
        word, below = above, word
    return True


def is_a_speakers(place: Token) -> bool:
    """Whether a place is where somebody spoke or sits who did ("the office in Homs said", "told the radio in Homs")."""
    verb = next((word for word in place.ancestors if word.pos_ in ("VERB", "AUX")), None)
    return verb is not None and _speaks(verb)


def _is_where_they_came(place: Token, spot: Token) -> bool:
    """Whether a place is where those came of whom a claim tells ("A fifth, hit in the arm, reached Homs on foot")."""
    verb = place.head
    came = place.dep_ == "dobj" and verb.lemma_.lower() in claim_words("reaches")
    return came and any(child.dep_ in SUBJECTS and spot in child.subtree for child in verb.lefts)


def _is_of_the_press(verb: Token) -> bool:
    """Whether who reports from somewhere saw it ("our reporter reports from Homs", not "the Red Cross")."""
    speaker = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    return speaker is not None and (
        speaker.lemma_.lower() in claim_words("reporter") or speaker.pos_ == "PRON"
    )


def _may_lead_to_scene(preposition: Token, *, direct: bool) -> bool:
    """Whether what a preposition leads to may be where harm was done, by what it hangs on.

    Args:
        direct: Whether it leads to the place itself.
    """
    above, word = preposition.head, preposition.lower_
    above = above.head if above.dep_ == "prt" else above  # "moves on to Homs"
    if word in _OTHERWISE:
        whither = word in _WHITHER and (_is_taken_to_harm(above) or _has_arms(above))
        return whither or (_is_on_the_way(above) and any(child.lower_ == "from" for child in above.rights))
    if word == "from" and direct:
        left = claim_words("departure", "takes away")
        return _is_on_the_way(above) or above.lemma_.lower() in left
    if word in _ORIGIN:
        return not _acts(above)
    return not (is_body(above) and above.dep_ in SUBJECTS)  # "the government in Homs has said nothing"


def _is_on_the_way(word: Token) -> bool:
    """Whether somebody or something goes from a place to another ("a bus carrying traders from Homs to Hama")."""
    return word.lemma_.lower() in claim_words("travels")


def _has_arms(verb: Token) -> bool:
    """Whether fighting or armed men move somewhere ("the front moves on to Homs")."""
    return any(
        child.dep_ == "nsubj"
        and (child.lemma_.lower() in claim_words("armed") or child.lemma_.lower() in claim_words("front"))
        for child in verb.lefts
    )


def _is_aftermath(verb: Token) -> bool:
    """Whether a verb says what became of the harmed afterwards ("were buried in Homs")."""
    return verb.lemma_.lower() in claim_words("aftermath") and not _is_taken_to_harm(verb)


def _is_taken_to_harm(verb: Token) -> bool:
    """Whether persons were led somewhere and harmed there ("were taken to a field near Homs and shot")."""
    taken = verb.lemma_.lower() in claim_words("takes away")
    return taken and any(child.dep_ == "conj" and tells_of_harm(child) for child in verb.rights)


def _stands_before_speaker(place: Token, spot: Token | None, verb: Token) -> bool:
    speaker = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if spot is None or speaker is None:
        return False
    edge = speaker.left_edge
    fronted = place.sent.start <= place.i < edge.i < spot.i
    if fronted and place.text.casefold() not in newsrooms():
        return True  # "in Homs, a medic said that nine had died"
    return edge.i > max(place.i, spot.i) and beside(edge, -1).text == ","


def _acts(noun: Token) -> bool:
    """Whether a noun is of persons, of a body or of an attack, whose town or land is no place of what it did."""
    if noun.pos_ not in ("NOUN", "PROPN", "NUM", "PRON"):
        return False  # "out of Homs"
    return sort_of(noun) == "person" or is_body(noun) or noun.lemma_.lower() in cause_nouns()


def _speaks(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return (
        lemma in claim_words("reports") or lemma in claim_words("says") or lemma in claim_words("discusses")
    )
