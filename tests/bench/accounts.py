"""Measures reading many coldkeys from the practice node: ``python tests/bench/accounts.py``."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.chain.connection import SdkConnector
from core.domain.ids import BlockNumber, NetUid, Ss58
from core.domain.networks import LOCAL
from core.ports.chain import ChainLink
from tests.fakes.practice import running_node

ROUNDS = 15
FULL = {"subnets": 129, "neurons": 256, "block_time": 2}


async def measured(what: str, read: Callable[[int], Awaitable[object]]) -> None:
    """Median and most of many readings, each at a block of its own; and the loop's stalls."""
    taken: list[float] = []
    stalls: list[float] = []
    for turn in range(ROUNDS):
        ticking = asyncio.ensure_future(tick(stalls))
        began = perf_counter()
        await read(turn)
        taken.append(perf_counter() - began)
        ticking.cancel()
    print(
        f"{what:<40}{median(taken) * 1000:8.1f} ms   (least {min(taken) * 1000:.1f},"
        f" most {max(taken) * 1000:.1f}; loop held {max(stalls, default=0) * 1000:.1f} ms at most)",
        flush=True,
    )


async def tick(stalls: list[float]) -> None:
    while True:
        before = perf_counter()
        await asyncio.sleep(0.001)
        stalls.append(perf_counter() - before - 0.001)


async def coldkeys(link: ChainLink, most: int) -> list[Ss58]:
    """Accounts of different people, found on several subnets."""
    found: dict[Ss58, None] = {}
    for netuid in range(1, 9):
        for neuron in (await link.metagraph(NetUid(netuid))).neurons:
            found.setdefault(neuron.coldkey)
    return list(found)[:most]


async def of_coldkeys(link: ChainLink, some: list[Ss58]) -> None:
    head = (await link.head()).number

    async def now(_turn: int) -> None:
        await link.accounts(some)

    async def past(turn: int) -> None:
        await link.accounts(some, BlockNumber(head - 1_000 * (turn + 1)))

    await measured(f"{len(some)} coldkeys, head", now)
    await measured(f"{len(some)} coldkeys, block not read before", past)


async def places(link: ChainLink, hotkeys: list[Ss58], _turn: int) -> None:
    await link.registrations(hotkeys)


async def main() -> None:
    with TemporaryDirectory() as folder:
        async with running_node(**FULL) as node:
            link = await SdkConnector(Path(folder)).open(LOCAL, node.url)
            people = await coldkeys(link, 200)
            hotkeys = [n.hotkey for n in (await link.metagraph(NetUid(3))).neurons]
            for count in (1, 50, 200):
                await of_coldkeys(link, people[:count])
            for count in (1, 10, 50):
                few = hotkeys[:count]
                await measured(f"{len(few)} hotkeys' places", partial(places, link, few))
            await link.close()


asyncio.run(main())
