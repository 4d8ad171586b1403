"""The calls of the practice network: who handles which function of which pallet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from core.practice.calls import (
    balances,
    commits,
    networks,
    proxies,
    registration,
    serving,
    shielding,
    staking,
    system,
    utility,
    weights,
)
from core.practice.calls.context import Context, DispatchError

Handler = Callable[[Context, str, Mapping[str, Any]], None]

__all__ = ["Context", "DispatchError", "Handler", "dispatch", "find", "known"]


@cache
def known() -> Mapping[tuple[str, str], Handler]:
    """Every call that has rules here, by pallet and function."""
    return {
        **balances.CALLS,
        **networks.CALLS,
        **proxies.CALLS,
        **registration.CALLS,
        **serving.CALLS,
        **shielding.CALLS,
        **staking.CALLS,
        **system.CALLS,
        **utility.CALLS,
        **commits.CALLS,
        **weights.CALLS,
    }


def find(pallet: str, function: str) -> Handler | None:
    """The handler of a call: ``(context, signer, decoded arguments)``; None for an unknown call."""
    return known().get((pallet, function))


def dispatch(
    ctx: Context, handler: Handler, signer: str, arguments: Mapping[str, Any]
) -> DispatchError | None:
    """Run a call; a failing one leaves neither writes nor events behind and is returned."""
    try:
        with ctx.attempt():
            handler(ctx, signer, arguments)
    except DispatchError as error:
        return error
    return None
