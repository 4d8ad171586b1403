"""The sweep's child process: reads metagraphs one after another and reports each.

Imports nothing heavy at the top: the parent imports this module too.
"""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Final, TypeAlias

from core.domain.ids import BlockHash, NetUid
from core.domain.networks import Network, NetworkKind
from core.domain.subnets import SubnetHealth
from core.errors import AppError, ErrorKind

_NICENESS: Final = 10  # a sweep can wait; the window cannot


@dataclass(frozen=True, slots=True)
class Order:
    """What to sweep, where, and on which chain."""

    endpoint: str
    genesis: BlockHash
    netuids: tuple[NetUid, ...]


# A result, or an AppError's kind, detail and facts.
Report: TypeAlias = SubnetHealth | tuple[str, str, dict[str, str]]


def work(pipe: Connection, order: Order) -> None:
    """Entry point of the process. Sends reports, then None."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the app, which then ends us
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    with suppress(BrokenPipeError):  # the app is gone or no longer interested
        try:
            asyncio.run(_sweep(pipe, order))
            pipe.send(None)
        except AppError as error:
            pipe.send((error.kind.value, error.detail, dict(error.facts)))


async def _sweep(pipe: Connection, order: Order) -> None:
    from core.chain.link import SdkLink  # noqa: PLC0415 - imports the SDK

    # The cache folders are already in the environment we inherited.
    network = Network(NetworkKind.CUSTOM, "sweep", (order.endpoint,), order.genesis)
    link = SdkLink(order.endpoint)
    await link.open(network)
    try:
        for netuid in order.netuids:
            try:
                pipe.send(await link.health(netuid))
            except AppError as error:
                # A subnet may have gone since it was listed.
                if error.kind is not ErrorKind.NOT_FOUND:
                    raise
    finally:
        await link.close()
