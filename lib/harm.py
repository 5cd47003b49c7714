"""Harm in a parsed sentence: which words name it, and which noun phrase or count it befell.

The terms are rows of data/lexicons/harm.csv; the pattern of a row says where in the parse the harmed stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from spacy.tokens import Span, Token

from lib import lexicon
from lib.counts import CountExpression
from lib.records import Outcome
from lib.victims import antecedent, count_for, sort_of

Pattern = Literal["object", "subject", "state", "event", "persons", "bodies", "lives", "toll"]
Counts = Mapping[int, CountExpression]
_REACH = 10  # tokens in which a complement ("shot ... dead") is looked for
_TOLL_REACH = 25  # tokens between "the death toll" and its figure
_PASSES_ON = frozenset(["acomp", "attr", "oprd", "xcomp", "ccomp", "advcl", "dep"])
_SUBJECTS = ("nsubj", "nsubjpass")
_PRONOUNS = frozenset(
    [
        "others",
        "other",
        "another",
        "many",
        "several",
        "some",
        "more",
        "dozens",
        "hundreds",
        "scores",
        "thousands",
    ]
)
_FILLERS = frozenset(
    [
        "other",
        "others",
        "more",
        "people",
        "persons",
        "were",
        "was",
        "been",
        "are",
        "is",
        "be",
        "have",
        "has",
        "had",
        "being",
    ]
)


@dataclass(frozen=True, slots=True)
class HarmTerm:
    """A row of harm.csv.

    Attributes:
        term: The lemma, or the form for adjectives.
        part: Its part of speech.
        complement: A lemma that must go with it ("dead" for "shoot"), or ``None``.
        pattern: Where the harmed are: its ``object`` (or passive subject), its ``subject``, what a ``state``
            is said of, the of-phrase of an ``event``, the ``persons`` it means, the of-phrase of ``bodies``,
            its object ``lives``, or the figure of a ``toll``.
        victims: ``known`` demands a noun known to mean persons.
        example: A sentence in which the term is read with this outcome.
    """

    term: str
    part: Literal["verb", "adjective", "noun"]
    complement: str | None
    pattern: Pattern
    outcome: Outcome
    victims: Literal["any", "known"]
    example: str


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
class ClaimWord:
    """A row of claim_words.csv: a word, and its role in the wording of a claim."""

    word: str
    role: str
    example: str


@cache
def claim_words(role: str) -> frozenset[str]:
    """The words of one role in claim_words.csv."""
    return frozenset(row.word for row in lexicon.load("claim_words", ClaimWord) if row.role == role)


@cache
def _terms() -> Mapping[str, tuple[HarmTerm, ...]]:
    found: dict[str, tuple[HarmTerm, ...]] = {}
    for row in lexicon.load("harm", HarmTerm):
        found[row.term] = (*found.get(row.term, ()), row)
    return found


def _rows(token: Token) -> tuple[HarmTerm, ...]:
    """The rows whose term is the token's lemma, its form, or its form without a plural ending."""
    terms, lower = _terms(), token.lower_
    rows = (*terms.get(token.lemma_.lower(), ()), *terms.get(lower, ()))
    return rows or (terms.get(lower.removesuffix("s"), ()) if lower.endswith("s") else ())


def has_harm(sentence: Span) -> bool:
    """Whether any word of the sentence is a harm term; a quick look before anything else is read."""
    return any(_rows(token) for token in sentence)


def is_harm(token: Token) -> bool:
    """Whether a participle or adjective names a harm ("wounded", "missing")."""
    return any(row.complement is None and row.pattern in ("object", "state") for row in _rows(token))


def find_harms(sentence: Span, counts: Counts) -> Iterator[Harm]:
    """The harms of a sentence in text order; ``counts`` gives the count at each token."""
    taken: set[int] = set()
    for token in sentence:
        if token.i in taken:
            continue
        for term in _terms_at(token):
            complement = _complement(token, term) if term.complement else None
            if term.complement and complement is None:
                continue
            harm = _READERS[term.pattern](token, term, complement, counts)
            if harm is not None:
                taken.update(range(harm.first.i, harm.last.i + 1) if complement is None else (complement.i,))
                yield harm
                break


