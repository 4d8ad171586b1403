"""What a runtime API method is called with: a view, its arguments, and what no view knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from core.practice.codec import Codec, read_compact
from core.practice.metadata import Metadata
from core.practice.state import StateView

Read = TypeVar("Read")


class UnknownApi(LookupError):  # noqa: N818 - the node's word for a method that is not exported
    """No such method in the runtime."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class BadArguments(ValueError):  # noqa: N818 - what the caller sent, not what went wrong here
    """Argument bytes that are too short, too long or not of the method's types."""


@dataclass(frozen=True, slots=True)
class ApiContext:
    """What the answers need beyond storage: the metadata the chain announces."""

    metadata: Metadata


class Arguments:
    """Reads a method's arguments from the front of its bytes."""

    __slots__ = ("_at", "_data")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self, width: int) -> int:
        return int.from_bytes(self.take(width), "little")

    def compact(self) -> int:
        try:
            found, self._at = read_compact(self._data, self._at)
        except ValueError as error:
            raise BadArguments(str(error)) from error
        return found

    def netuid(self) -> int:
        return self.number(2)

    def account(self) -> bytes:
        return self.take(32)

    def option(self, read: Callable[[], Read]) -> Read | None:
        return read() if self.number(1) else None

    def sequence(self, read: Callable[[], Read]) -> list[Read]:
        count = self.compact()
        if count > len(self._data) - self._at:
            raise BadArguments("sequence cut short")
        return [read() for _ in range(count)]

    def take(self, size: int) -> bytes:
        end = self._at + size
        if end > len(self._data):
            raise BadArguments("arguments cut short")
        taken, self._at = self._data[self._at : end], end
        return taken

    def rest(self) -> bytes:
        return self.take(len(self._data) - self._at)

    def close(self) -> None:
        """BadArguments if something is left."""
        if self._at != len(self._data):
            raise BadArguments("more bytes than arguments")


@dataclass(frozen=True, slots=True)
class Request:
    view: StateView
    arguments: Arguments
    context: ApiContext

    @property
    def codec(self) -> Codec:
        return self.view.codec


Method = Callable[[Request], bytes]
Methods = Mapping[str, Method]
