"""Signing a call's bytes: the terms known here, compared with what the SDK makes of them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Final

import bittensor_core
from bittensor._transport.contract import SigningContext

from core.chain.call_fields import checked_fields
from core.chain.digest import DIGEST_SIZE, SIGNATURE_SIZE, Terms, require_same
from core.chain.headers import header_hash
from core.chain.intents import Call
from core.chain.scale import blake2_256
from core.chain.translate import answered
from core.chain.wire import Dialer
from core.chain.writes_access import Runtime, Unsigned, WriteAccess
from core.chain.writes_looks import ASKING
from core.domain.addresses import public_key_of
from core.domain.ids import BlockHash, BlockNumber, Ss58
from core.domain.signing import SigningOrder
from core.domain.transactions import CallField, SignedTransaction
from core.errors import AppError, ErrorKind
from core.ports.keys import KeySigner

SIGNING: Final = 15.0  # seconds for the key's process

_core: Final[Any] = bittensor_core  # an extension module without stubs


@dataclass(frozen=True, slots=True)
class Basis:
    """The chain and runtime that a person was shown a call on."""

    genesis: BlockHash
    spec_version: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A call's bytes, and what they were shown to say."""

    call: Call
    data: bytes
    fields: tuple[CallField, ...]

    @property
    def call_hash(self) -> str:
        return "0x" + blake2_256(self.data).hex()


@dataclass(frozen=True, slots=True)
class _Use:
    """What limits a signature to one use, within some blocks, on one runtime."""

    nonce: int
    period: int
    digest: bytes


