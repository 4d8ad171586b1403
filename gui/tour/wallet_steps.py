"""The steps through wallets: practise, create, check, receive, send, lock.

The keys are made for the tour and gone with it.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt

from core.domain.connection import Phase
from core.domain.ids import NetUid, Ss58
from core.domain.keys import CryptoType, FromDraft
from core.domain.money import RAO_PER_TAO
from core.domain.transactions import Outcome
from core.flows.backup_check import Verdict
from core.flows.create_wallet import CreateStep
from gui.dialogs.review import ReviewDialog
from gui.dialogs.unlock import UnlockDialog
from gui.pages.activity import ActivityPage
from gui.pages.home import HomePage
from gui.pages.wallets import WalletsPage
from gui.pages.welcome import WelcomePage
from gui.routes import CHECK, CREATE_WALLET, SEND, wallet_route
from gui.shell.locked_view import LockedView
from gui.tour.stage import Stage
from gui.wizards.backup_check import BackupCheckPage
from gui.wizards.create_wallet import CreateWalletPage
from gui.wizards.send import SendPage

NAME: Final = "field-notes"
PASSWORD: Final = "walnut ladder under the blue awning"  # noqa: S105 - of a wallet that lasts a minute
_WATCHED: Final = "treasury"
_WATCHED_SUBNET: Final = NetUid(5)
_PAID_SUBNET: Final = NetUid(14)
_HOTKEYS: Final = ("miner-1", "miner-2")


async def welcome(stage: Stage) -> None:
    page: WelcomePage | None = stage.window.findChild(WelcomePage)
    if page is None:
        raise AssertionError("this is not a first run")
    await stage.until(page.isVisible, "the welcome page")


async def create_wallet(stage: Stage) -> None:
    """Practise first; then a wallet of one's own, up to the words that are asked."""
    page: WelcomePage | None = stage.window.findChild(WelcomePage)
    assert page is not None
    stage.press(page.practise.button)
    await stage.until_phase(Phase.ONLINE)
    await stage.until(lambda: isinstance(stage.window.router.page, HomePage), "the practice wallet")
    stage.window.go(CREATE_WALLET)
    wizard = stage.page(CreateWalletPage)
    stage.enter(wizard.name.name.field, NAME)
    stage.press(wizard.frame.foot.primary)
    await stage.until(lambda: wizard.flow.steps.current is CreateStep.WORDS, "the words")
    wizard.words.grid.button.hold(held=True)
    await stage.settle()
    wizard.words.grid.button.hold(held=False)
    words = wizard.flow.words()
    stage.press(wizard.frame.foot.primary)
    await stage.until(lambda: len(wizard.check.fields) > 0, "the words that are asked")
    right, wrong, typed, _ = wizard.check.fields.items()
    stage.enter(right[1], words[right[0] - 1])
    stage.key(right[1], Qt.Key.Key_Return)
    stage.enter(wrong[1], words[right[0] - 1])
    stage.key(wrong[1], Qt.Key.Key_Return)
    stage.enter(typed[1], words[typed[0] - 1][:2])


async def backup_check(stage: Stage) -> None:
    """Every asked word, a password; then all words once more, as a drill."""
    wizard = stage.page(CreateWalletPage)
    wizard.frame.back_requested.emit()
    words = wizard.flow.words()
    stage.press(wizard.frame.foot.primary)
    for position, field in wizard.check.fields.items():
        stage.enter(field, words[position - 1])
    await stage.until(wizard.frame.foot.primary.isEnabled, "four right words")
    stage.press(wizard.frame.foot.primary)
    stage.enter(wizard.password.fields.password, PASSWORD)
    stage.enter(wizard.password.fields.repeat, PASSWORD)
    await stage.until(wizard.frame.foot.primary.isEnabled, "a password")
    stage.press(wizard.frame.foot.primary)
    await stage.until(lambda: wizard.flow.steps.current is CreateStep.DONE, "the wallet")
    stage.window.go(wallet_route(NAME, CHECK))
    drill = stage.page(BackupCheckPage)
    await stage.until(lambda: drill.flow is not None, "the drill")
    for field, word in zip(drill.entering.form.fields, words, strict=False):
        stage.enter(field, word)
    await stage.until(drill.frame.foot.primary.isEnabled, "all words")
    stage.press(drill.frame.foot.primary)
    await stage.until(lambda: _verdict(drill) is Verdict.RIGHT, "the verdict")


