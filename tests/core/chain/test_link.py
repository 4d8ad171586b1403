"""A connection to honest, lying and silent nodes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from core.chain import health as health_module
from core.chain import link as link_module
from core.chain.connection import SdkConnector
from core.domain.ids import BlockNumber, NetUid
from core.domain.networks import FINNEY, FINNEY_GENESIS, LOCAL, Network, parse_network
from core.errors import AppError, ErrorKind
from core.ports.chain import ChainLink
from tests.fakes.practice import running_node
from tests.fakes.scripted_node import (
    SILENCE,
    HangUp,
    Raw,
    RefusalError,
    ScriptedNode,
    deaf_server,
    scripted_node,
)
from tests.fakes.waiting import first, until


@pytest.fixture
async def node() -> AsyncIterator[ScriptedNode]:
    async with scripted_node() as running:
        yield running


@pytest.fixture
def connector(tmp_path) -> SdkConnector:
    return SdkConnector(tmp_path / "sdk")


@pytest.fixture
def impatient(monkeypatch) -> None:
    """Short deadlines, for tests that are about running into them."""
    for name in ("DIALLING", "OPENING", "PINGING"):
        monkeypatch.setattr(link_module, name, 0.3)


@asynccontextmanager
async def opened(
    connector: SdkConnector, node: ScriptedNode, network: Network = LOCAL
) -> AsyncIterator[ChainLink]:
    link = await connector.open(network, node.url)
    try:
        yield link
    finally:
        await link.close()


async def refused(connector: SdkConnector, url: str, network: Network = LOCAL) -> AppError:
    with pytest.raises(AppError) as caught:
        await connector.open(network, url)
    return caught.value


async def test_opening_checks_the_genesis_and_waits_for_the_first_head(connector, node):
    async with opened(connector, node) as link:
        assert await link.genesis() == node.genesis
        assert (await link.head()).number == 100
        assert link.endpoint == node.url


async def test_the_hash_of_a_head_is_the_one_the_node_gives_it(connector, node):
    async with opened(connector, node) as link:
        head = await link.head()
        assert head.hash == node._block_hash([head.number])


async def test_heads_come_as_the_node_makes_them(connector, node):
    async with opened(connector, node) as link:
        heads = link.heads()
        assert (await anext(heads)).number == 100
        await node.advance()
        assert (await first(heads, lambda head: head.number == 101)).number == 101


async def test_the_genesis_is_checked_before_the_metadata_is_believed(connector, node):
    error = await refused(connector, node.url, FINNEY)
    assert error.kind is ErrorKind.WRONG_CHAIN
    assert error.facts["found"] == node.genesis
    assert "state_call" not in node.calls


async def test_a_local_node_that_claims_to_be_finney_is_refused(connector, node):
    node.genesis = FINNEY_GENESIS
    assert (await refused(connector, node.url)).kind is ErrorKind.WRONG_CHAIN


async def test_a_node_with_the_pinned_genesis_is_accepted(connector, node):
    node.genesis = FINNEY_GENESIS
    async with opened(connector, node, FINNEY) as link:
        assert await link.genesis() == FINNEY_GENESIS


async def test_nobody_listening_is_offline(connector):
    error = await refused(connector, "ws://127.0.0.1:9")
    assert error.kind is ErrorKind.OFFLINE
    assert error.facts["endpoint"] == "ws://127.0.0.1:9"


@pytest.mark.parametrize("status", ["403 Forbidden", "429 Too Many Requests", "200 OK"])
async def test_a_server_that_refuses_the_upgrade_is_offline_with_its_status(connector, status):
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        error = await refused(connector, f"ws://127.0.0.1:{port}")
    assert error.kind is ErrorKind.OFFLINE
    assert error.facts["status"] == status[:3]


@pytest.mark.usefixtures("impatient")
async def test_a_server_that_takes_the_connection_and_says_nothing_times_out(connector):
    async with deaf_server() as url:
        assert (await refused(connector, url)).kind is ErrorKind.TIMEOUT


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "method",
    [
        "chain_getBlockHash",
        "state_getRuntimeVersion",
        "state_call",
        "chain_subscribeNewHeads",
    ],
)
async def test_silence_at_any_step_of_connecting_times_out(connector, node, method):
    node.answers[method] = SILENCE
    assert (await refused(connector, node.url)).kind is ErrorKind.TIMEOUT


@pytest.mark.parametrize(
    "frame",
    [
        "5",
        "null",
        '"x"',
        "[]",
        "[5]",
        "{",
        "[" * 100_000,
        '{"id": [1]}',
        '{"id": 1, "error": 5}',
        '{"params": 5}',
    ],
    ids=lambda frame: frame[:12],
)
async def test_a_frame_that_is_no_answer_ends_the_connection_as_nonsense(connector, node, frame):
    node.answers["chain_getBlockHash"] = Raw(frame)
    assert (await refused(connector, node.url)).kind is ErrorKind.NODE_FAULT


async def test_a_frame_over_the_limit_ends_the_connection_as_nonsense(connector, node):
    async with opened(connector, node) as link:
        node.answers["chain_getHead"] = Raw('{"x":"' + "a" * (64 << 20) + '"}')
        with pytest.raises(AppError) as caught:
            await link.ping()
        assert caught.value.kind is ErrorKind.NODE_FAULT
        assert "32 MiB" in caught.value.detail


@pytest.mark.parametrize("code", [1000, 1008, 1011])
async def test_a_connection_closed_in_the_middle_of_a_call_ends_it_at_once(connector, node, code):
    async with opened(connector, node) as link:
        node.answers["chain_getHead"] = HangUp(code)
        with pytest.raises(AppError) as caught:
            await link.ping()
        assert caught.value.kind is ErrorKind.OFFLINE


@pytest.mark.usefixtures("impatient")
async def test_a_call_without_an_answer_times_out_and_the_connection_stays(connector, node):
    async with opened(connector, node) as link:
        node.answers["chain_getHead"] = SILENCE
        with pytest.raises(AppError) as caught:
            await link.ping()
        assert caught.value.kind is ErrorKind.TIMEOUT
        del node.answers["chain_getHead"]
        assert await link.ping() > 0


@pytest.mark.usefixtures("impatient")
async def test_an_answer_to_somebody_elses_question_is_not_taken(connector, node):
    async with opened(connector, node) as link:
        node.answers["chain_getHead"] = Raw('{"jsonrpc":"2.0","id":99999,"result":"0x00"}')
        with pytest.raises(AppError) as caught:
            await link.ping()
        assert caught.value.kind is ErrorKind.TIMEOUT


async def test_the_heads_end_with_the_reason_when_the_connection_does(connector, node):
    async with opened(connector, node) as link:
        heads = link.heads()
        await node.drop()
        with pytest.raises(AppError) as caught:
            await first(heads, lambda head: False)
        assert caught.value.kind is ErrorKind.OFFLINE


async def test_a_dropped_connection_is_not_redialled_behind_our_back(connector, node):
    async with opened(connector, node) as link:
        await node.drop()
        with pytest.raises(AppError):
            await first(link.heads(), lambda head: False)
        with pytest.raises(AppError) as caught:
            await link.ping()
        assert caught.value.kind is ErrorKind.OFFLINE
        assert node.calls.count("chain_subscribeNewHeads") == 1


async def test_a_head_that_is_no_header_ends_the_connection_as_nonsense(connector, node):
    async with opened(connector, node) as link:
        heads = link.heads()
        node.header = lambda number: {"number": "twelve"}
        await node.advance()
        with pytest.raises(AppError) as caught:
            await first(heads, lambda head: False)
        assert caught.value.kind is ErrorKind.NODE_FAULT


@pytest.mark.parametrize(
    "answer",
    [
        "0x",
        "0xzz",
        "0x00",
        "0x0",
        5,
        None,
        "nothing",
        {"a": 1},
        "0xffffffffffffffff",
        "0x" + "ff" * 90,
    ],
    ids=repr,
)
async def test_bytes_that_are_no_metagraph_are_nonsense(connector, node, answer):
    async with opened(connector, node) as link:
        honest = node._state_call
        node.answers["state_call"] = lambda params: (
            honest(params) if params[0].startswith("Metadata") else answer
        )
        node.answers["state_queryStorageAt"] = []
        with pytest.raises(AppError) as caught:
            await link.metagraph(NetUid(1))
        expected = ErrorKind.NOT_FOUND if answer == "0x00" else ErrorKind.NODE_FAULT
        assert caught.value.kind in (expected, ErrorKind.NODE_FAULT)


async def test_pruned_state_has_a_kind_of_its_own(connector, node):
    async with opened(connector, node) as link:
        honest = node._state_call

        def pruned(params: list[Any]) -> Any:
            if params[0].startswith("Metadata"):
                return honest(params)
            raise RefusalError(
                "Client error", 4003, "UnknownBlock: State already discarded for 0xab"
            )

        node.answers["state_call"] = pruned
        node.answers["state_getStorageAt"] = pruned
        with pytest.raises(AppError) as caught:
            await link.prices(BlockNumber(7))
        assert caught.value.kind is ErrorKind.STATE_PRUNED


async def test_a_block_the_node_does_not_have_is_not_found(connector, node):
    async with opened(connector, node) as link:
        node.answers["chain_getBlockHash"] = None
        with pytest.raises(AppError) as caught:
            await link.prices(BlockNumber(7_000_000))
        assert caught.value.kind is ErrorKind.NOT_FOUND


async def test_megabytes_of_error_text_are_cut(connector, node):
    async with opened(connector, node) as link:

        def refuse(params: list[Any]) -> Any:
            raise RefusalError("<b>x</b>" * 200_000)

        node.answers["chain_getHead"] = refuse
        with pytest.raises(AppError) as caught:
            await link.ping()
        assert len(caught.value.detail) <= 2000


async def test_every_ping_asks_the_node(connector, node):
    async with opened(connector, node) as link:
        for _ in range(3):
            await link.ping()
        assert node.calls.count("chain_getHead") == 3


async def test_closing_in_the_middle_of_a_call_ends_it_as_offline(connector, node):
    link = await connector.open(LOCAL, node.url)
    node.answers["chain_getHead"] = SILENCE
    pending = asyncio.ensure_future(link.ping())
    await until(lambda: "chain_getHead" in node.calls)
    await link.close()
    with pytest.raises(AppError) as caught:
        await pending
    assert caught.value.kind is ErrorKind.OFFLINE


async def test_cancelling_an_open_leaves_no_connection_and_no_task(connector, node):
    node.answers["state_call"] = SILENCE
    before = asyncio.all_tasks()
    opening = asyncio.ensure_future(connector.open(LOCAL, node.url))
    await until(lambda: "state_call" in node.calls)
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening
    await until(lambda: not node.connections)
    await until(lambda: asyncio.all_tasks() <= before)


async def test_closing_a_link_leaves_no_task(connector, node):
    before = asyncio.all_tasks()
    async with opened(connector, node):
        pass
    await until(lambda: asyncio.all_tasks() <= before)


async def test_the_metadata_of_one_endpoint_is_not_used_for_another(connector, node, tmp_path):
    async with opened(connector, node, parse_network(node.url)):
        pass
    async with scripted_node() as other, opened(connector, other, parse_network(other.url)):
        assert "state_call" in other.calls
    caches = list((tmp_path / "sdk").glob("*/runtime/*.bin"))
    assert len({cache.parent for cache in caches}) == 2


async def test_health_is_the_same_from_the_selected_fields_and_from_the_whole(
    tmp_path, monkeypatch
):
    async with running_node(subnets=3, neurons=16, block_time=30) as node:
        link = await SdkConnector(tmp_path).open(LOCAL, node.url)
        selected = await link.health(NetUid(1))
        monkeypatch.setattr(health_module, "FIELDS", {**health_module.FIELDS, "axons": 2})
        whole = await link.health(NetUid(1))
        await link.close()
    assert selected == whole
    assert selected.serving > 0
    assert selected.active_validators > 0
