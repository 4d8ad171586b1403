"""One short visit to an endpoint without the SDK: genesis, head and the chain's clock."""

from __future__ import annotations

import asyncio
import json
import re
import time
from dataclasses import dataclass
from typing import Any, Final, cast

from websockets.exceptions import WebSocketException

from core.chain.wire import Dialer, Wire
from core.domain.ids import BlockHash, BlockNumber
from core.errors import AppError, ErrorKind

PROBE_SECONDS: Final = 8.0

# twox128("Timestamp") ‖ twox128("Now"): milliseconds of unix time, u64 little-endian.
_TIMESTAMP_NOW: Final = "0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb"
_BLOCK_HASH: Final = re.compile(r"0x[0-9a-f]{64}")
_U64: Final = re.compile(r"0x[0-9a-f]{16}")
_FRAMES_AHEAD: Final = 16  # frames that answer something else before ours counts as lost


@dataclass(frozen=True, slots=True)
class EndpointFacts:
    """What a node said of itself.

    ``latency_ms`` is one request's round trip. ``chain_time`` is the head
    block's timestamp in unix seconds, None where the node keeps none.
    """

    endpoint: str
    genesis: BlockHash
    head: BlockNumber
    latency_ms: float
    chain_time: float | None


async def probe_endpoint(endpoint: str, seconds: float = PROBE_SECONDS) -> EndpointFacts:
    """Dial, ask three questions, hang up; all within ``seconds``.

    Raises AppError OFFLINE, TIMEOUT or NODE_FAULT.
    """
    dialer = Dialer(endpoint)
    try:
        async with asyncio.timeout(seconds):
            wire = await dialer(endpoint)
            try:
                return await _ask_all(wire, endpoint)
            finally:
                await wire.close()
    except TimeoutError as error:
        facts = {"endpoint": endpoint, "seconds": f"{seconds:g}"}
        raise AppError(ErrorKind.TIMEOUT, "the node did not answer in time", facts) from error
    except ConnectionError as error:
        raise dialer.fault or _fault(ErrorKind.OFFLINE, str(error), endpoint) from error
    except (WebSocketException, ValueError) as error:
        detail = f"{type(error).__name__}: {error}"
        raise dialer.fault or _fault(ErrorKind.OFFLINE, detail, endpoint) from error


async def _ask_all(wire: Wire, endpoint: str) -> EndpointFacts:
    began = time.monotonic()
    genesis = await _ask(wire, endpoint, "chain_getBlockHash", [0])
    latency = (time.monotonic() - began) * 1000
    if not isinstance(genesis, str) or not _BLOCK_HASH.fullmatch(genesis):
        raise _fault(ErrorKind.NODE_FAULT, "the genesis hash is no hash", endpoint)
    header = await _ask(wire, endpoint, "chain_getHeader", [])
    stamp = await _ask(wire, endpoint, "state_getStorage", [_TIMESTAMP_NOW])
    return EndpointFacts(
        endpoint=endpoint,
        genesis=BlockHash(genesis),
        head=_head_number(header, endpoint),
        latency_ms=latency,
        chain_time=_chain_time(stamp),
    )


async def _ask(wire: Wire, endpoint: str, method: str, params: list[Any]) -> Any:
    request = {"jsonrpc": "2.0", "id": method, "method": method, "params": params}
    await wire.send(json.dumps(request))
    for _ in range(_FRAMES_AHEAD):
        answer = cast("dict[str, Any]", json.loads(await wire.recv()))
        if answer.get("id") == method:
            return answer.get("result")
    raise _fault(ErrorKind.NODE_FAULT, f"{method} was not answered", endpoint)


def _head_number(header: object, endpoint: str) -> BlockNumber:
    number = cast("dict[str, Any]", header).get("number") if isinstance(header, dict) else None
    try:
        return BlockNumber(int(cast("str", number), 16))
    except (TypeError, ValueError) as error:
        detail = "the head's number is no number"
        raise _fault(ErrorKind.NODE_FAULT, detail, endpoint) from error


def _chain_time(stamp: object) -> float | None:
    if not isinstance(stamp, str) or not _U64.fullmatch(stamp):
        return None
    return int.from_bytes(bytes.fromhex(stamp[2:]), "little") / 1000


def _fault(kind: ErrorKind, detail: str, endpoint: str) -> AppError:
    return AppError(kind, detail[:500], {"endpoint": endpoint})
