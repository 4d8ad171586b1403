"""One JSON-RPC request as its method sees it: parameters read with checks, and errors."""

from __future__ import annotations

from binascii import unhexlify
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from core.practice.subscriptions import Session

if TYPE_CHECKING:
    from core.practice.node import Node
    from core.practice.state import StateView

PARSE_ERROR: Final = -32700
INVALID_REQUEST: Final = -32600
METHOD_NOT_FOUND: Final = -32601
INVALID_PARAMS: Final = -32602
INTERNAL_ERROR: Final = -32603
CLIENT_ERROR: Final = 4003

_HASH_BYTES: Final = 32
_MAX_BLOCK: Final = 2**32


class RpcError(Exception):
    """An error answer."""

    def __init__(self, code: int, message: str, data: Any = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data

    def as_json(self) -> dict[str, Any]:
        error = {"code": self.code, "message": self.message}
        return error if self.data is None else {**error, "data": self.data}


def invalid_params(reason: str) -> RpcError:
    return RpcError(INVALID_PARAMS, "Invalid params", reason)


def unknown_block(text: str) -> RpcError:
    message = f"Client error: UnknownBlock: Header was not found in the database: {text}"
    return RpcError(CLIENT_ERROR, message)


def hexed(data: bytes | None) -> str | None:
    return None if data is None else "0x" + data.hex()


@dataclass(frozen=True, slots=True)
class Request:
    """Positional parameters; a missing one reads as null."""

    node: Node
    session: Session
    params: Sequence[Any]

    def value(self, index: int) -> Any:
        return self.params[index] if index < len(self.params) else None

    def text(self, index: int) -> str:
        value = self.value(index)
        if not isinstance(value, str):
            raise invalid_params(f"parameter {index + 1} has to be a string")
        return value

    def octets(self, index: int) -> bytes:
        return read_hex(self.value(index))

    def all_octets(self, index: int) -> list[bytes]:
        values = as_list(self.value(index))
        if values is None:
            raise invalid_params(f"parameter {index + 1} has to be a list")
        return [read_hex(value) for value in values]

    def optional_octets(self, index: int) -> bytes | None:
        return None if self.value(index) is None else self.octets(index)

    def number(self, index: int, *, most: int) -> int:
        value = self.value(index)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            raise invalid_params(f"parameter {index + 1} has to be a number from 0 to {most}")
        return value

    def block(self, index: int) -> int:
        """The number of the block whose hash is given, the head's without one.

        The chain's UnknownBlock error for a hash nobody knows.
        """
        if self.value(index) is None:
            return self.node.chain.head.number
        found = self.known_block(index)
        if found is None:
            raise unknown_block(hexed(self.octets(index)) or "")
        return found

    def known_block(self, index: int) -> int | None:
        """Like ``block``, but None for an unknown hash."""
        if self.value(index) is None:
            return self.node.chain.head.number
        block_hash = self.octets(index)
        if len(block_hash) != _HASH_BYTES:
            raise invalid_params("a block hash has 32 bytes")
        return self.node.chain.number_of(block_hash)

    def view(self, index: int) -> StateView:
        """Storage at the block whose hash is given, at the head without one."""
        return self.node.view(self.block(index))


def as_list(value: Any) -> Sequence[Any] | None:
    """A JSON array; None for any other value."""
    return value if isinstance(value, list) else None  # pyright: ignore[reportUnknownVariableType] - JSON


def read_hex(value: Any) -> bytes:
    """Bytes from hexadecimal, with or without ``0x``. Invalid params for anything else."""
    if not isinstance(value, str):
        raise invalid_params("expected a hexadecimal string")
    try:
        return unhexlify(value.removeprefix("0x"))
    except ValueError as error:
        raise invalid_params("not hexadecimal") from error


def read_block_number(value: Any) -> int:
    """A block number given as a number or as hex. Invalid params for anything else."""
    try:
        number = int(value, 16) if isinstance(value, str) else value
    except ValueError as error:
        raise invalid_params("not a block number") from error
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < _MAX_BLOCK:
        raise invalid_params("not a block number")
    return number
