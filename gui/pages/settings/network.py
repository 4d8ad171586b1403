"""Settings: which network, and the practice network's node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSignalBlocker

from core.application import Application
from core.domain.connection import ConnectionState, Phase
from core.domain.networks import KNOWN, Network, NetworkKind, parse_network
from core.errors import AppError
from gui.choosing import choose_network
from gui.dialogs.confirm import ConfirmDialog
from gui.dialogs.overlay import answer
from gui.formats import integer, latency
from gui.network_look import look_of
from gui.pages.settings.facts_card import FactsCard
from gui.pages.settings.section import Section
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.card import SettingGroup, SettingRow
from gui.widgets.choices import Choice
from gui.widgets.fields import InputField
from gui.widgets.styling import set_tone

_OTHER: Final = "other node"
_OTHER_NOTE: Final = "A ws:// or wss:// address."
_NO_ADDRESS: Final = "Not an address: it begins with ws:// or wss:// and names a host."
_BLOCK_TIMES: Final = (0.5, 1.0, 2.0, 6.0, 12.0)
_PHASES: Final = {
    Phase.IDLE: ("not chosen", "", "plug"),
    Phase.STARTING: ("starting", "warning", "plug"),
    Phase.CONNECTING: ("connecting", "warning", "plug"),
    Phase.ONLINE: ("online", "positive", "plug"),
    Phase.STALE: ("no new blocks", "warning", "clock-exclamation"),
    Phase.OFFLINE: ("offline", "negative", "plug-x"),
}
_RESET_WORDS: Final = (
    "Everything that was done on the practice network is thrown away and it is built "
    "as on the first day. Other networks and your wallets are not touched."
)


class NetworkSection(Section):
    title = "Network"
    icon = "world"
    route = "network"

    def __init__(
        self, app: Application, theme: Theme, on_error: Callable[[AppError], None]
    ) -> None:
        super().__init__(app, theme, on_error)
        self.choice = Choice(theme, "Network")
        self.address = InputField("Address of another node", "wss://…")
        self.address.setFixedWidth(248)
        self.use = Button(theme, "Use")
        self.block_time = Choice(theme, "Time between blocks of the practice network")
        self.reset = Button(theme, "Reset…", role="danger")
        self._other = SettingRow("Other node", _OTHER_NOTE, self.address, self.use)
        self._network = SettingRow("Network", "", self.choice)
        self.aside = self._make_aside()
        self._fill()
        self._lay_out()
        self._wire()

    def _fill(self) -> None:
        for network in KNOWN:
            self.choice.addItem(look_of(network).name, network)
        self.choice.addItem(_OTHER, None)
        for seconds in _BLOCK_TIMES:
            self.block_time.addItem(f"{seconds:g} s", seconds)

    def _lay_out(self) -> None:
        pace = "The real network takes 12 s. A new pace begins the practice network anew."
        anew = "Throws away what was done on it and builds it as on the first day."
        practice = [
            SettingRow("Time between blocks", pace, self.block_time),
            SettingRow("Begin anew", anew, self.reset),
        ]
        self.column.addWidget(SettingGroup("Network", [self._network, self._other]))
        self.column.addWidget(SettingGroup("Practice network", practice, "practice TAO, no value"))
        self.column.addStretch(1)

    def _make_aside(self) -> FactsCard:
        words = "It speaks to one node at a time, and signs what was reviewed alone."
        card = FactsCard(self._theme, "plug", "Connection", words)
        self.retry = Button(self._theme, "Retry now", role="small", icon="refresh")
        card.body.addWidget(self.retry)
        return card

    def _wire(self) -> None:
        self.choice.activated.connect(self._on_network_chosen)
        self.block_time.activated.connect(self.ask_reset)
        self.use.clicked.connect(self._on_address_used)
        self.address.returnPressed.connect(self._on_address_used)
        self.address.textEdited.connect(lambda: self._tell_address(_OTHER_NOTE, ""))
        self.reset.clicked.connect(self.ask_reset)
        self.retry.clicked.connect(self._app.network.retry_now)

    def enter(self, what: str) -> None:
        settings = self._app.preferences.settings
        self.address.setText(settings.custom_endpoint)
        self._show_block_time()
        self.tasks.start("follow", self._follow())
        if what == "reset":
            self.ask_reset()

    def leave(self) -> None:
        self.tasks.cancel("follow")

    async def _follow(self) -> None:
        async for state in self._app.network.states():
            self.show_state(state)

    def show_state(self, state: ConnectionState) -> None:
        """The chosen network, and the card about its connection."""
        custom = state.network.kind is NetworkKind.CUSTOM
        with QSignalBlocker(self.choice):
            rows = self.choice.count()
            self.choice.setCurrentIndex(
                rows - 1 if custom else self.choice.findText(look_of(state.network).name)
            )
        self._network.note.setText(look_of(state.network).note)
        word, tone, icon = _PHASES[state.phase]
        assert isinstance(self.aside, FactsCard)
        self.aside.tint(icon, tone or "muted")
        self.aside.tell("State", word, tone)
        self.aside.tell("Node", state.endpoint.partition("://")[2] or "–")
        self.aside.tell("Block", integer(state.head.number) if state.head else "–")
        self.aside.tell("Latency", latency(state.latency_ms))
        self.aside.tell("Block time", f"{state.block_time:g} s")
        self.retry.setEnabled(state.phase is Phase.OFFLINE)

    def _on_network_chosen(self, row: int) -> None:
        network = self.choice.itemData(row)
        if isinstance(network, Network):
            self._switch(network)
        else:
            self.address.setFocus()

    def _on_address_used(self) -> None:
        try:
            network = parse_network(self.address.text())
        except AppError:
            self.address.mark(invalid=True)
            self._tell_address(_NO_ADDRESS, "negative")
            return
        self._switch(network)

    def _tell_address(self, words: str, tone: str) -> None:
        self._other.note.setText(words)
        set_tone(self._other.note, tone or "muted")

    def _switch(self, network: Network) -> None:
        self.tasks.start("switch", choose_network(self._app, network))

    def ask_reset(self) -> None:
        """Ask, and begin the practice network anew when the word is typed."""
        self.tasks.start("reset", self._reset())

    async def _reset(self) -> None:
        """A kept network has the pace it was begun with, so a new pace begins it anew."""
        seconds = float(self.block_time.currentData())
        dialog = ConfirmDialog(
            self._theme, "Begin the practice network anew?", _RESET_WORDS,
            confirm="Begin anew", typed="reset",
        )  # fmt: skip
        if not await answer(dialog, self.window()):
            self._show_block_time()
            return
        settings = replace(self._app.preferences.settings, practice_block_time=seconds)
        await self._app.preferences.save(settings)
        await self._app.network.renew_practice(seconds)

    def _show_block_time(self) -> None:
        seconds = self._app.preferences.settings.practice_block_time
        if self.block_time.findData(seconds) < 0:
            self.block_time.addItem(f"{seconds:g} s", seconds)
        self.block_time.setCurrentIndex(self.block_time.findData(seconds))
