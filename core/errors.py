"""The one exception family that may leave an adapter.

Everything outside raises its own exceptions; adapters translate them here,
once, so that no service and no page ever catches an SDK, transport, keyring
or database error. The words a person reads are made in ``gui.messages`` from
``kind`` and ``facts``; ``detail`` is for the details box and the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class ErrorKind(StrEnum):
    """What went wrong, as far as the next step differs."""

    OFFLINE = "offline"  # no endpoint answers
    TIMEOUT = "timeout"  # a deadline passed
    WRONG_CHAIN = "wrong-chain"  # genesis is not the one pinned for the network
    NODE_FAULT = "node-fault"  # the node answered something that makes no sense
    NOT_FOUND = "not-found"  # no such subnet, block or file
    STATE_PRUNED = "state-pruned"  # the node no longer has that block's state
    BAD_INPUT = "bad-input"  # what the user typed
    REJECTED = "rejected"  # the chain refused
    INSUFFICIENT_FUNDS = "insufficient-funds"
    STALE = "stale"  # price or runtime changed since it was shown
    LOCKED = "locked"
    WRONG_PASSWORD = "wrong-password"  # noqa: S105 - a kind, not a secret
    DAMAGED = "damaged"  # a file of ours or a keyfile does not read
    STORAGE = "storage"  # disk full, no permission, locked database
    PRACTICE = "practice"  # the practice node did not start or ended
    UNSUPPORTED = "unsupported"
    INTERNAL = "internal"


class AppError(Exception):
    """A failure with a kind, a technical detail and the facts to tell it with.

    ``facts`` holds short strings by name (``endpoint``, ``netuid``, …) that
    ``gui.messages`` puts into its sentences. They may come from the chain:
    treat them as untrusted text.
    """

    def __init__(
        self, kind: ErrorKind, detail: str, facts: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.facts: Mapping[str, str] = MappingProxyType(dict(facts or {}))

    def __repr__(self) -> str:
        return f"AppError({self.kind.value!r}, {self.detail!r}, {dict(self.facts)!r})"
