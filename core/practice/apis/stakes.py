"""``StakeInfoRuntimeApi``: positions by coldkey, what of them is free, and conviction locks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from core.practice.apis.encode import NONE, boolean, record, sequence, some
from core.practice.apis.request import Arguments, Methods, Request
from core.practice.apis.stored import by_hotkey, exists, hashed, prefix
from core.practice.codec import compact, read_compact
from core.practice.economy import pool, reserves
from core.practice.economy.cells import key, netuids
from core.practice.economy.shares import unpack
from core.practice.state import StateView

_ACCOUNT: Final = 32


def staking_hotkeys(view: StateView, coldkey: bytes) -> list[bytes]:
    """The hotkeys a coldkey has staked to, or owns."""
    data = view.raw(prefix(view, "StakingHotkeys") + hashed(coldkey))
    if data is None:
        return []
    _, start = read_compact(data, 0)
    return [data[place : place + _ACCOUNT] for place in range(start, len(data), _ACCOUNT)]


def staked(view: StateView, hotkey: bytes, coldkey: bytes, netuid: int) -> int:
    """A position's worth in alpha rao: its part of the hotkey's share pool, floored."""
    tail = netuid.to_bytes(2, "little")
    hot = hashed(hotkey)
    held = unpack(view.raw(prefix(view, "AlphaV2") + hot + hashed(coldkey) + tail))
    if not held:
        return 0
    shares = unpack(view.raw(prefix(view, "TotalHotkeySharesV2") + hot + tail))
    total = by_hotkey(view, "TotalHotkeyAlpha", hotkey, netuid)
    return min(int(total * held / shares), total) if shares else 0


def _info(view: StateView, hotkey: bytes, coldkey: bytes, netuid: int, stake: int) -> bytes:
    dividends = view.raw(key(view.codec, "AlphaDividendsPerSubnet", netuid) + hashed(hotkey))
    registered = view.raw(key(view.codec, "Uids", netuid) + hashed(hotkey)) is not None
    values = {
        "hotkey": hotkey,
        "coldkey": coldkey,
        "netuid": compact(netuid),
        "stake": compact(stake),
        "emission": compact(int.from_bytes(dividends or b"", "little")),
        "is_registered": boolean(registered),
    }
    return record(view.codec, "StakeInfo", values)


def _positions(view: StateView, coldkey: bytes) -> bytes:
    """``Vec<StakeInfo>`` of everything a coldkey has, by netuid."""
    names = staking_hotkeys(view, coldkey)
    found = (
        (netuid, hotkey, staked(view, hotkey, coldkey, netuid))
        for netuid in netuids(view)
        for hotkey in names
    )
    return sequence(
        [_info(view, hotkey, coldkey, netuid, stake) for netuid, hotkey, stake in found if stake]
    )


def _of_coldkey(request: Request) -> bytes:
    return _positions(request.view, request.arguments.account())


def _of_coldkeys(request: Request) -> bytes:
    coldkeys = request.arguments.sequence(request.arguments.account)
    return sequence([coldkey + _positions(request.view, coldkey) for coldkey in coldkeys])


def _of_position(request: Request) -> bytes:
    view, arguments = request.view, request.arguments
    hotkey, coldkey, netuid = arguments.account(), arguments.account(), arguments.netuid()
    return some(_info(view, hotkey, coldkey, netuid, staked(view, hotkey, coldkey, netuid)))


def _availability(request: Request) -> bytes:
    """Total, locked and free alpha by coldkey and subnet, both in ascending order."""
    view, arguments = request.view, request.arguments
    coldkeys = arguments.sequence(arguments.account)
    wanted = arguments.option(lambda: arguments.sequence(arguments.netuid))
    known = netuids(view)
    chosen = known if wanted is None else sorted(set(wanted))
    if len(chosen) > len(known):
        chosen = []
    return sequence(
        [
            coldkey + _available(view, coldkey, [n for n in chosen if exists(view, n)])
            for coldkey in sorted(set(coldkeys))
        ]
    )


def _available(view: StateView, coldkey: bytes, chosen: Iterable[int]) -> bytes:
    rows: list[bytes] = []
    names = staking_hotkeys(view, coldkey)
    for netuid in chosen:
        total = sum(staked(view, hotkey, coldkey, netuid) for hotkey in names)
        locked = _locked(view, coldkey, netuid)
        if total or locked:
            values = {
                "total": compact(total),
                "locked": compact(locked),
                "available": compact(max(total - locked, 0)),
            }
            row = record(view.codec, "StakeAvailability", values)
            rows.append(netuid.to_bytes(2, "little") + row)
    return sequence(rows)


def _locks(view: StateView, coldkey: bytes, netuid: int) -> list[bytes]:
    """Stored ``LockState`` of a coldkey on a subnet; at most one."""
    start = prefix(view, "Lock") + hashed(coldkey) + netuid.to_bytes(2, "little")
    return [view.raw(found) or b"" for found in view.keys(start)]


def _locked(view: StateView, coldkey: bytes, netuid: int) -> int:
    """Mass under lock as last written; it decays from there on."""
    return sum(int.from_bytes(lock[:8], "little") for lock in _locks(view, coldkey, netuid))


def _lock(request: Request) -> bytes:
    coldkey, netuid = request.arguments.account(), request.arguments.netuid()
    locks = _locks(request.view, coldkey, netuid)
    return some(locks[0]) if locks else NONE


def _fee(request: Request) -> bytes:
    """The swap fee on ``amount``, taken on the destination's subnet, else on the origin's."""
    view, arguments = request.view, request.arguments
    origin = arguments.option(lambda: _place(arguments))
    arguments.account()
    destination = arguments.option(lambda: _place(arguments))
    arguments.account()
    amount = arguments.number(8)
    side = destination or origin
    if origin == destination or side is None:
        return (0).to_bytes(8, "little")
    market = reserves.load(view, side[1])
    fee = pool.fee_of(amount, market.fee_rate) if market.dynamic else 0
    return fee.to_bytes(8, "little")


def _place(arguments: Arguments) -> tuple[bytes, int]:
    return arguments.account(), arguments.netuid()


METHODS: Methods = {
    "get_stake_info_for_coldkey": _of_coldkey,
    "get_stake_info_for_coldkeys": _of_coldkeys,
    "get_stake_info_for_hotkey_coldkey_netuid": _of_position,
    "get_stake_availability_for_coldkeys": _availability,
    "get_stake_fee": _fee,
    "get_coldkey_lock": _lock,
}
