"""The connection's life: back-off, rotation, staleness, switching, closing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from core.domain.connection import Phase
from core.domain.ids import BlockNumber
from core.domain.networks import FINNEY, FINNEY_GENESIS, LOCAL, PRACTICE, parse_network
from core.errors import AppError, ErrorKind
from core.services.network import NetworkService
from core.services.patience import Patience
from tests.fakes.chain import (
    GENESIS,
    OTHER_GENESIS,
    FakeChain,
    FakeConnector,
    FakePractice,
    MemoryCache,
)
from tests.fakes.waiting import first, until

HASTE = Patience(delays=(0.001,), stale_least=0.02, stale_blocks=0.0, ping_every=0.005)
CALM = replace(HASTE, stale_least=60.0, ping_every=60.0)
REFUSED = AppError(ErrorKind.OFFLINE, "refused", {"endpoint": "ws://a"})


class House:
    def __init__(self, connector: FakeConnector, patience: Patience) -> None:
        self.connector = connector
        self.practice = FakePractice()
        self.cache = MemoryCache()
        self.network = NetworkService(connector, self.practice, self.cache, patience)


@asynccontextmanager
async def house(*outcomes: FakeChain | AppError, patience: Patience = CALM) -> AsyncIterator[House]:
    made = House(FakeConnector(*outcomes), patience)
    try:
        yield made
    finally:
        await made.network.close()


async def online(network: NetworkService) -> None:
    await first(network.states(), lambda state: state.phase is Phase.ONLINE)


async def offline(network: NetworkService) -> AppError:
    state = await first(network.states(), lambda state: state.phase is Phase.OFFLINE)
    assert state.error is not None
    return state.error


async def test_nothing_is_chosen_before_the_first_switch():
    async with house(FakeChain()) as h:
        assert h.network.network is None
        assert h.network.state.phase is Phase.IDLE
        with pytest.raises(AppError, match="no network is chosen"):
            await h.network.reader()


async def test_switching_connects_and_tells_the_head_the_latency_and_the_block_time():
    async with house(FakeChain(head=70, block_seconds=2.0)) as h:
        await h.network.switch(LOCAL)
        await online(h.network)
        state = h.network.state
        assert state.head is not None
        assert (state.network, state.head.number, state.latency_ms) == (LOCAL, 70, 4.0)
        assert (state.endpoint, state.block_time) == (LOCAL.endpoints[0], 2.0)


async def test_the_reader_waits_while_the_connection_is_being_made():
    chain = FakeChain()
    async with house(chain) as h:
        h.connector.gate.clear()
        await h.network.switch(LOCAL)
        waiting = asyncio.ensure_future(h.network.reader())
        await until(lambda: bool(h.connector.opened))
        assert not waiting.done()
        h.connector.gate.set()
        assert await waiting is chain


async def test_the_reader_fails_at_once_with_the_reason_while_offline():
    async with house(REFUSED, patience=replace(CALM, delays=(60.0,))) as h:
        await h.network.switch(LOCAL)
        await offline(h.network)
        with pytest.raises(AppError) as caught:
            await h.network.reader()
        assert caught.value is REFUSED


async def test_heads_are_passed_on_to_every_listener_and_into_the_state():
    chain = FakeChain(head=70)
    async with house(chain) as h:
        listeners = [h.network.heads(), h.network.heads()]
        await h.network.switch(LOCAL)
        await online(h.network)
        chain.advance(2)
        for heads in listeners:
            assert (await first(heads, lambda head: head.number == 72)).number == 72
        assert h.network.state.head == await chain.head()


async def test_a_slow_listener_of_states_never_misses_the_newest():
    chain = FakeChain()
    async with house(chain) as h:
        states = h.network.states()
        await h.network.switch(LOCAL)
        await online(h.network)
        for _ in range(200):
            chain.advance()
            await asyncio.sleep(0)
        await until(lambda: h.network.state.head == chain._head)
        seen = [await anext(states) for _ in range(64)]
        assert seen[-1] == h.network.state


async def test_a_dropped_connection_is_made_again_and_heads_go_on():
    broken, fresh = FakeChain(head=70), FakeChain(head=90)
    async with house(broken, fresh) as h:
        heads = h.network.heads()
        await h.network.switch(LOCAL)
        await online(h.network)
        broken.drop()
        await first(heads, lambda head: head.number == 90)
        assert broken.closed
        assert await h.network.reader() is fresh


async def test_offline_tells_when_it_tries_again_and_keeps_the_last_head():
    broken = FakeChain(head=70)
    async with house(broken, REFUSED, patience=replace(CALM, delays=(60.0,))) as h:
        await h.network.switch(LOCAL)
        await online(h.network)
        broken.drop()
        await offline(h.network)
        assert h.network.state.retry_at is not None
        assert h.network.state.head is not None
        assert h.network.state.head.number == 70


async def test_retrying_now_cuts_the_back_off_short():
    async with house(REFUSED, FakeChain(), patience=replace(CALM, delays=(3600.0,))) as h:
        await h.network.switch(LOCAL)
        await offline(h.network)
        h.network.retry_now()
        await online(h.network)


async def test_endpoints_take_turns():
    async with house(REFUSED, REFUSED, REFUSED, FakeChain()) as h:
        await h.network.switch(FINNEY)
        await online(h.network)
        first_two = list(FINNEY.endpoints)
        assert [endpoint for _, endpoint in h.connector.opened] == first_two * 2


async def test_a_wrong_genesis_counts_as_offline_and_the_next_endpoint_is_tried():
    wrong = AppError(ErrorKind.WRONG_CHAIN, "another genesis", {"endpoint": "wss://x"})
    async with house(wrong, FakeChain(genesis=FINNEY_GENESIS)) as h:
        states = h.network.states()
        await h.network.switch(FINNEY)
        refused = await first(states, lambda state: state.phase is Phase.OFFLINE)
        assert refused.error is wrong
        await online(h.network)
        assert h.network.state.endpoint == FINNEY.endpoints[1]


async def test_a_custom_node_that_changes_its_genesis_is_refused():
    custom = parse_network("ws://192.0.2.1:9944")
    honest, other = FakeChain(genesis=GENESIS), FakeChain(genesis=OTHER_GENESIS)
    async with house(honest, other, patience=replace(CALM, delays=(0.001, 60.0))) as h:
        await h.network.switch(custom)
        await online(h.network)
        honest.drop()
        states = h.network.states()
        refused = await first(
            states,
            lambda s: s.error is not None and s.error.kind is ErrorKind.WRONG_CHAIN,
        )
        assert refused.phase is Phase.OFFLINE
        assert other.closed


async def test_no_block_for_several_block_times_makes_the_state_stale():
    chain = FakeChain()
    async with house(chain, patience=replace(HASTE, ping_every=60.0)) as h:
        await h.network.switch(LOCAL)
        await first(h.network.states(), lambda state: state.phase is Phase.STALE)
        assert await h.network.reader() is chain
        chain.advance()
        await online(h.network)


async def test_a_stuck_endpoint_is_left_where_there_is_another():
    stuck, lively = FakeChain(), FakeChain(head=5000)
    async with house(stuck, lively, patience=HASTE) as h:
        await h.network.switch(FINNEY)
        await first(h.network.heads(), lambda head: head.number == 5000)
        assert stuck.closed


async def test_a_node_that_sends_heads_but_answers_nothing_is_given_up():
    deaf, fresh = FakeChain(), FakeChain(head=5000)
    async with house(deaf, fresh, patience=replace(HASTE, stale_least=60.0)) as h:
        await h.network.switch(LOCAL)
        await online(h.network)
        deaf.silent_pings = True
        await first(h.network.heads(), lambda head: head.number == 5000)
        assert deaf.closed


async def test_switching_ends_the_old_connection_and_its_pending_open():
    async with house(FakeChain()) as h:
        h.connector.gate.clear()
        await h.network.switch(LOCAL)
        await until(lambda: len(h.connector.opened) == 1)
        await h.network.switch(FINNEY)
        await until(lambda: h.connector.abandoned == 1)
        assert h.network.state.network is FINNEY


async def test_switching_to_the_same_network_changes_nothing():
    async with house(FakeChain()) as h:
        await h.network.switch(LOCAL)
        await online(h.network)
        await h.network.switch(LOCAL)
        assert len(h.connector.opened) == 1
        assert h.network.state.phase is Phase.ONLINE


async def test_after_a_switch_no_old_link_is_handed_out():
    old, fresh = FakeChain(), FakeChain()
    async with house(old, fresh) as h:
        await h.network.switch(LOCAL)
        assert await h.network.reader() is old
        await h.network.switch(FINNEY)
        assert await h.network.reader() is fresh
        await until(lambda: old.closed)


async def test_the_practice_node_is_started_for_practice_and_stopped_for_others():
    async with house(FakeChain()) as h:
        states = h.network.states()
        await h.network.switch(PRACTICE)
        await first(states, lambda state: state.phase is Phase.STARTING)
        await online(h.network)
        assert h.practice.running
        assert h.network.state.endpoint == "ws://127.0.0.1:40001"
        await h.network.switch(LOCAL)
        await online(h.network)
        assert not h.practice.running


async def test_a_practice_node_that_died_is_started_again():
    broken = FakeChain()
    async with house(broken, FakeChain(head=5000)) as h:
        await h.network.switch(PRACTICE)
        await online(h.network)
        h.practice.running = False
        broken.drop()
        await first(h.network.heads(), lambda head: head.number == 5000)
        assert h.practice.starts == 2


async def test_a_practice_node_that_does_not_start_is_said():
    async with house(FakeChain(), patience=replace(CALM, delays=(60.0,))) as h:
        h.practice.error = AppError(ErrorKind.PRACTICE, "no such module", {"log": "x"})
        await h.network.switch(PRACTICE)
        assert (await offline(h.network)).kind is ErrorKind.PRACTICE


async def test_closing_ends_every_stream_closes_the_link_and_stops_the_practice_node():
    chain = FakeChain()
    async with house(chain) as h:
        states, heads = h.network.states(), h.network.heads()
        await h.network.switch(PRACTICE)
        await online(h.network)
        await h.network.close()
        assert [state async for state in states][-1].phase is Phase.ONLINE
        assert len([head async for head in heads]) == 1
        assert chain.closed
        assert not h.practice.running


async def test_quitting_while_connecting_leaves_no_task_behind():
    async with house(FakeChain()) as h:
        h.connector.gate.clear()
        await h.network.switch(LOCAL)
        await until(lambda: bool(h.connector.opened))
        await h.network.close()
        assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_an_unforeseen_failure_is_shown_and_tried_again():
    class Odd(FakeConnector):
        async def open(self, network, endpoint):
            if len(self.opened) == 0:
                self.opened.append((network, endpoint))
                raise ZeroDivisionError("odd")
            return await super().open(network, endpoint)

    made = House(Odd(FakeChain()), CALM)
    states = made.network.states()
    await made.network.switch(LOCAL)
    shown = await first(states, lambda state: state.error is not None)
    assert shown.error is not None
    assert shown.error.kind is ErrorKind.INTERNAL
    await online(made.network)
    await made.network.close()


async def test_the_genesis_is_known_beforehand_only_where_it_is_pinned_or_ours():
    async with house(REFUSED, patience=replace(CALM, delays=(60.0,))) as h:
        h.cache.genesis = {"practice/practice": GENESIS, "local/local": GENESIS}
        await h.network.switch(FINNEY)
        assert await h.network.genesis() == FINNEY_GENESIS
        await h.network.switch(LOCAL)
        assert await h.network.genesis() is None
        await h.network.switch(PRACTICE)
        assert await h.network.genesis() == GENESIS


async def test_the_connected_genesis_is_remembered():
    async with house(FakeChain(genesis=OTHER_GENESIS)) as h:
        await h.network.switch(LOCAL)
        await online(h.network)
        assert await h.network.genesis() == OTHER_GENESIS
        assert h.cache.genesis == {"local/local": OTHER_GENESIS}


async def test_a_custom_endpoint_called_practice_is_not_taken_for_ours():
    async with house(FakeChain(genesis=OTHER_GENESIS), patience=CALM) as h:
        await h.network.switch(parse_network("ws://practice"))
        await online(h.network)
        h.connector.gate.clear()
        await h.network.switch(PRACTICE)
        assert await h.network.genesis() is None


async def test_a_switch_back_before_the_old_connection_has_closed_gives_one_connection():
    chains = [FakeChain(head=BlockNumber(10 * n)) for n in (1, 2, 3)]
    async with house(*chains) as h:
        for network in (LOCAL, FINNEY, LOCAL):
            await h.network.switch(network)
        await online(h.network)
        reader = await h.network.reader()
        await until(lambda: sum(not c.closed for c in h.connector.outcomes) >= 1)
        assert reader.endpoint == LOCAL.endpoints[0]


async def test_renewing_the_practice_network_restarts_its_node_and_connects_again():
    async with house(FakeChain(), FakeChain(head=1)) as h:
        await h.network.switch(PRACTICE)
        await online(h.network)
        await h.network.renew_practice(0.5)
        await first(h.network.states(), lambda s: s.head is not None and s.head.number == 1)
        assert h.practice.renewed == [0.5]
        assert h.practice.starts == 2


async def test_renewing_the_practice_network_from_another_stays_on_the_other():
    async with house(FakeChain()) as h:
        await h.network.switch(LOCAL)
        await online(h.network)
        await h.network.renew_practice(0.5)
        assert h.network.state.network == LOCAL
        assert h.network.state.phase is Phase.ONLINE
        assert h.practice.starts == 0


async def test_switching_away_while_the_practice_network_is_renewed_leaves_one_connection():
    async with house(FakeChain()) as h:
        await h.network.switch(PRACTICE)
        await online(h.network)
        stopped = asyncio.Event()

        async def slow(block_time: float) -> None:
            await stopped.wait()

        h.practice.renew = slow
        renewing = asyncio.ensure_future(h.network.renew_practice(0.5))
        await first(h.network.states(), lambda state: state.phase is Phase.STARTING)
        await h.network.switch(LOCAL)
        stopped.set()
        await renewing
        await online(h.network)
        assert h.network.state.network is LOCAL
        assert [network for network, _ in h.connector.opened] == [PRACTICE, LOCAL]
