"""One short visit to a node, honest or not."""

from __future__ import annotations

import json
import socket
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.server import serve

from core.chain.endpoint_probe import probe_endpoint
from core.errors import AppError, ErrorKind

GENESIS = "0x" + "ab" * 32
ANSWERS = {
    "chain_getBlockHash": GENESIS,
    "chain_getHeader": {"number": "0x4b0"},
    "state_getStorage": "0x" + (1_700_000_000_500).to_bytes(8, "little").hex(),
}


@asynccontextmanager
async def node(respond):
    """A node whose ``respond`` turns each request into the frames to send; its address."""

    async def talk(connection):
        async for text in connection:
            for frame in respond(json.loads(text)):
                await connection.send(frame)

    async with serve(talk, "127.0.0.1", 0) as server:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"


def _answering(answers):
    def respond(request):
        yield json.dumps(
            {"jsonrpc": "2.0", "id": request["id"], "result": answers.get(request["method"])}
        )

    return respond


async def _failure(respond, seconds=8.0) -> AppError:
    async with node(respond) as endpoint:
        with pytest.raises(AppError) as caught:
            await probe_endpoint(endpoint, seconds)
    assert caught.value.facts["endpoint"] == endpoint
    return caught.value


async def test_an_honest_node_tells_genesis_head_and_time():
    async with node(_answering(ANSWERS)) as endpoint:
        facts = await probe_endpoint(endpoint)
    assert (facts.genesis, facts.head, facts.chain_time) == (GENESIS, 1200, 1_700_000_000.5)
    assert facts.latency_ms > 0


async def test_a_chain_without_a_clock_has_no_time():
    async with node(_answering({**ANSWERS, "state_getStorage": None})) as endpoint:
        assert (await probe_endpoint(endpoint)).chain_time is None


async def test_other_frames_before_the_answer_are_passed_over():
    def respond(request):
        yield json.dumps({"jsonrpc": "2.0", "method": "note", "params": {}})
        yield from _answering(ANSWERS)(request)

    async with node(respond) as endpoint:
        assert (await probe_endpoint(endpoint)).head == 1200


@pytest.mark.parametrize("genesis", [None, 5, "0x12", "x" * 66, {"a": 1}])
async def test_a_genesis_that_is_no_hash_is_a_fault(genesis):
    error = await _failure(_answering({**ANSWERS, "chain_getBlockHash": genesis}))
    assert error.kind is ErrorKind.NODE_FAULT


@pytest.mark.parametrize("header", [None, [], {"number": None}, {"number": "zz"}])
async def test_a_head_without_a_number_is_a_fault(header):
    error = await _failure(_answering({**ANSWERS, "chain_getHeader": header}))
    assert error.kind is ErrorKind.NODE_FAULT


@pytest.mark.parametrize("frame", ["null", "5", "[]", "no JSON", b"\xff\xfe"])
async def test_a_frame_that_is_no_answer_is_a_fault(frame):
    error = await _failure(lambda request: [frame])
    assert error.kind is ErrorKind.NODE_FAULT


async def test_endless_other_frames_are_a_fault():
    note = json.dumps({"jsonrpc": "2.0", "method": "note", "params": {}})
    error = await _failure(lambda request: [note] * 50)
    assert error.kind is ErrorKind.NODE_FAULT


async def test_a_silent_node_runs_into_the_deadline():
    error = await _failure(lambda request: [], seconds=0.2)
    assert error.kind is ErrorKind.TIMEOUT


async def test_a_closed_port_is_offline():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        endpoint = f"ws://127.0.0.1:{held.getsockname()[1]}"
        with pytest.raises(AppError) as caught:
            await probe_endpoint(endpoint)
    assert caught.value.kind is ErrorKind.OFFLINE
