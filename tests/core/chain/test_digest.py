from __future__ import annotations

import pytest

from core.chain.digest import Terms, require_same
from core.chain.intents import call_of
from core.domain.intents import TransferTao
from core.domain.money import TaoRao
from core.errors import AppError, ErrorKind
from tests.fakes.signers import DevSigner, address
from tests.fakes.tiny_world import codec

TERMS = Terms(b"\x01" * 32, 461, 1, 1_000, b"\x02" * 32, 70, b"\x03" * 32)
CALL = call_of(TransferTao(address("//Bob"), TaoRao(10**9))).data
ERA = {"period": 64, "current": 1_000}


def runtime_payload(call: bytes) -> bytes:
    payload = codec().runtime.signature_payload(
        call,
        era=ERA,
        nonce=70,
        tip=0,
        tip_asset_id=None,
        genesis_hash=TERMS.genesis,
        era_block_hash=TERMS.era_hash,
        metadata_hash=TERMS.digest,
    )
    return bytes(payload)


def test_the_payload_is_the_runtimes():
    assert TERMS.payload(CALL) == runtime_payload(CALL)


def test_a_long_payload_is_signed_by_its_hash():
    remark = codec().encode_call("System", "remark", {"remark": "0x" + "aa" * 300})
    assert TERMS.payload(remark) == runtime_payload(remark)
    assert len(TERMS.payload(remark)) == 32


def test_the_extrinsic_is_the_runtimes():
    signer, seal = DevSigner(), b"\x07" * 64
    raw, _ = codec().runtime.encode_signed_extrinsic(
        CALL,
        public_key=signer.public_key,
        signature=seal,
        signature_version=1,
        era=ERA,
        nonce=70,
        tip=0,
        tip_asset_id=None,
        metadata_hash_enabled=True,
    )
    assert TERMS.extrinsic(CALL, signer.public_key, 1, seal) == bytes(raw)


def test_other_bytes_are_a_fault_of_the_node():
    require_same("payload", b"a", b"a")
    with pytest.raises(AppError) as caught:
        require_same("payload", b"a", b"b")
    assert caught.value.kind is ErrorKind.NODE_FAULT
