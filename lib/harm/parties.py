"""Harm in a parsed sentence: which words name it, and which noun phrase or count it befell.

The pattern of a term in data/lexicons/harm.csv says where in the parse the harmed stand; each pattern has a
reader here, which tries its rules in order and names the one that held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Span, Token

from lib.counts import CountExpression
from lib.harm import arguments, counted, nouns
from lib.harm.arguments import SUBJECTS, child_of
from lib.harm.people import antecedent, are_armed, sort_of
from lib.harm.terms import HarmTerm, Pattern, complement_of, is_harm, names_harm, terms_at
from lib.harm.use import Argument, Use
from lib.harm.victims import Counts, count_for
from lib.harm.words import claim_words

_AMONG = ("among", "amongst")
_THOSE = ("those", "people")


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


def find_harms(sentence: Span, counts: Counts) -> Iterator[list[Harm]]:
    """The harms of a sentence in text order, each word with its readings, the likeliest first.

    ``counts`` gives the count at each token.
    """
    taken: set[int] = set()
    for token in sentence:
        if token.i in taken:
            continue
        readings = []
        for term in terms_at(token):
            complement = complement_of(token, term) if term.complement else None
            if term.complement and complement is None:
                continue
            use = Use(token, complement, counts, term.victims, term.outcome)
            found = _READERS[term.pattern](use)
            if found is not None:
                taken.add(use.last.i)
                first = _first_word(token) if term.pattern == "toll" else token
                readings.append(Harm(term, first, use.last, found.head, found.expression, found.rule))
        if readings:
            yield readings


def _first_word(token: Token) -> Token:
    """The first word of "death toll"."""
    before = token if token.is_sent_start else token.nbor(-1)
    return before if before.dep_ == "compound" else token


def _closes_figure(token: Token, counts: Counts) -> bool:
    """Whether a participle stands right behind a number and ends what is said of it ("33 wounded, among them")."""
    ends = token.i == token.sent.end - 1 or token.nbor(1).is_punct
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


def _read_object(use: Use) -> Argument | None:
    """Whom a verb like "kill" was done to."""
    token = use.token
    if use.outcome == "captured" and token.dep_ == "amod" and nouns.is_freed(token.head):
        return None  # "freed 12 kidnapped girls"
    keeps = token.lemma_ == "hold" and use.complement is None
    if keeps and (_has_bare_figure(token) or _only_has_room(token)):
        return None  # "the jail held 4,000", "the hall holds 400 people"
    if _closes_figure(token, use.counts):
        before = use.counts[token.i - 1]
        return Argument("count before a state", counted.counted_word(before, token), before)
    found = child_of(token, "dobj")
    if found is not None and found.lower_.endswith(("self", "selves")):
        others = child_of(found, "conj")  # "killed himself and 11 others"
        return Argument("object", others) if others is not None else None
    among = token.head.head if token.dep_ == "acl" and token.head.dep_ == "pobj" else None
    if (
        among is not None
        and among.lower_ in _AMONG
        and token.head.lower_ in _THOSE
        and count_for(token.head, use.counts) is None
    ):
        named = child_of(among.head, *SUBJECTS, "attr")
        return Argument(nouns.AMONG, antecedent(named)) if named is not None else None
    if token.dep_ == "acl" and token.head.lower_ in _THOSE and token.head.dep_ in SUBJECTS:
        named = nouns.those_named(token.head)  # "those killed include a nurse"
        if named is not None:
            return Argument(nouns.NAMED, named)
    if token.tag_ == "VBG" and found is None and (of := arguments.of_phrase(token)) is not None:
        return Argument("event with an of-phrase", of)  # the heading "Killing of two envoys condemned"
    if token.dep_ == "acl" and token.head.lemma_.lower() in claim_words("figure"):
        figure = arguments.toll_figure(token.head, use.counts)
        if figure is not None:  # "bringing to five the number killed"
            return Argument("figure of a toll", expression=figure)
    share = arguments.share(token, use.counts)
    for rule, finder in _OBJECT_RULES:
        if share is not None and rule == "count before a participle":
            return Argument(nouns.rule_of_share(token), expression=share)
        head = finder(use)
        if head is not None and arguments.is_named_aside(head):
            outer = arguments.before_aside(token, use.counts)
            heads_all = outer is not None and outer.dep_ == "ROOT"
            head = outer if heads_all else head  # the heading "31 men, including 9 guards, killed"
        if head is not None:
            return Argument(rule, antecedent(head))
    return None


def _object(use: Use) -> Token | None:
    labels = ("dobj",) if use.demand == "own" else ("dobj", "dative")  # "cost the army 300 soldiers"
    found = child_of(use.token, *labels)
    if found is not None and _is_next_of_heading(use.token, found):
        return None
    if found is None and use.complement is not None:
        found = child_of(use.complement, "nsubj")  # "shot 12 men dead"
    if found is not None and found == use.complement:  # "took nine nurses hostage"
        return child_of(found, "compound", "nummod")  # "took nine nurses hostage", "took five prisoner"
    return found


def _is_next_of_heading(verb: Token, noun: Token) -> bool:
    """Whether a comma and a harm of its own part a noun from a verb ("Mayor murdered, 3 guards hurt")."""
    return verb.nbor(1).text == "," and noun.i + 1 < len(noun.doc) and is_harm(noun.nbor(1))


def _described(use: Use) -> Token | None:
    """The noun that a participle describes ("people killed in the raid")."""
    token = use.token
    if token.dep_ not in ("acl", "amod") or token.tag_ != "VBN":
        return None
    before = counted.count_before(token, use.counts)
    if before is not None and token.head.i < before.start:
        return arguments.first_of(counted.counted_word(before, token), token)
    return arguments.first_of(token.head, token) if sort_of(token.head) != "thing" else None


def _object_described(use: Use) -> Token | None:
    """The noun whose clause leaves out "whom" ("the 56 people they had abducted")."""
    token = use.token
    if token.dep_ != "relcl" or child_of(token, "nsubj") is None or child_of(token, "auxpass") is not None:
        return None
    subject = child_of(token, "nsubj")
    who = subject is not None and subject.tag_ in ("WP", "WDT")  # "the men who abducted"
    counted_there = count_for(token.head, use.counts) is not None
    return token.head if not who and counted_there and sort_of(token.head) == "person" else None


def _counted_before(use: Use) -> Token | None:
    """What a count just before a participle counts ("12 wounded"), unless the participle has a subject."""
    token = use.token
    before = counted.count_before(token, use.counts)
    if before is None or arguments.describes(token) or not (token.tag_ == "JJ" or _may_be_passive(token)):
        return None
    subject = child_of(token, "nsubj")
    if subject is not None and not before.start <= subject.i < token.i and before.end != token.i:
        return None
    return counted.counted_word(before, token)


def _may_be_passive(verb: Token) -> bool:
    """Whether a form may be a participle; "hurt" is one whatever the tagger takes it for."""
    return verb.tag_ in ("VBN", "VBD") or verb.lower_ == "hurt"


def _passive_subject(use: Use) -> Token | None:
    """Whom a passive is said of; not those whom an aside names ("six people, among them a baby, were shot")."""
    found = arguments.passive_subject(use.token)
    auxiliary = child_of(use.token, "auxpass")
    if found is None or auxiliary is None or not arguments.is_named_aside(found):
        return found
    before = arguments.before_aside(auxiliary, use.counts)
    while before is not None and before.dep_ == "pobj" and before.head.lower_ == "of":
        before = before.head.head  # "six members of one family, among them"
    return before or found


def _subject_of_copula(use: Use) -> Token | None:
    """The subject of a passive that is cut in two ("were on Friday night killed")."""
    if use.token.dep_ != "acl" or use.token.tag_ != "VBN":
        return None
    above = islice(use.token.ancestors, 4)
    copula = next((word for word in above if word.lemma_ == "be"), None)
    return child_of(copula, *SUBJECTS) if copula is not None else None


def _after_auxiliary(use: Use) -> Token | None:
    """Those named after a passive that comes first ("Killed in the strike were a cook and two guards")."""
    auxiliary = child_of(use.token, "auxpass")
    if auxiliary is None or auxiliary.i < use.token.i:
        return None
    return child_of(auxiliary, "attr") or child_of(auxiliary, *SUBJECTS)


def _across_aside(use: Use) -> Token | None:
    """The subject of a passive before an aside in commas ("30 people, three of them girls, were hurt")."""
    auxiliary = child_of(use.token, "auxpass")
    return arguments.before_aside(auxiliary, use.counts) if auxiliary is not None else None


def _before_auxiliary(use: Use) -> Token | None:
    """The noun before a passive that the parser has not joined to it ("… and a soldier | was hurt")."""
    auxiliary = child_of(use.token, "auxpass")
    if auxiliary is None or auxiliary.is_sent_start or child_of(use.token, *SUBJECTS) is not None:
        return None
    noun = auxiliary.nbor(-1)
    joined = noun.dep_ == "conj" and use.token.dep_ in ("dep", "conj")
    return noun if joined and sort_of(noun) == "person" else None


def _subject_of_be(use: Use) -> Token | None:
    """The subject of "were neutralised", where the tagger has taken the participle for an adjective."""
    if use.token.dep_ != "acomp" or use.token.tag_ != "JJ":
        return None
    return child_of(use.token.head, *SUBJECTS)


def _before_participle(use: Use) -> Token | None:
    return arguments.noun_before(use.token) if _may_be_passive(use.token) else None


def _inherited(use: Use) -> Token | None:
    if use.token.tag_ not in ("VBN", "VBD"):
        return None
    own = child_of(use.token, "nsubj")
    if own is not None and sort_of(own) == "thing" and not names_harm(own):
        return None  # "had four horses shot under him", not "and their bodies hung from poles"
    return arguments.inherited_subject(use.token, passive=True)


def _counted_after(use: Use) -> Token | None:
    after = counted.count_after(use.last, use.counts)
    return counted.counted_after(after, use.token) if after is not None else None


def _subject_of_heading(use: Use) -> Token | None:
    """The subject of a passive without its auxiliary, as headings have it ("Mayor killed in Kherson")."""
    subject = child_of(use.token, "nsubj")
    if subject is None or not _may_be_passive(use.token) or child_of(use.token, "aux") is not None:
        return None
    return subject if sort_of(subject) == "person" or subject.pos_ == "NUM" else None


_OBJECT_RULES: tuple[tuple[str, Callable[[Use], Token | None]], ...] = (
    ("passive subject", _passive_subject),
    ("object", _object),
    ("subject after the verb", _after_auxiliary),
    ("participle with its noun", _described),
    ("object that a clause describes", _object_described),
    ("count before a participle", _counted_before),
    ("passive subject", _subject_of_copula),
    ("passive subject", _across_aside),
    ("passive subject", _before_auxiliary),
    ("passive subject", _subject_of_be),
    ("object shared with another verb", lambda use: arguments.shared_object(use.token)),
    ("noun before a participle", _before_participle),
    ("subject shared with another verb", _inherited),
    ("count after the verb", _counted_after),
    ("subject of a participle", _subject_of_heading),
)


def _read_subject(use: Use) -> Argument | None:
    """Who died, lost a life, suffered injuries."""
    token = use.token
    own = count_for(use.complement, use.counts) if use.complement is not None else None
    if own is not None and own.count.qualifier == "none":
        return None
    wish = child_of(token, "xcomp") if use.complement is None else None
    if wish is not None and any(child.lower_ == "to" for child in wish.lefts):
        return None  # "dying to leave", and not "died saving a child"
    done_to = child_of(token, "dobj") if use.complement is None else None
    if done_to is not None and count_for(done_to, use.counts) is not None:
        if sort_of(done_to) == "thing":
            return None
        return Argument("object", done_to)  # "the junta disappeared 43 students"
    endangered = arguments.endangered(token)
    if endangered is not None:
        return Argument("those at risk", antecedent(endangered))
    subject = arguments.subject_of(token, *SUBJECTS)
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
    cut_off = token.nbor(-1) if token.dep_ == "conj" and not token.is_sent_start else None
    if cut_off is not None and cut_off.dep_ == "conj" and sort_of(cut_off) == "person":
        return Argument("subject", cut_off)  # "in Qalandiya, and a boy | died"
    inherited = None if _is_listed_state(token) else arguments.inherited_subject(token, passive=False)
    return Argument("subject shared with another verb", inherited) if inherited is not None else None


def _is_listed_state(token: Token) -> bool:
    """Whether a word goes on a list of states ("the number of dead and disappeared")."""
    if token.i < 2 or token.nbor(-1).lower_ not in ("and", "or"):
        return False
    before = token.nbor(-2)
    return before.dep_ in ("pobj", "dobj") and before.pos_ != "VERB" and is_harm(before)


_READERS: dict[Pattern, Callable[[Use], Argument | None]] = {
    "object": _read_object,
    "subject": _read_subject,
    "state": nouns.read_state,
    "condition": nouns.read_condition,
    "event": nouns.read_event,
    "persons": nouns.read_persons,
    "bodies": nouns.read_bodies,
    "lives": nouns.read_lives,
    "toll": nouns.read_toll,
}
