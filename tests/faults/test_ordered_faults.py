"""The whole way of a transfer against a practice node that was ordered to misbehave."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing, suppress
from typing import Any

import pytest

from core.chain import writes
from core.chain.connection import SdkConnector
from core.domain.intents import TransferTao
from core.domain.money import TaoRao
from core.domain.networks import FINNEY, TEST
from core.domain.transactions import Outcome, Stage
from core.errors import AppError, ErrorKind
from core.practice.faults.metadata_lies import KINDS
from tests.builders import TAO
from tests.fakes.practice import RunningNode, running_node
from tests.fakes.signers import DevSigner, address
from tests.fakes.transfers import bench

ALICE = address("//Alice")
BOB = address("//Bob")
SENT = TransferTao(BOB, TaoRao(3 * TAO))


@pytest.fixture
async def node() -> AsyncIterator[RunningNode]:
    """Its blocks are made by the test."""
    async with running_node(faults=True, block_time=60.0, subnets=2, neurons=4) as node:
        yield node


async def order(node: RunningNode, fault: str, **settings: Any) -> None:
    assert fault in await node.call("practice_fault", fault, settings)


async def sent(desk: Any, signer: DevSigner) -> None:
    """A transfer from its review to its end."""
    review = await desk.service.review(SENT, signer.ss58_address)
    async with aclosing(desk.service.submit(review, signer)) as receipts:
        async for _ in receipts:
            pass


async def refused(desk: Any, signer: DevSigner) -> AppError:
    """What a transfer ends with that must not be signed."""
    with pytest.raises(AppError) as caught:
        await sent(desk, signer)
    assert signer.payloads == []
    return caught.value


@pytest.mark.parametrize("kind", sorted(KINDS))
async def test_no_lie_in_the_metadata_gets_a_signature(node, tmp_path, kind):
    await order(node, "metadata", kind=kind)
    async with bench(tmp_path, node.url) as desk:
        assert (await refused(desk, DevSigner())).kind is ErrorKind.NODE_FAULT


async def test_a_cache_made_by_a_lie_is_no_harm_on_an_honest_node(node, tmp_path):
    """The lie is remembered and refused again, or forgotten; it is never signed by."""
    await order(node, "metadata", kind="call-name")
    async with bench(tmp_path, node.url) as desk:
        await refused(desk, DevSigner())
        await node.call("practice_honest")
        await desk.connect(node.url)
        signer = DevSigner()
        prepared: list[bytes] = []
        with suppress(AppError):
            prepared.append((await desk.service.review(SENT, ALICE)).prepared.data[:2])
        assert prepared in ([], [b"\x05\x03"])
        assert signer.payloads == []


@pytest.mark.parametrize("network", [FINNEY, TEST], ids=lambda n: n.name)
async def test_a_node_with_another_networks_genesis_is_not_used(node, tmp_path, network):
    other = TEST if network is FINNEY else FINNEY
    await order(node, "genesis", hash=other.genesis)
    with pytest.raises(AppError) as caught:
        await SdkConnector(tmp_path / "sdk").open(network, node.url)
    assert caught.value.kind is ErrorKind.WRONG_CHAIN


async def test_a_genesis_that_changes_after_the_review_is_not_signed_for(node, tmp_path):
    async with bench(tmp_path, node.url) as desk:
        review = await desk.service.review(SENT, ALICE)
        await order(node, "genesis", hash=FINNEY.genesis)
        signer = DevSigner()
        with pytest.raises(AppError) as caught:
            await anext(desk.service.submit(review, signer))
        assert (caught.value.kind, signer.payloads) == (ErrorKind.STALE, [])


async def test_a_runtime_that_changes_after_the_review_makes_it_stale(node, tmp_path):
    async with bench(tmp_path, node.url) as desk:
        review = await desk.service.review(SENT, ALICE)
        await order(node, "spec")
        signer = DevSigner()
        with pytest.raises(AppError) as caught:
            await anext(desk.service.submit(review, signer))
        assert (caught.value.kind, signer.payloads) == (ErrorKind.STALE, [])


@pytest.mark.parametrize("rao", [0, TAO, 10**18])
async def test_an_absurd_fee_is_never_shown(node, tmp_path, rao):
    async with bench(tmp_path, node.url) as desk:
        await order(node, "fee", rao=rao)
        assert (await refused(desk, DevSigner())).kind is ErrorKind.NODE_FAULT


async def test_an_invented_balance_spends_nothing_that_is_not_there(node, tmp_path):
    poor = DevSigner("//Nobody")
    async with bench(tmp_path, node.url) as desk:
        await order(node, "balance", address=poor.ss58_address, rao=10**15)
        before = await desk.free(BOB)
        with pytest.raises(AppError) as caught:
            await sent(desk, poor)
        assert caught.value.kind is ErrorKind.REJECTED
        await node.call("practice_advance", 2)
        assert await desk.free(BOB) == before


async def test_a_swallowed_transaction_is_never_said_to_be_done(node, tmp_path):
    async with bench(tmp_path, node.url) as desk:
        before = await desk.free(BOB)
        await order(node, "swallow", times=1)
        review = await desk.service.review(SENT, ALICE)
        async with aclosing(desk.service.submit(review, DevSigner())) as receipts:
            stages = [(await anext(receipts)).stage for _ in range(2)]
        assert stages == [Stage.SIGNED, Stage.SENT]
        await node.call("practice_advance", 70)
        await desk.connect(node.url)
        (told,) = await desk.service.resolve()
        assert (told.outcome, told.settled) == (Outcome.EXPIRED, True)
        assert await desk.free(BOB) == before


async def test_a_dropped_connection_leaves_one_spend_and_the_chain_tells(node, tmp_path):
    async with bench(tmp_path, node.url) as desk:
        before = await desk.free(BOB)
        review = await desk.service.review(SENT, ALICE)
        async with aclosing(desk.service.submit(review, DevSigner())) as receipts:
            await anext(receipts)
            assert (await anext(receipts)).stage is Stage.SENT
            assert await node.call("practice_drop") == 1
            assert (await anext(receipts)).outcome is Outcome.UNKNOWN
        await node.call("practice_advance", 5)
        await desk.connect(node.url)
        (told,) = await desk.service.resolve()
        assert (told.stage, told.outcome) == (Stage.FINAL, Outcome.SUCCEEDED)
        assert await desk.free(BOB) == before + 3 * TAO


async def test_a_connection_that_falls_silent_ends_with_its_deadline(node, tmp_path, monkeypatch):
    async with bench(tmp_path, node.url) as desk:
        monkeypatch.setattr(writes, "ASKING", 0.3)
        assert await node.call("practice_halfOpen") == 1
        assert (await refused(desk, DevSigner())).kind is ErrorKind.TIMEOUT


@pytest.mark.parametrize("text", ["5", "null", '"x"', "[[[]]]", "not json"])
async def test_frames_that_are_no_object_hang_nothing(node, tmp_path, monkeypatch, text):
    async with bench(tmp_path, node.url) as desk:
        monkeypatch.setattr(writes, "ASKING", 2.0)
        await order(node, "frames", text=text)
        error = await refused(desk, DevSigner())
        kinds = (ErrorKind.NODE_FAULT, ErrorKind.TIMEOUT, ErrorKind.OFFLINE)
        assert error.kind in kinds


async def test_markup_in_a_refusal_stays_text_and_short(node, tmp_path):
    async with bench(tmp_path, node.url) as desk:
        await order(node, "html", method="author_submitExtrinsic", text="<b>pay</b>" * 10_000)
        with pytest.raises(AppError) as caught:
            await sent(desk, DevSigner())
        assert caught.value.kind is ErrorKind.REJECTED
        assert all(len(value) <= 1_000 for value in caught.value.facts.values())


async def test_a_block_that_is_replaced_is_not_believed_and_the_next_one_is(node, tmp_path):
    async with bench(tmp_path, node.url) as desk:
        before = await desk.free(BOB)
        review = await desk.service.review(SENT, ALICE)
        seen = []
        async with aclosing(desk.service.submit(review, DevSigner())) as receipts:
            async for receipt in receipts:
                seen.append((receipt.stage, receipt.outcome))
                if seen == _UNTIL_SENT:
                    await node.call("practice_advance", 1)
                elif len(seen) == len(_UNTIL_SENT) + 1:
                    await node.call("practice_reorg", 2)
                    await node.call("practice_advance", 1)
                elif not receipt.settled:
                    await node.call("practice_advance", 5)
        assert seen[2] == (Stage.IN_BLOCK, Outcome.SUCCEEDED)
        assert (Stage.SENT, Outcome.OPEN) in seen[3:]
        assert seen[-1] == (Stage.FINAL, Outcome.SUCCEEDED)
        assert await desk.free(BOB) == before + 3 * TAO


_UNTIL_SENT = [(Stage.SIGNED, Outcome.OPEN), (Stage.SENT, Outcome.OPEN)]


async def test_a_false_word_of_a_block_is_not_asked_for(node, tmp_path):
    """The app follows blocks, not what a node pushes about a transaction."""
    async with bench(tmp_path, node.url) as desk:
        await order(node, "false-in-block")
        review = await desk.service.review(SENT, ALICE)
        async with aclosing(desk.service.submit(review, DevSigner())) as receipts:
            assert [(await anext(receipts)).stage for _ in range(2)][-1] is Stage.SENT
            await node.call("practice_advance", 1)
            found = await anext(receipts)
        block = await node.call("chain_getBlock", found.block_hash)
        assert found.stage is Stage.IN_BLOCK
        assert len(block["block"]["extrinsics"]) > 2
