"""Score places against Dateline's own gold: found, put right, and as sure as they are right.

python -m tests.eval.place_scores dev [--errors]      print the figures, and what went wrong
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from spacy.tokens import Doc

from lib import language
from lib.gazetteer import shipped
from lib.layout import read_layout
from lib.places import find_toponyms
from lib.records import PlaceMention
from lib.resolution import resolve
from lib.toponyms.nearness import kilometres
from tests.eval import command, gold

Row = dict[str, Any]
NEAR_KM = 161.0
"""A place is right within this distance of the gold's: 100 miles, as in most published evaluations."""
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95)
"""Where the bins of the calibration table begin."""


@dataclass
class Scores:
    """Counts of what was right.

    Attributes:
        overlapping, exact: Gold places that a mention overlaps, and those whose words it has.
        found, wanted: Mentions that were read, and gold places (demonyms count neither way).
        near: Gold places with a point whose mention was put within ``NEAR_KM``.
        placed, located: Mentions that were given a place, and gold places with a point.
        traps: Names that are no places and were read as such.
        roles: Of the overlapping ones, how many are literal or metonyms as in the gold.
        sorts: For each kind of place, how many of the located ones are near, and how many there are.
        sureness: The confidence of each placed mention, and whether it is a place and near it.
        errors: In words, what went wrong.
    """

    overlapping: int = 0
    exact: int = 0
    found: int = 0
    wanted: int = 0
    near: int = 0
    placed: int = 0
    located: int = 0
    traps: int = 0
    roles: int = 0
    sorts: dict[str, tuple[int, int]] = field(default_factory=dict)
    sureness: list[tuple[float, bool]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def recognition(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of the toponyms, by overlap."""
        return _rates(self.overlapping, self.found, self.wanted)

    @property
    def end_to_end(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of toponyms that are found and put near."""
        return _rates(self.near, self.placed, self.located)

    def calibration(self) -> Iterator[tuple[float, int, float, float]]:
        """For each bin of confidence: where it begins, how many are in it, their mean, and the share right."""
        for low, high in zip(BINS, (*BINS[1:], 1.01), strict=True):
            inside = [(sure, right) for sure, right in self.sureness if low <= sure < high]
            if inside:
                count = len(inside)
                yield low, count, sum(sure for sure, _ in inside) / count, sum(r for _, r in inside) / count


def _rates(right: int, found: int, wanted: int) -> tuple[float, float, float]:
    return right / found, right / wanted, 2 * right / (found + wanted)


def score(rows: Iterable[Row], mentions: Iterable[Sequence[PlaceMention]]) -> Scores:
    """Compare rows of the place gold with the mentions in their texts, in the same order."""
    scores = Scores()
    for row, found in zip(rows, mentions, strict=True):
        _score_one(row, found, scores)
    return scores


def _score_one(row: Row, mentions: Sequence[PlaceMention], scores: Scores) -> None:
    ignored = [item for item in row["places"] if item.get("ignore")]
    wanted = [item for item in row["places"] if not item.get("ignore")]
    found = [mention for mention in mentions if not any(_shared(item, mention) for item in ignored)]
    pairs = _pairs(wanted, found)
    scores.wanted += len(wanted)
    scores.found += len(found)
    for number, item in enumerate(wanted):
        mention = found[pairs[number]] if number in pairs else None
        _score_place(row["id"], item, mention, scores)
    for number, mention in enumerate(found):
        if number not in pairs.values():
            scores.errors.append(f"{row['id']}: {mention.text!r} is none")
            if mention.place:
                scores.placed += 1
                scores.sureness.append((mention.confidence, False))
    scores.traps += sum(any(_shared(trap, mention) for mention in found) for trap in row["traps"])


def _score_place(passage: str, item: Row, mention: PlaceMention | None, scores: Scores) -> None:
    if mention:
        scores.overlapping += 1
        scores.exact += (mention.start, mention.end) == (item["start"], item["end"])
        scores.roles += mention.role == item["role"]
    else:
        scores.errors.append(f"{passage}: {item['text']!r} is missed")
    if item["latitude"] is None:
        return
    near = mention is not None and _is_near(item, mention)
    scores.located += 1
    scores.near += near
    right, total = scores.sorts.get(item["kind"], (0, 0))
    scores.sorts[item["kind"]] = right + near, total + 1
    if mention and mention.place:
        scores.placed += 1
        scores.sureness.append((mention.confidence, near))
    if mention and not near:
        put = f"put in {mention.place}" if mention.place else f"unplaced: {mention.reason}"
        scores.errors.append(f"{passage}: {item['text']!r} is {put}")


def _is_near(item: Row, mention: PlaceMention) -> bool:
    place = mention.place
    if place is None:
        return False
    return kilometres(place.latitude, place.longitude, item["latitude"], item["longitude"]) <= NEAR_KM


def _pairs(wanted: Sequence[Row], found: Sequence[PlaceMention]) -> dict[int, int]:
    """Which mention stands for which gold place: each at most once, those that share most letters first."""
    ranked = sorted(
        (
            (_shared(item, mention), -i, -j)
            for i, item in enumerate(wanted)
            for j, mention in enumerate(found)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for letters, i, j in ranked:
        if letters and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


def _shared(item: Row, mention: PlaceMention) -> int:
    """How many characters a gold span and a mention share."""
    return max(0, min(item["end"], mention.end) - max(item["start"], mention.start))


@cache
def scores_of(half: str) -> Scores:
    """The scores of one half of the gold, read with the model and gazetteer that Dateline ships."""
    rows = gold.load("places", half)
    return score(rows, map(_read, language.parse([row["text"] for row in rows])))


def _read(doc: Doc) -> Sequence[PlaceMention]:
    toponyms = tuple(find_toponyms(doc, read_layout(doc.text), shipped()))
    return resolve(toponyms, doc, shipped())


def lines(scores: Scores) -> Iterator[str]:
    """The figures in words, one a line."""
    for name, rates in (("recognition", scores.recognition), ("end to end", scores.end_to_end)):
        yield f"{name:12s} P {rates[0]:.3f}  R {rates[1]:.3f}  F1 {rates[2]:.3f}"
    yield f"resolution   {scores.near} of {scores.located} places within {NEAR_KM:.0f} km"
    yield f"words        {scores.exact} of {scores.overlapping} exact; {scores.roles} in the right role"
    yield f"traps        {scores.traps} taken for places"
    for sort, (right, total) in sorted(scores.sorts.items()):
        yield f"  {sort:11s}{right:4d} of {total:3d}  {right / total:.3f}"
    yield "confidence   mentions  mean  share right"
    for low, count, mean, share in scores.calibration():
        yield f"  from {low:.2f}  {count:8d}  {mean:.3f}  {share:.3f}"


if __name__ == "__main__":
    sys.exit(command.run(sys.argv[1:], scores_of, lines))
