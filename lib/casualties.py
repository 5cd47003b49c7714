"""Casualty mentions: each claim about persons killed or otherwise harmed, with all that it says.

Harm terms and their arguments come from the parse (harm.py, victims.py), the count from its own grammar
(counts.py); how the claim is meant is read in claim_context.py, what it is attached to in claims.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from lib.claim_context import polarity, scope
from lib.claims import Attachments
from lib.counts import CountExpression, find_counts
from lib.harm import Harm, claim_words, find_harms, has_harm, is_harm, toll_figure
from lib.layout import Layout
from lib.records import CasualtyMention, Count, Outcome, PlaceMention, Polarity, Statement, Victims
from lib.records import Span as TextSpan
from lib.victims import Party, group_of, index_counts, joint_count, parties, sort_of

Counts = Mapping[int, CountExpression]
_READ = ("prose", "heading")
_PARTS = frozenset(["including", "include", "includes", "included"])
_LEAVING = ("captured", "displaced", "missing")
_OF_THEM = frozenset(["them", "whom", "which", "those"])


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention before it is attached: its tokens, its parties, its count, and the draft it is a part of."""

    harm: Harm
    outcome: Outcome
    found: tuple[Party, ...]
    count: Count
    meant: Polarity
    first: int
    last: int
    whole: Draft | None = None

    @property
    def head(self) -> Token | None:
        """The head of the first phrase of those harmed."""
        return self.found[0].head if self.found else None


def find_casualties(
    doc: Doc,
    layout: Layout,
    *,
    places: Sequence[PlaceMention] = (),
    statements: Sequence[Statement] = (),
    published: str | None = None,
) -> Iterator[CasualtyMention]:
    """Find the casualty mentions in the prose and the headings of a report, in text order.

    Args:
        doc: The parsed report.
        layout: Its layout; captions are left out, since they repeat what the prose says.
        places: The report's place mentions in text order; a mention's ``place`` is an index into them.
        statements: The report's statements; a mention inside one is credited to its speaker.
        published: ISO 8601 date of publication, against which "on Friday" is read.
    """
    drafts: list[Draft] = []
    for sentence in doc.sents:
        if has_harm(sentence) and layout.kind_at(_first_word(sentence).idx) in _READ:
            drafts.extend(_read_sentence(sentence, layout))
    drafts.sort(key=lambda draft: (draft.first, draft.last, draft.whole is not None))
    order = {id(draft): number for number, draft in enumerate(drafts)}
    attachments = Attachments(doc, places, statements, published)
    for draft in drafts:
        yield _mention(doc, draft, order, attachments)


def _first_word(sentence: Span) -> Token:
    return next((token for token in sentence if not token.is_space), sentence[0])


def _read_sentence(sentence: Span, layout: Layout) -> list[Draft]:
    """The drafts of one sentence, with those parts of a claim that are named in it."""
    counts = index_counts(find_counts(sentence))
    drafts: list[Draft] = []
    for harm in find_harms(sentence, counts):
        if layout.kind_at(harm.first.idx) in _READ:
            draft = _draft(harm, counts)
            if draft is not None:
                drafts.append(draft)
    drafts = _settle(drafts)
    return [*drafts, *_parts(sentence, drafts, counts)]


def _draft(harm: Harm, counts: Counts) -> Draft | None:
    """The claim that a harm makes; ``None`` when it befell no persons or says nothing of how many or who."""
    found: tuple[Party, ...] = ()
    if harm.head is not None:
        found = _own(parties(harm.head, counts, known=harm.term.victims == "known"), harm)
        if not found:
            return None
    count = joint_count(found) if found else harm.expression.count if harm.expression else None
    if count is None:
        return None
    expression = _figure(found, counts)
    if expression is not None:
        count = expression.count
    meant = polarity(harm.last if harm.term.part != "verb" else harm.first)
    if count.qualifier == "none":
        meant = "negated" if meant in ("asserted", "negated") else meant
    elif meant == "negated" and count.start is None:
        count = replace(count, low=0, high=0, qualifier="none")
    if not _says_enough(harm, found, count, meant):
        return None
    tokens = [harm.first.i, harm.last.i, *(i for party in found for i in (party.start, party.end - 1))]
    chosen = expression or (harm.expression if not found else None)
    if chosen is not None:
        tokens += [chosen.start, chosen.end - 1]
    return Draft(harm, harm.term.outcome, found, count, meant, min(tokens), max(tokens))


def _own(found: tuple[Party, ...], harm: Harm) -> tuple[Party, ...]:
    """The parties without those that a harm of their own follows ("20 killed and 10 others wounded")."""
    for number, party in enumerate(found[1:], start=1):
        doc = party.head.doc
        near = [doc[party.end]] if party.end < len(doc) else []
        near += [child for child in party.head.rights if child.dep_ in ("acl", "amod")]
        if any(is_harm(word) and word.i != harm.first.i for word in near):
            return found[:number]
    return found


def _figure(found: tuple[Party, ...], counts: Counts) -> CountExpression | None:
    """The figure of "the number of children killed rose to 112", where the phrase itself has none."""
    if len(found) != 1 or found[0].expression is not None:
        return None
    head = found[0].head
    governor = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else None
    if governor is None or governor.lemma_.lower() not in claim_words("figure"):
        return None
    return toll_figure(governor, counts)


def _says_enough(harm: Harm, found: tuple[Party, ...], count: Count, meant: Polarity) -> bool:
    """Whether a claim without a figure is definite enough to be one."""
    if count.low is not None or count.high is not None:
        return not (meant == "hypothetical" and count.qualifier == "implicit" and harm.term.part != "verb")
    if count.start is not None:
        return True
    if meant != "asserted" or harm.term.outcome not in ("killed", "injured"):
        return False
    return bool(found) and harm.term.part == "verb" and found[0].head.pos_ == "NOUN"


