"""Bringing a key in: what it is, whose address it has, where it goes, and only then writing."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from core.domain.addresses import public_key_of
from core.domain.ids import Ss58
from core.domain.keys import (
    Adopted,
    CryptoType,
    FromPolkadotJs,
    FromPrivateKey,
    FromSeed,
    FromWords,
    KeyIdentity,
    KeyReason,
    KeyRef,
    KeySource,
    Secret,
    StoredKey,
    WalletListing,
    WalletRecord,
)
from core.errors import AppError, ErrorKind
from core.flows.naming import (
    NAME_REASONS,
    hotkey_names,
    name_problem,
    wallet_names,
)
from core.flows.step import PASSWORD as PASSWORD_STEP
from core.flows.step import Steps


class ImportKind(StrEnum):
    WORDS = "words"
    SEED = "seed"
    PRIVATE_KEY = "private-key"
    POLKADOT_JS = "polkadot-js"
    ADDRESS = "address"
    FOLDER = "folder"


class ImportStep(StrEnum):
    KIND = "Kind"
    ENTER = "Enter"
    PLACE = "Compare"
    PASSWORD = PASSWORD_STEP
    DONE = "Done"


_WAY: Final = tuple(ImportStep)
_WATCH_WAY: Final = (ImportStep.KIND, ImportStep.ENTER, ImportStep.PLACE, ImportStep.DONE)


class Wallets(Protocol):
    """What of ``WalletService`` is used here."""

    @property
    def listing(self) -> WalletListing | None: ...

    def wallet(self, name: str) -> WalletRecord | None: ...

    async def refresh(self) -> WalletListing: ...

    async def tidy(self, wallet: str) -> None: ...

    async def identify(self, source: KeySource) -> KeyIdentity: ...

    async def look_into(self, folder: Path) -> WalletListing: ...

    async def adopt(self, source: Path, name: str, password: Secret | None) -> Adopted: ...

    async def create_coldkey(
        self, wallet: str, source: KeySource, password: Secret
    ) -> StoredKey: ...

    async def create_hotkey(
        self, wallet: str, hotkey: str, source: KeySource, password: Secret | None = None
    ) -> StoredKey: ...

    async def watch(self, wallet: str, address: Ss58) -> None: ...


class ImportFlow:
    """Holds the secret that was entered until it is stored; ``abandon`` wipes it.

    ``identity`` is what a person compares before anything is written.
    """

    def __init__(self, wallets: Wallets) -> None:
        self._wallets = wallets
        self._source: KeySource | None = None
        self.steps = Steps(_WAY)
        self.kind = ImportKind.WORDS
        self.identity: KeyIdentity | None = None
        self.target = KeyRef("")
        self.found: WalletListing | None = None
        self.folder: WalletRecord | None = None
        self.adopted: Adopted | None = None
        self.is_done = False

    def choose(self, kind: ImportKind) -> None:
        self._forget()
        self.kind = kind
        self.steps.go(ImportStep.KIND)
        self.steps.take_way(_WATCH_WAY if kind is ImportKind.ADDRESS else _WAY)
        self.steps.go(ImportStep.ENTER)

    def again(self) -> None:
        """Back to entering it: a secret is wiped, a folder that was looked into stays known."""
        found = self.found
        self._forget()
        self.found = found
        self.steps.go(ImportStep.ENTER)

    # -- what was entered

    async def enter(self, source: KeySource) -> None:
        """Take over a secret and learn its address; refused, it is wiped. Raises AppError."""
        self._forget()
        try:
            self.identity = await self._wallets.identify(source)
        except BaseException:
            wipe(source)
            raise
        self._source = source
        self.steps.go(ImportStep.PLACE)

    def enter_address(self, text: str) -> None:
        """Raises AppError(BAD_INPUT)."""
        address = Ss58("".join(text.split()))
        public_key_of(address)
        # An address does not say its scheme; watching needs none.
        self.identity = KeyIdentity(address, CryptoType.SR25519)
        self.steps.go(ImportStep.PLACE)

    async def look_into(self, folder: Path) -> WalletListing:
        """The wallets in a folder, or the folder itself as one. Raises AppError."""
        self.found = await self._wallets.look_into(folder)
        return self.found

    def enter_folder(self, wallet: WalletRecord) -> None:
        self.folder = wallet
        self.identity = None
        if wallet.address is not None:
            self.identity = KeyIdentity(wallet.address, wallet.crypto_type or CryptoType.SR25519)
        self.steps.go(ImportStep.PLACE)

    # -- where it goes

    @property
    def may_become_hotkey(self) -> bool:
        return self.kind not in (ImportKind.ADDRESS, ImportKind.FOLDER)

    def holders(self) -> tuple[KeyRef, ...]:
        """Where that address is known already; private key or not."""
        if self.identity is None or self._wallets.listing is None:
            return ()
        address = self.identity.address
        found: list[KeyRef] = []
        for wallet in self._wallets.listing.wallets:
            name = wallet.name.text
            found += [KeyRef(name)] if wallet.address == address else []
            found += [KeyRef(name, h.name.text) for h in wallet.hotkeys if h.address == address]
        return tuple(found)

    def completes(self) -> str:
        """The watch-only wallet of that address, which a private key would complete; or nothing."""
        if not self.may_become_hotkey:
            return ""
        wallets = [self._wallets.wallet(ref.wallet) for ref in self.holders() if not ref.hotkey]
        watched = [w for w in wallets if w is not None and w.is_watch_only]
        return watched[0].name.text if watched and not watched[0].name.is_foreign else ""

    def place_problem(self, target: KeyRef) -> KeyReason | None:
        """Why the key may not go there; None if it may. The vault decides again."""
        if target.hotkey or not target.wallet:
            wallet = self._wallets.wallet(target.wallet)
            if wallet is None or wallet.name.is_foreign:
                return KeyReason.NAME_FOREIGN if wallet else KeyReason.NAME_INVALID
            return name_problem(target.hotkey, hotkey_names(wallet))
        if self.completes() == target.wallet:
            return None
        return name_problem(target.wallet, wallet_names(self._wallets.listing))

    def place(self, target: KeyRef) -> None:
        """Raises AppError(BAD_INPUT)."""
        if (problem := self.place_problem(target)) is not None:
            raise AppError(ErrorKind.BAD_INPUT, "no place for a key", {"reason": problem})
        self.target = target
        self.steps.on()

    # -- writing

    async def store(self, password: Secret | None) -> None:
        """Write the key, or copy the folder. Raises AppError; a taken name leads back to it.

        A coldkey needs a password. For a folder it is the one its coldkey has,
        to compare private and public key before copying; None copies unread.
        The password stays the caller's: it wipes it.
        """
        try:
            await self._write(password)
        except AppError as error:
            if error.facts.get("reason") in NAME_REASONS:
                self.steps.go(ImportStep.PLACE)
            raise
        self._forget_source()
        self.is_done = True
        self.steps.go(ImportStep.DONE)

    async def look_after_cancel(self) -> bool:
        """Whether it was written before it was given up. Raises AppError."""
        await self._wallets.tidy(self.target.wallet)
        await self._wallets.refresh()
        address = self.identity.address if self.identity is not None else None
        target = self.target
        self.abandon()
        return self._holds(target, address)

    def abandon(self) -> None:
        """Wipe what was entered, and begin again."""
        self._forget()
        self.steps.go(ImportStep.KIND)

    def _holds(self, target: KeyRef, address: Ss58 | None) -> bool:
        """Whether what was to be written is there."""
        wallet = self._wallets.wallet(target.wallet)
        if wallet is None or self.kind is ImportKind.FOLDER:
            return wallet is not None
        if not target.hotkey:
            watched = self.kind is ImportKind.ADDRESS
            return wallet.address == address and wallet.is_watch_only is watched
        return address in {h.address for h in wallet.hotkeys if h.name.text == target.hotkey}

    async def _write(self, password: Secret | None) -> None:
        target = self.target
        if self.kind is ImportKind.ADDRESS:
            assert self.identity is not None
            await self._wallets.watch(target.wallet, self.identity.address)
        elif self.kind is ImportKind.FOLDER:
            assert self.folder is not None
            assert self.found is not None
            source = self.found.root / self.folder.name.text
            self.adopted = await self._wallets.adopt(source, target.wallet, password)
        else:
            assert self._source is not None
            await self._write_key(target, self._source, password)

    async def _write_key(self, target: KeyRef, source: KeySource, password: Secret | None) -> None:
        if target.hotkey:
            await self._wallets.create_hotkey(target.wallet, target.hotkey, source, password)
        else:
            assert password is not None
            await self._wallets.create_coldkey(target.wallet, source, password)

    def _forget(self) -> None:
        self._forget_source()
        self.identity = self.folder = self.found = self.adopted = None
        self.is_done = False

    def _forget_source(self) -> None:
        source, self._source = self._source, None
        if source is not None:
            wipe(source)


def wipe(source: KeySource) -> None:
    """Overwrite the secrets of a source."""
    match source:
        case FromPolkadotJs(document, passphrase):
            document.wipe()
            passphrase.wipe()
        case FromWords(words):
            words.wipe()
        case FromSeed(seed):
            seed.wipe()
        case FromPrivateKey(private_key):
            private_key.wipe()
        case _:  # a draft has no secret here
            pass
