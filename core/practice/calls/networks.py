"""SubtensorModule's calls that found a subnet and start it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from core.practice.calls.context import Context, DispatchError
from core.practice.calls.octets import octets
from core.practice.economy import accounts, hotkeys, networks
from core.practice.economy.cells import PALLET, number
from core.practice.economy.reserves import DYNAMIC
from core.practice.state import StateView

Arguments = Mapping[str, Any]

_LONGEST: Final = 1024
_SHORTER: Final = {"subnet_name": 256, "discord": 256}


def too_soon(view: StateView, block: int) -> bool:
    """Whether the network's limit between two foundings has not passed yet."""
    last = networks.last_founded(view)
    return last != 0 and block - last < number(view, "NetworkRateLimit")


def register_network(ctx: Context, signer: str, args: Arguments) -> None:
    _found(ctx, signer, args["hotkey"], None)


def register_network_with_identity(ctx: Context, signer: str, args: Arguments) -> None:
    _found(ctx, signer, args["hotkey"], args["identity"])


def start_call(ctx: Context, signer: str, args: Arguments) -> None:
    """The owner lets staking and emission begin with the next block."""
    state, netuid = ctx.state, args["netuid"]
    if not number(state, "NetworksAdded", netuid):
        raise ctx.fail("SubnetNotExists")
    if state.get(PALLET, "SubnetOwner", netuid) != signer:
        raise DispatchError.bad_origin()
    if state.has(PALLET, "FirstEmissionBlockNumber", netuid):
        raise ctx.fail("FirstEmissionBlockNumberAlreadySet")
    opens = number(state, "NetworkRegisteredAt", netuid) + number(state, "StartCallDelay")
    if ctx.block < opens:
        raise ctx.fail("NeedWaitingMoreBlocksToStarCall")
    state.put(PALLET, "FirstEmissionBlockNumber", netuid, value=ctx.block + 1)
    state.put(PALLET, "SubtokenEnabled", netuid, value=True)
    ctx.deposit(PALLET, "FirstEmissionBlockNumberSet", [netuid, ctx.block + 1])


def _found(ctx: Context, signer: str, hotkey: str, identity: Mapping[str, Any] | None) -> None:
    owner = hotkeys.owner(ctx.state, hotkey)
    if owner not in (None, signer):
        raise ctx.fail("NonAssociatedColdKey")
    if hotkeys.is_system_account(hotkey):
        raise ctx.fail("CannotUseSystemAccount")
    if ctx.block < number(ctx.state, "NetworkRegistrationStartBlock"):
        raise ctx.fail("SubNetRegistrationDisabled")
    if too_soon(ctx.state, ctx.block):
        raise ctx.fail("NetworkTxRateLimitExceeded")
    _require_room(ctx)
    cost = networks.lock_cost(ctx.state, ctx.block)
    if accounts.free(ctx.state, signer) < cost:
        raise ctx.fail("CannotAffordLockCost")
    described = _described(ctx, identity)
    netuid = networks.found(ctx, signer, hotkey, cost)
    if described is not None:
        ctx.state.put(PALLET, "SubnetIdentitiesV3", netuid, value=described)
        ctx.deposit(PALLET, "SubnetIdentitySet", netuid)
    ctx.deposit(PALLET, "NetworkAdded", [netuid, DYNAMIC])


def _require_room(ctx: Context) -> None:
    if networks.is_full(ctx.state) and networks.weakest(ctx.state, ctx.block) is None:
        raise ctx.fail("SubnetLimitReached")


def _described(ctx: Context, identity: Mapping[str, Any] | None) -> dict[str, str] | None:
    if identity is None:
        return None
    fields = {name: octets(value) for name, value in identity.items()}
    if any(len(value) > _SHORTER.get(name, _LONGEST) for name, value in fields.items()):
        raise ctx.fail("InvalidIdentity")
    return {name: f"0x{value.hex()}" for name, value in fields.items()}


CALLS = {
    (PALLET, handler.__name__): handler
    for handler in (register_network, register_network_with_identity, start_call)
}
