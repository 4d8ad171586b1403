from typing import Any

import bittensor_core
import pytest

from core.practice import blocks, calls, fees
from core.practice.blocks import AUTHOR, Grant
from core.practice.codec import blake2_256
from core.practice.economy import hooks
from core.practice.node import Node
from tests.fakes.signing import ALICE, BOB, Account, small_node


@pytest.fixture
def node() -> Node:
    return small_node()


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody but the test does anything."""
    monkeypatch.setattr(hooks, "on_initialize", lambda _ctx, _seed: None)


def _events(node: Node) -> list[tuple[int | None, str, str]]:
    """Extrinsic, pallet and name of the events of the head."""
    return [
        (record.get("extrinsic_idx"), record["module_id"], record["event_id"])
        for record in node.state.get("System", "Events")
    ]


def _at(node: Node, index: int) -> list[str]:
    return [f"{pallet}.{name}" for place, pallet, name in _events(node) if place == index]


def _free(node: Node, account: str) -> int:
    return int(node.state.get("System", "Account", account)["data"]["free"])


def _nonce(node: Node, account: Account) -> int:
    return int(node.state.get("System", "Account", account.address)["nonce"])


def _include(node: Node, *raws: bytes) -> None:
    for raw in raws:
        node.pool.submit(raw, blake2_256(raw))
    node.make_block()


def _shielded(node: Node, inner: bytes) -> bytes:
    """A signed shielded extrinsic for the key that will be open when it gets in."""
    key = bytes.fromhex(node.state.get("MevShield", "NextKey").removeprefix("0x"))
    sealed = bittensor_core.encrypt_mlkem768(key, inner, include_key_hash=True)
    arguments = {"ciphertext": "0x" + bytes(sealed).hex()}
    return ALICE.sign(node, "MevShield", "submit_encrypted", arguments, period=8)


def test_an_empty_block_holds_its_two_inherents(node: Node) -> None:
    node.make_block()
    body = node.chain.head.body
    decoded = [node.codec.decode_call(raw[raw.index(b"\5") + 1 :])[:2] for raw in body[:1]]
    assert decoded == [("Timestamp", "set")]
    assert len(body) == 2
    assert _at(node, 0) == ["System.ExtrinsicSuccess"]
    assert _at(node, 1) == ["System.ExtrinsicSuccess"]


def test_the_header_is_hashed_by_its_bytes_and_names_its_parent(node: Node) -> None:
    parent = node.chain.head.hash
    node.make_block()
    head = node.chain.head
    assert head.hash == blake2_256(head.header.encode())
    assert head.header.parent == parent
    assert node.state.get("System", "ParentHash") == "0x" + parent.hex()


def test_equal_blocks_have_equal_roots() -> None:
    one, two = small_node(), small_node()
    for node in (one, two):
        node.state.put("Timestamp", "Now", value=2**45)
        node.state.take_journal()
        node.make_block()
    assert one.chain.head.header.parent == two.chain.head.header.parent
    assert one.chain.head.header.state_root == two.chain.head.header.state_root


def test_a_transfer_deposits_its_events_in_the_runtimes_order(node: Node) -> None:
    _include(node, ALICE.transfer(node, BOB, 10**9))
    node.make_block()
    _include(node, ALICE.transfer(node, BOB, 10**9, nonce=1))
    assert _at(node, 2) == [
        "Balances.Withdraw",
        "Balances.Transfer",
        "Balances.Deposit",
        "TransactionPayment.TransactionFeePaid",
        "System.ExtrinsicSuccess",
    ]


@pytest.mark.usefixtures("quiet")
def test_a_transfer_costs_what_it_costs_on_the_chain(node: Node) -> None:
    before = _free(node, ALICE.address)
    _include(node, ALICE.transfer(node, BOB, 10**9))
    fee = before - _free(node, ALICE.address) - 10**9
    assert abs(fee - 166_247) < 10
    assert _free(node, AUTHOR) == fee


@pytest.mark.usefixtures("quiet")
def test_a_failed_call_changes_only_nonce_and_fee(node: Node) -> None:
    alice, bob = _free(node, ALICE.address), _free(node, BOB.address)
    _include(node, ALICE.transfer(node, BOB, alice))
    assert "System.ExtrinsicFailed" in _at(node, 2)
    assert "Balances.Transfer" not in _at(node, 2)
    assert _nonce(node, ALICE) == 1
    assert _free(node, BOB.address) == bob
    assert alice - _free(node, ALICE.address) == _free(node, AUTHOR)


def test_a_broken_rule_fails_its_call_and_not_the_chain(
    node: Node, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(ctx: Any, _signer: str, _arguments: Any) -> None:
        ctx.deposit("Balances", "Transfer", {})
        raise KeyError("a defect")

    monkeypatch.setattr(calls, "find", lambda _pallet, _function: broken)
    _include(node, ALICE.transfer(node, BOB, 7))
    assert _at(node, 2)[-1] == "System.ExtrinsicFailed"
    assert _nonce(node, ALICE) == 1
    assert "a defect" in caplog.text


def test_a_broken_hook_is_undone_and_the_chain_goes_on(
    node: Node, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(ctx: Any, _seed: int) -> None:
        ctx.state.put("SubtensorModule", "TotalNetworks", value=77)
        raise ZeroDivisionError

    monkeypatch.setattr(hooks, "on_initialize", broken)
    before = node.chain.head.number
    node.make_block()
    assert node.chain.head.number == before + 1
    assert node.state.get("SubtensorModule", "TotalNetworks") == 3
    assert "ZeroDivisionError" in caplog.text


def test_an_event_of_the_wrong_shape_is_left_out(
    node: Node, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def odd(ctx: Any, _seed: int) -> None:
        ctx.deposit("Balances", "Transfer", {"nonsense": 1})

    monkeypatch.setattr(hooks, "on_initialize", odd)
    node.make_block()
    assert _at(node, 0) == ["System.ExtrinsicSuccess"]
    assert "left out" in caplog.text


def test_a_shielded_extrinsic_is_opened_right_behind_its_cover(node: Node) -> None:
    for _ in range(3):
        node.make_block()
    inner = ALICE.transfer(node, BOB, 10**9, nonce=1, period=8)
    bob = _free(node, BOB.address)
    _include(node, _shielded(node, inner))
    assert node.chain.head.body[3] == inner
    assert "MevShield.EncryptedSubmitted" in _at(node, 2)
    assert "Balances.Transfer" in _at(node, 3)
    assert _free(node, BOB.address) == bob + 10**9
    assert _nonce(node, ALICE) == 2


@pytest.mark.parametrize("nonce", [0, 2])
def test_a_shielded_extrinsic_of_the_wrong_nonce_is_silently_absent(node: Node, nonce: int) -> None:
    for _ in range(3):
        node.make_block()
    inner = ALICE.transfer(node, BOB, 10**9, nonce=nonce, period=8)
    _include(node, _shielded(node, inner))
    assert len(node.chain.head.body) == 3
    assert _nonce(node, ALICE) == 1


def test_a_sealed_box_of_rubbish_is_only_announced(node: Node) -> None:
    for _ in range(3):
        node.make_block()
    _include(node, _shielded(node, b"rubbish"))
    assert _at(node, 2)[-1] == "System.ExtrinsicSuccess"
    assert len(node.chain.head.body) == 3


def test_the_faucet_creates_money_and_counts_it(node: Node) -> None:
    someone = Account("//Someone").address
    node.order(Grant(someone, 5 * 10**9))
    node.make_block()
    assert _free(node, someone) == 5 * 10**9
    held = sum(account["data"]["free"] for _, account in node.state.items("System", "Account"))
    assert node.state.get("Balances", "TotalIssuance") == held
    assert node.state.get("SubtensorModule", "TotalIssuance") == held
    assert (None, "Balances", "Minted") in _events(node)


def test_a_grant_too_small_to_live_leaves_no_trace(
    node: Node, caplog: pytest.LogCaptureFixture
) -> None:
    node.order(Grant(Account("//Someone").address, 1))
    node.make_block()
    assert _free(node, Account("//Someone").address) == 0
    assert "undone" in caplog.text


def test_block_hashes_are_kept_for_a_while(node: Node) -> None:
    parent = node.chain.head
    node.make_block()
    assert node.state.get("System", "BlockHash", parent.number) == "0x" + parent.hash.hex()
    assert node.state.get("System", "BlockHash", 0) == "0x" + node.chain.genesis_hash.hex()


def test_what_does_not_fit_waits_with_its_followers_for_the_next_block(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = {"remark": "0x" + "00" * 1_000}
    raws = [
        ALICE.sign(node, "System", "remark", large, nonce=0),
        ALICE.sign(node, "System", "remark", large, nonce=1),
        ALICE.transfer(node, BOB, 7, nonce=2),
        BOB.transfer(node, ALICE, 7, nonce=0),
    ]
    monkeypatch.setattr(blocks, "NORMAL_LENGTH", 1_500)
    _include(node, *raws)
    assert node.chain.head.body[2:] == (raws[0], raws[3])
    node.make_block()
    assert node.chain.head.body[2:] == (raws[1], raws[2])


def test_an_extrinsic_whose_settling_breaks_is_left_out_whole(
    node: Node, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_ctx: Any, _payment: Any) -> None:
        raise ZeroDivisionError

    alice = _free(node, ALICE.address)
    raw = ALICE.transfer(node, BOB, 7)
    heard: list[Any] = []
    node.pool.submit(raw, blake2_256(raw), heard.append)
    monkeypatch.setattr(fees, "settle", broken)
    node.make_block()
    assert heard == ["ready", "invalid"]
    assert len(node.chain.head.body) == 2
    assert (_free(node, ALICE.address), _nonce(node, ALICE)) == (alice, 0)
    assert "ZeroDivisionError" in caplog.text
