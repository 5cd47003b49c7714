"""Extents: where reported content ends, by the words and marks after it, when the parse ends it elsewhere.

The parser cuts a clause where a quotation in it ends ("the raid was a "crime" that nobody would forget"), where
another clause is joined to it ("it was late, so they left"), and lets it run over the reporter's next clause
("it was over, though she noted that ..."). Each rule here was kept because figures on the development halves
of PolNeAR and of the own gold fell without it; cutting off glosses (", which ...", "- a town in ...") was tried
and made more ends wrong than right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from spacy.tokens import Doc, Span, Token

from lib.speech.clauses import Range
from lib.speech.phrases import sentence_bounds
from lib.speech.reported_speech import Reported

InQuotation = Callable[[int], bool]
"""Whether a character stands within a quotation."""
Sources = Mapping[int, Span]
"""The source of each cue of a report by the cue's token."""
Joint = Literal["and", "but", "colon", "modal", "quotation", "so", "subordinate", "word"]

_GOES_ON: dict[str, frozenset[Joint]] = {
    "that": frozenset({"and", "but", "colon", "modal", "quotation", "so", "subordinate", "word"}),
    "name": frozenset({"quotation"}),
    "object": frozenset({"quotation"}),
    "of": frozenset({"quotation"}),
}
"""After which joints the content of each pattern goes on to the end of its sentence."""
_SUBORDINATE = frozenset({"because", "if", "unless", "until", "when", "where"})
_PARTS = frozenset({"all", "both", "each", "half", "many", "most", "none", "one", "some"})
"""What tells more of those just named ("the families left, some of them on foot")."""
_CLAIMS = frozenset(
    [
        "accusation",
        "account",
        "allegation",
        "assertion",
        "charge",
        "claim",
        "figure",
        "number",
        "toll",
        "version",
    ]
)
_REJECTS = frozenset(["brand", "call", "contest", "deny", "dismiss", "dispute", "label", "refute", "reject"])
_JOINING = frozenset({"and", "as", "although", "but", "or", "though", "whereas", "which", "while", "who"})
_BREAKS = frozenset({",", ";", "—", "–", "--", "-", "―"})


def fitted(doc: Doc, item: Reported, in_quotation: InQuotation, sources: Sources) -> tuple[Range, ...]:
    """The stretches of tokens that ``item`` reports, the last one with its end put right."""
    *others, (start, end) = item.ranges
    if start > item.cue[1]:
        end = _lengthened(doc, item, end, in_quotation, sources)
        end = _before_report(doc, start, end, in_quotation, sources)
        end = _before_rejection(doc, start, end, in_quotation)
        end -= end > start and doc[end].tag_ == "CC"
    return (*others, (start, end))


def _lengthened(doc: Doc, item: Reported, end: int, in_quotation: InQuotation, sources: Sources) -> int:
    """The end of the sentence, when the words after ``end`` go on in the content."""
    stop = sentence_bounds(doc[end])[1]
    while stop > end and (doc[stop].is_punct or doc[stop].is_space) and not doc[stop].is_quote:
        stop -= 1
    last = end
    while last + 1 < stop and (doc[last + 1].is_quote or _quoted_comma(doc, last + 1)):
        last += 1
    if stop <= last or in_quotation(doc[last + 1].idx):
        return end
    joint = _joint(doc, last + 1, stop)
    if joint is None or joint not in _GOES_ON.get(item.pattern, ()):
        return end
    reports = any(i in sources and not in_quotation(doc[i].idx) for i in range(last + 1, stop + 1))
    return end if reports and joint not in ("colon", "modal", "so") else stop


def _quoted_comma(doc: Doc, index: int) -> bool:
    """Whether a comma ends a quotation after which a subordinate clause goes on (a "rift," when it comes to ...)."""
    if doc[index].text != "," or doc[index].whitespace_ or index + 2 >= len(doc):
        return False
    return doc[index + 1].is_quote and doc[index + 2].lower_ in _SUBORDINATE


def _joint(doc: Doc, index: int, stop: int) -> Joint | None:
    """How the words from ``index`` to ``stop`` are joined to those before; ``None`` for other ways."""
    token = doc[index]
    if token.text == ":":
        return "colon"
    comma = token.text == ","
    first = doc[min(index + 1, stop)] if comma else token
    if comma and first.lower_ in _PARTS and first.i + 1 < stop and doc[first.i + 1].lower_ == "of":
        return "subordinate"
    if first.lower_ in ("and", "but", "or"):
        return _coordination(doc, first, stop)
    if comma:
        return "so" if first.lower_ == "so" else "subordinate" if first.lower_ in _SUBORDINATE else None
    if not token.is_alpha or token.lower_ in _JOINING or token.lower_ in ("despite", "even"):
        return None
    return "quotation" if doc[index - 1].is_quote else "word"


def _coordination(doc: Doc, conjunction: Token, stop: int) -> Joint | None:
    following = min(conjunction.i + 1, stop)
    while doc[following].pos_ == "ADV" and following < stop:
        following += 1
    if doc[following].tag_ == "MD":
        return "modal"
    if doc[following].pos_ in ("VERB", "AUX"):
        return None
    return "but" if conjunction.lower_ == "but" else "and"


def _before_rejection(doc: Doc, start: int, end: int, in_quotation: InQuotation) -> int:
    """The end of content before what others think of it (", a figure that the army called false")."""
    for noun in doc[start + 2 : end + 1]:
        if noun.lemma_.lower() not in _CLAIMS or noun.dep_ not in ("appos", "npadvmod", "attr", "dep"):
            continue
        first = noun.left_edge.i
        rejected = any(child.dep_ == "relcl" and child.lemma_.lower() in _REJECTS for child in noun.rights)
        if rejected and first > start + 1 and doc[first - 1].text in _BREAKS and not in_quotation(noun.idx):
            return first - 2
    return end


def _before_report(doc: Doc, start: int, end: int, in_quotation: InQuotation, sources: Sources) -> int:
    """The end of content before a joined clause with a source and cue of its own (", though she noted")."""
    for index in range(start + 2, end + 1):
        source = sources.get(index)
        if (
            source is None
            or not start < source.start < index <= max(source.end, source.root.right_edge.i + 1) + 2
        ):
            continue
        if doc[index].tag_ not in ("VBD", "VBZ", "VBP") or in_quotation(doc[index].idx):
            continue
        first = source.start
        while first > start and doc[first - 1].lower_ in _JOINING:
            first -= 1
        joined = doc[first].lower_ in _JOINING
        relative = doc[first].lower_ in ("as", "which", "who")
        if joined and first > start + 1 and (doc[first - 1].text in _BREAKS or not relative):
            return first - 1
    return end
