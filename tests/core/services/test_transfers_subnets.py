"""Stakes and registrations on the real practice node, from the review to the final block."""

from __future__ import annotations

from contextlib import aclosing

import pytest

from core.domain.ids import NetUid
from core.domain.intents import AddStake, AllBut, RegisterHotkey, Within
from core.domain.keys import KeyRef, Secret
from core.domain.money import Price, TaoRao
from core.domain.policy import Policy
from core.domain.transactions import NoticeKind, Outcome, Risk, Stage
from core.errors import AppError, ErrorKind
from core.keys.agent import KeyAgent
from core.practice.shield import announced_key
from tests.builders import TAO
from tests.fakes.keyfiles import PASSWORD, put_wallet
from tests.fakes.lying_proxy import lying_proxy
from tests.fakes.practice import running_node
from tests.fakes.signers import DevSigner, address
from tests.fakes.tiny_world import codec
from tests.fakes.transfers import bench, hash_of

ALICE = address("//Alice")
HOTKEY = address("//Alice//hot")
FRESH = address("//Alice//miner-3")
ONE = NetUid(1)
STAKE = AddStake(HOTKEY, ONE, TaoRao(5 * TAO), Within(500))
REGISTRATION = RegisterHotkey(FRESH, ONE, Within(500))
BY_HAND = {"block_time": 60.0}  # a node whose blocks the test makes


def kinds(notices) -> set[NoticeKind]:
    return {notice.kind for notice in notices}


async def place(desk, hotkey=HOTKEY):
    return await desk.link.writer().place(ONE, hotkey, ALICE)


async def done(desk, intent, signer: DevSigner | None = None):
    """The review of an intent, and the receipts of submitting it."""
    review = await desk.service.review(intent, ALICE)
    receipts = desk.service.submit(review, signer or DevSigner())
    return review, [receipt async for receipt in receipts]


async def sent(desk, intent, signer: DevSigner | None = None):
    """The receipt of a transaction that a node has; watching stops there."""
    review = await desk.service.review(intent, ALICE)
    async with aclosing(desk.service.submit(review, signer or DevSigner())) as receipts:
        async for receipt in receipts:
            if receipt.stage is Stage.SENT:
                return receipt
    raise AssertionError("never sent")


async def kept(desk):
    (entry,) = await desk.journal.entries(desk.link.writer().genesis)
    return entry


async def test_a_stake_goes_through_every_stage_and_buys_what_was_shown(tmp_path):
    async with running_node(block_time=0.5) as node, bench(tmp_path, node.url) as desk:
        before = await place(desk)
        review, receipts = await done(desk, STAKE)
        stages = [receipt.stage for receipt in receipts]
        assert stages == [Stage.SIGNED, Stage.SENT, Stage.IN_BLOCK, Stage.FINAL]
        last = receipts[-1]
        assert (last.outcome, last.fee) == (Outcome.SUCCEEDED, review.prepared.fee)
        assert last.result.paid == 5 * TAO
        assert last.result.alpha == pytest.approx(review.quote.alpha, rel=0.02)
        bought = (await place(desk)).held - before.held
        assert bought >= last.result.alpha - 1
        entry = await kept(desk)
        assert (entry.netuid, entry.hotkey, entry.limit) == (1, HOTKEY, review.quote.limit)
        assert [field.name for field in entry.contents.fields] == [
            *("hotkey", "netuid", "amount_staked", "limit_price", "allow_partial")
        ]


async def test_a_registration_is_shielded_costs_no_more_than_its_limit_and_tells_its_uid(tmp_path):
    async with running_node(block_time=0.5) as node, bench(tmp_path, node.url) as desk:
        await node.call("practice_advance", 3)  # until the shield has a key
        free = await desk.free(ALICE)
        signer = DevSigner()
        review, receipts = await done(desk, REGISTRATION, signer)
        last = receipts[-1]
        assert (last.stage, last.outcome) == (Stage.FINAL, Outcome.SUCCEEDED)
        assert last.result.uid == (await place(desk, FRESH)).uid
        assert last.result.paid <= review.prepared.intent.exact
        assert await desk.free(ALICE) == free - last.result.paid - last.fee
        assert last.fee == review.prepared.fee
        functions = [order.function for order in signer.orders]
        assert functions == ["SubtensorModule.register_limit", "MevShield.submit_encrypted"]
        entry = await kept(desk)
        assert entry.contents.carrier.startswith("0x")
        assert entry.dies - entry.born == 8


async def test_what_is_sent_does_not_tell_whom_it_registers(tmp_path):
    async with (
        running_node(**BY_HAND) as node,
        lying_proxy(node.url) as proxy,
        bench(tmp_path, proxy.url) as desk,
    ):
        await node.call("practice_advance", 3)
        await desk.connect(proxy.url)
        seen: list[str] = []
        proxy.alter["author_submitExtrinsic"] = lambda params, honest: (
            seen.append(params[0]) or honest
        )
        signer = DevSigner()
        await sent(desk, REGISTRATION, signer)
        (carrier,) = seen
        inner = signer.orders[0].call
        assert inner.hex() not in carrier
        assert inner[4:36].hex() not in carrier  # the hotkey


