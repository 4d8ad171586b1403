"""Registration on a subnet by paying its price: checks, payment, seat and price bump."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.practice.economy import accounts, burn, hotkeys, neurons, reserves
from core.practice.economy.cells import PALLET, number, put

if TYPE_CHECKING:
    from core.practice.calls.context import Context


def register(ctx: Context, coldkey: str, netuid: int, hotkey: str) -> int:
    """Burn the price for a seat; returns the uid.

    The TAO stays in the subnet's pool, the alpha it buys is destroyed.
    """
    _check_open(ctx, netuid, hotkey)
    cost = burn.price(ctx.state, netuid)
    if accounts.spendable(ctx.state, coldkey) < cost:
        raise ctx.fail("NotEnoughBalanceToStake")
    if hotkeys.is_system_account(hotkey):
        raise ctx.fail("CannotUseSystemAccount")
    hotkeys.claim(ctx, coldkey, hotkey)
    victim = neurons.choose_seat(ctx, netuid)
    _pay(ctx, coldkey, netuid, cost)
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


def _pay(ctx: Context, coldkey: str, netuid: int, cost: int) -> None:
    state = ctx.state
    trade = reserves.quote_buy(ctx, netuid, cost)
    home = accounts.subnet_account(netuid)
    accounts.transfer(ctx, coldkey, home, trade.taken, keep_alive=True)
    reserves.settle_buy(state, netuid, trade)
    outside = number(state, "SubnetAlphaOut", netuid)
    put(state, "SubnetAlphaOut", netuid, value=outside - trade.out)
    recycled = number(state, "RAORecycledForRegistration", netuid)
    put(state, "RAORecycledForRegistration", netuid, value=recycled + cost)
    registered = number(state, "RegistrationsThisBlock", netuid)
    put(state, "RegistrationsThisBlock", netuid, value=registered + 1)
    reserves.pay_fee(ctx, netuid, trade.fee)
