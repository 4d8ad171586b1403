"""A message across the page, which pushes the page down and never covers it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from gui.messages import Message
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.prose import LEADING, Prose
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
        self._icon.setFixedHeight(LEADING)
        self._title = TextLabel(role=FontRole.BODY_STRONG)
        self._title.setMinimumHeight(LEADING)
        self._body = Prose(tone="")
        policy = self._body.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        self._body.setSizePolicy(policy)
        self._button = Button(theme, " ", role="small")
        self._close = Button(theme, icon="x", role="flat", name="Close this message")
        self._close.setIconSize(QSize(16, 16))
        if not closable:  # showing it before it is in the banner would open a window
            self._close.hide()
        self._button.clicked.connect(self.action_requested)
        self._close.clicked.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(13, 5, 12, 5)
        self._row.setSpacing(tokens.S)
        self._row.addLayout(self._words(), 1)
        self._row.addWidget(self._button)
        self._row.addWidget(self._close)
        self.hide()

    def _words(self) -> QVBoxLayout:
        """Icon and title stand at the first line, however many follow."""
        top = Qt.AlignmentFlag.AlignTop
        line = QHBoxLayout()
        line.setSpacing(tokens.S)
        line.addWidget(self._icon, 0, top)
        line.addSpacing(1)
        line.addWidget(self._title, 0, top)
        line.addWidget(self._body, 1)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.addStretch()
        words.addLayout(line)
        words.addStretch()
        return words

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

    def sizeHint(self) -> QSize:
        """As high as its words are at the width it has, and never higher."""
        tall = max(self.heightForWidth(self.width()), self.minimumHeight())
        return QSize(super().sizeHint().width(), tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def dismiss(self) -> None:
        self.hide()
        self.closed.emit()
