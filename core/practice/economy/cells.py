"""Raw access to what the subtensor pallet keeps per netuid, uid or mechanism index.

Their keys end in little-endian u16s behind the Identity hasher, and numbers have a fixed
width, so block hooks and vectors of 256 neurons need no codec.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from itertools import starmap
from typing import Final

from core.practice.codec import Codec, compact, read_compact
from core.practice.state import State, StateView

PALLET: Final = "SubtensorModule"
MECHANISM_STEP: Final = 4096  # index of mechanism m of netuid n: n + 4096·m

_CACHED_KEYS: Final = 1 << 16


@lru_cache(maxsize=_CACHED_KEYS)
def key(codec: Codec, item: str, *parts: int) -> bytes:
    """The storage key of an item under u16 parts; with fewer than it has, a prefix."""
    tail = b"".join(part.to_bytes(2, "little") for part in parts)
    return codec.item(PALLET, item).prefix + tail


def number(view: StateView, item: str, *parts: int) -> int:
    """An unsigned number, or its default."""
    raw = view.raw(key(view.codec, item, *parts))
    if raw is None:
        raw = view.codec.item(PALLET, item).default
    return int.from_bytes(raw, "little")


def put(state: State, item: str, *parts: int, value: int) -> None:
    """Store an unsigned number in the width that the item's default has."""
    width = len(state.codec.item(PALLET, item).default)
    state.set_raw(key(state.codec, item, *parts), value.to_bytes(width, "little"))


def netuids(view: StateView) -> list[int]:
    """The networks that exist, root among them, in ascending order."""
    added = key(view.codec, "NetworksAdded")
    return sorted(
        int.from_bytes(found[len(added) :], "little")
        for found in view.keys(added)
        if view.raw(found) == b"\x01"
    )


def mechanisms(view: StateView, netuid: int) -> list[int]:
    """The storage indexes of a subnet's mechanisms."""
    count = view.get(PALLET, "MechanismCountCurrent", netuid)
    return [netuid + MECHANISM_STEP * mechanism for mechanism in range(count)]


# -- vectors by uid


def vector(view: StateView, item: str, index: int, width: int) -> list[int]:
    """A vector of unsigned numbers, ``width`` bytes each."""
    raw = view.raw(key(view.codec, item, index))
    if raw is None:
        return []
    _, start = read_compact(raw, 0)
    return [int.from_bytes(raw[at : at + width], "little") for at in range(start, len(raw), width)]


def put_vector(state: State, item: str, index: int, width: int, values: list[int]) -> None:
    body = b"".join(value.to_bytes(width, "little") for value in values)
    state.set_raw(key(state.codec, item, index), compact(len(values)) + body)


def put_element(state: State, item: str, index: int, width: int, position: int, value: int) -> None:
    """Overwrite one element; a vector that is too short stays as it is."""
    where = key(state.codec, item, index)
    raw = state.raw(where)
    if raw is None:
        return
    _, start = read_compact(raw, 0)
    at = start + position * width
    if at + width <= len(raw):
        element = value.to_bytes(width, "little")
        state.set_raw(where, raw[:at] + element + raw[at + width :])


def append(state: State, item: str, index: int, width: int, value: int) -> None:
    where = key(state.codec, item, index)
    raw = state.raw(where) or b"\0"
    count, start = read_compact(raw, 0)
    element = value.to_bytes(width, "little")
    state.set_raw(where, compact(count + 1) + raw[start:] + element)


def row(view: StateView, item: str, index: int, uid: int) -> list[tuple[int, int]]:
    """A sparse row of ``Weights`` or ``Bonds``: (uid, value) pairs."""
    raw = view.raw(key(view.codec, item, index, uid))
    if raw is None:
        return []
    _, start = read_compact(raw, 0)
    numbers = array("H", raw[start:])
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def put_row(state: State, item: str, index: int, uid: int, pairs: list[tuple[int, int]]) -> None:
    body = b"".join(starmap(_pair, pairs))
    state.set_raw(key(state.codec, item, index, uid), compact(len(pairs)) + body)


def clear_column(state: State, item: str, index: int, uid: int) -> None:
    """Set every stored row's value towards ``uid`` to 0."""
    for found in state.keys(key(state.codec, item, index)):
        raw = state.raw(found)
        if raw is None:
            continue
        _, start = read_compact(raw, 0)
        numbers = array("H", raw[start:])
        if uid in numbers[::2]:
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            body = b"".join(_pair(to, 0 if to == uid else value) for to, value in pairs)
            state.set_raw(found, raw[:start] + body)


def _pair(uid: int, value: int) -> bytes:
    return uid.to_bytes(2, "little") + value.to_bytes(2, "little")
