"""Words about who speaks that are no names: what any organisation may be called, the press, "the other"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from lib import lexicon

Role = Literal[
    "any organisation",
    "of every country",
    "press",
    "sets apart",
    "group",
    "makes",
    "writing",
    "of others",
    "sent",
    "address",
    "share",
    "figure",
]


@dataclass(frozen=True, slots=True)
class SpeakerWord:
    """A row of speaker_words.csv.

    "any organisation" may be called so though no word of its name says so; a body "of every country" needs no
    fuller name; what the "press" says in a transcript is the report; what "sets apart" tells somebody from the
    one of this role who was named before; a "group" of persons speaks though its name may also be that of a thing;
    a "writing" says what stands in it, and who "makes" it says that, also who it is from if it is "sent", but one
    "of others" speaks itself, or others do in it; what an "address" says, says who gave it; a "share" of persons
    speaks, and a "figure" does not.
    """

    word: str
    role: Role
    example: str


@cache
def speaker_words(role: Role) -> frozenset[str]:
    """The words of one role, in lower case."""
    return frozenset(row.word for row in lexicon.load("speaker_words", SpeakerWord) if row.role == role)
