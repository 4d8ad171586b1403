"""What several answers tell of a subnet, field by field, as bytes.

Field names are those of ``Metagraph``; other structs use the same values under
the same or another name.
"""

from __future__ import annotations

from typing import Final

from core.practice.apis.encode import NONE, boolean, letters, some
from core.practice.apis.stored import account, content, raw
from core.practice.codec import compact, read_compact
from core.practice.economy.cells import PALLET, number
from core.practice.state import StateView

UNNAMED: Final = b"unknown"  # the runtime's word for a subnet without identity or old name
_ROOT_NAME: Final = b"root"

# Compact numbers that stand in storage under the netuid alone.
_NUMBERS: Final = {
    "network_registered_at": "NetworkRegisteredAt",
    "tempo": "Tempo",
    "last_step": "LastMechansimStepBlock",
    "alpha_in": "SubnetAlphaIn",
    "alpha_out": "SubnetAlphaOut",
    "tao_in": "SubnetTAO",
    "alpha_out_emission": "SubnetAlphaOutEmission",
    "alpha_in_emission": "SubnetAlphaInEmission",
    "tao_in_emission": "SubnetTaoInEmission",
    "subnet_volume": "SubnetVolume",
}
_PARAMETERS: Final = {
    "rho": "Rho",
    "kappa": "Kappa",
    "min_allowed_weights": "MinAllowedWeights",
    "max_weights_limit": "MaxWeightsLimit",
    "weights_version": "WeightsVersionKey",
    "weights_rate_limit": "WeightsSetRateLimit",
    "max_validators": "MaxAllowedValidators",
    "num_uids": "SubnetworkN",
    "max_uids": "MaxAllowedUids",
    "burn": "Burn",
    "difficulty": "Difficulty",
    "immunity_period": "ImmunityPeriod",
    "min_difficulty": "MinDifficulty",
    "max_difficulty": "MaxDifficulty",
    "min_burn": "MinBurn",
    "max_burn": "MaxBurn",
    "adjustment_alpha": "AdjustmentAlpha",
    "adjustment_interval": "AdjustmentInterval",
    "target_regs_per_interval": "TargetRegistrationsPerInterval",
    "max_regs_per_block": "MaxRegistrationsPerBlock",
    "serving_rate_limit": "ServingRateLimit",
    "bonds_moving_avg": "BondsMovingAverage",
}


def market(view: StateView, netuid: int) -> dict[str, bytes]:
    """Names, clock, pool and emission: what ``DynamicInfo`` and ``Metagraph`` share."""
    values = {field: compact(number(view, item, netuid)) for field, item in _NUMBERS.items()}
    since = max(view.block - number(view, "LastMechansimStepBlock", netuid), 0)
    pending = number(view, "PendingServerEmission", netuid) + number(
        view, "PendingValidatorEmission", netuid
    )
    return {
        **values,
        "netuid": compact(netuid),
        "owner_hotkey": account(view, "SubnetOwnerHotkey", netuid),
        "owner_coldkey": account(view, "SubnetOwner", netuid),
        "blocks_since_last_step": compact(since),
        "pending_alpha_emission": compact(pending),
        "moving_price": raw(view, "SubnetMovingPrice", netuid),
    }


def name(view: StateView, netuid: int) -> bytes:
    """The identity's name, or what the runtime calls a subnet without one."""
    if netuid == 0:
        return _ROOT_NAME
    stored = view.raw(view.codec.key(PALLET, "SubnetIdentitiesV3", netuid))
    if stored is None:
        return UNNAMED
    # The name is the first field of the struct.
    length, start = read_compact(stored, 0)
    return stored[start : start + length] or UNNAMED


def symbol(view: StateView, netuid: int) -> bytes:
    return letters(content(view, "TokenSymbol", netuid))


def identity(view: StateView, netuid: int) -> bytes:
    """``Option<SubnetIdentityV3>``."""
    stored = view.raw(view.codec.key(PALLET, "SubnetIdentitiesV3", netuid))
    return NONE if stored is None else some(stored)


def parameters(view: StateView, netuid: int) -> dict[str, bytes]:
    """Hyperparameters as ``Metagraph`` lists them."""
    low, high = alpha_values(view, netuid)
    values = {field: compact(number(view, item, netuid)) for field, item in _PARAMETERS.items()}
    return {
        **values,
        "activity_cutoff": compact(activity_cutoff(view, netuid)),
        "registration_allowed": raw(view, "NetworkRegistrationAllowed", netuid),
        "pow_registration_allowed": raw(view, "NetworkPowRegistrationAllowed", netuid),
        "commit_reveal_weights_enabled": raw(view, "CommitRevealWeightsEnabled", netuid),
        "commit_reveal_period": compact(view.get(PALLET, "RevealPeriodEpochs", netuid)),
        "liquid_alpha_enabled": boolean(view.get(PALLET, "LiquidAlphaOn", netuid)),
        "alpha_high": compact(high),
        "alpha_low": compact(low),
    }


def alpha_values(view: StateView, netuid: int) -> tuple[int, int]:
    """Liquid alpha's low and high, in 1/65 535."""
    pair = raw(view, "AlphaValues", netuid)
    return int.from_bytes(pair[:2], "little"), int.from_bytes(pair[2:], "little")


def activity_cutoff(view: StateView, netuid: int) -> int:
    """Blocks after which a validator that sets no weights counts as inactive."""
    factor = number(view, "ActivityCutoffFactorMilli", netuid)
    return max(factor * number(view, "Tempo", netuid) // 1_000, 1)
