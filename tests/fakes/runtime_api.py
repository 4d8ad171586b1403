"""Runtime API calls as a client makes them: values in, values out, through the generic codec."""

from __future__ import annotations

from typing import Any

from core.practice import apis
from core.practice.apis import ApiContext
from core.practice.state import StateView

Value = Any


def ask(view: StateView, api: str, method: str, *arguments: Value) -> Value:
    """The decoded answer, whose bytes must be exactly what the codec would write."""
    codec = view.codec
    raw = answer(view, api, method, *arguments)
    output = codec.apis[api][method]["output"]
    value = codec.decode(output, raw)
    assert codec.encode(output, value) == raw
    return value


def answer(view: StateView, api: str, method: str, *arguments: Value) -> bytes:
    """The bytes of the answer."""
    codec = view.codec
    types = [kind for _, kind in codec.apis[api][method]["inputs"]]
    data = b"".join(codec.encode(kind, value) for kind, value in zip(types, arguments, strict=True))
    return apis.call(view, api, method, data, ApiContext(codec.metadata))
