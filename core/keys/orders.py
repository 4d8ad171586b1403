"""Whether a transaction's parts say what was shown: the last look before its signature.

Runs in the agent's process. Nothing the app found out about the call is
believed here: the call is decoded again, by the very metadata whose digest is
signed, so that an honest chain refuses whatever a lie about metadata hid.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from core.domain.call_fields import said_by
from core.domain.signing import SigningOrder, blake2_256
from core.errors import AppError, ErrorKind
from core.keys import primitives
from core.keys.primitives import Codec

MOST_RUNTIMES: Final = 4
_DIGEST_SIZE: Final = 32
_WITH_DIGEST: Final = b"\x01"  # CheckMetadataHash's mode, and Some in what is implied
_COMPACT_SIZES: Final = (1, 2, 4)  # by the two lowest bits; 3 has its size in the others
_SHOWN: Final = 128  # characters of a fact


@dataclass(frozen=True, slots=True)
class Implied:
    """What is signed and does not travel. Source: the runtime's transaction extensions."""

    spec_version: int
    transaction_version: int
    genesis: bytes
    era_hash: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class Extra:
    """What travels beside the call: a mortal era, the nonce, the tip in rao."""

    period: int
    phase: int
    nonce: int
    tip: int


class Runtimes:
    """Metadata by its sha256, the newest few: it crosses the pipe once."""

    def __init__(self) -> None:
        self._metadata: dict[str, bytes] = {}
        self._digests: dict[tuple[str, int, str], bytes] = {}

    def keep(self, metadata: bytes) -> None:
        while len(self._metadata) >= MOST_RUNTIMES:
            del self._metadata[next(iter(self._metadata))]
        self._metadata[sha256(metadata).hexdigest()] = metadata

    def get(self, sha: str) -> bytes | None:
        return self._metadata.get(sha)

    def digest(self, metadata: bytes, spec_version: int, spec_name: str) -> bytes:
        """RFC-0078's 32 bytes. Raises AppError(NODE_FAULT)."""
        wanted = (sha256(metadata).hexdigest(), spec_version, spec_name)
        if wanted not in self._digests:
            found = primitives.metadata_digest(metadata, spec_version, spec_name)
            while len(self._digests) >= MOST_RUNTIMES:
                del self._digests[next(iter(self._digests))]
            self._digests[wanted] = found
        return self._digests[wanted]


def checked_payload(order: SigningOrder, runtimes: Runtimes) -> bytes:
    """The bytes to sign, if no part of the order contradicts another.

    Raises AppError(NODE_FAULT) with the facts ``field``, ``wanted`` and
    ``found`` for the first that does.
    """
    _compare("call_hash", order.call_hash, "0x" + blake2_256(order.call).hex())
    implied, extra = read_implied(order.implicit), read_extra(order.extra)
    _compare("spec_version", order.spec_version, implied.spec_version)
    digest = runtimes.digest(order.metadata, order.spec_version, order.spec_name)
    _compare("digest", digest.hex(), implied.digest.hex())
    versions = implied.spec_version, implied.transaction_version
    codec = primitives.codec(order.metadata, *versions)
    _check_parts(order, implied, extra, codec)
    _check_call(order, codec)
    return order.payload


def read_implied(data: bytes) -> Implied:
    """Raises AppError(NODE_FAULT), also where there is no digest among it."""
    head, digest = data[:-_DIGEST_SIZE], data[-_DIGEST_SIZE:]
    if len(data) != 4 + 4 + 32 + 32 + 1 + _DIGEST_SIZE or head[-1:] != _WITH_DIGEST:
        raise _contradiction("implicit", "versions, genesis, era, digest", data.hex())
    spec, transactions = (int.from_bytes(data[at : at + 4], "little") for at in (0, 4))
    return Implied(spec, transactions, data[8:40], data[40:72], digest)


def read_extra(data: bytes) -> Extra:
    """Raises AppError(NODE_FAULT): also for an immortal era, a tip, or a digest left out."""
    try:
        era = int.from_bytes(data[:2], "little")
        nonce, rest = _compact(data[2:])
        tip, rest = _compact(rest)
    except IndexError:
        raise _contradiction("extra", "era, nonce, tip, mode", data.hex()) from None
    if not data or data[0] == 0 or rest != _WITH_DIGEST or tip:
        raise _contradiction("extra", "a mortal era, no tip, the digest's mode", data.hex())
    period = 2 << (era & 0xF)
    factor = max(period >> 12, 1)
    return Extra(period, (era >> 4) * factor, nonce, tip)


def _check_parts(order: SigningOrder, implied: Implied, extra: Extra, codec: Codec) -> None:
    """The same parts, made by the metadata: it must not put anything else where these stand."""
    made_extra, made_implied = primitives.payload_parts(
        codec,
        era={"period": extra.period, "phase": extra.phase},
        nonce=extra.nonce,
        genesis=implied.genesis,
        era_hash=implied.era_hash,
        digest=implied.digest,
    )
    _compare("extra", order.extra.hex(), made_extra.hex())
    _compare("implicit", order.implicit.hex(), made_implied.hex())


def _check_call(order: SigningOrder, codec: Codec) -> None:
    said = said_by(primitives.decoded_call(codec, order.call))
    _compare("function", order.function, said.function)
    shown, found = order.fields, said.fields
    _compare("fields", ", ".join(f.name for f in shown), ", ".join(f.name for f in found))
    for wanted, field in zip(shown, found, strict=True):
        _compare(field.name, wanted.value, field.value)


def _compact(data: bytes) -> tuple[int, bytes]:
    """A compact integer and what follows it. Raises IndexError where the bytes end."""
    mode = data[0] & 3
    if mode < len(_COMPACT_SIZES):
        size = _COMPACT_SIZES[mode]
        number = int.from_bytes(data[:size], "little") >> 2
    else:
        size = 1 + (data[0] >> 2) + 4
        number = int.from_bytes(data[1:size], "little")
    if len(data) < size:
        raise IndexError
    return number, data[size:]


def _compare(name: str, wanted: object, found: object) -> None:
    if wanted != found:
        raise _contradiction(name, str(wanted), str(found))


def _contradiction(name: str, wanted: str, found: str) -> AppError:
    facts = {"field": name, "wanted": wanted[:_SHOWN], "found": found[:_SHOWN]}
    return AppError(ErrorKind.NODE_FAULT, f"the order to sign contradicts itself: {name}", facts)
