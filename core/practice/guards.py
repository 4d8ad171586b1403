"""What the transaction pool refuses before a call costs anything.

Staking, transfers and burned registration are not checked here, as on chain: they
reach a block and fail there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from core.practice.calls import commits, networks, serving, weights
from core.practice.calls.octets import octets
from core.practice.economy.cells import number
from core.practice.economy.weights import has_enough_stake
from core.practice.shield import Shield
from core.practice.state import StateView

Arguments = Mapping[str, Any]
Guard = Callable[[StateView, int, str, Arguments], str | None]

OTHER: Final = 255

# Custom codes of InvalidTransaction by the error that the call would fail with.
_CODES: Final[Mapping[str, int]] = {
    "NotEnoughStakeToSetWeights": 1,
    "SettingWeightsTooFast": 6,
    "CommittingWeightsTooFast": 6,
    "NetworkTxRateLimitExceeded": 6,
    "HotKeyNotRegisteredInNetwork": 10,
    "InvalidIpAddress": 11,
    "ServingRateLimitExceeded": 12,
    "InvalidPort": 13,
    "InvalidRevealRound": 15,
    "NoWeightsCommitFound": 16,
    "InvalidRevealCommitHashNotMatch": 16,
    "RevealTooEarly": 17,
    "ExpiredWeightCommit": 17,
    "WeightVecNotEqualSize": 18,
    "HotKeyNotRegisteredInSubNet": 19,
    "FailedShieldedTxParsing": 23,
}


def pool_error(
    state: StateView,
    block: int,
    signer: str,
    pallet: str,
    function: str,
    args: Arguments,
) -> int | None:
    """The ``InvalidTransaction::Custom`` code a call is refused with; None to let it in.

    ``block`` is the block the call would be in.
    """
    guard = _GUARDS.get((pallet, function))
    problem = None if guard is None else guard(state, block, signer, args)
    return None if problem is None else _CODES.get(problem, OTHER)


def _setting(state: StateView, block: int, signer: str, args: Arguments) -> str | None:
    if len(args["dests"]) != len(args["weights"]):
        return "WeightVecNotEqualSize"
    if number(state, "CommitRevealWeightsEnabled", args["netuid"]):
        return None
    return _only(
        weights.problem_of_setting(state, block, signer, args),
        "NotEnoughStakeToSetWeights",
        "SettingWeightsTooFast",
        "HotKeyNotRegisteredInSubNet",
    )


def _committing(state: StateView, block: int, signer: str, args: Arguments) -> str | None:
    return _only(
        commits.problem_of_commit(state, block, signer, args),
        "NotEnoughStakeToSetWeights",
        "CommittingWeightsTooFast",
        "HotKeyNotRegisteredInSubNet",
    )


def _sealing(state: StateView, block: int, signer: str, args: Arguments) -> str | None:
    if not has_enough_stake(state, args["netuid"], signer):
        return "NotEnoughStakeToSetWeights"
    problem = commits.problem_of_timelocked(state, block, signer, args)
    return _only(problem, "InvalidRevealRound")


def _revealing(state: StateView, block: int, signer: str, args: Arguments) -> str | None:
    if len(args["uids"]) != len(args["values"]):
        return "WeightVecNotEqualSize"
    if not has_enough_stake(state, args["netuid"], signer):
        return "NotEnoughStakeToSetWeights"
    return commits.problem_of_reveal(state, block, signer, args)


def _shielded(state: StateView, block: int, signer: str, args: Arguments) -> str | None:
    del state, block, signer
    return None if Shield.well_formed(octets(args["ciphertext"])) else "FailedShieldedTxParsing"


def _founding(state: StateView, block: int, signer: str, args: Arguments) -> str | None:
    del signer, args
    return "NetworkTxRateLimitExceeded" if networks.too_soon(state, block) else None


def _only(problem: str | None, *names: str) -> str | None:
    """The pool checks a few rules; the others are left to dispatch."""
    return problem if problem in names else None


_GUARDS: Final[Mapping[tuple[str, str], Guard]] = {
    ("SubtensorModule", "set_weights"): _setting,
    ("SubtensorModule", "set_mechanism_weights"): _setting,
    ("SubtensorModule", "commit_weights"): _committing,
    ("SubtensorModule", "commit_mechanism_weights"): _committing,
    ("SubtensorModule", "reveal_weights"): _revealing,
    ("SubtensorModule", "reveal_mechanism_weights"): _revealing,
    ("SubtensorModule", "commit_timelocked_weights"): _sealing,
    ("SubtensorModule", "commit_timelocked_mechanism_weights"): _sealing,
    ("SubtensorModule", "register_network"): _founding,
    ("SubtensorModule", "register_network_with_identity"): _founding,
    ("MevShield", "submit_encrypted"): _shielded,
    **{("SubtensorModule", name): guard for name, guard in serving.PROBLEMS.items()},
}
