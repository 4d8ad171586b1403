"""Whole-network sweeps, in a child process of their own."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing, suppress
from multiprocessing.context import SpawnProcess
from typing import Final, Protocol

from core.chain.sweep_worker import Order, Report, work
from core.domain.ids import BlockHash, NetUid
from core.domain.subnets import SubnetHealth
from core.errors import AppError, ErrorKind

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
    ) -> AsyncGenerator[SubnetHealth, None]:
        order = Order(endpoint, genesis, tuple(netuids))
        async with self._turn, aclosing(_reports(order)) as reports:
            async for report in reports:
                if isinstance(report, SubnetHealth):
                    yield report
                else:
                    kind, detail, facts = report
                    raise AppError(ErrorKind(kind), detail, facts)


async def _reports(order: Order) -> AsyncGenerator[Report, None]:
    """Everything a fresh worker sends, until it is done. The worker ends with the iteration.

    Raises AppError(INTERNAL) for a worker that dies or hangs.
    """
    ours, theirs = multiprocessing.Pipe(duplex=False)
    worker = multiprocessing.get_context("spawn").Process(
        target=work, args=(theirs, order), name="sweep", daemon=True
    )
    loop = asyncio.get_running_loop()
    arrived: asyncio.Queue[Report | None] = asyncio.Queue()

    def deliver(report: Report | None) -> None:
        with suppress(RuntimeError):  # the loop has closed: nobody is left to tell
            loop.call_soon_threadsafe(arrived.put_nowait, report)

    starting = asyncio.ensure_future(asyncio.to_thread(worker.start))
    listening: asyncio.Future[None] | None = None
    try:
        await asyncio.shield(starting)
        theirs.close()
        listening = asyncio.ensure_future(asyncio.to_thread(_listen, ours, deliver))
        while (report := await arrived.get()) is not None:
            yield report
    finally:
        await asyncio.wait((starting,))  # a process half-started could not be ended
        theirs.close()
        await asyncio.to_thread(_end, worker)
        if listening is not None:
            await listening
        ours.close()


def _listen(pipe: ReportPipe, deliver: Callable[[Report | None], None]) -> None:
    """Pass on every report; the worker's last is None. Runs in a thread of its own."""
    lost = (ErrorKind.INTERNAL.value, "the sweep's process ended or hangs", dict[str, str]())
    try:
        while pipe.poll(_SILENCE):
            report = pipe.recv()
            deliver(report)
            if report is None:
                return
    except (EOFError, OSError):
        pass
    deliver(lost)


def _end(worker: SpawnProcess) -> None:
    """End the worker and collect it. Killing loses nothing: it only reads."""
    if worker.pid is not None:
        worker.kill()
        worker.join()
    worker.close()
