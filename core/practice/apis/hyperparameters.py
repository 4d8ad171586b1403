"""A subnet's hyperparameters in the three shapes that clients of different age ask for."""

from __future__ import annotations

from typing import Final

from core.practice.apis import subnet_fields
from core.practice.apis.encode import NONE, blob, boolean, fields, record, sequence, some
from core.practice.apis.request import Methods, Request
from core.practice.apis.stored import exists, raw
from core.practice.codec import compact
from core.practice.economy.cells import PALLET, number
from core.practice.state import StateView

# HyperparamValue's variants.
_BOOL, _U16, _U32, _U64, _TAO, _I32F32, _U64F64 = 0, 1, 2, 3, 5, 6, 7

# Name, variant and storage item, in the runtime's order; without an item the value is computed.
_ENTRIES: Final = (
    ("kappa", _U16, "Kappa"),
    ("immunity_period", _U16, "ImmunityPeriod"),
    ("min_allowed_weights", _U16, "MinAllowedWeights"),
    ("max_weights_limit", _U16, "MaxWeightsLimit"),
    ("tempo", _U16, "Tempo"),
    ("weights_version", _U64, "WeightsVersionKey"),
    ("weights_rate_limit", _U64, "WeightsSetRateLimit"),
    ("activity_cutoff", _U64, ""),
    ("activity_cutoff_factor", _U32, "ActivityCutoffFactorMilli"),
    ("registration_allowed", _BOOL, "NetworkRegistrationAllowed"),
    ("target_regs_per_interval", _U16, "TargetRegistrationsPerInterval"),
    ("min_burn", _TAO, "MinBurn"),
    ("max_burn", _TAO, "MaxBurn"),
    ("burn_half_life", _U16, "BurnHalfLife"),
    ("burn_increase_mult", _U64F64, "BurnIncreaseMult"),
    ("bonds_moving_avg", _U64, "BondsMovingAverage"),
    ("max_regs_per_block", _U16, "MaxRegistrationsPerBlock"),
    ("serving_rate_limit", _U64, "ServingRateLimit"),
    ("max_validators", _U16, "MaxAllowedValidators"),
    ("commit_reveal_period", _U64, ""),
    ("commit_reveal_weights_enabled", _BOOL, "CommitRevealWeightsEnabled"),
    ("alpha_high", _U16, ""),
    ("alpha_low", _U16, ""),
    ("liquid_alpha_enabled", _BOOL, ""),
    ("alpha_sigmoid_steepness", _I32F32, ""),
    ("yuma_version", _U16, ""),
    ("subnet_is_active", _BOOL, "SubtokenEnabled"),
    ("transfers_enabled", _BOOL, "TransferToggle"),
    ("bonds_reset_enabled", _BOOL, "BondsResetOn"),
    ("user_liquidity_enabled", _BOOL, ""),
    ("owner_cut_enabled", _BOOL, "OwnerCutEnabled"),
    ("owner_cut_auto_lock_enabled", _BOOL, "OwnerCutAutoLockEnabled"),
    ("min_childkey_take", _U16, ""),
    ("collateral_lock_share", _U16, "CollateralLockShare"),
    ("collateral_drain_ratio", _U64F64, "CollateralDrainRatio"),
)


def _computed(view: StateView, netuid: int) -> dict[str, bytes]:
    """What more than one storage item, or another form of it, says."""
    yuma3 = view.get(PALLET, "Yuma3On", netuid)
    steepness = int.from_bytes(raw(view, "AlphaSigmoidSteepness", netuid), "little", signed=True)
    take = max(number(view, "MinChildkeyTake"), number(view, "MinChildkeyTakePerSubnet", netuid))
    return {
        "tempo": compact(number(view, "Tempo", netuid)),
        "alpha_sigmoid_steepness": (steepness << 32).to_bytes(8, "little", signed=True),
        "yuma_version": compact(3 if yuma3 else 2),
        "user_liquidity_enabled": boolean(False),
        "min_childkey_take": compact(take),
        "subnet_is_active": raw(view, "SubtokenEnabled", netuid),
        "transfers_enabled": raw(view, "TransferToggle", netuid),
        "bonds_reset_enabled": raw(view, "BondsResetOn", netuid),
    }


def _struct(view: StateView, netuid: int, name: str) -> bytes:
    """The older shapes: structs of fixed fields."""
    if not exists(view, netuid):
        return NONE
    known = {**subnet_fields.parameters(view, netuid), **_computed(view, netuid)}
    layout = fields(view.codec, name)
    return some(record(view.codec, name, {field: known[field] for field in layout}))


def _entries(view: StateView, netuid: int) -> bytes:
    """``Option<Vec<HyperparamEntry>>``: names with tagged values."""
    if not exists(view, netuid):
        return NONE
    known = {**subnet_fields.parameters(view, netuid), **_computed(view, netuid)}
    return some(
        sequence(
            [
                blob(name.encode())
                + bytes([variant])
                + (_stored(view, netuid, variant, item) if item else known[name])
                for name, variant, item in _ENTRIES
            ]
        )
    )


def _stored(view: StateView, netuid: int, variant: int, item: str) -> bytes:
    if variant in (_BOOL, _U64F64):
        return raw(view, item, netuid)
    return compact(number(view, item, netuid))


def _v1(request: Request) -> bytes:
    return _struct(request.view, request.arguments.netuid(), "SubnetHyperparams")


def _v2(request: Request) -> bytes:
    return _struct(request.view, request.arguments.netuid(), "SubnetHyperparamsV2")


def _v3(request: Request) -> bytes:
    return _entries(request.view, request.arguments.netuid())


METHODS: Methods = {
    "get_subnet_hyperparams": _v1,
    "get_subnet_hyperparams_v2": _v2,
    "get_subnet_hyperparams_v3": _v3,
}
