"""The first run: practise, use the wallets that are there, or make one; and on which network."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from core.application import Application
from core.domain.keys import WalletListing
from core.domain.networks import PRACTICE, Network
from core.domain.settings import Appearance
from core.flows.practise import Practise, PractiseStep
from gui.choosing import choose_appearance, choose_network
from gui.pages.welcome.cards import invitations
from gui.pages.welcome.network_choice import NetworkChoice
from gui.routes import CREATE_WALLET, IMPORT_WALLET
from gui.tasks import TaskScope, Work
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import Button, DropButton
from gui.widgets.error_banner import ErrorBanner
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.page import Page

_WIDTH: Final = 960
_NOTES: Final = (
    ("shield-lock", "Keys never leave this computer"),
    ("user-off", "No account, no telemetry"),
    ("wifi-off", "Practice works offline"),
)
_LOOK_ICONS: Final = {
    Appearance.SYSTEM: "sun-moon",
    Appearance.LIGHT: "sun",
    Appearance.DARK: "moon",
}
_NUMBERS: Final = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


class WelcomePage(Page):
    """The marked network decides which card is offered first; practising always practises."""

    network_marked = Signal(object)  # Network, or None while an address is typed

    def __init__(self, app: Application, theme: Theme) -> None:
        super().__init__()
        self._app = app
        self._theme = theme
        self._found = 0
        self._again: Callable[[], None] = self._on_practise
        self.banner = ErrorBanner(theme)
        self.banner.route_requested.connect(self.route_requested)
        self.banner.retry_requested.connect(self._retry)
        self.tasks = TaskScope(self, on_error=self.banner.show_error)
        self.practise, self.have, self.fresh = self.cards = invitations(theme)
        self.choice = NetworkChoice(theme)
        self.look_around = Button(theme, "Only look around, without a wallet", role="link")
        self.appearance = self._make_appearance()
        self._lay_out()
        self._wire()

    def _make_appearance(self) -> DropButton:
        button = DropButton(self._theme)
        menu = QMenu(button)
        for look, icon in _LOOK_ICONS.items():
            action = menu.addAction(self._theme.icon(icon, "muted"), look.value.capitalize())
            action.triggered.connect(partial(self._choose_appearance, look))
        button.setMenu(menu)
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addLayout(_title(self._theme))
        column.addSpacing(tokens.XXL)
        column.addLayout(self._offers())
        column.addSpacing(tokens.XXL)
        column.addLayout(self._caption())
        column.addSpacing(tokens.M)
        column.addWidget(self.choice)
        column.addSpacing(tokens.XXL)
        column.addLayout(self._foot())
        column.addStretch(1)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        inner = QWidget()
        inner.setProperty("room", "scrolled")
        inner.setMaximumWidth(_WIDTH + 2 * tokens.XL)
        inner.setLayout(column)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _offers(self) -> QVBoxLayout:
        """The cards, and above them what went wrong; the room between goes with it."""
        offers = QVBoxLayout()
        offers.setSpacing(tokens.L)
        offers.addWidget(self.banner)
        offers.addLayout(_row(self.cards, tokens.XL))
        return offers

    def _caption(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.XS)
        row.addWidget(TextLabel("Network", FontRole.SMALL_MEDIUM, "muted"))
        row.addWidget(TextLabel("· can be changed at any time", FontRole.SMALL, "muted"), 1)
        row.addWidget(self.look_around)
        return row

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(6)
        for icon, text in _NOTES:
            foot.addWidget(IconLabel(self._theme, icon, "muted", 16))
            foot.addWidget(TextLabel(text, FontRole.SMALL, "muted"))
            foot.addSpacing(tokens.XL - 6)
        foot.addStretch()
        foot.addWidget(self.appearance)
        return foot

    def _wire(self) -> None:
        self.practise.accepted.connect(self._on_practise)
        self.have.accepted.connect(self._on_have)
        self.fresh.accepted.connect(lambda: self._begin(CREATE_WALLET))
        self.look_around.clicked.connect(lambda: self._begin("subnets"))
        self.choice.accepted.connect(self._on_have)
        self.choice.marked.connect(self._on_marked)
        self._theme.changed.connect(self._name_appearance)
        self._name_appearance()
        self._show_found(None)

    def enter(self, route: str) -> None:
        del route
        self.choice.mark(PRACTICE)
        self.practise.button.setFocus()
        self.tasks.start("find wallets", self._find_wallets())

    async def _find_wallets(self) -> None:
        async for listing in self._app.wallets.listings():
            self._show_found(listing)

    def _show_found(self, listing: WalletListing | None) -> None:
        """How many wallets are there, and so whether to open or to import."""
        self._found = 0 if listing is None else len(listing.wallets)
        count = _NUMBERS[self._found] if self._found < len(_NUMBERS) else str(self._found)
        folder = _short(self._app.launch.wallet_path)
        words = f"Looking into {folder} …" if listing is None else f"{count} found in {folder}."
        self.have.say(words)
        self.have.button.setText("Use my wallets" if self._found else "Import a wallet")
        self._offer()

    def _on_marked(self, network: Network | None) -> None:
        self._offer()
        self.network_marked.emit(network)

    def _offer(self) -> None:
        """Mark the card that fits the network and what was found."""
        real = self.have if self._found else self.fresh
        first = self.practise if self.choice.known == PRACTICE else real
        for card in self.cards:
            card.set_marked(marked=card is first)

    # -- what the cards do

    def _on_practise(self) -> None:
        if self.tasks.running("practise"):
            self.tasks.cancel("practise")
            return
        self.choice.mark(PRACTICE)
        self._again = self._on_practise
        self._begin_task("practise", self._practise())

    async def _practise(self) -> None:
        app = self._app
        self._show_busy(busy=True)
        try:
            flow = Practise(app.network, app.wallets, app.accounts, app.preferences)
            await flow.begin(self._tell)
        finally:
            self._show_busy(busy=False)
        self.route_requested.emit("home")

    def _tell(self, step: PractiseStep) -> None:
        self.practise.show_progress(f"{step.value} …")

    def _show_busy(self, *, busy: bool) -> None:
        if not busy:
            self.practise.show_progress("")
        self.practise.button.setText("Cancel" if busy else "Start practising")
        self.practise.button.set_role("" if busy else "primary")
        for part in (self.have, self.fresh, self.choice, self.look_around):
            part.setEnabled(not busy)

    def _on_have(self) -> None:
        self._begin("wallets" if self._found else IMPORT_WALLET)

    def _begin(self, route: str) -> None:
        network = self.choice.network()
        if network is not None:
            self._again = partial(self._begin, route)
            self._begin_task("begin", self._open(network, route))

    def _retry(self) -> None:
        self._again()

    def _begin_task(self, name: str, work: Work) -> None:
        self.banner.dismiss()
        self.tasks.start(name, work)

    async def _open(self, network: Network, route: str) -> None:
        await choose_network(self._app, network)
        self.route_requested.emit(route)

    def _choose_appearance(self, appearance: Appearance) -> None:
        self.tasks.start("look", choose_appearance(self._app, self._theme, appearance))
        self._name_appearance()

    def _name_appearance(self) -> None:
        look = self._theme.appearance
        self.appearance.show_words(f"Appearance: {look.value}", _LOOK_ICONS[look])


def _short(path: Path) -> str:
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def _row(widgets: tuple[QWidget, ...], gap: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row


def _title(theme: Theme) -> QVBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(tokens.M)
    line.addWidget(IconLabel(theme, "brand", "accent", 40))
    line.addWidget(TextLabel("Welcome to Taonaut", FontRole.DISPLAY), 1)
    lead = "Wallet and subnet explorer for Bittensor. Every action says what it will do first."
    title = QVBoxLayout()
    title.setSpacing(tokens.M)
    title.addLayout(line)
    title.addWidget(TextLabel(lead, FontRole.LEAD, "muted"))
    return title
