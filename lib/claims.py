"""Casualty mentions as claims: whose they are, about which place and which days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lib import days
from lib.days import Days
from lib.records import Analysis, CasualtyMention, Place


@dataclass(frozen=True, slots=True)
class Claim:
    """One casualty mention as a claim.

    Attributes:
        article_id, outlet, published: Of the report that it stands in.
        index: Its index in the report's casualties.
        place: Where, or ``None`` when unknown or unresolved.
        days: The days of which one is that of the event, by the mention's own date; ``None`` when it gives none.
        also_in: Ids of the reports that print the same copy, and this claim in it.
    """

    article_id: str
    outlet: str | None
    published: str | None
    index: int
    mention: CasualtyMention
    place: Place | None
    days: Days | None
    also_in: tuple[str, ...] = ()

    @property
    def claimant(self) -> str:
        """Who claims it: the source that is credited, else the outlet, else the report itself."""
        return self.mention.source.name if self.mention.source else self.outlet or self.article_id

    @property
    def figure(self) -> tuple[int | None, int | None]:
        """Low and high end, in persons; ``None`` leaves an end open."""
        return self.mention.count.low, self.mention.count.high

    @property
    def on_one_day(self) -> bool:
        """Whether it names the day itself."""
        return self.days is not None and self.days[0] == self.days[1]


def claims_of(analyses: Iterable[Analysis], original: Mapping[str, str]) -> list[Claim]:
    """The claims of reports, in the order of publication, each told once.

    Parts of claims and what is only imagined are left out; denials and "no casualties" are claims. What a
    report tells twice is one claim, with the place and the days that either telling gives.

    Args:
        original: For the key of a casualty row that of the row it repeats: see ``tolls.compare``.
    """
    first: dict[str, Claim] = {}
    for claim in (claim for analysis in analyses for claim in _claims(analysis)):
        key = f"{claim.article_id}:c{claim.index}"
        told = original.get(key, key)
        if told in first:
            first[told] = replace(first[told], also_in=(*first[told].also_in, claim.article_id))
        else:
            first[told] = claim
    return sorted(first.values(), key=lambda claim: (claim.published or "", claim.article_id, claim.index))


def _claims(analysis: Analysis) -> Iterator[Claim]:
    article = analysis.article
    told_again: dict[int, list[CasualtyMention]] = {}
    for mention in analysis.casualties:
        if mention.repeats is not None:
            told_again.setdefault(mention.repeats, []).append(mention)
    for index, mention in enumerate(analysis.casualties):
        if mention.subset_of is not None or mention.repeats is not None or mention.polarity == "hypothetical":
            continue
        tellings = (mention, *told_again.get(index, ()))
        place = next((place for m in tellings if (place := _place_of(m, analysis)) is not None), None)
        told = [when for m in tellings if m.date and (when := days.stretch(m.date.value)) is not None]
        when = min(told, key=lambda one: one[1] - one[0], default=None)
        yield Claim(article.id, article.source, article.published, index, mention, place, when)


def _place_of(mention: CasualtyMention, analysis: Analysis) -> Place | None:
    return analysis.places[mention.place].place if mention.place is not None else None
