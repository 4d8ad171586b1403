from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.practice.codec import Codec, compact
from core.practice.extrinsics import (
    Era,
    MalformedExtrinsicError,
    SignedExtrinsic,
    bare,
    parse,
)
from core.practice.metadata import load
from core.practice.node import Node
from tests.fakes.signing import ALICE, BOB, ED25519, Account, small_node


@pytest.fixture(scope="module")
def node() -> Node:
    return small_node()


def _verified(node: Node, extrinsic: SignedExtrinsic) -> bool:
    birth = node.chain.hash_of(extrinsic.era.birth(node.chain.head.number))
    assert birth is not None
    return extrinsic.verify(node.codec, node.chain.genesis_hash, birth)


def test_a_signed_transfer_is_taken_apart(node: Node) -> None:
    raw = ALICE.transfer(node, BOB, 7, nonce=3, tip=5)
    extrinsic = parse(node.codec, raw)
    assert (extrinsic.signer, extrinsic.nonce, extrinsic.tip) == (ALICE.address, 3, 5)
    assert (extrinsic.pallet, extrinsic.function) == ("Balances", "transfer_keep_alive")
    assert extrinsic.arguments == {"dest": BOB.address, "value": 7}
    assert extrinsic.length == len(raw)


@pytest.mark.parametrize("account", [ALICE, Account("//Alice", ED25519)])
@pytest.mark.parametrize("period", [None, 8, 64, 4096])
def test_a_true_signature_holds(node: Node, account: Account, period: int | None) -> None:
    raw = account.transfer(node, BOB, 7, period=period)
    assert _verified(node, parse(node.codec, raw))


def test_a_long_call_is_signed_by_its_hash(node: Node) -> None:
    raw = ALICE.sign(node, "System", "remark", {"remark": "0x" + "ab" * 400})
    assert _verified(node, parse(node.codec, raw))


def test_a_signature_over_the_metadata_digest_holds(node: Node) -> None:
    raw = ALICE.transfer(node, BOB, 7, digest=node.codec.digest)
    extrinsic = parse(node.codec, raw)
    assert extrinsic.metadata_mode == 1
    assert _verified(node, extrinsic)


def test_a_signature_over_another_digest_does_not_hold(node: Node) -> None:
    assert not _verified(node, parse(node.codec, ALICE.transfer(node, BOB, 7, digest=b"x" * 32)))


def test_a_signature_for_another_chain_does_not_hold(node: Node) -> None:
    assert not _verified(node, parse(node.codec, ALICE.transfer(node, BOB, 7, genesis=b"g" * 32)))


def test_an_ecdsa_signature_never_holds(node: Node) -> None:
    extrinsic = replace(parse(node.codec, ALICE.transfer(node, BOB, 7)), crypto=2)
    assert not _verified(node, extrinsic)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_one_changed_bit_is_noticed(data: st.DataObject) -> None:
    node = _shared_node()
    raw = bytearray(ALICE.transfer(node, BOB, 7))
    position = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[position // 8] ^= 1 << position % 8
    try:
        extrinsic = parse(node.codec, bytes(raw))
    except MalformedExtrinsicError:
        return
    birth = node.chain.hash_of(extrinsic.era.birth(node.chain.head.number + 1)) or bytes(32)
    assert not extrinsic.verify(node.codec, node.chain.genesis_hash, birth)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_are_an_extrinsic_or_malformed(body: bytes) -> None:
    for raw in (body, compact(len(body)) + body, compact(len(body) + 2) + b"\x84\0" + body):
        try:
            parse(CODEC, raw)
        except MalformedExtrinsicError:
            continue


def test_an_inherent_is_no_signed_extrinsic(node: Node) -> None:
    raw = bare(node.codec.encode_call("Timestamp", "set", {"now": 1}))
    with pytest.raises(MalformedExtrinsicError):
        parse(node.codec, raw)


def test_bytes_behind_the_call_are_malformed(node: Node) -> None:
    raw = ALICE.transfer(node, BOB, 7)
    with pytest.raises(MalformedExtrinsicError):
        parse(node.codec, raw + b"\0")


@given(st.integers(2, 16).map(lambda bits: 1 << bits), st.integers(0, 10**6))
def test_an_era_covers_its_period_and_no_more(period: int, current: int) -> None:
    coded = bytes(CODEC.runtime.encode_era({"period": period, "current": current}))
    era, end = Era.read(coded, 0)
    assert end == 2
    birth = era.birth(current)
    assert birth <= current or current < era.phase
    assert era.death(birth) == birth + period
    assert era.birth(birth + period - 1) == birth
    assert era.birth(birth + period) == birth + period


def test_an_immortal_era_begins_with_the_genesis() -> None:
    era, end = Era.read(b"\0", 0)
    assert (era.immortal, era.birth(99), era.death(99), end) == (True, 0, None, 1)


CODEC = Codec(load())
_NODES: list[Node] = []


def _shared_node() -> Node:
    if not _NODES:
        _NODES.append(small_node())
    return _NODES[0]
