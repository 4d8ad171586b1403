"""Share pools: how a hotkey's alpha on a subnet belongs to the coldkeys that staked it.

``TotalHotkeyAlpha`` is a pool's value, ``TotalHotkeySharesV2`` its shares and
``AlphaV2`` the shares of one coldkey, both kept as decimal floats
``mantissa · 10^exponent``. A position is worth ``floor(value · shares / total shares)``.
"""

from __future__ import annotations

from fractions import Fraction
from struct import Struct
from typing import Final

from core.practice.state import State, StateView

DIGITS: Final = 21  # of a mantissa

_PALLET: Final = "SubtensorModule"
_SAFE_FLOAT: Final = Struct("<QQq")  # mantissa u128 in two halves, exponent i64
_LIMIT: Final = 10**DIGITS
_HALF: Final = (1 << 64) - 1


def pack(number: Fraction | int) -> bytes:
    """The SCALE bytes of a ``SafeFloat``, truncated to 21 digits; whole numbers stay exact."""
    exponent = 0
    if isinstance(number, int) or number.denominator == 1:
        mantissa = int(number)
    else:
        whole = number.numerator // number.denominator
        exponent = min(len(str(whole)) - DIGITS, 0)
        mantissa = number.numerator * 10**-exponent // number.denominator
    while mantissa >= _LIMIT:
        mantissa //= 10
        exponent += 1
    while mantissa and exponent < 0 and mantissa % 10 == 0:
        mantissa //= 10
        exponent += 1
    return _SAFE_FLOAT.pack(mantissa & _HALF, mantissa >> 64, exponent)


def unpack(raw: bytes | None) -> Fraction:
    """The number behind the bytes of a ``SafeFloat``; 0 for an absent one."""
    if raw is None:
        return Fraction(0)
    low, high, exponent = _SAFE_FLOAT.unpack(raw)
    mantissa = high << 64 | low
    if exponent < 0:
        return Fraction(mantissa, 10**-exponent)
    return Fraction(mantissa * 10**exponent)


def total(view: StateView, hotkey: str, netuid: int) -> int:
    """All alpha staked to a hotkey on a subnet, in rao."""
    raw = view.raw(view.codec.key(_PALLET, "TotalHotkeyAlpha", hotkey, netuid))
    return int.from_bytes(raw or b"", "little")


def value(view: StateView, hotkey: str, coldkey: str, netuid: int) -> int:
    """What one coldkey's position is worth, in rao of alpha."""
    held = unpack(view.raw(_position(view, hotkey, coldkey, netuid)))
    if not held:
        return 0
    return _worth(total(view, hotkey, netuid), held, unpack(view.raw(_all(view, hotkey, netuid))))


def add(state: State, hotkey: str, coldkey: str, netuid: int, amount: int) -> None:
    """Stake ``amount`` of alpha for a coldkey; the others' values stay, within one rao."""
    _change(state, hotkey, coldkey, netuid, amount)


def remove(state: State, hotkey: str, coldkey: str, netuid: int, amount: int) -> None:
    """Take alpha out of a position. ValueError if it holds less; the last rao ends it."""
    if amount > value(state, hotkey, coldkey, netuid):
        raise ValueError("more than the position holds")
    _change(state, hotkey, coldkey, netuid, -amount)


def distribute(state: State, hotkey: str, netuid: int, amount: int) -> None:
    """Add alpha for all of a hotkey's coldkeys in proportion."""
    _set_total(state, hotkey, netuid, total(state, hotkey, netuid) + amount)


def _change(state: State, hotkey: str, coldkey: str, netuid: int, amount: int) -> None:
    position, everything = _position(state, hotkey, coldkey, netuid), _all(state, hotkey, netuid)
    held, shares = unpack(state.raw(position)), unpack(state.raw(everything))
    worth = total(state, hotkey, netuid)
    if not shares or not worth:
        held, shares = Fraction(amount), Fraction(amount)
    elif amount < 0 and -amount >= _worth(worth, held, shares):
        shares, held = shares - held, Fraction(0)
    else:
        change = Fraction(amount) * shares / worth
        held, shares = held + change, shares + change
    state.set_raw(position, pack(held) if held > 0 else None)
    state.set_raw(everything, pack(shares) if shares > 0 else None)
    _set_total(state, hotkey, netuid, worth + amount)


def _worth(worth: int, held: Fraction, shares: Fraction) -> int:
    return min(int(worth * held / shares), worth) if shares else 0


def _set_total(state: State, hotkey: str, netuid: int, amount: int) -> None:
    key = state.codec.key(_PALLET, "TotalHotkeyAlpha", hotkey, netuid)
    state.set_raw(key, amount.to_bytes(8, "little") if amount else None)


def _position(view: StateView, hotkey: str, coldkey: str, netuid: int) -> bytes:
    return view.codec.key(_PALLET, "AlphaV2", hotkey, coldkey, netuid)


def _all(view: StateView, hotkey: str, netuid: int) -> bytes:
    return view.codec.key(_PALLET, "TotalHotkeySharesV2", hotkey, netuid)
