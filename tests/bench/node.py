"""Measures the practice node from outside and prints medians: ``python tests/bench/node.py``."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.fakes.practice import RawClient, RunningNode, running_node
from tests.fakes.signing import ALICE, BOB

STARTS = 5
ROUNDS = 15
TRANSFERS = 200
FULL = {"subnets": 129, "neurons": 256, "block_time": 2}
METAGRAPH = "SubnetInfoRuntimeApi_get_metagraph"


def show(what: str, value: float, unit: str) -> None:
    print(f"{what:<44}{value:8.1f} {unit}", flush=True)


def say(what: str, seconds: list[float]) -> None:
    show(what, median(seconds) * 1000, f"ms   (most {max(seconds) * 1000:.1f})")


async def timed(client: RawClient, method: str, *params: Any) -> float:
    began = perf_counter()
    await client.call(method, *params)
    return perf_counter() - began


def memory_mb(node: RunningNode, field: str = "VmRSS") -> float:
    status = Path(f"/proc/{node.process.pid}/status")
    if not status.exists():
        return float("nan")
    line = next(line for line in status.read_text().splitlines() if line.startswith(field))
    return int(line.split()[1]) / 1024


async def starts() -> None:
    """From the start of the process to ``ready``."""
    taken: list[float] = []
    for _ in range(STARTS):
        began = perf_counter()
        async with running_node(**FULL):
            taken.append(perf_counter() - began)
    say("start to ready, 129 x 256", taken)


async def restarts(folder: Path) -> None:
    """The same from a kept network of 2 000 blocks, and what that takes on disk."""
    async with running_node(data_dir=folder, **FULL) as node, node.client() as client:
        for _ in range(2):
            await client.call("practice_advance", 1_000)
    size = sum(path.stat().st_size for path in folder.iterdir()) / 2**20
    show("2 000 blocks on disk", size, "MiB")
    taken: list[float] = []
    for _ in range(STARTS):
        began = perf_counter()
        async with running_node(data_dir=folder, **FULL):
            taken.append(perf_counter() - began)
    say("start to ready, 2 000 blocks kept", taken)


async def reads(node: RunningNode) -> None:
    async with node.client() as client:
        cold: list[float] = []
        cached: list[float] = []
        for netuid in range(1, ROUNDS + 1):
            data = "0x" + netuid.to_bytes(2, "little").hex()
            cold.append(await timed(client, "state_call", METAGRAPH, data))
            cached.append(await timed(client, "state_call", METAGRAPH, data))
        say("metagraph of 256, cold", cold)
        say("metagraph of 256, cached", cached)
        past = [await client.call("chain_getBlockHash", number * 5_000) for number in range(1, 16)]
        call = "SubnetInfoRuntimeApi_get_all_dynamic_info"
        say(
            "all dynamic info, at past blocks",
            [await timed(client, "state_call", call, "0x", at) for at in past],
        )
        await client.call("practice_advance", 1)
        everything = [await timed(client, "state_call", call, "0x")]
        say("all dynamic info, cold", everything)
        wide = [await timed(client, "state_call", "SubnetInfoRuntimeApi_get_all_metagraphs", "0x")]
        say("all metagraphs, cold", wide)


async def blocks(node: RunningNode) -> None:
    async with node.client() as client:
        taken = [await timed(client, "practice_advance", 100) / 100 for _ in range(5)]
        say("an empty block", taken)


async def transfers() -> None:
    """A block of 200 transfers; signed beforehand, sent one after another."""
    from tests.fakes.signing import small_node

    node = small_node()
    raws = [ALICE.transfer(node, BOB, 1, nonce=nonce) for nonce in range(TRANSFERS)]
    began = perf_counter()
    for index, raw in enumerate(raws):
        node.pool.submit(raw, index.to_bytes(32, "big"))
    sent = perf_counter()
    node.make_block()
    built = perf_counter()
    assert len(node.chain.head.body) == TRANSFERS + 2
    say("200 transfers into the pool", [sent - began])
    say("200 transfers in one block", [built - sent])


async def main(folder: Path) -> None:
    await starts()
    async with running_node(**FULL) as node:
        show("memory at the start", memory_mb(node), "MiB")
        await reads(node)
        await blocks(node)
        show("memory after 500 blocks and all metagraphs", memory_mb(node), "MiB")
        show("memory at most", memory_mb(node, "VmHWM"), "MiB")
    await transfers()
    await restarts(folder)


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(main(Path(folder)))
