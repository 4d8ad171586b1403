import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.practice.blocks import Grant
from core.practice.chain import FINALITY_LAG
from core.practice.economy import accounts, networks, traders
from core.practice.economy.dissolution import positions
from core.practice.node import Node, stored_plan
from core.practice.store import SEGMENT, Store, StoreError
from core.practice.world import WorldPlan
from tests.fakes.practice import ROOT
from tests.fakes.signing import ALICE, BOB, Account, small_node, small_plan


def _storage(node: Node) -> dict[bytes, bytes | None]:
    return {key: node.state.raw(key) for key in node.state.keys(b"")}


def _busy_blocks(node: Node, count: int) -> None:
    for _ in range(count):
        nonce = node.validity.nonce(ALICE.address)
        node.pool.submit(ALICE.transfer(node, BOB, 7, nonce=nonce), bytes([nonce % 256, 1]))
        node.make_block()


def test_the_start_knows_its_number_time_and_parents() -> None:
    node = small_node()
    start = node.plan.start_block
    assert node.chain.head.number == start
    assert node.state.get("System", "Number") == start
    assert node.state.get("Timestamp", "Now") == node.plan.started_ms
    parent = node.chain.hash_of(start - 1)
    assert parent is not None
    assert node.state.get("System", "BlockHash", start - 1) == "0x" + parent.hex()


def test_the_genesis_depends_on_the_world_and_not_on_the_hour() -> None:
    genesis = small_node().chain.genesis_hash
    assert small_node(started_ms=1_760_000_000_000).chain.genesis_hash == genesis
    assert small_node(seed=8).chain.genesis_hash != genesis
    assert small_node(block_time_ms=500).chain.genesis_hash != genesis


def test_time_moves_on_even_if_the_clock_stands_before_it() -> None:
    node = small_node(started_ms=4_000_000_000_000)
    node.make_block()
    first = node.state.get("Timestamp", "Now")
    node.make_block()
    assert node.state.get("Timestamp", "Now") > first > node.plan.started_ms


def test_a_past_block_reads_alike_whenever_it_is_read() -> None:
    node = small_node()
    keys = node.state.keys(b"")
    seen = {node.chain.head.number: _storage(node)}
    for _ in range(6):
        _busy_blocks(node, 1)
        seen[node.chain.head.number] = _storage(node)
    for number, storage in seen.items():
        view = node.view(number)
        assert view.block == number
        assert view.keys(b"") == sorted(storage)
        assert {key: view.raw(key) for key in keys} == {key: storage.get(key) for key in keys}


def test_a_network_goes_on_where_it_stopped(tmp_path: Path) -> None:
    store = Store(tmp_path)
    node = small_node(store)
    _busy_blocks(node, 2 * SEGMENT + 9)
    storage, head = _storage(node), node.chain.head
    middle = node.plan.start_block + SEGMENT // 2
    balance = node.view(middle).get("System", "Account", BOB.address)
    store.close()

    again = small_node(Store(tmp_path))
    assert again.chain.head.hash == head.hash
    assert _storage(again) == storage
    assert again.view(middle).get("System", "Account", BOB.address) == balance
    again.make_block()
    assert again.chain.head.header.parent == head.hash


def test_what_is_not_final_yet_survives_a_restart(tmp_path: Path) -> None:
    store = Store(tmp_path)
    _busy_blocks(small_node(store), 2)
    store.close()
    again = small_node(Store(tmp_path))
    for _ in range(FINALITY_LAG):
        again.make_block()
    assert again.chain.finalized == again.plan.start_block + 2


def test_a_grant_survives_a_restart(tmp_path: Path) -> None:
    store = Store(tmp_path)
    node = small_node(store)
    node.order(Grant(Account("//Someone").address, 10**9))
    node.make_block()
    store.close()
    again = small_node(Store(tmp_path))
    account = again.state.get("System", "Account", Account("//Someone").address)
    assert account["data"]["free"] == 10**9


def test_a_store_of_another_world_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    small_node(store)
    store.close()
    store = Store(tmp_path)
    with pytest.raises(StoreError, match="--fresh"):
        small_node(store, seed=8)
    store.close()


def test_a_store_knows_its_plan(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert stored_plan(store) is None
    small_node(store)
    assert stored_plan(store) == small_plan()
    store.close()


@pytest.mark.parametrize("plan", ["{", '{"moons": 3}', "[]"])
def test_an_unreadable_plan_is_refused(tmp_path: Path, plan: str) -> None:
    store = Store(tmp_path)
    store.set_facts({"plan": plan})
    with pytest.raises(StoreError, match="--fresh"):
        stored_plan(store)
    store.close()


async def test_a_halted_node_makes_no_more_blocks_on_request() -> None:
    node = small_node()
    advancing = asyncio.create_task(node.advance(1_000))
    await asyncio.sleep(0)
    node.halt()
    await advancing
    assert 0 < node.chain.head.number - node.plan.start_block < 1_000


def test_the_same_start_and_blocks_give_the_same_chain(tmp_path: Path) -> None:
    started = 4_000_000_000_000  # ahead of the clock: block times then follow from the plan alone
    one, two = small_node(started_ms=started), small_node(Store(tmp_path), started_ms=started)
    for node in (one, two):
        node._ahead_ms = 0
        for _ in range(5):
            node.make_block()
    assert one.chain.head.hash == two.chain.head.hash


_CHAIN = """
from tests.fakes.signing import small_node

node = small_node(started_ms=4_000_000_000_000, subnets=5, neurons=8)
node._ahead_ms = 0
for _ in range(40):
    node.make_block()
print(node.chain.head.hash.hex())
"""


def test_the_same_chain_comes_from_processes_that_hash_differently() -> None:
    heads = [
        subprocess.run(
            [sys.executable, "-c", _CHAIN],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert heads[0] == heads[1] != ""


def test_a_full_disk_stops_the_blocks_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(None)
    node = small_node(store)

    def full(*_: object) -> None:
        raise StoreError("the practice data cannot be written: database or disk is full")

    monkeypatch.setattr(store, "append", full)
    head = node.chain.head.number
    with pytest.raises(StoreError, match="disk is full"):
        node.make_block()
    monkeypatch.undo()
    with pytest.raises(StoreError, match="disk is full"):
        node.make_block()
    assert node.chain.head.number == head


def test_a_full_network_takes_a_new_subnet_and_pays_out_the_weakest() -> None:
    plan = WorldPlan(neurons=8, started_ms=1_750_000_000_000)
    node = Node(plan, Store(None))
    state = node.state
    weakest = networks.weakest(state, node.chain.head.number + 1)
    assert weakest is not None
    assert networks.is_full(state)
    stakers = {coldkey for _, coldkey, alpha in positions(state, weakest) if alpha > 10**9}
    stakers -= {traders.trader(plan.seed, index) for index in range(traders.TRADERS)}
    before = {coldkey: accounts.free(state, coldkey) for coldkey in stakers}
    raw = ALICE.sign(node, "SubtensorModule", "register_network", {"hotkey": ALICE.address})
    node.pool.submit(raw, bytes(32))
    node.make_block()
    assert state.get("SubtensorModule", "SubnetOwner", weakest) == ALICE.address
    assert state.get("SubtensorModule", "SubnetworkN", weakest) == 1
    assert all(accounts.free(state, coldkey) > rao for coldkey, rao in before.items())
