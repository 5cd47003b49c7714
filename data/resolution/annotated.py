"""Reports with gold places, and what is computed from them step by step while the models are learned."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc, DocBin

from lib import language, places
from lib.gazetteer import Gazetteer
from lib.layout import read_layout
from lib.toponyms import context as place_context
from lib.toponyms import features as place_features
from lib.toponyms import gate as place_gate
from lib.toponyms.nearness import kilometres
from lib.toponyms.positions import Tokens
from lib.toponyms.spans import NameSpan, propose

FOLDS = 5
NEAR_KM = 161.0
Array = Any


@dataclass
class Report:
    """A report under training: gold and everything that is computed from it step by step."""

    source: str
    fold: int
    gold: dict[str, Any]
    doc: Doc
    spans: list[NameSpan]
    gate_rows: Array
    toponyms: list[places.Toponym] = field(default_factory=list)
    context: Any = None  # a Context, once the toponyms are known
    belief: Array = None
    rows: Array = None
    target: Array = None
    right: Array = None
    kept: Array = None
    trust: Array = None


def read(paths: Iterable[Path], parses: Path | None, gazetteer: Gazetteer) -> Iterator[Report]:
    """Parse the gold reports (or take the parses of an earlier run) and propose their spans."""
    for path in paths:
        golds = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for gold, doc in zip(golds, _parsed(path, golds, parses), strict=True):
            spans = propose(doc, doc.text, read_layout(doc.text), gazetteer)
            around = place_gate.survey(doc, doc.text, Tokens(doc), spans, gazetteer)
            rows = [place_gate.features(i, around, gazetteer) for i in range(len(spans))]
            digest = hashlib.sha256(str(gold["id"]).encode()).hexdigest()
            yield Report(
                path.stem,
                int(digest, 16) % FOLDS,
                gold,
                doc,
                spans,
                np.array(rows).reshape(len(rows), len(place_gate.NAMES)),
            )


def _parsed(path: Path, golds: Sequence[dict[str, Any]], parses: Path | None) -> list[Doc]:
    stored = parses / f"{path.stem}.docbin" if parses else None
    if stored and stored.exists():
        return list(DocBin().from_disk(stored).get_docs(language.load().vocab))
    docs = list(language.parse(gold["text"] for gold in golds))
    if stored:
        DocBin(
            attrs=[*DocBin().attrs, "TAG", "POS", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE", "LEMMA"], docs=docs
        ).to_disk(stored)
    return docs


def gold_of(report: Report, start: int, end: int) -> dict[str, Any] | None:
    """The gold place that shares most characters with a span."""
    touching = [g for g in report.gold["places"] if g["start"] < end and start < g["end"]]
    return max(touching, key=lambda g: min(g["end"], end) - max(g["start"], start)) if touching else None


def weights_of(reports: Sequence[Report]) -> dict[str, float]:
    """How much a row of each source counts: small sources more, so that no newspaper's habits prevail."""
    sizes: dict[str, int] = defaultdict(int)
    for report in reports:
        sizes[report.source] += len(report.gold["places"])
    largest = max(sizes.values())
    return {source: float((largest / max(1, size)) ** 0.5) for source, size in sizes.items()}


def place_all(reports: Sequence[Report], gazetteer: Gazetteer) -> None:
    """Build the context of each report from its toponyms."""
    for report in reports:
        report.context = place_context.build(
            report.toponyms, report.doc.text, gazetteer, report.gold.get("title")
        )
        report.belief = place_features.first_belief(report.context.table)
        set_targets(report)


def set_targets(report: Report) -> None:
    """Mark, in ``target``, the right candidate of each group (rows of groups without one stay at -1).

    ``right`` says of every candidate whether it is within 161 km of the group's gold.
    """
    table = report.context.table
    report.target = np.full(len(table.group), -1.0)
    report.right = np.full(len(table.group), -1.0)
    for g, group in enumerate(report.context.groups):
        rows = table.rows(g)
        votes: dict[tuple[float, float, str | None], int] = defaultdict(int)
        for i in group.mentions:
            gold = gold_of(report, report.toponyms[i].start, report.toponyms[i].end)
            if gold and not gold.get("ignore") and gold.get("latitude") is not None:
                votes[gold["latitude"], gold["longitude"], gold.get("id")] += 1
        if not votes or rows.start == rows.stop:
            continue
        latitude, longitude, gold_id = max(votes, key=lambda vote: votes[vote])
        km = kilometres(
            table.latitude[rows], table.longitude[rows], np.float64(latitude), np.float64(longitude)
        )
        same = np.array([c.place.id == gold_id for c in group.candidates])
        report.right[rows] = km <= NEAR_KM
        if same.any() or (km <= NEAR_KM).any():
            report.target[rows] = 0
            report.target[rows.start + (int(same.argmax()) if same.any() else int(km.argmin()))] = 1


def choices(report: Report, group: int) -> tuple[int | None, float]:
    """The row of the best candidate of a group, and its share."""
    rows = report.context.table.rows(group)
    if rows.start == rows.stop:
        return None, 0.0
    best = rows.start + int(report.belief[rows].argmax())
    return best, float(report.belief[best])


def km_to(report: Report, row: int, gold: dict[str, Any]) -> float:
    """Kilometres from the candidate in a row of a report's table to the point of a gold place."""
    table = report.context.table
    point = np.array([gold["latitude"]]), np.array([gold["longitude"]])
    return float(kilometres(table.latitude[row : row + 1], table.longitude[row : row + 1], *point)[0])
