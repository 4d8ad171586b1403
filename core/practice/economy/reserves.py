"""A subnet's pool in storage, and trades that keep reserves, accounts and counters in step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from core.practice.economy import accounts, pool
from core.practice.economy.pool import Pool, SwapError, Trade
from core.practice.state import State, StateView

if TYPE_CHECKING:
    from core.practice.calls.context import Context

ROOT: Final = 0
DYNAMIC: Final = 1  # the mechanism whose subnets have a pool of their own

_PALLET: Final = "SubtensorModule"


def load(view: StateView, netuid: int) -> Pool:
    """The pool as of this view; root and other mechanisms swap one for one."""
    return Pool(
        tao=number(view, "SubnetTAO", netuid),
        alpha=number(view, "SubnetAlphaIn", netuid),
        weight=view.get("Swap", "SwapBalancer", netuid)["quote"],
        fee_rate=view.get("Swap", "FeeRate", netuid),
        dynamic=netuid != ROOT and view.get(_PALLET, "SubnetMechanism", netuid) == DYNAMIC,
    )


def price(view: StateView, netuid: int) -> int:
    """The spot price in rao per alpha, floored."""
    return int(load(view, netuid).price * pool.RAO)


def number(view: StateView, item: str, netuid: int) -> int:
    """An unsigned counter of the subtensor pallet, keyed by netuid, whose default is 0."""
    raw = view.raw(view.codec.key(_PALLET, item, netuid))
    return int.from_bytes(raw or b"", "little")


def buy(
    ctx: Context, netuid: int, tao: int, limit: int = pool.BUY_NO_LIMIT, *, free: bool = False
) -> Trade:
    """Swap TAO that is on the subnet's account already for alpha that is now outside the pool.

    The fee stays on the subnet's account until ``pay_out`` sends it on. Swap errors
    become dispatch errors.
    """
    trade = _run(ctx, pool.buy, load(ctx.state, netuid), tao, limit, free=free)
    _store(ctx.state, netuid, trade.pool, tao=trade.net, alpha_out=trade.out)
    _count(ctx.state, netuid, stake=trade.taken, volume=trade.taken)
    return trade


def sell(
    ctx: Context, netuid: int, alpha: int, limit: int = pool.SELL_NO_LIMIT, *, free: bool = False
) -> Trade:
    """Swap alpha, taken from a position before, for TAO that waits on the subnet's account.

    The alpha fee is sold in a second swap that is free; see ``sell_fee``.
    """
    trade = _run(ctx, pool.sell, load(ctx.state, netuid), alpha, limit, free=free)
    _store(ctx.state, netuid, trade.pool, tao=-trade.out, alpha_out=-trade.net)
    _count(ctx.state, netuid, stake=-trade.out, volume=trade.out)
    return trade


def sell_fee(ctx: Context, netuid: int, alpha: int) -> None:
    """Turn an alpha fee into TAO for the block's author; one too small to sell is burned."""
    if not alpha:
        return
    try:
        pool.sell(load(ctx.state, netuid), alpha, free=True)
    except SwapError:
        return
    pay_out(ctx, netuid, ctx.author, sell(ctx, netuid, alpha, free=True).out)


def pay_out(ctx: Context, netuid: int, who: str, tao: int) -> None:
    """Move TAO from the subnet's account."""
    if tao:
        accounts.transfer(ctx, accounts.subnet_account(netuid), who, tao, keep_alive=False)


def _run(
    ctx: Context, swap: Callable[..., Trade], before: Pool, amount: int, limit: int, *, free: bool
) -> Trade:
    try:
        return swap(before, amount, limit, free=free)
    except SwapError as error:
        raise ctx.fail(error.name, "Swap") from error


def _store(state: State, netuid: int, after: Pool, *, tao: int, alpha_out: int) -> None:
    if after.dynamic:
        put(state, "SubnetTAO", netuid, after.tao)
        put(state, "SubnetAlphaIn", netuid, after.alpha)
    else:  # one for one there is no curve to move along: the TAO is a plain total
        put(state, "SubnetTAO", netuid, max(number(state, "SubnetTAO", netuid) + tao, 0))
    outside = number(state, "SubnetAlphaOut", netuid) + alpha_out
    put(state, "SubnetAlphaOut", netuid, max(outside, 0))


def _count(state: State, netuid: int, *, stake: int, volume: int) -> None:
    key = state.codec.key(_PALLET, "TotalStake")
    total = int.from_bytes(state.raw(key) or b"", "little") + stake
    state.set_raw(key, max(total, 0).to_bytes(8, "little"))
    put(state, "SubnetVolume", netuid, number(state, "SubnetVolume", netuid) + volume, width=16)


def put(state: State, item: str, netuid: int, amount: int, width: int = 8) -> None:
    """Store an unsigned number of ``width`` bytes under a netuid."""
    state.set_raw(state.codec.key(_PALLET, item, netuid), amount.to_bytes(width, "little"))
