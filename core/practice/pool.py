"""Transactions that wait for a block: ready and future ones, and who watches them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from time import monotonic
from typing import Any, Final

from core.practice.validity import (
    ALREADY_IMPORTED,
    BANNED,
    DROPPED,
    TOO_LOW_PRIORITY,
    InvalidTransactionError,
    Valid,
    Validity,
)

Status = str | dict[str, Any]  # as ``author_extrinsicUpdate`` carries it
LAST: Final = frozenset({"finalized", "usurped", "dropped", "invalid"})  # nothing follows these
Watcher = Callable[[Status], None]

READY_LIMIT: Final = 8_192
FUTURE_LIMIT: Final = 512
READY_BYTES: Final = 20 * 1024 * 1024
FUTURE_BYTES: Final = 2 * 1024 * 1024
BAN_SECONDS: Final = 1_800.0
_BAN_LIMIT: Final = 16_384
_OPERATIONAL: Final = frozenset({("Sudo", "sudo"), ("Sudo", "sudo_unchecked_weight")})
_OPERATIONAL_PRIORITY: Final = 10_000_000_000


@dataclass(slots=True)
class Waiting:
    """A valid transaction in the pool. ``ready`` says that its nonce's turn can come."""

    valid: Valid
    order: int
    priority: int
    watchers: list[Watcher] = field(default_factory=list[Watcher])
    ready: bool = False

    @property
    def hash(self) -> bytes:
        return self.valid.extrinsic.hash

    def tell(self, status: Status) -> None:
        for watcher in list(self.watchers):
            watcher(status)


