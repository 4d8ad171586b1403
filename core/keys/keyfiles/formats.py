"""Which of the keyfile formats some bytes are, and whether they can be that in full.

The forms are those the SDK reads (bittensor_core's keyfiles); lengths follow
from XSalsa20-Poly1305, Ansible's vault 1.1 and the Fernet specification.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from core.domain.keys import CryptoType, KeyFormat

LARGEST: Final = 64 * 1024  # the longest real ones, polkadot-js exports, take 1 KiB

_NACL: Final = b"$NACL"
_NACL_OVERHEAD: Final = len(_NACL) + 24 + 16  # nonce and authenticator
_ANSIBLE: Final = b"$ANSIBLE_VAULT"
_ANSIBLE_PART: Final = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)
_FERNET: Final = b"gAAAAA"  # version 0x80 and a time stamp below 2**40, in base64
_FERNET_OVERHEAD: Final = 1 + 8 + 16 + 32  # version, time, IV and authenticator
_URL_SAFE: Final = bytes.maketrans(b"-_", b"+/")
_AES_BLOCK: Final = 16
_SEED: Final = re.compile(rb"(0x)?[0-9a-fA-F]{64}")
_WORDS: Final = re.compile(rb"[a-z]+( [a-z]+){11,23}")


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """What a plaintext file says of its key, unchecked."""

    address: str = ""
    crypto_type: CryptoType = CryptoType.SR25519


def recognise(data: bytes) -> KeyFormat:
    """The format by how the bytes begin; says nothing of whether they are whole."""
    for beginning, form in (
        (_NACL, KeyFormat.NACL),
        (_ANSIBLE, KeyFormat.ANSIBLE),
        (_FERNET, KeyFormat.FERNET),
    ):
        if data.startswith(beginning):
            return form
    stripped = data.strip()
    if stripped.startswith(b"{"):
        document = _document(data)
        is_export = document is not None and "encoded" in document
        return KeyFormat.POLKADOT_JS if is_export else KeyFormat.JSON
    if _SEED.fullmatch(stripped):
        return KeyFormat.SEED
    return KeyFormat.MNEMONIC if _WORDS.fullmatch(stripped) else KeyFormat.UNKNOWN


def is_sound(data: bytes) -> bool:
    """Whether nothing is visibly missing or garbled; inside ciphertext, that is not visible."""
    form = recognise(data)
    if form is KeyFormat.NACL:
        return len(data) > _NACL_OVERHEAD
    if form is KeyFormat.ANSIBLE:
        return _is_vault(data)
    if form is KeyFormat.FERNET:
        return _is_fernet(data)
    if form is KeyFormat.POLKADOT_JS:
        return _is_export(data)
    return form is not KeyFormat.UNKNOWN and (form is not KeyFormat.JSON or bool(_document(data)))


def public_facts(data: bytes) -> PublicFacts | None:
    """What a JSON keyfile says in plain text; None where it is not JSON or says no address."""
    document = _document(data) or {}
    address = document.get("ss58Address", document.get("address"))
    if not isinstance(address, str) or not address:
        return None
    crypto_type = document.get("cryptoType", document.get("crypto_type", CryptoType.SR25519))
    if crypto_type not in (CryptoType.ED25519, CryptoType.SR25519):
        return None
    return PublicFacts(address, CryptoType(cast("int", crypto_type)))


def _document(data: bytes) -> Mapping[str, object] | None:
    try:
        value: object = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else None


def _is_vault(data: bytes) -> bool:
    """Hex of three lines in hex: salt, HMAC-SHA256 and whole AES blocks."""
    header, _, body = data.partition(b"\n")
    try:
        inner = bytes.fromhex(body.decode("ascii"))
        salt, seal, text = inner.decode("ascii").split("\n")
        ciphertext = bytes.fromhex(text)
    except ValueError:
        return False
    return (
        header.split(b";")[1:3] == [b"1.1", b"AES256"]
        and _ANSIBLE_PART.fullmatch(salt) is not None
        and _ANSIBLE_PART.fullmatch(seal) is not None
        and len(ciphertext) > 0
        and len(ciphertext) % _AES_BLOCK == 0
    )


def _is_fernet(data: bytes) -> bool:
    try:
        token = base64.b64decode(
            data.strip().translate(bytes.maketrans(b"-_", b"+/")), validate=True
        )
    except binascii.Error:
        return False
    ciphertext = len(token) - _FERNET_OVERHEAD
    return token[:1] == b"\x80" and ciphertext > 0 and ciphertext % _AES_BLOCK == 0


def _is_export(data: bytes) -> bool:
    encoded = (_document(data) or {}).get("encoded")
    if not isinstance(encoded, str):
        return False
    try:
        return bool(base64.b64decode(encoded, validate=True))
    except (binascii.Error, ValueError):
        return False
