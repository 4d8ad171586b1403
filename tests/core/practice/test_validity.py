from typing import Any

import pytest

from core.practice.codec import ZERO_ACCOUNT
from core.practice.node import Node
from core.practice.validity import BLOCK_HASH_COUNT, InvalidTransactionError
from tests.fakes.signing import ALICE, BOB, Account, small_node

BROKE = Account("//Nobody")


@pytest.fixture(scope="module")
def node() -> Node:
    return small_node(start_block=3_000)


def _refusal(node: Node, raw: bytes) -> tuple[int, str | None]:
    with pytest.raises(InvalidTransactionError) as caught:
        node.validity.check(raw)
    return caught.value.code, caught.value.data


def test_a_transfer_is_valid_until_its_era_ends(node: Node) -> None:
    valid = node.validity.check(ALICE.transfer(node, BOB, 7, period=8))
    assert valid.fee.pays
    assert valid.death is not None
    assert node.chain.head.number < valid.death <= node.chain.head.number + 9


def test_an_immortal_transfer_has_no_end(node: Node) -> None:
    assert node.validity.check(ALICE.transfer(node, BOB, 7, period=None)).death is None


def test_bytes_that_are_no_extrinsic_fail_verification(node: Node) -> None:
    code, _ = _refusal(node, b"\x10\x84\0\0\0")
    assert code == 1002


def test_a_changed_call_has_a_bad_signature(node: Node) -> None:
    raw = bytearray(ALICE.transfer(node, BOB, 7))
    raw[-1] ^= 4
    assert _refusal(node, bytes(raw)) == (1010, "Transaction has a bad signature")


def test_another_genesis_is_a_bad_signature(node: Node) -> None:
    raw = ALICE.transfer(node, BOB, 7, genesis=b"g" * 32)
    assert _refusal(node, raw) == (1010, "Transaction has a bad signature")


def test_a_wrong_metadata_digest_is_a_bad_signature(node: Node) -> None:
    raw = ALICE.transfer(node, BOB, 7, digest=b"d" * 32)
    assert _refusal(node, raw) == (1010, "Transaction has a bad signature")


def test_the_right_metadata_digest_is_valid(node: Node) -> None:
    node.validity.check(ALICE.transfer(node, BOB, 7, digest=node.codec.digest))


def test_a_used_nonce_is_outdated() -> None:
    node = small_node()
    node.pool.submit(ALICE.transfer(node, BOB, 7), b"first")
    node.make_block()
    assert _refusal(node, ALICE.transfer(node, BOB, 8)) == (1010, "Transaction is outdated")


def test_a_future_nonce_is_valid(node: Node) -> None:
    assert node.validity.check(ALICE.transfer(node, BOB, 7, nonce=5)).extrinsic.nonce == 5


def test_an_account_without_money_cannot_pay(node: Node) -> None:
    code, reason = _refusal(node, BROKE.transfer(node, BOB, 7))
    assert code == 1010
    assert reason == "Inability to pay some fees (e.g. account balance too low)"


def test_a_tip_beyond_the_balance_cannot_be_paid(node: Node) -> None:
    code, reason = _refusal(node, ALICE.transfer(node, BOB, 7, tip=2**63))
    assert code == 1010
    assert reason is not None
    assert "Inability to pay" in reason


_REMARK = {"System": {"remark": {"remark": "0x00"}}}


@pytest.mark.parametrize(
    ("pallet", "function", "arguments"),
    [
        ("Sudo", "remove_key", {}),
        ("Sudo", "sudo", {"call": _REMARK}),
        ("Utility", "as_derivative", {"index": 0, "call": _REMARK}),
        ("Proxy", "announce", {"real": BOB.address, "call_hash": "0x" + "00" * 32}),
        (
            "Balances",
            "force_transfer",
            {"source": BOB.address, "dest": ALICE.address, "value": 1},
        ),
        ("System", "set_code", {"code": "0x00"}),
        ("SubtensorModule", "swap_coldkey_announced", {"new_coldkey": BOB.address}),
    ],
)
def test_a_call_without_rules_is_refused_by_name(
    node: Node, pallet: str, function: str, arguments: dict[str, Any]
) -> None:
    raw = ALICE.sign(node, pallet, function, arguments)
    reason = f"not part of the practice network yet: {pallet}.{function}"
    assert _refusal(node, raw) == (1010, reason)


def test_an_era_older_than_the_known_hashes_is_ancient(node: Node) -> None:
    period = 4_096
    raw = ALICE.transfer(node, BOB, 7, period=period)
    era_birth = node.validity.check(raw).death
    assert era_birth is not None
    birth = era_birth - period
    assert node.chain.head.number - birth < BLOCK_HASH_COUNT
    while node.chain.head.number + 1 - birth <= BLOCK_HASH_COUNT:
        node.make_block()
    assert _refusal(node, raw) == (1010, "Transaction has an ancient birth block")


@pytest.mark.parametrize("period", [None, 16])
def test_a_shielded_call_has_to_be_short_lived(node: Node, period: int | None) -> None:
    arguments: dict[str, Any] = {"ciphertext": "0x" + "00" * 1_200}
    raw = ALICE.sign(node, "MevShield", "submit_encrypted", arguments, period=period)
    assert _refusal(node, raw) == (1010, "Transaction is outdated")


def test_a_malformed_ciphertext_has_its_custom_code(node: Node) -> None:
    arguments: dict[str, Any] = {"ciphertext": "0x00"}
    raw = ALICE.sign(node, "MevShield", "submit_encrypted", arguments, period=8)
    assert _refusal(node, raw) == (1010, "Custom error: 23")


def test_a_free_call_of_an_unknown_account_is_not_refused_for_its_fee(node: Node) -> None:
    arguments: dict[str, Any] = {
        "netuid": 1,
        "version": 1,
        "ip": 16_909_060,
        "port": 8091,
        "ip_type": 4,
        "protocol": 4,
        "placeholder1": 0,
        "placeholder2": 0,
    }
    raw = BROKE.sign(node, "SubtensorModule", "serve_axon", arguments)
    assert _refusal(node, raw) == (1010, "Custom error: 10")


def test_the_zero_account_signs_nothing(node: Node) -> None:
    assert node.validity.nonce(ZERO_ACCOUNT) == 0
