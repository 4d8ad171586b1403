"""Stake as epochs and metagraphs count it: with children and parents, root TAO weighted in.

The runtime's ``get_stake_weights_for_network``, in rao, each amount floored.
"""

from __future__ import annotations

from dataclasses import dataclass
from struct import Struct
from typing import Final

from core.practice.apis.stored import by_hotkey, hashed, prefix
from core.practice.codec import read_compact
from core.practice.economy.cells import number
from core.practice.state import StateView

_LINK: Final = Struct("<Q32s")
_WHOLE_BITS: Final = 64  # a proportion is in 2⁻⁶⁴
_ROOT: Final = 0


@dataclass(frozen=True, slots=True)
class StakeColumns:
    """By uid: alpha and TAO that a hotkey commands, and ``alpha + weight · tao``."""

    alpha: list[int]
    tao: list[int]
    total: list[int]


def stake_columns(view: StateView, netuid: int, hotkeys: list[bytes]) -> StakeColumns:
    weight = number(view, "TaoWeight")
    alpha = [inherited(view, hotkey, netuid, netuid) for hotkey in hotkeys]
    tao = [inherited(view, hotkey, netuid, _ROOT) for hotkey in hotkeys]
    total = [own + (root * weight >> _WHOLE_BITS) for own, root in zip(alpha, tao, strict=True)]
    return StakeColumns(alpha, tao, total)


def inherited(view: StateView, hotkey: bytes, netuid: int, source: int) -> int:
    """A hotkey's stake on ``source``, less what its children have, plus its parents' share.

    Children and parents are those on ``netuid``.
    """
    own = by_hotkey(view, "TotalHotkeyAlpha", hotkey, source)
    given = sum(own * part >> _WHOLE_BITS for part, _ in _links(view, "ChildKeys", hotkey, netuid))
    received = sum(
        by_hotkey(view, "TotalHotkeyAlpha", parent, source) * part >> _WHOLE_BITS
        for part, parent in _links(view, "ParentKeys", hotkey, netuid)
    )
    return max(own - given, 0) + received


def _links(view: StateView, item: str, hotkey: bytes, netuid: int) -> list[tuple[int, bytes]]:
    data = view.raw(prefix(view, item) + hashed(hotkey) + netuid.to_bytes(2, "little"))
    if data is None:
        return []
    _, start = read_compact(data, 0)
    return [(part, public) for part, public in _LINK.iter_unpack(data[start:])]
