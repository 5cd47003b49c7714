"""Boosts small decision trees, and stores them as ``lib.toponyms.model`` reads them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from lib.toponyms import model as place_model

HERE = Path(__file__).resolve().parent
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
    model: lightgbm.Booster, names: Sequence[str], base: Mapping[str, float]
) -> place_model.TreeModel:
    """A model exactly as it will be evaluated at run time."""
    return place_model.read(stored(model, names, base), tuple(names), "learned")


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


def write(
    name: str, model: lightgbm.Booster, names: Sequence[str], base: Mapping[str, float], **more: object
) -> None:
    """Store a model beside this script, with ``more`` that belongs to it."""
    content = {**stored(model, names, base), **more}
    (HERE / f"{name}.json").write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="ascii")
