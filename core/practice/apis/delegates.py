"""``DelegateInfoRuntimeApi``: hotkeys that take nominations, and who nominated them."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from core.practice.apis.encode import NONE, compacts, record, sequence, some
from core.practice.apis.request import Methods, Request
from core.practice.apis.stakes import staked, staking_hotkeys
from core.practice.apis.stored import at, by_hotkey, hashed, numbers, owner, prefix
from core.practice.codec import compact
from core.practice.economy.cells import key, netuids, number
from core.practice.state import StateView

_BLOCKS_A_DAY: Final = 7_200
_THOUSAND_TAO: Final = 1_000 * 10**9
_U16: Final = 65_535


def _delegates(view: StateView) -> list[bytes]:
    return [found[-32:] for found in view.keys(prefix(view, "Delegates"))]


def _take(view: StateView, hotkey: bytes) -> int | None:
    """The stored take in 1/65 535; None for one that is no delegate."""
    found = view.raw(prefix(view, "Delegates") + hashed(hotkey))
    return None if found is None else int.from_bytes(found, "little")


def _nominators(view: StateView, hotkey: bytes) -> bytes:
    """``Vec<(AccountId, Vec<(Compact<NetUid>, Compact<u64>)>)>`` by account."""
    positions: defaultdict[bytes, list[int]] = defaultdict(list)
    for found in view.keys(prefix(view, "AlphaV2") + hashed(hotkey)):
        positions[found[-34:-2]].append(int.from_bytes(found[-2:], "little"))
    return sequence(
        [
            coldkey
            + sequence(
                [
                    compact(netuid) + compact(staked(view, hotkey, coldkey, netuid))
                    for netuid in sorted(places)
                ]
            )
            for coldkey, places in sorted(positions.items())
        ]
    )


def _registrations(view: StateView, hotkey: bytes) -> dict[int, int]:
    """The uid by netuid wherever a hotkey is registered."""
    found: dict[int, int] = {}
    name = hashed(hotkey)
    for netuid in netuids(view):
        uid = view.raw(key(view.codec, "Uids", netuid) + name)
        if uid is not None:
            found[netuid] = int.from_bytes(uid, "little")
    return found


def _info(view: StateView, hotkey: bytes, take: int, *, nominators: bool) -> bytes:
    seats = _registrations(view, hotkey)
    permits = [
        netuid
        for netuid, uid in seats.items()
        if at(numbers(view, "ValidatorPermit", netuid, "B"), uid)
    ]
    daily = sum(
        at(numbers(view, "Emission", netuid, "Q"), uid) * _BLOCKS_A_DAY // tempo
        for netuid, uid in seats.items()
        if (tempo := number(view, "Tempo", netuid))
    )
    root = by_hotkey(view, "TotalHotkeyAlpha", hotkey, 0)
    kept = daily * (_U16 - take) // _U16
    values = {
        "delegate_ss58": hotkey,
        "take": compact(take),
        "nominators": _nominators(view, hotkey) if nominators else sequence([]),
        "owner_ss58": owner(view, hotkey),
        "registrations": compacts(seats),
        "validator_permits": compacts(permits),
        "return_per_1000": compact(kept * _THOUSAND_TAO // root if root else 0),
        "total_daily_return": compact(daily),
    }
    return record(view.codec, "DelegateInfo", values)


def _every(request: Request) -> bytes:
    view = request.view
    return sequence(
        [
            _info(view, hotkey, _take(view, hotkey) or 0, nominators=True)
            for hotkey in _delegates(view)
        ]
    )


def _one(request: Request) -> bytes:
    hotkey = request.arguments.account()
    take = _take(request.view, hotkey)
    return NONE if take is None else some(_info(request.view, hotkey, take, nominators=True))


def _delegated(request: Request) -> bytes:
    """Each position of a coldkey with a delegate."""
    view, coldkey = request.view, request.arguments.account()
    rows: list[bytes] = []
    for hotkey in sorted(staking_hotkeys(view, coldkey)):
        take = _take(view, hotkey)
        if take is None:
            continue
        stakes = {netuid: staked(view, hotkey, coldkey, netuid) for netuid in netuids(view)}
        held = {netuid: stake for netuid, stake in stakes.items() if stake}
        if held:
            info = _info(view, hotkey, take, nominators=False)
            rows += [info + compact(netuid) + compact(stake) for netuid, stake in held.items()]
    return sequence(rows)


METHODS: Methods = {
    "get_delegates": _every,
    "get_delegate": _one,
    "get_delegated": _delegated,
}
