"""Every intent on a node that lies, breaks off, forgets or reorganises: no wrong signature,

no payment twice, and the truth found afterwards.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from typing import Any

import pytest

from core.chain.intents import call_of
from core.domain.ids import NetUid
from core.domain.intents import AddStake, RegisterHotkey, TransferTao, Within
from core.domain.money import TaoRao
from core.domain.transactions import Outcome, Stage
from core.errors import AppError, ErrorKind
from core.practice.faults.metadata_lies import KINDS, lying
from tests.builders import TAO
from tests.fakes.lying_proxy import LyingProxy, lying_proxy
from tests.fakes.metadata_mutants import calls_of, honest, mutated
from tests.fakes.practice import RunningNode, running_node
from tests.fakes.scripted_node import HangUp
from tests.fakes.signers import DevSigner, address
from tests.fakes.transfers import Bench, bench, hash_of

ALICE = address("//Alice")
BOB = address("//Bob")
HOTKEY = address("//Alice//hot")
FRESH = address("//Alice//miner-3")
ONE = NetUid(1)

TRANSFER = TransferTao(BOB, TaoRao(3 * TAO))
STAKE = AddStake(HOTKEY, ONE, TaoRao(5 * TAO), Within(500))
REGISTRATION = RegisterHotkey(FRESH, ONE, Within(500))
ALL = [TRANSFER, STAKE, REGISTRATION]
by_kind = pytest.mark.parametrize("intent", ALL, ids=lambda intent: intent.kind.value)


class Scene:
    """A node whose blocks the test makes, a proxy before it that lies, and who uses it."""

    def __init__(self, node: RunningNode, proxy: LyingProxy, desk: Bench) -> None:
        self.node = node
        self.proxy = proxy
        self.desk = desk
        self.signer = DevSigner()

    async def advance(self, blocks: int) -> None:
        await self.node.call("practice_advance", blocks)

    async def reconnect(self) -> None:
        await self.desk.connect(self.proxy.url)

    async def review(self, intent: Any):
        self.desk.now += 1
        return await self.desk.service.review(intent, ALICE)

    async def refused(self, review) -> AppError:
        """Why nothing was signed."""
        with pytest.raises(AppError) as caught:
            await anext(self.desk.service.submit(review, self.signer))
        assert self.signer.payloads == []
        return caught.value

    async def until(self, review, stage: Stage):
        """The receipt of the first stage that is ``stage``, or the last; watching stops there."""
        receipt = None
        async with aclosing(self.desk.service.submit(review, self.signer)) as receipts:
            async for receipt in receipts:
                if receipt.stage is stage:
                    break
        return receipt

    async def resolved(self):
        """The only entry, after asking the chain."""
        await self.reconnect()
        await self.desk.service.resolve()
        (entry,) = await self.desk.journal.entries(self.desk.link.writer().genesis)
        return entry

    async def free(self) -> int:
        return await self.desk.free(ALICE)


@pytest.fixture
async def scene(tmp_path) -> AsyncIterator[Scene]:
    async with scene_of(tmp_path) as made:
        yield made


@asynccontextmanager
async def scene_of(folder, **options: Any) -> AsyncIterator[Scene]:
    async with (
        running_node(block_time=60.0, **options) as node,
        lying_proxy(node.url) as proxy,
    ):
        await node.call("practice_advance", 3)  # until the shield has a key
        async with bench(folder, proxy.url) as desk:
            yield Scene(node, proxy, desk)


def told_metadata(lie: bytes):
    """An answer to the question for metadata."""

    def answer(params: list[Any], true: str) -> str:
        if params[0] != "Metadata_metadata_at_version":
            return true
        return "0x01" + ((len(lie) << 2 | 2).to_bytes(4, "little") + lie).hex()

    return answer


# -- chain, runtime, fee


@by_kind
async def test_another_genesis_since_the_review_makes_it_stale(scene, intent):
    review = await scene.review(intent)
    scene.proxy.alter["chain_getBlockHash"] = lambda params, true: (
        "0x" + "66" * 32 if params == [0] else true
    )
    error = await scene.refused(review)
    assert (error.kind, error.facts["changed"]) == (ErrorKind.STALE, "genesis")


@by_kind
async def test_a_runtime_upgrade_since_the_review_makes_it_stale(scene, intent):
    review = await scene.review(intent)
    scene.proxy.alter["state_getRuntimeVersion"] = lambda _, true: {**true, "specVersion": 462}
    error = await scene.refused(review)
    assert (error.kind, error.facts["changed"]) == (ErrorKind.STALE, "spec")


@by_kind
@pytest.mark.parametrize("rao", [0, 10**18], ids=["nothing", "a billion"])
async def test_a_false_fee_is_not_shown(scene, intent, rao):
    def quoted(params: list[Any], true: str) -> str:
        if params[0] != "TransactionPaymentApi_query_info":
            return true
        return true[:-16] + rao.to_bytes(8, "little").hex()

    scene.proxy.alter["state_call"] = quoted
    with pytest.raises(AppError) as caught:
        await scene.review(intent)
    assert (caught.value.kind, caught.value.facts["field"]) == (ErrorKind.NODE_FAULT, "fee")


@by_kind
async def test_a_review_that_lay_too_long_is_not_signed(scene, intent):
    review = await scene.review(intent)
    scene.desk.now += 120
    error = await scene.refused(review)
    assert (error.kind, error.facts["changed"]) == (ErrorKind.STALE, "age")


# -- balance


@by_kind
async def test_an_invented_balance_costs_no_more_than_the_fee(tmp_path, intent):
    """The chain refuses what the account cannot pay, and the failure is told."""
    poor = DevSigner("//Poor")
    async with scene_of(tmp_path, faults=True) as scene:
        await scene.node.call("practice_faucet", poor.ss58_address, 30_000_000)
        await scene.advance(1)
        await scene.node.call(
            "practice_fault", "balance", {"address": poor.ss58_address, "rao": 10**15}
        )
        await scene.reconnect()
        review = await scene.desk.service.review(intent, poor.ss58_address)
        assert review.blockers == ()
        async with aclosing(scene.desk.service.submit(review, poor)) as receipts:
            async for receipt in receipts:
                if receipt.stage is Stage.SENT:
                    break
        await scene.node.call("practice_honest")
        await scene.advance(12)
        entry = await scene.resolved()
        assert entry.receipt.outcome is Outcome.FAILED
        assert (entry.paid, entry.receipt.error) != (None, "")
        left = await scene.desk.free(poor.ss58_address)
        assert left == 30_000_000 - entry.receipt.fee


# -- price


async def test_a_price_that_rose_within_the_limit_changes_nothing_of_what_is_signed(tmp_path):
    async with scene_of(tmp_path, faults=True) as scene:
        review = await scene.review(STAKE)
        await scene.node.call("practice_movePrice", ONE, 103)
        await scene.advance(1)
        await scene.reconnect()
        await scene.until(review, Stage.SENT)
        (order,) = scene.signer.orders
        assert order.call == call_of(review.prepared.intent).data
        assert f"limit_price {review.quote.limit}" in [f"{f.name} {f.value}" for f in order.fields]
        await scene.advance(5)
        assert (await scene.resolved()).receipt.outcome is Outcome.SUCCEEDED


async def test_a_price_that_passed_the_limit_makes_the_review_stale(tmp_path):
    async with scene_of(tmp_path, faults=True) as scene:
        review = await scene.review(STAKE)
        await scene.node.call("practice_movePrice", ONE, 200)
        await scene.advance(1)
        await scene.reconnect()
        error = await scene.refused(review)
        assert (error.kind, error.facts["changed"]) == (ErrorKind.STALE, "price")
        assert error.facts["shown"] == str(review.quote.limit)
        assert int(error.facts["now"]) > review.quote.limit


async def test_a_doubled_price_that_the_node_hides_is_stopped_by_the_limit_that_was_shown(
    tmp_path,
):
    async with scene_of(tmp_path, faults=True) as scene:
        free = await scene.free()
        review = await scene.review(STAKE)
        await scene.node.call("practice_movePrice", ONE, 200)
        await scene.advance(1)
        old = review.quote.price.to_bytes(8, "little").hex()
        scene.proxy.alter["state_call"] = lambda params, true: (
            "0x" + old if params[0] == "SwapRuntimeApi_current_alpha_price" else true
        )
        await scene.reconnect()
        await scene.until(review, Stage.SENT)
        await scene.advance(5)
        entry = await scene.resolved()
        assert entry.receipt.outcome is Outcome.FAILED
        assert (entry.paid, await scene.free()) == (0, free - entry.receipt.fee)


# -- metadata


@pytest.mark.parametrize("kind", KINDS)
async def test_metadata_that_a_node_poisoned_is_refused_and_then_forgotten(tmp_path, scene, kind):
    """One connection to a liar fills the cache on disk; the node is honest ever after."""
    scene.proxy.alter["state_call"] = told_metadata(lying(honest(), kind))
    await scene.desk.hang_up()
    for kept in (tmp_path / "sdk").rglob("md*.bin"):
        kept.unlink()
    await scene.reconnect()
    scene.proxy.alter.clear()
    await scene.reconnect()
    with pytest.raises(AppError) as caught:
        await scene.review(TRANSFER)
    assert caught.value.kind is ErrorKind.NODE_FAULT
    receipt = await scene.until(await scene.review(TRANSFER), Stage.SENT)
    assert receipt.outcome is Outcome.OPEN


async def test_a_lie_elsewhere_in_the_metadata_makes_a_signature_that_the_chain_refuses(
    tmp_path, scene
):
    """The digest of the lie is in it. After the refusal the metadata is read anew."""
    lie = mutated(lambda record: calls_of(record, "System").pop())
    scene.proxy.alter["state_call"] = told_metadata(lie)
    await scene.desk.hang_up()
    for kept in (tmp_path / "sdk").rglob("md*.bin"):
        kept.unlink()
    await scene.reconnect()
    review = await scene.review(TRANSFER)
    with pytest.raises(AppError) as caught:
        await scene.until(review, Stage.SENT)
    assert caught.value.kind is ErrorKind.REJECTED
    assert "bad signature" in caught.value.facts["reason"]
    scene.proxy.alter.clear()
    receipt = await scene.until(await scene.review(TRANSFER), Stage.SENT)
    assert receipt.outcome is Outcome.OPEN


# -- sending, and what becomes of it


@by_kind
async def test_what_a_node_took_before_it_went_away_is_found_and_paid_once(scene, intent):
    free = await scene.free()
    review = await scene.review(intent)
    taken: list[str] = []

    def take(params: list[str]) -> HangUp:
        taken.append(params[0])
        return HangUp(1011)

    scene.proxy.instead["author_submitExtrinsic"] = take
    receipt = await scene.until(review, Stage.FINAL)
    assert receipt.outcome is Outcome.UNKNOWN
    await scene.node.call("author_submitExtrinsic", taken[0])
    await scene.advance(6)
    scene.proxy.instead.clear()
    entry = await scene.resolved()
    assert (entry.receipt.stage, entry.receipt.outcome) == (Stage.FINAL, Outcome.SUCCEEDED)
    assert await scene.free() == free - entry.paid - entry.receipt.fee


@by_kind
async def test_what_went_away_with_the_node_costs_nothing(scene, intent):
    free = await scene.free()
    review = await scene.review(intent)
    scene.proxy.instead["author_submitExtrinsic"] = HangUp(1011)
    assert (await scene.until(review, Stage.FINAL)).outcome is Outcome.UNKNOWN
    scene.proxy.instead.clear()
    await scene.advance(70)
    entry = await scene.resolved()
    assert (entry.receipt.outcome, entry.paid, entry.receipt.fee) == (Outcome.EXPIRED, 0, 0)
    assert await scene.free() == free


@pytest.mark.parametrize("intent", [TRANSFER, STAKE], ids=lambda intent: intent.kind.value)
async def test_another_program_that_takes_the_nonce_replaces_it_and_nothing_is_paid_twice(
    scene, intent
):
    review = await scene.review(intent)
    writer = scene.desk.link.writer()
    theirs = TransferTao(address("//Carol"), TaoRao(TAO))
    other = await writer.sign(await writer.prepare(theirs, ALICE), DevSigner(), 0)
    scene.proxy.instead["author_submitExtrinsic"] = HangUp(1011)
    await scene.until(review, Stage.FINAL)  # the node never saw it
    await scene.node.call("author_submitExtrinsic", "0x" + other.data.hex())
    await scene.advance(8)
    scene.proxy.instead.clear()
    entry = await scene.resolved()
    assert (entry.receipt.outcome, entry.paid, entry.receipt.fee) == (Outcome.REPLACED, 0, 0)


async def test_a_block_that_only_a_liar_shows_is_taken_back(scene):
    """The node adds the transaction to a block that does not have it; the next one does not."""
    review = await scene.review(TRANSFER)
    sent: list[str] = []

    def swallow(params: list[str]) -> str:
        sent.append(params[0])
        return hash_of(params[0])

    scene.proxy.instead["author_submitExtrinsic"] = swallow
    await scene.until(review, Stage.SENT)
    await scene.advance(1)
    head = await scene.node.call("chain_getBlockHash")

    def added(params: list[str], true: dict[str, Any]) -> dict[str, Any]:
        held = true["block"]["extrinsics"]
        there = params[0] == head
        return {**true, "block": {**true["block"], "extrinsics": held + sent * there}}

    scene.proxy.alter["chain_getBlock"] = added
    entry = await scene.resolved()
    assert entry.receipt.stage is Stage.IN_BLOCK
    assert not entry.receipt.settled
    scene.proxy.alter.clear()
    entry = await scene.resolved()
    assert (entry.receipt.stage, entry.receipt.outcome) == (Stage.SENT, Outcome.OPEN)
    await scene.node.call("author_submitExtrinsic", sent[0])
    await scene.advance(5)
    entry = await scene.resolved()
    assert (entry.receipt.stage, entry.receipt.outcome) == (Stage.FINAL, Outcome.SUCCEEDED)


@by_kind
async def test_a_reorganisation_takes_it_out_of_its_block_and_into_another(tmp_path, intent):
    async with scene_of(tmp_path, faults=True) as scene:
        free = await scene.free()
        await scene.until(await scene.review(intent), Stage.SENT)
        await scene.advance(1)
        first = await scene.resolved()
        assert first.receipt.stage is Stage.IN_BLOCK
        await scene.node.call("practice_reorg", 1)
        gone = await scene.resolved()
        assert (gone.receipt.stage, gone.receipt.block) == (Stage.SENT, None)
        assert gone.receipt.result.index is None
        await scene.advance(6)
        last = await scene.resolved()
        assert (last.receipt.stage, last.receipt.outcome) == (Stage.FINAL, Outcome.SUCCEEDED)
        assert last.receipt.block > first.receipt.block
        assert await scene.free() == free - last.paid - last.receipt.fee
