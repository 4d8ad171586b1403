"""The first run: what one can do here, and on which network."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.application import Application
from core.domain.networks import FINNEY, KNOWN, LOCAL, PRACTICE, TEST, Network, parse_network
from core.domain.settings import Appearance
from core.errors import AppError
from gui.choosing import choose_appearance, choose_network
from gui.network_look import look_of
from gui.tasks import TaskScope
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import DropButton
from gui.widgets.choices import RadioCard
from gui.widgets.error_banner import ErrorBanner
from gui.widgets.invitation import Invitation
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.page import Page

_WIDTH: Final = 960
_CARD_OF: Final = {PRACTICE: 0, FINNEY: 1, TEST: 1, LOCAL: 2}
_OWN: Final = len(KNOWN)  # the radio of a node by its address
_NOTES: Final = (
    ("shield-lock", "Reads only, touches no keys"),
    ("user-off", "No account, no telemetry"),
    ("wifi-off", "Practice works offline"),
)
_LOOK_ICONS: Final = {
    Appearance.SYSTEM: "sun-moon",
    Appearance.LIGHT: "sun",
    Appearance.DARK: "moon",
}


class WelcomePage(Page):
    """Cards and radio marks say the same: choosing one moves the other."""

    network_marked = Signal(object)  # Network, or None while an address is typed

    def __init__(self, app: Application, theme: Theme) -> None:
        super().__init__()
        self._app = app
        self._theme = theme
        self.banner = ErrorBanner(theme)
        self.banner.route_requested.connect(self.route_requested)
        self.tasks = TaskScope(self, on_error=self.banner.show_error)
        self.practise = Invitation(
            theme,
            "flask",
            "Practise first",
            "Look at everything, risk nothing.",
            ("A network on this computer", "129 invented subnets", "Works offline"),
            "Start practising",
        )
        self.explore = Invitation(
            theme,
            "binoculars",
            "Explore Bittensor",
            "The real network, read-only.",
            ("All subnets and metagraphs", "No wallet needed", "Nothing is signed"),
            "Explore finney",
        )
        self.own = Invitation(
            theme,
            "server-2",
            "Use your own node",
            "A node that you run or trust.",
            ("No other node is asked",),
            "Connect",
        )
        self.address = self.own.add_field("Address of the node", LOCAL.endpoints[0])
        self.cards = (self.practise, self.explore, self.own)
        self.radios = self._make_radios()
        self.appearance = self._make_appearance()
        self._lay_out()
        self._wire()

    def _make_radios(self) -> tuple[RadioCard, ...]:
        looks = [look_of(network) for network in KNOWN]
        radios = [RadioCard(self._theme, look.name, look.note, look.dot) for look in looks]
        radios.append(RadioCard(self._theme, "other", "a node by its address", "muted"))
        group = QButtonGroup(self)
        for number, radio in enumerate(radios):
            group.addButton(radio, number)
        group.idClicked.connect(self._mark)
        return tuple(radios)

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
        column.addWidget(self.banner)
        column.addLayout(_row(self.cards, tokens.XL))
        column.addSpacing(tokens.XXL)
        column.addLayout(_caption("Network", "· can be changed at any time"))
        column.addSpacing(tokens.M)
        column.addLayout(_row(self.radios, tokens.M))
        column.addSpacing(tokens.XXL)
        column.addLayout(self._foot())
        column.addStretch(1)
        inner = QWidget()
        inner.setProperty("room", "scrolled")
        inner.setMaximumWidth(_WIDTH + 2 * tokens.XL)
        inner.setLayout(column)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

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
        self.practise.accepted.connect(lambda: self._begin(PRACTICE))
        self.explore.accepted.connect(self._explore)
        self.own.accepted.connect(self._connect)
        self.address.textEdited.connect(self._on_address_edited)
        self._theme.changed.connect(self._name_appearance)
        self._name_appearance()

    def enter(self, route: str) -> None:
        del route
        self._mark(0)
        self.practise.button.setFocus()

    def _mark(self, number: int) -> None:
        """Radio ``number`` was chosen: mark its card, and give the card its words."""
        self.radios[number].setChecked(True)
        network = KNOWN[number] if number < _OWN else None
        card = 2 if network is None else _CARD_OF[network]
        for at, invitation in enumerate(self.cards):
            invitation.set_marked(marked=at == card)
        if card == 1:
            self.explore.button.setText("Explore finney" if network == FINNEY else "Explore test")
        elif network == LOCAL:
            self.address.setText(LOCAL.endpoints[0])
        elif network is None:
            self.address.setFocus()
            self.address.selectAll()
        self.network_marked.emit(network)

    def _on_address_edited(self, text: str) -> None:
        if not self.radios[_OWN].isChecked() and text != LOCAL.endpoints[0]:
            at = self.address.cursorPosition()
            self._mark(_OWN)
            self.address.deselect()
            self.address.setCursorPosition(at)

    def _explore(self) -> None:
        test = self.radios[KNOWN.index(TEST)].isChecked()
        self._begin(TEST if test else FINNEY)

    def _connect(self) -> None:
        try:
            network = parse_network(self.address.text())
        except AppError:
            self.own.refuse("Not an address: it begins with ws:// or wss:// and names a host.")
            self.address.mark(invalid=True)
            self.address.setFocus()
            return
        self._begin(LOCAL if network.endpoints == LOCAL.endpoints else network)

    def _begin(self, network: Network) -> None:
        self.tasks.start("begin", self._open(network))

    async def _open(self, network: Network) -> None:
        await choose_network(self._app, network)
        self.route_requested.emit("subnets")

    def _choose_appearance(self, appearance: Appearance) -> None:
        self.tasks.start("look", choose_appearance(self._app, self._theme, appearance))
        self._name_appearance()

    def _name_appearance(self) -> None:
        look = self._theme.appearance
        self.appearance.show_words(f"Appearance: {look.value}", _LOOK_ICONS[look])


def _row(widgets: tuple[QWidget, ...], gap: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row


def _caption(title: str, note: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(tokens.XS)
    row.addWidget(TextLabel(title, FontRole.SMALL_MEDIUM, "muted"))
    row.addWidget(TextLabel(note, FontRole.SMALL, "muted"), 1)
    return row


def _title(theme: Theme) -> QVBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(tokens.M)
    line.addWidget(IconLabel(theme, "brand", "accent", 40))
    line.addWidget(TextLabel("Welcome to Taonaut", FontRole.DISPLAY), 1)
    lead = "Subnet explorer for Bittensor. Every figure says how old it is."
    title = QVBoxLayout()
    title.setSpacing(tokens.M)
    title.addLayout(line)
    title.addWidget(TextLabel(lead, FontRole.LEAD, "muted"))
    return title
