"""Requests about wallet files: how a key process answers what its vault asks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.domain.keys import KeyReason
from core.errors import AppError, ErrorKind
from core.keys import primitives
from core.keys.adoption import adopt, look_into
from core.keys.authoring import Author
from core.keys.exporting import export_keyfile, export_polkadot_js
from core.keys.mnemonic import read_mnemonic
from core.keys.primitives import Keypair
from core.keys.protocol import Blobs, Frame, Handler, Header
from core.keys.records import (
    read_crypto_type,
    read_fingerprint,
    read_number,
    read_ref,
    write_adopted,
    write_listing,
    write_stored,
)


class FileRequests:
    """Holds drafts until they are stored or discarded, or the process ends."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._author = Author(root)
        self.handlers: Mapping[str, Handler] = {
            "wallets": self._wallets,
            "draft": self._draft,
            "discard": self._discard,
            "store": self._store,
            "watch": self._watch,
            "identify": self._identify,
            "look-into": _look_into,
            "adopt": self._adopt,
            "tidy": self._tidy,
            "change-password": self._change_password,
            "restore-public": self._restore_public,
            "put-away": self._put_away,
            "repair-mode": self._repair_mode,
            "replace-links": self._replace_links,
            "check-words": self._check_words,
            "export-keyfile": self._export_keyfile,
            "export-polkadot-js": self._export_polkadot_js,
            "verify-message": _verify_message,
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

    def _identify(self, header: Header, blobs: Blobs) -> Frame:
        keypair = self._source(header, blobs)
        return Frame({"address": keypair.ss58_address, "crypto_type": keypair.crypto_type})

    def _adopt(self, header: Header, blobs: Blobs) -> Frame:
        source, name = Path(str(header["source"])), str(header["name"])
        return Frame(
            {"adopted": write_adopted(adopt(self._root, source, name, blobs.get("password")))}
        )

    def _tidy(self, header: Header, _blobs: Blobs) -> Frame:
        self._author.tidy(str(header["wallet"]))
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

    def _repair_mode(self, header: Header, _blobs: Blobs) -> Frame:
        self._author.repair_mode(read_ref(header["ref"]))
        return Frame({})

    def _replace_links(self, header: Header, _blobs: Blobs) -> Frame:
        self._author.replace_links(read_ref(header["ref"]))
        return Frame({})

    def _check_words(self, header: Header, blobs: Blobs) -> Frame:
        words = _phrase(blobs["words"])
        return Frame({"same": self._author.words_make(read_ref(header["ref"]), words)})

    def _export_keyfile(self, header: Header, _blobs: Blobs) -> Frame:
        export_keyfile(self._root, read_ref(header["ref"]), Path(str(header["target"])))
        return Frame({})

    def _export_polkadot_js(self, header: Header, blobs: Blobs) -> Frame:
        ref, target = read_ref(header["ref"]), Path(str(header["target"]))
        password, passphrase = blobs.get("password"), blobs["passphrase"]
        export_polkadot_js(self._root, ref, password, passphrase, target)
        return Frame({})

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


def _look_into(header: Header, _blobs: Blobs) -> Frame:
    found = look_into(Path(str(header["folder"])))
    return Frame({"root": str(found.root), "listing": write_listing(found)})


def _verify_message(header: Header, blobs: Blobs) -> Frame:
    address = str(header["address"])
    return Frame({"valid": primitives.verify(blobs["text"], blobs["signature"], address)})


def _phrase(words: bytes) -> bytes:
    """Raises AppError(BAD_INPUT, facts ``problem`` and ``positions``), which repeats no word."""
    reading = read_mnemonic(words.decode(errors="replace"))
    if not reading.is_mnemonic:
        positions = " ".join(str(p.position) for p in reading.problems if p.position)
        facts: dict[str, str] = {"reason": KeyReason.MNEMONIC, "problem": reading.problems[0].kind}
        facts |= {"positions": positions} if positions else {}
        raise AppError(ErrorKind.BAD_INPUT, "not a mnemonic", facts)
    return reading.phrase().reveal()
