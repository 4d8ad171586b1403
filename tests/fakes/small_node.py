"""A practice node for the app under test: the real process with a small world."""

from __future__ import annotations

import os
from contextlib import AsyncExitStack
from pathlib import Path

from tests.fakes.practice import RunningNode, running_node


class SmallNode:
    """A ``PracticeNode`` of a few subnets that keeps its world in ``data_dir``."""

    def __init__(self, data_dir: Path, subnets: int = 6, neurons: int = 24) -> None:
        self._options = {"data_dir": data_dir, "subnets": subnets, "neurons": neurons}
        self._block_time = 0.3
        self._stack = AsyncExitStack()
        self.node: RunningNode | None = None

    @property
    def running(self) -> bool:
        return self.node is not None and self.node.process.returncode is None

    async def start(self) -> str:
        if not self.running:
            await self.stop()
            options = {**self._options, "block_time": self._block_time}
            self.node = await self._stack.enter_async_context(running_node(**options))
        assert self.node is not None
        return self.node.url

    async def stop(self) -> None:
        await self._stack.aclose()
        self.node = None

    async def renew(self, block_time: float) -> None:
        await self.stop()
        self._block_time = block_time

    def kill(self) -> None:
        """End it as the system would: at once, without a word."""
        assert self.node is not None
        os.kill(self.node.process.pid, 9)
