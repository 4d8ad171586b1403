"""The epoch schedule: when a subnet's epoch is due, and what running one moves on.

On this network an epoch advances the schedule and lets its cast drift; it does not
compute consensus or pay out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.practice.economy import cells
from core.practice.economy.cells import PALLET, number, put
from core.practice.economy.reserves import ROOT
from core.practice.state import State, StateView

if TYPE_CHECKING:
    from core.practice.calls.context import Context

MAX_SILENCE: Final = 50_400  # blocks after which an epoch runs whatever the tempo


def advance(ctx: Context, netuids: list[int]) -> dict[int, int]:
    """Run what is due; returns those netuids with the block of the epoch before.

    At most ``MaxEpochsPerBlock`` run, in netuid order; the others wait for the next block.
    """
    state, block = ctx.state, ctx.block
    room = state.get(PALLET, "MaxEpochsPerBlock")
    run: dict[int, int] = {}
    for netuid in netuids:
        if netuid == ROOT:
            continue
        if not is_due(state, netuid, block):
            continue
        if len(run) < room:
            run[netuid] = number(state, "LastEpochBlock", netuid)
            _step(state, netuid, block)
        else:
            _defer(ctx, netuid)
    return run


def is_due(view: StateView, netuid: int, block: int) -> bool:
    tempo = number(view, "Tempo", netuid)
    if not tempo:
        return False
    pending = number(view, "PendingEpochAt", netuid)
    since = block - number(view, "LastEpochBlock", netuid)
    return 0 < pending <= block or since >= tempo or since > MAX_SILENCE


def index_at(view: StateView, netuid: int, block: int) -> int:
    """The epoch that commits of this block belong to: one more while an epoch is due."""
    index = number(view, "SubnetEpochIndex", netuid)
    return index + 1 if is_due(view, netuid, block) else index


def _step(state: State, netuid: int, block: int) -> None:
    put(state, "LastEpochBlock", netuid, value=block)
    put(state, "LastMechansimStepBlock", netuid, value=block)
    if number(state, "PendingEpochAt", netuid):
        put(state, "PendingEpochAt", netuid, value=0)
    index = number(state, "SubnetEpochIndex", netuid) + 1
    put(state, "SubnetEpochIndex", netuid, value=index)
    _expire_commits(state, netuid, index)


def _defer(ctx: Context, netuid: int) -> None:
    state, block = ctx.state, ctx.block
    put(state, "PendingEpochAt", netuid, value=block + 1)
    fields = {"netuid": netuid, "from_block": block, "to_block": block + 1}
    ctx.deposit(PALLET, "EpochDeferred", fields)


def _expire_commits(state: State, netuid: int, index: int) -> None:
    """Drop timelocked commits whose reveal epoch is over.

    Their drand pulses never reach a network without a beacon, so all of them end
    here, as they do on chain when a pulse stays missing.
    """
    period = state.get(PALLET, "RevealPeriodEpochs", netuid)
    for mechanism in cells.mechanisms(state, netuid):
        prefix = state.codec.key(PALLET, "TimelockedWeightCommits", mechanism)
        for found in state.keys(prefix):
            # Twox64Concat: the epoch stands at the key's end.
            if int.from_bytes(found[-8:], "little") + period < index:
                state.set_raw(found, None)
