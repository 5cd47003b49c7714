"""Measures how near each candidate of a report is to those of the other names."""

from __future__ import annotations

import math

import numpy as np

from lib.gazetteer import FEATURES
from lib.toponyms.context import Floats, Ints, Table

_AREAL = tuple(FEATURES.index(feature) for feature in ("country", "continent"))
EARTH_KM = 6371.0
MOST_POINTS = 300
"""Other names' candidates that nearness is measured to; the weightiest are taken."""
MOST_AROUND = 1000
"""Candidates that are looked at for names that could lie close by."""
FAR_KM = 20_000.0
NEARNESS: tuple[str, ...] = (
    *("near 30 km", "near 150 km", "near 600 km", "nearest log km", "points"),
    *("possible in 40 km", "possible in 120 km", "rare in 40 km", "rare in 120 km"),
)


def describe_nearness(table: Table, belief: Floats, weights: Floats) -> dict[str, Floats]:
    """How much of the other names' belief lies around each candidate, and how many could lie there.

    Args:
        belief: The probability of each candidate, so far.
        weights: How much each group says about the others.

    Returns:
        A column for each of ``NEARNESS``.
    """
    mass = belief * weights[table.group]
    local = ~np.isin(table.feature, _AREAL)
    points = np.flatnonzero((belief > 0.05) & local)
    if len(points) > MOST_POINTS:
        points = np.sort(points[np.argsort(-mass[points], kind="stable")[:MOST_POINTS]])
    around = np.flatnonzero(local & (weights[table.group] > 0.3))
    if len(around) > MOST_AROUND:
        around = np.sort(around[np.argsort(-weights[table.group[around]], kind="stable")[:MOST_AROUND]])
    columns = {name: np.zeros(len(table.group)) for name in NEARNESS}
    columns["nearest log km"][:] = FAR_KM
    vectors = unit_vectors(table.latitude, table.longitude)
    for begin in range(0, len(table.group), 2000):
        part = slice(begin, begin + 2000)
        _near_points(table, vectors, part, points, belief, mass, columns)
        _possible_near(table, vectors, part, around, weights, columns)
    for name in ("near 30 km", "near 150 km", "near 600 km", "nearest log km"):
        columns[name] = np.log1p(columns[name])
    columns["points"] = np.full(len(table.group), np.log1p(mass[points].sum()))
    return columns


def _near_points(
    table: Table,
    vectors: Floats,
    part: slice,
    points: Ints,
    belief: Floats,
    mass: Floats,
    columns: dict[str, Floats],
) -> None:
    if not len(points):
        return
    km = EARTH_KM * np.arccos(np.clip(vectors[part] @ vectors[points].T, -1.0, 1.0))
    others = table.family[part, None] != table.family[points]
    for reach in (30, 150, 600):
        columns[f"near {reach} km"][part] = (np.exp(-km / reach) * mass[points] * others).sum(axis=1)
    columns["nearest log km"][part] = np.where(others & (belief[points] > 0.5), km, FAR_KM).min(axis=1)


def _possible_near(
    table: Table, vectors: Floats, part: slice, around: Ints, weights: Floats, columns: dict[str, Floats]
) -> None:
    """Count the other names with any candidate close by; names with few candidates count more as ``rare``."""
    if not len(around):
        return
    groups = table.group[around]
    starts = np.flatnonzero(np.diff(groups, prepend=-1))
    one_of_each = groups[starts]
    rarity = 1.0 / np.diff(table.first)[one_of_each]
    cosines = vectors[part] @ vectors[around].T
    cosines[table.family[part, None] == table.family[around]] = -1.0
    closest = np.maximum.reduceat(cosines, starts, axis=1)
    for reach in (40, 120):
        inside = closest > math.cos(reach / EARTH_KM)
        columns[f"possible in {reach} km"][part] = inside @ weights[one_of_each]
        columns[f"rare in {reach} km"][part] = inside @ (weights[one_of_each] * rarity)


def unit_vectors(latitude: Floats, longitude: Floats) -> Floats:
    """Points given in degrees as vectors from the middle of the Earth, of length one."""
    a, b = np.radians(latitude), np.radians(longitude)
    result: Floats = np.column_stack([np.cos(a) * np.cos(b), np.cos(a) * np.sin(b), np.sin(a)])
    return result


def kilometres(latitude_a: Floats, longitude_a: Floats, latitude_b: Floats, longitude_b: Floats) -> Floats:
    """Great-circle distances by the haversine formula on a sphere of 6371 km; degrees in."""
    a, b = np.radians(latitude_a), np.radians(latitude_b)
    half_chord = (
        np.sin((b - a) / 2) ** 2
        + np.cos(a) * np.cos(b) * np.sin(np.radians(longitude_b - longitude_a) / 2) ** 2
    )
    result: Floats = 12742.0 * np.arcsin(np.sqrt(np.minimum(1.0, half_chord)))
    return result
