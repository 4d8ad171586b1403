"""What the key agent is given to sign: the parts, what they were said to mean, and their proof."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

from core.domain.transactions import CallField

_HASHED_ABOVE: Final = 256  # bytes. Source: sp_runtime's SignedPayload


@dataclass(frozen=True, slots=True)
class SigningOrder:
    """A transaction's parts, and what they mean.

    ``function`` and ``fields`` are what the person was shown, written by
    ``core.domain.call_fields``; ``call_hash`` is the blake2-256 of ``call`` as
    0x hex. ``extra`` travels in the transaction (era, nonce, tip, mode of the
    metadata's digest), ``implicit`` is signed with it (versions, genesis, the
    era's block, digest). The agent decodes ``call`` by ``metadata`` (version 15)
    itself, compares, recomputes the digest and signs only then.
    """

    call: bytes
    extra: bytes
    implicit: bytes
    call_hash: str
    function: str
    fields: tuple[CallField, ...]
    metadata: bytes = field(repr=False)
    spec_version: int
    spec_name: str

    @property
    def payload(self) -> bytes:
        """The bytes to sign: the parts in their order, hashed where they are many."""
        whole = self.call + self.extra + self.implicit
        return blake2_256(whole) if len(whole) > _HASHED_ABOVE else whole


def blake2_256(data: bytes) -> bytes:
    return blake2b(data, digest_size=32).digest()