def _terms_at(token: Token) -> tuple[HarmTerm, ...]:
    """The rows that a token may stand for, those with a complement first."""
    rows = dict.fromkeys(_rows(token))
    verbal = token.pos_ == "VERB" or token.tag_ in ("VBD", "VBN", "VBG", "VBZ", "VBP")
    if verbal and not any(row.part == "verb" for row in rows):
        verbal = False
    fitting = [row for row in rows if _fits(row, verbal=verbal, token=token)]
    return tuple(sorted(fitting, key=lambda row: (row.complement is None, row.part != "verb")))


def _fits(row: HarmTerm, *, verbal: bool, token: Token) -> bool:
    if row.part == "verb":
        return verbal or (token.tag_ == "NNS" and token.lower_ != row.term and _next_is_open(token))
    if row.part == "noun":
        return token.pos_ in ("NOUN", "PROPN")
    return not verbal and token.pos_ in ("ADJ", "NOUN", "ADV", "PROPN", "VERB", "X")


def _next_is_open(token: Token) -> bool:
    """Whether something that a verb could have as object follows, as in the heading "Blast kills three"."""
    if token.i + 1 >= token.sent.end:
        return False
    following = token.nbor()
    return following.like_num or following.pos_ in ("NUM", "DET", "NOUN", "PROPN", "ADJ")


def _complement(token: Token, term: HarmTerm) -> Token | None:
    """The word that goes with a verb to make it a harm ("dead", "to death", "hostage")."""
    end = min(token.sent.end, token.i + 1 + _REACH)
    for i in range(token.i + 1, end):
        word = token.doc[i]
        if word.lemma_.lower() != term.complement and word.lower_ != term.complement:
            continue
        head = word.head
        if head == token or head.head == token or head.head.head == token or i == token.i + 1:
            if term.complement == "death" and word.nbor(-1).lower_ != "to":
                continue
            if term.complement == "home" and not any(w.lower_ == "from" for w in token.doc[token.i + 1 : i]):
                continue
            return word
    return None


def _child(token: Token, *labels: str) -> Token | None:
    return next((child for child in token.children if child.dep_ in labels), None)


def _read_object(token: Token, term: HarmTerm, complement: Token | None, counts: Counts) -> Harm | None:
    last = complement if complement is not None else token

    def harm(head: Token | None, rule: str, expression: CountExpression | None = None) -> Harm:
        return Harm(term, token, last, head, expression, rule)

    passive = _child(token, "nsubjpass")
    if passive is not None:
        return harm(antecedent(passive), "passive subject")
    found = _child(token, "dobj", "dative")
    if found is not None and found != complement and found.tag_ != "PRP$":
        if found.lower_.endswith(("self", "selves")):
            return None
        return harm(found, "object")
    if token.dep_ in ("acl", "amod") and token.tag_ == "VBN":
        before = _count_before(token, counts)
        if before is not None and token.dep_ == "acl" and before.start > token.head.i:
            return harm(_first_of(_counted_word(before, token), token), "count before a participle", before)
        if sort_of(token.head) != "thing":
            return harm(_first_of(token.head, token), "participle with its noun")
    before = _count_before(token, counts)
    if (
        before is not None
        and token.tag_ in ("VBN", "VBD", "JJ")
        and _child(token, "nsubj")
        in (
            None,
            *token.doc[before.start : token.i],
        )
    ):
        return harm(_counted_word(before, token), "count before a participle", before)
    if token.dep_ == "acl" and token.tag_ == "VBN":
        copula = next((word for word in token.ancestors if word.lemma_ == "be"), None)
        subject = _child(copula, *_SUBJECTS) if copula is not None else None
        if subject is not None:
            return harm(antecedent(subject), "passive subject")
    shared = _shared_object(token)
    if shared is not None:
        return harm(shared, "object shared with another verb")
    if token.tag_ in ("VBN", "VBD"):
        near = _noun_before(token)
        if near is not None:
            return harm(near, "noun before a participle")
        inherited = _inherited_subject(token, passive=True)
        if inherited is not None:
            return harm(inherited, "subject shared with another verb")
    after = _count_after(last, counts)
    if after is not None:
        return harm(_counted_after(after, token), "count after the verb", after)
    subject = _child(token, "nsubj")
    if subject is not None and token.tag_ in ("VBN", "VBD") and _is_heading_like(token):
        return harm(antecedent(subject), "subject of a participle")
    return None


def _share(token: Token, counts: Counts) -> CountExpression | None:
    """The count of "11 of the injured", and the figure of "the number of dead rose to 20"."""
    if token.dep_ != "pobj" or token.head.lower_ != "of":
        return None
    whole = token.head.head
    if whole.i in counts:
        return counts[whole.i]
    return toll_figure(token, counts) if whole.lemma_.lower() in claim_words("figure") else None