class Pool:
    """Transactions by account and nonce.

    A transaction is ready when all nonces from the account's own up to its own
    are in the pool, else it is a future one.
    """

    def __init__(self, validity: Validity) -> None:
        self._validity = validity
        self._accounts: dict[str, dict[int, Waiting]] = {}
        self._known: dict[bytes, Waiting] = {}
        self._banned: dict[bytes, float] = {}
        self._held: list[tuple[int, Waiting]] = []
        self._orders = count()

    def __len__(self) -> int:
        return len(self._known)

    def submit(self, raw: bytes, extrinsic_hash: bytes, watcher: Watcher | None = None) -> None:
        """Take a transaction in. InvalidTransactionError with the chain's code and text."""
        self._refuse_known(extrinsic_hash)
        try:
            valid = self._validity.check(raw)
        except InvalidTransactionError:
            self._ban(extrinsic_hash)
            raise
        call = (valid.extrinsic.pallet, valid.extrinsic.function)
        priority = _OPERATIONAL_PRIORITY if call in _OPERATIONAL else 0
        waiting = Waiting(valid, next(self._orders), priority)
        self._replace(waiting)
        self._refuse_full(waiting)
        if watcher is not None:
            waiting.watchers.append(watcher)
        self._accounts.setdefault(valid.extrinsic.signer, {})[valid.extrinsic.nonce] = waiting
        self._known[waiting.hash] = waiting
        self._promote(valid.extrinsic.signer)
        if not waiting.ready:
            waiting.tell("future")

    def unwatch(self, watcher: Watcher) -> None:
        for waiting in self._known.values():
            if watcher in waiting.watchers:
                waiting.watchers.remove(watcher)

    def next_nonce(self, account: str) -> int:
        """The account's nonce with its ready transactions counted."""
        nonce = self._validity.nonce(account)
        mine = self._accounts.get(account, {})
        while nonce in mine:
            nonce += 1
        return nonce

    def pending(self) -> list[bytes]:
        """The ready transactions as they were sent."""
        return [waiting.valid.extrinsic.raw for waiting in self.ready()]

    def ready(self) -> list[Waiting]:
        """Ready transactions in the order a block takes them: by priority, then age, then nonce."""
        order: list[tuple[int, int, int, Waiting]] = []
        for mine in self._accounts.values():
            priority, age = _OPERATIONAL_PRIORITY, 0
            for nonce in sorted(mine):
                waiting = mine[nonce]
                if not waiting.ready:
                    break
                priority = min(priority, waiting.priority)
                age = max(age, waiting.order)
                order.append((-priority, age, nonce, waiting))
        order.sort(key=lambda entry: entry[:3])
        return [waiting for *_, waiting in order]

    def included(self, waiting: Waiting) -> None:
        """A block took it; its watchers stay with the caller."""
        self._forget(waiting)
        self._ban(waiting.hash)

    def retracted(self, waiting: Waiting, status: Status, back_at: int) -> None:
        """The block that took it is gone: it waits again once the head is ``back_at``."""
        self._banned.pop(waiting.hash, None)
        waiting.tell(status)
        self._held.append((back_at, waiting))

    def drop(self, waiting: Waiting, status: Status) -> None:
        """Take one out for good, and with it what depends on its nonce."""
        extrinsic = waiting.valid.extrinsic
        mine = self._accounts.get(extrinsic.signer, {})
        for nonce in sorted(nonce for nonce in mine if nonce >= extrinsic.nonce):
            lost = mine[nonce]
            self._forget(lost)
            self._ban(lost.hash)
            lost.tell(status)

    def bring_back(self, head: int) -> None:
        """Take in again what was retracted and has been held for long enough."""
        due = [waiting for back_at, waiting in self._held if back_at <= head]
        self._held = [held for held in self._held if held[0] > head]
        for waiting in due:
            extrinsic = waiting.valid.extrinsic
            waiting.ready = False
            self._accounts.setdefault(extrinsic.signer, {})[extrinsic.nonce] = waiting
            self._known[waiting.hash] = waiting
            self._promote(extrinsic.signer)

    def advance(self, head: int) -> None:
        """After a new head: drop what expired or lost its nonce, and see what became ready."""
        self.bring_back(head)
        for waiting in list(self._known.values()):
            expired = waiting.valid.death is not None and head + 1 >= waiting.valid.death
            if waiting.hash in self._known and expired:
                self.drop(waiting, "invalid")
        for account in list(self._accounts):
            for waiting in self._overtaken(account):
                self._forget(waiting)
                waiting.tell("invalid")
            self._promote(account)
        if len(self._banned) > _BAN_LIMIT:
            now = monotonic()
            self._banned = {key: end for key, end in self._banned.items() if end > now}

    # -- keeping order

    def _overtaken(self, account: str) -> Iterator[Waiting]:
        nonce = self._validity.nonce(account)
        mine = self._accounts[account]
        yield from [mine[held] for held in mine if held < nonce]

    def _promote(self, account: str) -> None:
        mine = self._accounts.get(account, {})
        nonce = self._validity.nonce(account)
        while nonce in mine:
            if not mine[nonce].ready:
                mine[nonce].ready = True
                mine[nonce].tell("ready")
            nonce += 1
        for held, waiting in mine.items():
            waiting.ready = waiting.ready and held < nonce

    def _replace(self, waiting: Waiting) -> None:
        extrinsic = waiting.valid.extrinsic
        rival = self._accounts.get(extrinsic.signer, {}).get(extrinsic.nonce)
        if rival is None:
            return
        if waiting.priority <= rival.priority:
            raise InvalidTransactionError(
                TOO_LOW_PRIORITY,
                f"Priority is too low: ({rival.priority} vs {waiting.priority})",
                "The transaction has too low priority to replace another transaction"
                " already in the pool.",
            )
        self._forget(rival)
        rival.tell({"usurped": "0x" + waiting.hash.hex()})

    def _refuse_known(self, extrinsic_hash: bytes) -> None:
        if extrinsic_hash in self._known:
            raise InvalidTransactionError(
                ALREADY_IMPORTED, "Transaction Already Imported", f"0x{extrinsic_hash.hex()}"
            )
        if self._banned.get(extrinsic_hash, 0.0) > monotonic():
            raise InvalidTransactionError(BANNED, "Transaction is temporarily banned")

    def _refuse_full(self, waiting: Waiting) -> None:
        extrinsic = waiting.valid.extrinsic
        coming = extrinsic.nonce > self.next_nonce(extrinsic.signer)
        held = [
            known.valid.extrinsic.length for known in self._known.values() if known.ready != coming
        ]
        most, room = (FUTURE_LIMIT, FUTURE_BYTES) if coming else (READY_LIMIT, READY_BYTES)
        if len(held) >= most or sum(held) + extrinsic.length > room:
            raise InvalidTransactionError(
                DROPPED,
                "Immediately Dropped",
                "The transaction couldn't enter the pool because of the limit",
            )

    def _forget(self, waiting: Waiting) -> None:
        self._known.pop(waiting.hash, None)
        signer = waiting.valid.extrinsic.signer
        mine = self._accounts.get(signer, {})
        mine.pop(waiting.valid.extrinsic.nonce, None)
        if not mine:
            self._accounts.pop(signer, None)

    def _ban(self, extrinsic_hash: bytes) -> None:
        self._banned[extrinsic_hash] = monotonic() + BAN_SECONDS
