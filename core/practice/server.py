"""The WebSocket side: loopback only, frames in, answers and news out."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, Final
from urllib.parse import urlsplit

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from core.practice.faults.dispatcher import FaultyDispatcher
from core.practice.faults.lines import Lines
from core.practice.faults.orders import Faults
from core.practice.node import Node
from core.practice.rpc.dispatcher import Dispatcher
from core.practice.subscriptions import Session

HOST: Final = "127.0.0.1"
OPENING: Final = 3.0  # seconds for a handshake, which also hold up the end
MAX_REQUEST: Final = 16 * 1024 * 1024  # characters or bytes; more gets an error
MAX_FRAME: Final = 2 * MAX_REQUEST  # bytes; more ends the connection unread
MAX_QUEUED: Final = 4_096  # messages to a client that does not read
MAX_UNSENT: Final = 16 * 1024 * 1024  # characters of answers, above which no request is read
_TRUSTED_ORIGINS: Final = frozenset({"localhost", "127.0.0.1", "[::1]", "polkadot.js.org"})

_LOG: Final = logging.getLogger(__name__)


class Connection:
    """One client: its answers and its news go out in order through one queue."""

    def __init__(self, socket: ServerConnection, dispatcher: Dispatcher) -> None:
        self._socket = socket
        self._dispatcher = dispatcher
        self._queue: asyncio.Queue[str | None] = asyncio.Queue(MAX_QUEUED)
        self._session = Session(self._notify)
        self._answering = False
        self._held: list[str] = []
        self._unsent = 0
        self._sent = asyncio.Event()
        self._gone = False
        self._hung = False

    @property
    def session(self) -> Session:
        return self._session

    def cut(self) -> None:
        """End it without a closing frame."""
        self._socket.transport.abort()

    def hang(self) -> None:
        """Neither read nor write any more, and stay open."""
        self._hung = True
        self._socket.transport.pause_reading()

    async def serve(self) -> None:
        """Until the client leaves or stops reading."""
        writer = asyncio.create_task(self._write())
        try:
            async for frame in self._socket:
                await self._answer(frame)
                await self._room()
        except ConnectionClosed:
            pass
        finally:
            self._session.close()
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)

    async def _answer(self, frame: str | bytes) -> None:
        # News of a subscription may come up while it is being made: the id has to go first.
        self._answering = True
        try:
            answer = (
                self._dispatcher.refuse_oversized(MAX_REQUEST)
                if len(frame) > MAX_REQUEST
                else await self._dispatcher.answer(frame, self._session)
            )
        finally:
            self._answering = False
        held, self._held = self._held, []
        if answer is not None:
            self._unsent += len(answer)
            await self._queue.put(answer)
        for message in held:
            self._send(message)

    def _notify(self, method: str, subscription: str, news: Any) -> None:
        message = json.dumps(
            {
                "jsonrpc": "2.0",
                "method": method,
                "params": {"subscription": subscription, "result": news},
            },
            separators=(",", ":"),
        )
        if self._answering:
            self._held.append(message)
        else:
            self._send(message)

    def _send(self, message: str) -> None:
        try:
            self._queue.put_nowait(message)
            self._unsent += len(message)
        except asyncio.QueueFull:
            _LOG.info("a client does not read its news: connection closed")
            self._socket.transport.abort()

    async def _write(self) -> None:
        try:
            while (message := await self._queue.get()) is not None:
                if not self._hung:
                    await self._socket.send(message)
                self._unsent -= len(message)
                self._sent.set()
        except ConnectionClosed:
            self._session.close()
        finally:
            self._gone = True
            self._sent.set()

    async def _room(self) -> None:
        """Wait for a client that asks for more than it reads; its answers would fill the memory."""
        while self._unsent > MAX_UNSENT and not self._gone:
            self._sent.clear()
            await self._sent.wait()


def _refuse_foreign_pages(connection: ServerConnection, request: Request) -> Response | None:
    """A web page of another site must not drive the node behind its user's back."""
    origin = request.headers.get("Origin")
    if origin is None:
        return None
    host = urlsplit(origin).hostname
    return None if host in _TRUSTED_ORIGINS else connection.respond(403, "foreign origin\n")


@asynccontextmanager
async def listening(node: Node, port: int, faults: Faults | None = None) -> AsyncGenerator[int]:
    """Serve a node on a loopback port, 0 for any free one; gives the port. OSError if taken.

    With ``faults`` it takes orders to lie and to break off.
    """
    lines = Lines()
    dispatcher = Dispatcher(node) if faults is None else FaultyDispatcher(node, faults, lines)

    async def handle(socket: ServerConnection) -> None:
        connection = Connection(socket, dispatcher)
        lines.add(connection)
        try:
            await connection.serve()
        finally:
            lines.remove(connection)

    server: Server = await serve(
        handle,
        HOST,
        port,
        max_size=MAX_FRAME,
        compression=None,
        process_request=_refuse_foreign_pages,
        open_timeout=OPENING,
        close_timeout=1,
        server_header=None,
    )
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        node.halt()
        server.close()
        await server.wait_closed()
