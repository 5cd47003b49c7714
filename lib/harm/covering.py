"""Who a claim is credited to by an attribution elsewhere in its sentence, which covers all of it.

"Nine died, and 30 are missing, according to the governor." "Police said that nine had died; 30 were hurt."
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from lib.beside import beside
from lib.harm.credits import up
from lib.harm.people import FIGURE_LABELS, can_speak
from lib.harm.tags import is_told_by, noun_after, noun_of_tag
from lib.harm.terms import has_harm
from lib.harm.voices import of_phrase, says, speaker_of
from lib.harm.words import claim_words

_FARTHEST = 150  # tokens of a sentence in which a voice is looked for, either way
_SHORT = 12  # tokens of a phrase that names no more than its source
_ENDS = (".", "!", "?", "…")
_PARTS = (",", ";", ":", "–", "—", "--", ")")
_BOUND = ("relcl", "acl", "advcl", "pcomp", "csubj")
_CLAUSES = ("ccomp", "parataxis")
_BEFORE_CLAUSE = ("that", ":", "how", "“", '"')
_HE = ("he", "she", "it", "they")
_TO_SOMEBODY = ("tell", "inform", "notify")
_LINKS = ("according", "by", "in", "on", "per")
_GOES_ON = ("and", "but", "while", "whereas", "as", "with", "when", "after", "once", "before")


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks, where the attribution begins and ends, and whether what stands before it is said too."""

    noun: Token
    first: int
    last: int
    behind: bool


def covering(trigger: Token, head: Token | None) -> Token | None:
    """The head of the phrase that says who speaks in the sentence of a claim, or ``None``.

    A tag behind the claim counts before what stands in front of it; another voice between ends either.

    Args:
        trigger: The token that names the harm, or the figure that a second source gives.
        head: The head of the phrase of those harmed.
    """
    voices = [v for v in _voices(_whole(trigger)) if not (v.first <= trigger.i <= v.last) and v.noun != head]
    later = next((voice for voice in voices if voice.first > trigger.i), None)
    if later is not None and later.behind:
        return later.noun
    earlier = [voice for voice in voices if voice.last < trigger.i]
    return earlier[-1].noun if earlier else None


def _whole(trigger: Token) -> Span:
    """The sentence of a claim, with what the parser has cut off where no sentence ends."""
    doc = trigger.doc
    first, last = trigger.sent.start, trigger.sent.end
    while first > max(0, trigger.i - _FARTHEST) and _goes_on(doc[first - 1]):
        first = doc[first - 1].sent.start
    while last < min(len(doc), trigger.i + _FARTHEST) and _goes_on(doc[last - 1]):
        last = doc[last].sent.end
    return doc[max(first, trigger.i - _FARTHEST) : min(last, trigger.i + _FARTHEST)]


def _goes_on(word: Token) -> bool:
    """Whether a sentence that the parser ends with a word goes on behind it ("; ", "incl. a girl")."""
    if word.is_space:
        return False
    return word.text in (";", ",") or (word.text == "." and beside(word, 1).text[:1].islower())


def _voices(words: Span) -> Iterator[_Voice]:
    """The attributions of a sentence, in its order."""
    for word in words:
        if word.lower_ in _LINKS:
            noun = of_phrase(word)
            if noun is not None:
                last = word.right_edge.i if word.right_edge.i - word.i < _SHORT else noun.i
                yield _Voice(noun, word.i, max(noun.i, last), behind=not _leads(word, words))
        elif (noun := _counts_as_noun(word)) is not None:
            yield _Voice(noun, noun.i, word.i, behind=False)
        elif word.lower_ == "saying" and (noun := _quoted(word)) is not None:
            yield _Voice(noun, noun.left_edge.i, word.i, behind=False)
        elif (is_told_by(word) or _puts_at_figure(word)) and not any(
            child.dep_ == "neg" for child in word.children
        ):
            voice = _tag(word, words) or _before_its_clause(word)
            if voice is not None:
                yield voice


def _has_counted(verb: Token) -> bool:
    """Whether a verb reports a number of events or of harmed ("recorded 41 raids", "confirmed two deaths")."""
    lemma = verb.lemma_.lower()
    objects = [child for child in verb.rights if child.dep_ == "dobj"]
    if lemma in claim_words("records"):
        return bool(objects)
    telling = lemma in claim_words("reports") and lemma not in claim_words("finds")
    return telling and any(_is_toll(noun) for noun in objects)


def _puts_at_figure(verb: Token) -> bool:
    """Whether a verb puts a toll at a figure ("She put the dead at 24")."""
    if verb.lemma_.lower() not in claim_words("sets a toll"):
        return False
    at = any(child.lower_ in ("at", "as") for child in verb.rights)
    return at and any(
        has_harm(noun.doc[noun.left_edge.i : noun.right_edge.i + 1])
        for noun in verb.rights
        if noun.dep_ == "dobj"
    )


