"""``author_*``: sending transactions and watching them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.practice.codec import blake2_256
from core.practice.pool import LAST, Status
from core.practice.rpc.chain import unsubscribe
from core.practice.rpc.request import Request, RpcError, hexed
from core.practice.validity import InvalidTransactionError


def submit_extrinsic(request: Request) -> Any:
    raw = request.octets(0)
    extrinsic_hash = blake2_256(raw)
    try:
        request.node.pool.submit(raw, extrinsic_hash)
    except InvalidTransactionError as error:
        raise RpcError(error.code, error.message, error.data) from error
    return hexed(extrinsic_hash)


def submit_and_watch_extrinsic(request: Request) -> Any:
    """Statuses follow as ``author_extrinsicUpdate``; a refusal is an error answer."""
    raw = request.octets(0)
    pool = request.node.pool

    def start(subscription: str, deliver: Callable[[Any], None]) -> Callable[[], None]:
        def tell(status: Status) -> None:
            deliver(status)
            if not LAST.isdisjoint([status] if isinstance(status, str) else status):
                request.session.cancel(subscription)

        pool.submit(raw, blake2_256(raw), tell)
        return lambda: request.node.unwatch(tell)

    try:
        return request.session.open("author_extrinsicUpdate", start)
    except InvalidTransactionError as error:
        raise RpcError(error.code, error.message, error.data) from error


def pending_extrinsics(request: Request) -> Any:
    return [hexed(raw) for raw in request.node.pool.pending()]


METHODS: dict[str, Callable[[Request], Any]] = {
    "author_submitExtrinsic": submit_extrinsic,
    "author_submitAndWatchExtrinsic": submit_and_watch_extrinsic,
    "author_unwatchExtrinsic": unsubscribe,
    "author_pendingExtrinsics": pending_extrinsics,
}
