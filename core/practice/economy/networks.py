"""Founding a subnet: what it costs, which netuid it gets, and what is written."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, Final

from core.practice.economy import accounts, cells, hotkeys, neurons, pool, reserves
from core.practice.economy.cells import PALLET, number, put
from core.practice.economy.dissolution import dissolve
from core.practice.economy.emission import block_emission
from core.practice.economy.reserves import DYNAMIC, ROOT
from core.practice.state import State, StateView

if TYPE_CHECKING:
    from core.practice.calls.context import Context

LAST_REGISTERED: Final = "NetworkLastRegistered"
FIRST_BURN: Final = 10**9

# Written for a new subnet; everything else starts with its storage default.
_HYPERPARAMETERS: Final = {
    "NetworkRegistrationAllowed": True,
    "MaxAllowedUids": 256,
    "MaxAllowedValidators": 64,
    "MinAllowedWeights": 1,
    "ImmunityPeriod": 5000,
    "Yuma3On": True,
    "Burn": FIRST_BURN,
    "Kappa": 32_767,
    "ActivityCutoff": 5000,
    "SubnetEmissionEnabled": False,
}
_TEMPO: Final = 360
_SYMBOLS: Final = tuple(
    chr(code)
    for code in chain(
        [0x3C4],  # root's τ
        range(0x3B1, 0x3CA),  # Greek
        range(0x5D0, 0x5EB),  # Hebrew
        range(0x430, 0x450),  # Cyrillic
        range(0x10D0, 0x10F1),  # Georgian
        range(0x561, 0x587),  # Armenian
    )
)


def lock_cost(view: StateView, block: int) -> int:
    """What founding a subnet costs in this block, in rao.

    Twice the last price right after a founding, falling to it and on to the minimum.
    """
    last = number(view, "NetworkLastLockCost")
    least = number(view, "NetworkMinLockCost")
    emission = block_emission(accounts.issuance(view))
    interval = number(view, "NetworkLockReductionInterval") * emission // 10**9
    founded = last_founded(view)
    start = last if founded == 0 else 2 * last
    fall = last // interval * (block - founded) if interval else 0
    return max(least, start - fall)


def last_founded(view: StateView) -> int:
    """The block of the last founding; 0 for none."""
    block: int = view.get(PALLET, "LastRateLimitedBlock", LAST_REGISTERED)
    return block


def is_full(view: StateView) -> bool:
    """Whether there are as many subnets, root apart, as there may be."""
    return len(set(cells.netuids(view)) - {ROOT}) >= number(view, "SubnetLimit")


def choose_netuid(ctx: Context) -> int:
    """The next free netuid; at the limit the weakest subnet is dissolved for its netuid.

    ``SubnetLimitReached`` if all of them are still immune.
    """
    if not is_full(ctx.state):
        taken = set(cells.netuids(ctx.state))
        return next(netuid for netuid in range(1, len(taken) + 2) if netuid not in taken)
    victim = weakest(ctx.state, ctx.block)
    if victim is None:
        raise ctx.fail("SubnetLimitReached")
    dissolve(ctx, victim)
    return victim


def weakest(view: StateView, block: int) -> int | None:
    """The subnet with the lowest moving price that is past its immunity; ties: the oldest."""
    immunity = number(view, "NetworkImmunityPeriod")
    candidates = [
        (number(view, "SubnetMovingPrice", netuid), since, netuid)
        for netuid in cells.netuids(view)
        if netuid != ROOT
        and block >= (since := number(view, "NetworkRegisteredAt", netuid)) + immunity
    ]
    return min(candidates)[2] if candidates else None


def found(ctx: Context, coldkey: str, hotkey: str, cost: int) -> int:
    """Create a subnet whose pool is the TAO that is locked; returns the netuid."""
    netuid = choose_netuid(ctx)
    price = median_price(ctx.state)
    _write_parameters(ctx.state, netuid, ctx.block)
    _announce_parameters(ctx, netuid)
    home = accounts.subnet_account(netuid)
    accounts.transfer(ctx, coldkey, home, cost, keep_alive=False)
    put(ctx.state, "NetworkLastLockCost", value=cost)
    ctx.state.put(PALLET, "LastRateLimitedBlock", LAST_REGISTERED, value=ctx.block)
    _open_pool(ctx.state, netuid, cost, price)
    hotkeys.create(ctx.state, coldkey, hotkey)
    neurons.append(ctx.state, netuid, hotkey, ctx.block)
    ctx.state.put(PALLET, "SubnetOwner", netuid, value=coldkey)
    ctx.state.put(PALLET, "SubnetOwnerHotkey", netuid, value=hotkey)
    ctx.deposit(PALLET, "SubnetOwnerHotkeySet", [netuid, hotkey])
    return netuid


def median_price(view: StateView) -> Fraction:
    """The median spot price of all subnets that have one; 1 without any."""
    prices = sorted(
        price
        for netuid in cells.netuids(view)
        if netuid != ROOT and (price := reserves.load(view, netuid).price)
    )
    if not prices:
        return Fraction(1)
    middle = len(prices) // 2
    if len(prices) % 2:
        return prices[middle]
    return (prices[middle - 1] + prices[middle]) / 2


def _write_parameters(state: State, netuid: int, block: int) -> None:
    state.put(PALLET, "NetworksAdded", netuid, value=True)
    put(state, "SubnetMechanism", netuid, value=DYNAMIC)
    put(state, "NetworkRegisteredAt", netuid, value=block)
    counter = number(state, "RegisteredSubnetCounter", netuid) + 1
    put(state, "RegisteredSubnetCounter", netuid, value=counter)
    put(state, "Tempo", netuid, value=_TEMPO)
    put(state, "LastEpochBlock", netuid, value=block - netuid % _TEMPO)
    for item, value in _HYPERPARAMETERS.items():
        state.put(PALLET, item, netuid, value=value)
    state.put(PALLET, "TokenSymbol", netuid, value=f"0x{_symbol(state, netuid).hex()}")
    put(state, "TotalNetworks", value=number(state, "TotalNetworks") + 1)


def _announce_parameters(ctx: Context, netuid: int) -> None:
    ctx.deposit(PALLET, "RegistrationAllowed", [netuid, True])
    for event, item in (
        ("MaxAllowedUidsSet", "MaxAllowedUids"),
        ("MaxAllowedValidatorsSet", "MaxAllowedValidators"),
        ("MinAllowedWeightSet", "MinAllowedWeights"),
        ("ImmunityPeriodSet", "ImmunityPeriod"),
    ):
        ctx.deposit(PALLET, event, [netuid, _HYPERPARAMETERS[item]])


def _open_pool(state: State, netuid: int, tao: int, price: Fraction) -> None:
    put(state, "SubnetTAO", netuid, value=tao)
    put(state, "SubnetAlphaIn", netuid, value=int(tao / price))
    for item in ("SubnetAlphaOut", "SubnetVolume", "RAORecycledForRegistration"):
        put(state, item, netuid, value=0)
    put(state, "SubnetLocked", netuid, value=tao)
    put(state, "TotalStake", value=number(state, "TotalStake") + tao)
    state.put("Swap", "SwapBalancer", netuid, value={"quote": pool.EVEN})


def _symbol(state: State, netuid: int) -> bytes:
    """The catalogue's symbol of this number if it is free, else the first free one."""
    used = {state.raw(key) for key in state.keys(state.codec.key(PALLET, "TokenSymbol"))}
    encoded = [symbol.encode() for symbol in _SYMBOLS]
    ordered = [*encoded[netuid % len(encoded) :], *encoded]
    free = (symbol for symbol in ordered if bytes([len(symbol) << 2]) + symbol not in used)
    return next(free, encoded[0])
