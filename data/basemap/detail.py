"""The map on which the build measures size: equal-area (sinusoidal), shrinking towards the poles.

Long coasts with few people, from Greenland to Siberia, would else take most of the detail.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

POLEWARD = (46.0, 0.035, 0.22)
"""From this latitude on, a degree is drawn shorter by so much for each degree, down to this length."""

_LATITUDES = np.linspace(-90, 90, 18_001)
_SCALES = np.maximum(1 - POLEWARD[1] * np.maximum(np.abs(_LATITUDES) - POLEWARD[0], 0), POLEWARD[2])
_NORTHINGS = (np.cumsum(_SCALES) - _SCALES.sum() / 2) * (_LATITUDES[1] - _LATITUDES[0])


def flattened(shape: BaseGeometry) -> BaseGeometry:
    """A shape in degrees, moved to the map; its unit is a degree at the equator."""
    return shapely.transform(shape, _flatten)


def unflattened(shape: BaseGeometry) -> BaseGeometry:
    """A shape of the map, moved back to degrees."""
    return shapely.transform(shape, _unflatten)


def _flatten(points: NDArray[np.float64]) -> NDArray[np.float64]:
    latitudes = points[:, 1]
    return np.column_stack([points[:, 0] * _width(latitudes), np.interp(latitudes, _LATITUDES, _NORTHINGS)])


def _unflatten(points: NDArray[np.float64]) -> NDArray[np.float64]:
    latitudes = np.interp(points[:, 1], _NORTHINGS, _LATITUDES)
    return np.column_stack([np.clip(points[:, 0] / _width(latitudes), -180, 180), latitudes])


def _width(latitudes: NDArray[np.float64]) -> NDArray[np.float64]:
    """How long a degree of longitude is drawn."""
    cosines = np.maximum(np.cos(np.radians(latitudes)), 1e-9)
    return cosines * np.interp(latitudes, _LATITUDES, _SCALES)
