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
from core.errors import AppError, ErrorKind
from core.keys.signer import AgentSigner

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

    async def sign(self, ref: KeyRef, payload: bytes) -> bytes:
        self.asked.append((ref, payload))
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


async def test_signing_is_the_agents():
    agent = Agent()
    assert await AgentSigner(agent, KEY).sign(b"payload") == b"signature"
    assert agent.asked == [(KeyRef("main"), b"payload")]


async def test_the_digest_is_of_the_runtime_that_is_signed_for():
    agent = Agent()
    assert await AgentSigner(agent, KEY).metadata_digest(Context()) == b"digest"
    assert agent.asked == [(b"meta", 461, "node-subtensor")]


async def test_a_runtime_of_another_address_format_gets_no_digest():
    with pytest.raises(AppError) as caught:
        await AgentSigner(Agent(), KEY).metadata_digest(Context(ss58_format=0))
    assert caught.value.kind is ErrorKind.NODE_FAULT
