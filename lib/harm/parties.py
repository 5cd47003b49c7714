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
from lib.harm import arguments
from lib.harm.arguments import SUBJECTS, child_of, of_phrase
from lib.harm.people import antecedent, sort_of
from lib.harm.terms import HarmTerm, Pattern, complement_of, terms_at
from lib.harm.victims import Counts, count_for

_PREDICATES = ("acomp", "oprd", "attr", "xcomp", "amod", "ccomp", "conj", "advcl", "ROOT", "acl")
_AMONG = ("among", "amongst")
_NAMES_THEM = ("include", "be", "number", "comprise")
_NO_EVENT = ("toll", "count", "squad", "threat", "penalty", "sentence", "row", "certificate")


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


@dataclass(frozen=True, slots=True)
class _Use:
    """A harm term at a token, with its complement if it needs one, and the counts of the sentence."""

    token: Token
    complement: Token | None
    counts: Counts

    @property
    def last(self) -> Token:
        return self.complement if self.complement is not None else self.token


@dataclass(frozen=True, slots=True)
class _Argument:
    """Whom a harm befell: the head of a phrase, or a count alone; and the rule that found it."""

    rule: str
    head: Token | None = None
    expression: CountExpression | None = None


def find_harms(sentence: Span, counts: Counts) -> Iterator[Harm]:
    """The harms of a sentence in text order; ``counts`` gives the count at each token."""
    taken: set[int] = set()
    for token in sentence:
        if token.i in taken:
            continue
        for term in terms_at(token):
            complement = complement_of(token, term) if term.complement else None
            if term.complement and complement is None:
                continue
            use = _Use(token, complement, counts)
            found = _READERS[term.pattern](use)
            if found is not None:
                taken.add(use.last.i)
                first = _first_word(token) if term.pattern == "toll" else token
                yield Harm(term, first, use.last, found.head, found.expression, found.rule)
                break


def _first_word(token: Token) -> Token:
    """The first word of "death toll"."""
    before = token if token.is_sent_start else token.nbor(-1)
    return before if before.dep_ == "compound" else token


def _read_object(use: _Use) -> _Argument | None:
    """Whom a verb like "kill" was done to."""
    token = use.token
    found = child_of(token, "dobj")
    if found is not None and found.lower_.endswith(("self", "selves")):
        return None
    among = token.head.head if token.dep_ == "acl" and token.head.dep_ == "pobj" else None
    if among is not None and among.lower_ in _AMONG and token.head.lower_ in ("those", "people"):
        named = child_of(among.head, *SUBJECTS, "attr")
        return _Argument("among those harmed", antecedent(named)) if named is not None else None
    share = arguments.share(token, use.counts)
    for rule, finder in _OBJECT_RULES:
        if share is not None and rule == "count before a participle":
            return _Argument("share of those harmed", expression=share)
        head = finder(use)
        if head is not None:
            return _Argument(rule, antecedent(head))
    return None


def _object(use: _Use) -> Token | None:
    found = child_of(use.token, "dobj", "dative")
    if found is not None and found == use.complement:  # "took nine nurses hostage"
        return child_of(found, "compound")
    return found


def _described(use: _Use) -> Token | None:
    """The noun that a participle describes ("people killed in the raid")."""
    token = use.token
    if token.dep_ not in ("acl", "amod") or token.tag_ != "VBN":
        return None
    before = arguments.count_before(token, use.counts)
    if before is not None and token.dep_ == "acl" and before.start > token.head.i:
        return arguments.first_of(arguments.counted_word(before, token), token)
    return arguments.first_of(token.head, token) if sort_of(token.head) != "thing" else None


def _counted_before(use: _Use) -> Token | None:
    """What a count just before a participle counts ("12 wounded"), unless the participle has a subject."""
    token = use.token
    before = arguments.count_before(token, use.counts)
    if before is None or token.tag_ not in ("VBN", "VBD", "JJ"):
        return None
    subject = child_of(token, "nsubj")
    if subject is not None and not before.start <= subject.i < token.i and before.end != token.i:
        return None
    return arguments.counted_word(before, token)


def _subject_of_copula(use: _Use) -> Token | None:
    """The subject of a passive that is cut in two ("were on Friday night killed")."""
    if use.token.dep_ != "acl" or use.token.tag_ != "VBN":
        return None
    above = islice(use.token.ancestors, 4)
    copula = next((word for word in above if word.lemma_ == "be"), None)
    return child_of(copula, *SUBJECTS) if copula is not None else None


def _across_aside(use: _Use) -> Token | None:
    """The subject of a passive before an aside in commas ("30 people, three of them girls, were hurt")."""
    auxiliary = child_of(use.token, "auxpass")
    return arguments.before_aside(auxiliary, use.counts) if auxiliary is not None else None


def _before_participle(use: _Use) -> Token | None:
    return arguments.noun_before(use.token) if use.token.tag_ in ("VBN", "VBD") else None


def _inherited(use: _Use) -> Token | None:
    if use.token.tag_ not in ("VBN", "VBD"):
        return None
    return arguments.inherited_subject(use.token, passive=True)


def _counted_after(use: _Use) -> Token | None:
    after = arguments.count_after(use.last, use.counts)
    return arguments.counted_after(after, use.token) if after is not None else None


def _subject_of_heading(use: _Use) -> Token | None:
    """The subject of a passive without its auxiliary, as headings have it ("Mayor killed in Kherson")."""
    subject = child_of(use.token, "nsubj")
    if subject is None or use.token.tag_ not in ("VBN", "VBD") or child_of(use.token, "aux") is not None:
        return None
    return subject if sort_of(subject) == "person" or subject.pos_ == "NUM" else None


