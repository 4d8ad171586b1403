"""An agent and a vault as services use them: they note what they are asked, and answer it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

from core.domain.ids import Ss58
from core.domain.keys import (
    CryptoType,
    Fingerprint,
    KeyFormat,
    KeyRef,
    Secret,
    StoredKey,
    UnlockedKey,
)
from core.domain.signing import SigningOrder
from core.errors import AppError, ErrorKind
from tests.fakes.streams import Stream


class FakeKeySigner:
    ss58_address = "5X"
    public_key = bytes(32)
    crypto_type = 1

    async def sign(self, payload: bytes) -> bytes:
        return b"signature of " + payload

    async def sign_order(self, order: SigningOrder) -> bytes:
        if not order.call:
            raise AppError(ErrorKind.NODE_FAULT, "no call")
        return b"signature"

    async def metadata_digest(self, context: object) -> bytes:
        return b"digest"

    async def finish(self) -> None: ...


class FakeAgent:
    """Every password opens every key."""

    def __init__(self) -> None:
        self.unlocked: tuple[UnlockedKey, ...] = ()
        self.is_busy = False
        self.done: list[tuple[object, ...]] = []
        self.idle_seconds = 0.0
        self.touches = 0
        self.error: AppError | None = None
        self._changes: Stream[tuple[UnlockedKey, ...]] = Stream()
        self._changes.first = ()

    def hold(self, ref: KeyRef, form: KeyFormat = KeyFormat.NACL) -> UnlockedKey:
        print_ = Fingerprint("00" * 32, 100, 1, 1)
        stored = StoredKey(ref, Ss58("5X"), bytes(32), CryptoType.SR25519, form, print_)
        key = UnlockedKey(stored, has_changed=False, has_public=True)
        self.unlocked = (*self.unlocked, key)
        return key

    def changes(self) -> AsyncIterator[tuple[UnlockedKey, ...]]:
        return self._changes.read()

    async def unlock(
        self, ref: KeyRef, password: Secret | None, expected: Fingerprint | None = None
    ) -> UnlockedKey:
        self.done.append(("unlock", ref, password, expected))
        return self.hold(ref)

    def signer(self, ref: KeyRef) -> FakeKeySigner:
        return FakeKeySigner()

    async def sign_message(self, ref: KeyRef, text: str) -> bytes:
        self.done.append(("sign_message", ref, text))
        if self.error is not None:
            raise self.error
        return bytes(range(64))

    async def forget(self, ref: KeyRef) -> None:
        self.unlocked = tuple(key for key in self.unlocked if key.stored.ref != ref)

    async def lock(self) -> None:
        self.unlocked = ()
        if self.error is not None:
            raise self.error

    def touch(self) -> None:
        self.touches += 1

    def allow_idle(self, seconds: float) -> None:
        self.idle_seconds = seconds


class FakeVault:
    """``answer`` is what a check comes to."""

    def __init__(self) -> None:
        self.done: list[tuple[object, ...]] = []
        self.answer = True
        self.is_busy = False
        self.locks = 0

    async def check_words(self, ref: KeyRef, words: Secret) -> bool:
        self.done.append(("check_words", ref, words))
        return self.answer

    async def export_keyfile(self, ref: KeyRef, target: Path) -> None:
        self.done.append(("export_keyfile", ref, target))

    async def export_polkadot_js(
        self, ref: KeyRef, password: Secret | None, passphrase: Secret, target: Path
    ) -> None:
        self.done.append(("export_polkadot_js", ref, password, passphrase, target))

    async def verify_message(self, text: str, signature: bytes, address: Ss58) -> bool:
        self.done.append(("verify_message", text, signature, address))
        return self.answer

    async def lock(self) -> None:
        self.locks += 1