def _is_toll(noun: Token) -> bool:
    """Whether an object is a number of harmed ("its toll", "the death of 14 men")."""
    if noun.lemma_ == "toll" or noun.lemma_ in claim_words("figure"):
        return True
    counted = any(word.pos_ == "NUM" for word in noun.subtree)
    return counted and has_harm(noun.doc[noun.left_edge.i : noun.i + 1])


def _counts_as_noun(verb: Token) -> Token | None:
    """Who counts by a verb before a figure that is misread ("the group documents 14 killed", "local media report")."""
    read = verb.pos_ == "NOUN" or (verb.tag_ == "VBP" and not any(c.dep_ == "nsubj" for c in verb.lefts))
    if not read or verb.lemma_.lower() not in claim_words("records") or verb.i + 1 >= len(verb.doc):
        return None
    if verb.i == 0 or beside(verb, 1).pos_ != "NUM" or beside(verb, -1).tag_ == "IN":
        return None
    many = beside(verb, -1).tag_ in ("NNS", "NNPS") or beside(verb, -1).lower_ in ("media", "police")
    if many == (verb.tag_ == "NNS"):
        return None
    before = beside(verb, -1)
    whose = next((child for child in verb.lefts if child.dep_ == "poss"), None)
    noun = before if before.pos_ in ("NOUN", "PROPN") else whose
    return noun if noun is not None and can_speak(noun) else None


def _quoted(saying: Token) -> Token | None:
    """Who is quoted "as saying" something."""
    verb = saying.head.head if saying.head.lower_ == "as" else saying.head
    quoted = verb.lower_ in ("quoted", "cited", "reported")
    subject = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
    return subject if quoted and subject is not None and can_speak(subject) else None


def _leads(link: Token, words: Span) -> bool:
    """Whether a phrase stands at the head of a clause ("; according to police, nine died")."""
    before = beside(link, -1) if link.i > words.start else None
    return before is None or before.text in (";", ":") or before.lower_ in _GOES_ON


def _tag(verb: Token, words: Span) -> _Voice | None:
    """The voice of a tag that a comma sets off (", the ministry said", ", said the ministry")."""
    end = _end_of_tag(verb, words)
    if end is None:
        return None
    before = beside(verb, -1) if verb.i > words.start else None
    if before is not None and before.text == ",":
        noun = noun_after(verb, end - 1) or _only_noun(words.doc[verb.i + 1 : end])
        return _Voice(noun, verb.i, end - 1, behind=True) if noun is not None else None
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is not None and subject.lower_ in _HE:
        apart = subject.i > words.start and beside(subject, -1).text == ","
        return _Voice(subject, subject.i, end - 1, behind=True) if apart else None
    addressed = verb.lemma_ in _TO_SOMEBODY
    if not addressed and any(child.dep_ == "dobj" and child.i < end for child in verb.rights):
        return None
    noun = noun_of_tag(words.doc[words.start : _first_of(verb)], anyone=says(verb))
    if noun is None or noun.left_edge.i <= words.start:
        return None
    return _Voice(noun, noun.left_edge.i, end - 1, behind=True)


def _only_noun(words: Span) -> Token | None:
    """The noun of words that hold no more than one phrase ("the general staff")."""
    if not words or any(word.pos_ not in ("DET", "ADJ", "NOUN", "PROPN") for word in words):
        return None
    noun = words[-1]
    named = noun.pos_ in ("NOUN", "PROPN") and noun.ent_type_ not in FIGURE_LABELS
    return noun if named and can_speak(noun) else None


def _first_of(verb: Token) -> int:
    """Where a verb begins with its auxiliaries and adverbs."""
    first = verb.i
    while first > 0 and verb.doc[first - 1].pos_ in ("AUX", "ADV"):
        first -= 1
    return first


def _end_of_tag(verb: Token, words: Span) -> int | None:
    """Where a tag ends that has no clause of its own behind its verb; ``None`` when it has one."""
    for word in words.doc[verb.i + 1 : words.end]:
        if word.text in _PARTS or word.text in _ENDS or word.is_space or word.lower_ in _GOES_ON:
            return word.i
        if (word.pos_ in ("VERB", "AUX", "NUM") and not word.ent_type_) or word.lower_ in _BEFORE_CLAUSE:
            return None
    return words.end


def _before_its_clause(verb: Token) -> _Voice | None:
    """The voice of a main verb with what it says behind it ("police said that", "the office recorded 41 deaths")."""
    if any(word.dep_ in _BOUND for word in up(verb, 4)):
        return None
    follows = verb.doc[verb.i + 1 : verb.i + 2].text.lower() in _BEFORE_CLAUSE
    of = verb.lemma_ == "accuse" and any(child.lower_ == "of" for child in verb.rights)
    told = follows or of or any(child.dep_ in _CLAUSES for child in verb.rights)
    puts = _puts_at_figure(verb)
    if not told and not puts and not _has_counted(verb):
        return None
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is not None and subject.lower_ in _HE and (told or puts):
        return _Voice(subject, subject.i, verb.i, behind=False)
    noun = speaker_of(verb, None)
    if noun is None:
        return None
    return _Voice(noun, noun.left_edge.i if noun.i < verb.i else verb.i, verb.i, behind=False)
