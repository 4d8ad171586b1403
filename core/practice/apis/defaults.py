"""A legal value for any type, in bytes: zeros, empty lists, None, the plainest variant."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from core.practice.codec import Codec

_WIDTHS: Final = {
    "bool": 1,
    "char": 4,
    "str": 1,  # an empty string is its length
    "u8": 1,
    "u16": 2,
    "u32": 4,
    "u64": 8,
    "u128": 16,
    "u256": 32,
    "i8": 1,
    "i16": 2,
    "i32": 4,
    "i64": 8,
    "i128": 16,
    "i256": 32,
}


def type_index(type_id: str) -> int:
    """The registry index in ``scale_info::123``."""
    return int(type_id.rpartition(":")[2])


@lru_cache(maxsize=4096)
def default(codec: Codec, index: int) -> bytes:
    """The bytes of the default value of a type. RecursionError for a type without a finite one."""
    kind, body = next(iter(codec.registry[index]["def"].items()))
    if kind == "primitive":
        return bytes(_WIDTHS[body])
    if kind == "composite":
        return _fields(codec, body)
    if kind == "tuple":
        return b"".join(default(codec, part) for part in body)
    if kind == "array":
        return default(codec, body["type"]) * int(body["len"])
    if kind == "variant":
        return _variant(codec, body)
    return b"\0"  # a compact 0, an empty sequence or bit sequence


def _fields(codec: Codec, body: Mapping[str, Any]) -> bytes:
    return b"".join(default(codec, field["type"]) for field in body.get("fields", ()))


def _variant(codec: Codec, body: Mapping[str, Any]) -> bytes:
    """The first variant: None of an Option, Ok of a Result; an empty one before one with fields."""
    variants = sorted(body.get("variants", ()), key=lambda variant: variant["index"])
    if not variants:
        return b""
    names = [variant["name"] for variant in variants]
    plain = [variant for variant in variants if not variant.get("fields")]
    chosen = variants[0] if names == ["Ok", "Err"] or not plain else plain[0]
    return bytes([chosen["index"]]) + _fields(codec, chosen)
