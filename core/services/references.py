"""Hotkeys remembered in the OS keyring, and what it says of their files."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Final

from core.background import Background
from core.domain.keys import KeyRef, StoredKey, UnlockedKey, WalletListing
from core.domain.wallets import (
    Doubt,
    DoubtfulHotkey,
    HealthItem,
    HotkeyReference,
    KeyringState,
    Repair,
)
from core.errors import AppError
from core.ports.references import ReferenceStore
from core.services.hotkey_doubts import (
    doubt_of,
    is_named_by_others,
    reference_to,
    sound_references,
)
from core.services.unlocking import newly_unlocked
from core.services.wallets import WalletService

log = logging.getLogger(__name__)

AGAIN_SECONDS: Final = 60.0  # a keyring that asks for its password is silent until it is typed
# A keyring asks whenever a locked one is used: once a start is enough.
_NOT_AGAIN: Final = (KeyringState.LOCKED, KeyringState.REFUSED)

_REPAIRS: Final = {Doubt.GONE: Repair.FORGET, Doubt.OTHER_KEY: Repair.FORGET}


class ReferenceService:
    """Follows the wallets: keeps a reference of each sound hotkey. Without a keyring it waits.

    A reference is never changed because a file has: only this app's own
    writing, or unlocking the key, tells that what lies there now is right.
    ``unlocked`` follows the keys that are unlocked.
    """

    def __init__(
        self,
        store: ReferenceStore,
        wallets: WalletService,
        unlocked: Callable[[], AsyncIterator[tuple[UnlockedKey, ...]]],
    ) -> None:
        self._store = store
        self._wallets = wallets
        self._unlocked = unlocked
        self._background = Background()
        self._kept: dict[KeyRef, HotkeyReference] | None = None
        self._known: dict[KeyRef, StoredKey | None] = {}  # seen since the keyring last took it up
        self._work = asyncio.Event()
        self._is_paused = False
        self._again: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        self._background.start("follow the wallets", self._follow_listings())
        self._background.start("follow the keys' changes", self._follow_changes())
        self._background.start("follow the unlocked keys", self._follow_unlocked())
        self._background.start("keep hotkey references", self._keep_up())

    async def close(self) -> None:
        if self._again is not None:
            self._again.cancel()
        await self._background.close()

    async def state(self) -> KeyringState:
        """Whether the keyring can be used now; where it can, what waited for it is kept."""
        found = await self._store.state()
        if found is KeyringState.READY:
            self._is_paused = False
            self._work.set()
        return found

    async def backend(self) -> str:
        """The keyring's name for people; empty without one."""
        return await self._store.backend()

    async def references(self) -> Sequence[HotkeyReference]:
        """Raises AppError(STORAGE) with the fact ``keyring``."""
        return await self._store.references()

    def remembered(self, ref: KeyRef) -> HotkeyReference | None:
        """What the keyring said of a hotkey; None before it has answered."""
        return (self._kept or {}).get(ref)

    async def doubts(self) -> Sequence[DoubtfulHotkey]:
        """Every hotkey whose file is not what is remembered. Raises AppError."""
        listing = self._wallets.listing or await self._wallets.refresh()
        kept = await self._load()
        doubts = ((reference, doubt_of(reference, listing)) for reference in kept.values())
        return [
            DoubtfulHotkey(reference, doubt) for reference, doubt in doubts if doubt is not None
        ]

    async def lost(self) -> Sequence[HotkeyReference]:
        """Those whose file is gone or names another key by now. Raises AppError."""
        gone = (Doubt.GONE, Doubt.OTHER_KEY)
        return [found.reference for found in await self.doubts() if found.doubt in gone]

    async def health(self, wallet: str) -> tuple[HealthItem, ...]:
        """What to tell of a wallet's hotkeys; nothing where the keyring cannot be asked.

        Damage is left to the listing, which finds it by itself.
        """
        try:
            doubts = await self.doubts()
        except AppError as error:
            log.info("hotkeys cannot be compared with what they were: %r", error)
            return ()
        return tuple(
            HealthItem(found.reference.ref, None, _REPAIRS.get(found.doubt), found.doubt)
            for found in doubts
            if found.reference.ref.wallet == wallet and found.doubt is not Doubt.DAMAGED
        )

    async def forget(self, ref: KeyRef) -> None:
        """Remember a lost hotkey no more; a key that lies there now is remembered in its place.

        Raises AppError(STORAGE) with the fact ``keyring``.
        """
        await self._store.remove(ref)
        (self._kept or {}).pop(ref, None)
        self._wake()

    async def forget_all(self) -> None:
        """Begin anew: hotkeys that are there are remembered again, as they are now.

        Raises AppError(STORAGE) with the fact ``keyring``.
        """
        for reference in await self._store.references():
            await self.forget(reference.ref)

    # -- following

    async def _follow_listings(self) -> None:
        async for _ in self._wallets.listings():
            self._wake()

    async def _follow_changes(self) -> None:
        async for change in self._wallets.changes():
            self._take_up(change.ref, change.stored)

    async def _follow_unlocked(self) -> None:
        async for key in newly_unlocked(self._unlocked()):
            self._take_up(key.stored.ref, key.stored)

    def _take_up(self, ref: KeyRef, stored: StoredKey | None) -> None:
        if ref.hotkey:
            self._known[ref] = stored
            self._wake()

    def _wake(self) -> None:
        if not self._is_paused:
            self._work.set()

    async def _keep_up(self) -> None:
        while True:
            await self._work.wait()
            self._work.clear()
            try:
                if (listing := self._wallets.listing) is not None:
                    await self._keep_known(listing)
                    await self._keep_new(listing)
            except AppError as error:
                self._wait_for_keyring(error)

    async def _keep_known(self, listing: WalletListing) -> None:
        """What this app has written, put away or unlocked since."""
        for ref, stored in tuple(self._known.items()):
            if stored is not None:
                if not is_named_by_others(listing, ref):
                    await self._keep(reference_to(listing, stored))
            elif ref in await self._load():
                await self.forget(ref)
            if self._known.get(ref) is stored:
                del self._known[ref]

    async def _keep_new(self, listing: WalletListing) -> None:
        # Without a hotkey the keyring, which might ask for its password, is let alone.
        if sound := sound_references(listing):
            kept = await self._load()
            await self._keep(*(found for found in sound if found.ref not in kept))

    async def _keep(self, *references: HotkeyReference) -> None:
        kept = await self._load()
        new = {each.ref: each for each in references if kept.get(each.ref) != each}
        if new:
            await self._store.keep(*new.values())
            kept.update(new)

    async def _load(self) -> dict[KeyRef, HotkeyReference]:
        if self._kept is None:
            found = await self._store.references()
            self._kept = {reference.ref: reference for reference in found}
        return self._kept

    def _wait_for_keyring(self, error: AppError) -> None:
        log.info("hotkeys are not remembered now: %r", error)
        state = error.facts.get("keyring")
        self._is_paused = state in _NOT_AGAIN
        if state == KeyringState.SILENT:
            loop = asyncio.get_running_loop()
            self._again = loop.call_later(AGAIN_SECONDS, self._work.set)
