"""Casualty mentions in the making: each harm with its parties, settled against the others of the sentence."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span, Token

from lib.beside import words_after
from lib.counts import CountExpression, find_counts
from lib.harm.ages import without_ages
from lib.harm.arguments import child_of, of_phrase
from lib.harm.demands import is_as_demanded, is_other_matter
from lib.harm.draft import Draft
from lib.harm.ellipsis import elliptic_claims, gapped_claims, likewise_claims
from lib.harm.gaps import gapped_parties
from lib.harm.noun_counts import Counts, index_counts
from lib.harm.parties import Harm, find_harms
from lib.harm.parts import parts
from lib.harm.people import group_of, is_anyone, sort_of
from lib.harm.polarity import is_negated, polarity
from lib.harm.states import SHARE
from lib.harm.terms import is_harm
from lib.harm.toll_figures import aside_count, toll_figure
from lib.harm.victims import Party, joint_count, parties
from lib.harm.words import claim_words
from lib.records import Count, Outcome, Polarity

"""Persons shot at one time of whom it would be said if they lived."""
"""What says in the sentence of those shot that they lived, or that not all of them died."""
_PLAIN = ("killed", "injured")
_GRAVITY: tuple[Outcome, ...] = ("killed", "casualties", "injured", "missing", "captured", "displaced")


def read_drafts(sentence: Span) -> list[Draft]:
    """The claims of one sentence, and after them those parts of a claim that are named in it."""
    counts = without_ages(sentence, index_counts(find_counts(sentence)))
    harms = find_harms(sentence, counts, lambda harm: _meets_demand(harm, counts))
    drafts = _settle([draft for harm in harms if (draft := _draft(harm, counts))])
    drafts = [draft for draft in drafts if not _is_unsized_share(draft, drafts)]
    drafts += list(likewise_claims(drafts, counts))
    drafts += elliptic_claims(sentence, drafts, counts)
    drafts += list(gapped_claims(drafts, counts))
    drafts += list(gapped_parties(drafts, counts))
    return [*drafts, *parts(sentence, drafts, counts)]


def _is_unsized_share(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a claim only says how some of another's persons fared ("most of the 90 people killed were shot")."""
    if draft.head is None or draft.count.low is not None or draft.count.high is not None:
        return False
    inside = of_phrase(draft.head)
    return inside is not None and any(other.head == inside for other in drafts if other is not draft)


def _meets_demand(harm: Harm, counts: Counts) -> bool:
    """Whether any of those whom a harm befell are what its term demands."""
    if harm.head is None:
        none = harm.expression is not None and harm.expression.count.qualifier == "none"
        return none or harm.term.victims != "none"
    found = _own(parties(harm.head, counts, known=harm.term.victims != "any"), harm)
    if harm.term.victims == "none" and not any(party.low == 0 for party in found):
        return False
    return any(is_as_demanded(party, harm.term.victims) for party in found) and not any(
        is_other_matter(party, harm) for party in found
    )


def _draft(harm: Harm, counts: Counts) -> Draft | None:
    """The claim that a harm makes; ``None`` when it befell no persons or says nothing of how many or who."""
    found: tuple[Party, ...] = ()
    if harm.head is not None:
        found = _own(parties(harm.head, counts, known=harm.term.victims != "any"), harm)
    count = joint_count(found) if found else harm.expression.count if harm.expression else None
    if count is None or (harm.term.victims == "none" and count.qualifier != "none"):
        return None
    expression = _figure(found, counts)
    if expression is not None:
        count = expression.count
    meant = polarity(harm.first if harm.term.part == "verb" or harm.term.pattern == "state" else harm.last)
    if harm.term.pattern == "lost" and meant == "negated":
        meant = "asserted"  # "nobody knows what became of them"
    if harm.term.victims == "negated":
        if count.qualifier == "none" and (inside := _none_of(found, counts)):
            found, count, expression = (inside,), joint_count((inside,)), inside.expression
        elif harm.term.part == "verb" and not is_negated(harm.first):
            return None
        if meant == "denied" or count.qualifier in ("none", "vague"):
            return None
        meant = "asserted"  # "three of the crew did not survive"
    if count.qualifier == "none":
        meant = "negated" if meant in ("asserted", "negated") else meant
    elif meant == "negated" and count.start is None:
        count = replace(count, low=0, high=0, qualifier="none")
    if any(_is_ratio(party.head) for party in found):
        return None
    if any(party.head.left_edge.lower_ == "how" for party in found):  # "how many people were killed"
        return None
    if any(word.lower_ in ("every", "each") for party in found for word in party.head.lefts):
        return None  # "for every soldier killed"
    if meant not in ("negated", "denied") and any(is_anyone(party.head) for party in found):
        return None
    if not _says_enough(harm, found, count, meant) or _is_vague_share(harm, count):
        return None
    tokens = [harm.first.i, harm.last.i, *(i for party in found for i in (party.start, party.end - 1))]
    chosen = expression or (harm.expression if not found else None)
    if chosen is not None:
        tokens += [chosen.start, chosen.end - 1]
    return Draft(harm, _outcome(harm, found), found, count, meant, min(tokens), max(tokens))


