"""Reporting clauses: the cue and its source right before or right after a quotation."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from lib.speech.cues import Cue
from lib.speech.drafts import Stretch
from lib.speech.phrases import noun_phrase

LOOK_BACK = 100
"""Words before a quotation within which its cue is looked for."""
_LONGEST_LEAD = 30
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_CONTENT = frozenset({"ccomp", "pcomp", "xcomp"})
_NOMINAL = ("PROPN", "PRON", "DET", "NOUN", "ADJ")


class ReportingClauses:
    """The cues of one Doc that may stand beside a quotation, looked up by their place."""

    def __init__(self, doc: Doc, cues: Sequence[Cue]) -> None:
        self._doc = doc
        self._cues = [cue for cue in cues if cue.takes("quote")]
        self._places = [cue.token.i for cue in self._cues]

    def between(self, tokens: Sequence[Token]) -> Sequence[Cue]:
        """The cues from the first to the last of ``tokens``."""
        if not tokens:
            return ()
        return self._cues[
            bisect_left(self._places, tokens[0].i) : bisect_left(self._places, tokens[-1].i + 1)
        ]

    def before(self, head: Sequence[Token]) -> tuple[Cue, Span | None] | None:
        """The cue that introduces a quotation: no clause stands between them, unless a colon ends it."""
        head = head[-LOOK_BACK:]
        cues = self.between(head)
        for cue in last_before_colon(cues, head[-1].i) if head[-1].text == ":" else reversed(cues):
            between = [token for token in head if token.i > cue.token.i]
            own_clause = any(t.dep_ in ("nsubj", "nsubjpass") and t.head.i > cue.token.i for t in between)
            source_inside = cue.source is not None and cue.source.start > cue.token.i
            if head[-1].text == ":" or source_inside or not own_clause:
                inverted = cue.source is None and cue.token.is_sent_start and cue.token.tag_ in ("VBD", "VBZ")
                return cue, self._noun_after(cue.token, head) if inverted else cue.source
        return None

    def after(self, tail: Sequence[Token]) -> tuple[Cue, Span | None] | None:
        """The cue that follows a quotation ("..., he said", "..., said the mayor of the town")."""
        words = [token for token in tail if not token.is_punct or token.text in "()"]
        if not words:
            return None
        begin = words[0].i
        for cue in self.between(tail):
            if cue.token.i > begin and cue.token.dep_ in ("relcl", "acl") and cue.token.head.i >= begin:
                continue
            source = cue.source
            if source is not None and not (tail[0].i <= source.start <= tail[-1].i):
                source = None
            if cue.token.i - begin <= 1 and not (
                source and source.start < cue.token.i and source.start - begin > 1
            ):
                if source is None or source.start < cue.token.i < begin + 2 <= cue.token.i:
                    source = source or self._noun_after(cue.token, tail)
                return cue, source if source is not None else cue.source
            if source is not None and source.start - begin <= 1 and source.start < cue.token.i:
                return cue, source
            opening = self._noun_at(begin, cue.token)
            relative = any(t.dep_ == "relcl" for t in self._doc[begin : cue.token.i])
            if opening is not None and (source is None or relative):
                return cue, opening
            return None
        return None

    def is_said_with(self, head: Sequence[Token], quoted: Span, cue: Cue) -> bool:
        """Whether the words before a quotation are said with it (The guard "saw no one," she said)."""
        if (
            len(head) > _LONGEST_LEAD
            or not head[0].text[:1].isupper()
            or head[0].tag_ in ("VB", "VBG", "VBN")
        ):
            return False
        if any(token.text in (":", ";") for token in head) or self.between(head):
            return False
        if any(child.dep_ == "ccomp" and child.i > cue.token.i for child in cue.token.children):
            return False
        return any(token.tag_ in ("MD", "VBD", "VBP", "VBZ") for token in (*head, *quoted))

    def lead(self, head: Sequence[Token], cue: Cue) -> Stretch | None:
        """What is said before a cue that stands between commas (It was, she said, "a long night")."""
        source = cue.source
        if source is None or head[-1].text != "," or source.root.tag_ in ("WDT", "WP"):
            return None
        first, last = min(source.start, cue.token.i), max(source.end - 1, cue.token.i)
        if first <= head[0].i + 1 or self._doc[first - 1].text != "," or head[-1].i - last > 4:
            return None
        said = [token for token in head if token.i < first - 1]
        while said and said[0].lower_ in ("and", "but", "so", "yet"):
            said = said[1:]
        if not said or self.between(said):
            return None
        has_subject = any(token.dep_ in ("nsubj", "nsubjpass") for token in said)
        if not has_subject and (said[0].pos_ in ("ADP", "ADV", "SCONJ") or not _has_content(said)):
            return None
        return said[0].idx, said[-1].idx + len(said[-1])

    def _noun_after(self, cue: Token, tail: Sequence[Token]) -> Span | None:
        for token in tail:
            if (
                token.i > cue.i
                and token.pos_ in ("NOUN", "PROPN", "PRON")
                and token.dep_ not in ("compound", "poss")
            ):
                return noun_phrase(token)
        return None

    def _noun_at(self, begin: int, cue: Token) -> Span | None:
        """The noun phrase that begins at a token and whose head lies before the cue."""
        if self._doc[begin].pos_ not in _NOMINAL:
            return None
        for token in self._doc[begin : cue.i]:
            if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ not in ("compound", "poss", "nmod"):
                phrase = noun_phrase(token)
                return phrase if phrase.end <= cue.i else self._doc[phrase.start : cue.i]
        return None


def last_before_colon(cues: Sequence[Cue], colon: int) -> Iterator[Cue]:
    """Yield the cues before a colon, which is token ``colon``, the last first, but for those that another one tells of.

    In "He said the army had told him:" the words after the colon are the army's; in "He said the army would
    answer for it:" and "He said witnesses had spoken of three men:" they are his.
    """
    tokens = {cue.token for cue in cues}
    for cue in reversed(cues):
        if _is_open(cue, colon) or not tokens.intersection(cue.token.ancestors):
            yield cue


def _is_open(cue: Cue, colon: int) -> bool:
    """Whether a cue has come to pass and has no content of its own before the colon."""
    verbs = (cue.token, *(child for child in cue.token.children if child.dep_ in ("aux", "auxpass")))
    if not any(verb.tag_ in _FINITE for verb in verbs) or any(verb.tag_ in ("MD", "TO") for verb in verbs):
        return False
    return not any(
        child.dep_ in _CONTENT
        or (child.dep_ == "prep" and cue.takes(child.lower_))
        or (child.dep_ == "dobj" and child.pos_ == "NOUN" and cue.takes("object"))
        for child in cue.token.rights
        if child.i < colon
    )


def _has_content(tokens: Sequence[Token]) -> bool:
    return any(token.pos_ in ("AUX", "NOUN", "PRON", "PROPN", "VERB") for token in tokens)
