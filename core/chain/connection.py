"""Opening connections: the SDK loaded off the loop, the genesis checked each time."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from core.chain.caches import cache_folder, point_sdk_at
from core.domain.networks import Network
from core.ports.chain import ChainLink


class SdkConnector:
    """A ``ChainConnector`` over the Bittensor SDK.

    ``cache_root`` holds the SDK's own files, a folder for each endpoint.
    """

    def __init__(self, cache_root: Path) -> None:
        self._cache_root = cache_root
        self._loading = asyncio.Lock()

    async def prepare(self, network: Network, endpoint: str = "") -> None:
        async with self._loading:
            folder = cache_folder(self._cache_root, network, endpoint)
            await asyncio.to_thread(_load_sdk, folder)

    async def open(self, network: Network, endpoint: str) -> ChainLink:
        await self.prepare(network, endpoint)
        from core.chain.link import SdkLink  # noqa: PLC0415 - a second's import, done in a thread

        link = SdkLink(endpoint)
        await link.open(network)
        return link


def _load_sdk(folder: Path) -> None:
    """Import the SDK and the trust anchors, with its files moved out of the way first."""
    point_sdk_at(folder)
    with nullcontext() if "bittensor" in sys.modules else _uncollected():
        from core.chain.link import warm  # noqa: PLC0415 - see above

        warm()


@contextmanager
def _uncollected() -> Generator[None]:
    """Keep what is loaded meanwhile away from the garbage collector, for good.

    A full collection walks all that lives: with the SDK on the heap that held
    up the loop for 40 to 100 ms. What is loaded by now stays, so it need not
    be walked.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
