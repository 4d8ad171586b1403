"""The recovery drill: the words are entered again, nothing is written."""

from __future__ import annotations

import time
from functools import partial

from core.application import Application
from core.domain.keys import CryptoType, KeyRef, WalletRecord
from core.errors import AppError, ErrorKind
from core.flows.backup_check import BackupCheckFlow, BackupKind, BackupStep, Verdict
from gui.dialogs.confirm import wants_to_leave
from gui.formats import day
from gui.routes import wallet_name, wallet_route
from gui.theme.theme import Theme
from gui.widgets.wizard_page import WizardPage
from gui.wizards.backup_check.panels import EnterPanel, ResultPanel

_NEVER = "This backup was never checked."
_LEAVE = ("Leave the check?", "What you entered is forgotten then. Nothing was changed.")
_NO_WALLET = "There is no coldkey of that name in the folder."


class BackupCheckPage(WizardPage):
    """Leaving the page empties every field."""

    def __init__(self, app: Application, theme: Theme) -> None:
        super().__init__(app, theme, "Check a backup")
        self._name = ""
        self._route = ""
        self._note = ""
        self._is_checking = False
        self._crypto_type = CryptoType.SR25519
        self.flow: BackupCheckFlow | None = None
        self.entering = EnterPanel(theme)
        self.result = ResultPanel(theme)
        self.frame.hold((self.entering, self.result))
        self.entering.changed.connect(self._offer)

    def crumbs(self) -> tuple[str, ...]:
        return ("Wallets", self._name, "Check backup") if self._name else ("Wallets",)

    def enter(self, route: str) -> None:
        if route == self._route:
            return
        self._route = route
        self._name = wallet_name(route)
        self.crumbs_changed.emit()
        self.flow = None
        self._note = ""
        self.frame.banner.hide()
        self.entering.begin()
        self._show()
        self.tasks.start("begin", self._begin())
        self.follow_locks()

    def on_locked(self) -> None:
        """Words in the fields do not outlast a lock."""
        self.entering.wipe()

    def leave(self) -> None:
        self._route = ""
        self._is_checking = False
        self.rest()
        self.entering.wipe()

    async def _begin(self) -> None:
        if self.app.wallets.listing is None:
            await self.app.wallets.refresh()
        wallet = self.app.wallets.wallet(self._name)
        if wallet is None or wallet.address is None:
            self.frame.banner.say("No such wallet.", _NO_WALLET)
            return
        self._take(wallet)
        checked = await self.app.backups.verified_at(wallet.address)
        self._note = _NEVER if checked is None else f"Last checked {day(checked)}."
        self._offer()

    def _take(self, wallet: WalletRecord) -> None:
        assert wallet.address is not None
        self._crypto_type = wallet.crypto_type or CryptoType.SR25519
        ref = KeyRef(wallet.name.text)
        self.flow = BackupCheckFlow(self.app.wallets, self.app.backups, ref, wallet.address)
        self._show()

    # -- showing

    def _show(self) -> None:
        flow = self.flow
        self.frame.subtitle.setText(self._name)
        if flow is None or flow.steps.current is BackupStep.ENTER:
            names = tuple(step.value for step in BackupStep)
            self._offer()
            self.frame.show_step(names, 0, self.entering)
            return
        if flow.verdict is Verdict.RIGHT:
            self.result.show_right(flow, day(time.time()))
        else:
            self.result.show_other(flow, self._holder(flow))
        self._offer()
        right = flow.verdict is Verdict.RIGHT
        self.frame.show_step(flow.steps.names, 2 if right else 1, self.result)

    def _holder(self, flow: BackupCheckFlow) -> str:
        """The wallet here that the backup belongs to, if there is one."""
        listing = self.app.wallets.listing
        if listing is None or flow.other is None:
            return ""
        return next((w.name.text for w in listing.wallets if w.address == flow.other), "")

    def _offer(self) -> None:
        foot, flow = self.frame.foot, self.flow
        self.entering.rest(resting=flow is None or self._is_checking)
        if flow is None or flow.steps.current is BackupStep.ENTER:
            ready = flow is not None and self.entering.is_filled and not self._is_checking
            foot.offer(primary="Check", note=self._note, ready=ready)
        elif flow.verdict is Verdict.RIGHT:
            foot.offer(primary="Done", cancel="")
        else:
            foot.offer(primary="Try again", cancel="Close")

    # -- checking

    def go_on(self) -> None:
        flow = self.flow
        if flow is None or self.is_working:
            return
        if flow.steps.current is BackupStep.ENTER:
            self._check(flow)
        elif flow.verdict is Verdict.RIGHT:
            self.cancel()
        else:
            self.go_back()

    def _check(self, flow: BackupCheckFlow) -> None:
        self.frame.banner.hide()
        if self.entering.kind is not BackupKind.WORDS:
            if self.entering.check_key():
                self.work(partial(self._check_key, flow))
            return
        reading = flow.read(self.entering.form.text)
        if reading.is_mnemonic and len(reading.words) == self.entering.form.count:
            self.work(partial(self._compare, flow))
        else:
            self.entering.blame(reading)

    async def _compare(self, flow: BackupCheckFlow) -> None:
        self._rest(resting=True)
        try:
            await flow.check_words(flow.read(self.entering.form.text))
        finally:
            self._rest(resting=False)
        self.entering.wipe()
        self._show()

    async def _check_key(self, flow: BackupCheckFlow) -> None:
        self._rest(resting=True)
        try:
            await flow.check_key(self.entering.take_key(self._crypto_type))
        finally:
            self._rest(resting=False)
        self._show()

    def _rest(self, *, resting: bool) -> None:
        self._is_checking = resting
        self._offer()

    def on_failed(self, error: AppError) -> None:
        if error.kind is ErrorKind.BAD_INPUT:
            self.entering.refuse(error)
        else:
            self.frame.show_error(error)

    def go_back(self) -> None:
        if self.flow is not None:
            self.flow.again()
        self.entering.begin()
        self._show()

    def cancel(self) -> None:
        if self.entering.is_begun and not self._is_checking:
            self.ask(self._ask_whether_to_leave())
        else:
            self._go()

    def _go(self) -> None:
        self.route_requested.emit(wallet_route(self._name) if self._name else "wallets")

    async def _ask_whether_to_leave(self) -> None:
        """Esc comes easily, and a backup is long to type."""
        if await wants_to_leave(self.theme, self.window(), *_LEAVE):
            self._go()
