import pytest

from core.practice.codec import blake2_256
from core.practice.node import Node
from tests.fakes.rpc import Client, RpcRefusedError
from tests.fakes.signing import small_node

NOWHERE = "0x" + "11" * 32


@pytest.fixture
def node() -> Node:
    return small_node()


@pytest.fixture
def client(node: Node) -> Client:
    return Client(node)


def _hex(data: bytes | None) -> str:
    assert data is not None
    return "0x" + data.hex()


async def test_the_hash_without_a_number_is_the_heads(node: Node, client: Client) -> None:
    assert await client.call("chain_getBlockHash") == _hex(node.chain.head.hash)
    assert await client.call("chain_getHead") == _hex(node.chain.head.hash)


async def test_hashes_come_by_number_hex_and_list(node: Node, client: Client) -> None:
    genesis, first = _hex(node.chain.genesis_hash), _hex(node.chain.hash_of(1))
    assert await client.call("chain_getBlockHash", 0) == genesis
    assert await client.call("chain_getBlockHash", "0x1") == first
    assert await client.call("chain_getBlockHash", [0, "0x1", 10**6]) == [genesis, first, None]


@pytest.mark.parametrize("number", [-1, 2**33, "0xzz", True, 1.5, {}])
async def test_an_odd_number_is_refused(client: Client, number: object) -> None:
    with pytest.raises(RpcRefusedError) as caught:
        await client.call("chain_getBlockHash", number)
    assert caught.value.code == -32602


async def test_a_header_hashes_to_its_blocks_hash(node: Node, client: Client) -> None:
    node.make_block()
    block_hash = await client.call("chain_getBlockHash")
    header = await client.call("chain_getHeader", block_hash)
    assert int(header["number"], 16) == node.chain.head.number
    assert _hex(blake2_256(node.chain.head.header.encode())) == block_hash


async def test_an_unknown_block_is_null(client: Client) -> None:
    assert await client.call("chain_getHeader", NOWHERE) is None
    assert await client.call("chain_getBlock", NOWHERE) is None


async def test_a_short_hash_is_refused(client: Client) -> None:
    with pytest.raises(RpcRefusedError) as caught:
        await client.call("chain_getHeader", "0x1111")
    assert caught.value.code == -32602


async def test_a_block_carries_its_extrinsics(node: Node, client: Client) -> None:
    node.make_block()
    block = await client.call("chain_getBlock")
    assert block["block"]["extrinsics"] == [_hex(raw) for raw in node.chain.head.body]


async def test_the_finalized_head_is_three_behind(node: Node, client: Client) -> None:
    for _ in range(5):
        node.make_block()
    expected = _hex(node.chain.hash_of(node.chain.head.number - 3))
    assert await client.call("chain_getFinalizedHead") == expected


@pytest.mark.parametrize(
    "method", ["chain_subscribeNewHeads", "chain_subscribeNewHead", "chain_subscribeAllHeads"]
)
async def test_new_heads_come_at_once_and_with_each_block(
    node: Node, client: Client, method: str
) -> None:
    subscription = await client.call(method)
    node.make_block()
    node.make_block()
    head = node.chain.head.number
    numbers = [int(header["number"], 16) for header in client.heard(subscription)]
    assert numbers == [head - 2, head - 1, head]


async def test_finalized_heads_leave_none_out(node: Node, client: Client) -> None:
    subscription = await client.call("chain_subscribeFinalizedHeads")
    for _ in range(6):
        node.make_block()
    numbers = [int(header["number"], 16) for header in client.heard(subscription)]
    assert numbers == list(range(node.plan.start_block, node.chain.finalized + 1))


async def test_an_ended_subscription_is_silent(node: Node, client: Client) -> None:
    subscription = await client.call("chain_subscribeNewHeads")
    assert await client.call("chain_unsubscribeNewHeads", subscription) is True
    assert await client.call("chain_unsubscribeNewHeads", subscription) is False
    node.make_block()
    assert len(client.heard(subscription)) == 1
