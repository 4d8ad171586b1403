"""Sending TAO in the real window: typed, reviewed, unlocked, signed, final, in the journal."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from core.domain.activity import Entry
from core.domain.connection import Phase
from core.domain.ids import Ss58
from core.domain.keys import CryptoType, FromSeed, Secret
from core.domain.networks import PRACTICE
from core.domain.transactions import Outcome, Stage
from gui.dialogs.review import ReviewDialog
from gui.dialogs.unlock import UnlockDialog
from gui.pages.activity import ActivityPage
from gui.routes import SEND, wallet_route
from gui.wizards.send import SendPage
from tests.builders import TAO
from tests.fakes.signers import address
from tests.journeys.conftest import Journey, Start

WALLET = "my-cold"
PASSWORD = "correct horse"
SEED = "0x" + "5c" * 32
BOB = address("//Bob")


async def made_wallet(journey: Journey) -> Ss58:
    """A wallet as the import wizard makes it; its address."""
    seed, password = Secret.of_text(SEED), Secret.of_text(PASSWORD)
    source = FromSeed(seed, CryptoType.SR25519)
    stored = await journey.stage.services.wallets.create_coldkey(WALLET, source, password)
    seed.wipe()
    password.wipe()
    return stored.address


@asynccontextmanager
async def funded(start: Start) -> AsyncIterator[tuple[Journey, Ss58]]:
    """A running app with one wallet that has practice TAO."""
    async with start(PRACTICE) as journey:
        services = journey.stage.services
        await journey.stage.until_phase(Phase.ONLINE)
        owner = await made_wallet(journey)
        block = await services.accounts.ask_practice_tao(owner)

        def arrived() -> bool:
            head = services.network.state.head
            return head is not None and head.number > block

        await journey.stage.until(arrived, "the practice TAO's block")
        yield journey, owner


async def free(journey: Journey, owner: Ss58) -> int:
    return (await journey.stage.services.accounts.refresh([owner])).accounts[0].free


async def reviewed(journey: Journey, amount: str) -> ReviewDialog:
    """Fill in the form and press Review; the dialog that opens."""
    stage = journey.stage
    stage.window.go(wallet_route(WALLET, SEND))
    page = stage.page(SendPage)
    await stage.until(lambda: page.panel.form is not None, "the form")
    page.panel.address.setText(BOB)
    page.panel.amount.setText(amount)
    await stage.until(lambda: page.estimator.review is not None, "an estimate")
    await stage.until(page.frame.foot.primary.isEnabled, "a form that can be reviewed")
    stage.press(page.frame.foot.primary)
    await stage.until(lambda: stage.window.findChild(ReviewDialog) is not None, "the review")
    return stage.window.findChild(ReviewDialog)


async def unlock(journey: Journey, password: str) -> UnlockDialog:
    stage = journey.stage
    await stage.until(lambda: stage.window.findChild(UnlockDialog) is not None, "the question")
    dialog = stage.window.findChild(UnlockDialog)
    dialog.form.field.setText(password)
    await stage.until(dialog.unlock.isEnabled, "something to unlock with")
    stage.press(dialog.unlock)
    return dialog


async def test_what_is_typed_reviewed_and_signed_becomes_final_and_stands_in_activity(
    start: Start,
) -> None:
    async with funded(start) as (journey, owner):
        stage = journey.stage
        dialog = await reviewed(journey, "1.5")
        assert dialog.title.startswith("Send 1.500 τ to 5FHn")
        stage.press(dialog.primary)
        wrong = await unlock(journey, "wrong horse")
        await stage.until(lambda: "does not open" in wrong.message, "a refusal")
        await unlock(journey, PASSWORD)

        def is_final() -> bool:
            return dialog.receipt is not None and dialog.receipt.settled

        await stage.until(is_final, "a final transaction")
        assert dialog.receipt.outcome is Outcome.SUCCEEDED
        signed = dialog.receipt.hash
        stage.press(dialog.activity)
        await stage.until(lambda: isinstance(stage.window.router.page, ActivityPage), "Activity")
        page = stage.page(ActivityPage)
        await stage.until(lambda: page.drawer.entry is not None, "the entry's details")
        entry = page.drawer.entry
        assert entry.receipt.hash == signed
        assert (entry.signer, entry.dest, entry.amount) == (owner, BOB, 3 * TAO // 2)
        assert entry.receipt.stage is Stage.FINAL


async def test_closing_the_window_after_signing_loses_nothing(start: Start) -> None:
    async with funded(start) as (journey, _owner):
        stage = journey.stage
        before = await free(journey, BOB)
        dialog = await reviewed(journey, "2")
        stage.press(dialog.primary)
        await unlock(journey, PASSWORD)
        await stage.until(lambda: dialog.receipt is not None, "a signature")
        signed = dialog.receipt.hash
    async with start(PRACTICE) as journey:
        services = journey.stage.services
        await journey.stage.until_phase(Phase.ONLINE)
        journey.stage.window.go(f"activity/{signed}")
        page = journey.stage.page(ActivityPage)

        def told() -> bool:
            entry = page.drawer.entry
            return entry is not None and entry.receipt.settled

        await journey.stage.until(told, "what became of it")
        [entry] = await services.activity.entries()
        assert entry.receipt.hash == signed
        # The app's own node ends with it, perhaps before the block that would have had it.
        assert entry.receipt.outcome in (Outcome.SUCCEEDED, Outcome.EXPIRED)
        paid = 2 * TAO if entry.receipt.outcome is Outcome.SUCCEEDED else 0
        assert await free(journey, BOB) - before == paid


async def test_a_node_that_goes_mid_way_leaves_nothing_open_and_nothing_sent_twice(
    start: Start,
) -> None:
    async with funded(start) as (journey, _owner):
        stage, services = journey.stage, journey.stage.services
        before = await free(journey, BOB)
        dialog = await reviewed(journey, "2")
        stage.press(dialog.primary)
        await unlock(journey, PASSWORD)
        await stage.until(lambda: dialog.receipt is not None, "a signature")
        journey.node.kill()

        def over() -> bool:
            known = dialog.receipt
            return known.settled or known.outcome is Outcome.UNKNOWN

        await stage.until(over, "an outcome, perhaps an unknown one")
        signed = dialog.receipt.hash
        stage.press(dialog.activity)
        await stage.until_phase(Phase.ONLINE)

        async def told() -> Entry:
            while True:
                [entry] = await services.activity.entries()
                if entry.receipt.settled:
                    return entry
                await anext(services.network.heads())

        async with asyncio.timeout(60):
            entry = await told()
        assert entry.receipt.hash == signed
        paid = 2 * TAO if entry.receipt.outcome is Outcome.SUCCEEDED else 0
        assert await free(journey, BOB) - before == paid


async def test_a_wallet_without_tao_says_so_before_anything_is_reviewed(start: Start) -> None:
    async with start(PRACTICE) as journey:
        stage = journey.stage
        await stage.until_phase(Phase.ONLINE)
        await made_wallet(journey)
        stage.window.go(wallet_route(WALLET, SEND))
        page = stage.page(SendPage)
        await stage.until(lambda: page.panel.form is not None, "the form")
        page.panel.address.setText(BOB)
        page.panel.amount.setText("1")
        note = page.panel.how_much.note
        await stage.until(lambda: note.text().startswith("Too much: 0.000 τ"), "what is missing")
        assert not page.frame.foot.primary.isEnabled()
        page.panel.all.click()
        await stage.until(lambda: page.panel.amount.text() == "0.000", "what all comes to")
