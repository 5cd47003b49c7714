"""Score casualty mentions against Dateline's own gold: found, counted, and attached right.

python -m tests.eval.casualty_scores dev [--errors]      print the figures, and what went wrong
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from lib.analysis import analyze
from lib.records import Analysis, Article, CasualtyMention, Span
from tests.eval import command, gold

Row = dict[str, Any]
ATTRIBUTES = ("polarity", "scope", "place", "source")
_SMALL = {"the", "a", "an", "of", "in", "to"}


@dataclass
class Scores:
    """Counts of what was right.

    Attributes:
        right: Mentions with trigger, count and outcome as in the gold (TCO).
        found, wanted: Mentions that were read, and that the gold demands.
        hits, distractors: Figures that count no persons harmed: read as such, and all.
        attached: For each attribute, how many it is right on and how many of the right mentions state it.
            Optional mentions are left out: the gold does not say what they are attached to.
        errors: In words, what went wrong.
    """

    right: int = 0
    found: int = 0
    wanted: int = 0
    hits: int = 0
    distractors: int = 0
    attached: dict[str, tuple[int, int]] = field(default_factory=lambda: dict.fromkeys(ATTRIBUTES, (0, 0)))
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall of TCO."""
        return 2 * self.right / (self.found + self.wanted)

    def accuracy(self, attribute: str) -> float:
        """Of the right mentions, the share on which an attribute is right too."""
        right, all_of_them = self.attached[attribute]
        return right / all_of_them


def score(rows: Iterable[Row], analyses: Iterable[Analysis]) -> Scores:
    """Compare rows of the casualty gold with the analyses of their texts, in the same order."""
    scores = Scores()
    for row, analysis in zip(rows, analyses, strict=True):
        _score_one(row, analysis, scores)
    return scores


def _score_one(row: Row, analysis: Analysis, scores: Scores) -> None:
    wanted, found = row["casualties"], analysis.casualties
    pairs = _pairs(wanted, found)
    for number, item in enumerate(wanted):
        if not item.get("required", True):
            continue
        mention = found[pairs[number]] if number in pairs else None
        scores.wanted += 1
        scores.found += mention is not None
        if mention is not None and _agree(item, mention):
            scores.right += 1
            _score_attributes(row, item, mention, analysis, scores)
        else:
            scores.errors.append(f"{row['id']}: {item['text']!r} read as {mention and mention.text!r}")
    optional = [item for item in wanted if not item.get("required", True)]
    for number, mention in enumerate(found):
        spare = number not in pairs.values() and mention.subset_of is None
        if spare and not any(_near(item, mention) for item in optional):
            scores.found += 1
            scores.errors.append(f"{row['id']}: {mention.text!r} is none")
    counted = [(c.count.start, c.count.end) for c in found if c.count.start is not None]
    for trap in row["distractors"]:
        scores.distractors += 1
        if any(start < trap["end"] and trap["start"] < end for start, end in counted):
            scores.hits += 1
            scores.errors.append(f"{row['id']}: the distractor {trap['text']!r} is counted")


def _pairs(wanted: list[Row], found: tuple[CasualtyMention, ...]) -> dict[int, int]:
    """Which mention stands for which gold item: each at most once, those that agree first."""
    ranked = sorted(
        (
            (_agree(item, mention), item.get("required", True), _near(item, mention), -i, -j)
            for i, item in enumerate(wanted)
            for j, mention in enumerate(found)
            if _near(item, mention)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for *_, i, j in ranked:
        if -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


def _near(item: Row, mention: CasualtyMention) -> int:
    """How many characters of the gold's trigger or count a mention holds."""
    spans = [(item[f"{k}_start"], item[f"{k}_end"]) for k in ("trigger", "count") if f"{k}_start" in item]
    spans = [span for span in spans if span[0] is not None] or [(item["start"], item["end"])]
    return max(max(0, min(end, mention.end) - max(start, mention.start)) for start, end in spans)


def _agree(item: Row, mention: CasualtyMention) -> bool:
    outcomes = (item["outcome"], *item.get("alternatives", ()))
    return mention.outcome in outcomes and (mention.count.low, mention.count.high) == (
        item["low"],
        item["high"],
    )


def _score_attributes(
    row: Row, item: Row, mention: CasualtyMention, analysis: Analysis, scores: Scores
) -> None:
    place = analysis.places[mention.place] if mention.place is not None else None
    read: dict[str, str | Span | None] = {
        "polarity": mention.polarity,
        "scope": mention.scope,
        "place": place,
        "source": mention.source,
    }
    for attribute in ATTRIBUTES:
        if attribute not in item or (attribute in ("polarity", "scope") and not item[attribute]):
            continue
        right = _same(item[attribute], read[attribute])
        before, of = scores.attached[attribute]
        scores.attached[attribute] = (before + right, of + 1)
        if not right:
            got = read[attribute]
            words = got.text if isinstance(got, Span) else got
            scores.errors.append(f"{row['id']}: {attribute} {item[attribute]!r} read as {words!r}")


def _same(wanted: str | None, read: str | Span | None) -> bool:
    """Whether what was read shares a word with what the gold has; both may be nothing."""
    text = read.text if isinstance(read, Span) else read
    return bool(_words(wanted) & _words(text)) if wanted else not text


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"\w+", (text or "").lower())) - _SMALL


@cache
def scores_of(half: str) -> Scores:
    """The scores of one half of the gold, read with the model and the gazetteer that Dateline ships."""
    rows = gold.load("casualties", half)
    articles = (Article(row["id"], None, None, None, row["published"], row["text"]) for row in rows)
    return score(rows, analyze(articles))


def lines(scores: Scores) -> Iterator[str]:
    """The figures in words, one a line."""
    yield f"TCO F1 {scores.f1:.3f} ({scores.right} right, {scores.found} found, {scores.wanted} wanted)"
    yield f"distractors hit {scores.hits} of {scores.distractors}"
    for attribute in ATTRIBUTES:
        yield f"{attribute} {scores.accuracy(attribute):.3f} of {scores.attached[attribute][1]}"


if __name__ == "__main__":
    sys.exit(command.run(sys.argv[1:], scores_of, lines))
