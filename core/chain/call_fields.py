"""The bytes of a call against what was wanted: field by field, and byte by byte."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.chain.intents import Call
from core.domain.call_fields import said_by
from core.domain.transactions import CallField
from core.errors import AppError, ErrorKind


def checked_fields(
    call: Call, data: bytes, decode: Callable[[bytes], Any]
) -> tuple[CallField, ...]:
    """The arguments in ``data`` as decoded, if they are those of ``call`` and nothing else is.

    ``decode`` reads bytes by the node's metadata; the comparison with the
    bytes known beforehand does not trust it. Raises AppError(NODE_FAULT) with
    the facts ``field``, ``wanted`` and ``found``.
    """
    decoded = decode(data)
    _compare("pallet", call.pallet, decoded["call_module"])
    _compare("function", call.function, decoded["call_function"])
    found = {str(part["name"]): part["value"] for part in decoded["call_args"]}
    _compare("fields", list(call.arguments), list(found))
    for name, wanted in call.arguments.items():
        _compare(name, wanted, found[name])
    _compare("bytes", call.data.hex(), data.hex())
    return said_by(decoded).fields


def _compare(name: str, wanted: object, found: object) -> None:
    if type(wanted) is type(found) and wanted == found:
        return
    facts = {"field": name, "wanted": str(wanted)[:128], "found": str(found)[:128]}
    raise AppError(ErrorKind.NODE_FAULT, f"the call says another {name}", facts)
