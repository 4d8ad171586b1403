"""A relay between the app and an honest node that alters, swallows or breaks off as told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from tests.fakes.scripted_node import SILENCE, HangUp, RefusalError

Answer = Callable[[list[Any], Any], Any]


class LyingProxy:
    """``alter`` maps a method to a function of parameters and honest answer.

    ``instead`` maps a method to an answer given without asking the node: a
    value, a function of the parameters, ``SILENCE``, a ``HangUp`` or a ``RefusalError``.
    """

    def __init__(self, upstream: str) -> None:
        self.upstream = upstream
        self.url = ""
        self.alter: dict[str, Answer] = {}
        self.instead: dict[str, Any] = {}
        self.calls: list[str] = []

    async def handle(self, client: ServerConnection) -> None:
        asked: dict[Any, tuple[str, list[Any]]] = {}
        async with connect(self.upstream, max_size=2**27, compression=None) as node:
            back = asyncio.ensure_future(self._back(client, node, asked))
            try:
                async for frame in client:
                    await self._forth(client, node, asked, json.loads(frame))
            except ConnectionClosed:
                pass
            finally:
                back.cancel()
                await asyncio.gather(back, return_exceptions=True)

    async def _forth(
        self,
        client: ServerConnection,
        node: ClientConnection,
        asked: dict[Any, tuple[str, list[Any]]],
        call: dict[str, Any],
    ) -> None:
        self.calls.append(call["method"])
        if call["method"] not in self.instead:
            asked[call["id"]] = (call["method"], call["params"])
            await node.send(json.dumps(call))
            return
        answer = self.instead[call["method"]]
        answer = answer(call["params"]) if callable(answer) else answer
        head = {"jsonrpc": "2.0", "id": call["id"]}
        if isinstance(answer, HangUp):
            await client.close(answer.code, answer.reason)
        elif isinstance(answer, RefusalError):
            await client.send(json.dumps({**head, "error": answer.payload}))
        elif answer is not SILENCE:
            await client.send(json.dumps({**head, "result": answer}))

    async def _back(
        self,
        client: ServerConnection,
        node: ClientConnection,
        asked: dict[Any, tuple[str, list[Any]]],
    ) -> None:
        try:
            async for frame in node:
                message = json.loads(frame)
                method, params = asked.pop(message.get("id"), ("", []))
                if method in self.alter and "result" in message:
                    message["result"] = self.alter[method](params, message["result"])
                await client.send(json.dumps(message))
        except ConnectionClosed:
            pass
        await client.close(1011)


@asynccontextmanager
async def lying_proxy(upstream: str) -> AsyncIterator[LyingProxy]:
    proxy = LyingProxy(upstream)
    async with serve(proxy.handle, "127.0.0.1", 0, max_size=None, close_timeout=0.2) as server:
        proxy.url = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield proxy
