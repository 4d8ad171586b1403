"""Who may set which weights, and how they are stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.practice.economy import cells, neurons, shares
from core.practice.economy.cells import MECHANISM_STEP, PALLET, number
from core.practice.economy.reserves import ROOT
from core.practice.state import State, StateView

FULL: Final = 65_535


@dataclass(frozen=True, slots=True)
class Weights:
    """One neuron's weights on one mechanism of a subnet: a value (u16) for each uid."""

    hotkey: str
    netuid: int
    mechanism: int
    uids: Sequence[int]
    values: Sequence[int]
    version: int

    @property
    def index(self) -> int:
        """Where weights and their clock are stored."""
        return self.netuid + MECHANISM_STEP * self.mechanism


def problem(view: StateView, block: int, weights: Weights, *, revealed: bool = False) -> str | None:
    """The first rule these weights break, in the chain's order; None if they may be set.

    Revealed ones were rate-limited when they were committed.
    """
    broken = _problem_of_form(view, weights) or _problem_of_standing(view, weights)
    if broken is None and not revealed and too_soon(view, block, weights.hotkey, weights.index):
        broken = "SettingWeightsTooFast"
    return broken or _problem_of_content(view, weights)


def store(state: State, block: int, weights: Weights) -> int:
    """Write the row scaled to a maximum of 65 535; returns the uid it belongs to."""
    uid = neurons.uid_of(state, weights.netuid, weights.hotkey)
    assert uid is not None  # ``problem`` has asked
    top = max(weights.values, default=0)
    scaled = [(2 * value * FULL + top) // (2 * top) if top else 0 for value in weights.values]
    pairs = list(zip(weights.uids, scaled, strict=True))
    cells.put_row(state, "Weights", weights.index, uid, pairs)
    if not number(state, "CommitRevealWeightsEnabled", weights.netuid):
        cells.put_element(state, "LastUpdate", weights.index, 8, uid, block)
    return uid


def too_soon(view: StateView, block: int, hotkey: str, index: int) -> bool:
    """Whether the last update is younger than the rate limit. Never set counts as long ago."""
    netuid = index % MECHANISM_STEP
    uid = neurons.uid_of(view, netuid, hotkey)
    updates = cells.vector(view, "LastUpdate", index, 8)
    last = updates[uid] if uid is not None and uid < len(updates) else 0
    return bool(last) and block - last < number(view, "WeightsSetRateLimit", netuid)


def has_enough_stake(view: StateView, netuid: int, hotkey: str) -> bool:
    """Stake on the subnet plus weighted root stake reaches the threshold; the owner is exempt."""
    if hotkey == view.get(PALLET, "SubnetOwnerHotkey", netuid):
        return True
    root = shares.total(view, hotkey, ROOT) * view.get(PALLET, "TaoWeight") >> 64
    stake = shares.total(view, hotkey, netuid) + root
    return bool(stake >= view.get(PALLET, "StakeThreshold"))


def _problem_of_form(view: StateView, weights: Weights) -> str | None:
    netuid = weights.netuid
    checks = (
        (netuid == ROOT, "CanNotSetRootNetworkWeights"),
        (len(weights.uids) != len(weights.values), "WeightVecNotEqualSize"),
        (not _has_mechanism(view, weights), "MechanismDoesNotExist"),
        (len(weights.uids) > number(view, "SubnetworkN", netuid), "UidsLengthExceedUidsInSubNet"),
    )
    return next((name for broken, name in checks if broken), None)


def _has_mechanism(view: StateView, weights: Weights) -> bool:
    if not number(view, "NetworksAdded", weights.netuid):
        return False
    return bool(weights.mechanism < view.get(PALLET, "MechanismCountCurrent", weights.netuid))


def _problem_of_standing(view: StateView, weights: Weights) -> str | None:
    if neurons.uid_of(view, weights.netuid, weights.hotkey) is None:
        return "HotKeyNotRegisteredInSubNet"
    if not has_enough_stake(view, weights.netuid, weights.hotkey):
        return "NotEnoughStakeToSetWeights"
    required = number(view, "WeightsVersionKey", weights.netuid)
    if required and weights.version < required:
        return "IncorrectWeightVersionKey"
    return None


def _problem_of_content(view: StateView, weights: Weights) -> str | None:
    netuid = weights.netuid
    uid = neurons.uid_of(view, netuid, weights.hotkey)
    count = number(view, "SubnetworkN", netuid)
    only_self = list(weights.uids) == [uid]
    least = min(number(view, "MinAllowedWeights", netuid), count)
    permitted = only_self or _has_permit(view, netuid, weights.hotkey, uid)
    short = not only_self and len(weights.uids) < least
    checks = (
        (not permitted, "NeuronNoValidatorPermit"),
        (len(set(weights.uids)) != len(weights.uids), "DuplicateUids"),
        (any(to >= count for to in weights.uids), "UidVecContainInvalidOne"),
        (short, "WeightVecLengthIsLow"),
        (not only_self and _lopsided(view, weights), "MaxWeightExceeded"),
    )
    return next((name for broken, name in checks if broken), None)


def _has_permit(view: StateView, netuid: int, hotkey: str, uid: int | None) -> bool:
    if hotkey == view.get(PALLET, "SubnetOwnerHotkey", netuid):
        return True
    permits = cells.vector(view, "ValidatorPermit", netuid, 1)
    return uid is not None and uid < len(permits) and bool(permits[uid])


def _lopsided(view: StateView, weights: Weights) -> bool:
    limit = number(view, "MaxWeightsLimit", weights.netuid)
    total = sum(weights.values)
    return limit != FULL and total > 0 and max(weights.values) * FULL > limit * total
