"""The folder of wallets, listed anew whenever it changed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Final

from core.domain.keys import WalletListing
from core.errors import AppError, ErrorKind
from core.ports.keys import KeyVault
from core.storage.wallet_folder import signature_of
from core.streams import Broadcast

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 0.75  # with a listing by a worker that must start first: below 2 s


class WalletListings:
    """The newest listing. ``taken`` is called with every one, before whoever follows gets it."""

    def __init__(self, vault: KeyVault, root: Path, taken: Callable[[WalletListing], None]) -> None:
        self._vault = vault
        self._root = root
        self._taken = taken
        self._turn = asyncio.Lock()
        self._signature: bytes | None = None
        self._listings: Broadcast[WalletListing] = Broadcast()
        self.newest: WalletListing | None = None

    def follow(self) -> AsyncIterator[WalletListing]:
        return self._listings.listen(*(() if self.newest is None else (self.newest,)))

    async def refresh(self) -> WalletListing:
        """List now. Raises AppError."""
        async with self._turn:
            # Before listing: what changes meanwhile makes another signature.
            signature = await asyncio.to_thread(signature_of, self._root)
            listing = await self._vault.wallets()
            self._signature = signature
            if listing != self.newest:
                self.newest = listing
                self._taken(listing)
                self._listings.publish(listing)
        return listing

    async def watch(self) -> None:
        """Look for ever; a listing that fails is tried again at the next look."""
        while True:
            seen = await asyncio.to_thread(signature_of, self._root)
            if seen != self._signature:
                try:
                    await self.refresh()
                except AppError as error:
                    # A lock ends the process that was listing, too: the next look lists again.
                    if error.kind is not ErrorKind.LOCKED:
                        log.warning("could not list the wallets: %r", error)
            await asyncio.sleep(LOOK_SECONDS)

    def end(self) -> None:
        self._listings.end()
