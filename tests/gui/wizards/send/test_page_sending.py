"""From a form that was filled in, through the review, to where it leads."""

from __future__ import annotations

import pytest

from core.domain.intents import TransferTao
from core.domain.keys import KeyRef
from core.domain.money import TaoRao
from core.domain.transactions import Outcome, Stage
from core.errors import AppError, ErrorKind
from gui.dialogs.review.parts import FigureRow
from gui.routes import SEND, wallet_route
from gui.wizards.send.page import STEPS
from tests.fakes.reviews import BOB, receipt, way_to_the_end
from tests.fakes.send_page import NEW, review_of, sent, typed
from tests.fakes.waiting import until


async def test_the_review_gets_exactly_what_was_typed(opened):
    page = await typed(await opened())
    await review_of(page)
    assert page.app.transfers.reviewed[-1] == TransferTao(BOB, TaoRao(12_500_000_000))
    assert page.frame.steps.current == 1


async def test_a_cancelled_review_keeps_what_was_typed(opened):
    page = await typed(await opened())
    dialog = await review_of(page)
    dialog.cancel.click()
    await until(lambda: page.frame.steps.current == 0)
    await until(page.frame.foot.primary.isEnabled)
    assert page.panel.amount.text() == "12.5"
    assert page.routes == []


async def test_when_it_is_final_it_leads_back_to_the_wallet(opened):
    page = await typed(await opened())
    (await sent(page)).primary.click()
    await until(lambda: page.routes == [wallet_route("my-cold")])


@pytest.mark.parametrize(
    ("last", "step", "caption"),
    [
        (receipt(Stage.FINAL, Outcome.SUCCEEDED), len(STEPS), "Done"),
        (receipt(Stage.SENT, Outcome.UNKNOWN), STEPS.index("Done"), "Close"),
        (receipt(Stage.FINAL, Outcome.FAILED), STEPS.index("Done"), "Close"),
    ],
)
async def test_all_steps_are_done_only_where_it_succeeded(opened, last, step, caption):
    page = await typed(await opened())
    dialog = await sent(page, [*way_to_the_end()[:2], last])
    assert page.frame.steps.current == step
    assert dialog.primary.text() == caption
    dialog.primary.click()
    await until(lambda: page.frame.steps.current == 0)


async def test_it_leads_to_activity_where_that_is_wanted(opened):
    page = await typed(await opened())
    (await sent(page)).activity.click()
    await until(lambda: page.routes == [f"activity/{receipt().hash}"])


async def test_what_is_not_known_yet_is_followed_in_activity(opened):
    page = await typed(await opened())
    unknown = [*way_to_the_end()[:2], receipt(Stage.SENT, Outcome.UNKNOWN)]
    (await sent(page, unknown)).primary.click()
    await until(lambda: page.routes == [f"activity/{receipt().hash}"])


async def test_a_new_address_is_kept_once_something_was_sent_there(opened):
    page = await typed(await opened(), to=NEW)
    page.panel.keep.keep_as("exchange")
    dialog = await sent(page)
    assert len(page.app.contacts.book) == 1
    dialog.primary.click()
    await until(lambda: len(page.app.contacts.book) == 2)
    assert page.app.contacts.book[-1].label == "exchange"


async def test_what_the_node_refused_leaves_the_form_and_keeps_no_address(opened):
    page = await typed(await opened(), to=NEW)
    page.panel.keep.keep_as("exchange")
    refused = receipt(Stage.SENT, Outcome.REFUSED, error="Transaction is outdated")
    page.app.transfers.receipts = [receipt(Stage.SIGNED), refused]
    await page.app.locks.unlock(KeyRef("my-cold"), None)
    dialog = await review_of(page)
    dialog.primary.click()
    await until(lambda: dialog.cancel.isVisible() and dialog.cancel.text() == "Close")
    assert page.frame.steps.current == STEPS.index("Review")
    dialog.cancel.click()
    await until(page.frame.foot.primary.isEnabled, "the form again")
    assert page.panel.amount.text() == "12.5"
    assert page.routes == []
    assert len(page.app.contacts.book) == 1


async def test_the_review_says_how_an_amount_came_about_that_nobody_typed(opened):
    page = await opened()
    page.panel.address.setText(BOB)
    page.panel.all.click()
    await until(page.frame.foot.primary.isEnabled, "a form that can be reviewed")
    dialog = await review_of(page)
    rows = [row.accessibleName() for row in dialog.reading.findChildren(FigureRow)]
    (pays,) = [row for row in rows if row.startswith("You pay")]
    assert "all but the fee and a reserve of 0.100 τ" in pays


async def test_keeping_it_needs_a_name(opened):
    page = await typed(await opened(), to=NEW)
    page.panel.keep.keep_as("")
    page.panel.keep.changed.emit()
    assert not page.frame.foot.primary.isEnabled()


async def test_a_known_address_is_not_offered_to_be_kept(opened):
    page = await typed(await opened())
    assert page.panel.keep.isHidden()


async def test_after_sending_the_form_is_empty_again(opened):
    page = await typed(await opened())
    (await sent(page)).primary.click()
    await until(lambda: bool(page.routes))
    page.enter(wallet_route("my-cold", SEND))
    await until(lambda: page.panel.address.text() == "")


async def test_another_page_in_between_keeps_what_was_typed(opened):
    page = await typed(await opened())
    page.leave()
    page.enter(wallet_route("my-cold", SEND))
    await until(lambda: page._record is not None)
    assert page.panel.amount.text() == "12.5"


async def test_a_planning_that_fails_is_told(opened):
    page = await typed(await opened())
    page.app.transfers.error = AppError(ErrorKind.NODE_FAULT, "x", {"endpoint": "ws://node"})
    page.frame.foot.primary.click()
    await until(page.frame.banner.isVisible)
    assert "ws://node" in page.frame.banner._body.text()
