"""Signed extrinsics of version 4: taking the bytes apart and checking the signature.

The 13 signed extensions of the runtime put four things into the extrinsic:
era, nonce, tip and the metadata-hash mode. Everything else they add is part of
what is signed only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.practice import native
from core.practice.codec import Codec, Value, blake2_256, compact, read_compact
from core.practice.metadata import SPEC_VERSION, SS58_PREFIX, TRANSACTION_VERSION

_SIGNED_V4: Final = 0x84
_BARE_V5: Final = b"\x05"
_ADDRESS_ID: Final = 0
_ECDSA: Final = 2
_HASHED_ABOVE: Final = 256  # payloads longer than this are hashed before signing


class MalformedExtrinsicError(ValueError):
    """Bytes that are no signed extrinsic of this chain."""


@dataclass(frozen=True, slots=True)
class Era:
    """The blocks a transaction may enter: ``period`` 0 means for ever."""

    period: int
    phase: int

    @property
    def immortal(self) -> bool:
        return self.period == 0

    def birth(self, block: int) -> int:
        """The first block of the era that ``block`` is in; 0 for an immortal one."""
        if self.immortal:
            return 0
        return (max(block, self.phase) - self.phase) // self.period * self.period + self.phase

    def death(self, block: int) -> int | None:
        """The first block behind the era that ``block`` is in; None for an immortal one."""
        return None if self.immortal else self.birth(block) + self.period

    @classmethod
    def read(cls, data: bytes, offset: int) -> tuple[Era, int]:
        """An era at ``offset`` and the offset behind it."""
        if data[offset] == 0:
            return cls(0, 0), offset + 1
        coded = int.from_bytes(data[offset : offset + 2], "little")
        period = 2 << (coded % 16)
        factor = max(period >> 12, 1)
        phase = (coded >> 4) * factor
        if period < 4 or phase >= period:
            raise MalformedExtrinsicError("an era that cannot be")
        return cls(period, phase), offset + 2


@dataclass(frozen=True, slots=True)
class SignedExtrinsic:
    """One extrinsic taken apart: ``raw`` as sent, ``extra`` what is signed besides the call."""

    raw: bytes
    hash: bytes
    signer: str
    crypto: int
    signature: bytes
    era: Era
    nonce: int
    tip: int
    metadata_mode: int
    extra: bytes
    call: bytes
    pallet: str
    function: str
    arguments: dict[str, Value]

    @property
    def length(self) -> int:
        return len(self.raw)

    def payload(self, codec: Codec, genesis: bytes, birth: bytes) -> bytes:
        """What the signer signed if this chain and the era's birth block were meant."""
        digest = b"\x01" + codec.digest if self.metadata_mode else b"\x00"
        payload = b"".join(
            (
                self.call,
                self.extra,
                SPEC_VERSION.to_bytes(4, "little"),
                TRANSACTION_VERSION.to_bytes(4, "little"),
                genesis,
                birth,
                digest,
            )
        )
        return blake2_256(payload) if len(payload) > _HASHED_ABOVE else payload

    def verify(self, codec: Codec, genesis: bytes, birth: bytes) -> bool:
        """Whether the signature holds; ECDSA signatures never do here."""
        if self.crypto == _ECDSA:
            return False
        payload = self.payload(codec, genesis, birth)
        return native.verify(payload, self.signature, self.signer, self.crypto)


def parse(codec: Codec, raw: bytes) -> SignedExtrinsic:
    """Take a signed extrinsic apart. MalformedExtrinsicError for anything else."""
    try:
        return _parse(codec, raw)
    except MalformedExtrinsicError:
        raise
    except (IndexError, ValueError, TypeError, OverflowError) as error:
        raise MalformedExtrinsicError(str(error)) from error


def _parse(codec: Codec, raw: bytes) -> SignedExtrinsic:
    length, offset = read_compact(raw, 0)
    if len(raw) - offset != length:
        raise MalformedExtrinsicError("the length prefix does not fit")
    if raw[offset] != _SIGNED_V4 or raw[offset + 1] != _ADDRESS_ID:
        raise MalformedExtrinsicError("not signed by an account in version 4")
    public, offset = raw[offset + 2 : offset + 34], offset + 34
    kind, offset = raw[offset], offset + 1
    # MultiSignature counts ed25519, sr25519, ecdsa, as the native library does.
    size = 65 if kind == _ECDSA else 64
    signature, offset = raw[offset : offset + size], offset + size
    start = offset
    era, offset = Era.read(raw, offset)
    nonce, offset = read_compact(raw, offset)
    tip, offset = read_compact(raw, offset)
    mode, offset = raw[offset], offset + 1
    if kind > _ECDSA or mode > 1:
        raise MalformedExtrinsicError("an unknown signature or metadata-hash mode")
    call = raw[offset:]
    pallet, function, arguments = codec.decode_call(call)
    return SignedExtrinsic(
        raw=raw,
        hash=blake2_256(raw),
        signer=native.encode_ss58(public, SS58_PREFIX),
        crypto=kind,
        signature=signature,
        era=era,
        nonce=nonce,
        tip=tip,
        metadata_mode=mode,
        extra=raw[start:offset],
        call=call,
        pallet=pallet,
        function=function,
        arguments=arguments,
    )


def bare(call: bytes) -> bytes:
    """An inherent: an extrinsic nobody signs."""
    body = _BARE_V5 + call
    return compact(len(body)) + body
