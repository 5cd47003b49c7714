"""Name spans: where a parsed report names persons, by the model and by given names that it overlooks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from spacy.tokens import Doc, Span, Token

from lib.beside import beside
from lib.harm.people import sort_of
from lib.speech.inversion import opens_speech
from lib.speech.names import (
    PersonName,
    given_gender,
    is_title,
    parent_gender,
    parse_name,
    title_gender,
)
from lib.speech.roles import role_of
from lib.speech.told_names import PLACES, is_told_to_be_person
from lib.toponyms.words import organisation_words

_BEFORE_CALLING = frozenset({"a", "an", "deputy", "her", "his", "its", "the", "their"})
Pair = tuple[str, str]
_SIBLINGS = frozenset({"brothers", "sisters"})
_VOWEL = re.compile(r"[^\W\d_bcdfghjklmnpqrstvwxz]", re.IGNORECASE)


def clean_name(span: Span) -> str:
    """The name that a span gives, without titles, possessive ending and marks."""
    words = [token for token in span if token.text not in ("'s", "’s", "’", "'")]
    while len(words) > 1 and is_title(words[0].text):
        words = words[1:]
    return "".join(token.text_with_ws for token in words).strip(" ,.’'\"“”‘")


def person_name(span: Span) -> PersonName | None:
    """The parts of the name that a span gives, or ``None``."""
    return parse_name(clean_name(span))


def name_spans(doc: Doc) -> Iterator[Span]:
    """Spans that name persons: the model's, those that the report tells to be names, and family names of these."""
    inside = _pairs_inside(doc)
    people = [span for ent in doc.ents if _is_person(ent) for span in _within_line(ent, inside)]
    taken = {index for span in people for index in range(span.start, span.end)}
    told: list[Span] = []
    others: list[Token] = []
    for token in doc:
        if token.i in taken or token.pos_ not in ("NOUN", "PROPN") or not token.text[:1].isupper():
            continue
        name = _told_name(token, taken) if token.pos_ == "PROPN" and not _goes_on(token) else None
        if name is not None:
            told.append(name)
        else:
            others.append(token)
    families = set(_families([*people, *(name for name in told if not _is_of_place(name))]))
    words = {token.text for token in doc}
    repeated = [_with_given(token, taken) for token in others if _is_family_name(token, families, words)]
    yield from sorted([*people, *told, *repeated], key=lambda span: span.start)


def _with_given(token: Token, taken: set[int]) -> Span:
    """A family name with the given names before it; a capital at the head of a sentence may be another word."""
    start = _given_before(token, taken)
    first = token.doc[start]
    if first.is_sent_start and given_gender(first.text) is None and not first.text.isupper():
        start = token.i
    return token.doc[start : token.i + 1]


def _families(names: Sequence[Span]) -> Iterator[str]:
    """The family names of full names, in the form that their spellings share."""
    for span in names:
        name = person_name(span)
        if name is not None and name.given and len(name.family) > 2:
            yield name.family_key


def _told_name(token: Token, taken: set[int]) -> Span | None:
    """The name that ends with ``token``, where a title, a given name or the report tells that it is a person's."""
    doc, start = token.doc, _given_before(token, taken)
    before = doc[start - 1] if start else None
    titled = before is not None and title_gender([before.text]) is not None
    titled = titled or (before is not None and before.lower_ in _SIBLINGS)
    given = start < token.i and given_gender(doc[start].text) is not None
    if titled or given or _is_given_as_name(token):
        return doc[start : token.i + 1]
    while start < token.i and doc[start].head != token and not _is_one_entity(doc[start : token.i + 1]):
        start += 1
    name = doc[start : token.i + 1]
    return name if is_told_to_be_person(name) else None


def _is_one_entity(words: Span) -> bool:
    """Whether the model takes words for one name, or they begin a line and only two names stand there."""
    first = words[0]
    opens = len(words) == 2 and bool(first.is_sent_start) and (first.i == 0 or beside(first, -1).is_space)
    return opens or (first.ent_type_ != "" and all(token.ent_iob_ == "I" for token in words[1:]))


def _is_of_place(name: Span) -> bool:
    """Whether the model takes a name for a place's or a people's, and the report does not tell otherwise."""
    return name.root.ent_type_ in PLACES and not is_told_to_be_person(name)


def _is_family_name(token: Token, families: Set[str], words: Set[str]) -> bool:
    """Whether a word is a family name of the report; the model takes some that are subjects for a noun.

    Args:
        words: The words of the report, as they are written.
    """
    name = parse_name(token.text)
    if name is None or name.family_key not in families:
        return False
    if token.pos_ == "PROPN":
        return not _goes_on(token)
    alone = token.dep_ == "nsubj" and not any(token.lefts)
    return alone and token.lower_ not in words


def _goes_on(token: Token) -> bool:
    """Whether another proper noun follows."""
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].pos_ == "PROPN"


def _is_given_as_name(token: Token) -> bool:
    """Whether a word is told to be somebody's name ("a man named Sani", "who gave only her first name, Ana")."""
    before = beside(token, -1) if token.i else token
    if before.text in (",", ":") and before.i:
        before = beside(before, -1)
    if before.lower_ not in ("called", "herself", "himself", "name", "named"):
        return False
    about = list(before.ancestors)[:4]
    return any(noun.pos_ == "NOUN" and sort_of(noun) == "person" for noun in about)


