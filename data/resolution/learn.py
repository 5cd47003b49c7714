"""Learns the models of toponym recognition and resolution from annotated news, and measures them.

    python -m data.resolution.learn GOLD.jsonl… [--parses FOLDER] [--measure-only]

GOLD holds one report a line: id, title, text, places (start, end, latitude, longitude or null, id, "ignore" for
spans that count neither way). What is learned is written beside this script as numbers. README.md here says how.
Needs lightgbm==4.6.0, which Dateline itself does not.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from data.resolution.annotated import (
    FOLDS,
    NEAR_KM,
    Array,
    Report,
    choices,
    gold_of,
    km_to,
    place_all,
    read,
    weights_of,
)
from data.resolution.boosting import as_model, isotonic, train, write
from lib import places, resolution
from lib.gazetteer import Gazetteer
from lib.toponyms import features as place_features
from lib.toponyms import gate as place_gate
from lib.toponyms import keep as place_keep
from lib.toponyms import model as place_model
from lib.toponyms.positions import Tokens

GATE = {"num_leaves": 12, "min_data_in_leaf": 30, "lambda_l2": 5.0, "rounds": 160}
RANK = {"num_leaves": 8, "min_data_in_leaf": 30, "lambda_l2": 8.0, "rounds": 160}
KEEP = {"num_leaves": 8, "min_data_in_leaf": 40, "lambda_l2": 10.0, "rounds": 80}
# Where the ranker starts from, per feature: what holds in any news. The trees correct it.
BASE = {
    "weight": 1.2,
    "asked and is": 2.5,
    "asked and is not": -2.5,
    "in country by comma": 2.5,
    "in admin1 by comma": 3.0,
    "in admin2 by comma": 3.0,
    "comma but not in": -2.0,
    "in by in": 2.0,
    "in by owner": 2.0,
    "in by demonym": 1.5,
    "country named": 0.8,
    "country votes": 2.0,
    "admin1 votes": 2.0,
    "same name elsewhere": 1.5,
    "governs": 0.5,
    "metonym and governs": 1.5,
    "beyond countries": 2.0,
}
GATE_BASE = {"alone and fitting": 2.0, "bears a full name": -8.0, "metonym": 2.0}
KEEP_BASE = {"certainty": 0.8, "mean certainty": 0.2}
TRUST = {"num_leaves": 6, "min_data_in_leaf": 60, "lambda_l2": 20.0, "rounds": 80}
TRUST_BASE = {"certainty": 0.3, "probability": 3.0}


def cross_validate_gate(reports: Sequence[Report]) -> None:
    """Give each report its toponyms by a gate that has not seen it."""
    for fold in range(FOLDS):
        model = as_model(learn_gate([r for r in reports if r.fold != fold]), place_gate.NAMES, GATE_BASE)
        for report in reports:
            if report.fold == fold:
                scores = model.score(report.gate_rows) if len(report.spans) else np.zeros(0)
                report.toponyms = places.judged(
                    report.spans, report.doc.text, Tokens(report.doc), place_model.sigmoid(scores)
                )


def learn_gate(reports: Sequence[Report]) -> lightgbm.Booster:
    """Learn which spans are toponyms."""
    rows, labels, weights = [], [], []
    of_source = weights_of(reports)
    for report in reports:
        for span, row in zip(report.spans, report.gate_rows, strict=True):
            gold = gold_of(report, span.start, span.end)
            if gold is None or not gold.get("ignore"):
                rows.append(row)
                labels.append(gold is not None)
                weights.append(of_source[report.source])
    base = np.array(rows) @ np.array([GATE_BASE.get(name, 0.0) for name in place_gate.NAMES])
    return train(np.array(rows), np.array(labels), np.array(weights), GATE, base=base)


def learn_rank(reports: Sequence[Report]) -> lightgbm.Booster:
    """Learn to choose among the candidates of a group, as described in ``rows``."""
    rows, labels, weights, groups = [], [], [], []
    of_source = weights_of(reports)
    for number, report in enumerate(reports):
        used = report.target >= 0
        rows.append(report.rows[used])
        labels.append(report.target[used])
        weights.append(np.full(used.sum(), of_source[report.source]))
        groups.append(number * 100_000 + report.context.table.group[used])
    described = np.vstack(rows)
    base = described @ np.array([BASE.get(name, 0.0) for name in place_features.NAMES])
    return train(
        described, np.concatenate(labels), np.concatenate(weights), RANK, np.concatenate(groups), base
    )


def cross_validate_rank(reports: Sequence[Report]) -> None:
    """Replace each report's belief by that of a ranker that has not seen it."""
    for report in reports:
        report.rows = place_features.describe(report.context, report.belief)
    beliefs = {}
    for fold in range(FOLDS):
        model = as_model(learn_rank([r for r in reports if r.fold != fold]), place_features.NAMES, BASE)
        for number, report in enumerate(reports):
            if report.fold == fold:
                beliefs[number] = place_features.softmax(report.context.table, model.score(report.rows))
    for number, report in enumerate(reports):
        report.belief = beliefs[number]


