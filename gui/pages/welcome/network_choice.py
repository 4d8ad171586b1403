"""Which network to begin with: the known ones, or a node by its address."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from core.domain.networks import KNOWN, LOCAL, PRACTICE, Network, parse_network
from core.errors import AppError
from gui.network_look import look_of
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.choices import RadioCard
from gui.widgets.fields import InputField
from gui.widgets.labels import TextLabel

_OWN = len(KNOWN)  # the radio of a node by its address
_WRONG = "Not an address: it begins with ws:// or wss:// and names a host."
_FIELD_WIDTH = 320


class NetworkChoice(QWidget):
    """``marked`` is told the network, or None while an address is typed."""

    marked = Signal(object)
    accepted = Signal()  # Enter in the address

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.address = InputField("Address of the node", "wss://…")
        self.address.setText(LOCAL.endpoints[0])
        self.address.setFixedWidth(_FIELD_WIDTH)
        self.error = TextLabel(role=FontRole.SMALL, tone="negative")
        self.radios = self._make_radios(theme)
        self._row = QWidget()
        self._lay_out()
        self.address.textEdited.connect(lambda: self._refuse(""))
        self.address.returnPressed.connect(self.accepted)
        self.mark(PRACTICE)

    def _make_radios(self, theme: Theme) -> tuple[RadioCard, ...]:
        looks = [look_of(network) for network in KNOWN]
        radios = [RadioCard(theme, look.name, look.note, look.dot) for look in looks]
        radios.append(RadioCard(theme, "other", "a node by its address", "muted"))
        group = QButtonGroup(self)
        for number, radio in enumerate(radios):
            group.addButton(radio, number)
        group.idClicked.connect(self._on_clicked)
        return tuple(radios)

    def _lay_out(self) -> None:
        radios = QHBoxLayout()
        radios.setSpacing(tokens.M)
        for radio in self.radios:
            radios.addWidget(radio, 1)
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, tokens.S, 0, 0)
        row.setSpacing(tokens.M)
        row.addWidget(TextLabel("Address", FontRole.SMALL_MEDIUM, "muted"))
        row.addWidget(self.address)
        row.addWidget(self.error, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(radios)
        layout.addWidget(self._row)

    @property
    def known(self) -> Network | None:
        """The chosen one, if it is known without an address."""
        number = next((n for n, radio in enumerate(self.radios) if radio.isChecked()), 0)
        return KNOWN[number] if number < _OWN else None

    def mark(self, network: Network) -> None:
        """Choose one of the known networks."""
        self.radios[KNOWN.index(network)].setChecked(True)
        self._show()

    def network(self) -> Network | None:
        """The chosen one; None, with the reason told in place, where its address is none."""
        if self.known is not None:
            return self.known
        try:
            network = parse_network(self.address.text())
        except AppError:
            self._refuse(_WRONG)
            self.address.setFocus()
            return None
        return LOCAL if network.endpoints == LOCAL.endpoints else network

    def _on_clicked(self, number: int) -> None:
        self._show()
        if number == _OWN:
            self.address.setFocus()
            self.address.selectAll()

    def _show(self) -> None:
        self._row.setVisible(self.known is None)
        self._refuse("")
        self.marked.emit(self.known)

    def _refuse(self, why: str) -> None:
        self.error.setText(why)
        self.address.mark(invalid=bool(why))
