import pytest

from core.practice.node import Node
from tests.fakes.rpc import Client, RpcRefusedError
from tests.fakes.signing import Account, small_node

SOMEONE = Account("//Someone").address


@pytest.fixture
def node() -> Node:
    return small_node()


@pytest.fixture
def client(node: Node) -> Client:
    return Client(node)


def _free(node: Node) -> int:
    return int(node.state.get("System", "Account", SOMEONE)["data"]["free"])


async def test_the_faucet_pays_a_hundred_in_the_next_block(node: Node, client: Client) -> None:
    number = await client.call("practice_faucet", SOMEONE)
    assert _free(node) == 0
    node.make_block()
    assert node.chain.head.number == number
    assert _free(node) == 100 * 10**9


async def test_the_faucet_pays_what_is_asked(node: Node, client: Client) -> None:
    await client.call("practice_faucet", SOMEONE, 7 * 10**9)
    node.make_block()
    assert _free(node) == 7 * 10**9


@pytest.mark.parametrize("amount", [-1, 10**30, "1", 1.5, True])
async def test_the_faucet_is_bounded(client: Client, amount: object) -> None:
    with pytest.raises(RpcRefusedError) as caught:
        await client.call("practice_faucet", SOMEONE, amount)
    assert caught.value.code == -32602


async def test_advancing_makes_blocks_and_moves_the_time(node: Node, client: Client) -> None:
    before, then = node.chain.head.number, node.state.get("Timestamp", "Now")
    await client.call("practice_advance", 1)
    base = node.state.get("Timestamp", "Now")
    head = await client.call("practice_advance", 10)
    assert node.chain.head.number == before + 11
    assert head == "0x" + node.chain.head.hash.hex()
    assert base > then
    assert node.state.get("Timestamp", "Now") - base >= 10 * node.plan.block_time_ms


@pytest.mark.parametrize("blocks", [1_001, -1, None, "5"])
async def test_advancing_is_bounded(client: Client, blocks: object) -> None:
    with pytest.raises(RpcRefusedError) as caught:
        await client.call("practice_advance", blocks)
    assert caught.value.code == -32602


async def test_the_plan_is_told(node: Node, client: Client) -> None:
    info = await client.call("practice_info")
    assert (info["seed"], info["subnets"], info["startBlock"]) == (7, 3, node.plan.start_block)