def keep_rows(report: Report) -> tuple[Array, Array]:
    """What the keeper sees of each toponym, and whether it is one (-1: counts neither way)."""
    labels = []
    for toponym in report.toponyms:
        gold = gold_of(report, toponym.start, toponym.end)
        labels.append(0 if gold is None else -1 if gold.get("ignore") else 1)
    return place_keep.describe(report.context, report.rows, report.belief), np.array(labels)


def learn_keep(reports: Sequence[Report]) -> lightgbm.Booster:
    """Learn which toponyms to keep, now that they have places."""
    of_source = weights_of(reports)
    pairs = [(*keep_rows(report), of_source[report.source]) for report in reports if report.toponyms]
    rows, labels = np.vstack([p[0] for p in pairs]), np.concatenate([p[1] for p in pairs])
    weights = np.concatenate([np.full(len(p[1]), p[2]) for p in pairs])
    used = labels >= 0
    base = rows[used] @ np.array([KEEP_BASE.get(name, 0.0) for name in place_keep.NAMES])
    return train(rows[used], labels[used], weights[used], KEEP, base=base)


def accuracy(reports: Sequence[Report]) -> str:
    """Share of the gold mentions with a toponym that are within 161 km."""
    out = []
    for source in dict.fromkeys(report.source for report in reports):
        good = total = 0
        for report in reports:
            if report.source != source:
                continue
            for i, toponym in enumerate(report.toponyms):
                gold = gold_of(report, toponym.start, toponym.end)
                if gold and not gold.get("ignore") and gold.get("latitude") is not None:
                    best, _ = choices(report, report.context.group_of[i])
                    total += 1
                    good += best is not None and km_to(report, best, gold) <= NEAR_KM
        out.append(f"{source} {good / max(1, total):.3f} ({total})")
    return "   ".join(out)


def trust_rows(report: Report) -> tuple[Array, Array]:
    """What is known of each kept mention with a place, and whether it is a place and put right.

    Right is within 161 km, or within the extent of the place. Mentions that the gold leaves open are not there.
    """
    used, right = [], []
    for i in np.flatnonzero(report.kept).tolist():
        toponym, g = report.toponyms[i], report.context.group_of[i]
        gold = gold_of(report, toponym.start, toponym.end)
        best, _ = choices(report, g)
        if best is None or (gold and (gold.get("ignore") or gold.get("latitude") is None)):
            continue
        chosen = report.context.groups[g].candidates[best - report.context.table.rows(g).start]
        used.append(i)
        right.append(bool(gold) and km_to(report, best, gold) <= max(NEAR_KM, chosen.radius_km))
    return place_keep.describe(report.context, report.rows, report.belief)[used], np.array(right, dtype=float)


def learn_trust(reports: Sequence[Report]) -> lightgbm.Booster:
    """Learn how sure a place can be that was given."""
    of_source = weights_of(reports)
    pairs = [(*trust_rows(report), of_source[report.source]) for report in reports if report.toponyms]
    rows, labels = np.vstack([p[0] for p in pairs]), np.concatenate([p[1] for p in pairs])
    weights = np.concatenate([np.full(len(p[1]), p[2]) for p in pairs])
    base = rows @ np.array([TRUST_BASE.get(name, 0.0) for name in place_keep.NAMES])
    return train(rows, labels, weights, TRUST, base=base)


