"""Registration on a subnet by paying its price: checks, payment, seat and price bump."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.practice.economy import accounts, burn, collateral, hotkeys, neurons, reserves
from core.practice.economy.cells import PALLET, number, put

if TYPE_CHECKING:
    from core.practice.calls.context import Context


def register(ctx: Context, coldkey: str, netuid: int, hotkey: str) -> int:
    """Burn the price for a seat; returns the uid.

    The TAO stays in the subnet's pool; the alpha it buys is destroyed, but for what
    the subnet asks to be locked as collateral.
    """
    _check_open(ctx, netuid, hotkey)
    cost = collateral.charge(ctx.state, coldkey, netuid, hotkey, burn.price(ctx.state, netuid))
    if accounts.spendable(ctx.state, coldkey) < cost.total:
        raise ctx.fail("NotEnoughBalanceToStake")
    if hotkeys.is_system_account(hotkey):
        raise ctx.fail("CannotUseSystemAccount")
    hotkeys.claim(ctx, coldkey, hotkey)
    victim = neurons.choose_seat(ctx, netuid)
    _pay(ctx, coldkey, netuid, hotkey, cost)
    uid = neurons.take_seat(ctx, netuid, hotkey, victim)
    burn.bump(ctx.state, netuid)
    ctx.deposit(PALLET, "NeuronRegistered", [netuid, uid, hotkey])
    return uid


def check_price(ctx: Context, netuid: int, limit: int) -> None:
    """What ``register_limit`` asks before everything else. ``limit`` in rao."""
    _check_subnet(ctx, netuid)
    if burn.price(ctx.state, netuid) > limit:
        raise ctx.fail("RegistrationPriceLimitExceeded")


def _check_subnet(ctx: Context, netuid: int) -> None:
    if netuid == reserves.ROOT:
        raise ctx.fail("RegistrationNotPermittedOnRootSubnet")
    if not number(ctx.state, "NetworksAdded", netuid):
        raise ctx.fail("SubnetNotExists")


def _check_open(ctx: Context, netuid: int, hotkey: str) -> None:
    _check_subnet(ctx, netuid)
    if not number(ctx.state, "NetworkRegistrationAllowed", netuid):
        raise ctx.fail("SubNetRegistrationDisabled")
    if neurons.uid_of(ctx.state, netuid, hotkey) is not None:
        raise ctx.fail("HotKeyAlreadyRegisteredInSubNet")


def _pay(ctx: Context, coldkey: str, netuid: int, hotkey: str, cost: collateral.Charge) -> None:
    state = ctx.state
    limit = collateral.price_limit(state, netuid, cost)
    trade = reserves.quote_buy(ctx, netuid, cost.total, limit)
    home = accounts.subnet_account(netuid)
    accounts.transfer(ctx, coldkey, home, trade.taken, keep_alive=True)
    reserves.settle_buy(state, netuid, trade)
    reserves.pay_fee(ctx, netuid, trade.fee)
    locked = collateral.lock(ctx, coldkey, netuid, hotkey, cost, trade)
    outside = number(state, "SubnetAlphaOut", netuid) - (trade.out - locked)
    put(state, "SubnetAlphaOut", netuid, value=outside)
    recycled = number(state, "RAORecycledForRegistration", netuid) + cost.burned
    put(state, "RAORecycledForRegistration", netuid, value=recycled)
    registered = number(state, "RegistrationsThisBlock", netuid) + 1
    put(state, "RegistrationsThisBlock", netuid, value=registered)
