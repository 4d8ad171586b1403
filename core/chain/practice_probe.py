"""Trying the practice node out: started in a folder of its own, visited, stopped."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from core.chain.endpoint_probe import EndpointFacts, probe_endpoint
from core.chain.practice_process import PracticeProcess

_BLOCK_TIME: Final = 2.0  # seconds


async def probe_practice() -> EndpointFacts:
    """What a fresh practice node says of itself; the one of the app is left alone.

    Raises AppError PRACTICE where it does not start, otherwise as ``probe_endpoint``.
    """
    with TemporaryDirectory(prefix="taonaut-doctor-") as folder:
        process = PracticeProcess(Path(folder), _BLOCK_TIME)
        try:
            return await probe_endpoint(await process.start())
        finally:
            await process.stop()
