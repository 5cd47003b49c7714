"""Names of persons: their parts, the gender they tell, and whether two of them name one person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from lib import lexicon
from lib.speech.organisations import initials, is_abbreviation, organisation_key
from lib.toponyms.words import organisation_words

Gender = Literal["female", "male"]
_WORD = re.compile(r"[^\W\d_]+(?:[-’'.][^\W\d_]+)*\.?|\d+")
_POSSESSIVE = re.compile(r"[’']s?$")
_PARTICLES = frozenset(
    {
        "abou",
        "abu",
        "al",
        "bin",
        "ben",
        "da",
        "de",
        "del",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "ibn",
        "la",
        "le",
        "oum",
        "van",
        "von",
        "ten",
        "ter",
        "um",
        "umm",
        "y",
    }
)
_PARENTS: dict[str, Gender] = {
    "abou": "male",
    "abu": "male",
    "oum": "female",
    "um": "female",
    "umm": "female",
}
"""Words before a child's name by which a parent is called ("Umm Nadim")."""
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Romanisations of one letter in names from Cyrillic and Arabic script, brought to one form in this order.
_ROMANISATIONS = (
    ("shch", "sh"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("kh", "h"),
    ("gh", "h"),
    ("dj", "j"),
    ("ck", "k"),
    ("q", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ye", "e"),
    ("yi", "i"),
    ("iy", "i"),
    ("ij", "i"),
    ("y", "i"),
    ("w", "v"),
    ("x", "ks"),
)


@dataclass(frozen=True, slots=True)
class GivenName:
    """A row of given_names.csv; ``same_as`` is the form under which its spellings and languages meet."""

    name: str
    gender: Gender
    same_as: str | None
    example: str


@dataclass(frozen=True, slots=True)
class Title:
    """A row of titles.csv: what may stand before a name, with the gender it tells."""

    title: str
    gender: Gender | None
    example: str


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name of a person without titles: given names in order, and the family name (with its particles)."""

    given: tuple[str, ...]
    family: str
    gender: Gender | None = None

    @property
    def family_key(self) -> str:
        """The family name in the form that its romanisations share."""
        return _romanised(self.family)

    @property
    def given_keys(self) -> tuple[str, ...]:
        """The given names in the form that their spellings share."""
        return tuple(given_key(name) for name in self.given)


@cache
def _titles() -> dict[str, Title]:
    return {row.title.casefold(): row for row in lexicon.load("titles", Title)}


@cache
def _given_names() -> dict[str, GivenName]:
    return {row.name.casefold(): row for row in lexicon.load("given_names", GivenName)}


def is_title(word: str) -> bool:
    """Whether a word may stand before a name ("Mr", "General")."""
    return word.casefold() in _titles()


def title_gender(words: Iterable[str]) -> Gender | None:
    """The gender that titles tell ("Mrs"), or ``None``."""
    known = (_titles().get(word.casefold()) for word in words)
    return next((title.gender for title in known if title and title.gender), None)


def parse_name(text: str) -> PersonName | None:
    """The parts of a person's name, without titles and possessive ending; ``None`` when nothing is left."""
    words = _WORD.findall(_POSSESSIVE.sub("", text.strip()))
    before: list[str] = []
    while len(words) > 1 and is_title(words[0]):
        before.append(words.pop(0))
    while len(words) > 1 and words[-1].strip(".").casefold() in _SUFFIXES:
        words.pop()
    if not words:
        return None
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    if start == 1 and words[0].casefold() in _PARTICLES and given_gender(words[0]) is None:
        start = 0
    given = tuple(words[:start])
    gender = title_gender(before)
    if gender is None:
        gender = (
            given_gender(given[0]) if given else parent_gender(words[0]) if start < len(words) - 1 else None
        )
    return PersonName(given, " ".join(words[start:]), gender)


def parent_gender(word: str) -> Gender | None:
    """The gender of a parent who is called by a child's name, by the word before it ("Umm"), or ``None``."""
    return _PARENTS.get(word.casefold())


def given_gender(name: str) -> Gender | None:
    """The gender that a given name tells, or ``None`` when it is unknown or serves both."""
    row = _given_row(name)
    return row.gender if row else None


def _given_row(name: str) -> GivenName | None:
    """The row of a given name, with its accents or without them ("Inês")."""
    folded = name.casefold()
    return _given_names().get(folded) or _given_names().get(_without_accents(folded))


def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def same_person(one: PersonName, other: PersonName) -> bool:
    """Whether two names can be one person's: equal family names and no given name against it.

    An initial fits any name it begins; a missing given name fits all. Volodymyr and Vladimir are equal.
    """
    if one.family_key != other.family_key:
        return False
    if one.gender and other.gender and one.gender != other.gender:
        return False
    return _given_agree(one.given_keys, other.given_keys)


def is_slip(one: str, other: str) -> bool:
    """Whether two family names (keys) are one, but for a letter left out, added, changed or two swapped.

    The first letters are equal and the longer name has six letters or more; one that has only an "a" more is
    the woman's form of the other, and no slip.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < 5 or len(long) < 6 or len(long) - len(short) > 1 or short == long or short[0] != long[0]:
        return False
    if long in (short + "a", short + "aia"):
        return False
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    swapped = short[same : same + 2] == long[same : same + 2][::-1] and short[same + 2 :] == long[same + 2 :]
    return swapped or short[same + 1 :] == long[same + 1 :]


def _given_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return True
    if not _one_given(one[0], other[0]):
        return False
    short, long = sorted((one[1:], other[1:]), key=len)
    return all(any(_one_given(a, b) for b in long) for a in short)


def _one_given(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[:1] == b[:1]
    return a == b


def speaker_key(name: str) -> str:
    """The key under which a speaker's spellings meet across reports ("Zelenskyy" and "Zelensky").

    A full name gives family and first given name; see ``organisation_key`` for the others.
    """
    person = parse_name(name) if _looks_personal(name) else None
    if person and person.given:
        return f"{person.family_key}, {person.given_keys[0]}"
    if person:
        return person.family_key
    return organisation_key(name) or name.casefold()


def same_speaker(one: str, other: str) -> bool:
    """Whether two speakers of different reports are surely one: equal full names, or equal words.

    A family name alone equals no full name here, since it may be another's; see ``merge_speakers``.
    """
    if speaker_key(one) != speaker_key(other):
        return False
    first, second = parse_name(one), parse_name(other)
    if first is None or second is None or not (_looks_personal(one) and _looks_personal(other)):
        return True
    return not (first.given and second.given) or same_person(first, second)


def merge_speakers(names: Iterable[str]) -> dict[str, str]:
    """For each name the one that stands for its speaker: the longest spelling that names the same one.

    A family name alone, one with initials ("V. Zelensky") and an abbreviation ("WHO") join the full name that
    fits when there is only one such in ``names``. Time grows linearly with the names.
    """
    unique = sorted(set(names), key=lambda name: (-len(name.split()), name))
    leaders: dict[str, list[str]] = {}
    chosen: dict[str, str] = {}
    families: dict[str, set[str]] = {}
    for name in unique:
        key = speaker_key(name)
        leader = next((known for known in leaders.get(key, ()) if same_speaker(known, name)), None)
        if leader is None:
            leader = name
            leaders.setdefault(key, []).append(name)
            if "," in key:
                families.setdefault(key.split(",")[0], set()).add(name)
        chosen[name] = leader
    shortened = _by_initials(chosen.values())
    for name, leader in chosen.items():
        full = families.get(speaker_key(leader).split(",")[0], set()) | shortened.get(leader, set())
        fits = {other for other in full if _shortens(leader, other)}
        if len(fits) == 1:
            chosen[name] = next(iter(fits))
    return chosen


def _by_initials(names: Iterable[str]) -> dict[str, set[str]]:
    """The names of three words or more by their initials."""
    found: dict[str, set[str]] = {}
    for name in set(names):
        if len(name.split()) > 2:
            found.setdefault(initials(name), set()).add(name)
    return found


def _shortens(short: str, full: str) -> bool:
    """Whether a name is an abbreviation of another, or its family name alone or with initials."""
    if short == full:
        return False
    if is_abbreviation(short) and len(short) > 2:
        return initials(full) == short
    one, other = parse_name(short), parse_name(full)
    if one is None or other is None or not (_looks_personal(short) and _looks_personal(full)):
        return False
    initial = bool(one.given) and all(len(name.strip(".")) == 1 for name in one.given)
    return (initial or len(short.split()) == 1) and same_person(one, other)


def _looks_personal(name: str) -> bool:
    """Whether words may be a person's name: one to five without titles, capitalised but for particles.

    Three or more begin with a known given name, lest they be an organisation's.
    """
    words = name.split()
    while len(words) > 1 and is_title(words[0]):
        words = words[1:]
    if not 1 <= len(words) <= 5 or words[0].casefold() in ("the", "a", "an"):
        return False
    if words[-1].casefold() in organisation_words():
        return False
    if len(words) > 2 and given_gender(words[0]) is None and not any(w.islower() for w in words):
        return False
    return all(
        word[:1].isupper() or word.split("-")[0].split("’")[0].casefold() in _PARTICLES for word in words
    )


@lru_cache(maxsize=20_000)
def given_key(name: str) -> str:
    """The form under which the spellings of a given name meet ("Dmytro" and "Dmitry")."""
    row = _given_names().get(name.strip(".").casefold())
    return _romanised(row.same_as if row and row.same_as else name)


@lru_cache(maxsize=20_000)
def _romanised(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(c for c in plain if c.isalnum() or c in " -")
    plain = re.sub(r"^(?:al|el|as|ad|ar|ash|an)[ -]", "", plain)
    plain = re.sub(r"[ -]", "", plain)
    for spelling, common in _ROMANISATIONS:
        plain = plain.replace(spelling, common)
    return re.sub(r"(.)\1+", r"\1", plain)
