"""What services need of wallets and keys. ``core.keys`` gives it; so do the fakes in tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Protocol

from core.domain.ids import Ss58
from core.domain.keys import (
    Adopted,
    CryptoType,
    Draft,
    Fingerprint,
    KeyIdentity,
    KeyRef,
    KeySource,
    Secret,
    StoredKey,
    UnlockedKey,
    WalletListing,
)
from core.domain.signing import SigningOrder
from core.domain.strength import Strength


class SigningContext(Protocol):
    """bittensor.SigningContext, as far as the digest needs it."""

    @property
    def metadata_bytes(self) -> bytes: ...

    @property
    def spec_version(self) -> int: ...

    @property
    def spec_name(self) -> str: ...

    @property
    def ss58_format(self) -> int: ...


class Signatory(Protocol):
    """Whose a signature is."""

    @property
    def ss58_address(self) -> str: ...

    @property
    def public_key(self) -> bytes: ...

    @property
    def crypto_type(self) -> int: ...


class KeySigner(Signatory, Protocol):
    """What the SDK asks of a signer (bittensor.Signer and MetadataVerifyingSigner)."""

    async def sign(self, payload: bytes) -> bytes:
        """For the SDK's interface: the signature of the order just signed, else UNSUPPORTED."""
        ...

    async def sign_order(self, order: SigningOrder) -> bytes:
        """Sign a transaction's payload, if its parts say what was shown.

        Raises AppError: LOCKED, NODE_FAULT where a part contradicts another.
        """
        ...

    async def metadata_digest(self, context: SigningContext) -> bytes: ...

    async def finish(self) -> None:
        """What was to be signed is signed, or was given up: some takes two orders."""
        ...


class KeyVault(Protocol):
    """Wallet files: lists, makes, changes and puts away. Never overwrites, never unlinks a key.

    Errors are ``AppError``: BAD_INPUT, NOT_FOUND, WRONG_PASSWORD, DAMAGED,
    STALE (another program changed the file), STORAGE, TIMEOUT, INTERNAL;
    their fact ``reason`` is a ``KeyReason``. Secrets stay the caller's: it
    wipes them.
    """

    @property
    def is_busy(self) -> bool:
        """Whether a request is under way: locking would break it off."""
        ...

    async def wallets(self) -> WalletListing: ...

    async def draft(self, word_count: int, crypto_type: CryptoType) -> Draft:
        """A fresh mnemonic, for showing and re-entering before any file exists."""
        ...

    async def discard(self, number: int) -> None: ...

    async def store_coldkey(self, wallet: str, source: KeySource, password: Secret) -> StoredKey:
        """Write a coldkey and its public file as one. It is always encrypted."""
        ...

    async def store_hotkey(
        self, wallet: str, hotkey: str, source: KeySource, password: Secret | None = None
    ) -> StoredKey:
        """Write a hotkey into a wallet that exists; in plaintext where ``password`` is None."""
        ...

    async def watch(self, wallet: str, address: Ss58, crypto_type: CryptoType) -> None:
        """Make a wallet of an address alone."""
        ...

    async def identify(self, source: KeySource) -> KeyIdentity:
        """Whose a key is, without writing it: for comparing before it is stored."""
        ...

    async def look_into(self, folder: Path) -> WalletListing:
        """The wallets in another folder, or that folder itself as one."""
        ...

    async def adopt(self, source: Path, name: str, password: Secret | None) -> Adopted:
        """Copy a wallet folder as it is, as a new wallet; with the password, compared first."""
        ...

    async def tidy(self, wallet: str) -> None:
        """Remove what a writer that was killed left half-done."""
        ...

    async def change_password(
        self,
        ref: KeyRef,
        old: Secret | None,
        new: Secret,
        expected: Fingerprint | None = None,
    ) -> StoredKey:
        """Encrypt a key anew, in today's format whatever it was in.

        ``old`` is None for a key in plaintext, and may equal ``new`` to leave
        a legacy format. ``expected`` tells a damaged file from a wrong password,
        and keeps what another program wrote since from being written over.
        """
        ...

    async def restore_public(
        self, ref: KeyRef, password: Secret | None, expected: Fingerprint | None = None
    ) -> StoredKey:
        """Write the public file that is missing beside a private key."""
        ...

    async def put_away(self, ref: KeyRef) -> str:
        """Move a hotkey, or a wallet with all its keys, into the trash; returns where to."""
        ...

    async def repair_mode(self, ref: KeyRef) -> None:
        """Take the rights of other users from a key's files and their folders."""
        ...

    async def replace_links(self, ref: KeyRef) -> None:
        """Put a copy of what a link of the key leads to in its place; the rest stays."""
        ...

    async def check_words(self, ref: KeyRef, words: Secret) -> bool:
        """Whether a mnemonic makes the key's address, whatever its scheme."""
        ...

    async def export_keyfile(self, ref: KeyRef, target: Path) -> None:
        """Copy an encrypted keyfile to a path where nothing is, mode 0600."""
        ...

    async def export_polkadot_js(
        self, ref: KeyRef, password: Secret | None, passphrase: Secret, target: Path
    ) -> None:
        """Write polkadot-js JSON under its own passphrase to a path where nothing is."""
        ...

    async def verify_message(self, text: str, signature: bytes, address: Ss58) -> bool:
        """Whether a signature of either scheme is the address's over this text."""
        ...

    async def lock(self) -> None:
        """Forget every draft by ending the process that holds them."""
        ...


