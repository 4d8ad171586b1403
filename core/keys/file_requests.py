"""Requests about wallet files: how a key process answers what its vault asks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.domain.keys import KeyReason
from core.errors import AppError, ErrorKind
from core.keys import primitives
from core.keys.authoring import Author
from core.keys.mnemonic import read_mnemonic
from core.keys.primitives import Keypair
from core.keys.protocol import Blobs, Frame, Handler, Header
from core.keys.records import (
    read_crypto_type,
    read_fingerprint,
    read_number,
    read_ref,
    write_listing,
    write_stored,
)


class FileRequests:
    """Holds drafts until they are stored or discarded, or the process ends."""

    def __init__(self, root: Path) -> None:
        self._author = Author(root)
        self.handlers: Mapping[str, Handler] = {
            "wallets": self._wallets,
            "draft": self._draft,
            "discard": self._discard,
            "store": self._store,
            "watch": self._watch,
            "change-password": self._change_password,
            "restore-public": self._restore_public,
            "put-away": self._put_away,
        }

    def _wallets(self, _header: Header, _blobs: Blobs) -> Frame:
        return Frame({"listing": write_listing(self._author.wallets())})

    def _draft(self, header: Header, _blobs: Blobs) -> Frame:
        drafted = self._author.draft(read_number(header, "word_count"), read_crypto_type(header))
        found: Header = {"number": drafted.number, "address": drafted.keypair.ss58_address}
        return Frame(found, {"words": drafted.words})

    def _discard(self, header: Header, _blobs: Blobs) -> Frame:
        self._author.discard(read_number(header, "number"))
        return Frame({})

    def _store(self, header: Header, blobs: Blobs) -> Frame:
        keypair = self._source(header, blobs)
        stored = self._author.store(read_ref(header["ref"]), keypair, blobs.get("password"))
        if header["source"] == "draft":
            self._author.discard(read_number(header, "number"))
        return Frame({"key": write_stored(stored)})

    def _watch(self, header: Header, _blobs: Blobs) -> Frame:
        wallet, address = str(header["wallet"]), str(header["address"])
        self._author.watch(wallet, address, read_crypto_type(header))
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

    def _source(self, header: Header, blobs: Blobs) -> Keypair:
        source = header["source"]
        if source == "draft":
            return self._author.drafted(read_number(header, "number"))
        if source == "words":
            return primitives.from_words(_phrase(blobs["words"]), read_crypto_type(header))
        if source == "seed":
            return primitives.from_seed(blobs["seed"], read_crypto_type(header))
        if source == "private-key":
            return primitives.from_private_key(blobs["private_key"], read_crypto_type(header))
        return primitives.from_polkadot_js(blobs["document"], blobs["passphrase"])


def _phrase(words: bytes) -> bytes:
    """Raises AppError(BAD_INPUT); which word is wrong, the app says before it comes to this."""
    reading = read_mnemonic(words.decode(errors="replace"))
    if not reading.is_mnemonic:
        raise AppError(ErrorKind.BAD_INPUT, "not a mnemonic", {"reason": KeyReason.MNEMONIC})
    return reading.phrase().reveal()
