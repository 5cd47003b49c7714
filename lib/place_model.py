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

FOLDER = Path(__file__).resolve().parent.parent / "data" / "resolution"
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TreeModel:
    """A linear base, which expert knowledge sets, and a sum of decision trees that corrects it.

    Row t of each array is tree t, column n its node n; node 0 is the root. An inner node sends a row left
    where its ``feature`` is at most ``threshold``; a leaf (``feature`` -1) is its own child and holds ``value``.
    """

    names: tuple[str, ...]
    base: Floats
    feature: npt.NDArray[np.int64]
    threshold: Floats
    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    value: Floats
    depth: int

    def score(self, rows: Floats) -> Floats:
        """Base and trees summed for each row; a row has one figure for each of ``names``."""
        if not len(rows):
            return np.zeros(0)
        trees = np.arange(len(self.feature))
        node = np.zeros((len(rows), len(trees)), dtype=np.int64)
        line = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = rows[line, self.feature[trees, node]] <= self.threshold[trees, node]
            node = np.where(goes_left, self.left[trees, node], self.right[trees, node])
        total: Floats = self.value[trees, node].sum(axis=1) + rows @ self.base
        return total


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
        stored: ``{"features": [...], "base": {feature: factor}, "depth": n,
            "trees": [{"feature", "threshold", "left", "right", "value"}]}``.
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
        trees = stored["trees"]
        size = max(len(tree["feature"]) for tree in trees)

        def padded(part: str, kind: type) -> npt.NDArray[Any]:
            return np.array([tree[part] + [0] * (size - len(tree[part])) for tree in trees], dtype=kind)

        return TreeModel(
            names,
            np.array([float(stored["base"].get(name, 0.0)) for name in names]),
            padded("feature", np.int64),
            padded("threshold", np.float64),
            padded("left", np.int64),
            padded("right", np.int64),
            padded("value", np.float64),
            int(stored["depth"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"{where}.json is damaged ({error!r}). Restore it (git checkout -- data).") from error


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
