"""Whom a deed befell: the places in the parse where those stand to whom a verb like "kill" was done.

Each finder gives the head of the phrase, or ``None``; ``OBJECT_RULES`` has them in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from spacy.tokens import Token

from lib.beside import beside
from lib.harm import arguments, counted
from lib.harm.arguments import SUBJECTS, child_of
from lib.harm.noun_counts import count_for
from lib.harm.people import antecedent, is_one, is_ordinal, is_relative, sort_of
from lib.harm.terms import is_harm, names_harm
from lib.harm.use import Use

_CUT_OBJECTS = ("npadvmod", "attr", "dep")  # what "shot dead | a boy" may make of its object
_GO_OFF = ("make", "go", "run", "march")  # "made off with four students"
_VERBS = 3  # verbs above "them" among whose objects those meant are looked for


def _object(use: Use) -> Token | None:
    found = child_of(use.token, "dobj") or child_of(use.token, "dative")
    if use.demand == "own" and found is not None and (found.dep_ == "dative" or use.token.lemma_ == "cost"):
        return _paid(found, use)  # "cost the army 300 soldiers"
    if found is not None and found.lower_ == "that" and sort_of(antecedent(found)) == "thing":
        subject = child_of(use.token, "nsubj")  # "told the court that 115 men | murdered there had been"
        counted_one = subject is not None and count_for(subject, use.counts) is not None
        return subject if counted_one else found
    if found is not None and found.lower_ == "them":
        return _meant_by_them(use) or found
    if found is not None and _is_next_of_heading(use.token, found):
        return None
    if found is None and use.complement is not None and use.token.lemma_ in _GO_OFF:
        along = next((child for child in use.token.rights if child.lower_ == "with"), None)
        return child_of(along, "pobj") if along is not None else None  # "made off with four students"
    if found is None and use.complement is not None and use.complement.i == use.token.i + 1:
        after = (child for child in use.token.rights if child.i > use.complement.i)
        found = next((child for child in after if child.dep_ in _CUT_OBJECTS), None)
    if found is None and use.complement is not None:
        found = child_of(use.complement, "nsubj")  # "shot 12 men dead"
    if found is not None and found == use.complement and (of := arguments.of_phrase(found)) is not None:
        return of  # "make refugees of 3,000 people"
    if found is not None and found == use.complement:  # "took nine nurses hostage"
        return child_of(found, "compound", "nummod")  # "took nine nurses hostage", "took five prisoner"
    return found


def _paid(found: Token, use: Use) -> Token | None:
    """The figure of those lost that the parser has hung on who lost them ("cost | the nation 34 | of its sons")."""
    figure = beside(found, 1) if found.i + 1 < len(found.doc) else found
    hung = figure.head == found and figure.dep_ == "nummod" and figure.i in use.counts
    return figure if hung else found if found.dep_ == "dobj" else None


def _meant_by_them(use: Use) -> Token | None:
    """The counted persons whom a verb before in the sentence had as object ("stopped nine men and shot them")."""
    verb = use.token
    for _ in range(_VERBS):
        if verb.dep_ not in ("conj", "advcl", "relcl"):
            return None
        verb = verb.head
        found = child_of(verb, "dobj") or child_of(verb, "nsubjpass")
        if found is not None and found.i < use.token.i:
            of = arguments.of_phrase(found) if found.pos_ == "NUM" else None
            person = sort_of(of if of is not None else found) == "person"
            counted_persons = person and count_for(found, use.counts) is not None
            return found if counted_persons else None
    return None


def _is_next_of_heading(verb: Token, noun: Token) -> bool:
    """Whether a comma and a harm of its own part a noun from a verb ("Mayor murdered, 3 guards hurt")."""
    return (
        noun.i > verb.i
        and beside(verb, 1).text == ","
        and noun.i + 1 < len(noun.doc)
        and is_harm(beside(noun, 1))
    )


def _described(use: Use) -> Token | None:
    """The noun that a participle describes ("people killed in the raid")."""
    token = use.token
    if token.dep_ not in ("acl", "amod") or token.tag_ != "VBN":
        return None
    before = counted.count_before(token, use.counts)
    if before is not None and token.head.i < before.start:
        return arguments.first_of(counted.counted_word(before, token), token)
    noun = token.head
    if noun.dep_ == "appos" and not noun.left_edge.is_sent_start and beside(noun.left_edge, -1).text == "(":
        noun = noun.head  # "recorded 9,846 people (1,912 households) newly displaced"
    return arguments.first_of(noun, token) if sort_of(noun) != "thing" else None


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
    if verb.tag_ == "JJ" and verb.lower_.endswith("ed") and verb.dep_ == "ccomp":
        return True
    return verb.tag_ in ("VBN", "VBD") or verb.lower_ in ("hurt", "shot", "hit")


def _passive_subject(use: Use) -> Token | None:
    """Whom a passive is said of; not those whom an aside names ("six people, among them a baby, were shot")."""
    found = arguments.passive_subject(use.token)
    auxiliary = child_of(use.token, "auxpass")
    if found is not None and auxiliary is not None and sort_of(found) == "thing":
        return arguments.before_aside(auxiliary, use.counts) or found
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
    noun = beside(auxiliary, -1)
    joined = noun.dep_ == "conj" and use.token.dep_ in ("dep", "conj")
    return noun if joined and sort_of(noun) == "person" else None


def _subject_of_be(use: Use) -> Token | None:
    """The subject of "were neutralised", where the tagger has taken the participle for an adjective."""
    if use.token.dep_ != "acomp" or use.token.tag_ != "JJ":
        return None
    return child_of(use.token.head, *SUBJECTS)


def _before_participle(use: Use) -> Token | None:
    if not _may_be_passive(use.token):
        return None
    return arguments.noun_before(use.token) or _named_before_comma(use.token)


def _named_before_comma(participle: Token) -> Token | None:
    """The person named before a comma and a participle ("Rest in peace, uncle Samir, killed this morning")."""
    if participle.i < 3 or participle.is_sent_start or beside(participle, -1).text != ",":
        return None
    name = beside(participle, -2)
    named = name.pos_ == "PROPN" and (name.ent_type_ == "PERSON" or is_relative(beside(name, -1)))
    free = child_of(participle, "dobj", *SUBJECTS, "aux") is None
    return name if named and free and not beside(name, -1).is_punct else None


def _inherited(use: Use) -> Token | None:
    if not _may_be_passive(use.token):
        return None
    another = next((child for child in use.token.lefts if is_ordinal(child) and is_one(child)), None)
    if another is not None:
        return another
    own = child_of(use.token, "nsubj")
    if own is not None and own.i < use.token.i and use.token.tag_ == "VBN":
        counted_one = count_for(own, use.counts) is not None and sort_of(own) == "person"
        if is_one(own) or (counted_one and child_of(use.token, "aux") is None):
            return own  # "two were shot, a third injured and four women hit by splinters"
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


OBJECT_RULES: tuple[tuple[str, Callable[[Use], Token | None]], ...] = (
    ("passive subject", _passive_subject),
    ("object", _object),
    ("subject after the verb", _after_auxiliary),
    ("passive subject", _before_auxiliary),
    ("participle with its noun", _described),
    ("object that a clause describes", _object_described),
    ("count before a participle", _counted_before),
    ("passive subject", _subject_of_copula),
    ("passive subject", _across_aside),
    ("passive subject", _subject_of_be),
    ("object shared with another verb", lambda use: arguments.shared_object(use.token)),
    ("noun before a participle", _before_participle),
    ("subject shared with another verb", _inherited),
    ("count after the verb", _counted_after),
    ("subject of a participle", _subject_of_heading),
)
