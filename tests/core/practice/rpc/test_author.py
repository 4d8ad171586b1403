import pytest

from core.practice.codec import blake2_256
from core.practice.node import Node
from tests.fakes.rpc import Client, RpcRefusedError
from tests.fakes.signing import ALICE, BOB, Account, small_node


@pytest.fixture
def node() -> Node:
    return small_node()


@pytest.fixture
def client(node: Node) -> Client:
    return Client(node)


def _hex(data: bytes) -> str:
    return "0x" + data.hex()


async def test_a_sent_transaction_is_known_by_its_hash(node: Node, client: Client) -> None:
    raw = ALICE.transfer(node, BOB, 7)
    assert await client.call("author_submitExtrinsic", _hex(raw)) == _hex(blake2_256(raw))
    assert await client.call("author_pendingExtrinsics") == [_hex(raw)]


async def test_a_watched_transaction_tells_its_way(node: Node, client: Client) -> None:
    raw = _hex(ALICE.transfer(node, BOB, 7))
    subscription = await client.call("author_submitAndWatchExtrinsic", raw)
    for _ in range(4):
        node.make_block()
    included = node.chain.hash_of(node.chain.head.number - 3)
    assert included is not None
    assert client.heard(subscription) == [
        "ready",
        {"inBlock": _hex(included)},
        {"finalized": _hex(included)},
    ]


async def test_after_unwatching_nothing_is_told(node: Node, client: Client) -> None:
    raw = _hex(ALICE.transfer(node, BOB, 7))
    subscription = await client.call("author_submitAndWatchExtrinsic", raw)
    node.make_block()
    assert await client.call("author_unwatchExtrinsic", subscription) is True
    for _ in range(4):
        node.make_block()
    assert len(client.heard(subscription)) == 2


@pytest.mark.parametrize("method", ["author_submitExtrinsic", "author_submitAndWatchExtrinsic"])
async def test_a_refusal_carries_the_chains_code_and_text(
    node: Node, client: Client, method: str
) -> None:
    with pytest.raises(RpcRefusedError) as caught:
        await client.call(method, _hex(Account("//Nobody").transfer(node, BOB, 7)))
    assert (caught.value.code, caught.value.message) == (1010, "Invalid Transaction")
    assert caught.value.data == "Inability to pay some fees (e.g. account balance too low)"


async def test_a_refused_watch_leaves_no_subscription(node: Node, client: Client) -> None:
    with pytest.raises(RpcRefusedError):
        await client.call("author_submitAndWatchExtrinsic", "0x00")
    client.session.close()
    assert client.news == []


async def test_a_finished_watch_makes_room_for_another(node: Node, client: Client) -> None:
    raw = _hex(ALICE.transfer(node, BOB, 7))
    subscription = await client.call("author_submitAndWatchExtrinsic", raw)
    for _ in range(4):
        node.make_block()
    assert client.heard(subscription)[-1].keys() == {"finalized"}
    assert await client.call("author_unwatchExtrinsic", subscription) is False
