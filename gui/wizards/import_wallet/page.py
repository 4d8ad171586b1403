"""Bringing a wallet in: from words, a seed, a key, a file, an address or a folder."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from typing import Final

from core.application import Application
from core.domain.keys import KeyRef, KeySource, Secret
from core.errors import AppError
from core.flows.import_wallet import ImportFlow, ImportKind, ImportStep
from gui.dialogs.confirm import wants_to_leave
from gui.routes import WATCH_ADDRESS, wallet_route
from gui.theme.theme import Theme
from gui.widgets.wizard_page import WizardPage
from gui.wizards.import_wallet.panels import NOTHING, ImportPanels

_READING: Final = f"Working out the address. {NOTHING}"
_LOOKING: Final = "Looking into the folder."
_WRITING: Final = "Writing and reading again takes some seconds."
_HARMLESS: Final = (ImportStep.KIND, ImportStep.DONE)
_LEAVE: Final = ("Leave the import?", "What you entered is forgotten then. Nothing was written.")
_LOCKED: Final = ("Locked meanwhile.", "What you entered is forgotten. Begin again.")


class ImportWalletPage(WizardPage):
    """Leaving the page wipes whatever was entered."""

    def __init__(self, app: Application, theme: Theme) -> None:
        super().__init__(app, theme, "Import a wallet")
        self._is_here = False
        self._doing = ""  # what is under way, for the foot
        self._encrypted = True
        self.flow = ImportFlow(app.wallets)
        self.panels = ImportPanels(theme, app.strength, self)
        self.frame.hold(self.panels.all())
        self.panels.changed.connect(self._offer)
        self.panels.folder.look_requested.connect(self.go_on)

    def crumbs(self) -> tuple[str, ...]:
        return ("Wallets", "Import")

    def enter(self, route: str) -> None:
        if not self._is_here:
            self._is_here = True
            self.frame.banner.hide()
            watches = route == WATCH_ADDRESS
            self.panels.kinds.choose(ImportKind.ADDRESS if watches else ImportKind.WORDS)
            self._show()
            self.follow_locks()

    def leave(self) -> None:
        self._is_here = False
        was_writing, self._doing = self._doing == _WRITING, ""
        self.rest()
        self.panels.wipe()
        if was_writing:
            self.tasks.start("tidy", _tidy(self.app, self.flow.target))
        self.flow.abandon()

    # -- showing

    def _show(self) -> None:
        steps, target = self.flow.steps, self.flow.target
        step = steps.current
        named = step in (ImportStep.PASSWORD, ImportStep.DONE)
        self.frame.subtitle.setText((target.hotkey or target.wallet) if named else "")
        if step is ImportStep.DONE:
            root = self.app.launch.wallet_path
            self.panels.done.show_outcome(self.flow, root, encrypted=self._encrypted)
        self._offer()
        at = len(steps.names) if step is ImportStep.DONE else steps.number
        self.frame.show_step(steps.names, at, self.panels.of(self.flow))

    def _offer(self) -> None:
        self.panels.of(self.flow).rest(resting=bool(self._doing))
        if self._doing:
            primary = "Writing…" if self._doing == _WRITING else "Continue"
            self.frame.foot.offer(primary=primary, note=self._doing, ready=False)
        else:
            self.panels.offer(self.flow, self.frame.foot)

    @contextmanager
    def _busy(self, doing: str) -> Generator[None]:
        """The step rests and Cancel gives up what is under way."""
        self._doing = doing
        self._offer()
        self.frame.foot.cancel.setFocus()
        try:
            yield
        finally:
            self._doing = ""
            if self._is_here:
                self._offer()

    # -- going on

    def go_on(self) -> None:
        if self._doing or self.is_working:
            return
        self.frame.banner.hide()
        match self.flow.steps.current:
            case ImportStep.KIND:
                self.flow.choose(self.panels.kinds.kind)
                self.panels.begin_entry(self.flow.kind)
                self._show()
            case ImportStep.ENTER:
                self._enter()
            case ImportStep.PLACE:
                self._take_place()
            case ImportStep.PASSWORD:
                self.work(self._store)
            case ImportStep.DONE:
                self.route_requested.emit(wallet_route(self.flow.target.wallet))

    def _enter(self) -> None:
        if self.flow.kind is ImportKind.FOLDER:
            self._enter_folder()
        elif self.flow.kind is ImportKind.ADDRESS:
            if self.panels.address.check():
                self.flow.enter_address(self.panels.address.field.text())
                self._begin_place()
        else:
            self._enter_secret()

    def _enter_secret(self) -> None:
        try:
            source = self.panels.entries[self.flow.kind].take()
        except AppError as error:
            self.on_failed(error)
            return
        if source is not None:
            self.work(partial(self._identify, source))

    async def _identify(self, source: KeySource) -> None:
        with self._busy(_READING):
            await self.flow.enter(source)
        self._begin_place()

    def _enter_folder(self) -> None:
        folder = self.panels.folder
        if folder.chosen is None:
            self.work(self._look)
        else:
            self.flow.enter_folder(folder.chosen)
            self._begin_place()

    async def _look(self) -> None:
        with self._busy(_LOOKING):
            found = await self.flow.look_into(self.panels.folder.path)
        self.panels.folder.show_found(found)
        self._show()

    def _begin_place(self) -> None:
        self.panels.begin_place(self.flow, self.app.wallets.listing)
        self._show()

    def _take_place(self) -> None:
        place = self.panels.place
        if not place.check(self.flow.place_problem):
            return
        self.flow.place(place.target)
        if self.flow.kind is ImportKind.ADDRESS:
            self.work(partial(self._write, None))
        else:
            self.panels.coldkey.fields.expect(self.flow.target.wallet)
            self._show()

    async def _store(self) -> None:
        go_on, secret = await self.panels.take_password(self.flow)
        if go_on:
            await self._write(secret)

    async def _write(self, secret: Secret | None) -> None:
        self._encrypted = secret is not None
        try:
            with self._busy(_WRITING):
                await self.flow.store(secret)
        finally:
            if secret is not None:
                secret.wipe()
        self._show()

    def on_failed(self, error: AppError) -> None:
        """Told in the place where it can be corrected, else above the card."""
        if self._is_here:
            self._show()
            if not self.panels.refuse(self.flow, error):
                self.frame.show_error(error)

    def on_locked(self) -> None:
        """What was entered does not outlast a lock."""
        if not self._doing and self.flow.steps.current not in _HARMLESS:
            self.panels.wipe()
            self.flow.abandon()
            self._show()
            self.frame.banner.say(*_LOCKED)

    # -- going back

    def go_back(self) -> None:
        self.panels.go_back(self.flow)
        self._show()

    def cancel(self) -> None:
        if self.flow.steps.current is ImportStep.DONE:
            self.route_requested.emit(wallet_route(self.flow.target.wallet))
        elif self._doing == _WRITING:
            self.work(self._give_up)
        elif self.panels.holds_secret(self.flow):
            self.ask(self._ask_whether_to_leave())
        else:
            self.route_requested.emit("wallets")

    async def _ask_whether_to_leave(self) -> None:
        """Esc comes easily, and words are long to type."""
        if await wants_to_leave(self.theme, self.window(), *_LEAVE):
            self.route_requested.emit("wallets")

    async def _give_up(self) -> None:
        """Where it was on disk already, it is shown there."""
        wallet = self.flow.target.wallet
        written = await self.flow.look_after_cancel()
        self.route_requested.emit(wallet_route(wallet) if written else "wallets")


async def _tidy(app: Application, target: KeyRef) -> None:
    """Whatever was half-written goes; whatever was written is listed."""
    await app.wallets.tidy(target.wallet)
    await app.wallets.refresh()