def _none_of(found: tuple[Party, ...], counts: Counts) -> Party | None:
    """The counted persons of whom a phrase says that none is meant ("none of the 14 on board")."""
    whole = of_phrase(found[0].head) if len(found) == 1 else None
    inside = parties(whole, counts, known=True) if whole is not None else ()
    return inside[0] if inside and inside[0].expression is not None else None


def _is_vague_share(harm: Harm, count: Count) -> bool:
    """Whether a claim is about an unknown number of persons counted elsewhere ("half of the dead were boys")."""
    return harm.rule == SHARE and count.low is None and count.high is None


def _is_ratio(head: Token) -> bool:
    """Whether a figure is a share of any such persons ("one in five soldiers is killed")."""
    inside = next((word for word in head.rights if word.lower_ == "in"), None)
    whole = child_of(inside, "pobj") if inside is not None and head.pos_ == "NUM" else None
    numbered = whole is not None and any(child.dep_ == "nummod" for child in whole.lefts)
    return whole is not None and numbered and sort_of(whole) == "person"


def _outcome(harm: Harm, found: tuple[Party, ...]) -> Outcome:
    """What befell them, by the term and the words that go with it."""
    fatal = (word for word in harm.first.children if word.pos_ != "ADJ" or word.i < harm.first.i)
    if any(word.lower_ in claim_words("fatally") for word in fatal):
        return "killed"
    prisoners = bool(found) and all(group_of(party.noun) == "prisoners" for party in found)
    if prisoners and harm.term.outcome == "casualties" and harm.term.part == "verb":
        return "killed"  # who shoots prisoners kills them
    if harm.term.term == "lose" and found and _are_killed_or_hurt(found[-1]):
        return "casualties"  # "lost 60 men killed and wounded"
    if harm.term.term == "shoot" and harm.term.outcome == "casualties" and _were_put_to_death(harm.first):
        return "killed"
    if harm.term.pattern == "toll" and any(word.lower_ in claim_words("hurt") for word in harm.last.lefts):
        return "injured"  # "the wounded toll rose to 12"
    return harm.term.outcome


def _own(found: tuple[Party, ...], harm: Harm) -> tuple[Party, ...]:
    """The parties without those that a harm of their own follows ("20 killed and 10 others wounded")."""
    for number, party in enumerate(found[1:], start=1):
        doc = party.head.doc
        if is_harm(party.noun) and party.noun not in (harm.first, harm.last):
            return found[:number]  # "two friendly KIA, five enemy KIA"
        before = party.head.doc[max(0, party.start - 1)]
        if is_harm(before) and before.pos_ == "VERB" and before.i > found[number - 1].head.i:
            return found[:number]  # "took the lives of 21 and maimed | 45"
        near = [doc[party.end]] if party.end < len(doc) else []
        near += [child for child in party.head.rights if child.dep_ in ("acl", "amod")]
        if any(is_harm(word) and word not in (harm.first, harm.last) for word in near):
            return found[:number]
    return found


def _were_put_to_death(shot: Token) -> bool:
    """Whether those shot had been lined up, bound or made to kneel."""
    above = (shot.head, shot.head.head) if shot.dep_ == "conj" else ()
    joined = [word for word in (*above, *shot.children) if word.pos_ == "VERB" and word != shot]
    if any(word.lemma_ in claim_words("binds") for word in joined):
        return True
    if any(word in above and word.lemma_ in claim_words("leads away") for word in joined):
        return True  # "were taken from the hospital and shot"
    return any(word.lemma_ == "line" and any(c.lower_ == "up" for c in word.rights) for word in joined)


def _are_killed_or_hurt(party: Party) -> bool:
    """Whether two harms right behind persons say together how they were lost."""
    states = [word for word in words_after(party.noun, 6) if is_harm(word)]
    return len(states) > 1 and states[0].i == party.noun.i + 1


def _figure(found: tuple[Party, ...], counts: Counts) -> CountExpression | None:
    """The figure of "the number of children killed rose to 112", where the phrase itself has none."""
    if len(found) != 1 or found[0].expression is not None:
        return None
    head = found[0].head
    if head.tag_ in ("NNS", "NNPS") and (apart := aside_count(head, counts)) is not None:
        return apart
    governor = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else None
    if governor is None or governor.lemma_.lower() not in claim_words("figure"):
        return None
    return toll_figure(governor, counts)


