"""SubtensorModule's calls that set weights in the open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.practice.calls.context import Context
from core.practice.economy.cells import PALLET, number
from core.practice.economy.weights import Weights, problem, store
from core.practice.state import StateView

Arguments = Mapping[str, Any]


def requested(signer: str, args: Arguments) -> Weights:
    """The weights inside a call's arguments; calls without ``mecid`` mean mechanism 0."""
    return Weights(
        hotkey=signer,
        netuid=args["netuid"],
        mechanism=args.get("mecid", 0),
        uids=args["dests"],
        values=args["weights"],
        version=args["version_key"],
    )


def problem_of_setting(view: StateView, block: int, signer: str, args: Arguments) -> str | None:
    """The first rule that setting weights breaks; None if it may."""
    if number(view, "CommitRevealWeightsEnabled", args["netuid"]):
        return "CommitRevealEnabled"
    return problem(view, block, requested(signer, args))


def set_mechanism_weights(ctx: Context, signer: str, args: Arguments) -> None:
    broken = problem_of_setting(ctx.state, ctx.block, signer, args)
    if broken is not None:
        raise ctx.fail(broken)
    apply(ctx, requested(signer, args))


def apply(ctx: Context, weights: Weights) -> None:
    """Store weights that have passed their checks."""
    uid = store(ctx.state, ctx.block, weights)
    ctx.deposit(PALLET, "WeightsSet", [weights.index, uid])


CALLS = {
    (PALLET, "set_weights"): set_mechanism_weights,
    (PALLET, "set_mechanism_weights"): set_mechanism_weights,
}
