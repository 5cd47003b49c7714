"""Encodes a vector tile in the Mapbox Vector Tile format, version 2.1, which MapLibre draws.

The specification is mapbox/vector-tile-spec 2.1: a protocol buffer whose geometries are lists of drawing commands.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from typing import Literal

Point = tuple[int, int]
Kind = Literal["point", "line", "polygon"]
Value = str | float | bool

_KINDS = {"point": 1, "line": 2, "polygon": 3}
"""Their numbers in the format, and how many points each takes at least."""
_MOVE_TO, _LINE_TO, _CLOSE_PATH = 1, 2, 7
_VARINT, _FIXED64, _BYTES = 0, 1, 2
"""Wire types of a protocol buffer."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of a layer.

    Attributes:
        kind: What each of its parts is; of a polygon they are rings, each outer one before its holes.
        parts: A point, lines or rings, in units of the tile, from its top left corner to the right and down. The
            area of an outer ring is positive by the surveyor's formula, that of a hole is negative; a ring ends
            where it began.
        properties: What the style may ask for.
        id: A whole number, or ``None``.
    """

    kind: Kind
    parts: Sequence[Sequence[Point]]
    properties: Mapping[str, Value]
    id: int | None = None


def encode(layers: Mapping[str, Iterable[Feature]], extent: int) -> bytes:
    """A tile of these layers, ``extent`` units wide; layers with nothing to draw are left out of it."""
    encoded = ((name, _layer(name, features, extent)) for name, features in layers.items())
    return b"".join(_field(3, layer) for _, layer in encoded if layer)


def _layer(name: str, features: Iterable[Feature], extent: int) -> bytes:
    keys: dict[str, int] = {}
    values: dict[bytes, int] = {}
    drawn = []
    for feature in features:
        commands = list(_commands(feature))
        if not commands:
            continue
        tags = chain.from_iterable(
            (keys.setdefault(key, len(keys)), values.setdefault(_value(value), len(values)))
            for key, value in feature.properties.items()
        )
        body = b"" if feature.id is None else _number(1, feature.id)
        body += _field(2, _varints(tags)) + _number(3, _KINDS[feature.kind]) + _field(4, _varints(commands))
        drawn.append(_field(2, body))
    if not drawn:
        return b""
    tables = [_field(3, key.encode()) for key in keys] + [_field(4, value) for value in values]
    return b"".join([_field(1, name.encode()), *drawn, *tables, _number(5, extent), _number(15, 2)])


def _commands(feature: Feature) -> Iterator[int]:
    """The drawing commands of a feature; parts that shrank to nothing in units of the tile are left out."""
    at = (0, 0)
    for part in feature.parts:
        points = [point for point, _ in groupby(part)]
        if feature.kind == "polygon":
            points.pop()
        if len(points) < _KINDS[feature.kind]:
            continue
        yield _command(_MOVE_TO, 1)
        yield from _step(at, points[0])
        if len(points) > 1:
            yield _command(_LINE_TO, len(points) - 1)
            for start, end in pairwise(points):
                yield from _step(start, end)
        if feature.kind == "polygon":
            yield _command(_CLOSE_PATH, 1)
        at = points[-1]


def _command(name: int, count: int) -> int:
    return count << 3 | name


def _step(start: Point, end: Point) -> Iterator[int]:
    """How far to go to the right and down, in zigzag encoding."""
    for step in (end[0] - start[0], end[1] - start[1]):
        yield step << 1 if step >= 0 else (-step << 1) - 1


def _value(value: Value) -> bytes:
    if isinstance(value, bool):
        return _number(7, value)
    if isinstance(value, str):
        return _field(1, value.encode())
    return _varint(3 << 3 | _FIXED64) + struct.pack("<d", value)


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | _BYTES) + _varint(len(content)) + content


def _number(number: int, content: int) -> bytes:
    return _varint(number << 3 | _VARINT) + _varint(content)


def _varints(numbers: Iterable[int]) -> bytes:
    return b"".join(map(_varint, numbers))


def _varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the top bit says that more follow."""
    encoded = bytearray()
    while number > 0x7F:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*encoded, number])
