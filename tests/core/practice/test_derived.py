from typing import Any

from core.practice import derived
from core.practice.node import Node
from tests.fakes.signing import ALICE, small_node

MODULE = "SubtensorModule"
ITEM = "BlocksSinceLastStep"


def _running(blocks: int) -> Node:
    node = small_node()
    for _ in range(blocks):
        node.make_block()
    return node


def test_every_block_counts_without_being_written() -> None:
    node = _running(1)
    before = node.state.get(MODULE, ITEM, 1)
    node.make_block()
    assert node.state.get(MODULE, ITEM, 1) == before + 1
    key = node.codec.key(MODULE, ITEM, 1)
    node.state.set_raw(key, bytes(8))
    assert node.state.get(MODULE, ITEM, 1) == before + 1


def test_at_every_block_it_is_the_distance_to_the_last_epoch() -> None:
    node = _running(365)
    start = node.plan.start_block
    seen: set[int] = set()
    for number in (start, start + 1, start + 200, start + 360, start + 365):
        view = node.view(number)
        for netuid in (1, 2):
            since = view.get(MODULE, ITEM, netuid)
            assert since == number - view.get(MODULE, "LastEpochBlock", netuid)
            seen.add(since)
    assert len(seen) > 5


def test_it_is_listed_with_the_subnets_of_the_block() -> None:
    node = _running(3)
    start = node.plan.start_block
    raw = ALICE.sign(node, MODULE, "register_network", {"hotkey": ALICE.address})
    node.pool.submit(raw, bytes(32))
    node.make_block()
    prefix = node.codec.key(MODULE, ITEM)
    then, now = node.view(start + 1), node.state
    for view, netuids in ((then, [1, 2]), (now, [1, 2, 3])):
        keys = [node.codec.key(MODULE, ITEM, netuid) for netuid in netuids]
        assert view.keys(prefix) == derived.keys(view) == keys
        assert view.keys(keys[0]) == keys[:1]
        everything = view.keys(b"")
        assert everything == sorted(everything)
        assert [key for key in everything if key.startswith(prefix)] == keys
        assert [params for params, _ in view.items(MODULE, ITEM)] == [(n,) for n in netuids]
    assert node.view(start - 1).keys(prefix) == then.keys(prefix)
    assert not node.state.has(MODULE, ITEM, 0)


def test_who_follows_it_hears_of_every_block() -> None:
    node = _running(1)
    heard: list[Any] = []
    key = node.codec.key(MODULE, ITEM, 1)
    node.news.storage.add("one", [key], heard.append)
    node.make_block()
    raw = node.state.raw(key)
    assert raw is not None
    assert [change["changes"] for change in heard] == [[["0x" + key.hex(), "0x" + raw.hex()]]]
