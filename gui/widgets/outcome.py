"""What the last step of a wizard tells: a mark, and named facts below each other."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.address_fours import AddressFours
from gui.widgets.copying import CopyButton
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.untrusted import UntrustedLabel

_NAME_WIDTH: Final = 112
_ROW: Final = 28
_RISE: Final = 6  # puts the first of several lines beside the name


class FactRows(QWidget):
    """Rows of a name and a value, told one after the other; ``clear`` begins anew."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.L)
        self._grid.setVerticalSpacing(tokens.XS)
        self._grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._facts: dict[str, str] = {}

    def clear(self) -> None:
        self._facts.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def fact(self, name: str) -> str:
        """What is told under a name."""
        return self._facts[name]

    def tell(self, name: str, value: str, *, mono: bool = False, tone: str = "") -> None:
        """One line of foreign or own text, elided."""
        label = UntrustedLabel(value, FontRole.MONO if mono else FontRole.BODY, tone)
        self._add(name, label, value)

    def explain(self, name: str, text: str, tone: str = "") -> None:
        """Own words, as many lines as they take."""
        label = TextLabel(text, tone=tone, wrap=True)
        label.setContentsMargins(0, _RISE, 0, _RISE)
        self._add(name, label, text)

    def place(self, name: str, widget: QWidget, value: str) -> None:
        self._add(name, widget, value)

    def _add(self, name: str, widget: QWidget, value: str) -> None:
        row = self._grid.rowCount()
        title = TextLabel(name, FontRole.SMALL, "muted")
        title.setMinimumHeight(_ROW)
        title.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(widget, row, 1, Qt.AlignmentFlag.AlignVCenter)
        self._facts[name] = value


class AddressRow(QWidget):
    """An address in fours with a button that copies it."""

    def __init__(self, theme: Theme, address: str, columns: int = 6) -> None:
        super().__init__()
        self.fours = AddressFours(theme, columns=columns)
        self.fours.show_address(address)
        copy = CopyButton(theme, "Copy address")
        copy.holds(address)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, tokens.XS, 0, tokens.XS)
        row.setSpacing(tokens.S)
        row.addWidget(self.fours)
        row.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch()


class Verdict(QWidget):
    """An icon with a sentence: what was found out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconLabel(theme, "circle-check", "positive")
        self._text = TextLabel(role=FontRole.BODY_MEDIUM, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, tokens.L)
        row.setSpacing(tokens.S)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, text: str, icon: str = "circle-check", tone: str = "positive") -> None:
        self._icon.show_icon(icon, tone)
        self._text.setText(text)
