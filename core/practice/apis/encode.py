"""Answers as bytes: compact columns, texts, and records put together in the metadata's order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from core.practice.apis.defaults import default
from core.practice.codec import Codec, compact

NONE: Final = b"\0"
_BYTES: Final = tuple(compact(number) for number in range(256))


def some(value: bytes) -> bytes:
    return b"\1" + value


def boolean(value: bool) -> bytes:
    return b"\1" if value else b"\0"


def sequence(items: Iterable[bytes]) -> bytes:
    listed = list(items)
    return compact(len(listed)) + b"".join(listed)


def compacts(numbers: Iterable[int]) -> bytes:
    """``Vec<Compact<…>>``."""
    return sequence(map(_compact, numbers))


def letters(text: bytes) -> bytes:
    """``Vec<Compact<u8>>``, the older way to carry text."""
    return compact(len(text)) + b"".join([_BYTES[letter] for letter in text])


def blob(data: bytes) -> bytes:
    """``Vec<u8>``."""
    return compact(len(data)) + data


def record(codec: Codec, name: str, values: Mapping[str, bytes]) -> bytes:
    """A struct of the runtime by its fields' bytes; fields that are not given get defaults.

    KeyError for a value that the struct has no field for.
    """
    layout = fields(codec, name)
    if not values.keys() <= layout.keys():
        raise KeyError(f"{name}: {sorted(values.keys() - layout.keys())}")
    return b"".join([values.get(field) or spare for field, spare in layout.items()])


@lru_cache(maxsize=64)
def fields(codec: Codec, name: str) -> Mapping[str, bytes]:
    """The fields of a struct, in order, with their default bytes. KeyError for no such struct."""
    for entry in codec.registry.values():
        if (entry.get("path") or [""])[-1] == name and "composite" in entry["def"]:
            return {
                field["name"]: default(codec, field["type"])
                for field in entry["def"]["composite"]["fields"]
            }
    raise KeyError(name)


@lru_cache(maxsize=1 << 15)
def _compact(number: int) -> bytes:
    return compact(number)
