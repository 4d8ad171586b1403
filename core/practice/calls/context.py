"""What a call, a block hook or a fee sees while a block is being built."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from core.practice.codec import Codec, Value
from core.practice.state import State

Event = Mapping[str, Mapping[str, Any]]


class DispatchError(Exception):
    """A call that fails by the chain's rules; ``value`` is the SCALE ``DispatchError``."""

    def __init__(self, value: Value, name: str) -> None:
        super().__init__(name)
        self.value = value
        self.name = name

    @classmethod
    def module(cls, codec: Codec, pallet: str, name: str) -> DispatchError:
        """An error of a pallet. KeyError for one the metadata does not have."""
        return cls(codec.module_error(pallet, name), f"{pallet}.{name}")

    @classmethod
    def token(cls, name: str) -> DispatchError:
        """``FundsUnavailable``, ``BelowMinimum``, ``NotExpendable`` and their like."""
        return cls({"Token": name}, f"Token.{name}")

    @classmethod
    def bad_origin(cls) -> DispatchError:
        return cls("BadOrigin", "BadOrigin")


@dataclass(slots=True)
class Context:
    """The head state and the block under construction.

    ``author`` is the account that earns the block's fees. ``events`` are in the
    enum form that ``Codec.encode_events`` takes; who runs an extrinsic gives
    them their phase. ``allow`` holds while a proxy makes a call for another.
    """

    state: State
    block: int
    author: str
    now_ms: int
    events: list[Event] = field(default_factory=list[Event])
    allow: Callable[[Any], bool] | None = None  # which inner calls the origin may make

    def deposit(self, pallet: str, event: str, fields: Value) -> None:
        """Record an event.

        ``fields`` is a dict for named fields, a list for unnamed ones, the bare value
        for a single unnamed one.
        """
        self.events.append({pallet: {event: fields}})

    def fail(self, name: str, pallet: str = "SubtensorModule") -> DispatchError:
        """A pallet's error, to raise."""
        return DispatchError.module(self.state.codec, pallet, name)

    def token(self, name: str) -> DispatchError:
        """An error of the token kind, to raise."""
        return DispatchError.token(name)

    @contextmanager
    def restricted(self, allow: Callable[[Any], bool]) -> Generator[None]:
        """Below it, inner calls need this leave as well as what was needed before."""
        before = self.allow
        self.allow = lambda inner: allow(inner) and (before is None or before(inner))
        try:
            yield
        finally:
            self.allow = before

    @contextmanager
    def attempt(self) -> Generator[None]:
        """Undo the writes and drop the events of the block below it if it raises."""
        count = len(self.events)
        try:
            with self.state.transaction():
                yield
        except BaseException:
            del self.events[count:]
            raise