class CallSigning:
    """Has a key sign what was shown, on the basis it was shown on, or nothing."""

    def __init__(self, access: WriteAccess, dialer: Dialer, genesis: BlockHash) -> None:
        self._access = access
        self._dialer = dialer
        self._genesis = genesis

    async def sign(
        self, shown: Shown, basis: Basis, signer: KeySigner, nonce: int, period: int
    ) -> SignedTransaction:
        """``period`` is how many blocks the signature can be used in. Raises AppError."""
        runtime = await self.same_runtime(basis)
        async with answered(self._dialer, ASKING):  # other metadata may not read it at all
            checked_fields(shown.call, shown.data, runtime.decode_call)
        digest = await self._digest(runtime, signer)
        use = _Use(nonce, period, digest)
        terms, unsigned = await self._unsigned(shown.data, basis, signer, runtime, use)
        payload = terms.payload(shown.data)
        require_same("payload", payload, unsigned.payload)
        await self._require_same_form(shown.data, signer, terms, unsigned)
        await self.same_runtime(basis)
        async with answered(self._dialer, SIGNING):
            seal = await signer.sign_order(_order(shown, terms, runtime))
        _require_valid(seal, payload, signer)
        data = terms.extrinsic(shown.data, signer.public_key, signer.crypto_type, seal)
        return SignedTransaction(
            hash="0x" + blake2_256(data).hex(),
            data=data,
            signer=Ss58(signer.ss58_address),
            nonce=nonce,
            born=BlockNumber(terms.current),
            dies=BlockNumber(terms.current + period),
        )

    async def _require_same_form(
        self, data: bytes, signer: KeySigner, terms: Terms, unsigned: Unsigned
    ) -> None:
        """AppError(NODE_FAULT) where the SDK would put the signed parts together otherwise."""
        nothing = bytes(SIGNATURE_SIZE)
        async with answered(self._dialer, ASKING):
            assembled = await self._access.attach(unsigned, nothing)
        ours = terms.extrinsic(data, signer.public_key, signer.crypto_type, nothing)
        require_same("extrinsic", ours, assembled)

    async def same_runtime(self, basis: Basis) -> Runtime:
        """The runtime, if chain and version are still those of the basis. AppError(STALE)."""
        async with answered(self._dialer, ASKING):
            genesis, version, runtime = await asyncio.gather(
                self._access.ask("chain_getBlockHash", 0),
                self._access.ask("state_getRuntimeVersion"),
                self._access.runtime(),
            )
            specs = {basis.spec_version, version["specVersion"], runtime.spec_version}
            if len({basis.genesis, self._genesis, genesis}) > 1:
                raise self.stale("genesis", basis.genesis, str(genesis))
            if len(specs) > 1:
                raise self.stale("spec", str(basis.spec_version), str(version["specVersion"]))
            return runtime
        raise AssertionError("unreachable")

    def stale(self, what: str, shown: str, now: str) -> AppError:
        facts = {"endpoint": self._dialer.endpoint, "changed": what, "shown": shown}
        return AppError(ErrorKind.STALE, f"another {what} by now", facts | {"now": now[:128]})

    async def _digest(self, runtime: Runtime, signer: KeySigner) -> bytes:
        context = SigningContext(
            metadata_bytes=runtime.metadata_bytes,
            spec_version=runtime.spec_version,
            spec_name=runtime.spec_name,
            transaction_version=runtime.transaction_version,
            ss58_format=runtime.ss58_format,
            genesis_hash=self._genesis,
        )
        async with answered(self._dialer, SIGNING):
            digest = await signer.metadata_digest(context)
            if len(digest) != DIGEST_SIZE:
                raise ValueError("a metadata digest of the wrong size")
            return digest
        raise AssertionError("unreachable")

    async def _unsigned(
        self,
        data: bytes,
        basis: Basis,
        signer: KeySigner,
        runtime: Runtime,
        use: _Use,
    ) -> tuple[Terms, Unsigned]:
        async with answered(self._dialer, ASKING):
            unsigned = await self._access.prepare(
                data, signer, nonce=use.nonce, period=use.period, digest=use.digest
            )
            await self._require_true_era(unsigned)
            terms = Terms(
                genesis=_hash(basis.genesis),
                spec_version=basis.spec_version,
                transaction_version=runtime.transaction_version,
                current=unsigned.current,
                era_hash=_hash(unsigned.era_hash),
                nonce=use.nonce,
                digest=use.digest,
                period=use.period,
            )
            return terms, unsigned
        raise AssertionError("unreachable")

    async def _require_true_era(self, unsigned: Unsigned) -> None:
        """AppError(NODE_FAULT) where the era's block is said to have another number than it has.

        Its hash, which is signed, covers the number: with a false one the
        transaction would be looked for in blocks it was never valid in, given
        up as expired, and perhaps sent again.
        """
        header = await self._access.ask("chain_getHeader", unsigned.era_hash)
        true = header_hash(header, unsigned.current)
        require_same("era", _hash(true), _hash(unsigned.era_hash))


def _order(shown: Shown, terms: Terms, runtime: Runtime) -> SigningOrder:
    """The parts as they are known here, not as the node's metadata composed them."""
    return SigningOrder(
        call=shown.data,
        extra=terms.extra,
        implicit=terms.implicit,
        call_hash=shown.call_hash,
        function=shown.call.name,
        fields=shown.fields,
        metadata=runtime.metadata_bytes,
        spec_version=runtime.spec_version,
        spec_name=runtime.spec_name,
    )


def _hash(text: str) -> bytes:
    raw = bytes.fromhex(text.removeprefix("0x"))
    if len(raw) != 32:
        raise ValueError("a hash of the wrong size")
    return raw


def _require_valid(seal: bytes, payload: bytes, signer: KeySigner) -> None:
    """Raises AppError(INTERNAL) for a signature that the chain would refuse."""
    address, crypto = signer.ss58_address, signer.crypto_type
    sized = len(seal) == SIGNATURE_SIZE and signer.public_key == public_key_of(address)
    if not sized or not _core.verify(payload, seal, address, crypto):
        raise AppError(ErrorKind.INTERNAL, "the signature does not hold", {"address": address})
