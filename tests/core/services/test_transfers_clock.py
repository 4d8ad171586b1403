"""A node that lies about how far its chain is: nothing is over before its blocks could pass."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import pytest

from core.domain.intents import TransferTao
from core.domain.money import TaoRao
from core.domain.networks import BLOCK_SECONDS
from core.domain.transactions import NoticeKind, Outcome, Stage
from core.errors import AppError, ErrorKind
from tests.builders import TAO
from tests.fakes.lying_proxy import LyingProxy, lying_proxy
from tests.fakes.practice import RunningNode, running_node
from tests.fakes.signers import DevSigner, address
from tests.fakes.transfers import Bench, bench, hash_of

ALICE, BOB = address("//Alice"), address("//Bob")
TRANSFER = TransferTao(BOB, TaoRao(3 * TAO))
ERA = 64 * 12.0


class Scene:
    """A chain whose blocks are known to take 12 seconds; its node keeps a transfer to itself."""

    def __init__(self, node: RunningNode, proxy: LyingProxy, desk: Bench) -> None:
        self.node = node
        self.proxy = proxy
        self.desk = desk
        self.signer = DevSigner()
        self.kept: list[str] = []
        proxy.instead["author_submitExtrinsic"] = self._keep

    def _keep(self, params: list[str]) -> str:
        self.kept.append(params[0])
        return hash_of(params[0])

    async def send(self, stage: Stage) -> None:
        self.desk.now += 1
        review = await self.desk.service.review(TRANSFER, ALICE)
        async with aclosing(self.desk.service.submit(review, self.signer)) as receipts:
            async for receipt in receipts:
                if receipt.stage is stage:
                    return

    async def advance(self, blocks: int) -> None:
        await self.node.call("practice_advance", blocks)
        await self.desk.connect(self.proxy.url)

    async def outcomes(self) -> list[tuple[Outcome, bool]]:
        """Of all entries, the newest first, after asking the chain."""
        await self.desk.service.resolve()
        entries = await self.desk.journal.entries(self.desk.link.writer().genesis)
        return [(entry.receipt.outcome, entry.receipt.settled) for entry in entries]


@pytest.fixture
async def scene(tmp_path, monkeypatch) -> AsyncIterator[Scene]:
    async with running_node(block_time=60.0) as node, lying_proxy(node.url) as proxy:
        await node.call("practice_advance", 3)
        async with bench(tmp_path, proxy.url) as desk:
            monkeypatch.setitem(BLOCK_SECONDS, desk.link.writer().genesis, 12.0)
            made = Scene(node, proxy, desk)
            await made.send(Stage.SENT)
            yield made


def later(_params: list[Any], header: Any) -> Any:
    """A header, said to be a thousand blocks on."""
    return header and {**header, "number": hex(int(header["number"], 16) + 1_000)}


def one_more(_params: list[Any], nonce: int) -> int:
    return nonce + 1


async def test_a_node_that_runs_ahead_of_the_clock_gets_no_second_payment(scene):
    """It keeps the first to itself, says that its blocks are over, and would send both."""
    head = await scene.node.call("chain_getBlockHash")
    scene.proxy.alter["chain_getHeader"] = later
    scene.proxy.alter["chain_getBlockHash"] = lambda _params, true: true or head
    scene.proxy.alter["account_nextIndex"] = one_more
    assert await scene.outcomes() == [(Outcome.OPEN, False)]
    review = await scene.desk.service.review(TRANSFER, ALICE)
    assert NoticeKind.UNSETTLED in {notice.kind for notice in review.warnings}
    with pytest.raises(AppError) as caught:
        await scene.send(Stage.SIGNED)
    assert (caught.value.kind, caught.value.facts["reason"]) == (ErrorKind.REJECTED, "unsettled")
    assert len(scene.signer.payloads) == 1


async def test_an_account_that_is_said_to_have_gone_on_settles_nothing_while_the_era_lasts(scene):
    """Another of its transactions may be in the chain, or the node says so."""
    review = await scene.desk.service.review(TransferTao(BOB, TaoRao(TAO)), ALICE)
    prepared = await scene.desk.link.writer().sign(review.prepared, DevSigner(), 0)
    await scene.node.call("author_submitExtrinsic", "0x" + prepared.data.hex())
    await scene.advance(5)
    assert await scene.outcomes() == [(Outcome.OPEN, False)]
    scene.desk.now += ERA
    assert await scene.outcomes() == [(Outcome.REPLACED, True)]


async def test_what_takes_its_nonce_here_replaces_it_at_once(scene):
    """Sent again: the chain took the second, and so can never take the first."""
    scene.proxy.instead.clear()
    await scene.node.call("practice_advance", 1)
    await scene.send(Stage.SENT)
    await scene.advance(5)
    assert await scene.outcomes() == [(Outcome.SUCCEEDED, True), (Outcome.OPEN, False)]
    assert await scene.outcomes() == [(Outcome.SUCCEEDED, True), (Outcome.REPLACED, True)]


async def test_once_the_era_has_passed_by_the_clock_too_it_is_over(scene):
    await scene.advance(70)
    assert await scene.outcomes() == [(Outcome.OPEN, False)]
    scene.desk.now += ERA
    assert await scene.outcomes() == [(Outcome.EXPIRED, True)]


async def test_a_node_that_no_longer_has_the_blocks_stops_nothing_that_is_sent_later(tmp_path):
    """The earlier one stays open for a node that can tell; by its era it is over."""
    async with (
        running_node(block_time=60.0) as node,
        lying_proxy(node.url) as proxy,
        bench(tmp_path, proxy.url) as desk,
    ):
        scene = Scene(node, proxy, desk)
        await scene.send(Stage.SENT)
        await scene.advance(70)
        proxy.instead["chain_getBlock"] = None
        assert await scene.outcomes() == [(Outcome.OPEN, False)]
        await scene.send(Stage.SIGNED)
        assert len(scene.signer.payloads) == 2
