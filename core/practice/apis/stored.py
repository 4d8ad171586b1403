"""Raw reads that many answers share: values by netuid, accounts as 32 bytes, columns by uid."""

from __future__ import annotations

from array import array
from hashlib import blake2b
from typing import Final, Literal

from core.practice.codec import read_compact
from core.practice.economy.cells import PALLET, key
from core.practice.state import StateView

Width = Literal["B", "H", "Q"]

ZERO: Final = bytes(32)
_AXON_NONE: Final = bytes(34)


def hashed(public: bytes) -> bytes:
    """An account as a Blake2_128Concat map keeps it in its keys."""
    return blake2b(public, digest_size=16).digest() + public


def prefix(view: StateView, item: str) -> bytes:
    return view.codec.item(PALLET, item).prefix


def raw(view: StateView, item: str, *parts: int) -> bytes:
    """The bytes under u16 keys, or the item's default."""
    found = view.raw(key(view.codec, item, *parts))
    return view.codec.item(PALLET, item).default if found is None else found


def content(view: StateView, item: str, *parts: int) -> bytes:
    """The bytes inside a stored ``Vec<u8>``."""
    data = raw(view, item, *parts)
    return data[read_compact(data, 0)[1] :]


def account(view: StateView, item: str, *parts: int) -> bytes:
    """A stored account; all zeros where there is none."""
    return view.raw(key(view.codec, item, *parts)) or ZERO


def exists(view: StateView, netuid: int) -> bool:
    return view.raw(key(view.codec, "NetworksAdded", netuid)) == b"\1"


def numbers(view: StateView, item: str, index: int, code: Width) -> array[int]:
    """A column by uid; ``code`` is the array type of an element."""
    column: array[int] = array(code)
    data = view.raw(key(view.codec, item, index))
    if data is not None:
        column.frombytes(data[read_compact(data, 0)[1] :])
    return column


def at(column: array[int], uid: int) -> int:
    """An element, 0 beyond the end."""
    return column[uid] if uid < len(column) else 0


def hotkeys(view: StateView, netuid: int) -> list[bytes]:
    """The hotkeys of a subnet by uid."""
    count = int.from_bytes(raw(view, "SubnetworkN", netuid), "little")
    start = key(view.codec, "Keys", netuid)
    return [view.raw(start + uid.to_bytes(2, "little")) or ZERO for uid in range(count)]


def owner(view: StateView, hotkey: bytes) -> bytes:
    return view.raw(prefix(view, "Owner") + hashed(hotkey)) or ZERO


def axon(view: StateView, netuid: int, hotkey: bytes) -> bytes:
    """``AxonInfo``; all zeros for one who never served."""
    return view.raw(key(view.codec, "Axons", netuid) + hashed(hotkey)) or _AXON_NONE


def by_hotkey(view: StateView, item: str, hotkey: bytes, netuid: int) -> int:
    """A number from a map by hotkey and netuid; 0 where there is none."""
    found = view.raw(prefix(view, item) + hashed(hotkey) + netuid.to_bytes(2, "little"))
    return int.from_bytes(found or b"", "little")
