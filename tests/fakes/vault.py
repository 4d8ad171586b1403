"""A folder of wallets in memory, as a key vault lists and changes it."""

from __future__ import annotations

from pathlib import Path

from core.domain.ids import Ss58
from core.domain.keys import (
    Adopted,
    CryptoType,
    Draft,
    Fingerprint,
    HotkeyRecord,
    KeyFormat,
    KeyIdentity,
    KeyName,
    KeyRef,
    KeySource,
    Secret,
    StoredKey,
    WalletListing,
    WalletRecord,
)
from core.errors import AppError
from tests.fakes.wallets import ADDRESS, stored


def hotkey(
    name: str = "miner",
    address: str | None = ADDRESS,
    form: KeyFormat | None = KeyFormat.JSON,
    *findings,
    is_foreign: bool = False,
) -> HotkeyRecord:
    return HotkeyRecord(
        KeyName(name, name, is_foreign),
        address and Ss58(address),
        CryptoType.SR25519,
        form,
        findings=tuple(findings),
    )


def wallet(
    name: str = "main",
    *hotkeys: HotkeyRecord,
    address: str | None = ADDRESS,
    form: KeyFormat | None = KeyFormat.NACL,
    findings=(),
    is_foreign: bool = False,
) -> WalletRecord:
    return WalletRecord(
        KeyName(name, name, is_foreign),
        address and Ss58(address),
        CryptoType.SR25519,
        form,
        findings=tuple(findings),
        hotkeys=hotkeys,
    )


class FakeVault:
    """Lists what a test puts into it; ``error`` makes the next request fail, ``done`` names all."""

    def __init__(self, *wallets: WalletRecord) -> None:
        self.listed = wallets
        self.error: AppError | None = None
        self.listing_error: AppError | None = None
        self.lists = 0
        self.adopted: tuple[str, ...] = ()  # the hotkeys of a wallet that is copied in
        self.done: list[tuple[object, ...]] = []

    async def wallets(self) -> WalletListing:
        self.lists += 1
        if self.listing_error is not None:
            raise self.listing_error
        return WalletListing(Path("wallets"), self.listed)

    async def draft(self, word_count: int, crypto_type: CryptoType) -> Draft:
        self._note("draft", word_count, crypto_type)
        return Draft(7, ADDRESS, Secret(b"words"))

    async def discard(self, number: int) -> None:
        self._note("discard", number)

    async def store_coldkey(self, name: str, source: KeySource, password: Secret) -> StoredKey:
        self._note("store_coldkey", name, source, password)
        self.listed = (*self.listed, wallet(name))
        return stored(KeyRef(name))

    async def store_hotkey(
        self, name: str, hot: str, source: KeySource, password: Secret | None = None
    ) -> StoredKey:
        self._note("store_hotkey", name, hot, source, password)
        return stored(KeyRef(name, hot))

    async def watch(self, name: str, address: Ss58, crypto_type: CryptoType) -> None:
        self._note("watch", name, address, crypto_type)
        self.listed = (*self.listed, wallet(name, address=address, form=None))

    async def identify(self, source: KeySource) -> KeyIdentity:
        self._note("identify", source)
        return KeyIdentity(ADDRESS, CryptoType.SR25519)

    async def look_into(self, folder: Path) -> WalletListing:
        self._note("look_into", folder)
        return WalletListing(folder, (wallet("elsewhere"),))

    async def adopt(self, source: Path, name: str, password: Secret | None) -> Adopted:
        self._note("adopt", source, name, password)
        self.listed = (*self.listed, wallet(name))
        return Adopted(name, self.adopted)

    async def tidy(self, name: str) -> None:
        self._note("tidy", name)

    async def change_password(
        self, ref: KeyRef, old: Secret | None, new: Secret, expected: Fingerprint | None = None
    ) -> StoredKey:
        self._note("change_password", ref, old, new, expected)
        return stored(ref)

    async def restore_public(
        self, ref: KeyRef, password: Secret | None, expected: Fingerprint | None = None
    ) -> StoredKey:
        self._note("restore_public", ref, password, expected)
        return stored(ref)

    async def put_away(self, ref: KeyRef) -> str:
        self._note("put_away", ref)
        self.listed = tuple(each for each in self.listed if each.name.text != ref.wallet)
        return "/trash"

    async def repair_mode(self, ref: KeyRef) -> None:
        self._note("repair_mode", ref)

    async def replace_links(self, ref: KeyRef) -> None:
        self._note("replace_links", ref)

    def _note(self, *what: object) -> None:
        self.done.append(what)
        if self.error is not None:
            error, self.error = self.error, None
            raise error


class FakeBackupLog:
    """``dates`` by address; ``error`` makes every call fail."""

    def __init__(self, **dates: float) -> None:
        self.dates: dict[str, float] = dict(dates)
        self.error: AppError | None = None

    async def verified_at(self, address: Ss58) -> float | None:
        if self.error is not None:
            raise self.error
        return self.dates.get(address)

    async def note(self, address: Ss58, when: float) -> None:
        if self.error is not None:
            raise self.error
        self.dates[address] = when
