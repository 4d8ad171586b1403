"""The network service over real connections, when the first endpoint is no good."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from core.chain import link as link_module
from core.chain.connection import SdkConnector
from core.domain.connection import Phase
from core.domain.ids import BlockHash
from core.domain.networks import Network, NetworkKind
from core.errors import ErrorKind
from core.services.network import NetworkService
from core.services.patience import Patience
from tests.fakes.chain import FakePractice, MemoryCache
from tests.fakes.scripted_node import GENESIS, SILENCE, deaf_server, scripted_node
from tests.fakes.waiting import first, until

HASTE = Patience(delays=(0.01,), stale_least=60.0, ping_every=0.05)


@pytest.fixture(autouse=True)
def _short_deadlines(monkeypatch):
    for name in ("DIALLING", "OPENING", "PINGING"):
        monkeypatch.setattr(link_module, name, 0.5)


@pytest.fixture
async def network(tmp_path) -> AsyncIterator[NetworkService]:
    made = NetworkService(SdkConnector(tmp_path), FakePractice(), MemoryCache(), HASTE)
    yield made
    await made.close()


def pinned(*endpoints: str) -> Network:
    return Network(NetworkKind.TEST, "test", endpoints, BlockHash(GENESIS))


@asynccontextmanager
async def lying_about_its_genesis() -> AsyncIterator[str]:
    async with scripted_node() as node:
        node.genesis = "0x" + "ee" * 32
        yield node.url


@asynccontextmanager
async def silent_once_connected() -> AsyncIterator[str]:
    async with scripted_node() as node:
        node.answers["state_getRuntimeVersion"] = SILENCE
        yield node.url


@asynccontextmanager
async def nobody() -> AsyncIterator[str]:
    yield "ws://127.0.0.1:9"


@pytest.mark.parametrize(
    ("bad", "kind"),
    [
        (nobody, ErrorKind.OFFLINE),
        (deaf_server, ErrorKind.TIMEOUT),
        (silent_once_connected, ErrorKind.TIMEOUT),
        (lying_about_its_genesis, ErrorKind.WRONG_CHAIN),
    ],
)
async def test_a_bad_endpoint_is_said_and_the_next_one_is_used(network, bad, kind):
    async with bad() as first_url, scripted_node() as good:
        states = network.states()
        await network.switch(pinned(first_url, good.url))
        refused = await first(states, lambda state: state.phase is Phase.OFFLINE)
        assert refused.error is not None
        assert refused.error.kind is kind
        online = await first(states, lambda state: state.phase is Phase.ONLINE)
        assert online.endpoint == good.url


async def test_the_genesis_is_checked_again_at_every_reconnect(network):
    async with scripted_node() as node:
        states = network.states()
        await network.switch(pinned(node.url))
        await first(states, lambda state: state.phase is Phase.ONLINE)
        node.genesis = "0x" + "ee" * 32
        await node.drop()
        refused = await first(
            states, lambda s: s.error is not None and s.error.kind is ErrorKind.WRONG_CHAIN
        )
        assert refused.phase is Phase.OFFLINE


async def test_a_node_that_goes_half_open_is_left(network):
    """It keeps the connection and goes on announcing heads, but answers nothing any more."""
    async with scripted_node() as node, scripted_node() as good:
        states = network.states()
        await network.switch(pinned(node.url, good.url))
        await first(states, lambda state: state.phase is Phase.ONLINE)
        node.answers["chain_getHead"] = SILENCE
        await node.advance()
        moved = await first(states, lambda s: s.phase is Phase.ONLINE and s.endpoint == good.url)
        assert moved.latency_ms is not None
        await until(lambda: not node.connections)


async def test_heads_subscribe_anew_after_a_reconnect(network):
    async with scripted_node() as node:
        heads = network.heads()
        await network.switch(pinned(node.url))
        await first(heads, lambda head: head.number == 100)
        await node.drop()
        await until(lambda: node.calls.count("chain_subscribeNewHeads") == 2)
        await until(lambda: bool(node._subscribers))
        await node.advance()
        await first(heads, lambda head: head.number == 101)
