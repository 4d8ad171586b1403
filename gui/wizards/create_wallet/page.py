"""Creating a wallet: name, words, their check, password, done."""

from __future__ import annotations

from typing import Final

from core.application import Application
from core.domain.keys import KeyReason
from core.errors import AppError
from core.flows.create_wallet import CreateStep, CreateWalletFlow
from core.flows.naming import NAME_REASONS, wallet_names
from gui.dialogs.confirm import ConfirmDialog
from gui.dialogs.overlay import answer
from gui.routes import HOTKEYS, wallet_route
from gui.tasks import TaskScope
from gui.theme.theme import Theme
from gui.widgets.page import Page
from gui.widgets.wizard import WizardFrame
from gui.widgets.wizard_parts import StepPanel
from gui.wizards.create_wallet.panels import (
    CheckPanel,
    DonePanel,
    NamePanel,
    PasswordPanel,
    WordsPanel,
)

_NOTHING: Final = "Nothing is on disk yet."
_BUSY: Final = "Encrypting, writing and decrypting again takes some seconds."
_LOST: Final = (
    "The words are gone.",
    "The keys were locked meanwhile. Begin anew: words that you wrote down belong to no wallet.",
)


class CreateWalletPage(Page):
    """Leaving the page forgets the words, the key and the password."""

    def __init__(self, app: Application, theme: Theme) -> None:
        super().__init__()
        self._app = app
        self._theme = theme
        self._is_here = False
        self._is_creating = False
        self.frame = WizardFrame(theme, "Create a wallet")
        self.tasks = TaskScope(self, on_error=self._on_error, on_busy=self.frame.busy.show_busy)
        self._following = TaskScope(self, on_error=self._on_error)  # never busy
        self.flow = CreateWalletFlow(app.wallets, app.backups)
        self.name = NamePanel(theme)
        self.words = WordsPanel(theme, lambda: self.flow.words())  # noqa: PLW0108 - the flow changes
        self.check = CheckPanel(theme)
        self.password = PasswordPanel(theme, app.strength)
        self.done = DonePanel(theme)
        self._panels: dict[CreateStep, StepPanel] = {
            CreateStep.NAME: self.name,
            CreateStep.WORDS: self.words,
            CreateStep.CHECK: self.check,
            CreateStep.PASSWORD: self.password,
            CreateStep.DONE: self.done,
        }
        self.frame.hold(self._panels.values())
        self.frame.fill(self)
        self._wire()

    def _wire(self) -> None:
        self.frame.cancelled.connect(self._cancel)
        self.frame.back_requested.connect(self._back)
        self.frame.primary_requested.connect(self._go_on)
        self.frame.banner.route_requested.connect(self.route_requested)
        self.name.changed.connect(self._offer)
        self.words.grid.shown_once.connect(self._offer)
        self.check.changed.connect(self._offer)
        self.password.fields.changed.connect(self._offer)
        self.done.receive_requested.connect(lambda: self.route_requested.emit(self._route()))
        self.done.hotkeys_requested.connect(lambda: self.route_requested.emit(self._route(HOTKEYS)))

    def crumbs(self) -> tuple[str, ...]:
        return ("Wallets", "Create")

    def enter(self, route: str) -> None:
        del route
        if self._is_here:
            return
        self._is_here = True
        self._begin()

    def leave(self) -> None:
        self._is_here = False
        was_creating, self._is_creating = self._is_creating, False
        self.tasks.cancel_all()
        self._following.cancel_all()
        self._wipe()
        self.tasks.start("forget", _forget(self.flow, look=was_creating))

    def _begin(self) -> None:
        self.flow = CreateWalletFlow(self._app.wallets, self._app.backups)
        self.frame.banner.hide()
        self.name.begin(wallet_names(self._app.wallets.listing))
        self._show()
        self._following.start("follow locks", self._follow_locks())

    async def _follow_locks(self) -> None:
        """What is being made is gone then; while it is written, the vault itself says so."""
        async for _ in self._app.locks.locked():
            if not self._is_creating:
                self.flow.lose()
                self._say_lost()

    def _say_lost(self) -> None:
        if self.flow.is_lost and self._is_here:
            self._wipe()
            self.frame.banner.say(*_LOST)
            self._show()

    # -- showing

    def _show(self) -> None:
        steps = self.flow.steps
        step = steps.current
        self.frame.subtitle.setText("" if step is CreateStep.NAME else self.flow.name)
        if step is CreateStep.CHECK and not self.check.fields:
            self.check.begin(self.flow.asked, self.flow.word_count, self.flow.judge)
        elif step is CreateStep.PASSWORD:
            self.password.fields.expect(self.flow.name)
        elif step is CreateStep.DONE:
            self._show_done()
        self._offer()
        at = len(steps.names) if step is CreateStep.DONE else steps.number
        self.frame.show_step(steps.names, at, self._panels[step])

    def _show_done(self) -> None:
        listing = self._app.wallets.listing
        folder = self._app.launch.wallet_path if listing is None else listing.root
        self.done.show_wallet(
            str(folder / self.flow.name), self.flow.address, is_noted=self.flow.is_noted
        )

    def _offer(self) -> None:
        """The buttons of the step as it stands now."""
        foot, fields = self.frame.foot, self.password.fields
        fields.setEnabled(not self._is_creating)
        if self._is_creating:
            foot.offer(primary="Creating…", note=_BUSY, ready=False)
            return
        match self.flow.steps.current:
            case CreateStep.NAME:
                foot.offer(ready=bool(self.name.name.text), note=_NOTHING)
            case CreateStep.WORDS:
                ready = self.words.grid.was_shown
                foot.offer(primary="I wrote them down", back="Back", note=_NOTHING, ready=ready)
            case CreateStep.CHECK:
                ready = self.check.right == len(self.flow.asked)
                foot.offer(back="Show the words again", note=_NOTHING, ready=ready)
            case CreateStep.PASSWORD:
                primary = "Use it anyway" if fields.is_warned else "Create wallet"
                foot.offer(primary=primary, note=_NOTHING, ready=fields.is_filled)
            case CreateStep.DONE:
                foot.offer(primary="Open wallet", cancel="")

    # -- going on

    def _go_on(self) -> None:
        """A second press while the first one is at work does nothing."""
        if self.tasks.running("work"):
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
                self.tasks.start("work", self._create())
            case CreateStep.DONE:
                self.route_requested.emit(self._route())

    def _take_name(self) -> None:
        problem = self.flow.name_problem(self.name.name.text)
        if problem is not None:
            self.name.name.refuse(problem)
            return
        self.frame.banner.hide()
        self.tasks.start("work", self._draw())

    async def _draw(self) -> None:
        drawn = self.flow.has_words and self.words.grid.was_shown
        before = (self.flow.word_count, self.flow.crypto_type)
        wanted = (self.name.word_count, self.name.crypto_type)
        await self.flow.begin(self.name.name.text, *wanted)
        if not drawn or before != wanted:
            self.words.grid.begin(self.flow.word_count)
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

    def _on_error(self, error: AppError) -> None:
        """In the place where it can be corrected, else above the card."""
        reason = error.facts.get("reason")
        if self.flow.is_lost:
            self._say_lost()
        elif reason in NAME_REASONS:
            self.name.name.refuse(KeyReason(reason))
        else:
            self.frame.show_error(error)
        if self._is_here:
            self._show()

    # -- going back

    def _back(self) -> None:
        if self.flow.steps.current is CreateStep.WORDS:
            self.flow.steps.go(CreateStep.NAME)
        else:
            self.check.wipe()
            self.flow.show_again()
        self._show()

    def _cancel(self) -> None:
        if self.flow.steps.current is CreateStep.DONE:
            self.route_requested.emit(self._route())
        elif self._is_creating:
            self.tasks.cancel("work")
            self._is_creating = False
            self.tasks.start("give up", self._give_up())
        elif self.words.grid.was_shown and self.flow.steps.current is not CreateStep.NAME:
            self.tasks.start("ask", self._ask_whether_to_discard())
        else:
            self.route_requested.emit("wallets")

    async def _ask_whether_to_discard(self) -> None:
        dialog = ConfirmDialog(
            self._theme,
            "Discard these words?",
            "No wallet was made of them. What you wrote down will be of no use.",
            confirm="Discard",
        )
        if await answer(dialog, self.window()):
            self.route_requested.emit("wallets")

    async def _give_up(self) -> None:
        if await self.flow.look_after_cancel():
            self._show()
            note = "It was on disk before you cancelled. To be rid of it, put the wallet away."
            self.frame.banner.say("The wallet was made.", note)
        else:
            self.route_requested.emit("wallets")

    def _wipe(self) -> None:
        self.check.wipe()
        self.password.fields.wipe()
        self.words.grid.begin(self.flow.word_count)

    def _route(self, action: str = "") -> str:
        return wallet_route(self.flow.name, action)


async def _forget(flow: CreateWalletFlow, *, look: bool) -> None:
    """The page may have begun another one by now."""
    await (flow.look_after_cancel() if look else flow.abandon())
