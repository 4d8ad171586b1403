"""The practice node put together: state, chain, pool and blocks, kept in step with the store."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from functools import partial
from time import time
from typing import Any, Final

from core.practice import apis, derived
from core.practice.blocks import BlockBuilder, Built, Grant, PriceMove
from core.practice.chain import Chain, PastHeaders, stored
from core.practice.codec import Codec, blake2_256
from core.practice.extrinsics import bare
from core.practice.history import History, OverlayView
from core.practice.metadata import load
from core.practice.past import Past
from core.practice.pool import Pool, Status, Waiting
from core.practice.runtime_calls import RuntimeCalls
from core.practice.shield import announced_key
from core.practice.state import State, StateView
from core.practice.store import FORMAT, Store, StoreError
from core.practice.subscriptions import Feed, StorageFeed
from core.practice.validity import BLOCK_HASH_COUNT, Validity
from core.practice.world import WorldPlan, build

_PLAN: Final = "plan"
_FORMAT: Final = "format"
_START: Final = "start"


class News:
    """What happens on the chain, for whoever subscribed."""

    def __init__(self) -> None:
        self.heads = Feed()
        self.finalized = Feed()
        self.storage = StorageFeed()


class Node:
    """One practice network. Everything happens on one thread, block after block."""

    def __init__(self, plan: WorldPlan, store: Store) -> None:
        self.plan = plan
        self.codec = Codec(load(plan.block_time_ms))
        self.state = State(self.codec)
        build(self.state, plan)
        self._past = Past(plan, self.codec, self.state)
        self._store = store
        store.recipe = partial(announced_key, plan.seed)
        headers = PastHeaders(
            seal=_seal(self.codec, plan),
            start_root=self.state.digest(),
            start=plan.start_block,
            slot_ms=plan.block_time_ms,
            time=self._past.timestamp_ms,
        )
        self._write_start(headers)
        self._claim(headers.hashes[-1])
        self.history = History(self.state, store, plan.start_block)
        self.history.restore()
        self.chain = Chain(headers, store, self._past_body)
        self.validity = Validity(self.state, self.chain)
        self.pool = Pool(self.validity)
        self.news = News()
        self._builder = BlockBuilder(self.state, self.chain, self.pool, self.validity, plan.seed)
        self.runtime = RuntimeCalls(
            self.codec, self.view, self.chain.hash_of, apis.ApiContext(self.codec.metadata)
        )
        self._unfinal: dict[int, list[Waiting]] = {}
        self._broken: StoreError | None = None
        self._halted = False
        self._ahead_ms = max(self._now() - _wall_ms(), 0)

    # -- beginning

    def _write_start(self, headers: PastHeaders) -> None:
        """What the chain itself keeps in storage, as of the start block."""
        state, start = self.state, headers.start
        state.put("System", "Number", value=start)
        state.put("Timestamp", "Now", value=self.plan.started_ms)
        if start:
            state.put("System", "ParentHash", value="0x" + headers.hashes[start - 1].hex())
        for number in {0, *range(max(start - BLOCK_HASH_COUNT, 0), start)}:
            state.put("System", "BlockHash", number, value="0x" + headers.hashes[number].hex())
        state.block = start
        state.take_journal()

    def _claim(self, start_hash: bytes) -> None:
        """Mark a new store as this world's. StoreError if it holds another one."""
        facts = self._store.facts()
        mine = {_FORMAT: FORMAT, _PLAN: json.dumps(asdict(self.plan)), _START: start_hash.hex()}
        if not facts:
            self._store.set_facts(mine)
        elif facts != mine:
            raise StoreError(
                "the data directory holds a practice network of another version;"
                " start with --fresh to begin anew"
            )

    def _past_body(self, number: int) -> tuple[bytes, ...]:
        now = {"now": self._past.timestamp_ms(number)}
        return (bare(self.codec.encode_call("Timestamp", "set", now)),)

    # -- reading

    def view(self, number: int) -> StateView:
        """Storage after a block of the chain, whose number has to exist."""
        if number == self.chain.head.number:
            return self.state
        if number >= self.plan.start_block:
            return self.history.view(number)
        base = self.history.view(self.plan.start_block)
        return OverlayView(base, number, self._past.overlay(number))

    # -- going on

    def order(self, order: Grant | PriceMove) -> None:
        self._builder.order(order)

    def unwatch(self, watcher: Callable[[Status], None]) -> None:
        """Stop telling someone of a transaction, in the pool or waiting to be final."""
        self.pool.unwatch(watcher)
        for waitings in self._unfinal.values():
            for waiting in waitings:
                if watcher in waiting.watchers:
                    waiting.watchers.remove(watcher)

    async def run(self) -> None:
        """Make a block every block time, until cancelled."""
        loop = asyncio.get_running_loop()
        pace = self.plan.block_time_ms / 1000
        due = loop.time() + pace
        while True:
            await asyncio.sleep(max(due - loop.time(), 0))
            self.make_block()
            due = max(due + pace, loop.time())

    async def advance(self, blocks: int) -> None:
        """Make blocks at once, their time running ahead of the clock; fewer if halted."""
        for _ in range(blocks):
            if self._halted:
                return
            self._ahead_ms += self.plan.block_time_ms
            self.make_block()
            await asyncio.sleep(0)

    def retract(self) -> list[Waiting]:
        """Take the head back; answers the transactions that were in it.

        ValueError for a head that is final. Nobody is told: the block that
        comes in its place tells it.
        """
        head = self.chain.head
        if head.number <= self.chain.finalized:
            raise ValueError("the head is final")
        self._store.remove(head.number)
        for key, value in self.history.retract(head.number).items():
            self.state.set_raw(key, value)
        self.state.take_journal()
        self.chain.retract()
        self.state.block = self.chain.head.number
        self._ahead_ms += 1  # so that the block in its place is another one
        return self._unfinal.pop(head.number, [])

    def halt(self) -> None:
        """Let nobody who asked for many blocks hold up the end."""
        self._halted = True

    def make_block(self) -> None:
        """Build, store and announce the next block.

        StoreError if it cannot be stored; there are no further blocks then, as
        the state would be ahead of what is kept.
        """
        if self._broken is not None:
            raise self._broken
        try:
            self._make_block()
        except StoreError as error:
            self._broken = error
            raise

    def _make_block(self) -> None:
        least = self._now() + self.plan.block_time_ms // 2
        built = self._builder.build(max(_wall_ms() + self._ahead_ms, least))
        self._store.append(stored(built.block), built.changes)
        self.history.record(built.block.number, built.replaced)
        self.history.fold()
        final_before = self.chain.finalized
        self.chain.append(built.block)
        for waiting in built.included:
            self.pool.included(waiting)
        self._announce(built, final_before)
        self.pool.advance(built.block.number)

    def _announce(self, built: Built, final_before: int) -> None:
        block = built.block
        self.news.heads.publish(block.header.as_json())
        self.news.storage.publish(block.hash, {**self._derived_news(), **built.changes})
        for waiting in built.included:
            waiting.tell({"inBlock": "0x" + block.hash.hex()})
        self._unfinal[block.number] = built.included
        for number in range(final_before + 1, self.chain.finalized + 1):
            self._finalize(number)

    def _derived_news(self) -> dict[bytes, bytes | None]:
        """Followed values that a block changes without writing them."""
        start = derived.prefix(self.codec)
        followed = self.news.storage.followed()
        return {key: self.state.raw(key) for key in followed if key.startswith(start)}

    def _finalize(self, number: int) -> None:
        header, block_hash = self.chain.header(number), self.chain.hash_of(number)
        if header is None or block_hash is None:
            return
        self.news.finalized.publish(header.as_json())
        for waiting in self._unfinal.pop(number, ()):
            waiting.tell({"finalized": "0x" + block_hash.hex()})

    def _now(self) -> int:
        """The unix time of the head in milliseconds."""
        now: int = self.state.get("Timestamp", "Now")
        return now


def stored_plan(store: Store) -> WorldPlan | None:
    """The plan of the network in a store; None for an empty one. StoreError for a foreign one."""
    facts = store.facts()
    if not facts:
        return None
    with suppress(KeyError, ValueError, TypeError):
        fields: Mapping[str, Any] = json.loads(facts[_PLAN])
        return replace(WorldPlan(), **fields)
    raise StoreError("the practice data is of another version; start with --fresh to begin anew")


def _seal(codec: Codec, plan: WorldPlan) -> bytes:
    """What makes the genesis this network's: its metadata and its plan, but not when it began."""
    constant = json.dumps(asdict(replace(plan, started_ms=0)), sort_keys=True)
    return blake2_256(codec.metadata.v15 + constant.encode())


def _wall_ms() -> int:
    return int(time() * 1000)
