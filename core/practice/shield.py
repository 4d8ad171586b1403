"""The MEV shield of a one-author chain: key rotation by block, and opening ciphertexts.

A ciphertext is twox128 of the key (16 bytes), the length 1088 (u16), the ML-KEM-768
ciphertext, a 24-byte nonce and the XChaCha20-Poly1305 of a signed extrinsic under the
raw shared secret.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

import bittensor_core
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey

from core.practice.addresses import public_key
from core.practice.codec import compact
from core.practice.state import State, StateView

if TYPE_CHECKING:
    from core.practice.calls.context import Context

_core: Final[Any] = bittensor_core  # an extension module without stubs

MAX_CIPHERTEXT: Final = 8192
_PALLET: Final = "MevShield"
_HASH: Final = 16
_KEM: Final = 1088
_NONCE: Final = 24
_TAG: Final = 16
_KEM_START: Final = _HASH + 2
_NONCE_START: Final = _KEM_START + _KEM
_BOX_START: Final = _NONCE_START + _NONCE
_LIFE: Final = 3  # blocks until the key announced as NextKey has left CurrentKey
_CACHED_KEYS: Final = 16
_CACHED_PUBLIC: Final = 512  # the store asks again for those of the last few hundred blocks


@lru_cache(maxsize=_CACHED_KEYS)
def _secret(seed: int, block: int) -> MLKEM768PrivateKey:
    material = f"practice shield {seed} {block}".encode()
    return MLKEM768PrivateKey.from_seed_bytes(blake2b(material, digest_size=64).digest())


@lru_cache(maxsize=_CACHED_PUBLIC)
def announced_key(seed: int, block: int) -> bytes:
    """The public key that a block announces, 1184 bytes."""
    return _secret(seed, block).public_key().public_bytes_raw()


@lru_cache(maxsize=_CACHED_KEYS)
def _key_hash(seed: int, block: int) -> bytes:
    """twox128 of a public key, as every ciphertext for it begins."""
    sample: bytes = _core.encrypt_mlkem768(announced_key(seed, block), b"", include_key_hash=True)
    return bytes(sample[:_HASH])


class Shield:
    """Holds every secret there is: a key follows from the seed and its block's number.

    So a restarted node opens what its predecessor's keys closed.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def announce(self, ctx: Context) -> bytes:
        """Rotate the keys, once per block and before its extrinsics; the author's new key.

        With one author the key of block n is NextKey from n+1, PendingKey from n+2
        and CurrentKey from n+3.
        """
        state = ctx.state
        _move(state, "PendingKey", "CurrentKey")
        _move(state, "NextKey", "PendingKey")
        authority = f"0x{public_key(ctx.author).hex()}"
        authored = state.codec.key(_PALLET, "AuthorKeys", authority)
        _set(state, "NextKey", state.raw(authored))
        key = announced_key(self._seed, ctx.block)
        state.set_raw(authored, compact(len(key)) + key)
        for item, life in (("PendingKey", 2), ("NextKey", _LIFE)):
            known = state.has(_PALLET, item)
            expiry = (ctx.block + life).to_bytes(4, "little") if known else None
            _set(state, f"{item}ExpiresAt", expiry)
        return key

    @staticmethod
    def well_formed(ciphertext: bytes) -> bool:
        """Whether the pool lets it in: its parts have their lengths."""
        return (
            _BOX_START + _TAG <= len(ciphertext) <= MAX_CIPHERTEXT
            and int.from_bytes(ciphertext[_HASH:_KEM_START], "little") == _KEM
        )

    def open(self, state: State, ciphertext: bytes) -> bytes | None:
        """The extrinsic inside; None for a foreign or expired key or broken bytes."""
        if not self.well_formed(ciphertext):
            return None
        block = self._block_of(state, ciphertext[:_HASH])
        if block is None:
            return None
        from Crypto.Cipher import (  # noqa: PLC0415 - a start need not wait for it
            ChaCha20_Poly1305,
        )

        secret = _secret(self._seed, block).decapsulate(ciphertext[_KEM_START:_NONCE_START])
        cipher = ChaCha20_Poly1305.new(key=secret, nonce=ciphertext[_NONCE_START:_BOX_START])
        try:
            return cipher.decrypt_and_verify(ciphertext[_BOX_START:-_TAG], ciphertext[-_TAG:])
        except ValueError:
            return None

    def _block_of(self, state: StateView, key_hash: bytes) -> int | None:
        """The block that announced the key, if that key is not past its expiry."""
        expires = state.raw(state.codec.key(_PALLET, "NextKeyExpiresAt"))
        if expires is None:
            return None
        now = int.from_bytes(expires, "little") - _LIFE
        # NextKey of state n-1 was announced in n-2 and expires with block n-1+3.
        announced = range(now - 1, now - _LIFE - 2, -1)
        return next((n for n in announced if _key_hash(self._seed, n) == key_hash), None)


def _move(state: State, source: str, target: str) -> None:
    _set(state, target, state.raw(state.codec.key(_PALLET, source)))


def _set(state: State, item: str, raw: bytes | None) -> None:
    state.set_raw(state.codec.key(_PALLET, item), raw)
