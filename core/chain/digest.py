"""What a signature covers beside the call: chain, runtime, era, nonce, metadata digest.

All of it is known beforehand, so the payload is built here a second time, by
hand. A node whose metadata has it otherwise gets no signature.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.chain.scale import blake2_256, compact, mortal_era
from core.errors import AppError, ErrorKind

PERIOD: Final = 64  # blocks a signature can be used in
SHIELDED_PERIOD: Final = 8  # the most for one that goes through the shield
DIGEST_SIZE: Final = 32
SIGNATURE_SIZE: Final = 64
_NO_TIP: Final = b"\x00"
_WITH_DIGEST: Final = b"\x01"  # CheckMetadataHash: enabled; and Some in what is implied
_SIGNED_V4: Final = b"\x84"
_HASHED_ABOVE: Final = 256


@dataclass(frozen=True, slots=True)
class Terms:
    """On what a call is signed. Hashes are 32 bytes.

    ``current`` is a recent final block, with which the era of ``period`` blocks
    begins, and ``era_hash`` its hash.
    """

    genesis: bytes
    spec_version: int
    transaction_version: int
    current: int
    era_hash: bytes
    nonce: int
    digest: bytes
    period: int = PERIOD

    @property
    def extra(self) -> bytes:
        """What travels in the extrinsic: era, nonce, tip, the digest's mode."""
        return mortal_era(self.period, self.current) + compact(self.nonce) + _NO_TIP + _WITH_DIGEST

    @property
    def implicit(self) -> bytes:
        """What both sides know: versions, genesis, the era's block, the digest."""
        spec = self.spec_version.to_bytes(4, "little")
        transactions = self.transaction_version.to_bytes(4, "little")
        return spec + transactions + self.genesis + self.era_hash + _WITH_DIGEST + self.digest

    def payload(self, call: bytes) -> bytes:
        """The bytes to sign for a call. Source: sp_runtime's SignedPayload."""
        whole = call + self.extra + self.implicit
        return blake2_256(whole) if len(whole) > _HASHED_ABOVE else whole

    def extrinsic(self, call: bytes, public_key: bytes, crypto_type: int, seal: bytes) -> bytes:
        """The signed extrinsic, version 4, with its length before it."""
        signer = b"\x00" + public_key
        signature = bytes([crypto_type]) + seal
        body = _SIGNED_V4 + signer + signature + self.extra + call
        return compact(len(body)) + body


def require_same(what: str, ours: bytes, theirs: bytes) -> None:
    """Raises AppError(NODE_FAULT) with the fact ``field`` where the SDK came to other bytes."""
    if ours != theirs:
        detail = f"the {what} by this node's metadata is not what it must be"
        raise AppError(ErrorKind.NODE_FAULT, detail, {"field": what})
