"""The end of a subnet: its stakers share the pool's TAO, and its records go."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from core.practice.addresses import ss58
from core.practice.codec import Codec
from core.practice.economy import accounts, cells, shares
from core.practice.economy.apportion import divide
from core.practice.economy.cells import PALLET, number, put
from core.practice.state import State, StateView

if TYPE_CHECKING:
    from core.practice.calls.context import Context

_NETUIDS: Final = frozenset({"NetUid", "NetUidStorageIndex"})
_KEPT: Final = frozenset({"RegisteredSubnetCounter"})  # counts the subnets a netuid has seen
_ACCOUNT_BYTES: Final = 32
# Bytes of hash that a hasher puts in front of a key's part.
_HASHES: Final = {"Identity": 0, "Twox64Concat": 8, "Blake2_128Concat": 16}
_HASHED_ACCOUNT: Final = _HASHES["Blake2_128Concat"] + _ACCOUNT_BYTES


def dissolve(ctx: Context, netuid: int) -> None:
    """Pay the stakers out, recycle what belongs to the protocol, remove every record."""
    state = ctx.state
    _pay_out(ctx, netuid)
    put(state, "TotalStake", value=max(number(state, "TotalStake") - _tao(state, netuid), 0))
    put(state, "TotalNetworks", value=max(number(state, "TotalNetworks") - 1, 0))
    _forget(state, netuid)
    ctx.deposit(PALLET, "NetworkRemoved", netuid)


def positions(view: StateView, netuid: int) -> list[tuple[str, str, int]]:
    """Every staked position on a subnet: hotkey, coldkey, alpha."""
    prefix = view.codec.key(PALLET, "AlphaV2")
    tail = netuid.to_bytes(2, "little")
    found: list[tuple[str, str, int]] = []
    for key in view.keys(prefix):
        if key.endswith(tail):
            middle = len(prefix) + _HASHED_ACCOUNT  # each account follows its hash
            hotkey = ss58(key[middle - _ACCOUNT_BYTES : middle])
            coldkey = ss58(key[-2 - _ACCOUNT_BYTES : -2])
            found.append((hotkey, coldkey, shares.value(view, hotkey, coldkey, netuid)))
    return found


def _pay_out(ctx: Context, netuid: int) -> None:
    """Alpha of stakers, of the protocol and in the pool has equal rights to the TAO."""
    state, home = ctx.state, accounts.subnet_account(netuid)
    staked = positions(state, netuid)
    protocol = number(state, "SubnetProtocolAlpha", netuid) + number(state, "SubnetAlphaIn", netuid)
    amounts = divide(_tao(state, netuid), [alpha for _, _, alpha in staked] + [protocol])
    for (_, coldkey, _), amount in zip(staked, amounts, strict=False):
        _pay(ctx, home, coldkey, amount)
    rest = accounts.free(state, home)
    if rest:
        accounts.recycle(ctx, home, rest, keep_alive=False)


def _pay(ctx: Context, home: str, coldkey: str, amount: int) -> None:
    # A claim too small to open an account with is recycled with the rest.
    if amount and (accounts.exists(ctx.state, coldkey) or amount >= accounts.EXISTENTIAL_DEPOSIT):
        accounts.transfer(ctx, home, coldkey, amount, keep_alive=False)


def _forget(state: State, netuid: int) -> None:
    """Remove whatever is keyed by the netuid or by one of its mechanisms' indexes."""
    named = {index.to_bytes(2, "little") for index in cells.mechanisms(state, netuid)}
    for prefix, place in _places(state.codec):
        for key in state.keys(prefix):
            if key[place : place + 2] in named:
                state.set_raw(key, None)


@cache
def _places(codec: Codec) -> tuple[tuple[bytes, int], ...]:
    """Every map that has a netuid in its keys: its prefix, and where the netuid stands."""
    pallets = codec.runtime.metadata_ir()["pallets"]
    items = ((pallet["name"], item["name"]) for pallet in pallets for item in pallet["storage"])
    found = (_place(codec, *names) for names in items if names[1] not in _KEPT)
    return tuple(place for place in found if place is not None)


def _place(codec: Codec, pallet: str, item: str) -> tuple[bytes, int] | None:
    entry = codec.runtime.storage_entry(pallet, item)
    prefix = codec.item(pallet, item).prefix
    place = len(prefix)
    for type_id, hasher in zip(entry.param_types, entry.param_hashers, strict=True):
        path = codec.registry[int(type_id.rpartition(":")[2])].get("path") or [""]
        if path[-1] in _NETUIDS:
            return prefix, place + _HASHES[hasher]
        if path[-1] != "AccountId32":
            return None
        place += _HASHES[hasher] + _ACCOUNT_BYTES
    return None


def _tao(view: StateView, netuid: int) -> int:
    return number(view, "SubnetTAO", netuid)
