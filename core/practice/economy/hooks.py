"""What happens at the start of every block, before its extrinsics."""

from __future__ import annotations

from random import Random
from typing import Final

from core.practice.calls.context import Context
from core.practice.economy import burn, cells, drift, epochs, market, moving_price

DRAND_GENESIS_S: Final = 1_692_803_367  # quicknet's first round, unix time
DRAND_PERIOD_S: Final = 3


def on_initialize(ctx: Context, seed: int = 7) -> None:
    """Decay prices, move the clock of epochs and averages on, let the network live.

    Deterministic from the seed, the block and the state before it.
    """
    state = ctx.state
    netuids = cells.netuids(state)
    burn.decay_all(state, netuids)
    _advance_beacon(ctx)
    for netuid, before in epochs.advance(ctx, netuids).items():
        rng = Random(f"{seed}/epoch/{netuid}/{ctx.block}")  # noqa: S311 - not a secret
        drift.drift(state, netuid, ctx.block, before, rng)
    moving_price.advance(state, ctx.block, netuids)
    market.live(ctx, seed, netuids)


def _advance_beacon(ctx: Context) -> None:
    """Follow drand's rounds by the clock, so that commits name rounds of the future.

    The pulses themselves are not there: what is locked to a round stays locked.
    """
    elapsed = ctx.now_ms // 1000 - DRAND_GENESIS_S
    current = max(elapsed // DRAND_PERIOD_S, 0)
    if current > ctx.state.get("Drand", "LastStoredRound"):
        ctx.state.put("Drand", "LastStoredRound", value=current)
