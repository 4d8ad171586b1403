"""Transactions that are taken and never happen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.practice.codec import blake2_256
from core.practice.faults.orders import Fault, Faults
from core.practice.rpc.request import Request, hexed

SUBMIT = "author_submitExtrinsic"
WATCH = "author_submitAndWatchExtrinsic"


def instead(faults: Faults, method: str, request: Request) -> Any | None:
    """The false answer to a transaction being sent; None where it is to be treated truly."""
    if method == SUBMIT and faults.take(Fault.SWALLOW) is not None:
        return hexed(blake2_256(request.octets(0)))
    if method != WATCH:
        return None
    if faults.take(Fault.SWALLOW) is not None:
        return _open(request, lambda deliver: deliver("ready"))
    if faults.take(Fault.FALSE_IN_BLOCK) is not None:
        return _open(request, lambda deliver: _pretend(request, deliver))
    return None


def _open(request: Request, tell: Callable[[Callable[[Any], None]], None]) -> str:
    def start(_subscription: str, deliver: Callable[[Any], None]) -> Callable[[], None]:
        tell(deliver)
        return lambda: None

    return request.session.open("author_extrinsicUpdate", start)


def _pretend(request: Request, deliver: Callable[[Any], None]) -> None:
    head = hexed(request.node.chain.head.hash)
    for status in ("ready", {"inBlock": head}, {"finalized": head}):
        deliver(status)
