"""Following one open link until it is of no more use."""

from __future__ import annotations

import asyncio

from core.domain.connection import BlockHead
from core.errors import AppError, ErrorKind
from core.ports.chain import ChainLink
from core.services.patience import Patience
from core.services.state_board import StateBoard
from core.streams import Broadcast


class LinkWatch:
    """Passes on a link's heads, notices its silence, and measures its latency.

    ``replaceable`` says that the network has other endpoints: then one
    without new blocks is given up instead of waited for.
    """

    def __init__(
        self,
        link: ChainLink,
        board: StateBoard,
        heads: Broadcast[BlockHead],
        patience: Patience,
        replaceable: bool,
    ) -> None:
        self._link = link
        self._board = board
        self._heads = heads
        self._patience = patience
        self._replaceable = replaceable

    async def run(self) -> AppError:
        """Until the link ends, gives no sign, or another endpoint is the better bet: why."""
        watches = {
            asyncio.ensure_future(self._follow_heads()),
            asyncio.ensure_future(self._measure()),
        }
        try:
            done, _ = await asyncio.wait(watches, return_when=asyncio.FIRST_COMPLETED)
            return next(iter(done)).result()
        finally:
            for watch in watches:
                watch.cancel()
            await asyncio.gather(*watches, return_exceptions=True)

    async def _follow_heads(self) -> AppError:
        span = self._patience.span(self._board.state.block_time)
        heads = self._link.heads()
        silent = 0
        while True:
            try:
                async with asyncio.timeout(span):
                    head = await anext(heads)
            except TimeoutError:
                silent += 1
                self._board.stale()
                if self._replaceable and silent >= self._patience.lost_after:
                    facts = {"endpoint": self._link.endpoint}
                    return AppError(ErrorKind.STALE, "no new block from this endpoint", facts)
            except AppError as error:
                return error
            else:
                silent = 0
                self._board.head(head)
                self._heads.publish(head)

    async def _measure(self) -> AppError:
        """Ping now and then: a node that announces heads may still answer nothing."""
        while True:
            await asyncio.sleep(self._patience.ping_every)
            try:
                self._board.latency(await self._link.ping())
            except AppError as error:
                return error
