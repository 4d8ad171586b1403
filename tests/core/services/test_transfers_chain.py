"""Transfers on the real practice node: signed, sent, found, and never doubled."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

import pytest

from core.domain.intents import AllBut, TransferTao
from core.domain.keys import KeyRef, Secret
from core.domain.money import TaoRao
from core.domain.networks import PRACTICE
from core.domain.transactions import NoticeKind, Outcome, Risk, Stage
from core.errors import AppError, ErrorKind
from core.keys.agent import KeyAgent
from core.services.transfers import TransferService
from tests.builders import TAO
from tests.fakes.keyfiles import PASSWORD, put_wallet
from tests.fakes.lying_proxy import lying_proxy
from tests.fakes.practice import running_node
from tests.fakes.scripted_node import HangUp, RefusalError
from tests.fakes.signers import DevSigner, address
from tests.fakes.transfers import bench, hash_of

ALICE = address("//Alice")
BOB = address("//Bob")
SENT = TransferTao(BOB, TaoRao(3 * TAO))
BY_HAND = {"block_time": 60.0}  # a node whose blocks the test makes


async def first_of(desk, stage: Stage, signer: DevSigner | None = None):
    """The receipt of the first stage that is ``stage``; watching stops there."""
    review = await desk.service.review(SENT, ALICE)
    async with aclosing(desk.service.submit(review, signer or DevSigner())) as receipts:
        async for receipt in receipts:
            if receipt.stage is stage:
                return receipt
    raise AssertionError(stage)


async def kept(desk):
    (entry,) = await desk.journal.entries(desk.link.writer().genesis)
    return entry.receipt


async def test_a_transfer_goes_through_every_stage_and_costs_what_was_shown(tmp_path):
    async with running_node() as node, bench(tmp_path, node.url) as desk:
        before = await desk.free(BOB)
        review = await desk.service.review(SENT, ALICE)
        signer = DevSigner()
        receipts = [receipt async for receipt in desk.service.submit(review, signer)]
        stages = [receipt.stage for receipt in receipts]
        assert stages == [Stage.SIGNED, Stage.SENT, Stage.IN_BLOCK, Stage.FINAL]
        last = receipts[-1]
        assert (last.outcome, last.settled) == (Outcome.SUCCEEDED, True)
        assert await desk.free(BOB) == before + 3 * TAO
        assert last.fee == review.prepared.fee
        assert await desk.free(ALICE) == review.free_after
        assert len(signer.payloads) == 1
        assert signer.finished == 1
        assert await kept(desk) == last


async def test_all_but_a_reserve_leaves_the_reserve_to_the_rao(tmp_path):
    async with running_node() as node, bench(tmp_path, node.url) as desk:
        reserve = TaoRao(TAO)
        review = await desk.service.review(TransferTao(BOB, AllBut(reserve)), ALICE)
        assert (review.risk, review.blockers) == (Risk.HIGH, ())
        assert review.prepared.function == "Balances.transfer_keep_alive"  # of an exact amount
        receipts = [receipt async for receipt in desk.service.submit(review, DevSigner())]
        assert receipts[-1].outcome is Outcome.SUCCEEDED
        assert await desk.free(ALICE) == reserve + review.standing.existential_deposit


async def test_an_address_paid_before_is_no_longer_new(tmp_path):
    async with running_node() as node, bench(tmp_path, node.url) as desk:
        review = await desk.service.review(SENT, ALICE)
        assert NoticeKind.NEW_ADDRESS in {notice.kind for notice in review.warnings}
        _ = [receipt async for receipt in desk.service.submit(review, DevSigner())]
        review = await desk.service.review(SENT, ALICE)
        assert NoticeKind.NEW_ADDRESS not in {notice.kind for notice in review.warnings}


async def test_tao_to_a_hotkey_is_stopped_and_its_owner_named(tmp_path):
    async with running_node() as node, bench(tmp_path, node.url) as desk:
        hotkey = address("//Bob//hot")
        review = await desk.service.review(TransferTao(hotkey, TaoRao(TAO)), ALICE)
        (blocker,) = review.blockers
        assert (blocker.kind, blocker.facts["owner"]) == (NoticeKind.HOTKEY, BOB)
        signer = DevSigner()
        with pytest.raises(AppError) as caught:
            await anext(desk.service.submit(review, signer))
        assert caught.value.kind is ErrorKind.BAD_INPUT
        assert signer.payloads == []


async def test_the_journal_has_it_before_the_node_does(tmp_path):
    async with (
        running_node(**BY_HAND) as node,
        lying_proxy(node.url) as proxy,
        bench(tmp_path, proxy.url) as desk,
    ):
        receipt = await first_of(desk, Stage.SIGNED)
        assert "author_submitExtrinsic" not in proxy.calls
        assert await kept(desk) == receipt


async def test_a_node_killed_after_the_block_leaves_one_spend_and_the_chain_tells(tmp_path):
    world = {**BY_HAND, "data_dir": tmp_path / "world"}
    async with running_node(**world) as node, bench(tmp_path, node.url) as desk:
        before = await desk.free(BOB)
        review = await desk.service.review(SENT, ALICE)
        async with aclosing(desk.service.submit(review, DevSigner())) as receipts:
            assert (await anext(receipts)).stage is Stage.SIGNED
            assert (await anext(receipts)).stage is Stage.SENT
            await node.call("practice_advance", 1)
            node.process.kill()
            await node.process.wait()
            assert (await anext(receipts)).outcome is Outcome.UNKNOWN
        async with running_node(**world) as again:
            await desk.connect(again.url)
            await again.call("practice_advance", 5)
            await desk.connect(again.url)
            (told,) = await desk.service.resolve()
            assert (told.stage, told.outcome) == (Stage.FINAL, Outcome.SUCCEEDED)
            assert await desk.free(BOB) == before + 3 * TAO
            assert await desk.service.resolve() == []


async def test_a_node_killed_before_the_block_spends_nothing_and_the_next_try_spends_once(
    tmp_path,
):
    world = {**BY_HAND, "data_dir": tmp_path / "world"}
    async with running_node(**world) as node, bench(tmp_path, node.url) as desk:
        before = await desk.free(BOB)
        await first_of(desk, Stage.SENT)
        node.process.kill()
        await node.process.wait()
        async with running_node(**world) as again:
            await desk.connect(again.url)
            desk.now += 1
            review = await desk.service.review(SENT, ALICE)
            assert NoticeKind.UNSETTLED in {notice.kind for notice in review.warnings}
            async with aclosing(desk.service.submit(review, DevSigner())) as receipts:
                assert [(await anext(receipts)).stage for _ in range(2)][-1] is Stage.SENT
            await again.call("practice_advance", 70)
            await desk.connect(again.url)
            told = {receipt.outcome for receipt in await desk.service.resolve()}
            assert told in (
                {Outcome.REPLACED, Outcome.SUCCEEDED},
                {Outcome.EXPIRED, Outcome.SUCCEEDED},
            )
            assert await desk.free(BOB) == before + 3 * TAO


async def test_a_transaction_that_a_node_swallows_expires(tmp_path):
    async with (
        running_node(**BY_HAND) as node,
        lying_proxy(node.url) as proxy,
        bench(tmp_path, proxy.url) as desk,
    ):
        before = await desk.free(BOB)
        proxy.instead["author_submitExtrinsic"] = lambda params: hash_of(params[0])
        await first_of(desk, Stage.SENT)
        await node.call("practice_advance", 70)
        await desk.connect(proxy.url)
        (told,) = await desk.service.resolve()
        assert (told.outcome, told.settled) == (Outcome.EXPIRED, True)
        assert await desk.free(BOB) == before


async def test_a_connection_that_breaks_while_sending_leaves_the_outcome_open(tmp_path):
    async with (
        running_node(**BY_HAND) as node,
        lying_proxy(node.url) as proxy,
        bench(tmp_path, proxy.url) as desk,
    ):
        review = await desk.service.review(SENT, ALICE)
        proxy.instead["author_submitExtrinsic"] = HangUp(1011)
        receipts = [receipt async for receipt in desk.service.submit(review, DevSigner())]
        assert [receipt.outcome for receipt in receipts] == [Outcome.OPEN, Outcome.UNKNOWN]
        await desk.connect(node.url)
        assert (await kept(desk)).outcome is Outcome.UNKNOWN


async def test_a_node_that_has_it_already_has_not_refused_it(tmp_path):
    """As when the answer to the first submission was lost on its way and the SDK asked again."""
    async with running_node(**BY_HAND) as node, lying_proxy(node.url) as proxy:
        proxy.instead["author_submitExtrinsic"] = RefusalError("Transaction Already Imported", 1013)
        async with bench(tmp_path, proxy.url) as desk:
            receipt = await first_of(desk, Stage.SENT)
            assert receipt.outcome is Outcome.OPEN
            assert await kept(desk) == receipt


async def test_a_second_one_waits_for_the_first_to_be_in_a_block(tmp_path):
    async with running_node(**BY_HAND) as node, bench(tmp_path, node.url) as desk:
        await first_of(desk, Stage.SENT)
        signer = DevSigner()
        desk.now += 1
        with pytest.raises(AppError) as caught:
            await first_of(desk, Stage.SENT, signer)
        assert caught.value.kind is ErrorKind.REJECTED
        assert caught.value.facts["reason"] == "unsettled"
        assert signer.payloads == []


async def test_stopping_to_watch_stops_nothing_else(tmp_path):
    async with running_node(**BY_HAND) as node, bench(tmp_path, node.url) as desk:
        before = await desk.free(BOB)
        await first_of(desk, Stage.SENT)
        await node.call("practice_advance", 5)
        await desk.connect(node.url)
        (told,) = await desk.service.resolve()
        assert told.outcome is Outcome.SUCCEEDED
        assert await desk.free(BOB) == before + 3 * TAO


class SlowToSend:
    """A writer that sends when ``may_send`` is set."""

    def __init__(self, writer):
        self._writer = writer
        self.began, self.may_send = asyncio.Event(), asyncio.Event()

    def __getattr__(self, name):
        return getattr(self._writer, name)

    async def send(self, signed):
        self.began.set()
        await self.may_send.wait()
        await self._writer.send(signed)


async def test_stopping_to_watch_what_is_being_sent_does_not_leave_it_unsent(tmp_path):
    async with running_node(**BY_HAND) as node, bench(tmp_path, node.url) as desk:
        slow = SlowToSend(desk.link.writer())

        async def writer():
            return slow

        service = TransferService(writer, desk.journal, lambda: PRACTICE, lambda: desk.now)
        review = await service.review(SENT, ALICE)

        async def watch():
            async for _receipt in service.submit(review, DevSigner()):
                pass

        watching = asyncio.ensure_future(watch())
        await slow.began.wait()
        watching.cancel()
        with pytest.raises(asyncio.CancelledError):
            await watching
        assert (await kept(desk)).stage is Stage.SIGNED
        slow.may_send.set()
        await service.close()
        assert (await kept(desk)).stage is Stage.SENT
        before = await desk.free(BOB)
        await node.call("practice_advance", 2)
        assert await desk.free(BOB) == before + 3 * TAO


@pytest.mark.parametrize("seconds", [-1.0, 120.0, 86_400.0])
async def test_a_review_goes_stale_with_its_age(tmp_path, seconds):
    async with running_node(**BY_HAND) as node, bench(tmp_path, node.url) as desk:
        review = await desk.service.review(SENT, ALICE)
        desk.now += seconds
        signer = DevSigner()
        with pytest.raises(AppError) as caught:
            await anext(desk.service.submit(review, signer))
        assert (caught.value.kind, caught.value.facts["changed"]) == (ErrorKind.STALE, "age")
        assert signer.payloads == []


async def test_a_review_is_signed_once(tmp_path):
    async with running_node() as node, bench(tmp_path, node.url) as desk:
        review = await desk.service.review(SENT, ALICE)
        _ = [receipt async for receipt in desk.service.submit(review, DevSigner())]
        signer = DevSigner()
        with pytest.raises(AppError) as caught:
            await anext(desk.service.submit(review, signer))
        assert (caught.value.kind, caught.value.facts["changed"]) == (ErrorKind.STALE, "used")
        assert signer.payloads == []


async def test_a_runtime_upgrade_makes_a_review_stale(tmp_path):
    async with (
        running_node(**BY_HAND) as node,
        lying_proxy(node.url) as proxy,
        bench(tmp_path, proxy.url) as desk,
    ):
        review = await desk.service.review(SENT, ALICE)
        proxy.alter["state_getRuntimeVersion"] = lambda _, honest: {**honest, "specVersion": 462}
        signer = DevSigner()
        with pytest.raises(AppError) as caught:
            await anext(desk.service.submit(review, signer))
        assert caught.value.kind is ErrorKind.STALE
        assert signer.payloads == []
        assert signer.finished == 1  # a key for one signature is not left open


async def test_another_key_than_the_reviewed_one_signs_nothing(tmp_path):
    async with running_node(**BY_HAND) as node, bench(tmp_path, node.url) as desk:
        review = await desk.service.review(SENT, ALICE)
        with pytest.raises(AppError, match="another key"):
            await anext(desk.service.submit(review, DevSigner("//Eve")))


async def test_a_nonce_taken_by_another_wallet_is_told_and_stops_nothing_later(tmp_path):
    async with (
        running_node(**BY_HAND) as node,
        lying_proxy(node.url) as proxy,
        bench(tmp_path, proxy.url) as desk,
    ):
        writer = desk.link.writer()
        elsewhere = await writer.sign(await writer.prepare(SENT, ALICE), DevSigner(), 0)
        await writer.send(elsewhere)
        await node.call("practice_advance", 1)
        proxy.instead["account_nextIndex"] = 0
        with pytest.raises(AppError) as caught:
            await first_of(desk, Stage.SENT)
        assert caught.value.kind is ErrorKind.REJECTED
        assert (await kept(desk)).outcome is Outcome.REFUSED
        del proxy.instead["account_nextIndex"]
        await node.call("practice_advance", 5)
        await desk.connect(proxy.url)
        desk.now += 1
        assert (await first_of(desk, Stage.SENT)).outcome is Outcome.OPEN


async def test_a_refusal_that_was_a_lie_is_found_on_the_chain_and_nothing_is_paid_twice(tmp_path):
    async with (
        running_node(**BY_HAND) as node,
        lying_proxy(node.url) as proxy,
        bench(tmp_path, proxy.url) as desk,
    ):
        before = await desk.free(BOB)
        taken: list[str] = []

        def refuse(params: list[str]) -> RefusalError:
            taken.append(params[0])
            return RefusalError("Invalid Transaction", 1010, "no")

        proxy.instead["author_submitExtrinsic"] = refuse
        with pytest.raises(AppError) as caught:
            await first_of(desk, Stage.SENT)
        assert caught.value.kind is ErrorKind.REJECTED
        await node.call("author_submitExtrinsic", taken[0])
        signer = DevSigner()
        desk.now += 1
        with pytest.raises(AppError) as caught:
            await first_of(desk, Stage.SENT, signer)
        assert caught.value.facts["reason"] == "unsettled"
        assert signer.payloads == []
        await node.call("practice_advance", 5)
        await desk.connect(proxy.url)
        (told,) = await desk.service.resolve()
        assert told.outcome is Outcome.SUCCEEDED
        assert await desk.free(BOB) == before + 3 * TAO


async def test_an_unlocked_wallet_signs_in_its_own_process_and_a_locked_one_does_not(tmp_path):
    put_wallet(tmp_path / "wallets")
    agent = KeyAgent(tmp_path / "wallets")
    ref = KeyRef("main")
    async with running_node() as node, bench(tmp_path, node.url) as desk:
        try:
            unlocked = await agent.unlock(ref, Secret(PASSWORD))
            await node.call("practice_faucet", unlocked.stored.address, 10 * TAO)
            await node.call("practice_advance", 1)
            signer = agent.signer(ref)
            review = await desk.service.review(SENT, signer.ss58_address)
            receipts = [receipt async for receipt in desk.service.submit(review, signer)]
            assert receipts[-1].outcome is Outcome.SUCCEEDED
            desk.now += 1
            review = await desk.service.review(SENT, signer.ss58_address)
            await agent.lock()
            with pytest.raises(AppError) as caught:
                await anext(desk.service.submit(review, signer))
            assert caught.value.kind is ErrorKind.LOCKED
            entries = await desk.journal.entries(desk.link.writer().genesis)
            assert len(entries) == 1
        finally:
            await agent.close()
