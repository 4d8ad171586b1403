"""Share pools as the chain stores them: floats of a decimal mantissa and exponent.

A stored number is ``mantissa · 10^exponent`` with 10²⁰ < mantissa ≤ 10²¹
(``SafeFloat`` of subtensor's share-pool primitive).
"""

from __future__ import annotations

from struct import pack
from typing import Final

from core.practice.world.ledger import Account, Ledger

_TOP: Final = 10**21
_POWERS: Final = tuple(10**exponent for exponent in range(22))


def safe_float(number: int) -> bytes:
    """The stored form of a whole number, at least 1 and below 10²¹."""
    shift = 21 - len(str(number))
    mantissa = number * _POWERS[shift]
    if mantissa * 10 == _TOP:
        mantissa, shift = _TOP, shift + 1
    return pack("<QQq", mantissa & 0xFFFFFFFFFFFFFFFF, mantissa >> 64, -shift)


def stake(
    ledger: Ledger, netuid: int, hotkey: Account, parts: list[tuple[Account, int]], grown: int = 0
) -> int:
    """A hotkey's pool: each coldkey put in its part, then ``grown`` came as dividends.

    Returns the pool's total in rao.
    """
    key = hotkey + netuid.to_bytes(2, "little")
    total = sum(part for _, part in parts)
    ledger.bucket("TotalHotkeyAlpha").write(key, (total + grown).to_bytes(8, "little"))
    shares = safe_float(total)
    ledger.bucket("TotalHotkeySharesV2").write(key, shares)
    positions = ledger.bucket("AlphaV2")
    for coldkey, part in parts:
        held = shares if part == total else safe_float(part)
        positions.write(hotkey + coldkey + key[48:], held)
        ledger.staking[coldkey][hotkey[16:]] = None
    return total + grown
