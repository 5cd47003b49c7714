"""Sources: the words that name who speaks, found from a cue through the parse."""

from __future__ import annotations

from spacy.tokens import Span, Token

from lib.beside import beside
from lib.speech.inversion import speaker_after
from lib.speech.phrases import noun_phrase
from lib.speech.speakable import may_speak
from lib.speech.words import speaker_words

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_EMPTY = frozenset({"there", "that", "this", "what", "whom"})
_OBJECTS = frozenset({"him", "me", "them", "us"})
_RELATIVE = frozenset({"who", "which", "that"})
_CLIMB = frozenset(
    {"conj", "xcomp", "advcl", "pcomp", "prep", "acl", "relcl", "amod", "pobj", "dobj", "attr"}
)


def source_of(cue: Token) -> Span | None:
    """The noun phrase that speaks, for a word that reports speech; ``None`` without one."""
    if cue.pos_ in ("NOUN", "PROPN"):
        speaker = _owner(cue) or (_own_subject(cue) if cue.dep_ == "ROOT" else None)
    elif cue.pos_ == "ADJ":
        speaker = _own_subject(cue)
        if speaker is None and cue.dep_ in ("acomp", "oprd", "conj", "xcomp", "ccomp"):
            speaker = subject_of(cue.head)
    elif is_passive(cue):
        speaker = _agent(cue)
    else:
        speaker = speaker_after(cue) or subject_of(cue) or _after_opening(cue)
        finite = cue.tag_ in ("VBD", "VBP", "VBZ")
        if finite and speaker is not None and speaker.pos_ == "PRON" and speaker.lower_ in _OBJECTS:
            speaker = _told_of(cue)
    if speaker is None or not may_speak(speaker):
        return None
    phrase = noun_phrase(speaker)
    if phrase.start < cue.i < phrase.end:
        clauses = [child.left_edge.i for child in speaker.rights if child.dep_ == "relcl"]
        phrase = cue.doc[phrase.start : min([phrase.end, *clauses])]
    return None if _is_figure(phrase) else phrase


def _told_of(cue: Token) -> Token | None:
    """Of whom a clause tells at whose end the parse puts a verb ("a man who came to hear him said it")."""
    return next((clause.head for clause in cue.ancestors if clause.dep_ == "relcl"), None)


def _after_opening(cue: Token) -> Token | None:
    """Who stands right before a verb, when the parse takes it for part of the phrase that opens the sentence.

    So it is in "In a letter to Harbour, Anna Rohova wrote", where she is no apposition to Harbour.
    """
    opening = next((child for child in cue.lefts if child.dep_ == "prep"), None)
    if opening is None or not opening.left_edge.is_sent_start or opening.right_edge.i != cue.i - 1:
        return None
    for token in opening.subtree:
        comma = token.left_edge.i - 1
        if token.dep_ == "appos" and token.right_edge.i == cue.i - 1 and token.doc[comma].text == ",":
            return token
    return None


def _is_figure(phrase: Span) -> bool:
    """Whether a phrase is a figure that somebody gave ("twice the number officials announced"), not who gave it."""
    return any(
        token.lower_ in speaker_words("figure")
        and (token.i + 1 == len(phrase.doc) or phrase.doc[token.i + 1].lower_ != "of")
        for token in phrase
    )


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive ("was denounced", "denounced by"), so that its subject does not speak."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    return verb.tag_ == "VBN" and not any(child.dep_ in ("aux", "auxpass") for child in _group(verb).children)