async def test_an_open_registration_is_one_transaction(tmp_path):
    async with running_node(block_time=0.5) as node, bench(tmp_path, node.url) as desk:
        intent = RegisterHotkey(FRESH, ONE, Within(500), shielded=False)
        signer = DevSigner()
        review, receipts = await done(desk, intent, signer)
        assert receipts[-1].outcome is Outcome.SUCCEEDED
        assert review.prepared.carrier_fee == 0
        assert len(signer.orders) == 1


async def test_a_shielded_stake_arrives(tmp_path):
    async with running_node(block_time=0.5) as node, bench(tmp_path, node.url) as desk:
        await node.call("practice_advance", 3)
        intent = AddStake(HOTKEY, ONE, TaoRao(TAO), Within(500), shielded=True)
        _, receipts = await done(desk, intent)
        assert (receipts[-1].outcome, receipts[-1].result.paid) == (Outcome.SUCCEEDED, TAO)


async def test_without_a_key_of_the_shield_a_registration_waits(tmp_path):
    async with running_node(**BY_HAND) as node, bench(tmp_path, node.url) as desk:
        review = await desk.service.review(REGISTRATION, ALICE)
        assert kinds(review.blockers) == {NoticeKind.NO_SHIELD}


async def test_a_carrier_that_a_node_swallows_costs_nothing_and_can_be_sent_again(tmp_path):
    async with (
        running_node(**BY_HAND) as node,
        lying_proxy(node.url) as proxy,
        bench(tmp_path, proxy.url) as desk,
    ):
        await node.call("practice_advance", 3)
        await desk.connect(proxy.url)
        free = await desk.free(ALICE)
        swallowed: list[str] = []

        def swallow(params):
            swallowed.append(params[0])
            return hash_of(params[0])

        proxy.instead["author_submitExtrinsic"] = swallow
        await sent(desk, REGISTRATION)
        del proxy.instead["author_submitExtrinsic"]
        desk.now += 1
        await sent(desk, REGISTRATION)  # with the same nonces: only one of them can happen
        await node.call("practice_advance", 12)
        await desk.connect(proxy.url)
        told = {receipt.outcome for receipt in await desk.service.resolve()}
        assert told == {Outcome.SUCCEEDED, Outcome.REPLACED} or told == {
            Outcome.SUCCEEDED,
            Outcome.EXPIRED,
        }
        entries = await desk.journal.entries(desk.link.writer().genesis)
        spent = sum(entry.paid + entry.receipt.fee for entry in entries)
        assert await desk.free(ALICE) == free - spent


async def test_nothing_else_is_signed_while_a_shielded_one_may_come(tmp_path):
    async with running_node(**BY_HAND) as node, bench(tmp_path, node.url) as desk:
        await node.call("practice_advance", 3)
        await desk.connect(node.url)
        await sent(desk, REGISTRATION)
        desk.now += 1
        signer = DevSigner()
        with pytest.raises(AppError) as caught:
            await sent(desk, RegisterHotkey(address("//Alice//other"), ONE, Within(500)), signer)
        assert caught.value.facts["reason"] == "unsettled"
        assert signer.payloads == []


@pytest.mark.parametrize(
    ("intent", "blockers"),
    [
        (AddStake(HOTKEY, NetUid(99), TaoRao(TAO), Within(100)), {NoticeKind.NO_SUBNET}),
        (AddStake(ALICE, ONE, TaoRao(TAO), Within(100)), {NoticeKind.NOT_A_HOTKEY}),
        (AddStake(HOTKEY, ONE, TaoRao(1_000), Within(100)), {NoticeKind.BELOW_LEAST_STAKE}),
        (AddStake(HOTKEY, ONE, TaoRao(TAO), Price(1_000)), {NoticeKind.OVER_PRICE}),
        (AddStake(HOTKEY, ONE, TaoRao(10**9 * TAO), Within(100)), {NoticeKind.FUNDS}),
        (RegisterHotkey(HOTKEY, ONE, Within(500)), {NoticeKind.REGISTERED}),
        (RegisterHotkey(address("//Bob//hot"), NetUid(0), Within(1)), {NoticeKind.CLOSED}),
        (RegisterHotkey(address("//Bob//hot"), ONE, Within(1)), {NoticeKind.FOREIGN_HOTKEY}),
        (RegisterHotkey(FRESH, ONE, TaoRao(1_000)), {NoticeKind.OVER_PRICE}),
    ],
)
async def test_what_the_chain_would_refuse_is_said_before(tmp_path, intent, blockers):
    async with running_node(**BY_HAND) as node, bench(tmp_path, node.url) as desk:
        await node.call("practice_advance", 3)
        await desk.connect(node.url)
        review = await desk.service.review(intent, ALICE)
        assert blockers <= kinds(review.blockers)


