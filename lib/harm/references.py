"""Whether those whom a claim counts are some of the persons that the sentence before tells of."""

from __future__ import annotations

from spacy.tokens import Token

from lib.harm.draft import Draft

_MORE = frozenset(["another", "further", "more", "others"])
_THESE = frozenset(["her", "his", "its", "our", "the", "their", "these", "those"])


def are_more(draft: Draft) -> bool:
    """Whether a claim adds to the one before it ("and seven more died when a second one struck")."""
    last = draft.found[-1] if draft.found else None
    words = last.head.doc[last.start : last.end + 1] if last is not None else ()
    return any(word.lower_ in _MORE for word in words)


def refers_back(draft: Draft) -> bool:
    """Whether a claim is of some of those just told of ("nine of them", "ten of the recruits")."""
    return any(_is_of_those(party.head) for party in draft.found)


def _is_of_those(head: Token) -> bool:
    return any(
        child.dep_ == "pobj" and (child.pos_ == "PRON" or any(word.lower_ in _THESE for word in child.lefts))
        for preposition in head.children
        if preposition.lower_ == "of"
        for child in preposition.children
    )
