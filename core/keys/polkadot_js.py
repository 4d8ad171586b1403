"""Keys as polkadot.js exports them: PKCS8 in xsalsa20-poly1305 under scrypt, version 3.

Source: the formats of @polkadot/keyring (json) and @polkadot/util-crypto
(scrypt, json). polkadot.js itself reads what is written here in the interop tests.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import struct
import time
from typing import Final

from core.domain.keys import CryptoType, KeyReason
from core.errors import AppError, ErrorKind
from core.keys import primitives
from core.keys.primitives import Keypair

# polkadot.js refuses other numbers than these.
_ROUNDS: Final = 1 << 15
_BLOCK: Final = 8
_PARALLEL: Final = 1
_SCRYPT_MEMORY: Final = 64 * 1024 * 1024  # 32 MiB are used

_PKCS8_HEAD: Final = bytes.fromhex("3053020101300506032b657004220420")
_PKCS8_DIVIDER: Final = bytes.fromhex("a123032100")
_SECRET_SIZE: Final = 64
_SEED_SIZE: Final = 32
_COFACTOR: Final = 8
_CONTENT: Final = {CryptoType.SR25519: "sr25519", CryptoType.ED25519: "ed25519"}
_SIGMA: Final = b"expand 32-byte k"
_COLUMNS: Final = ((0, 4, 8, 12), (5, 9, 13, 1), (10, 14, 2, 6), (15, 3, 7, 11))
_ROWS: Final = ((0, 1, 2, 3), (5, 6, 7, 4), (10, 11, 8, 9), (15, 12, 13, 14))


def exported(keypair: Keypair, passphrase: bytes, name: str) -> bytes:
    """The JSON document. Takes 0.1 s.

    Raises AppError(UNSUPPORTED) for a key whose secret cannot be put into that form.
    """
    crypto_type = CryptoType(keypair.crypto_type)
    content = _PKCS8_HEAD + _secret(keypair) + _PKCS8_DIVIDER + bytes(keypair.public_key)
    salt, nonce = secrets.token_bytes(32), secrets.token_bytes(24)
    key = hashlib.scrypt(
        passphrase,
        salt=salt,
        n=_ROUNDS,
        r=_BLOCK,
        p=_PARALLEL,
        maxmem=_SCRYPT_MEMORY,
        dklen=32,
    )
    terms = struct.pack("<III", _ROUNDS, _PARALLEL, _BLOCK)
    document = {
        "encoded": base64.b64encode(salt + terms + nonce + sealed(content, nonce, key)).decode(),
        "encoding": {
            "content": ["pkcs8", _CONTENT[crypto_type]],
            "type": ["scrypt", "xsalsa20-poly1305"],
            "version": "3",
        },
        "address": keypair.ss58_address,
        "meta": {"name": name, "whenCreated": int(time.time() * 1000)},
    }
    return json.dumps(document).encode()


def sealed(content: bytes, nonce: bytes, key: bytes) -> bytes:
    """NaCl's crypto_secretbox: authenticator, then ciphertext."""
    # Imported here: key processes start without them.
    from Crypto.Cipher import Salsa20  # noqa: PLC0415
    from cryptography.hazmat.primitives.poly1305 import Poly1305  # noqa: PLC0415

    cipher = Salsa20.new(key=hsalsa20(key, nonce[:16]), nonce=nonce[16:])
    stream_key = cipher.encrypt(bytes(32))
    ciphertext: bytes = cipher.encrypt(content)
    return Poly1305.generate_tag(stream_key, ciphertext) + ciphertext


def hsalsa20(key: bytes, nonce: bytes) -> bytes:
    """A key of 32 bytes from one and 16 bytes of nonce. Source: Bernstein's XSalsa20 paper."""
    c, k, n = (struct.unpack(f"<{len(part) // 4}I", part) for part in (_SIGMA, key, nonce))
    x = [c[0], *k[:4], c[1], *n, c[2], *k[4:], c[3]]
    for _ in range(10):
        for a, b, c_, d in _COLUMNS + _ROWS:
            x[b] ^= _turned(x[a] + x[d], 7)
            x[c_] ^= _turned(x[b] + x[a], 9)
            x[d] ^= _turned(x[c_] + x[b], 13)
            x[a] ^= _turned(x[d] + x[c_], 18)
    return struct.pack("<8I", *(x[place] for place in (0, 5, 10, 15, 6, 7, 8, 9)))


def _turned(value: int, bits: int) -> int:
    value &= 0xFFFFFFFF
    return (value << bits | value >> (32 - bits)) & 0xFFFFFFFF


def _secret(keypair: Keypair) -> bytes:
    """64 bytes: sr25519's scalar as ed25519 keeps it and its nonce, or ed25519's seed and key."""
    document = json.loads(primitives.serialise(keypair))
    private = bytes.fromhex(str(document.get("privateKey") or "").removeprefix("0x"))
    if keypair.crypto_type == CryptoType.SR25519 and len(private) == _SECRET_SIZE:
        scalar = int.from_bytes(private[:32], "little") * _COFACTOR
        return scalar.to_bytes(32, "little") + private[32:]
    if keypair.crypto_type == CryptoType.ED25519 and len(private) >= _SEED_SIZE:
        return private[:_SEED_SIZE] + bytes(keypair.public_key)
    raise AppError(
        ErrorKind.UNSUPPORTED,
        "this key's secret is in another form",
        {"reason": KeyReason.POLKADOT_JS},
    )


def check_export(document: bytes, passphrase: bytes, keypair: Keypair) -> None:
    """Read an export back. Raises AppError(INTERNAL) where it is of another key, or of none."""
    try:
        found = primitives.from_polkadot_js(document, passphrase)
    except AppError:
        raise AppError(ErrorKind.INTERNAL, "the export does not open") from None
    if bytes(found.public_key) != bytes(keypair.public_key):
        raise AppError(ErrorKind.INTERNAL, "the export opens to another key")
