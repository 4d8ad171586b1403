"""Creating a wallet: name, words, their check, password, done."""

from __future__ import annotations

from functools import partial
from typing import Final

from core.application import Application
from core.domain.keys import KeyReason
from core.errors import AppError
from core.flows.create_wallet import CreateStep, CreateWalletFlow
from core.flows.naming import NAME_REASONS, wallet_names
from gui.dialogs.confirm import wants_to_discard
from gui.routes import HOTKEYS, wallet_route
from gui.theme.theme import Theme
from gui.widgets.wizard_page import WizardPage
from gui.wizards.create_wallet.steps import CreatePanels

_LOST: Final = (
    "The words are gone.",
    "The keys were locked meanwhile. Begin anew: words that you wrote down belong to no wallet.",
)
_TOO_LATE: Final = (
    "The wallet was made.",
    "It was on disk before you cancelled. To be rid of it, put the wallet away.",
)


class CreateWalletPage(WizardPage):
    """Leaving the page forgets the words, the key and the password."""

    def __init__(self, app: Application, theme: Theme) -> None:
        super().__init__(app, theme, "Create a wallet")
        self._is_here = False
        self._is_creating = False
        self.flow = CreateWalletFlow(app.wallets, app.backups)
        self.panels = CreatePanels(theme, app.strength, self._words, self)
        self.name, self.words = self.panels.name, self.panels.words
        self.check, self.password = self.panels.check, self.panels.password
        self.done = self.panels.done
        self.frame.hold(self.panels.all.values())
        self.panels.changed.connect(self._offer)
        self.done.receive_requested.connect(lambda: self.route_requested.emit(self._route()))
        self.done.hotkeys_requested.connect(lambda: self.route_requested.emit(self._route(HOTKEYS)))

    def crumbs(self) -> tuple[str, ...]:
        return ("Wallets", "Create")

    def enter(self, route: str) -> None:
        del route
        if not self._is_here:
            self._is_here = True
            self.flow = CreateWalletFlow(self.app.wallets, self.app.backups)
            self.frame.banner.hide()
            self.name.begin(wallet_names(self.app.wallets.listing))
            self._show()
            self.follow_locks()

    def leave(self) -> None:
        self._is_here = False
        was_creating, self._is_creating = self._is_creating, False
        self.rest()
        self.panels.wipe(self.flow.word_count)
        self.tasks.start("forget", _forget(self.flow, look=was_creating))

    def _words(self) -> tuple[str, ...]:
        return self.flow.words()

    # -- showing

    def _show(self) -> None:
        steps = self.flow.steps
        step = steps.current
        self.frame.subtitle.setText("" if step is CreateStep.NAME else self.flow.name)
        panel = self.panels.prepare(self.flow)
        if step is CreateStep.DONE:
            self._show_done()
        self._offer()
        at = len(steps.names) if step is CreateStep.DONE else steps.number
        self.frame.show_step(steps.names, at, panel)

    def _show_done(self) -> None:
        listing, flow = self.app.wallets.listing, self.flow
        root = self.app.launch.wallet_path if listing is None else listing.root
        folder = str(root / flow.name)
        self.done.show_wallet(folder, flow.address, is_noted=flow.is_noted)

    def _offer(self) -> None:
        self.panels.offer(self.flow, self.frame.foot, creating=self._is_creating)

    # -- going on

    def go_on(self) -> None:
        """A second press while the first one is at work does nothing."""
        if self.is_working:
            return
        match self.flow.steps.current:
            case CreateStep.NAME:
                self._take_name()
            case CreateStep.WORDS:
                self.check.wipe()
                self.flow.ask()
                self._show()
            case CreateStep.CHECK:
                if self.flow.check(self.check.answers):
                    self.check.wipe()
                    self._show()
            case CreateStep.PASSWORD:
                self.work(self._create)
            case CreateStep.DONE:
                self.route_requested.emit(self._route())

    def _take_name(self) -> None:
        name = self.name.name
        if (problem := self.flow.name_problem(name.text)) is not None:
            name.refuse(problem)
            return
        self.frame.banner.hide()
        self.work(partial(self._draw, name.text))

    async def _draw(self, name: str) -> None:
        """Draw words; those that were drawn and seen stay."""
        chosen, grid = self.name, self.words.grid
        before = (self.flow.has_words, self.flow.word_count, self.flow.crypto_type)
        await self.flow.begin(name, chosen.word_count, chosen.crypto_type)
        if before != (True, self.flow.word_count, self.flow.crypto_type):
            grid.begin(self.flow.word_count)
        self._show()

    async def _create(self) -> None:
        secret = await self.password.fields.take()
        if secret is None:
            self._offer()
            return
        self._is_creating = True
        self.frame.banner.hide()
        self._offer()
        self.frame.foot.cancel.setFocus()
        try:
            await self.flow.create(secret)
        finally:
            secret.wipe()
            self._is_creating = False
        self._show()

    def on_failed(self, error: AppError) -> None:
        """Told in the place where it can be corrected, else above the card."""
        if not self._is_here:
            return
        self._show()
        reason = error.facts.get("reason")
        if self.flow.is_lost:
            self._say_lost()
        elif reason in NAME_REASONS:
            self.name.name.refuse(KeyReason(reason))
        else:
            self.frame.show_error(error)

    def on_locked(self) -> None:
        if not self._is_creating:
            self.flow.lose()
            self._say_lost()

    def _say_lost(self) -> None:
        if self.flow.is_lost:
            self.panels.wipe(self.flow.word_count)
            self.frame.banner.say(*_LOST)
            self._show()

    # -- going back

    def go_back(self) -> None:
        if self.flow.steps.current in (CreateStep.WORDS, CreateStep.PASSWORD):
            self.password.fields.wipe()
            self.flow.steps.go(CreateStep.NAME)
        else:
            self.check.wipe()
            self.flow.show_again()
        self._show()

    def cancel(self) -> None:
        step = self.flow.steps.current
        if step is CreateStep.DONE:
            self.route_requested.emit(self._route())
        elif self._is_creating:
            self._is_creating = False
            self.work(self._give_up)
        elif self.words.grid.was_shown:
            self.ask(self._ask_whether_to_discard())
        else:
            self.route_requested.emit("wallets")

    async def _ask_whether_to_discard(self) -> None:
        if await wants_to_discard(self.theme, self.window(), "wallet"):
            self.route_requested.emit("wallets")

    async def _give_up(self) -> None:
        """What was on disk already is shown; else nothing is left."""
        if await self.flow.look_after_cancel():
            self._show()
            self.frame.banner.say(*_TOO_LATE)
        else:
            self.route_requested.emit("wallets")

    def _route(self, action: str = "") -> str:
        return wallet_route(self.flow.name, action)


async def _forget(flow: CreateWalletFlow, *, look: bool) -> None:
    """The page may have begun another one by now."""
    await (flow.look_after_cancel() if look else flow.abandon())
