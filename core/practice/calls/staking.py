"""SubtensorModule's calls that stake and unstake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.practice.calls.context import Context
from core.practice.economy import pool, reserves, shares
from core.practice.economy.staking import stake, unstake

Arguments = Mapping[str, Any]


def add_stake(ctx: Context, signer: str, args: Arguments) -> None:
    stake(ctx, signer, args["hotkey"], args["netuid"], args["amount_staked"])


def add_stake_limit(ctx: Context, signer: str, args: Arguments) -> None:
    """Probes first how much the limit lets through, so a limit below spot is a Swap error."""
    netuid, limit = args["netuid"], args["limit_price"]
    stake(
        ctx,
        signer,
        args["hotkey"],
        netuid,
        args["amount_staked"],
        limit=limit,
        most=reserves.most_before(ctx, netuid, limit, buying=True),
        partial=args["allow_partial"],
    )


def remove_stake(ctx: Context, signer: str, args: Arguments) -> None:
    unstake(ctx, signer, args["hotkey"], args["netuid"], args["amount_unstaked"])


def remove_stake_limit(ctx: Context, signer: str, args: Arguments) -> None:
    _remove_limited(ctx, signer, args, args["amount_unstaked"], partial=args["allow_partial"])


def remove_stake_full_limit(ctx: Context, signer: str, args: Arguments) -> None:
    """The whole position; with a limit all of it or nothing."""
    hotkey, netuid = args["hotkey"], args["netuid"]
    whole = shares.value(ctx.state, hotkey, signer, netuid)
    if args["limit_price"] is None:
        unstake(ctx, signer, hotkey, netuid, whole)
    else:
        _remove_limited(ctx, signer, args, whole, partial=False)


def _remove_limited(
    ctx: Context, signer: str, args: Arguments, alpha: int, *, partial: bool
) -> None:
    netuid, limit = args["netuid"], args["limit_price"]
    unstake(
        ctx,
        signer,
        args["hotkey"],
        netuid,
        alpha,
        limit=max(limit, pool.SELL_NO_LIMIT),
        most=reserves.most_before(ctx, netuid, limit, buying=False),
        partial=partial,
        capped=False,
    )


CALLS = {
    ("SubtensorModule", handler.__name__): handler
    for handler in (
        add_stake,
        add_stake_limit,
        remove_stake,
        remove_stake_limit,
        remove_stake_full_limit,
    )
}
