"""How a decoded call is written as text: for the person who reviews it, and for who signs it.

The app and the key agent decode the same bytes apart from each other and
compare this text, so it has to be one function's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from core.domain.transactions import CallField


@dataclass(frozen=True, slots=True)
class SaidCall:
    """What the bytes of a call say. ``function`` is ``Pallet.function``."""

    function: str
    fields: tuple[CallField, ...]


def said_by(decoded: Mapping[str, Any]) -> SaidCall:
    """From the codec's ``decode_call``: its names and arguments as text.

    A text or number stands as it is. What holds others is written so that two
    different values never look the same: text in it is quoted.
    """
    function = f"{decoded['call_module']}.{decoded['call_function']}"
    arguments = cast("list[Mapping[str, Any]]", decoded["call_args"])
    fields = (CallField(str(part["name"]), _outer(part["value"])) for part in arguments)
    return SaidCall(function, tuple(fields))


def _outer(value: object) -> str:
    return value if isinstance(value, str) else _inner(value)


def _inner(value: object) -> str:
    if isinstance(value, Mapping):
        return _mapping(cast("Mapping[str, object]", value))
    if isinstance(value, (list, tuple)):
        parts = cast("list[object]", value)
        return "[" + ", ".join(_inner(part) for part in parts) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _mapping(value: Mapping[str, object]) -> str:
    """A call inside a call as ``Pallet.function(name: value)``, anything else as ``{…}``."""
    if "call_module" in value:
        said = cast("list[Mapping[str, object]]", value["call_args"])
        inside = ", ".join(f"{part['name']}: {_inner(part['value'])}" for part in said)
        return f"{value['call_module']}.{value['call_function']}({inside})"
    return "{" + ", ".join(f"{name}: {_inner(part)}" for name, part in value.items()) + "}"
