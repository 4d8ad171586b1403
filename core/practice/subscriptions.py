"""Who listens to what: feeds of heads, storage and transactions, by connection."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

Deliver = Callable[[Any], None]
Notify = Callable[[str, str, Any], None]  # method, subscription id, result

MAX_PER_SESSION: Final = 1_024


class TooManySubscriptionsError(Exception):
    """A connection wants more subscriptions than it may hold."""


class Feed:
    """Everyone who wants one kind of news."""

    def __init__(self) -> None:
        self._listeners: dict[str, Deliver] = {}

    def add(self, subscription: str, deliver: Deliver) -> Callable[[], None]:
        """Listen; the answer ends it."""
        self._listeners[subscription] = deliver
        return lambda: self._remove(subscription)

    def publish(self, news: Any) -> None:
        for deliver in list(self._listeners.values()):
            deliver(news)

    def _remove(self, subscription: str) -> None:
        self._listeners.pop(subscription, None)


class StorageFeed:
    """Everyone who follows storage keys; each hears of the keys that a block changed."""

    def __init__(self) -> None:
        self._listeners: dict[str, tuple[Sequence[bytes], Deliver]] = {}

    def add(self, subscription: str, keys: Sequence[bytes], deliver: Deliver) -> Callable[[], None]:
        self._listeners[subscription] = (keys, deliver)
        return lambda: self._remove(subscription)

    def followed(self) -> set[bytes]:
        return {key for keys, _ in self._listeners.values() for key in keys}

    def publish(self, block_hash: bytes, changes: Mapping[bytes, bytes | None]) -> None:
        for keys, deliver in list(self._listeners.values()):
            changed = [(key, changes[key]) for key in keys if key in changes]
            if changed:
                deliver(change_set(block_hash, changed))

    def _remove(self, subscription: str) -> None:
        self._listeners.pop(subscription, None)


class Session:
    """One connection's subscriptions. Closing it ends them all."""

    def __init__(self, notify: Notify) -> None:
        self._notify = notify
        self._cancels: dict[str, Callable[[], None]] = {}

    def open(self, method: str, start: Callable[[str, Deliver], Callable[[], None]]) -> str:
        """Begin a subscription; ``start`` gets its id and where to deliver, and gives the end.

        TooManySubscriptionsError beyond the limit.
        """
        if len(self._cancels) >= MAX_PER_SESSION:
            raise TooManySubscriptionsError
        subscription = secrets.token_hex(8)
        cancel = start(subscription, lambda news: self._notify(method, subscription, news))
        self._cancels[subscription] = cancel
        return subscription

    def cancel(self, subscription: str) -> bool:
        """End one subscription; False if this connection has none of that id."""
        cancel = self._cancels.pop(subscription, None)
        if cancel is None:
            return False
        cancel()
        return True

    def close(self) -> None:
        for subscription in list(self._cancels):
            self.cancel(subscription)


def change_set(block_hash: bytes, changes: Sequence[tuple[bytes, bytes | None]]) -> dict[str, Any]:
    """Storage values at a block as ``state_queryStorageAt`` and subscriptions give them."""
    return {
        "block": "0x" + block_hash.hex(),
        "changes": [
            ["0x" + key.hex(), None if value is None else "0x" + value.hex()]
            for key, value in changes
        ],
    }
