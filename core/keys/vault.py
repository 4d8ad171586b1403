"""Wallet files, handled by a process of their own: none of their secrets enters the app's.

It is not the process of the unlocked keys, so that listing never waits for an
unlocking, and giving up a creation locks nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from core.background import Background
from core.clock import awake_or_asleep
from core.domain.ids import Ss58
from core.domain.keys import (
    Adopted,
    CryptoType,
    Draft,
    Fingerprint,
    FromDraft,
    FromPrivateKey,
    FromSeed,
    FromWords,
    KeyIdentity,
    KeyRef,
    KeySource,
    Secret,
    StoredKey,
    WalletListing,
)
from core.keys.child import KeyProcess, agent_command
from core.keys.idle import IdleTimer
from core.keys.protocol import Frame, Header, Json, Lent
from core.keys.records import (
    read_adopted,
    read_crypto_type,
    read_listing,
    read_stored,
    write_fingerprint,
    write_ref,
)

LIST_SECONDS: Final = 30.0
WRITE_SECONDS: Final = 120.0  # a new password derives three keys, each 2 to 5 seconds
IDLE_SECONDS: Final = 60.0
DRAFT_IDLE_SECONDS: Final = 900.0  # writing down 24 words takes its time


class KeyVault:
    """Implements ``core.ports.keys.KeyVault`` for the wallets below ``root``."""

    def __init__(
        self,
        root: Path,
        *,
        command: Sequence[str] | None = None,
        idle_seconds: float = IDLE_SECONDS,
        clock: Callable[[], float] = awake_or_asleep,
    ) -> None:
        self._root = root
        self._drafts: set[int] = set()
        self._background = Background()
        self._process = KeyProcess(command or agent_command(root), self._on_end)
        self._idle_seconds = idle_seconds
        self._idle = IdleTimer(idle_seconds, self._on_idle, clock)

    @property
    def is_running(self) -> bool:
        """Whether the worker holds a process, and with it perhaps a draft."""
        return self._process.is_running

    @property
    def is_busy(self) -> bool:
        """See ``core.ports.keys.KeyVault``."""
        return self._process.is_busy

    async def wallets(self) -> WalletListing:
        reply = await self._ask({"op": "wallets"}, {}, LIST_SECONDS)
        return read_listing(self._root, reply.header["listing"])

    async def draft(self, word_count: int, crypto_type: CryptoType) -> Draft:
        request: Header = {
            "op": "draft",
            "word_count": word_count,
            "crypto_type": int(crypto_type),
        }
        reply = await self._ask(request, {}, LIST_SECONDS)
        number = reply.header["number"]
        assert isinstance(number, int)
        self._drafts.add(number)
        self._set_patience()
        address = Ss58(str(reply.header["address"]))
        words = Secret(reply.blobs["words"])
        reply.wipe()
        return Draft(number, address, words)

    async def discard(self, number: int) -> None:
        if number in self._drafts:
            self._drafts.discard(number)
            await self._ask({"op": "discard", "number": number}, {}, LIST_SECONDS)
            self._set_patience()

    async def store_coldkey(self, wallet: str, source: KeySource, password: Secret) -> StoredKey:
        return await self._store(KeyRef(wallet), source, password)

    async def store_hotkey(
        self, wallet: str, hotkey: str, source: KeySource, password: Secret | None = None
    ) -> StoredKey:
        return await self._store(KeyRef(wallet, hotkey), source, password)

    async def watch(self, wallet: str, address: Ss58, crypto_type: CryptoType) -> None:
        request: Header = {
            "op": "watch",
            "wallet": wallet,
            "address": address,
            "crypto_type": int(crypto_type),
        }
        await self._ask(request, {}, WRITE_SECONDS)

    async def identify(self, source: KeySource) -> KeyIdentity:
        header, blobs = _packed(source)
        reply = await self._ask({"op": "identify", **header}, blobs, WRITE_SECONDS)
        return KeyIdentity(Ss58(str(reply.header["address"])), read_crypto_type(reply.header))

    async def look_into(self, folder: Path) -> WalletListing:
        reply = await self._ask({"op": "look-into", "folder": str(folder)}, {}, LIST_SECONDS)
        return read_listing(Path(str(reply.header["root"])), reply.header["listing"])

    async def adopt(self, source: Path, name: str, password: Secret | None) -> Adopted:
        blobs = {} if password is None else {"password": password.lend()}
        request: Header = {"op": "adopt", "source": str(source), "name": name}
        reply = await self._ask(request, blobs, WRITE_SECONDS)
        return read_adopted(reply.header["adopted"])

    async def tidy(self, wallet: str) -> None:
        await self._ask({"op": "tidy", "wallet": wallet}, {}, WRITE_SECONDS)

    async def change_password(
        self,
        ref: KeyRef,
        old: Secret | None,
        new: Secret,
        expected: Fingerprint | None = None,
    ) -> StoredKey:
        blobs = {"new": new.lend()} | ({} if old is None else {"old": old.lend()})
        return await self._change("change-password", ref, expected, blobs)

    async def restore_public(
        self, ref: KeyRef, password: Secret | None, expected: Fingerprint | None = None
    ) -> StoredKey:
        blobs = {} if password is None else {"password": password.lend()}
        return await self._change("restore-public", ref, expected, blobs)

    async def put_away(self, ref: KeyRef) -> str:
        request: Header = {"op": "put-away", "ref": write_ref(ref)}
        reply = await self._ask(request, {}, WRITE_SECONDS)
        return str(reply.header["folder"])

    async def repair_mode(self, ref: KeyRef) -> None:
        await self._ask({"op": "repair-mode", "ref": write_ref(ref)}, {}, WRITE_SECONDS)

    async def replace_links(self, ref: KeyRef) -> None:
        await self._ask({"op": "replace-links", "ref": write_ref(ref)}, {}, WRITE_SECONDS)

    async def check_words(self, ref: KeyRef, words: Secret) -> bool:
        request: Header = {"op": "check-words", "ref": write_ref(ref)}
        reply = await self._ask(request, {"words": words.lend()}, LIST_SECONDS)
        return bool(reply.header["same"])

    async def export_keyfile(self, ref: KeyRef, target: Path) -> None:
        request: Header = {"op": "export-keyfile", "ref": write_ref(ref), "target": str(target)}
        await self._ask(request, {}, WRITE_SECONDS)

    async def export_polkadot_js(
        self, ref: KeyRef, password: Secret | None, passphrase: Secret, target: Path
    ) -> None:
        blobs = {"passphrase": passphrase.lend()}
        if password is not None:
            blobs["password"] = password.lend()
        request: Header = {"op": "export-polkadot-js", "ref": write_ref(ref), "target": str(target)}
        await self._ask(request, blobs, WRITE_SECONDS)

    async def verify_message(self, text: str, signature: bytes, address: Ss58) -> bool:
        request: Header = {"op": "verify-message", "address": address}
        blobs = {"text": text.encode(errors="surrogatepass"), "signature": signature}
        reply = await self._ask(request, blobs, LIST_SECONDS)
        return bool(reply.header["valid"])

    async def lock(self) -> None:
        """End the process, and every draft with it; the next request starts another."""
        await self._process.end()

    async def close(self) -> None:
        await self._background.close()
        await self.lock()

    async def _store(self, ref: KeyRef, source: KeySource, password: Secret | None) -> StoredKey:
        header, blobs = _packed(source)
        if password is not None:
            blobs = {**blobs, "password": password.lend()}
        request: Header = {"op": "store", "ref": write_ref(ref), **header}
        reply = await self._ask(request, blobs, WRITE_SECONDS)
        if isinstance(source, FromDraft):
            self._drafts.discard(source.number)
            self._set_patience()
        return read_stored(reply.header["key"])

    async def _change(
        self, operation: str, ref: KeyRef, expected: Fingerprint | None, blobs: Lent
    ) -> StoredKey:
        request: Header = {
            "op": operation,
            "ref": write_ref(ref),
            "expected": write_fingerprint(expected),
        }
        reply = await self._ask(request, blobs, WRITE_SECONDS)
        return read_stored(reply.header["key"])

    async def _ask(self, request: Header, blobs: Lent, seconds: float) -> Frame:
        reply = await self._process.ask(request, blobs, seconds)
        self._idle.touch()
        return reply

    def _set_patience(self) -> None:
        self._idle.allow(DRAFT_IDLE_SECONDS if self._drafts else self._idle_seconds)

    def _on_idle(self) -> None:
        if self._process.is_busy:
            self._idle.touch()
            return
        self._background.start("end the key worker", self._process.end())

    def _on_end(self) -> None:
        self._idle.stop()
        self._drafts.clear()
        self._set_patience()


def _packed(source: KeySource) -> tuple[dict[str, Json], Lent]:
    """A source as a request's fields, its secrets as blobs."""
    if isinstance(source, FromDraft):
        return {"source": "draft", "number": source.number}, {}
    if isinstance(source, FromWords):
        header, blobs = {"source": "words"}, {"words": source.words.lend()}
    elif isinstance(source, FromSeed):
        header, blobs = {"source": "seed"}, {"seed": source.seed.lend()}
    elif isinstance(source, FromPrivateKey):
        header = {"source": "private-key"}
        blobs = {"private_key": source.private_key.lend()}
    else:
        document, passphrase = source.document.lend(), source.passphrase.lend()
        return {"source": "polkadot-js"}, {"document": document, "passphrase": passphrase}
    return {**header, "crypto_type": int(source.crypto_type)}, blobs
