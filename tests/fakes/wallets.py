"""Wallet services in memory: what a test puts into them is what the pages see."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

from core.domain.ids import Ss58
from core.domain.keys import (
    Adopted,
    CryptoType,
    Draft,
    Fingerprint,
    KeyFormat,
    KeyIdentity,
    KeyRef,
    KeySource,
    Secret,
    StoredKey,
    UnlockedKey,
    WalletListing,
    WalletRecord,
)
from core.domain.strength import Strength
from core.domain.wallets import (
    Doubt,
    DoubtfulHotkey,
    Health,
    HealthItem,
    HotkeyReference,
    KeyringState,
    Repair,
)
from core.errors import AppError, ErrorKind
from tests.fakes.streams import Stream

ADDRESS = Ss58("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY")
WORDS = "legal winner thank year wave sausage worth useful legal winner thank yellow"


def stored(ref: KeyRef, address: Ss58 = ADDRESS) -> StoredKey:
    print_ = Fingerprint("00" * 32, 100, 1, 1)
    return StoredKey(ref, address, bytes(32), CryptoType.SR25519, KeyFormat.NACL, print_)


class FakeWallets:
    """``error`` makes the next change fail; ``done`` names what was asked, in order."""

    def __init__(self, *wallets: WalletRecord) -> None:
        self._listings: Stream[WalletListing] = Stream()
        self._choices: Stream[KeyRef | None] = Stream()
        self.listing: WalletListing | None = None
        self.chosen: KeyRef | None = None
        self.error: AppError | None = None
        self.done: list[tuple[object, ...]] = []
        self.healths: dict[str, Health] = {}
        self.backed_up = True
        self.is_flushed = True  # whether the disk confirms what it is given
        self.elsewhere: tuple[WalletRecord, ...] = ()  # in whatever folder is looked into
        self.become(*wallets)

    def become(self, *wallets: WalletRecord) -> None:
        """Another listing, as every reader of ``listings`` sees."""
        self.listing = self._listings.first = WalletListing(Path("wallets"), wallets)
        self._listings.send(self.listing)

    def listings(self) -> AsyncIterator[WalletListing]:
        return self._listings.read()

    async def refresh(self) -> WalletListing:
        assert self.listing is not None
        return self.listing

    def wallet(self, name: str) -> WalletRecord | None:
        wallets = () if self.listing is None else self.listing.wallets
        return next((wallet for wallet in wallets if wallet.name.text == name), None)

    def choices(self) -> AsyncIterator[KeyRef | None]:
        return self._choices.read()

    async def choose(self, ref: KeyRef) -> None:
        self._note("choose", ref)
        self.chosen = self._choices.first = ref
        self._choices.send(ref)

    async def draft(self, word_count: int, crypto_type: CryptoType) -> Draft:
        self._note("draft", word_count, crypto_type)
        return Draft(1, ADDRESS, Secret.of_text(WORDS))

    async def discard(self, number: int) -> None:
        self._note("discard", number)

    async def create_coldkey(self, wallet: str, source: KeySource, password: Secret) -> StoredKey:
        self._note("create_coldkey", wallet, source, password.reveal_text())
        return stored(KeyRef(wallet))

    async def create_hotkey(
        self, wallet: str, hotkey: str, source: KeySource, password: Secret | None = None
    ) -> StoredKey:
        self._note("create_hotkey", wallet, hotkey, source, password and password.reveal_text())
        return stored(KeyRef(wallet, hotkey))

    async def watch(self, wallet: str, address: Ss58) -> None:
        self._note("watch", wallet, address)

    async def identify(self, source: KeySource) -> KeyIdentity:
        self._note("identify", source)
        return KeyIdentity(ADDRESS, CryptoType.SR25519)

    async def look_into(self, folder: Path) -> WalletListing:
        self._note("look_into", folder)
        return WalletListing(folder, self.elsewhere)

    async def adopt(self, source: Path, name: str, password: Secret | None) -> Adopted:
        self._note("adopt", source, name, password and password.reveal_text())
        return Adopted(name, ("miner",), ("notes.txt",), was_opened=password is not None)

    async def tidy(self, wallet: str) -> None:
        self._note("tidy", wallet)

    async def change_password(
        self, ref: KeyRef, old: Secret | None, new: Secret, expected: Fingerprint | None = None
    ) -> StoredKey:
        self._note("change_password", ref, old and old.reveal_text(), new.reveal_text())
        return replace(stored(ref), is_flushed=self.is_flushed)

    async def restore_public(
        self, ref: KeyRef, password: Secret | None, expected: Fingerprint | None = None
    ) -> StoredKey:
        self._note("restore_public", ref)
        return stored(ref)

    async def repair_mode(self, item: HealthItem) -> None:
        self._note("repair_mode", item)

    async def replace_link(self, item: HealthItem) -> None:
        self._note("replace_link", item)

    async def may_put_away(self, wallet: str, hotkey: str = "") -> bool:
        return self.backed_up

    async def put_away(self, ref: KeyRef) -> str:
        self._note("put_away", ref)
        return "/trash"

    async def health(self, wallet: str) -> Health:
        return self.healths.get(wallet, Health((), 6))

    def _note(self, *what: object) -> None:
        self.done.append(what)
        if self.error is not None:
            error, self.error = self.error, None
            raise error


class FakeLocks:
    """``password`` opens every key. ``gate`` makes it take until it is set."""

    def __init__(self, password: str = "password") -> None:
        self.password = password
        self.unlocked: tuple[UnlockedKey, ...] = ()
        self.touches = 0
        self.applied = 0
        self.error: AppError | None = None
        self.gate: asyncio.Event | None = None
        self.given: list[Secret | None] = []
        self._deriving = 0
        self._changes: Stream[tuple[UnlockedKey, ...]] = Stream()
        self._changes.first = ()
        self._locked: Stream[None] = Stream()

    def locked(self) -> AsyncIterator[None]:
        return self._locked.read()

    def is_unlocked(self, ref: KeyRef) -> bool:
        return any(key.stored.ref == ref for key in self.unlocked)

    @property
    def is_busy(self) -> bool:
        return self._deriving > 0

    def changes(self) -> AsyncIterator[tuple[UnlockedKey, ...]]:
        return self._changes.read()

    async def unlock(self, ref: KeyRef, password: Secret | None) -> UnlockedKey:
        self.given.append(password)
        if self.gate is not None:
            await self._derive(self.gate)
        if self.error is not None:
            raise self.error
        if password is not None and password.reveal_text() != self.password:
            raise AppError(ErrorKind.WRONG_PASSWORD, "wrong", {"name": ref.wallet})
        key = UnlockedKey(stored(ref), has_changed=False, has_public=True)
        self._become((*self.unlocked, key))
        return key

    def signer(self, ref: KeyRef) -> KeyRef:
        if not self.is_unlocked(ref):
            raise AppError(ErrorKind.LOCKED, "locked", {"name": ref.wallet})
        return ref

    async def lock(self) -> None:
        self._become(())
        self._locked.send(None)

    def touch(self) -> None:
        self.touches += 1

    def apply_settings(self) -> None:
        self.applied += 1

    async def _derive(self, gate: asyncio.Event) -> None:
        self._deriving += 1
        try:
            await gate.wait()
        except asyncio.CancelledError:
            self._become(())  # the agent's process is ended
            raise
        finally:
            self._deriving -= 1

    def _become(self, keys: tuple[UnlockedKey, ...]) -> None:
        self.unlocked = self._changes.first = keys
        self._changes.send(keys)


class FakeBackups:
    def __init__(self) -> None:
        self.dates: dict[str, float] = {}
        self.words = WORDS
        self.exports: list[tuple[object, ...]] = []
        self.error: AppError | None = None

    async def verified_at(self, address: Ss58) -> float | None:
        return self.dates.get(address)

    async def note_verified(self, address: Ss58) -> None:
        self.dates[address] = 1.0

    async def check_words(self, ref: KeyRef, words: Secret) -> bool:
        if self.error is not None:
            raise self.error
        return words.reveal_text() == self.words

    async def export_keyfile(self, ref: KeyRef, target: Path) -> None:
        self._export("keyfile", ref, target)

    async def export_polkadot_js(
        self, ref: KeyRef, password: Secret | None, passphrase: Secret, target: Path
    ) -> None:
        self._export("polkadot-js", ref, target)

    def _export(self, *what: object) -> None:
        if self.error is not None:
            raise self.error
        self.exports.append(what)


class FakeMessages:
    def __init__(self) -> None:
        self.signature = "0x" + "5a" * 64
        self.error: AppError | None = None

    async def sign(self, ref: KeyRef, text: str) -> str:
        if self.error is not None:
            raise self.error
        return self.signature

    async def verify(self, text: str, signature: str, address: str) -> bool:
        if self.error is not None:
            raise self.error
        return signature == self.signature


class FakeReferences:
    """``doubtful`` is what ``doubts`` says; without a keyring it says what cannot be told."""

    def __init__(self, state: KeyringState = KeyringState.READY) -> None:
        self.current = state
        self.kept: list[HotkeyReference] = []
        self.doubtful: list[DoubtfulHotkey] = []

    async def state(self) -> KeyringState:
        return self.current

    async def backend(self) -> str:
        return "Secret Service" if self.current is KeyringState.READY else ""

    async def references(self) -> list[HotkeyReference]:
        self._check()
        return self.kept

    def remembered(self, ref: KeyRef) -> HotkeyReference | None:
        return next((reference for reference in self.kept if reference.ref == ref), None)

    async def doubts(self) -> list[DoubtfulHotkey]:
        self._check()
        return self.doubtful

    async def health(self, wallet: str) -> tuple[HealthItem, ...]:
        """As the service says it of hotkeys that are gone."""
        return tuple(
            HealthItem(found.reference.ref, None, Repair.FORGET, found.doubt)
            for found in self.doubtful
            if found.reference.ref.wallet == wallet
        )

    async def lost(self) -> list[HotkeyReference]:
        gone = (Doubt.GONE, Doubt.OTHER_KEY)
        return [found.reference for found in await self.doubts() if found.doubt in gone]

    async def forget(self, ref: KeyRef) -> None:
        self._check()
        self.kept = [reference for reference in self.kept if reference.ref != ref]
        self.doubtful = [found for found in self.doubtful if found.reference.ref != ref]

    async def forget_all(self) -> None:
        self._check()
        self.kept.clear()
        self.doubtful.clear()

    def _check(self) -> None:
        if self.current is not KeyringState.READY:
            raise AppError(ErrorKind.STORAGE, "no keyring", {"keyring": self.current})


class FakeStrength:
    """By length alone: twelve characters are strong, and nothing is advised."""

    def __init__(self) -> None:
        self.error: AppError | None = None
        self.familiar: tuple[str, ...] = ()

    async def rate(self, password: Secret, familiar: Sequence[str] = ()) -> Strength:
        self.familiar = tuple(familiar)
        if self.error is not None:
            raise self.error
        return Strength(
            min(4, len(password) // 4), "" if len(password) >= 12 else "Make it longer."
        )
