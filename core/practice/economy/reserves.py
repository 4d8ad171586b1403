"""A subnet's pool in storage, and trades that keep reserves, accounts and counters in step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from core.practice.economy import accounts, pool
from core.practice.economy.cells import PALLET, number, put
from core.practice.economy.pool import Pool, SwapError, Trade
from core.practice.state import State, StateView

if TYPE_CHECKING:
    from core.practice.calls.context import Context

ROOT: Final = 0
_WHOLE: Final = 100  # percent
DYNAMIC: Final = 1  # the mechanism whose subnets have a pool of their own


def load(view: StateView, netuid: int) -> Pool:
    """The pool as of this view; root and other mechanisms swap one for one."""
    return Pool(
        tao=number(view, "SubnetTAO", netuid),
        alpha=number(view, "SubnetAlphaIn", netuid),
        weight=view.get("Swap", "SwapBalancer", netuid)["quote"],
        fee_rate=view.get("Swap", "FeeRate", netuid),
        dynamic=netuid != ROOT and view.get(PALLET, "SubnetMechanism", netuid) == DYNAMIC,
    )


def price(view: StateView, netuid: int) -> int:
    """The spot price in rao per alpha, floored."""
    return int(load(view, netuid).price * pool.RAO)


def quote_buy(
    ctx: Context, netuid: int, tao: int, limit: int = pool.BUY_NO_LIMIT, *, free: bool = False
) -> Trade:
    """What a purchase would do. The pool's refusals become dispatch errors."""
    return _run(ctx, pool.buy, load(ctx.state, netuid), tao, limit, free=free)


def quote_sell(
    ctx: Context, netuid: int, alpha: int, limit: int = pool.SELL_NO_LIMIT, *, free: bool = False
) -> Trade:
    """What a sale would do. The pool's refusals become dispatch errors."""
    return _run(ctx, pool.sell, load(ctx.state, netuid), alpha, limit, free=free)


def settle_buy(state: State, netuid: int, trade: Trade) -> None:
    """Book a purchase whose TAO is on the subnet's account; its fee waits there for ``pay_out``."""
    _store(state, netuid, trade.pool, tao=trade.net, alpha_out=trade.out)
    _count(state, netuid, stake=trade.taken, volume=trade.taken)


def settle_sell(state: State, netuid: int, trade: Trade) -> None:
    """Book a sale whose alpha has left its position; its TAO waits for ``pay_out``."""
    _store(state, netuid, trade.pool, tao=-trade.out, alpha_out=-trade.net)
    _count(state, netuid, stake=-trade.out, volume=trade.out)


def most_before(ctx: Context, netuid: int, limit: int, *, buying: bool) -> int:
    """How much input a trade takes until the price stands at ``limit``. Swap errors pass."""
    try:
        return pool.most_before(load(ctx.state, netuid), limit, buying=buying)
    except SwapError as error:
        raise ctx.fail(error.name, "Swap") from error


def sell_fee(ctx: Context, netuid: int, alpha: int) -> None:
    """Turn an alpha fee into TAO for the block's author; one too small to sell is burned."""
    if not alpha:
        return
    try:
        trade = pool.sell(load(ctx.state, netuid), alpha, free=True)
    except SwapError:
        return
    settle_sell(ctx.state, netuid, trade)
    pay_fee(ctx, netuid, trade.out)


def pay_fee(ctx: Context, netuid: int, tao: int) -> None:
    """Send a fee to the block's author; one too small to open an account with stays parked."""
    if accounts.exists(ctx.state, ctx.author) or tao >= accounts.EXISTENTIAL_DEPOSIT:
        pay_out(ctx, netuid, ctx.author, tao)


def pay_out(ctx: Context, netuid: int, who: str, tao: int) -> None:
    """Move TAO from the subnet's account."""
    if tao:
        accounts.transfer(ctx, accounts.subnet_account(netuid), who, tao, keep_alive=False)


def tilt(ctx: Context, netuid: int, percent: int) -> None:
    """Multiply the price by a percentage: TAO is minted into the pool, or alpha added to it."""
    held = load(ctx.state, netuid)
    if percent >= _WHOLE:
        added = held.tao * (percent - _WHOLE) // _WHOLE
        accounts.mint(ctx, accounts.subnet_account(netuid), added)
        put(ctx.state, "SubnetTAO", netuid, value=held.tao + added)
    else:
        put(ctx.state, "SubnetAlphaIn", netuid, value=held.alpha * _WHOLE // percent)


def _run(
    ctx: Context, swap: Callable[..., Trade], before: Pool, amount: int, limit: int, *, free: bool
) -> Trade:
    try:
        return swap(before, amount, limit, free=free)
    except SwapError as error:
        raise ctx.fail(error.name, "Swap") from error


def _store(state: State, netuid: int, after: Pool, *, tao: int, alpha_out: int) -> None:
    if after.dynamic:
        put(state, "SubnetTAO", netuid, value=after.tao)
        put(state, "SubnetAlphaIn", netuid, value=after.alpha)
    else:  # one for one there is no curve to move along: the TAO is a plain total
        held = number(state, "SubnetTAO", netuid) + tao
        put(state, "SubnetTAO", netuid, value=max(held, 0))
    outside = number(state, "SubnetAlphaOut", netuid) + alpha_out
    put(state, "SubnetAlphaOut", netuid, value=max(outside, 0))


def _count(state: State, netuid: int, *, stake: int, volume: int) -> None:
    put(state, "TotalStake", value=max(number(state, "TotalStake") + stake, 0))
    put(state, "SubnetVolume", netuid, value=number(state, "SubnetVolume", netuid) + volume)
    flow = state.get(PALLET, "SubnetTaoFlow", netuid) + stake
    state.put(PALLET, "SubnetTaoFlow", netuid, value=flow)
