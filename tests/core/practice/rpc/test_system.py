import pytest

from core.practice.node import Node
from tests.fakes.rpc import Client, RpcRefusedError
from tests.fakes.signing import ALICE, BOB, small_node


@pytest.fixture
def node() -> Node:
    return small_node()


@pytest.fixture
def client(node: Node) -> Client:
    return Client(node)


async def test_the_node_says_what_it_is(client: Client) -> None:
    assert await client.call("system_chain") == "Bittensor practice"
    assert await client.call("system_chainType") == "Local"
    properties = await client.call("system_properties")
    assert properties == {"ss58Format": 42, "tokenDecimals": 9, "tokenSymbol": "TAO"}


@pytest.mark.parametrize("method", ["account_nextIndex", "system_accountNextIndex"])
async def test_the_next_nonce_counts_ready_transactions(
    node: Node, client: Client, method: str
) -> None:
    assert await client.call(method, ALICE.address) == 0
    node.pool.submit(ALICE.transfer(node, BOB, 7), b"first")
    assert await client.call(method, ALICE.address) == 1
    assert await client.call(method, "0x" + ALICE.key.public_key.hex()) == 1


@pytest.mark.parametrize("account", ["", "5Grw", "0x11", 5, None, ALICE.address + "x"])
async def test_what_is_no_account_is_refused(client: Client, account: object) -> None:
    with pytest.raises(RpcRefusedError) as caught:
        await client.call("account_nextIndex", account)
    assert caught.value.code == -32602


async def test_the_node_is_in_sync_with_itself(node: Node, client: Client) -> None:
    state = await client.call("system_syncState")
    assert state["currentBlock"] == state["highestBlock"] == node.chain.head.number
    assert (await client.call("system_health"))["isSyncing"] is False


async def test_the_genesis_hash_is_told(node: Node, client: Client) -> None:
    assert await client.call("chainSpec_v1_genesisHash") == "0x" + node.chain.genesis_hash.hex()
