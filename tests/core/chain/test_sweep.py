"""Sweeps in their worker process, over the real node."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from core.chain import sweep_worker
from core.chain.caches import cache_folder, point_sdk_at
from core.chain.sweep import WorkerSweep
from core.domain.ids import BlockHash, NetUid
from core.domain.networks import PRACTICE
from core.errors import AppError, ErrorKind
from tests.fakes.practice import RunningNode, running_node
from tests.fakes.waiting import until


@pytest.fixture
async def node(tmp_path) -> AsyncIterator[RunningNode]:
    point_sdk_at(cache_folder(tmp_path, PRACTICE, ""))
    async with running_node(subnets=4, neurons=16) as running:
        yield running


async def genesis_of(node: RunningNode) -> BlockHash:
    return BlockHash(await node.call("chain_getBlockHash", 0))


def netuids(*numbers: int) -> list[NetUid]:
    return [NetUid(number) for number in numbers]


async def refusal(sweep, *order) -> AppError:
    with pytest.raises(AppError) as caught:
        async for _ in sweep.health(*order):
            pass
    return caught.value


async def test_each_subnets_health_comes_in_the_order_asked_for(node):
    found = [
        health
        async for health in WorkerSweep().health(node.url, await genesis_of(node), netuids(2, 0, 1))
    ]
    assert [health.netuid for health in found] == [2, 0, 1]
    assert found[0].active_validators > 0
    assert found[0].serving > 0
    assert found[0].last_weights is not None


async def test_a_subnet_that_has_gone_is_left_out(node):
    found = [
        health
        async for health in WorkerSweep().health(node.url, await genesis_of(node), netuids(900, 1))
    ]
    assert [health.netuid for health in found] == [1]


async def test_another_genesis_is_refused(node):
    error = await refusal(WorkerSweep(), node.url, BlockHash("0x" + "ab" * 32), netuids(1))
    assert error.kind is ErrorKind.WRONG_CHAIN


async def test_a_node_that_is_away_is_offline():
    order = ("ws://127.0.0.1:9", BlockHash("0x" + "ab" * 32), netuids(1))
    assert (await refusal(WorkerSweep(), *order)).kind is ErrorKind.OFFLINE


async def test_leaving_a_sweep_ends_its_process_at_once(node):
    reports = WorkerSweep().health(node.url, await genesis_of(node), netuids(*[1, 2] * 500))
    async with aclosing(reports):
        await anext(reports)
        assert multiprocessing.active_children()
    assert not multiprocessing.active_children()


async def test_a_worker_that_dies_is_said(node):
    reports = WorkerSweep().health(node.url, await genesis_of(node), netuids(*[1, 2] * 500))
    async with aclosing(reports):
        await anext(reports)
        for child in multiprocessing.active_children():
            child.kill()
        with pytest.raises(AppError) as caught:
            async for _ in reports:
                pass
        assert caught.value.kind is ErrorKind.INTERNAL


async def test_one_sweep_waits_for_the_other(node):
    sweep, genesis = WorkerSweep(), await genesis_of(node)
    async with aclosing(sweep.health(node.url, genesis, netuids(*[1, 2] * 500))) as first:
        await anext(first)
        assert len(multiprocessing.active_children()) == 1
    second = [health async for health in sweep.health(node.url, genesis, netuids(1))]
    assert len(second) == 1


def test_the_worker_ends_quietly_when_nobody_listens_any_more(monkeypatch):
    async def sweep(pipe, order):
        pipe.send("report")

    monkeypatch.setattr(sweep_worker, "_sweep", sweep)
    monkeypatch.setattr(sweep_worker.os, "nice", lambda by: 0)
    monkeypatch.setattr(sweep_worker.signal, "signal", lambda number, action: None)
    ours, theirs = multiprocessing.Pipe(duplex=False)
    ours.close()
    order = sweep_worker.Order("ws://x", BlockHash("0x"), ())
    assert sweep_worker.work(theirs, order) is None
    theirs.close()


async def test_cancelling_while_the_process_starts_leaves_none_behind(node):
    reports = WorkerSweep().health(node.url, await genesis_of(node), netuids(1))
    starting = asyncio.ensure_future(anext(reports))
    await until(lambda: bool(multiprocessing.active_children()))
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    assert not multiprocessing.active_children()
