"""Harm in a parsed sentence: which words name it, and which noun phrase or count it befell.

The pattern of a term in data/lexicons/harm.csv says where in the parse the harmed stand; each pattern has a
reader here, which tries its rules in order and names the one that held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from lib.beside import beside
from lib.counts import CountExpression
from lib.harm import arguments, counted, nouns, states, toll_figures
from lib.harm.arguments import SUBJECTS, child_of
from lib.harm.complements import complement_of
from lib.harm.conditions import read_condition
from lib.harm.lost import read_lost
from lib.harm.noun_counts import Counts, count_for
from lib.harm.objects import OBJECT_RULES
from lib.harm.people import antecedent, are_armed, is_collective, sort_of
from lib.harm.rows import HarmTerm, Pattern
from lib.harm.terms import is_harm, terms_at
from lib.harm.use import Argument, Use
from lib.harm.words import claim_words

_STRONG = ("passive subject", "object", "subject after the verb")
_CLAUSE = ("acl", "relcl")
_THOSE = ("those", "people")
_REACHES = ("find", "seek", "take")


@dataclass(frozen=True, slots=True)
class Harm:
    """A harm found in a sentence.

    Attributes:
        first, last: The first and last token that name it.
        head: The noun phrase it befell, by its head; ``None`` when only a count is there.
        expression: The count, where the pattern itself decides it ("the toll rose to 12").
        rule: In words, what was matched.
    """

    term: HarmTerm
    first: Token
    last: Token
    head: Token | None
    expression: CountExpression | None
    rule: str


def find_harms(sentence: Span, counts: Counts, meets: Callable[[Harm], bool]) -> Iterator[Harm]:
    """The harms of a sentence in text order, of each word the first reading whose demand those harmed meet.

    Args:
        counts: The count at each token.
        meets: Whether those whom a harm befell are what its term demands.
    """
    taken: set[int] = set()
    for token in sentence:
        if token.i in taken:
            continue
        for harm in _readings(token, counts):
            if meets(harm):
                taken.add(harm.last.i)
                yield harm
                break


def _readings(token: Token, counts: Counts) -> Iterator[Harm]:
    """What a word may say of whom, the likeliest first."""
    for term in terms_at(token):
        complement = complement_of(token, term) if term.complement else None
        if term.complement and complement is None:
            continue
        use = Use(token, complement, counts, term.victims, term.outcome)
        found = _READERS[term.pattern](use)
        if found is not None:
            first = _first_word(token) if term.pattern == "toll" else token
            yield Harm(term, first, use.last, found.head, found.expression, found.rule)


def _first_word(token: Token) -> Token:
    """The first word of "death toll"."""
    before = token if token.is_sent_start else beside(token, -1)
    return before if before.dep_ == "compound" else token


def _closes_figure(token: Token, counts: Counts) -> bool:
    """Whether a participle stands right behind a number and ends what is said of it ("33 wounded, among them")."""
    ends = token.i == token.sent.end - 1 or beside(token, 1).is_punct
    return ends and token.tag_ in ("VBD", "VBN") and not token.is_sent_start and token.i - 1 in counts


def _has_bare_figure(verb: Token) -> bool:
    """Whether a figure alone is the object of a verb."""
    found = child_of(verb, "dobj")
    return found is not None and found.pos_ == "NUM" and not list(found.rights)


def _only_has_room(verb: Token) -> bool:
    """Whether what "holds" people is no force that could have taken them."""
    subject = child_of(verb, *SUBJECTS)
    if subject is None or subject.dep_ == "nsubjpass" or child_of(verb, "auxpass") is not None:
        return False
    held = subject.pos_ in ("PROPN", "PRON") or are_armed(subject) or sort_of(subject) == "person"
    return not held or any(child.lower_ == "can" for child in verb.lefts)


def _may_be_harmed(head: Token, use: Use) -> bool:
    """Whether a word that a weaker rule found may stand for persons; else the next rule is tried."""
    return head.i in use.counts or sort_of(antecedent(head)) != "thing" or is_collective(head)


def _read_object(use: Use) -> Argument | None:
    """Whom a verb like "kill" was done to."""
    token = use.token
    too = toll_figures.further_toll(token, use.counts)
    if too is not None:
        return Argument("figure of a toll", expression=too)
    if use.outcome == "captured" and token.dep_ == "amod" and nouns.is_freed(token.head):
        return None  # "freed 12 kidnapped girls"
    keeps = token.lemma_ == "hold" and use.complement is None
    if keeps and (_has_bare_figure(token) or _only_has_room(token)):
        return None  # "the jail held 4,000", "the hall holds 400 people"
    if _closes_figure(token, use.counts):
        before = use.counts[token.i - 1]
        return Argument("count before a state", counted.counted_word(before, token), before)
    found = child_of(token, "dobj")
    if found is not None and arguments.is_reflexive(found) and child_of(token, "auxpass") is None:
        others = child_of(found, "conj")  # "killed himself and 11 others"
        return Argument("object", others) if others is not None else None
    among = token.head.head if token.dep_ == "acl" and token.head.dep_ == "pobj" else None
    if (
        among is not None
        and among.lower_ in states.AMONGST
        and token.head.lower_ in _THOSE
        and count_for(token.head, use.counts) is None
    ):
        named = child_of(among.head, *SUBJECTS, "attr")
        return Argument(states.AMONG, antecedent(named)) if named is not None else None
    if token.dep_ == "acl" and token.head.lower_ in _THOSE and token.head.dep_ in SUBJECTS:
        named = states.those_named(token.head)  # "those killed include a nurse"
        if named is not None:
            return Argument(states.NAMED, named)
    if token.tag_ == "VBG" and found is None and (of := arguments.of_phrase(token)) is not None:
        return Argument("event with an of-phrase", of)  # the heading "Killing of two envoys condemned"
    if token.dep_ == "acl" and token.head.lemma_.lower() in claim_words("figure"):
        of = arguments.of_phrase(token.head)
        things = of is not None and of.lemma_ != "life" and sort_of(of) == "thing"
        figure = toll_figures.toll_figure(token.head, use.counts) if not things else None
        if figure is not None:  # "bringing to five the number killed"
            return Argument("figure of a toll", expression=figure)
    share = toll_figures.share(token, use.counts)
    for rule, finder in OBJECT_RULES:
        if share is not None and rule == "count before a participle":
            return Argument(states.rule_of_share(token), expression=share)
        head = finder(use)
        if head is not None and arguments.is_named_aside(head):
            outer = arguments.before_aside(token, use.counts)
            heads_all = outer is not None and outer.dep_ == "ROOT"
            head = outer if heads_all else head  # the heading "31 men, including 9 guards, killed"
        if head is not None and (rule in _STRONG or _may_be_harmed(head, use)):
            return Argument(rule, antecedent(head))
    return None


def _read_subject(use: Use) -> Argument | None:
    """Who died, lost a life, suffered injuries."""
    token = use.token
    own = count_for(use.complement, use.counts) if use.complement is not None else None
    if own is not None and own.count.qualifier == "none":
        return None
    bare = token.i > 0 and token.i - 1 in use.counts and beside(token, -1).pos_ == "NUM"
    if bare and token.lemma_ in _REACHES and use.outcome == "displaced":
        return Argument("count before the verb", expression=use.counts[token.i - 1])  # "900 found shelter"
    described = token.dep_ == "amod" and token.head == use.complement and use.outcome == "displaced"
    if use.complement is not None and described:
        return None  # "two abandoned houses"
    share = toll_figures.share(token, use.counts) if use.complement is None else None
    if share is not None:
        return Argument(states.rule_of_share(token), expression=share)  # "the number of drowned at 29"
    whose = _other_owner(token, use.complement) if use.complement is not None else None
    if whose is not None:
        return Argument("object", whose)
    wish = child_of(token, "xcomp") if use.complement is None else None
    if wish is not None and any(child.lower_ == "to" for child in wish.lefts):
        return None  # "dying to leave", and not "died saving a child"
    done_to = child_of(token, "dobj") if use.complement is None else None
    does = child_of(token, "auxpass") is None and token.lemma_ == "disappear" and token.tag_ == "VBD"
    after = use.counts.get(token.i + 1) if done_to is None and does else None
    if after is not None and after.count.qualifier != "none":
        return Argument("object", expression=after)  # "disappeared up to 17"
    if done_to is not None and count_for(done_to, use.counts) is not None:
        if sort_of(done_to) == "thing":
            return None
        return Argument("object", done_to)  # "the junta disappeared 43 students"
    if (
        token.lemma_ == "have"
        and arguments.subject_of(token, *SUBJECTS) is None
        and token.dep_ not in _CLAUSE
    ):
        return None
    endangered = arguments.endangered(token)
    if endangered is not None:
        return Argument("those at risk", antecedent(endangered))
    subject = arguments.subject_of(token, *SUBJECTS) or _subject_cut_off(token, use.complement)
    if subject is not None and use.outcome == "missing":
        aboard = arguments.aboard(subject, token, use.counts)
        if aboard is not None:
            return Argument("those on board", aboard)
    if subject is not None:
        return Argument("subject", antecedent(arguments.first_subject(subject)))
    if token.dep_ in ("acl", "relcl"):
        return Argument("clause that describes its noun", token.head)
    before = counted.count_before(token, use.counts)
    if before is not None:
        return Argument("count before the verb", counted.counted_word(before, token))
    cut_off = beside(token, -1) if token.dep_ == "conj" and not token.is_sent_start else None
    if cut_off is not None and cut_off.dep_ == "conj" and sort_of(cut_off) == "person":
        return Argument("subject", cut_off)  # "in Qalandiya, and a boy | died"
    auxiliary = child_of(token, "aux")
    aside = arguments.before_aside(auxiliary, use.counts) if auxiliary is not None else None
    if aside is not None:
        return Argument("subject", aside)  # "19, three of them children, | had sought help"
    inherited = None if _is_listed_state(token) else arguments.inherited_subject(token, passive=False)
    return Argument("subject shared with another verb", inherited) if inherited is not None else None


def _other_owner(verb: Token, part: Token) -> Token | None:
    """Whose limb it is, where that is another's ("broke the arms of two students", "They broke his arm")."""
    of = arguments.of_phrase(part)
    owner = of if of is not None else child_of(part, "poss")
    if owner is None:
        return None
    if owner.pos_ != "PRON":
        return owner if sort_of(owner) == "person" else None
    doer = arguments.subject_of(verb, *SUBJECTS) or arguments.inherited_subject(verb, passive=False)
    many = doer is not None and (doer.tag_ in ("NNS", "NNPS") or doer.lower_ in ("they", "we"))
    return owner if many and owner.lower_ in ("his", "her", "my") else None


def _subject_cut_off(verb: Token, complement: Token | None) -> Token | None:
    """The subject that the parser has hung on a verb's object or on a participle ("An elder | sustained injuries")."""
    if complement is not None and verb.dep_ == "amod" and verb.head == complement:
        return child_of(complement, "nsubj")
    clause = child_of(verb, "csubj")  # "a child hurt last week | had died"
    return child_of(clause, "nsubj") if clause is not None else None


def _is_listed_state(token: Token) -> bool:
    """Whether a word goes on a list of states ("the number of dead and disappeared")."""
    if token.i < 2 or beside(token, -1).lower_ not in ("and", "or"):
        return False
    before = beside(token, -2)
    return before.dep_ in ("pobj", "dobj") and before.pos_ != "VERB" and is_harm(before)


_READERS: dict[Pattern, Callable[[Use], Argument | None]] = {
    "object": _read_object,
    "subject": _read_subject,
    "state": states.read_state,
    "condition": read_condition,
    "event": nouns.read_event,
    "persons": nouns.read_persons,
    "bodies": nouns.read_bodies,
    "lives": nouns.read_lives,
    "toll": nouns.read_toll,
    "lost": read_lost,
}
