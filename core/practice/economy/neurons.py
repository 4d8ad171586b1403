"""Seats on a subnet: which uid a newcomer gets, who has to go for it, and what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.practice.economy import cells
from core.practice.economy.cells import PALLET, number, put
from core.practice.state import State, StateView

if TYPE_CHECKING:
    from core.practice.calls.context import Context

# Vectors by uid that a new seat extends: item, bytes per element, first value.
_BY_NETUID: Final = (
    ("Active", 1, 1),
    ("Emission", 8, 0),
    ("Consensus", 2, 0),
    ("Dividends", 2, 0),
    ("ValidatorTrust", 2, 0),
    ("ValidatorPermit", 1, 0),
)
_LEFT_BEHIND: Final = ("Axons", "NeuronCertificates", "Prometheus")


def uid_of(view: StateView, netuid: int, hotkey: str) -> int | None:
    """A hotkey's seat; None if it has none here."""
    raw = view.raw(view.codec.key(PALLET, "Uids", netuid, hotkey))
    return None if raw is None else int.from_bytes(raw, "little")


def hotkey_at(view: StateView, netuid: int, uid: int) -> str:
    hotkey: str = view.get(PALLET, "Keys", netuid, uid)
    return hotkey


def take_seat(ctx: Context, netuid: int, hotkey: str, victim: int | None) -> int:
    """Seat a hotkey behind the others, or on the uid of ``victim``; returns the uid."""
    if victim is None:
        return append(ctx.state, netuid, hotkey, ctx.block)
    _replace(ctx.state, netuid, victim, hotkey, ctx.block)
    return victim


def choose_seat(ctx: Context, netuid: int) -> int | None:
    """None while there is room, else the uid to prune. ``NoNeuronIdAvailable`` if nobody can go."""
    places = number(ctx.state, "MaxAllowedUids", netuid)
    if not places:
        raise ctx.fail("NoNeuronIdAvailable")
    if number(ctx.state, "SubnetworkN", netuid) < places:
        return None
    victim = prune_candidate(ctx.state, netuid, ctx.block)
    if victim is None:
        raise ctx.fail("NoNeuronIdAvailable")
    return victim


def prune_candidate(view: StateView, netuid: int, block: int) -> int | None:
    """The uid that goes next: the lowest emission, then the oldest, then the lowest uid.

    The owner's protected uids never go. Immune ones go only when not more than
    ``MinNonImmuneUids`` others are left, and then only they do.
    """
    emission = cells.vector(view, "Emission", netuid, 8)
    immunity = number(view, "ImmunityPeriod", netuid)
    protected = _protected(view, netuid)
    immune: list[tuple[int, int, int]] = []
    mortal: list[tuple[int, int, int]] = []
    for uid in range(number(view, "SubnetworkN", netuid)):
        if uid in protected:
            continue
        since = number(view, "BlockAtRegistration", netuid, uid)
        score = emission[uid] if uid < len(emission) else 0
        group = immune if block - since < immunity else mortal
        group.append((score, since, uid))
    candidates = mortal if len(mortal) > number(view, "MinNonImmuneUids", netuid) else immune
    return min(candidates)[2] if candidates else None


def _protected(view: StateView, netuid: int) -> list[int]:
    """The uids of the owner that are never pruned, at most ``ImmuneOwnerUidsLimit``."""
    limit = number(view, "ImmuneOwnerUidsLimit", netuid)
    owned = view.get(PALLET, "OwnedHotkeys", view.get(PALLET, "SubnetOwner", netuid))
    seats = [uid for hotkey in owned if (uid := uid_of(view, netuid, hotkey)) is not None]
    seats.sort(key=lambda uid: (number(view, "BlockAtRegistration", netuid, uid), uid))
    kept = seats[:limit]
    first = uid_of(view, netuid, view.get(PALLET, "SubnetOwnerHotkey", netuid))
    if first is not None and first not in kept:
        kept = [first, *kept][:limit]
    return kept


def append(state: State, netuid: int, hotkey: str, block: int) -> int:
    """Give a hotkey the next uid of a subnet that has room."""
    uid = number(state, "SubnetworkN", netuid)
    put(state, "SubnetworkN", netuid, value=uid + 1)
    for item, width, value in _BY_NETUID:
        cells.append(state, item, netuid, width, value)
    for index in cells.mechanisms(state, netuid):
        cells.append(state, "Incentive", index, 2, 0)
        cells.append(state, "LastUpdate", index, 8, block)
    _write_keys(state, netuid, uid, hotkey, block)
    return uid


def _replace(state: State, netuid: int, uid: int, hotkey: str, block: int) -> None:
    old = hotkey_at(state, netuid, uid)
    state.remove(PALLET, "Uids", netuid, old)
    state.remove(PALLET, "IsNetworkMember", old, netuid)
    for item in _LEFT_BEHIND:
        state.remove(PALLET, item, netuid, old)
    state.remove(PALLET, "AssociatedEvmAddress", netuid, uid)
    for item, width, value in (*_BY_NETUID, ("StakeWeight", 2, 0)):
        cells.put_element(state, item, netuid, width, uid, value)
    for index in cells.mechanisms(state, netuid):
        cells.put_element(state, "Incentive", index, 2, uid, 0)
        cells.put_element(state, "LastUpdate", index, 8, uid, block)
        state.set_raw(cells.key(state.codec, "Weights", index, uid), None)
        state.set_raw(cells.key(state.codec, "Bonds", index, uid), None)
        cells.clear_column(state, "Weights", index, uid)
    _write_keys(state, netuid, uid, hotkey, block)


def _write_keys(state: State, netuid: int, uid: int, hotkey: str, block: int) -> None:
    state.put(PALLET, "Keys", netuid, uid, value=hotkey)
    state.put(PALLET, "Uids", netuid, hotkey, value=uid)
    put(state, "BlockAtRegistration", netuid, uid, value=block)
    state.put(PALLET, "IsNetworkMember", hotkey, netuid, value=True)
