"""``practice_*``: what only a practice network can do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

from core.practice.blocks import Grant
from core.practice.rpc.request import Request, hexed
from core.practice.rpc.system import read_account

RAO: Final = 10**9
DEFAULT_GRANT: Final = 100 * RAO
MOST_GRANTED: Final = 1_000_000 * RAO
MOST_BLOCKS: Final = 1_000


def faucet(request: Request) -> Any:
    """Create TAO for an address in the next block; amounts in rao, 100 TAO if none is given.

    Answers the number of that block.
    """
    amount = DEFAULT_GRANT if request.value(1) is None else request.number(1, most=MOST_GRANTED)
    request.node.order(Grant(read_account(request, 0), amount))
    return request.node.chain.head.number + 1


async def advance(request: Request) -> Any:
    """Make blocks at once, at most 1 000; answers the new head's hash."""
    await request.node.advance(request.number(0, most=MOST_BLOCKS))
    return hexed(request.node.chain.head.hash)


def info(request: Request) -> Any:
    """What the network was made from."""
    plan = request.node.plan
    return {
        "seed": plan.seed,
        "subnets": plan.subnets,
        "neurons": plan.neurons,
        "blockTimeMs": plan.block_time_ms,
        "startBlock": plan.start_block,
        "startedMs": plan.started_ms,
    }


METHODS: dict[str, Callable[[Request], Any | Awaitable[Any]]] = {
    "practice_faucet": faucet,
    "practice_advance": advance,
    "practice_info": info,
}
