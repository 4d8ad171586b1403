"""What a key process answers: one handler a request, keys and drafts in its memory alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from core.domain.keys import CryptoType, KeyReason, KeyRef, UnlockedKey
from core.errors import AppError, ErrorKind
from core.keys import primitives
from core.keys.authoring import Author
from core.keys.mnemonic import read_mnemonic
from core.keys.names import shown
from core.keys.opening import open_key
from core.keys.primitives import Keypair
from core.keys.protocol import Blobs, Frame, Header, Json
from core.keys.records import (
    read_fingerprint,
    read_ref,
    write_error,
    write_listing,
    write_stored,
    write_unlocked,
)

LARGEST_PAYLOAD: Final = 1024 * 1024
Handler = Callable[[Header, Blobs], Frame]


class KeyService:
    """Holds unlocked keys until it is told to forget them, or its process ends."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._author = Author(root)
        self._unlocked: dict[KeyRef, Keypair] = {}
        self._handlers: Mapping[str, Handler] = {
            "wallets": self._wallets,
            "draft": self._draft,
            "discard": self._discard,
            "store": self._store,
            "watch": self._watch,
            "change-password": self._change_password,
            "restore-public": self._restore_public,
            "put-away": self._put_away,
            "unlock": self._unlock,
            "forget": self._forget,
            "sign": self._sign,
            "digest": self._digest,
        }

    def answer(self, request: Frame) -> Frame:
        """The reply, or the error in a reply's place. Only words of this app leave with it."""
        number = request.header.get("id")
        try:
            handler = self._handlers[str(request.header.get("op"))]
            reply = handler(request.header, request.blobs)
        except AppError as error:
            return Frame({"id": number, "error": write_error(error)})
        except Exception as error:  # noqa: BLE001 - its text may hold secrets, its type does not
            foreign = AppError(ErrorKind.INTERNAL, f"unexpected {type(error).__name__}")
            return Frame({"id": number, "error": write_error(foreign)})
        return Frame({**reply.header, "id": number}, reply.blobs)

    def _wallets(self, _header: Header, _blobs: Blobs) -> Frame:
        return Frame({"listing": write_listing(self._author.wallets())})

    def _draft(self, header: Header, _blobs: Blobs) -> Frame:
        drafted = self._author.draft(_number(header, "word_count"), _crypto_type(header))
        found: Header = {"number": drafted.number, "address": drafted.keypair.ss58_address}
        return Frame(found, {"words": drafted.words})

    def _discard(self, header: Header, _blobs: Blobs) -> Frame:
        self._author.discard(_number(header, "number"))
        return Frame({})

    def _store(self, header: Header, blobs: Blobs) -> Frame:
        keypair = self._source(header, blobs)
        stored = self._author.store(read_ref(header["ref"]), keypair, blobs.get("password"))
        if header["source"] == "draft":
            self._author.discard(_number(header, "number"))
        return Frame({"key": write_stored(stored)})

    def _watch(self, header: Header, _blobs: Blobs) -> Frame:
        wallet, address = str(header["wallet"]), str(header["address"])
        self._author.watch(wallet, address, _crypto_type(header))
        return Frame({})

    def _change_password(self, header: Header, blobs: Blobs) -> Frame:
        ref, expected = read_ref(header["ref"]), read_fingerprint(header["expected"])
        stored = self._author.change_password(ref, blobs.get("old"), blobs["new"], expected)
        return Frame({"key": write_stored(stored)})

    def _restore_public(self, header: Header, blobs: Blobs) -> Frame:
        ref, expected = read_ref(header["ref"]), read_fingerprint(header["expected"])
        stored = self._author.restore_public(ref, blobs.get("password"), expected)
        return Frame({"key": write_stored(stored)})

    def _put_away(self, header: Header, _blobs: Blobs) -> Frame:
        return Frame({"folder": str(self._author.put_away(read_ref(header["ref"])))})

    def _unlock(self, header: Header, blobs: Blobs) -> Frame:
        ref, expected = read_ref(header["ref"]), read_fingerprint(header["expected"])
        opened = open_key(self._root, ref, blobs.get("password"), expected)
        self._unlocked[ref] = opened.keypair
        unlocked = UnlockedKey(opened.stored, opened.has_changed, opened.has_public)
        return Frame({"key": write_unlocked(unlocked)})

    def _forget(self, header: Header, _blobs: Blobs) -> Frame:
        self._unlocked.pop(read_ref(header["ref"]), None)
        return Frame({})

    def _sign(self, header: Header, blobs: Blobs) -> Frame:
        ref, payload = read_ref(header["ref"]), blobs["payload"]
        if ref not in self._unlocked:
            raise AppError(ErrorKind.LOCKED, "locked", {"name": shown(ref.hotkey or ref.wallet)})
        if len(payload) > LARGEST_PAYLOAD:
            raise AppError(ErrorKind.BAD_INPUT, "too much to sign")
        return Frame({}, {"signature": primitives.sign(self._unlocked[ref], payload)})

    def _digest(self, header: Header, blobs: Blobs) -> Frame:
        spec_version, spec_name = _number(header, "spec_version"), str(header["spec_name"])
        digest = primitives.metadata_digest(blobs["metadata"], spec_version, spec_name)
        return Frame({}, {"digest": digest})

    def _source(self, header: Header, blobs: Blobs) -> Keypair:
        source = header["source"]
        if source == "draft":
            return self._author.drafted(_number(header, "number"))
        if source == "words":
            return primitives.from_words(_phrase(blobs["words"]), _crypto_type(header))
        if source == "seed":
            return primitives.from_seed(blobs["seed"], _crypto_type(header))
        if source == "private-key":
            return primitives.from_private_key(blobs["private_key"], _crypto_type(header))
        return primitives.from_polkadot_js(blobs["document"], blobs["passphrase"])


def _phrase(words: bytes) -> bytes:
    """Raises AppError(BAD_INPUT); which word is wrong, the app says before it comes to this."""
    reading = read_mnemonic(words.decode(errors="replace"))
    if not reading.is_mnemonic:
        raise AppError(ErrorKind.BAD_INPUT, "not a mnemonic", {"reason": KeyReason.MNEMONIC})
    return reading.phrase().reveal()


def _crypto_type(header: Header) -> CryptoType:
    return CryptoType(_number(header, "crypto_type"))


def _number(header: Header, name: str) -> int:
    value: Json = header[name]
    if not isinstance(value, int):
        raise TypeError(name)
    return value
