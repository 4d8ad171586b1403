"""What a page or a list shows when there is nothing in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.labels import IconLabel, TextLabel


class EmptyState(QWidget):
    """What this is, in words, and one button."""

    action_requested = Signal()

    def __init__(self, theme: Theme, icon: str, title: str, body: str, action: str = "") -> None:
        super().__init__()
        self._title = TextLabel(title, FontRole.HEADING)
        self._body = TextLabel(body, FontRole.BODY, "muted", wrap=True)
        self._body.setFixedWidth(400)
        self._button = Button(theme, action or " ")
        if not action:  # showing it before it is in the page would open a window
            self._button.hide()
        self._button.clicked.connect(self.action_requested)
        centre = Qt.AlignmentFlag.AlignHCenter
        for label in (self._title, self._body):
            label.setAlignment(centre)
        self._give_room()
        layout = QVBoxLayout(self)
        layout.setSpacing(tokens.S)
        layout.addStretch(2)
        layout.addWidget(IconLabel(theme, icon, "muted", 32), 0, centre)
        layout.addSpacing(tokens.S)
        layout.addWidget(self._title, 0, centre)
        layout.addWidget(self._body, 0, centre)
        layout.addSpacing(tokens.S)
        layout.addWidget(self._button, 0, centre)
        layout.addStretch(3)

    def say(self, title: str, body: str, action: str = "") -> None:
        self._title.setText(title)
        self._body.setText(body)
        self._button.setText(action or " ")
        self._button.setVisible(bool(action))
        self._give_room()

    def _give_room(self) -> None:
        # An aligned item of a layout does not grow with its wrapped lines.
        self._body.setMinimumHeight(max(0, self._body.heightForWidth(self._body.width())))
