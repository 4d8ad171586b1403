"""The websocket under the SDK's session: bounded, checked, and never redialled silently."""

from __future__ import annotations

import asyncio
import json
import ssl
from functools import cache
from ipaddress import ip_address
from typing import Any, Final, cast
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus, InvalidURI

from core.errors import AppError, ErrorKind

MAX_FRAME: Final = 32 * 1024 * 1024
_HANDSHAKE: Final = 10.0  # seconds for DNS, TCP, TLS and the upgrade together
_CLOSING: Final = 1.0  # seconds a peer gets to answer our close frame
_PING_EVERY: Final = 15.0
_TOO_BIG: Final = 1009


@cache
def tls_context() -> ssl.SSLContext:
    """The system's trust anchors. Reading them takes tens of milliseconds: warm it in a thread."""
    return ssl.create_default_context()


class Wire:
    """One websocket, in the shape the SDK's session expects.

    The SDK's receive loop dies silently on a frame that is not a JSON-RPC
    object, and every pending call then waits for ever. So such a frame ends
    the connection here, where the session notices.
    """

    def __init__(self, socket: ClientConnection, dialer: Dialer) -> None:
        self._socket = socket
        self._dialer = dialer

    async def send(self, message: str) -> None:
        await self._socket.send(message)

    async def recv(self) -> str | bytes:
        try:
            frame = await self._socket.recv()
        except ConnectionClosed as closed:
            # Not passed on as it is: the session takes a close with code 1000 for a
            # wish to end, and leaves the pending calls waiting.
            self._dialer.blame(_closed(closed, self._dialer.endpoint))
            raise ConnectionError(str(closed)) from closed
        if (wrong := frame_fault(frame)) is not None:
            error = AppError(ErrorKind.NODE_FAULT, wrong, {"endpoint": self._dialer.endpoint})
            self._dialer.blame(error)
            await self._socket.close(1002)
            raise ConnectionError(wrong)
        return frame

    async def close(self) -> None:
        await self._socket.close()


class Dialer:
    """The SDK's connect factory: dials one endpoint once.

    A second dial would be a reconnect behind our back, to a node whose genesis
    nobody has checked; it is refused, which ends the session. ``fault`` is the
    first thing that went wrong on the wire.
    """

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self.fault: AppError | None = None
        self._dialled = False
        self._wire: Wire | None = None

    def blame(self, error: AppError) -> None:
        if self.fault is None:
            self.fault = error

    async def __call__(self, url: str) -> Wire:
        if self._dialled:
            raise ConnectionError("this connection has ended")
        self._dialled = True
        try:
            async with asyncio.timeout(_HANDSHAKE):
                self._wire = Wire(await _connect(url), self)
                return self._wire
        except (OSError, InvalidHandshake, InvalidURI, EOFError, ValueError) as error:
            self.blame(_refused(error, url))
            raise ConnectionError(str(error)) from error

    async def hang_up(self) -> None:
        if self._wire is not None:
            await self._wire.close()


async def _connect(url: str) -> ClientConnection:
    return await connect(
        url,
        ssl=tls_context() if url.startswith("wss://") else None,
        proxy=None if _is_loopback(url) else True,
        max_size=MAX_FRAME,
        compression=None,
        open_timeout=_HANDSHAKE,
        close_timeout=_CLOSING,
        ping_interval=_PING_EVERY,
        ping_timeout=_PING_EVERY,
    )


def _is_loopback(url: str) -> bool:
    """Whether the node is on this machine, where no proxy has any business."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refused(error: Exception, url: str) -> AppError:
    facts = {"endpoint": url}
    if isinstance(error, TimeoutError):
        return AppError(ErrorKind.TIMEOUT, "no answer to the handshake", facts)
    if isinstance(error, InvalidStatus):
        facts["status"] = str(error.response.status_code)
    return AppError(ErrorKind.OFFLINE, f"{type(error).__name__}: {error}"[:500], facts)


def _closed(error: ConnectionClosed, url: str) -> AppError:
    sent, received = error.sent, error.rcvd
    if sent is not None and sent.code == _TOO_BIG:
        return AppError(ErrorKind.NODE_FAULT, "a frame over 32 MiB", {"endpoint": url})
    code = received.code if received is not None else 1006
    detail = f"the connection closed with code {code}"
    return AppError(ErrorKind.OFFLINE, detail, {"endpoint": url, "code": str(code)})


def frame_fault(frame: str | bytes) -> str | None:
    """Why a frame is no JSON-RPC 2.0 response or notification, or None if it is one.

    Only what the SDK's dispatcher relies on: an object, with an id that can be
    looked up, an error that is an object, parameters that are an object.
    """
    try:
        parsed: Any = json.loads(frame)
    except (ValueError, RecursionError):
        return "a frame that is not JSON"
    if not isinstance(parsed, dict):
        return "a frame that is not a JSON object"
    message = cast("dict[str, Any]", parsed)
    if not isinstance(message.get("id"), int | str | None):
        return "a frame with an impossible id"
    if not isinstance(message.get("error", {}), dict):
        return "a frame with an impossible error"
    if not isinstance(message.get("params", {}), dict):
        return "a frame with impossible parameters"
    return None