async def receive(stage: Stage) -> None:
    """The address, and practice TAO that arrives."""
    stage.window.go(wallet_route(NAME))
    page = stage.page(WalletsPage)
    await stage.until(page.detail.receive.practice.isVisible, "the button for practice TAO")
    stage.press(page.detail.receive.practice)
    address = _address(stage, NAME)
    await stage.until(lambda: _free(page, address) >= 100 * RAO_PER_TAO, "100 practice TAO")


async def wallets(stage: Stage) -> None:
    """Hotkeys, and a wallet that only watches somebody with stake."""
    service = stage.services.wallets
    for hotkey in _HOTKEYS:
        draft = await service.draft(12, CryptoType.SR25519)
        await service.create_hotkey(NAME, hotkey, FromDraft(draft.number))
        draft.words.wipe()
    await service.watch(_WATCHED, await _owner(stage, _WATCHED_SUBNET))
    page = stage.page(WalletsPage)
    watched = _address(stage, _WATCHED)
    await stage.until(lambda: _free(page, watched) > 0, "the watched wallet's balance")


async def send_review(stage: Stage) -> None:
    """A transfer to an address that is new, up to its review."""
    stage.window.go(wallet_route(NAME, SEND))
    page = stage.page(SendPage)
    await stage.until(lambda: page.panel.form is not None, "the form")
    stage.enter(page.panel.address, await _owner(stage, _PAID_SUBNET))
    stage.enter(page.panel.amount, "12.5")
    await stage.until(page.frame.foot.primary.isEnabled, "a form that can be reviewed")
    stage.press(page.frame.foot.primary)
    await stage.dialog(ReviewDialog)


async def send_done(stage: Stage) -> None:
    """The password, and every stage until the block is final."""
    review = await stage.dialog(ReviewDialog)
    stage.press(review.primary)
    unlock = await stage.dialog(UnlockDialog)
    stage.enter(unlock.form.field, PASSWORD)
    await stage.until(unlock.unlock.isEnabled, "a password")
    stage.press(unlock.unlock)
    await stage.until(lambda: _outcome(review) is Outcome.SUCCEEDED, "the final block")


async def activity(stage: Stage) -> None:
    review = await stage.dialog(ReviewDialog)
    stage.press(review.activity)
    await stage.until(lambda: isinstance(stage.window.router.page, ActivityPage), "the journal")
    page = stage.page(ActivityPage)
    await stage.until(lambda: page.drawer.entry is not None, "the entry's details")


async def home(stage: Stage) -> None:
    """Everything together, with what was watched and what was sent."""
    stage.window.go("home")
    page = stage.page(HomePage)
    await stage.until(lambda: len(page.feed.around.course) > 1, "two weeks of worth")
    await stage.until(lambda: page.feed.fresh and len(page.feed.entries) > 0, "fresh holdings")


async def locked(stage: Stage) -> None:
    """Locked by hand: whose wallets these are is covered."""
    stage.window.custody.lock()
    await stage.until(lambda: stage.window.findChild(LockedView) is not None, "the locked view")
    view = stage.window.findChild(LockedView)
    assert view is not None
    await stage.until(view.isVisible, "the locked view")
    await stage.until(lambda: not stage.services.locks.unlocked, "a locked key")


async def _owner(stage: Stage, netuid: NetUid) -> Ss58:
    """The coldkey that owns a subnet: one of the practice network's invented people."""
    listed = await stage.services.subnets.refresh()
    return next(subnet.owner_coldkey for subnet in listed.subnets if subnet.netuid == netuid)


def _address(stage: Stage, wallet: str) -> Ss58:
    found = stage.services.wallets.wallet(wallet)
    assert found is not None
    assert found.address is not None
    return found.address


def _free(page: WalletsPage, address: Ss58) -> int:
    account = page.balances.account(address)
    return 0 if account is None else account.free


def _verdict(page: BackupCheckPage) -> Verdict | None:
    return None if page.flow is None else page.flow.verdict


def _outcome(review: ReviewDialog) -> Outcome | None:
    receipt = review.receipt
    return receipt.outcome if receipt is not None and receipt.settled else None
