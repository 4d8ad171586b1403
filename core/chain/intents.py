"""Intents as calls of the runtime: what the SDK composes, and the bytes it must come to.

A node may lie about its metadata, and what is composed and read back by a
lie looks right. So the bytes are known here independently: call indices do not
change within a chain's life without a new transaction version, and a runtime
that did change them is refused until this table knows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from core.chain.scale import compact
from core.domain.addresses import public_key_of
from core.domain.intents import TransferTao

# Pallet and call index. Source: subtensor's construct_runtime! and pallet_balances.
_KEEP_ALIVE: Final = ("transfer_keep_alive", 5, 3)
_ALLOW_DEATH: Final = ("transfer_allow_death", 5, 0)
_BY_ID: Final = b"\x00"  # MultiAddress::Id


@dataclass(frozen=True, slots=True)
class Call:
    """A call by names and arguments, as the SDK takes it, and the bytes it must encode to."""

    pallet: str
    function: str
    arguments: dict[str, Any]
    data: bytes

    @property
    def name(self) -> str:
        return f"{self.pallet}.{self.function}"


def call_of(intent: TransferTao) -> Call:
    """The call of an intent of exact amount. Raises AppError(BAD_INPUT) for a bad address."""
    function, pallet_index, call_index = _KEEP_ALIVE if intent.keep_alive else _ALLOW_DEATH
    head = bytes([pallet_index, call_index])
    data = head + _BY_ID + public_key_of(intent.dest) + compact(intent.exact)
    arguments = {"dest": intent.dest, "value": int(intent.exact)}
    return Call("Balances", function, arguments, data)
