"""Whole-network sweeps, in a child process of their own."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from multiprocessing.context import SpawnProcess
from typing import Final, Protocol

from core.chain.sweep_worker import Order, Report, work
from core.domain.ids import BlockHash, NetUid
from core.domain.subnets import SubnetHealth
from core.errors import AppError, ErrorKind

log = logging.getLogger(__name__)

_SILENCE: Final = 60.0  # seconds without any report before the worker counts as stuck


class ReportPipe(Protocol):
    """The receiving end of a pipe; its class differs between systems."""

    def poll(self, timeout: float | None) -> bool: ...

    def recv(self) -> Report | None: ...

    def close(self) -> None: ...


class WorkerSweep:
    """A ``MetagraphSweep``: spawns a worker for each sweep and ends it with the sweep.

    Decoding a metagraph holds the GIL for milliseconds, 129 of them for
    seconds: none of it happens in this process. One sweep runs at a time; the
    next waits.
    """

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def health(
        self, endpoint: str, genesis: BlockHash, netuids: Sequence[NetUid]
    ) -> AsyncIterator[SubnetHealth]:
        order = Order(endpoint, genesis, tuple(netuids))
        async with self._turn, aclosing(_reports(order)) as reports:
            async for report in reports:
                if isinstance(report, SubnetHealth):
                    yield report
                else:
                    kind, detail, facts = report
                    raise AppError(ErrorKind(kind), detail, facts)


async def _reports(order: Order) -> AsyncGenerator[Report, None]:
    """Everything a fresh worker sends, until it is done. The worker ends with the iteration."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("spawn")
    worker = context.Process(target=work, args=(theirs, order), name="sweep", daemon=True)
    try:
        await asyncio.to_thread(worker.start)
        theirs.close()
        while (report := await _next(ours)) is not None:
            yield report
    finally:
        ours_closed = asyncio.to_thread(_end, worker, ours)
        await asyncio.shield(ours_closed)


async def _next(pipe: ReportPipe) -> Report | None:
    """The worker's next report, None for its last. Raises AppError(INTERNAL) if it died."""
    found, report = await asyncio.to_thread(_receive, pipe)
    if not found:
        raise AppError(ErrorKind.INTERNAL, "the sweep's process ended or hangs")
    return report


def _receive(pipe: ReportPipe) -> tuple[bool, Report | None]:
    try:
        return (True, pipe.recv()) if pipe.poll(_SILENCE) else (False, None)
    except (EOFError, OSError):
        return False, None


def _end(worker: SpawnProcess, pipe: ReportPipe) -> None:
    """End the worker and collect it. Killing loses nothing: it only reads."""
    if worker.pid is not None:
        worker.kill()
        worker.join()
    worker.close()
    pipe.close()
