"""Hyperparameters: every one is written for every subnet, because the defaults are for tests."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from struct import pack
from typing import Final

from core.practice.world.cast import Shape, Subnet
from core.practice.world.ledger import Ledger
from core.practice.world.plan import RAO, WorldPlan

_EVEN_MULT: Final = 23_242_897_532_874_035_200  # 1.26 in 2⁻⁶⁴

# How the items keyed by netuid alone (Identity) are written.
_FORMATS: Final = {
    "ActivityCutoff": "<H",
    "ActivityCutoffFactorMilli": "<I",
    "AdjustmentAlpha": "<Q",
    "AdjustmentInterval": "<H",
    "AlphaSigmoidSteepness": "<h",
    "BondsMovingAverage": "<Q",
    "BondsPenalty": "<H",
    "BondsResetOn": "<?",
    "Burn": "<Q",
    "BurnHalfLife": "<H",
    "CollateralLockShare": "<H",
    "CommitRevealWeightsEnabled": "<?",
    "Difficulty": "<Q",
    "EMAPriceHalvingBlocks": "<Q",
    "ImmuneOwnerUidsLimit": "<H",
    "ImmunityPeriod": "<H",
    "Kappa": "<H",
    "MaxAllowedUids": "<H",
    "MaxAllowedValidators": "<H",
    "MaxBurn": "<Q",
    "MaxDifficulty": "<Q",
    "MaxRegistrationsPerBlock": "<H",
    "MaxWeightsLimit": "<H",
    "MinAllowedUids": "<H",
    "MinAllowedWeights": "<H",
    "MinBurn": "<Q",
    "MinChildkeyTakePerSubnet": "<H",
    "MinDifficulty": "<Q",
    "MinNonImmuneUids": "<H",
    "NetworkPowRegistrationAllowed": "<?",
    "NetworkRegistrationAllowed": "<?",
    "OwnerCutAutoLockEnabled": "<?",
    "OwnerCutEnabled": "<?",
    "RecycleOrBurn": "<B",
    "Rho": "<H",
    "ScalingLawPower": "<H",
    "ServingRateLimit": "<Q",
    "SubnetEmissionEnabled": "<?",
    "SubtokenEnabled": "<?",
    "TargetRegistrationsPerInterval": "<H",
    "Tempo": "<H",
    "TransferToggle": "<?",
    "WeightsSetRateLimit": "<Q",
    "WeightsVersionKey": "<Q",
}

_SAME_EVERYWHERE: Final[Mapping[str, int | bool]] = {
    "ActivityCutoff": 5_000,
    "AdjustmentAlpha": 0,
    "AlphaSigmoidSteepness": 1_000,
    "CollateralLockShare": 0,
    "Difficulty": 10_000_000,
    "EMAPriceHalvingBlocks": 201_600,
    "ImmuneOwnerUidsLimit": 1,
    "Kappa": 32_767,
    "MaxAllowedValidators": 64,
    "MaxDifficulty": ((1 << 64) - 1) // 4,
    "MaxRegistrationsPerBlock": 1,
    "MinAllowedUids": 64,
    "MinChildkeyTakePerSubnet": 0,
    "MinDifficulty": 10_000_000,
    "MinNonImmuneUids": 10,
    "NetworkPowRegistrationAllowed": False,
    "OwnerCutAutoLockEnabled": False,
    "OwnerCutEnabled": True,
    "RecycleOrBurn": 0,
    "Rho": 10,
    "ScalingLawPower": 50,
    "ServingRateLimit": 50,
    "SubnetEmissionEnabled": True,
}


def write(ledger: Ledger, plan: WorldPlan, subnet: Subnet) -> None:
    rng = plan.random(f"hyperparameters/{subnet.netuid}")
    settings = _settings(subnet, rng)
    netuid = subnet.netuid.to_bytes(2, "little")
    for item, layout in _FORMATS.items():
        ledger.bucket(item).write(netuid, pack(layout, settings[item]))
    mult = _EVEN_MULT if rng.random() < 0.8 else (1 << 64) + (1 << 63)
    ledger.bucket("BurnIncreaseMult").write(netuid, mult.to_bytes(16, "little"))
    drain = (1 << 64).to_bytes(16, "little")
    ledger.bucket("CollateralDrainRatio").write(netuid, drain)
    liquid = rng.random() < 0.35
    low, high = rng.choice(((45_875, 58_982), (32_768, 58_982), (45_875, 64_880)))
    ledger.bucket("AlphaValues").write(netuid, pack("<HH", low, high))
    module = "SubtensorModule"
    ledger.put(module, "Yuma3On", subnet.netuid, value=uses_yuma3(subnet))
    ledger.put(module, "LiquidAlphaOn", subnet.netuid, value=liquid and uses_yuma3(subnet))
    period = rng.choice((1, 1, 1, 2, 3))
    ledger.put(module, "RevealPeriodEpochs", subnet.netuid, value=period)
    ledger.put("Swap", "FeeRate", subnet.netuid, value=33)
    ledger.put("Swap", "PalSwapInitialized", subnet.netuid, value=True)


def uses_yuma3(subnet: Subnet) -> bool:
    return subnet.netuid % 6 != 5


def _settings(subnet: Subnet, rng: Random) -> dict[str, int | bool]:
    choose = rng.choice
    lonely = subnet.shape is Shape.WINNER  # one miner has nearly all of the weight
    return {
        **_SAME_EVERYWHERE,
        "ActivityCutoffFactorMilli": -(-5_000_000 // subnet.tempo),
        "AdjustmentInterval": choose((100, 112, 360)),
        "BondsMovingAverage": choose((900_000, 900_000, 900_000, 975_000, 800_000)),
        "BondsPenalty": choose((65_535, 65_535, 65_535, 0, 32_767)),
        "BondsResetOn": rng.random() < 0.15,
        "Burn": subnet.burn,
        "BurnHalfLife": choose((360, 360, 360, 720, 1_440, 7_200)),
        "CommitRevealWeightsEnabled": subnet.commit_reveal,
        "ImmunityPeriod": choose((4_096, 5_000, 5_000, 7_200, 7_200, 7_200, 14_400)),
        "MaxAllowedUids": subnet.slots,
        "MaxBurn": choose((10, 50, 100, 100, 100)) * RAO,
        "MaxWeightsLimit": 65_535 if lonely else choose((65_535, 65_535, 32_767)),
        "MinAllowedWeights": min(choose((1, 1, 1, 8)), subnet.neurons),
        "MinBurn": _min_burn(subnet, rng),
        "NetworkRegistrationAllowed": subnet.open,
        "SubtokenEnabled": subnet.started,
        "TargetRegistrationsPerInterval": choose((1, 2, 3)),
        "Tempo": subnet.tempo,
        "TransferToggle": rng.random() < 0.93 or subnet.netuid < 20,
        "WeightsSetRateLimit": choose((100, 100, 100, 50, 360)),
        "WeightsVersionKey": choose((0, 0, rng.randrange(1, 3_000))),
    }


def _min_burn(subnet: Subnet, rng: Random) -> int:
    """Near the price of today, which would else decay to nothing within an hour of watching."""
    floor = int(subnet.burn * rng.choice((0.35, 0.8, 1.0, 1.0)))
    return max(500_000, min(floor, RAO - 1))
