"""Requests to unlocked keys: how a key process answers what its agent asks.

There is none to sign bytes as they are: see ``core.keys.signer``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.domain.keys import KeyRef, UnlockedKey
from core.errors import AppError, ErrorKind
from core.keys import primitives
from core.keys.messages import read_message
from core.keys.names import shown
from core.keys.opening import open_key
from core.keys.orders import Runtimes, checked_payload
from core.keys.primitives import Keypair
from core.keys.protocol import Blobs, Frame, Handler, Header
from core.keys.records import (
    read_fingerprint,
    read_number,
    read_order,
    read_ref,
    write_unlocked,
)


class SigningRequests:
    """Holds unlocked keys until it is told to forget them, or its process ends."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._unlocked: dict[KeyRef, Keypair] = {}
        self._runtimes = Runtimes()
        self.handlers: Mapping[str, Handler] = {
            "unlock": self._unlock,
            "forget": self._forget,
            "sign-order": self._sign_order,
            "sign-message": self._sign_message,
            "digest": self._digest,
        }

    def _unlock(self, header: Header, blobs: Blobs) -> Frame:
        ref, expected = read_ref(header["ref"]), read_fingerprint(header["expected"])
        opened = open_key(self._root, ref, blobs.get("password"), expected)
        self._unlocked[ref] = opened.keypair
        unlocked = UnlockedKey(opened.stored, opened.has_changed, opened.has_public)
        return Frame({"key": write_unlocked(unlocked)})

    def _forget(self, header: Header, _blobs: Blobs) -> Frame:
        self._unlocked.pop(read_ref(header["ref"]), None)
        return Frame({})

    def _sign_order(self, header: Header, blobs: Blobs) -> Frame:
        keypair = self._held(read_ref(header["ref"]))
        metadata = self._metadata(header, blobs)
        if metadata is None:
            return Frame({"unknown": True})
        payload = checked_payload(read_order(header, blobs, metadata), self._runtimes)
        return Frame({}, {"signature": primitives.sign(keypair, payload)})

    def _sign_message(self, header: Header, blobs: Blobs) -> Frame:
        keypair = self._held(read_ref(header["ref"]))
        return Frame({}, {"signature": primitives.sign(keypair, read_message(blobs["text"]))})

    def _digest(self, header: Header, blobs: Blobs) -> Frame:
        metadata = self._metadata(header, blobs)
        if metadata is None:
            return Frame({"unknown": True})
        spec_version, spec_name = read_number(header, "spec_version"), str(header["spec_name"])
        return Frame({}, {"digest": self._runtimes.digest(metadata, spec_version, spec_name)})

    def _held(self, ref: KeyRef) -> Keypair:
        if ref not in self._unlocked:
            raise AppError(ErrorKind.LOCKED, "locked", {"name": shown(ref.hotkey or ref.wallet)})
        return self._unlocked[ref]

    def _metadata(self, header: Header, blobs: Blobs) -> bytes | None:
        """As it was sent now or before; None where it has to be sent."""
        if "metadata" in blobs:
            self._runtimes.keep(blobs["metadata"])
        return self._runtimes.get(str(header["metadata"]))