async def test_all_but_a_reserve_is_staked_to_the_rao(tmp_path):
    async with running_node(block_time=0.5) as node, bench(tmp_path, node.url) as desk:
        reserve = TaoRao(await desk.free(ALICE) - 10 * TAO)
        intent = AddStake(HOTKEY, ONE, AllBut(reserve), Within(5_000))
        review, receipts = await done(desk, intent)
        assert review.risk is Risk.HIGH
        assert receipts[-1].outcome is Outcome.SUCCEEDED
        assert await desk.free(ALICE) == reserve + review.standing.existential_deposit


async def test_the_limit_of_a_day_counts_stakes_and_holds_for_reviews_made_before(tmp_path):
    async with running_node(block_time=0.5) as node, bench(tmp_path, node.url) as desk:
        desk.policy = Policy(most_per_day=TaoRao(8 * TAO))
        one = await desk.service.review(STAKE, ALICE)
        desk.now += 1
        other = await desk.service.review(STAKE, ALICE)
        assert (one.blockers, other.blockers) == ((), ())
        _ = [receipt async for receipt in desk.service.submit(one, DevSigner())]
        signer = DevSigner()
        with pytest.raises(AppError) as caught:
            await anext(desk.service.submit(other, signer))
        assert caught.value.facts["blockers"] == NoticeKind.OVER_LIMIT_DAY
        assert signer.payloads == []
        later = await desk.service.review(STAKE, ALICE)
        assert kinds(later.blockers) == {NoticeKind.OVER_LIMIT_DAY}
        desk.now += 86_401
        assert (await desk.service.review(STAKE, ALICE)).blockers == ()


async def test_a_registration_that_became_dearer_than_its_limit_is_not_signed(tmp_path):
    async with running_node(**BY_HAND) as node, bench(tmp_path, node.url) as desk:
        await node.call("practice_advance", 3)
        await desk.connect(node.url)
        review = await desk.service.review(RegisterHotkey(FRESH, ONE, Within(500)), ALICE)
        assert review.blockers == ()
        # Somebody else registers, which raises the price by a quarter.
        bob = DevSigner("//Bob")
        writer = desk.link.writer()
        theirs = RegisterHotkey(address("//Bob//new"), ONE, TaoRao(TAO), shielded=False)
        prepared = await writer.prepare(theirs, bob.ss58_address)
        await writer.send(await writer.sign(prepared, bob, 0))
        await node.call("practice_advance", 1)
        signer = DevSigner()
        with pytest.raises(AppError) as caught:
            await anext(desk.service.submit(review, signer))
        assert (caught.value.kind, caught.value.facts["changed"]) == (ErrorKind.STALE, "price")
        assert caught.value.facts["shown"] == str(review.quote.limit)
        assert signer.payloads == []


async def test_the_nonces_of_a_carrier_and_what_it_carries_are_both_counted(tmp_path):
    async with running_node(block_time=0.5) as node, bench(tmp_path, node.url) as desk:
        await node.call("practice_advance", 3)
        assert (await done(desk, REGISTRATION))[1][-1].outcome is Outcome.SUCCEEDED
        desk.now += 1
        assert (await done(desk, STAKE))[1][-1].outcome is Outcome.SUCCEEDED
        entries = await desk.journal.entries(desk.link.writer().genesis)
        assert [entry.nonce for entry in entries] == [2, 1]


async def test_what_was_encrypted_for_a_key_of_nobodys_never_happens_and_costs_the_carriage(
    tmp_path,
):
    async with (
        running_node(**BY_HAND) as node,
        lying_proxy(node.url) as proxy,
        bench(tmp_path, proxy.url) as desk,
    ):
        await node.call("practice_advance", 3)
        await desk.connect(proxy.url)
        free = await desk.free(ALICE)
        false = announced_key(999, 1)
        item = "0x" + codec().key("MevShield", "NextKey").hex()
        size = (len(false) << 2 | 1).to_bytes(2, "little")
        proxy.alter["state_getStorageAt"] = lambda params, honest: (
            "0x" + (size + false).hex() if params[0] == item else honest
        )
        await sent(desk, REGISTRATION)
        await node.call("practice_advance", 12)
        await desk.connect(proxy.url)
        (told,) = await desk.service.resolve()
        assert (told.outcome, told.settled) == (Outcome.EXPIRED, True)
        assert told.fee > 0
        assert await desk.free(ALICE) == free - told.fee
        assert (await place(desk, FRESH)).uid is None


@pytest.mark.parametrize("intent", [STAKE, REGISTRATION], ids=lambda intent: intent.kind.value)
async def test_an_unlocked_wallet_signs_it_in_its_own_process(tmp_path, intent):
    put_wallet(tmp_path / "wallets")
    agent = KeyAgent(tmp_path / "wallets")
    async with running_node(block_time=0.5) as node, bench(tmp_path, node.url) as desk:
        try:
            unlocked = await agent.unlock(KeyRef("main"), Secret(PASSWORD))
            await node.call("practice_faucet", unlocked.stored.address, 10 * TAO)
            await node.call("practice_advance", 3)
            review = await desk.service.review(intent, unlocked.stored.address)
            signer = agent.signer(KeyRef("main"))
            receipts = [receipt async for receipt in desk.service.submit(review, signer)]
            assert receipts[-1].outcome is Outcome.SUCCEEDED
        finally:
            await agent.close()
