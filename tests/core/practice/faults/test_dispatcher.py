"""Each fault as a client meets it, and that nothing lies without being told to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from core.practice.faults.answers import opened
from core.practice.faults.control import Control
from core.practice.faults.lines import Lines
from core.practice.faults.metadata_lies import lying
from core.practice.faults.orders import Fault, Faults
from core.practice.node import Node
from core.practice.server import HOST, listening
from tests.fakes.practice import RawClient, running_node
from tests.fakes.signing import ALICE, BOB, small_node

_V15 = "0x0f000000"


@pytest.fixture
def node() -> Node:
    return small_node()


@pytest.fixture
async def port(node: Node) -> AsyncIterator[int]:
    async with listening(node, 0, Faults()) as port:
        yield port


@pytest.fixture
async def client(port: int) -> AsyncIterator[RawClient]:
    async with _socket(port) as socket:
        yield RawClient(socket)


def _socket(port: int) -> Any:
    return connect(f"ws://{HOST}:{port}", compression=None, max_size=2**27)


async def _order(client: RawClient, fault: Fault, **settings: Any) -> None:
    assert fault.value in await client.call("practice_fault", fault.value, settings)


ORDERS = {
    "practice_fault": ("fee", {"rao": 0}),
    "practice_faults": (),
    "practice_honest": (),
    "practice_drop": (),
    "practice_halfOpen": (),
    "practice_reorg": (0,),
    "practice_movePrice": (1, 200),
}


def test_every_order_is_tried_on_a_node_without_faults() -> None:
    assert set(Control(Faults(), Lines()).methods()) == set(ORDERS)


@pytest.mark.parametrize("order", ORDERS)
async def test_a_node_without_faults_knows_no_such_order(node: Node, order: str) -> None:
    async with listening(node, 0) as port, _socket(port) as socket:
        answer = await RawClient(socket).ask(order, *ORDERS[order])
    assert answer["error"]["message"] == "Method not found"


@pytest.mark.parametrize("order", ORDERS)
async def test_a_node_with_faults_knows_the_order(node: Node, client: RawClient, order: str):
    await node.advance(1)
    assert "error" not in await client.ask(order, *ORDERS[order])


async def test_the_process_takes_orders_only_when_it_was_started_with_faults() -> None:
    size = {"subnets": 2, "neurons": 2, "block_time": 60.0}
    async with running_node(**size) as plain, running_node(**size, faults=True) as faulty:
        async with plain.client() as client:
            for order, params in ORDERS.items():
                answer = await client.ask(order, *params)
                assert answer["error"]["message"] == "Method not found", order
        assert await faulty.call("practice_faults") == {}


async def test_what_is_ordered_wrongly_is_refused(client: RawClient) -> None:
    for params in (
        ("no such fault", {}),
        ("metadata", {"kind": "nonsense"}),
        ("balance", {"rao": 1}),
        ("fee", {"rao": -1}),
        ("fee", [1]),
    ):
        assert (await client.ask("practice_fault", *params))["error"]["code"] == -32602
    assert await client.call("practice_faults") == {}


async def test_metadata_is_false_in_every_way_it_is_asked_for(
    node: Node, client: RawClient
) -> None:
    await _order(client, Fault.METADATA, kind="call-index")
    v14, v15 = node.codec.metadata.v14, node.codec.metadata.v15
    plain = await client.call("state_getMetadata")
    assert bytes.fromhex(plain[2:]) == lying(v14, "call-index")
    at = await client.call("state_call", "Metadata_metadata_at_version", _V15)
    assert opened(at) == lying(v15, "call-index")
    whole = await client.call("state_call", "Metadata_metadata", "0x")
    assert opened(whole) == lying(v14, "call-index")


async def test_honesty_comes_back(node: Node, client: RawClient) -> None:
    true = await client.call("chain_getBlockHash", 0)
    await _order(client, Fault.GENESIS)
    assert await client.call("chain_getBlockHash", 0) == "0x" + "66" * 32
    assert await client.call("chain_getBlockHash", [0, 1]) != [true, None]
    assert await client.call("practice_honest")
    assert (
        await client.call("chain_getBlockHash", 0) == true == "0x" + node.chain.genesis_hash.hex()
    )


async def test_a_false_genesis_leaves_other_blocks_alone(client: RawClient) -> None:
    one = await client.call("chain_getBlockHash", 1)
    await _order(client, Fault.GENESIS, hash="0x" + "01" * 32)
    assert await client.call("chain_getBlockHash", 1) == one
    assert await client.call("chainSpec_v1_genesisHash") == "0x" + "01" * 32


async def test_the_runtime_says_another_version(client: RawClient) -> None:
    await _order(client, Fault.SPEC)
    assert (await client.call("state_getRuntimeVersion"))["specVersion"] == 462
    assert (462).to_bytes(4, "little").hex() in await client.call(
        "state_call", "Core_version", "0x"
    )


async def test_a_fee_is_what_was_ordered(node: Node, client: RawClient) -> None:
    raw = ALICE.transfer(node, BOB, 7)
    await _order(client, Fault.FEE, rao=10**18)
    info = await client.call("payment_queryInfo", "0x" + raw.hex())
    assert info["partialFee"] == str(10**18)
    asked = "0x" + (raw + len(raw).to_bytes(4, "little")).hex()
    encoded = await client.call("state_call", "TransactionPaymentApi_query_info", asked)
    assert encoded.endswith((10**18).to_bytes(8, "little").hex())


async def test_a_balance_is_invented_for_one_account_alone(node: Node, client: RawClient) -> None:
    await _order(client, Fault.BALANCE, address=BOB.address, rao=123)
    keys = ["0x" + node.codec.key("System", "Account", a.address).hex() for a in (ALICE, BOB)]
    single = await client.call("state_getStorage", keys[1])
    (found,) = await client.call("state_queryStorageAt", keys)
    values = dict(found["changes"])
    assert values[keys[1]] == single
    decoded = node.codec.decode_storage("System", "Account", bytes.fromhex(single[2:]))
    assert decoded["data"]["free"] == 123
    true = node.state.raw(bytes.fromhex(keys[0][2:]))
    assert values[keys[0]] == (None if true is None else "0x" + true.hex())


async def test_a_transaction_is_swallowed_once(node: Node, client: RawClient) -> None:
    raw = "0x" + ALICE.transfer(node, BOB, 7).hex()
    await _order(client, Fault.SWALLOW, times=1)
    said = await client.call("author_submitExtrinsic", raw)
    assert await client.call("author_pendingExtrinsics") == []
    assert await client.call("author_submitExtrinsic", raw) == said
    assert await client.call("author_pendingExtrinsics") == [raw]


async def test_a_watched_transaction_is_swallowed_too(node: Node, client: RawClient) -> None:
    raw = "0x" + ALICE.transfer(node, BOB, 7).hex()
    await _order(client, Fault.SWALLOW, times=1)
    watched = await client.call("author_submitAndWatchExtrinsic", raw)
    assert await client.next_news(watched) == "ready"
    assert await client.call("author_pendingExtrinsics") == []


async def test_a_transaction_is_said_to_be_in_a_block_that_does_not_have_it(
    node: Node, client: RawClient
) -> None:
    raw = "0x" + ALICE.transfer(node, BOB, 7).hex()
    await _order(client, Fault.FALSE_IN_BLOCK)
    watched = await client.call("author_submitAndWatchExtrinsic", raw)
    statuses = [await client.next_news(watched) for _ in range(3)]
    assert statuses[1] == {"inBlock": "0x" + node.chain.head.hash.hex()}
    node.make_block()
    body = (await client.call("chain_getBlock"))["block"]["extrinsics"]
    assert raw not in body


async def test_frames_that_are_no_object(client: RawClient) -> None:
    await _order(client, Fault.FRAMES, text="null", times=1)
    request = {"jsonrpc": "2.0", "id": 99, "method": "system_name", "params": []}
    await client.socket.send(json.dumps(request))
    assert await client.socket.recv() == "null"
    assert await client.call("system_name") == "taonaut-practice"


async def test_errors_carry_markup(client: RawClient) -> None:
    await _order(client, Fault.HTML, method="system_chain")
    error = (await client.ask("system_chain"))["error"]
    assert "<img" in error["message"]
    assert "<img" in error["data"]
    assert await client.call("system_name") == "taonaut-practice"


async def test_a_method_is_never_answered(client: RawClient) -> None:
    await _order(client, Fault.SILENCE, method="system_chain", times=1)
    request = {"jsonrpc": "2.0", "id": 99, "method": "system_chain", "params": []}
    await client.socket.send(json.dumps(request))
    assert await client.call("system_name") == "taonaut-practice"
    assert client.news == []


async def test_every_other_connection_is_dropped(port: int, client: RawClient) -> None:
    async with _socket(port) as other:
        await RawClient(other).call("system_name")
        assert await client.call("practice_drop") == 1
        with pytest.raises(ConnectionClosed):
            await other.recv()
    assert await client.call("system_name") == "taonaut-practice"


async def test_a_half_open_connection_stays_and_says_nothing(
    node: Node, port: int, client: RawClient
) -> None:
    async with _socket(port) as other:
        hung = RawClient(other)
        await hung.call("chain_subscribeNewHeads")
        await other.recv()
        assert await client.call("practice_halfOpen") == 1
        node.make_block()
        await _ask_unanswered(other)
        assert await client.call("system_name") == "taonaut-practice"
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(other.recv(), 0.1)
        other.transport.abort()


async def _ask_unanswered(socket: ClientConnection) -> None:
    request = {"jsonrpc": "2.0", "id": 7, "method": "system_name", "params": []}
    await socket.send(json.dumps(request))


async def test_a_price_moves_in_the_next_block(node: Node, client: RawClient) -> None:
    asked = ("state_call", "SwapRuntimeApi_current_alpha_price", "0x0100")
    before = await client.call(*asked)
    assert await client.call("practice_movePrice", 1, 200) == node.chain.head.number + 1
    node.make_block()
    after = await client.call(*asked)
    old, new = (int.from_bytes(bytes.fromhex(x[2:]), "little") for x in (before, after))
    assert new == pytest.approx(2 * old, rel=0.02)
    assert "error" in await client.ask("practice_movePrice", 60_000, 200)


async def test_the_head_gives_way_to_another_block(node: Node, client: RawClient) -> None:
    node.make_block()
    number, old = node.chain.head.number, node.chain.head.hash
    new = await client.call("practice_reorg")
    assert new == "0x" + node.chain.head.hash.hex() != "0x" + old.hex()
    assert node.chain.head.number == number
    assert await client.call("chain_getHeader", "0x" + old.hex()) is None


async def test_the_start_cannot_be_replaced(client: RawClient) -> None:
    assert (await client.ask("practice_reorg"))["error"]["data"] == "the head is final"
