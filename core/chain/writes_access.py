"""The SDK's calls that writing needs, typed; the only place here that speaks to it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from bittensor._transport.contract import CallBytes, SignedExtrinsic
from bittensor._transport.runtime_api import decode_runtime_api_result

from core.chain.caches import forget_metadata
from core.chain.intents import Call
from core.chain.substrate import PinnedSubstrate, Value
from core.domain.ids import BlockHash
from core.errors import AppError, ErrorKind
from core.ports.keys import Signatory, SigningContext


class Runtime(SigningContext, Protocol):
    """The SDK's codec of one runtime, with the metadata it was made from."""

    @property
    def transaction_version(self) -> int: ...

    def decode_call(self, data: bytes) -> Value: ...


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a transaction in its block; the fee in rao, the events as decoded."""

    fee: int
    succeeded: bool
    error: str
    index: int
    events: Sequence[Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A transaction the SDK made ready; its era counts from the final block ``current``."""

    extrinsic: Any
    payload: bytes
    current: int
    era_hash: str


class WriteAccess:
    """One connection's SDK session, as writing uses it. Raises what the SDK raises.

    And AppError(STATE_PRUNED) for a block that the node no longer has.
    """

    def __init__(self, substrate: PinnedSubstrate) -> None:
        self._substrate: Any = substrate  # the SDK's own types are incomplete

    async def runtime(self) -> Runtime:
        runtime: Runtime = await self._substrate.raw._runtimes.codec_at(None)
        return runtime

    def forget_runtime(self, genesis: BlockHash) -> None:
        """Have metadata read from the node again, on this connection and on later ones.

        The SDK keeps it on disk and believes it ever after, whoever gave it.
        """
        runtimes: Any = self._substrate.raw._runtimes
        runtimes._head_codec, runtimes._head_checked_at = None, -math.inf
        runtimes._codecs._data.clear()
        forget_metadata(genesis)

    async def ask(self, method: str, *params: Value) -> Value:
        return await self._substrate.raw.rpc_request(method, list(params))

    async def query(self, pallet: str, item: str, *params: Value, at: str | None = None) -> Value:
        return await self._substrate.raw.query(pallet, item, list(params), block_hash=at)

    async def runtime_call(
        self, api: str, method: str, *params: Value, at: str | None = None
    ) -> Value:
        return await self._substrate.raw.runtime_call(api, method, list(params), at)

    async def constant(self, pallet: str, name: str) -> Value:
        return await self._substrate.raw.get_constant(pallet, name)

    async def finalized(self) -> int:
        return int(await self._substrate.raw.get_finalized_block_number())

    async def block_hash(self, number: int) -> str:
        return str(await self._substrate.raw.get_block_hash(number))

    async def transactions(self, block_hash: str) -> Sequence[bytes]:
        answer = await self.ask("chain_getBlock", block_hash)
        if answer is None:  # a node may keep headers for longer than what was in the blocks
            raise AppError(ErrorKind.STATE_PRUNED, "the node does not have that block's body")
        return [bytes.fromhex(text.removeprefix("0x")) for text in answer["block"]["extrinsics"]]

    async def compose(self, call: Call) -> bytes:
        parts = (call.pallet, call.function, dict(call.arguments))
        composed: CallBytes = await self._substrate.compose(parts)
        return bytes(composed.data)

    async def fee(self, runtime: Runtime, extrinsic: bytes) -> int:
        """Rao for a signed extrinsic, whose signature is not looked at, as the node says."""
        api, method = "TransactionPaymentApi", "query_info"
        size = len(extrinsic).to_bytes(4, "little")
        answer = await self.ask("state_call", f"{api}_{method}", "0x" + (extrinsic + size).hex())
        raw = bytes.fromhex(answer.removeprefix("0x"))
        info = decode_runtime_api_result(cast("Any", runtime), api, method, raw)
        return int(info["partial_fee"])

    async def prepare(
        self, data: bytes, account: Signatory, *, nonce: int, period: int, digest: bytes
    ) -> Unsigned:
        made: Any = await self._substrate.prepare(
            data,
            address=account.ss58_address,
            crypto_type=account.crypto_type,
            nonce=nonce,
            period=period,
            metadata_hash=digest,
        )
        return Unsigned(made, bytes(made.payload), int(made.era["current"]), made.era_block_hash)

    async def attach(self, unsigned: Unsigned, seal: bytes) -> bytes:
        signed: SignedExtrinsic = await self._substrate.raw.attach_signature(
            unsigned.extrinsic, seal
        )
        return bytes(signed.data)

    async def resolve(self, transaction: str, block_hash: str) -> Report:
        report = await self._substrate.raw.resolve_extrinsic(transaction, block_hash)
        message: Mapping[str, Value] = report.error_message or {}
        name = "" if report.is_success else str(message.get("name") or "unknown")
        return Report(
            fee=int(report.total_fee_amount or 0),
            succeeded=bool(report.is_success),
            error=name,
            index=int(report.extrinsic_idx),
            events=report.triggered_events,
        )
