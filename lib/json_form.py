"""The JSON form of frozen dataclasses: made from their fields, and read back with every type checked."""

from __future__ import annotations

import dataclasses
import math
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any, Literal

_Read = Callable[[Any], Any]
_MOST_SHARED = 100_000


class _UnfitError(Exception):
    """A value that does not fit its type; ``path`` leads to it and grows on the way up."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.path: list[str] = []


def to_json(record: Any) -> Any:
    """Turn a record into plain dicts, lists, strings and numbers, ready for ``json.dumps``."""
    kind = type(record)
    if kind is tuple:
        return [to_json(item) for item in record]
    if dataclasses.is_dataclass(kind):
        return {name: to_json(getattr(record, name)) for name in _names(kind)}
    return record


def from_json(kind: Any, value: Any, where: str) -> Any:
    """Read back what ``to_json`` made of a value of the annotated type ``kind``.

    Types may be dataclasses, ``Literal``, ``tuple[X, ...]``, ``X | None``, str, int, float and bool.
    ``where`` names the value in errors. Equal records of a class whose ``SHARED`` is true come back as one
    object, which saves memory.

    Raises:
        ValueError: when a key is missing or a value has the wrong type; the message names the key.
    """
    try:
        return _reader(kind)(value)
    except _UnfitError as unfit:
        raise ValueError(f"{where}{''.join(reversed(unfit.path))}: {unfit}") from unfit


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _reader(kind: Any) -> _Read:
    """What reads a value of a type; made once a type, since large workspaces hold millions of values."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return _optional(_reader(inner))
    if origin is Literal:
        return _one_of(arguments)
    if origin is tuple:
        return _tuple_of(_reader(arguments[0]))
    if dataclasses.is_dataclass(kind):
        return _record(typing.cast(type, kind))
    return _number if kind is float else _plain(kind)


def _optional(read: _Read) -> _Read:
    return lambda value: None if value is None else read(value)


def _one_of(allowed: tuple[str, ...]) -> _Read:
    own = {value: value for value in allowed}

    def read(value: Any) -> Any:
        if not isinstance(value, str) or value not in own:
            raise _UnfitError(f"{value!r} is none of {', '.join(allowed)}")
        return own[value]

    return read


def _tuple_of(read_item: _Read) -> _Read:
    def read(value: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise _UnfitError(f"a list was expected, got {type(value).__name__}")
        items = []
        try:
            for item in value:
                items.append(read_item(item))
        except _UnfitError as unfit:
            unfit.path.append(f"[{len(items)}]")
            raise
        return tuple(items)

    return read


def _record(kind: type) -> _Read:
    hints = typing.get_type_hints(kind)
    fields = [(f.name, _reader(hints[f.name]), f.default) for f in dataclasses.fields(kind)]
    make = lru_cache(maxsize=_MOST_SHARED)(kind) if getattr(kind, "SHARED", False) else kind

    def read(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _UnfitError(f"an object was expected, got {type(value).__name__}")
        values = []
        for name, read_field, default in fields:
            if name in value:
                try:
                    values.append(read_field(value[name]))
                except _UnfitError as unfit:
                    unfit.path.append(f".{name}")
                    raise
            elif default is dataclasses.MISSING:
                raise _UnfitError(f"the key {name!r} is missing")
            else:
                values.append(default)
        return make(*values)

    return read


def _number(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _UnfitError(f"float was expected, got {type(value).__name__}")
    if not math.isfinite(value):
        raise _UnfitError(f"a finite number was expected, got {value}")
    return float(value)


def _plain(kind: type) -> _Read:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise _UnfitError(f"{kind.__name__} was expected, got {type(value).__name__}")
        return value

    return read