class KeyAgent(Protocol):
    """Unlocked keys, in a process of their own."""

    async def unlock(
        self, ref: KeyRef, password: Secret | None, expected: Fingerprint | None = None
    ) -> UnlockedKey:
        """Decrypt a key and keep it for signing.

        Cancelling ends the process, and with it every other unlocked key.
        Raises AppError: WRONG_PASSWORD, DAMAGED (also where private and public
        file differ), NOT_FOUND, BAD_INPUT, STORAGE, TIMEOUT, INTERNAL.
        """
        ...

    def signer(self, ref: KeyRef) -> KeySigner:
        """For an unlocked key; signs until it is locked. Raises AppError(LOCKED)."""
        ...

    async def sign_message(self, ref: KeyRef, text: str) -> bytes:
        """Sign text as btcli does. Raises BAD_INPUT for what could be a transaction."""
        ...

    async def sign_order(self, ref: KeyRef, order: SigningOrder) -> bytes:
        """See ``KeySigner.sign_order``."""
        ...

    async def metadata_digest(self, metadata: bytes, spec_version: int, spec_name: str) -> bytes:
        """RFC-0078's 32 bytes, from metadata version 15. Raises AppError(NODE_FAULT)."""
        ...

    async def lock(self) -> None:
        """Forget every key by ending the process that holds them."""
        ...

    async def forget(self, ref: KeyRef) -> None:
        """Lock one key: before it is put away, for one."""
        ...

    def touch(self) -> None:
        """The person is there: count idleness from now."""
        ...

    def allow_idle(self, seconds: float) -> None:
        """Lock after so long from the last touch on."""
        ...

    @property
    def is_busy(self) -> bool:
        """Whether a request is under way: locking would break it off."""
        ...

    @property
    def unlocked(self) -> tuple[UnlockedKey, ...]: ...

    def changes(self) -> AsyncIterator[tuple[UnlockedKey, ...]]:
        """What is unlocked, now and after each change."""
        ...


class PasswordJudge(Protocol):
    """Rates passwords where no copy of them stays behind."""

    async def rate(self, password: Secret, familiar: Sequence[str] = ()) -> Strength:
        """``familiar`` are words that make a password weaker. Raises AppError."""
        ...

    async def lock(self) -> None:
        """End the process that may still hold what was rated last."""
        ...
