"""A websocket node that answers honestly until told to lie, stall or break off.

It knows the few calls of a connect (genesis, runtime version, metadata, heads)
and answers anything else with an error; a test overrides a method's answer.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from core.chain.headers import header_hash

GENESIS = "0x" + "ab" * 32


class Silence:
    """An answer that never comes."""


class Raw:
    """A frame sent as it stands in the place of an answer."""

    def __init__(self, frame: str | bytes) -> None:
        self.frame = frame


class HangUp:
    """The connection closed in the place of an answer."""

    def __init__(self, code: int = 1000, reason: str = "") -> None:
        self.code = code
        self.reason = reason


class RefusalError(Exception):
    """A JSON-RPC error."""

    def __init__(self, message: str, code: int = -32000, data: Any = None) -> None:
        super().__init__(message)
        self.payload = {"code": code, "message": message, **({"data": data} if data else {})}


SILENCE = Silence()


class ScriptedNode:
    """``answers`` maps a method to a value, a callable over its parameters, or a misdeed."""

    def __init__(self) -> None:
        self.genesis = GENESIS
        self.number = 100
        self.answers: dict[str, Any] = {}
        self.calls: list[str] = []
        self.connections: set[ServerConnection] = set()
        self.url = ""
        self._subscribers: list[tuple[ServerConnection, str]] = []
        self._metadata = files("resources.practice").joinpath("metadata-461-v15.scale")

    def header(self, number: int) -> dict[str, Any]:
        return {
            "parentHash": f"0x{number - 1:064x}",
            "number": hex(number),
            "stateRoot": "0x" + "11" * 32,
            "extrinsicsRoot": "0x" + "22" * 32,
            "digest": {"logs": ["0x0642"]},
        }

    async def advance(self) -> None:
        """Make a block and tell every subscriber."""
        self.number += 1
        for connection, subscription in self._subscribers:
            await self._push(connection, subscription)

    async def say(self, frame: str | bytes) -> None:
        """Send a frame, unasked, to everybody."""
        for connection in tuple(self.connections):
            await connection.send(frame)

    async def drop(self, code: int = 1011) -> None:
        for connection in tuple(self.connections):
            await connection.close(code)

    # -- the protocol

    async def handle(self, connection: ServerConnection) -> None:
        self.connections.add(connection)
        try:
            async for frame in connection:
                await self._answer(connection, json.loads(frame))
        except ConnectionClosed:
            pass
        finally:
            self.connections.discard(connection)
            self._subscribers = [s for s in self._subscribers if s[0] is not connection]

    async def _answer(self, connection: ServerConnection, call: dict[str, Any]) -> None:
        method, params = call["method"], call["params"]
        self.calls.append(method)
        try:
            answer = self._find(method)
            result = answer(params) if callable(answer) else answer
        except RefusalError as refusal:
            await self._send(connection, {"id": call["id"], "error": refusal.payload})
            return
        if isinstance(result, Silence):
            return
        if isinstance(result, Raw):
            await connection.send(result.frame)
        elif isinstance(result, HangUp):
            await connection.close(result.code, result.reason)
        else:
            await self._send(connection, {"id": call["id"], "result": result})
            if method == "chain_subscribeNewHeads":
                self._subscribers.append((connection, result))
                await self._push(connection, result)

    def _find(self, method: str) -> Any:
        if method in self.answers:
            return self.answers[method]
        honest: dict[str, Callable[[list[Any]], Any]] = {
            "chain_getBlockHash": self._block_hash,
            "chain_getHead": lambda params: self._block_hash([self.number]),
            "chain_getHeader": lambda params: self.header(self.number),
            "chain_getFinalizedHead": lambda params: self._block_hash([self.number]),
            "state_getRuntimeVersion": lambda params: {
                "specName": "node-subtensor",
                "specVersion": 461,
                "transactionVersion": 1,
            },
            "state_call": self._state_call,
            "chain_subscribeNewHeads": lambda params: f"sub-{len(self._subscribers)}",
            "chain_unsubscribeNewHeads": lambda params: True,
        }
        if method not in honest:
            raise RefusalError("Method not found", -32601)
        return honest[method]

    def _block_hash(self, params: list[Any]) -> str:
        number = params[0]
        return self.genesis if number == 0 else header_hash(self.header(number), number)

    def _state_call(self, params: list[Any]) -> Any:
        if params[0] != "Metadata_metadata_at_version":
            raise RefusalError("Execution failed", 4003)
        metadata = self._metadata.read_bytes()
        length = (len(metadata) << 2 | 2).to_bytes(4, "little")  # a compact below 2**30
        return "0x01" + (length + metadata).hex()

    async def _push(self, connection: ServerConnection, subscription: str) -> None:
        params = {"subscription": subscription, "result": self.header(self.number)}
        await self._send(connection, {"method": "chain_newHead", "params": params})

    async def _send(self, connection: ServerConnection, message: dict[str, Any]) -> None:
        await connection.send(json.dumps({"jsonrpc": "2.0", **message}))


@asynccontextmanager
async def scripted_node() -> AsyncIterator[ScriptedNode]:
    """A node that listens on a free port of this machine."""
    node = ScriptedNode()
    async with serve(node.handle, "127.0.0.1", 0, max_size=None, close_timeout=0.2) as server:
        port = server.sockets[0].getsockname()[1]
        node.url = f"ws://127.0.0.1:{port}"
        yield node


@asynccontextmanager
async def deaf_server() -> AsyncIterator[str]:
    """The URL of a server that takes TCP connections and never says a word."""
    held: list[asyncio.StreamWriter] = []

    async def hold(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held.append(writer)
        await reader.read(-1)
        writer.close()

    server = await asyncio.start_server(hold, "127.0.0.1", 0)
    try:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for writer in held:
            writer.close()
        await server.wait_closed()
