"""The journal of what was signed here, kept true by asking the chain after each connect."""

from __future__ import annotations

import logging
import secrets
import shlex
import time
from collections.abc import AsyncIterator, Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Final

from core.background import Background
from core.domain.activity import Entry, message_entry
from core.domain.connection import ConnectionState, Phase
from core.domain.ids import BlockHash, Ss58
from core.domain.keys import KeyRef
from core.domain.money import TaoRao
from core.domain.policy import DAY
from core.domain.transactions import Receipt
from core.errors import AppError
from core.ports.activity import ActivityJournal
from core.services.equivalents import wallet_options
from core.services.network import NetworkService
from core.services.transfers import TransferService
from core.streams import Broadcast

log = logging.getLogger(__name__)

LONGEST_LABEL: Final = 200  # characters


class AnnouncedJournal:
    """An ``ActivityJournal`` that tells of each change of another one, whoever makes it."""

    def __init__(self, journal: ActivityJournal) -> None:
        self._journal = journal
        self._changes: Broadcast[None] = Broadcast()

    def changes(self) -> AsyncIterator[None]:
        return self._changes.listen()

    def announce(self) -> None:
        self._changes.publish(None)

    def end(self) -> None:
        self._changes.end()

    async def add(self, entry: Entry) -> None:
        await self._journal.add(entry)
        self.announce()

    async def update(self, genesis: BlockHash, receipt: Receipt) -> None:
        await self._journal.update(genesis, receipt)
        self.announce()

    async def label(self, genesis: BlockHash, transaction: str, text: str) -> None:
        await self._journal.label(genesis, transaction, text)
        self.announce()

    async def entries(
        self, genesis: BlockHash | None, search: str = "", limit: int = 500
    ) -> Sequence[Entry]:
        return await self._journal.entries(genesis, search, limit)

    async def unsettled(self, genesis: BlockHash) -> Sequence[Entry]:
        return await self._journal.unsettled(genesis)

    async def destinations(self, genesis: BlockHash) -> frozenset[Ss58]:
        return await self._journal.destinations(genesis)

    async def spent(self, genesis: BlockHash, since: float) -> TaoRao:
        return await self._journal.spent(genesis, since)


class ActivityService:
    """``elsewhere`` is the wallets' folder where btcli would not look by itself."""

    def __init__(
        self,
        journal: AnnouncedJournal,
        transfers: TransferService,
        network: NetworkService,
        clock: Callable[[], float] = time.time,
        elsewhere: Path | None = None,
    ) -> None:
        self._journal = journal
        self._elsewhere = elsewhere
        self._transfers = transfers
        self._network = network
        self._clock = clock
        self._background = Background()

    def begin(self) -> None:
        """Resolve what is open after each connect, and while anything is open, at each block."""
        self._background.start("follow what was signed", self._follow())

    async def close(self) -> None:
        await self._background.close()
        self._journal.end()

    async def entries(self, search: str = "", limit: int = 500) -> Sequence[Entry]:
        """This network's and the messages signed off the chain, the newest first.

        Before this network's genesis is known, the messages alone. Raises AppError(STORAGE).
        """
        return await self._journal.entries(await self._network.genesis(), search, limit)

    def changes(self) -> AsyncIterator[None]:
        """After each change of the journal, and when another chain's entries are to be shown."""
        return self._journal.changes()

    async def label(self, entry: Entry, text: str) -> None:
        """Raises AppError(STORAGE)."""
        tidy = " ".join(text.split())[:LONGEST_LABEL]
        await self._journal.label(entry.genesis, entry.receipt.hash, tidy)

    async def note_message(self, ref: KeyRef, signer: Ss58, text: str, signature: bytes) -> Entry:
        """Note a message that a key signed off the chain; ``signer`` is the key's address.

        Raises AppError(STORAGE).
        """
        # An ed25519 key gives the same signature whenever it signs the same text.
        apart = secrets.token_bytes(16)
        identity = "0x" + blake2b(signature, digest_size=32, salt=apart).hexdigest()
        which = ("--wallet-hotkey", ref.hotkey, "--use-hotkey") if ref.hotkey else ()
        wallet = wallet_options(ref.wallet, self._elsewhere)
        parts = ("btcli", "wallet", "sign", "--message", text, *wallet, *which)
        proof = "0x" + signature.hex()
        entry = message_entry(identity, signer, text, proof, shlex.join(parts), self._clock())
        await self._journal.add(entry)
        return entry

    async def spent_lately(self) -> TaoRao:
        """What the limit of a day has counted on this network by now. AppError(STORAGE)."""
        genesis = await self._network.genesis()
        since = self._clock() - DAY
        return TaoRao(0) if genesis is None else await self._journal.spent(genesis, since)

    # -- parts

    async def _follow(self) -> None:
        seen: ConnectionState | None = None
        genesis: BlockHash | None = None
        async for state in self._network.states():
            before, seen = seen, state
            if state.phase is not Phase.ONLINE or _same_block(before, state):
                continue
            now = await self._network.genesis()
            if now is None:
                continue
            if now != genesis:
                genesis = now
                self._journal.announce()
            await self._resolve(now)

    async def _resolve(self, genesis: BlockHash) -> None:
        """What a failure leaves open is asked about again at the next block."""
        try:
            if await self._journal.unsettled(genesis):
                await self._transfers.resolve()
        except AppError as error:
            log.info("what was signed is still open: %r", error)


def _same_block(before: ConnectionState | None, state: ConnectionState) -> bool:
    """Whether both were online at the same head of the same chain."""
    return (
        before is not None
        and before.phase is Phase.ONLINE
        and (before.network, before.head) == (state.network, state.head)
    )