def _group(verb: Token) -> Token:
    """The verb that carries the auxiliaries of ``verb``, which may be joined to it ("has come and said")."""
    while verb.dep_ == "conj" and verb.head.tag_ == "VBN":
        verb = verb.head
    return verb


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or that of the clause it hangs on ("..., saying", "and added").

    A relative pronoun is given as it stands ("Macron, who said"): see ``antecedent``.
    """
    current = verb
    for _ in range(8):
        own = _own_subject(current)
        if own is not None:
            return own
        head = current.head
        if head == current:
            return _before_in_list(current)
        if current.dep_ not in _CLIMB and not _in_list(current):
            return None
        if head.pos_ in ("NOUN", "PROPN", "PRON"):
            if current.dep_ in ("prep", "pcomp", "pobj", "conj", "dobj", "attr") or current.tag_ == "VB":
                current = head
                continue
            return _writer(head) or head if head.lemma_.lower() in speaker_words("address") else head
        if current.dep_ == "xcomp" and current.tag_ == "VB":
            objects = [c for c in head.children if c.dep_ == "dobj" and c.i < current.i]
            if objects:
                return objects[0]
        alone = not _own_subject(head) and not _in_list(head)
        if current.dep_ in ("conj", "xcomp", "advcl") and is_passive(head) and alone:
            return None
        if goes_back(current) or _of_another_form(current):
            while head.dep_ in ("ccomp", "conj", "xcomp", "advcl") and head.head != head:
                last, head = head.dep_, head.head
                if last == "ccomp":
                    break
        current = head
        if current == verb:
            return None
    return None


def _in_list(verb: Token) -> bool:
    """Whether a verb without a subject goes on in a list that the parse reads as a clause ("was held and says")."""
    return (
        verb.dep_ == "ccomp"
        and verb.head.i < verb.left_edge.i
        and verb.doc[verb.left_edge.i - 1].text == ","
        and not any(child.dep_ in ("mark", *SUBJECTS) for child in verb.children)
    )


def _before_in_list(verb: Token) -> Token | None:
    """The subject of a list of verbs whose first the parse hangs on a later one ("wipes it, holds it and says")."""
    for first in verb.lefts:
        marked = any(child.dep_ == "mark" for child in first.children)
        if first.dep_ == "advcl" and first.tag_ == verb.tag_ and not marked:
            return _own_subject(first)
    return None


def goes_back(verb: Token) -> bool:
    """Whether a verb without a subject, in a reported clause, has the speaker of that clause as subject.

    So it is with a participle after a comma ("said the road was shut, adding that"), with "added", and with a
    verb joined to a form of "be" or to another tense ("said it was over and told them to go").
    """
    clause = verb.head
    if clause == verb or verb.pos_ != "VERB" or not _reported(clause):
        return False
    if verb.dep_ == "advcl" and verb.tag_ == "VBG":
        return verb.i > 0 and beside(verb, -1).text == ","
    if verb.dep_ != "conj":
        return False
    if verb.lemma_.lower() == "add":
        return True
    there = any(child.dep_ == "expl" for child in clause.children) and verb.tag_ in ("VBD", "VBZ")
    if there and not _helped(verb):
        return True
    return (
        verb.tag_ in ("VBD", "VBP", "VBZ")
        and (clause.pos_ == "AUX" or clause.tag_ != verb.tag_)
        and not _helped(verb)
    )


def _of_another_form(verb: Token) -> bool:
    """Whether a finite verb is joined to an infinitive, so that it goes with the verb that governs that one.

    In "she urges him to come and repeatedly says" she says it.
    """
    clause = verb.head
    finite = verb.tag_ in ("VBD", "VBP", "VBZ") and verb.dep_ == "conj"
    return (
        finite
        and clause.tag_ == "VB"
        and clause.dep_ in ("advcl", "ccomp", "xcomp")
        and not _has_modal(clause)
    )


def _has_modal(verb: Token) -> bool:
    return any(child.tag_ == "MD" for child in verb.children)


def _reported(clause: Token) -> bool:
    """Whether a clause is reported, or joined to one that is."""
    for _ in range(4):
        if clause.dep_ == "ccomp":
            return clause.i > clause.head.i
        if clause.dep_ != "conj":
            return False
        clause = clause.head
    return False


def _helped(verb: Token) -> bool:
    return any(child.dep_ in ("aux", "auxpass") for child in verb.children)


def antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for ("Macron, who said"), or ``None``."""
    verb = pronoun.head
    for _ in range(4):
        if verb.dep_ == "relcl":
            return verb.head
        if verb.dep_ not in ("conj", "xcomp", "ccomp", "prep", "pobj") or verb.head == verb:
            return None
        verb = verb.head
    return None


def _own_subject(verb: Token) -> Token | None:
    """The subject that a verb has itself; of two ("the coach Anna Rohova said") the nearer one."""
    found: Token | None = None
    for child in verb.children:
        if child.dep_ not in SUBJECTS:
            continue
        if child.dep_ == "csubj":
            child = _own_subject(child) or child
        if child.lower_ in _RELATIVE:
            owner = antecedent(child)
            if owner is not None:
                return (
                    (_writer(owner) or child) if owner.lemma_.lower() in speaker_words("address") else child
                )
        elif child.lower_ not in _EMPTY and (found is None or (child.i < verb.i and not _is_object(child))):
            found = child
    return found


def _is_object(noun: Token) -> bool:
    """Whether a noun follows a verb at once, and so is its object ("who was not allowed to brief the press said")."""
    before = noun.left_edge.i - 1
    return before >= 0 and noun.doc[before].pos_ == "VERB"


def _writer(document: Token) -> Token | None:
    """Who made a document: its owner, or the subject of the clause it is an object in."""
    owner = _owner(document)
    if owner is not None:
        return owner
    verb = document.head
    while verb.dep_ in ("prep", "pobj") and verb.head != verb:
        verb = verb.head
    if verb.pos_ in ("VERB", "AUX") and document.dep_ in ("dobj", "pobj", "attr", "dative"):
        return _own_subject(verb)
    return None


def _owner(noun: Token) -> Token | None:
    """Whose a claim is: "Macron's claim", "the claim by Macron", "Macron made the claim"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    verb = noun.head
    if noun.dep_ in ("dobj", "conj") and verb.pos_ in ("VERB", "AUX") and not is_passive(verb):
        return subject_of(verb)
    return None


def _agent(verb: Token) -> Token | None:
    """The agent of a passive: "was denounced by the bishop"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None
