"""Name spans: where a parsed report names persons, by the model and by given names that it overlooks."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from lib.beside import beside
from lib.harm.people import sort_of
from lib.speech.inversion import opens_speech
from lib.speech.names import PersonName, given_gender, is_title, parse_name, title_gender
from lib.toponyms.words import organisation_words


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
    """Spans that name persons: the model's, and single words elsewhere that are a family name found by it."""
    people = [span for ent in doc.ents if _is_person(ent) for span in _within_line(ent)]
    families = {
        name.family_key
        for span in people
        if (name := person_name(span)) is not None and name.given and len(name.family) > 2
    }
    taken = {index for span in people for index in range(span.start, span.end)}
    found = list(people)
    for token in doc:
        if token.i in taken or token.pos_ != "PROPN" or not token.text[:1].isupper():
            continue
        name = parse_name(token.text)
        titled = token.i > 0 and title_gender([doc[token.i - 1].text]) is not None
        known = name is not None and name.family_key in families
        start = _given_before(token, taken)
        given = start < token.i and given_gender(doc[start].text) is not None
        follows = token.i + 1 < len(doc) and doc[token.i + 1].pos_ == "PROPN"
        if (titled or known or given or _is_given_as_name(token)) and not follows:
            found.append(doc[start : token.i + 1])
    yield from sorted(found, key=lambda span: span.start)


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
        if opens_speech(before):
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


def _within_line(ent: Span) -> Iterator[Span]:
    """A person entity without line breaks, punctuation or titles at its ends; none for organisation words."""
    start, end = ent.start, ent.end
    for token in ent:
        if token.is_space or token.text in (",", "—", "–", ":", ";"):
            end = token.i
            break
    while start < end and (ent.doc[start].is_punct or ent.doc[start].lower_ in ("the", "'s", "’s")):
        start += 1
    start += start < end and opens_speech(ent.doc[start])
    while end > start and (ent.doc[end - 1].is_punct or ent.doc[end - 1].lower_ in ("'s", "’s")):
        end -= 1
    if (
        end > start
        and ent.doc[end - 1].lower_ not in organisation_words()
        and ent.doc[start].text[:1].isupper()
    ):
        yield _whole_name(ent.doc[start:end])


def _whole_name(span: Span) -> Span:
    """A name of one word with the given or family name beside it that the model left out."""
    doc, start, end = span.doc, span.start, span.end
    if len(span) > 1:
        return span
    if end < len(doc) and given_gender(span.text) is not None and _is_name_part(doc[end]):
        end += 1
    elif start > 0 and given_gender(doc[start - 1].text) is not None and _is_name_part(doc[start - 1]):
        start -= not opens_speech(doc[start - 1])
    return doc[start:end]


def _is_name_part(token: Token) -> bool:
    """Whether a word beside a name may belong to it."""
    name = token.pos_ == "PROPN" and token.text[:1].isupper() and not is_title(token.text)
    return name and token.lower_ not in organisation_words() and token.ent_type_ != "PERSON"