def _settle(drafts: list[Draft]) -> list[Draft]:
    """One draft for each count: two harms said of the same persons are one claim ("killed or wounded")."""
    settled: list[Draft] = []
    for draft in drafts:
        twin = next((other for other in settled if _same_persons(other, draft)), None)
        if twin is None:
            settled.append(draft)
        elif (_only_describes(twin) and not _only_describes(draft)) or (
            twin.outcome == "casualties" and draft.outcome in ("killed", "injured")
        ):
            settled[settled.index(twin)] = draft
        elif (
            draft.outcome != "casualties"
            and twin.outcome != draft.outcome
            and _coordinated(twin.harm, draft.harm)
        ):
            settled[settled.index(twin)] = replace(
                twin,
                outcome="casualties",
                harm=replace(twin.harm, last=draft.harm.last),
                last=max(twin.last, draft.last),
            )
    return settled


def _only_describes(draft: Draft) -> bool:
    """Whether a harm is a mere attribute of persons that the sentence says more about ("12 displaced boys died")."""
    return draft.harm.first.dep_ == "amod" and draft.head is not None and draft.head.i > draft.harm.last.i


def _same_persons(one: Draft, other: Draft) -> bool:
    if one.count.start is not None or other.count.start is not None:
        return one.count.start == other.count.start
    return one.head is not None and one.head == other.head and one.outcome == other.outcome


def _coordinated(one: Harm, other: Harm) -> bool:
    word = other.first
    for _ in range(3):
        if word == one.first:
            return True
        if word.dep_ != "conj":
            return False
        word = word.head
    return word == one.first


def _parts(sentence: Span, drafts: list[Draft], counts: Counts) -> Iterator[Draft]:
    """The parts of the sentence's claims: sums by their terms, "including", "three of them children"."""
    used = {draft.count.start for draft in drafts}
    for draft in drafts:
        sized = [party for party in draft.found if party.low is not None or party.high is not None]
        if len(sized) > 1:
            for party in sized:
                yield _part(draft, (party,))
    for token in sentence:
        whole = next((d for d in reversed(drafts) if d.first < token.i and d.whole is None), None)
        if whole is None:
            continue
        if token.lower_ in _PARTS:
            heads = [child for child in token.children if child.dep_ in ("pobj", "dobj")]
            for head in heads:
                for party in parties(head, counts, known=False):
                    start = party.expression.count.start if party.expression else -1
                    if (party.low or party.high) and start not in used:
                        yield _part(whole, (party,))
        elif (
            token.i in counts and counts[token.i].start == token.i and counts[token.i].count.start not in used
        ):
            end = counts[token.i].end
            if (
                end + 1 < sentence.end
                and token.doc[end].lower_ == "of"
                and token.doc[end + 1].lower_ in _OF_THEM
            ):
                expression = counts[token.i]
                count = expression.count
                head = token.doc[end - 1]
                named = (
                    token.doc[end + 2]
                    if end + 2 < sentence.end and sort_of(token.doc[end + 2]) == "person"
                    else head
                )
                yield _part(whole, (Party(named, count.low, count.high, count.qualifier, expression),))


def _part(whole: Draft, found: tuple[Party, ...]) -> Draft:
    start, end = min(party.start for party in found), max(party.end for party in found)
    return replace(whole, found=found, count=joint_count(found), first=start, last=end - 1, whole=whole)


def _mention(doc: Doc, draft: Draft, order: Mapping[int, int], attachments: Attachments) -> CasualtyMention:
    """The record of a draft; ``order`` gives the number of each draft."""
    span = doc[draft.first : draft.last + 1]
    first, last = draft.harm.first, draft.harm.last
    trigger = doc[first.i : last.i + 1]
    start, end = span.start_char, span.end_char
    if draft.count.start is not None and draft.count.end is not None:
        start, end = min(start, draft.count.start), max(end, draft.count.end)
    anchor = last if draft.harm.term.part != "verb" else first
    reason = f"{draft.harm.rule} of “{trigger.text}”"
    if draft.whole is not None:
        reason = f"part of a claim: {reason}"
    return CasualtyMention(
        start=start,
        end=end,
        text=doc.text[start:end],
        trigger=TextSpan(trigger.start_char, trigger.end_char, trigger.text),
        outcome=draft.outcome,
        count=draft.count,
        victims=_victims(doc, draft),
        place=attachments.place(anchor, draft.head, leaving=draft.outcome in _LEAVING),
        date=attachments.date(anchor, draft.head),
        cause=attachments.cause(anchor),
        source=attachments.source(anchor, draft.head),
        scope=scope(anchor, draft.head, toll=draft.harm.term.pattern == "toll"),
        polarity=draft.meant,
        subset_of=order[id(draft.whole)] if draft.whole is not None else None,
        reason=reason,
    )


def _victims(doc: Doc, draft: Draft) -> Victims | None:
    """The words for those harmed, without the count, and their group."""
    if not draft.found:
        return Victims(draft.harm.last.text, group) if (group := group_of(draft.harm.last)) else None
    first, last = draft.found[0], draft.found[-1]
    begin = (
        first.expression.end
        if first.expression and first.expression.end <= first.head.i
        else first.head.left_edge.i
    )
    begin = max(begin, first.start)
    words = [token for token in doc[begin : last.head.i + 1] if not token.is_space]
    while words and (words[0].lower_ in ("of", "the", "a", "an", "and") or words[0].is_punct):
        words = words[1:]
    if not words or all(word.like_num for word in words):
        return None
    text = doc.text[words[0].idx : words[-1].idx + len(words[-1])]
    group = next((group for party in draft.found if (group := group_of(party.head))), None)
    return Victims(text, group)
