"""The SDK's making of transactions by a metadata of one's choice, without a node."""

from __future__ import annotations

from typing import Any

from bittensor._transport.codec import RuntimeCodec
from bittensor._transport.extrinsics import attach_signature, prepare_extrinsic

from core.chain.headers import header_hash
from core.chain.writes_access import Unsigned
from core.practice.shield import announced_key

GENESIS = "0x" + "ab" * 32
CURRENT = 1_000
NONCE = 5
HEADER = {
    "parentHash": "0x" + "c0" * 32,
    "number": hex(CURRENT),
    "stateRoot": "0x" + "c1" * 32,
    "extrinsicsRoot": "0x" + "c2" * 32,
    "digest": {"logs": []},
}
PRICE = 50_000_000  # rao, of an alpha and of a registration


class OfflineAccess:
    """A ``WriteAccess`` on which every answer is the honest one, but for the metadata."""

    def __init__(self, metadata: bytes) -> None:
        self._runtime = RuntimeCodec(
            metadata, spec_version=461, transaction_version=1, spec_name="node-subtensor"
        )
        self.forgotten = 0
        self.answers: dict[str, Any] = {
            "chain_getBlockHash": GENESIS,
            "chain_getHeader": HEADER,
            "state_getRuntimeVersion": {"specVersion": 461},
            "account_nextIndex": NONCE,
            "SubtensorModule.Burn": PRICE,
            "SwapRuntimeApi.current_alpha_price": PRICE,
            "MevShield.NextKey": "0x" + announced_key(1, 1).hex(),
        }

    async def runtime(self) -> RuntimeCodec:
        return self._runtime

    def forget_runtime(self, genesis: str) -> None:
        self.forgotten += 1

    async def ask(self, method: str, *params: Any) -> Any:
        return self.answers[method]

    async def query(self, pallet: str, item: str, *params: Any, at: str | None = None) -> Any:
        return self.answers[f"{pallet}.{item}"]

    async def runtime_call(self, api: str, method: str, *params: Any, at: str | None = None) -> Any:
        return self.answers[f"{api}.{method}"]

    async def compose(self, call: Any) -> bytes:
        composed = self._runtime.compose_call(call.pallet, call.function, dict(call.arguments))
        return bytes(composed.data)

    async def fee(self, runtime: Any, extrinsic: bytes) -> int:
        return 150_000

    async def prepare(
        self, data: bytes, account: Any, *, nonce: int, period: int, digest: bytes
    ) -> Unsigned:
        era_hash = header_hash(HEADER, CURRENT)
        made = prepare_extrinsic(
            self._runtime,
            data,
            address=account.ss58_address,
            public_key=account.public_key,
            crypto_type=account.crypto_type,
            era={"period": period, "current": CURRENT},
            nonce=nonce,
            genesis_hash=GENESIS,
            era_block_hash=era_hash,
            metadata_hash=digest,
        )
        return Unsigned(made, made.payload, CURRENT, era_hash)

    async def attach(self, unsigned: Unsigned, seal: bytes) -> bytes:
        return bytes(attach_signature(self._runtime, unsigned.extrinsic, seal).data)
