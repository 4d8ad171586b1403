"""The server under abuse: it answers, refuses or hangs up, and stays alive."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from core.practice import server
from core.practice.node import Node
from core.practice.rpc.dispatcher import Dispatcher
from core.practice.server import HOST, MAX_FRAME, MAX_REQUEST, Connection, listening
from tests.fakes.signing import small_node


@pytest.fixture
def node() -> Node:
    return small_node()


@pytest.fixture
async def port(node: Node) -> AsyncIterator[int]:
    async with listening(node, 0) as port:
        yield port


def _client(port: int, **options: Any) -> Any:
    return connect(f"ws://{HOST}:{port}", compression=None, max_size=2**27, **options)


async def _ask(socket: ClientConnection, method: str, *params: Any) -> Any:
    request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    await socket.send(json.dumps(request))
    return json.loads(await socket.recv())


async def _alive(port: int) -> bool:
    async with _client(port) as socket:
        return bool((await _ask(socket, "system_name"))["result"])


async def test_a_subscriptions_id_comes_before_its_news(port: int) -> None:
    async with _client(port) as socket:
        answer = await _ask(socket, "chain_subscribeNewHeads")
        news = json.loads(await socket.recv())
    assert news["method"] == "chain_newHead"
    assert news["params"]["subscription"] == answer["result"]


async def test_news_reach_every_connection(node: Node, port: int) -> None:
    async with _client(port) as one, _client(port) as two:
        for socket in (one, two):
            await _ask(socket, "chain_subscribeNewHeads")
            await socket.recv()
        node.make_block()
        heads = [json.loads(await socket.recv())["params"]["result"] for socket in (one, two)]
    assert heads == [node.chain.head.header.as_json()] * 2


async def test_a_batch_over_the_wire_is_answered_as_one_frame(port: int) -> None:
    async with _client(port) as socket:
        await socket.send('[{"id":1,"method":"system_name"},{"id":2,"method":"nonsense"}]')
        assert [answer["id"] for answer in json.loads(await socket.recv())] == [1, 2]


async def test_a_giant_frame_closes_its_connection_and_no_other(port: int) -> None:
    async with _client(port) as patient:
        giant = await _client(port)
        with contextlib.suppress(ConnectionClosed):
            await giant.send("x" * (MAX_FRAME + 1))
        with pytest.raises(ConnectionClosed) as caught:
            await giant.recv()
        await giant.wait_closed()
        assert caught.value.rcvd is not None
        assert caught.value.rcvd.code == 1009
        assert (await _ask(patient, "system_name"))["result"]


async def test_a_large_frame_below_the_cap_is_answered(port: int) -> None:
    async with _client(port) as socket:
        answer = await _ask(socket, "author_submitExtrinsic", "0x" + "00" * (MAX_REQUEST // 4))
        assert answer["error"]["code"] == 1002


async def test_a_frame_above_the_cap_is_an_error_and_keeps_its_connection(port: int) -> None:
    async with _client(port) as socket:
        answer = await _ask(socket, "author_submitExtrinsic", "0" * MAX_REQUEST)
        assert answer["id"] is None
        assert answer["error"]["code"] == -32007
        assert (await _ask(socket, "system_name"))["result"]


class _Unread:
    """A client that asks a hundred times and reads nothing before ``reads`` is set."""

    def __init__(self) -> None:
        self.reads = asyncio.Event()
        self.sent: list[str] = []

    async def __aiter__(self) -> AsyncIterator[str]:
        for number in range(100):
            yield json.dumps({"id": number, "method": "system_name"})
        while len(self.sent) < 100:
            await asyncio.sleep(0)

    async def send(self, message: str) -> None:
        await self.reads.wait()
        self.sent.append(message)


async def test_who_asks_without_reading_has_to_wait(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "MAX_UNSENT", 120)
    client = _Unread()
    connection = Connection(client, Dispatcher(node))  # type: ignore[arg-type]
    serving = asyncio.create_task(connection.serve())
    for _ in range(500):
        await asyncio.sleep(0)
    assert connection._unsent < 240
    client.reads.set()
    await serving
    assert [json.loads(message)["id"] for message in client.sent] == list(range(100))


async def test_garbage_that_is_no_websocket_is_turned_away(port: int) -> None:
    for garbage in (b"GET / HTTP/1.1\r\n\r\n", b"\x00" * 5_000, b"\x16\x03\x01", b""):
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(garbage)
        with contextlib.suppress(OSError):
            writer.write_eof()
            await reader.read()
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
    assert await _alive(port)


async def test_a_client_that_never_says_what_it_wants_does_not_hold_up_the_end(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "OPENING", 0.1)
    async with asyncio.timeout(5):
        async with listening(node, 0) as port:
            _, writer = await asyncio.open_connection(HOST, port)
            writer.write(b"GET / HT")
            await _alive(port)
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


async def test_a_client_that_vanishes_takes_its_subscriptions_along(node: Node, port: int) -> None:
    async with _client(port) as socket:
        await _ask(socket, "chain_subscribeNewHeads")
        socket.transport.abort()
        await socket.wait_closed()
    while node.news.heads._listeners:
        await asyncio.sleep(0)
    node.make_block()
    assert await _alive(port)


async def test_a_client_that_never_reads_is_hung_up_on(
    node: Node, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "MAX_QUEUED", 8)
    async with _client(port) as socket:
        await _ask(socket, "chain_subscribeNewHeads")
        socket.transport.pause_reading()
        while node.news.heads._listeners:
            node.news.heads.publish({"padding": "x" * 100_000})
            await asyncio.sleep(0)
        socket.transport.abort()
    assert await _alive(port)


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1.evil.example"]
)
async def test_a_page_of_another_site_is_refused(port: int, origin: str) -> None:
    with pytest.raises(InvalidStatus) as caught:
        async with _client(port, origin=origin):
            pass
    assert caught.value.response.status_code == 403


@pytest.mark.parametrize("origin", ["http://localhost:3000", "https://polkadot.js.org"])
async def test_a_page_of_ones_own_is_let_in(port: int, origin: str) -> None:
    async with _client(port, origin=origin) as socket:
        assert (await _ask(socket, "system_name"))["result"]


async def test_the_end_of_the_server_halts_the_node(node: Node) -> None:
    async with listening(node, 0):
        pass
    await node.advance(5)
    assert node.chain.head.number == node.plan.start_block


async def test_the_server_listens_on_the_loopback_alone(node: Node) -> None:
    async with listening(node, 0) as port:
        assert HOST == "127.0.0.1"
        with pytest.raises(OSError):  # noqa: PT011 - refused or unreachable, as the system says it
            await asyncio.open_connection("127.0.0.2", port)


async def test_a_taken_port_is_an_os_error(node: Node, port: int) -> None:
    with pytest.raises(OSError, match="address already in use"):
        async with listening(node, port):
            pass


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(frames=st.lists(st.one_of(st.text(), st.binary()), min_size=1, max_size=8))
def test_any_frames_leave_the_server_alive(frames: list[str | bytes]) -> None:
    async def abuse() -> bool:
        async with listening(_NODE, 0) as port:
            async with _client(port) as socket:
                with contextlib.suppress(ConnectionClosed):
                    for frame in frames:
                        await socket.send(frame)
            return await _alive(port)

    assert asyncio.run(abuse())


_NODE = small_node()
