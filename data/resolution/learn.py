"""Learns the models of toponym recognition and resolution from annotated news, and measures them.

    python -m data.resolution.learn GOLD.jsonl… [--parses FOLDER] [--measure-only]

GOLD holds one report a line: id, title, text, places (start, end, latitude, longitude or null, id, "ignore" for
spans that count neither way). What is learned is written beside this script as numbers. README.md here says how.
Needs lightgbm==4.6.0, which Dateline itself does not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from spacy.tokens import Doc, DocBin

from lib import language, places, resolution
from lib.gazetteer import Gazetteer
from lib.layout import read_layout
from lib.toponyms import context as place_context
from lib.toponyms import features as place_features
from lib.toponyms import gate as place_gate
from lib.toponyms import keep as place_keep
from lib.toponyms import model as place_model
from lib.toponyms.nearness import kilometres
from lib.toponyms.positions import Tokens
from lib.toponyms.spans import NameSpan, propose

HERE = Path(__file__).resolve().parent
FOLDS = 5
NEAR_KM = 161.0
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
}
GATE_BASE = {"alone and fitting": 2.0, "metonym": 2.0}
KEEP_BASE = {"certainty": 0.8, "mean certainty": 0.2}
NO_BASE: dict[str, float] = {}
COMMON = {
    "learning_rate": 0.05,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "verbose": -1,
    "num_threads": 2,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
}
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


def train(
    rows: Array,
    labels: Array,
    weights: Array,
    settings: dict[str, Any],
    groups: Array = None,
    base: Array = None,
) -> lightgbm.Booster:
    """Boost trees: log loss of yes or no, or, with ``groups``, of the right row among each group's rows."""
    options = {**COMMON, **{k: v for k, v in settings.items() if k != "rounds"}}
    if groups is None:
        options["objective"] = "binary"
        options["boost_from_average"] = False
    else:
        options["objective"] = _choice_loss(groups)
    data = lightgbm.Dataset(rows, label=labels, weight=weights, init_score=base)
    return lightgbm.train(options, data, settings["rounds"])


def _choice_loss(groups: Array) -> Any:
    """Gradient and curvature of the log loss of a choice among the rows of each group."""
    _, index = np.unique(groups, return_inverse=True)

    def loss(scores: Array, data: lightgbm.Dataset) -> tuple[Array, Array]:
        raised = np.exp(scores - _top(scores, index)[index])
        shares = raised / np.bincount(index, weights=raised)[index]
        weights = data.get_weight()
        return weights * (shares - data.get_label()), weights * np.maximum(shares * (1 - shares), 1e-3)

    return loss


def _top(scores: Array, index: Array) -> Array:
    top = np.full(index.max() + 1, -np.inf)
    np.maximum.at(top, index, scores)
    return top


def stored(model: lightgbm.Booster, names: Sequence[str], base: Mapping[str, float]) -> dict[str, Any]:
    """A model as ``lib.toponyms.model`` reads it."""
    trees = []
    for info in model.dump_model()["tree_info"]:
        tree: dict[str, list[Any]] = {"feature": [], "threshold": [], "left": [], "right": [], "value": []}
        _flatten(info["tree_structure"], tree)
        trees.append(tree)
    return {"features": list(names), "base": dict(base), "trees": trees}


def _flatten(node: dict[str, Any], tree: dict[str, list[Any]]) -> None:
    """Append ``node`` and all below it to ``tree``; a leaf has the feature -1."""
    here = len(tree["feature"])
    leaf = "leaf_value" in node
    tree["feature"].append(-1 if leaf else node["split_feature"])
    tree["threshold"].append(0.0 if leaf else float(f"{node['threshold']:.5g}"))
    tree["left"].append(here)
    tree["right"].append(here)
    tree["value"].append(round(node["leaf_value"], 5) if leaf else 0.0)
    if not leaf:
        for side in ("left", "right"):
            tree[side][here] = len(tree["feature"])
            _flatten(node[f"{side}_child"], tree)


def as_model(
    model: lightgbm.Booster, names: Sequence[str], base: Mapping[str, float] = NO_BASE
) -> place_model.TreeModel:
    """A model exactly as it will be evaluated at run time."""
    return place_model.read(stored(model, names, base), tuple(names), "learned")


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


def choices(report: Report, group: int) -> tuple[int | None, float]:
    """The row of the best candidate of a group, and its share."""
    rows = report.context.table.rows(group)
    if rows.start == rows.stop:
        return None, 0.0
    best = rows.start + int(report.belief[rows].argmax())
    return best, float(report.belief[best])


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
                    good += best is not None and _km_to(report, best, gold) <= NEAR_KM
        out.append(f"{source} {good / max(1, total):.3f} ({total})")
    return "   ".join(out)


