"""Reads vector tiles (Mapbox Vector Tile 2.1): what a tile of the basemap draws, and where."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass
class Drawn:
    """A feature: its kind (1 point, 2 line, 3 polygon), its lines or rings in units of the tile, its fields."""

    kind: int
    lines: list[list[tuple[int, int]]]
    properties: dict[str, Any]
    id: int | None


def read(tile: bytes) -> dict[str, list[Drawn]]:
    """The features of each layer of a tile."""
    return dict(layer(content) for number, content in fields(tile) if number == 3)


def layer(data: bytes) -> tuple[str, list[Drawn]]:
    name, features, keys, values = "", [], [], []
    for number, content in fields(data):
        match number:
            case 1:
                name = content.decode()
            case 2:
                features.append(dict(fields(content)))
            case 3:
                keys.append(content.decode())
            case 4:
                ((kind, value),) = fields(content)
                values.append({1: lambda v: v.decode(), 3: lambda v: v, 7: bool}[kind](value))
    return name, [feature(found, keys, values) for found in features]


def feature(found: dict[int, Any], keys: list[str], values: list[Any]) -> Drawn:
    tags = list(varints(found.get(2, b"")))
    properties = {keys[key]: values[value] for key, value in zip(tags[::2], tags[1::2], strict=True)}
    return Drawn(found[3], list(lines(found[4])), properties, found.get(1))


def lines(commands: bytes) -> Iterator[list[tuple[int, int]]]:
    numbers, x, y = varints(commands), 0, 0
    line: list[tuple[int, int]] = []
    for number in numbers:
        command, count = number & 7, number >> 3
        if command == 1 and line:
            yield line
            line = []
        if command == 7:
            line.append(line[0])
            continue
        for _ in range(count):
            x += unzigzag(next(numbers))
            y += unzigzag(next(numbers))
            line.append((x, y))
    yield line


def unzigzag(number: int) -> int:
    return (number >> 1) ^ -(number & 1)


def fields(data: bytes) -> Iterator[tuple[int, Any]]:
    """The fields of a protocol buffer: numbers, doubles and bytes."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        match key & 7:
            case 0:
                value, at = varint(data, at)
            case 1:
                (value,) = struct.unpack_from("<d", data, at)
                at += 8
            case 2:
                size, start = varint(data, at)
                value, at = data[start : start + size], start + size
            case wire_type:
                raise ValueError(f"wire type {wire_type}")
        yield key >> 3, value


def varints(data: bytes) -> Iterator[int]:
    at = 0
    while at < len(data):
        number, at = varint(data, at)
        yield number


def varint(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        number |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:
            return number, at
