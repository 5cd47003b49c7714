"""Casualty mentions: each claim about persons killed or otherwise harmed, with all that it says.

Harm terms and whom they befell come from the parse (harm.py, victims.py), the count from its own grammar
(counts.py), and harm/drafts.py puts them together; how a claim is meant is read in harm/polarity.py and
harm/scope.py, where it happened in harm/whereabouts.py, what else it is attached to in harm/attachment.py.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc

from lib.harm.attachment import Attachments
from lib.harm.drafts import Draft, read_drafts
from lib.harm.parts import shares_of_earlier
from lib.harm.people import group_of, is_named_person
from lib.harm.repeats import link_repeats
from lib.harm.scope import scope
from lib.harm.terms import has_harm
from lib.harm.whereabouts import Whereabouts
from lib.layout import Layout
from lib.records import (
    CasualtyMention,
    ClaimSource,
    MentionedDate,
    PlaceMention,
    Scope,
    Span,
    Statement,
    Victims,
)

_READ = ("prose", "heading")
_UNSAID = ("of", "the", "a", "an", "and", "all", "more", "additional", "further")
_UNNAMED = ("them", "they", "those", "us", "whom")


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
        if has_harm(sentence):
            drafts.extend(d for d in read_drafts(sentence) if layout.kind_at(d.harm.first.idx) in _READ)
    drafts = [draft for draft in drafts if not (_is_place(draft, places) or _is_place(draft.whole, places))]
    if not drafts:
        return
    drafts.sort(key=lambda draft: (draft.first, draft.last, draft.whole is not None))
    drafts = shares_of_earlier(drafts)
    order = {id(draft): number for number, draft in enumerate(drafts)}
    attachments = Attachments(doc, statements, published, places)
    sources = [attachments.source(draft.said or draft.anchor, draft.head) for draft in drafts]
    scopes = [scope(draft.anchor, draft.head, draft.outcome) for draft in drafts]
    dates = [attachments.date(draft.anchor, draft.head) for draft in drafts]
    where = Whereabouts(doc, places, attachments.date).of(drafts, sources, scopes, dates)
    mentions = [
        _mention(doc, draft, order, attachments, places, place, date, source, reach)
        for draft, place, date, source, reach in zip(drafts, where, dates, sources, scopes, strict=True)
    ]
    yield from link_repeats(mentions, places)


def _is_place(draft: Draft | None, places: Sequence[PlaceMention]) -> bool:
    """Whether what was harmed is a place and not counted persons ("Kherson, which has been captured")."""
    if draft is None or draft.head is None or draft.head.pos_ != "PROPN" or draft.count.start is not None:
        return False
    if is_named_person(draft.head):
        return False
    index = bisect_right(places, draft.head.idx, key=lambda mention: mention.start) - 1
    return index >= 0 and places[index].place is not None and draft.head.idx < places[index].end


def _mention(
    doc: Doc,
    draft: Draft,
    order: Mapping[int, int],
    attachments: Attachments,
    places: Sequence[PlaceMention],
    place: int | None,
    date: MentionedDate | None,
    source: ClaimSource | None,
    reach: Scope,
) -> CasualtyMention:
    """The record of a draft; ``order`` gives the number of each draft."""
    span = doc[draft.first : draft.last + 1]
    first, last = draft.harm.first, draft.harm.last
    trigger = doc[first.i : last.i + 1]
    reason = f"{draft.harm.rule} of “{trigger.text}”"
    if draft.whole is not None:
        reason = f"part of a claim: {reason}"
    if place is not None and places[place].end <= first.sent.start_char:
        reason = f"{reason}; its place is named in an earlier sentence"
    return CasualtyMention(
        start=span.start_char,
        end=span.end_char,
        text=span.text,
        trigger=Span(trigger.start_char, trigger.end_char, trigger.text),
        outcome=draft.outcome,
        count=draft.count,
        victims=_victims(doc, draft),
        place=place,
        date=date,
        cause=attachments.cause(draft.anchor, draft.head),
        source=source,
        scope=reach,
        polarity=draft.meant,
        subset_of=order[id(draft.whole)] if draft.whole is not None else None,
        reason=reason,
    )


def _victims(doc: Doc, draft: Draft) -> Victims | None:
    """The words for those harmed, without the count, and their group."""
    if not draft.found:
        return Victims(draft.harm.last.text, group) if (group := group_of(draft.harm.last)) else None
    first, last = draft.found[0], draft.found[-1].noun
    begin = first.noun.left_edge.i
    if first.expression is not None:
        begin = first.expression.end if first.expression.end <= first.noun.i else first.noun.i
    begin = max(begin, draft.first)
    if begin <= draft.harm.last.i < first.noun.i:  # "nine dead marines"
        begin = draft.harm.last.i + 1
    words = [word for word in doc[begin : last.i + 1] if not word.is_space]
    while words and (words[0].lower_ in _UNSAID or words[0].is_punct):
        words = words[1:]
    if len(words) == 1 and words[0].lower_ in _UNNAMED:  # "three of them"
        return None
    counted = first.expression is not None and first.expression.start <= first.noun.i < first.expression.end
    if not words or counted:
        return None
    text = doc[words[0].i : words[-1].i + 1].text
    groups = {group_of(party.noun) for party in draft.found}
    group = groups.pop() if len(groups) == 1 else None
    return Victims(text, group)
