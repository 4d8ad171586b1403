"""Frozen records as JSON and back, exactly, with a fingerprint of their shape.

A record is written as the list of its fields' values, in order. Its
fingerprint covers names and types all the way down, so that what an older or
newer version of the app wrote is never read as something else.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from hashlib import blake2b
from typing import Any, TypeGuard, TypeVar, Union, get_args, get_origin, get_type_hints

R = TypeVar("R")

_PLAIN = (bool, int, float, str)


@cache
def fingerprint(record: Any) -> str:
    """Changes whenever a field's name, type or order does, at any depth."""
    return blake2b(_describe(record).encode(), digest_size=8).hexdigest()


def pack(value: Any) -> Any:
    """A record, or anything inside one, as what ``json`` writes. Whole numbers stay exact."""
    if is_dataclass(value):
        return [pack(getattr(value, field.name)) for field in fields(value)]
    if _is_tuple(value):
        return [pack(item) for item in value]
    return value


def unpack(record: type[R], value: Any) -> R:
    """The record that ``pack`` wrote. ValueError, TypeError or LookupError for anything else."""
    kind: Any = record
    built: R = _reader(kind)(value)
    return built


def _is_tuple(value: Any) -> TypeGuard[tuple[Any, ...]]:
    return isinstance(value, tuple)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    kind = _plain(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _record_reader(kind)
    if origin is tuple:
        item = _reader(arguments[0])
        return lambda values: tuple([item(value) for value in values])
    if origin in (Union, types.UnionType):
        inner = _reader(next(a for a in arguments if a is not types.NoneType))
        return lambda value: None if value is None else inner(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return _checked(kind)


def _record_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = [_reader(hints[field.name]) for field in fields(kind)]

    def read(values: Any) -> Any:
        return kind(*[read(value) for read, value in zip(readers, values, strict=True)])

    return read


def _checked(kind: Any) -> Callable[[Any], Any]:
    if kind not in _PLAIN:
        raise TypeError(f"{kind!r} cannot be kept")

    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"{value!r} is not {kind.__name__}")
        return value

    return read


def _plain(kind: Any) -> Any:
    """A NewType's underlying type."""
    while (inner := getattr(kind, "__supertype__", None)) is not None:
        kind = inner
    return kind


def _describe(kind: Any) -> str:
    kind = _plain(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        inside = ",".join(f"{f.name}:{_describe(hints[f.name])}" for f in fields(kind))
        return f"{kind.__name__}({inside})"
    if arguments := get_args(kind):
        return f"{get_origin(kind)}[{','.join(map(_describe, arguments))}]"
    return getattr(kind, "__name__", str(kind))