def _shared_object(token: Token) -> Token | None:
    """The object of a verb that an active verb is coordinated with ("kidnapped and killed a judge")."""
    verbs = [child for child in token.children if child.dep_ == "conj"]
    verb = token
    for _ in range(3):
        if verb.dep_ != "conj":
            break
        verb = verb.head
        verbs.append(verb)
    for verb in verbs:
        if (
            _child(verb, "auxpass") is None
            and (found := _child(verb, "dobj")) is not None
            and found.i > token.i
        ):
            return found
    return None


def _is_heading_like(token: Token) -> bool:
    """Whether a form in -ed without an object may be a passive with its auxiliary left out."""
    subject = _child(token, "nsubj")
    if subject is None or _child(token, "aux") is not None:
        return False
    return sort_of(subject) == "person" or subject.pos_ == "NUM"


def _read_subject(token: Token, term: HarmTerm, complement: Token | None, counts: Counts) -> Harm | None:
    last = complement if complement is not None else token
    if complement is not None and complement.dep_ == "dobj" and count_for(complement, counts) is not None:
        if count_for(complement, counts).count.low == 0:  # type: ignore[union-attr]
            return None
    if complement is None and any(child.dep_ == "xcomp" for child in token.children):
        return None  # "dying to leave"
    subject = _child(token, *_SUBJECTS)
    if subject is not None:
        return Harm(term, token, last, antecedent(subject), None, "subject")
    if token.dep_ in ("acl", "relcl"):
        return Harm(term, token, last, token.head, None, "clause that describes its noun")
    before = _count_before(token, counts)
    if before is not None:
        return Harm(term, token, last, _counted_word(before, token), before, "count before the verb")
    inherited = _inherited_subject(token, passive=False)
    if inherited is not None:
        return Harm(term, token, last, inherited, None, "subject shared with another verb")
    return None


def _inherited_subject(token: Token, *, passive: bool) -> Token | None:
    """The subject that a verb shares with the verb it hangs on ("were killed or wounded", "feared drowned")."""
    verb = token
    for _ in range(4):
        if verb.dep_ not in (("conj",) if verb.dep_ == "conj" else _PASSES_ON) or verb.head == verb:
            return None
        by_conj, verb = verb.dep_ == "conj", verb.head
        if verb.pos_ not in ("VERB", "AUX"):
            if by_conj and verb.pos_ == "ADJ":
                continue
            return (
                verb if by_conj and passive and verb.pos_ in ("NOUN", "NUM") and token.tag_ == "VBN" else None
            )
        if not by_conj and passive:
            found = _child(verb, "dobj") or _child(verb, "nsubjpass")
            if found is None and verb.lemma_ in ("be", "get", "lie"):
                found = _child(verb, "nsubj")
        elif passive:
            found = _child(verb, "nsubjpass")
            if found is None and verb.tag_ == "VBN":
                found = verb.head if verb.dep_ in ("acl", "relcl") else _child(verb, "nsubj")
        else:
            found = _child(verb, *_SUBJECTS)
            if found is None and verb.dep_ in ("acl", "relcl"):
                found = verb.head
        if found is not None:
            return antecedent(found)
    return None


def _read_state(token: Token, term: HarmTerm, complement: Token | None, counts: Counts) -> Harm | None:
    del complement
    if token.i in counts:
        return None
    share = _share(token, counts)
    if share is not None:
        return Harm(term, token, token, None, share, "share of those harmed")
    if token.dep_ == "amod" and token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN"):
        if sort_of(token.head) != "thing" and count_for(token.head, counts) is not None:
            return Harm(term, token, token, token.head, None, "state before a counted noun")
        return None
    before = _count_before(token, counts)
    if before is not None:
        return Harm(term, token, token, _counted_word(before, token), before, "count before a state")
    among = token.head if token.dep_ == "pobj" and token.head.lower_ in ("among", "amongst") else None
    if among is not None:
        verb = among.head
        subject = _child(verb, *_SUBJECTS) or _child(verb, "attr")
        if subject is not None:
            return Harm(term, token, token, antecedent(subject), None, "among those harmed")
        return None
    if token.dep_ in _SUBJECTS:
        if token.head.lemma_ in ("include", "be", "number", "comprise"):
            found = _child(token.head, "dobj", "attr")
            if found is not None:
                return Harm(term, token, token, found, None, "those harmed are named")
        return None
    if token.dep_ in ("acomp", "oprd", "attr", "xcomp", "amod", "ccomp", "conj", "advcl", "ROOT", "acl"):
        return _predicate(token, term)
    return None


