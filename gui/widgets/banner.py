"""A message across the page, which pushes the page down and never covers it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from gui.messages import Message
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.styling import set_tone

_ICONS = {"negative": "plug-x", "warning": "alert-triangle", "info": "info-circle"}


class Banner(QFrame):
    """Hidden until something is said. ``action_requested`` is its button.

    Texts are plain; foreign facts in them must have been cleaned (as
    ``gui.messages`` and ``gui.formats.untrusted`` do).
    """

    action_requested = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, *, closable: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self.setMinimumHeight(44)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._icon = IconLabel(theme, "alert-triangle", "warning")
        self._title = TextLabel(role=FontRole.BODY_STRONG)
        self._body = TextLabel(wrap=True)
        self._body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = Button(theme, " ", role="small")
        self._close = Button(theme, icon="x", role="flat", name="Close this message")
        self._close.setIconSize(QSize(16, 16))
        if not closable:  # showing it before it is in the banner would open a window
            self._close.hide()
        self._button.clicked.connect(self.action_requested)
        self._close.clicked.connect(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(13, 5, 12, 5)
        layout.setSpacing(tokens.S)
        layout.addWidget(self._icon)
        layout.addSpacing(1)
        layout.addWidget(self._title)
        layout.addWidget(self._body, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self._row = layout
        self.hide()

    def add_button(self, button: Button) -> None:
        """A second, lesser button before the action."""
        self._row.insertWidget(self._row.indexOf(self._button), button)

    def say(
        self, title: str, body: str, *, tone: str = "warning", action: str = "", icon: str = ""
    ) -> None:
        """Show a message; saying it again changes the words in place."""
        announced = self.isVisible() and self._title.text() == title
        set_tone(self, tone)
        self._icon.show_icon(icon or _ICONS.get(tone, "info-circle"), tone)
        self._title.setText(title)
        self._body.setText(body)
        self._button.setText(action or " ")
        self._button.setVisible(bool(action))
        self.setAccessibleName(f"{title} {body}")
        self.show()
        if not announced:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def say_error(self, message: Message) -> None:
        """An error in the words of ``gui.messages``."""
        action = message.action.value if message.action else ""
        self.say(message.title, message.text, tone="negative", action=action, icon="alert-circle")

    def show_button_icon(self, name: str) -> None:
        self._button.show_icon(name)

    def dismiss(self) -> None:
        self.hide()
        self.closed.emit()
