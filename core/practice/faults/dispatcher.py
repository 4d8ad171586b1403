"""A dispatcher that answers as it was told to lie."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, cast

from core.practice.faults.answers import altered
from core.practice.faults.control import Control
from core.practice.faults.lines import Lines
from core.practice.faults.orders import Fault, Faults
from core.practice.faults.transactions import instead
from core.practice.node import Node
from core.practice.rpc.dispatcher import METHODS, Dispatcher, Method
from core.practice.rpc.request import Request, RpcError
from core.practice.subscriptions import Session

_REFUSED: Final = 1010
_MARKUP: Final = (
    '<img src="http://127.0.0.1/steal"><b>Update your wallet</b> at <a href="https://x">x</a>'
)


class FaultyDispatcher(Dispatcher):
    """True but for the faults that are on; the control methods are always answered truly."""

    def __init__(self, node: Node, faults: Faults, lines: Lines) -> None:
        super().__init__(node)
        self._faults = faults
        self.lines = lines
        self._control = Control(faults, lines).methods()

    def methods(self) -> Mapping[str, Method]:
        return {**METHODS, **self._control}

    async def answer(self, frame: str | bytes, session: Session) -> str | None:
        true = await super().answer(frame, session)
        method = _method_of(frame)
        if true is None or method in self._control:
            return true
        silent = self._faults.look(Fault.SILENCE)
        if silent is not None and silent.get("method", method) == method:
            self._faults.take(Fault.SILENCE)
            return None
        order = self._faults.take(Fault.FRAMES)
        return true if order is None else str(order.get("text", "5"))

    async def call(self, name: str, request: Request) -> Any:
        if name in self._control:
            return await super().call(name, request)
        self._break(name)
        false = instead(self._faults, name, request)
        if false is not None:
            return false
        result = await super().call(name, request)
        return altered(self._faults, self.node, name, request.params, result)

    def _break(self, name: str) -> None:
        about = self._faults.look(Fault.HTML)
        if about is not None and about.get("method", name) == name:
            self._faults.take(Fault.HTML)
            text = str(about.get("text", _MARKUP))
            raise RpcError(_REFUSED, text, text)


def _method_of(frame: str | bytes) -> str:
    """The method a frame calls; empty for a batch and for what is no call."""
    try:
        message = json.loads(frame)
    except (ValueError, RecursionError):
        return ""
    fields = cast("dict[str, Any]", message) if isinstance(message, dict) else {}
    return str(fields.get("method", ""))