def _predicate(token: Token, term: HarmTerm) -> Harm | None:
    """What a state is said of: the subject of "were dead", the object of "left dead"."""
    verb = token.head
    if token.dep_ == "conj" and verb.pos_ in ("ADJ", "VERB"):
        return _after_conjunct(token, term)
    if token.dep_ in ("amod", "acl") and token.i > verb.i:
        return Harm(term, token, token, verb, None, "state after its noun")
    if token.dep_ == "ROOT":
        subject = _child(token, "nsubj")
        return (
            Harm(term, token, token, subject, None, "state of the subject") if subject is not None else None
        )
    subject = _child(token, "nsubj") or _child(verb, "dobj") or _child(verb, *_SUBJECTS)
    if subject is None and verb.dep_ in ("acl", "relcl"):
        subject = verb.head
    if subject is None and verb.dep_ in ("xcomp", "conj", "ccomp"):
        subject = _child(verb.head, "dobj") or _child(verb.head, *_SUBJECTS)
    if subject is None or subject == token:
        return None
    return Harm(term, token, token, antecedent(subject), None, "state of the subject")


def _after_conjunct(token: Token, term: HarmTerm) -> Harm | None:
    first = token.head
    for _ in range(3):
        if first.dep_ != "conj" or first.head == first:
            break
        first = first.head
    subject = _child(first, *_SUBJECTS) or _child(first.head, "dobj", *_SUBJECTS)
    return (
        Harm(term, token, token, antecedent(subject), None, "state of the subject")
        if subject is not None
        else None
    )


def _read_event(token: Token, term: HarmTerm, complement: Token | None, counts: Counts) -> Harm | None:
    del complement
    if token.dep_ == "compound" and token.head.lemma_.lower() in ("toll", "count", "squad", "threat"):
        return None
    own = count_for(token, counts)
    if (
        own is not None
        and own.count.qualifier != "none"
        and token.tag_ not in ("NNS", "NNPS")
        and own.count.low != 1
    ):
        own = None
    if own is not None:
        return Harm(term, token, token, None, own, "counted events")
    of = _of_phrase(token)
    if of is not None:
        return Harm(term, token, token, of, None, "event with an of-phrase")
    owner = _child(token, "poss")
    if owner is not None and owner.pos_ in ("NOUN", "PROPN") and sort_of(owner) == "person":
        return Harm(term, token, token, owner, None, "event with its owner")
    if token.tag_ in ("NNS", "NNPS"):
        return _read_toll(token, term, None, counts)
    return None


def _of_phrase(token: Token) -> Token | None:
    for child in token.rights:
        if child.lower_ == "of":
            return _child(child, "pobj")
    return None


def _read_persons(token: Token, term: HarmTerm, complement: Token | None, counts: Counts) -> Harm | None:
    own = count_for(token, counts)
    if own is not None:
        return Harm(term, token, token, None, own, "counted persons")
    if token.tag_ == "NNS":
        toll = _read_toll(token, term, complement, counts)
        return toll or Harm(term, token, token, token, None, "persons without a figure")
    return None


def _read_bodies(token: Token, term: HarmTerm, complement: Token | None, counts: Counts) -> Harm | None:
    del complement
    of = _of_phrase(token)
    if of is not None and (sort_of(of) == "person" or of.i in counts):
        return Harm(term, token, token, of, None, "bodies of persons")
    own = count_for(token, counts)
    if own is not None and token.tag_ == "NNS":
        return Harm(term, token, token, None, own, "counted bodies")
    return None


def _read_lives(token: Token, term: HarmTerm, complement: Token | None, counts: Counts) -> Harm | None:
    if complement is None:
        return None
    own = count_for(complement, counts)
    if own is not None:
        return Harm(term, token, complement, None, own, "lives claimed")
    of = _of_phrase(complement)
    return Harm(term, token, complement, of, None, "lives claimed") if of is not None else None


def _read_toll(token: Token, term: HarmTerm, complement: Token | None, counts: Counts) -> Harm | None:
    """The figure of a toll: in its of-phrase, or with the verb it is subject or object of."""
    del complement
    first = token.nbor(-1) if token.i > token.sent.start and token.nbor(-1).dep_ == "compound" else token
    expression = toll_figure(token, counts)
    return Harm(term, first, token, None, expression, "figure of a toll") if expression is not None else None


