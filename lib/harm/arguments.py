"""Where those whom a harm befell stand when its own object or subject does not say: before, after, shared."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from lib.beside import beside
from lib.counts import CountExpression
from lib.harm.counted import SUBJECTS, count_before, counted_after
from lib.harm.people import antecedent, sort_of
from lib.harm.terms import is_harm, is_verb_of_harm, names_harm, words_after, words_before
from lib.harm.victims import Counts
from lib.harm.words import claim_words

_PASSES_ON = ("acomp", "attr", "oprd", "xcomp", "ccomp", "advcl", "dep")
_NOUNS = ("NOUN", "PROPN", "NUM")
_ASIDE = 14  # tokens between the commas of an aside
_TOLL_REACH = 25  # tokens between "the death toll" and its figure


def child_of(token: Token, *labels: str) -> Token | None:
    """The first child of a token with one of the dependency labels."""
    return next((child for child in token.children if child.dep_ in labels), None)


def subject_of(verb: Token, *labels: str) -> Token | None:
    """The subject of a verb; of two that the parser has given it, the one behind a semicolon or a colon."""
    found = [child for child in verb.lefts if child.dep_ in labels]
    if len(found) > 1 and any(word.text in (";", ":") for word in verb.doc[found[0].i : found[-1].i]):
        return found[-1]
    return child_of(verb, *labels)


def passive_subject(verb: Token) -> Token | None:
    """Whom a passive is said of, also where a time stands in it ("were last weekend killed")."""
    found = subject_of(verb, "nsubjpass")
    if found is None:
        auxiliary = child_of(verb, "auxpass")
        return (
            (subject_of(verb, "nsubj") or child_of(auxiliary, *SUBJECTS)) if auxiliary is not None else None
        )
    before = [word.lower_ for word in found.doc[max(0, found.i - 2) : found.i]]
    if before == ["to", "be"]:  # "people believed to be farmers were killed", cut in two
        supposed = found.doc[max(0, found.i - 3)]
        if supposed.lemma_.lower() in claim_words("supposed"):
            return child_of(supposed, *SUBJECTS) or found
    return found


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
        if found is None and verb.tag_ == "VBN":
            return described or child_of(verb, "nsubj")
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


def share(token: Token, counts: Counts) -> CountExpression | None:
    """The count of "11 of the injured", and the figure of "the number of dead rose to 20"."""
    if token.dep_ != "pobj" or token.head.lower_ != "of":
        return None
    whole = token.head.head
    own = counts[whole.i].count if whole.i in counts else None
    shared = own is not None and (own.low is not None or own.high is not None)
    if whole.i in counts and whole.i < token.i and (shared or count_before(token, counts) is None):
        return counts[whole.i]
    if whole.lower_ == "that" and (of_another := counts.get(token.i + 2)) is not None:
        return of_another if beside(token, 1).lower_ in ("at", "as") else None  # "and that of the dead at 29"
    return toll_figure(token, counts) if whole.lemma_.lower() in claim_words("figure") else None


def toll_figure(token: Token, counts: Counts) -> CountExpression | None:
    """The count that a toll, or a "number of" something, is said to have reached."""
    stated = _stated(token, counts)
    if stated is not None:
        return stated
    to = next((word for word in token.head.children if word.lower_ == "to" and word.i < token.i), None)
    before = child_of(to, "pobj") if to is not None and token.dep_ == "dobj" else None
    if to is not None and token.dep_ == "dobj":
        before = before or beside(to, 1)  # "bringing to 19 the number of dead"
        if before.i in counts and before.i < token.i:
            return counts[before.i]
    apposed = child_of(token, "appos")
    if apposed is not None and apposed.i in counts and beside(apposed, -1).text == ",":
        return counts[apposed.i]  # "a higher toll, 123"
    links = claim_words("link")
    linked = beyond = ranges = False  # ``ranges``: "go from 12 to 20"
    aside = {word.i for child in token.rights if child.dep_ == "relcl" for word in child.subtree}
    for word in words_after(token, _TOLL_REACH):
        if word.i in aside:
            continue
        if word.text == ";" or word.lower_ == "but" or (word.pos_ == "NOUN" and names_harm(word)):
            return None
        if word.i in counts:
            figure = counts[word.i]
            if beyond and names_harm(counted_after(figure, token)):
                return None  # "the toll surpassed the 67 deaths of July"
            if ranges and figure.count.qualifier == "range":
                return figure
            if linked and (figure.count.qualifier != "none" or _is_nil(word)):
                return _beyond(figure) if beyond else figure
            continue
        ranges = ranges or word.lemma_.lower() in claim_words("ranges")
        beyond = word.lemma_.lower() in claim_words("beyond") or (
            beyond and word.pos_ in ("DET", "ADV", "ADP")
        )
        if word.lower_ in ("from", "by"):
            linked = False
        elif word.lower_ in ("as", "because", "since") and beside(word, -1).text == ",":
            return None  # "the toll could rise, as 20 people are missing"
        elif word.lower_ == "as" and "well" in (beside(word, -1).lower_, beside(word, 1).lower_):
            linked = False  # "17 soldiers as well as 14 civilians"
        elif word.lemma_.lower() in links:
            linked = True
        elif not (word.pos_ in ("ADV", "AUX", "DET", "ADJ") or word.is_quote or _labels(word)):
            linked = False
    return None


def _stated(toll: Token, counts: Counts) -> CountExpression | None:
    """The figure that somebody is said to put a toll at, wherever it stands ("put the toll of the raid at nine")."""
    whole = toll
    while whole.dep_ == "pobj" and whole.head.lower_ == "of" and whole.head.head.pos_ == "NOUN":
        whole = whole.head.head
    verb = whole.head
    if whole.dep_ not in ("dobj", "nsubjpass") or verb.lemma_.lower() not in claim_words("sets a toll"):
        return None
    for word in words_after(whole, _TOLL_REACH):
        if word.text == ";" or (word.dep_ == "conj" and is_harm(word)):
            return None  # "put the dead at nine and the wounded at 20"
        earlier = word.head.dep_ == "relcl"  # "the toll, which had stood at 19, was raised to 26"
        reached = counts.get(word.i + 1) if word.lower_ in ("at", "as") and not earlier else None
        if reached is not None and (word.head == verb or _closes(reached, word)):
            return reached
    for link in verb.rights:
        figure = child_of(link, "pobj") if link.lower_ in ("at", "as", "to") else None
        if figure is not None and figure.pos_ == "NUM" and figure.i in counts and figure.i > whole.i:
            return counts[figure.i]
    return None


def _closes(figure: CountExpression, word: Token) -> bool:
    """Whether a figure ends what is said of it."""
    return figure.end >= len(word.doc) or word.doc[figure.end].is_punct


def _is_nil(word: Token) -> bool:
    """Whether a toll is said to be none ("put its losses at zero", "Losses: none")."""
    return word.lower_ in ("zero", "nil", "none") and beside(word, -1).lower_ in (
        "at",
        ":",
        "is",
        "was",
        "were",
    )


def _labels(word: Token) -> bool:
    """Whether a word between a colon and a figure says that it is of persons ("losses: personnel – about 1,200")."""
    before = beside(word, -1)
    if word.text in ("-", "–", "—", "‒"):
        return sort_of(before) == "person" and beside(before, -1).text == ":"
    return before.text == ":" and sort_of(word) == "person"


def aside_count(noun: Token, counts: Counts) -> CountExpression | None:
    """The count of "fighters from both sides, at least 60 in all," or of "the men, totalling 116,"."""
    for word in words_after(noun, _ASIDE):
        if word.i not in counts:
            continue
        expression = counts[word.i]
        before, after = beside(word, -1), word.doc[expression.end : expression.end + 2].text.lower()
        totals = before.lemma_.lower() in ("total", "number") and before.pos_ == "VERB"
        if totals or (before.text == "," and after in ("in all", "in total", "in number")):
            return expression
    return None


def after_colon(token: Token, counts: Counts) -> Token | None:
    """What a count after a colon counts ("Dead: nine", "The dead: three guards")."""
    colon = next(words_after(token.head if describes(token) else token, 1), None)  # "Missing persons: 17"
    if colon is None or colon.text != ":":
        return None
    if colon.i + 1 not in counts:
        named = next((child for child in token.rights if child.dep_ == "appos" and child.i > colon.i), None)
        person = named is not None and sort_of(named) == "person" and token.dep_ == "ROOT"
        return named if person else None  # "The dead: a plumber, his wife and their baby"
    return counted_after(counts[colon.i + 1], token)


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
    words = list(words_before(token, _ASIDE))
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


def _beyond(expression: CountExpression) -> CountExpression:
    """The figure as a lower bound, after "has passed" or "exceeds"."""
    count = expression.count
    if count.qualifier not in ("exact", "about"):
        return expression
    return replace(expression, count=replace(count, high=None, qualifier="at_least"))
