"""Organisations: what an abbreviation in a report stands for, by the report's own words.

"the World Health Organization (WHO)" and "the WHO (World Health Organization)" say it; elsewhere the one name in
the report whose words begin with these letters does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lib.speech.countries import with_codes
from lib.toponyms.words import organisation_words

if TYPE_CHECKING:  # names of speakers are compared on the first screen, which needs no spaCy
    from spacy.tokens import Doc

_ABBREVIATION = re.compile(r"[A-Z][A-Z&.-]{0,8}[A-Z]")
_EXPLAINED = re.compile(r"\((?P<short>[A-Z][A-Z&.-]{0,8}[A-Z])\)")
_EXPANDED = re.compile(r"\b(?P<short>[A-Z]{2,8}) \((?P<full>[A-Z][^()\n]{4,80})\)")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = frozenset(
    {"a", "an", "and", "at", "by", "de", "des", "du", "for", "in", "of", "on", "the", "to", "&"}
)
_REACH = 160
"""Characters before a bracket within which the name that it shortens begins."""
_FURTHEST = 12
_SPELLINGS = (
    ("isation", "ization"),
    ("defence", "defense"),
    ("programme", "program"),
    ("labour", "labor"),
    ("centre", "center"),
)


def abbreviations(doc: Doc) -> dict[str, str]:
    """What each abbreviation of a report stands for there; those that stand for two things are left out."""
    meanings: dict[str, set[str]] = {}
    text = doc.text
    for short, full in [*_explained(text), *_expanded(text)]:
        meanings.setdefault(short, set()).add(full)
    for short, full in _by_initials(doc):
        if short not in meanings:
            meanings[short] = {full}
        elif not any(full in known or known in full for known in meanings[short]):
            meanings[short].add(full)
    return {short: next(iter(full)) for short, full in meanings.items() if len(full) == 1}


def organisation_key(name: str) -> str:
    """The form that spellings of an organisation, office or group share, for comparison only.

    "Russia's Ministry of Defence" and "the Russian Defense Ministry" give one key; words are put in order only
    when one of them says that the name is an organisation's.
    """
    plain = " ".join(name.casefold().replace("’", "'").split())
    for british, american in _SPELLINGS:
        plain = plain.replace(british, american)
    said = re.findall(r"[^\W_][\w'.&-]*", plain)
    words = [code or said[start].removesuffix("'s") for start, _, code in with_codes(said)]
    words = [word.casefold() for word in words if word not in _SMALL]
    if any(word in organisation_words() for word in words):
        words.sort()
    return " ".join(words)


def is_abbreviation(text: str) -> bool:
    """Whether words are an abbreviation in capitals ("WHO", "U.N.")."""
    return bool(_ABBREVIATION.fullmatch(text.strip(".")))


def initials(name: str) -> str:
    """The initial letters of the words of a name, without articles and prepositions, in capitals."""
    return "".join(word[0] for word in _WORD.findall(name) if word.casefold() not in _SMALL).upper()


def _explained(text: str) -> Iterator[tuple[str, str]]:
    """Abbreviations in brackets with the words before them that they shorten."""
    for match in _EXPLAINED.finditer(text):
        earliest = max(0, match.start() - _REACH)
        begin = max(earliest, text.rfind("\n", earliest, match.start()) + 1)
        before = list(_WORD.finditer(text, begin, match.start()))[-_FURTHEST:]
        letters = _letters(match["short"])
        for first in range(len(before) - 1, -1, -1):
            name = text[before[first].start() : match.start()].strip()
            if before[first].group()[0].isupper() and initials(name) == letters:
                yield match["short"], name
                break


def _expanded(text: str) -> Iterator[tuple[str, str]]:
    """Abbreviations followed by the name in brackets."""
    for match in _EXPANDED.finditer(text):
        if initials(match["full"]) == match["short"]:
            yield match["short"], match["full"]


def _by_initials(doc: Doc) -> Iterator[tuple[str, str]]:
    """Abbreviations of three letters or more with the organisations of the report that have these initials."""
    shorts = {token.text for token in doc if len(token) > 2 and is_abbreviation(token.text)}
    for ent in doc.ents:
        if ent.label_ != "ORG" or len(ent) < 3:
            continue
        name = ent.text.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")
        for short in shorts & {initials(name)}:
            yield short, name


def _letters(short: str) -> str:
    return re.sub(r"[^A-Z]", "", short)
