"""The real practice node as a process, with a small world, for one test."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from core.background import spawn

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 20.0
STOP_SECONDS = 10.0


@dataclass
class RunningNode:
    """``url`` to connect to; ``process`` to look at or to kill."""

    url: str
    process: asyncio.subprocess.Process

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    @asynccontextmanager
    async def client(self) -> AsyncIterator[RawClient]:
        """A bare JSON-RPC connection."""
        async with connect(self.url, max_size=2**27, compression=None) as socket:
            yield RawClient(socket)

    async def call(self, method: str, *params: Any) -> Any:
        """One call on a connection of its own; a RuntimeError carries an error answer."""
        async with self.client() as client:
            return await client.call(method, *params)


@dataclass
class RawClient:
    socket: ClientConnection
    news: list[dict[str, Any]] = field(default_factory=list)
    _last_id: int = 0

    async def ask(self, method: str, *params: Any) -> dict[str, Any]:
        """The whole answer; news that comes first is kept in ``news``."""
        self._last_id += 1
        request = {"jsonrpc": "2.0", "id": self._last_id, "method": method, "params": params}
        await self.socket.send(json.dumps(request))
        while True:
            message = json.loads(await self.socket.recv())
            if message.get("id") == self._last_id:
                return dict(message)
            self.news.append(message["params"])

    async def call(self, method: str, *params: Any) -> Any:
        answer = await self.ask(method, *params)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer["result"]

    async def next_news(self, subscription: str) -> Any:
        """The next result of a subscription; pytest's timeout is the deadline."""
        while True:
            for index, params in enumerate(self.news):
                if params["subscription"] == subscription:
                    return self.news.pop(index)["result"]
            self.news.append(json.loads(await self.socket.recv())["params"])


def command(
    *,
    subnets: int | None = 4,
    neurons: int | None = 16,
    block_time: float | None = 0.2,
    port: int = 0,
    seed: int | None = None,
    data_dir: Path | None = None,
    fresh: bool = False,
    follow_parent: bool = False,
    faults: bool = False,
) -> list[str]:
    """The command line of a node; None leaves an option out."""
    values = {
        "--port": port,
        "--subnets": subnets,
        "--neurons": neurons,
        "--block-time": block_time,
        "--seed": seed,
        "--data-dir": data_dir,
    }
    options = [
        text for name, value in values.items() if value is not None for text in (name, str(value))
    ]
    flags = ["--fresh"] * fresh + ["--follow-parent"] * follow_parent + ["--faults"] * faults
    return [sys.executable, "-m", "core.practice", *options, *flags]


@asynccontextmanager
async def running_node(**options: Any) -> AsyncIterator[RunningNode]:
    """A node that answers; it is gone when the block is left.

    ``options`` are those of ``command``: ``subnets``, ``neurons``,
    ``block_time``, ``seed``, ``data_dir``, ``fresh``, ``port``, ``follow_parent``,
    ``faults``.
    """
    process = await spawn(
        *command(**options),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield RunningNode(await _ready(process), process)
    finally:
        await _stop(process)


async def _ready(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    assert process.stderr is not None
    line = await asyncio.wait_for(process.stdout.readline(), START_SECONDS)
    word, _, url = line.decode().strip().partition(" ")
    if word != "ready":
        errors = (await process.stderr.read()).decode()
        raise RuntimeError(f"the practice node did not start: {line!r} {errors}")
    return url


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
        try:
            await asyncio.wait_for(process.communicate(), STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.communicate()
    # The pipes of a subprocess are closed by its transport, one turn of the loop later.
    transport = getattr(process, "_transport", None)
    if transport is not None:
        transport.close()