def toll_figure(token: Token, counts: Counts) -> CountExpression | None:
    """The count that a toll, or a "number of" something, is said to have reached."""
    links = claim_words("link")
    linked = beyond = False
    for i in range(token.i + 1, min(token.sent.end, token.i + _TOLL_REACH)):
        word = token.doc[i]
        if word.text == ";" or word.lower_ == "but":
            return None
        if i in counts:
            if linked and counts[i].count.qualifier != "none":
                return _beyond(counts[i]) if beyond else counts[i]
            continue
        beyond = word.lemma_.lower() in claim_words("beyond") or (
            beyond and word.pos_ in ("DET", "ADV", "ADP")
        )
        if word.lower_ in ("from", "by"):
            linked = False
        elif word.lemma_.lower() in links:
            linked = True
        elif not (word.pos_ in ("ADV", "AUX", "DET", "ADJ") or word.is_quote):
            linked = False
    return None


def _noun_before(token: Token) -> Token | None:
    """The noun just before a participle whose auxiliary is left out ("three dead and several women injured")."""
    i = token.i - 1
    while i > token.sent.start and token.doc[i].pos_ == "ADV":
        i -= 1
    word = token.doc[i]
    if i < token.sent.start or not (word.pos_ in ("NOUN", "PROPN") or word.lower_ in _PRONOUNS):
        return None
    if word.lower_ in _PRONOUNS:
        return word
    if word.dep_ in ("compound", "poss") or word.head == token or sort_of(word) == "thing":
        return None
    return _first_of(word, token)


def _first_of(word: Token, token: Token) -> Token:
    """The first of the coordinated nouns that end before a participle, unless another harm claims it."""
    while word.dep_ in ("conj", "appos") and word.head.pos_ in ("NOUN", "PROPN", "NUM"):
        if word.head.i > token.i or _harm_between(word.head, token):
            break
        if word.dep_ == "appos" and not any(child.dep_ in ("conj", "cc") for child in word.rights):
            break
        word = word.head
    return word


def _harm_between(first: Token, last: Token) -> bool:
    return any(is_harm(word) for word in first.doc[first.i + 1 : last.i])


def _beyond(expression: CountExpression) -> CountExpression:
    """The figure as a lower bound, after "has passed" or "exceeds"."""
    count = expression.count
    if count.qualifier not in ("exact", "about"):
        return expression
    return replace(expression, count=replace(count, high=None, qualifier="at_least"))


def _count_before(token: Token, counts: Counts) -> CountExpression | None:
    """The count just before a word, with no more than its noun and an auxiliary between ("12 people killed")."""
    for i in range(token.i - 1, max(token.sent.start, token.i - 7) - 1, -1):
        if i in counts:
            return counts[i]
        word = token.doc[i]
        if word.lower_ in _FILLERS or word.pos_ in ("AUX", "ADV"):
            continue
        if (word.pos_ in ("NOUN", "PROPN", "ADJ") and sort_of(word) != "thing") or word.dep_ == "amod":
            continue
        if word.lower_ in ("of", "them", "whom", "those"):
            continue
        return None
    return None


def _count_after(token: Token, counts: Counts) -> CountExpression | None:
    for i in range(token.i + 1, min(token.sent.end, token.i + 6)):
        if i in counts:
            return counts[i]
        word = token.doc[i]
        if word.pos_ not in ("DET", "ADJ", "ADV", "PUNCT", "X") and not (
            word.ent_type_ in ("DATE", "TIME") or word.lower_ == "on"
        ):
            return None
    return None


def _counted_word(expression: CountExpression, before: Token) -> Token:
    """The noun between a count and the word ``before``, or the count's own last token."""
    doc = before.doc
    for i in range(before.i - 1, expression.end - 1, -1):
        if doc[i].pos_ in ("NOUN", "PROPN"):
            return doc[i]
    return doc[expression.end - 1]


def _counted_after(expression: CountExpression, token: Token) -> Token:
    """The noun that follows a count, or the count's own last token."""
    last = token.doc[expression.end - 1]
    return last.head if last.dep_ == "nummod" and last.head.i > last.i else last


_READERS = {
    "object": _read_object,
    "subject": _read_subject,
    "state": _read_state,
    "event": _read_event,
    "persons": _read_persons,
    "bodies": _read_bodies,
    "lives": _read_lives,
    "toll": _read_toll,
}
