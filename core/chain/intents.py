"""Intents as calls of the runtime: what the SDK composes, and the bytes it must come to.

A node may lie about its metadata, and what is composed and read back by a
lie looks right. So the bytes are known here independently: call indices do not
change within a chain's life without a new transaction version, and a runtime
that did change them is refused until this table knows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from core.chain.scale import compact, unsigned
from core.domain.addresses import public_key_of
from core.domain.intents import AddStake, Intent, RegisterHotkey, TransferTao
from core.errors import AppError, ErrorKind

# Pallet and call index. Source: subtensor's construct_runtime!, pallet_balances,
# pallet_subtensor's dispatches and pallet_shield.
_KEEP_ALIVE: Final = ("transfer_keep_alive", 5, 3)
_ALLOW_DEATH: Final = ("transfer_allow_death", 5, 0)
_ADD_STAKE: Final = ("add_stake_limit", 7, 88)
_REGISTER: Final = ("register_limit", 7, 134)
_ENCRYPTED: Final = ("submit_encrypted", 30, 1)
_BY_ID: Final = b"\x00"  # MultiAddress::Id
_WHOLE: Final = b"\x00"  # allow_partial: false
_SUBTENSOR: Final = "SubtensorModule"


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


def call_of(intent: Intent) -> Call:
    """The call of an intent of exact amount and limit.

    Raises AppError(BAD_INPUT) for a bad address or a number that is out of range.
    """
    match intent:
        case TransferTao():
            return _transfer(intent)
        case AddStake():
            return _add_stake(intent)
        case RegisterHotkey():
            return _register(intent)


def carrier_of(ciphertext: bytes) -> Call:
    """The call that brings an encrypted transaction to the block's author."""
    data = compact(len(ciphertext)) + ciphertext
    return _call("MevShield", _ENCRYPTED, {"ciphertext": "0x" + ciphertext.hex()}, data)


def _transfer(intent: TransferTao) -> Call:
    data = _BY_ID + public_key_of(intent.dest) + compact(_rao(intent.exact))
    arguments = {"dest": intent.dest, "value": int(intent.exact)}
    return _call("Balances", _KEEP_ALIVE if intent.keep_alive else _ALLOW_DEATH, arguments, data)


def _add_stake(intent: AddStake) -> Call:
    numbers = _u64(intent.exact) + _u64(intent.ceiling)
    data = public_key_of(intent.hotkey) + _u16(intent.netuid) + numbers + _WHOLE
    arguments = {
        "hotkey": intent.hotkey,
        "netuid": int(intent.netuid),
        "amount_staked": int(intent.exact),
        "limit_price": int(intent.ceiling),
        "allow_partial": False,
    }
    return _call(_SUBTENSOR, _ADD_STAKE, arguments, data)


def _register(intent: RegisterHotkey) -> Call:
    data = _u16(intent.netuid) + public_key_of(intent.hotkey) + _u64(intent.ceiling)
    arguments = {
        "netuid": int(intent.netuid),
        "hotkey": intent.hotkey,
        "limit_price": int(intent.ceiling),
    }
    return _call(_SUBTENSOR, _REGISTER, arguments, data)


def _call(
    pallet: str, function: tuple[str, int, int], arguments: dict[str, Any], encoded: bytes
) -> Call:
    name, pallet_index, call_index = function
    return Call(pallet, name, arguments, bytes([pallet_index, call_index]) + encoded)


def _rao(number: int) -> int:
    _u64(number)
    return number


def _u64(number: int) -> bytes:
    return _sized(number, 8)


def _u16(number: int) -> bytes:
    return _sized(number, 2)


def _sized(number: int, size: int) -> bytes:
    try:
        return unsigned(number, size)
    except OverflowError as error:
        facts = {"text": str(number)[:64]}
        raise AppError(ErrorKind.BAD_INPUT, "a number out of range", facts) from error
