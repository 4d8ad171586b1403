"""Accounts that sign extrinsics with the SDK's own encoder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import bittensor_core

from core.practice.node import Node
from core.practice.store import Store
from core.practice.world import WorldPlan

SR25519 = 1
ED25519 = 0


@dataclass(frozen=True)
class Account:
    """A development account by its URI, such as ``//Alice``."""

    uri: str
    crypto: int = SR25519

    @property
    def key(self) -> Any:
        return bittensor_core.Keypair.create_from_uri(self.uri, self.crypto)

    @property
    def address(self) -> str:
        return str(self.key.ss58_address)

    def sign(
        self,
        node: Node,
        pallet: str,
        function: str,
        arguments: dict[str, Any],
        *,
        nonce: int = 0,
        period: int | None = 64,
        tip: int = 0,
        digest: bytes | None = None,
        genesis: bytes | None = None,
    ) -> bytes:
        """A signed extrinsic for the node's head; ``period`` None makes it immortal."""
        runtime = node.codec.runtime
        call = runtime.compose_call(pallet, function, arguments)
        head = node.chain.head.number
        era: Any = "00" if period is None else {"period": period, "current": head}
        birth = 0 if period is None else bittensor_core.era_birth(period, head)
        payload = runtime.signature_payload(
            call,
            era=era,
            nonce=nonce,
            tip=tip,
            tip_asset_id=None,
            genesis_hash=genesis or node.chain.genesis_hash,
            era_block_hash=node.chain.hash_of(birth),
            metadata_hash=digest,
        )
        key = self.key
        raw, _ = runtime.encode_signed_extrinsic(
            call,
            public_key=key.public_key,
            signature=key.sign(payload),
            signature_version=self.crypto,
            era=era,
            nonce=nonce,
            tip=tip,
            tip_asset_id=None,
            metadata_hash_enabled=digest is not None,
        )
        return bytes(raw)

    def transfer(self, node: Node, to: Account, rao: int, **options: Any) -> bytes:
        arguments = {"dest": to.address, "value": rao}
        return self.sign(node, "Balances", "transfer_keep_alive", arguments, **options)


ALICE = Account("//Alice")
BOB = Account("//Bob")


def small_plan(**fields: Any) -> WorldPlan:
    """A world that is built in milliseconds."""
    sizes = {"subnets": 3, "neurons": 4, "start_block": 1_000, "started_ms": 1_750_000_000_000}
    return WorldPlan(**{**sizes, **fields})


def small_node(store: Store | None = None, **fields: Any) -> Node:
    """A node in this process, its blocks made by hand with ``make_block``."""
    return Node(small_plan(**fields), store or Store(None))