def _says_enough(harm: Harm, found: tuple[Party, ...], count: Count, meant: Polarity) -> bool:
    """Whether a claim without a figure is definite enough to be one."""
    if count.low is not None or count.high is not None:
        return not (meant == "hypothetical" and count.qualifier == "implicit" and harm.term.part != "verb")
    if count.start is not None:
        return True
    if meant == "denied" and bool(found) and harm.term.part == "verb":
        return found[0].head.tag_ in ("NNS", "NNPS", "DT", "NN")  # "denied that any civilians had died"
    if meant != "asserted" or harm.term.outcome not in ("killed", "injured"):
        return False
    return bool(found) and harm.term.part == "verb" and found[0].head.tag_ in ("NNS", "NNPS", "NN")


def _settle(drafts: list[Draft]) -> list[Draft]:
    """One draft for each count: two harms said of the same persons are one claim ("killed or wounded")."""
    settled: dict[object, Draft] = {}
    for draft in drafts:
        key = _persons(draft)
        settled[key] = _joint(settled[key], draft) if key in settled else draft
    graver = {
        draft.head.i for draft in settled.values() if draft.head is not None and draft.outcome in _PLAIN
    }
    plain = [
        draft
        for draft in settled.values()
        if draft.outcome != "casualties" or draft.head is None or draft.head.i not in graver
    ]
    taken = {draft.head.i for draft in plain if draft.head is not None and draft.outcome == "captured"}
    plain = [
        draft
        for draft in plain
        if draft.outcome != "missing" or draft.head is None or draft.head.i not in taken
    ]  # "was led away and never came back"
    plain = [draft for draft in plain if not any(_was_fatal(draft, other) for other in plain)]
    return [replace(draft, outcome="killed") if _was_shot_dead(draft) else draft for draft in plain]


def _was_shot_dead(draft: Draft) -> bool:
    """Whether a report that several were shot, and says no more of them, means that they died."""
    term = draft.harm.term
    if term.term != "shoot" or term.complement is not None or draft.outcome != "casualties":
        return False
    return draft.head is not None and group_of(draft.found[0].noun) == "fighters"


def _persons(draft: Draft) -> object:
    """What tells the persons of a draft apart from those of another: their count, or their head and harm."""
    if draft.count.start is not None:
        return draft.count.start
    harmed = "killed" if draft.outcome == "casualties" else draft.outcome
    return (draft.head.i if draft.head is not None else draft.first, harmed)


def _joint(one: Draft, other: Draft) -> Draft:
    """What two harms said of the same persons come to."""
    if _only_describes(one) and not _only_describes(other):
        return other
    if one.harm.term.term in ("mourn", "claim") and other.harm.term.term != one.harm.term.term:
        return other  # "mourned four children killed in a fire"
    if other.found and one.harm.last == other.found[0].noun:  # "five hostages were killed"
        return other
    if one.outcome == "casualties" and other.outcome in ("killed", "injured"):
        return other
    if _died_of_it(one.harm, other.harm):
        return other
    taken = one.outcome not in ("killed", "injured") and one.meant == other.meant
    if other.outcome == "casualties" and taken:
        return other  # "were taken from a clinic and shot"
    if "casualties" in (one.outcome, other.outcome) or one.outcome == other.outcome:
        return one
    if {one.outcome, other.outcome} != {"killed", "injured"} or not _coordinated(one.harm, other.harm):
        return min(one, other, key=lambda draft: _GRAVITY.index(draft.outcome))
    if one.harm.first.i < other.harm.first.i < one.harm.last.i:
        return one  # "burned or scalded to death"
    dead = next((draft for draft in (one, other) if draft.harm.term.complement in ("dead", "death")), None)
    if dead is not None and dead.outcome == "killed":
        return dead  # "hacked and shot four men dead"
    harm = replace(one.harm, last=other.harm.last)
    return replace(one, outcome="casualties", harm=harm, last=max(one.last, other.last))


def _was_fatal(draft: Draft, other: Draft) -> bool:
    """Whether another claim says that those of a claim died of it."""
    same = draft is not other and draft.head is not None and draft.head == other.head
    return same and _died_of_it(draft.harm, other.harm)


def _died_of_it(one: Harm, other: Harm) -> bool:
    """Whether the later of two harms is the death of those whom the first befell ("were shot and died")."""
    died = other.term.outcome == "killed" and other.term.pattern == "subject" and other.term.part == "verb"
    return died and one.term.pattern == "object" and one.first.i < other.first.i


def _only_describes(draft: Draft) -> bool:
    """Whether a harm is a mere attribute of persons that more is said about ("12 displaced boys died")."""
    return draft.harm.first.dep_ == "amod" and draft.head is not None and draft.head.i > draft.harm.last.i


def _coordinated(one: Harm, other: Harm) -> bool:
    word = other.first
    for _ in range(3):
        if word == one.first or word.dep_ != "conj":
            break
        word = word.head
    return word == one.first