def _km_to(report: Report, row: int, gold: dict[str, Any]) -> float:
    table = report.context.table
    point = np.array([gold["latitude"]]), np.array([gold["longitude"]])
    return float(kilometres(table.latitude[row : row + 1], table.longitude[row : row + 1], *point)[0])


def isotonic(scores: Array, right: Array) -> list[tuple[float, float]]:
    """A rising calibration curve by pooling adjacent violators, thinned to a dozen knots."""
    order = np.argsort(scores, kind="stable")
    pools: list[list[float]] = []
    for score, good in zip(scores[order], right[order], strict=True):
        pools.append([score, float(good), 1.0])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            top = pools.pop()
            under = pools[-1]
            pools[-1] = [
                (under[0] * under[2] + top[0] * top[2]) / (under[2] + top[2]),
                under[1] + top[1],
                under[2] + top[2],
            ]
    large = [p for p in pools if p[2] >= 30]
    shares = np.maximum.accumulate([(p[1] + 1) / (p[2] + 2) for p in large])
    return [(round(float(p[0]), 4), round(float(share), 4)) for p, share in zip(large, shares, strict=True)]


def confidence_pairs(reports: Sequence[Report]) -> tuple[Array, Array]:
    """For each gold mention with a candidate: the share of the chosen one, and whether it is right."""
    shares, right = [], []
    for report in reports:
        for i, toponym in enumerate(report.toponyms):
            gold = gold_of(report, toponym.start, toponym.end)
            best, share = choices(report, report.context.group_of[i])
            if gold and not gold.get("ignore") and gold.get("latitude") is not None and best is not None:
                shares.append(share)
                group = report.context.groups[report.context.group_of[i]]
                chosen = group.candidates[best - report.context.table.rows(report.context.group_of[i]).start]
                right.append(_km_to(report, best, gold) <= max(NEAR_KM, chosen.radius_km))
    return np.array(shares), np.array(right)


def write(
    name: str, model: lightgbm.Booster, names: Sequence[str], base: Mapping[str, float] = NO_BASE
) -> None:
    """Store a model beside this script."""
    (HERE / f"{name}.json").write_text(
        json.dumps(stored(model, names, base), separators=(",", ":")) + "\n", encoding="ascii"
    )


def predictions(reports: Sequence[Report]) -> Iterator[dict[str, Any]]:
    """What the scorer reads, with every model cross-validated."""
    kept = {}
    for fold in range(FOLDS):
        model = as_model(learn_keep([r for r in reports if r.fold != fold]), place_keep.NAMES, KEEP_BASE)
        for number, report in enumerate(reports):
            if report.fold == fold and report.toponyms:
                scores = model.score(keep_rows(report)[0])
                kept[number] = resolution.is_kept(report.context, place_model.sigmoid(scores))
    for number, report in enumerate(reports):
        found = []
        for i, toponym in enumerate(report.toponyms):
            if not kept[number][i]:
                continue
            g = report.context.group_of[i]
            best, _ = choices(report, g)
            place = None
            if best is not None:
                place = report.context.groups[g].candidates[best - report.context.table.rows(g).start].place
            where = (
                {"latitude": place.latitude, "longitude": place.longitude, "id": place.id} if place else None
            )
            found.append({"start": toponym.start, "end": toponym.end, "text": toponym.text, "place": where})
        yield {"source": report.source, "article": {"id": report.gold["id"]}, "places": found}


def place_all(reports: Sequence[Report], gazetteer: Gazetteer) -> None:
    """Build the context of each report from its toponyms."""
    for report in reports:
        report.context = place_context.build(
            report.toponyms, report.doc.text, gazetteer, report.gold.get("title")
        )
        report.belief = place_features.first_belief(report.context.table)
        set_targets(report)


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
    shares, right = confidence_pairs(reports)
    for low in (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99):
        chosen = shares >= low
        print(f"share from {low:.2f}: {right[chosen].mean():.3f} right of {chosen.sum()}")
    found = list(predictions(reports))
    if options.predictions:
        for path in options.gold:
            lines = [json.dumps(row) for row in found if row["source"] == path.stem]
            (options.predictions / path.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    if options.measure_only:
        return
    write("keep", learn_keep(reports), place_keep.NAMES, KEEP_BASE)
    (HERE / "confidence.json").write_text(
        json.dumps({"calibration": isotonic(shares, right)}) + "\n", encoding="ascii"
    )
    write("rank_second", learn_rank(reports), place_features.NAMES, BASE)
    for report in reports:
        report.belief = place_features.first_belief(report.context.table)
        report.rows = place_features.describe(report.context, report.belief)
    write("rank_first", learn_rank(reports), place_features.NAMES, BASE)
    write("gate", learn_gate(reports), place_gate.NAMES, GATE_BASE)


if __name__ == "__main__":
    main()
