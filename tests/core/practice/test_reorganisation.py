from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.practice.codec import blake2_256
from core.practice.node import Node
from core.practice.reorganisation import NothingToReplaceError, replace_head
from core.practice.store import Store
from tests.fakes.signing import ALICE, BOB, small_node


def _storage(node: Node) -> dict[bytes, bytes | None]:
    return {key: node.state.raw(key) for key in node.state.keys(b"")}


def _send(node: Node, statuses: list[Any] | None = None) -> bytes:
    raw = ALICE.transfer(node, BOB, 7, nonce=node.validity.nonce(ALICE.address))
    watcher = None if statuses is None else statuses.append
    node.pool.submit(raw, blake2_256(raw), watcher)
    return raw


def test_taking_the_head_back_leaves_no_trace_of_it() -> None:
    node = small_node()
    node.make_block()
    before, head = _storage(node), node.chain.head
    _send(node)
    node.make_block()
    gone = node.chain.head.hash
    node.retract()
    assert _storage(node) == before
    assert node.chain.head == head
    assert node.state.block == node.history.head == head.number
    assert node.chain.number_of(gone) is None


def test_a_transaction_comes_back_in_the_block_that_takes_the_place() -> None:
    node = small_node()
    statuses: list[Any] = []
    raw = _send(node, statuses)
    node.make_block()
    old = node.chain.head.hash
    new = replace_head(node)
    assert raw in node.chain.head.body
    assert {"retracted": "0x" + old.hex()} in statuses
    assert statuses[-1] == {"inBlock": "0x" + new.hex()}


def test_a_held_transaction_comes_back_later() -> None:
    node = small_node()
    raw = _send(node)
    node.make_block()
    replace_head(node, hold=2)
    assert raw not in node.chain.head.body
    node.make_block()
    assert raw not in node.chain.head.body
    node.make_block()
    assert raw in node.chain.head.body


def test_subscribers_hear_of_the_new_head_at_the_same_height() -> None:
    node = small_node()
    heads: list[Any] = []
    node.news.heads.add("me", heads.append)
    node.make_block()
    replace_head(node)
    assert heads[0]["number"] == heads[1]["number"]
    assert heads[0] != heads[1]


def test_a_final_head_stays() -> None:
    with pytest.raises(NothingToReplaceError):
        replace_head(small_node())


def test_the_kept_network_is_the_one_that_stayed(tmp_path: Path) -> None:
    node = small_node(store := Store(tmp_path))
    _send(node)
    node.make_block()
    replace_head(node, hold=1)
    node.make_block()
    storage, head = _storage(node), node.chain.head.hash
    store.close()
    again = small_node(Store(tmp_path))
    assert (_storage(again), again.chain.head.hash) == (storage, head)
