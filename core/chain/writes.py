"""Changing the chain over one connection: bytes made, checked, signed, sent and found again.

The SDK composes, estimates and assembles; nothing it makes is signed or sent
before it equals what is known here without the node. Its ``execute`` is not
used: that builds the call anew after it was shown. Importing this module
imports the SDK (see ``core.chain.substrate``).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any, Final

import bittensor_core
from bittensor._transport.contract import SigningContext

from core.chain.call_fields import checked_fields
from core.chain.digest import (
    DIGEST_SIZE,
    PERIOD,
    SIGNATURE_SIZE,
    Terms,
    require_same,
)
from core.chain.intents import call_of
from core.chain.scale import blake2_256
from core.chain.translate import answered
from core.chain.wire import Dialer
from core.chain.writes_access import Runtime, Unsigned, WriteAccess
from core.chain.writes_search import BlockSearch
from core.domain.addresses import ZERO, public_key_of
from core.domain.connection import BlockHead
from core.domain.ids import BlockHash, BlockNumber, Ss58
from core.domain.intents import TransferTao
from core.domain.money import TaoRao
from core.domain.signing import SigningOrder
from core.domain.transactions import Inclusion, PreparedCall, SignedTransaction, Standing
from core.errors import AppError, ErrorKind
from core.ports.keys import KeySigner

ASKING: Final = 20.0  # seconds for one answer, or a few together
SIGNING: Final = 15.0  # seconds for the key's process
SEARCHING: Final = 60.0  # seconds for the blocks of an era

LEAST_FEE: Final = TaoRao(1_000)
MOST_FEE: Final = TaoRao(50_000_000)  # 0.05 TAO; a transfer costs some 0.00014
_MOST_NONCE: Final = 2**32

_core: Final[Any] = bittensor_core  # an extension module without stubs


class SdkWriter:
    """A ``ChainWriter`` over the SDK."""

    def __init__(
        self,
        access: WriteAccess,
        dialer: Dialer,
        genesis: BlockHash,
        heads: Callable[[], AsyncIterator[BlockHead]],
    ) -> None:
        self._access = access
        self._dialer = dialer
        self._genesis = genesis
        self._heads = heads
        self._search = BlockSearch(access)

    @property
    def genesis(self) -> BlockHash:
        return self._genesis

    def heads(self) -> AsyncIterator[BlockHead]:
        return self._heads()

    # -- looking

    async def standing(self, address: Ss58) -> Standing:
        async with answered(self._dialer, ASKING):
            account, deposit = await asyncio.gather(
                self._access.query("System", "Account", address),
                self._access.constant("Balances", "ExistentialDeposit"),
            )
            held = account["data"]
            free, reserved, frozen = (int(held[name]) for name in ("free", "reserved", "frozen"))
            return Standing(TaoRao(free), TaoRao(reserved), TaoRao(frozen), TaoRao(int(deposit)))
        raise AssertionError("unreachable")

    async def hotkey_owner(self, address: Ss58) -> Ss58 | None:
        async with answered(self._dialer, ASKING):
            owner = await self._access.query("SubtensorModule", "Owner", address)
            # An absent entry reads as the zero account.
            return None if owner in (None, ZERO) else Ss58(str(owner))
        raise AssertionError("unreachable")

    async def next_nonce(self, address: Ss58) -> int:
        async with answered(self._dialer, ASKING):
            nonce = await self._access.ask("account_nextIndex", address)
            if not isinstance(nonce, int) or not 0 <= nonce < _MOST_NONCE:
                raise ValueError(f"an impossible nonce: {nonce!r}")
            return nonce
        raise AssertionError("unreachable")

    async def nonce_at(self, address: Ss58, block: BlockNumber) -> int:
        async with answered(self._dialer, ASKING):
            at = await self._access.block_hash(block)
            account = await self._access.query("System", "Account", address, at)
            return int(account["nonce"])
        raise AssertionError("unreachable")

    async def finalized(self) -> BlockNumber:
        async with answered(self._dialer, ASKING):
            return BlockNumber(await self._access.finalized())
        raise AssertionError("unreachable")

    # -- making and signing

    async def prepare(self, intent: TransferTao, signer: Ss58) -> PreparedCall:
        call = call_of(intent)
        head = await anext(self._heads())
        async with answered(self._dialer, ASKING):
            runtime = await self._access.runtime()
            data = await self._access.compose(call)
            fields = checked_fields(call, data, runtime.decode_call)
            fee = await self._fee(runtime, data, signer, head)
            return PreparedCall(
                intent=intent,
                signer=signer,
                function=call.name,
                fields=fields,
                data=data,
                call_hash="0x" + blake2_256(data).hex(),
                fee=_sane_fee(fee, self._dialer.endpoint),
                genesis=self._genesis,
                spec_version=runtime.spec_version,
                block=head.number,
                block_hash=head.hash,
            )
        raise AssertionError("unreachable")

    async def _fee(self, runtime: Runtime, data: bytes, signer: Ss58, head: BlockHead) -> int:
        """What the node asks for these bytes, signed as they will be, in rao."""
        nothing = bytes(DIGEST_SIZE)
        versions = (runtime.spec_version, runtime.transaction_version)
        nonce = await self.next_nonce(signer)
        terms = Terms(nothing, *versions, head.number, nothing, nonce, nothing)
        seal = bytes(SIGNATURE_SIZE)
        extrinsic = terms.extrinsic(data, public_key_of(signer), 1, seal)
        return await self._access.fee(runtime, extrinsic)

    async def sign(
        self, prepared: PreparedCall, signer: KeySigner, nonce: int
    ) -> SignedTransaction:
        runtime = await self._same_runtime(prepared)
        checked_fields(call_of(prepared.intent), prepared.data, runtime.decode_call)
        digest = await self._digest(runtime, signer)
        terms, unsigned = await self._unsigned(prepared, signer, runtime, nonce, digest)
        payload = terms.payload(prepared.data)
        require_same("payload", payload, unsigned.payload)
        await self._same_runtime(prepared)
        order = _order(prepared, terms, runtime)
        async with answered(self._dialer, SIGNING):
            seal = await signer.sign_order(order)
        _require_valid(seal, payload, signer)
        async with answered(self._dialer, ASKING):
            assembled = await self._access.attach(unsigned, seal)
        data = terms.extrinsic(prepared.data, signer.public_key, signer.crypto_type, seal)
        require_same("extrinsic", data, assembled)
        return SignedTransaction(
            hash="0x" + blake2_256(data).hex(),
            data=data,
            signer=prepared.signer,
            nonce=nonce,
            born=BlockNumber(terms.current),
            dies=BlockNumber(terms.current + PERIOD),
        )

    async def _same_runtime(self, prepared: PreparedCall) -> Runtime:
        """The runtime, if chain and version are still those the call was prepared on."""
        async with answered(self._dialer, ASKING):
            genesis, version, runtime = await asyncio.gather(
                self._access.ask("chain_getBlockHash", 0),
                self._access.ask("state_getRuntimeVersion"),
                self._access.runtime(),
            )
            specs = {prepared.spec_version, version["specVersion"], runtime.spec_version}
            if len({prepared.genesis, self._genesis, genesis}) > 1:
                raise self._stale("genesis", prepared.genesis, str(genesis))
            if len(specs) > 1:
                raise self._stale("spec", str(prepared.spec_version), str(version["specVersion"]))
            return runtime
        raise AssertionError("unreachable")

    def _stale(self, what: str, shown: str, now: str) -> AppError:
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
        prepared: PreparedCall,
        signer: KeySigner,
        runtime: Runtime,
        nonce: int,
        digest: bytes,
    ) -> tuple[Terms, Unsigned]:
        async with answered(self._dialer, ASKING):
            unsigned = await self._access.prepare(
                prepared.data, signer, nonce=nonce, period=PERIOD, digest=digest
            )
            terms = Terms(
                genesis=_hash(prepared.genesis),
                spec_version=prepared.spec_version,
                transaction_version=runtime.transaction_version,
                current=unsigned.current,
                era_hash=_hash(unsigned.era_hash),
                nonce=nonce,
                digest=digest,
            )
            return terms, unsigned
        raise AssertionError("unreachable")

    # -- sending and finding

    async def send(self, signed: SignedTransaction) -> None:
        async with answered(self._dialer, ASKING):
            answer = await self._access.ask("author_submitExtrinsic", "0x" + signed.data.hex())
            if answer != signed.hash:
                raise ValueError("the node took another transaction")

    async def find(
        self, transaction: str, born: BlockNumber, last: BlockNumber
    ) -> Inclusion | None:
        async with answered(self._dialer, SEARCHING):
            return await self._search.find(transaction, born, last)
        raise AssertionError("unreachable")


def _sane_fee(rao: int, endpoint: str) -> TaoRao:
    if not LEAST_FEE <= rao <= MOST_FEE:
        facts = {"endpoint": endpoint, "field": "fee", "found": str(rao)}
        raise AppError(ErrorKind.NODE_FAULT, "the node names an absurd fee", facts)
    return TaoRao(rao)


def _order(prepared: PreparedCall, terms: Terms, runtime: Runtime) -> SigningOrder:
    """The parts as they are known here, not as the node's metadata composed them."""
    return SigningOrder(
        call=prepared.data,
        extra=terms.extra,
        implicit=terms.implicit,
        call_hash=prepared.call_hash,
        function=prepared.function,
        fields=prepared.fields,
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
