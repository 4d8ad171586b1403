"""The SDK's view of an unlocked key."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from core.domain.ids import Ss58
from core.domain.keys import (
    CryptoType,
    Fingerprint,
    KeyFormat,
    KeyRef,
    StoredKey,
    UnlockedKey,
)
from core.domain.signing import SigningOrder
from core.errors import AppError, ErrorKind
from core.keys.signer import AgentSigner
from tests.fakes.orders import order

KEY = UnlockedKey(
    StoredKey(
        KeyRef("main"),
        Ss58("5X"),
        b"\1" * 32,
        CryptoType.ED25519,
        KeyFormat.NACL,
        Fingerprint("", 0, 0, 0),
    ),
    has_changed=False,
    has_public=True,
)


class Agent:
    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    async def sign_order(self, ref: KeyRef, order: SigningOrder) -> bytes:
        self.asked.append((ref, order))
        if order.function != "Balances.transfer_keep_alive":
            raise AppError(ErrorKind.NODE_FAULT, "another call")
        return b"signature"

    async def metadata_digest(self, metadata: bytes, spec_version: int, spec_name: str) -> bytes:
        self.asked.append((metadata, spec_version, spec_name))
        return b"digest"


@dataclass
class Context:
    metadata_bytes: bytes = b"meta"
    spec_version: int = 461
    spec_name: str = "node-subtensor"
    ss58_format: int = 42


def test_it_says_which_key_it_is():
    signer = AgentSigner(Agent(), KEY)
    assert signer.ss58_address == "5X"
    assert signer.public_key == b"\1" * 32
    assert signer.crypto_type == 0
    assert signer.ref == KeyRef("main")
    assert "main" in repr(signer)


async def test_signing_an_order_is_the_agents():
    agent, said = Agent(), order()
    assert await AgentSigner(agent, KEY).sign_order(said) == b"signature"
    assert agent.asked == [(KeyRef("main"), said)]


async def _refused(signer: AgentSigner, payload: bytes) -> bool:
    with pytest.raises(AppError) as caught:
        await signer.sign(payload)
    return caught.value.kind is ErrorKind.UNSUPPORTED


async def test_bytes_without_an_order_are_not_signed():
    agent = Agent()
    assert await _refused(AgentSigner(agent, KEY), order().payload)
    assert agent.asked == []


async def test_the_sdk_gets_the_signature_of_the_order_just_signed_once():
    signer, said = AgentSigner(Agent(), KEY), order()
    await signer.sign_order(said)
    assert await _refused(signer, said.payload + b"!")
    assert await signer.sign(said.payload) == b"signature"
    assert await _refused(signer, said.payload)


async def test_an_order_that_is_refused_takes_the_one_before_along():
    signer, said = AgentSigner(Agent(), KEY), order()
    await signer.sign_order(said)
    with pytest.raises(AppError):
        await signer.sign_order(order("System", "remark", {"remark": b"x"}))
    assert await _refused(signer, said.payload)


async def test_the_digest_is_of_the_runtime_that_is_signed_for():
    agent = Agent()
    assert await AgentSigner(agent, KEY).metadata_digest(Context()) == b"digest"
    assert agent.asked == [(b"meta", 461, "node-subtensor")]


async def test_a_runtime_of_another_address_format_gets_no_digest():
    with pytest.raises(AppError) as caught:
        await AgentSigner(Agent(), KEY).metadata_digest(Context(ss58_format=0))
    assert caught.value.kind is ErrorKind.NODE_FAULT
