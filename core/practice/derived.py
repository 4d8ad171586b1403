"""Storage that follows from other storage, so that no block has to write it.

``BlocksSinceLastStep`` of a subnet is the block's number less ``LastEpochBlock``: counted
up for every subnet in every block, it would be most of what the blocks change.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Protocol

from core.practice.codec import Codec

_PALLET: Final = "SubtensorModule"
_ROOT: Final = (0).to_bytes(2, "little")  # has no epochs


class Written(Protocol):
    """Storage of one block, of which this follows."""

    @property
    def codec(self) -> Codec: ...

    @property
    def block(self) -> int: ...

    def raw(self, key: bytes) -> bytes | None: ...

    def keys(self, prefix: bytes) -> list[bytes]: ...


@cache
def prefix(codec: Codec) -> bytes:
    """What the derived keys begin with."""
    return codec.item(_PALLET, "BlocksSinceLastStep").prefix


@cache
def _source(codec: Codec) -> bytes:
    return codec.item(_PALLET, "LastEpochBlock").prefix


def value(view: Written, key: bytes) -> bytes | None:
    """What the view's storage holds under a derived key."""
    netuid = key[len(prefix(view.codec)) :]
    last = view.raw(_source(view.codec) + netuid)
    if last is None or netuid == _ROOT:
        return None
    return max(view.block - int.from_bytes(last, "little"), 0).to_bytes(8, "little")


def keys(view: Written) -> list[bytes]:
    """All derived keys of the view, sorted."""
    start, source = prefix(view.codec), _source(view.codec)
    netuids = (found[len(source) :] for found in view.keys(source))
    return [start + netuid for netuid in netuids if netuid != _ROOT]
