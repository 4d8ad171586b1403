from typing import Any

import pytest

from core.practice.node import Node
from tests.fakes.rpc import Client, RpcRefusedError
from tests.fakes.signing import ALICE, BOB, small_node

NOWHERE = "0x" + "11" * 32


@pytest.fixture
def node() -> Node:
    return small_node()


@pytest.fixture
def client(node: Node) -> Client:
    return Client(node)


def _key(node: Node, pallet: str, item: str, *params: Any) -> str:
    return "0x" + node.codec.key(pallet, item, *params).hex()


def _hash(node: Node, number: int) -> str:
    block_hash = node.chain.hash_of(number)
    assert block_hash is not None
    return "0x" + block_hash.hex()


async def _transfer(node: Node, nonce: int = 0) -> None:
    node.pool.submit(ALICE.transfer(node, BOB, 10**9, nonce=nonce), bytes([nonce]))
    node.make_block()


async def test_storage_is_read_at_the_block_asked_for(node: Node, client: Client) -> None:
    key = _key(node, "System", "Number")
    for _ in range(3):
        node.make_block()
    start = node.plan.start_block
    for number in (start, start + 1, start + 3):
        raw = await client.call("state_getStorage", key, _hash(node, number))
        assert int.from_bytes(bytes.fromhex(raw[2:]), "little") == number


async def test_a_block_before_the_start_has_its_own_time(node: Node, client: Client) -> None:
    key = _key(node, "Timestamp", "Now")
    times = [
        int.from_bytes(
            bytes.fromhex((await client.call("state_getStorageAt", key, _hash(node, number)))[2:]),
            "little",
        )
        for number in (500, 501, node.plan.start_block)
    ]
    assert times[1] - times[0] == 12_000
    assert times[2] == node.plan.started_ms


async def test_a_past_balance_stays_what_it_was(node: Node, client: Client) -> None:
    key, before = _key(node, "System", "Account", BOB.address), node.chain.head.number
    old = await client.call("state_getStorage", key)
    await _transfer(node)
    assert await client.call("state_getStorage", key) != old
    assert await client.call("state_getStorage", key, _hash(node, before)) == old


async def test_an_absent_value_is_null(node: Node, client: Client) -> None:
    assert await client.call("state_getStorage", "0x00") is None
    assert await client.call("state_getStorageSize", "0x00") is None
    assert await client.call("state_getStorageHash", "0x00") is None
    assert await client.call("state_getStorageSize", _key(node, "System", "Number")) == 4


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("state_getStorage", ["0x00"]),
        ("state_getKeys", ["0x00"]),
        ("state_getKeysPaged", ["0x00", 1, None]),
        ("state_queryStorageAt", [["0x00"]]),
        ("state_call", ["Core_version", "0x"]),
        ("state_getMetadata", []),
        ("state_getRuntimeVersion", []),
    ],
)
async def test_an_unknown_block_is_the_chains_error(
    client: Client, method: str, params: list[Any]
) -> None:
    with pytest.raises(RpcRefusedError) as caught:
        await client.call(method, *params, NOWHERE)
    assert caught.value.code == 4003
    assert caught.value.message == (
        f"Client error: UnknownBlock: Header was not found in the database: {NOWHERE}"
    )


async def test_pages_join_to_all_keys(node: Node, client: Client) -> None:
    prefix = _key(node, "System", "Account")
    everything = await client.call("state_getKeys", prefix)
    pages: list[str] = []
    while page := await client.call(
        "state_getKeysPaged", prefix, 7, pages[-1] if pages else prefix
    ):
        pages += page
    assert pages == everything
    assert len(everything) > 7


async def test_a_page_has_a_limit(client: Client) -> None:
    with pytest.raises(RpcRefusedError) as caught:
        await client.call("state_getKeysPaged", "0x", 1001, None)
    assert caught.value.code == 4002


async def test_several_values_are_read_at_once(node: Node, client: Client) -> None:
    keys = [_key(node, "System", "Number"), "0x00"]
    [answer] = await client.call("state_queryStorageAt", keys)
    assert answer["block"] == _hash(node, node.chain.head.number)
    assert [key for key, _ in answer["changes"]] == keys
    assert answer["changes"][1][1] is None


@pytest.mark.parametrize("data", ["0f000000", "0x0f000000"])
async def test_metadata_comes_by_version(node: Node, client: Client, data: str) -> None:
    answer = await client.call("state_call", "Metadata_metadata_at_version", data)
    assert answer.endswith(node.codec.metadata.v15.hex())
    assert answer.startswith("0x01")


async def test_an_unknown_metadata_version_is_none(client: Client) -> None:
    assert await client.call("state_call", "Metadata_metadata_at_version", "0x10000000") == "0x00"


async def test_plain_metadata_is_version_14(node: Node, client: Client) -> None:
    assert await client.call("state_getMetadata") == "0x" + node.codec.metadata.v14.hex()
    wrapped = await client.call("state_call", "Metadata_metadata", "0x")
    assert wrapped.endswith(node.codec.metadata.v14.hex())


async def test_an_unknown_runtime_method_is_the_chains_error(client: Client) -> None:
    with pytest.raises(RpcRefusedError) as caught:
        await client.call("state_call", "Nothing_at_all", "0x")
    assert caught.value.code == 4003
    assert "Exported method Nothing_at_all is not found" in caught.value.message


async def test_arguments_of_the_wrong_size_fail_the_call(client: Client) -> None:
    with pytest.raises(RpcRefusedError) as caught:
        await client.call("state_call", "SubnetInfoRuntimeApi_get_metagraph", "0x01")
    assert caught.value.code == 4003


async def test_a_runtime_call_answers_for_its_block(node: Node, client: Client) -> None:
    before = _hash(node, node.chain.head.number)
    data = "0x" + node.codec.encode("scale_info::0", ALICE.address).hex()
    await _transfer(node)
    assert await client.call("state_call", "AccountNonceApi_account_nonce", data) == "0x01000000"
    past = await client.call("state_call", "AccountNonceApi_account_nonce", data, before)
    assert past == "0x00000000"


async def test_a_storage_subscription_tells_values_and_then_changes(
    node: Node, client: Client
) -> None:
    account, other = _key(node, "System", "Account", BOB.address), "0x00"
    subscription = await client.call("state_subscribeStorage", [account, other])
    await _transfer(node)
    first, second = client.heard(subscription)
    assert [key for key, _ in first["changes"]] == [account, other]
    assert second["block"] == _hash(node, node.chain.head.number)
    assert [key for key, _ in second["changes"]] == [account]


async def test_the_runtime_version_comes_once(node: Node, client: Client) -> None:
    subscription = await client.call("state_subscribeRuntimeVersion")
    node.make_block()
    [version] = client.heard(subscription)
    assert version == await client.call("state_getRuntimeVersion")
    assert (version["specName"], version["specVersion"]) == ("node-subtensor", 461)
    assert await client.call("state_unsubscribeRuntimeVersion", subscription) is True