def cross_validated_trust(reports: Sequence[Report]) -> tuple[Array, Array]:
    """For each kept mention with a place how far a model trusts it that has not seen it, and whether it is right."""
    trusted, right = [], []
    for fold in range(FOLDS):
        model = as_model(learn_trust([r for r in reports if r.fold != fold]), place_keep.NAMES, TRUST_BASE)
        for report in reports:
            if report.fold == fold and report.toponyms:
                rows, labels = trust_rows(report)
                trusted.append(place_model.sigmoid(model.score(rows)))
                right.append(labels)
                described = place_keep.describe(report.context, report.rows, report.belief)
                report.trust = place_model.sigmoid(model.score(described))
    return np.concatenate(trusted), np.concatenate(right)


def cross_validate_keep(reports: Sequence[Report]) -> None:
    """Mark the toponyms of each report that a keeper keeps which has not seen it."""
    for fold in range(FOLDS):
        model = as_model(learn_keep([r for r in reports if r.fold != fold]), place_keep.NAMES, KEEP_BASE)
        for report in reports:
            if report.fold == fold and report.toponyms:
                scores = model.score(keep_rows(report)[0])
                report.kept = resolution.is_kept(report.context, place_model.sigmoid(scores))


def predictions(
    reports: Sequence[Report], calibration: Sequence[tuple[float, float]]
) -> Iterator[dict[str, Any]]:
    """What the scorer reads."""
    for report in reports:
        found = []
        kept = np.flatnonzero(report.kept) if report.toponyms else np.zeros(0, dtype=int)
        sure = place_model.calibrate(report.trust[kept], tuple(calibration)) if len(kept) else np.zeros(0)
        placed = resolution.is_placed(report.context, kept, sure) if len(kept) else ()
        for i, is_placed in zip(kept.tolist(), placed, strict=True):
            toponym, g = report.toponyms[i], report.context.group_of[i]
            best, _ = choices(report, g)
            place = None
            if best is not None and is_placed:
                place = report.context.groups[g].candidates[best - report.context.table.rows(g).start].place
            where = (
                {"latitude": place.latitude, "longitude": place.longitude, "id": place.id} if place else None
            )
            found.append({"start": toponym.start, "end": toponym.end, "text": toponym.text, "place": where})
        yield {"source": report.source, "article": {"id": report.gold["id"]}, "places": found}


def print_calibration(confidence: Array, right: Array) -> None:
    """Print, for bins of confidence, how many mentions are in them, their mean, and the share that is right."""
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        inside = (confidence >= low) & (confidence < high)
        if inside.any():
            print(
                f"confidence {low:.2f}-{min(high, 1):.2f}  {inside.sum():5d} mentions  "
                f"mean {confidence[inside].mean():.3f}  right {right[inside].mean():.3f}"
            )


def main() -> None:
    """Measure in cross-validation, then learn from everything and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--parses", type=Path, help="folder for the parses, to save time in the next run")
    parser.add_argument(
        "--predictions", type=Path, help="folder for cross-validated predictions, one file a gold file"
    )
    parser.add_argument("--measure-only", action="store_true", help="write no model")
    options = parser.parse_args()
    gazetteer = Gazetteer()
    reports = list(read(options.gold, options.parses, gazetteer))
    cross_validate_gate(reports)
    place_all(reports, gazetteer)
    print("importance alone ", accuracy(reports))
    cross_validate_rank(reports)
    print("first pass       ", accuracy(reports))
    cross_validate_rank(reports)
    print("second pass      ", accuracy(reports))
    cross_validate_keep(reports)
    trusted, right = cross_validated_trust(reports)
    calibration = isotonic(trusted, right)
    print_calibration(place_model.calibrate(trusted, tuple(calibration)), right)
    found = list(predictions(reports, calibration))
    if options.predictions:
        for path in options.gold:
            lines = [json.dumps(row) for row in found if row["source"] == path.stem]
            (options.predictions / path.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    if options.measure_only:
        return
    write("keep", learn_keep(reports), place_keep.NAMES, KEEP_BASE)
    write("confidence", learn_trust(reports), place_keep.NAMES, TRUST_BASE, calibration=calibration)
    write("rank_second", learn_rank(reports), place_features.NAMES, BASE)
    for report in reports:
        report.belief = place_features.first_belief(report.context.table)
        report.rows = place_features.describe(report.context, report.belief)
    write("rank_first", learn_rank(reports), place_features.NAMES, BASE)
    write("gate", learn_gate(reports), place_gate.NAMES, GATE_BASE)


if __name__ == "__main__":
    main()
