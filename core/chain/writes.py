"""Changing the chain over one connection: bytes made, checked, signed, sent and found again.

The SDK composes, estimates and assembles; nothing it makes is signed or sent
before it equals what is known here without the node. Its ``execute`` is not
used: that builds the call anew after it was shown. Importing this module
imports the SDK (see ``core.chain.substrate``).
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, Final

import bittensor_core

from core.chain.call_fields import checked_fields
from core.chain.digest import (
    DIGEST_SIZE,
    PERIOD,
    SHIELDED_PERIOD,
    SIGNATURE_SIZE,
    Terms,
)
from core.chain.intents import Call, call_of, carrier_of
from core.chain.scale import blake2_256
from core.chain.translate import answered
from core.chain.wire import Dialer
from core.chain.writes_access import Runtime, WriteAccess
from core.chain.writes_looks import ASKING, ChainLooks
from core.chain.writes_search import BlockSearch
from core.chain.writes_signing import Basis, CallSigning, Shown
from core.domain.addresses import public_key_of
from core.domain.connection import BlockHead
from core.domain.ids import BlockHash, BlockNumber, Ss58
from core.domain.intents import Intent, TransferTao
from core.domain.money import TaoRao
from core.domain.transactions import Inclusion, PreparedCall, SignedTransaction
from core.errors import AppError, ErrorKind
from core.ports.keys import KeySigner

SEARCHING: Final = 60.0  # seconds for the blocks of an era

LEAST_FEE: Final = TaoRao(1_000)
MOST_FEE: Final = TaoRao(50_000_000)  # 0.05 TAO; a registration costs some 0.0021
# What encrypting adds to a transaction: the key's hash, a length, the key encapsulated,
# a nonce, a tag. Source: pallet_shield's ciphertext.
_ENCRYPTION: Final = 16 + 2 + 1088 + 24 + 16
_BAD_PROOF: Final = "bad signature"  # in sp_runtime's text of InvalidTransaction::BadProof
_NO_TAO: Final = TaoRao(0)

_core: Final[Any] = bittensor_core  # an extension module without stubs


class SdkWriter(ChainLooks):
    """A ``ChainWriter`` over the SDK."""

    def __init__(
        self,
        access: WriteAccess,
        dialer: Dialer,
        genesis: BlockHash,
        heads: Callable[[], AsyncIterator[BlockHead]],
    ) -> None:
        super().__init__(access, dialer, genesis, heads)
        self._search = BlockSearch(access)
        self._signing = CallSigning(access, dialer, genesis)

    async def prepare(self, intent: Intent, signer: Ss58) -> PreparedCall:
        call = call_of(intent)
        head = await anext(self._heads())
        async with self._mistrusting(), answered(self._dialer, ASKING):
            runtime = await self._access.runtime()
            shown = await self._composed(call, runtime)
            nonce = await self.next_nonce(signer)
            extrinsic = _stand_in(runtime, shown.data, signer, head, nonce)
            fee = await self._fee(runtime, extrinsic)
            carrier_fee = _NO_TAO
            if intent.shielded:
                cover = carrier_of(bytes(len(extrinsic) + _ENCRYPTION))
                carrier = _stand_in(runtime, cover.data, signer, head, nonce)
                carrier_fee = await self._fee(runtime, carrier)
            return PreparedCall(
                intent=intent,
                signer=signer,
                function=call.name,
                fields=shown.fields,
                data=shown.data,
                call_hash=shown.call_hash,
                fee=TaoRao(fee + carrier_fee),
                genesis=self._genesis,
                spec_version=runtime.spec_version,
                block=head.number,
                block_hash=head.hash,
                carrier_fee=carrier_fee,
            )
        raise AssertionError("unreachable")

    async def sign(
        self, prepared: PreparedCall, signer: KeySigner, nonce: int
    ) -> SignedTransaction:
        async with self._mistrusting():
            return await self._signed(prepared, signer, nonce)
        raise AssertionError("unreachable")

    async def _signed(
        self, prepared: PreparedCall, signer: KeySigner, nonce: int
    ) -> SignedTransaction:
        await self._require_price(prepared.intent)
        basis = Basis(prepared.genesis, prepared.spec_version)
        shown = Shown(call_of(prepared.intent), prepared.data, prepared.fields)
        if not prepared.intent.shielded:
            return await self._signing.sign(shown, basis, signer, nonce, PERIOD)
        key = await self.shield_key()
        if key is None:
            raise self._signing.stale("shield", "open", "closed")
        inner = await self._signing.sign(shown, basis, signer, nonce + 1, SHIELDED_PERIOD)
        return await self._carried(inner, key, basis, signer, nonce)

    async def send(self, signed: SignedTransaction) -> None:
        data, expected = signed.data, signed.hash
        if signed.carrier:
            data, expected = signed.carrier, signed.carrier_hash
        async with self._mistrusting(), answered(self._dialer, ASKING):
            answer = await self._access.ask("author_submitExtrinsic", "0x" + data.hex())
            if answer != expected:
                raise ValueError("the node took another transaction")

    async def find(
        self, transaction: str, born: BlockNumber, last: BlockNumber
    ) -> Inclusion | None:
        async with answered(self._dialer, SEARCHING):
            return await self._search.find(transaction, born, last)
        raise AssertionError("unreachable")

    # -- parts

    @asynccontextmanager
    async def _mistrusting(self) -> AsyncGenerator[None]:
        """Forget the metadata where something contradicts it: it may be a lie that was kept.

        A signature made under a lie is one that the chain calls bad.
        """
        try:
            yield
        except AppError as error:
            unproven = _BAD_PROOF in error.facts.get("reason", "")
            if error.kind is ErrorKind.NODE_FAULT or unproven:
                self._access.forget_runtime(self._genesis)
            raise

    async def _composed(self, call: Call, runtime: Runtime) -> Shown:
        data = await self._access.compose(call)
        return Shown(call, data, checked_fields(call, data, runtime.decode_call))

    async def _fee(self, runtime: Runtime, extrinsic: bytes) -> TaoRao:
        """What the node asks, in rao. Raises AppError(NODE_FAULT) where that is absurd."""
        rao = await self._access.fee(runtime, extrinsic)
        if not LEAST_FEE <= rao <= MOST_FEE:
            facts = {"endpoint": self._dialer.endpoint, "field": "fee", "found": str(rao)}
            raise AppError(ErrorKind.NODE_FAULT, "the node names an absurd fee", facts)
        return TaoRao(rao)

    async def _require_price(self, intent: Intent) -> None:
        """AppError(STALE) where the price has passed the limit that was shown."""
        if isinstance(intent, TransferTao):
            return
        price = await self.price_of(intent)
        if intent.is_over(price):
            raise self._signing.stale("price", str(intent.ceiling), str(price))

    async def _carried(
        self,
        inner: SignedTransaction,
        key: bytes,
        basis: Basis,
        signer: KeySigner,
        nonce: int,
    ) -> SignedTransaction:
        """With the transaction of the nonce before that brings it, encrypted, to the author."""
        runtime = await self._signing.same_runtime(basis)
        async with answered(self._dialer, ASKING):
            sealed = bytes(_core.encrypt_mlkem768(key, inner.data, include_key_hash=True))
            shown = await self._composed(carrier_of(sealed), runtime)
        outer = await self._signing.sign(shown, basis, signer, nonce, SHIELDED_PERIOD)
        return replace(
            inner,
            born=BlockNumber(min(inner.born, outer.born)),
            carrier=outer.data,
            carrier_hash="0x" + blake2_256(outer.data).hex(),
        )


def _stand_in(runtime: Runtime, data: bytes, signer: Ss58, head: BlockHead, nonce: int) -> bytes:
    """A transaction of the size that the signed one will have, with no signature."""
    nothing = bytes(DIGEST_SIZE)
    versions = (runtime.spec_version, runtime.transaction_version)
    terms = Terms(nothing, *versions, head.number, nothing, nonce, nothing)
    return terms.extrinsic(data, public_key_of(signer), 1, bytes(SIGNATURE_SIZE))
