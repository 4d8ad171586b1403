"""``SubnetInfoRuntimeApi`` apart from metagraphs and hyperparameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from core.practice.apis import hyperparameters, metagraph, subnet_fields
from core.practice.apis.encode import NONE, letters, record, sequence, some
from core.practice.apis.request import Methods, Request
from core.practice.apis.stored import account, exists, hashed, prefix
from core.practice.codec import compact
from core.practice.economy.accounts import issuance, subnet_account
from core.practice.economy.cells import netuids, number
from core.practice.economy.emission import block_emission
from core.practice.state import StateView

# Fields of SubnetInfo and where they stand in storage.
_INFO: Final = {
    "rho": "Rho",
    "kappa": "Kappa",
    "difficulty": "Difficulty",
    "immunity_period": "ImmunityPeriod",
    "max_allowed_validators": "MaxAllowedValidators",
    "min_allowed_weights": "MinAllowedWeights",
    "max_weights_limit": "MaxWeightsLimit",
    "scaling_law_power": "ScalingLawPower",
    "subnetwork_n": "SubnetworkN",
    "max_allowed_uids": "MaxAllowedUids",
    "blocks_since_last_step": "BlocksSinceLastStep",
    "tempo": "Tempo",
    "burn": "Burn",
}


def dynamic_info(view: StateView, netuid: int) -> bytes:
    """``Option<DynamicInfo>``."""
    if not exists(view, netuid):
        return NONE
    values = {
        **subnet_fields.market(view, netuid),
        "subnet_name": letters(subnet_fields.name(view, netuid)),
        "token_symbol": subnet_fields.symbol(view, netuid),
        "subnet_identity": subnet_fields.identity(view, netuid),
    }
    return some(record(view.codec, "DynamicInfo", values))


def _info(view: StateView, netuid: int, struct: str) -> bytes:
    if not exists(view, netuid):
        return NONE
    values = {field: compact(number(view, item, netuid)) for field, item in _INFO.items()}
    values["netuid"] = compact(netuid)
    values["owner"] = account(view, "SubnetOwner", netuid)
    if struct == "SubnetInfov2":
        values["identity"] = subnet_fields.identity(view, netuid)
    return some(record(view.codec, struct, values))


def info(view: StateView, netuid: int) -> bytes:
    return _info(view, netuid, "SubnetInfo")


def info_v2(view: StateView, netuid: int) -> bytes:
    return _info(view, netuid, "SubnetInfov2")


def subnet_to_prune(view: StateView) -> int | None:
    """The subnet that the next registration would replace once all places are taken.

    The lowest moving price among those past their immunity, the older first.
    """
    immunity = number(view, "NetworkImmunityPeriod")
    candidates = [
        (number(view, "SubnetMovingPrice", netuid), registered, netuid)
        for netuid in netuids(view)
        if netuid
        and view.block >= (registered := number(view, "NetworkRegisteredAt", netuid)) + immunity
    ]
    return min(candidates)[2] if candidates else None


def next_epoch(view: StateView, netuid: int) -> int | None:
    """The block of the next epoch; None without tempo or subnet."""
    tempo = number(view, "Tempo", netuid)
    if not exists(view, netuid) or not tempo:
        return None
    automatic = number(view, "LastEpochBlock", netuid) + tempo
    pending = number(view, "PendingEpochAt", netuid)
    return min(automatic, pending) if pending else automatic


def _each(answer: Callable[[StateView, int], bytes]) -> Callable[[Request], bytes]:
    return lambda request: sequence(
        [answer(request.view, netuid) for netuid in netuids(request.view)]
    )


def _one(answer: Callable[[StateView, int], bytes]) -> Callable[[Request], bytes]:
    return lambda request: answer(request.view, request.arguments.netuid())


def _to_prune(request: Request) -> bytes:
    found = subnet_to_prune(request.view)
    return NONE if found is None else some(found.to_bytes(2, "little"))


def _next_epoch(request: Request) -> bytes:
    found = next_epoch(request.view, request.arguments.netuid())
    return NONE if found is None else some(found.to_bytes(8, "little"))


def _account(request: Request) -> bytes:
    netuid = request.arguments.netuid()
    if netuid and not exists(request.view, netuid):
        return NONE
    output = request.codec.apis["SubnetInfoRuntimeApi"]["get_subnet_account_id"]["output"]
    return request.codec.encode(output, subnet_account(netuid))


def _auto_stake(request: Request) -> bytes:
    view, coldkey = request.view, request.arguments.account()
    tail = request.arguments.take(2)
    found = view.raw(prefix(view, "AutoStakeDestination") + hashed(coldkey) + tail)
    return NONE if found is None else some(found)


def _emission(request: Request) -> bytes:
    return block_emission(issuance(request.view)).to_bytes(8, "little")


METHODS: Methods = {
    "get_subnet_info": _one(info),
    "get_subnets_info": _each(info),
    "get_subnet_info_v2": _one(info_v2),
    "get_subnets_info_v2": _each(info_v2),
    "get_dynamic_info": _one(dynamic_info),
    "get_all_dynamic_info": _each(dynamic_info),
    "get_subnet_to_prune": _to_prune,
    "get_subnet_account_id": _account,
    "get_next_epoch_start_block": _next_epoch,
    "get_block_emission": _emission,
    "get_coldkey_auto_stake_hotkey": _auto_stake,
    **metagraph.METHODS,
    **hyperparameters.METHODS,
}
