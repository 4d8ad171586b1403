"""Leaving out of the store what can be made again.

Every block brings a fresh key of the shield, more than a kilobyte that no packing makes
smaller, once in its body and once in storage. The keys follow from the network's seed and
the block's number, so that a number is enough to keep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from core.practice.codec import compact, read_compact

Recipe = Callable[[int], bytes]
"""The long bytes that follow from a block's number; all of one length."""


def cut(data: bytes, number: int, recipe: Recipe | None) -> bytes:
    """``data`` as it is kept, without what ``recipe`` makes of ``number`` if that is in it."""
    made = recipe(number) if recipe else b""
    at = data.find(made) if made else -1
    if at < 0:
        return b"\0" + data
    return b"\1" + compact(number) + compact(at) + data[:at] + data[at + len(made) :]


def mended(kept: bytes, recipe: Recipe | None) -> bytes:
    """The inverse of ``cut``. ValueError if the recipe is missing."""
    if kept[:1] == b"\0":
        return kept[1:]
    if recipe is None:
        raise ValueError("cut by a recipe that is not there")
    number, offset = read_compact(kept, 1)
    at, offset = read_compact(kept, offset)
    rest = kept[offset:]
    return rest[:at] + recipe(number) + rest[at:]


def cut_all(
    values: Iterable[bytes], numbers: Iterable[int], recipe: Recipe | None
) -> dict[bytes, bytes]:
    """``cut`` for values that may end in what the recipe makes of any of ``numbers``."""
    known = {recipe(number): number for number in numbers} if recipe else {}
    size = len(next(iter(known), b""))
    kept: dict[bytes, bytes] = {}
    for value in values:
        number = known.get(value[-size:]) if size else None
        kept[value] = b"\0" + value if number is None else cut(value, number, recipe)
    return kept
