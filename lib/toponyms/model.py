"""Evaluates the small learned models of data/resolution: decision trees over a linear base, stored as numbers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from lib.errors import DataError

FOLDER = Path(__file__).resolve().parents[2] / "data" / "resolution"
Floats = npt.NDArray[np.float64]


MOST_LEAVES = 16


@dataclass(frozen=True, slots=True)
class TreeModel:
    """A linear base, which expert knowledge sets, and a sum of decision trees that corrects it.

    The trees are evaluated side by side by bit masks (the QuickScorer algorithm, Lucchese et al. 2015): an inner
    node whose ``feature`` is above its ``threshold`` rules out the leaves of its left branch, and the first leaf
    that no node rules out is the tree's. Column t of ``feature``, ``threshold`` and ``mask`` is tree t, row t of
    ``value``; the other axis is inner nodes, or leaves from left to right.
    """

    names: tuple[str, ...]
    base: Floats
    feature: npt.NDArray[np.int64]
    threshold: Floats
    mask: npt.NDArray[np.uint16]
    value: Floats

    def score(self, rows: Floats) -> Floats:
        """Base and trees summed for each row; a row has one figure for each of ``names``."""
        if not len(rows):
            return np.zeros(0)
        nodes, trees = self.feature.shape
        above = rows.take(self.feature.ravel(), axis=1) > self.threshold.ravel()
        left = np.where(above, self.mask.ravel(), _ALL).reshape(len(rows), nodes, trees)
        leaf = _FIRST_BIT[np.bitwise_and.reduce(left, axis=1)]
        total: Floats = self.value.ravel().take(leaf + np.arange(trees) * MOST_LEAVES).sum(axis=1)
        return total + rows @ self.base


_ALL = np.uint16(0xFFFF)
_FIRST_BIT = np.array([(n & -n).bit_length() - 1 if n else 0 for n in range(1 << MOST_LEAVES)])


@cache
def load(name: str, names: tuple[str, ...]) -> TreeModel:
    """Read the model ``name`` of data/resolution, which must have been learned on the features ``names``.

    Raises:
        DataError: when the file is missing, damaged, or was learned on other features.
    """
    return read(_json(name), names, name)


def _json(name: str) -> Any:
    path = FOLDER / f"{name}.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataError(
            f"{path} is missing. Restore it from the repository (git checkout -- data)."
        ) from error
    except ValueError as error:
        raise DataError(f"{path} is no JSON ({error}). Restore it (git checkout -- data).") from error


def read(stored: Any, names: tuple[str, ...], where: str) -> TreeModel:
    """Turn the stored form of a model into arrays.

    Args:
        stored: ``{"features": [...], "base": {feature: factor}, "trees": [tree, ...]}``; a tree has the lists
            ``feature`` (-1 at a leaf), ``threshold``, ``left``, ``right`` and ``value``, one entry a node.
        names: The features that the caller computes, in its order.
        where: Named in errors.

    Raises:
        DataError: when the features differ or a part is missing.
    """
    try:
        if tuple(stored["features"]) != names:
            raise DataError(
                f"{where}.json was learned on other features than the code computes. Learn it anew: "
                "data/resolution/README.md says how."
            )
        trees = [_as_masks(tree) for tree in stored["trees"]]
        width = max(1, *(len(nodes) for nodes, _ in trees))
        feature = np.zeros((len(trees), width), dtype=np.int64)
        threshold = np.full((len(trees), width), np.inf)
        mask = np.full((len(trees), width), _ALL)
        value = np.zeros((len(trees), MOST_LEAVES))
        for t, (nodes, leaves) in enumerate(trees):
            value[t, : len(leaves)] = leaves
            for n, node in enumerate(nodes):
                feature[t, n], threshold[t, n], mask[t, n] = node
        base = np.array([float(stored["base"].get(name, 0.0)) for name in names])
        return TreeModel(names, base, feature.T.copy(), threshold.T.copy(), mask.T.copy(), value)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise DataError(f"{where}.json is damaged ({error!r}). Restore it (git checkout -- data).") from error


def _as_masks(tree: Any) -> tuple[list[tuple[int, float, int]], list[float]]:
    """The inner nodes of a tree as feature, threshold and mask, and the values of its leaves from left to right."""
    nodes: list[tuple[int, float, int]] = []
    leaves: list[float] = []

    def walk(node: int) -> None:
        if tree["feature"][node] < 0:
            leaves.append(float(tree["value"][node]))
            return
        first = len(leaves)
        walk(tree["left"][node])
        on_the_left = (1 << len(leaves)) - (1 << first)
        nodes.append((int(tree["feature"][node]), float(tree["threshold"][node]), 0xFFFF & ~on_the_left))
        walk(tree["right"][node])

    walk(0)
    if len(leaves) > MOST_LEAVES:
        raise ValueError(f"a tree has more than {MOST_LEAVES} leaves")
    return nodes, leaves


def calibrate(scores: Floats, knots: tuple[tuple[float, float], ...]) -> Floats:
    """Scores as probabilities, by straight lines between ``knots`` (score, probability)."""
    low, high = np.array([k[0] for k in knots]), np.array([k[1] for k in knots])
    result: Floats = np.interp(scores, low, high)
    return result


@cache
def knots(name: str) -> tuple[tuple[float, float], ...]:
    """The calibration stored in ``name``.json of data/resolution, as pairs of score and probability."""
    return tuple((float(score), float(share)) for score, share in _json(name)["calibration"])


def sigmoid(scores: Floats) -> Floats:
    """Log-odds as probabilities."""
    result: Floats = 1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0)))
    return result
