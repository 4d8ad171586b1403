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


async def test_the_quoted_fee_is_the_one_that_is_taken(node: Node, client: Client) -> None:
    raw = ALICE.transfer(node, BOB, 10**9)
    quoted = await client.call("payment_queryInfo", "0x" + raw.hex())
    before = node.state.get("System", "Account", ALICE.address)["data"]["free"]
    node.pool.submit(raw, b"transfer")
    node.make_block()
    after = node.state.get("System", "Account", ALICE.address)["data"]["free"]
    assert before - after - 10**9 == int(quoted["partialFee"])
    assert quoted["class"] == "normal"


async def test_the_details_add_up_to_the_fee(node: Node, client: Client) -> None:
    raw = "0x" + ALICE.transfer(node, BOB, 7).hex()
    details = (await client.call("payment_queryFeeDetails", raw))["inclusionFee"]
    total = sum(int(part, 16) for part in details.values())
    assert total == int((await client.call("payment_queryInfo", raw))["partialFee"])


async def test_a_free_call_has_no_inclusion_fee(node: Node, client: Client) -> None:
    arguments = {"netuid": 1, "dests": [], "weights": [], "version_key": 0}
    raw = "0x" + ALICE.sign(node, "SubtensorModule", "set_weights", arguments).hex()
    assert await client.call("payment_queryFeeDetails", raw) == {"inclusionFee": None}


async def test_what_is_no_extrinsic_is_refused(client: Client) -> None:
    with pytest.raises(RpcRefusedError) as caught:
        await client.call("payment_queryInfo", "0x00")
    assert caught.value.code == -32602
