"""Claims that a report makes twice, in its lead and again in its body, linked so that they count as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lib import days
from lib.records import CasualtyMention, PlaceMention

_AGREE = ("outcome", "scope", "polarity")


def link_repeats(
    mentions: Sequence[CasualtyMention], places: Sequence[PlaceMention]
) -> Iterator[CasualtyMention]:
    """The mentions of one report in text order, each repetition with ``repeats`` set to the first of its like.

    A mention repeats an earlier one when harm, scope, polarity and figure agree and neither place, day, victims
    nor source speak against it. Another source that gives the same figure bears the first one out and is no
    repetition. One person is told from another only by the same words for them.

    Args:
        places: What ``CasualtyMention.place`` is an index into.
    """
    first: list[int] = []
    for number, mention in enumerate(mentions):
        told = next((i for i in first if _is_same(mentions[i], mention, places)), None)
        if told is not None:
            yield replace(mention, repeats=told)
            continue
        if mention.subset_of is None and mention.count.low is not None and mention.count.low > 0:
            first.append(number)
        yield mention


def _is_same(one: CasualtyMention, other: CasualtyMention, places: Sequence[PlaceMention]) -> bool:
    if other.subset_of is not None or other.count.low != one.count.low:
        return False
    if any(getattr(one, name) != getattr(other, name) for name in _AGREE):
        return False
    if None not in (one.count.high, other.count.high) and one.count.high != other.count.high:
        return False
    if one.count.low == 1 and not _are_worded_alike(one, other):
        return False
    return _may_be_one_event(one, other, places)


def _are_worded_alike(one: CasualtyMention, other: CasualtyMention) -> bool:
    first, second = one.victims, other.victims
    return first is not None and second is not None and first.text.casefold() == second.text.casefold()


def _may_be_one_event(one: CasualtyMention, other: CasualtyMention, places: Sequence[PlaceMention]) -> bool:
    """Whether nothing that both mentions say of the event is different."""
    said = (
        (_place_id(one, places), _place_id(other, places)),
        (one.victims and one.victims.group, other.victims and other.victims.group),
        (one.source and one.source.name, other.source and other.source.name),
    )
    agree = all(first is None or second is None or first == second for first, second in said)
    return agree and _may_be_one_day(one, other)


def _may_be_one_day(one: CasualtyMention, other: CasualtyMention) -> bool:
    first, second = (days.stretch(mention.date.value) if mention.date else None for mention in (one, other))
    return first is None or second is None or days.overlap(first, second)


def _place_id(mention: CasualtyMention, places: Sequence[PlaceMention]) -> str | None:
    if mention.place is None:
        return None
    place = places[mention.place]
    return place.place.id if place.place is not None else place.text
