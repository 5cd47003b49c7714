"""Names of speakers: which of them name nobody."""

from __future__ import annotations

_INDEFINITE = frozenset({"a", "an", "one", "two", "some", "another", "several"})
_DEFINITE = frozenset({"the", "his", "her", "its", "their"})


def is_description(name: str) -> bool:
    """Whether words describe a speaker and name none: "a doctor" of one report is not that of another.

    "The UN refugee agency" has a name in it; "a doctor in Goma" may be any.
    """
    words = name.split()
    if not words or words[0].casefold() in _INDEFINITE:
        return True
    named = words[1:] if words[0].casefold() in _DEFINITE else words
    return not any(word[0].isupper() for word in named)
