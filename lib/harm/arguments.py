"""Where those whom a harm befell stand when its own object or subject does not say: before, after, shared."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from lib.beside import beside, words_before
from lib.harm.counted import SUBJECTS
from lib.harm.noun_counts import Counts
from lib.harm.people import antecedent, sort_of
from lib.harm.terms import is_harm, is_verb_of_harm
from lib.harm.words import claim_words

_PASSES_ON = ("acomp", "attr", "oprd", "xcomp", "ccomp", "advcl", "dep")
_NOUNS = ("NOUN", "PROPN", "NUM")
_DASHES = ("-", "–", "—", "--")
ASIDE = 14  # tokens between the commas of an aside


def child_of(token: Token, *labels: str) -> Token | None:
    """The first child of a token with one of the dependency labels."""
    return next((child for child in token.children if child.dep_ in labels), None)


def subject_of(verb: Token, *labels: str) -> Token | None:
    """The subject of a verb; of two that the parser has given it, the one behind a semicolon or a colon."""
    found = [child for child in verb.lefts if child.dep_ in labels]
    if len(found) > 1:
        between = verb.doc[found[0].i : found[-1].i]
        if any(word.text in (";", ":") for word in between) or is_dateline(found[0], between):
            return found[-1]
        if found[1].text == "-":
            return found[-1]  # "ex-fighters", taken for three words
    return child_of(verb, *labels)


def is_dateline(name: Token, between: Iterable[Token]) -> bool:
    """Whether a name and a date stand before the dash from which the report begins ("Accra, May 3 - Six men")."""
    words = list(between)
    dashes = [word for word in words if word.text in _DASHES and beside(word, -1).whitespace_]
    return len(dashes) == 1 and name.pos_ == "PROPN" and any(word.like_num for word in words)


def passive_subject(verb: Token) -> Token | None:
    """Whom a passive is said of, also where a time stands in it ("were last weekend killed")."""
    found = subject_of(verb, "nsubjpass")
    if found is not None and is_reflexive(found) and verb.dep_ == "conj":
        return child_of(verb.head, *SUBJECTS)  # "fired at a patrol and was himself shot"
    if found is None:
        auxiliary = child_of(verb, "auxpass")
        if auxiliary is None:
            return None
        subject = subject_of(verb, "nsubj") or child_of(auxiliary, *SUBJECTS)
        if subject is not None and is_reflexive(subject) and verb.dep_ == "conj":
            return child_of(verb.head, *SUBJECTS)
        return subject
    before = [word.lower_ for word in found.doc[max(0, found.i - 2) : found.i]]
    if before == ["to", "be"]:  # "people believed to be farmers were killed", cut in two
        supposed = found.doc[max(0, found.i - 3)]
        if supposed.lemma_.lower() in claim_words("supposed"):
            return child_of(supposed, *SUBJECTS) or found
    return found


def is_reflexive(word: Token) -> bool:
    """Whether a word is "himself", "themselves" or the like."""
    return word.lower_.endswith(("self", "selves"))


def first_subject(noun: Token) -> Token:
    """The subject of a word taken for a noun that is itself a subject ("people of a camp | housing rebels | died")."""
    inner = child_of(noun, "nsubj")
    return inner if inner is not None and noun.lower_.endswith("ing") else noun


def shared_object(token: Token) -> Token | None:
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
            child_of(verb, "auxpass") is None
            and (found := child_of(verb, "dobj")) is not None
            and found.i > token.i
        ):
            return found
    return None


def inherited_subject(token: Token, *, passive: bool) -> Token | None:
    """The subject that a verb shares with the verb it hangs on ("were killed or wounded").

    Args:
        passive: Whether the subject must be one that things are done to.
    """
    verb = token
    for _ in range(4):
        joined, label, verb = verb.dep_ == "conj", verb.dep_, verb.head
        if not joined and label not in _PASSES_ON:
            return None
        if verb.pos_ not in ("VERB", "AUX"):
            if joined and verb.pos_ == "ADJ":
                continue
            noun = joined and passive and verb.pos_ in ("NOUN", "NUM") and token.tag_ == "VBN"
            return verb if noun else None
        own_passive = joined and child_of(token, "auxpass") is not None  # "survived but was wounded"
        found = _subject_passed_on(verb, joined=joined, passive=passive and not own_passive)
        if found is not None:
            return antecedent(found)
    return None


def _subject_passed_on(verb: Token, *, joined: bool, passive: bool) -> Token | None:
    """What a verb passes on to one coordinated with it (``joined``) or hanging on it as a complement."""
    described = verb.head if verb.dep_ in ("acl", "relcl") else None
    if not passive:
        controlled = None if joined else child_of(verb, "dobj")  # "forced them to flee"
        return controlled or child_of(verb, *SUBJECTS) or described
    if joined:
        found = child_of(verb, "nsubjpass")
        if found is None and (verb.tag_ == "VBN" or (described and verb.lemma_ in claim_words("binds"))):
            return described or child_of(verb, "nsubj")  # "men made to kneel and shot"
        bare = child_of(verb, "dobj", "aux", "prt") is None and is_harm(verb)
        if found is None and bare and verb.dep_ == "conj":
            return child_of(verb, "nsubj")  # "and two others shot and wounded"
        return found
    found = child_of(verb, "dobj") or child_of(verb, "nsubjpass")
    if found is None and verb.lemma_.lower() in claim_words("supposed"):
        return child_of(verb, "nsubj")  # "people believed to be farmers have been killed"
    stays = verb.lemma_ in claim_words("faces")  # "they risk being killed"
    return child_of(verb, "nsubj") if found is None and stays else found


def of_phrase(token: Token) -> Token | None:
    """The noun of a word's of-phrase ("the killing of five farmers")."""
    of = next((word for word in token.rights if word.lower_ == "of"), None)
    return child_of(of, "pobj") if of is not None else None


