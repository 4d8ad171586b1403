"""One new hotkey, or many by a pattern."""

from __future__ import annotations

from core.application import Application
from core.errors import AppError
from core.flows.create_hotkeys import CreateHotkeysFlow, HotkeysStep
from core.flows.hotkey_names import PlannedName, next_number
from core.flows.naming import hotkey_names
from gui.dialogs.confirm import wants_to_discard
from gui.routes import wallet_name, wallet_route
from gui.theme.theme import Theme
from gui.widgets.wizard_page import WizardPage
from gui.wizards.create_hotkeys.steps import HotkeyPanels

_NO_WALLET = "There is no wallet of that name in the folder."
_FOREIGN = "Its name is one that Taonaut would not give, so it does not write there."
_LOST = "The keys were locked meanwhile. Begin anew: words you wrote down belong to no hotkey."


class CreateHotkeysPage(WizardPage):
    """Leaving the page gives up what is not made yet; what is made stays."""

    def __init__(self, app: Application, theme: Theme) -> None:
        super().__init__(app, theme, "Add hotkeys")
        self._route = ""
        self._name = ""
        self._is_making = False
        self._encrypted = False
        self.flow = CreateHotkeysFlow(app.wallets, "")
        self.panels = HotkeyPanels(theme, app.strength, self._plan, self._words, self)
        self.names, self.words = self.panels.names, self.panels.words
        self.protect, self.done = self.panels.protect, self.panels.done
        self.making = self.panels.making
        self.frame.hold(self.panels.all.values())
        self.panels.changed.connect(self._offer)
        self.names.many_chosen.connect(self._on_many)

    def crumbs(self) -> tuple[str, ...]:
        return ("Wallets", self._name, "Add hotkeys") if self._name else ("Wallets",)

    def enter(self, route: str) -> None:
        if route == self._route:
            return
        self._route = route
        self._name = wallet_name(route)
        self.crumbs_changed.emit()
        self.frame.banner.hide()
        self.flow = CreateHotkeysFlow(self.app.wallets, self._name)
        self._begin_names()
        self.tasks.start("begin", self._begin())
        self.follow_locks()

    def on_locked(self) -> None:
        if not self._is_making:
            self.flow.lose()
            self._say_lost()

    def _say_lost(self) -> None:
        if self.flow.is_lost and self._route:
            self.words.grid.begin(12)
            self.frame.banner.say("The words are gone.", _LOST)
            self._show()

    def leave(self) -> None:
        self._route = ""
        was_making, self._is_making = self._is_making, False
        self.rest()
        self.protect.protection.wipe()
        self.words.grid.begin(12)
        self.tasks.start("forget", _forget(self.flow, look=was_making))

    async def _begin(self) -> None:
        if self.app.wallets.listing is None:
            await self.app.wallets.refresh()
        wallet = self.app.wallets.wallet(self._name)
        if wallet is None or wallet.name.is_foreign:
            self.frame.banner.say("No place for hotkeys.", _FOREIGN if wallet else _NO_WALLET)
        else:
            self._begin_names()

    def _begin_names(self) -> None:
        taken = hotkey_names(self.app.wallets.wallet(self._name))
        self.names.begin(next_number("miner-{n}", taken))
        self._show()

    def _words(self) -> tuple[str, ...]:
        return self.flow.words()

    def _plan(self, names: tuple[str, ...]) -> tuple[PlannedName, ...]:
        return self.flow.plan(names)

    def _on_many(self, many: bool) -> None:
        self.flow.set_many(many=many)
        self._show()

    # -- showing

    def _show(self) -> None:
        steps = self.flow.steps
        step = steps.current
        self.frame.subtitle.setText(self._name)
        if step is HotkeysStep.MAKE:
            self.making.show_made(self.flow.made, self.flow.names)
        elif step is HotkeysStep.DONE:
            folder = str(self.app.launch.wallet_path / self._name / "hotkeys")
            self.done.show_made(self.flow.made, self.flow.left, folder, encrypted=self._encrypted)
        self._offer()
        at = len(steps.names) if step is HotkeysStep.DONE else steps.number
        self.frame.show_step(steps.names, at, self.panels.all[step])

    def _offer(self) -> None:
        known = self.app.wallets.wallet(self._name) is not None
        foot = self.frame.foot
        self.panels.offer(self.flow, foot, making=self._is_making, known=known)

    # -- going on

    def go_on(self) -> None:
        if self._is_making or self.is_working:
            return
        match self.flow.steps.current:
            case HotkeysStep.NAMES:
                if self.names.check():
                    self.frame.banner.hide()
                    self.work(self._take_names)
            case HotkeysStep.WORDS:
                self.flow.protect()
                self.protect.begin(1)
                self._show()
            case HotkeysStep.PROTECT:
                self.work(self._make)
            case HotkeysStep.MAKE:
                self.flow.back()
                self._show()
            case HotkeysStep.DONE:
                self.route_requested.emit(wallet_route(self._name))

    async def _take_names(self) -> None:
        drawn = self.flow.has_words
        await self.flow.begin(self.names.names)
        if not drawn:
            self.words.grid.begin(12)
        self.protect.begin(len(self.flow.names))
        self._show()

    async def _make(self) -> None:
        go_on, secret = await self.protect.protection.take()
        if not go_on:
            self._offer()
            return
        self._is_making = True
        self._encrypted = secret is not None
        self.frame.banner.hide()
        if self.flow.is_many:
            self.flow.steps.go(HotkeysStep.MAKE)
        self._show()
        self.frame.foot.cancel.setFocus()
        try:
            async for _ in self.flow.make(secret):
                self._show()
                self.frame.foot.cancel.setFocus()
        finally:
            self._is_making = False
            if secret is not None:
                secret.wipe()
        self._show()

    def on_failed(self, error: AppError) -> None:
        if self.flow.is_lost:
            self._say_lost()
            return
        self.frame.show_error(error)
        if self._route:
            self._show()
            self.names.check()

    # -- going back

    def go_back(self) -> None:
        self.protect.protection.wipe()
        self.flow.back()
        self._show()

    def cancel(self) -> None:
        if self._is_making:
            self.work(self._give_up)
        elif self.words.grid.was_shown and not self.flow.made:
            self.ask(self._ask_whether_to_discard())
        else:
            self.route_requested.emit(wallet_route(self._name) if self._name else "wallets")

    async def _ask_whether_to_discard(self) -> None:
        if await wants_to_discard(self.theme, self.window(), "hotkey"):
            self.route_requested.emit(wallet_route(self._name))

    async def _give_up(self) -> None:
        await self.flow.look_after_cancel()
        if self.flow.made:
            self._show()
        else:
            self.route_requested.emit(wallet_route(self._name))


async def _forget(flow: CreateHotkeysFlow, *, look: bool) -> None:
    """The page may have begun another one by now."""
    await (flow.look_after_cancel() if look else flow.abandon())
