"""Calling a node in this process as a client would, without a socket."""

from __future__ import annotations

import json
from typing import Any

from core.practice.node import Node
from core.practice.rpc.dispatcher import Dispatcher
from core.practice.subscriptions import Session


class RpcRefusedError(Exception):
    """An error answer."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error["message"])
        self.code: int = error["code"]
        self.message: str = error["message"]
        self.data: Any = error.get("data")


class Client:
    """Calls, and the news of its subscriptions as ``(subscription, result)``."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.news: list[tuple[str, Any]] = []
        self.session = Session(lambda _method, name, result: self.news.append((name, result)))
        self._dispatcher = Dispatcher(node)

    async def call(self, method: str, *params: Any) -> Any:
        request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        reply = await self._dispatcher.answer(json.dumps(request), self.session)
        assert reply is not None
        answer = json.loads(reply)
        if "error" in answer:
            raise RpcRefusedError(answer["error"])
        return answer["result"]

    def heard(self, subscription: str) -> list[Any]:
        return [result for name, result in self.news if name == subscription]