def _given_before(token: Token, taken: set[int]) -> int:
    """Where a name that ends with ``token`` begins: the names before it that are no titles."""
    start = token.i
    while start > 0 and token.i - start < 2:
        before = token.doc[start - 1]
        if before.pos_ != "PROPN" or before.i in taken or is_title(before.text) or before.ent_type_ == "NORP":
            break
        if opens_speech(before) or before.lower_ in _SIBLINGS:
            break
        start -= 1
    return start


def _is_person(ent: Span) -> bool:
    """Whether an entity is a person: by the model, or by a given name and one more word ("Awa Traoré")."""
    if ent.label_ == "PERSON":
        return True
    if ent.label_ not in ("GPE", "ORG", "NORP", "PRODUCT", "LOC", "FAC"):
        return False
    name = ent[1:] if len(ent) == 3 and is_title(ent[0].text) else ent
    given = len(name) == 2 and given_gender(name[0].text) is not None
    return given and all(token.pos_ == "PROPN" for token in name)


def _within_line(ent: Span, inside: Set[Pair]) -> Iterator[Span]:
    """A person entity without line breaks, punctuation or titles at its ends; none for organisation words."""
    start, end = ent.start, ent.end
    for token in ent:
        if token.is_space or token.text in (",", "—", "–", ":", ";"):
            end = token.i
            break
    while start < end and (ent.doc[start].is_punct or ent.doc[start].lower_ in ("the", "'s", "’s")):
        start += 1
    start += start < end and opens_speech(ent.doc[start])
    start += start + 1 < end and ent.doc[start].lower_ in _SIBLINGS
    while end > start and _is_no_end(ent.doc[end - 1]):
        end -= 1
    if (
        end > start
        and not (end == start + 1 and _is_calling(ent.doc[start]))
        and ent.doc[end - 1].lower_ not in organisation_words()
        and ent.doc[start].text[:1].isupper()
    ):
        yield _whole_name(ent.doc[start:end], inside)


def _is_no_end(word: Token) -> bool:
    """Whether a name can't end with a word: a mark, an ending, or a verb that the model took with it ("Ana nods")."""
    small = word.text[0].islower() and word.i > 0 and bool(beside(word, -1).whitespace_)
    return word.is_punct or small or word.lower_ in ("'s", "’s")


def _ends_name(word: Token) -> bool:
    """Whether a capital word that the model takes for a verb or noun ends a titled name ("Sister Ana Amade, who")."""
    return word.pos_ in ("NOUN", "VERB") and word.text[0].isupper() and beside(word, 1).text == ","


def _is_calling(word: Token) -> bool:
    """Whether a word that the model takes for a name is what somebody is called ("the Spokesperson for ...")."""
    if role_of([word]) is None:
        return False
    before = beside(word, -1).lower_ if word.i else ""
    after = beside(word, 1).lower_ if word.i + 1 < len(word.doc) else ""
    return before in _BEFORE_CALLING or after in ("for", "of")


def _whole_name(span: Span, inside: Set[Pair]) -> Span:
    """A name of one word with the given or family name beside it that the model left out."""
    doc, start, end = span.doc, span.start, span.end
    if len(span) > 1:
        return doc[start : end + _goes_on_after(span)]
    if start > 0 and parent_gender(doc[start - 1].text) is not None and doc[start - 1].text[0].isupper():
        return doc[start - 1 : end]
    if end < len(doc) and given_gender(span.text) is not None and _is_name_part(doc[end]):
        end += 1
    elif start > 0 and is_title(doc[start - 1].text):
        end += end + 1 < len(doc) and _ends_name(doc[end])
    elif start > 0 and _is_name_part(doc[start - 1]) and _is_first_name(doc[start - 1], inside):
        start -= not opens_speech(doc[start - 1])
    return doc[start:end]


def _goes_on_after(span: Span) -> bool:
    """Whether the parse ends a name with a word after it that the model left out ("Ana" for "Ana Reyes")."""
    if span.end == len(span.doc):
        return False
    last = span.doc[span.end]
    whole = all(token.dep_ == "compound" and token.head == last for token in span)
    return whole and last.ent_type_ in ("", "GPE") and _is_name_part(last) and not _goes_on(last)


def _is_first_name(word: Token, inside: Set[Pair]) -> bool:
    """Whether a word before a name is a given name: a known one, or one that can be nothing else."""
    if given_gender(word.text) is not None:
        return True
    part = (
        word.dep_ == "compound" and word.head.i == word.i + 1 and not any(word.lefts) and not word.ent_type_
    )
    alone = not word.is_sent_start and not beside(word, -1).text[:1].isupper()
    alone = alone or (bool(word.is_sent_start) and (word.text, beside(word, 1).text) in inside)
    calling = role_of([word]) is not None or sort_of(word) == "person"
    return part and alone and bool(_VOWEL.search(word.text)) and not word.text.isupper() and not calling


def _pairs_inside(doc: Doc) -> set[Pair]:
    """Words and the words after them, but for those at the head of a sentence."""
    return {(t.text, beside(t, 1).text) for t in doc[:-1] if not t.is_sent_start}


def _is_name_part(token: Token) -> bool:
    """Whether a word beside a name may belong to it."""
    name = token.pos_ == "PROPN" and token.text[:1].isupper() and not is_title(token.text)
    return name and token.lower_ not in organisation_words() and token.ent_type_ != "PERSON"
