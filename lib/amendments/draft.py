"""An analysis that is being corrected: which records a correction means, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lib.amendments.changes import changed
from lib.amendments.correction import Correction
from lib.amendments.missed import SHARE, blocked, may_be, record_of, share
from lib.amendments.values import (
    Field,
    Missed,
    MissedClaim,
    Record,
    Value,
    current,
    in_words,
    parts,
    records_of,
    same,
    same_words,
)
from lib.records import (
    Amendment,
    Analysis,
    CasualtyMention,
    Layer,
    PlaceMention,
    Rejected,
    Span,
    Statement,
)
from lib.tables import Sentences

_LAYERS: tuple[Layer, ...] = ("place", "statement", "casualty")


@dataclass(frozen=True, slots=True)
class Target:
    """The record at ``index`` of a layer, and the field of it that a correction changes."""

    layer: Layer
    index: int
    field: Field


class Draft:
    """An analysis on its way from correction to correction.

    Records keep their indices until the end: rejected ones are only noted and missed ones added behind, so
    that a correction finds its record whatever became of the others.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._records: dict[Layer, list[Any]] = {x: list(records_of(analysis, x)) for x in _LAYERS}
        self._gone: dict[tuple[Layer, int], Amendment] = {}
        self._touched = False

    def amend(self, correction: Correction) -> bool:
        """Carry out a correction; whether the record that it was made for is there."""
        if correction.field == "added" and self._origin(correction) is None:
            return self._add(correction)
        for target in self.targets(correction):
            self._change(target, correction)
        if correction.report != self._analysis.article.id:
            return True
        return self._origin(correction) is not None and self._place_is_there(correction)

    def targets(self, correction: Correction) -> list[Target]:
        """The records that a correction changes, as they are now."""
        origin = self._origin(correction)
        found = [Target(correction.layer, origin, correction.field)] if origin is not None else []
        if correction.field == "added" and origin is None:
            found = [Target(correction.layer, len(self._records[correction.layer]), "added")]
        if correction.reach != "here":
            alike = (target for target in self._alike(correction) if target not in found)
            found.extend(alike)
        return found

    def _origin(self, correction: Correction) -> int | None:
        """The index of the record that a correction was made for."""
        if correction.report != self._analysis.article.id:
            return None
        for index, record in self._possible(correction):
            if (record.start, record.end, record.text) == (correction.start, correction.end, correction.text):
                return index
        if self._analysis.article.text[correction.start : correction.end] == correction.text:
            return self._overlapping(correction)
        return self._in_the_same_sentence(correction)

    def _possible(self, correction: Correction) -> Iterator[tuple[int, Any]]:
        """The records of its layer that a correction may be about, with their indices."""
        missed = correction.value if correction.field == "added" else None
        for index, record in enumerate(self._records[correction.layer]):
            if not isinstance(missed, Missed) or may_be(record, missed):
                yield index, record

    def _overlapping(self, correction: Correction) -> int | None:
        """The record of the unchanged text that shares the most with a correction's span, if that is enough."""
        shares = [
            (share(record, correction), index)
            for index, record in self._possible(correction)
            if record.start < correction.end and correction.start < record.end
        ]
        best, index = max(shares, default=(0.0, -1))
        return index if best > SHARE and sum(share == best for share, _ in shares) == 1 else None

    def _in_the_same_sentence(self, correction: Correction) -> int | None:
        """The nearest record of the changed text with the same words in the same sentence."""
        sentences = Sentences(self._analysis)
        found = [
            (abs(record.start - correction.start), index)
            for index, record in self._possible(correction)
            if record.text == correction.text
            and sentences.around(record.start, record.end) == correction.sentence
        ]
        return min(found)[1] if found else None

    def _alike(self, correction: Correction) -> Iterator[Target]:
        """The records that were read like the one a correction is about."""
        if correction.layer == "place":
            field: Field = "place" if correction.field == "rejected" else correction.field
            for index, mention in enumerate(self._records["place"]):
                if same_words(mention.text, correction.text) and self._reads(mention, field, correction.was):
                    yield Target("place", index, correction.field)
            return
        for index, statement in enumerate(self._records["statement"]):
            if self._reads(statement, "speaker", correction.was):
                yield Target("statement", index, "speaker")
        for index, casualty in enumerate(self._records["casualty"]):
            if self._reads(casualty, "source", correction.was):
                yield Target("casualty", index, "source")

    def _reads(self, record: Record, field: Field, was: Value) -> bool:
        return same(current(record, field, self._records["place"]), was)

    def _change(self, target: Target, correction: Correction) -> None:
        self._touched = True
        record, field = self._records[target.layer][target.index], target.field
        if field == "added" and isinstance(correction.value, Missed):
            self._gone.pop((target.layer, target.index), None)
            for part, value in parts(correction.value):
                self._set(target, part, value, correction)
            return
        if field == "rejected":
            self._gone[target.layer, target.index] = _amendment(correction, field, correction.was)
            return
        if field == "checked":
            self._records[target.layer][target.index] = replace(record, checked=bool(correction.value))
            return
        self._set(target, field, correction.value, correction)

    def _set(self, target: Target, field: Field, value: Value, correction: Correction) -> None:
        record = self._records[target.layer][target.index]
        was = current(record, field, self._records["place"])
        if same(was, value):
            return
        if field == "place" and isinstance(record, CasualtyMention):
            index = self._mention_at(value)
            if index is None and value is not None:
                return
            new: Any = replace(record, place=index)
        else:
            new = changed(record, field, value)
        amendment = _amendment(correction, field, was)
        self._records[target.layer][target.index] = replace(new, corrected=(*record.corrected, amendment))

    def _mention_at(self, span: Value) -> int | None:
        """The index of the place mention with this span, else of the one nearest to it with its words."""
        if not isinstance(span, Span):
            return None
        found = [
            (abs(mention.start - span.start), index)
            for index, mention in enumerate(self._records["place"])
            if mention.text == span.text
        ]
        return min(found)[1] if found else None

    def _place_is_there(self, correction: Correction) -> bool:
        value = correction.value
        if isinstance(value, MissedClaim):
            value = value.place
        elif (correction.layer, correction.field) != ("casualty", "place"):
            return True
        return value is None or self._mention_at(value) is not None

    def _add(self, correction: Correction) -> bool:
        """Add a record that was missed; not when its words are gone, or are those of another one now.

        Returns whether it, and the place that it names, are there.
        """
        start, missed = self._find(correction), correction.value
        if start is None or not isinstance(missed, Missed):
            return False
        span = Span(start, start + len(correction.text), correction.text)
        if blocked((record for _, record in self._kept(correction.layer)), span, missed):
            return False
        self._touched = True
        inside = [i for i, mention in self._kept("place") if span.start <= mention.start < span.end]
        place = self._mention_at(missed.place) if isinstance(missed, MissedClaim) else None
        note = _amendment(correction, "added", None)
        self._records[correction.layer].append(record_of(missed, span, inside, place, note))
        return self._place_is_there(correction)

    def _find(self, correction: Correction) -> int | None:
        """Where the words of a correction start in the text, which may have changed since."""
        text = self._analysis.article.text
        if text[correction.start : correction.end] == correction.text:
            return correction.start
        sentence = text.find(correction.sentence)
        within = correction.sentence.find(correction.text)
        return sentence + within if sentence >= 0 and within >= 0 else None

    def done(self) -> Analysis:
        """The analysis with all that was carried out; rejected records left out, indices set right.

        It is the very one that was given when no correction touched any of its records.
        """
        if not self._touched:
            return self._analysis
        places = self._records["place"]
        order = [i for i, _ in self._in_text_order("place")]
        place_at = {old: new for new, old in enumerate(order)}
        added = range(len(self._analysis.places), len(places))
        statements = [
            replace(s, places=_renumbered((*s.places, *_inside(s, places, added)), place_at))
            for _, s in self._in_text_order("statement")
        ]
        kept = [(i, self._without_rejected(casualty)) for i, casualty in self._in_text_order("casualty")]
        casualty_at = {old: new for new, (old, _) in enumerate(kept)}
        return replace(
            self._analysis,
            places=tuple(places[i] for i in order),
            statements=tuple(statements),
            casualties=tuple(
                replace(
                    casualty,
                    place=None if casualty.place is None else place_at[casualty.place],
                    subset_of=None if casualty.subset_of is None else casualty_at.get(casualty.subset_of),
                    repeats=None if casualty.repeats is None else casualty_at.get(casualty.repeats),
                )
                for _, casualty in kept
            ),
            rejected=(*self._analysis.rejected, *self._rejected()),
        )

    def _without_rejected(self, casualty: CasualtyMention) -> CasualtyMention:
        """A casualty mention without its place when that is none; the mention then says so."""
        gone = None if casualty.place is None else self._gone.get(("place", casualty.place))
        if gone is None:
            return casualty
        amendment = replace(gone, field="place")
        return replace(casualty, place=None, corrected=(*casualty.corrected, amendment))

    def _kept(self, layer: Layer) -> Iterator[tuple[int, Any]]:
        return ((i, r) for i, r in enumerate(self._records[layer]) if (layer, i) not in self._gone)

    def _in_text_order(self, layer: Layer) -> list[tuple[int, Any]]:
        return sorted(self._kept(layer), key=lambda item: item[1].start)

    def _rejected(self) -> Iterator[Rejected]:
        for (layer, index), amendment in sorted(self._gone.items(), key=lambda item: item[0]):
            record = self._records[layer][index]
            yield Rejected(record.start, record.end, record.text, layer, amendment)


def _amendment(correction: Correction, field: Field, was: Value) -> Amendment:
    return Amendment(field, in_words(field, was), correction.made_at, correction.id)


def _inside(statement: Statement, places: Sequence[PlaceMention], added: Iterable[int]) -> Iterator[int]:
    """Those of the added places that stand in a statement's own words."""
    stretches = statement.parts or ((statement.start, statement.end),)
    return (i for i in added if any(start <= places[i].start < end for start, end in stretches))


def _renumbered(indices: Iterable[int], new: dict[int, int]) -> tuple[int, ...]:
    return tuple(sorted({new[i] for i in indices if i in new}))
