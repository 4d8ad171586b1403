import pytest

from core.practice import pool as pool_module
from core.practice.codec import blake2_256
from core.practice.node import Node
from core.practice.pool import Status
from core.practice.validity import InvalidTransactionError
from tests.fakes.signing import ALICE, BOB, Account, small_node


@pytest.fixture
def node() -> Node:
    return small_node()


def _submit(node: Node, raw: bytes) -> list[Status]:
    """The statuses that a watcher hears, growing as they come."""
    heard: list[Status] = []
    node.pool.submit(raw, blake2_256(raw), heard.append)
    return heard


def _refusal(node: Node, raw: bytes) -> InvalidTransactionError:
    with pytest.raises(InvalidTransactionError) as caught:
        node.pool.submit(raw, blake2_256(raw))
    return caught.value


def _names(heard: list[Status]) -> list[str]:
    return [status if isinstance(status, str) else next(iter(status)) for status in heard]


def test_a_transfer_goes_from_ready_to_final(node: Node) -> None:
    heard = _submit(node, ALICE.transfer(node, BOB, 7))
    node.make_block()
    included = "0x" + node.chain.head.hash.hex()
    assert heard == ["ready", {"inBlock": included}]
    for _ in range(3):
        node.make_block()
    assert heard == ["ready", {"inBlock": included}, {"finalized": included}]


def test_a_gap_in_nonces_waits_for_its_turn(node: Node) -> None:
    later = _submit(node, ALICE.transfer(node, BOB, 7, nonce=1))
    node.make_block()
    assert later == ["future"]
    _submit(node, ALICE.transfer(node, BOB, 7, nonce=0))
    assert later == ["future", "ready"]
    node.make_block()
    assert _names(later) == ["future", "ready", "inBlock"]


def test_nonces_are_included_in_their_order(node: Node) -> None:
    raws = [ALICE.transfer(node, BOB, 7 + nonce, nonce=nonce) for nonce in range(5)]
    for raw in reversed(raws):
        _submit(node, raw)
    assert node.pool.pending() == raws


def test_the_next_nonce_counts_what_is_ready(node: Node) -> None:
    _submit(node, ALICE.transfer(node, BOB, 7, nonce=0))
    _submit(node, ALICE.transfer(node, BOB, 7, nonce=1))
    _submit(node, ALICE.transfer(node, BOB, 7, nonce=3))
    assert node.pool.next_nonce(ALICE.address) == 2


def test_the_same_bytes_are_imported_once(node: Node) -> None:
    raw = ALICE.transfer(node, BOB, 7)
    _submit(node, raw)
    refusal = _refusal(node, raw)
    assert (refusal.code, refusal.message) == (1013, "Transaction Already Imported")
    assert refusal.data == "0x" + blake2_256(raw).hex()


def test_a_rival_of_equal_priority_is_refused(node: Node) -> None:
    _submit(node, ALICE.transfer(node, BOB, 7))
    refusal = _refusal(node, ALICE.transfer(node, BOB, 8))
    assert (refusal.code, refusal.message) == (1014, "Priority is too low: (0 vs 0)")


def test_included_bytes_are_banned_for_a_while(node: Node) -> None:
    raw = ALICE.transfer(node, BOB, 7)
    _submit(node, raw)
    node.make_block()
    refusal = _refusal(node, raw)
    assert (refusal.code, refusal.message) == (1012, "Transaction is temporarily banned")


def test_refused_bytes_are_banned_for_a_while(node: Node) -> None:
    raw = Account("//Nobody").transfer(node, BOB, 7)
    assert _refusal(node, raw).code == 1010
    assert _refusal(node, raw).code == 1012


def test_a_ban_ends(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = Account("//Nobody").transfer(node, BOB, 7)
    assert _refusal(node, raw).code == 1010
    later = pool_module.monotonic() + pool_module.BAN_SECONDS + 1
    monkeypatch.setattr(pool_module, "monotonic", lambda: later)
    assert _refusal(node, raw).code == 1010


def test_an_expired_transaction_is_invalid_and_gone(node: Node) -> None:
    heard = _submit(node, ALICE.transfer(node, BOB, 7, nonce=1, period=4))
    for _ in range(5):
        node.make_block()
    assert heard == ["future", "invalid"]
    assert len(node.pool) == 0


def test_a_transaction_that_became_unpayable_takes_its_followers_along(node: Node) -> None:
    poor = Account("//Poor")
    fee = node.validity.check(ALICE.transfer(node, poor, 10**7)).fee.total
    _submit(node, ALICE.transfer(node, poor, 3 * 10**6))
    node.make_block()
    first = _submit(node, poor.transfer(node, BOB, 3 * 10**6 - 2 * fee, nonce=0))
    second = _submit(node, poor.transfer(node, BOB, 1, nonce=1))
    third = _submit(node, poor.transfer(node, BOB, 1, nonce=2))
    node.make_block()
    assert _names(first) == ["ready", "inBlock"]
    assert (second, third) == (["ready", "invalid"], ["ready", "invalid"])


def test_a_full_pool_drops_at_once(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "READY_LIMIT", 1)
    monkeypatch.setattr(pool_module, "FUTURE_LIMIT", 1)
    _submit(node, ALICE.transfer(node, BOB, 7))
    _submit(node, ALICE.transfer(node, BOB, 7, nonce=2))
    assert _refusal(node, BOB.transfer(node, ALICE, 7)).code == 1016
    assert _refusal(node, BOB.transfer(node, ALICE, 7, nonce=1)).code == 1016


@pytest.mark.parametrize(("room", "nonce"), [("READY_BYTES", 1), ("FUTURE_BYTES", 2)])
def test_a_pool_has_room_for_so_many_bytes_only(
    node: Node, monkeypatch: pytest.MonkeyPatch, room: str, nonce: int
) -> None:
    long = {"remark": "0x" + "00" * 600}
    monkeypatch.setattr(pool_module, room, 1_000)
    _submit(node, ALICE.sign(node, "System", "remark", long, nonce=nonce - 1))
    _submit(node, BOB.sign(node, "System", "remark", {"remark": "0x"}, nonce=nonce - 1))
    assert _refusal(node, ALICE.sign(node, "System", "remark", long, nonce=nonce)).code == 1016


def test_who_stopped_watching_hears_no_more(node: Node) -> None:
    heard: list[Status] = []
    watcher = heard.append
    raw = ALICE.transfer(node, BOB, 7)
    node.pool.submit(raw, blake2_256(raw), watcher)
    node.unwatch(watcher)
    node.make_block()
    assert heard == ["ready"]


def test_a_block_takes_two_hundred_transfers(node: Node) -> None:
    heard = [_submit(node, ALICE.transfer(node, BOB, 7, nonce=nonce)) for nonce in range(200)]
    node.make_block()
    assert {tuple(_names(statuses)) for statuses in heard} == {("ready", "inBlock")}
    assert len(node.chain.head.body) == 202
