"""Keyfiles in the formats of other programs, with cheap key derivations.

``vault`` is a form that keyfiles really have and opens in milliseconds, so it
stands in for the default one, which takes seconds and 512 MiB.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import struct
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.poly1305 import Poly1305

from core.domain.keys import CryptoType, KeyRef
from core.keys import primitives
from core.keys.keyfiles.folders import paths_of
from core.keys.opening import public_bytes
from core.keys.primitives import Keypair

WORDS = b"letter advice cage absurd amount doctor acoustic avoid letter advice cage above"
OTHER_WORDS = b"legal winner thank year wave sausage worth useful legal winner thank yellow"
SEED = b"0x" + bytes(range(1, 33)).hex().encode()
PASSWORD = b"correct horse"

# SEED in the two forms whose key derivation is slow, under PASSWORD.
FERNET_SEED = (
    b"gAAAAABrA9aR4yd36ZdVvQ102EDp7abtHe-0498rgmSgx2TwzKCwXAZJPELPVR0WI8fEv7QDXqnHNUxmIsYj"
    b"G7nhLB3R4vR1ozRhcAWx9WPsctOdgGIyIE474P-synbAERTWFMgTug_mYua-u8AoAoLO1rUNKt6vUcxWIIE0"
    b"Mz6fbeHKFcj0xd0="
)
NACL_SEED = base64.b64decode(
    b"JE5BQ0xJYF0JaFqGC8uwbNA+u/kCZ3OAxNrWYZuFLfNhdAAm7YMg9wPk2lKWo5J5nJHbhJUHty3EqfgtMR4V"
    b"Qrdg2bjDxU3ejVp1ZTViGUdNnM0MT0k5aphjv/MJ9fyiVTS8j8Jghe8e4j5xaevI"
)

_PKCS8_HEAD = bytes.fromhex("3053020101300506032b657004220420")
_PKCS8_DIVIDER = bytes.fromhex("a123032100")


def keypair(words: bytes = WORDS, crypto_type: CryptoType = CryptoType.SR25519) -> Keypair:
    return primitives.from_words(words, crypto_type)


def plaintext(words: bytes = WORDS) -> bytes:
    return primitives.serialise(keypair(words))


def vault(content: bytes, password: bytes = PASSWORD) -> bytes:
    """Ansible vault 1.1: PBKDF2 with 10 000 rounds, AES-CTR, HMAC-SHA256."""
    salt = os.urandom(32)
    derived = hashlib.pbkdf2_hmac("sha256", password, salt, 10_000, 80)
    padding = 16 - len(content) % 16
    cipher = Cipher(algorithms.AES(derived[:32]), modes.CTR(derived[64:])).encryptor()
    ciphertext = cipher.update(content + bytes([padding]) * padding) + cipher.finalize()
    seal = hmac.new(derived[32:64], ciphertext, hashlib.sha256).hexdigest()
    body = f"{salt.hex()}\n{seal}\n{ciphertext.hex()}".encode().hex()
    lines = [body[start : start + 80] for start in range(0, len(body), 80)]
    return ("$ANSIBLE_VAULT;1.1;AES256\n" + "\n".join(lines) + "\n").encode()


def polkadot_js(words: bytes = WORDS, passphrase: bytes = PASSWORD) -> bytes:
    """An export of version 3: scrypt, xsalsa20-poly1305, PKCS8."""
    document = json.loads(plaintext(words))
    private = bytes.fromhex(document["privateKey"][2:])
    public = bytes.fromhex(document["publicKey"][2:])
    # The extension keeps the scalar as ed25519 does, multiplied by the cofactor.
    scalar = int.from_bytes(private[:32], "little") * 8
    secret = scalar.to_bytes(32, "little") + private[32:]
    content = _PKCS8_HEAD + secret + _PKCS8_DIVIDER + public
    salt, nonce, rounds = os.urandom(32), os.urandom(24), 1 << 8
    key = hashlib.scrypt(passphrase, salt=salt, n=rounds, r=8, p=1, dklen=32)
    sealed = salt + struct.pack("<III", rounds, 1, 8) + nonce + _secretbox(content, nonce, key)
    return json.dumps(
        {
            "encoded": base64.b64encode(sealed).decode(),
            "encoding": {
                "content": ["pkcs8", "sr25519"],
                "type": ["scrypt", "xsalsa20-poly1305"],
                "version": "3",
            },
            "address": document["ss58Address"],
            "meta": {"name": "export"},
        }
    ).encode()


def put_wallet(
    root: Path,
    wallet: str = "main",
    coldkey: bytes | None = None,
    words: bytes = WORDS,
) -> Path:
    """A wallet folder with a coldkey (a vault, unless told otherwise) and its public file."""
    paths = paths_of(root, KeyRef(wallet))
    paths.private.parent.mkdir(parents=True, mode=0o700)
    paths.private.parent.chmod(0o700)
    _put(paths.private, vault(plaintext(words)) if coldkey is None else coldkey)
    _put(paths.public, public_bytes(keypair(words)))
    return paths.private.parent


def put_hotkey(
    root: Path, wallet: str = "main", hotkey: str = "miner", words: bytes = OTHER_WORDS
) -> Path:
    """A hotkey in plaintext with its public file."""
    paths = paths_of(root, KeyRef(wallet, hotkey))
    paths.private.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _put(paths.private, plaintext(words))
    _put(paths.public, public_bytes(keypair(words)))
    return paths.private


def _put(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    path.chmod(0o600)


def _secretbox(content: bytes, nonce: bytes, key: bytes) -> bytes:
    """NaCl's crypto_secretbox: authenticator, then ciphertext."""
    subkey = _hsalsa20(key, nonce[:16])
    stream = b"".join(
        _salsa20_block(subkey, nonce[16:], block) for block in range(len(content) // 64 + 2)
    )
    ciphertext = bytes(a ^ b for a, b in zip(content, stream[32:], strict=False))
    return Poly1305.generate_tag(stream[:32], ciphertext) + ciphertext


def _hsalsa20(key: bytes, nonce: bytes) -> bytes:
    words = _rounds(_state(key, nonce))
    return struct.pack("<8I", *(words[i] for i in (0, 5, 10, 15, 6, 7, 8, 9)))


def _salsa20_block(key: bytes, nonce: bytes, counter: int) -> bytes:
    state = _state(key, nonce + struct.pack("<Q", counter))
    mixed = zip(_rounds(state), state, strict=True)
    return struct.pack("<16I", *((a + b) & 0xFFFFFFFF for a, b in mixed))


def _state(key: bytes, middle: bytes) -> list[int]:
    c = struct.unpack("<4I", b"expand 32-byte k")
    k, n = struct.unpack("<8I", key), struct.unpack("<4I", middle)
    return [c[0], *k[:4], c[1], *n, c[2], *k[4:], c[3]]


def _rounds(state: list[int]) -> list[int]:
    x = list(state)
    columns = ((0, 4, 8, 12), (5, 9, 13, 1), (10, 14, 2, 6), (15, 3, 7, 11))
    rows = ((0, 1, 2, 3), (5, 6, 7, 4), (10, 11, 8, 9), (15, 12, 13, 14))
    for _ in range(10):
        for a, b, c, d in columns + rows:
            x[b] ^= _turned(x[a] + x[d], 7)
            x[c] ^= _turned(x[b] + x[a], 9)
            x[d] ^= _turned(x[c] + x[b], 13)
            x[a] ^= _turned(x[d] + x[c], 18)
    return x


def _turned(value: int, bits: int) -> int:
    value &= 0xFFFFFFFF
    return (value << bits | value >> (32 - bits)) & 0xFFFFFFFF