_OBJECT_RULES: tuple[tuple[str, Callable[[_Use], Token | None]], ...] = (
    ("passive subject", lambda use: child_of(use.token, "nsubjpass")),
    ("object", _object),
    ("participle with its noun", _described),
    ("count before a participle", _counted_before),
    ("passive subject", _subject_of_copula),
    ("passive subject", _across_aside),
    ("object shared with another verb", lambda use: arguments.shared_object(use.token)),
    ("noun before a participle", _before_participle),
    ("subject shared with another verb", _inherited),
    ("count after the verb", _counted_after),
    ("subject of a participle", _subject_of_heading),
)


def _read_subject(use: _Use) -> _Argument | None:
    """Who died, lost a life, suffered injuries."""
    token = use.token
    own = count_for(use.complement, use.counts) if use.complement is not None else None
    if own is not None and own.count.qualifier == "none":
        return None
    if use.complement is None and child_of(token, "xcomp") is not None:
        return None  # "dying to leave"
    subject = child_of(token, *SUBJECTS)
    if subject is not None:
        return _Argument("subject", antecedent(subject))
    if token.dep_ in ("acl", "relcl"):
        return _Argument("clause that describes its noun", token.head)
    before = arguments.count_before(token, use.counts)
    if before is not None:
        return _Argument("count before the verb", arguments.counted_word(before, token))
    inherited = arguments.inherited_subject(token, passive=False)
    return _Argument("subject shared with another verb", inherited) if inherited is not None else None


def _read_state(use: _Use) -> _Argument | None:
    """Of whom "dead", "wounded", "missing" is said."""
    token, counts = use.token, use.counts
    if token.i in counts:
        return None
    share = arguments.share(token, counts)
    if share is not None:
        return _Argument("share of those harmed", expression=share)
    if token.dep_ == "amod" and token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN"):
        counted = sort_of(token.head) != "thing" and count_for(token.head, counts) is not None
        return _Argument("state before a counted noun", token.head) if counted else None
    before = arguments.count_before(token, counts)
    if before is not None:
        return _Argument("count before a state", arguments.counted_word(before, token))
    if token.dep_ == "pobj" and token.head.lower_ in _AMONG:
        named = child_of(token.head.head, *SUBJECTS, "attr")
        return _Argument("among those harmed", antecedent(named)) if named is not None else None
    if token.dep_ in SUBJECTS:
        named = child_of(token.head, "dobj", "attr") if token.head.lemma_ in _NAMES_THEM else None
        return _Argument("those harmed are named", named) if named is not None else None
    found = arguments.subject_of_state(token) if token.dep_ in _PREDICATES else None
    return _Argument("state of the subject", antecedent(found)) if found is not None else None


def _read_event(use: _Use) -> _Argument | None:
    """Whose death or killing it was."""
    token = use.token
    if token.dep_ == "compound" and token.head.lemma_.lower() in _NO_EVENT:
        return None
    plural = token.tag_ in ("NNS", "NNPS")
    own = count_for(token, use.counts)
    if own is not None and (plural or own.count.low == 1 or own.count.qualifier == "none"):
        return _Argument("counted events", expression=own)
    of = of_phrase(token)
    if of is not None:
        return _Argument("event with an of-phrase", of)
    owner = child_of(token, "poss")
    if owner is not None and owner.pos_ in ("NOUN", "PROPN") and sort_of(owner) == "person":
        return _Argument("event with its owner", owner)
    return _read_toll(use) if plural else None


def _read_persons(use: _Use) -> _Argument | None:
    """How many "casualties" or "fatalities" there were."""
    own = count_for(use.token, use.counts)
    if own is not None:
        return _Argument("counted persons", expression=own)
    if use.token.dep_ in SUBJECTS and use.token.head.lemma_ in _NAMES_THEM:
        named = child_of(use.token.head, "dobj", "attr")
        if named is not None and sort_of(named) == "person":
            return _Argument("those harmed are named", named)
    if use.token.tag_ == "NNS":
        return _read_toll(use) or _Argument("persons without a figure", use.token)
    return None


def _read_bodies(use: _Use) -> _Argument | None:
    """Whose bodies, or how many."""
    of = of_phrase(use.token)
    if of is not None and (sort_of(of) == "person" or of.i in use.counts):
        return _Argument("bodies of persons", of)
    own = count_for(use.token, use.counts)
    return _Argument("counted bodies", expression=own) if own and use.token.tag_ == "NNS" else None


def _read_lives(use: _Use) -> _Argument | None:
    """How many lives, or whose, something claimed."""
    own = count_for(use.last, use.counts)
    if own is not None:
        return _Argument("lives claimed", expression=own)
    of = of_phrase(use.last)
    return _Argument("lives claimed", of) if of is not None else None


def _read_toll(use: _Use) -> _Argument | None:
    """The figure that a toll has reached."""
    figure = arguments.toll_figure(use.token, use.counts)
    return _Argument("figure of a toll", expression=figure) if figure is not None else None


_READERS: dict[Pattern, Callable[[_Use], _Argument | None]] = {
    "object": _read_object,
    "subject": _read_subject,
    "state": _read_state,
    "event": _read_event,
    "persons": _read_persons,
    "bodies": _read_bodies,
    "lives": _read_lives,
    "toll": _read_toll,
}
