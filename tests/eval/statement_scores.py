"""Score statements against Dateline's own gold: found with the right words, and credited to the right speaker.

python -m tests.eval.statement_scores dev [--errors]      print the figures, and what went wrong
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from lib import language
from lib.layout import read_layout
from lib.records import Statement
from lib.speakers import attribute, same_speaker
from lib.statements import find_statements
from tests.eval import command, gold

Row = dict[str, Any]
LEAST_SHARED = 0.8
"""Letters that gold and statement share, of all that either has, from which the words are the same."""


@dataclass
class Scores:
    """Counts of what was right.

    Attributes:
        right: Statements with the words of the gold.
        found, wanted: Statements that were read, and that the gold demands.
        kinds: Of the right ones, how many are of the right kind (direct, mixed, indirect).
        credited: Of the right ones, how many have the gold's speaker, or nobody where it says nobody.
        wrong: Of the right ones, how many have another speaker: worse than nobody.
        errors: In words, what went wrong.
    """

    right: int = 0
    found: int = 0
    wanted: int = 0
    kinds: int = 0
    credited: int = 0
    wrong: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall of the words."""
        return 2 * self.right / (self.found + self.wanted)

    @property
    def f1_with_speaker(self) -> float:
        """The same of words and speaker together."""
        return 2 * self.credited / (self.found + self.wanted)


def score(rows: Iterable[Row], statements: Iterable[Sequence[Statement]]) -> Scores:
    """Compare rows of the statement gold with the statements of their texts, in the same order."""
    scores = Scores()
    for row, found in zip(rows, statements, strict=True):
        _score_one(row, found, scores)
    return scores


def _score_one(row: Row, found: Sequence[Statement], scores: Scores) -> None:
    wanted = row["statements"]
    pairs = _pairs(row["text"], wanted, found)
    for number, item in enumerate(wanted):
        if item.get("optional"):
            continue
        scores.wanted += 1
        if number not in pairs:
            scores.errors.append(f"{row['id']}: {item['text']!r} is missed")
            continue
        statement = found[pairs[number]]
        scores.found += 1
        scores.right += 1
        scores.kinds += statement.kind == item["kind"]
        _score_speaker(row, item, statement, scores)
    optional = [_letters(row["text"], _parts(item)) for item in wanted if item.get("optional")]
    for number, statement in enumerate(found):
        letters = _letters(row["text"], _stretches(statement))
        if number not in pairs.values() and not any(letters & other for other in optional):
            scores.found += 1
            scores.errors.append(f"{row['id']}: {statement.text!r} is none")


def _score_speaker(row: Row, item: Row, statement: Statement, scores: Scores) -> None:
    wanted = item["speaker"]["name"] if item["speaker"] else None
    read = statement.speaker.name if statement.speaker else None
    names = [wanted, *item.get("other_speakers", ())]
    right = (
        read == wanted if wanted is None or read is None else any(_same_name(name, read) for name in names)
    )
    scores.credited += right
    scores.wrong += not right and read is not None
    if not right:
        scores.errors.append(f"{row['id']}: {item['text']!r} is {wanted}'s, credited to {read}")


def _same_name(wanted: str, read: str) -> bool:
    """Whether two names are one speaker's, or the one has all words of the other and titles beside them."""
    shorter, longer = sorted((set(wanted.casefold().split()), set(read.casefold().split())), key=len)
    return same_speaker(wanted, read) or (len(shorter) > 1 and shorter <= longer)


def _pairs(text: str, wanted: Sequence[Row], found: Sequence[Statement]) -> dict[int, int]:
    """Which statement stands for which gold item: each at most once, those that share most first."""
    golden = [_letters(text, _parts(item)) for item in wanted]
    read = [_letters(text, _stretches(statement)) for statement in found]
    ranked = sorted(
        ((_shared(one, other), -i, -j) for i, one in enumerate(golden) for j, other in enumerate(read)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for share, i, j in ranked:
        if share >= LEAST_SHARED and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


def _shared(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one & other else 0.0


def _parts(item: Row) -> list[list[int]]:
    return item.get("parts") or [[item["start"], item["end"]]]


def _stretches(statement: Statement) -> Sequence[tuple[int, int]]:
    return statement.parts or ((statement.start, statement.end),)


def _letters(text: str, stretches: Iterable[Sequence[int]]) -> set[int]:
    """Where the letters and digits of stretches stand."""
    return {at for start, end in stretches for at in range(start, end) if text[at].isalnum()}


@cache
def scores_of(half: str) -> Scores:
    """The scores of one half of the gold, read with the model that Dateline ships."""
    rows = gold.load("statements", half)
    return score(rows, list(map(_read, rows, language.parse([row["text"] for row in rows]))))


def _read(row: Row, doc: Any) -> Sequence[Statement]:
    layout = read_layout(row["text"])
    return attribute(tuple(find_statements(doc, layout)), doc, layout, published=row["published"])


def lines(scores: Scores) -> Iterator[str]:
    """The figures in words, one a line."""
    yield f"words F1 {scores.f1:.3f} ({scores.right} right, {scores.found} found, {scores.wanted} wanted)"
    yield f"with speaker F1 {scores.f1_with_speaker:.3f}"
    yield f"right kind {scores.kinds} of {scores.right}"
    yield f"credited to the wrong speaker {scores.wrong} of {scores.right}"


if __name__ == "__main__":
    sys.exit(command.run(sys.argv[1:], scores_of, lines))
