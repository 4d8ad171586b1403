"""From the text of a frame to the text of its answer: JSON-RPC 2.0, single and in batches."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, Final, cast

from core.practice.rpc import author, chain, payment, practice, state, system
from core.practice.rpc.request import (
    INTERNAL_ERROR,
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    PARSE_ERROR,
    Request,
    RpcError,
    as_list,
    invalid_params,
)
from core.practice.subscriptions import Session, TooManySubscriptionsError

if TYPE_CHECKING:
    from core.practice.node import Node

Method = Callable[[Request], Any | Awaitable[Any]]

MAX_BATCH: Final = 2_048
MAX_BATCH_ANSWER: Final = 64 * 1024 * 1024  # characters
# The codes and texts of jsonrpsee, which serves the chain's own nodes.
_TOO_MANY_SUBSCRIPTIONS: Final = -32006
_OVERSIZED_REQUEST: Final = -32007
_OVERSIZED_BATCH_ANSWER: Final = -32011
_LOG: Final = logging.getLogger(__name__)


def _list_methods(_request: Request) -> Any:
    return {"methods": sorted(METHODS)}


METHODS: Final[Mapping[str, Method]] = {
    **author.METHODS,
    **chain.METHODS,
    **payment.METHODS,
    **practice.METHODS,
    **state.METHODS,
    **system.METHODS,
    "rpc_methods": _list_methods,
}


class Dispatcher:
    """Answers frames on behalf of a node. Never raises, whatever the frame holds."""

    def __init__(self, node: Node) -> None:
        self.node = node

    def methods(self) -> Mapping[str, Method]:
        return METHODS

    async def call(self, name: str, request: Request) -> Any:
        """The result of a known method. Raises RpcError."""
        result = self.methods()[name](request)
        return await result if isawaitable(result) else result

    async def answer(self, frame: str | bytes, session: Session) -> str | None:
        """The answer to send, or None where JSON-RPC wants none."""
        try:
            message = json.loads(frame)
        except (ValueError, RecursionError):
            return _text(_failure(None, RpcError(PARSE_ERROR, "Parse error")))
        batch = as_list(message)
        if batch is None:
            reply = await self._single(message, session)
            return None if reply is None else _text(reply)
        if not 0 < len(batch) <= MAX_BATCH:
            return _text(_failure(None, RpcError(INVALID_REQUEST, "Invalid request")))
        return await self._batch(batch, session)

    def refuse_oversized(self, most: int) -> str:
        """The answer to a frame of more than ``most`` bytes, which is not looked into."""
        limit = f"Exceeded max limit of {most}"
        return _text(_failure(None, RpcError(_OVERSIZED_REQUEST, "Request is too big", limit)))

    async def _batch(self, batch: Sequence[Any], session: Session) -> str | None:
        answered: list[str] = []
        length = 0
        for entry in batch:
            reply = await self._single(entry, session)
            if reply is None:
                continue
            answered.append(_text(reply))
            length += len(answered[-1])
            if length > MAX_BATCH_ANSWER:
                limit = f"Exceeded max limit of {MAX_BATCH_ANSWER}"
                refusal = "The batch response was too large"
                return _text(_failure(None, RpcError(_OVERSIZED_BATCH_ANSWER, refusal, limit)))
        return f"[{','.join(answered)}]" if answered else None

    async def _single(self, message: Any, session: Session) -> dict[str, Any] | None:
        fields = cast("dict[str, Any]", message) if isinstance(message, dict) else {}
        request_id, wanted = fields.get("id"), "id" in fields
        if isinstance(request_id, bool) or not isinstance(request_id, str | int | None):
            request_id = None
        try:
            result = await self._call(message, session)
        except RpcError as error:
            return _failure(request_id, error)
        except TooManySubscriptionsError:
            many = RpcError(_TOO_MANY_SUBSCRIPTIONS, "Too many subscriptions on the connection")
            return _failure(request_id, many)
        except Exception:  # noqa: BLE001 - a defect in one method must not end the node
            _LOG.exception("a request failed")
            return _failure(request_id, RpcError(INTERNAL_ERROR, "Internal error"))
        return {"jsonrpc": "2.0", "id": request_id, "result": result} if wanted else None

    async def _call(self, message: Any, session: Session) -> Any:
        if not isinstance(message, dict):
            raise RpcError(INVALID_REQUEST, "Invalid request")
        fields = cast("dict[str, Any]", message)
        name, params = fields.get("method"), fields.get("params")
        if not isinstance(name, str):
            raise RpcError(INVALID_REQUEST, "Invalid request")
        if name not in self.methods():
            raise RpcError(METHOD_NOT_FOUND, "Method not found")
        if params is None:
            params = []
        positional = as_list(params)
        if positional is None:
            raise invalid_params("parameters have to be a list")
        return await self.call(name, Request(self.node, session, positional))


def _failure(request_id: Any, error: RpcError) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": request_id, "error": error.as_json()}


def _text(reply: Any) -> str:
    return json.dumps(reply, separators=(",", ":"))
