"""The price of a registration: up by a factor with each one, down by half per half-life."""

from __future__ import annotations

from functools import cache
from typing import Final

from core.practice.economy.cells import key, number, put
from core.practice.state import State, StateView

_ONE: Final = 1 << 32  # 1.0 in Q32
_HALF: Final = 1 << 31
_UNIT_BITS: Final = 64  # BurnIncreaseMult is a U64F64


@cache
def decay_factor(half_life: int) -> int:
    """The largest Q32 number whose ``half_life``-th power is at most one half."""
    low, high = 0, _ONE
    while low + 1 < high:
        middle = (low + high) // 2
        if _power(middle, half_life) > _HALF:
            high = middle
        else:
            low = middle
    return low


def _power(base: int, exponent: int) -> int:
    result = _ONE
    while exponent:
        if exponent & 1:
            result = result * base >> 32
        base = base * base >> 32
        exponent >>= 1
    return result


def decayed(burn: int, half_life: int, lowest: int, highest: int) -> int:
    """The price one block later, in rao."""
    if half_life > 0:
        burn = burn * decay_factor(half_life) >> 32
    return _clamp(burn, lowest, highest)


def bumped(burn: int, multiplier_bits: int, lowest: int, highest: int) -> int:
    """The price after a registration, in rao; the multiplier counts as at least 1."""
    bits = max(multiplier_bits, 1 << _UNIT_BITS)
    return _clamp(burn * bits >> _UNIT_BITS, lowest, highest)


def price(view: StateView, netuid: int) -> int:
    """What a registration costs now, in rao."""
    return number(view, "Burn", netuid)


def bump(state: State, netuid: int) -> None:
    """Raise the price; the next registration in the same block already pays it."""
    lowest, highest = number(state, "MinBurn", netuid), number(state, "MaxBurn", netuid)
    multiplier = number(state, "BurnIncreaseMult", netuid)
    put(state, "Burn", netuid, value=bumped(price(state, netuid), multiplier, lowest, highest))


def decay_all(state: State, netuids: list[int]) -> None:
    """Let every subnet's price fall by one block and forget the last block's registrations.

    Works on raw bytes: this runs in every block over all subnets.
    """
    for netuid in netuids:
        _decay(state, netuid)
    for counted in state.keys(key(state.codec, "RegistrationsThisBlock")):
        state.set_raw(counted, bytes(2))


def _decay(state: State, netuid: int) -> None:
    burn = state.raw(key(state.codec, "Burn", netuid))
    if burn is None or burn == state.raw(key(state.codec, "MinBurn", netuid)):
        return
    before = int.from_bytes(burn, "little")
    lowest, highest = number(state, "MinBurn", netuid), number(state, "MaxBurn", netuid)
    after = decayed(before, number(state, "BurnHalfLife", netuid), lowest, highest)
    if after != before:
        put(state, "Burn", netuid, value=after)


def _clamp(burn: int, lowest: int, highest: int) -> int:
    return max(lowest, min(burn, highest))
