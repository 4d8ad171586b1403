"""Staking and unstaking: the chain's checks in the chain's order, then the swap and its books."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.practice.economy import accounts, collateral, hotkeys, pool, reserves, shares
from core.practice.economy.cells import PALLET, number
from core.practice.economy.pool import Pool, SwapError

if TYPE_CHECKING:
    from core.practice.calls.context import Context

MIN_STAKE: Final = 2_000_000  # rao
UNLIMITED: Final = (1 << 64) - 1


def stake(
    ctx: Context,
    coldkey: str,
    hotkey: str,
    netuid: int,
    tao: int,
    *,
    limit: int = pool.BUY_NO_LIMIT,
    most: int = UNLIMITED,
    partial: bool = False,
) -> None:
    """Buy a subnet's alpha with TAO and stake it to a hotkey.

    ``most`` is what the price limit lets through; with ``partial`` only so much is
    staked, without it a larger amount fails.
    """
    _check_stake(ctx, coldkey, hotkey, netuid, tao, most=most, partial=partial)
    wanted = min(tao, most) if partial else tao
    # A transfer keeps the existential deposit: the amount is clipped, silently.
    paid = min(wanted, accounts.spendable(ctx.state, coldkey))
    _buy(ctx, coldkey, hotkey, netuid, paid, limit)


def _check_stake(
    ctx: Context,
    coldkey: str,
    hotkey: str,
    netuid: int,
    tao: int,
    *,
    most: int,
    partial: bool,
) -> None:
    before = reserves.load(ctx.state, netuid)
    if before.dynamic and tao > before.tao * pool.MAX_INPUT_TIMES:
        raise ctx.fail("InsufficientLiquidity")
    check_open(ctx, netuid)
    fee_rate = before.fee_rate if before.dynamic else 0
    if tao < MIN_STAKE + pool.fee_of(MIN_STAKE, fee_rate):
        raise ctx.fail("AmountTooLow")
    if not partial and tao > most:
        raise ctx.fail("SlippageTooHigh")
    if accounts.free(ctx.state, coldkey) < min(tao, most):
        raise ctx.fail("NotEnoughBalanceToStake")
    if hotkeys.owner(ctx.state, hotkey) is None:
        raise ctx.fail("HotKeyAccountNotExists")
    _check_purchase(ctx, before, min(tao, most))


def _check_purchase(ctx: Context, before: Pool, tao: int) -> None:
    """A trial without the price limit, which ``most`` stands for already."""
    try:
        trade = pool.buy(before, tao)
    except SwapError as error:
        raise ctx.fail("InsufficientLiquidity") from error
    if trade.net < MIN_STAKE:
        raise ctx.fail("AmountTooLow")
    if not trade.out:
        raise ctx.fail("InsufficientLiquidity")


def check_open(ctx: Context, netuid: int) -> None:
    """``SubnetNotExists`` or ``SubtokenDisabled`` where nothing may be staked."""
    if not number(ctx.state, "NetworksAdded", netuid):
        raise ctx.fail("SubnetNotExists")
    if not number(ctx.state, "SubtokenEnabled", netuid):
        raise ctx.fail("SubtokenDisabled")


def _buy(ctx: Context, coldkey: str, hotkey: str, netuid: int, tao: int, limit: int) -> None:
    # Quoted first, so that only what the pool takes leaves the coldkey.
    trade = reserves.quote_buy(ctx, netuid, tao, limit)
    home = accounts.subnet_account(netuid)
    accounts.transfer(ctx, coldkey, home, trade.taken, keep_alive=True)
    reserves.settle_buy(ctx.state, netuid, trade)
    shares.add(ctx.state, hotkey, coldkey, netuid, trade.out)
    reserves.pay_fee(ctx, netuid, trade.fee)
    hotkeys.note_stake(ctx.state, coldkey, hotkey)
    ctx.state.put(PALLET, "LastColdkeyHotkeyStakeBlock", coldkey, hotkey, value=ctx.block)
    ctx.deposit(PALLET, "StakeAdded", [coldkey, hotkey, trade.taken, trade.out, netuid, trade.fee])


def unstake(
    ctx: Context,
    coldkey: str,
    hotkey: str,
    netuid: int,
    alpha: int,
    *,
    limit: int = pool.SELL_NO_LIMIT,
    most: int = UNLIMITED,
    partial: bool = False,
    capped: bool = True,
) -> None:
    """Sell staked alpha for free TAO.

    ``capped`` cuts the amount to the position, the limit forms fail instead. ``most``
    and ``partial`` work as in ``stake``.
    """
    if not number(ctx.state, "SubtokenEnabled", netuid):
        raise ctx.fail("SubtokenDisabled")
    held = shares.value(ctx.state, hotkey, coldkey, netuid)
    amount = min(alpha, held) if capped else alpha
    _check_unstake(ctx, netuid, amount, held)
    wanted = min(amount, most) if partial else amount
    _check_proceeds(ctx, netuid, wanted, held)
    if amount > most and not partial:
        raise ctx.fail("SlippageTooHigh")
    if hotkeys.owner(ctx.state, hotkey) is None:
        raise ctx.fail("HotKeyAccountNotExists")
    _check_locks(ctx, coldkey, hotkey, netuid, wanted)
    _sell(ctx, coldkey, hotkey, netuid, wanted, limit)
    _sweep_dust(ctx, coldkey, hotkey, netuid)


def _check_unstake(ctx: Context, netuid: int, amount: int, held: int) -> None:
    before = reserves.load(ctx.state, netuid)
    if before.dynamic and amount > before.alpha * pool.MAX_INPUT_TIMES:
        raise ctx.fail("InsufficientLiquidity")
    if not number(ctx.state, "NetworksAdded", netuid):
        raise ctx.fail("SubnetNotExists")
    if amount == 0:
        raise ctx.fail("AmountTooLow")
    if amount > held:
        raise ctx.fail("NotEnoughStakeToWithdraw")


def _check_proceeds(ctx: Context, netuid: int, amount: int, held: int) -> None:
    """What is left may be anything; what comes out may only be tiny when nothing is left."""
    try:
        out = pool.sell(reserves.load(ctx.state, netuid), amount).out if amount else 0
    except SwapError as error:
        raise ctx.fail("InsufficientLiquidity") from error
    if amount < held and out < MIN_STAKE:
        raise ctx.fail("AmountTooLow")


def _check_locks(ctx: Context, coldkey: str, hotkey: str, netuid: int, amount: int) -> None:
    """Locked alpha and miners' collateral stay; fresh root stake may have to wait."""
    state = ctx.state
    held = shares.value(state, hotkey, coldkey, netuid)
    if amount > held - collateral.locked(state, coldkey, hotkey, netuid):
        raise ctx.fail("StakeUnavailable")
    interval = state.get(PALLET, "RootStakeUnlockInterval")
    if netuid != reserves.ROOT or not interval:
        return
    staked_at = state.get(PALLET, "LastColdkeyHotkeyStakeBlock", coldkey, hotkey)
    if staked_at is not None and ctx.block - staked_at < interval:
        raise ctx.fail("RootStakeLocked")


def _sell(ctx: Context, coldkey: str, hotkey: str, netuid: int, alpha: int, limit: int) -> None:
    trade = reserves.quote_sell(ctx, netuid, alpha, limit)
    shares.remove(ctx.state, hotkey, coldkey, netuid, trade.taken)
    reserves.settle_sell(ctx.state, netuid, trade)
    reserves.pay_out(ctx, netuid, coldkey, trade.out)
    reserves.sell_fee(ctx, netuid, trade.fee)
    ctx.deposit(PALLET, "StakeRemoved", [coldkey, hotkey, trade.out, trade.net, netuid, trade.fee])


def _sweep_dust(ctx: Context, coldkey: str, hotkey: str, netuid: int) -> None:
    """A nominator's rest that is worth less than the required minimum is unstaked as well."""
    least = ctx.state.get(PALLET, "NominatorMinRequiredStake")
    if not least or hotkeys.owner(ctx.state, hotkey) == coldkey:
        return
    rest = shares.value(ctx.state, hotkey, coldkey, netuid)
    if rest and rest * reserves.load(ctx.state, netuid).price < least:
        _sell(ctx, coldkey, hotkey, netuid, rest, pool.SELL_NO_LIMIT)