def subject_of_state(token: Token) -> Token | None:
    """What a predicate is said of: the subject of "were dead", the object of "left dead"."""
    verb = token.head
    if token.dep_ == "conj" and verb.pos_ in ("ADJ", "VERB"):
        for _ in range(3):
            if verb.dep_ != "conj":
                break
            verb = verb.head
        if verb.lemma_.lower() in claim_words("reports"):
            return None  # "spoke of 20 killed, another of 40 killed, wounded or missing"
        return child_of(verb, *SUBJECTS) or child_of(verb.head, "dobj", *SUBJECTS)
    if token.dep_ in ("amod", "acl") and token.i > verb.i:
        return verb
    if token.dep_ == "ROOT":
        return child_of(token, "nsubj")
    subject = child_of(token, "nsubj") or child_of(verb, "dobj") or child_of(verb, *SUBJECTS)
    if subject is None and verb.dep_ in ("acl", "relcl"):
        subject = verb.head
    if subject is None and verb.dep_ in ("xcomp", "conj", "ccomp"):
        subject = child_of(verb.head, "dobj") or child_of(verb.head, *SUBJECTS)
    return subject if subject != token else None


def aboard(vessel: Token, verb: Token, counts: Counts) -> Token | None:
    """The counted persons whom what has disappeared had on board ("a boat with 70 people has gone missing")."""
    if sort_of(vessel) == "person":
        return None
    links = [word for word in (*vessel.rights, *verb.rights) if word.lower_ in ("with", "carrying")]
    for link in links:
        noun = child_of(link, "pobj", "dobj")
        if noun is None or not (noun.i in counts or any(child.i in counts for child in noun.lefts)):
            continue
        if sort_of(noun) != "thing" or noun.i in counts:
            return noun
    return None


def describes(token: Token) -> bool:
    """Whether a participle or adjective stands before its noun ("300 injured dogs"), no mark between them."""
    if token.dep_ != "amod" or token.head.i < token.i:
        return False
    return not any(word.text in (":", ";", ",") for word in token.doc[token.i + 1 : token.head.i])


def endangered(verb: Token) -> Token | None:
    """Who is "at risk of dying", or is put there."""
    risk = verb.head.head
    if verb.dep_ != "pcomp" or risk.lemma_.lower() not in claim_words("fears") or risk.head.lower_ != "at":
        return None
    noun = risk.head.head
    return noun if noun.pos_ not in ("VERB", "AUX") else child_of(noun, "dobj") or child_of(noun, *SUBJECTS)


def noun_before(token: Token) -> Token | None:
    """The noun before a participle whose auxiliary is left out ("three dead, several women injured")."""
    word = next((word for word in words_before(token, 4) if word.pos_ != "ADV"), None)
    if word is None or word.lower_ in claim_words("elliptic"):
        return word
    if word.pos_ not in ("NOUN", "PROPN"):
        return None
    if word.dep_ in ("compound", "poss") or word.head == token or sort_of(word) == "thing":
        return None
    return first_of(word, token)


def before_aside(token: Token, counts: Counts) -> Token | None:
    """The noun or count that stands before an aside in commas, which ends just before ``token``."""
    words = list(words_before(token, ASIDE))
    commas = [number for number, word in enumerate(words) if word.text == ","]
    if len(commas) < 2 or commas[0] != 0 or commas[1] + 1 >= len(words):
        return None
    word = words[commas[1] + 1]
    return word if word.i in counts or sort_of(word) == "person" else None


def is_named_aside(noun: Token) -> bool:
    """Whether "among them" or "including" stands before a noun."""
    edge = noun.left_edge
    while edge.is_punct and edge.i < noun.i:
        edge = beside(edge, 1)
    if edge.lower_ in ("among", "including"):
        return True
    before = [word.lower_ for word in words_before(edge, 2)]
    return before[:1] == ["including"] or before == ["them", "among"] or before == ["whom", "among"]


def first_of(word: Token, token: Token) -> Token:
    """The first of the coordinated nouns that end before a participle, unless another harm claims it."""
    while word.dep_ in ("conj", "appos") and word.head.pos_ in _NOUNS:
        if word.head.i > token.i or is_verb_of_harm(word.head) or _harm_between(word.head, token):
            break
        if word.dep_ == "appos" and not any(child.dep_ in ("conj", "cc") for child in word.rights):
            break
        word = word.head
    return word


def _harm_between(first: Token, last: Token) -> bool:
    return any(is_harm(word) for word in first.doc[first.i + 1 : last.i])
