"""The part of a registration's price that is locked as alpha instead of burned.

``CollateralLockShare`` of the price (u16, 0 by default) is the requirement; what a
coldkey has locked for the hotkey already counts towards it at the moving price.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from core.practice.codec import Value
from core.practice.economy import pool, reserves, shares
from core.practice.economy.cells import PALLET, number
from core.practice.state import StateView

if TYPE_CHECKING:
    from core.practice.calls.context import Context

MOST_HOTKEYS: Final = 32  # of one coldkey on one subnet
_UNIT: Final = 65_535
_PRICE_BITS: Final = 32


@dataclass(frozen=True, slots=True)
class Charge:
    """What a registration takes, in rao: ``burned`` for good, ``top_up`` into collateral."""

    burned: int
    top_up: int

    @property
    def total(self) -> int:
        return self.burned + self.top_up


def charge(view: StateView, coldkey: str, netuid: int, hotkey: str, price: int) -> Charge:
    """Split a registration's price for this coldkey and hotkey."""
    required = price * number(view, "CollateralLockShare", netuid) // _UNIT
    if not required:
        return Charge(burned=price, top_up=0)
    held = locked(view, coldkey, hotkey, netuid)
    worth = held * number(view, "SubnetMovingPrice", netuid) >> _PRICE_BITS
    return Charge(burned=price - required, top_up=max(required - worth, 0))


def locked(view: StateView, coldkey: str, hotkey: str, netuid: int) -> int:
    """The alpha that a position may not fall below, in rao."""
    state = _stored(view, coldkey, hotkey, netuid)
    return 0 if state is None else int(state["locked"])


def price_limit(view: StateView, netuid: int, paid: Charge) -> int:
    """A purchase that locks alpha may move the price by 5 %; a plain one as it must."""
    if not paid.top_up:
        return pool.BUY_NO_LIMIT
    return int(reserves.load(view, netuid).price * pool.RAO * Fraction(105, 100))


def lock(
    ctx: Context, coldkey: str, netuid: int, hotkey: str, paid: Charge, trade: pool.Trade
) -> int:
    """Stake the top-up's part of the alpha bought and lock it; returns that part.

    ``ColdkeyCollateralPositionsFull`` if the coldkey has no room for another hotkey here.
    """
    if not paid.top_up:
        return 0
    alpha = trade.out * paid.top_up // paid.total
    shares.add(ctx.state, hotkey, coldkey, netuid, alpha)
    ctx.state.put(PALLET, "LastColdkeyHotkeyStakeBlock", coldkey, hotkey, value=ctx.block)
    total = _store(ctx, coldkey, netuid, hotkey, alpha)
    fee = trade.fee * paid.top_up // paid.total
    ctx.deposit(PALLET, "StakeAdded", [coldkey, hotkey, paid.top_up, alpha, netuid, fee])
    fields = {"netuid": netuid, "hotkey": hotkey, "locked": alpha, "total_locked": total}
    ctx.deposit(PALLET, "CollateralLocked", fields)
    return alpha


def _store(ctx: Context, coldkey: str, netuid: int, hotkey: str, alpha: int) -> int:
    state = ctx.state
    listed = state.get(PALLET, "ColdkeyCollateralHotkeys", netuid, coldkey)
    if hotkey not in listed:
        if len(listed) >= MOST_HOTKEYS:
            raise ctx.fail("ColdkeyCollateralPositionsFull")
        state.put(PALLET, "ColdkeyCollateralHotkeys", netuid, coldkey, value=[*listed, hotkey])
    before = _stored(state, coldkey, hotkey, netuid) or {"min_locked": 0, "earned": 0, "locked": 0}
    after = {
        **before,
        "locked": before["locked"] + alpha,
        "drain_ratio": state.get(PALLET, "CollateralDrainRatio", netuid),
    }
    state.put(PALLET, "MinerCollateral", netuid, hotkey, coldkey, value=after)
    held = state.get(PALLET, "ColdkeyMinerCollateral", netuid, coldkey)
    state.put(PALLET, "ColdkeyMinerCollateral", netuid, coldkey, value=held + alpha)
    return int(after["locked"])


def _stored(view: StateView, coldkey: str, hotkey: str, netuid: int) -> dict[str, Value] | None:
    if view.raw(view.codec.key(PALLET, "MinerCollateral", netuid, hotkey, coldkey)) is None:
        return None
    state: dict[str, Value] = view.get(PALLET, "MinerCollateral", netuid, hotkey, coldkey)
    return state
